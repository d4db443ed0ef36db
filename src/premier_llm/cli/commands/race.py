"""``premier-llm race``: the same training, computed in several ways, on this machine."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from gettext import gettext as _
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from ...i18n import number
from ..parameters import Number
from ..terminal import WIDTH, bar, console, duration, json_option, print_json

if TYPE_CHECKING:
    from ...data.corpus import Corpus

STEPS = 250
"""The lesson's model on its 20 names, from chance to the floor."""


@dataclass(frozen=True)
class Lap:
    """How fast one way of computing goes."""

    name: str
    seconds_per_step: float
    measured_steps: float
    """Steps really done; below 1, a part of one."""
    seconds: float
    """For the whole training."""
    extrapolated: bool


@click.command(
    "race",
    options_metavar=_("[OPTIONS]"),
    short_help=_("The same training in several ways, timed."),
    help=_(
        "Train the lesson's model on its 20 names in several ways, on this machine: the numerical "
        "gradient of the lesson, pure Python, NumPy (and PyTorch where it is installed). "
        "What would take too long is measured for a few seconds and extrapolated, and said so."
    ),
)
@click.option(
    "--seconds",
    metavar="X",
    type=Number(min=0.1, max=600),
    default=2.0,
    show_default=True,
    help=_("Time given to each way."),
)
@json_option
def command(seconds: float, as_json: bool) -> None:
    from ...data.reading import read_corpus
    from ...engines import ENGINES
    from ...model.config import Config
    from ..files import choose_threads

    choose_threads(Config())
    engines = [name for name in ENGINES if name != "torch" or find_spec("torch")]
    corpus = read_corpus("pokemon")
    out = console()
    if not as_json:
        out.print(
            _("{steps} steps of training on the 20 Pokémon of the lesson").format(steps=STEPS),
            style="bold",
        )
    laps = []
    ways: list[tuple[str, Callable[[], Lap]]] = [
        ("numerical", lambda: _numerical(corpus, seconds)),
        *((name, lambda name=name: _engine(corpus, name, seconds)) for name in _order(engines)),
    ]
    for name, way in ways:
        if not as_json:
            out.print(f"  {_label(name)}…", style="dim")
        laps.append(way())
    if as_json:
        print_json({"steps": STEPS, "laps": [asdict(lap) for lap in laps]})
        return
    _print(laps, with_torch="torch" in engines)


def _label(name: str) -> str:
    return {
        "numerical": _("numerical gradient (lesson)"),
        "pure": _("pure Python, gradients by hand"),
        "numpy": _("NumPy"),
        "torch": _("PyTorch"),
    }[name]


def _order(engines: list[str]) -> list[str]:
    """The slowest first."""
    return sorted(engines, key=("pure", "torch", "numpy").index)


def _numerical(corpus: Corpus, seconds: float) -> Lap:
    """The lesson's slope: each parameter is moved a little up and down, two losses for each."""
    from ...data.windows import windows_of
    from ...engines import engine
    from ...model.config import Config

    config = Config()
    model = engine("pure").Model(config)
    batch = model.pack(windows_of(corpus, config.context))
    losses_per_step = 2 * config.parameter_count()
    done, since = 0, time.perf_counter()
    while time.perf_counter() - since < seconds and done < losses_per_step * STEPS:
        model.loss(batch)
        done += 1
    step = (time.perf_counter() - since) / done * losses_per_step
    return Lap("numerical", step, done / losses_per_step, step * STEPS, True)


def _engine(corpus: Corpus, name: str, seconds: float) -> Lap:
    from ...model.config import Config
    from ...training.loop import Training
    from ...training.recipe import Recipe

    config = Config()
    recipe: Any = Recipe.suited_to(config, corpus, steps=STEPS)
    training = Training(corpus, config, recipe, name)
    for _progress in training:
        if training.seconds > seconds:
            break
    step = training.seconds / training.step
    return Lap(name, step, training.step, step * STEPS, training.step < STEPS)


def _print(laps: list[Lap], with_torch: bool) -> None:
    out = console()
    out.print()
    fastest = min(lap.seconds for lap in laps)
    # A column of bar for each factor: the shortest bar is not nothing.
    top = math.log10(max(lap.seconds for lap in laps) / fastest) + 1
    for lap in laps:
        length = (math.log10(lap.seconds / fastest) + 1) / top
        sign = "≈" if lap.extrapolated else " "
        out.print(f" {_label(lap.name):<32}{sign} {duration(lap.seconds):>8}  {bar(length, 32)}")
    out.print()
    slowest = max(laps, key=lambda lap: lap.seconds)
    quickest = min(laps, key=lambda lap: lap.seconds)
    out.print(
        _("{fast} is {times} times as fast as {slow}.").format(
            fast=_label(quickest.name),
            slow=_label(slowest.name),
            times=number(slowest.seconds / quickest.seconds),
        ),
        style="bold",
        width=WIDTH,
    )
    out.print(_("On the bars, each tenfold is a step of the same length."), width=WIDTH)
    for lap in laps:
        if lap.extrapolated:
            out.print(
                _("≈ {name}: extrapolated from {part} steps out of {steps}.").format(
                    name=_label(lap.name),
                    part=number(lap.measured_steps, 3 if lap.measured_steps < 1 else 0),
                    steps=STEPS,
                ),
                width=WIDTH,
            )
    if not with_torch:
        out.print(_("PyTorch does not run: it is not installed."), width=WIDTH)
