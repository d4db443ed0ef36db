"""How to train: the dials of a recipe, and the recipe that we would choose."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from gettext import gettext as _
from typing import Any, Literal, get_args

from ..data.corpus import Corpus
from ..engines import Rule
from ..errors import InputError
from ..model.config import Config

Schedule = Literal["constant", "linear", "cosine"]

FEW_WORDS = 50
"""Below this, hiding names would leave too few to learn from: none is held out by default."""


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
    beta1: float = 0.7
    beta2: float = 0.9
    weight_decay: float = 0.0
    clip: float = 0.0
    """Bound on the norm of the gradient; 0 for none."""
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
        whole = {"steps": 1, "accumulate": 1, "evaluate_every": 1, "evaluate_windows": 1}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.type == "int":
                if type(value) is not int or value < whole.get(item.name, 0):
                    raise InputError(
                        _(
                            "{dial} must be a whole number of at least {least}, not {value!r}."
                        ).format(dial=item.name, least=whole.get(item.name, 0), value=value)
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
            if getattr(self, name) not in get_args(kind):
                raise InputError(
                    _("{dial} must be one of {choices}, not {value!r}.").format(
                        dial=name, choices=", ".join(get_args(kind)), value=getattr(self, name)
                    )
                )
        for name in ("beta1", "beta2"):
            if not getattr(self, name) < 1:
                raise InputError(
                    _("{dial} must be below 1, not {value!r}.").format(
                        dial=name, value=getattr(self, name)
                    )
                )
        if self.accumulate > 1 and not self.batch:
            raise InputError(
                _("Only batches can be accumulated: choose how many windows each has with batch.")
            )
        if self.held_out > 0.5:
            raise InputError(
                _("At most half of the words can be held out (0.5), not {value!r}.").format(
                    value=self.held_out
                )
            )

    @classmethod
    def suited_to(cls, config: Config, corpus: Corpus, **dials: Any) -> Recipe:
        """The recipe we would choose, with ``dials`` turned by hand.

        Few words: every step sees them all, 250 steps. Many: batches, one word in ten held out,
        and the training stops when the held-out loss does. Running text and large models: the
        recipe of nanoGPT's CPU configuration. A model that starts as ``modern`` does: Muon at a
        high rate (docs/modern.md says what was measured).
        """
        if config.init == "modern":
            text = corpus.kind == "text"
            recipe = cls(
                steps=2000 if text else 1000,
                batch=12 if text else 128,
                optimizer="muon",
                learning_rate=0.01,
                warmup=20,
                beta1=0.9,
                beta2=0.99,
                weight_decay=0.1,
                clip=1.0,
                held_out=0.1 if text or len(corpus.words) >= FEW_WORDS else 0.0,
                evaluate_every=50,
            )
        elif corpus.kind == "text" or config.layers > 1:
            recipe = cls(
                steps=2000,
                batch=12,
                learning_rate=1e-3,
                schedule="cosine",
                final_rate=1e-4,
                warmup=100,
                beta1=0.9,
                beta2=0.99,
                weight_decay=0.1,
                clip=1.0,
                held_out=0.1,
                evaluate_every=100,
            )
        elif len(corpus.words) < FEW_WORDS:
            recipe = cls()
        else:
            # Measured over our four lists: this decay lowers the best held-out loss of all of them.
            recipe = cls(
                steps=1000,
                batch=128,
                learning_rate=0.02,
                beta1=0.8,
                beta2=0.95,
                weight_decay=0.5,
                held_out=0.1,
                evaluate_every=50,
                patience=8,
            )
        known = {item.name for item in fields(cls)}
        for name in dials:
            if name not in known:
                raise InputError(
                    _("The recipe has no {name!r}. It has: {known}.").format(
                        name=name, known=", ".join(sorted(known))
                    )
                )
        return replace(recipe, **dials)

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        length = self.cycle or self.steps
        place = step % length
        if place < self.warmup:
            return self.learning_rate * (place + 1) / self.warmup
        fall = (place - self.warmup) / max(length - self.warmup, 1)  # 0 towards 1
        if self.schedule == "constant":
            return self.learning_rate
        if self.schedule == "cosine":
            fall = (1 - math.cos(math.pi * fall)) / 2
        return self.learning_rate + (self.final_rate - self.learning_rate) * fall
