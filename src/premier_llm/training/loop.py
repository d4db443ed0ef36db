"""One training loop for every engine.

A Training is iterated: each turn does one step and yields its Progress, so that a terminal, a
notebook or a page can look, sample or stop between two steps. Batches depend only on the seed and
the step, and ``state`` holds all the rest: a run that is killed and taken up again from a state
ends bit-identical to one that was never interrupted.
"""

from __future__ import annotations

import math
import random
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from gettext import gettext as _
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from ..data.corpus import Corpus, Window, text_windows, word_windows
from ..engines import Batch, Model, Optimizer, Rule, Tensors, engine, machinery, optimizer
from ..engines.together import group, total
from ..errors import InputError, OutOfMemory, RunError
from ..i18n import number
from ..model.config import Config
from .memory import memory_of, most_that_fit, needed
from .throughput import Throughput, flops_per_token, peak_flops

Item = TypeVar("Item")

Schedule = Literal["constant", "linear", "cosine"]
Precision = Literal["float32", "float64", "bfloat16"]

POSITIONS_AT_ONCE = 4096
"""Where a loss is measured over many windows: GPT-2's scores of as many fill a gigabyte."""

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
        describes them; with ``shard``, ``state`` holds this process's part (see sharded.py).
        """
        self.corpus, self.seed = corpus, seed
        self.recipe = recipe or Recipe.suited_to(config, corpus)
        self.engine_name, self.precision = engine_name, precision
        self.device, self.compile, self.shard = device, compile, shard
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
        recipe, T = self.recipe, model.config.context
        self.model = model
        self.optimizer: Optimizer = optimizer(self.engine_name, recipe.optimizer)(
            model,
            beta1=recipe.beta1,
            beta2=recipe.beta2,
            weight_decay=recipe.weight_decay,
            clip=recipe.clip,
        )
        train, hidden = self.corpus, None
        if recipe.held_out:
            train, hidden = self.corpus.split(recipe.held_out, self.seed)
        self.train_corpus, self.held_out_corpus = train, hidden
        self._batches = self._batches_of(recipe)
        self._hidden = (
            list(_packed(model, spread_windows(hidden, T, recipe.evaluate_windows)))
            if hidden
            else None
        )
        self.history = History()
        self.seconds = 0.0
        self._throughput = Throughput()
        self.ended: str | None = None
        self._best: tuple[float, Tensors] | None = None
        self._good: Tensors = model.tensors()
        self._exploded = 3 * math.log(model.config.vocabulary)

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
            if loss <= recipe.target:
                self._finish("target")
                self.seconds += time.perf_counter() - since
                yield Progress(step, loss, None, 0.0)
                break
            rate = recipe.rate(step)
            self.optimizer.step(rate)
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

    def _batches_of(self, recipe: Recipe) -> _Batches:
        kind = _TextBatches if self.train_corpus.kind == "text" else _WordBatches
        return kind(self.model, self.train_corpus, recipe, self.seed)

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

    def _learn(self, step: int) -> float:
        """The loss of a step's windows, and its gradients; OutOfMemory says what would fit."""
        try:
            return self.model.loss_and_gradients(*self._batches.of_step(step))
        except (OutOfMemory, MemoryError):
            pass  # only here is all free again that the traceback knew of
        raise OutOfMemory(self._what_fits())

    def _what_fits(self) -> str:
        """Tries fewer and fewer windows at once, and says so."""
        batches, model = self._batches, self.model
        windows = min(batches.size, batches.per_step)
        if group().size > 1:  # which learn together or not at all: none can try alone
            return _(
                "There is not enough memory for {windows} windows at once, shared by {count} "
                "processes: try a smaller --batch and --accumulate as many times larger, which "
                "trains the same way."
            ).format(windows=windows, count=group().size)

        def learn(count: int) -> None:
            part = batches.some(count)
            model.loss_and_gradients(part, part)  # two, for slopes that are added up take room

        fit = most_that_fit(windows // 2, learn)
        if fit:
            batch, accumulate = batches.in_parts(fit)
            return _(
                "There is not enough memory for {windows} windows at once; {fit} fit: --batch "
                "{batch} --accumulate {accumulate} trains the same way."
            ).format(windows=windows, fit=fit, batch=batch, accumulate=accumulate)
        memory = memory_of(self.device)
        return _(
            "There is not enough memory for a single window: the {parameters} numbers of this "
            "model alone take about {needed} GB to train, and there are {memory} GB in all. Turn a "
            "dial down."
        ).format(
            parameters=number(model.config.parameter_count()),
            needed=number(needed(model.config) / 1e9, 2),
            memory="?" if memory is None else number(memory / 1e9, 2),
        )

    def _check(self, loss: float) -> None:
        limit = max(self._exploded, 1.5 * self.history.losses[0] if self.history.losses else loss)
        if math.isfinite(loss) and loss <= limit:
            return
        step = self.step
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
        self._check(self._agreed(self.model.loss(self._batches.of_step(self.step - 1)[0])))
        self._good = self.model.tensors()
        if self._hidden is None:
            return None
        loss = self._agreed(_mean_loss(self.model, self._hidden))
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

    def _use(self, tensors: Tensors) -> None:
        kind = engine(self.engine_name).Model
        self.model = kind.from_parameters(self.model.config, tensors, **self._machinery())

    @property
    def divided(self) -> bool:
        """Whether the model is divided among processes: it then computes with all of them only."""
        return self.shard and group().size > 1

    # Resuming

    def state(self) -> tuple[Tensors, dict[str, Any]]:
        """All that is needed to go on: tensors by name, and facts ready for JSON.

        While it runs, the optimiser's and the best model's tensors stand beside the weights
        under ``optimizer.`` and ``best.``; once it has ended only the weights and the curve remain.
        """
        tensors = dict(self.model.tensors())
        losses = array("d", self.history.losses)
        tensors["history.losses"] = ((len(losses),), losses)
        if self.ended is None:
            for name, tensor in self.optimizer.tensors().items():
                tensors[f"optimizer.{name}"] = tensor
            if self._best is not None:
                tensors |= {f"best.{name}": tensor for name, tensor in self._best[1].items()}
        return tensors, self.facts()

    def facts(self) -> dict[str, Any]:
        """How it trains and how far it has come, ready for JSON."""
        best = self._best if self.ended is None else None
        return {
            "engine": self.engine_name,
            "precision": self.precision,
            "device": self.device,
            "compile": self.compile,
            "shard": self.shard,
            "seed": self.seed,
            "recipe": asdict(self.recipe),
            "corpus": {"source": self.corpus.source, "fingerprint": self.corpus.fingerprint},
            "step": self.step,
            "seconds": self.seconds,
            "tokens_per_second": self.tokens_per_second,
            "mfu": self.mfu,
            "ended": self.ended,
            "best_held_out_loss": best and best[0],
            "held_out_losses": self.history.held_out,
        }

    @classmethod
    def from_state(
        cls, corpus: Corpus, config: Config, tensors: Tensors, facts: Mapping[str, Any]
    ) -> Training:
        """Take up a training where ``state`` left it.

        Other words, or facts and tensors that are not those of a training, raise InputError.
        """
        try:
            return cls._from_state(corpus, config, tensors, facts)
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
        cls, corpus: Corpus, config: Config, tensors: Tensors, facts: Mapping[str, Any]
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
        training.recipe = Recipe(**facts["recipe"])
        training.engine_name, training.precision = facts["engine"], facts["precision"]
        training.device = facts.get("device", "cpu")
        training.compile = facts.get("compile", False)
        training.shard = facts.get("shard", False)
        beside = ("optimizer.", "best.", "history.")
        weights = {n: t for n, t in tensors.items() if not n.startswith(beside)}
        kind = engine(training.engine_name).Model
        training._start(kind.from_parameters(config, weights, **training._machinery()))
        training.ended, training.seconds = facts["ended"], facts["seconds"]
        training.history.losses = list(tensors["history.losses"][1])
        training.history.held_out = [(int(s), float(x)) for s, x in facts["held_out_losses"]]
        if training.ended is None:
            training.optimizer.load(_under("optimizer.", tensors), facts["step"])
            if facts["best_held_out_loss"] is not None:
                training._best = (facts["best_held_out_loss"], _under("best.", tensors))
        else:
            training.optimizer.steps = facts["step"]
        return training


def _under(prefix: str, tensors: Tensors) -> Tensors:
    return {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}


def windows_of(corpus: Corpus, context: int) -> list[Window]:
    """Every window of every word, or the whole text cut into windows side by side."""
    if corpus.kind == "text":
        (ids,) = corpus.encoded()
        return text_windows(ids, _side_by_side(ids, context), context)
    return [window for ids in corpus.encoded() for window in word_windows(ids, context)]


def _side_by_side(ids: Sequence[int], context: int) -> range:
    """Where the windows of a text begin that cover it without overlapping."""
    return range(0, max(len(ids) - context, 1), context)


def spread_windows(corpus: Corpus, context: int, most: int) -> list[Window]:
    """At most so many of windows_of, evenly spread over the corpus, for a quick look."""
    if corpus.kind == "text":  # of which only these are cut out: there may be billions
        (ids,) = corpus.encoded()
        return text_windows(ids, _spread(_side_by_side(ids, context), most), context)
    return list(_spread(windows_of(corpus, context), most))


def _spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    count = len(items)
    return [items[i * count // most] for i in range(most)] if count > most else items


def mean_loss(model: Model, windows: Sequence[Window]) -> float:
    """Mean loss over all targets of any number of windows, in bounded memory."""
    return _mean_loss(model, _packed(model, windows))


def _packed(model: Model, windows: Sequence[Window]) -> Iterable[tuple[list[int], Batch]]:
    """The windows in batches of about so many positions, with the number of each one's targets."""
    for part in _parts(windows, max(POSITIONS_AT_ONCE // model.config.context, 1)):
        yield [len(window.targets) for window in part], model.pack(part)


def _mean_loss(model: Model, batches: Iterable[tuple[list[int], Batch]]) -> float:
    total, targets = 0.0, 0
    for counts, batch in batches:
        total += _added_up(model, counts, batch)
        targets += sum(counts)
    return total / targets


def _added_up(model: Model, counts: list[int], batch: Batch) -> float:
    """The losses of all targets; in halves where memory is short."""
    try:
        return model.loss(batch) * sum(counts)
    except (OutOfMemory, MemoryError):
        if len(counts) == 1 or group().size > 1:  # the others would not follow
            raise
    half, all_of_them = len(counts) // 2, range(len(counts))
    return sum(
        _added_up(model, counts[part], batch.take(all_of_them[part]))
        for part in (slice(half), slice(half, None))
    )


class _Batches:
    """What each step learns from, in parts: a function of the seed and the step alone.

    Of several processes each has its share of the windows; together they are those of one.
    """

    size: int
    """Windows computed at once, by all processes."""
    per_step: int
    """Windows of a step, of all processes."""
    tokens: float
    """Targets of a step, on average."""

    def __init__(self, recipe: Recipe, seed: int, all_windows: int) -> None:
        """``all_windows``: what a step holds at most, and where the recipe asks for all of them."""
        self._seed = seed
        self.size = recipe.batch or all_windows
        self.per_step = min(self.size * recipe.accumulate, all_windows)
        self._group = group()
        if self.per_step < self._group.size:
            raise InputError(
                _(
                    "{count} processes cannot share the {windows} windows of a step: choose a "
                    "larger --batch or fewer processes."
                ).format(count=self._group.size, windows=self.per_step)
            )

    def of_step(self, step: int) -> list[Batch]:
        raise NotImplementedError

    def some(self, count: int) -> Batch:
        """So many windows, as large as any, to see what they cost."""
        raise NotImplementedError

    def in_parts(self, most: int) -> tuple[int, int]:
        """(batch, accumulate) that give each step the same windows, so many at once at most."""
        batch = max(size for size in range(1, most + 1) if self.per_step % size == 0)
        return batch, self.per_step // batch

    def _parts(self, windows: Sequence[Item]) -> list[Sequence[Item]]:
        """Our share of a step's windows, as many at a time as fit."""
        return _parts(self._group.share(windows), -(-self.size // self._group.size))


class _WordBatches(_Batches):
    """Windows in a new order each epoch; all of them at once when size is 0."""

    def __init__(self, model: Model, corpus: Corpus, recipe: Recipe, seed: int) -> None:
        windows = windows_of(corpus, model.config.context)
        self._all = model.pack(windows)
        super().__init__(recipe, seed, len(self._all))
        targets = sum(len(window.targets) for window in windows)
        self.tokens = targets * self.per_step / len(windows)
        mine = self._group.share(range(len(self._all)))
        self._mine = self._all if len(mine) == len(self._all) else self._all.take(mine)
        self._epoch = -1
        self._order: list[int] = []

    def of_step(self, step: int) -> list[Batch]:
        if self.size >= len(self._all):
            return [self._mine]
        epoch, place = divmod(step, len(self._all) // self.per_step)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, list(range(len(self._all)))
            random.Random(f"{self._seed}:{epoch}").shuffle(self._order)
        chosen = self._order[place * self.per_step : (place + 1) * self.per_step]
        return [self._all.take(part) for part in self._parts(chosen)]

    def some(self, count: int) -> Batch:
        return self._all.take(range(count))

    def in_parts(self, most: int) -> tuple[int, int]:
        if self.per_step == len(self._all):  # of all windows the last part may be smaller
            return most, -(-self.per_step // most)
        return super().in_parts(most)


class _TextBatches(_Batches):
    """Windows from random places of a running text."""

    def __init__(self, model: Model, corpus: Corpus, recipe: Recipe, seed: int) -> None:
        super().__init__(recipe, seed, max(recipe.batch * recipe.accumulate, 1))
        self._model = model
        (self._ids,) = corpus.encoded()
        self.tokens = float(self.per_step * min(model.config.context, len(self._ids) - 1))

    def of_step(self, step: int) -> list[Batch]:
        T = self._model.config.context
        rng = random.Random(f"{self._seed}:{step}")
        starts = [rng.randrange(max(len(self._ids) - T, 1)) for _ in range(self.per_step)]
        return [self._model.pack(text_windows(self._ids, part, T)) for part in self._parts(starts)]

    def some(self, count: int) -> Batch:
        return self._model.pack(text_windows(self._ids, [0] * count, self._model.config.context))


def _parts(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """So many at a time; the last part may be smaller."""
    return [items[start : start + size] for start in range(0, len(items), size)]
