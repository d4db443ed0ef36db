"""Predict before running; then compare."""

from __future__ import annotations

from html import escape
from typing import Any

from ....i18n import dire
from ...boxes import box, strong
from ...offered import offered
from ...progress import keep, progress
from ...showing import show
from ...state import state
from ..answers import choice, not_yet, right


@offered
def predire(numero: int, ma_prediction: Any) -> None:
    """Note a prediction, one of the exercise's choices, before anything runs."""
    known = state.choices.get(numero, ())
    prediction = choice(ma_prediction, known)
    state.told = True
    progress.predictions[f"{state.lesson}.{numero}"] = prediction
    keep()
    show(
        box(
            "note",
            dire("C’est noté\u00a0: tu prédis {prediction}. Voyons ça.").format(
                prediction=strong(escape(prediction))
            ),
        )
    )


@offered
def resultat(numero: int, vrai: str, explication: str) -> None:
    """Compare with the prediction; having predicted is what counts."""
    predicted = progress.predictions.get(f"{state.lesson}.{numero}")
    if predicted is None:
        not_yet(
            numero, dire("Fais d’abord ta prédiction, à l’exercice {numero}.").format(numero=numero)
        )
        return
    said = (
        dire("Bien vu\u00a0: c’est {vrai}.").format(vrai=escape(vrai))
        if predicted == vrai
        else dire("Surprise\u00a0! Tu avais prédit {predicted}, et c’est {vrai}.").format(
            predicted=escape(predicted), vrai=escape(vrai)
        )
    )
    right(numero, f"{said} {explication}")
