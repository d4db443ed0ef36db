"""``premier-llm compare``: two models, difference by difference."""

from __future__ import annotations

from dataclasses import fields
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from ...errors import InputError
from ...i18n import number
from ...model.config import Config
from ...model.labels import words_of
from ...model.presets import PRESETS
from ..terminal import WIDTH, bar, console, json_option, print_json, table_style
from .info import said


@click.command(
    "compare",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Two models, difference by difference."),
    help=_(
        "List every difference between two models (presets or files), and how many numbers the "
        "first would have with that difference alone.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm compare mini gpt2\n"
        "  premier-llm compare mini microgpt\n"
        "  premier-llm compare pokemon.safetensors gpt2"
    ),
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@json_option
def command(first: str, second: str, as_json: bool) -> None:
    (a, learned), (b, also_learned) = _opened(first), _opened(second)
    # A preset has learned nothing that could be the same.
    same_numbers = None if None in (learned, also_learned) else learned == also_learned
    before, after = a.to_dict(), b.to_dict()
    changed = [dial for dial in before if before[dial] != after[dial]]
    alone = {dial: _count_alone(a, dial, after[dial]) for dial in changed}
    if as_json:
        print_json(
            {
                "a": {"name": first, **before, "parameters": a.parameter_count()},
                "b": {"name": second, **after, "parameters": b.parameter_count()},
                "differences": [
                    {"dial": d, "a": before[d], "b": after[d], "parameters_of_a_with_it": alone[d]}
                    for d in changed
                ],
                "same_numbers": same_numbers,
            }
        )
        return
    from rich.table import Table

    out = console()
    if not changed:
        sentence = {
            True: _("{a} and {b} are the same model, number by number."),
            False: _("{a} and {b} have the same settings, but have learned other numbers."),
            None: _("{a} and {b} have the same settings."),
        }[same_numbers]
        out.print(sentence.format(a=first, b=second), width=WIDTH)
        return
    table = Table(**table_style())
    table.add_column(_("dial"))
    table.add_column("")
    table.add_column(first, justify="right", overflow="fold")
    table.add_column(second, justify="right", overflow="fold")
    table.add_column(_("{name}, this alone").format(name=first), justify="right", max_width=11)
    for dial in changed:
        count = alone[dial]
        table.add_row(
            dial,
            meaning(dial),
            said(before[dial]),
            said(after[dial]),
            _("not alone") if count is None else number(count),
        )
    table.add_section()
    totals = number(a.parameter_count()), number(b.parameter_count())
    table.add_row("", _("numbers in all"), *totals, "", style="bold")
    out.print(table)
    _print_ratio(first, a.parameter_count(), second, b.parameter_count())
    same = len(before) - len(changed)
    if None in alone.values():
        out.print(
            _("not alone: {name} would not be a sound model with this dial only.").format(
                name=first
            ),
            width=WIDTH,
        )
    out.print(
        _(
            "The other {count} dials are the same. Each difference is a dial that you can turn: "
            "premier-llm train pokemon --set activation=gelu"
        ).format(count=same),
        width=WIDTH,
    )


def _print_ratio(first: str, a: int, second: str, b: int) -> None:
    """Two bars on a log scale, one column for each factor of the same size."""
    import math

    out = console()
    width = 40
    top = math.log(max(a, b, 2))
    for name, count in ((first, a), (second, b)):
        drawn = bar(math.log(count) / top, width)
        out.print(f" {name[:20]:<20} {number(count):>13} {drawn}")
    times = max(a, b) / min(a, b)
    if times >= 1.05:
        larger, smaller = (first, second) if a > b else (second, first)
        out.print(
            _(
                "{larger} has {times} times as many numbers as {smaller}. (On these bars, each "
                "tenfold is a step of the same length.)"
            ).format(larger=larger, smaller=smaller, times=number(times, 0 if times >= 10 else 1)),
            width=WIDTH,
        )
    out.print()


def _opened(name: str) -> tuple[Config, tuple[Any, ...] | None]:
    """The settings of a preset or a file, and what it knows: its tokens and its numbers."""
    if name in PRESETS:
        return PRESETS[name], None
    if not Path(name).exists():
        raise InputError(
            _("There is no preset and no file called {name}. The presets are: {known}.").format(
                name=name, known=", ".join(PRESETS)
            )
        )
    from ...files.model_file import load

    saved = load(name)
    return saved.config, (saved.vocabulary.to_dict(), saved.weights)


def _count_alone(config: Config, dial: str, value: object) -> int | None:
    """The parameters of a model with one dial turned; None where it cannot turn alone."""
    try:
        return config.with_dials(**{dial: value}).parameter_count()
    except InputError:
        return None


def meaning(dial: str) -> str:
    """A dial in plain words."""
    (found,) = (item for item in fields(Config) if item.name == dial)
    return _(words_of(found).meaning)
