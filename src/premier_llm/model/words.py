"""Whole words to token ids and back, with a rule for those that are not known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import gettext as _
from typing import Any, ClassVar

from ..errors import InputError
from .characters import ranges
from .folding import composed, plain_form
from .vocabulary import TokenKind, Vocabulary

EDGE = "¶"
"""Stands before a story and behind it."""
UNKNOWN = "□"
"""Stands for a word that is not known."""
TIED = "⁀"
"""Between two tokens that have no space between them, where one would be expected."""
LONGEST_WORD = 60
"""Letters; what is longer is no word that anyone reads as one, and is cut."""
_SIGNS = frozenset((EDGE, UNKNOWN, TIED))
_CLOSING = frozenset(".,)]…")
_OPENING = frozenset("([")
_APOSTROPHES = ("’", "'")


def joint(before: str, after: str) -> str:
    """What stands between two words or marks, unless a token says something else."""
    tied = before.endswith(_APOSTROPHES) or before in _OPENING or after in _CLOSING
    return "" if tied else " "


def cut(text: str) -> list[str]:
    """Words, marks, and the spaces that ``joint`` does not say: ``join`` gives the text back.

    ``l’ours dort.`` is l’, ours, dort and a full stop; ``oui!`` is oui, TIED, !. Only EDGE, UNKNOWN
    and TIED, where the text itself has them, become UNKNOWN.
    """
    tokens: list[str] = []
    place, last = 0, ""
    for found in _pattern().finditer(text):
        gap, token = text[place : found.start()], found[0]
        if token in _SIGNS:
            token = UNKNOWN
        if gap != (joint(last, token) if last else ""):
            tokens += list(gap) or [TIED]
        tokens.append(token)
        place, last = found.end(), token
    return tokens + list(text[place:])


def words_of(text: str) -> list[str]:
    """Words and marks alone, whatever stands between them."""
    return _pattern().findall(text)


SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces (Thai, Lao, Burmese, Khmer, Japanese, Chinese), as ranges of a
pattern."""
_SPACELESS = re.compile(f"[{SPACELESS}]")


def read_words(text: str) -> Iterator[tuple[str, int]]:
    """Words and marks as a person reads them, whatever the model's tokens are, and their places.

    In scripts without spaces each letter counts, and so it does in what is too long for a word.
    """
    long_until = 0
    for found in _pattern().finditer(text):
        word, place = found[0], found.start()
        if len(word) >= LONGEST_WORD or (place == long_until > 0 and len(word) > 1):
            long_until = found.end()
        if place < long_until or _SPACELESS.search(word):
            yield from zip(word, range(place, found.end()), strict=True)
        else:
            yield word, place


def join(tokens: Iterable[str]) -> list[str]:
    """What each token adds to the text; all together they are the text."""
    added: list[str] = []
    last = ""  # a word or a mark, behind which a space may be missing
    for token in tokens:
        if token == TIED:
            added.append("")
            last = ""
        elif token.isspace():
            added.append(token)
            last = ""
        else:
            added.append((joint(last, token) if last else "") + token)
            last = token
    return added


@cache
def _pattern() -> re.Pattern[str]:
    # Accents that stand behind their letter belong to the word.
    return re.compile(rf"(?:[^\W_]|[{ranges('M')}]|-){{1,{LONGEST_WORD}}}[’']?|\S")


@dataclass(frozen=True)
class Words(Vocabulary):
    """A vocabulary of words and marks, the boundary among them."""

    kind: ClassVar[TokenKind] = "words"
    unknown: int | None = None
    """Id of the token that stands for any word that is not known; None where each is."""
    _plain: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ids = {token: i for i, token in enumerate(self.tokens)}
        if not ids or len(ids) != len(self.tokens) or "" in ids:
            raise InputError(_("A vocabulary of words is a list of different words."))
        self._check_boundary()
        if self.unknown is not None and not 0 <= self.unknown < len(ids):
            raise InputError(_("The vocabulary has no token number {number} for unknown words.")
                             .format(number=self.unknown))  # fmt: skip
        object.__setattr__(self, "_ids", ids)
        plain: dict[str, str] = {}
        for token in self.tokens:
            plain.setdefault(plain_form(token), token)
        object.__setattr__(self, "_plain", plain)

    @property
    def version(self) -> int:
        """Of the file's format, the oldest that can say it."""
        return 2

    @classmethod
    def found(cls, texts: Iterable[str], most: int | None = None) -> Words:
        """The words of these texts, the most frequent first; at most so many tokens in all.

        The token for unknown words is there only where some word is left out.
        """
        times = Counter(token for text in texts for token in cut(text))
        ordered = sorted(times, key=lambda token: (-times[token], token))
        kept = [token for token in ordered if token != UNKNOWN]
        if len(kept) == len(ordered) and (most is None or len(kept) < most):
            return cls((EDGE, *kept), 0)
        room = None if most is None else max(most - 2, 0)
        return cls((EDGE, UNKNOWN, *kept[:room]), 0, 1)

    @property
    def knows_all(self) -> bool:
        """Whether any text can be encoded."""
        return self.unknown is not None

    def extended(self, tokens: Iterable[str]) -> Words:
        """The same with those of these tokens that are new behind the known ones, and with a token
        for words that are unknown even then.
        """
        unknown = self.unknown
        if unknown is None:
            tokens = (UNKNOWN, *tokens)
            unknown = self.tokens.index(UNKNOWN) if UNKNOWN in self.tokens else self.size
        return replace(self, tokens=self._with(tokens), unknown=unknown)

    def __contains__(self, word: str) -> bool:
        """Whether a word can stand inside a text."""
        place = self._ids.get(word)
        return place is not None and place not in (self.boundary, self.unknown)

    def encode(self, text: str) -> list[int]:
        """Token ids of a text.

        A word that is not known becomes the token for these, or raises InputError where there is
        none.
        """
        ids = []
        for token in cut(text):
            place = self._ids[token] if token in self else self.unknown
            if place is None:
                raise InputError(
                    _("The model does not know the word {word!r}.").format(word=token[:40])
                )
            ids.append(place)
        return ids

    def texts(self, ids: Iterable[int]) -> list[str]:
        """What each token adds to the text: the spaces between words, too."""
        return join(self.tokens[i] for i in ids)

    def fold(self, text: str) -> str:
        """The text with each unknown word written as a known one that differs by capitals and
        accents alone, where there is one.
        """
        tokens = cut(composed(text))
        return "".join(join(t if t in self else self._plain.get(plain_form(t), t) for t in tokens))

    def beginning(self, text: str) -> str:
        """How a text begins: folded, without the boundary that may stand in front."""
        edge = "" if self.boundary is None else self.tokens[self.boundary]
        return self.fold(text.removeprefix(edge) if edge else text)

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {"words": list(self.tokens), "boundary": self.boundary, "unknown": self.unknown}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Words:
        """The inverse of to_dict; anything else raises InputError."""
        words, boundary, unknown = (facts.get(k) for k in ("words", "boundary", "unknown"))
        if (
            not isinstance(words, Sequence)
            or not all(isinstance(word, str) for word in words)
            or not all(place is None or type(place) is int for place in (boundary, unknown))
        ):
            raise InputError(_("This is not the description of a vocabulary."))
        return cls(tuple(words), boundary, unknown)
