"""The reference lesson's own cells, run in order, against the pure engine."""

from __future__ import annotations

import contextlib
import io
import math
import random
import re
import sys
import types
from typing import Any

import pytest
from helpers import shared

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import pure
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def lesson() -> dict[str, Any]:
    """The lesson's variables after all its cells; "printed" holds what each cell printed."""
    text = shared("reference/lecon_05_mon_premier_llm.txt").read_text(encoding="utf-8")
    # A cell goes from its mark to the next mark or to the lesson's next text.
    cells = [
        re.split(r"\n---\n", part)[0] for part in re.split(r"^In \[None\]:$", text, flags=re.M)[1:]
    ]
    assert len(cells) == 10
    display = types.ModuleType("IPython.display")
    display.HTML = display.display = lambda *_: None  # type: ignore[attr-defined]
    variables: dict[str, Any] = {"printed": []}
    before = random.getstate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "IPython", types.ModuleType("IPython"))
        patch.setitem(sys.modules, "IPython.display", display)
        for cell in cells:
            if "def generer_llm" in cell:
                variables["state_before_names"] = random.getstate()
            with contextlib.redirect_stdout(io.StringIO()) as output:
                exec(compile(cell, "lesson", "exec"), variables)
            variables["printed"].append(output.getvalue())
    random.setstate(before)
    return variables


@pytest.fixture(scope="module")
def model() -> pure.Model:
    return pure.Model(PRESETS["mini"], seed=42)


def test_the_same_seed_draws_the_lesson_s_weights(
    lesson: dict[str, Any], model: pure.Model
) -> None:
    for theirs, ours in {
        "tok_emb": "token_embedding",
        "pos_emb": "position_embedding",
        "Wq": "blocks.0.attention.query",
        "Wk": "blocks.0.attention.key",
        "Wv": "blocks.0.attention.value",
        "W1": "blocks.0.mlp.up.weight",
        "b1": "blocks.0.mlp.up.bias",
        "W2": "blocks.0.mlp.down.weight",
        "b2": "blocks.0.mlp.down.bias",
        "W_out": "unembedding",
    }.items():
        assert lesson[theirs] == model.parameters[ours], theirs
    assert lesson["nb_params"] == PRESETS["mini"].parameter_count() == 2832


def test_every_probability_after_pik(lesson: dict[str, Any], model: pure.Model) -> None:
    ids = Vocabulary.lesson().encode(".pik")
    for n in range(1, 5):
        theirs = lesson["forward_llm"](ids[:n])
        assert model.forward(ids)[n - 1] == pytest.approx(theirs, abs=1e-12, rel=0)


def test_the_attention_weights(lesson: dict[str, Any], model: pure.Model) -> None:
    seen: dict[str, Any] = {}

    def look(name: str, value: Any) -> Any:
        seen[name] = value
        return value

    model.forward(Vocabulary.lesson().encode(".pik"), look)
    theirs = lesson["_calculer_poids_attention"](".pik")
    assert seen["blocks.0.attention.weights"][0][-1] == pytest.approx(theirs, abs=1e-12, rel=0)


def test_the_initial_loss(lesson: dict[str, Any], model: pure.Model) -> None:
    windows = windows_of(read_corpus("pokemon"), 8)
    loss = model.loss(model.pack(windows))
    assert lesson["loss_initiale"] == pytest.approx(3.456, abs=5e-4)
    # The lesson adds 1e-10 inside its logarithm; the same formula on our probabilities:
    surprises = []
    for tokens, targets in windows:
        rows = model.forward(tokens)[-len(targets) :]
        surprises += [-math.log(row[t] + 1e-10) for row, t in zip(rows, targets, strict=True)]
    ours = sum(surprises) / len(surprises)
    assert ours == pytest.approx(lesson["loss_initiale"], abs=1e-12, rel=0)
    assert loss == pytest.approx(lesson["loss_initiale"], abs=1e-8, rel=0)


def test_the_same_ten_names(lesson: dict[str, Any], model: pure.Model) -> None:
    printed = next(text for text in lesson["printed"] if "non-entraîné" in text)
    theirs = re.findall(r"^  (\S*)$", printed, flags=re.M)
    assert theirs[:3] == ["Pphu", "Bxkfwvgbhcqvibp", "Eebiv"]
    rng = random.Random()
    rng.setstate(lesson["state_before_names"])
    vocabulary = Vocabulary.lesson()
    ours = [
        vocabulary.decode(pure.generate(model, [0], 0, rng, temperature=0.8)[1:]).capitalize()
        for _ in range(10)
    ]
    assert ours == theirs
