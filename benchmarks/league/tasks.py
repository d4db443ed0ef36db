"""What is learned and what it is tested on: fixed once and for all, so that scores compare.

A score is the mean surprise of the test's tokens, in nats, of the model that a training ends with.
Nobody looks at the test before: a recipe that wants to choose among its models hides a part of what
it *learns* from (its dial ``held_out``) and chooses by that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import TOLD, read_corpus
from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.words import Words

from ..measure import DATA

BUDGETS = (3_000, 12_000, 50_000, 200_000, 800_000)
"""The most parameters; an entry stands in the smallest that it fits."""
SECONDS = (10, 60, 300, 1_800)
"""The most processor time."""
TESTED = 1000
"""The last names of makemore's order, and so many stories."""


class Parts(NamedTuple):
    """A task's texts."""

    train: Corpus
    test: Corpus
    new: Corpus | None = None
    """What of the test is not among what is learned, where some of it is."""


@dataclass(frozen=True)
class Task:
    """A task by its name."""

    title: str
    says: str
    """In French: what is learned, what it is tested on."""
    vocabulary: int
    """Different tokens; a training refuses another number."""
    parts: Callable[[], Parts]
    floor: Callable[[], float] | None = None
    """The loss that no model passes, where it is known."""


def makemore_order(count: int) -> list[int]:
    """``torch.manual_seed(3407); torch.randperm(count)``, where there is no PyTorch."""
    draws = np.random.RandomState(3407)._bit_generator.random_raw(count).tolist()
    order = list(range(count))
    for place in range(count - 1):
        other = place + draws[place] % (count - place)
        order[place], order[other] = order[other], order[place]
    return order


@cache
def makemore() -> Parts:
    """names.txt as makemore.py splits it (create_datasets): repeats kept, the last 1,000 tested."""
    path = _file("names.txt")
    words = path.read_text("utf-8").split()
    order = makemore_order(len(words))
    train, test = (
        tuple(words[place] for place in part) for part in (order[:-TESTED], order[-TESTED:])
    )
    whole, known = read_corpus(path), set(train)
    return Parts(
        replace(whole, words=train),
        replace(whole, words=test),
        replace(whole, words=tuple(word for word in test if word not in known)),
    )


@cache
def ours() -> Parts:
    """names.txt without repeats: one name in ten, all of them new."""
    return Parts(*read_corpus(_file("names.txt")).split(0.1, 0))


@cache
def shakespeare() -> Parts:
    """A million characters; the last tenth is tested."""
    return Parts(*read_corpus(_file("tinyshakespeare.txt"), "found", kind="text").split(0.1))


@cache
def stories() -> Parts:
    """The stories that le Labo tells, and others of the same world."""
    world = World("histoires")
    told = world.stories(TOLD)
    fresh = [world.story(2 * TOLD + number) for number in range(TESTED)]
    vocabulary = Words.found([*told, *fresh])
    whole = replace(read_corpus(["a"]), name="histoires", vocabulary=vocabulary)
    train, test = (replace(whole, words=tuple(part)) for part in (told, fresh))
    return Parts(train, test)


@cache
def stories_floor() -> float:
    """In nats a word; the window holds nearly every story whole."""
    return floor(World("histoires")).per_token


def _file(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        raise InputError(f"{name} manque : mets ce fichier dans {DATA}.")
    return path


TASKS: Mapping[str, Task] = {
    "makemore": Task(
        "names.txt, partagé comme makemore",
        "32 033 prénoms, répétitions gardées ; essai sur les 1 000 que makemore met de côté. "
        "« Nouveaux » : ceux qui ne sont pas aussi parmi les prénoms appris.",
        27,
        makemore,
    ),
    "noms": Task(
        "names.txt, sans répétition",
        "Les 29 494 prénoms différents ; essai sur un sur dix (graine 0), tous nouveaux.",
        27,
        ours,
    ),
    "shakespeare": Task(
        "tinyshakespeare",
        "Un million de caractères ; essai sur le dernier dixième, coupé en fenêtres côte à côte.",
        65,
        shakespeare,
    ),
    "histoires": Task(
        "Les histoires de notre monde",
        "20 000 histoires, mot par mot ; essai sur 1 000 autres. Le plancher est connu.",
        612,
        stories,
        stories_floor,
    ),
}
