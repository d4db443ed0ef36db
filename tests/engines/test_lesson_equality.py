"""The pure engine against the reference lesson: against the numbers that its own cells compute.

Those numbers are in ``tests/facts/lesson_5.json``. The lesson itself is not ours to carry: where it
lies beside the checkout, its cells are run again, and must still compute them.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import random
import re
import sys
import types
from typing import Any

import pytest
from helpers import FACTS, shared

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import pure
from premier_llm.lessons.model import WEIGHTS
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

SEED = 42


@pytest.fixture(scope="module")
def facts() -> Any:
    return json.loads((FACTS / "lesson_5.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def model() -> pure.Model:
    return pure.Model(PRESETS["mini"], seed=SEED)


def sums(tensor: Any) -> list[float]:
    """How many numbers, their sum, and their sum each times its place: all in their places."""
    flat = [x for row in tensor for x in (row if isinstance(row, list) else [row])]
    return [len(flat), math.fsum(flat), math.fsum(n * x for n, x in enumerate(flat, 1))]


def after_the_draw() -> random.Random:
    """Chance as the lesson has it when it invents: each weight has taken one number."""
    rng = random.Random(SEED)
    for _ in range(PRESETS["mini"].parameter_count()):
        rng.random()
    return rng


def test_the_same_seed_draws_the_lesson_s_weights(facts: Any, model: pure.Model) -> None:
    assert set(facts["weights"]) == set(model.parameters)
    for name, theirs in facts["weights"].items():
        assert sums(model.parameters[name]) == pytest.approx(theirs, abs=1e-13, rel=1e-13), name
    counts = [count for count, _sum, _placed in facts["weights"].values()]
    assert sum(counts) == PRESETS["mini"].parameter_count() == 2832


def test_every_probability_after_pik(facts: Any, model: pure.Model) -> None:
    ours = model.forward(Vocabulary.lesson().encode(".pik"))
    assert len(ours) == len(facts["probabilities_after_pik"]) == 4
    for row, theirs in zip(ours, facts["probabilities_after_pik"], strict=True):
        assert row == pytest.approx(theirs, abs=1e-12, rel=0)


def test_the_attention_weights(facts: Any, model: pure.Model) -> None:
    seen: dict[str, Any] = {}

    def look(name: str, value: Any) -> Any:
        seen[name] = value
        return value

    model.forward(Vocabulary.lesson().encode(".pik"), look)
    ours = seen["blocks.0.attention.weights"][0][-1]
    assert ours == pytest.approx(facts["attention_of_pik"], abs=1e-12, rel=0)


def test_the_initial_loss(facts: Any, model: pure.Model) -> None:
    windows = windows_of(read_corpus("pokemon"), 8)
    loss = model.loss(model.pack(windows))
    assert facts["initial_loss"] == pytest.approx(3.456, abs=5e-4)
    # The lesson adds 1e-10 inside its logarithm; the same formula on our probabilities:
    surprises = []
    for tokens, targets in windows:
        rows = model.forward(tokens)[-len(targets) :]
        surprises += [-math.log(row[t] + 1e-10) for row, t in zip(rows, targets, strict=True)]
    ours = sum(surprises) / len(surprises)
    assert ours == pytest.approx(facts["initial_loss"], abs=1e-12, rel=0)
    assert loss == pytest.approx(facts["initial_loss"], abs=1e-8, rel=0)


def test_the_same_ten_names(facts: Any, model: pure.Model) -> None:
    rng = after_the_draw()
    ours = [pure.generate(model, [0], 0, rng, temperature=0.8)[1:] for _ in range(10)]
    assert Vocabulary.lesson().decode(ours[0]) == "pphu"
    assert ours == facts["names"]


def test_the_lesson_still_computes_these_numbers(facts: Any) -> None:
    told = what_the_lesson_computes()
    assert set(told) == set(facts) - {"about"}
    assert told["names"] == facts["names"]
    for name in ("initial_loss", "attention_of_pik"):
        assert told[name] == pytest.approx(facts[name], abs=1e-13, rel=0)
    for ours, theirs in (
        *zip(told["probabilities_after_pik"], facts["probabilities_after_pik"], strict=True),
        *((told["weights"][name], facts["weights"][name]) for name in WEIGHTS.values()),
    ):
        assert ours == pytest.approx(theirs, abs=1e-13, rel=1e-13)


def what_the_lesson_computes() -> dict[str, Any]:
    """The facts, from the lesson's own cells run in order."""
    text = shared("reference/lecon_05_mon_premier_llm.txt").read_text(encoding="utf-8")
    # A cell goes from its mark to the next mark or to the lesson's next text.
    cells = [
        re.split(r"\n---\n", part)[0] for part in re.split(r"^In \[None\]:$", text, flags=re.M)[1:]
    ]
    assert len(cells) == 10
    display = types.ModuleType("IPython.display")
    display.HTML = display.display = lambda *_: None  # type: ignore[attr-defined]
    lesson: dict[str, Any] = {}
    state, printed = random.getstate(), ""
    before = random.getstate()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "IPython", types.ModuleType("IPython"))
        patch.setitem(sys.modules, "IPython.display", display)
        for cell in cells:
            names = "def generer_llm" in cell
            if names:
                state = random.getstate()
            with contextlib.redirect_stdout(io.StringIO()) as output:
                exec(compile(cell, "lesson", "exec"), lesson)
            if names:
                printed = output.getvalue()
    random.setstate(before)
    assert state == after_the_draw().getstate()
    vocabulary = Vocabulary.lesson()
    ids = vocabulary.encode(".pik")
    invented = re.findall(r"^  (\S*)$", printed, flags=re.M)
    return {
        "weights": {ours: sums(lesson[theirs]) for theirs, ours in WEIGHTS.items()},
        "probabilities_after_pik": [lesson["forward_llm"](ids[:n]) for n in range(1, 5)],
        "attention_of_pik": lesson["_calculer_poids_attention"](".pik"),
        "initial_loss": lesson["loss_initiale"],
        "names": [vocabulary.encode(name.lower()) for name in invented],
    }
