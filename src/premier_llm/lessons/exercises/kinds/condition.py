"""Is a condition true?"""

from __future__ import annotations

from typing import Any

from ...offered import offered
from ...values import Arret
from ..answers import not_yet, right


@offered
def verifier(numero: int, condition: Any, message_ok: str, message_aide: str = "") -> None:
    """Green if the condition (or what it returns when called) is true, amber otherwise."""
    try:
        holds = bool(condition() if callable(condition) else condition)
    except Arret:
        raise
    except Exception:
        holds = False
    if holds:
        right(numero, message_ok)
    else:
        not_yet(numero, "", message_aide)
