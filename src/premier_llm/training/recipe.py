"""How to train: the dials of a recipe, and the recipe that we would choose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from gettext import gettext as _
from typing import Any, Literal, get_args

from ..data.corpus import Corpus
from ..engines.contract import Rule
from ..errors import InputError
from ..model.config import Config
from ..model.extensions import check_choice

Schedule = Literal["constant", "linear", "cosine"]

SHORT_STORY = 100
"""Letters: stories that are shorter on average hold so few words that more are learned a step."""
FEW_WORDS = 50
"""Below this, hiding names would leave too few to learn from: none is held out by default."""


LEAST = {"lengthen": 1, "steps": 1, "accumulate": 1, "evaluate_every": 1, "evaluate_windows": 1}
"""The least that a whole number of a recipe can be, where that is not 0."""
WARMUP_SHARE = 5
"""A run that is shortened climbs for a fifth of its steps at most, unless its warm-up is chosen:
else it would end before it has reached its learning rate."""
MOST = {"held_out": 0.5}
BELOW = {"beta1": 1.0, "beta2": 1.0, "dropout": 1.0, "label_smoothing": 1.0, "average": 1.0}

_MODERN: Mapping[str, Any] = {
    "optimizer": "muon",
    "learning_rate": 0.01,
    "warmup": 20,
    "beta1": 0.9,
    "beta2": 0.99,
    "weight_decay": 0.1,
    "clip": 1.0,
    "held_out": 0.1,
    "evaluate_every": 50,
}


@dataclass(frozen=True)
class Recipe:
    """How to train. Impossible values raise InputError."""

    steps: int = 250
    batch: int = 0
    """Windows computed at once, and per step unless they are accumulated; 0 for all of them."""
    accumulate: int = 1
    """Batches per step, whose gradients are added up: as a batch so many times larger."""
    optimizer: Rule = "adam"
    """What moves the weights: Adam, or Muon for the layers' matrices and Adam for the rest."""
    learning_rate: float = 0.03
    schedule: Schedule = "linear"
    """How the learning rate falls over the steps (or over each cycle)."""
    final_rate: float = 0.0
    """The learning rate that the schedule ends on."""
    warmup: int = 0
    """Steps during which the learning rate climbs from 0."""
    cycle: int = 0
    """Start the schedule again every so many steps; 0 for never."""
    lengthen: int = 1
    """Each cycle is so many times as long as the one before (Loshchilov and Hutter 2017)."""
    beta1: float = 0.7
    beta2: float = 0.9
    weight_decay: float = 0.0
    clip: float = 0.0
    """Bound on the norm of the gradient; 0 for none."""
    dropout: float = 0.0
    """Share of the numbers that each step loses on purpose, drawn anew (engines/dropout.py)."""
    label_smoothing: float = 0.0
    """Share of each answer that counts for all tokens alike (Szegedy et al. 2016)."""
    average: float = 0.0
    """Keep the exponential mean of the weights, which so much of itself survives each step; 0 for
    the weights themselves. Shorter at the beginning: (1 + t) / (10 + t) after t steps, at most."""
    average_last: int = 0
    """Keep the mean of the weights after each of so many last steps; 0 for none."""
    held_out: float = 0.0
    """Share of the words hidden from the training, to test on."""
    evaluate_every: int = 25
    """Steps between two looks at the held-out words."""
    evaluate_windows: int = 512
    """Held-out windows looked at during training, at most."""
    patience: int = 0
    """Stop after so many looks without a better held-out loss; 0 for never."""
    target: float = 0.0
    """Stop as soon as the training loss is at or below this; 0 for never."""

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if item.type == "int":
                if type(value) is not int or value < LEAST.get(item.name, 0):
                    raise InputError(
                        _(
                            "{dial} must be a whole number of at least {least}, not {value!r}."
                        ).format(dial=item.name, least=LEAST.get(item.name, 0), value=value)
                    )
            elif item.type == "float" and not (
                isinstance(value, (int, float)) and math.isfinite(value) and value >= 0
            ):
                raise InputError(
                    _("{dial} must be a number of at least 0, not {value!r}.").format(
                        dial=item.name, value=value
                    )
                )
        for name, kind in (("optimizer", Rule), ("schedule", Schedule)):
            check_choice(name, getattr(self, name), get_args(kind))
        for name, limit in BELOW.items():
            if not getattr(self, name) < limit:
                raise InputError(
                    _("{dial} must be below {limit:g}, not {value!r}.").format(
                        dial=name, limit=limit, value=getattr(self, name)
                    )
                )
        if self.accumulate > 1 and not self.batch:
            raise InputError(
                _("Only batches can be accumulated: choose how many windows each has with batch.")
            )
        if self.average and self.average_last:
            raise InputError(
                _("average and average_last are two means of the weights: choose one of them.")
            )
        if self.held_out > MOST["held_out"]:
            raise InputError(
                _("At most half of the words can be held out (0.5), not {value!r}.").format(
                    value=self.held_out
                )
            )

    @classmethod
    def suited_to(cls, config: Config, corpus: Corpus, **dials: Any) -> Recipe:
        """The recipe we would choose, one of RECIPES, with ``dials`` turned by hand.

        Running text and models of several layers: that of texts. Words: that of few or of many.
        Stories, whose tokens are words: theirs, longer where there are layers. A model that starts
        as ``modern`` does: its own (docs/modern.md says what was measured).
        """
        if corpus.test is not None:
            dials = {"held_out": 0.0, **dials}
        if corpus.kind == "votes":
            return cls._turned(cls._of_votes(config, corpus), dials)
        if corpus.kind == "answers":
            few = len(corpus.words) < FEW_WORDS
            recipe = cls(**RECIPES["answers"])
            # What is few is soon known by heart.
            steps = min(recipe.steps, -(-MOST_TIMES * len(corpus.words) // recipe.batch))
            rate = recipe.learning_rate * calm(config)
            if corpus.vocabulary.kind == "pieces":
                steps, rate = -(-EPOCHS * len(corpus.words) // recipe.batch), gentle(config)
            recipe = replace(
                recipe,
                steps=max(steps, LEAST_STEPS),
                learning_rate=rate,
                final_rate=min(recipe.final_rate, rate / 10),
                held_out=0.0 if few else recipe.held_out,
            )
            return cls._turned(recipe, dials)
        few = corpus.kind == "words" and len(corpus.words) < FEW_WORDS
        if config.init == "modern":
            name = "modern text" if corpus.kind == "text" else "modern words"
            recipe = cls(**RECIPES[name])
            if few:
                recipe = replace(recipe, held_out=0.0)
            elif corpus.kind == "words":
                recipe = cls._modern_at(recipe, config, corpus)
        elif corpus.kind == "words" and corpus.vocabulary.kind == "words":
            letters = sum(map(len, corpus.words)) / len(corpus.words)
            recipe = cls(**RECIPES["short stories" if letters < SHORT_STORY else "stories"])
            # A deeper model learns as much of them in more steps (measured with two layers).
            recipe = replace(
                recipe,
                steps=recipe.steps * config.layers,
                learning_rate=recipe.learning_rate * calm(config),
            )
            if few:
                recipe = replace(recipe, held_out=0.0)
        elif corpus.kind == "text" or config.layers > 1:
            recipe = cls(**RECIPES["text"])
        else:
            recipe = cls(**RECIPES["few words" if few else "many words"])
            recipe = replace(recipe, learning_rate=recipe.learning_rate * calm(config))
        return cls._turned(recipe, dials)

    @classmethod
    def _modern_at(cls, recipe: Recipe, config: Config, corpus: Corpus) -> Recipe:
        """The recipe of many words, for a narrow model and for one that would know them by heart
        (docs/ligue.md has what was measured)."""
        if config.embedding <= NARROW:
            recipe = replace(recipe, learning_rate=2 * recipe.learning_rate)
        tokens = sum(len(ids) - 1 for ids in corpus.encoded())
        if config.parameter_count() >= BY_HEART * tokens:
            recipe = replace(recipe, dropout=0.1, steps=LONGER * recipe.steps)
        return recipe

    @classmethod
    def _of_votes(cls, config: Config, corpus: Corpus) -> Recipe:
        few = len(corpus.words) < FEW_VOTES
        recipe = cls(**RECIPES["votes"])
        rate = recipe.learning_rate * calm(config)
        if corpus.vocabulary.kind == "pieces":
            rate = min(gentle(config), rate) / CAREFUL
        steps = max(-(-EPOCHS * len(corpus.words) // recipe.batch), LEAST_VOTES)
        held_out = 0.0 if few else recipe.held_out
        return replace(recipe, steps=steps, learning_rate=rate, held_out=held_out)

    @classmethod
    def going_on(cls, config: Config, corpus: Corpus, **dials: Any) -> Recipe:
        """The recipe for a trained model that goes on with other names, stories or text: with
        smaller steps, so that it forgets less."""
        recipe = cls.suited_to(config, corpus)
        if corpus.kind not in ("answers", "votes"):
            pieces = corpus.vocabulary.kind == "pieces"
            rate = gentle(config) if pieces else recipe.learning_rate / CAREFUL
            final = recipe.final_rate * rate / recipe.learning_rate
            recipe = replace(recipe, learning_rate=rate, final_rate=final)
        return cls._turned(recipe, dials)

    @classmethod
    def _turned(cls, recipe: Recipe, dials: Mapping[str, Any]) -> Recipe:
        known = {item.name for item in fields(cls)}
        for name in dials:
            if name not in known:
                raise InputError(
                    _("The recipe has no {name!r}. It has: {known}.").format(
                        name=name, known=", ".join(sorted(known))
                    )
                )
        recipe = replace(recipe, **dials)
        if "warmup" in dials:
            return recipe
        return replace(recipe, warmup=min(recipe.warmup, recipe.steps // WARMUP_SHARE))

    def mean_share(self, step: int, means: int) -> float:
        """How far the mean of the weights goes towards those after ``step`` steps, 0 to 1, when
        ``means`` others are in it; 0 where none is kept."""
        if self.average:
            return 1 - min(self.average, (1 + means) / (10 + means))
        return 1 / (means + 1) if step > self.steps - self.average_last else 0.0

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        length, place = self.cycle or self.steps, step
        if self.lengthen == 1:
            place %= length
        while place >= length:
            place -= length
            length *= self.lengthen
        if place < self.warmup:
            return self.learning_rate * (place + 1) / self.warmup
        fall = (place - self.warmup) / max(length - self.warmup, 1)  # 0 towards 1
        if self.schedule == "constant":
            return self.learning_rate
        if self.schedule == "cosine":
            fall = (1 - math.cos(math.pi * fall)) / 2
        return self.learning_rate + (self.final_rate - self.learning_rate) * fall


# Few stories a step and many steps: what a step costs grows with its words, and many small
# steps learn more of as many stories than few large ones do. The slopes of four stories are
# noisy, and those of rare words rare: hence a long memory of their squares, and a bound.
_STORIES: Mapping[str, Any] = {
    "steps": 2400,
    "batch": 4,
    "learning_rate": 0.012,
    "final_rate": 0.0002,
    "warmup": 20,
    "beta1": 0.9,
    "beta2": 0.995,
    "clip": 0.5,
    # Where one goes on: 9,600 steps more learn what 2,400 more would not.
    "lengthen": 4,
    "held_out": 0.1,
    "evaluate_every": 200,
    "evaluate_windows": 100,
}

RECIPES: Mapping[str, Mapping[str, Any]] = {
    # Every step sees all the words.
    "few words": {},
    # Batches, one word in ten hidden; the training stops when the hidden ones no longer get better.
    # Measured over our four lists: this decay lowers the best held-out loss of all of them.
    "many words": {
        "steps": 1000,
        "batch": 128,
        "learning_rate": 0.02,
        "beta1": 0.8,
        "beta2": 0.95,
        "weight_decay": 0.5,
        "held_out": 0.1,
        "evaluate_every": 50,
        "patience": 8,
    },
    "stories": _STORIES,
    # As of stories; a step has so many answers, and some stories beside them. Measured in the page.
    "answers": {**_STORIES, "steps": 3600, "batch": 16, "learning_rate": 0.016},
    # Measured in the page: the rate at which sixteen votes turn an answer without tearing the rest.
    "votes": {
        "steps": 16,
        "batch": 8,
        "learning_rate": 0.002,
        "schedule": "constant",
        "beta1": 0.9,
        "beta2": 0.99,
        "clip": 1.0,
        "held_out": 0.1,
        "evaluate_every": 16,
    },
    "short stories": {**_STORIES, "steps": 1200, "batch": 12},
    # nanoGPT's CPU configuration.
    "text": {
        "steps": 2000,
        "batch": 12,
        "learning_rate": 1e-3,
        "schedule": "cosine",
        "final_rate": 1e-4,
        "warmup": 100,
        "beta1": 0.9,
        "beta2": 0.99,
        "weight_decay": 0.1,
        "clip": 1.0,
        "held_out": 0.1,
        "evaluate_every": 100,
    },
    "modern text": {**_MODERN, "steps": 2000, "batch": 12},
    "modern words": {**_MODERN, "steps": 1500, "batch": 128},
}
"""What suited_to chooses from, by what it suits: the dials that differ from Recipe's defaults."""

NARROW = 24
"""Numbers a token, up to which ``modern`` bears twice the learning rate."""
BY_HEART = 0.5
"""Numbers for each token of the words, from which on ``modern`` needs to forget on purpose."""
LONGER = 3
"""What is lost at each step makes learning slower: so many times more steps."""
MOST_TIMES = 200
"""An answer is learned so many times at most, unless asked otherwise."""
EPOCHS = 3
"""The same of a model that reads pieces, which has read much before."""
LEAST_STEPS = 40
FEW_VOTES = 50
"""From so many on some are held out."""
LEAST_VOTES = 16
"""Steps, of votes."""
CAREFUL = 4
"""A model that goes on learning has steps so many times smaller than one that begins."""
GENTLE = 0.0384
"""Of a model that reads pieces: its learning rate times its embedding; GPT-2's is then 5e-5."""


def gentle(config: Config) -> float:
    """The learning rate at which a model of pieces, that has read much, goes on."""
    return min(GENTLE / config.embedding, 1e-3)


CALM_EMBEDDING = 16
"""The embedding up to which a model without a norm bears the lesson's learning rate."""


def calm(config: Config) -> float:
    """The share of the learning rate that a model bears.

    Wider or deeper models that no norm steadies explode at the lesson's rate. Measured on the 20
    Pokémon with embeddings of 16 to 64 and up to 4 layers, four seeds each.
    """
    if config.norm != "none":
        return 1.0
    return min(1.0, CALM_EMBEDDING / config.embedding) / config.layers
