"""Looking at a training: a picture that moves in a terminal, a few lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from ..i18n import number
from .terminal import WIDTH, Line, bar, chart, console, duration

if TYPE_CHECKING:
    from rich.text import Text

    from ..baselines import Baselines
    from ..training import Training

FRAMES = 40
"""Pictures of a training that lasts less than a blink."""
FRAME_SECONDS = 0.1
"""Between two pictures of a long one."""
LINES = 10
"""Lines of a training that is written to a file."""
LINE_SECONDS = 20.0


def labelled(counted: Baselines, floor: bool = True) -> list[Line]:
    """The lines that people compare a loss with."""
    return [
        Line(_("chance"), counted.chance),
        Line(_("pairs"), counted.pairs),
        Line(_("triples"), counted.triples),
        *([Line(_("floor"), counted.floor)] if floor else []),
    ]


class Watcher:
    """Shows a training as it goes; use as a context manager, call ``look`` after each step."""

    def __init__(self, training: Training, lines: Iterable[Line], title: str, names: int = 5):
        self.training, self.lines, self.title, self.names = training, list(lines), title, names
        self._console = console()
        self._moving = self._console.is_terminal and not self._console.is_dumb_terminal
        self._live: Any = None
        self._first_step = training.step
        self._since = self._shown_at = time.perf_counter()
        self._next_step = 0

    def __enter__(self) -> Watcher:
        if self._moving:
            from rich.live import Live

            self._live = Live(console=self._console, auto_refresh=False)
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

    def _invented(self) -> Sequence[str]:
        from ..sampling import sample

        training = self.training
        inventions = sample(
            training.model,
            training.corpus.vocabulary,
            self.names,
            temperature=0.8,
            seed=training.step,
            polite=True,
            max_length=16,
        )
        return [invention.text for invention in inventions]

    def _facts(self) -> list[str]:
        training = self.training
        facts = []
        if training.history.losses:
            facts.append(_("loss {loss}").format(loss=number(training.history.losses[-1], 3)))
        if training.history.held_out:
            facts.append(
                _("hidden names {loss}").format(loss=number(training.history.held_out[-1][1], 3))
            )
        done = training.step - self._first_step
        elapsed = time.perf_counter() - self._since
        if done and training.seconds:
            facts.append(
                _("{n} steps/s").format(n=number(training.step / max(training.seconds, 1e-9)))
            )
            left = (training.recipe.steps - training.step) * elapsed / done
            if training.ended is None and left > 2:
                facts.append(_("{time} left").format(time=duration(left)))
            else:
                facts.append(_("{time} of computing").format(time=duration(training.seconds)))
        return facts

    def _sentence(self) -> str:
        training = self.training
        step = _("step {step}/{steps}").format(
            step=number(training.step), steps=number(training.recipe.steps)
        )
        return " · ".join([step, *self._facts(), " ".join(self._invented())])

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
        text.append("\n " + bar(training.step / steps, width - 20).ljust(width - 20), "green")
        text.append(f" {number(training.step)}/{number(steps)}\n ")
        text.append(" · ".join(self._facts()))
        text.append("\n\n " + "  ".join(self._invented()), "bold")
        text.no_wrap, text.overflow = True, "crop"
        return text
