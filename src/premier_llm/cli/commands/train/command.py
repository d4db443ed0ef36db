"""``premier-llm train``: learn from a list or a text, watched, and kept in a file."""

from __future__ import annotations

from dataclasses import fields
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ....engines.together import (
    group,
    joined,
)
from ....errors import InputError
from ....model.config import Config
from ....model.labels import words_of
from ....model.presets import PRESETS
from ...files import Command, force_option
from ...parameters import FileName
from ...reading import column_option, text_option, tokens_options
from ...terminal import json_option, print_json

if TYPE_CHECKING:
    from ....training.loop import Training

from .options import computing_options, keeping_options, recipe_options
from .resuming import check_begins, gone_on, opened, taken_up
from .running import train
from .starting import begun


def dial_options(command: Command) -> Command:
    """An option for each dial that has a help of its own."""
    for item in reversed(fields(Config)):
        if said := words_of(item).help:
            command = click.option(f"--{item.name}", type=int, metavar="N", help=_(said))(command)
    return command


@click.command(
    "train",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Train a model on a list, stories or a text, and keep it."),
    help=_(
        "Train a GPT on SOURCE and keep it in a file.\n\n"
        "SOURCE is the name of a list (see data list), a text file with one name per line or a "
        "table of them (CSV), or - for what is piped in. Ctrl-C stops and keeps the model.\n\n"
        "Of a small language of ours (histoires, meteo: see data list) it learns stories, word by "
        "word, and sees each of them whole. --tokens says what it reads: letters, words, or pieces "
        "that it first learns from the text. A file of yours with one story per line is learned "
        "with --tokens words; a poem or a book with --text --tokens words.\n\n"
        "With --text, SOURCE may be larger than memory, or a folder whose .txt files are read in "
        "the order of their names. Such a text is turned into tokens once, which are kept on the "
        "disk; a later training takes them up. They lie in the cache: PREMIER_LLM_CACHE names "
        "another folder.\n\n"
        "torchrun, which comes with PyTorch, trains in several processes or on several machines: "
        "they share each batch, and the training is that of one.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm train pokemon\n"
        "  premier-llm train my_names.txt --held-out 0.1\n"
        "  premier-llm train histoires\n"
        "  premier-llm train my_poem.txt --text --tokens words\n"
        "  premier-llm train villes --embedding 32 --heads 4 --hidden 128\n"
        "  premier-llm train prenoms --preset microgpt --set activation=gelu\n"
        "  premier-llm train my_books/ --text --bpe 4096 --engine torch\n"
        "  premier-llm train prenoms --resume prenoms.safetensors\n"
        "  torchrun --nproc-per-node 2 -m premier_llm train prenoms --engine torch"
    ),
)
@click.argument("source", metavar=_("SOURCE"), required=False)
@click.option(
    "-o",
    "--output",
    type=FileName(),
    metavar=_("FILE"),
    help=_("The model's file. [default: NAME.safetensors in the current folder]"),
)
@click.option(
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    help=_("The shape to start from (see info). [default: mini; for stories a larger one]"),
)
@dial_options
@click.option(
    "--set",
    "turned",
    metavar=_("DIAL=VALUE"),
    multiple=True,
    help=_("Turn any dial of the model (see info) or of the recipe, such as clip=1."),
)
@recipe_options
@click.option(
    "--vocabulary",
    type=click.Choice(["a-z", "microgpt", "found"]),
    help=_(
        "The alphabet of names: a-z simplifies accents, found keeps the characters of the list. "
        "[default: a-z]"
    ),
)
@column_option
@text_option
@tokens_options
@click.option(
    "--bpe",
    type=int,
    metavar="N",
    help=_("The same as --tokens pieces --vocabulary-size N."),
)
@computing_options
@click.option(
    "--shard",
    is_flag=True,
    help=_(
        "Under torchrun: divide weights, gradients and moments among the processes, for models "
        "that are too large for one."
    ),
)
@keeping_options
@force_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    source: str | None,
    output: Path | None,
    resume: Path | None,
    save_every: float,
    tensorboard: Path | None,
    force: bool,
    as_json: bool,
    **chosen: Any,
) -> int:
    if resume is not None:
        with opened(resume) as saved:
            training = taken_up(ctx, source, resume, saved)
            if training.ended is None:
                beside = resume.with_suffix(".safetensors") if resume.is_dir() else resume
                output = output or beside
                if output.resolve() != beside.resolve():
                    check_begins(output, training.shard, force)
                return train(training, output, save_every, tensorboard, as_json)
            if group().leads:
                _say_finished(training, resume, as_json)
            return 0
    if not source:
        raise InputError(
            _(
                "What should it learn? For example: premier-llm train pokemon (all the lists: "
                "premier-llm data list)."
            )
        )
    with joined(chosen["engine_name"]):
        output = output or Path(f"{_plain_name(source)}.safetensors")
        if group().size == 1:
            check_begins(output, chosen["shard"], force)
        training = begun(source, quiet=as_json, **chosen)
        if group().size > 1:
            training = gone_on(training, output, force)
        return train(training, output, save_every, tensorboard, as_json)


def _say_finished(training: Training, file: Path, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(file), "steps": training.step, "ended": training.ended})
        return
    said = _("The training of {file} is finished: there is nothing to resume.")
    click.echo(said.format(file=file))


def _plain_name(source: str) -> str:
    """What to call a model: its list's name without folders or ending."""
    return "model" if source == "-" else Path(source).stem or "model"
