"""Reading what a pupil typed: the value, cleaned, or one kind sentence and the cell stops."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from ..i18n import dire, dire_n
from ..model.vocabulary import BOUNDARY, Vocabulary
from .boxes import box, code
from .memory import block
from .offered import offered
from .showing import show
from .spelled import spelled
from .state import state


class Arret(Exception):
    """Stops a cell once the sentence is shown; nothing more is said of it."""


def stop(sentence: str) -> NoReturn:
    """Show an amber sentence and stop the cell."""
    state.told = True
    show(box("aide", sentence))
    raise Arret


def trouble_of(name: str, value: Any) -> str | None:
    """What is wrong with a value whatever was expected: a hole left open, nothing at all."""
    if value is ...:
        return dire("Remplace les {code} de {name} par ta réponse.").format(
            code=code("..."), name=code(name)
        )
    if value is None:
        return dire("{name} est vide ({code})\u00a0: donne-lui une valeur.").format(
            name=code(name), code=code("None")
        )
    return None


def number_trouble(name: str, value: Any) -> str | None:
    """Why this is not a number, or None."""
    if trouble := trouble_of(name, value):
        return trouble
    if isinstance(value, bool):
        return dire("{name} doit être un nombre, pas {value}.").format(
            name=code(name), value=code(value)
        )
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        return dire("En Python, la virgule d’un nombre s’écrit avec un point\u00a0: {str}.").format(
            str=code(".".join(map(str, value)))
        )
    if isinstance(value, str):
        try:
            float(value.replace(",", "."))
        except ValueError:
            if re.search(r"[\w)]\s*[*/+(-]\s*[\w(]", value):
                return dire(
                    "{name} est un texte. Enlève les guillemets\u00a0: Python fera le calcul."
                ).format(name=code(name))
            right = spelled(value)
            if right is not None and not isinstance(right, bool):
                return dire("{name} doit être un nombre, en chiffres\u00a0: {right}.").format(
                    name=code(name), right=code(right)
                )
            return dire("{name} doit être un nombre, pas le texte {value}.").format(
                name=code(name), value=code(value)
            )
        plain = value.strip().replace(",", ".")
        return dire(
            "Enlève les guillemets\u00a0: un nombre s’écrit sans eux, comme {plain}."
        ).format(plain=code(plain))
    if callable(value):
        return dire(
            "{name} est une fonction, pas un nombre\u00a0: appelle-la, avec des parenthèses."
        ).format(name=code(name))
    if not isinstance(value, (int, float)):
        return dire("{name} doit être un nombre, pas {value}.").format(
            name=code(name), value=code(value)
        )
    if not math.isfinite(value):
        return dire("{name} doit être un vrai nombre, pas {value}.").format(
            name=code(name), value=code(value)
        )
    return None


def _range_trouble(name: str, value: float, least: float, most: float) -> str | None:
    if least <= value <= most:
        return None
    how = "petit" if value < least else "grand"
    return dire(
        "{name} vaut {value}\u00a0: c’est trop {how}. Essaie un nombre de {least} à {most}."
    ).format(name=code(name), value=code(value), how=how, least=code(least), most=code(most))


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
        trouble = dire("{nom} doit être un nombre entier\u00a0: {valeur}, par exemple.").format(
            nom=code(nom), valeur=code(int(valeur))
        )
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
            dire("{name} doit être un texte, entre guillemets\u00a0: {quoted} par exemple.").format(
                name=code(name), quoted=code(quoted)
            )
            if isinstance(value, (int, float))
            else dire("{name} doit être un texte entre guillemets, pas {value}.").format(
                name=code(name), value=code(value)
            )
        )
    return None


@offered
def lire_texte(nom: str, valeur: Any, de: int = 1, a: int = 40) -> str:
    """The value if it is a text of ``de`` to ``a`` characters."""
    trouble = text_trouble(nom, valeur)
    if not trouble and len(valeur.strip()) < de:
        trouble = dire("{nom} est vide\u00a0: écris quelque chose entre les guillemets.").format(
            nom=code(nom)
        )
        if de > 1:
            trouble = dire("{nom} est trop court\u00a0: il faut au moins {de} lettres.").format(
                nom=code(nom), de=de
            )
    if not trouble and len(valeur) > a:
        trouble = dire("{nom} est trop long\u00a0: {valeur} signes. Écris-en {a} au plus.").format(
            nom=code(nom), valeur=len(valeur), a=a
        )
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
        stop(
            dire("{nom} est trop long\u00a0: {letters} lettres. Écris-en {a} au plus.").format(
                nom=code(nom), letters=len(letters), a=a
            )
        )
    folded = _folded(nom, letters)
    if folded != letters:
        show(
            box(
                "note",
                dire(
                    "Le modèle ne connaît que les 26 lettres simples\u00a0: {letters} "
                    "devient {folded}."
                ).format(letters=code(letters), folded=code(folded)),
            )
        )
    return BOUNDARY + folded


def _folded(name: str, letters: str, item: str = "") -> str:
    """``item``: which name of the list ``name`` this is."""
    vocabulary = Vocabulary.lesson()
    folded = vocabulary.fold(letters)
    unknown = [letter for letter in folded if letter not in vocabulary]
    if unknown:
        sign = dire("un espace") if unknown[0].isspace() else code(unknown[0])
        if unknown[0] == BOUNDARY:
            sign = dire("un point au milieu")
        where = (
            dire("le nom {item} de {name}").format(item=code(item), name=code(name))
            if item
            else code(name)
        )
        stop(
            dire(
                "Le modèle ne connaît que les lettres de a à z, et dans {where} il y a "
                "{sign}. Enlève-le et recommence."
            ).format(where=where, sign=sign)
        )
    return folded


_LIST = '["evoli", "pikachu"]'


@offered
def lire_liste(nom: str, valeur: Any, de: int = 1, a: int = 200) -> list[str]:
    """A list of names, folded to the 26 letters; from ``de`` different ones to ``a`` in all."""
    trouble = trouble_of(nom, valeur)
    if not trouble and isinstance(valeur, str):
        trouble = dire(
            "{nom} doit être une liste de noms, entre crochets\u00a0: {LIST} par exemple."
        ).format(nom=code(nom), LIST=code(_LIST))
    if not trouble and not isinstance(valeur, Sequence):
        trouble = dire("{nom} doit être une liste de noms, pas {valeur}.").format(
            nom=code(nom), valeur=code(valeur)
        )
    if not trouble and len(valeur) < de and re.search(r"\"[^\"\n]*\"\s+\"", block()):
        trouble = dire("Dans {nom}, il manque des virgules entre les noms.").format(nom=code(nom))
    if not trouble and not de <= len(valeur) <= a:
        trouble = dire_n(
            "{nom} a {valeur} nom\u00a0: il en faut de {de} à {a}.",
            "{nom} a {valeur} noms\u00a0: il en faut de {de} à {a}.",
            len(valeur),
        ).format(nom=code(nom), valeur=len(valeur), de=de, a=a)
    if trouble:
        stop(trouble)
    names = []
    for item in valeur:
        if not isinstance(item, str) or not item.strip():
            stop(
                dire("Dans {nom}, {item} n’est pas un nom entre guillemets.").format(
                    nom=code(nom), item=code(item)
                )
            )
        if len(item) > 40:
            stop(
                dire("Dans {nom}, {item} est trop long\u00a0: 40 lettres au plus.").format(
                    nom=code(nom), item=code(item)
                )
            )
        names.append(_folded(nom, item.strip(), item))
    if (different := len(set(names))) < de:
        stop(
            dire_n(
                "{nom} a {different} nom différent\u00a0: il en faut au moins {de}.",
                "{nom} a {different} noms différents\u00a0: il en faut au moins {de}.",
                different,
            ).format(nom=code(nom), different=different, de=de)
        )
    return names
