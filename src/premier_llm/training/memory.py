"""The memory of a training: how much there is, and how much of the work fits into it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable

from ..errors import OutOfMemory
from ..model.config import Config
from ..model.parameters import tensor_count

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
