"""The loss of a model over any number of windows, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..data.windows import Window
from ..engines.contract import Batch, Model
from ..engines.together import group
from ..errors import OutOfMemory

POSITIONS_AT_ONCE = 4096
"""Where a loss is measured over many windows: GPT-2's scores of as many fill a gigabyte."""


def mean_loss(model: Model, windows: Sequence[Window]) -> float:
    """Mean loss over all targets of any number of windows, in bounded memory."""
    return mean_loss_of(model, packed(model, windows))


def packed(model: Model, windows: Sequence[Window]) -> Iterable[tuple[list[int], Batch]]:
    """The windows in batches of about so many positions, with the number of each one's targets."""
    size = max(POSITIONS_AT_ONCE // model.config.context, 1)
    for start in range(0, len(windows), size):
        part = windows[start : start + size]
        yield [len(window.targets) for window in part], model.pack(part)


def mean_loss_of(model: Model, batches: Iterable[tuple[list[int], Batch]]) -> float:
    """Mean loss over all targets of batches, each with the numbers of its windows' targets."""
    total, targets = 0.0, 0
    for counts, batch in batches:
        total += _added_up(model, counts, batch)
        targets += sum(counts)
    return total / targets


def _added_up(model: Model, counts: list[int], batch: Batch) -> float:
    """The losses of all targets; in halves where memory is short."""
    try:
        return model.loss(batch) * sum(counts)
    except (OutOfMemory, MemoryError):
        if len(counts) == 1 or group().size > 1:  # the others would not follow
            raise
    half, all_of_them = len(counts) // 2, range(len(counts))
    return sum(
        _added_up(model, counts[part], batch.take(all_of_them[part]))
        for part in (slice(half), slice(half, None))
    )
