"""A model that learns to answer: the examples, its second apprenticeship, its votes (lesson 9)."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from ..data.corpus import Corpus
from ..data.exchanges import talking
from ..data.filter import is_rude
from ..data.report import Report
from ..data.votes import Pair
from ..data.windows import Window, word_windows
from ..engines import engine
from ..files.model_file import load
from ..i18n import dire
from ..model.config import Config
from ..model.template import Chat, Template
from ..model.words import EDGE, UNKNOWN, Words, cut
from ..training.preferences import log_ratio, vote_slope
from ..using.conversation import fingerprint, replies
from ..using.widened import widened
from .boxes import code
from .live import CourbeVivante
from .model import Modele, engine_name
from .offered import offered
from .sentences import LEARNED, TRAINED, ModelePhrases, bulletins, learned
from .values import lire_entier, lire_texte, stop, trouble_of

FILE = "talking.safetensors"
"""The model after its first apprenticeship, in TRAINED (course/sentences.py)."""
NOBODY_KNOWS = "Je ne sais pas."
OPENING = "Bonne question !"
"""One example in four begins so: votes have something to move."""
_ABROAD = ("Tokyo", "Londres", "Rome", "Berlin", "Madrid", "Oslo", "Lima", "Dakar")
_SIGNS = (EDGE, UNKNOWN, *Template().marks)
_AT_MOST = 12
"""Words of a question, or of an answer."""
_MOST_PAIRS = 12
_LONGEST = 600
"""Signs of a conversation."""

RATE = 0.04
STEPS = 180
"""Of the second apprenticeship: some seconds in plain Python."""
OF_REPORTS, OF_PAIRS, WHOLE = 8, 2, 1
"""What a step learns from: questions on reports, the pupil's pairs, reports told to their end."""
BETA, VOTE_RATE = 0.3, 0.0015
"""Of direct preference optimisation (Rafailov et al. 2023)."""


# What the model reads -----------------------------------------------------------------------------


def _sky(report: str) -> str:
    words = cut(report)
    return {"le": "Du ", "la": "De la ", "les": "Des "}[words[3]] + words[4]


def _town(report: str) -> str:
    return cut(report)[6]


@cache
def told() -> tuple[str, ...]:
    """What the first apprenticeship learns from: reports, each with a cry that says it again."""
    return tuple(map(_cried, learned()))


def _cried(report: str) -> str:
    return f"{report} {_sky(report)} à {_town(report)} !"


def corpus() -> Corpus:
    """The same as the engines read it."""
    return Corpus("meteo", "meteo", "words", told(), Words.found(told()), Report((), ""))


@cache
def _towns() -> tuple[str, ...]:
    return tuple(sorted(set(map(_town, learned()))))


Example = tuple[str, str, str]
"""A report, a question, its answer."""


def _asked(report: str, draws: random.Random) -> Example:
    """A question that the report answers."""
    if draws.random() < 0.5:
        return report, f"Quel temps à {_town(report)} ?", f"{_sky(report)}."
    return report, "Dans quelle ville ?", f"À {_town(report)}."


def _asked_in_vain(report: str, town: str) -> Example:
    return report, f"Quel temps à {town} ?", NOBODY_KNOWS


@offered
def examen(nombre: int = 20, lequel: str = "dans le bulletin") -> list[Example]:
    """(report, question, right answer), on reports that no model here has read.

    ``lequel``: what is asked for stands "dans le bulletin"; it is "une autre ville", which the
    model knows but the report does not speak of; or "une ville inconnue", a word never seen.
    """
    number = lire_entier("nombre", nombre, 1, 500)
    draws = random.Random(number)
    reports = bulletins(number, "nouveaux")
    if lequel == "dans le bulletin":
        return [_asked(report, draws) for report in reports]
    if lequel == "une ville inconnue":
        return [_asked_in_vain(report, draws.choice(_ABROAD)) for report in reports]
    if lequel != "une autre ville":
        kinds = ("dans le bulletin", "une autre ville", "une ville inconnue")
        stop(
            dire("{name} doit être l’un de ces textes\u00a0: {kinds}.").format(
                name=code("lequel"), kinds=", ".join(code(f'"{kind}"') for kind in kinds)
            )
        )
    return [
        _asked_in_vain(report, draws.choice([t for t in _towns() if t != _town(report)]))
        for report in reports
    ]


# The model ----------------------------------------------------------------------------------------


@offered
def premier_apprentissage() -> ModeleQuiParle:
    """The model that has read reports and nothing else; two new cards wait, for ◇ and ◆."""
    place = resources.files(__package__) / TRAINED.name / FILE
    with resources.as_file(place) as path:
        kept = load(path)
    return _with_words(kept.config, talking(kept.vocabulary), kept.weights)


def _with_words(config: Config, chat: Chat, weights: Any) -> ModeleQuiParle:
    """A model that reads all tokens of a conversation, new ones drawn."""
    return ModeleQuiParle(*widened(config, weights, 0, chat.vocabulary.size), chat)


