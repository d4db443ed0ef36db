"""The NumPy engine's gradients and generation, on its own (the oracle is compared elsewhere)."""

from __future__ import annotations

import math
import random
from typing import Any, Literal

import numpy as np
import pytest
from helpers import SMALL_PRESETS, random_windows

from premier_llm.engines.draw import LARGE, drawn
from premier_llm.engines.numpy import Adam, Model, Muon, _erf, orthogonal
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PLANS, PRESETS


def away_from_zero(config: Config, seed: int = 0) -> Model:
    """A float64 model whose every parameter, biases and gains too, is far from its start."""
    model = Model(config, dtype="float64")
    model.flat[:] = np.random.default_rng(seed).normal(0, 0.4, model.flat.shape)
    return model


def test_a_large_model_is_drawn_as_python_draws_it() -> None:
    config = PRESETS["modern"].with_dials(layers=6, init="gpt2", norm_weight=True)
    assert config.parameter_count() > LARGE
    rng = random.Random(7)
    for parameter, numbers in drawn(config, 7):
        expected = np.array(parameter.draw(rng))
        assert np.abs(numbers - expected).max() < 1e-15, parameter.name
        assert (numbers.astype("f") == expected.astype("f")).all()


@pytest.mark.parametrize("layers", [1, 80])
def test_a_start_that_copies_scores_what_it_looks_at(layers: int) -> None:
    config = PLANS["answers"].with_dials(vocabulary=30, layers=layers, embedding=48)
    assert (config.parameter_count() > LARGE) == (layers > 1)
    start = {parameter.name: numbers for parameter, numbers in drawn(config, 3)}
    assert (start["unembedding"] == start["token_embedding"]).all()
    for layer in range(layers):
        value = start[f"blocks.{layer}.attention.value"].reshape(48, 48)
        assert np.diag(value).mean() == pytest.approx(0.5, abs=0.02)
        assert (value - np.diag(np.diag(value))).std() == pytest.approx(0.02, rel=0.1)
        key = start[f"blocks.{layer}.attention.key"].reshape(48, 48)
        assert np.diag(key).mean() == pytest.approx(0, abs=0.02)


