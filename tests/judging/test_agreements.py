"""Agreements held in stories, and the pairs that are never told."""

from __future__ import annotations

import pytest

from premier_llm.data.worlds.grammar import names
from premier_llm.data.worlds.world import World
from premier_llm.judging.agreements import agreements


@pytest.mark.parametrize("name", names())
def test_everything_holds_in_what_is_told_and_no_pair_is_apart(name: str) -> None:
    world = World(name)
    found = agreements(world, world.stories(300))
    assert (found.share, found.whole, found.apart) == (1, 300, 0)
    unseen = agreements(world, [world.story(number, True) for number in range(300)])
    assert (unseen.share, unseen.whole) == (1, 300)
    assert unseen.apart >= 300  # at least one in each
    # Another seed sets other pairs aside.
    assert 0 < agreements(World(name, 1), world.stories(300)).apart < 200


def test_a_fault_counts_once_and_takes_its_story() -> None:
    world = World("weather")
    right = "On Sunday, some light flashes glow over Leeds."
    wrong = "On Sunday, some light flashes glows over Leeds."
    found = agreements(world, [right, wrong, right])
    assert found.kinds["verb"] == (2, 3)
    assert (found.holding, found.of - found.holding, found.whole) == (found.of - 1, 1, 2)
    assert found.share == 1 - 1 / found.of


def test_of_nothing_nothing_holds() -> None:
    found = agreements(World("meteo"), [])
    assert (found.share, found.of, found.stories, found.whole) == (0, 0, 0, 0)
