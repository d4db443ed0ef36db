"""The causal mask: which letter may look at which."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .picture import Picture, card, letters_apart

_HIDDEN = (
    "background:repeating-linear-gradient(45deg,var(--grid) 0 5px,transparent 5px 9px);"
    "color:var(--soft)"
)


def causal_mask(letters: Sequence[str], title: str) -> Picture:
    """(n, n): each letter looks at itself and those before it."""
    names = letters_apart([str(letter) for letter in letters])
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    rows, lines = [], [title, "     " + " ".join(f"{name[:3]:>3}" for name in names)]
    for place, name in enumerate(names):
        cells = "".join(
            "<td style='text-align:center'>✓</td>"
            if other <= place
            else f"<td style='text-align:center;{_HIDDEN}' aria-label='caché'>✗</td>"
            for other in range(len(names))
        )
        rows.append(f"<tr><th scope='row'>{escape(name)} regarde</th>{cells}</tr>")
        marks = " ".join("  ✓" if other <= place else "  ·" for other in range(len(names)))
        lines.append(f"{name[:3]:>4} {marks}")
    said = "Chaque lettre regarde elle-même et celles d’avant. L’avenir est caché."
    table = f"<table><tr><td></td>{head}</tr>{''.join(rows)}</table><p class='pllm-soft'>{said}</p>"
    return Picture(card(title, table), "\n".join([*lines, said]))
