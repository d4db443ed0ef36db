"""What a model learns from: names, stories or a text, with their vocabulary; and the split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _
from typing import Any, Literal

from ..errors import InputError
from ..model.template import Template
from ..model.vocabulary import Vocabulary
from .held_out import check_share, drawn, place_of_cut
from .prose import split_paragraphs
from .report import Report

Kind = Literal["words", "text", "answers", "votes"]
LATER = ("answers", "votes")
"""Kinds of what is learned after names, stories or a text."""


@dataclass(frozen=True)
class Corpus:
    """Checked names or stories, or one running text, with the vocabulary that encodes them."""

    name: str
    source: str
    """What to ask for to read it again: a list's name, a path, or "-"."""
    kind: Kind
    words: tuple[str, ...]
    """The names or stories; of a running text its paragraphs where the vocabulary has a boundary
    to keep them apart, or else the text alone."""
    vocabulary: Vocabulary
    report: Report
    credit: str = ""
    """Whose the names are, to be shown beside them; empty when nobody's."""
    column: str | None = None
    """The one of a table that was asked for."""
    floor: float | None = None
    """The loss, in nats a token, that no model passes on new stories; None where nobody knows."""
    repeats: bool = False
    """Whether a name that comes again is kept again."""
    test: Corpus | None = None
    """What a model of it is tested on, where that is a file of its own (data/tested.py)."""
    chat: Template | None = None
    """How conversations are written in its vocabulary, which has the marks; None where it has
    none."""

    @property
    def origin(self) -> dict[str, str]:
        """What a training keeps of it: how to read it again, and how to know it."""
        asked = {} if self.column is None else {"column": self.column}
        if self.kind == "text" and self.vocabulary.boundary is not None:  # which would say words
            asked["kind"] = self.kind
        if self.repeats:
            asked["repeats"] = "kept"
        if self.test is not None:
            asked["test"] = self.test.source
        return {"source": self.source, "fingerprint": self.fingerprint, **asked}

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that tell these words, in this order, with this vocabulary."""
        own = digest("\0".join((self.kind, "".join(self.vocabulary.tokens), *self.words)))
        return own if self.test is None else digest(own + self.test.fingerprint)

    @cached_property
    def _encoded(self) -> Sequence[Sequence[int]]:
        boundary = self.vocabulary.boundary
        edge = [] if boundary is None else [boundary]
        if self.kind == "text":
            return [[i for part in self.words for i in edge + self.vocabulary.encode(part)] + edge]
        return [edge + self.vocabulary.encode(word) + edge for word in self.words]

    @cached_property
    def windows(self) -> dict[int, list[Any]]:
        """The windows already cut, by context: see windows.windows_of."""
        return {}

    def encoded(self) -> Sequence[Sequence[int]]:
        """Token ids of each name or story with its boundaries; or one row, of the whole text."""
        return self._encoded

    def split(self, held_out: float, seed: int = 0) -> tuple[Corpus, Corpus]:
        """(to train on, to test on): words, or paragraphs, drawn by the seed; or the end of a text.

        Each side has at least one word; a list of one word raises InputError.
        """
        check_share(held_out)
        if self.kind == "text":
            return self._split_text(held_out, seed)
        if len(self.words) < 2:
            raise InputError(
                _("There is only one name: none can be held out. Add names, or hold out 0.")
                if self.vocabulary.kind == "letters"
                else _("There is only one story: none can be held out. Add some, or hold out 0.")
            )
        hidden = drawn(range(len(self.words)), held_out, seed)
        train = tuple(word for i, word in enumerate(self.words) if i not in hidden)
        test = tuple(word for i, word in enumerate(self.words) if i in hidden)
        return self._part(train), self._part(test)

    def _split_text(self, held_out: float, seed: int) -> tuple[Corpus, Corpus]:
        if self.vocabulary.kind == "words":
            learned, hidden = split_paragraphs(self.words, held_out, seed)
            return self._part(tuple(learned)), self._part(tuple(hidden))
        (text,) = self.words
        cut = place_of_cut(len(text), held_out)
        return self._part((text[:cut],)), self._part((text[cut:],))

    def _part(self, words: tuple[str, ...]) -> Corpus:
        # A part has the whole's report; its cached encodings are its own.
        return replace(self, words=words)


def digest(text: str) -> str:
    """16 hex digits that tell a text."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def paragraphs_of(text: str) -> list[str]:
    """What blank lines keep apart."""
    return [part for part in map(str.strip, re.split(r"\n[^\S\n]*\n", text)) if part]
