"""The curves of a training in TensorBoard's format: optional (premier-llm[tensorboard]).

TensorBoard's own records and messages, the ones that PyTorch's SummaryWriter is made of, so that
every engine can use them; without its thread, whose failures nobody could catch. A training that is
taken up goes on in its own folder: its new file says from which step on TensorBoard is to forget
what an earlier one wrote. Another training in a folder that has curves gets a folder of its own
inside, so that both are seen side by side: a hidden file with the training's sign tells whose they
are.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from gettext import gettext as _
from itertools import chain, count
from pathlib import Path
from typing import Any

from ..errors import InputError, RunError, system_reason
from ..using.sampling import MAX_LENGTH, sample
from .log import numbers_of
from .loop import Progress, Training

NAMES = 10
TEXT_LENGTH = 300


TAGS = {"loss": "loss/training", "held_out_loss": "loss/held out"}
"""Under which names numbers are drawn together."""
SIGN = ".curves-of-"


def _own_folder(folder: Path, training: Training) -> Path:
    """Where a training's curves are, or may be: in the folder, or in a numbered one inside."""
    if training.curves:
        for place in (folder, *sorted(folder.glob("*"))):
            if (place / f"{SIGN}{training.curves}").exists():
                return place
    places = chain([folder], (folder / str(number) for number in count(2)))
    return next(place for place in places if not any(place.glob("events.out.tfevents.*")))


class CurvesLost(RunError):
    """The curves cannot be written, or no longer."""


class Curves:
    """Keeps what each step says in a folder; a context manager. Call ``add`` after each step.

    InputError says that TensorBoard is not installed; CurvesLost, that the folder is not writable.
    """

    def __init__(self, folder: Path, training: Training) -> None:
        try:
            from tensorboard.compat.proto import event_pb2, summary_pb2
            from tensorboard.plugins.hparams.summary_v2 import hparams_pb
            from tensorboard.summary.writer.record_writer import RecordWriter
        except ModuleNotFoundError:
            raise InputError(
                _(
                    "--tensorboard needs TensorBoard, which is not installed: pip install "
                    "'premier-llm[tensorboard]'"
                )
            ) from None
        self.folder, self.training = _own_folder(folder, training), training
        self._events, self._summaries = event_pb2, summary_pb2
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            training.curves = training.curves or secrets.token_hex(4)
            (self.folder / f"{SIGN}{training.curves}").touch()
            # TensorBoard reads files of such names, in the order of their times.
            name = f"events.out.tfevents.{time.time():017.6f}.{socket.gethostname()}.{os.getpid()}"
            self._writer = RecordWriter((self.folder / name).open("xb"))
        begins = event_pb2.SessionLog(status=event_pb2.SessionLog.START)
        try:
            self._write(0, file_version="brain.Event:2")
            self._write(training.step + 1, session_log=begins)
            self._write(0, summary=hparams_pb(self._dials(), trial_id=training.corpus.fingerprint))
            self.flush()
        except CurvesLost as error:
            self.__exit__(type(error))
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the system refuses, as one sentence."""
        try:
            yield
        except (OSError, ValueError) as error:
            raise CurvesLost(
                _("The curves cannot be kept in {folder} ({reason}): choose another one.").format(
                    folder=self.folder, reason=system_reason(error)
                )
            ) from None

    def __enter__(self) -> Curves:
        return self

    def __exit__(self, *failure: Any) -> None:
        with self._told() if failure[0] is None else suppress(OSError):
            self._writer.close()

    def add(self, progress: Progress) -> None:
        """Keep what a step says; where it looked at the held-out part, what is invented now."""
        training = self.training
        if progress.step > len(training.history.losses):
            return  # of the step that met the target, no weight was moved
        numbers = numbers_of(training, progress)
        self._write(progress.step, summary=self._scalars(numbers))
        # A divided model computes with all processes or not at all.
        if training.looks_at(progress.step) and not training.divided:
            self._write(progress.step, summary=self._text("invented", self._invented()))

    def flush(self) -> None:
        """Put on the disk what was added; before a checkpoint is, so that no step is missing."""
        with self._told():
            self._writer.flush()

    def _write(self, step: int, **what: Any) -> None:
        event = self._events.Event(wall_time=time.time(), step=step, **what)
        with self._told():
            self._writer.write(event.SerializeToString())

    def _scalars(self, numbers: Mapping[str, float | None]) -> Any:
        kind = self._summaries.Summary
        return kind(
            value=[
                kind.Value(tag=TAGS.get(name, name.replace("_", " ")), simple_value=value)
                for name, value in numbers.items()
                if value is not None
            ]
        )

    def _text(self, tag: str, text: str) -> Any:
        from tensorboard.compat.proto.tensor_pb2 import TensorProto
        from tensorboard.plugins.text.metadata import create_summary_metadata

        value = self._summaries.Summary.Value(
            tag=tag,
            metadata=create_summary_metadata(tag, ""),
            tensor=TensorProto(dtype="DT_STRING", string_val=[text.encode()]),
        )
        return self._summaries.Summary(value=[value])

    def _dials(self) -> dict[str, int | float | bool | str]:
        """Every dial of the model, of the recipe and of the machine."""
        training = self.training
        return {
            **training.model.config.to_dict(),
            **asdict(training.recipe),
            "engine": training.engine_name,
            "precision": training.precision,
            "seed": training.seed,
            "parameters": training.model.config.parameter_count(),
            "source": training.corpus.source,
        }

    def _invented(self) -> str:
        """In Markdown, whose lines hold together when they are indented."""
        training = self.training
        text = training.corpus.kind == "text" or training.corpus.vocabulary.kind == "words"
        inventions = sample(
            training.model,
            training.corpus.vocabulary,
            1 if text else NAMES,
            temperature=0.8,
            seed=training.step,
            max_length=TEXT_LENGTH if text else MAX_LENGTH,
        )
        shown = (invention.text if text else invention.name for invention in inventions)
        lines = (line for part in shown for line in part.splitlines() or [""])
        return "".join(f"    {line}\n" for line in lines)
