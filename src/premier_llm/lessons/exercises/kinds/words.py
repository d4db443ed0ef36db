"""Explain in one's own words: what is written is kept, and nobody here marks it."""

from __future__ import annotations

from typing import Any

from ....i18n import dire, dire_n
from ...boxes import box
from ...offered import offered
from ...showing import show
from ...values import lire_texte
from ..answers import not_yet, right

_MOST = 600


@offered
def expliquer(numero: int, ma_phrase: Any, mots: int = 8) -> None:
    """Green for a sentence of at least so many different words, whatever it says."""
    said = lire_texte("ma_phrase", ma_phrase, a=_MOST)
    found = len({word.strip(".,;:!?…").casefold() for word in said.split()} - {""})
    if found < mots:
        not_yet(
            numero,
            dire_n(
                "Ta phrase a {found} mot différent. Écris une vraie phrase, de {mots} mots au "
                "moins.",
                "Ta phrase a {found} mots différents. Écris une vraie phrase, de {mots} mots au "
                "moins.",
                found,
            ).format(found=found, mots=mots),
        )
        return
    right(
        numero,
        dire(
            "C’est écrit, et gardé avec ton travail. Cette page ne sait pas si c’est juste\u00a0: "
            "lis ta phrase à quelqu’un, et vois s’il comprend."
        ),
    )


@offered
def dis_pourquoi(ma_phrase: Any) -> None:
    """The question that ends a lesson: kept in its cell for the teacher; no green, no amber."""
    said = isinstance(ma_phrase, str) and ma_phrase.strip()
    show(
        box(
            "note",
            dire("Gardé pour ton professeur, avec ton travail. Cette page ne note pas ta phrase.")
            if said
            else dire(
                "Écris ta phrase entre les guillemets, puis exécute la cellule\u00a0: elle sera "
                "gardée pour ton professeur."
            ),
        )
    )
