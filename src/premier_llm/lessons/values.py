"""Reading what a pupil typed: the value, cleaned, or one kind sentence and the cell stops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NoReturn

from ..model.vocabulary import BOUNDARY, Vocabulary
from .boxes import box, code
from .offered import offered
from .showing import show


class Arret(Exception):
    """Stops a cell once the sentence is shown; nothing more is said of it."""


def stop(sentence: str) -> NoReturn:
    """Show an amber sentence and stop the cell."""
    show(box("aide", sentence))
    raise Arret


def trouble_of(name: str, value: Any) -> str | None:
    """What is wrong with a value whatever was expected: a hole left open, nothing at all."""
    if value is ...:
        return f"Remplace les {code('...')} de {code(name)} par ta réponse."
    if value is None:
        return f"{code(name)} est vide ({code('None')})\u00a0: donne-lui une valeur."
    return None


def number_trouble(name: str, value: Any) -> str | None:
    """Why this is not a number, or None."""
    if trouble := trouble_of(name, value):
        return trouble
    if isinstance(value, bool):
        return f"{code(name)} doit être un nombre, pas {code(value)}."
    if isinstance(value, tuple) and len(value) == 2:
        return (
            f"En Python, la virgule d’un nombre s’écrit avec un point\u00a0: "
            f"{code('.'.join(map(str, value)))}."
        )
    if isinstance(value, str):
        try:
            float(value.replace(",", "."))
        except ValueError:
            return f"{code(name)} doit être un nombre, pas le texte {code(value)}."
        plain = value.strip().replace(",", ".")
        return f"Enlève les guillemets\u00a0: un nombre s’écrit sans eux, comme {code(plain)}."
    if not isinstance(value, (int, float)):
        return f"{code(name)} doit être un nombre, pas {code(value)}."
    if not math.isfinite(value):
        return f"{code(name)} doit être un vrai nombre, pas {code(value)}."
    return None


def _range_trouble(name: str, value: float, least: float, most: float) -> str | None:
    if least <= value <= most:
        return None
    how = "petit" if value < least else "grand"
    return (
        f"{code(name)} vaut {code(value)}\u00a0: c’est trop {how}. "
        f"Essaie un nombre de {code(least)} à {code(most)}."
    )


@offered
def lire_nombre(nom: str, valeur: Any, de: float, a: float) -> float:
    """The value if it is a number from ``de`` to ``a``."""
    trouble = number_trouble(nom, valeur) or _range_trouble(nom, valeur, de, a)
    if trouble:
        stop(trouble)
    return float(valeur)


@offered
def lire_entier(nom: str, valeur: Any, de: int, a: int) -> int:
    """The value if it is a whole number from ``de`` to ``a``."""
    trouble = number_trouble(nom, valeur)
    if not trouble and valeur != int(valeur):
        trouble = f"{code(nom)} doit être un nombre entier\u00a0: {code(int(valeur))}, par exemple."
    trouble = trouble or _range_trouble(nom, valeur, de, a)
    if trouble:
        stop(trouble)
    return int(valeur)


def text_trouble(name: str, value: Any) -> str | None:
    """Why this is not a text, or None."""
    if trouble := trouble_of(name, value):
        return trouble
    if not isinstance(value, str):
        quoted = '"' + str(value)[:20] + '"'
        return (
            f"{code(name)} doit être un texte, entre guillemets\u00a0: {code(quoted)} par exemple."
            if isinstance(value, (int, float))
            else f"{code(name)} doit être un texte entre guillemets, pas {code(value)}."
        )
    return None


@offered
def lire_texte(nom: str, valeur: Any, de: int = 1, a: int = 40) -> str:
    """The value if it is a text of ``de`` to ``a`` characters."""
    trouble = text_trouble(nom, valeur)
    if not trouble and len(valeur.strip()) < de:
        trouble = f"{code(nom)} est vide\u00a0: écris quelque chose entre les guillemets."
        if de > 1:
            trouble = f"{code(nom)} est trop court\u00a0: il faut au moins {de} lettres."
    if not trouble and len(valeur) > a:
        trouble = f"{code(nom)} est trop long\u00a0: {len(valeur)} signes. Écris-en {a} au plus."
    if trouble:
        stop(trouble)
    return str(valeur)


@offered
def lire_debut(nom: str, valeur: Any, a: int = 40) -> str:
    """The beginning of a name, its boundary in front: ".pik"; capitals and accents are folded.

    ``a`` bounds the letters. An empty beginning is the boundary alone.
    """
    trouble = text_trouble(nom, valeur)
    if trouble:
        stop(trouble)
    letters = valeur.strip().removeprefix(BOUNDARY)
    if len(letters) > a:
        stop(f"{code(nom)} est trop long\u00a0: {len(letters)} lettres. Écris-en {a} au plus.")
    folded = _folded(nom, letters)
    if folded != letters:
        show(
            box(
                "note",
                f"Le modèle ne connaît que les 26 lettres simples\u00a0: {code(letters)} devient "
                f"{code(folded)}.",
            )
        )
    return BOUNDARY + folded


def _folded(name: str, letters: str) -> str:
    vocabulary = Vocabulary.lesson()
    folded = vocabulary.fold(letters)
    unknown = [letter for letter in folded if letter not in vocabulary]
    if unknown:
        sign = "un espace" if unknown[0].isspace() else code(unknown[0])
        if unknown[0] == BOUNDARY:
            sign = "un point au milieu"
        stop(
            f"Le modèle ne connaît que les lettres de a à z, et dans {code(name)} il y a {sign}. "
            "Enlève-le et recommence."
        )
    return folded


_LIST = '["evoli", "pikachu"]'


@offered
def lire_liste(nom: str, valeur: Any, de: int = 1, a: int = 200) -> list[str]:
    """A list of names, folded to the 26 letters; ``de`` and ``a`` bound how many."""
    trouble = trouble_of(nom, valeur)
    if not trouble and isinstance(valeur, str):
        trouble = (
            f"{code(nom)} doit être une liste de noms, entre crochets\u00a0: "
            f"{code(_LIST)} par exemple."
        )
    if not trouble and not isinstance(valeur, Sequence):
        trouble = f"{code(nom)} doit être une liste de noms, pas {code(valeur)}."
    if not trouble and not de <= len(valeur) <= a:
        trouble = f"{code(nom)} a {len(valeur)} noms\u00a0: il en faut de {de} à {a}."
    if trouble:
        stop(trouble)
    names = []
    for item in valeur:
        if not isinstance(item, str) or not item.strip():
            stop(f"Dans {code(nom)}, {code(item)} n’est pas un nom entre guillemets.")
        if len(item) > 40:
            stop(f"Dans {code(nom)}, {code(item)} est trop long\u00a0: 40 lettres au plus.")
        names.append(_folded(nom, item.strip()))
    return names
