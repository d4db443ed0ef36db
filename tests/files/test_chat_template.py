"""transformers writes a conversation as we do, token by token, and the folder opens again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from premier_llm.data.exchanges import talking
from premier_llm.engines import numpy as fast
from premier_llm.files.export import export
from premier_llm.files.gpt2 import TOKENIZER_CONFIG, jinja, open_folder
from premier_llm.files.model_file import ModelFile
from premier_llm.model.bpe import BytePairs
from premier_llm.model.presets import PRESETS
from premier_llm.model.template import Template, ids_of

PIECES = BytePairs.train(["Question : Qui dort ? L’ours.\nRéponse : Oui. " * 30], 300)
CONFIG = PRESETS["gpt2"].with_dials(
    vocabulary=PIECES.size, context=64, embedding=8, heads=2, layers=1, hidden=8
)
CHAT = talking(PIECES)
TURNS = [("Qui dort ?", "L’ours dort, là-bas."), ("Où ?", "Sous l’arbre.")]
SAID = [
    {"role": "system", "content": " Un ours dort.\n"},
    {"role": "user", "content": "Qui dort ? "},
    {"role": "assistant", "content": "L’ours dort, là-bas."},
    {"role": "user", "content": "Où ?"},
    {"role": "assistant", "content": "Sous l’arbre."},
    {"role": "user", "content": "Vraiment\nlà ?"},
]


def folder_of(path: Path) -> Path:
    tensors = fast.Model(CONFIG, 0).tensors()
    export(ModelFile(CONFIG, PIECES, tensors, {}, CHAT.template), path / "gpt2")
    return path / "gpt2"


def ours() -> list[int]:
    return ids_of(CHAT.conversation("Un ours dort.", TURNS, "Vraiment\nlà ?"))


def test_the_template_is_jinja_for_the_same_text() -> None:
    jinja2: Any = pytest.importorskip("jinja2")
    end = PIECES.tokens[CHAT.stop]
    text = jinja2.Template(jinja(CHAT.template)).render(
        messages=SAID, bos_token=end, eos_token=end, add_generation_prompt=True
    )
    assert text == PIECES.decode(ours())


def test_transformers_reads_the_conversation_as_we_do(tmp_path: Path) -> None:
    transformers: Any = pytest.importorskip("transformers")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder_of(tmp_path))
    found = tokenizer.apply_chat_template(SAID, add_generation_prompt=True)
    assert list(found["input_ids"] if hasattr(found, "keys") else found) == ours()


def test_the_template_is_kept_when_the_folder_opens_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert open_folder(folder).chat == CHAT.template == Template.suited_to(PIECES)


def test_another_template_is_left_out_and_said(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    file = folder / TOKENIZER_CONFIG
    facts = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**facts, "chat_template": "{{ x }}"}), encoding="utf-8")
    told: list[str] = []
    assert open_folder(folder, told.append).chat is None
    assert len(told) == 1
    file.write_text("[", encoding="utf-8")
    assert open_folder(folder, told.append).chat is None
    assert len(told) == 2


def test_transformers_own_copy_of_the_folder_opens_again(tmp_path: Path) -> None:
    transformers: Any = pytest.importorskip("transformers")
    folder = folder_of(tmp_path)
    copy = tmp_path / "copy"
    transformers.AutoTokenizer.from_pretrained(folder).save_pretrained(copy)
    transformers.GPT2LMHeadModel.from_pretrained(folder).save_pretrained(copy)
    assert open_folder(copy).chat == CHAT.template
