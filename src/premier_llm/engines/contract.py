"""What an engine must give: read this to write a fourth one.

An engine is a file of this folder with a class ``Model``, a class ``Adam`` and, where it has more
optimisers, a class for each (``Muon``), and a class ``Mean``. It knows the model's config and
nothing else of ours, and it can be read alone. Its name joins ``ENGINES``. It is right when
``tests/engines`` find that, in float64, it gives what ``engines/pure.py`` gives: the same initial
draw from the same seed, losses, every gradient and every inner value within 1e-9, the same names
invented, files that the others open. Tensors, shapes and their order are those of
``model.parameters.parameter_table``.

V is the number of tokens, T the context, D the embedding, n the number of tokens of one window.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from operator import index
from typing import Any, Literal, NamedTuple, Protocol, get_args

from ..errors import InputError
from ..model.config import Activation, Config, Norm, Positions
from ..model.parameters import parameter_table

Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]
"""What every engine reads and writes: name -> (shape, flat array of 'f' or 'd', row by row)."""

MEAN = "mean."
BESIDE = ("optimizer.", "best.", MEAN, "history.")
"""Prefixes of the tensors that stand beside a model's weights while it is trained."""

Watch = Callable[[str, Any], Any]
"""The one hook: called as ``watch(name, value)`` at each inner value of a forward pass, in the
order of ``model.inner_values``; what it returns goes on. It looks (returns the value) or replaces
it (by one of the same shape). Where nobody watches it must cost nothing."""

Rule = Literal["adam", "muon"]
"""What moves the weights: an engine has a class of that name, capitalised, for each it knows."""


class Held(NamedTuple):
    """What holds a step of a training back from learning by heart; nothing, unless said."""

    dropout: float = 0.0
    """Share of the numbers that are lost; ``engines.dropout`` says which."""
    label_smoothing: float = 0.0
    """Share of each answer that is spread over all tokens (Szegedy et al. 2016, section 7)."""
    seed: int = 0
    step: int = 0
    """The training's and the step's, from 0: what is lost is drawn by them."""


FREE = Held()


def check_window(config: Config, tokens: Sequence[int]) -> None:
    """Refuse what the model cannot see at once: no token, or more than its context."""
    if not 0 < len(tokens) <= config.context:
        raise InputError(
            _("The model sees 1 to {context} tokens at once, not {count}.").format(
                context=config.context, count=len(tokens)
            )
        )
    for token in tokens:
        check_token(config, token)


def check_token(config: Config, token: Any) -> None:
    """Refuse what is not the id of one of the model's tokens."""
    try:
        known = 0 <= index(token) < config.vocabulary
    except TypeError:
        known = False
    if not known:
        raise ValueError(
            f"{token!r} is no token that the model knows: these are the whole numbers from 0 to "
            f"{config.vocabulary - 1}"
        )


def check_whole(ids: Any) -> None:
    """Refuse a NumPy array that is none of token ids."""
    if ids.dtype.kind not in "iu":
        raise ValueError(f"token ids are whole numbers: {ids.dtype} is no type for them")


def check_tokens(config: Config, ids: Any) -> None:
    """Refuse a NumPy array that is none of ids of the model's tokens."""
    check_whole(ids)
    if ids.size and not 0 <= ids.min() <= ids.max() < config.vocabulary:
        check_token(config, ids[(ids < 0) | (ids >= config.vocabulary)][0].item())


def check_config(config: Any) -> None:
    """Refuse what no model can be made from."""
    if not isinstance(config, Config):
        raise ValueError(
            f"a model is made from a Config, not {_kind(config)}: preset('mini'), or "
            "Config(vocabulary=…)"
        )


def check_windows(config: Config, windows: Any) -> None:
    """Refuse what cannot be packed; its tokens are not looked at."""
    if not len(windows):
        raise ValueError("there is no window to pack: give at least one")
    for place, window in enumerate(windows):
        try:
            tokens, targets = window
            sizes = len(tokens), len(targets)
        except (TypeError, ValueError):
            raise ValueError(
                f"window {place} is no pair (tokens, what follows each of the last ones), such as "
                "((0, 5, 9), (5, 9, 0)): windows_of cuts a corpus into such"
            ) from None
        if not 0 < sizes[1] <= sizes[0] <= config.context:
            raise ValueError(
                f"window {place} has {sizes[0]} tokens and {sizes[1]} targets, where this model "
                f"sees 1 to {config.context} tokens and no target has none before it"
            )


