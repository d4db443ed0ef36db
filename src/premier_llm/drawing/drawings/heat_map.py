"""A table of numbers in colours: blue above 0, hatched orange below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ...i18n import dire
from ..picture import Picture, frame, scroll
from ..registry import drawing, for_pupils
from ..words import cell, nothing, number, same_length, visible

_WRITTEN = 12
"""Columns up to which the numbers are written in the cells."""
_SIDE, _LABEL = 22, 40
"""Of a small cell, and of the labels of rows."""
_BLOCKS = 36
"""Columns beside one another in a terminal, as blocks; as numbers, ten."""


@drawing
def heat_map(
    matrix: Sequence[Sequence[float]],
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    title: str,
    numbers: bool = True,
) -> Picture:
    """(rows, columns) numbers on a scale centred on 0.

    Where there are many columns, or without ``numbers``, the numbers are in a fold-out table.
    Unequal lengths raise ValueError.
    """
    same_length(matrix, row_labels, dire("Il faut un nom pour chaque ligne"))
    for row in matrix:
        same_length(row, column_labels, dire("Il faut un nom pour chaque colonne"))
    if not matrix or not column_labels:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    rows, columns = [visible(x) for x in row_labels], [visible(x) for x in column_labels]
    largest = max((abs(v) for row in matrix for v in row if math.isfinite(v)), default=0.0) or 1.0
    shares = [[v / largest if math.isfinite(v) else math.nan for v in row] for row in matrix]
    legend = dire(
        "Plus la couleur est forte, plus le nombre est loin de 0. Orange hachuré "
        "et −\u00a0: négatif. Le plus grand (sans le signe)\u00a0: {largest}."
    ).format(largest=number(largest))
    written = numbers and len(columns) <= _WRITTEN
    table = scroll(_table(matrix, shares, rows, columns), dire("Le tableau des nombres"), title)
    if written:
        inside = table
    else:
        small = _small(matrix, shares, rows, columns, legend)
        drawing = scroll(small, dire("Le dessin"), title)
        inside = dire(
            "{drawing}<details><summary>Voir tous les nombres</summary>{table}</details>"
        ).format(drawing=drawing, table=table)
    return frame(title, f"{inside}<p>{legend}</p>", _text(matrix, shares, rows, columns, written))


@for_pupils
def afficher_tableau(
    matrice: Sequence[Sequence[float]],
    lignes: Sequence[str],
    colonnes: Sequence[str],
    titre: str = "Tableau",
) -> Picture:
    """A heat map (rows, columns)."""
    return heat_map(matrice, lignes, colonnes, titre)


def _table(
    matrix: Sequence[Sequence[float]],
    shares: list[list[float]],
    rows: list[str],
    columns: list[str],
) -> str:
    head = "".join(f"<th scope='col'><bdi>{escape(name)}</bdi></th>" for name in columns)
    body = ""
    for name, row, row_shares in zip(rows, matrix, shares, strict=True):
        cells = "".join(
            f"<td style='{_paint(share)}'>{number(value)}</td>"
            for value, share in zip(row, row_shares, strict=True)
        )
        body += f"<tr><th scope='row'><bdi>{escape(name)}</bdi></th>{cells}</tr>"
    return f"<table class='grid'><tr><td></td>{head}</tr>{body}</table>"


def _paint(share: float) -> str:
    if math.isnan(share):
        return ""
    if share < 0:
        mix = f"rgba(var(--orange),{-0.6 * share:.2f})"
        return f"background:repeating-linear-gradient(45deg,{mix} 0 5px,transparent 5px 8px)"
    return f"background:rgba(var(--blue),{0.6 * share:.2f})"


def _small(
    matrix: Sequence[Sequence[float]],
    shares: list[list[float]],
    rows: list[str],
    columns: list[str],
    legend: str,
) -> str:
    width, height = _LABEL + _SIDE * len(columns), _SIDE * (len(rows) + 1)
    parts = []
    for place, name in enumerate(columns):
        parts.append(
            f"<text x='{_LABEL + _SIDE * (place + 0.5):.0f}' y='16' text-anchor='middle' "
            f"font-size='14'>{escape(cell(name, 3).strip())}</text>"
        )
    for i, (name, row, row_shares) in enumerate(zip(rows, matrix, shares, strict=True)):
        y = _SIDE * (i + 1)
        parts.append(
            f"<text x='{_LABEL - 6}' y='{y + 16}' text-anchor='end' font-size='14'>"
            f"{escape(cell(name, 4).strip())}</text>"
        )
        for j, (value, share) in enumerate(zip(row, row_shares, strict=True)):
            x = _LABEL + _SIDE * j
            colour = "orange" if share < 0 else "blue"
            alpha = 0.0 if math.isnan(share) else 0.06 + 0.9 * abs(share)
            parts.append(
                f"<rect x='{x + 1}' y='{y + 1}' width='{_SIDE - 2}' height='{_SIDE - 2}' rx='3' "
                f"fill='rgba(var(--{colour}),{alpha:.2f})'><title>{escape(name)} → "
                f"{escape(columns[j])}&#160;: {number(value)}</title></rect>"
            )
            if share < 0:
                parts.append(
                    f"<path d='M{x + 6} {y + 11}h10' stroke='var(--ink)' stroke-width='2'/>"
                )
    label = escape(
        dire("{rows} lignes et {columns} colonnes de nombres. {legend}").format(
            rows=len(rows), columns=len(columns), legend=legend
        )
    )
    return (
        f"<svg viewBox='0 0 {width} {height}' role='img' aria-label='{label}' "
        f"style='width:{width}px;max-width:none'>{''.join(parts)}</svg>"
    )


def _text(
    matrix: Sequence[Sequence[float]],
    shares: list[list[float]],
    rows: list[str],
    columns: list[str],
    written: bool,
) -> list[str]:
    lines = []
    size, most = (7, 10) if written else (2, _BLOCKS)
    for first in range(0, len(columns), most):
        shown = range(first, min(first + most, len(columns)))
        lines.append(" " * 7 + "".join(cell(columns[j], size, right=True) for j in shown))
        for name, row, row_shares in zip(rows, matrix, shares, strict=True):
            said = (
                (cell(number(row[j]), size - 1) if math.isfinite(row[j]) else "?")
                if written
                else _block(row_shares[j])
                for j in shown
            )
            lines.append(
                cell(name, 7, right=True) + "".join(cell(s.strip(), size, right=True) for s in said)
            )
    if not written:
        lines.append(dire("Plus c’est plein, plus c’est loin de 0 ; − devant\u00a0: négatif."))
    return lines


def _block(share: float) -> str:
    if math.isnan(share):
        return "?"
    return ("−" if share < 0 else "") + "·░▒▓█"[round(4 * abs(share))]
