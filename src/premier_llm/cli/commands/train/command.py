"""``premier-llm train``: learn from a list or a text, watched, and kept in a file."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ....errors import InputError
from ....model.config import Config
from ....model.labels import words_of
from ....model.presets import PRESETS
from ...files import Command
from ...parameters import FileName
from ...reading import column_option, text_option, tokens_options
from .options import Keeping, computing_options, keeping_options, recipe_options
from .running import begin, go_on
from .starting import begun
from .written import Dials, read_config, write_beside, written

if TYPE_CHECKING:
    from ....training.loop import Training


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
        "  premier-llm train train.txt --test test.txt --repeats\n"
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
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    help=_("The shape to start from (see info). [default: mini; for stories a larger one]"),
)
@dial_options
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
@click.option(
    "--test",
    metavar=_("FILE"),
    help=_(
        "Test on this file as it is, instead of a hidden share: one name or story a line, or a "
        "text."
    ),
)
@click.option(
    "--repeats", is_flag=True, help=_("Keep a name as often as it comes; else it is kept once.")
)
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
@click.option(
    "--config",
    type=FileName(),
    metavar=_("FILE"),
    help=_(
        "Train as a file of TOML says, such as the one that each training writes beside its model; "
        "options given here win."
    ),
)
@keeping_options(_("The model's file. [default: NAME.safetensors in the current folder]"))
@click.pass_context
def command(
    ctx: click.Context,
    /,
    source: str | None,
    output: Path | None,
    resume: Path | None,
    config: Path | None,
    **chosen: Any,
) -> int:
    keeping = Keeping.of(chosen)
    if resume is not None:
        return go_on(ctx, source, resume, output, keeping)
    dials: Dials = {}
    if config is not None:
        dials = read_config(ctx, config)
        source = ctx.params["source"]
        chosen |= {name: ctx.params[name] for name in chosen}
    if not source:
        raise InputError(
            _(
                "What should it learn? For example: premier-llm train pokemon (all the lists: "
                "premier-llm data list)."
            )
        )
    output = output or Path(f"{_plain_name(source)}.safetensors")

    def beside(training: Training) -> None:
        write_beside(output, written(training, ctx, source), config)

    return begin(
        partial(begun, source, dials=dials, quiet=keeping.as_json, **chosen),
        chosen["engine_name"],
        chosen["shard"],
        output,
        keeping,
        beside,
    )


def _plain_name(source: str) -> str:
    """What to call a model: its list's name without folders or ending."""
    return "model" if source == "-" else Path(source).stem or "model"
