"""The same model, several times; each file stands alone and knows only the model.

What an engine must give is in ``contract``. Nothing is imported until an engine is asked for by
name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

from ..errors import InputError
from ..model.extensions import REGISTERED
from .contract import Optimizer, Rule, only_torch

if TYPE_CHECKING:
    from . import numpy, pure, torch

    class NumPyEngine(Protocol):
        """What ``engine("numpy")`` gives, to whoever checks types."""

        Model: type[numpy.Model]
        Adam: type[numpy.Adam]
        Muon: type[numpy.Muon]
        Mean: type[numpy.Mean]

    class PureEngine(Protocol):
        """What ``engine("pure")`` gives."""

        Model: type[pure.Model]
        Adam: type[pure.Adam]
        Mean: type[pure.Mean]

    class TorchEngine(Protocol):
        """What ``engine("torch")`` gives."""

        GPT: type[torch.GPT]
        Cache: type[torch.Cache]
        Model: type[torch.Model]
        Adam: type[torch.Adam]
        Muon: type[torch.Muon]
        Mean: type[torch.Mean]


ENGINES = ("numpy", "pure", "torch")


@overload
def engine(name: Literal["numpy"]) -> NumPyEngine: ...
@overload
def engine(name: Literal["pure"]) -> PureEngine: ...
@overload
def engine(name: Literal["torch"]) -> TorchEngine: ...
@overload
def engine(name: str) -> Any: ...
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
    if rule in REGISTERED["optimizer"]:
        if engine_name != "torch":
            raise only_torch(engine_name, "optimizer", rule)
        return partial(module.Registered, rule)
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
