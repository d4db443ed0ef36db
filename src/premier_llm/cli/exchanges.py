"""Questions and answers for commands: reading them, and how a model answers those it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from ..data.worlds.grammar import names as world_names
from ..data.worlds.questions import Questions
from ..data.worlds.world import World
from ..i18n import number
from ..model.labels import N_
from ..model.template import Chat
from .terminal import WIDTH, bar, console, percent, table_style

if TYPE_CHECKING:
    from ..data.corpus import Corpus
    from ..data.exchanges import Example
    from ..engines.contract import Model
    from ..files.model_file import ModelFile
    from ..judging.exam import Asked, Exam
    from ..model.template import Turn
    from ..training.loop import Training

UNANSWERABLE = ("absent", "untold", "stranger", "untaught")
KINDS = {
    "story": N_("about a story"),
    "claim": N_("is it true that …?"),
    "fact": N_("about the world, without a story"),
    "talk": N_("greetings"),
    "absent": N_("about somebody who is not in the story"),
    "untold": N_("about what the story does not tell"),
    "stranger": N_("with a word that it does not know"),
    "untaught": N_("about the world, which no story tells"),
    "": N_("questions of the file"),
}


def made_to_talk(saved: ModelFile, chat: Chat, seed: int = 0, context: int = 0) -> ModelFile:
    """A model that reads all tokens of a conversation, new ones as a seed draws them; ``context``:
    that many at once, where it sees fewer."""
    from ..using.widened import widened

    vocabulary = chat.vocabulary
    config, tensors = widened(saved.config, saved.weights, seed, vocabulary.size, context)
    return replace(saved, config=config, vocabulary=vocabulary, tensors=tensors, chat=chat.template)


def examined(training: Training, model: Model) -> Exam | None:
    """How it answers a world's questions, or those that were hidden from it."""
    return _exam(model, training.held_out_corpus or training.corpus)


def exam_of(saved: ModelFile, model: Model) -> Exam | None:
    """The same of a file, if what it learned to answer can still be read here."""
    from ..errors import PremierLLMError
    from .files import read_again, stage_before

    if saved.chat is None:
        return None
    facts = stage_before(saved.training, ("votes",))
    about = facts.get("corpus") or {}
    source = about.get("source", "")
    if source in world_names():
        return _exam_of_world(model, Chat(saved.vocabulary, saved.chat), source)
    if about.get("kind") != "answers":
        return None
    try:
        corpus = read_again(saved, source)
    except PremierLLMError:
        return None
    held_out = (facts.get("recipe") or {}).get("held_out")
    return _exam(model, corpus.split(held_out, facts["seed"])[1] if held_out else corpus)


def _exam(model: Model, corpus: Corpus) -> Exam:
    from ..data.exchanges import Answers
    from ..judging.exam import examine

    assert isinstance(corpus, Answers)
    assert corpus.chat is not None
    chat = Chat(corpus.vocabulary, corpus.chat)
    if corpus.source in world_names():
        return _exam_of_world(model, chat, corpus.source)
    return examine(model, chat, of_examples(corpus.examples))


def _exam_of_world(model: Model, chat: Chat, world: str) -> Exam:
    from ..judging.exam import examine

    return examine(model, chat, of_exam(world), manners_of(world, chat))


def of_exam(world: str) -> list[Asked]:
    """Questions of a world on stories that no training has seen."""
    from ..judging.exam import ASKED, Asked

    questions = Questions(World(world))
    found = []
    for kind in questions.kinds:
        for place in range(ASKED):
            exchange = questions.exam(kind, place)
            true = () if kind in UNANSWERABLE else exchange.answers
            mark = partial(questions.marked, true)
            known = kind not in UNANSWERABLE
            found.append(Asked(kind, exchange.before, (), exchange.question, mark, known))
    return found


def manners_of(world: str, chat: Chat) -> frozenset[int]:
    """The tokens with which this world's politeness begins."""
    manners = Questions(World(world)).manners
    return frozenset(chat.said(said)[0] for said in (*manners.openings, *manners.endings) if said)


def of_examples(examples: Sequence[Example]) -> list[Asked]:
    """Questions whose answers are known; another answer is not the one that was to be given."""
    from ..judging.exam import Asked

    true: dict[tuple[str, tuple[Turn, ...], str], set[str]] = {}
    for e in examples:
        true.setdefault((e.before, e.turns, e.question), set()).add(e.answer)

    def mark(answers: set[str], said: str) -> str:
        return "true" if said in answers else "false"

    return [Asked("", *key, partial(mark, answers)) for key, answers in true.items()]


def print_exam(exam: Exam, hidden: bool = True) -> None:
    """Marks by kind of question, and whether what it says of itself is right."""
    from rich.table import Table

    out = console()
    title = (
        _("Questions that it was never asked, and its likeliest answers")
        if hidden
        else _("The questions that it learned, and its likeliest answers")
    )
    out.print(title, style="bold")
    table = Table(**table_style())
    table.add_column(_("questions"))
    for title in (_("right"), _("refused"), _("wrong"), _("unclear"), _("of")):
        table.add_column(title, justify="right")
    for kind, marks in exam.kinds.items():
        counts = [marks.get(mark, 0) for mark in ("true", "refused", "false", "unclear")]
        table.add_row(_(KINDS.get(kind, kind)), *map(number, counts), number(sum(counts)))
    out.print(table)
    out.print(_("Sure of itself, and right? Its answers by their probability:"), style="bold")
    for bin in filter(None, exam.bins):
        said = _("{count} answers: said {said}, right {right}").format(
            count=number(bin.answers),
            said=percent(bin.said).strip(),
            right=percent(bin.right).strip(),
        )
        out.print(f"  {bar(bin.right, 20):<21}{said}", width=WIDTH)
    out.print()
