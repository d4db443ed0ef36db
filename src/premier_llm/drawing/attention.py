"""Attention weights: lines from each letter to those it looks at, and the table of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .picture import Picture, card, letters_apart, percent, same_length

_STEP, _HEIGHT = 62, 210


def attention(
    weights: Sequence[Sequence[float]] | Sequence[float], letters: Sequence[str], title: str
) -> Picture:
    """(n,) what the last letter looks at, or (n, n), row i what letter i looks at.

    Unequal lengths raise ValueError.
    """
    same_length(weights, letters, "Il faut un poids pour chaque lettre")
    names = letters_apart([str(letter) for letter in letters])
    if weights and isinstance(weights[0], (int, float)):
        askers = [len(names) - 1]
        rows = [[float(w) for w in weights]]  # type: ignore[arg-type]
    else:
        askers = list(range(len(names)))
        rows = [[float(w) for w in row] for row in weights]  # type: ignore[union-attr]
        for place, row in enumerate(rows):
            if len(row) != len(names):
                # A causal row may stop at its own letter.
                same_length(row, names[: place + 1], "Il faut un poids pour chaque lettre")
                rows[place] = row + [0.0] * (len(names) - len(row))
    html = _lines(askers, rows, names, [str(x) for x in letters]) + _table(askers, rows, names)
    return Picture(card(title, html), _text(askers, rows, names, title))


def _lines(askers: list[int], rows: list[list[float]], names: list[str], letters: list[str]) -> str:
    width = _STEP * max(len(names), 3)
    drawn, texts = [], []

    def x(place: int) -> float:
        return _STEP * (place + 0.5)

    for asker, row in zip(askers, rows, strict=True):
        for place, weight in enumerate(row):
            if weight >= 0.01:
                drawn.append(
                    f"<path d='M{x(asker):.0f} {_HEIGHT - 40}C{x(asker):.0f} {_HEIGHT / 2:.0f} "
                    f"{x(place):.0f} {_HEIGHT / 2:.0f} {x(place):.0f} 40' fill='none' "
                    f"stroke='var(--a)' stroke-width='{1 + 9 * weight:.1f}' "
                    f"stroke-opacity='{0.2 + 0.8 * min(weight, 1):.2f}'>"
                    f"<title>{escape(names[asker])} regarde {escape(names[place])}&#160;: "
                    f"{escape(percent(weight))}</title></path>"
                )
    for place, letter in enumerate(letters):
        for y, on in ((28, True), (_HEIGHT - 16, place in askers)):
            if on:
                texts.append(
                    f"<text x='{x(place):.0f}' y='{y}' text-anchor='middle' font-size='22' "
                    f"font-weight='650'>{escape(letter)}</text>"
                )
    said = "En bas, la lettre qui demande\u00a0; en haut, celles qu’elle regarde."
    return (
        f"<svg viewBox='0 0 {width} {_HEIGHT}' style='max-width:{width}px' role='img' "
        f"aria-label='{said} Les nombres sont dans le tableau.'>{''.join(drawn)}{''.join(texts)}"
        f"</svg><p class='pllm-soft'>{said} Plus le trait est épais, plus elle regarde.</p>"
    )


def _table(askers: list[int], rows: list[list[float]], names: list[str]) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    body = ""
    for asker, row in zip(askers, rows, strict=True):
        cells = "".join(
            f"<td style='background:color-mix(in srgb,var(--a) {60 * min(w, 1):.0f}%,transparent)'>"
            f"{escape(percent(w)) if place <= asker else ''}</td>"
            for place, w in enumerate(row)
        )
        body += f"<tr><th scope='row'>{escape(names[asker])} regarde</th>{cells}</tr>"
    return f"<table><tr><td></td>{head}</tr>{body}</table>"


def _text(askers: list[int], rows: list[list[float]], names: list[str], title: str) -> str:
    lines = [title]
    if len(askers) == 1:
        for name, weight in zip(names, rows[0], strict=True):
            lines.append(
                f"{name[:10]:>10} {'█' * round(40 * min(weight, 1)):<40} {percent(weight)}"
            )
        return "\n".join(lines)
    lines.append("      " + " ".join(f"{name[:5]:>5}" for name in names)[:74])
    for asker, row in zip(askers, rows, strict=True):
        said = " ".join(
            f"{100 * w:4.0f}%" if place <= asker else "    ·" for place, w in enumerate(row)
        )
        lines.append(f"{names[asker][:5]:>5} {said[:74]}")
    return "\n".join(lines)
