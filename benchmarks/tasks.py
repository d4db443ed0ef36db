"""All that is measured: a task a heading of docs/benchmarks.md, in this order."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from . import mini, pages, peers, rivals, scale, stories
from .answers import answers
from .class_server import class_server
from .decoding import decoding
from .lessons import lessons
from .measure import DATA, Figure
from .pieces import pieces
from .why import why


@dataclass(frozen=True)
class Beside:
    """What a task shows under its figures."""

    take: Callable[[], Any]
    """What it is made from: JSON."""
    told: Callable[[Any], str]
    """Its Markdown."""
    picture: str
    drawn: Callable[[Any], str]
    """The picture: a file of docs/, and its SVG."""


@dataclass(frozen=True)
class Task:
    """What is measured together."""

    title: str
    work: Callable[[], Iterator[Figure]]
    needs: tuple[str, ...] = ()
    """Of NEEDS: without them there is nothing to measure here."""
    beside: Beside | None = None


def _gpu() -> bool:
    return rivals.present("torch") and importlib.import_module("torch").cuda.is_available()


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "data": (DATA.exists, "les textes de `../shared/data` ne sont pas ici"),
    "torch": (lambda: rivals.present("torch"), "PyTorch n’est pas installé ici"),
    "gpu": (_gpu, "pas de GPU ici"),
    "school": (pages.SITE.exists, "le dossier de l’école n’est pas construit ici"),
}
"""Whether it is here, and what is said where it is not."""

TASKS = {
    "pokemon": Task("Vingt Pokémon par cœur", mini.pokemon_by_heart),
    "step": Task("Un pas, à côté de PyTorch et de JAX", mini.one_step),
    "species": Task("Mille noms français", mini.french_species, ("data",)),
    "microgpt": Task("microgpt", mini.microgpt_on_names, ("data",)),
    "sample": Task("Inventer des noms", mini.inventing),
    "memory": Task("La mémoire", mini.memory, ("data",)),
    "lab": Task(
        "Le moteur du Labo à côté des autres",
        pages.labo,
        beside=Beside(pages.beside_peers, peers.beside, peers.PICTURE, peers.curve),
    ),
    "page": Task("La page du Labo", pages.labo_page),
    "browsers": Task("Le Labo dans chaque navigateur", pages.browsers),
    "school": Task("Le dossier de l’école", pages.school, ("school",)),
    "room": Task("Trente élèves sur une ligne lente", pages.room, ("school",)),
    "class": Task("Une classe sur le serveur de la salle", class_server, ("school",)),
    "lessons": Task("Les leçons, du début à la fin", lessons),
    "start": Task("Démarrer", mini.starting),
    "pure": Task("Le moteur qui se lit", mini.pure_engine, ("data",)),
    "nanogpt": Task("À côté de nanoGPT", scale.nanogpt, ("data", "torch")),
    "modern": Task("Notre recette", scale.modern, ("data", "torch")),
    "names": Task("Les prénoms de names.txt", scale.names, ("data",)),
    "gpu": Task("GPT-2 sur un GPU", scale.gpu, ("gpu",)),
    "decoding": Task("GPT-2 invente, à côté de transformers", decoding, ("torch",)),
    "pieces": Task("Apprendre des morceaux", pieces),
    "stories": Task("Apprendre des histoires", stories.learning),
    "stories_page": Task("Apprendre des histoires dans la page", stories.in_page),
    "floor": Task("Jamais sous le plancher", stories.never_below),
    "answers": Task("Apprendre à répondre, dans la page", answers),
    "why": Task("Pourquoi cette lettre ?", why),
}
