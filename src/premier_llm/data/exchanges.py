"""What a second apprenticeship learns from: questions with their answers.

They are asked of a world, or read from a file: a JSON object with ``messages`` on each line, as is
usual, or a line ``question > answer`` each. Of an answer its own tokens and its end are learned,
and nothing of what is read before them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from ..i18n import number
from ..model.folding import composed
from ..model.template import Chat, Template, Turn, ids_of
from ..model.vocabulary import Vocabulary
from ..model.words import cut
from .corpus import Corpus, digest
from .decoding import decode
from .filter import is_rude
from .held_out import check_share, drawn
from .layout import lines_of
from .reading import read_bytes, tell_encoding
from .report import Fate, Line, Report, visible
from .windows import Window, windows_of
from .worlds.grammar import names as world_names
from .worlds.questions import Questions
from .worlds.world import World

ARROW = " > "
"""Between a question and its answer in a line; a tab does, too."""
MIX = 1 / 8
"""Windows of the first data beside each answer, unless asked otherwise."""


class Example(NamedTuple):
    """A question with the answer that is to be given."""

    before: str
    """What is read first: a story, or nothing."""
    turns: tuple[Turn, ...]
    """Those of the conversation so far."""
    question: str
    answer: str
    group: int = 0
    """Those of one story or conversation are held out together."""


class Preference(NamedTuple):
    """Two answers to a question, of which one is chosen."""

    before: str
    turns: tuple[Turn, ...]
    question: str
    chosen: str
    rejected: str
    line: int = 0
    """Of its file."""


@dataclass(frozen=True)
class Given:
    """What a file of questions holds."""

    title: str
    source: str
    examples: tuple[Example, ...]
    preferences: tuple[Preference, ...]
    report: Report
    texts: frozenset[str] = frozenset()
    """Those whose words are to be known."""
    refusing: float = 0.0
    """Of a world: the share of its questions that nobody can answer."""

    def as_read(self, chat: Chat, context: int) -> dict[str, Any]:
        """What a corpus of it tells of where it is from, and of the model that reads it."""
        return {
            "name": self.title,
            "source": self.source,
            "vocabulary": chat.vocabulary,
            "chat": chat.template,
            "context": context,
        }


def answer_window(
    chat: Chat,
    context: int,
    before: str,
    turns: Iterable[tuple[str, str]],
    question: str,
    answer: str,
) -> Window:
    """What is learned of an answer: its tokens and its end, after what the model sees of the rest.

    The targets are those alone: that is the mask of the loss.
    """
    said = chat.said(answer)
    asked = tuple(Turn(*turn) for turn in turns)
    seen = window_of(chat, Example(before, asked, question, answer))
    tokens = tuple(seen[-context:])
    return Window(tokens, (*said, chat.stop)[-len(tokens) :])


def window_of(chat: Chat, e: Example) -> list[int]:
    """All tokens that an answer and what is before it take, but its end."""
    return [*ids_of(chat.conversation(e.before, e.turns, e.question)), *chat.said(e.answer)]


def talking(
    vocabulary: Vocabulary, texts: Iterable[str] = (), template: Template | None = None
) -> Chat:
    """A vocabulary that can talk: behind the rest the marks, and what is new in these texts.

    ``template``: the one that it knows already, if it does.
    """
    template = template or Template.suited_to(vocabulary)
    if vocabulary.kind == "pieces":
        return Chat(vocabulary, template)
    wider = vocabulary.extended(template.marks)
    chat = Chat(wider, template)
    if vocabulary.kind == "words":  # also one that differs from a known one by its capital alone
        words = {t for text in texts for t in cut(composed(chat.plain(text)))}
        found = {t for t in words if not t.isspace()} - set(wider.tokens)
    else:
        found = {t for text in texts for t in wider.fold(chat.plain(text))} - set(wider.tokens)
    return Chat(wider.extended(sorted(found)), template) if found else chat


def read_questions(source: str, refusing: float = 0.0) -> Given:
    """Those of a world, or of a file."""
    if source in world_names():
        return of_world(source, refusing)
    if refusing:
        raise InputError(_("Only a world has questions that nobody can answer."))
    return read_exchanges(source)


# Worlds

STORIES = 6000
"""That are asked about: an answer comes two or three times in a training."""
PER_FACT = 4
"""Stories for each question without one."""
TALK = 0.2
"""The share of greetings among these."""
BEHIND = {"question": 0.1, "story": 0.5}
"""How often a question comes behind the one before, as in a conversation; a fact behind a story."""


def of_world(name: str, refusing: float = 0.0) -> Given:
    """A world's own questions, several about each story; ``refusing``: the share of them that
    nobody can answer.
    """
    world = World(name)
    questions = Questions(world)
    if not questions.has:
        raise InputError(
            _("{title} has no questions of its own: give a file of them.").format(title=world.title)
        )
    rng = random.Random(0)
    examples: list[Example] = []
    texts: set[str] = set()
    for place in range(STORIES):
        before, last = "", None
        for exchange in questions.of_story(place, refusing):
            before = exchange.before
            follows = last is not None and rng.random() < BEHIND["question"]
            turns = (last,) if last is not None and follows else ()
            examples.append(Example(before, turns, exchange.question, exchange.said, place))
            last = Turn(exchange.question, exchange.said)
            # A word that the world does not have is to stay unknown.
            texts |= {exchange.said, *([exchange.question] if exchange.kind != "stranger" else [])}
        if place % PER_FACT == 0:
            talk = rng.random() < TALK or not questions.has_facts
            said = questions.talk(place) if talk else questions.fact(place)
            told = before if rng.random() < BEHIND["story"] else ""
            examples.append(Example(told, (), said.question, said.said, place))
            texts |= {said.question, said.said}
    summary = _("{count} questions with an answer.").format(count=number(len(examples)))
    report = Report((), summary)
    return Given(world.title, name, tuple(examples), (), report, frozenset(texts), refusing)


# Files


def read_exchanges(source: str | Path) -> Given:
    """Questions with answers, or with an answer that is chosen and one that is not, of a file.

    Every line is accounted for; a file without any that can be used raises InputError.
    """
    data, title = read_bytes(source)
    text, encoding = decode(data, title)
    reader = _Reader()
    in_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    for place, line in enumerate(lines_of(text), 1):
        reader.read(place, line, in_json)
    return reader.given(title, str(source), tell_encoding(encoding, title))


def is_json_lines(source: str | Path) -> bool:
    """Whether a file holds a JSON object on each line."""
    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


class _Reader:
    """Lines, one after the other, and what became of each."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.examples: list[Example] = []
        self.preferences: list[Preference] = []
        self._answers: dict[tuple[str, tuple[Turn, ...], str], tuple[int, set[str]]] = {}
        self.remarks: list[str] = []
        self._said_two = 0

    def read(self, place: int, line: str, in_json: bool) -> None:
        text = line.strip()
        fate: Fate
        if not text or text.startswith("#"):
            fate, reason = ("comment" if text else "blank"), ""
        else:
            try:
                fate, reason = self._taken(place, text, in_json), ""
            except InputError as error:
                fate, reason = "refused", str(error)
        self.lines.append(Line(place, text, fate, reason))

    def _taken(self, place: int, text: str, in_json: bool) -> Fate:
        if in_json:
            examples, preference = _of_json(text, place)
        else:
            examples, preference = [_of_pair(text, place)], None
        if preference is not None:
            _refuse_rude(preference.question, preference.chosen, preference.rejected)
            self.preferences.append(preference._replace(line=place))
            return "kept"
        for e in examples:
            _refuse_rude(e.before, e.question, e.answer)
        new = [e for e in examples if self._is_new(place, e)]
        self.examples += new
        return "kept" if new else "duplicate"

    def _is_new(self, place: int, e: Example) -> bool:
        first, answers = self._answers.setdefault((e.before, e.turns, e.question), (place, set()))
        if e.answer in answers:
            return False
        if answers:
            self._said_two += 1
            if self._said_two == 1:
                said = _("Lines {first} and {second} ask the same, and answer it differently:")
                self.remarks.append(said.format(first=first, second=place))
        answers.add(e.answer)
        return True

    def given(self, title: str, source: str, remarks: tuple[str, ...]) -> Given:
        if not self.examples and not self.preferences:
            why = next((line for line in self.lines if line.fate == "refused"), None)
            told = _("There is no question with an answer in {title}.").format(title=title)
            if why is not None:
                told += " " + _("Line {number}: {reason}").format(
                    number=why.number, reason=why.reason
                )
            raise InputError(told)
        if self._said_two:
            self.remarks[-1] += " " + ngettext(
                "both are learned, and the model will hesitate.",
                "all are learned, and the model will hesitate ({count} such answers).",
                self._said_two,
            ).format(count=self._said_two)
        count = len(self.examples) or len(self.preferences)
        read = Report(tuple(self.lines), "", (*remarks, *self.remarks))
        report = read.without({}, _answered(), count)
        examples, votes = tuple(self.examples), tuple(self.preferences)
        said: list[tuple[str, ...]] = [(e.before, e.question, e.answer) for e in examples]
        said += [(v.before, v.question, v.chosen, v.rejected) for v in votes]
        texts = frozenset(text for texts in said for text in texts)
        return Given(title, source, examples, votes, report, texts)


