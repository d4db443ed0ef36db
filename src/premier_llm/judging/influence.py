"""Was it the name, or luck? What chances with a name and without it come to, over several starts.

The twin of web/engine/influence.ts; training/influence.py makes the experiments.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..data.draws import Draws

VISIBLE = 0.005
"""A chance that moves by less is not seen to move: half a point of percent."""
STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)
"""Of 2, 3, … starts: luck alone brings the mean so many standard errors from zero once in twenty
times (Student's t). Of more than ten the last is taken, which is a little strict."""
STARTS = 3
"""Starts tried, if nothing is said."""
FEW = 3
"""Names tried, below which a rank correlation says nothing."""
ALL = 60
"""A list of more names is too long to try each: the guess chooses."""
BEST, DRAWN = 10, 5
"""So many names on which the guess falls, and so many drawn at random, which tell its worth."""
ROOM = 20_000_000
"""Slopes, a name's and a parameter's each, that the guess keeps in mind at once."""
TURNS, ENOUGH = 100, 1e-20
"""Of its search for a mixture: turns at most, and the share of the squares at which it stops."""

Verdict = Literal["likelier", "less", "noise"]


class Weighed(NamedTuple):
    """What an effect comes to."""

    mean: float
    """How much the chance has gained by the name, over the starts."""
    error: float | None
    """Of the mean: how far another set of starts would move it; None for a single start."""
    verdict: Verdict


def weigh(gained: Sequence[float]) -> Weighed:
    """Whether it is the name or luck.

    It is the name where the mean gain is visible and so far from zero that luck alone would bring
    it there once in twenty times.
    """
    n = len(gained)
    mean = sum(gained) / n
    if n < 2:
        return Weighed(mean, None, "noise")
    error = math.sqrt(sum((gain - mean) ** 2 for gain in gained) / (n - 1) / n)
    limit = STUDENT[min(n - 2, len(STUDENT) - 1)]
    if abs(mean) < VISIBLE or abs(mean) <= limit * error:
        return Weighed(mean, error, "noise")
    return Weighed(mean, error, "likelier" if mean > 0 else "less")


def rank_correlation(a: Sequence[float], b: Sequence[float]) -> float | None:
    """Spearman's: 1 for the same order, 0 for none in common; None where one has no order."""
    first, second = _ranks(a), _ranks(b)
    middle = (len(a) - 1) / 2
    both = sum((i - middle) * (j - middle) for i, j in zip(first, second, strict=True))
    one, other = (sum((i - middle) ** 2 for i in ranks) for ranks in (first, second))
    return None if one == 0 or other == 0 else both / math.sqrt(one * other)


def _ranks(values: Sequence[float]) -> list[float]:
    """Each one's place in the order, from 0; equals share the mean of their places."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found, start = [0.0] * len(values), 0
    while start < len(order):
        end = start + 1
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + end - 1) / 2
        start = end
    return found


def shortlist(guess: Sequence[float], seed: int) -> tuple[list[int], list[int]]:
    """(the names on which the guess falls, the strongest first; some of the others, drawn)."""
    order = sorted(range(len(guess)), key=lambda place: (-abs(guess[place]), place))
    others = sorted(order[BEST:])
    drawn = Draws(seed).order(len(others))[:DRAWN]
    return order[:BEST], [others[i] for i in drawn]
