"""A training is taken up: from its file, or where this very run had saved it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ....engines.together import (
    agree,
    first_on_this_machine,
    group,
    joined,
    restarted,
    run_id,
    told,
)
from ....errors import InputError, ToldElsewhere
from ....i18n import number

if TYPE_CHECKING:
    from ....files.model_file import ModelFile
    from ....training.loop import Training

OF_A_TRAINING = ("engine", "precision", "compile", "shard", "seed", "recipe", "corpus")
"""Facts that make two trainings one and the same."""

REGROUPED = ("batch", "accumulate")
CHANGEABLE = (
    "device",
    "save_every",
    "keep",
    "tensorboard",
    "log",
    "force",
    "as_json",
    "steps",
    *REGROUPED,
)
"""Options that may differ when a training is taken up again."""


@contextmanager
def opened(file: Path) -> Iterator[ModelFile]:
    """A training that was saved, among the processes that take it up.

    That of a divided one is in a folder, beside the model's file if that is what was named.
    """
    from ....files import divided
    from ....files.model_file import load

    folder = file if file.is_dir() else divided.folder_of(file)
    saved = None if (folder / divided.INDEX).exists() and not file.is_file() else load(file)
    if saved and not saved.training.get("shard"):
        with joined(saved.training.get("engine", "")):
            yield saved
        return
    with joined("torch"):  # not ended, and the model's file, if any, holds the weights alone
        yield divided.load(folder)


def check_begins(output: Path, shard: bool, force: bool) -> None:
    """Refuse, on all processes, to begin a training where something learned would be lost."""
    from ....files import divided
    from ...files import check_free, check_unlearned

    failure: InputError | None = None
    try:
        folder = divided.folder_of(output)
        if shard:
            divided.check(folder)
        if group().leads:
            if shard and (folder / divided.INDEX).exists():
                check_unlearned(divided.peek(folder), folder, force)
            check_free(output, force)
    except InputError as error:
        failure = error
    agree(failure, ToldElsewhere())


def gone_on(training: Training, output: Path, force: bool) -> Training:
    """The training where this very run has saved it, if torchrun has started all processes again.

    A run is known by its --rdzv-id, which torchrun draws where none is given. What is there of
    another run, or of a training with other dials, is not taken up.
    """
    from ....files import divided
    from ....files.model_file import load

    kept = divided.folder_of(output) if training.shard else output
    saved: ModelFile | None = None
    with suppress(InputError):  # nothing there, or nothing of ours
        saved = divided.peek(kept) if training.shard else load(kept)
    again = restarted()
    if saved is not None:
        asked = {"run": run_id(), **training.facts()}
        if (
            any(saved.training.get(name) != asked[name] for name in ("run", *OF_A_TRAINING))
            or saved.config != training.model.config
            or saved.vocabulary.to_dict() != training.corpus.vocabulary.to_dict()
            # Without an id, or where it has ended, it may be an earlier one.
            or not (again or (asked["run"] != "none" and saved.training["ended"] is None))
            or saved.training["ended"] == "diverged"
        ):
            saved = None
    step = 0 if saved is None else int(saved.training["step"])
    # A process that began where the others go on would spoil the training without a word.
    elsewhere = InputError(
        _(
            "The processes do not see the same {file}: choose a folder that all machines share."
        ).format(file=kept)
    )
    agree(elsewhere if step != told(step) else None, elsewhere)
    if saved is None:
        check_begins(output, training.shard, force)
        return training
    if group().leads:
        said = _("This training had begun already: it goes on from step {step}.")
        click.echo(said.format(step=number(step)), err=True)
    if training.shard:
        saved = divided.load(kept)
    return type(training).from_state(training.corpus, saved.config, saved.tensors, saved.training)


def taken_up(ctx: click.Context, source: str | None, file: Path, saved: ModelFile) -> Training:
    """The training of a file, where it was left."""
    from ....training.preferences import training_on
    from ...files import choose_threads, read_again
    from ...reading import watched_reading

    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in (*CHANGEABLE, "source", "output", "resume"):
            raise InputError(
                _("{option} cannot change in the middle of a training: leave it out.").format(
                    option=parameter.opts[0]
                )
            )
    facts = saved.training
    if "corpus" not in facts:
        raise InputError(
            _("{file} holds a model but not its training: it cannot be resumed.").format(file=file)
        )
    # Nothing is piped in again by itself: to read it would be to wait for somebody who types.
    kept = facts["corpus"]["source"]
    source = source or ("" if kept == "-" else kept)
    if not source:
        said = (
            _("The list of {file} was piped in: give it again as SOURCE.")
            if kept == "-"
            else _("The list of {file} was given from Python: write it in a file, and give that.")
        )
        raise InputError(said.format(file=file))
    choose_threads(saved.config)
    if ctx.get_parameter_source("device") is ParameterSource.COMMANDLINE:
        facts = facts | {"device": ctx.params["device"]}
    with first_on_this_machine(), watched_reading(ctx.params["as_json"]) as watch:
        corpus = read_again(saved, source, watch)
    training = training_on(corpus).from_state(corpus, saved.config, saved.tensors, facts)
    parts = {name: ctx.params[name] for name in REGROUPED if ctx.params[name] is not None}
    if parts:
        training.regroup(**parts)
    if ctx.params["steps"] is not None:
        said = training.lengthen(ctx.params["steps"])
        if group().leads:
            click.echo(said, err=True)
    return training
