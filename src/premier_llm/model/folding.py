"""Letters in their plain form: É is e, œ is oe."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

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
    apart = unicodedata.normalize("NFKD", text.lower().translate(TABLE))
    return "".join(c for c in apart if not unicodedata.combining(c))
