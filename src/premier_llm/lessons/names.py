"""The names that lessons learn from, and what an invented name is worth."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..data.filter import is_rude
from ..data.lists import shipped
from ..data.reading import read_corpus
from ..i18n import dire
from ..judging.originality import Known
from .offered import offer, offered
from .values import lire_liste, stop, text_trouble

_SAID = {"copy": "copie", "near": "presque", "new": "nouveau"}


@offered
def liste_de_noms(liste: str) -> list[str]:
    """The words of a list that comes with the course, such as "prenoms"."""
    known = [word_list.name for word_list in shipped()]
    trouble = text_trouble(dire("la liste"), liste)
    if trouble is None and liste not in known:
        trouble = dire("Les listes du cours sont\u00a0: {known}.").format(known=", ".join(known))
    if trouble:
        stop(trouble)
    return list(read_corpus(liste).words)


POKEMONS: list[str] = offer("POKEMONS", list(read_corpus("pokemon").words))
"""The 20 names of the reference lesson (© Nintendo / Creatures Inc. / GAME FREAK inc.)."""

CREATURES: list[str] = offer(
    "CREATURES",
    [
        "brownie",
        "centaure",
        "chevalmarin",
        "farfadet",
        "gargouille",
        "goule",
        "harpie",
        "kobold",
        "leprechaun",
        "loupgarou",
        "mandragore",
        "manticore",
        "minotaure",
        "pegase",
        "phenix",
        "salamandre",
        "sorciere",
        "troll",
        "vampire",
        "zombie",
    ],
)
"""Twenty names of the list ``creatures``, for lessons without any name that is somebody's: they
have the figures of the Pokémon wherever a lesson builds on one (``course/free_names.py``)."""


@offered
def poli(nom: Any) -> str:
    """The name as a class may read it: what a pupil's own function invents passes here, and what
    the filter refuses is told, not dropped."""
    if not isinstance(nom, str):
        stop(text_trouble("nom", nom) or "")
    return dire("(caché)") if is_rude(nom) else nom


@lru_cache(maxsize=8)
def _known(names: tuple[str, ...]) -> Known:
    return Known(names)


@offered
def juger(nom: Any, noms: Any) -> str:
    """ "copie" (in the list), "presque" (one letter away) or "nouveau"."""
    if trouble := text_trouble("nom", nom):
        stop(trouble)
    names = lire_liste("noms", noms, a=100_000)
    return _SAID[_known(tuple(names)).judge(nom.strip().lower())]
