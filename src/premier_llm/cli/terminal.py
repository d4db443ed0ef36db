"""How numbers look in a terminal: bars, curves, marks, JSON.

Every picture has a plain form for terminals that cannot write its characters, says nothing by
colour alone, and fits in 80 columns.
"""

from __future__ import annotations

import codecs
import io
import json
import math
import os
import shlex
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from ..data.report import visible
from ..i18n import number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDTH = 78
"""Columns we draw on, at most: narrow enough for a terminal of 80."""

_ASCII = "premier_llm_ascii"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STEPS = " ▁▂▃▄▅▆▇█"
_LOOKALIKES = str.maketrans(
    {
        "’": "'",
        "«": '"',
        "»": '"',
        "×": "x",
        "·": "-",
        "œ": "oe",
        "→": "->",
        "–": "-",
        "↵": "\\n",
        "⇥": "\\t",
    }
)


def _or_before(ctx: click.Context, _parameter: click.Parameter, given: bool) -> bool:
    """Also where it stands before the subcommand: premier-llm --json info mini."""
    above = ctx.parent
    while above is not None:
        given, above = given or bool(above.params.get("as_json")), above.parent
    return given


json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    callback=_or_before,
    help=_("Print one JSON object, for programs."),
)


# What the terminal can write


def write_what_the_terminal_can(*streams: TextIO) -> None:
    """Never fail on a character that a terminal lacks: é becomes e where there is no é."""
    codecs.register_error("premier_llm.plain", _plain)
    codecs.register(_ascii)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            asked = codecs.lookup(stream.encoding).name
            stream.reconfigure(
                encoding=_ASCII if asked == "ascii" else None, errors="premier_llm.plain"
            )


def _ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII by another name: by its own, click takes it for a mistake and writes UTF-8."""
    if name != _ASCII:
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        incrementalencoder=known.incrementalencoder,
        incrementaldecoder=known.incrementaldecoder,
        name=_ASCII,
    )


def _plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    hard = error.object[error.start : error.end]
    soft = unicodedata.normalize("NFKD", hard.translate(_LOOKALIKES))
    kept = (c for c in soft if not unicodedata.combining(c))
    return "".join(c if c.isascii() else "?" for c in kept), error.end


def can_draw() -> bool:
    """Whether stdout takes block characters."""
    try:
        "█▏▁┈○★≈×".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def colour() -> bool | None:
    """For click's echo: False when colours are not wanted, else let it look at the terminal."""
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return False if unwanted else None


