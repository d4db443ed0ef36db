"""What the recipes and the loop's limits are for: each test fails where one of them is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.model.presets import PLANS, PRESETS
from premier_llm.model.words import Words
from premier_llm.training.loop import Diverged, Training, explosion
from premier_llm.training.recipe import Recipe, calm

MINI = PRESETS["mini"]


@pytest.fixture(scope="module")
def pokemon() -> Corpus:
    return read_corpus("pokemon")


def test_a_loss_has_exploded_at_three_times_chance_or_half_more_than_the_first() -> None:
    assert explosion(27, 3.3) == pytest.approx(9.8875, abs=1e-4)
    assert explosion(27, 8.0) == 12.0


def test_many_words_are_learned_with_the_decay_that_was_measured() -> None:
    assert Recipe.suited_to(MINI, read_corpus("dinosaures")).weight_decay == 0.5


def test_modern_is_trained_by_muon(pokemon: Corpus) -> None:
    modern = PRESETS["modern"]
    for corpus in (
        pokemon,
        read_corpus("dinosaures"),
        read_corpus(["le chat. " * 99], kind="text"),
    ):
        assert Recipe.suited_to(modern, corpus).optimizer == "muon"
        assert Recipe.suited_to(MINI, corpus).optimizer == "adam"


def test_stories_have_their_recipe_at_any_depth_and_few_of_them_hide_none() -> None:
    letters = read_corpus("dinosaures")
    stories = replace(letters, vocabulary=Words.found(letters.words))
    for config in (PLANS["sentences"], PLANS["large"]):
        recipe = Recipe.suited_to(config, stories)
        assert (recipe.batch, recipe.clip, recipe.held_out) == (12, 0.5, 0.1)
    long = replace(stories, words=tuple(word * 20 for word in stories.words))
    assert Recipe.suited_to(PLANS["sentences"], long).batch == 4
    assert Recipe.suited_to(PLANS["sentences"], letters).batch == 128
    few = replace(stories, words=stories.words[:49])
    assert Recipe.suited_to(PLANS["sentences"], few).held_out == 0
    assert Recipe.suited_to(PRESETS["modern"], stories).optimizer == "muon"


def test_a_model_gets_the_rate_that_it_bears(pokemon: Corpus) -> None:
    wide = MINI.with_dials(embedding=64)
    assert Recipe.suited_to(MINI, pokemon).learning_rate == 0.03
    assert Recipe.suited_to(wide, pokemon).learning_rate == 0.03 / 4
    assert Recipe.suited_to(wide, read_corpus("dinosaures")).learning_rate == 0.02 / 4
    # At the lesson's rate a wide and deep one explodes at once, at a sixteenth it does not.
    deep = wide.with_dials(layers=4)
    assert calm(deep) == 1 / 16
    with pytest.raises(Diverged):
        Training(pokemon, deep, Recipe(steps=20, evaluate_every=5)).run()
    calmer = Recipe(steps=20, evaluate_every=5, learning_rate=0.03 * calm(deep))
    Training(pokemon, deep, calmer).run()


def test_patience_is_so_many_looks_without_a_better_one(pokemon: Corpus) -> None:
    """With a rate of 0 nothing gets better after the first look."""
    recipe = Recipe(steps=99, learning_rate=0.0, held_out=0.2, evaluate_every=5, patience=3)
    training = Training(pokemon, MINI, recipe)
    training.run()
    assert (training.ended, training.step) == ("patience", 5 + 3 * 5)


@pytest.mark.parametrize(("steps", "warmup"), [(2000, 100), (400, 80), (60, 12), (4, 0)])
def test_a_short_run_climbs_for_a_fifth_of_its_steps_at_most(steps: int, warmup: int) -> None:
    text = read_corpus(["le chat dort. " * 99], kind="text")
    recipe = Recipe.suited_to(PRESETS["nanogpt"], text, steps=steps)
    assert recipe.warmup == warmup
    assert max(map(recipe.rate, range(steps))) == pytest.approx(recipe.learning_rate)
    chosen = Recipe.suited_to(PRESETS["nanogpt"], text, steps=steps, warmup=50)
    assert chosen.warmup == 50, "what is chosen is left alone"


def test_modern_forgets_on_purpose_where_it_would_know_all_by_heart() -> None:
    words = read_corpus("dinosaures")
    few, many = (
        PRESETS["modern"].with_dials(vocabulary=words.vocabulary.size, embedding=d, hidden=2 * d)
        for d in (8, 48)
    )
    narrow, wide = (Recipe.suited_to(config, words) for config in (few, many))
    assert (narrow.dropout, narrow.steps, narrow.learning_rate) == (0.0, 1500, 0.02)
    assert (wide.dropout, wide.steps, wide.learning_rate) == (0.1, 4500, 0.01)
    assert Recipe.suited_to(many, words, dropout=0.0).dropout == 0.0, "what is chosen wins"
    by_heart = Recipe.suited_to(many, read_corpus("pokemon"))
    assert by_heart.dropout == 0.0, "twenty names are there to be known"
