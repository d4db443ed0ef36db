"""The one glossary, for lessons, pages and guide: a file a language, an entry a term."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_ENTRY = re.compile(r"`(?P<id>[a-z-]+)`(?: · \*(?P<also>.+?)\*)? · (?P<short>.+)")


class Entry(NamedTuple):
    """One term, in one language; texts are a little Markdown."""

    id: str
    """The field's English word, the same in every language: ``learning-rate``."""
    term: str
    """The word that we use."""
    also: str
    """Other words that one meets for it, with commas between."""
    short: str
    """One sentence."""
    long: str
    """A few sentences more."""


def languages() -> list[str]:
    """Those that the glossary is written in, French first."""
    found = [file.name[:-3] for file in files(__name__).iterdir() if file.name.endswith(".md")]
    return sorted(found, key=lambda language: (language != "fr", language))


@cache
def entries(language: str = "fr") -> dict[str, Entry]:
    """Every entry by its id, in the order of the file; in French where the language has no file."""
    name = language if language in languages() else "fr"
    return read((files(__name__) / f"{name}.md").read_text("utf-8"))


def read(text: str) -> dict[str, Entry]:
    """The entries of such a file."""
    found = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        term, _, body = section.partition("\n")
        first, _, long = body.strip().partition("\n\n")
        facts = _ENTRY.fullmatch(first)
        if facts is None:
            raise ValueError(f"the entry {term!r} of the glossary does not begin as the others do")
        entry = Entry(facts["id"], term.strip(), facts["also"] or "", facts["short"], long.strip())
        found[entry.id] = entry
    return found
