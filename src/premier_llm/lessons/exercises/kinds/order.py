"""Put in order."""

from __future__ import annotations

from typing import Any

from ....i18n import dire
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
            dire(
                "Écris les lettres dans l’ordre, entre guillemets\u00a0: {bon}, par exemple."
            ).format(bon=code(repr(bon[::-1]))),
        )
        return
    order = [letter for letter in said.upper() if letter.isalnum()]
    if sorted(order) != sorted(bon):
        not_yet(
            numero,
            dire("Il faut chaque lettre une fois\u00a0: {bon}. Tu as écrit {said}.").format(
                bon=", ".join(sorted(bon)), said=code(said)
            ),
        )
        return
    if order == list(bon):
        right(numero, dire("C’est le bon ordre\u00a0!"))
        return
    good = next(place for place, letter in enumerate(order) if letter != bon[place])
    beginning = (
        dire("Le premier n’est pas le bon.")
        if good == 0
        else dire("Les {good} premiers sont justes.").format(good=good)
    )
    if good == 1:
        beginning = dire("Le premier est juste.")
    not_yet(
        numero,
        dire("{beginning} Qu’est-ce qui vient ensuite\u00a0?").format(beginning=beginning)
        if good
        else beginning,
    )
