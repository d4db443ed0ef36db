"""Which language is spoken, its catalogue, and how it writes numbers.

Messages are English in the source and go through the standard ``gettext.gettext``. Nothing is
translated until ``speak`` is called, which only the command and the lessons do: a program that
imports the package sees English errors. A language is a folder of ``locale/``: it is found by being
there.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path

SOURCE = "en"
"""What messages are written in."""
DOMAIN = "premier_llm"
PUPILS = "lecons"
"""What pupils read: drawings and the lessons' tools. Its messages are in French, so that French
needs no catalogue of it, and what another language has not is shown in French."""
CATALOGUES = Path(__file__).parent / "locale"

_language = SOURCE


def languages() -> list[str]:
    """Those that the command speaks, French first."""
    found = {folder.name for folder in CATALOGUES.iterdir() if folder.is_dir()} | {SOURCE}
    return sorted(found, key=lambda language: (language != "fr", language))


def choose_language(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for.

    ``PREMIER_LLM_LANG`` wins, then ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` in POSIX's order. No
    locale (unset, C, POSIX) means French, which the course is written in; a language without a
    catalogue means English.
    """
    asked = environment.get("PREMIER_LLM_LANG", "")
    if not asked:
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next((name for name in names if name), "")
    plain = asked.split(".")[0].split("@")[0]
    if plain in ("", "C", "POSIX"):
        return "fr"
    code = plain.replace("-", "_").split("_")[0].lower()
    return code if code in languages() else SOURCE


def speak(language: str) -> None:
    """Translate from now on every message of this package, and click's, into that language."""
    global _language
    _language = language
    # gettext looks at LANGUAGE before any locale, at every message.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    gettext.bindtextdomain(PUPILS, CATALOGUES)


def dire(message: str) -> str:
    """What pupils read, written in French, in the language that is spoken."""
    return gettext.dgettext(PUPILS, message)


def dire_n(one: str, other: str, n: int) -> str:
    """The form of ``dire`` that a number asks for; of French, below two is one."""
    said = gettext.dngettext(PUPILS, one, other, n)
    return (one if abs(n) < 2 else other) if said in (one, other) else said


def a_dire(message: str) -> str:
    """Marks a message for that catalogue where it is declared; ``dire`` translates it later."""
    return message


def language() -> str:
    """The language that is spoken."""
    return _language


def _separators() -> tuple[str, str]:
    """(between thousands, before decimals), as the catalogue writes a number."""
    written = _("1,234.5")
    return written[1], written[5]


def localized(sentence: str) -> str:
    """A sentence with its decimal points as the language writes them."""
    return re.sub(r"(?<=\d)\.(?=\d)", _separators()[1], sentence)


def number(value: float, digits: int = 0) -> str:
    """A number as the language writes it: 2 832 and 0,341 in French, 2,832 and 0.341 in English."""
    thousands, decimals = _separators()
    text = f"{value:,.{digits}f}"
    return text.translate({ord(","): thousands, ord("."): decimals})
