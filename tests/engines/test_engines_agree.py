"""Random shapes and words: the pure engine is the oracle of the NumPy engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from helpers import SMALL_PRESETS, configs, random_windows, random_words
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm import engines
from premier_llm.data.windows import word_windows
from premier_llm.engines import numpy as fast
from premier_llm.engines import pure
from premier_llm.errors import InputError
from premier_llm.judging import baselines
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.using.sampling import sample


def twins(config: Config, seed: int) -> tuple[pure.Model, fast.Model]:
    """The same weights, away from their start, in both engines."""
    numpy_model = fast.Model(config, dtype="float64")
    numpy_model.flat[:] = np.random.default_rng(seed).normal(0, 0.5, numpy_model.flat.shape)
    return pure.Model.from_parameters(config, numpy_model.tensors()), numpy_model


def flat(nested: Any) -> Any:
    return np.array(nested, dtype=float).ravel()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    configs(),
    st.integers(0, 1000),
    st.lists(st.integers(0, 14), min_size=1, max_size=4),
)
def test_losses_gradients_and_generation_agree(
    config: Config, seed: int, lengths: list[int]
) -> None:
    import random

    oracle, model = twins(config, seed)
    words = random_words(random.Random(seed), max(config.vocabulary, 2), tuple(lengths))
    windows = [window for word in words for window in word_windows(word, config.context)]
    slow, quick = oracle.pack(windows), model.pack(windows)
    loss = oracle.loss_and_gradients(slow)
    assert model.loss_and_gradients(quick) == pytest.approx(loss, rel=1e-9, abs=1e-9)
    assert model.loss(quick) == pytest.approx(oracle.loss(slow), rel=1e-9, abs=1e-9)
    for name, gradient in model.gradients.items():
        np.testing.assert_allclose(
            gradient.ravel(), flat(oracle.gradients[name]), rtol=1e-7, atol=1e-9, err_msg=name
        )
    floor = baselines.baselines(windows, config.vocabulary, config.context).floor
    assert loss >= floor - 1e-12, "no model passes the floor"
    vocabulary = Vocabulary(tuple("." + "abcdefgh"[: config.vocabulary - 1]), 0)
    names = [
        [i.text for i in sample(m, vocabulary, 4, temperature=0.9, seed=seed, max_length=9)]
        for m in (oracle, model)
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_every_inner_value_agrees(config: Config) -> None:
    oracle, model = twins(config, 1)
    values: list[dict[str, Any]] = []
    for engine_model in (oracle, model):
        seen: dict[str, Any] = {}

        def look(name: str, value: Any, seen: dict[str, Any] = seen) -> Any:
            seen[name] = np.array(value, dtype=float)
            return value

        engine_model.forward([0, 4, 2, 2], look)
        values.append(seen)
    assert list(values[0]) == list(values[1])
    for name, expected in values[0].items():
        assert values[1][name].shape == expected.shape, name
        np.testing.assert_allclose(values[1][name], expected, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("name", ["mini, 2 layer(s)", "gpt2, 1 layer(s)"])
def test_both_adams_take_the_same_way(name: str) -> None:
    config = SMALL_PRESETS[name]
    oracle, model = twins(config, 2)
    windows = random_windows(3, config)
    settings = {"beta1": 0.8, "beta2": 0.95, "weight_decay": 0.05, "clip": 0.3}
    slow, quick = pure.Adam(oracle, **settings), fast.Adam(model, **settings)
    for step in range(5):
        oracle.loss_and_gradients(oracle.pack(windows))
        model.loss_and_gradients(model.pack(windows))
        slow.step(0.02 / (step + 1))
        quick.step(0.02 / (step + 1))
    for tensor, weight in model.parameters.items():
        np.testing.assert_allclose(
            weight.ravel(), flat(oracle.parameters[tensor]), rtol=1e-9, atol=1e-9, err_msg=tensor
        )


def test_the_same_seed_draws_the_same_model_in_both() -> None:
    for name in ("mini", "microgpt"):
        oracle, model = pure.Model(PRESETS[name], 7), fast.Model(PRESETS[name], 7, "float64")
        for tensor, weight in model.parameters.items():
            assert weight.ravel().tolist() == flat(oracle.parameters[tensor]).tolist()


def test_what_is_no_window_is_refused_by_both() -> None:
    config = SMALL_PRESETS["mini, 1 layer(s)"]
    for model in twins(config, 1):
        for tokens, targets in (
            ((), ()),
            ((1,), ()),
            ((1,), (1, 2)),
            ((1, 2, 3, 4, 5), (1,)),
            ((7,), (1,)),
            ((-1,), (1,)),
            ((1,), (7,)),
        ):
            with pytest.raises(ValueError, match=r"window|know"):
                model.pack([((0,), (1,)), (tokens, targets)])
        shape, flat = model.tensors()["unembedding"]
        with pytest.raises(ValueError, match=r"fit|broadcast"):
            type(model).from_parameters(
                config, model.tensors() | {"unembedding": (shape, flat[:-1])}
            )


@pytest.mark.parametrize("name", ["mini, 1 layer(s)", "modern, 2 layer(s)"])
def test_scores_of_a_batch_agree(name: str) -> None:
    oracle, model = twins(SMALL_PRESETS[name], 1)
    windows = random_windows(2, model.config)
    expected = np.array(oracle.logits(oracle.pack(windows)))
    found = model.logits(model.pack(windows))
    assert found.shape == (sum(len(targets) for _, targets in windows), model.config.vocabulary)
    np.testing.assert_allclose(found, expected, atol=1e-9)
    torch_engine = pytest.importorskip("premier_llm.engines.torch")
    large = torch_engine.Model.from_parameters(model.config, model.tensors())
    np.testing.assert_allclose(large.logits(large.pack(windows)).numpy(), expected, atol=1e-9)


@pytest.mark.parametrize("engine", ["pure", "numpy", "torch"])
def test_what_a_model_cannot_see_at_once_is_refused(engine: str) -> None:
    if engine == "torch":
        pytest.importorskip("torch")
    model = engines.engine(engine).Model(PRESETS["mini"])
    for tokens in ([], [1] * 9):
        with pytest.raises(InputError, match="1 to 8 tokens at once"):
            model.forward(tokens)
    with pytest.raises(InputError, match="1 to 8 tokens at once"):
        model.prefill([[]])
    model.prefill([[1] * 9])  # of which it sees the last ones
