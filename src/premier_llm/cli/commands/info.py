"""``premier-llm info``: the presets, the parameters of one, or what a file holds."""

from __future__ import annotations

from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from ...i18n import number
from ...model.config import Config
from ...model.multiplications import per_token, per_token_learned
from ...model.parameters import parameter_table
from ...model.presets import PRESETS
from ...model.vocabulary import Vocabulary
from ..terminal import console, json_option, print_json, table_style, to_type
from ..tokens import told


@click.command(
    "info",
    options_metavar=_("[OPTIONS]"),
    short_help=_("The presets, a model's parameters, a file."),
    help=_(
        "Show the presets; with the name of one, or a model's file, every table of numbers in it "
        "and how their count comes about.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm info\n"
        "  premier-llm info mini\n"
        "  premier-llm info pokemon.safetensors"
    ),
)
@click.argument("name", metavar=_("[PRESET|FILE]"), required=False)
@json_option
def command(name: str | None, as_json: bool) -> None:
    if name is None:
        _presets(as_json)
    elif name in PRESETS:
        _parameters({"preset": name}, PRESETS[name], as_json)
    else:
        _file(name, as_json)


def _presets(as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "presets": {
                    name: {**config.to_dict(), "parameters": config.parameter_count()}
                    for name, config in PRESETS.items()
                }
            }
        )
        return
    from rich.table import Table

    table = Table(**table_style())
    table.add_column("")
    for name in PRESETS:
        table.add_column(name, justify="right")
    for dial in Config().to_dict():
        table.add_row(dial, *(said(config.to_dict()[dial]) for config in PRESETS.values()))
    table.add_section()
    counts = (number(config.parameter_count()) for config in PRESETS.values())
    table.add_row(_("parameters"), *counts, style="bold")
    table.add_row(
        _("multiplications to guess a token"),
        *(number(per_token(config)) for config in PRESETS.values()),
    )
    out = console()
    out.print(
        _(
            "The same GPT, built in several ways. Each line is a dial: train lets you turn any of "
            "them (--set dial=value)."
        )
    )
    out.print(table)
    out.print(_("One of them, number by number: premier-llm info mini"))


def said(value: int | str | bool) -> str:
    """A dial's value as a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return number(value) if isinstance(value, int) else value


def _file(name: str, as_json: bool) -> None:
    from ...files.model_file import load

    saved = load(name)
    facts, tokens = saved.training, saved.vocabulary.tokens
    about: dict[str, Any] = {
        "file": name,
        "bytes": Path(name).stat().st_size,
        "engine": facts.get("engine"),
        "precision": facts.get("precision"),
        "seed": facts.get("seed"),
        "steps": facts.get("step"),
        "ended": facts.get("ended"),
        "corpus": facts.get("corpus"),
        # One text of characters; words and pieces stay apart.
        "vocabulary": "".join(tokens) if saved.vocabulary.kind == "letters" else tokens,
        "chat": None if saved.chat is None else asdict(saved.chat),
    }
    _parameters(about, saved.config, as_json, saved.vocabulary)


def _parameters(
    about: dict[str, Any], config: Config, as_json: bool, vocabulary: Vocabulary | None = None
) -> None:
    rows = parameter_table(config)
    if as_json:
        print_json(
            {
                **about,
                "config": config.to_dict(),
                "parameters": [
                    {"name": p.name, "shape": p.shape, "formula": p.formula, "count": p.count}
                    for p in rows
                ],
                "parameter_count": config.parameter_count(),
                "multiplications": {
                    "guess": per_token(config),
                    "learn": per_token_learned(config),
                },
            }
        )
        return
    from rich.table import Table

    out = console()
    if vocabulary is not None:
        _about(about, vocabulary)
    table = Table(**table_style())
    table.add_column(_("table of numbers"), overflow="fold")
    table.add_column(_("shape"), justify="right")
    table.add_column(_("because"))
    table.add_column(_("numbers"), justify="right")
    many = config.layers > 1
    first_inner = next(p.name[9:] for p in rows if p.name.startswith("blocks.0."))
    for p in rows:
        block, dot, inner = p.name.partition(".0.")
        shape = " × ".join(map(number, p.shape))
        if not many or not p.name.startswith("blocks."):
            table.add_row(p.name, shape, p.formula, number(p.count))
        elif dot:  # layers are alike: the first one stands for all of them
            if inner == first_inner:
                table.add_row(f"{block}.0 … {config.layers - 1}", "", "", "")
            table.add_row(f"  .{inner}", shape, p.formula, f"{config.layers} × {number(p.count)}")
    table.add_section()
    table.add_row(_("in all"), "", "", number(config.parameter_count()), style="bold")
    out.print(table)
    out.print(
        _(
            "With a full window it takes {guess} multiplications to guess one token, and {learn} "
            "to learn from one."
        ).format(guess=number(per_token(config)), learn=number(per_token_learned(config)))
    )


def _about(about: dict[str, Any], vocabulary: Vocabulary) -> None:
    out = console()
    out.print(_("{file}: {size} bytes").format(file=about["file"], size=number(about["bytes"])))
    corpus = about["corpus"]
    if corpus:
        out.print(
            _(
                "Learned from {source}, {steps} steps, seed {seed}, engine {engine} ({precision})"
            ).format(
                source=corpus["source"],
                steps=number(about["steps"]),
                seed=about["seed"],
                engine=about["engine"],
                precision=about["precision"],
            )
        )
        command = to_type("train", "--resume", Path(about["file"]))
        click.echo(
            _("The training was interrupted: {command}").format(command=command)
            if about["ended"] is None
            else _("The training is finished.")
        )
    if about["chat"]:
        command = to_type("chat", Path(about["file"]))
        click.echo(_("It can talk: {command}").format(command=command))
    out.print(told(vocabulary))
