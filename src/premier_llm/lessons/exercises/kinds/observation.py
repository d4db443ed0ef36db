"""Try a value, look, and say what was seen: trying alone is not enough, nor is guessing in turn."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ....i18n import dire
from ...boxes import code
from ...offered import offered
from ...state import state
from ..answers import choice, not_yet, right


@offered
def observer(
    numero: int,
    nom: str,
    valeur: Any,
    mon_observation: Any,
    bonne: str,
    pourquoi: Mapping[str, str],
) -> None:
    """What did the value of ``nom`` show? Green for the right sentence.

    After a wrong one a value that was not looked at yet is needed, so that going through the
    choices means looking each time.
    """
    if mon_observation is ...:
        not_yet(
            numero,
            dire(
                "Bien essayé. Regarde ce que la cellule montre, puis choisis ta phrase\u00a0: "
                "{names}, dans {answer}."
            ).format(
                names=dire(" ou ").join(code(f'"{name}"') for name in pourquoi),
                answer=code("mon_observation"),
            ),
        )
        return
    answer = choice(mon_observation, tuple(pourquoi))
    looked_at = state.looked_at.setdefault((state.lesson, numero), [])
    if answer != bonne:
        looked_at.append(valeur)
        not_yet(
            numero,
            dire(
                "Ce n’est pas {answer}. {why} Regarde encore\u00a0: donne une autre valeur à "
                "{name}, relance, puis choisis."
            ).format(answer=escape(answer), why=pourquoi[answer], name=code(nom)),
        )
    elif valeur in looked_at:
        not_yet(
            numero,
            dire(
                "Tu as changé de phrase sans changer {name}. Essaie une valeur nouvelle, et "
                "regarde si ta phrase tient."
            ).format(name=code(nom)),
        )
    else:
        right(
            numero,
            dire("Oui, c’est {answer}. {why}").format(answer=escape(bonne), why=pourquoi[bonne]),
        )
