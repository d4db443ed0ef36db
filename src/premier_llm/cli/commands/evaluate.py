"""``premier-llm evaluate``: does a model learn or recite?"""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from ...errors import InputError
from ..files import engine_options
from ..reading import column_option, print_report
from ..terminal import json_option, print_json, to_type

SHOWN_NAMES = 8


@click.command(
    "evaluate",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Does the model learn or recite?"),
    help=_(
        "Measure the model of FILE on the list it learned from (and on the names hidden from it), "
        "or on another SOURCE; compare it with what counting letters achieves; count the copies "
        "among its inventions; and say the verdict. Of a small language of ours (see data list) it "
        "also says what the floor is, which agreements hold in invented stories, and the loss on "
        "pairs of words that were never told together. Of a model that talks: how it answers "
        "questions that it was never asked, right, refused or wrong, and whether it is as right as "
        "it is sure.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm evaluate pokemon.safetensors\n"
        "  premier-llm evaluate pokemon.safetensors dinosaures\n"
        "  premier-llm evaluate histoires.safetensors"
    ),
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.argument("source", metavar=_("[SOURCE]"), required=False)
@column_option
@engine_options
@json_option
def command(
    file: Path,
    source: str | None,
    column: str | None,
    engine_name: str,
    device: str,
    as_json: bool,
) -> None:
    from ...files.model_file import load
    from ...judging.judgement import Yardsticks
    from ..exchanges import exam_of, print_exam
    from ..files import list_of, parts_of, read_as_learned, read_for, revive
    from ..judging import print_judgement

    saved = load(file)
    own = None if source else list_of(saved)
    source = own.source if own else source
    if not source:
        raise InputError(
            _(
                "The list that {file} learned from is not here any more: give one, for example "
                "{command}"
            ).format(file=file, command=to_type("evaluate", file, "pokemon"))
        )
    if column is not None:
        corpus = read_for(saved, source, column=column)
    else:
        corpus = own or read_as_learned(saved, source)
    train, hidden = parts_of(saved, corpus)
    model = revive(saved, engine_name, device)
    judgement = Yardsticks(train, hidden, saved.config.context).judge(model)
    exam = exam_of(saved, model)
    if as_json:
        about = {"source": corpus.source, "remarks": corpus.report.remarks}
        print_json({"file": str(file), **about, **judgement.to_dict(),
                    **({"exam": exam.to_dict()} if exam else {})})  # fmt: skip
        return
    print_report(corpus)
    print_judgement(judgement, SHOWN_NAMES)
    if exam is not None:
        click.echo()
        print_exam(exam)
