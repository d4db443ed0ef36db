"""Attention weights: lines from each letter to those it looks at, and the table of numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import accumulate

from ...i18n import a_dire, dire
from ..picture import Picture, frame, scroll
from ..registry import drawing, for_pupils
from ..words import apart, cell, nothing, paragraph, percent, same_length, visible
from .bars import bars

_STEP, _TOP, _BOTTOM, _HEIGHT = 44, 50, 190, 240
_SEEN = 0.02
"""Weights below this draw no line; the table has them all."""
_COLUMNS = 10
"""Letters beside one another in a terminal."""
_WIDER, _ROOM = 12, 14
"""What each sign of a word takes, and how many there is room for."""
_HOW = a_dire("En bas, les lettres qui regardent\u00a0; en haut, celles qu’elles regardent.")
_HOW_WORDS = a_dire("En bas, les mots qui regardent\u00a0; en haut, ceux qu’ils regardent.")


@drawing
def attention(
    weights: Sequence[Sequence[float]] | Sequence[float], letters: Sequence[str], title: str
) -> Picture:
    """(n,) what the last letter looks at, or (n, n): row i is what letter i looks at.

    Unequal lengths raise ValueError.
    """
    what = dire("Il faut une part pour chaque lettre")
    same_length(weights, letters, what)
    if not letters:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    names = apart(letters)
    if isinstance(weights[0], Sequence):
        rows = [list(row) for row in weights if isinstance(row, Sequence)]
        for place, row in enumerate(rows):
            if len(row) == place + 1:  # a causal row may stop at its own letter
                row += [0.0] * (len(names) - len(row))
            same_length(row, names, what)
        askers = list(range(len(names)))
        table, lines = _table(rows, names, title), _text(rows, names)
    else:
        rows = [[w for w in weights if not isinstance(w, Sequence)]]
        askers = [len(names) - 1]
        table, lines = "", []
    more = dire("{HOW} Plus le trait est épais, plus la lettre regarde.")
    if _longest(letters) > 1:
        more = dire("{HOW} Plus le trait est épais, plus le mot regarde.")
    how = more.format(HOW=_how(letters))
    lines_drawn = _lines(askers, rows, names, [visible(x) for x in letters])
    drawing = scroll(lines_drawn, dire("Le dessin"), title)
    inside = f"{drawing}<p>{how}</p>{table}"
    if table:
        return frame(title, inside, lines)
    listed = bars(rows[0], names, f"{names[-1]} regarde\u00a0:")
    listing = listed.html[listed.html.index("<table") : listed.html.index("</figure>")]
    caption = f"<caption>{escape(names[-1])} regarde&#160;:</caption><tr>"
    return frame(title, inside + listing.replace("<tr>", caption, 1), listed.text.split("\n"))


@for_pupils
def afficher_attention(
    parts: Sequence[Sequence[float]] | Sequence[float],
    lettres: Sequence[str],
    titre: str = "Parts d’attention",
) -> Picture:
    """Attention weights: of the last letter (n), or of all (n, n)."""
    return attention(parts, lettres, titre)


def _how(letters: Sequence[str]) -> str:
    return dire(_HOW if _longest(letters) == 1 else _HOW_WORDS)


def _longest(letters: Sequence[str]) -> int:
    """How many signs the longest token takes."""
    return max(map(_signs, letters))


def _signs(letter: str) -> int:
    return min(len(visible(letter)), _ROOM)


def _lines(askers: list[int], rows: list[list[float]], names: list[str], letters: list[str]) -> str:
    wider = [_WIDER * (_signs(letter) - 1) for letter in letters]
    ends = [0, *accumulate(_STEP + more for more in wider)]
    width = max(ends[-1], 200)
    left = (width - ends[-1]) / 2
    drawn = []

    def x(place: int) -> float:
        return left + (ends[place] + ends[place + 1]) / 2

    # The weak ones first, so that the strong ones lie above.
    links = sorted(
        (w, asker, place)
        for asker, row in zip(askers, rows, strict=True)
        for place, w in enumerate(row)
        if w >= _SEEN  # never true of what is not a number
    )
    for w, asker, place in links:
        middle = (_TOP + _BOTTOM) / 2
        share = min(w, 1)
        drawn.append(
            f"<path d='M{x(asker):.0f} {_BOTTOM}C{x(asker):.0f} {middle:.0f} {x(place):.0f} "
            f"{middle:.0f} {x(place):.0f} {_TOP}' fill='none' stroke='rgb(var(--blue))' "
            f"stroke-linecap='round' stroke-width='{1 + 10 * share:.1f}' "
            f"stroke-opacity='{0.15 + 0.75 * share:.2f}'><title>{escape(names[asker])} regarde "
            f"{escape(names[place])}&#160;: {escape(percent(w))}</title></path>"
        )
    for place, letter in enumerate(letters):
        half = 14 + wider[place] / 2
        drawn += [_letter(x(place), 26, letter, place, half)]
        if place in askers:
            drawn += [_letter(x(place), 214, letter, place, half)]
    strongest = ", ".join(
        dire("{names} regarde surtout {names2} ({w})").format(
            names=names[asker], names2=names[place], w=percent(w)
        )
        for asker, row in zip(askers, rows, strict=True)
        for w, place in [max(zip(row, range(len(row)), strict=True))]
    )
    label = escape(
        dire("{HOW} {strongest}. Tous les nombres sont dans le tableau.").format(
            HOW=_how(letters), strongest=strongest
        )
    )
    return (
        f"<svg viewBox='0 0 {width} {_HEIGHT}' role='img' aria-label='{label}' "
        f"style='max-width:{1.35 * width:.0f}px;min-width:{0.78 * width:.0f}px'>"
        f"{''.join(drawn)}</svg>"
    )


def _letter(x: float, y: float, letter: str, place: int, half: float) -> str:
    """A tile with a letter, its position beside."""
    return (
        f"<rect x='{x - half - 4:.0f}' y='{y - 17:.0f}' width='{2 * half + 8:.0f}' height='34' "
        f"rx='8' fill='var(--tint)' stroke='var(--line)'/>"
        f"<text x='{x - 4:.0f}' y='{y + 6:.0f}' text-anchor='middle' font-size='19' "
        f"font-weight='700'>{escape(letter)}</text>"
        f"<text x='{x + half - 4:.0f}' y='{y + 12:.0f}' text-anchor='middle' font-size='13' "
        f"class='soft'>{place + 1}</text>"
    )


def _table(rows: list[list[float]], names: list[str], title: str) -> str:
    head = "".join(f"<th scope='col'><bdi>{escape(name)}</bdi></th>" for name in names)
    body = ""
    for asker, row in enumerate(rows):
        cells = "".join(
            f"<td style='background:rgba(var(--blue),{_shade(w):.2f})'>{escape(percent(w))}</td>"
            if place <= asker or w != 0
            else dire("<td class='hidden'><span class='said'>caché</span></td>")
            for place, w in enumerate(row)
        )
        body += f"<tr><th scope='row'><bdi>{escape(names[asker])}</bdi></th>{cells}</tr>"
    caption = dire("<caption>La ligne regarde la colonne.")
    if len(rows) > 1:
        caption += dire(" Hachuré&#160;: caché.")
    table = f"<table class='grid'>{caption}</caption><tr><td></td>{head}</tr>{body}</table>"
    return scroll(table, dire("Le tableau des pourcentages"), title)


def _shade(weight: float) -> float:
    return 0.5 * min(max(weight, 0.0), 1.0) if math.isfinite(weight) else 0.0


def _text(rows: list[list[float]], names: list[str]) -> list[str]:
    lines = []
    for first in range(0, len(names), _COLUMNS):
        shown = range(first, min(first + _COLUMNS, len(names)))
        lines.append(" " * 6 + "".join(cell(names[place], 7, right=True) for place in shown))
        for asker, row in enumerate(rows):
            said = (percent(row[p]) if p <= asker or row[p] != 0 else "·" for p in shown)
            lines.append(
                cell(names[asker], 6, right=True)
                + "".join(cell(s.replace("\u00a0", ""), 7, right=True) for s in said)
            )
    return [*lines, *paragraph(dire("La ligne regarde la colonne. ·\u00a0: caché."))]
