"""What counting alone achieves: the honest company of every loss.

Beside a model's loss stand chance, single letters, pairs and triples counted in the same words,
and the floor that no model with this context can pass. All are mean surprises in nats per target,
over the model's own windows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from ..data.windows import Window

TRUST = 10.0
"""When counts are tried on other words, a context seen n times has n parts in n + TRUST of the
say; the rest goes to the next shorter context, so that what was never seen is unlikely rather
than impossible (interpolation with Dirichlet prior, MacKay and Peto 1995)."""


@dataclass(frozen=True)
class Counted:
    """In nats per target, from the highest to the lowest."""

    chance: float
    """ln V: every token equally likely."""
    singles: float
    """How often each token occurs."""
    pairs: float
    """Each token after the one before it."""
    triples: float
    """Each token after the two before it."""

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """(name, value) in order."""
        return ((field.name, getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True)
class Baselines(Counted):
    """Of a list of words: the floor is known, too."""

    floor: float
    """Each token after all that the model sees: on these words nothing can be lower."""


def baselines(
    windows: Sequence[Window],
    vocabulary: int,
    context: int,
    held_out: Sequence[Window] | None = None,
) -> Baselines:
    """Count in ``windows`` and score on them, or on ``held_out`` windows when given.

    On the same words the scores are conditional entropies of the counts. On held-out words the
    counts of each length lean on the shorter ones (see TRUST), and the floor is that of the
    held-out words themselves: their own entropy given what the model sees.
    """
    seen = _count(windows, context)
    triples = _shorten(seen, 2)
    pairs = _shorten(triples, 1)
    lengths = [_shorten(pairs, 0), pairs, triples]
    if held_out is None:
        scores = [_entropy(counts) for counts in (*lengths, seen)]
    else:
        tried = _count(held_out, context)
        tried_triples = _shorten(tried, 2)
        scores = [
            *(_cross_entropy(lengths[:n], tried_triples, vocabulary) for n in (1, 2, 3)),
            _entropy(tried),
        ]
    return Baselines(math.log(vocabulary), *scores)


Counts = Counter[tuple[tuple[int, ...], int]]
"""How many times a target follows some tokens: {(tokens, target): times}."""


def _count(windows: Iterable[Window], length: int) -> Counts:
    """Each target with at most the last ``length`` tokens that its window shows before it."""

    def examples() -> Iterator[tuple[tuple[int, ...], int]]:
        for tokens, targets in windows:
            hidden = len(tokens) - len(targets)
            for place, target in enumerate(targets, hidden + 1):
                yield tokens[max(0, place - length) : place], target

    return Counter(examples())


def _shorten(counts: Counts, length: int) -> Counts:
    """The same counts when only the last ``length`` tokens are seen."""
    shorter: Counts = Counter()
    for (before, target), times in counts.items():
        shorter[before[max(0, len(before) - length) :], target] += times
    return shorter


def _sizes(counts: Counts) -> Counter[tuple[int, ...]]:
    """How many times each context was seen."""
    sizes: Counter[tuple[int, ...]] = Counter()
    for (before, _), times in counts.items():
        sizes[before] += times
    return sizes


def _entropy(counts: Counts) -> float:
    """Mean surprise when the counts themselves say the probabilities."""
    sizes = _sizes(counts)
    surprise = math.fsum(n * math.log(sizes[before] / n) for (before, _), n in counts.items())
    return surprise / counts.total()


def _cross_entropy(shorter_first: list[Counts], tried: Counts, vocabulary: int) -> float:
    """Mean surprise on other words, of counts of the lengths 0, 1, … mixed."""
    sizes = [_sizes(counts) for counts in shorter_first]
    surprise = 0.0
    for (before, target), times in tried.items():
        probability = 1 / vocabulary
        for length, (counts, size) in enumerate(zip(shorter_first, sizes, strict=True)):
            context = before[max(0, len(before) - length) :]
            probability = (counts[context, target] + TRUST * probability) / (size[context] + TRUST)
        surprise -= times * math.log(probability)
    return surprise / tried.total()
