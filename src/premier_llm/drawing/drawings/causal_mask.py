"""The causal mask: which letter may look at which."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ...i18n import a_dire, dire
from ..picture import Picture, frame, scroll
from ..registry import drawing, for_pupils
from ..words import WIDTH, apart, cell, nothing

_SAID = a_dire("Chaque lettre regarde elle-même et celles d’avant\u00a0; la suite est cachée.")
_COLUMNS = (WIDTH - 6) // 4


@drawing
def causal_mask(letters: Sequence[str], title: str) -> Picture:
    """(n, n): a tick where the row's letter may look at the column's."""
    if not letters:
        return frame(title, f"<p>{nothing()}</p>", [nothing()])
    names = apart(letters)
    places = range(len(names))
    head = "".join(f"<th scope='col'><bdi>{escape(name)}</bdi></th>" for name in names)
    yes = dire(
        "<td style='background:rgba(var(--green),.2)'><span "
        "aria-hidden='true'>✓</span><span class='said'>peut regarder</span></td>"
    )
    no = dire("<td class='hidden'><span class='said'>caché</span></td>")
    body = "".join(
        f"<tr><th scope='row'><bdi>{escape(names[asker])}</bdi></th>"
        f"{''.join(yes if place <= asker else no for place in places)}</tr>"
        for asker in places
    )
    table = dire(
        "<table class='grid'><caption>La ligne regarde la "
        "colonne.</caption><tr><td></td>{head}</tr>{body}</table>"
    ).format(head=head, body=body)
    lines = []
    for first in range(0, len(names), _COLUMNS):
        shown = places[first : first + _COLUMNS]
        lines.append(" " * 6 + "".join(cell(names[place], 4, right=True) for place in shown))
        lines += [
            cell(names[asker], 6, right=True)
            + "".join("   ✓" if place <= asker else "   ░" for place in shown)
            for asker in places
        ]
    return frame(
        title,
        dire("{table}<p>{SAID} ✓&#160;: peut regarder.</p>").format(
            table=scroll(table, dire("Le tableau"), title), SAID=dire(_SAID)
        ),
        [*lines, dire(_SAID)],
    )


@for_pupils
def afficher_masque(lettres: Sequence[str], titre: str = "Qui peut regarder qui\u00a0?") -> Picture:
    """The causal mask."""
    return causal_mask(lettres, titre)
