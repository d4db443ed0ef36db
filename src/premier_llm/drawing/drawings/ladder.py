"""Models one above the other: what each costs, and its losses over several seeds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from ...i18n import dire, dire_n
from ..picture import Picture, frame, scroll
from ..registry import drawing, for_pupils
from ..words import CannotDraw, cell, clean, nothing, number, paragraph, whole

_W, _ROW, _TOP, _BOTTOM = 400, 62, 4, 30
_LEFT, _RIGHT = 14, 386
_COLUMNS = 36


class Rung(NamedTuple):
    """A model that was trained once a seed."""

    name: str
    parameters: int
    seen: Sequence[float]
    """Losses on names that it learned from, one a seed."""
    hidden: Sequence[float]
    """Losses on hidden names, one a seed."""
    seconds: float
    """Mean time of a training."""


@drawing
def ladder(rungs: Sequence[Rung], title: str) -> Picture:
    """A row each, in their order, on one axis of losses; the axis need not begin at 0.

    The band is where the first rung's hidden losses fall: what chance alone does. Losses that are
    no numbers are left out of the drawing, and said so in the table.
    """
    values = [v for rung in rungs for v in (*rung.seen, *rung.hidden) if math.isfinite(v)]
    if not values:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    low, high = min(values), max(values)
    room = 0.06 * (high - low) or 0.5
    low, high = low - room, high + room
    chance = [v for v in rungs[0].hidden if math.isfinite(v)]
    height = _TOP + _ROW * len(rungs) + _BOTTOM

    def x(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (value - low) / (high - low)

    floor = height - _BOTTOM
    parts = []
    if chance:
        start, end = x(min(chance)), x(max(chance))
        parts.append(
            f"<rect x='{start - 1:.1f}' y='{_TOP}' width='{end - start + 2:.1f}' "
            f"height='{floor - _TOP}' fill='rgba(var(--orange),.16)'/>"
        )
    parts += [
        f"<path d='M{x(tick):.1f} {floor}v6' stroke='var(--soft)'/>"
        f"<text class='soft' x='{x(tick):.1f}' y='{height - 8}' text-anchor='middle' "
        f"font-size='14'>{number(tick)}</text>"
        for tick in _ticks(low, high)
    ]
    parts.append(f"<path d='M{_LEFT} {floor}H{_RIGHT}' stroke='var(--soft)'/>")
    parts += [_row(rung, _TOP + _ROW * place, x) for place, rung in enumerate(rungs)]
    said = dire(
        "À gauche, c’est mieux. ◆ noms cachés, ○ noms appris\u00a0: un signe par "
        "graine. Bande\u00a0: où tombent les ◆ du premier barreau, selon la "
        "graine. L’axe ne commence pas à 0."
    )
    label = dire_n(
        "{n} barreau. Ses nombres sont dans le tableau.",
        "{n} barreaux. Leurs nombres sont dans le tableau.",
        len(rungs),
    ).format(n=len(rungs))
    svg = (
        f"<svg viewBox='0 0 {_W} {height}' style='max-width:560px' role='img' "
        f"aria-label='{label}'>{''.join(parts)}</svg>"
    )
    table = scroll(_table(rungs), dire("Le tableau des barreaux"), title)
    inside = dire(
        "{svg}<p>{said}</p><details><summary>Voir les nombres</summary>{table}</details>"
    ).format(svg=svg, said=said, table=table)
    return frame(title, inside, _text(rungs, low, high) + paragraph(said))


@for_pupils
def afficher_echelle(fiches: Sequence[Mapping[str, Any]], titre: str = "L’échelle") -> Picture:
    """Models one above the other: what each costs, its losses on learned and hidden names.

    A ``fiche`` holds "barreau" (its name), "nombres" (its parameters), "appris" and "caches"
    (losses, one a seed), "secondes".
    """
    asked = ("barreau", "nombres", "appris", "caches", "secondes")
    for record in fiches:
        if missing := [name for name in asked if name not in record]:
            raise CannotDraw(
                dire("Il manque des choses à une fiche\u00a0: {missing}.").format(
                    missing=", ".join(missing)
                )
            )
    return ladder([Rung(*(f[name] for name in asked)) for f in fiches], titre)


def _row(rung: Rung, top: float, x: Callable[[float], float]) -> str:
    middle = top + 50
    marks = [
        f"<circle cx='{x(v):.1f}' cy='{middle}' r='4.5' fill='var(--card)' "
        "stroke='rgb(var(--blue))' stroke-width='2.5'/>"
        for v in rung.seen
        if math.isfinite(v)
    ] + [
        f"<path d='M{x(v):.1f} {middle - 7}l7 7-7 7-7-7z' fill='rgb(var(--orange))' "
        "stroke='var(--card)' stroke-width='1.5'/>"
        for v in rung.hidden
        if math.isfinite(v)
    ]
    return (
        f"<path d='M{_LEFT} {middle}H{_RIGHT}' stroke='var(--line)' stroke-width='2'/>"
        f"<text class='halo' x='{_LEFT}' y='{top + 17}' font-size='15' font-weight='650'>"
        f"{escape(cell(clean(rung.name), 40).strip())}</text>"
        f"<text class='halo soft' x='{_LEFT}' y='{top + 35}' font-size='14'>"
        f"{whole(rung.parameters)} nombres, {number(rung.seconds, 1)}\u00a0s</text>"
        f"<text class='halo' x='{_RIGHT}' y='{top + 35}' text-anchor='end' font-size='14'>"
        f"○ {_mean(rung.seen)}\u2002◆ {_mean(rung.hidden)}</text>{''.join(marks)}"
    )


def _mean(values: Sequence[float], digits: int = 3) -> str:
    return number(sum(values) / len(values), digits) if values else "?"


def _ticks(low: float, high: float) -> list[float]:
    """Round values between the two, two to six of them."""
    power = 10.0 ** math.floor(math.log10(high - low))
    step = next(k * power for k in (0.2, 0.5, 1, 2) if (high - low) / (k * power) < 6)
    first = math.ceil(low / step)
    return [step * i for i in range(first, math.floor(high / step) + 1)]


def _table(rungs: Sequence[Rung]) -> str:
    heads = ("barreau", "nombres", dire("noms appris"), dire("noms cachés"), "temps")
    head = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    rows = "".join(
        f"<tr><th scope='row' class='left'><bdi>{escape(clean(rung.name))}</bdi></th>"
        f"<td>{whole(rung.parameters)}</td><td>{_each(rung.seen)}</td>"
        f"<td>{_each(rung.hidden)}</td><td>{number(rung.seconds, 1)}\u00a0s</td></tr>"
        for rung in rungs
    )
    return f"<table class='grid'><tr>{head}</tr>{rows}</table>"


def _each(values: Sequence[float]) -> str:
    return "\u00a0; ".join(number(v, 3) for v in values)


def _text(rungs: Sequence[Rung], low: float, high: float) -> list[str]:
    def column(value: float) -> int:
        return round((_COLUMNS - 1) * (value - low) / (high - low))

    lines = []
    for rung in rungs:
        marks = ["·"] * _COLUMNS
        for values, sign in ((rung.seen, "○"), (rung.hidden, "◆")):
            for value in values:
                if math.isfinite(value):
                    marks[column(value)] = sign
        cost = f"{whole(rung.parameters)} nombres, {number(rung.seconds, 1)}\u00a0s"
        lines += [
            f"{cell(clean(rung.name), 38)} {cell(cost, 36, right=True)}",
            f"  {''.join(marks)}  ○ {_mean(rung.seen)}  ◆ {_mean(rung.hidden)}",
        ]
    ends = f"{number(low)}{number(high):>{_COLUMNS - len(number(low))}}"
    return [*lines, f"  {ends}"]
