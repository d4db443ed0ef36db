"""What each step of a training says, a line of JSON a step: for any program that draws curves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any

from ..errors import InputError, RunError, system_reason
from .loop import Progress, Training

ON_THE_WAY = ("steps", "batch", "accumulate")
"""What may change of a recipe when its training is taken up."""


def numbers_of(training: Training, progress: Progress) -> dict[str, float | None]:
    """What a step says, by name; None what it does not know. Losses are in nats a token."""
    return {
        "loss": progress.loss,
        "held_out_loss": progress.held_out_loss,
        "learning_rate": progress.learning_rate,
        "gradient_norm": training.gradient_norm,
        "tokens_per_second": training.tokens_per_second,
        "mfu": training.mfu,
    }


class LogLost(RunError):
    """The log cannot be written, or no longer."""


class Log:
    """Keeps what each step says in a file; a context manager. Call ``add`` after each step.

    Its first line says whose it is, each other one is a step. A training that is taken up goes on
    in its own file, from which the steps after that are taken away. Another training's file raises
    InputError; LogLost says why it cannot be written.
    """

    def __init__(self, path: str | Path, training: Training, force: bool = False) -> None:
        self.path, self.training = Path(path), training
        mine = self._of_this_training()
        with self._told():
            kept = [mine]
            there = self.path.is_file() and self.path.stat().st_size > 0
            if training.step and there:
                kept += self._known(mine)
            elif there and not force:
                raise InputError(
                    _("{path} is there already: choose another file, or --force.").format(path=path)
                )
            self._file = self.path.open("w", encoding="utf-8")
            self._file.writelines(line + "\n" for line in kept)
            self._file.flush()

    def _of_this_training(self) -> str:
        facts = self.training.facts()
        named = {name: facts[name] for name in ("seed", "recipe", "corpus")}
        named["recipe"] = {n: v for n, v in named["recipe"].items() if n not in ON_THE_WAY}
        return json.dumps({"config": self.training.model.config.to_dict(), **named})

    def _known(self, mine: str) -> list[str]:
        """The steps that are behind the training; a last line that is half written is not."""
        first, *steps = self.path.read_text(encoding="utf-8").split("\n")
        if first != mine:
            raise InputError(
                _("{path} is the log of another training: choose another file.").format(
                    path=self.path
                )
            )
        whole = [step for step in steps if step.endswith("}")]
        return [step for step in whole if json.loads(step)["step"] <= self.training.step]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the system refuses, as one sentence."""
        try:
            yield
        except (OSError, ValueError, KeyError) as error:
            if isinstance(error, InputError):
                raise
            reason = system_reason(error) if isinstance(error, OSError) else _("it is no log")
            raise LogLost(
                _("The log cannot be kept in {path} ({reason}): choose another file.").format(
                    path=self.path, reason=reason
                )
            ) from None

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *failure: Any) -> None:
        self._file.close()

    def add(self, progress: Progress) -> None:
        """Keep what a step says."""
        if progress.step > len(self.training.history.losses):
            return  # of the step that met the target, no weight was moved
        said = {n: x for n, x in numbers_of(self.training, progress).items() if x is not None}
        with self._told():
            self._file.write(json.dumps({"step": progress.step, **said}) + "\n")

    def flush(self) -> None:
        """Put on the disk what was added; before a checkpoint is, so that no step is missing."""
        with self._told():
            self._file.flush()