def test_making_a_model_asks_for_its_table_no_oftener_with_many_layers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was once asked for by every layer, which took minutes."""
    calls = 0

    def counted(config: Config) -> Any:
        nonlocal calls
        calls += 1
        return parameter_table(config)

    for module in ("numpy", "draw"):
        monkeypatch.setattr(f"premier_llm.engines.{module}.parameter_table", counted)
    Model(PRESETS["mini"].with_dials(layers=40))
    assert calls == 2


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_every_gradient_is_the_slope_of_the_loss(config: Config) -> None:
    model = away_from_zero(config)
    batch = model.pack(random_windows(1, config))
    model.loss_and_gradients(batch)
    step = 1e-5
    for name, weight in model.parameters.items():
        flat, slopes = weight.ravel(), np.empty(weight.size)
        for i, value in enumerate(flat.copy()):
            flat[i] = value + step
            above = model.loss(batch)
            flat[i] = value - step
            below = model.loss(batch)
            flat[i] = value
            slopes[i] = (above - below) / (2 * step)
        gradient = model.gradients[name].ravel()
        scale = np.linalg.norm(gradient)
        if name.endswith("key_bias"):
            # Softmax ignores what is added to all scores of a question: the slope is truly 0.
            assert scale < 1e-12
            assert np.abs(slopes).max() < 1e-8
        else:
            assert scale > 1e-4, f"{name}: nothing to compare"
            assert np.linalg.norm(gradient - slopes) / scale < 1e-6, name


def test_a_large_vocabulary_is_looked_up_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("mini, 2 layer(s)", "gpt2, 1 layer(s)"):
        config = SMALL_PRESETS[name]
        model = away_from_zero(config)
        windows = random_windows(2, config)
        loss = model.loss_and_gradients(model.pack(windows))
        gradient = model.flat_gradient.copy()
        with monkeypatch.context() as patch:
            patch.setattr("premier_llm.engines.numpy._INCIDENCE_LIMIT", 0)
            assert model.loss_and_gradients(model.pack(windows)) == pytest.approx(loss, abs=1e-14)
        np.testing.assert_allclose(model.flat_gradient, gradient, atol=1e-14)


def test_enormous_scores_neither_overflow_nor_change_the_rule() -> None:
    config = SMALL_PRESETS["mini, 1 layer(s)"]
    dtypes: tuple[Literal["float32"], Literal["float64"]] = ("float32", "float64")
    for dtype in dtypes:
        model = Model(config, dtype=dtype)
        model.parameters["blocks.0.attention.query"] *= 400
        model.parameters["blocks.0.attention.key"] *= 400
        model.parameters["unembedding"] *= 1000
        batch = model.pack(random_windows(3, config))
        assert np.isfinite(model.loss_and_gradients(batch))
        assert np.isfinite(model.flat_gradient).all()
        assert np.allclose(np.sum(model.forward([0, 1, 2, 3]), axis=1), 1)


def test_a_part_of_a_batch_is_the_batch_of_that_part() -> None:
    config = SMALL_PRESETS["microgpt, 2 layer(s)"]
    model = away_from_zero(config)
    windows = random_windows(4, config)
    some = [4, 0, 7]
    part = model.pack(windows).take(some)
    assert len(part) == 3
    assert model.loss(part) == pytest.approx(
        model.loss(model.pack([windows[i] for i in some])), abs=1e-14
    )


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_cached_generation_equals_uncached_beyond_the_window(config: Config) -> None:
    model = away_from_zero(config)
    rng = random.Random(5)
    rows = [[0], [3], [5]]
    cache = model.prefill(rows)
    for step in range(3 * config.context):
        for logits, row in zip(cache.logits, rows, strict=True):
            p = np.exp(np.array(logits) - max(logits))
            expected = model.forward(row[-config.context :])[-1]
            np.testing.assert_allclose(p / p.sum(), expected, atol=1e-12)
        if step == 2:
            cache.keep([0, 2])
            rows = [rows[0], rows[2]]
        new = [rng.randrange(config.vocabulary) for _ in rows]
        model.decode(cache, new)
        rows = [[*row, token] for row, token in zip(rows, new, strict=True)]


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_the_watcher_sees_every_value_in_its_shape_and_may_replace_it(config: Config) -> None:
    model = away_from_zero(config)
    tokens = [0, 3, 5]
    seen: dict[str, tuple[int, ...]] = {}

    def look(name: str, value: Any) -> Any:
        assert name not in seen
        seen[name] = np.shape(value)
        return value

    plain = model.forward(tokens)
    np.testing.assert_allclose(model.forward(tokens, look), plain, atol=1e-14)
    n, D, H, V = len(tokens), config.embedding, config.hidden, config.vocabulary
    heads, hd = config.heads, config.head_size
    where = ["position_embedding"] if config.positions == "learned" else []
    assert list(seen)[: 2 + len(where)] == ["token_embedding", *where, "embedding"]
    assert list(seen)[-3:] == ["final_norm", "logits", "probabilities"]
    for name, shape in seen.items():
        last = name.split(".")[-1]
        expected = {
            "query": (heads, n, hd),
            "key": (heads, n, hd),
            "value": (heads, n, hd),
            "heads": (heads, n, hd),
            "scores": (heads, n, n),
            "weights": (heads, n, n),
            "up": (n, H),
            "active": (n, H),
            "logits": (n, V),
            "probabilities": (n, V),
        }.get(last, (n, D))
        assert shape == expected, name
    rng = np.random.default_rng(1)
    for name, shape in seen.items():
        noise = rng.normal(size=shape)

        def disturb(at: str, value: Any, name: str = name, noise: Any = noise) -> Any:
            return value + noise if at == name else value

        replaced = model.forward(tokens, disturb)
        assert not np.allclose(replaced, plain, atol=1e-6), name


def test_adam_is_the_textbook_formula_with_clipping_and_decay() -> None:
    config = SMALL_PRESETS["gpt2, 1 layer(s)"]
    model = away_from_zero(config)
    adam = Adam(model, beta1=0.8, beta2=0.95, weight_decay=0.1, clip=0.1)
    expected = {name: weight.copy() for name, weight in model.parameters.items()}
    m = {name: np.zeros_like(weight) for name, weight in expected.items()}
    v = {name: np.zeros_like(weight) for name, weight in expected.items()}
    batch = model.pack(random_windows(6, config))
    for t in range(1, 6):
        model.loss_and_gradients(batch)
        gradients = {name: gradient.copy() for name, gradient in model.gradients.items()}
        norm = np.sqrt(sum((g * g).sum() for g in gradients.values()))
        assert norm > 0.1, "the clipping must be at work"
        adam.step(0.01 * t)
        for name, weight in expected.items():
            g = gradients[name] * 0.1 / norm
            if weight.ndim > 1:
                weight -= 0.01 * t * 0.1 * weight
            m[name] = 0.8 * m[name] + 0.2 * g
            v[name] = 0.95 * v[name] + 0.05 * g * g
            weight -= (
                0.01 * t * (m[name] / (1 - 0.8**t)) / (np.sqrt(v[name] / (1 - 0.95**t)) + 1e-8)
            )
    for name, weight in expected.items():
        np.testing.assert_allclose(model.parameters[name], weight, rtol=1e-12, atol=1e-15)


def newton_schulz(matrix: Any) -> Any:
    """Step by step on one matrix, as Jordan et al. 2024 write it; tall ones are laid down."""
    if len(matrix) > len(matrix[0]):
        return newton_schulz(matrix.T).T
    x = matrix / max(float(np.linalg.norm(matrix)), 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x - 4.7750 * square @ x + 2.0315 * square @ square @ x
    return x


@pytest.mark.parametrize("name", ["modern, 2 layer(s)", "gpt2, 1 layer(s)", "mini, 1 layer(s)"])
def test_muon_is_the_formula_in_the_blocks_and_adam_elsewhere(name: str) -> None:
    config = SMALL_PRESETS[name]
    how = {"beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1, "clip": 0.1}
    model, other = away_from_zero(config), away_from_zero(config)
    muon, adam = Muon(model, **how), Adam(other, **how)
    expected = {name: weight.copy() for name, weight in model.parameters.items()}
    momentum = {name: np.zeros_like(weight) for name, weight in expected.items()}
    batch = model.pack(random_windows(6, config))
    by_muon = [n for n, w in expected.items() if n.startswith("blocks.") and w.ndim == 2]
    for t in range(1, 6):
        model.loss_and_gradients(batch)
        gradients = {name: gradient.copy() for name, gradient in model.gradients.items()}
        norm = np.linalg.norm(model.flat_gradient)
        assert norm > 0.1, "the clipping must be at work"
        other.flat_gradient[:] = model.flat_gradient
        muon.step(0.01 * t)
        adam.step(0.01 * t)
        for name in by_muon:
            g, b, weight = gradients[name] * 0.1 / norm, momentum[name], expected[name]
            b[:] = 0.95 * b + 0.05 * g
            update = newton_schulz(0.05 * g + 0.95 * b)
            weight *= 1 - 0.01 * t * 0.1
            weight -= 0.01 * t * 0.2 * math.sqrt(max(weight.shape)) * update
    for name, weight in model.parameters.items():
        same = expected[name] if name in by_muon else other.parameters[name]
        np.testing.assert_allclose(weight, same, rtol=1e-10, atol=1e-12, err_msg=name)
    assert set(muon.tensors()) == {f"m.{name}" for name in expected} | {
        f"v.{name}" for name in expected if name not in by_muon
    }


def test_newton_schulz_makes_all_directions_nearly_as_large() -> None:
    rng = np.random.default_rng(1)
    # Directions of very different sizes, as slopes have: from 1 to 1/100.
    left, right = (np.linalg.qr(rng.normal(size=(n, 8)))[0] for n in (8, 20))
    matrix = left * np.logspace(0, -2, 8) @ right.T  # (8, 20)
    made = orthogonal(np.stack([matrix, -3 * matrix]))
    sizes = np.linalg.svd(made[0], compute_uv=False)
    assert sizes.min() > 0.6
    assert sizes.max() < 1.3
    # The directions themselves stay: in them the matrix is diagonal.
    turned = left.T @ made[0] @ right
    assert np.abs(turned - np.diag(np.diag(turned))).max() < 1e-12
    np.testing.assert_allclose(made[1], -made[0], atol=1e-12)
    assert (orthogonal(np.zeros((1, 3, 4))) == 0).all(), "no slope, no step"


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_muon_is_taken_up_to_the_bit(dtype: Literal["float32", "float64"]) -> None:
    config = SMALL_PRESETS["modern and more, 2 layer(s)"]

    def learn(model: Model, muon: Muon, steps: int) -> None:
        batch = model.pack(random_windows(6, config))
        for _ in range(steps):
            model.loss_and_gradients(batch)
            muon.step(0.01)

    whole = Model(config, 5, dtype)
    learn(whole, Muon(whole, weight_decay=0.1), 6)
    first = Model(config, 5, dtype)
    half = Muon(first, weight_decay=0.1)
    learn(first, half, 3)
    second = Model.from_parameters(config, first.tensors())
    rest = Muon(second, weight_decay=0.1)
    rest.load(half.tensors(), half.steps)
    learn(second, rest, 3)
    assert rest.steps == 6
    assert second.flat.tobytes() == whole.flat.tobytes()


def test_weights_go_out_and_come_back_to_the_bit() -> None:
    for dtype, code in (("float32", "f"), ("float64", "d")):
        model = Model(SMALL_PRESETS["nanogpt, 2 layer(s)"], seed=3, dtype=dtype)  # type: ignore[arg-type]
        tensors = model.tensors()
        assert {flat.typecode for _, flat in tensors.values()} == {code}
        again = Model.from_parameters(model.config, tensors)
        assert again.flat.dtype == model.flat.dtype
        assert again.flat.tobytes() == model.flat.tobytes()


def test_tensors_that_do_not_fit_are_refused() -> None:
    config = PRESETS["mini"]
    tensors = Model(config).tensors()
    shape, flat = tensors["unembedding"]
    for wrong in (
        {name: tensor for name, tensor in tensors.items() if name != "unembedding"},
        tensors | {"foreign": (shape, flat)},
        tensors | {"unembedding": (shape[::-1], flat)},
    ):
        with pytest.raises(ValueError, match="do not fit"):
            Model.from_parameters(config, wrong)


def test_the_initial_draw_follows_the_table() -> None:
    config = PRESETS["microgpt"]
    rng = random.Random(11)
    model = Model(config, seed=11, dtype="float64")
    for parameter in parameter_table(config):
        assert model.parameters[parameter.name].ravel().tolist() == parameter.draw(rng)


def test_the_error_function_is_exact() -> None:
    x = np.concatenate([np.linspace(-7, 7, 40_001), [0.0, -0.0, 1e-300, 5.9999, 6.0, 1e30]])
    exact = np.array([math.erf(value) for value in x])
    assert np.abs(_erf(x) - exact).max() < 3e-16
    assert np.abs(_erf(x.astype(np.float32)) - exact).max() < 3e-7
    assert abs(_erf(np.array([np.nan]))[0]) == 1
