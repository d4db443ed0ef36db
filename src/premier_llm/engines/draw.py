"""The initial draw of the engines that have NumPy: Python's own, many numbers at a time.

A seed gives the same model in every engine. ``random.gauss`` draws one number after the other,
which takes minutes at GPT-2's size; above LARGE the same stream of random bits is turned into the
same numbers by NumPy (Box and Muller 1958, as ``gauss`` does), to the last rounding of a float64.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.config import Config
from ..model.parameters import Parameter, parameter_table

LARGE = 1_000_000
"""Up to so many numbers, Python's own draw takes less than a second or two."""
_AT_ONCE = 1 << 20

Array = NDArray[Any]


def drawn(config: Config, seed: int) -> Iterator[tuple[Parameter, Array]]:
    """Each tensor of the table with its first numbers, row by row (count,), in float64."""
    rng = random.Random(seed)
    large = config.parameter_count() > LARGE
    stream = _Normal(rng)
    table = parameter_table(config)
    taken = {parameter.other.like for parameter in table}
    kept: dict[str, Array] = {}
    for parameter in table:
        if parameter.other.like:
            yield parameter, kept[parameter.other.like].copy()
            continue
        if not large:
            numbers = np.array(parameter.draw(rng))
        elif parameter.spread == 0:
            numbers = np.full(parameter.count, parameter.start)
        else:
            numbers = parameter.start + stream.take(parameter.count) * parameter.spread
            if parameter.other.diagonal:
                numbers[:: parameter.shape[-1] + 1] += parameter.other.diagonal
        if parameter.name in taken:
            kept[parameter.name] = numbers.copy()
        yield parameter, numbers


class _Normal:
    """The numbers that ``rng.gauss(0, 1)`` would give, one after the other."""

    def __init__(self, rng: random.Random) -> None:
        _version, (*key, place), _next = rng.getstate()
        bits = np.random.MT19937()
        bits.state = {
            "bit_generator": "MT19937",
            "state": {"key": np.array(key, np.uint32), "pos": place},
        }
        self._uniform = np.random.Generator(bits)
        self._left: Array = np.empty(0)

    def take(self, count: int) -> Array:
        """The next so many."""
        taken = np.empty(count)
        done = 0
        while done < count:
            if not len(self._left):
                self._left = self._some()
            part = self._left[: count - done]
            taken[done : done + len(part)] = part
            self._left = self._left[len(part) :]
            done += len(part)
        return taken

    def _some(self) -> Array:
        turn, length = self._uniform.random((_AT_ONCE, 2)).T
        turn = turn * (2 * math.pi)
        length = np.sqrt(-2 * np.log(1 - length))
        return np.stack((np.cos(turn) * length, np.sin(turn) * length), 1).ravel()
