"""Horizontal bars: probabilities, or any numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Literal

from ...i18n import dire
from ..picture import Picture, frame
from ..registry import drawing, for_pupils
from ..words import cell, nothing, number, percent, same_length, visible

_LABEL, _BAR = 16, 40
"""Columns of a label and of the bars in a terminal."""


@drawing
def bars(
    values: Sequence[float],
    labels: Sequence[str],
    title: str,
    kind: Literal["percent", "number"] = "percent",
    marked: str | None = None,
) -> Picture:
    """One bar a value (n,), the largest as long as there is room for.

    Negative ones go left of zero and are hatched; ``marked`` is the label that stands out.
    Unequal lengths raise ValueError.
    """
    same_length(values, labels, dire("Il faut un nom pour chaque nombre"))
    if not values:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    say = percent if kind == "percent" else number
    finite = [v for v in values if math.isfinite(v)]
    low, high = min([*finite, 0.0]), max([*finite, 0.0])
    # Halves, for the distance between two huge numbers may not be a number.
    span = high / 2 - low / 2 or 1.0
    zero = abs(low) / 2 / span
    names = [visible(label) for label in labels]
    width = min(_LABEL, max(len(name) for name in names) + 1)
    room = width + width // 4  # a bold m is wider than the figure that measures a column
    marked_row = " class='marked'"
    rows, lines = [], []
    for value, label, name in zip(values, labels, names, strict=True):
        known = math.isfinite(value)
        length = abs(value) / 2 / span if known else 0.0
        start = zero - length if value < 0 else zero
        mark = " ◀" if label == marked else ""
        bar = (
            f"<span class='bar{' minus' if value < 0 else ''}' "
            f"style='margin-left:{100 * start:.1f}%;width:{100 * length:.1f}%'></span>"
        )
        rows.append(
            f"<tr{marked_row if mark else ''}>"
            f"<th scope='row' style='min-width:{room}ch'><bdi>{escape(name)}</bdi></th>"
            f"<td class='track' aria-hidden='true'>{bar if known else ''}</td>"
            f"<td>{escape(say(value))}{mark}</td></tr>"
        )
        drawn = " " * round(_BAR * start) + ("▒" if value < 0 else "█") * round(_BAR * length)
        if known and value and not drawn.strip():
            drawn = drawn[: _BAR - 1] + "▏"
        lines.append(f"{cell(name, width, right=True)} {cell(drawn, _BAR)} {say(value)}{mark}")
    return frame(title, f"<table class='bars'>{''.join(rows)}</table>", lines)


@for_pupils
def afficher_barres(
    valeurs: Sequence[float], etiquettes: Sequence[str], titre: str = "Probabilités"
) -> Picture:
    """Bars of probabilities."""
    return bars(valeurs, etiquettes, titre)


@for_pupils
def afficher_nombres(
    valeurs: Sequence[float], etiquettes: Sequence[str], titre: str = "Nombres"
) -> Picture:
    """Bars of any numbers, negative ones too."""
    return bars(valeurs, etiquettes, titre, kind="number")
