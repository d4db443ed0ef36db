"""A lesson is opened, an exercise announced, a hint asked for."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from html import escape

from ...i18n import a_dire, dire, speak
from .. import boxes, memory
from ..boxes import box, paragraph, strong
from ..offered import offered
from ..platforms import after_each_cell, on_error
from ..progress import LESSONS, bar, reload
from ..showing import show
from ..state import state
from ..troubles import tell

_LEVELS = {"départ": a_dire("pour commencer"), "commun": "", "défi": a_dire("défi 🌶️")}


@offered
def lecon(numero: int, chemin: Sequence[int] = ()) -> None:
    """Open a lesson: take up the progress, speak kindly of errors.

    ``chemin``: the exercises of its short path, where no code is written.
    """
    if numero not in LESSONS:
        said = dire("Les leçons vont de {first} à {last}.")
        show(box("aide", said.format(first=min(LESSONS), last=max(LESSONS))))
        return
    speak("fr")
    # In English, and before the error itself, which is told.
    warnings.simplefilter("ignore", SyntaxWarning)
    on_error(tell)
    memory.know(sys._getframe(1).f_globals)
    after_each_cell(memory.end)
    state.lesson, state.open, state.path = numero, 0, tuple(chemin)
    reload()
    show(
        box(
            "note",
            strong(
                dire("Leçon {numero}\u00a0: {title}").format(
                    numero=numero, title=escape(LESSONS[numero].title)
                )
            ),
            paragraph(_lasts(numero)),
            paragraph(_short(state.path)) if state.path else "",
            paragraph(bar(numero)),
        )
    )


def _lasts(lesson: int) -> str:
    parts = LESSONS[lesson].minutes
    if len(parts) == 1:
        return dire("Il faut environ {minutes} minutes.").format(minutes=parts[0])
    return dire(
        "En deux parties\u00a0: environ {first} minutes, puis {second}. Tu peux t’arrêter entre "
        "les deux."
    ).format(first=parts[0], second=parts[1])


def _short(path: Sequence[int]) -> str:
    *most, last = map(str, path)
    return dire(
        "<b>Chemin court</b>, sans code à écrire\u00a0: exercices {most} et {last}. Exécute aussi "
        "les autres cellules, sans y toucher."
    ).format(most=", ".join(most), last=last)


@offered
def exercice(
    numero: int,
    titre: str,
    consigne: str,
    observation: str = "",
    reponse: str = "",
    coups_de_pouce: Sequence[str] = (),
    niveau: str = "commun",
    choix: Mapping[str, str] | None = None,
    etapes: Mapping[str, str] | None = None,
    code: str | None = None,
) -> None:
    """The banner of an exercise; texts are HTML that we wrote.

    ``reponse``: the names that the answer gives a value. An older value of theirs is forgotten.
    """
    memory.begin(numero, reponse, sys._getframe(1))
    state.hints[numero] = tuple(coups_de_pouce)
    if choix:
        state.choices[numero] = tuple(choix)
    level = ", ".join(
        dire(said)
        for said in (_LEVELS[niveau], a_dire("chemin court") if numero in state.path else "")
        if said
    )
    parts = [
        strong(
            dire("Exercice\u00a0{numero} — {titre}").format(numero=numero, titre=titre)
            + (f" ({level})" if level else "")
        )
    ]
    parts.append(paragraph(consigne))
    if code is not None:
        parts.append(boxes.numbered(code))
    parts += [boxes.choices(offered) for offered in (choix, etapes) if offered]
    if observation:
        parts.append(
            paragraph(
                dire("<b>Ce que tu vas voir\u00a0:</b> {observation}").format(
                    observation=observation
                ),
                soft=True,
            )
        )
    if coups_de_pouce:
        parts.append(boxes.hints(coups_de_pouce))
    show(box("exercice", *parts))


@offered
def coup_de_pouce(numero: int) -> None:
    """Show one more hint of an exercise each time."""
    hints = state.hints.get(numero)
    if hints is None:
        show(
            box(
                "aide",
                dire("Exécute d’abord la cellule de l’exercice {numero}.").format(
                    numero=boxes.code(numero)
                ),
            )
        )
        return
    if not hints:
        show(box("note", dire("Pas de coup de pouce ici\u00a0: essaie, tu ne risques rien.")))
        return
    shown = state.shown[numero] = min(state.shown.get(numero, 0) + 1, len(hints))
    more = (
        ""
        if shown < len(hints)
        else paragraph(dire("C’était le dernier coup de pouce."), soft=True)
    )
    said = [
        paragraph(dire("<b>Coup de pouce {i}\u00a0:</b> {hint}").format(i=i, hint=hint))
        for i, hint in enumerate(hints[:shown], 1)
    ]
    show(box("note", *said, more))
