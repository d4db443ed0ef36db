"""Has a variable the expected value?"""

from __future__ import annotations

from typing import Any

from ...offered import offered
from ..answers import not_yet, right
from ..comparing import difference_of


@offered
def verifier_valeur(
    numero: int,
    nom: str,
    valeur: Any,
    attendu: Any,
    message_ok: str,
    message_aide: str = "",
    tolerance: float = 1e-6,
) -> None:
    """Green if the value is the expected one, numbers within ``tolerance`` (absolute)."""
    difference = difference_of(valeur, attendu, tolerance, nom)
    if difference is None:
        right(numero, message_ok)
    else:
        not_yet(numero, difference, message_aide)
