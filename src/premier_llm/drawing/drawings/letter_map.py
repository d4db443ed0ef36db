"""Letters on a plane: vowels are circles, consonants squares, the other signs diamonds."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from html import escape

from ...i18n import dire
from ..picture import Picture, frame, scroll
from ..projection import project
from ..registry import drawing, for_pupils
from ..words import nothing, number, same_length, visible

_W, _H, _PAD, _NEAR = 360, 330, 26, 28
_COLUMNS, _ROWS = 76, 24

Place = tuple[float, float]


@drawing
def letter_map(
    points: Sequence[tuple[float, float]], letters: Sequence[str], title: str
) -> Picture:
    """One mark a letter at its point (n, 2); both axes have the same scale.

    Marks that would cover each other move apart; a line leads to where the letter really is.
    """
    same_length(points, letters, dire("Il faut un point pour chaque lettre"))
    names = [visible(letter) for letter in letters]
    known = [
        ((float(x), float(y)), name)
        for (x, y), name in zip(points, names, strict=True)
        if math.isfinite(x) and math.isfinite(y)
    ]
    if not known:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    places = _places([point for point, _name in known])
    shown = _apart(places)
    moved = [
        f"<path d='M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}' stroke='var(--soft)'/>"
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='2.5' fill='var(--soft)'/>"
        for (x, y), (u, v) in zip(places, shown, strict=True)
        if math.hypot(u - x, v - y) > 6
    ]
    marks = [
        _mark(*place, name, f"{number(x)}\u00a0; {number(y)}")
        for place, ((x, y), name) in zip(shown, known, strict=True)
    ]
    said = dire("Deux lettres proches ont des cartes d’identité qui se ressemblent.")
    label = dire("Carte de {n} lettres. {said} Leurs places sont dans le tableau.").format(
        n=len(known), said=said
    )
    svg = (
        f"<svg viewBox='0 0 {_W} {_H}' style='max-width:520px' role='img' aria-label='{label}'>"
        f"<rect width='{_W}' height='{_H}' rx='10' fill='var(--tint)'/>"
        f"{''.join(moved)}{''.join(marks)}</svg>"
    )
    rows = "".join(
        f"<tr><th scope='row'><bdi>{escape(name)}</bdi></th><td>{number(x)}</td>"
        f"<td>{number(y)}</td></tr>"
        for (x, y), name in zip(points, names, strict=True)
    )
    table = dire(
        "<table class='grid'><tr><th scope='col'>lettre</th><th scope='col'>à "
        "droite</th><th scope='col'>en haut</th></tr>{rows}</table>"
    ).format(rows=rows)
    inside = dire(
        "{svg}<p>● voyelle, ■ consonne, ◆ un autre signe. "
        "{said}</p><details><summary>Voir les nombres</summary>{table}</details>"
    ).format(svg=svg, said=said, table=scroll(table, dire("Les places des lettres"), title))
    return frame(title, inside, _text(places, [name for _point, name in known]))


@for_pupils
def afficher_carte(
    vecteurs: Sequence[Sequence[float]], lettres: Sequence[str], titre: str = "La carte des lettres"
) -> Picture:
    """The letters' identity cards (V, D) on a plane: as they are when D is 2, else projected."""
    plane = (
        [(x, y) for x, y in vecteurs]
        if all(len(vector) == 2 for vector in vecteurs)
        else project(vecteurs)
    )
    return letter_map(plane, lettres, titre)


def _places(points: list[Place]) -> list[Place]:
    """Where the points stand in the drawing, to a tenth: pushing marks apart magnifies the last
    digit, which another computer's exp() may give otherwise."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    scale = max((max(xs) - min(xs)) / (_W - 2 * _PAD), (max(ys) - min(ys)) / (_H - 2 * _PAD), 1e-12)
    x0, y0 = max(xs) / 2 + min(xs) / 2, max(ys) / 2 + min(ys) / 2
    return [
        (round(_W / 2 + (x - x0) / scale, 1), round(_H / 2 - (y - y0) / scale, 1))
        for x, y in points
    ]


def _apart(places: list[Place]) -> list[Place]:
    """Marks pushed away from each other until none covers another, or for sixty turns."""
    moved = [list(place) for place in places]
    for _turn in range(60):
        still = True
        for i, a in enumerate(moved):
            for j in range(i):
                b = moved[j]
                dx, dy = a[0] - b[0], a[1] - b[1]
                if abs(dx) >= _NEAR or abs(dy) >= _NEAR:
                    continue
                far = math.hypot(dx, dy)
                if far < 1e-6:  # the same place: each pair leaves its own way
                    dx, dy, far = math.cos(i), math.sin(i), 1.0
                push = max(_NEAR - far, 1.0) / 2 / far
                if far < _NEAR:
                    still = False
                    a[0], a[1] = a[0] + dx * push, a[1] + dy * push
                    b[0], b[1] = b[0] - dx * push, b[1] - dy * push
        for a in moved:
            a[0], a[1] = min(max(a[0], 16), _W - 16), min(max(a[1], 16), _H - 16)
        if still:
            break
    return [(x, y) for x, y in moved]


def _kind(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())[:1]
    if plain and plain in "aeiouy":
        return "vowel"
    return "consonant" if plain.isalpha() else "sign"


def _mark(x: float, y: float, name: str, said: str) -> str:
    kind = _kind(name)
    if kind == "vowel":
        paint = "fill='rgba(var(--orange),.28)' stroke='rgb(var(--orange))'"
        shape = f"<circle cx='{x:.1f}' cy='{y:.1f}' r='12.5' {paint} stroke-width='2'/>"
    elif kind == "sign":
        paint = "fill='rgba(var(--violet),.28)' stroke='rgb(var(--violet))'"
        shape = f"<path d='M{x:.1f} {y - 15:.1f}l15 15-15 15-15-15z' {paint} stroke-width='2'/>"
    else:
        paint = "fill='rgba(var(--blue),.12)' stroke='rgb(var(--blue))'"
        shape = (
            f"<rect x='{x - 11:.1f}' y='{y - 11:.1f}' width='22' height='22' rx='3' {paint} "
            "stroke-width='1.5'/>"
        )
    # An opaque copy below hides the lines that pass under the letter.
    under = shape.replace(paint, "fill='var(--card)'")
    return (
        f"<g><title>{escape(name)}&#160;: {said}</title>{under}{shape}"
        f"<text x='{x:.1f}' y='{y + 5:.1f}' text-anchor='middle' font-size='16' "
        f"font-weight='650'>{escape(name)}</text></g>"
    )


def _text(places: list[Place], names: list[str]) -> list[str]:
    grid = [[" "] * _COLUMNS for _ in range(_ROWS)]
    for (x, y), name in zip(places, names, strict=True):
        row = min(_ROWS - 1, max(0, round(y / _H * (_ROWS - 1))))
        column = min(_COLUMNS - 1, max(0, round(x / _W * (_COLUMNS - 1))))
        free = [c for c in range(_COLUMNS) if grid[row][c] == " "] or [column]
        column = min(free, key=lambda c: abs(c - column))
        grid[row][column] = name[:1].upper() if _kind(name) == "vowel" else name[:1]
    return [*("".join(row).rstrip() for row in grid), dire("Les voyelles sont en majuscules.")]