def check_batch(batch: Any, kind: type) -> None:
    """Refuse what ``pack`` of the same engine has not made."""
    if not isinstance(batch, kind):
        raise ValueError(
            f"this takes what the model's pack has made of windows, not {_kind(batch)}: "
            "model.pack([(tokens, targets), …])"
        )


Shapes = Mapping[str, tuple[int, ...]]


def check_weights(config: Config, tensors: Any, shapes: Shapes | None = None) -> None:
    """Refuse weights that are not those of the config's parameters, in the table's shapes or
    these."""
    check_config(config)
    if not isinstance(tensors, Mapping):
        raise InputError(
            _(
                "Weights are given by name, as model.tensors() or load(path).weights gives them, "
                "not as {kind}."
            ).format(kind=_kind(tensors))
        )
    if problem := problem_with(config, tensors, shapes):
        raise InputError(
            _("These weights do not fit the model: {problem}.").format(problem=problem)
        )


def problem_with(
    config: Config, tensors: Mapping[str, Any], shapes: Shapes | None = None
) -> str | None:
    """Why weights are not those of the config, in the table's shapes or these; None when they
    are."""
    expected = shapes or {p.name: p.shape for p in parameter_table(config)}
    if missing := sorted(expected.keys() - tensors.keys()):
        return _("{name} is missing").format(name=missing[0])
    if foreign := sorted(tensors.keys() - expected.keys()):
        return _("{name} does not belong to this model").format(name=repr(foreign[0]))
    for name, shape in expected.items():
        try:
            found, flat = tensors[name]
            found, count = tuple(map(index, found)), len(flat)
        except (TypeError, ValueError):
            return _(
                "{name} is not given as a shape and its numbers in a row, as model.tensors() does"
            ).format(name=name)
        if found == shape and count != math.prod(shape):
            return _("{name} has {count} numbers and needs {expected}").format(
                name=name, count=count, expected=math.prod(shape)
            )
        if found != shape:
            return _("{name} has the shape {found} and needs {expected}").format(
                name=name, found=found, expected=shape
            )
    return None


def _kind(value: Any) -> str:
    return type(value).__name__


OURS: Mapping[str, tuple[str, ...]] = {
    "activation": get_args(Activation),
    "norm": get_args(Norm),
    "positions": get_args(Positions),
    "optimizer": get_args(Rule),
}
"""Of the dials for which others can be registered, what every engine knows."""


def refuse_registered(config: Config, name: str) -> None:
    """Refuse a model that an engine other than PyTorch's cannot compute."""
    for dial in ("activation", "norm", "positions"):
        if getattr(config, dial) not in OURS[dial]:
            raise only_torch(name, dial, getattr(config, dial))


def only_torch(name: str, dial: str, value: str) -> InputError:
    """What the engine of this name says of a registered choice."""
    return InputError(
        _(
            "{dial} = {value} was registered for PyTorch, and the {name} engine does not know it: "
            "choose the engine torch (--engine torch)."
        ).format(dial=dial, value=value, name=name)
    )


class Batch(Protocol):
    """Windows prepared by an engine, to be computed together, as often as one likes."""

    def __len__(self) -> int:
        """How many windows."""

    def take(self, windows: Sequence[int]) -> Batch:
        """The part of the batch that holds these windows, by their place, in this order; a place
        may come twice."""


