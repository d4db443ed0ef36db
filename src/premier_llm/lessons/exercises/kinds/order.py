"""Put in order."""

from __future__ import annotations

from typing import Any

from ...boxes import code
from ...offered import offered
from ...values import trouble_of
from ..answers import not_yet, right


@offered
def remettre_en_ordre(numero: int, mon_ordre: Any, bon: str) -> None:
    """Put in order: "CAB", or a list of the letters."""
    if trouble := trouble_of("mon_ordre", mon_ordre):
        not_yet(numero, trouble)
        return
    said = mon_ordre
    if isinstance(said, (list, tuple)) and all(isinstance(item, str) for item in said):
        said = "".join(said)
    if not isinstance(said, str):
        not_yet(
            numero,
            "Écris les lettres dans l’ordre, entre guillemets\u00a0: "
            f"{code(repr(bon[::-1]))}, par exemple.",
        )
        return
    order = [letter for letter in said.upper() if letter.isalnum()]
    if sorted(order) != sorted(bon):
        not_yet(
            numero,
            f"Il faut chaque lettre une fois\u00a0: {', '.join(sorted(bon))}. "
            f"Tu as écrit {code(said)}.",
        )
        return
    if order == list(bon):
        right(numero, "C’est le bon ordre\u00a0!")
        return
    good = next(place for place, letter in enumerate(order) if letter != bon[place])
    beginning = "Le premier n’est pas le bon." if good == 0 else f"Les {good} premiers sont justes."
    if good == 1:
        beginning = "Le premier est juste."
    not_yet(numero, f"{beginning} Qu’est-ce qui vient ensuite\u00a0?" if good else beginning)
