"""Every inner value by name, and what switching a part off does."""

from __future__ import annotations

import math
from typing import Any

import pytest
from helpers import ENGINES, SMALL_PRESETS

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import engine
from premier_llm.errors import InputError
from premier_llm.model.config import Config
from premier_llm.model.inner_values import inner_values
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.anatomy import anatomy, parts, switch_off

PIK = Vocabulary.lesson().encode(".pik")


@pytest.fixture(scope="module")
def model() -> Any:
    return Training(read_corpus("pokemon"), PRESETS["mini"], Recipe(steps=150)).run()


@pytest.fixture(scope="module", params=ENGINES)
def either(request: pytest.FixtureRequest, model: Any) -> Any:
    return engine(request.param).Model.from_parameters(model.config, model.tensors())


def matrix_times(weight: Any, x: list[float]) -> list[float]:
    return [sum(float(w) * v for w, v in zip(row, x, strict=True)) for row in weight]


def test_each_value_follows_from_those_before(either: Any) -> None:
    """The whole forward pass done again by hand from the named values."""
    v = {name: value.numbers for name, value in anatomy(either, PIK).items()}
    w = either.parameters
    close = pytest.approx
    for t, token in enumerate(PIK):
        row = [float(x) for x in w["token_embedding"][token]]
        assert v["token_embedding"][t] == close(row, abs=1e-6)
        expected = [
            a + b for a, b in zip(v["token_embedding"][t], v["position_embedding"][t], strict=True)
        ]
        assert v["embedding"][t] == close(expected, abs=1e-6)
        for name in ("query", "key", "value"):
            expected = matrix_times(w[f"blocks.0.attention.{name}"], v["embedding"][t])
            assert v[f"blocks.0.attention.{name}"][0][t] == close(expected, abs=1e-5)
        for s in range(4):
            score = v["blocks.0.attention.scores"][0][t][s]
            if s > t:
                assert score == -math.inf
                assert v["blocks.0.attention.weights"][0][t][s] == 0
            else:
                q, k = (v[f"blocks.0.attention.{n}"][0] for n in ("query", "key"))
                by_hand = sum(a * b for a, b in zip(q[t], k[s], strict=True)) / 4
                assert score == close(by_hand, abs=1e-4)
        assert sum(v["blocks.0.attention.weights"][0][t]) == close(1, abs=1e-6)
        up = matrix_times(w["blocks.0.mlp.up.weight"], v["blocks.0.mlp_norm"][t])
        up = [a + float(b) for a, b in zip(up, w["blocks.0.mlp.up.bias"], strict=True)]
        assert v["blocks.0.mlp.up"][t] == close(up, abs=1e-4)
        assert v["blocks.0.mlp.active"][t] == close([max(0, x) for x in up], abs=1e-4)
        logits = matrix_times(w["unembedding"], v["blocks.0.mlp.residual"][t])
        assert v["logits"][t] == close(logits, abs=1e-3)
        powers = [math.exp(x) for x in v["logits"][t]]
        assert v["probabilities"][t] == close([p / sum(powers) for p in powers], abs=1e-5)
    assert v["probabilities"] == [close(row, abs=1e-6) for row in either.forward(PIK)]


def test_shapes(either: Any) -> None:
    shapes = {name: value.shape for name, value in anatomy(either, PIK).items()}
    assert shapes["blocks.0.attention.weights"] == (1, 4, 4)
    assert shapes["blocks.0.attention.query"] == (1, 4, 16)
    assert shapes["blocks.0.mlp.up"] == (4, 32)
    assert shapes["logits"] == (4, 27)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_every_engine_shows_the_declared_values(name: str, config: Config) -> None:
    found = anatomy(engine(name).Model(config, 3), [0, 4, 2])
    assert [(value.name, value.shape) for value in found.values()] == list(inner_values(config, 3))


def test_switching_a_part_off_is_having_zero_weights(either: Any) -> None:
    """The same loss as a model whose part really says nothing."""
    windows = windows_of(read_corpus("pokemon"), 8)
    batch = either.pack(windows)
    module = type(either)
    whole = either.loss(batch)
    for part, silent in {
        "positions": ("position_embedding",),
        "attention.0": ("blocks.0.attention.value",),
        "mlp.0": ("blocks.0.mlp.down.weight", "blocks.0.mlp.down.bias"),
    }.items():
        tensors = either.tensors()
        for name in silent:
            shape, flat = tensors[name]
            tensors[name] = (shape, type(flat)(flat.typecode, [0.0] * len(flat)))
        expected = module.from_parameters(either.config, tensors).loss(batch)
        off = either.loss(batch, switch_off(either.config, [part]))
        assert off == pytest.approx(expected, abs=1e-5), part
        assert off > whole + 0.1, "a trained model needs this part"
    assert either.loss(batch, switch_off(either.config, [])) == pytest.approx(whole, abs=1e-6)


def test_heads_and_shortcuts(model: Any) -> None:
    config = PRESETS["microgpt"].with_dials(layers=2)
    assert len(parts(config)) == 1 + 2 * (1 + 4 + 1 + 1 + 1)
    losses = []
    for name in ("numpy", "pure"):
        big: Any = engine(name).Model(config, 3)
        batch = big.pack(windows_of(read_corpus("pokemon", "microgpt"), 16)[:6])
        losses.append([big.loss(batch, switch_off(config, [part])) for part in parts(config)])
        all_heads = [f"attention.1.head.{head}" for head in range(4)]
        one_by_one = big.loss(batch, switch_off(config, all_heads))
        assert one_by_one == pytest.approx(big.loss(batch, switch_off(config, ["attention.1"])))
        values = anatomy(big, [26, 3, 4], ["attention.0.head.2"])
        heads = values["blocks.0.attention.heads"].numbers
        assert all(x == 0 for row in heads[2] for x in row)
        assert any(x != 0 for row in heads[1] for x in row)
    assert losses[0] == pytest.approx(losses[1], abs=1e-5)
    assert len({round(loss, 7) for loss in losses[1]}) == len(losses[1]), "each part matters"


def test_impossible_requests(model: Any) -> None:
    with pytest.raises(InputError, match="positions, attention"):
        switch_off(model.config, ["brain"])
    for tokens in ([], [0] * 9):
        with pytest.raises(InputError, match="1 to 8"):
            anatomy(model, tokens)


@pytest.mark.parametrize(
    ("layers", "one", "other", "alike"),
    [(1, ".pik", ".ipk", True), (1, ".ab", ".ba", False), (2, ".pik", ".ipk", False)],
)
def test_without_places_one_layer_sees_earlier_letters_without_their_order(
    layers: int, one: str, other: str, alike: bool
) -> None:
    """What the texts say of the cards of places; from two layers on, the mask tells order too."""
    config = PRESETS["mini"].with_dials(layers=layers)
    trained = Training(read_corpus("pokemon"), config, Recipe(steps=30)).run()
    without = switch_off(config, ["positions"])
    said, heard = (
        trained.forward(Vocabulary.lesson().encode(text), without)[-1] for text in (one, other)
    )
    apart = max(abs(float(a) - float(b)) for a, b in zip(said, heard, strict=True))
    assert apart < 1e-5 if alike else apart > 0.01
