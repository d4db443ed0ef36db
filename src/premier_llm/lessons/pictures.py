"""The drawings that lessons show, under the names that pupils know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from .. import drawing
from ..model.config import Config
from .boxes import code
from .showing import show
from .values import stop

_MANY = 200


def _check(many: Sequence[object]) -> None:
    if len(many) > _MANY:
        stop(
            f"Il y a {len(many)} choses à dessiner\u00a0: {_MANY} au plus, sinon on n’y voit rien."
        )


def _draw(function: object, *arguments: object, **options: object) -> None:
    """Show a drawing; what cannot be drawn is said in a sentence."""
    try:
        picture = function(*arguments, **options)  # type: ignore[operator]
    except (TypeError, ValueError) as error:
        said = str(error) if type(error) is ValueError else "Il faut des nombres et leurs noms."
        stop(f"Je ne peux pas dessiner ça. {said}")
    show(picture)


def afficher_barres(
    valeurs: Sequence[float], etiquettes: Sequence[str], titre: str = "Probabilités"
) -> None:
    """Bars of probabilities."""
    _check(valeurs)
    _draw(drawing.bars, valeurs, etiquettes, titre)


def afficher_nombres(
    valeurs: Sequence[float], etiquettes: Sequence[str], titre: str = "Nombres"
) -> None:
    """Bars of any numbers, negative ones too."""
    _check(valeurs)
    _draw(drawing.bars, valeurs, etiquettes, titre, kind="number")


def afficher_attention(
    poids: Sequence[Sequence[float]] | Sequence[float],
    positions: Sequence[str],
    titre: str = "Parts d’attention",
) -> None:
    """Attention weights: of the last letter (n), or of all (n, n)."""
    _check(poids)
    _draw(drawing.attention, poids, positions, titre)


def afficher_architecture(config: Config | None = None, exemple: str = ".pik") -> None:
    """The diagram of a model, the mini-LLM's by default."""
    _draw(drawing.architecture, config or Config(), exemple)


def afficher_tableau(
    matrice: Sequence[Sequence[float]],
    lignes: Sequence[str],
    colonnes: Sequence[str],
    titre: str = "Tableau",
) -> None:
    """A heat map (rows, columns)."""
    _check(matrice)
    _draw(drawing.heat_map, matrice, lignes, colonnes, titre)


def afficher_courbe(
    erreurs: Sequence[float] | Sequence[tuple[int, float]],
    reperes: Mapping[str, float] | None = None,
    titre: str = "L’erreur (loss)",
    caches: Sequence[tuple[int, float]] = (),
) -> None:
    """A loss curve with its reference lines; losses, or (step, loss)."""
    points = [
        pair if isinstance(pair, (tuple, list)) else (step, pair)
        for step, pair in enumerate(erreurs)
    ]
    every = max(1, len(points) // 400)
    kept = [*islice(points, 0, None, every), *points[-1:]]
    _draw(drawing.loss_curve, kept, list((reperes or {}).items()), titre, held_out=caches)


def afficher_carte(
    vecteurs: Sequence[Sequence[float]], lettres: Sequence[str], titre: str = "La carte des lettres"
) -> None:
    """The letters' identity cards (V, D) on a plane: as they are when D is 2, else projected."""
    _check(vecteurs)
    plane = (
        [(x, y) for x, y in vecteurs]
        if all(len(vector) == 2 for vector in vecteurs)
        else drawing.project(vecteurs)
    )
    _draw(drawing.letter_map, plane, lettres, titre)


def afficher_generation(
    etapes: Sequence[tuple[str, Sequence[tuple[str, float]], str]],
    titre: str = "Lettre par lettre",
) -> None:
    """A name invented letter by letter: (text so far, likeliest letters, letter drawn)."""
    _check(etapes)
    _draw(drawing.generation, etapes, titre)


def afficher_echelle(fiches: Sequence[Mapping[str, Any]], titre: str = "L’échelle") -> None:
    """Models one above the other: what each costs, its losses on learned and hidden names.

    A ``fiche`` holds "barreau" (its name), "nombres" (its parameters), "appris" and "caches"
    (losses, one a seed), "secondes".
    """
    _check(fiches)
    asked = ("barreau", "nombres", "appris", "caches", "secondes")
    for record in fiches:
        if missing := [name for name in asked if name not in record]:
            stop(f"Il manque des choses à une fiche\u00a0: {', '.join(map(code, missing))}.")
    _draw(drawing.ladder, [drawing.Rung(*(f[name] for name in asked)) for f in fiches], titre)


def afficher_masque(lettres: Sequence[str], titre: str = "Qui peut regarder qui\u00a0?") -> None:
    """The causal mask."""
    _check(lettres)
    _draw(drawing.causal_mask, lettres, titre)
