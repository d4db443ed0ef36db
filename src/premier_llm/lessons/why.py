"""Why this letter? The same training without a name, and the letter's chance compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..drawing.drawings.bars import bars
from ..drawing.words import percent
from ..i18n import dire
from ..judging.influence import ALL, STARTS
from ..model.config import Config
from ..training.influence import Effect, Influence, Origin, Saying, influence
from ..training.recipe import Recipe
from .boxes import code
from .live import Bar
from .model import corpus_of, engine_name
from .offered import offered
from .showing import show
from .values import lire_debut, lire_entier, lire_liste, stop

SHOWN = 8
"""Bars drawn."""


@offered
def pourquoi(
    noms: Sequence[str],
    debut: str,
    lettre: str,
    sans: Sequence[str] = (),
    etapes: int = 20,
    departs: int = STARTS,
    graine: int = 0,
) -> list[tuple[str, float, float]]:
    """From which names a letter comes: each that stands out, the chance with it and without it.

    ``sans``: the names that are tried, each alone; all of them if nothing is said. Training, starts
    and numbers are those of ``premier-llm train`` and ``premier-llm why``.
    """
    corpus = corpus_of(noms)
    vocabulary = corpus.vocabulary
    before = vocabulary.encode(lire_debut("debut", debut))
    ends = lettre == "."
    asked = vocabulary.encode(lire_debut("lettre", lettre))[0 if ends else 1 :]
    if len(asked) != 1:
        stop(
            dire("{lettre} doit être une seule lettre, ou {end} pour la fin du nom.").format(
                lettre=code("lettre"), end=code(".")
            )
        )
    tried = lire_liste("sans", sans) if sans else list(corpus.words)
    for name in tried:
        if name not in corpus.words:
            stop(
                dire("{name} n’est pas dans la liste\u00a0: on ne peut pas l’enlever.").format(
                    name=code(name)
                )
            )
    if len(tried) > ALL:
        stop(
            dire(
                "Choisis avec {sans} {most} noms au plus\u00a0: chacun est un entraînement."
            ).format(sans=code("sans"), most=ALL)
        )
    if len(corpus.words) < 2:
        stop(dire("Il faut au moins deux noms\u00a0: sans le seul, il ne reste rien."))
    steps = lire_entier("etapes", etapes, 1, 1000)
    starts = lire_entier("departs", departs, 1, 20)
    origin = Origin(
        corpus,
        Config(),
        Recipe.suited_to(Config(), corpus, steps=steps, held_out=0.0),
        lire_entier("graine", graine, 0, 2**31),
        steps,
        engine_name(),
    )
    groups: list[tuple[int, ...]] = [(corpus.words.index(name),) for name in tried]
    known = _with_bar(origin, Saying(tuple(before), asked[0]), starts, groups)
    return _told(known, corpus.words, vocabulary.tokens[asked[0]])


def _with_bar(
    origin: Origin, saying: Saying, starts: int, groups: list[tuple[int, ...]]
) -> Influence:
    bar: Any = None
    for known in influence(origin, saying, starts, groups):
        bar = bar or Bar(known.of, dire("Je refais l’entraînement sans un nom"))
        bar.move(known.done)
    bar.end(known.done)
    return known


def _told(known: Influence, words: Sequence[str], letter: str) -> list[tuple[str, float, float]]:
    """Says what was found, the strongest first, and draws it."""
    order = sorted(known.effects, key=lambda effect: -abs(known.weigh(effect).mean))
    chance = sum(known.all) / len(known.all)

    def without(effect: Effect) -> float:
        return sum(effect.without) / len(effect.without)

    found = []
    for effect in order:
        weighed = known.weigh(effect)
        if weighed.verdict == "noise":
            continue
        name = words[effect.names[0]]
        found.append((name, chance, without(effect)))
        said = (
            dire("{name} rend «\u00a0{letter}\u00a0» plus probable\u00a0: {all} avec, {none} sans.")
            if weighed.verdict == "likelier"
            else dire(
                "{name} rend «\u00a0{letter}\u00a0» moins probable\u00a0: {all} avec, {none} sans."
            )
        )
        print(
            said.format(
                name=name, letter=letter, all=percent(chance), none=percent(without(effect))
            )
        )
    noise = len(order) - len(found)
    if len(known.seeds) < 2:
        print(dire("Avec un seul départ, on ne sait pas si c’est le nom ou le hasard."))
    elif not found:
        print(dire("Aucun nom ne sort du bruit."))
    elif noise:
        print(dire("Les autres noms essayés\u00a0: du bruit."))
    shown = order[:SHOWN]
    labels = [dire("avec tous")]
    labels += [dire("sans {name}").format(name=words[effect.names[0]]) for effect in shown]
    show(
        bars(
            [chance, *(without(effect) for effect in shown)],
            labels,
            dire("La chance de «\u00a0{letter}\u00a0»").format(letter=letter),
        )
    )
    return found
