"""Choices of one's own for some dials, without a line of ours being changed.

>>> import torch
>>> from premier_llm import PRESETS, Training, read_corpus, register
>>> register("activation", "swish", torch.nn.functional.silu)
>>> config = PRESETS["mini"].with_dials(activation="swish")
>>> model = Training(read_corpus("pokemon"), config, engine_name="torch").run()
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from typing import Any

from ..errors import InputError
from ..model.extensions import REGISTERED, is_name
from .contract import OURS


def register(dial: str, name: str, function: Callable[..., Any]) -> None:
    """Make ``name`` a choice of a dial, for the PyTorch engine, until this program ends.

    What ``function`` is depends on the dial; of the same arguments it must always make the same,
    out of operations that PyTorch finds the slopes of:

    - ``activation``: of a tensor of any shape, the same shape, number by number;
    - ``norm``: ``function(x, weight, bias)``, of vectors x (…, D) the same shape, each vector
      alone; weight and bias (D,) are learned, or None where ``norm_weight`` or ``norm_bias`` is
      off;
    - ``positions``: ``function(x, places)``, of the queries, then of the keys, x (B, heads, n, hd)
      the same shape; places (n,) are where in the window the n tokens stand, from 0, as whole
      numbers. Nothing is learned for it. A token may only depend on its own vector and place:
      that is how earlier keys can be remembered;
    - ``optimizer``: ``function(groups, beta1, beta2)`` makes a ``torch.optim.Optimizer`` of the
      groups, each a dict of ``params``, pairs of (name, parameter), and ``weight_decay``, the
      recipe's or, for vectors, 0. The recipe's schedule sets every group's ``lr`` before each
      step, and ``clip`` has bounded the gradient. Its ``state`` of a parameter may hold tensors
      and numbers, which files keep, as they do a group's numbers.

    A model's file keeps the name alone: register the function again, under the same name, before
    opening the file. InputError for another dial, a name that is no word of small letters, or is
    already taken, and for what cannot be called.
    """
    if dial not in REGISTERED:
        raise InputError(
            _("Nothing can be registered for {dial!r}, only for {known}.").format(
                dial=dial, known=", ".join(REGISTERED)
            )
        )
    if not is_name(name):
        raise InputError(
            _(
                "A name to register is a word of small letters, digits and _ that begins with a "
                "letter, not {name!r}."
            ).format(name=name)
        )
    if not callable(function):
        raise InputError(
            _("What is registered as {dial} = {name} must be a function, not {kind}.").format(
                dial=dial, name=name, kind=type(function).__name__
            )
        )
    if name in OURS[dial]:
        raise InputError(
            _("{dial} = {name} is one of our own choices: take another name.").format(
                dial=dial, name=name
            )
        )
    if REGISTERED[dial].get(name, function) is not function:
        raise InputError(
            _(
                "{dial} = {name} is registered already, for another function: take another name, "
                "or first premier_llm.forget({dial!r}, {name!r})."
            ).format(dial=dial, name=name)
        )
    REGISTERED[dial][name] = function


def forget(dial: str, name: str) -> None:
    """Undo ``register``; a name that nobody has registered is forgotten already."""
    REGISTERED.get(dial, {}).pop(name, None)
