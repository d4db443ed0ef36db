"""One training loop for every engine.

A Training is iterated: each turn does one step and yields its Progress, so that a terminal, a
notebook or a page can look, sample or stop between two steps. Batches depend only on the seed and
the step, and ``state`` holds all the rest: a run that is killed and taken up again from a state
ends bit-identical to one that was never interrupted.
"""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from gettext import gettext as _
from numbers import Integral
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from ..data.corpus import Corpus
from ..data.exchanges import Answers
from ..data.windows import spread_windows
from ..engines import engine, machinery, optimizer
from ..engines.contract import BESIDE, MEAN, Batch, Held, Mean, Model, Optimizer, Tensors
from ..engines.together import group, total
from ..errors import InputError, OutOfMemory, RunError
from ..i18n import number
from ..judging.measure import mean_loss_of, packed
from ..model.config import Config
from .batches import AnswerBatches, Batches, TextBatches, WordBatches
from .memory import what_fits
from .recipe import Recipe
from .throughput import Throughput, flops_per_token, peak_flops

Item = TypeVar("Item")

Precision = Literal["float32", "float64", "bfloat16"]

EXPLODED_CHANCES = 3.0
"""A loss so many times that of chance, and above EXPLODED_START, has exploded."""
EXPLODED_START = 1.5
"""So many times the first loss, which may be worse than chance."""


def explosion(vocabulary: int, first: float) -> float:
    """The loss above which a training has exploded: nats, from V and the first step's loss."""
    return max(EXPLODED_CHANCES * math.log(vocabulary), EXPLODED_START * first)


class Progress(NamedTuple):
    """What one step says."""

    step: int
    """Steps done, this one included."""
    loss: float
    """Training loss of this step's batch, before the step, in nats per token."""
    held_out_loss: float | None
    """After the step, where this step looked at the held-out words."""
    learning_rate: float


class Diverged(RunError):
    """The loss exploded; the training's model is the last good one."""


@dataclass
class History:
    """The curves of a run."""

    losses: list[float] = field(default_factory=list)
    """Training loss before each step."""
    held_out: list[tuple[int, float]] = field(default_factory=list)
    """(steps done, held-out loss) at each look."""


