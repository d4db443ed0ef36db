"""Weather reports, and the model of sentences that comes with them (course/sentences.py)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import count, islice
from pathlib import Path
from typing import Any

from ..data.corpus import Corpus
from ..data.report import Report
from ..data.worlds.world import World
from ..engines import engine
from ..files.model_file import load
from ..i18n import dire
from ..model.words import Words, cut, join, words_of
from .boxes import code
from .model import Modele, engine_name
from .offered import offered
from .values import lire_entier, lire_texte, stop, trouble_of

MOMENTS = (0, 20, 50, 150)
"""Steps after which the model was kept."""
TRAINED = Path(__file__).parent / "trained"
LEARNED = 3000
"""Reports that it learned from."""
_MOST = 300
"""Signs of a text that is read."""


@cache
def _world() -> World:
    return World("meteo")


@cache
def learned() -> tuple[str, ...]:
    """What the model learned from."""
    return tuple(_world().stories(LEARNED))


@cache
def _vocabulary() -> Words:
    return Words.found(learned())


def corpus_of(texts: Sequence[str]) -> Corpus:
    """Reports as the engines read them."""
    return Corpus("meteo", "meteo", "words", tuple(texts), _vocabulary(), Report((), ""))


@offered
def bulletins(nombre: int = 10, lesquels: str = "appris") -> list[str]:
    """Weather reports: those that the model learned from ("appris"), others ("nouveaux"), or others
    with pairs of words that it never saw together ("jamais ensemble")."""
    number = lire_entier("nombre", nombre, 1, LEARNED)
    if lesquels == "appris":
        return list(learned()[:number])
    if lesquels == "jamais ensemble":
        return [_world().story(n, unseen=True) for n in range(number)]
    if lesquels != "nouveaux":
        kinds = ("appris", "nouveaux", "jamais ensemble")
        stop(
            dire("{name} doit être l’un de ces textes\u00a0: {kinds}.").format(
                name=code("lesquels"), kinds=", ".join(code(f'"{kind}"') for kind in kinds)
            )
        )
    told = set(learned())
    others = (_world().story(n) for n in count(LEARNED))
    return list(islice((story for story in others if story not in told), number))


@offered
def modele_phrases(etapes: int = MOMENTS[-1]) -> ModelePhrases:
    """The model of reports as it was after so many steps."""
    if type(etapes) is not int or etapes not in MOMENTS:
        stop(
            dire("Ce modèle a été gardé après {moments} étapes\u00a0: choisis l’un de ces nombres.")
            .format(moments=", ".join(map(str, MOMENTS)))
        )  # fmt: skip
    return ModelePhrases(etapes)


class ModelePhrases(Modele):
    """A GPT whose tokens are words."""

    def __init__(self, etapes: int) -> None:
        # Beside this module, also where that lies in a zip.
        place = resources.files(__package__) / TRAINED.name / f"{etapes}.safetensors"
        with resources.as_file(place) as path:
            kept = load(path)
        super().__init__(config=kept.config)
        self._vocabulary = kept.vocabulary
        self._model = engine(engine_name()).Model.from_parameters(kept.config, kept.weights)

    @property
    def mots(self) -> list[str]:
        """Its tokens."""
        return list(self._vocabulary.tokens)

    def suites(self, debut: str, sans: str | Sequence[str] = ()) -> dict[str, float]:
        """Each token with its probability of coming next, the likeliest first; ``sans``: parts
        switched off."""
        chances = zip(self._vocabulary.tokens, self.probabilites(debut, sans), strict=True)
        return dict(sorted(chances, key=lambda pair: -pair[1]))

    def formes(self, mot: str) -> list[str]:
        """The forms of a verb or an adjective, in the order of FEATURES; a word that has one form
        alone."""
        word = self._known("mot", lire_texte("mot", mot, a=_MOST))
        for variable in _world().grammar.variables.values():
            for entry in variable.words.entries:
                for forms in entry.parts:
                    if word in forms.plain and len(set(forms.plain)) > 1:
                        return list(forms.plain)
        return [word]

    def lus(self, debut: str) -> list[str]:
        """The tokens that it reads: those of the window, the boundary in front."""
        return [self._vocabulary.tokens[i] for i in self._ids(debut)]

    def _debut(self, debut: Any) -> str:
        return self._known("debut", lire_texte("debut", debut, de=0, a=_MOST))

    def _corpus(self, noms: Any) -> Corpus:
        if trouble := trouble_of("bulletins", noms):
            stop(trouble)
        if isinstance(noms, str) or not isinstance(noms, Sequence) or not noms:
            stop(dire("Il faut une liste de bulletins, entre crochets."))
        return corpus_of(
            [self._known("bulletins", lire_texte("bulletins", n, a=_MOST)) for n in noms]
        )

    def _known(self, name: str, text: str) -> str:
        folded = self._vocabulary.fold("".join(join(words_of(text))))
        for word in cut(folded):
            if word not in self._vocabulary:
                stop(
                    dire(
                        "Ce modèle ne connaît pas {word}, dans {name}. Il ne connaît que les mots "
                        "des bulletins\u00a0: ils sont dans {mots}."
                    ).format(word=code(word[:40]), name=code(name), mots=code("modele.mots"))
                )
        return folded
