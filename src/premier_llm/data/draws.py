"""Numbers drawn with a seed, the same in every Python and in TypeScript.

It is web/engine/random.ts (sfc32, Doty-Humphrey's PractRand), in whole numbers of 32 bits, because
Python does not promise that its own generator chooses alike in all versions.
"""

from __future__ import annotations

import math

_BITS = 0xFFFFFFFF


class Draws:
    """A stream of draws; several seeds name a stream of its own, such as (world, story)."""

    def __init__(self, *seeds: int) -> None:
        # FNV-1a over the seeds' bits, low and high halves.
        value = 0x811C9DC5
        for seed in seeds:
            for shift in range(0, 64, 8):
                value = (value ^ (seed >> shift & 255)) * 0x01000193 & _BITS
        self._a, self._b, self._c = value, value ^ 0x9E3779B9, value ^ 0x243F6A88
        self._counter = 1
        for _turn in range(16):  # near seeds start near each other
            self._bits()

    def _bits(self) -> int:
        a, b, c = self._a, self._b, self._c
        drawn = (a + b + self._counter) & _BITS
        self._counter += 1
        self._a = b ^ b >> 9
        self._b = (c + (c << 3)) & _BITS
        self._c = ((c << 21 | c >> 11) + drawn) & _BITS
        return drawn

    def next(self) -> float:
        """A number in [0, 1) with 53 random bits."""
        high = self._bits() >> 5
        return (high * 67108864 + (self._bits() >> 6)) / 9007199254740992

    def below(self, end: int) -> int:
        """A whole number from 0 to below ``end``."""
        return int(self.next() * end)

    def normal(self, mean: float, spread: float) -> float:
        """A draw from the normal law (Box and Muller 1958)."""
        radius = math.sqrt(-2 * math.log(1 - self.next()))
        return mean + spread * radius * math.cos(2 * math.pi * self.next())

    def order(self, count: int) -> list[int]:
        """0 to count - 1 in random order."""
        places = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            places[last], places[other] = places[other], places[last]
        return places