class Training:
    """A training under way: ``for progress in training: …``.

    When the iteration ends, ``model`` is the best held-out model if words are held out, else the
    last one, and ``ended`` says why it ended ("steps", "target", "patience").
    """

    def __init__(
        self,
        corpus: Corpus,
        config: Config,
        recipe: Recipe | None = None,
        engine_name: str = "numpy",
        seed: int = 0,
        precision: Precision = "float32",
        weights: Tensors | None = None,
        device: str = "cpu",
        compile: bool = False,
        shard: bool = False,
    ) -> None:
        """``weights`` to start from, as ``Model.tensors`` gives them; drawn by the seed if None.

        Given weights keep their own precision; with bfloat16, matrices alone are multiplied in it.
        bfloat16, ``device``, ``compile`` and ``shard`` are for the torch engine, whose Model
        describes them; with ``shard``, ``state`` holds this process's part (see files/divided.py).
        """
        given: list[tuple[Any, tuple[type, ...], str]] = [
            (corpus, (Corpus,), "read_corpus(…)"),
            (config, (Config,), "preset(…)"),
            (recipe, (Recipe, type(None)), "Recipe(steps=…)"),
        ]
        for value, kinds, how in given:
            if not isinstance(value, kinds):
                raise InputError(
                    _("Training takes what {how} gives, not {value}.").format(
                        how=how, value=type(value).__name__
                    )
                )
        self.corpus, self.seed = corpus, seed
        self.recipe = recipe or Recipe.suited_to(config, corpus)
        self.engine_name, self.precision = engine_name, precision
        self.device, self.compile, self.shard = device, compile, shard
        self.curves = ""
        """Under which sign its curves are kept (tensorboard.py); none yet."""
        self.before: dict[str, Any] = {}
        """The facts of the training that it goes on from, as ``facts`` gives them; none where the
        weights were drawn or came from elsewhere."""
        if not isinstance(seed, Integral):
            raise InputError(
                _("{dial} must be a whole number, not {value!r}.").format(dial="seed", value=seed)
            )
        if precision not in get_args(Precision):
            raise InputError(
                _("{dial} must be one of {choices}, not {value!r}.").format(
                    dial="precision", choices=", ".join(get_args(Precision)), value=precision
                )
            )
        if corpus.vocabulary.size != config.vocabulary:
            raise InputError(
                _(
                    "The words use {found} different tokens and the model has {expected}: "
                    "set vocabulary to {found}."
                ).format(found=corpus.vocabulary.size, expected=config.vocabulary)
            )
        kind = engine(engine_name).Model
        # The pure engine computes in Python floats, which are float64.
        stored = "float32" if precision == "bfloat16" else precision
        dtype = {} if engine_name == "pure" else {"dtype": stored}
        self._start(
            kind(config, seed, **dtype, **self._machinery())
            if weights is None
            else kind.from_parameters(config, weights, **self._machinery())
        )

    def _machinery(self) -> dict[str, Any]:
        bfloat16 = self.precision == "bfloat16"
        return machinery(self.engine_name, self.device, bfloat16, self.compile, self.shard)

    def _start(self, model: Model) -> None:
        recipe = self.recipe
        self.model = model
        self.optimizer: Optimizer = optimizer(self.engine_name, recipe.optimizer)(
            model,
            beta1=recipe.beta1,
            beta2=recipe.beta2,
            weight_decay=recipe.weight_decay,
            clip=recipe.clip,
        )
        train, hidden = self.corpus, self.corpus.test
        if recipe.held_out and hidden is not None:
            raise InputError(
                _("A list with a file to be tested on hides none of its own: set held_out to 0.")
            )
        if recipe.held_out:
            train, hidden = self.corpus.split(recipe.held_out, self.seed)
        self.train_corpus, self.held_out_corpus = train, hidden
        self._batches = self._batches_of(recipe)
        self._hidden = self._packed(hidden) if hidden else None
        self.history = History()
        self.seconds = 0.0
        self._throughput = Throughput()
        self.ended: str | None = None
        self._best: tuple[float, Tensors] | None = None
        self._mean: Mean | None = self._begun_mean() if recipe.average else None
        self._means = 0
        self._good: Tensors = model.tensors()

    def _packed(self, hidden: Corpus) -> list[tuple[list[int], Batch]]:
        windows = spread_windows(hidden, self.model.config.context, self.recipe.evaluate_windows)
        return list(packed(self.model, windows))

    @property
    def step(self) -> int:
        """Steps done."""
        return self.optimizer.steps

    def __iter__(self) -> Iterator[Progress]:
        """Do the remaining steps, one per turn. Diverged is raised when the loss explodes."""
        recipe = self.recipe
        since = time.perf_counter()
        while self.ended is None:
            step = self.step
            if step >= recipe.steps:
                self._finish("steps")
                break
            loss = self._learn(step)
            self._check(loss)
            if recipe.target > 0 and loss <= recipe.target:
                self._finish("target")
                self.seconds += time.perf_counter() - since
                yield Progress(step, loss, None, 0.0)
                break
            rate = recipe.rate(step)
            self.optimizer.step(rate)
            self._average()
            self.history.losses.append(loss)
            self._throughput.add(self.tokens_per_step, time.perf_counter() - since)
            held_out_loss = None
            if self.looks_at(self.step):
                held_out_loss = self._look()
            self.seconds += time.perf_counter() - since
            yield Progress(self.step, loss, held_out_loss, rate)
            since = time.perf_counter()

    def looks_at(self, step: int) -> bool:
        """Whether the training looks, after so many steps, at how good it is."""
        return step % self.recipe.evaluate_every == 0 or step == self.recipe.steps

    @property
    def tokens_per_step(self) -> float:
        """Targets that a step learns from, on average, those of all processes together."""
        return self._batches.tokens

    @property
    def tokens_per_second(self) -> float | None:
        """Over the last seconds of learning: looking at the held-out part is not counted."""
        return self._throughput.tokens_per_second

    @property
    def best(self) -> tuple[float, Tensors] | None:
        """(held-out loss, weights) of the best look of a training under way; None before the first
        one, where nothing is hidden, and once it has ended: then ``model`` is it."""
        return self._best if self.ended is None else None

    @property
    def gradient_norm(self) -> float | None:
        """Length of the last step's gradient, before it was bounded; None before the first step,
        and of a divided model whose recipe does not bound it."""
        return self.optimizer.gradient_norm if self.history.losses else None

    @property
    def mfu(self) -> float | None:
        """Model FLOPs utilisation of the GPUs, 0 to 1; None without a GPU that we know."""
        speed, peak = self.tokens_per_second, self._peak
        if speed is None or peak is None:
            return None
        return speed * flops_per_token(self.model.config) / (peak * group().size)

    @cached_property
    def _peak(self) -> float | None:
        """FLOP/s that our GPU could do; the other processes have the same kind."""
        if self.device == "cpu":
            return None
        import torch  # which alone computes elsewhere

        return peak_flops(torch.cuda.get_device_name(self.device), self.precision)

    def run(self) -> Model:
        """Train to the end and return the model."""
        for _progress in self:
            pass
        return self.model

    def _batches_of(self, recipe: Recipe) -> Batches:
        model, corpus = self.model, self.train_corpus
        if isinstance(corpus, Answers):
            return AnswerBatches(model, corpus, recipe, self.seed)
        kind = TextBatches if corpus.kind == "text" else WordBatches
        return kind(model, corpus, recipe, self.seed)

    def regroup(self, **dials: Any) -> None:
        """Turn ``batch`` and ``accumulate`` so that each step's windows stay the same.

        They are computed in larger or smaller parts, whose sums are rounded otherwise. Other
        windows raise InputError.
        """
        recipe = replace(self.recipe, **dials)
        batches = self._batches_of(recipe)
        if batches.per_step != self._batches.per_step:
            raise InputError(
                _(
                    "A step of this training learns from {windows} windows: --batch times "
                    "--accumulate must stay that number."
                ).format(windows=self._batches.per_step)
            )
        self.recipe, self._batches = recipe, batches

    def lengthen(self, steps: int) -> str:
        """Train until ``steps`` instead of what was planned; a sentence says what that changes.

        The learning rate follows from here on the schedule of the new length. A training that had
        ended goes on from the model that it kept, with an optimiser that begins anew.
        """
        if self.ended not in (None, "steps"):
            raise InputError(
                _(
                    "This training has ended before its last step: more of them would not be "
                    "taken. Begin a new one to train otherwise."
                )
            )
        recipe = replace(self.recipe, steps=steps)
        if steps <= self.step:
            raise InputError(
                _("This training has done {step} steps already: choose more of them.").format(
                    step=number(self.step)
                )
            )
        old, self.recipe = self.recipe, recipe
        said = self._said_of_length(old)
        if self.ended is None:
            return said
        self.ended = None
        self.optimizer.load(self.optimizer.tensors(), self.step)
        if self.history.held_out:
            self._best = (min(loss for _step, loss in self.history.held_out), self._good)
        return f"{said} " + _(
            "The training had ended: it goes on from the model that was kept, and the optimiser "
            "has to find its speed again."
        )

    def _said_of_length(self, old: Recipe) -> str:
        """What another number of steps than the old recipe's changes from here on."""
        recipe, step = self.recipe, self.step
        if recipe.steps == old.steps:
            return _("{steps} steps were planned already: nothing changes.").format(
                steps=number(recipe.steps)
            )
        facts = {"steps": number(recipe.steps), "planned": number(old.steps)}
        if recipe.schedule == "constant" or recipe.cycle:  # which know nothing of the end
            return _(
                "{steps} steps instead of {planned}; the learning rate goes on as it would have."
            ).format(**facts)
        # A training that has ended had its last rate one step before.
        new, before = (
            f"{rate:.3g}" for rate in (recipe.rate(step), old.rate(min(step, old.steps - 1)))
        )
        facts |= {"step": number(step), "new": new, "before": before}
        if new != before:
            said = _(
                "{steps} steps instead of {planned}: at step {step} the learning rate is {new} "
                "instead of {before}, and goes from there to its end, {end}."
            )
        elif recipe.steps > old.steps:
            said = _(
                "{steps} steps instead of {planned}: the learning rate comes later to its end, "
                "{end}."
            )
        else:
            said = _(
                "{steps} steps instead of {planned}: the learning rate comes sooner to its end, "
                "{end}."
            )
        return said.format(**facts, end=f"{recipe.final_rate:.3g}")

    def _learn(self, step: int) -> float:
        """The loss of a step's windows, and its gradients; OutOfMemory says what would fit."""
        try:
            return self._gradients(step)
        except (OutOfMemory, MemoryError):
            pass  # only here is all free again that the traceback knew of
        raise OutOfMemory(what_fits(self.model, self._batches, self.engine_name, self.device))

    def _gradients(self, step: int) -> float:
        return self.model.loss_and_gradients(*self._batches.of_step(step), held=self._held(step))

    def _held(self, step: int) -> Held:
        recipe = self.recipe
        return Held(recipe.dropout, recipe.label_smoothing, self.seed, step)

    def _average(self) -> None:
        """Take the step's weights into their mean, where one is kept."""
        share = self.recipe.mean_share(self.step, self._means)
        if not share:
            return
        if self._mean is None:  # the first of the last steps: the mean is its weights
            self._mean = self._begun_mean()
        else:
            self._mean.add(share)
        self._means += 1

    def _begun_mean(self) -> Mean:
        mean: Mean = engine(self.engine_name).Mean(self.model)
        return mean

    def kept(self) -> Tensors:
        """The weights that would be kept now: the mean, where there is one, else the model's."""
        if self._mean is None or not self._means:
            return self.model.tensors()
        return self._mean.tensors()

    def _loss_of(self, step: int) -> float:
        return self.model.loss(self._batches.of_step(step)[0])

    def _held_out_loss(self, model: Model) -> float:
        assert self._hidden is not None
        return mean_loss_of(model, self._hidden)

    def _check(self, loss: float) -> None:
        first = self.history.losses[0] if self.history.losses else loss
        if math.isfinite(loss) and loss <= explosion(self.model.config.vocabulary, first):
            return
        step = self.step
        if step == 0:
            raise RunError(
                _(
                    "This model computes no number before it has learned anything: its layers "
                    "without normalisation make its numbers too large. Turn a dial down, or choose "
                    "--preset modern."
                )
            )
        self._use(self._good)
        self.ended = "diverged"
        raise Diverged(
            _(
                "The training exploded at step {step}: the loss went to {loss:.4g}. The last good "
                "model is kept; try a smaller learning rate than {rate:g}, for example {smaller:g}."
            ).format(
                step=step,
                loss=loss,
                rate=self.recipe.learning_rate,
                smaller=min(self.recipe.learning_rate / 10, 0.03),
            )
        )

    def _look(self) -> float | None:
        """Measure the held-out loss, remember the best model and the last sane one."""
        # The step's own loss was taken before its update, which may have been the one too many.
        self._check(self._agreed(self._loss_of(self.step - 1)))
        self._good = self.kept()
        if self._hidden is None:
            return None
        model = self._with(self._good) if self._means else self.model
        loss = self._agreed(self._held_out_loss(model))
        self.history.held_out.append((self.step, loss))
        if self._best is None or loss < self._best[0]:
            self._best = (loss, self._good)
        best_place = min(range(len(self.history.held_out)), key=self._held_out_at)
        waited = len(self.history.held_out) - 1 - best_place
        if self.recipe.patience and waited >= self.recipe.patience:
            self._finish("patience")
        return loss

    @staticmethod
    def _agreed(loss: float) -> float:
        """The mean over the processes, which must all come to the same decision."""
        return total(loss) / group().size

    def _held_out_at(self, place: int) -> float:
        return self.history.held_out[place][1]

    def _finish(self, why: str) -> None:
        self.ended = why
        if self._best is not None:
            self._use(self._best[1])
        elif self._means:
            self._use(self.kept())

    def _use(self, tensors: Tensors) -> None:
        self.model = self._with(tensors)

    def _with(self, tensors: Tensors) -> Model:
        kind = engine(self.engine_name).Model
        model: Model = kind.from_parameters(self.model.config, tensors, **self._machinery())
        return model

    @property
    def divided(self) -> bool:
        """Whether the model is divided among processes: it then computes with all of them only."""
        return self.shard and group().size > 1

    # Resuming

    def state(self) -> tuple[Tensors, dict[str, Any]]:
        """All that is needed to go on: tensors by name, and facts ready for JSON.

        While it runs, the optimiser's and the best model's tensors stand beside the weights
        under ``optimizer.``, ``best.`` and ``mean.``; once it has ended only the weights and the
        curve remain.
        """
        tensors = dict(self.model.tensors())
        losses = array("d", self.history.losses)
        tensors["history.losses"] = ((len(losses),), losses)
        if self.ended is None:
            for name, tensor in self.optimizer.tensors().items():
                tensors[f"optimizer.{name}"] = tensor
            if self._best is not None:
                tensors |= {f"best.{name}": tensor for name, tensor in self._best[1].items()}
            if self._mean is not None and self._means:
                mean = self._mean.tensors()
                tensors |= {f"{MEAN}{name}": tensor for name, tensor in mean.items()}
        return tensors, self.facts()

    def facts(self) -> dict[str, Any]:
        """How it trains and how far it has come, ready for JSON."""
        best = self.best
        return {
            "engine": self.engine_name,
            "precision": self.precision,
            "device": self.device,
            "compile": self.compile,
            "shard": self.shard,
            "seed": self.seed,
            "recipe": asdict(self.recipe),
            **({} if type(self.recipe) is Recipe else {"followed": _name_of(type(self.recipe))}),
            "corpus": self.corpus.origin,
            "step": self.step,
            "seconds": self.seconds,
            "tokens_per_second": self.tokens_per_second,
            "mfu": self.mfu,
            "ended": self.ended,
            "curves": self.curves,
            **({"before": self.before} if self.before else {}),
            "best_held_out_loss": best and best[0],
            **({"means": self._means} if self._means and self.ended is None else {}),
            "held_out_losses": self.history.held_out,
        }

    @classmethod
    def from_state(
        cls,
        corpus: Corpus,
        config: Config,
        tensors: Tensors,
        facts: Mapping[str, Any],
        recipe: type[Recipe] = Recipe,
    ) -> Training:
        """Take up a training where ``state`` left it.

        ``recipe``: the class of its recipe, where that is one of your own. Another class, other
        words, or facts and tensors that are not those of a training, raise InputError.
        """
        followed = facts.get("followed", _name_of(Recipe))
        if followed != _name_of(recipe):
            raise InputError(
                _(
                    "This training follows the recipe {followed}, not {given}: take it up from "
                    "Python, with Training.from_state(…, recipe=…)."
                ).format(followed=followed, given=_name_of(recipe))
            )
        try:
            return cls._from_state(corpus, config, tensors, facts, recipe)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(
                _(
                    "What this file says of its training is incomplete or from another version: "
                    "it cannot be resumed. Its model can still be used."
                )
            ) from None

    @classmethod
    def _from_state(
        cls,
        corpus: Corpus,
        config: Config,
        tensors: Tensors,
        facts: Mapping[str, Any],
        recipe: type[Recipe],
    ) -> Training:
        if corpus.fingerprint != facts["corpus"]["fingerprint"]:
            raise InputError(
                _(
                    "These are not the words that the training began with ({source}): give the "
                    "same list to resume it, or start a new training."
                ).format(source=facts["corpus"]["source"])
            )
        training = cls.__new__(cls)
        training.corpus, training.seed = corpus, facts["seed"]
        training.recipe = recipe(**facts["recipe"])
        training.engine_name, training.precision = facts["engine"], facts["precision"]
        training.device = facts.get("device", "cpu")
        training.compile = facts.get("compile", False)
        training.shard = facts.get("shard", False)
        training.curves = facts.get("curves", "")
        training.before = facts.get("before", {})
        weights = {n: t for n, t in tensors.items() if not n.startswith(BESIDE)}
        kind = engine(training.engine_name).Model
        training._start(kind.from_parameters(config, weights, **training._machinery()))
        training.ended, training.seconds = facts["ended"], facts["seconds"]
        training.history.losses = list(tensors["history.losses"][1])
        training.history.held_out = [(int(s), float(x)) for s, x in facts["held_out_losses"]]
        if training.ended is None:
            training.optimizer.load(_under("optimizer.", tensors), facts["step"])
            if facts["best_held_out_loss"] is not None:
                training._best = (facts["best_held_out_loss"], _under("best.", tensors))
            training._means = facts.get("means", 0)
            if training._means:
                training._mean = training._begun_mean()
                training._mean.load(_under(MEAN, tensors))
        else:
            training.optimizer.steps = facts["step"]
        return training


def _name_of(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _under(prefix: str, tensors: Tensors) -> Tensors:
    return {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}
