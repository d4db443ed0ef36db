"""How a model that invents or answers chooses each token, as options."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _

import click

from .files import Command


def choosing_options(temperature: float) -> Callable[[Command], Command]:
    """--temperature, which is this unless asked otherwise, --top-k and --polite."""

    def added(command: Command) -> Command:
        for option in reversed(
            (
                click.option(
                    "-t",
                    "--temperature",
                    type=float,
                    metavar="X",
                    default=temperature,
                    show_default=True,
                    help=_(
                        "0 always takes the likeliest letter or word; 0.5 is wise, 1.5 is wild."
                    ),
                ),
                click.option(
                    "--top-k",
                    type=int,
                    metavar="N",
                    default=0,
                    help=_("Choose among the k likeliest letters or words; 0 for all."),
                ),
                click.option("--polite", is_flag=True, help=_("Leave out rude words.")),
            )
        ):
            command = option(command)
        return command

    return added