def console() -> Console:
    """Where rich writes: stdout as it is now, no markup or highlighting of its own."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


# Pictures


def bar(share: float, width: int) -> str:
    """A horizontal bar, ``share`` (0 to 1) of ``width`` columns."""
    share = min(max(share, 0.0), 1.0)
    if not can_draw():
        return "#" * round(share * width)
    eighths = round(share * width * 8)
    if share > 0 and eighths == 0:
        eighths = 1
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def percent(share: float) -> str:
    """A share as a percentage of constant width: 4 columns in English, 5 in French.

    What is not nothing is never shown as 0 %.
    """
    space = "\u00a0" if number(0.5, 1) == "0,5" else ""
    if share > 0 and round(share * 100) == 0:
        return f" <1{space}%"
    if share < 1 and round(share * 100) == 100:
        return f">99{space}%"
    return f"{share * 100:3.0f}{space}%"


class ReferenceLine(NamedTuple):
    """A horizontal line to compare a curve with."""

    label: str
    value: float


def chart(
    curve: Sequence[tuple[int, float]],
    last: int,
    lines: Iterable[ReferenceLine],
    dots: Sequence[tuple[int, float]] = (),
    width: int = WIDTH,
    height: int = 8,
) -> Text:
    """A curve as an area, from (step, value) points with steps 0 to ``last``.

    Each column shows the mean of its points; columns beyond the last point are empty. The scale
    goes from 0 to a little above the highest line and the first point. ``lines`` are drawn behind
    with their label at the right, ``dots`` in front.
    """
    from rich.text import Text

    by_height = sorted(lines, key=lambda line: -line.value)
    highest = max([line.value for line in by_height] + [value for _, value in curve[:1]] + [0.1])
    scale = height / (highest * 1.02)

    def row_of(value: float) -> int:
        return min(int(value * scale), height - 1)

    # Lines that fall on one row share its label.
    labels: dict[int, str] = {}
    for line in by_height:
        said = f"{number(line.value, 2)} {line.label}"
        labels[row_of(line.value)] = ", ".join(filter(None, (labels.get(row_of(line.value)), said)))
    columns = max(10, width - 3 - max(map(len, labels.values()), default=0))

    def column_of(step: int) -> int:
        return min(step * columns // max(last, 1), columns - 1)

    points: dict[int, list[float]] = {}
    for step, value in curve:
        points.setdefault(column_of(step), []).append(value)
    tops: list[float] = []
    for place in range(max(points, default=-1) + 1):  # fewer points than columns: hold the value
        here = points.get(place)
        tops.append(min(sum(here) / len(here) * scale, height) if here else tops[-1])
    dotted = {(row_of(value), column_of(step)) for step, value in dots}
    fancy = can_draw()
    text = Text()
    for row in reversed(range(height)):
        cells: list[tuple[str, str]] = [(" ", "")]
        for place in range(columns):
            share = min(max(tops[place] - row, 0.0), 1.0) if place < len(tops) else 0.0
            if (row, place) in dotted:
                cells.append(("○" if fancy else "o", "bold yellow"))
            elif share > 0:
                block = _STEPS[max(1, round(share * 8))]
                cells.append((block if fancy else "#" if share >= 0.5 else ".", "cyan"))
            elif row in labels:
                cells.append(("┈" if fancy else "-", "dim"))
            else:
                cells.append((" ", ""))
        cells.append((f" {labels.get(row, '')}".rstrip(), "dim"))
        for style, run in groupby(cells, key=lambda cell: cell[1]):
            text.append("".join(cell for cell, _style in run), style)
        if row:
            text.append("\n")
    return text


def table_style() -> dict[str, Any]:
    """What all our tables share."""
    from rich import box

    return {
        "box": box.SIMPLE_HEAD if can_draw() else box.ASCII,
        "padding": (0, 1, 0, 0),
        "pad_edge": False,
        "header_style": "bold",
    }


def duration(seconds: float) -> str:
    """A time as a person would say it, two figures at most."""
    if seconds < 0.0095:
        return _("{n} ms").format(n=number(seconds * 1000, 1))
    if seconds < 60:
        return _("{n} s").format(n=number(seconds, 2 if seconds < 10 else 0))
    if seconds < 3600:
        return _("{n} min").format(n=number(seconds / 60, 1 if seconds < 600 else 0))
    if seconds < 48 * 3600:
        return _("{n} h").format(n=number(seconds / 3600, 1))
    return _("{n} days").format(n=number(seconds / 86400, 0))


def capital(name: str) -> str:
    """A name as one writes it; only its first letter changes."""
    return visible(name[:1].upper() + name[1:])


def to_type(*words: object) -> str:
    """A command of ours as it can be pasted into a terminal: quoted where a name needs it.

    Printed by click, never by rich, which would cut it in two.
    """
    # What begins with a dash is taken for an option, unless it is said to lie here.
    said = (
        f"./{word}" if isinstance(word, Path) and f"{word}"[0] == "-" else word for word in words
    )
    return shlex.join(["premier-llm", *map(str, said)])


# JSON


def print_json(facts: dict[str, Any]) -> None:
    """One JSON object on stdout; what is not a finite number becomes null.

    In ASCII, which every stdout takes: a program must not read a letter that was written as "?".
    """
    click.echo(json.dumps(_finite(facts), allow_nan=False))


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
