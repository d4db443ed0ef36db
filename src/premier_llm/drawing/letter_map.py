"""Letters on a plane: vowels are circles, consonants squares, the full stop a diamond."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .picture import Picture, card, number, same_length

_W, _H, _PAD = 640, 440, 34
_COLUMNS, _ROWS = 72, 22


def letter_map(
    points: Sequence[tuple[float, float]], letters: Sequence[str], title: str
) -> Picture:
    """One mark a letter at its point; both axes have the same scale."""
    same_length(points, letters, "Il faut un point pour chaque lettre")
    if not points:
        return Picture(card(title, "<p>Rien à dessiner.</p>"), title)
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    span = max(max(xs) - min(xs), max(ys) - min(ys) * 1.0, 1e-9)
    span = max((max(xs) - min(xs)) / (_W - 2 * _PAD), (max(ys) - min(ys)) / (_H - 2 * _PAD), 1e-12)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    places = [
        (_W / 2 + (x - middle[0]) / span, _H / 2 - (y - middle[1]) / span)
        for x, y in zip(xs, ys, strict=True)
    ]
    marks = "".join(
        _mark(*shown, str(letter), f"{number(x)} ; {number(y)}")
        for shown, letter, x, y in zip(_apart(places), letters, xs, ys, strict=True)
    )
    listed = ", ".join(
        f"{escape(str(letter))} ({number(x)} ; {number(y)})"
        for letter, x, y in zip(letters, xs, ys, strict=True)
    )
    svg = (
        f"<svg viewBox='0 0 {_W} {_H}' role='img' aria-label='Carte des lettres. {listed}'>"
        f"<rect width='{_W}' height='{_H}' rx='8' fill='var(--grid)' opacity='.45'/>{marks}</svg>"
    )
    legend = (
        "<p class='pllm-soft'>○ voyelle, □ consonne, ◇ le point (début et fin). "
        "Deux lettres proches ont des cartes qui se ressemblent.</p>"
    )
    return Picture(card(title, svg + legend), _text(places, letters, title))


def _apart(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push marks that cover each other a little apart."""
    moved = [list(place) for place in places]
    for _turn in range(30):
        for i, a in enumerate(moved):
            for b in moved[:i]:
                dx, dy = a[0] - b[0], a[1] - b[1]
                far = (dx * dx + dy * dy) ** 0.5
                if far < 27:
                    if far < 1e-6:
                        dx, dy, far = 1.0, 0.3 * i + 0.1, 1.0
                    push = (27 - far) / 4 / max(far, 1e-6)
                    a[0] += dx * push
                    a[1] += dy * push
                    b[0] -= dx * push
                    b[1] -= dy * push
    return [(min(max(x, 16), _W - 16), min(max(y, 16), _H - 16)) for x, y in moved]


def _mark(x: float, y: float, letter: str, said: str) -> str:
    common = "stroke='var(--ink)' stroke-width='1.5' fill="
    if letter in "aeiouy":
        shape = f"<circle cx='{x:.1f}' cy='{y:.1f}' r='13' {common}'var(--card)'/>"
    elif letter == ".":
        shape = f"<path d='M{x:.1f} {y - 15:.1f}l15 15-15 15-15-15z' {common}'var(--card)'/>"
    else:
        shape = (
            f"<rect x='{x - 12:.1f}' y='{y - 12:.1f}' width='24' height='24' rx='3' "
            f"{common}'var(--grid)'/>"
        )
    return (
        f"<g><title>{escape(letter)}&#160;: {said}</title>{shape}<text x='{x:.1f}' y='{y + 5:.1f}' "
        f"text-anchor='middle' font-size='16' font-weight='650'>{escape(letter)}</text></g>"
    )


def _text(places: list[tuple[float, float]], letters: Sequence[str], title: str) -> str:
    grid = [[" "] * _COLUMNS for _ in range(_ROWS)]
    for (x, y), letter in zip(places, letters, strict=True):
        row = min(_ROWS - 1, max(0, round(y / _H * (_ROWS - 1))))
        column = min(_COLUMNS - 1, max(0, round(x / _W * (_COLUMNS - 1))))
        while grid[row][column] != " " and column < _COLUMNS - 1:
            column += 1
        said = str(letter)[:1]
        grid[row][column] = said.upper() if said in "aeiouy" else said
    return "\n".join([title, *("".join(row).rstrip() for row in grid), "Voyelles en majuscules."])
