"""The ``microgpt`` preset against the losses and names that Karpathy's microgpt.py prints.

These numbers are in ``tests/facts/microgpt.json``; the names that it learns from are fetched.
"""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from helpers import FACTS, data

from premier_llm.data.windows import Window, word_windows
from premier_llm.engines import numpy as fast
from premier_llm.engines import pure
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

# microgpt.py draws its tensors in this order.
ORDER = (
    "token_embedding",
    "position_embedding",
    "unembedding",
    *(f"blocks.0.attention.{name}" for name in ("query", "key", "value", "output")),
    *(f"blocks.0.mlp.{name}.weight" for name in ("up", "down")),
)


@pytest.fixture(scope="module")
def original() -> Any:
    return json.loads((FACTS / "microgpt.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def start() -> tuple[random.Random, pure.Model, list[Window]]:
    """The random state after all initial draws, the model, and one window per name."""
    names = data("names.txt").read_text().split()
    rng = random.Random(42)
    rng.shuffle(names)
    config = PRESETS["microgpt"]
    shapes = {p.name: p.shape for p in parameter_table(config)}
    assert set(ORDER) == set(shapes)
    tensors = {
        name: (shapes[name], [rng.gauss(0, 0.08) for _ in range(shapes[name][0] * shapes[name][1])])
        for name in ORDER
    }
    vocabulary = Vocabulary.microgpt()
    windows = [word_windows(vocabulary.encode(f".{name}."), 16)[0] for name in names[:4000]]
    return rng, pure.Model.from_parameters(config, tensors), windows


def test_a_thousand_losses_and_twenty_names(
    original: Any, start: tuple[random.Random, pure.Model, list[Window]]
) -> None:
    rng, model, windows = start
    # The same weights in float64 for NumPy, before the pure engine moves its own.
    twin = fast.Model.from_parameters(model.config, model.tensors())
    assert twin.flat.dtype == "float64"
    optimizers = [
        module.Adam(m, beta1=0.85, beta2=0.99) for module, m in ((pure, model), (fast, twin))
    ]
    for step, window in enumerate(windows[:1000]):
        rate = 0.01 * (1 - step / 1000)
        losses = []
        for m, optimizer in zip((model, twin), optimizers, strict=True):
            losses.append(m.loss_and_gradients(m.pack([window])))  # type: ignore[attr-defined]
            optimizer.step(rate)
        assert round(losses[0], 4) == original["losses"][step], f"step {step}"
        assert losses[1] == pytest.approx(losses[0], abs=1e-6, rel=0)
    names = [
        pure.generate(model, [26], 26, rng, temperature=0.5, max_length=16)[1:] for _ in range(20)
    ]
    assert Vocabulary.microgpt().decode(names[0]) == "kamon"
    assert names == original["names"]
    hidden = twin.loss(twin.pack(windows[1000:]))
    assert hidden == pytest.approx(original["held_out_loss"], abs=5e-4)
