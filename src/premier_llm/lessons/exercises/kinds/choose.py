"""One answer among several."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ....i18n import dire
from ...offered import offered
from ..answers import choice, not_yet, right


@offered
def choisir(numero: int, ma_reponse: Any, bonne: str, pourquoi: Mapping[str, str]) -> None:
    """Choose one: green for the right answer, else why it is not this one."""
    answer = choice(ma_reponse, tuple(pourquoi))
    if answer == bonne:
        right(
            numero,
            dire("Oui, c’est {bonne}. {pourquoi}").format(
                bonne=escape(bonne), pourquoi=pourquoi[bonne]
            ),
        )
    else:
        not_yet(
            numero,
            dire("Ce n’est pas {answer}. {pourquoi}").format(
                answer=escape(answer), pourquoi=pourquoi[answer]
            ),
        )
