"""What no engine can take is told in one sentence, before it is deep in a pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from helpers import ENGINES, NEEDS_TORCH

from premier_llm import ModelFile, Training, Vocabulary, preset, read_corpus, sample, save
from premier_llm.engines import engine
from premier_llm.errors import InputError

MINI = preset("mini")
ROWS = np.zeros((2, 3), int)


def with_tensor(tensors: Any, value: Any) -> dict[str, Any]:
    return {**tensors, "token_embedding": value}


REFUSED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "a name": (lambda m: type(m)("mini"), "made from a Config, not str"),
    "no batch": (lambda m: m.logits(ROWS), "model's pack has made of windows, not ndarray"),
    "no batch to measure": (lambda m: m.loss(ROWS), "not ndarray"),
    "no batch to learn": (lambda m: m.loss_and_gradients(ROWS), "not ndarray"),
    "rows": (lambda m: m.pack(ROWS), "window 0 is no pair"),
    "ids": (lambda m: m.pack([1, 2]), "window 0 is no pair"),
    "nothing": (lambda m: m.pack([]), "no window to pack"),
    "long": (lambda m: m.pack([((1,) * 9, (1,))]), "window 0 has 9 tokens and 1 targets"),
    "halves": (lambda m: m.pack([((0, 1.5), (1, 2))]), "whole numbers"),
    "foreign": (lambda m: m.pack([((0, 27), (1, 2))]), "27 is no token that"),
    "foreign answer": (lambda m: m.pack([((0, 1), (1, 27))]), "27 is no token that"),
    "foreign beginning": (lambda m: m.forward([0, 27]), "27 is no token .* from 0 to 26"),
    "negative": (lambda m: m.prefill([[-1]]), "-1 is no token"),
    "halves to read": (lambda m: m.forward([0.5]), "0.5 is no token"),
    "rows to read": (lambda m: m.forward([[0, 1]]), r"\[0, 1\] is no token"),
    "arrays as weights": (
        lambda m: m.from_parameters(MINI, with_tensor(m.tensors(), np.zeros((27, 16)))),
        "token_embedding is not given as a shape",
    ),
    "another shape": (
        lambda m: m.from_parameters(MINI, with_tensor(m.tensors(), ((1, 2), [0.0, 0.0]))),
        r"token_embedding has the shape \(1, 2\) and needs \(27, 16\)",
    ),
    "too few numbers": (
        lambda m: m.from_parameters(MINI, with_tensor(m.tensors(), ((27, 16), [0.0]))),
        "token_embedding has 1 numbers and needs 432",
    ),
    "another config": (
        lambda m: m.from_parameters(MINI.with_dials(layers=2), m.tensors()),
        "blocks.1.* is missing",
    ),
    "a file's name": (lambda m: m.from_parameters(MINI, "a.safetensors"), "not as str"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_tells_what_it_cannot_take(name: str, what: str) -> None:
    wrong, sentence = REFUSED[what]
    with pytest.raises(ValueError, match=sentence) as told:
        wrong(engine(name).Model(MINI))
    assert "\n" not in str(told.value)


def test_windows_of_arrays_are_windows() -> None:
    model: Any = engine("numpy").Model(MINI)
    arrays = model.pack([(np.array([0, 5], np.uint16), np.array([5, 0], np.uint16))])
    assert model.loss(arrays) == model.loss(model.pack([((0, 5), (5, 0))]))


@NEEDS_TORCH
def test_the_network_tells_what_it_cannot_take() -> None:
    import torch

    from premier_llm.engines.torch import GPT, Model

    gpt, ids = GPT(MINI), torch.tensor([[0, 5, 9]])
    refused = {
        "not list": [[0, 5]],
        "int64, not torch.float32": ids.float(),
        "int64, not torch.uint8": ids.byte(),
        r"rows .* not \(3,\)": ids[0],
        r"rows .* not \(1, 0\)": ids[:, :0],
        "9 tokens, where the model sees 8": ids.repeat(1, 3),
        "27 is no token": ids + 18,
        "-1 is no token": ids - 1,
    }
    for sentence, wrong in refused.items():
        with pytest.raises(ValueError, match=sentence):
            gpt(wrong)
    with pytest.raises(ValueError, match="rows"):
        gpt.generate(ids[0], 1)
    with pytest.raises(ValueError, match="not str"):
        GPT("mini")  # type: ignore[arg-type]
    same = Model.from_parameters(MINI, gpt.tensors())
    assert torch.equal(same.network(ids), gpt(ids))


def test_what_stands_around_the_engines_tells_too(tmp_path: Any) -> None:
    words, path = read_corpus("pokemon"), tmp_path / "m.safetensors"
    tensors = engine("numpy").Model(MINI).tensors()
    refused: dict[str, Callable[[], Any]] = {
        r"read_corpus\(…\) gives, not list": lambda: Training(["lea"], MINI),  # type: ignore[arg-type]
        r"preset\(…\) gives, not str": lambda: Training(words, "mini"),  # type: ignore[arg-type]
        r"Recipe\(.* gives, not dict": lambda: Training(words, MINI, {"steps": 1}),  # type: ignore[arg-type]
        "sample takes an engine's Model, not Config": lambda: sample(MINI, words.vocabulary),  # type: ignore[arg-type]
        "save takes a ModelFile, not Config": lambda: save(path, MINI),  # type: ignore[arg-type]
        "holds a Vocabulary": lambda: save(path, ModelFile(MINI, ["a"], tensors)),  # type: ignore[arg-type]
        "holds a Config": lambda: save(path, ModelFile("mini", Vocabulary.lesson(), tensors)),  # type: ignore[arg-type]
    }
    for sentence, wrong in refused.items():
        with pytest.raises(InputError, match=sentence):
            wrong()
    assert not path.exists()
