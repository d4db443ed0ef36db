"""How a conversation is written for a model, so that it reads as one row of tokens.

``¶ <story or nothing> ◇ <question> ◆ <answer> ¶ ◇ <question> ◆ <answer> ¶ …``: the whole of it is
read anew at each turn, and what exceeds the context loses its beginning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from gettext import gettext as _
from typing import Literal, NamedTuple

from ..errors import InputError
from .vocabulary import Vocabulary
from .words import EDGE, TIED, cut, join

PartKind = Literal["text", "question", "answer", "end"]
"""What a token of a conversation belongs to."""


MOST_KNOWN = 1000
"""Texts whose tokens are remembered."""


@dataclass(frozen=True)
class Template:
    """What stands before each question and each answer, and what ends an answer."""

    question: str = "◇"
    answer: str = "◆"
    end: str | None = None
    """None for the token that ends any text of the vocabulary."""

    @classmethod
    def suited_to(cls, vocabulary: Vocabulary) -> Template:
        """Marks that are tokens of their own; words, where pieces can spell anything."""
        if vocabulary.kind == "pieces":
            return cls("\nQuestion : ", "\nRéponse : ")
        return cls(end=EDGE if vocabulary.boundary is None else None)

    @property
    def marks(self) -> tuple[str, ...]:
        """Those that are no words, and that nobody types."""
        return tuple(m for m in (self.question, self.answer, self.end) if m and len(m) == 1)

    def to_json(self) -> str:
        """For a file's metadata."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, said: str) -> Template:
        """The inverse of to_json; anything else raises InputError."""
        try:
            facts = json.loads(said)
            question, answer, end = facts["question"], facts["answer"], facts.get("end")
            if not all(isinstance(text, str) and text for text in (question, answer, end or "¶")):
                raise ValueError
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            raise InputError(_("its description of how one talks to it is unreadable")) from None
        return cls(question, answer, end)


class Turn(NamedTuple):
    """A question and its answer."""

    question: str
    answer: str


class Part(NamedTuple):
    """A stretch of a conversation."""

    kind: PartKind
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Chat:
    """Conversations in the tokens of one vocabulary."""

    vocabulary: Vocabulary
    template: Template

    def __post_init__(self) -> None:
        """Refuse a vocabulary that lacks the template's tokens."""
        known = set(self.vocabulary.tokens)
        missing = [mark for mark in self.template.marks if mark not in known]
        if self.vocabulary.kind != "pieces" and missing:
            raise InputError(
                _("the token {mark} for talking is not in its vocabulary").format(mark=missing[0])
            )
        if self.template.end is None and self.vocabulary.end is None:
            raise InputError(_("its vocabulary has no token on which an answer could end"))

    @cached_property
    def stop(self) -> int:
        """The token on which an answer ends."""
        if self.template.end is None:
            assert self.vocabulary.end is not None
            return self.vocabulary.end
        return self.vocabulary.encode(self.template.end)[0]

    def plain(self, text: str) -> str:
        """What somebody has written, without signs that would be read as the conversation's own."""
        edge = self.vocabulary.tokens[self.stop]
        for sign in (*self.template.marks, edge):
            text = text.replace(sign, " ")
        # Keyboards have one apostrophe, texts often the other.
        return (text.replace("'", "’") if self._curled else text).strip()

    @cached_property
    def _curled(self) -> bool:
        """Whether the vocabulary knows the curled apostrophe alone."""
        signs = "".join(self.vocabulary.tokens)
        return self.vocabulary.kind != "pieces" and "’" in signs and "'" not in signs

    def _read(self, text: str, mark: str = "") -> tuple[int, ...]:
        """A text behind its mark; a space that ends the mark goes with the word behind it, as
        tokens that are pieces have it."""
        if (text, mark) not in self._known:
            ahead = mark.rstrip(" ")
            plain = self.vocabulary.fold(self.plain(text))
            if self.vocabulary.kind == "words":
                # Nobody has learned the spaces that are one too many, or too few.
                plain = "".join(join(t for t in cut(plain) if t in self.vocabulary or not _gap(t)))
            between = mark[len(ahead) :] if plain else ""
            ids = self.vocabulary.encode(ahead) if ahead else []
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[text, mark] = (*ids, *self.vocabulary.encode(between + plain))
        return self._known[text, mark]

    @cached_property
    def _known(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """What was read before: a story is read once for each of its questions."""
        return {}

    def begin(self, before: str) -> Part:
        """What comes before all questions."""
        return Part("text", (self.stop, *self._read(before)))

    def asked(self, question: str) -> list[Part]:
        """A question, up to where its answer begins."""
        return [
            Part("question", self._read(question, self.template.question)),
            Part("answer", self._read("", self.template.answer)),
        ]

    def said(self, answer: str) -> tuple[int, ...]:
        """An answer's tokens, without its mark and its end."""
        mark = self.template.answer
        return self._read(answer, " " * (len(mark) - len(mark.rstrip(" "))))

    def heard(self, ids: Iterable[int]) -> str:
        """An answer's text."""
        return self.vocabulary.decode(ids).strip()

    def answered(self, ids: Sequence[int]) -> list[Part]:
        """An answer's tokens and its end."""
        return [Part("answer", tuple(ids)), Part("end", (self.stop,))]

    def conversation(
        self, before: str, turns: Iterable[Turn | tuple[str, str]], question: str
    ) -> list[Part]:
        """A conversation whose last question is to be answered."""
        parts = [self.begin(before)]
        for asked, answer in turns:
            parts += self.asked(asked) + self.answered(self.said(answer))
        return parts + self.asked(question)


def _gap(token: str) -> bool:
    return token == TIED or token.isspace()


def ids_of(parts: Iterable[Part]) -> list[int]:
    """All tokens of a conversation."""
    return [i for part in parts for i in part.ids]
