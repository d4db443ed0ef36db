"""A name invented letter by letter, with the bars that each letter was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .picture import Picture, card, percent

Step = tuple[str, Sequence[tuple[str, float]], str]


def generation(steps: Sequence[Step], title: str) -> Picture:
    """(text so far, the likeliest letters with their probability, the letter drawn)."""
    rows, lines = [], [title]
    for text, likeliest, drawn in steps:
        cells = []
        said = []
        for letter, share in likeliest:
            name = "fin" if letter == "." else str(letter)
            chosen = letter == drawn
            tag = "b" if chosen else "span"
            border = "border:2px solid var(--ink)" if chosen else "border:1px solid var(--line)"
            blue = "color-mix(in srgb,var(--a) 45%,transparent)"
            fill = f"linear-gradient(90deg,{blue} {100 * share:.0f}%,transparent 0)"
            cells.append(
                f"<{tag} style='display:inline-block;min-width:5.4em;margin:2px;padding:2px 7px;"
                f"border-radius:6px;{border};background:{fill}'>{escape(name)} {percent(share)}"
                f"{' ◀' if chosen else ''}</{tag}>"
            )
            said.append(f"{'[' if chosen else ''}{name} {percent(share)}{']' if chosen else ''}")
        rows.append(
            f"<tr><th scope='row' style='white-space:nowrap;vertical-align:top'>"
            f"{escape(str(text))}<span class='pllm-soft'>_</span></th>"
            f"<td style='text-align:left'>{''.join(cells)}</td></tr>"
        )
        lines.append(f"{str(text)[-14:]:>14}_  {'  '.join(said)}"[:80])
    legend = "<p class='pllm-soft'>◀ et le cadre épais&nbsp;: la lettre tirée au sort.</p>"
    table = f"<table>{''.join(rows)}</table>{legend}"
    return Picture(card(title, table), "\n".join(lines))
