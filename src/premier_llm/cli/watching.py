"""Looking at a training: a picture that moves in a terminal, a few lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from ..data.exchanges import Answers
from ..data.filter import is_rude
from ..data.report import visible
from ..i18n import number
from .terminal import WIDTH, ReferenceLine, bar, chart, console, duration, percent

if TYPE_CHECKING:
    from rich.text import Text

    from ..judging.baselines import Counted
    from ..training.loop import Training

FRAMES = 40
"""Pictures of a training that lasts less than a blink."""
FRAME_SECONDS = 0.1
"""Between two pictures of a long one."""
LINES = 10
"""Lines of a training that is written to a file."""
LINE_SECONDS = 20.0
NAMES = 5
NAME_LENGTH = 16
"""Letters of a name, words of a story."""
TEXT_LENGTH = 70


def labelled(counted: Counted, floor: bool = True) -> list[ReferenceLine]:
    """The lines that people compare a loss with."""
    return [
        ReferenceLine(_("chance"), counted.chance),
        ReferenceLine(_("pairs"), counted.pairs),
        ReferenceLine(_("triples"), counted.triples),
        *(ReferenceLine(_("floor"), value) for name, value in counted if name == "floor" and floor),
    ]


class Watcher:
    """Shows a training as it goes; use as a context manager, call ``look`` after each step."""

    def __init__(
        self, training: Training, lines: Iterable[ReferenceLine], title: str, polite: bool = False
    ) -> None:
        self.training, self.lines, self.title, self.polite = training, list(lines), title, polite
        self._console = console()
        self._moving = self._console.is_terminal and not self._console.is_dumb_terminal
        self._live: Any = None
        self._first_step = training.step
        self._since = self._shown_at = time.perf_counter()
        self._next_step = 0.0

    def __enter__(self) -> Watcher:
        if self._moving:
            from rich.live import Live

            self._live = Live(
                console=self._console,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.__enter__()
        else:
            self._console.print(self.title)
        return self

    def __exit__(self, *failure: Any) -> None:
        if self._live is not None:
            if failure[0] is None:
                self._show()
            self._live.__exit__(*failure)

    def look(self) -> None:
        """Draw if it is time to."""
        now = time.perf_counter()
        steps = self.training.recipe.steps
        parts, pause = (FRAMES, FRAME_SECONDS) if self._moving else (LINES, LINE_SECONDS)
        step = self.training.step
        if step < self._next_step and now - self._shown_at < pause and step < steps:
            return
        self._next_step = (step * parts // steps + 1) * steps / parts
        self._show()
        self._shown_at = time.perf_counter()

    def _show(self) -> None:
        if self._live is not None:
            self._live.update(self._picture(), refresh=True)
        else:
            self._console.print("  " + self._sentence(), soft_wrap=True)

    def _invented(self) -> str:
        """A few names, or the beginning of a text, as the model invents them now."""
        from ..using.sampling import sample

        training = self.training
        if training.divided:  # which the leader cannot compute with alone
            return ""
        if isinstance(training.corpus, Answers):
            return self._answered()
        if training.corpus.kind == "votes":  # of which no answer is to be said again
            return ""
        text = training.corpus.kind == "text"
        story = training.corpus.vocabulary.kind == "words"
        inventions = sample(
            training.model,
            training.corpus.vocabulary,
            1 if text or story else NAMES,
            temperature=0.8,
            seed=training.step,
            polite=self.polite,
            max_length=NAME_LENGTH if story or not text else TEXT_LENGTH,
        )
        shown = (invention.text if text else invention.name for invention in inventions)
        return "  ".join(visible(" ".join(part.split())) for part in shown)

    def _answered(self) -> str:
        """What the model answers now to a question, one that is hidden from it if there are any."""
        from ..model.template import Chat, ids_of
        from ..using.conversation import replies

        training = self.training
        corpus = training.held_out_corpus or training.corpus
        assert isinstance(corpus, Answers)
        assert corpus.chat is not None
        chat = Chat(corpus.vocabulary, corpus.chat)
        asked = corpus.examples[len(training.history.held_out) % len(corpus.examples)]
        row = ids_of(chat.conversation(asked.before, asked.turns, asked.question))
        (reply,) = replies(training.model, chat, [row])
        if self.polite and is_rude(reply.text):
            return ""
        return visible(f"{asked.question} → {reply.text}")

    def _facts(self) -> list[str]:
        """Losses and speed."""
        training = self.training
        facts = []
        if training.history.losses:
            facts.append(_("loss {loss}").format(loss=number(training.history.losses[-1], 3)))
        if training.history.held_out:
            loss = number(training.history.held_out[-1][1], 3)
            said = (
                _("hidden questions {loss}")
                if training.corpus.kind == "answers"
                else _("hidden votes {loss}")
                if training.corpus.kind == "votes"
                else _("hidden part {loss}")
                if training.corpus.kind == "text"
                else _("hidden stories {loss}")
                if training.corpus.vocabulary.kind == "words"
                else _("hidden names {loss}")
            )
            facts.append(said.format(loss=loss))
        if training.tokens_per_second:
            speed = training.tokens_per_second / training.tokens_per_step
            facts.append(_("{n} steps/s").format(n=number(speed, 0 if speed >= 20 else 1)))
            said = {
                "letters": _("{n} letters/s"),
                "words": _("{n} words/s"),
                "pieces": _("{n} pieces/s"),
            }[training.corpus.vocabulary.kind]
            facts.append(said.format(n=number(training.tokens_per_second)))
        if training.mfu is not None:
            facts.append(_("MFU {share}").format(share=percent(training.mfu).strip()))
        return facts

    def _time(self) -> str:
        """Computing time so far, and what is left where that is worth waiting for."""
        training = self.training
        elapsed = time.perf_counter() - self._since
        done = training.step - self._first_step
        left = (training.recipe.steps - training.step) * elapsed / done if done else 0.0
        if training.ended is None and left > 2:
            return _("{time} left").format(time=duration(left))
        return _("{time} of computing").format(time=duration(training.seconds))

    def _sentence(self) -> str:
        training = self.training
        step = _("step {step}/{steps}").format(
            step=number(training.step), steps=number(training.recipe.steps)
        )
        said = [step, *self._facts(), self._time(), self._invented()]
        return " · ".join(part for part in said if part)

    def _picture(self) -> Text:
        from rich.text import Text

        training = self.training
        steps = training.recipe.steps
        width = min(WIDTH, self._console.width - 1)
        text = Text(self.title + "\n\n", "bold")
        text.append_text(
            chart(
                list(enumerate(training.history.losses)),
                steps,
                self.lines,
                training.history.held_out,
                width=width,
            )
        )
        beside = f" {number(training.step)}/{number(steps)} · {self._time()}"
        room = max(width - 2 - max(len(beside), 32), 10)
        text.append("\n " + bar(training.step / steps, room).ljust(room), "green")
        text.append(beside + "\n ")
        text.append(" · ".join(self._facts()))
        text.append("\n\n " + self._invented(), "bold")
        text.no_wrap, text.overflow = True, "crop"
        return text