def _answered() -> str:
    return _("{count} questions with an answer; lines left out: {refused}.")


def _refuse_rude(*texts: str) -> None:
    if any(map(is_rude, texts)):
        raise InputError(_("a rude word is in it: it is left out."))


def _of_pair(text: str, place: int) -> Example:
    separator = "\t" if "\t" in text else ARROW
    question, found, answer = f" {text} ".partition(separator)
    if not found:
        raise InputError(
            _("a question, then > between two spaces (or a tab), then its answer are needed.")
        )
    if not question.strip():
        raise InputError(_("an answer without a question."))
    if not answer.strip():
        raise InputError(_("a question without an answer."))
    return Example("", (), question.strip(), answer.strip(), place)


def _of_json(text: str, place: int) -> tuple[list[Example], Preference | None]:
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            _("this is no JSON from character {place} on.").format(place=getattr(error, "colno", 1))
        ) from None
    if not isinstance(facts, dict):
        raise InputError(_("a JSON object is needed, between braces."))
    if "messages" in facts:
        return _of_messages(facts["messages"], place), None
    if facts.keys() >= {"prompt", "chosen", "rejected"}:
        return [], _of_votes(facts)
    raise InputError(
        _('it has neither "messages" nor "prompt", "chosen" and "rejected": it has {keys}.').format(
            keys=", ".join(map(visible, map(str, facts))) or _("nothing")
        )
    )


