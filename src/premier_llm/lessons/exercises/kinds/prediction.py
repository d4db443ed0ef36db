"""Predict before running; then compare."""

from __future__ import annotations

from html import escape
from typing import Any

from ...boxes import box, strong
from ...offered import offered
from ...progress import keep, progress
from ...showing import show
from ..answers import choice, not_yet, right
from ..state import state


@offered
def predire(numero: int, ma_prediction: Any) -> None:
    """Note a prediction, one of the exercise's choices, before anything runs."""
    known = state.choices.get(numero, ())
    prediction = choice(ma_prediction, known)
    progress.predictions[f"{state.lesson}.{numero}"] = prediction
    keep()
    show(box("note", f"C’est noté\u00a0: tu prédis {strong(escape(prediction))}. Voyons ça."))


@offered
def resultat(numero: int, vrai: str, explication: str) -> None:
    """Compare with the prediction; having predicted is what counts."""
    predicted = progress.predictions.get(f"{state.lesson}.{numero}")
    if predicted is None:
        not_yet(numero, f"Fais d’abord ta prédiction, à l’exercice {numero}.")
        return
    said = (
        f"Bien vu\u00a0: c’est {escape(vrai)}."
        if predicted == vrai
        else f"Surprise\u00a0! Tu avais prédit {escape(predicted)}, et c’est {escape(vrai)}."
    )
    right(numero, f"{said} {explication}")
