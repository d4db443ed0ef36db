"""A language made for the tests marks every message: what the command says unmarked is in no
catalogue."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import get_args, get_type_hints

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from premier_llm import i18n
from premier_llm.cli.app import app, commands
from premier_llm.data.downloads import SETS
from premier_llm.data.lists import shipped_names
from premier_llm.data.worlds.grammar import names as world_names
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS
from premier_llm.training.recipe import Recipe

LANGUAGE = "qps"
MARK = "\u0332"
"""Written under each letter; it takes no room in a terminal."""
KEPT = re.compile(r"(\{[^}]*\}|%\(\w+\)\w|%\w)")
"""What is filled in or read by programs."""

# Names with no letter of ours: whatever is invented of them is told apart from what is said.
NAMES = "".join(f"{a}{b}{c}\n" for a in "猫犬鳥" for b in "山川海空" for c in "月日星")

OF_OTHERS = {
    "pip",
    "install",
    "https",
    "www",
    "PyTorch",
    "TensorBoard",
    "NumPy",
    "JAX",
    "help",
    "cpu",
    *("messages", "role", "user", "system", "assistant", "content"),  # the field's usual JSON
    *("prompt", "chosen", "rejected", "Bonjour", "Salut", "Non"),
}
TYPED = {"nothing", "absent", "many", "noms"}


def names_of_things() -> set[str]:
    """What is typed or written alike in every language: commands, dials, tensors, lists, files."""
    names = {"premier", "llm", "txt", "safetensors", "json", *PRESETS}
    names |= {*shipped_names(), *world_names(), *SETS}
    todo: list[click.Command] = [app]
    while todo:
        command = todo.pop()
        if isinstance(command, click.Group):
            names |= set(command.list_commands(CONTEXT))
            inside = [command.get_command(CONTEXT, n) for n in command.list_commands(CONTEXT)]
            todo += [each for each in inside if each is not None]
        for option in command.params:
            names |= set(option.opts)
            names |= set(map(str, getattr(option.type, "choices", ())))
    for kind in (Config, Recipe):
        names |= {field.name for field in fields(kind)}
        for hint in get_type_hints(kind).values():
            names |= set(map(str, get_args(hint)))
    for config in PRESETS.values():  # no single one has every tensor
        names |= {parameter.name for parameter in parameter_table(config)}
    words = {word for name in names | OF_OTHERS for word in re.findall(r"[^\W\d_]\w*", name)}
    return {word.lower() for word in words} | TYPED


def marked(text: str) -> str:
    parts = KEPT.split(text)
    return "".join(
        part if i % 2 else re.sub(r"([^\W\d_])", rf"\1{MARK}", part) for i, part in enumerate(parts)
    )


@pytest.fixture(scope="module")
def speak(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The command in that language, as a process of its own: what it shows and says."""
    folder = tmp_path_factory.mktemp("pseudo")
    catalogues = folder / "locale"
    messages = catalogues / LANGUAGE / "LC_MESSAGES"
    messages.mkdir(parents=True)
    source = i18n.CATALOGUES / "fr" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"
    with source.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(map(marked, message.id))
        elif message.id:
            message.string = marked(str(message.id))
    with (messages / f"{i18n.DOMAIN}.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    (folder / "noms.txt").write_text(NAMES, "utf-8")
    start = (
        "import pathlib, runpy, premier_llm.i18n as i;"
        f"i.CATALOGUES = pathlib.Path({str(catalogues)!r});"
        "runpy.run_module('premier_llm', run_name='__main__', alter_sys=True)"
    )

    def command(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", start, *arguments],
            cwd=folder,
            env=os.environ | {"PREMIER_LLM_LANG": LANGUAGE, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout + done.stderr

    return command


def unmarked(text: str) -> list[str]:
    """The words of two letters or more, without a mark, that are no name of a thing."""
    found = re.findall(
        rf"(?<![\w{MARK}])[^\W\d_]\w+(?!{MARK})", re.sub("[猫犬鳥山川海空月日星]", " ", text)
    )
    return [word for word in found if word.lower() not in THINGS]


CONTEXT = click.Context(app)
THINGS = names_of_things()

WALK = [
    ["--help"],
    *([name, "--help"] for name in commands()),
    ["train", "noms.txt", "--vocabulary", "found", "--steps", "60", "--held-out", "0.2"],
    ["train", "noms.txt", "--vocabulary", "found", "--steps", "60"],
    ["sample", "noms.safetensors", "--count", "3"],
    ["evaluate", "noms.safetensors"],
    ["inspect", "noms.safetensors"],
    ["info", "noms.safetensors"],
    ["compare", "mini", "gpt2"],
    ["data", "show", "noms.txt"],
    ["data", "check", "meteo", "noms.txt"],
    ["nothing"],
    ["train"],
    ["train", "absent"],
    ["train", "noms.txt", "--steps", "0"],
    ["train", "noms.txt", "--steps", "many"],
    ["sample", "noms.txt"],
    ["sample"],
]


@pytest.mark.parametrize("arguments", WALK, ids=" ".join)
def test_nothing_is_said_without_the_catalogue(
    speak: Callable[..., str], arguments: list[str]
) -> None:
    said = speak(*arguments)
    assert MARK in said
    assert not unmarked(said), said


def test_would_notice() -> None:
    assert unmarked(f"{marked('One word of')} mine, and 猫山") == ["mine", "and"]
