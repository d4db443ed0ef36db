"""The classroom filter: keep rude words off the wall.

A model that invents names letter by letter will, sooner or later, invent a rude word. The
words themselves are data (``words/filter/rude.txt``), so that a teacher can read and change
them; this module only knows how people disguise them.
"""

from __future__ import annotations

import pkgutil
import re
from functools import lru_cache
from itertools import groupby

from ..model.folding import TABLE, normalized

__all__ = ["is_rude"]

INVISIBLE = (
    (0xAD, 0xAD),
    (0x300, 0x36F),
    (0x34F, 0x34F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x200B, 0x200F),
    (0x2060, 0x2064),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xFEFF, 0xFEFF),
)
"""Accents once decomposed, and characters that print nothing: both hide between letters. First and
last code point of each range."""

LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"}
"""Digits and signs that imitate letters."""
MAYBE = {"!": "i"}
"""A sign that may be a letter ("b!te") or end a sentence ("put3!")."""

ENDING = r"(?:e|eee)?(?:[sx]|sss|xxx)?\b"
"""Feminine and plural endings, as a regular expression. One letter, or three for "consss", but
never two: words that end in -ee or -ss (Annalee, success) are seldom those of a rude one."""

_INVISIBLE = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in INVISIBLE) + "]")
_LEET = str.maketrans(LEET)
_LEET_AND_MAYBE = str.maketrans({**LEET, **MAYBE})
_NOT_A_LETTER = re.compile("[^a-z]")
_SEPARATORS = re.compile("[^a-z]+")
_INNER_SEPARATORS = re.compile(r"[^a-z\s]+")
_SPELLED_OUT = re.compile(r"(?<=\b[a-z]) (?=[a-z]\b)")
_LONG_RUN = re.compile(r"([a-z])\1{3,}")


def is_rude(text: str) -> bool:
    """Return True if ``text``, a name or a few words, must not be shown in a classroom.

    Catches the French and the most common English swear words, sexual words and slurs of
    ``words/filter/rude.txt``, whatever their case and accents, with letters repeated
    ("meeerde"), separated ("m-e-r-d-e", "p u t e") or written as digits ("m3rd3", "s@lope").

    Limits: it knows a list of words, not their meaning. It misses words that are not listed,
    phonetic spellings, other alphabets' look-alike letters and anything said in several polite
    words; and it refuses some innocent words that are spelled like a rude one (a "bitte" is
    also a mooring post). It helps a teacher; it does not replace one. Any string is accepted;
    a lone surrogate or an unknown script is simply never rude.
    """
    plain = _fold(text)
    if _NOT_A_LETTER.search(plain):
        plain = "\n".join(_readings(plain))
    return _rude_words().search(_LONG_RUN.sub(r"\1\1\1", plain)) is not None


def _fold(text: str) -> str:
    """Lower-case ``text`` and strip its accents; what is no letter stays as it is."""
    if text.isascii():
        return text.lower()
    text = normalized("NFKD", text).lower().translate(TABLE)
    return _INVISIBLE.sub("", text)


def _readings(plain: str) -> list[str]:
    """Return the ways a child could read a text that holds more than letters.

    Digits and signs are read as separators ("con2") and as the letters they imitate ("c0n").
    Then separators are read as spaces ("gros-con", where letters on their own make one word, "la
    p u t e"), as nothing inside a word ("ma pu-te"), and as nothing at all ("pu te").
    """
    readings = []
    for text in {plain, plain.translate(_LEET), plain.translate(_LEET_AND_MAYBE)}:
        readings += [
            _SPELLED_OUT.sub("", _SEPARATORS.sub(" ", text)),
            _INNER_SEPARATORS.sub("", text),
            _SEPARATORS.sub("", text),
        ]
    return readings


@lru_cache(maxsize=1)
def _rude_words() -> re.Pattern[str]:
    """Read the list of rude words and compile it, once, when a first name is checked."""
    source = pkgutil.get_data("premier_llm", "words/filter/rude.txt")
    assert source is not None, "the list stands in the package"
    lines = source.decode("utf-8").splitlines()
    return _compile([line for line in map(str.strip, lines) if line and line[0] != "#"])


def _compile(patterns: list[str]) -> re.Pattern[str]:
    """Make one regular expression of the lines of ``rude.txt``, whose header has the rules.

    It is meant for folded text whose runs of one letter were cut to three: a letter listed once
    matches one to three, a letter listed twice matches two or three.
    """
    anywhere: list[str] = []
    at_start: list[str] = []
    for pattern in patterns:
        # A teacher may well add "Bêta" or "gros con".
        letters = _SEPARATORS.sub("", _fold(pattern))
        runs = [(letter, min(len(list(run)), 3)) for letter, run in groupby(letters)]
        # Not "m{1,3}": an alternative that begins with a plain letter is rejected much faster.
        word = "".join(letter * n + f"{letter}?" * (3 - n) for letter, n in runs)
        if not word:
            continue
        if not pattern.endswith("*"):
            word += ENDING
        (anywhere if pattern.startswith("*") else at_start).append(word)
    # An empty alternative would match everything, an empty list of them must match nothing.
    alternatives = "|".join(anywhere + [rf"\b(?:{'|'.join(at_start)})"] * bool(at_start))
    return re.compile(alternatives or r"(?!)", re.ASCII)
