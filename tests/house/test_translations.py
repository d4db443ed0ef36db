"""Every message has its French translation, and the catalogue has nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import premier_llm
from premier_llm.i18n import choose_language

PACKAGE = Path(premier_llm.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
CATALOGUE = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "premier_llm.po"


def messages(folder: Path, keywords: dict[str, Any]) -> list[str | tuple[str, ...]]:
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=keywords)
    return [message for _file, _line, message, _comments, _context in found]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Singular and plural, or the only form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def fields_of(text: str) -> list[str]:
    return sorted(re.findall(r"{[^}]*}|%\(\w+\)s", text))


def test_every_message_is_translated(catalogue: Catalog) -> None:
    missing = [
        message
        for message in messages(PACKAGE, KEYWORDS)
        if (entry := catalogue.get(message)) is None or not entry.string or entry.fuzzy
    ]
    assert not missing


def test_the_catalogue_has_no_stale_message(catalogue: Catalog) -> None:
    ours = set(messages(PACKAGE, KEYWORDS))
    # click asks the same catalogue for its own messages.
    of_click = set(messages(Path(click.__file__).parent, {"_": None, "ngettext": (1, 2)}))
    stale = [entry.id for entry in catalogue if entry.id and entry.id not in ours | of_click]
    assert not stale


def test_translations_keep_the_placeholders(catalogue: Catalog) -> None:
    for entry in catalogue:
        if not entry.id:
            continue
        for original, text in zip(forms(entry.id), forms(entry.string), strict=True):
            assert fields_of(text) == fields_of(original), original


def test_translations_keep_the_layout_of_help(catalogue: Catalog) -> None:
    for entry in catalogue:
        if isinstance(entry.id, str) and "\b" in entry.id:
            assert str(entry.string).count("\n") == entry.id.count("\n"), entry.id
            examples = str(entry.string).split("\b")[1].splitlines()
            assert max(map(len, examples)) <= 76, entry.string


def test_french_typography(catalogue: Catalog) -> None:
    for entry in catalogue:
        for text in forms(entry.string) if entry.id else ():
            assert not re.search(r" [:;!?»]", text), text
            assert not re.search(r"\w'\w", text), text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "POSIX"}, "fr"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "en_US.UTF-8", "PREMIER_LLM_LANG": "fr"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "PREMIER_LLM_LANG": "en"}, "en"),
    ],
)
def test_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert choose_language(environment) == language
