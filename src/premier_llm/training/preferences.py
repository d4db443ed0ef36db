"""Learning from votes: direct preference optimisation (Rafailov et al. 2023, arXiv 2305.18290).

Of two answers to a question, c is the one that was chosen, r the other; p is what the model says of
an answer, the product over its tokens and its end, and q what the model before the votes said:

    margin = (log p(c) - log q(c)) - (log p(r) - log q(r))
    loss   = -log sigmoid(beta * margin)

(the paper's equation 7). Its slope is -beta * sigmoid(-beta * margin) times that of log p(c) -
log p(r): two cross-entropies, one of which counts backwards. The less a vote is won already, the
more it moves; what was as likely before as now costs nothing, and a larger beta keeps nearer to it.
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from itertools import chain
from typing import Any, NamedTuple

from ..data.corpus import Corpus
from ..data.votes import Pair, Votes
from ..data.windows import Window
from ..engines.contract import Batch, Model, Tensors
from ..engines.together import group, total
from ..errors import InputError
from .batches import Batches
from .loop import Training
from .recipe import Recipe

REFERENCE = "history.reference"
"""The tensor that keeps what the model before the votes said: log q(c) - log q(r) of each vote."""


def log_probability(model: Model, window: Window) -> float:
    """What a model says of an answer."""
    return -model.loss(model.pack([window])) * len(window.targets)


def log_ratio(model: Model, pair: Pair) -> float:
    """How much likelier a model finds the chosen answer than the other, in nats."""
    return log_probability(model, pair.chosen) - log_probability(model, pair.rejected)


def vote_loss(margin: float, beta: float) -> float:
    """-log sigmoid(beta * margin), in nats."""
    z = -beta * margin
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def vote_slope(margin: float, beta: float) -> float:
    """How fast that loss falls as log p(c) grows, and rises as log p(r) does."""
    z = -beta * margin
    power = math.exp(-abs(z))
    return beta * (1.0 if z >= 0 else power) / (1 + power)


def distance(model: Model, before: Model, window: Window) -> float:
    """How far a model has gone from another along an answer: KL at each token, added up, in nats.

    Over answers that ``model`` has drawn its mean is KL(model, before) of whole answers.
    """
    n = len(window.targets)
    now, was = (m.forward(list(window.tokens))[-n:] for m in (model, before))
    pairs = zip(chain(*now), chain(*was), strict=True)
    return sum(p * math.log(p / max(q, sys.float_info.min)) for p, q in pairs if p > 0)


class Won(NamedTuple):
    """What a model makes of votes."""

    share: float
    """Of those whose chosen answer has grown likelier, beside the other, than it was before."""
    margin: float
    """The mean margin, in nats."""
    loss: float


def won(model: Model, votes: Votes, reference: Sequence[float]) -> Won:
    """``reference``: the log ratios of the model before, vote by vote."""
    ratios = [log_ratio(model, pair) for pair in votes.pairs]
    margins = [now - was for now, was in zip(ratios, reference, strict=True)]
    losses = [vote_loss(margin, votes.beta) for margin in margins]
    n = len(margins)
    return Won(sum(m > 0 for m in margins) / n, sum(margins) / n, sum(losses) / n)


class VoteBatches(Batches):
    """Votes, in a new order each time all were learned from."""

    def __init__(self, model: Model, votes: Votes, recipe: Recipe, seed: int) -> None:
        self._model, self._votes = model, votes
        super().__init__(recipe, seed, len(votes.pairs))
        lengths = [len(window.targets) for pair in votes.pairs for window in pair]
        self.tokens = sum(lengths) * self.per_step / len(votes.pairs)

    def votes_of_step(self, step: int) -> list[int]:
        """Which votes all processes together learn from, by their places."""
        n = len(self._votes.pairs)
        epoch, place = divmod(step, n // self.per_step)
        order = list(range(n))
        if self.per_step < n:
            random.Random(f"{self._seed}:{epoch}").shuffle(order)
        return order[place * self.per_step : (place + 1) * self.per_step]

    def of_step(self, step: int) -> list[Batch]:
        """Each of our votes' two answers, chosen and other, a part each."""
        mine = self._group.share(self.votes_of_step(step))
        pairs = [self._votes.pairs[place] for place in mine]
        return [self._model.pack([window]) for pair in pairs for window in pair]

    def some(self, count: int) -> Batch:
        """The longest answer, so many times."""
        windows = [window for pair in self._votes.pairs for window in pair]
        return self._model.pack([max(windows, key=lambda w: len(w.tokens))] * count)