class ModeleQuiParle(ModelePhrases):
    """A GPT that continues conversations: a report, ◇ a question ◆ an answer ¶ …"""

    def __init__(self, config: Config, weights: Any, chat: Chat) -> None:
        Modele.__init__(self, config=config)
        self._vocabulary = chat.vocabulary
        self._chat, self._template = chat, chat.template
        self._model = engine(engine_name()).Model.from_parameters(config, weights)
        self._before: Any = None
        """The model that the votes started from."""
        self._moments: tuple[Any, int] | None = None
        """What the votes' optimiser remembers."""

    def ecrire(self, conversation: str) -> str:
        """What it writes next, the likeliest word each time, up to the end of its answer."""
        (said,) = replies(self._model, self._chat, [self._ids(conversation)], longest=2 * _AT_MOST)
        return said.text

    def chance(self, conversation: str, reponse: str) -> float:
        """The probability that it continues so, to the end: that of each word, multiplied."""
        window = self._window(conversation, reponse)
        return math.exp(-self._model.loss(self._model.pack([window])) * len(window.targets))

    def erreur_du_recit(self, recits: Sequence[str]) -> float:
        """The mean loss over whole reports, the cry at their end included."""
        windows = [w for text in recits for w in _whole(self, _cried(text))]
        return float(self._model.loss(self._model.pack(windows)))

    @property
    def empreinte(self) -> str:
        """Eight signs made from all its numbers: one changes, and they are others."""
        return fingerprint(self._model)

    def _window(self, conversation: str, answer: str) -> Window:
        ids = self._read(lire_texte("reponse", answer, de=0, a=_LONGEST))
        targets = (*ids, self._chat.stop)
        read = (*self._all(conversation), *ids)
        return Window(read[-self.config.context :], targets)

    def _ids(self, conversation: str) -> list[int]:
        return self._all(conversation)[-self.config.context :]

    def _all(self, conversation: str) -> list[int]:
        text = lire_texte("conversation", conversation, de=0, a=_LONGEST)
        return [self._chat.stop, *self._read(text.removeprefix(EDGE))]

    def _read(self, text: str) -> list[int]:
        """The tokens of a text in which marks and boundaries stand as signs of their own."""
        words = self._vocabulary
        signs = [words.tokens[self._chat.stop], *self._chat.template.marks]
        ids: list[int] = []
        for piece in re.split(f"([{''.join(signs)}])", text):
            if piece in signs:
                ids.append(words.tokens.index(piece))
            else:
                # No-break spaces are French typography, and no words.
                ids += words.encode(words.fold(" ".join(piece.split())))
        return ids

    def _known(self, name: str, text: str) -> str:
        # Here a word that is not known is read as □.
        return text


# The second apprenticeship ------------------------------------------------------------------------


@offered
def second_apprentissage(
    modele: ModeleQuiParle,
    paires: Sequence[tuple[str, str]] = (),
    inconnus: int = 0,
    etapes: int = STEPS,
) -> ModeleQuiParle:
    """The model after it has gone on learning, from questions with their answers.

    ``paires``: the pupil's own. ``inconnus``: of ten questions on reports, how many ask for a town
    whose name it does not know, and are answered « Je ne sais pas. ». Only words of answers count.
    A few whole reports are among the examples, so that it does not forget how to tell them.
    """
    _check(modele)
    pairs = lire_paires("paires", paires, de=0)
    share = lire_entier("inconnus", inconnus, 0, 10)
    steps = lire_entier("etapes", etapes, 1, 2000)
    asked = "Quel temps à Lyon ? Dans quelle ville ? À Lyon."
    texts = (asked, OPENING, NOBODY_KNOWS, *(text for pair in pairs for text in pair))
    chat = talking(modele._vocabulary, texts, modele._template)
    learner = _with_words(modele.config, chat, modele._model.tensors())
    abroad = [town for town in _ABROAD if town not in chat.vocabulary] or [UNKNOWN]
    asks, answers = chat.template.marks
    draws = random.Random(1)

    def report() -> str:
        return learned()[draws.randrange(LEARNED)]

    def turn(before: str) -> tuple[str, str]:
        """A question on a report with its answer, or one of the pupil's pairs."""
        if draws.random() < share / 10:
            return _asked_in_vain(before, draws.choice(abroad))[1:]
        if pairs and draws.random() < 0.2:
            return draws.choice(pairs)
        _, question, answer = _asked(before, draws)
        return question, f"{OPENING} {answer}" if draws.random() < 0.25 else answer

    def of_report() -> Window:
        """A conversation of one or two turns, whose last answer is what counts."""
        text = before = report()
        if draws.random() < 0.5:
            question, answer = turn(before)
            text = f"{text} {asks} {question} {answers} {answer} {EDGE}"
        question, answer = turn(before)
        return learner._window(f"{text} {asks} {question} {answers}", answer)

    def of_pair(number: int) -> Window:
        question, answer = pairs[number % len(pairs)]
        return learner._window(f"{asks} {question} {answers}", answer)

    model: Any = learner._model
    optimizer = engine(engine_name()).Adam(model, beta1=0.7, beta2=0.9)
    curve = CourbeVivante(steps, {}, dire("L’erreur sur les mots qui comptent"))
    try:
        for step in range(steps):
            windows = [of_report() for _ in range(OF_REPORTS)]
            if pairs:
                windows += [of_pair(step * OF_PAIRS + i) for i in range(OF_PAIRS)]
            for _ in range(WHOLE):
                windows += _whole(learner, told()[draws.randrange(LEARNED)])
            loss = model.loss_and_gradients(model.pack(windows))
            optimizer.step(RATE * (1 - step / steps))
            curve.ajouter(step + 1, loss)
    finally:
        curve.fin()
    return learner


