"""The course's glossary, asked term by term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from ..model.folding import plain_form
from .boxes import box, paragraph, strong
from .showing import show
from .values import text_trouble


@dataclass(frozen=True)
class Term:
    """A word of the glossary."""

    name: str
    english: str
    short: str
    long: str


_SOURCE = files("premier_llm") / "cours" / "glossaire.md"


def terms_of(source: str) -> dict[str, Term]:
    """The terms of a glossary's text: ``## name``, ``*english* · short``, then the long form."""
    terms = {}
    for section in re.split(r"^## ", source, flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        first, _, long = body.strip().partition("\n\n")
        english, _, short = first.partition(" · ")
        terms[name.strip()] = Term(name.strip(), english.strip("* "), short.strip(), long.strip())
    return terms


@lru_cache(maxsize=1)
def _terms() -> dict[str, Term]:
    return terms_of(_SOURCE.read_text("utf-8"))


def glossaire(mot: Any = "") -> None:
    """Explain a word; without one, list them all."""
    terms = _terms()
    if mot == "":
        lines = [
            paragraph(f"<b>{escape(t.name)}</b>\u00a0: {_html(t.short)}") for t in terms.values()
        ]
        show(box("note", strong("Le glossaire"), *lines))
        return
    if trouble := text_trouble("mot", mot):
        show(box("aide", trouble))
        return
    by_any = {plain_form(said): t for t in terms.values() for said in (t.english, t.name)}
    asked = plain_form(mot.strip())
    found = by_any.get(asked)
    if found is None:
        close = get_close_matches(asked, by_any, 1, 0.6)
        more = f" Cherches-tu <b>{escape(by_any[close[0]].name)}</b>\u00a0?" if close else ""
        show(box("aide", f"« {escape(mot[:40])} » n’est pas dans le glossaire.{more}"))
        return
    title = f"{escape(found.name)} ({escape(found.english)})"
    show(box("note", strong(title), paragraph(_html(found.short)), paragraph(_html(found.long))))


def _html(markdown: str) -> str:
    """The little Markdown of the glossary: emphasis, code, links without their address."""
    html = escape(markdown, quote=False)
    html = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    html = re.sub(r"\*(.+?)\*", r"<i>\1</i>", html)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", html).replace("\n\n", "<br>")