class Preferences(Training):
    """A training on votes, from a model that answers: iterated, kept and taken up like any other.

    Losses are those of the votes, held-out ones too.
    """

    corpus: Votes
    train_corpus: Votes
    held_out_corpus: Votes | None
    _batches: VoteBatches
    reference: list[float]
    """log q(c) - log q(r) of each vote, those to learn from first, then those held out."""

    def _start(self, model: Model) -> None:
        if self.recipe.dropout or self.recipe.label_smoothing:
            # Two answers are compared: they must be of the same model.
            raise InputError(
                _(
                    "Votes are learned from with the whole model: leave out dropout and "
                    "label_smoothing."
                )
            )
        super()._start(model)
        hidden = self.held_out_corpus.pairs if self.held_out_corpus else []
        self._pairs = [*self.train_corpus.pairs, *hidden]
        self.reference = [log_ratio(model, pair) for pair in self._pairs]

    def _batches_of(self, recipe: Recipe) -> Batches:
        return VoteBatches(self.model, self.train_corpus, recipe, self.seed)

    def _packed(self, hidden: Corpus) -> list[Any]:
        return []  # of votes it is not the mean loss of their answers that counts

    def _margin(self, place: int) -> float:
        return log_ratio(self.model, self._pairs[place]) - self.reference[place]

    def _gradients(self, step: int) -> float:
        votes = self._batches.votes_of_step(step)
        mine = group().share(votes)
        # A divided model computes with all processes: each asks it of all votes.
        margins = {place: self._margin(place) for place in (votes if self.divided else mine)}
        weights: list[float] = []
        for place in mine:
            pair, slope = self._pairs[place], vote_slope(margins[place], self.corpus.beta)
            for sign, window in zip((1, -1), pair, strict=True):
                weights.append(sign * slope * len(window.targets) / len(votes))
        self.model.loss_and_gradients(*self._batches.of_step(step), weights=weights)
        losses = [vote_loss(margins[place], self.corpus.beta) for place in mine]
        return total(sum(losses)) / len(votes)

    def _loss_of(self, step: int) -> float:
        places = self._batches.votes_of_step(step)
        return sum(vote_loss(self._margin(p), self.corpus.beta) for p in places) / len(places)

    def _held_out_loss(self, model: Model) -> float:
        return self._won(model).loss

    def measured(self) -> Won:
        """What the model makes of the votes that are held out, or else of all."""
        return self._won(self.model)

    def _won(self, model: Model) -> Won:
        known = len(self.train_corpus.pairs)
        if self.held_out_corpus is None:
            return won(model, self.train_corpus, self.reference)
        return won(model, self.held_out_corpus, self.reference[known:])

    def state(self) -> tuple[Tensors, dict[str, Any]]:
        """As of any training; and what the model before the votes said."""
        tensors, facts = super().state()
        tensors[REFERENCE] = ((len(self.reference),), array("d", self.reference))
        return tensors, facts

    @classmethod
    def _from_state(
        cls,
        corpus: Corpus,
        config: Any,
        tensors: Tensors,
        facts: Mapping[str, Any],
        recipe: type[Recipe],
    ) -> Training:
        training = super()._from_state(corpus, config, tensors, facts, recipe)
        assert isinstance(training, Preferences)
        kept = list(tensors[REFERENCE][1])
        if len(kept) != len(training.reference):
            raise InputError(
                _("This file does not say what the model said before the votes: begin anew.")
            )
        training.reference = kept
        return training


def training_on(corpus: Corpus) -> type[Training]:
    """The kind of training that learns from this."""
    return Preferences if isinstance(corpus, Votes) else Training
