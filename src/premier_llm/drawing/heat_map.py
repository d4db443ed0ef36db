"""A table of numbers in colours: blue above 0, hatched orange below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from .picture import Picture, card, number, same_length

_WRITTEN = 12
"""Columns up to which the numbers are written in the cells."""


def heat_map(
    matrix: Sequence[Sequence[float]],
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    title: str,
    numbers: bool = True,
) -> Picture:
    """(rows, columns) numbers; where there are many columns, a tooltip holds each number.

    Unequal lengths raise ValueError.
    """
    same_length(matrix, row_labels, "Il faut un nom pour chaque ligne")
    for row in matrix:
        same_length(row, column_labels, "Il faut un nom pour chaque colonne")
    largest = max((abs(v) for row in matrix for v in row if math.isfinite(v)), default=0) or 1
    written = numbers and len(column_labels) <= _WRITTEN
    names = [str(name) for name in column_labels]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    rows = []
    lines = [title, "    " + " ".join(f"{name[:2]:>2}" for name in names)[:76]]
    for label, row in zip(row_labels, matrix, strict=True):
        cells = []
        for name, value in zip(names, row, strict=True):
            share = abs(value) / largest if math.isfinite(value) else 0.0
            said = number(value)
            inside = said if written else ("−" if value < 0 and share > 0.1 else "&nbsp;")
            cells.append(
                f"<td title='{escape(str(label))} → {escape(name)}&nbsp;: {said}' "
                f"style='{_paint(value, share)}'>{inside}</td>"
            )
        rows.append(f"<tr><th scope='row'>{escape(str(label))}</th>{''.join(cells)}</tr>")
        lines.append(f"{str(label)[:3]:>3} " + " ".join(_block(v / largest) for v in row)[:76])
    legend = "<p class='pllm-soft'>Plus c’est foncé, plus le nombre est grand." + (
        " Hachuré&nbsp;: négatif.</p>" if any(v < 0 for row in matrix for v in row) else "</p>"
    )
    size = "" if written else " style='font-size:14px;line-height:1.2'"
    table = f"<table{size}><tr><td></td>{head}</tr>{''.join(rows)}</table>{legend}"
    return Picture(card(title, table), "\n".join(lines))


def _paint(value: float, share: float) -> str:
    if value < 0:
        mix = f"color-mix(in srgb,var(--b) {70 * share:.0f}%,transparent)"
        return f"background:repeating-linear-gradient(45deg,{mix} 0 4px,transparent 4px 6px)"
    return f"background:color-mix(in srgb,var(--a) {75 * share:.0f}%,transparent)"


def _block(share: float) -> str:
    if not math.isfinite(share):
        return " ?"
    sign = "-" if share < 0 else " "
    return sign + "·░▒▓█"[min(4, round(4 * abs(share)))]
