"""All engines agree on models of words as on models of letters: many tokens, whole stories."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from helpers import NEEDS_TORCH

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import Window, windows_of
from premier_llm.data.worlds.world import World
from premier_llm.engines import numpy as fast
from premier_llm.engines import pure
from premier_llm.judging.baselines import baselines
from premier_llm.model.config import Config
from premier_llm.model.presets import PLANS, PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

SHAPES = {
    "mini": PRESETS["mini"],
    "microgpt": PRESETS["microgpt"],
    "sentences": PLANS["sentences"].with_dials(embedding=16, hidden=32),
    "gpt2": PRESETS["gpt2"].with_dials(embedding=16, heads=4, layers=2, hidden=32),
}
WORLDS = {"meteo": (3, 16), "histoires": (2, 64)}
"""Stories, and the window that holds them: about 20 to 600 tokens."""


def told(world: str, vocabulary_of: int) -> tuple[Vocabulary, list[Window]]:
    """Windows of different lengths, with the vocabulary of so many stories."""
    count, context = WORLDS[world]
    corpus = read_corpus(World(world).stories(vocabulary_of), "words")
    windows = windows_of(corpus, context)[:count]
    # Some as a running text has them: all of equal length, and one cut short.
    short = Window(windows[0].tokens[:5], windows[0].targets[:5])
    return corpus.vocabulary, [*windows, short]


def twins(config: Config, seed: int) -> tuple[pure.Model, fast.Model]:
    """The same weights, away from their start, in both engines."""
    model = fast.Model(config, dtype="float64")
    model.flat[:] = np.random.default_rng(seed).normal(0, 0.3, model.flat.shape)
    return pure.Model.from_parameters(config, model.tensors()), model


def flat(nested: Any) -> Any:
    return np.array(nested, dtype=float).ravel()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("world", "stories"), [("meteo", 12), ("histoires", 400)])
def test_losses_slopes_and_stories_agree(shape: str, world: str, stories: int) -> None:
    vocabulary, windows = told(world, stories)
    context = WORLDS[world][1]
    config = SHAPES[shape].with_dials(vocabulary=vocabulary.size, context=context)
    oracle, model = twins(config, 3)
    assert len({len(window.tokens) for window in windows}) > 1
    loss = oracle.loss_and_gradients(oracle.pack(windows))
    assert model.loss_and_gradients(model.pack(windows)) == pytest.approx(loss, rel=1e-9)
    for name, gradient in model.gradients.items():
        expected = flat(oracle.gradients[name])
        most = max(abs(expected).max(), 1e-3)
        np.testing.assert_allclose(
            gradient.ravel(), expected, rtol=0, atol=1e-9 * most, err_msg=name
        )
    assert loss >= baselines(windows, vocabulary.size, context).floor - 1e-12
    begun = vocabulary.decode([windows[0].tokens[1]])
    stories_of = [
        [i.text for i in sample(m, vocabulary, 2, beginning=begun, seed=5, max_length=12)]
        for m in (oracle, model)
    ]
    assert stories_of[0] == stories_of[1]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_inner_value_agrees(shape: str) -> None:
    vocabulary, windows = told("histoires", 60)
    config = SHAPES[shape].with_dials(vocabulary=vocabulary.size, context=64)
    values: list[dict[str, Any]] = []
    for model in twins(config, 4):
        seen: dict[str, Any] = {}

        def look(name: str, value: Any, seen: dict[str, Any] = seen) -> Any:
            seen[name] = np.array(value, dtype=float)
            return value

        model.forward(list(windows[0].tokens[:20]), look)
        values.append(seen)
    assert list(values[0]) == list(values[1])
    for name, expected in values[0].items():
        assert values[1][name].shape == expected.shape, name
        np.testing.assert_allclose(values[1][name], expected, atol=1e-9, err_msg=name)


@NEEDS_TORCH
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("world", WORLDS)
def test_pytorch_agrees_with_numpy(shape: str, world: str) -> None:
    from premier_llm.engines import torch as large

    vocabulary, windows = told(world, 200)
    config = SHAPES[shape].with_dials(vocabulary=vocabulary.size, context=WORLDS[world][1])
    _oracle, model = twins(config, 6)
    other = large.Model.from_parameters(config, model.tensors())
    loss = model.loss_and_gradients(model.pack(windows))
    assert other.loss_and_gradients(other.pack(windows)) == pytest.approx(loss, rel=1e-10)
    for name, gradient in other.gradients.items():
        expected = model.gradients[name].ravel()
        assert gradient is not None
        found = np.asarray(gradient.detach().cpu(), dtype=float).ravel()
        most = max(abs(expected).max(), 1e-3)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10 * most, err_msg=name)


@pytest.mark.parametrize("name", [*PRESETS, "sentences"])
def test_every_preset_learns_stories(name: str) -> None:
    config = {**PRESETS, **PLANS}[name]
    if name == "gpt2":  # 124 million numbers would only be slower
        config = config.with_dials(embedding=48, hidden=96, layers=2)
    corpus = read_corpus(World("meteo").stories(200), "words")
    context = max(map(len, corpus.encoded()))
    config = config.with_dials(vocabulary=corpus.vocabulary.size, context=context)
    recipe = Recipe.suited_to(config, corpus, steps=8, batch=32, evaluate_every=4)
    training = Training(corpus, config, recipe)
    training.run()
    assert training.ended == "steps"
    assert training.history.losses[-1] < training.history.losses[0]


@pytest.mark.parametrize("kind", ["words", "text"])
@pytest.mark.parametrize("cut", [1, 7, 13])
def test_a_training_on_stories_goes_on_bit_for_bit(kind: str, cut: int) -> None:
    told = World("histoires").stories(60)
    source = told if kind == "words" else ["\n\n".join(told)]

    def begun() -> Training:
        corpus = read_corpus(source, "words", kind, most=150)  # type: ignore[arg-type]
        config = SHAPES["sentences"].with_dials(vocabulary=corpus.vocabulary.size, context=32)
        return Training(corpus, config, Recipe.suited_to(config, corpus, steps=16, batch=8))

    whole, halted = begun(), begun()
    whole.run()
    for progress in halted:
        if progress.step == cut:
            break
    tensors, facts = halted.state()
    vocabulary = type(halted.corpus.vocabulary).from_dict(halted.corpus.vocabulary.to_dict())
    again = read_corpus(source, vocabulary, kind)  # type: ignore[arg-type]
    resumed = Training.from_state(again, halted.model.config, tensors, facts)
    resumed.run()
    assert resumed.history.losses == whole.history.losses
    assert {n: t[1] for n, t in resumed.model.tensors().items()} == {
        n: t[1] for n, t in whole.model.tensors().items()
    }


def test_random_stories_never_pass_their_floor() -> None:
    """The loss of any model on these very windows is at least what their counts leave open."""
    rng = random.Random(2)
    for seed in range(4):
        corpus = read_corpus(World("meteo", seed).stories(rng.randrange(2, 30)), "words")
        windows = windows_of(corpus, 16)
        config = SHAPES["mini"].with_dials(vocabulary=corpus.vocabulary.size, context=16)
        model = fast.Model(config, seed, "float64")
        least = baselines(windows, corpus.vocabulary.size, 16).floor
        assert model.loss(model.pack(windows)) >= least - 1e-12
