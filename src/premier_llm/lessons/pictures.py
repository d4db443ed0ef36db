"""The drawings that lessons show, under the names that pupils know (``drawing.FOR_PUPILS``)."""

from __future__ import annotations

from collections.abc import Callable, Sized
from functools import wraps
from typing import Any

from ..data.filter import is_rude
from ..drawing import FOR_PUPILS, Picture
from ..drawing.words import CannotDraw
from ..i18n import dire
from .boxes import box
from .offered import offered
from .showing import show
from .values import stop

_MANY = 200
"""Things in one drawing; a curve thins itself out."""


def shown(draw: Callable[..., Picture]) -> Callable[..., None]:
    """The same, but it shows what it draws; what cannot be drawn is said in a sentence."""

    @wraps(draw)
    def show_it(*arguments: Any, **options: Any) -> None:
        first = next(iter([*arguments, *options.values()]), None)
        if isinstance(first, Sized) and len(first) > _MANY and draw.__name__ != "afficher_courbe":
            stop(
                dire(
                    "Il y a {first} choses à dessiner\u00a0: {MANY} au plus, sinon on n’y "
                    "voit rien."
                ).format(first=len(first), MANY=_MANY)
            )
        try:
            picture = draw(*arguments, **options)
        except (TypeError, ValueError) as error:
            said = (
                str(error)
                if isinstance(error, CannotDraw)
                else dire("Il faut des nombres et leurs noms.")
            )
            stop(dire("Je ne peux pas dessiner ça. {said}").format(said=said))
        if draw.__name__ == "afficher_generation" and is_rude(_written(first)):
            picture = box(
                "note",
                dire(
                    "Le filtre de la classe a caché ce nom\u00a0: il ressemblait à un gros mot. "
                    "Change la graine, puis relance la cellule."
                ),
            )
        show(picture)

    return show_it


def _written(steps: Any) -> str:
    """The name at the end of these steps."""
    text, _, letter = steps[-1]
    return str(text + letter).strip(".")


for _draw in FOR_PUPILS.values():
    offered(shown(_draw))