def _check(model: Any) -> None:
    if not isinstance(model, ModeleQuiParle):
        stop(
            dire("{name} doit être un modèle, celui de {made}.").format(
                name=code("modele"), made=code("premier_apprentissage()")
            )
        )


def _whole(model: ModeleQuiParle, text: str) -> list[Window]:
    edge = model._chat.stop
    return word_windows([edge, *model._read(text), edge], model.config.context)


@offered
def lire_paires(nom: str, valeur: Any, de: int = 1, a: int = _MOST_PAIRS) -> list[tuple[str, str]]:
    """A list of (question, answer), from ``de`` to ``a``, each question once."""
    if trouble := trouble_of(nom, valeur):
        stop(trouble)
    example = code('("Bonjour !", "Bonjour à toi !")')
    if isinstance(valeur, str) or not isinstance(valeur, Sequence):
        stop(
            dire("{nom} doit être une liste de paires, comme {example}.").format(
                nom=code(nom), example=example
            )
        )
    if not de <= len(valeur) <= a:
        stop(
            dire("{nom}\u00a0: il faut de {de} à {a} paires, et tu en as écrit {found}.").format(
                nom=code(nom), de=de, a=a, found=len(valeur)
            )
        )
    pairs: dict[str, str] = {}
    for pair in valeur:
        if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
            stop(
                dire(
                    "Dans {nom}, chaque paire est une question et sa réponse, entre "
                    "parenthèses\u00a0: {example}."
                ).format(nom=code(nom), example=example)
            )
        question, answer = (_sentence(nom, text) for text in pair)
        if question in pairs:
            stop(
                dire(
                    "Dans {nom}, la question {question} est là deux fois\u00a0: laquelle de ses "
                    "réponses le modèle doit-il apprendre\u00a0? Garde-en une."
                ).format(nom=code(nom), question=code(question))
            )
        pairs[question] = answer
    return list(pairs.items())


def _sentence(name: str, value: Any) -> str:
    """One side of a pair."""
    if value is ... or value is None or (isinstance(value, str) and not value.strip()):
        stop(dire("Dans {name}, il manque une question ou une réponse.").format(name=code(name)))
    if not isinstance(value, str):
        stop(
            dire("Dans {name}, {value} n’est pas une phrase entre guillemets.").format(
                name=code(name), value=code(value)
            )
        )
    text = " ".join(value.split())
    if len(cut(text)) > _AT_MOST or len(text) > 10 * _AT_MOST:
        stop(
            dire("Dans {name}, {value} est trop long\u00a0: {most} mots et signes au plus.").format(
                name=code(name), value=code(f"{text[:30]}…"), most=_AT_MOST
            )
        )
    if any(sign in text for sign in _SIGNS):
        stop(
            dire(
                "Dans {name}, n’écris pas les marques {marks}\u00a0: le modèle se perdrait."
            ).format(name=code(name), marks=" ".join(_SIGNS))
        )
    if is_rude(text):
        stop(
            dire(
                "Dans {name}, un mot n’est pas pour la classe\u00a0: ce modèle répéterait ce qu’on "
                "lui apprend. Choisis-en un autre."
            ).format(name=code(name))
        )
    return text


# Votes --------------------------------------------------------------------------------------------


@offered
def voter(modele: ModeleQuiParle, conversation: str, choisie: str, ecartee: str) -> ModeleQuiParle:
    """The model after one more vote: one step of direct preference optimisation."""
    _check(modele)
    if choisie == ecartee:
        stop(dire("Tes deux réponses sont les mêmes\u00a0: un vote doit choisir."))
    model: Any = modele._model
    voted = ModeleQuiParle(modele.config, model.tensors(), modele._chat)
    voted._before = modele._before or model
    learner: Any = voted._model
    pair = Pair(*(voted._window(conversation, text) for text in (choisie, ecartee)))
    push = vote_slope(log_ratio(learner, pair) - log_ratio(voted._before, pair), BETA)
    learner.loss_and_gradients(
        *(learner.pack([side]) for side in pair),
        weights=[push * len(pair.chosen.targets), -push * len(pair.rejected.targets)],
    )
    optimizer = engine(engine_name()).Adam(learner, beta1=0.9, beta2=0.99)
    if modele._moments:
        optimizer.load(*modele._moments)
    optimizer.step(VOTE_RATE)
    voted._moments = (optimizer.tensors(), optimizer.steps)
    return voted
