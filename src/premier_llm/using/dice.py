"""A model of pairs on paper: for each letter thirty-six places, and two dice choose the next one.

The unplugged language model of a grid and dice is the idea of LLMs Unplugged (Ben Swift and the ANU
School of Cybernetics); the places here are shared out from counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

SIDES = 6
PLACES = SIDES * SIDES
"""What a red and a blue die can show, each as often as the others."""


class Page(NamedTuple):
    """What comes after a token."""

    token: int
    times: int
    """How often something came after it."""
    places: tuple[int, ...]
    """(36,): the tokens, row after row; the red die chooses the row, the blue one the column."""
    lost: tuple[tuple[int, int], ...]
    """(token, times) of those that are too rare for a place."""


def pages(sequences: Iterable[Sequence[int]]) -> list[Page]:
    """A page for each token that something comes after, from counts of pairs.

    ``sequences``: token ids (n,), boundaries included. Each following token gets its share of the
    36 places, in whole places: those left over go to the largest remainders (Hamilton's method).
    """
    following: dict[int, Counter[int]] = {}
    for ids in sequences:
        for before, after in pairwise(ids):
            following.setdefault(before, Counter())[after] += 1
    return [_page(token, counts) for token, counts in sorted(following.items())]


def _page(token: int, counts: Counter[int]) -> Page:
    times = counts.total()
    places = {after: PLACES * count // times for after, count in counts.items()}
    by_remainder = sorted(counts, key=lambda after: (-(PLACES * counts[after] % times), after))
    for after in by_remainder[: PLACES - sum(places.values())]:
        places[after] += 1
    order = sorted(counts)
    return Page(
        token,
        times,
        tuple(after for after in order for _ in range(places[after])),
        tuple((after, counts[after]) for after in order if not places[after]),
    )