def _conversation(messages: Any) -> tuple[str, list[tuple[str, str]]]:
    """(what the system says, who says what after that)"""
    if not isinstance(messages, list) or not messages:
        raise InputError(_('"messages" must be a list of what is said.'))
    before: list[str] = []
    said: list[tuple[str, str]] = []
    for message in messages:
        role = message.get("role") if isinstance(message, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if role not in ("system", "user", "assistant"):
            raise InputError(
                _("the role of a message is system, user or assistant, not {role!r}.").format(
                    role=role
                )
            )
        if not isinstance(content, str):
            raise InputError(_("what a message says must be a text."))
        if role == "system" and not said:
            before.append(content.strip())
        elif role == "system":
            raise InputError(_("the system speaks in the middle of the conversation."))
        else:
            said.append((role, content.strip()))
    return "\n".join(before), said


def _of_messages(messages: Any, place: int) -> list[Example]:
    before, said = _conversation(messages)
    turns, rest = _turns(said)
    if rest is not None or not turns:
        raise InputError(_("a question without an answer."))
    return [
        Example(before, tuple(turns[:i]), turn.question, turn.answer, place)
        for i, turn in enumerate(turns)
    ]


def _turns(said: Sequence[tuple[str, str]]) -> tuple[list[Turn], str | None]:
    """(questions with their answers, the last question if it has none)"""
    turns: list[Turn] = []
    asked: str | None = None
    for role, content in said:
        if role == "user":
            if not content:
                raise InputError(_("a question is empty."))
            if asked is not None:
                raise InputError(_("a question without an answer."))
            asked = content
        else:
            if asked is None:
                raise InputError(_("an answer without a question."))
            if not content:
                raise InputError(_("a question without an answer."))
            turns.append(Turn(asked, content))
            asked = None
    return turns, asked


def _of_votes(facts: dict[str, Any]) -> Preference:
    prompt = facts["prompt"]
    if isinstance(prompt, str):
        before, question = "", prompt.strip()
        turns: list[Turn] = []
    else:
        before, said = _conversation(prompt)
        turns, last = _turns(said)
        question = last or ""
    if not question:
        raise InputError(_("there is no question to answer in its prompt."))
    chosen, rejected = (_answer_of(facts[name]) for name in ("chosen", "rejected"))
    if chosen == rejected:
        raise InputError(_("both answers are the same: there is nothing to choose."))
    return Preference(before, tuple(turns), question, chosen, rejected)


def _answer_of(said: Any) -> str:
    """An answer: a text, or the last message of a conversation."""
    if isinstance(said, list) and said and isinstance(said[-1], dict):
        said = said[-1].get("content")
    if not isinstance(said, str) or not said.strip():
        raise InputError(_("a question without an answer."))
    return said.strip()


# To learn from


@dataclass(frozen=True, kw_only=True)
class Answers(Corpus):
    """Questions with answers, as one model reads them; and what is mixed in against forgetting."""

    context: int
    """That of the model: windows are cut for it."""
    examples: tuple[Example, ...]
    first: Corpus | None = None
    """What the model learned first, in the same vocabulary; None to mix nothing in."""
    mix: float = MIX
    """Windows of it beside each answer, on average."""
    refusing: float = 0.0
    """See Given."""
    _chat: Chat = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        assert self.chat is not None
        object.__setattr__(self, "_chat", Chat(self.vocabulary, self.chat))

    @classmethod
    def of(
        cls,
        given: Given,
        chat: Chat,
        context: int,
        first: Corpus | None = None,
        mix: float = MIX,
    ) -> Answers:
        """What of these questions this model can read; InputError where nothing is left."""
        kept: list[Example] = []
        long: dict[int, int] = {}
        for e in given.examples:
            size = len(chat.said(e.answer)) + 1
            question = sum(len(part.ids) for part in chat.asked(e.question))
            if question + size > context + 1:
                long[e.group] = question + size - 1
            else:
                kept.append(e)
        if not kept:
            raise InputError(
                _("In {title} no question with its answer fits into the window: ").format(
                    title=given.title
                )
                + too_long(min(long.values()), context)
            )
        refused = {line: too_long(size, context) for line, size in long.items()}
        return cls(
            **given.as_read(chat, context),
            kind="answers",
            words=tuple(e.answer for e in kept),
            report=given.report.without(refused, _answered(), len(kept)),
            examples=tuple(kept),
            first=first if mix else None,
            mix=mix if first else 0.0,
            refusing=given.refusing,
        )

    @property
    def origin(self) -> dict[str, str]:
        """What a training keeps of it."""
        asked = {"refusing": repr(self.refusing)} if self.refusing else {}
        return {**super().origin, "kind": self.kind, "mix": repr(self.mix), **asked}

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that tell these questions, their answers, and what is mixed in."""
        first = [] if self.first is None else [self.first.fingerprint, repr(self.mix)]
        facts = [self.vocabulary.tokens, self.context, [e[:4] for e in self.examples], *first]
        return digest(json.dumps(facts))

    @cached_property
    def _encoded(self) -> Sequence[Sequence[int]]:
        chat = self._chat
        return [
            [*ids_of(chat.conversation(*e[:3])), *chat.said(e.answer), chat.stop]
            for e in self.examples
        ]

    @cached_property
    def windows(self) -> dict[int, list[Any]]:
        """One an answer."""
        return {
            self.context: [answer_window(self._chat, self.context, *e[:4]) for e in self.examples]
        }

    def first_windows(self) -> list[Window]:
        """Those of what is mixed in."""
        return [] if self.first is None else windows_of(self.first, self.context)

    def split(self, held_out: float, seed: int = 0) -> tuple[Corpus, Corpus]:
        """(to train on, to test on): whole conversations, and all questions on one story together.

        Only answers are tested on.
        """
        check_share(held_out)
        groups = sorted({e.group for e in self.examples})
        if len(groups) < 2:
            raise InputError(_("There is only one conversation: none can be held out. Hold out 0."))
        hidden = drawn(groups, held_out, seed)
        return (
            self._only([e for e in self.examples if e.group not in hidden]),
            replace(
                self._only([e for e in self.examples if e.group in hidden]), first=None, mix=0.0
            ),
        )

    def _only(self, examples: Sequence[Example]) -> Answers:
        return replace(self, examples=tuple(examples), words=tuple(e.answer for e in examples))


def too_long(tokens: int, context: int) -> str:
    """Why an answer cannot be learned."""
    return _(
        "a question and its answer take {tokens} tokens and the model sees {context} at once."
    ).format(tokens=tokens, context=context)
