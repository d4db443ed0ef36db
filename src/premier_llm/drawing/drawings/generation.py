"""A name invented letter by letter, with the bars that each letter was drawn from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ...i18n import dire
from ..picture import Picture, frame
from ..registry import drawing, for_pupils
from ..words import cell, nothing, percent, visible

Step = tuple[str, Sequence[tuple[str, float]], str]

_BAR = 30


@drawing
def generation(steps: Sequence[Step], title: str) -> Picture:
    """Steps of (text so far, the likeliest letters with their probability, the letter drawn)."""
    if not steps:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    panels, lines = [], []
    for place, (text, likeliest, drawn) in enumerate(steps, 1):
        so_far, chosen = visible(text), _name(drawn)
        rows = []
        lines.append(cell(f"{place}. {so_far} → {chosen}", 80).rstrip())
        for letter, share in likeliest:
            rows.append(_row(_name(letter), share, letter == drawn))
            lines.append(_line(_name(letter), share, letter == drawn))
        if all(letter != drawn for letter, _share in likeliest):
            rows.append(
                dire(
                    "<tr class='marked'><th scope='row'><bdi>{chosen}</bdi></th><td "
                    "colspan='2' class='left'>moins probable ◀</td></tr>"
                ).format(chosen=escape(chosen))
            )
            lines.append(
                dire("{chosen} (moins probable) ◀").format(chosen=cell(chosen, 8, right=True))
            )
        panels.append(
            "<li style='border:1px solid var(--line);border-radius:10px;padding:8px 10px'>"
            "<div style='font-size:17px;overflow-wrap:anywhere'>"
            f"<bdi>{escape(so_far)}</bdi><span aria-hidden='true'> → </span>"
            f"<b style='border-bottom:3px solid rgb(var(--blue))'><bdi>{escape(chosen)}</bdi></b>"
            f"</div><table class='bars'>{''.join(rows)}</table></li>"
        )
    how = dire(
        "◀&#160;: la lettre tirée au sort. Plus la barre est longue, plus elle avait de chances."
    )
    inside = (
        "<ol style='list-style:none;margin:0;padding:0;display:grid;gap:8px;grid-template-columns:"
        f"repeat(auto-fill,minmax(190px,1fr))'>{''.join(panels)}</ol><p>{how}</p>"
    )
    return frame(title, inside, [*lines, dire("◀\u00a0: la lettre tirée au sort.")])


@for_pupils
def afficher_generation(
    etapes: Sequence[tuple[str, Sequence[tuple[str, float]], str]],
    titre: str = "Lettre par lettre",
) -> Picture:
    """A name invented letter by letter: (text so far, likeliest letters, letter drawn)."""
    return generation(etapes, titre)


def _name(letter: str) -> str:
    return "fin" if letter == "." else visible(letter)


def _share(share: float) -> float:
    return min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0


def _row(name: str, share: float, chosen: bool) -> str:
    marked = " class='marked'"
    return (
        f"<tr{marked if chosen else ''}>"
        f"<th scope='row' style='padding:2px 4px;white-space:nowrap'><bdi>{escape(name)}</bdi></th>"
        "<td class='track' aria-hidden='true'>"
        f"<span class='bar' style='height:12px;width:{100 * _share(share):.1f}%'></span></td>"
        f"<td style='padding:2px'>{escape(percent(share))}{' ◀' if chosen else ''}</td></tr>"
    )


def _line(name: str, share: float, chosen: bool) -> str:
    drawn = "█" * round(_BAR * _share(share)) or "▏"
    said = f"{cell(name, 8, right=True)} {cell(drawn, _BAR)} {percent(share)}"
    return said + " ◀" * chosen
