"""``premier-llm convert``: a GPT-2 folder into a model's file; a model into what others open."""

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
    short_help=_("Open a GPT-2 folder, or write a model for other programs."),
    help=_(
        "Make a model's file of the GPT-2 in the folder SOURCE (as Hugging Face keeps it: "
        "config.json, model.safetensors and the tokenizer's files); or, when SOURCE is a model's "
        "file, write such a folder, which transformers opens: as a GPT-2 or, where places are "
        "rotary, as a GPT-NeoX. A TARGET that ends in .onnx is a file for ONNX Runtime and the "
        "like; in .gguf, for llama.cpp. What cannot leave is told, dial by dial.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm convert gpt2_folder gpt2.safetensors\n"
        "  premier-llm convert gpt2.safetensors other_folder\n"
        "  premier-llm convert model.safetensors model.onnx\n"
        "  premier-llm convert gpt2.safetensors gpt2.gguf"
    ),
)
@click.argument("source", metavar=_("SOURCE"), type=FileName())
@click.argument("target", metavar=_("TARGET"), type=FileName())
@force_option
@json_option
def command(source: Path, target: Path, force: bool, as_json: bool) -> None:
    from ...files import gguf, onnx
    from ...files.export import export, is_export
    from ...files.gpt2 import foreign_checkpoint, open_folder
    from ...files.model_file import load, save

    if not source.exists():
        raise InputError(_("There is no folder and no file called {path}.").format(path=source))
    if source.suffix in (".pt", ".pth", ".bin") and not source.is_dir():
        raise foreign_checkpoint(source)
    write = {onnx.SUFFIX: onnx.export, gguf.SUFFIX: gguf.export}.get(target.suffix)
    opens = source.is_dir() and write is None
    if write and target.exists() and not force:
        raise holds_a_model(target)
    if opens:
        check_free(target, force)
    if source.is_dir():
        model = open_folder(source, lambda said: click.echo(said, err=True))
    else:
        model = load(source)
    if write:
        write(model, target)
    elif opens:
        save(target, model)
    else:
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
