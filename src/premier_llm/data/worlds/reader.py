"""The sentences of a story, and what stands in their places, whether it is right or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...model.words import words_of
from .grammar import Forms, Grammar, Piece, Sentence, Slot


class Token(NamedTuple):
    """A word or a mark, and where it stands."""

    text: str
    start: int
    end: int


class Place(NamedTuple):
    """What stands in a place of a sentence."""

    slot: Slot
    text: str
    """As it is written inside a sentence."""
    start: int
    end: int
    before_vowel: bool


class Read(NamedTuple):
    """A sentence, with what stands in its places for each way that it may be written in."""

    first: Token
    end: int
    ways: dict[Sentence, list[Place]]


class _Form(NamedTuple):
    """What can stand in a place."""

    text: str
    tokens: list[str]


_Piece = dict[str, list[_Form]]
"""What can stand in a place, by its first token."""


class Reader:
    """Reads what is said in a grammar."""

    def __init__(self, grammar: Grammar, sentences: Iterable[Sentence] | None = None) -> None:
        """These sentences are made ready once; those of its stories if None."""
        self._grammar = grammar
        self._pieces: dict[Sentence, list[_Piece]] = {}
        self._ways: dict[str, list[Sentence]] = {}  # by the token they begin with
        if sentences is None:
            sentences = (
                way for shape in grammar.shapes for ways in shape.sentences for way in ways
            )
        for way in sentences:
            if way in self._pieces:
                continue
            # The first word has a capital, or not: that is checked apart.
            pieces = [_by_token(self.forms(p), lower=not i) for i, p in enumerate(way)]
            self._pieces[way] = pieces
            for token in pieces[0]:
                self._ways.setdefault(token, []).append(way)

    def forms(self, piece: Piece) -> set[str]:
        """All that can stand in a place, right or wrong: in any part, for any word of the class."""
        if not isinstance(piece, Slot):
            return {piece}
        variable = self._grammar.variables.get(piece.name)
        every: list[Forms] = (
            [forms for entry in variable.words.entries for forms in entry.parts]
            if variable
            else [self._grammar.little[piece.name][1]]
        )
        return {form for forms in every for form in forms.all}

    def read(self, story: str) -> list[Read]:
        """Each sentence of a story."""
        typed = story.replace("'", "’")  # what keyboards have
        return [self._read(sentence) for sentence in _sentences(typed)]

    def _read(self, sentence: list[Token]) -> Read:
        said = [token.text for token in sentence]
        lower = [token.lower() for token in said]
        ways = {}
        for way in self._ways.get(lower[0], ()):
            for form in self._pieces[way][0][lower[0]]:
                end = len(form.tokens)
                if lower[:end] != form.tokens:
                    continue
                rest = _fit(self._pieces[way], 1, said, end)
                if rest is not None:
                    ways[way] = self._places(way, [form, *rest], sentence)
                    break
        return Read(sentence[0], sentence[-1].end, ways)

    def _places(self, way: Sentence, forms: list[_Form], sentence: list[Token]) -> list[Place]:
        places: list[Place] = []
        end = 0
        for piece, form in zip(way, forms, strict=True):
            first, end = end, end + len(form.tokens)
            if isinstance(piece, Slot):
                vowel = end < len(sentence) and self._grammar.is_vowel(sentence[end].text)
                where = sentence[first].start, sentence[end - 1].end
                places.append(Place(piece, form.text, *where, vowel))
        return places


def _by_token(forms: set[str], lower: bool) -> _Piece:
    found: _Piece = {}
    for text in forms:
        form = _Form(text, words_of(text.lower() if lower else text))
        found.setdefault(form.tokens[0], []).append(form)
    return found


def _fit(
    pieces: Sequence[_Piece], number: int, said: Sequence[str], start: int
) -> list[_Form] | None:
    """What fills the pieces from this one on, so that they are what is said from there on."""
    if number == len(pieces):
        return [] if start == len(said) else None
    if start < len(said):
        for form in pieces[number].get(said[start], ()):
            end = start + len(form.tokens)
            if said[start:end] == form.tokens:
                rest = _fit(pieces, number + 1, said, end)
                if rest is not None:
                    return [form, *rest]
    return None


def _sentences(story: str) -> list[list[Token]]:
    """The words of each sentence."""
    found: list[list[Token]] = [[]]
    end = 0
    for text in words_of(story):
        start = story.index(text, end)
        end = start + len(text)
        found[-1].append(Token(text, start, end))
        if text == ".":
            found.append([])
    return [sentence for sentence in found if sentence]
