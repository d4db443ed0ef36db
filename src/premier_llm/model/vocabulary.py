"""Characters to token ids and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from string import ascii_lowercase
from typing import Any, ClassVar, Literal

from ..errors import InputError
from .folding import composed, plain_form

TokenKind = Literal["letters", "words", "pieces"]
"""What a token is."""

BOUNDARY = "."
"""The token that starts and ends a word."""


@dataclass(frozen=True)
class Vocabulary:
    """The tokens a model knows, each one character; a token's id is its place."""

    tokens: tuple[str, ...]
    boundary: int | None
    """Id of the token that starts and ends a word; None for running text."""
    kind: ClassVar[TokenKind] = "letters"
    """What its tokens are."""
    _ids: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ids = {token: i for i, token in enumerate(self.tokens)}
        if not self.tokens or len(ids) != len(self.tokens) or any(len(t) != 1 for t in ids):
            raise InputError(
                _("A vocabulary is a list of different single characters, not {tokens!r}.").format(
                    tokens=list(self.tokens)
                )
            )
        self._check_boundary()
        object.__setattr__(self, "_ids", ids)

    def _check_boundary(self) -> None:
        if self.boundary is not None and not 0 <= self.boundary < len(self.tokens):
            raise InputError(
                _("The vocabulary has no token number {boundary} to be its boundary.").format(
                    boundary=self.boundary
                )
            )

    @classmethod
    def lesson(cls) -> Vocabulary:
        """The lesson's 27 tokens: the boundary, then a to z."""
        return cls((BOUNDARY, *ascii_lowercase), 0)

    @classmethod
    def microgpt(cls) -> Vocabulary:
        """microgpt.py's 27 tokens: a to z, then the boundary."""
        return cls((*ascii_lowercase, BOUNDARY), len(ascii_lowercase))

    @classmethod
    def of(cls, characters: Iterable[str], boundary: bool = True) -> Vocabulary:
        """The characters found, sorted; with a boundary in front, for words."""
        found = sorted(set(characters) - ({BOUNDARY} if boundary else set()))
        return cls((BOUNDARY, *found), 0) if boundary else cls(tuple(found), None)

    @property
    def size(self) -> int:
        """V."""
        return len(self.tokens)

    @property
    def version(self) -> int:
        """Of the file's format, the oldest that can say it."""
        return 1

    @property
    def end(self) -> int | None:
        """The token at which an invented text ends; None if it never does."""
        return self.boundary

    def __contains__(self, character: str) -> bool:
        """Whether a character can stand inside a word."""
        place = self._ids.get(character)
        return place is not None and place != self.boundary

    @property
    def knows_all(self) -> bool:
        """Whether any text can be encoded."""
        return False

    def extended(self, tokens: Iterable[str]) -> Vocabulary:
        """The same with those of these tokens that are new behind the known ones."""
        return replace(self, tokens=self._with(tokens))

    def _with(self, tokens: Iterable[str]) -> tuple[str, ...]:
        """All tokens, those of these that are new behind the known ones."""
        return tuple(dict.fromkeys((*self.tokens, *tokens)))

    def encode(self, text: str) -> list[int]:
        """Token ids of a text; a character that is not a token raises InputError."""
        try:
            return list(map(self._ids.__getitem__, text))
        except KeyError as unknown:
            raise InputError(
                _("The model does not know the character {character!r}. It knows: {known}").format(
                    character=unknown.args[0], known="".join(self.tokens)
                )
            ) from None

    def decode(self, ids: Iterable[int]) -> str:
        """The text of token ids."""
        return "".join(self.texts(ids))

    def texts(self, ids: Iterable[int]) -> list[str]:
        """What each token adds to the text; all together they are ``decode``."""
        return [self.tokens[i] for i in ids]

    def fold(self, text: str) -> str:
        """The text with each unknown character replaced by its plain form where that is known.

        Capitals, accents and ligatures go: É becomes e, œ becomes oe. A character that is known
        stays, and one whose plain form is unknown too stays as it is.
        """
        if set(text) <= self._ids.keys():
            return text
        return "".join(map(self._fold_one, composed(text)))

    def _fold_one(self, character: str) -> str:
        if character in self._ids:
            return character
        if (lower := character.lower()) in self._ids:
            return lower
        plain = plain_form(character)
        for candidate in (plain, plain.upper()):
            if candidate and all(c in self._ids for c in candidate):
                return candidate
        # An accent that stood alone behind its letter.
        return "" if unicodedata.combining(character) else character

    def beginning(self, text: str) -> str:
        """How a name, or a text, begins: folded, without the boundary that may stand in front.

        A boundary inside a name raises InputError: no model has ever seen one there.
        """
        folded = self.fold(text)
        if self.boundary is None:
            return folded
        edge = self.tokens[self.boundary]
        letters = folded.removeprefix(edge)
        if edge in letters:
            raise InputError(
                _(
                    "{edge!r} starts and ends a name and cannot stand inside one: leave it out of "
                    "{text!r}."
                ).format(edge=edge, text=text)
            )
        return letters

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {"tokens": list(self.tokens), "boundary": self.boundary}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Vocabulary:
        """The inverse of to_dict; anything else raises InputError."""
        mapping = facts if isinstance(facts, Mapping) else {}
        tokens, boundary = mapping.get("tokens"), mapping.get("boundary")
        if (
            not isinstance(tokens, Sequence)
            or not all(isinstance(token, str) for token in tokens)
            or not (boundary is None or type(boundary) is int)
        ):
            raise InputError(_("This is not the description of a vocabulary."))
        return cls(tuple(tokens), boundary)
