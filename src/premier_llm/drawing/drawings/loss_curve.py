"""The loss against the steps, with its reference lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from itertools import islice, pairwise
from typing import Any

from ...i18n import dire
from ..picture import Picture, frame
from ..registry import drawing, for_pupils
from ..words import cell, clean, number, paragraph, whole

_W, _H = 400, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 122, 14, 34
_LINE = 19
"""Between two labels."""
_COLUMNS, _ROWS = 52, 14

Point = tuple[int, float]


@drawing
def loss_curve(
    losses: Sequence[Point],
    lines: Sequence[tuple[str, float]] = (),
    title: str = "L’erreur (loss)",
    held_out: Sequence[Point] = (),
    steps: int | None = None,
) -> Picture:
    """(step, loss) points; ``held_out`` those of hidden names; ``steps`` fixes the axis."""
    losses = [(s, v) for s, v in losses if math.isfinite(v)]
    held_out = [(s, v) for s, v in held_out if math.isfinite(v)]
    lines = [(clean(name), v) for name, v in lines if math.isfinite(v)]
    top = 1.06 * max([v for _, v in (*losses, *held_out, *lines)], default=1.0)
    top = top if top > 0 else 1.0
    last = max([steps or 0, 1, *(s for s, _ in (*losses, *held_out))])
    right, floor = _W - _RIGHT, _H - _BOTTOM

    def x(step: float) -> float:
        return _LEFT + (right - _LEFT) * step / last

    def y(value: float) -> float:
        return floor - (floor - _TOP) * max(value, 0.0) / top

    parts = [
        f"<path d='M{_LEFT} {y(tick):.1f}H{right}' stroke='var(--line)'/>"
        f"<text class='soft' x='{_LEFT - 6}' y='{y(tick) + 5:.1f}' text-anchor='end' "
        f"font-size='15'>{f'{tick:g}'.replace('.', ',')}</text>"
        for tick in _ticks(top)
    ]
    parts.append(
        dire(
            "<path d='M{LEFT} {TOP}V{floor}H{right}' fill='none' "
            "stroke='var(--soft)'/><text class='soft' x='{LEFT}' y='{H}' "
            "font-size='15'>étape 0</text><text class='soft' x='{right}' y='{H}' "
            "text-anchor='end' font-size='15'>{last}</text>"
        ).format(LEFT=_LEFT, TOP=_TOP, floor=floor, right=right, H=_H - 12, last=whole(last))
    )
    for (name, value), place in zip(lines, _spread([y(v) for _, v in lines]), strict=True):
        parts.append(
            f"<path d='M{_LEFT} {y(value):.1f}H{right}L{right + 9} {place:.1f}' fill='none' "
            f"stroke='var(--soft)' stroke-width='1.5' stroke-dasharray='2 4'/>"
            f"<text x='{right + 13}' y='{place + 5:.1f}' font-size='15'>"
            f"{escape(cell(name, 10).strip())} {number(value)}</text>"
        )
    if held_out:
        parts.append(_curve([(x(s), y(v)) for s, v in held_out], "orange", "7 5"))
        parts += [
            f"<path d='M{x(s):.1f} {y(v) - 6:.1f}l6 6-6 6-6-6z' fill='rgb(var(--orange))'/>"
            for s, v in held_out[:: max(1, len(held_out) // 8)] + held_out[-1:]
        ]
    if losses:
        parts.append(_curve([(x(s), y(v)) for s, v in losses], "blue", "none"))
        step, value = losses[-1]
        end = x(step) > (right + _LEFT) / 2
        above = y(value) - 12 if y(value) > _TOP + 26 else y(value) + 24
        parts.append(
            f"<circle cx='{x(step):.1f}' cy='{y(value):.1f}' r='5' fill='rgb(var(--blue))' "
            f"stroke='var(--card)' stroke-width='1.5'/>"
            f"<text class='halo' x='{x(step) + (4 if end else -4):.1f}' y='{above:.1f}' "
            f"text-anchor='{'end' if end else 'start'}' font-size='17' font-weight='700'>"
            f"{number(value)}</text>"
        )
    said = _said(losses, held_out)
    known = ", ".join(f"{name} {number(value)}" for name, value in lines)
    marks = dire(" Repères\u00a0: {known}.").format(known=known) if known else ""
    svg = (
        f"<svg viewBox='0 0 {_W} {_H}' style='max-width:560px' role='img' "
        f"aria-label='{escape(said + marks)}'>{''.join(parts)}</svg><p>{said}</p>"
    )
    return frame(title, svg, _text(losses, held_out, lines, top, last) + paragraph(said))


@for_pupils
def afficher_courbe(
    erreurs: Sequence[float] | Sequence[tuple[int, float]],
    reperes: Mapping[str, float] | None = None,
    titre: str = "L’erreur (loss)",
    caches: Sequence[tuple[int, float]] = (),
) -> Picture:
    """A loss curve with its reference lines; losses, or (step, loss)."""
    points: list[Any] = [
        pair if isinstance(pair, (tuple, list)) else (step, pair)
        for step, pair in enumerate(erreurs)
    ]
    every = max(1, len(points) // 400)
    kept = [*islice(points, 0, None, every), *points[-1:]]
    return loss_curve(kept, list((reperes or {}).items()), titre, held_out=caches)


def _curve(places: list[tuple[float, float]], colour: str, dashes: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return (
        f"<path d='M{path}' fill='none' stroke='rgb(var(--{colour}))' stroke-width='2.5' "
        f"stroke-dasharray='{dashes}' stroke-linejoin='round'/>"
    )


def _said(losses: Sequence[Point], held_out: Sequence[Point]) -> str:
    if not losses:
        return dire("Rien n’est encore mesuré.")
    (first_step, first), (step, value) = losses[0], losses[-1]
    said = dire("● erreur\u00a0: {value} à l’étape {step}").format(
        value=number(value), step=whole(step)
    )
    if step != first_step:
        said += dire(" (au début {first})").format(first=number(first))
    if held_out:
        said += dire("\u00a0; ◆ en pointillés, sur les noms cachés\u00a0: {held_out}").format(
            held_out=number(held_out[-1][1])
        )
    return said + "."


def _ticks(top: float) -> list[float]:
    """Round values, from 0, three to six of them."""
    power = 10.0 ** math.floor(math.log10(top))
    step = next(k * power for k in (0.2, 0.5, 1, 2) if top / (k * power) < 6)
    return [step * i for i in range(int(top / step) + 1)]


def _spread(places: list[float]) -> list[float]:
    """The labels' heights: near their lines, in their order, at least a text line apart."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [max(place, _TOP) for place in places]
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + _LINE)
    lowest = _H - _BOTTOM - 2.0
    for place in reversed(order):
        moved[place] = min(moved[place], lowest)
        lowest = moved[place] - _LINE
    return moved


def _text(
    losses: Sequence[Point],
    held_out: Sequence[Point],
    lines: Sequence[tuple[str, float]],
    top: float,
    last: int,
) -> list[str]:
    grid = [[" "] * _COLUMNS for _ in range(_ROWS)]
    labels = [""] * _ROWS

    def row(value: float) -> int:
        return round((_ROWS - 1) * (1 - max(value, 0.0) / top))

    for name, value in lines:
        grid[row(value)] = ["┄"] * _COLUMNS
        labels[row(value)] += f" {name} {number(value)}"
    for points, sign in ((held_out, "◆"), (losses, "●")):
        for step, value in points:
            grid[row(value)][round((_COLUMNS - 1) * step / last)] = sign
    drawn = [
        f"│{''.join(marks)}{cell(label, 26).rstrip()}"
        for marks, label in zip(grid, labels, strict=True)
    ]
    return [*drawn, "└" + "─" * _COLUMNS, " " + dire("étape 0") + f"{whole(last):>{_COLUMNS - 7}}"]
