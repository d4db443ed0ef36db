"""A chat template goes through a file, and a damaged one is refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from premier_llm.data.exchanges import talking
from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.files.safetensors import read, write
from premier_llm.model.config import Config
from premier_llm.model.template import Template
from premier_llm.model.words import Words

CHAT = talking(Words.found(["Un ours dort."]), ["Qui ?"])
CONFIG = Config(vocabulary=CHAT.vocabulary.size, context=4, embedding=4, hidden=4)


def model() -> ModelFile:
    tensors = fast.Model(CONFIG, 0).tensors()
    return ModelFile(CONFIG, CHAT.vocabulary, tensors, {}, CHAT.template)


def test_a_template_is_kept_in_the_file(tmp_path: Path) -> None:
    save(tmp_path / "a", model())
    assert load(tmp_path / "a").chat == Template()
    save(tmp_path / "b", replace(model(), chat=None))
    assert load(tmp_path / "b").chat is None
    # Who does not know of it opens the file all the same.
    _tensors, metadata = read(tmp_path / "a")
    assert metadata["premier_llm"] == "2"
    assert metadata["chat"] == '{"question": "◇", "answer": "◆", "end": null}'


@pytest.mark.parametrize(
    "said",
    [
        "", "3", "[]", "{}", '{"question": "", "answer": "◆"}', '{"question": 3, "answer": "◆"}',
        '{"question": "◇", "answer": "◆", "end": 3}', '{"question": "✧", "answer": "◆"}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_template_is_refused(tmp_path: Path, said: str) -> None:
    save(tmp_path / "a", model())
    tensors, metadata = read(tmp_path / "a")
    write(tmp_path / "a", tensors, {**metadata, "chat": said})
    with pytest.raises(InputError, match="damaged") as told:
        load(tmp_path / "a")
    assert "\n" not in str(told.value)
