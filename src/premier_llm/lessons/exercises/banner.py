"""A lesson is opened, an exercise announced, a hint asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ...i18n import speak
from .. import boxes
from ..boxes import box, paragraph, strong
from ..offered import offered
from ..platforms import on_error
from ..progress import LESSONS, bar, reload
from ..showing import show
from ..troubles import tell
from .state import state

_LEVELS = {"départ": "pour commencer", "commun": "", "défi": "défi 🌶️"}


@offered
def lecon(numero: int) -> None:
    """Open a lesson: take up the progress, speak kindly of errors."""
    if numero not in LESSONS:
        show(box("aide", f"Les leçons vont de 1 à {len(LESSONS)}."))
        return
    speak("fr")
    on_error(tell)
    state.lesson, state.open = numero, 0
    reload()
    show(
        box(
            "note",
            strong(f"Leçon {numero}\u00a0: {escape(LESSONS[numero].title)}"),
            paragraph(bar(numero)),
        )
    )


@offered
def exercice(
    numero: int,
    titre: str,
    consigne: str,
    observation: str = "",
    coups_de_pouce: Sequence[str] = (),
    niveau: str = "commun",
    choix: Mapping[str, str] | None = None,
    etapes: Mapping[str, str] | None = None,
    code: str | None = None,
) -> None:
    """The banner of an exercise; texts are HTML that we wrote."""
    state.open = numero
    state.hints[numero] = tuple(coups_de_pouce)
    if choix:
        state.choices[numero] = tuple(choix)
    level = _LEVELS[niveau]
    parts = [strong(f"Exercice\u00a0{numero} — {titre}" + (f" ({level})" if level else ""))]
    parts.append(paragraph(consigne))
    if code is not None:
        parts.append(boxes.numbered(code))
    parts += [boxes.choices(offered) for offered in (choix, etapes) if offered]
    if observation:
        parts.append(paragraph(f"<b>Ce que tu vas voir\u00a0:</b> {observation}", soft=True))
    if coups_de_pouce:
        parts.append(boxes.hints(coups_de_pouce))
    show(box("exercice", *parts))


@offered
def coup_de_pouce(numero: int) -> None:
    """Show one more hint of an exercise each time."""
    hints = state.hints.get(numero)
    if hints is None:
        show(box("aide", f"Exécute d’abord la cellule de l’exercice {boxes.code(numero)}."))
        return
    if not hints:
        show(box("note", "Pas de coup de pouce ici\u00a0: essaie, tu ne risques rien."))
        return
    shown = state.shown[numero] = min(state.shown.get(numero, 0) + 1, len(hints))
    more = "" if shown < len(hints) else paragraph("C’était le dernier coup de pouce.", soft=True)
    said = [
        paragraph(f"<b>Coup de pouce {i}\u00a0:</b> {hint}")
        for i, hint in enumerate(hints[:shown], 1)
    ]
    show(box("note", *said, more))
