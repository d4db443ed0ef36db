"""Agreements held: how much of what can be checked in invented stories holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..data.worlds.checker import Checker, Judged, counted
from ..data.worlds.world import World


class Agreements(NamedTuple):
    """What holds in some stories."""

    kinds: dict[str, tuple[int, int]]
    """For each kind of check that was met: (how many hold, of how many)."""
    stories: int
    whole: int
    """Stories in which everything holds."""
    apart: int
    """Pairs that they tell, and that the world never tells."""

    @property
    def holding(self) -> int:
        """Checks that hold."""
        return sum(holds for holds, _of in self.kinds.values())

    @property
    def of(self) -> int:
        """All checks."""
        return sum(of for _holds, of in self.kinds.values())

    @property
    def share(self) -> float:
        """Of the checks that hold; 0 where there is nothing to check."""
        return self.holding / self.of if self.of else 0.0


def agreements(world: World, stories: Iterable[str]) -> Agreements:
    """What holds in stories that were invented in the language of a world.

    >>> found = agreements(World("weather"), ["On Sunday, some light flashes glow over Leeds."])
    >>> (found.share, found.whole, found.apart)
    (1.0, 1, 0)
    """
    return summed(world, map(Checker(world.grammar).judge, stories))


def summed(world: World, judged: Iterable[Judged]) -> Agreements:
    """What holds in stories that a checker has judged."""
    judged = list(judged)
    return Agreements(
        counted(check for one in judged for check in one.checks),
        len(judged),
        sum(all(check.holds for check in one.checks) for one in judged),
        sum(world.pairs_apart(one.drawn) for one in judged),
    )
