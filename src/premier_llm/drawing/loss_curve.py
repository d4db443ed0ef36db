"""The loss against the steps, with its reference lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from .picture import Picture, card, number, whole

_W, _H = 680, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 150, 16, 44
_COLUMNS, _ROWS = 56, 14

Point = tuple[int, float]


def loss_curve(
    losses: Sequence[Point],
    lines: Sequence[tuple[str, float]] = (),
    title: str = "L’erreur (loss)",
    held_out: Sequence[Point] = (),
    steps: int | None = None,
) -> Picture:
    """(step, loss) points; ``held_out`` the hidden names'; ``steps`` fixes the axis."""
    losses = [(s, float(v)) for s, v in losses if math.isfinite(v)]
    held_out = [(s, float(v)) for s, v in held_out if math.isfinite(v)]
    everything = [v for _, v in (*losses, *held_out)] + [v for _, v in lines]
    top = 1.08 * max(everything, default=1.0) or 1.0
    last = max([steps or 0, 1, *(s for s, _ in (*losses, *held_out))])

    def x(step: float) -> float:
        return _LEFT + (_W - _LEFT - _RIGHT) * step / last

    def y(value: float) -> float:
        return _H - _BOTTOM - (_H - _TOP - _BOTTOM) * value / top

    parts = [
        f"<path d='M{_LEFT} {_TOP}V{_H - _BOTTOM}H{_W - _RIGHT}' fill='none' stroke='var(--soft)'/>"
    ]
    parts += [
        f"<path d='M{_LEFT} {y(tick):.1f}H{_W - _RIGHT}' stroke='var(--grid)'/>"
        f"<text class='soft' x='{_LEFT - 8}' y='{y(tick) + 5:.1f}' text-anchor='end' "
        f"font-size='15'>{number(tick, 1)}</text>"
        for tick in _ticks(top)
    ]
    parts.append(
        f"<text class='soft' x='{_LEFT}' y='{_H - 14}' font-size='15'>0</text>"
        f"<text class='soft' x='{_W - _RIGHT}' y='{_H - 14}' text-anchor='end' font-size='15'>"
        f"étape {whole(last)}</text>"
    )
    for (name, value), place in zip(lines, _spread([y(v) for _, v in lines]), strict=True):
        parts.append(
            f"<path d='M{_LEFT} {y(value):.1f}H{_W - _RIGHT}' stroke='var(--soft)' "
            f"stroke-dasharray='2 5'/>"
            f"<path d='M{_W - _RIGHT} {y(value):.1f}l8 {place - y(value):.1f}' "
            f"stroke='var(--soft)' fill='none'/>"
            f"<text x='{_W - _RIGHT + 12}' y='{place + 5:.1f}' font-size='15'>"
            f"{escape(name)} {number(value)}</text>"
        )
    for points, colour, dash in ((losses, "a", ""), (held_out, "b", " stroke-dasharray='8 5'")):
        if not points:
            continue
        path = "L".join(f"{x(s):.1f} {y(v):.1f}" for s, v in points)
        s, v = points[-1]
        end = (
            f"<circle cx='{x(s):.1f}' cy='{y(v):.1f}' r='5' fill='var(--{colour})'/>"
            if not dash
            else f"<rect x='{x(s) - 5:.1f}' y='{y(v) - 5:.1f}' width='10' height='10' "
            f"fill='var(--{colour})'/>"
        )
        parts.append(
            f"<path d='M{path}' fill='none' stroke='var(--{colour})' stroke-width='2.5'"
            f"{dash} stroke-linejoin='round'/>{end}"
        )
    said = _said(losses, held_out)
    listed = ", ".join(f"{name} {number(value)}" for name, value in lines)
    label = escape(f"{said} Repères\u00a0: {listed}", quote=True)
    svg = (
        f"<svg viewBox='0 0 {_W} {_H}' role='img' aria-label='{label}'>"
        f"{''.join(parts)}</svg><p class='pllm-soft'>{escape(said)}</p>"
    )
    return Picture(card(title, svg), _text(losses, held_out, lines, title, top, last, said))


def _said(losses: Sequence[Point], held_out: Sequence[Point]) -> str:
    if not losses:
        return "Rien n’est encore mesuré."
    (first_step, first), (step, value) = losses[0], losses[-1]
    said = f"● erreur {number(value, 3)} à l’étape {whole(step)}"
    if step != first_step:
        said += f" (au début {number(first, 3)})"
    if held_out:
        said += f" ; ■ noms cachés {number(held_out[-1][1], 3)}"
    return said + "."


def _ticks(top: float) -> list[float]:
    step = next((s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 50, 100) if top / s <= 6), top / 4)
    return [step * i for i in range(1, int(top / step) + 1)]


def _spread(places: list[float]) -> list[float]:
    """The labels' heights, at least a line apart, in the order of the lines."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + 20)
    lowest = _H - _BOTTOM + 4.0
    for after in reversed(order):
        moved[after] = min(moved[after], lowest)
        lowest = moved[after] - 20
    return moved


def _text(
    losses: Sequence[Point],
    held_out: Sequence[Point],
    lines: Sequence[tuple[str, float]],
    title: str,
    top: float,
    last: int,
    said: str,
) -> str:
    grid = [[" "] * _COLUMNS for _ in range(_ROWS)]
    labels = [""] * _ROWS

    def row(value: float) -> int:
        return min(_ROWS - 1, max(0, round((_ROWS - 1) * (1 - value / top))))

    for name, value in lines:
        grid[row(value)] = ["┄"] * _COLUMNS
        labels[row(value)] += f" {name} {number(value)}"
    for points, sign in ((held_out, "■"), (losses, "●")):
        for step, value in points:
            grid[row(value)][round((_COLUMNS - 1) * step / last)] = sign
    drawn = ["│" + "".join(g) + label[:22] for g, label in zip(grid, labels, strict=True)]
    return "\n".join([title, *drawn, "└" + "─" * _COLUMNS, said])
