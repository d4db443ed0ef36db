"""What counting alone achieves: the honest company of every loss.

Beside a model's loss stand chance, single letters, pairs and triples counted in the same words,
and the floor that no model with this context can pass. All are mean surprises in nats per target,
over the model's own windows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from .corpus import Window

TRUST = 10.0
"""When counts are tried on other words, a context seen n times has n parts in n + TRUST of the
say; the rest goes to the next shorter context, so that what was never seen is unlikely rather
than impossible (interpolation with Dirichlet prior, MacKay and Peto 1995)."""


@dataclass(frozen=True)
class Baselines:
    """In nats per target, from the highest to the lowest."""

    chance: float
    """ln V: every token equally likely."""
    singles: float
    """How often each token occurs."""
    pairs: float
    """Each token after the one before it."""
    triples: float
    """Each token after the two before it."""
    floor: float
    """Each token after all that the model sees: on these words nothing can be lower."""

    def __iter__(self) -> Iterator[tuple[str, float]]:
        """(name, value) in order."""
        return ((field.name, getattr(self, field.name)) for field in fields(self))


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
    scored = windows if held_out is None else held_out
    counts = [_count(windows, length) for length in (0, 1, 2)]
    if held_out is None:
        singles, pairs, triples = map(_entropy, counts)
    else:
        examples = Counter(_examples(held_out, 2))
        singles, pairs, triples = (
            _cross_entropy(counts[: length + 1], examples, vocabulary) for length in (0, 1, 2)
        )
    floor = _entropy(_count(scored, context))
    return Baselines(math.log(vocabulary), singles, pairs, triples, floor)


Counts = dict[tuple[int, ...], Counter[int]]


def _examples(windows: Iterable[Window], length: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """(the last ``length`` tokens before each target, the target)."""
    for tokens, targets in windows:
        hidden = len(tokens) - len(targets)
        for place, target in enumerate(targets, hidden + 1):
            yield tokens[max(0, place - length) : place], target


def _count(windows: Iterable[Window], length: int) -> Counts:
    counts: Counts = defaultdict(Counter)
    for before, target in _examples(windows, length):
        counts[before][target] += 1
    return counts


def _entropy(counts: Counts) -> float:
    """Mean surprise when the counts themselves say the probabilities."""
    total = surprise = 0.0
    for after in counts.values():
        seen = sum(after.values())
        total += seen
        surprise -= sum(n * math.log(n / seen) for n in after.values())
    return surprise / total


def _cross_entropy(
    counts: list[Counts], examples: Counter[tuple[tuple[int, ...], int]], vocabulary: int
) -> float:
    """Mean surprise on other words, of counts of the lengths 0, 1, … mixed."""
    sizes = [{before: sum(after.values()) for before, after in c.items()} for c in counts]
    surprise = 0.0
    for (before, target), times in examples.items():
        probability = 1 / vocabulary
        for length, (counted, size) in enumerate(zip(counts, sizes, strict=True)):
            context = before[max(0, len(before) - length) :]
            seen = size.get(context, 0)
            times_seen = counted[context][target] if seen else 0
            probability = (times_seen + TRUST * probability) / (seen + TRUST)
        surprise -= times * math.log(probability)
    return surprise / sum(examples.values())
