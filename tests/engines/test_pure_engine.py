"""The pure engine on its own: its slopes, its mask, its memory, its Adam."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from helpers import SMALL_PRESETS, random_windows

from premier_llm.engines.pure import Adam, Model, _rows
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS


def away_from_zero(config: Config) -> Model:
    """A model whose every parameter, biases and gains too, is far from its start."""
    model = Model(config)
    rng = random.Random(1)
    for weight in model.parameters.values():
        for row in _rows(weight):
            row[:] = [rng.gauss(0, 0.4) for _ in row]
    return model


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_every_gradient_is_the_slope_of_the_loss(config: Config) -> None:
    """Central differences at up to 16 places of every tensor."""
    model, step = away_from_zero(config), 1e-5
    batch = model.pack(random_windows(1, config))
    model.loss_and_gradients(batch)
    gradients = model.gradients
    rng = random.Random(2)
    for name, weight in model.parameters.items():
        rows, slopes = _rows(weight), _rows(gradients[name])
        places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
        error = size = 0.0
        for i, j in rng.sample(places, min(16, len(places))):
            value = rows[i][j]
            rows[i][j] = value + step
            above = model.loss(batch)
            rows[i][j] = value - step
            below = model.loss(batch)
            rows[i][j] = value
            error += (slopes[i][j] - (above - below) / (2 * step)) ** 2
            size += slopes[i][j] ** 2
        if name.endswith("key_bias"):
            # Softmax ignores what is added to all scores of a question: the slope is truly 0.
            assert size < 1e-24
            assert error < 1e-16
        else:
            assert size > 1e-8, f"{name}: nothing to compare"
            assert math.sqrt(error / size) < 1e-6, name


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_nobody_looks_into_the_future(config: Config) -> None:
    model = away_from_zero(config)
    before = model.forward([0, 3, 5, 1])
    after = model.forward([0, 3, 5, 2])
    assert before[:3] == after[:3]
    assert before[3] != after[3]
    assert all(sum(row) == pytest.approx(1) for row in before)


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_remembered_keys_and_values_change_nothing(config: Config) -> None:
    model, rng = away_from_zero(config), random.Random(3)
    rows = [[0, 2], [0, 5]]
    cache = model.prefill(rows)
    for _ in range(2 * config.context):
        for row, logits in zip(rows, cache.logits, strict=True):
            powers = [math.exp(score - max(logits)) for score in logits]
            expected = model.forward(row[-config.context :])[-1]
            assert [p / sum(powers) for p in powers] == pytest.approx(expected, abs=1e-12)
        new = [rng.randrange(config.vocabulary) for _ in rows]
        model.decode(cache, new)
        rows = [[*row, token] for row, token in zip(rows, new, strict=True)]
    cache.keep([1])
    assert cache.rows == [rows[1]]


def test_watching_changes_nothing_and_replacing_does() -> None:
    for name, config in SMALL_PRESETS.items():
        model = away_from_zero(config)
        batch = model.pack(random_windows(4, config))
        seen: set[str] = set()

        def look(point: str, value: Any, seen: set[str] = seen) -> Any:
            seen.add(point)
            return value

        assert model.loss(batch, look) == pytest.approx(model.loss(batch), abs=1e-12), name
        assert "blocks.0.attention.weights" in seen

        def silence(point: str, value: Any) -> Any:
            return [[0.0] * len(row) for row in value] if point == "logits" else value

        assert model.loss(batch, silence) == pytest.approx(math.log(config.vocabulary)), name


def test_a_step_of_adam_goes_downhill() -> None:
    model = Model(PRESETS["mini"], 3)
    batch = model.pack([((0, 16, 9, 11), (16, 9, 11, 1))])
    adam = Adam(model)
    losses = []
    for _ in range(30):
        losses.append(model.loss_and_gradients(batch))
        adam.step(0.01)
    assert losses[-1] < 0.1 < losses[0]
    assert adam.steps == 30
