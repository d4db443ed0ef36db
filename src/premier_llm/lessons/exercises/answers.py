"""Green, amber, or one of several: what every kind of exercise says of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...i18n import dire
from .. import lent, slips
from ..boxes import box, code, paragraph, strong
from ..memory import block
from ..platforms import report
from ..progress import LESSONS, bar, keep, progress
from ..showing import show
from ..state import state
from ..values import stop


def right(numero: int, message: str) -> None:
    """Green: the exercise is done, and the progress kept."""
    state.told = True
    progress.of(state.lesson).add(numero)
    report(_label(numero), True)
    state.open = 0
    problem = keep()
    parts = [strong(message), paragraph(bar(state.lesson))]
    show(box("juste", *parts, paragraph(problem, soft=True) if problem else ""))
    if len(progress.of(state.lesson)) == LESSONS[state.lesson].exercises:
        show(
            box(
                "bravo",
                strong(
                    dire("Bravo\u00a0! Tu as terminé toutes les activités de cette leçon\u00a0!")
                ),
            )
        )


def _label(numero: int) -> str:
    return dire("Leçon {lesson}, exercice {numero}").format(lesson=state.lesson, numero=numero)


def not_yet(numero: int, message: str, help: str = "") -> None:
    """Amber: what to look at again, and ``help`` unless the answer's own text tells more."""
    state.told = True
    report(_label(numero), False)
    more = slips.meant(block()) or help
    if more not in message:
        message = f"{message} {more}".strip()
    said = strong(message or dire("Pas encore\u00a0: relis la consigne et réessaie."))
    loan = lent.lend(numero)
    show(box("aide", said, paragraph(loan, soft=True) if loan else ""))


def choice(answer: Any, known: Sequence[str]) -> str:  # noqa: RET503 (stop never returns)
    """One of the known choices, however it was written; otherwise the cell stops."""
    listed = ", ".join(f'"{name}"' for name in known)
    if not known:
        stop(dire("Exécute d’abord la cellule de l’exercice, plus haut."))
    if answer is ... or answer is None or answer == "":
        stop(
            dire("Choisis ta réponse\u00a0: écris {replace}.").format(
                replace=listed.replace(", ", " ou ")
            )
        )
    if isinstance(answer, str):
        plain = answer.strip().strip(".").casefold()
        for name in known:
            if name.casefold() == plain:
                return name
    stop(
        dire("{answer} n’est pas une des réponses. Écris {replace}.").format(
            answer=code(answer), replace=listed.replace(", ", " ou ")
        )
    )