class Cache(Protocol):
    """Rows of tokens being continued, one token at a time, without computing the earlier ones anew.

    What it gives must be what an uncached pass over the last T tokens of each row gives, beyond
    the window too, where positions restart at 0 with each window.
    """

    @property
    def logits(self) -> list[list[float]]:
        """The scores of the next token of each row: (rows, V)."""

    def probabilities(self, temperature: float, top_k: int = 0) -> list[list[float]]:
        """Those of the next token of each row, (rows, V), each row adding up to 1.

        Scores are divided by ``temperature`` (>= 0) before softmax; at 0 the highest score has all.
        With ``top_k`` only the k highest count, among equal ones the first tokens; 0 for all.
        """

    def choose(self, draws: Sequence[float], temperature: float, top_k: int = 0) -> list[int]:
        """The next token of each row: the first whose cumulated probability passes the row's draw
        (0 to 1), as ``probabilities`` says, without making lists of them all."""

    def keep(self, rows: Sequence[int]) -> None:
        """Drop all other rows; these come in this order from then on."""


class Model(Protocol):
    """A model with its weights.

    ``Model(config, seed)`` draws them, ``Model.from_parameters(config, tensors)`` takes them, in
    their precision; what does not fit the config raises InputError.
    """

    @property
    def config(self) -> Config:
        """Its dials."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The weights by name, in the table's order and the engine's own kind of array, live."""

    def tensors(self) -> Tensors:
        """A copy of the weights, in their precision."""

    def pack(self, windows: Sequence[Any]) -> Batch:
        """Prepare windows (``data.windows.Window``) of any lengths up to T."""

    def loss(self, batch: Any, watch: Watch | None = None) -> float:
        """The mean surprise over all targets of a batch, in nats.

        ``watch`` sees values of the whole batch, with one more axis in front or as the engine
        lays rows out; parts switched off by ``using.anatomy.switch_off`` must work there too.
        """

    def loss_and_gradients(
        self, *parts: Any, weights: Sequence[float] | None = None, held: Held = FREE
    ) -> float:
        """The mean loss over the targets of all parts, and its gradients; one part at a time.

        With ``weights``, any numbers, one a part: the sum of the parts' mean losses times these.

        ``held`` drops numbers of the pass, and smooths what the gradients are of; what is returned
        is the surprise at the answers all the same.

        The gradients, which the engine's optimisers then read, are those of one batch of all parts.
        Too little memory raises OutOfMemory or MemoryError and leaves the weights as they were.
        """

    def logits(self, batch: Any) -> Any:
        """The scores of every token at each position with a target, window after window: (C, V),
        in the engine's own kind of array."""

    def forward(self, tokens: Sequence[int], watch: Watch | None = None) -> list[list[float]]:
        """The probabilities of the token after each of 1 to T tokens: (n, V).

        Another number of tokens raises InputError.
        """

    def prefill(self, rows: Sequence[Sequence[int]], room: int | None = None) -> Any:
        """A Cache that has read these rows of at least one token; of long ones, what a window
        shows. ``room``: tokens that will be added at most, where that is known."""

    def decode(self, cache: Any, tokens: Sequence[int]) -> None:
        """Add one token to each row of a cache."""


class Mean(Protocol):
    """A mean of a model's weights over the steps, beside them.

    ``Mean(model)`` begins as its weights.
    """

    def add(self, share: float) -> None:
        """Go so much of the way to the model's weights as they are now, 0 to 1."""

    def tensors(self) -> Tensors:
        """A copy, named and laid out as the model's."""

    def load(self, tensors: Mapping[str, Any]) -> None:
        """Take up what ``tensors`` gave."""


class Optimizer(Protocol):
    """What moves a model's weights by its last gradients.

    Made as ``Adam(model, beta1=…, beta2=…, weight_decay=…, clip=…)``: decoupled weight decay on
    the matrices alone (Loshchilov and Hutter 2019), the gradient's norm bounded by ``clip`` (0 for
    no bound).
    """

    steps: int
    """Steps done."""

    @property
    def gradient_norm(self) -> float | None:
        """The length of the gradient of the last step, before it was bounded: to be asked for
        before the next. None where only all processes together could tell."""

    def step(self, learning_rate: float) -> None:
        """Move the weights once."""

    def tensors(self) -> Tensors:
        """Its own state, by names that no weight has, for a file."""

    def load(self, tensors: Mapping[str, Any], steps: int) -> None:
        """Take up that state after so many steps: what follows is the same to the bit."""
