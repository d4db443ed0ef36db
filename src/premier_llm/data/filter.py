"""The classroom filter: keep rude words off the wall.

A model that invents names letter by letter will, sooner or later, invent a rude word. The
words themselves are data (``words/filter/rude.txt``), so that a teacher can read and change
them; this module only knows how people disguise them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from itertools import groupby

__all__ = ["is_rude"]

# Letters that Unicode does not decompose into a base letter and an accent.
_SPECIAL_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"}
)
# Accents once decomposed, and characters that print nothing: both hide between letters.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u034f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060-\u2064"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
# Digits and signs that imitate letters. "!" may be an i ("b!te") or end a sentence ("put3!").
_LEET = str.maketrans("01345@$", "oieasas")
_LEET_AND_BANG = _LEET | str.maketrans("!", "i")
_NOT_A_LETTER = re.compile("[^a-z]")
_SEPARATORS = re.compile("[^a-z]+")
_INNER_SEPARATORS = re.compile(r"[^a-z\s]+")
_SPELLED_OUT = re.compile(r"(?<=\b[a-z]) (?=[a-z]\b)")
_LONG_RUN = re.compile(r"([a-z])\1{3,}")

# Feminine and plural endings. One letter, or three for "consss", but never two: words that end
# in -ee or -ss (Annalee, success) are seldom the feminine or the plural of a rude one.
_ENDING = r"(?:e|eee)?(?:[sx]|sss|xxx)?\b"


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
    text = unicodedata.normalize("NFKD", text).lower().translate(_SPECIAL_LETTERS)
    return _INVISIBLE.sub("", text)


def _readings(plain: str) -> list[str]:
    """Return the ways a child could read a text that holds more than letters.

    Digits and signs are read as separators ("con2") and as the letters they imitate ("c0n").
    Then separators are read as spaces ("gros-con", where letters on their own make one word, "la
    p u t e"), as nothing inside a word ("ma pu-te"), and as nothing at all ("pu te").
    """
    readings = []
    for text in {plain, plain.translate(_LEET), plain.translate(_LEET_AND_BANG)}:
        readings += [
            _SPELLED_OUT.sub("", _SEPARATORS.sub(" ", text)),
            _INNER_SEPARATORS.sub("", text),
            _SEPARATORS.sub("", text),
        ]
    return readings


@lru_cache(maxsize=1)
def _rude_words() -> re.Pattern[str]:
    """Read the list of rude words and compile it, once, when a first name is checked."""
    source = resources.files("premier_llm") / "words" / "filter" / "rude.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
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
            word += _ENDING
        (anywhere if pattern.startswith("*") else at_start).append(word)
    # An empty alternative would match everything, an empty list of them must match nothing.
    alternatives = "|".join(anywhere + [rf"\b(?:{'|'.join(at_start)})"] * bool(at_start))
    return re.compile(alternatives or r"(?!)", re.ASCII)
