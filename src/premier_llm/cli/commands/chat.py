"""``premier-llm chat``: a conversation with a model, in the open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...data.filter import is_rude
from ...data.report import visible, visible_lines
from ...data.worlds.grammar import names as world_names
from ...data.worlds.questions import EXAM, Questions
from ...data.worlds.world import World
from ...errors import InputError
from ...i18n import number
from ..choosing import choosing_options
from ..exchanges import made_to_talk, manners_of
from ..files import engine_options, first_stage
from ..parameters import FileName
from ..terminal import bar, colour, json_option, percent, print_json, to_type

if TYPE_CHECKING:
    from ...files.model_file import ModelFile
    from ...using.conversation import Conversation, Reply

TRIES = 20
"""Answers tried before a rude one is left out."""
SHOWN_UNSEEN = 60
"""Tokens shown of those that are not read any more: the last ones."""
_ASKING: dict[str, Questions] = {}
"""Worlds that know what is true, made ready once."""
WINDOW, END = ("/fenêtre", "/fenetre", "/window"), ("/fin", "/end", "/quit")


@click.command(
    "chat",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Talk with a model that answers."),
    help=_(
        "Talk with the model of FILE, which has learned to answer (see finetune). At each turn it "
        "reads the whole conversation anew, or what fits into its window, and continues it, token "
        "by token. It learns nothing meanwhile: its fingerprint stays the same. Nothing that you "
        "type is kept or sent.\n\n"
        "While you talk, /window shows the whole text that the model reads, and /end ends. What is "
        "piped in is asked line by line.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm chat my_chatbot.safetensors\n"
        "  premier-llm chat my_chatbot.safetensors --story\n"
        '  premier-llm chat my_chatbot.safetensors --story --ask "Bonjour"\n'
        "  premier-llm chat my_chatbot.safetensors --show --before old.safetensors"
    ),
)
@click.argument("file", metavar=_("FILE"), type=FileName())
@click.option(
    "--story",
    is_flag=False,
    flag_value="",
    metavar=_("[TEXT]"),
    help=_("What is read first: this text; or, without one, a new story of its world."),
)
@click.option(
    "--ask", multiple=True, metavar=_("QUESTION"), help=_("Ask this and end; may come again.")
)
@click.option(
    "--before",
    type=FileName(),
    metavar=_("FILE"),
    help=_("Another model, such as the one before, to answer the same questions beside it."),
)
@click.option(
    "--show",
    is_flag=True,
    help=_("Show at each turn the text that is read, and how likely each token was."),
)
@choosing_options(temperature=0.0)
@click.option("--seed", type=int, metavar="N", default=0, help=_("Same seed, same answers."))
@engine_options
@json_option
def command(
    file: Path,
    story: str | None,
    ask: tuple[str, ...],
    before: Path | None,
    show: bool,
    temperature: float,
    top_k: int,
    seed: int,
    polite: bool,
    engine_name: str,
    device: str,
    as_json: bool,
) -> None:
    from ...using.conversation import Conversation

    talkers = [_Talker.of(file, opened(file), engine_name, device)]
    if before is not None:
        talkers.append(_Talker.of(before, opened_beside(before), engine_name, device))
    told = _told(talkers[0], story, seed)
    for talker in talkers:
        manners = manners_of(talker.world, talker.chat) if talker.world else frozenset()
        talker.conversation = Conversation(talker.model, talker.chat, told, manners)
    how = _How(temperature, top_k, seed, polite)
    if as_json:
        turns = [_facts(talkers, question, how) for question in ask or _piped()]
        print_json({"file": str(file), "before": before and str(before), "story": told,
                    "turns": turns, "fingerprint": talkers[0].fingerprint()})  # fmt: skip
        return
    typed = not ask and sys.stdin is not None and sys.stdin.isatty()
    if typed:
        _greet(talkers)
    if told:
        _echo(click.style(visible_lines(told), italic=True))
    for question in ask or (_typed() if typed else _piped()):
        if question.lower() in END:
            break
        if question.lower() in WINDOW:
            for talker in talkers:
                _show_window(talker, len(talkers) > 1)
        elif typed and question.startswith("/"):
            _echo(_("{window} shows the text that is read; {end} ends.").format(
                window=_("/window"), end=_("/end")))  # fmt: skip
        else:
            _turn(talkers, question, how, show)
    if typed:
        for talker in talkers:
            _tell_fingerprint(talker)


@dataclass(frozen=True)
class _How:
    """How answers are chosen."""

    temperature: float
    top_k: int
    seed: int
    polite: bool


@dataclass
class _Talker:
    """A model that one talks with."""

    name: str
    model: Any
    chat: Any
    world: str | None
    first: str
    """Its fingerprint when it was opened."""
    conversation: Conversation = None  # type: ignore[assignment]

    @classmethod
    def of(cls, path: Path, saved: ModelFile, engine_name: str, device: str) -> _Talker:
        from ...model.template import Chat
        from ...using.conversation import fingerprint
        from ..files import revive

        assert saved.chat is not None
        model = revive(saved, engine_name, device)
        chat = Chat(saved.vocabulary, saved.chat)
        return cls(path.name, model, chat, _world_of(saved), fingerprint(model))

    def fingerprint(self) -> str:
        from ...using.conversation import fingerprint

        return fingerprint(self.model)

    def answer(self, question: str, how: _How) -> Reply | None:
        """None where nothing but rude words came."""
        length = len(self.conversation.parts)
        for turn in range(TRIES if how.polite and how.temperature else 1):
            seed = how.seed + 1000 * turn
            reply = self.conversation.ask(question, how.temperature, how.top_k, seed)
            if not (how.polite and is_rude(reply.text)):
                return reply
            self.conversation.take_back(length)
        return None

    def mark(self, question: str, answer: str) -> str | None:
        """What the world says of an answer; None where it does not know the question."""
        if self.world is None:
            return None
        if self.world not in _ASKING:
            _ASKING[self.world] = Questions(World(self.world))
        return _ASKING[self.world].mark(self.conversation.before, question, answer)


def opened(path: Path) -> ModelFile:
    """A model that can talk."""
    from ...files.model_file import load

    saved = load(path)
    if saved.chat is None:
        world = _world_of(saved) or "histoires"
        raise InputError(
            _(
                "The model of {file} continues texts and has not learned to answer: teach it with "
                "{command}"
            ).format(file=path, command=to_type("finetune", path, world, "--questions"))
        )
    return saved


def _world_of(saved: ModelFile) -> str | None:
    """The world that a model learned first, if it is one of ours."""
    source = (first_stage(saved).get("corpus") or {}).get("source")
    return source if source in world_names() else None


def opened_beside(path: Path) -> ModelFile:
    """A model; one that has learned no answers gets the tokens for talking, as they begin."""
    from ...data.exchanges import talking
    from ...files.model_file import load

    saved = load(path)
    return saved if saved.chat else made_to_talk(saved, talking(saved.vocabulary))


def _told(talker: _Talker, story: str | None, seed: int) -> str:
    """What is read first."""
    if story != "":
        return story or ""
    if talker.world is None:
        raise InputError(_("This model knows no world of ours: give the text, --story TEXT."))
    return World(talker.world).story(EXAM + seed)


def _typed() -> Iterator[str]:
    while True:
        try:
            line = click.prompt(_("You"), prompt_suffix=" > ", default="", show_default=False)
        except click.Abort:  # the end of what is typed
            click.echo()
            return
        if line.strip():
            yield line.strip()


def _piped() -> Iterator[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError(_("There is nothing to answer: give a question with --ask."))
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _echo(text: str) -> None:
    click.echo(text, color=colour())


def _greet(talkers: list[_Talker]) -> None:
    _echo(
        _(
            "Nothing that you type is kept or sent, and the model learns nothing from it. Type no "
            "name and no address all the same."
        )
    )
    _echo(_("{window} shows the text that is read; {end} ends.").format(
        window=_("/window"), end=_("/end")))  # fmt: skip
    for talker in talkers:
        said = _("Fingerprint of the {count} numbers of {name}: {fingerprint}")
        count = number(talker.model.config.parameter_count())
        _echo(
            click.style(
                said.format(count=count, name=talker.name, fingerprint=talker.first), dim=True
            )
        )


def _tell_fingerprint(talker: _Talker) -> None:
    now = talker.fingerprint()
    said = (
        _("Fingerprint of {name} now: {fingerprint}, the same: it has learned nothing.")
        if now == talker.first
        else _("Fingerprint of {name} now: {fingerprint}. It was {first}.")
    )
    _echo(click.style(said.format(name=talker.name, fingerprint=now, first=talker.first), dim=True))


def _turn(talkers: list[_Talker], question: str, how: _How, show: bool) -> None:
    if refused := _refusal(talkers, question, how):
        _echo(refused)
        return
    for talker in talkers:
        name = f"{talker.name}: " if len(talkers) > 1 else ""
        reply = talker.answer(question, how)
        if reply is None:
            _echo(name + _("(a rude answer, left out)"))
            continue
        mark = talker.mark(question, reply.text)
        said = f"  [{_MARKS[mark]()}]" if mark in _MARKS else ""
        text = visible_lines(reply.text) or _("(nothing)")
        _echo(name + click.style(text, bold=True) + ("" if reply.finished else " …") + said)
        if show:
            _show_window(talker, False)
            _show_tokens(talker, reply)
            _tell_fingerprint(talker)


def _refusal(talkers: list[_Talker], question: str, how: _How) -> str:
    """Why a question is not asked; "" where it is."""
    if how.polite and is_rude(question):
        return _("There is a rude word in it: the model does not read it.")
    if not talkers[0].chat.plain(question):
        return _("There is no word in it: write a question.")
    return ""


_MARKS: dict[str | None, Callable[[], str]] = {
    "true": lambda: _("✓ true in this world"),
    "false": lambda: _("✗ false in this world"),
    "refused": lambda: _("it says that it does not know"),
    "unclear": lambda: _("? that cannot be checked"),
}


def _read(talker: _Talker) -> list[tuple[str, str]]:
    """(text, kind of part) of each token of the conversation, the last ones at most."""
    most = talker.model.config.context + SHOWN_UNSEEN
    found: list[tuple[str, str]] = []
    words = talker.chat.vocabulary.kind == "words"
    for part in reversed(talker.conversation.parts):
        if len(found) >= most:
            break
        texts = talker.chat.vocabulary.texts(part.ids)
        if words and texts:  # which have a space between them that no token is
            texts[0] = f" {texts[0]}"
        found = [(text, part.kind) for text in texts] + found
    return found[-most:]


def _show_window(talker: _Talker, named: bool) -> None:
    read, unseen = _read(talker), talker.conversation.unseen
    hidden = max(len(read) - talker.model.config.context, 0)
    if named:
        _echo(talker.name)
    if unseen:
        said = _("Not read any more ({count} tokens):").format(count=number(unseen))
        dots = "… " if unseen > hidden else ""
        gone = visible(_joined(read[:hidden]).strip())
        _echo(click.style(f"  {said} {dots}{gone}", dim=True))
    said = _("Read ({count} tokens of {most}):").format(
        count=number(len(read) - hidden), most=number(talker.model.config.context)
    )
    _echo(f"  {said} {visible(_joined(read[hidden:]).strip())}")


def _joined(read: list[tuple[str, str]]) -> str:
    return "".join(text for text, _kind in read)


def _show_tokens(talker: _Talker, reply: Reply) -> None:
    """A line a token: how likely it was, and what else there was."""
    for token in reply.tokens:
        text = visible(token.text.strip()) or (_("end") if token.text == "" else "␣")
        others = ", ".join(
            f"{visible(rival.text)} {percent(rival.probability).strip()}"
            for rival in token.rivals[:3]
        )
        drawn = bar(token.probability, 20)
        _echo(f"  {text:<16}{percent(token.probability)} {drawn:<21}{others}")
    said = _("The whole answer: {share}").format(share=percent(reply.probability).strip())
    _echo(f"  {said}")


def _facts(talkers: list[_Talker], question: str, how: _How) -> dict[str, Any]:
    if refused := _refusal(talkers, question, how):
        return {"question": question, "refused": refused}
    answers = []
    for talker in talkers:
        reply = talker.answer(question, how)
        read = _read(talker)
        answers.append(
            None
            if reply is None
            else {
                "answer": reply.text,
                "finished": reply.finished,
                "probability": reply.probability,
                "tokens": [
                    {
                        "text": token.text,
                        "probability": token.probability,
                        "rivals": dict(token.rivals),
                    }
                    for token in reply.tokens
                ],
                "mark": talker.mark(question, reply.text),
                "read": [{"text": text, "kind": kind} for text, kind in read],
                "unseen": talker.conversation.unseen,
                "fingerprint": talker.fingerprint(),
            }
        )
    first = answers[0] or {"answer": None}
    return {"question": question, **first, **({"before": answers[1]} if len(answers) > 1 else {})}
