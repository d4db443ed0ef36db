"""The glossary, asked term by term."""

from __future__ import annotations

import re
from difflib import get_close_matches
from html import escape
from typing import Any

from .. import i18n
from ..glossary import Entry, entries, languages
from ..i18n import dire
from ..model.folding import plain_form
from .boxes import box, paragraph, strong
from .offered import offered
from .showing import show
from .values import text_trouble


@offered
def glossaire(mot: Any = "") -> None:
    """Explain a word, said in any language; without one, list them all."""
    spoken = i18n.language()
    terms = entries(spoken)
    if mot == "":
        lines = [
            paragraph(f"<b>{escape(e.term)}</b>\u00a0: {_html(e.short)}") for e in terms.values()
        ]
        show(box("note", strong(dire("Le glossaire")), *lines))
        return
    if trouble := text_trouble("mot", mot):
        show(box("aide", trouble))
        return
    # The spoken language comes last, so that its words win over another's.
    by_any = {
        plain_form(word): terms[entry.id]
        for language in [*languages(), spoken]
        for entry in entries(language).values()
        for word in words_of(entry)
    }
    asked = plain_form(mot.strip())
    found = by_any.get(asked)
    if found is None:
        close = get_close_matches(asked, by_any, 1, 0.6)
        more = (
            dire(" Cherches-tu <b>{term}</b>\u00a0?").format(term=escape(by_any[close[0]].term))
            if close
            else ""
        )
        show(
            box(
                "aide",
                dire("« {mot} » n’est pas dans le glossaire.{more}").format(
                    mot=escape(mot[:40]), more=more
                ),
            )
        )
        return
    title = escape(found.term) + (f" ({escape(found.also)})" if found.also else "")
    show(box("note", strong(title), paragraph(_html(found.short)), paragraph(_html(found.long))))


def words_of(entry: Entry) -> list[str]:
    """Every word that leads to an entry; its own comes last, so that it wins over another's."""
    return [entry.id, *(word for word in entry.also.split(", ") if word), entry.term]


def _html(markdown: str) -> str:
    """The little Markdown of the glossary: emphasis, code, links without their address."""
    html = escape(markdown, quote=False)
    html = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    html = re.sub(r"\*(.+?)\*", r"<i>\1</i>", html)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", html).replace("\n\n", "<br>")
