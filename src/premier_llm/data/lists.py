"""The word lists that come with the package: each is a file of ``words/``, found by being there.

A file's header tells what it is, a line for each language: ``# fr : Prénoms (d’aujourd’hui)``; then
where it comes from, and its rights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from .. import i18n

_TITLE = re.compile(r"# (\w\w) : (.+?) \((.+)\)")


class Title(NamedTuple):
    """What a list is called in one language."""

    name: str
    note: str
    """A few words on it."""


class WordList(NamedTuple):
    """A list that comes with the package."""

    name: str
    titles: dict[str, Title]
    """By language."""
    words: int
    credit: str
    """Whose names they are, where they are not free."""

    @property
    def title(self) -> str:
        """In the language that is spoken, or else in French."""
        return self.titles.get(i18n.language(), self.titles["fr"]).name


def shipped() -> list[WordList]:
    """The lists that come with the package."""
    return [described(name) for name in shipped_names()]


def shipped_names() -> list[str]:
    """What they are called in commands: the lesson's list first, then by the alphabet."""
    folder = resources.files("premier_llm") / "words"
    names = [f.name.removesuffix(".txt") for f in folder.iterdir() if f.name.endswith(".txt")]
    return sorted(names, key=lambda name: (name != "pokemon", name))


def shipped_text(name: str) -> str:
    """The file of a list: a header of comments, then the names."""
    return (resources.files("premier_llm") / "words" / f"{name}.txt").read_text(encoding="utf-8")


def described(name: str) -> WordList:
    """A list by its name, from its header."""
    text = shipped_text(name)
    header = [line for line in text.splitlines() if line.startswith("#")]
    credit = [line.removeprefix("# Droits : ") for line in header if "©" in line]
    return WordList(name, titles_of(header), len(names_of(text)), " ".join(credit))


def titles_of(header: Iterable[str]) -> dict[str, Title]:
    """What a header says that its file is called, by language."""
    found = filter(None, map(_TITLE.fullmatch, header))
    return {match[1]: Title(match[2], match[3]) for match in found}


def names_of(text: str) -> list[str]:
    """The lines after the header, with their ends."""
    return [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
