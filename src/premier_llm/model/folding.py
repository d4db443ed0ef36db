"""Letters in their plain form: É is e, œ is oe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal

LIGATURES: Mapping[str, str] = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ð": "d",
    "þ": "th",
}
"""Letters that Unicode does not take apart into a base letter and an accent."""

TABLE = str.maketrans(dict(LIGATURES))
"""The same for ``str.translate``."""


def plain_form(text: str) -> str:
    """Lower case, without accents or ligatures."""
    apart = normalized("NFKD", text.lower().translate(TABLE))
    return "".join(c for c in apart if not unicodedata.combining(c))


MANY_MARKS = 30
"""No letter of any language has as many accents (UAX 15): so many at a time are put in order."""
_MAYBE_MANY = re.compile(f"[^\\x00-\u02ff]{{{MANY_MARKS + 1}}}")


def composed(text: str) -> str:
    """An accent written behind its letter, as a Mac does, joins it."""
    return normalized("NFC", text)


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """One of Unicode's forms of a text, in a time that grows with its length alone.

    Sorting the accents behind one letter takes the square of their number: of more than MANY_MARKS,
    each part is sorted for itself.
    """
    if not _MAYBE_MANY.search(text):
        return unicodedata.normalize(form, text)
    many, parts = _many_marks()
    if not many.search(text):
        return unicodedata.normalize(form, text)
    return parts.sub(lambda part: unicodedata.normalize(form, part[0]), text)


@lru_cache(maxsize=1)
def _many_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Not above: the class server takes this file along to Pythons that are too old for that one.
    from .characters import ranges

    marks = ranges("M")
    return (
        re.compile(f"[{marks}]{{{MANY_MARKS + 1}}}"),
        re.compile(f"[^{marks}]*[{marks}]{{0,{MANY_MARKS}}}"),
    )
