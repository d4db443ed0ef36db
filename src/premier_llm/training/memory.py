"""The memory of a training: how much there is, and how much of the work fits into it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from gettext import gettext as _

from ..engines.contract import Model
from ..engines.together import group
from ..errors import OutOfMemory
from ..i18n import number
from ..model.config import Config
from ..model.parameters import tensor_count
from .batches import Batches

BYTES_PER_PARAMETER = {"numpy": 32, "torch": 32, "pure": 150}
"""Weights, slopes, two moments and copies of the model: in float32, or as numbers of Python's."""
BYTES_PER_TENSOR = 2000
"""What stands around the numbers of each; it counts in a model of many thin layers."""


def needed(config: Config, engine: str = "numpy") -> int:
    """Bytes that training a model takes before the first window, roughly."""
    numbers = BYTES_PER_PARAMETER[engine] * config.parameter_count()
    return numbers + BYTES_PER_TENSOR * tensor_count(config)


def memory_of(device: str = "cpu") -> int | None:
    """Bytes that there are on a device, as far as we may use them; None if nobody says."""
    if device != "cpu":
        import torch  # which alone computes elsewhere

        return int(torch.cuda.get_device_properties(device).total_memory)
    limits = []
    try:
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
        import resource

        limits.append(resource.getrlimit(resource.RLIMIT_AS)[0])  # ulimit -v; negative for none
    except (AttributeError, ImportError, OSError, ValueError):
        pass  # a system that does not say, or does not limit
    return min((limit for limit in limits if limit > 0), default=None)


def most_that_fit(most: int, attempt: Callable[[int], object]) -> int:
    """``most``, halved until the attempt at so many finds enough memory; 0 if not even 1 does."""
    while most and not _fits(attempt, most):
        most //= 2
    return most


def _fits(attempt: Callable[[int], object], count: int) -> bool:
    gc.collect()  # what failed before may be held by its exceptions, which point at one another
    try:
        attempt(count)
    except (OutOfMemory, MemoryError):
        return False
    return True


def what_fits(model: Model, batches: Batches, engine: str, device: str) -> str:
    """After the windows of a step have found no memory: tries fewer and fewer, and says so."""
    windows = min(batches.size, batches.per_step)
    if group().size > 1:  # which learn together or not at all: none can try alone
        return _(
            "There is not enough memory for {windows} windows at once, shared by {count} "
            "processes: try a smaller --batch and --accumulate as many times larger, which "
            "trains the same way."
        ).format(windows=windows, count=group().size)

    def learn(count: int) -> None:
        part = batches.some(count)
        model.loss_and_gradients(part, part)  # two, for slopes that are added up take room

    fit = most_that_fit(windows // 2, learn)
    if fit:
        batch, accumulate = batches.in_parts(fit)
        return _(
            "There is not enough memory for {windows} windows at once; {fit} fit: --batch "
            "{batch} --accumulate {accumulate} trains the same way."
        ).format(windows=windows, fit=fit, batch=batch, accumulate=accumulate)
    memory = memory_of(device)
    return _(
        "There is not enough memory for a single window: the {parameters} numbers of this "
        "model alone take about {needed} GB to train, and there are {memory} GB in all. Turn a "
        "dial down."
    ).format(
        parameters=number(model.config.parameter_count()),
        needed=number(needed(model.config, engine) / 1e9, 2),
        memory="?" if memory is None else number(memory / 1e9, 2),
    )
