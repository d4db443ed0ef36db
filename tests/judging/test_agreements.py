"""Agreements held in stories, and the pairs that are never told."""

from __future__ import annotations

import pytest

from premier_llm.data.reading import read_corpus
from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.grammar import names
from premier_llm.data.worlds.world import World
from premier_llm.engines.numpy import Model
from premier_llm.judging.agreements import agreements
from premier_llm.judging.judgement import Yardsticks
from premier_llm.model.config import Config


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


def test_a_judgement_counts_floor_agreements_and_pairs_never_told() -> None:
    corpus = read_corpus("meteo")
    train, hidden = corpus.split(0.1)
    config = Config(vocabulary=corpus.vocabulary.size, context=10)
    yardsticks = Yardsticks(train, hidden, 10)
    judged = yardsticks.judge(Model(config))
    assert judged.floor == floor(World("meteo")).per_token
    assert yardsticks.shown.floor == judged.floor
    assert judged.agreements == agreements(World("meteo"), [n.text for n, _kind in judged.names])
    assert judged.unseen is not None
    told = World("meteo").story(0, unseen=True)
    assert yardsticks.unseen is not None
    assert yardsticks.unseen[0].words[0] == told
    assert judged.unseen.baselines.triples > yardsticks.held_out.triples  # type: ignore[union-attr]
    assert judged.to_dict(3)["unseen"]["loss"] == judged.unseen.loss


def test_names_and_texts_of_ones_own_have_no_agreements() -> None:
    for corpus in (read_corpus("pokemon"), read_corpus(["Il pleut. Il neige. " * 30], kind="text")):
        config = Config(vocabulary=corpus.vocabulary.size)
        judged = Yardsticks(corpus, None, config.context).judge(Model(config))
        assert (judged.floor, judged.agreements, judged.unseen) == (None, None, None)
        assert "agreements" not in judged.to_dict()
