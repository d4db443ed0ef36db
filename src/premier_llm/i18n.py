"""French or English: which one, the catalogue, and how each writes numbers.

Messages are English in the source and go through the standard ``gettext.gettext``. Nothing is
translated until ``speak`` is called, which only the command does: a program that imports the
package sees English errors.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Language = Literal["fr", "en"]

DOMAIN = "premier_llm"
CATALOGUES = Path(__file__).parent / "locale"

_language: Language = "en"


def choose_language(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for.

    ``PREMIER_LLM_LANG`` wins, then ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` in POSIX's order. No
    locale (unset, C, POSIX) means French, which the course is written in; any other language
    than French means English.
    """
    asked = environment.get("PREMIER_LLM_LANG", "")
    if not asked:
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next((name for name in names if name), "")
    plain = asked.split(".")[0].split("@")[0]
    if plain in ("", "C", "POSIX"):
        return "fr"
    return "fr" if plain.lower().startswith("fr") else "en"


def speak(language: Language) -> None:
    """Translate from now on every message of this package, and click's, into that language."""
    global _language
    _language = language
    # gettext looks at LANGUAGE before any locale, at every message.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)


def language() -> Language:
    """The language that is spoken."""
    return _language


def localized(sentence: str) -> str:
    """A sentence with its decimal points as the language writes them."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", sentence) if _language == "fr" else sentence


def number(value: float, digits: int = 0) -> str:
    """A number as the language writes it: 2 832 and 0,341 in French, 2,832 and 0.341 in English."""
    text = f"{value:,.{digits}f}"
    if _language == "fr":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text
