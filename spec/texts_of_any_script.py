"""Texts drawn of characters of any script, always the same for a version of Unicode."""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict

from premier_llm.data.draws import Draws

AMONG = [" ", " ", " ", "  ", "\n", "\t", "\r\n", "\xa0", "\u3000", "\x1f", "\x85", "\ufeff"]
AMONG += ["'", "'s", "'t", "'re", "'VE", "’", "-", "_", "0", "42", "²", "a", "B", "é", "e\u0301"]
AMONG += ["<|endoftext|>", "\0", "👩‍🚀", "🇫🇷", "\u200d", "\ufe0f", "\u202e", "\ufffd"]
"""What comes between them: spaces of many kinds, what is cut apart, and what joins."""
SCRIPT = 20
"""Characters whose names begin alike are a script; fewer go with the others."""


def scripts() -> list[list[str]]:
    """All characters that Python's Unicode knows, by the first word of their names.

    Left out: halves of characters (Cs), which no bytes can say, and places where nothing stands
    (Cn), which a newer Unicode may hold for letters.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) not in ("Cs", "Cn"):
            found[unicodedata.name(character, "").split(" ")[0]].append(character)
    large = [script for script in found.values() if len(script) >= SCRIPT]
    others = [c for script in found.values() if len(script) < SCRIPT for c in script]
    return [*large, others]


def texts(count: int, seed: int = 17) -> list[str]:
    """So many, each of one script with some of AMONG."""
    draws, known = Draws(seed), scripts()

    def text() -> str:
        script = known[draws.below(len(known))]
        return "".join(
            script[draws.below(len(script))] if draws.below(3) else AMONG[draws.below(len(AMONG))]
            for _ in range(draws.below(40))
        )

    return [text() for _ in range(count)]
