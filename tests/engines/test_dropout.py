"""What a step loses on purpose is the same in every engine, whatever it is computed with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from helpers import SMALL_PRESETS, random_windows

from premier_llm.engines import numpy as fast
from premier_llm.engines import pure
from premier_llm.engines.contract import FREE, Held
from premier_llm.engines.dropout import below, draw_of, drawn, mix, paths, sites
from premier_llm.model.config import Config

HELD = Held(dropout=0.3, label_smoothing=0.1, seed=2**40 + 5, step=7)
DROPPING = HELD._replace(label_smoothing=0.0)


def away_from_zero(config: Config) -> fast.Model:
    model = fast.Model(config, dtype="float64")
    model.flat[:] = np.random.default_rng(3).normal(0, 0.4, model.flat.shape)
    return model


def flat(nested: Any) -> Any:
    return np.array(nested, dtype=float).ravel()


def alike(found: Mapping[str, Any], expected: Mapping[str, Any], within: float) -> None:
    for name, gradient in expected.items():
        np.testing.assert_allclose(
            flat(found[name]), flat(gradient), rtol=1e-7, atol=within, err_msg=name
        )


def test_the_finaliser_is_murmurs() -> None:
    """Values of fmix32, as its author's code gives them; Python's and NumPy's numbers agree."""
    known = {0: 0, 1: 0x514E28B7, 2: 0x30F4C306, 0xFFFFFFFF: 0x81F16F39}
    for x, mixed in known.items():
        assert mix(x) == mixed
        assert mix(np.array([x], np.uint32)).tolist() == [mixed]


def test_what_is_lost_depends_on_what_has_been_read_and_on_the_step() -> None:
    here, there = paths([3, 1, 4, 1]), paths([3, 1, 5, 1])
    assert here[:2] == there[:2]
    assert not set(here[2:]) & set(there[2:])
    assert len({draw_of(seed, step) for seed in range(20) for step in range(20)}) == 400


def test_as_much_is_lost_as_is_asked() -> None:
    keys = mix(np.array(paths(list(range(200))), np.uint32) ^ np.uint32(draw_of(1, 2)))[:, None]
    every = np.arange(500, dtype=np.uint32)
    lost = [drawn(keys, site, every) < below(0.2) for site in sites(2).values()]
    assert len(lost) == 7
    for one in lost:
        assert one.mean() == pytest.approx(0.2, abs=0.005)
        assert one.mean(0).std() == pytest.approx((0.2 * 0.8 / 200) ** 0.5, rel=0.15)
        assert one.mean(1).std() == pytest.approx((0.2 * 0.8 / 500) ** 0.5, rel=0.2)
    assert (lost[0] & lost[3]).mean() == pytest.approx(0.04, abs=0.003), "sites are independent"


@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_engines_lose_the_same_numbers(config: Config) -> None:
    model, windows = away_from_zero(config), random_windows(1, config)
    oracle = pure.Model.from_parameters(config, model.tensors())
    loss = oracle.loss_and_gradients(oracle.pack(windows), held=HELD)
    assert model.loss_and_gradients(model.pack(windows), held=HELD) == pytest.approx(loss, abs=1e-9)
    alike(model.gradients, oracle.gradients, 1e-9)
    free = model.loss_and_gradients(model.pack(windows))
    assert abs(free - loss) > 1e-3, "nothing was lost"
    torch = pytest.importorskip("premier_llm.engines.torch")
    large = torch.Model.from_parameters(config, model.tensors())
    assert large.loss_and_gradients(large.pack(windows), held=HELD) == pytest.approx(
        loss, abs=1e-10
    )
    found = {name: slope.tolist() for name, slope in large.gradients.items()}
    alike(found, oracle.gradients, 1e-10)


@pytest.mark.parametrize("name", ["mini, 2 layer(s)", "gpt2, 1 layer(s)", "modern, 2 layer(s)"])
def test_gradients_are_the_slopes_of_what_was_kept(name: str) -> None:
    model = away_from_zero(SMALL_PRESETS[name])
    batch, step = model.pack(random_windows(1, model.config)), 1e-5
    model.loss_and_gradients(batch, held=DROPPING)
    gradient = model.flat_gradient.copy()
    slopes = np.empty_like(gradient)
    for i, value in enumerate(model.flat.copy()):
        found = []
        for moved in (value + step, value - step):
            model.flat[i] = moved
            found.append(model.loss_and_gradients(batch, held=DROPPING))
        model.flat[i] = value
        slopes[i] = (found[0] - found[1]) / (2 * step)
    assert np.linalg.norm(gradient - slopes) / np.linalg.norm(gradient) < 1e-6


def test_parts_lose_what_the_whole_loses() -> None:
    model = away_from_zero(SMALL_PRESETS["microgpt, 2 layer(s)"])
    windows = random_windows(4, model.config)
    loss = model.loss_and_gradients(model.pack(windows), held=HELD)
    gradient = model.flat_gradient.copy()
    parts = [model.pack(windows[:2]), model.pack(windows[2:])]
    assert model.loss_and_gradients(*parts, held=HELD) == pytest.approx(loss, abs=1e-12)
    np.testing.assert_allclose(model.flat_gradient, gradient, atol=1e-12)


def test_nothing_held_changes_no_bit() -> None:
    model = away_from_zero(SMALL_PRESETS["microgpt, 2 layer(s)"])
    batch = model.pack(random_windows(4, model.config))
    loss = model.loss_and_gradients(batch)
    gradient = model.flat_gradient.copy()
    # Who is nowhere held back may say whose step it is.
    assert model.loss_and_gradients(batch, held=FREE._replace(seed=9, step=4)) == loss
    assert (model.flat_gradient == gradient).all()
