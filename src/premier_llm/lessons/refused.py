"""A value that Python refuses (its ValueError), told from what refused it: Python's own words are
English, and change from one version to the next, so that they only help to choose and never show.
"""

from __future__ import annotations

import re

from ..i18n import a_dire, dire
from .boxes import code

_NO_SUCH = a_dire(
    "Ce calcul n’existe pas pour ce nombre (le logarithme de 0 ou la racine d’un nombre négatif, "
    "par exemple)."
)
_NOT_THERE = a_dire("Ce que tu cherches n’est pas dans la liste ou dans le texte.")
_NO_NUMBER = a_dire("Ce texte n’est pas un nombre.")
_EMPTY = a_dire("{name} cherche dans une liste vide\u00a0: il n’y a rien à choisir.")
_ORDER = a_dire("Pour {name}, le plus petit nombre vient en premier.")

_REFUSERS = {
    "choices": a_dire(
        "Pour tirer au hasard, Python veut une part pour chaque choix, et au moins une part plus "
        "grande que 0. Regarde tes parts."
    ),
    "sample": a_dire("On ne peut pas tirer plus de choses qu’il n’y en a."),
    "range": a_dire("Le pas de {name} ne peut pas être 0."),
    **dict.fromkeys(("randint", "randrange"), _ORDER),
    **dict.fromkeys(
        ("sqrt", "log", "log2", "log10", "pow", "exp", "acos", "asin", "factorial"), _NO_SUCH
    ),
    **dict.fromkeys(("index", "remove"), _NOT_THERE),
    **dict.fromkeys(("min", "max"), _EMPTY),
    **dict.fromkeys(("int", "float"), _NO_NUMBER),
}
"""Who refuses -> the sentence."""


def refused(error: ValueError, line: str) -> str:
    """One sentence; ``line`` is the pupil's or the lesson's last line before the error."""
    said = str(error)
    if "unpack" in said:
        return dire("Il n’y a pas autant de valeurs que de noms à gauche du signe égal.")
    if "zip()" in said:
        return dire("Les deux listes n’ont pas la même longueur.")
    if "digits" in said:
        return dire("Ce nombre a trop de chiffres pour être écrit. Essaie plus petit.")
    called = [_raiser(error), *re.findall(r"(\w+)\s*\(", line)]
    candidates = [name for name in called if name in _REFUSERS]
    for name in sorted(candidates, key=lambda name: name not in said):
        return dire(_REFUSERS[name]).format(name=code(name))
    return dire(
        "Python refuse une valeur de cette ligne. Regarde ce qu’elle vaut, avec {show}."
    ).format(show=code("print"))


def _raiser(error: ValueError) -> str:
    """The function that raised it, if it is written in Python: ``choices``, ``randrange``."""
    trace, name = error.__traceback__, ""
    while trace is not None:
        name, trace = trace.tb_frame.f_code.co_name, trace.tb_next
    return name
