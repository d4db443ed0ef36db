"""Votes: of two answers to a question the one that somebody prefers, as one model reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _
from typing import Any, NamedTuple

from ..errors import InputError
from ..model.template import Chat, ids_of
from .corpus import Corpus, digest
from .exchanges import Given, Preference, answer_window, too_long
from .held_out import check_share, drawn
from .windows import Window

BETA = 0.3
"""How much a step away from the model before costs, unless asked otherwise."""


class Pair(NamedTuple):
    """A vote's windows, whose targets are the answers and their ends."""

    chosen: Window
    rejected: Window


@dataclass(frozen=True, kw_only=True)
class Votes(Corpus):
    """Votes to learn from."""

    context: int
    """That of the model: windows are cut for it."""
    votes: tuple[Preference, ...]
    beta: float = BETA

    @classmethod
    def of(cls, given: Given, chat: Chat, context: int, beta: float = BETA) -> Votes:
        """Those of a file that this model can read; InputError where nothing is left."""
        if not beta > 0:
            raise InputError(_("beta must be a number above 0, not {value!r}.").format(value=beta))
        kept: list[Preference] = []
        refused: dict[int, str] = {}
        for vote in given.preferences:
            why = _refusal(chat, context, vote)
            if why:
                refused[vote.line] = why
            else:
                kept.append(vote)
        if not kept:
            place, why = next(iter(refused.items()))
            raise InputError(
                _("There is no vote to learn from in {title}.").format(title=given.title)
                + " "
                + _("Line {number}: {reason}").format(number=place, reason=why)
            )
        said = _("Votes: {count}; lines left out: {refused}.")
        return cls(
            **given.as_read(chat, context),
            kind="votes",
            words=tuple(vote.chosen for vote in kept),
            report=given.report.without(refused, said, len(kept)),
            votes=tuple(kept),
            beta=beta,
        )

    @property
    def origin(self) -> dict[str, str]:
        """What a training keeps of it."""
        return {**super().origin, "kind": self.kind, "beta": repr(self.beta)}

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that tell these votes and how much they weigh."""
        facts = [self.vocabulary.tokens, self.context, self.beta, [v[:5] for v in self.votes]]
        return digest(json.dumps(facts))

    @cached_property
    def pairs(self) -> list[Pair]:
        """The windows of each vote."""
        assert self.chat is not None
        chat = Chat(self.vocabulary, self.chat)
        return [
            Pair(*(answer_window(chat, self.context, *v[:3], said) for said in (v[3], v[4])))
            for v in self.votes
        ]

    @cached_property
    def _encoded(self) -> Sequence[Sequence[int]]:
        return [[*pair.chosen.tokens, pair.chosen.targets[-1]] for pair in self.pairs]

    @cached_property
    def windows(self) -> dict[int, list[Any]]:
        """Those of the chosen answers."""
        return {self.context: [pair.chosen for pair in self.pairs]}

    def split(self, held_out: float, seed: int = 0) -> tuple[Corpus, Corpus]:
        """(to learn from, to test on): all votes on one question together."""
        check_share(held_out)
        questions = sorted({vote[:3] for vote in self.votes})
        if len(questions) < 2:
            raise InputError(_("There is only one question: none can be held out. Hold out 0."))
        hidden = drawn(questions, held_out, seed)
        return (
            self._only([vote for vote in self.votes if vote[:3] not in hidden]),
            self._only([vote for vote in self.votes if vote[:3] in hidden]),
        )

    def _only(self, votes: Sequence[Preference]) -> Votes:
        return replace(self, votes=tuple(votes), words=tuple(vote.chosen for vote in votes))


def _refusal(chat: Chat, context: int, vote: Preference) -> str:
    """Why this model cannot learn from a vote; "" where it can."""
    chosen, rejected = chat.said(vote.chosen), chat.said(vote.rejected)
    if chosen == rejected:
        return _("this model reads both answers alike: there is nothing to choose.")
    asked = len(ids_of(chat.asked(vote.question)))
    size = asked + max(len(chosen), len(rejected))
    return too_long(size, context) if size > context else ""
