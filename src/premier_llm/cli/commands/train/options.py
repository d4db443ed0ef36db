"""Options of all commands that train."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

import click

from ...files import Command, engine_options, force_option
from ...parameters import FileName, Number
from ...terminal import json_option

SAVE_EVERY = 10.0
"""Seconds between two saves, unless one asks for others."""


def recipe_options(command: Command) -> Command:
    """How long, and how, it learns."""
    for option in reversed(
        (
            click.option("--steps", type=int, metavar="N", help=_("Steps of training.")),
            click.option(
                "--batch", type=int, metavar="N", help=_("Windows per step; 0 for all of them.")
            ),
            click.option(
                "--accumulate",
                type=int,
                metavar="N",
                help=_("Batches per step: as a batch N times larger, in the memory of one."),
            ),
            click.option(
                "--learning-rate", type=float, metavar="X", help=_("How far each step goes.")
            ),
            click.option(
                "--held-out",
                type=float,
                metavar="X",
                help=_("Share of the names or stories hidden from the training, to test on."),
            ),
            click.option(
                "--set",
                "turned",
                metavar=_("DIAL=VALUE"),
                multiple=True,
                help=_(
                    "Turn any dial of the recipe, such as clip=1, or of a new model (see info)."
                ),
            ),
        )
    ):
        command = option(command)
    return command


def computing_options(command: Command) -> Command:
    """What computes, and from which seed."""
    for option in reversed(
        (
            click.option(
                "--seed",
                type=int,
                metavar="N",
                default=0,
                show_default=True,
                help=_("Same seed, same model."),
            ),
            click.option(
                "--precision",
                type=click.Choice(["float32", "float64", "bfloat16"]),
                default="float32",
                show_default=True,
                help=_("Digits of the numbers; bfloat16, half of float32, is for PyTorch."),
            ),
            engine_options,
            click.option(
                "--compile",
                is_flag=True,
                help=_("Have PyTorch write code for this model: a minute first, then faster."),
            ),
        )
    ):
        command = option(command)
    return command


class Keeping(NamedTuple):
    """How a training is kept meanwhile, and told."""

    save_every: float
    keep: int | None
    tensorboard: Path | None
    log: Path | None
    force: bool
    as_json: bool

    @classmethod
    def of(cls, chosen: dict[str, Any]) -> Keeping:
        """Taken out of all the options."""
        return cls(**{name: chosen.pop(name) for name in cls._fields})


def keeping_options(output: str) -> Callable[[Command], Command]:
    """Where the training is kept, meanwhile too; ``output``: what is said of its file."""

    def added(command: Command) -> Command:
        for option in reversed(
            (
                click.option("-o", "--output", type=FileName(), metavar=_("FILE"), help=output),
                click.option(
                    "--resume",
                    type=FileName(),
                    metavar=_("FILE"),
                    help=_(
                        "Go on with a training that was interrupted, to the same end bit for bit."
                    ),
                ),
                click.option(
                    "--save-every",
                    type=Number(min=0),
                    default=SAVE_EVERY,
                    show_default=True,
                    metavar=_("SECONDS"),
                    help=_(
                        "Save while training, so that even a power cut costs no more than that."
                    ),
                ),
                click.option(
                    "--keep",
                    type=click.IntRange(min=1),
                    metavar="N",
                    help=_(
                        "Leave the last N saves in a folder beside the model, too, and the best "
                        "model so far."
                    ),
                ),
                click.option(
                    "--tensorboard",
                    type=FileName(),
                    metavar=_("FOLDER"),
                    help=_("Keep the curves, and what is invented, for TensorBoard to show."),
                ),
                click.option(
                    "--log",
                    type=FileName(),
                    metavar=_("FILE"),
                    help=_("Write what each step says, a line of JSON a step (.jsonl)."),
                ),
                force_option,
                json_option,
            )
        ):
            command = option(command)
        return command

    return added
