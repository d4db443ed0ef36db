"""The same model, several times; each file stands alone and knows only the config.

Nothing is imported until an engine is asked for by name.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from importlib import import_module
from typing import Any, Literal, Protocol

from ..errors import InputError
from ..model.config import Config

Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]
"""What every engine reads and writes: name -> (shape, flat array of 'f' or 'd')."""

Watch = Callable[[str, Any], Any]
"""Called as ``watch(name, value)`` at each point of a forward pass; what it returns goes on."""


class Batch(Protocol):
    """Windows prepared by an engine."""

    def __len__(self) -> int: ...
    def take(self, windows: Sequence[int]) -> Batch:
        """The part of the batch that holds these windows, by their place."""


class Cache(Protocol):
    """Rows of tokens being continued."""

    @property
    def logits(self) -> list[list[float]]: ...
    def probabilities(self, temperature: float, top_k: int = 0) -> list[list[float]]: ...
    def choose(self, draws: Sequence[float], temperature: float, top_k: int = 0) -> list[int]:
        """The next token of each row, without making lists of all its probabilities."""

    def keep(self, rows: Sequence[int]) -> None:
        """Drop all other rows."""


class Model(Protocol):
    """What training, sampling and anatomy need of an engine's model."""

    @property
    def config(self) -> Config: ...
    @property
    def parameters(self) -> Mapping[str, Any]: ...
    def tensors(self) -> Tensors: ...
    def pack(self, windows: Sequence[Any]) -> Batch: ...
    def loss(self, batch: Any, watch: Watch | None = None) -> float: ...
    def loss_and_gradients(self, *parts: Any) -> float:
        """The mean loss over the targets of all parts, and its gradients; one part at a time."""

    def forward(self, tokens: Sequence[int], watch: Watch | None = None) -> list[list[float]]: ...
    def prefill(self, rows: Sequence[Sequence[int]], room: int | None = None) -> Any: ...
    def decode(self, cache: Any, tokens: Sequence[int]) -> None: ...


class Optimizer(Protocol):
    """What training needs of an engine's Adam or Muon."""

    steps: int

    def step(self, learning_rate: float) -> None: ...
    def tensors(self) -> Tensors: ...
    def load(self, tensors: Mapping[str, Any], steps: int) -> None: ...


ENGINES = ("numpy", "pure", "torch")
Rule = Literal["adam", "muon"]
"""What moves the weights."""


def engine(name: str) -> Any:
    """The engine's module, with its ``Model``, ``Adam`` and, except in pure, ``Muon``.

    An unknown name, and PyTorch where it is not installed, raise InputError.
    """
    if name not in ENGINES:
        raise InputError(
            _("There is no engine called {name!r}. The engines are: {known}.").format(
                name=name, known=", ".join(ENGINES)
            )
        )
    try:
        return import_module(f".{name}", __name__)
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise InputError(
            _(
                "The PyTorch engine needs PyTorch, which is not installed: pip install "
                "'premier-llm[torch]'"
            )
        ) from None


def optimizer(engine_name: str, rule: Rule) -> Callable[..., Optimizer]:
    """What makes an engine's optimiser for a model; InputError if the engine has not that one."""
    module = engine(engine_name)
    if not hasattr(module, rule.capitalize()):
        raise InputError(
            _(
                "The {name} engine has no {rule}: choose --engine numpy or torch, or --set "
                "optimizer=adam."
            ).format(name=engine_name, rule=rule.capitalize())
        )
    found: Callable[..., Optimizer] = getattr(module, rule.capitalize())
    return found


def machinery(
    name: str,
    device: str = "cpu",
    bfloat16: bool = False,
    compile: bool = False,
    shard: bool = False,
) -> dict[str, Any]:
    """What to give an engine's Model besides the config and the weights, for it to compute so.

    What only PyTorch can do raises InputError for another engine.
    """
    asked = {"device": device, "bfloat16": bfloat16, "compile": compile, "shard": shard}
    if name == "torch":
        return asked
    if device != "cpu" or bfloat16 or compile or shard:
        raise InputError(
            _(
                "The {name} engine computes on the CPU only, neither in bfloat16 nor compiled nor "
                "divided among processes: choose --engine torch."
            ).format(name=name)
        )
    return {}
