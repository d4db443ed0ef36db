"""``premier-llm convert``: a GPT-2 folder into a model's file; a model into a folder."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from ...errors import InputError
from ...i18n import number
from ..files import check_free, force_option, holds_a_model
from ..parameters import FileName
from ..terminal import json_option, print_json, to_type


@click.command(
    "convert",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Open a GPT-2 folder, or write one for transformers."),
    help=_(
        "Make a model's file of the GPT-2 in the folder SOURCE (as Hugging Face keeps it: "
        "config.json, model.safetensors and the tokenizer's files); or, when SOURCE is a model's "
        "file, write such a folder, which transformers opens: as a GPT-2 or, where places are "
        "rotary, as a GPT-NeoX. What neither computes is told, dial by dial.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm convert gpt2_folder gpt2.safetensors\n"
        "  premier-llm convert gpt2.safetensors other_folder"
    ),
)
@click.argument("source", metavar=_("SOURCE"), type=FileName())
@click.argument("target", metavar=_("TARGET"), type=FileName())
@force_option
@json_option
def command(source: Path, target: Path, force: bool, as_json: bool) -> None:
    from ...files.export import export, is_export
    from ...files.gpt2 import foreign_checkpoint, open_folder
    from ...files.model_file import load, save

    if not source.exists():
        raise InputError(_("There is no folder and no file called {path}.").format(path=source))
    opens = source.is_dir()
    if opens:
        check_free(target, force)
        model = open_folder(source, lambda said: click.echo(said, err=True))
        save(target, model)
    elif source.suffix in (".pt", ".pth", ".bin"):
        raise foreign_checkpoint(source)
    else:
        model = load(source)
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            if not is_export(target):
                raise InputError(
                    _("{path} is not an empty folder: choose another.").format(path=target)
                )
            if not force:
                raise holds_a_model(target)
        export(model, target)
    parameters = model.config.parameter_count()
    if as_json:
        print_json({"source": str(source), "target": str(target), "parameters": parameters})
        return
    said = _("The model of {parameters} numbers is in {target}")
    click.echo(said.format(parameters=number(parameters), target=target))
    if opens:
        click.echo(f"  {to_type('sample', target, '--engine', 'torch')}")
