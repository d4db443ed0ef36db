"""Every number of a forward pass by name, and switching parts of the model off.

Both rest on the one hook that the engines offer: ``watch(name, value)`` sees each value on its
way and may put another in its place. When nobody watches it costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from ..engines.contract import Model, Watch
from ..errors import InputError
from ..model.config import Config


@dataclass(frozen=True)
class Value:
    """One intermediate value."""

    name: str
    """Such as ``blocks.0.attention.weights``."""
    shape: tuple[int, ...]
    numbers: Any
    """Nested lists of that shape."""


def anatomy(model: Model, tokens: Sequence[int], off: Iterable[str] = ()) -> dict[str, Value]:
    """Every value of the forward pass over 1 to T tokens, in the order of computation.

    Their names and shapes: ``model.inner_values``. Bad parts or a number of tokens that the model
    cannot see raise InputError. ``off`` as in switch_off.
    """
    if not 1 <= len(tokens) <= model.config.context:
        raise InputError(
            _("The model sees 1 to {context} tokens at once, not {count}.").format(
                context=model.config.context, count=len(tokens)
            )
        )
    switch = switch_off(model.config, off)
    values: dict[str, Value] = {}

    def look(name: str, value: Any) -> Any:
        value = switch(name, value)
        numbers = value.tolist() if hasattr(value, "tolist") else _copy(value)
        values[name] = Value(name, _shape(numbers), numbers)
        return value

    model.forward(tokens, look)
    return values


def parts(config: Config) -> list[str]:
    """Every part of a model that can be switched off.

    Rotary positions say nothing of their own: they are no part.
    """
    names = ["positions"] if config.positions == "learned" else []
    for block in range(config.layers):
        names.append(f"attention.{block}")
        if config.heads > 1:
            names += [f"attention.{block}.head.{head}" for head in range(config.heads)]
        names += [f"attention.{block}.shortcut", f"mlp.{block}", f"mlp.{block}.shortcut"]
    return names


def switch_off(config: Config, off: Iterable[str]) -> Watch:
    """A ``watch`` for ``model.loss`` or ``model.forward`` that puts 0 where those parts speak.

    Parts: see ``parts``; an unknown one raises InputError with the known ones.
    """
    points: set[str] = set()
    heads: dict[str, set[int]] = {}
    known = parts(config)
    for part in off:
        if part not in known:
            raise InputError(
                _("There is no part called {part!r}. The parts are: {known}.").format(
                    part=part, known=", ".join(known)
                )
            )
        if part == "positions":
            points.add("position_embedding")
        elif match := re.fullmatch(r"attention\.(\d+)\.head\.(\d+)", part):
            heads.setdefault(f"blocks.{match[1]}.attention.heads", set()).add(int(match[2]))
        else:
            kind, block, *rest = part.split(".")
            points.add(f"blocks.{block}.{kind}.{'shortcut' if rest else 'output'}")

    def watch(name: str, value: Any) -> Any:
        if name in points:
            return _zeros(value)
        if name in heads:
            return _without_heads(value, heads[name])
        return value

    return watch


def _zeros(value: Any) -> Any:
    """The same shape full of 0: nested lists (pure engine) or an array."""
    if isinstance(value, list):
        return [_zeros(item) for item in value]
    return value * 0


def _without_heads(value: Any, off: set[int]) -> Any:
    """(heads, n, hd), or (B, heads, n, hd) for an array, with some heads at 0."""
    if isinstance(value, list):
        return [_zeros(head) if j in off else head for j, head in enumerate(value)]
    silenced = value + 0  # a copy, of NumPy's arrays and of PyTorch's tensors
    silenced[..., sorted(off), :, :] = 0
    return silenced


def _copy(value: Any) -> Any:
    return [_copy(item) for item in value] if isinstance(value, list) else float(value)


def _shape(numbers: Any) -> tuple[int, ...]:
    return (len(numbers), *_shape(numbers[0])) if isinstance(numbers, list) else ()
