"""Stories are learned with the plan and the recipe made for them, and never below their floor."""

from __future__ import annotations

import pytest

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import TOLD, read_corpus
from premier_llm.data.windows import word_windows
from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.world import World
from premier_llm.judging.measure import mean_loss
from premier_llm.model.presets import PLANS
from premier_llm.model.words import Words
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

WORLD = World("meteo")
FRESH = 2000
"""Reports that were never told: with so many the mean of their surprise is known to 0.2 %."""


@pytest.fixture(scope="module")
def told() -> Corpus:
    letters = read_corpus(["a"])
    told = tuple(WORLD.stories(2000))
    return Corpus("meteo", "meteo", "words", told, Words.found(told), letters.report)


@pytest.mark.parametrize("seed", [0, 1])
def test_it_comes_near_the_floor_and_never_below(told: Corpus, seed: int) -> None:
    config = PLANS["sentences"].with_dials(vocabulary=told.vocabulary.size)
    recipe = Recipe.suited_to(config, told, steps=900)
    model = Training(told, config, recipe, seed=seed).run()
    edge = told.vocabulary.boundary
    assert edge is not None
    fresh = [WORLD.story(TOLD + number) for number in range(FRESH)]
    encoded = [[edge, *told.vocabulary.encode(story), edge] for story in fresh]
    loss = mean_loss(model, [w for ids in encoded for w in word_windows(ids, config.context)])
    least = floor(WORLD).per_token
    assert 0.995 * least < loss < 1.06 * least
