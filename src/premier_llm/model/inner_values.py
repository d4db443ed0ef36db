"""The inner values of a forward pass: the name, the shape and the word of each.

Every engine shows them under these names, in this order, to whoever watches (``Watch`` in
``engines.contract``); pages, drawings and the documentation call them by these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from .config import Config
from .labels import N_
from .parameters import BLOCK


class InnerValue(NamedTuple):
    """One value, or one a layer where its name begins with ``blocks.*.``."""

    name: str
    shape: tuple[str, ...]
    """For n tokens: ``n``, ``D``, ``H``, ``V``, ``heads``, ``hd`` (the numbers of a head)."""
    label: str
    """One of its numbers, for pupils."""
    when: Mapping[str, str | bool] = {}
    """The dials that it needs; it is always there without any."""


_ROW, _HEADS, _PAIRS = ("n", "D"), ("heads", "n", "hd"), ("heads", "n", "n")
_SHORTCUT = N_("shortcut")

INNER_VALUES: tuple[InnerValue, ...] = (
    InnerValue("token_embedding", _ROW, N_("card of the letter")),
    InnerValue("position_embedding", _ROW, N_("card of the place"), {"positions": "learned"}),
    InnerValue("embedding", _ROW, N_("identity card")),
    InnerValue(f"{BLOCK}attention_norm", _ROW, N_("row read by the attention")),
    # Queries and keys as they are compared: normalised and turned where the dials say so.
    InnerValue(f"{BLOCK}attention.query", _HEADS, N_("question")),
    InnerValue(f"{BLOCK}attention.key", _HEADS, N_("label")),
    InnerValue(f"{BLOCK}attention.value", _HEADS, N_("information")),
    InnerValue(f"{BLOCK}attention.scores", _PAIRS, N_("match")),
    InnerValue(f"{BLOCK}attention.weights", _PAIRS, N_("share of attention")),
    InnerValue(f"{BLOCK}attention.heads", _HEADS, N_("mix")),
    InnerValue(f"{BLOCK}attention.output", _ROW, N_("output of the attention")),
    InnerValue(f"{BLOCK}attention.shortcut", _ROW, _SHORTCUT),
    InnerValue(f"{BLOCK}attention.residual", _ROW, N_("sum after the attention")),
    InnerValue(f"{BLOCK}mlp_norm", _ROW, N_("row read by the network")),
    InnerValue(f"{BLOCK}mlp.up", ("n", "H"), N_("neuron")),
    InnerValue(f"{BLOCK}mlp.active", ("n", "H"), N_("filtered neuron")),
    InnerValue(f"{BLOCK}mlp.output", _ROW, N_("output of the network")),
    InnerValue(f"{BLOCK}mlp.shortcut", _ROW, _SHORTCUT),
    InnerValue(f"{BLOCK}mlp.residual", _ROW, N_("sum after the network")),
    InnerValue("final_norm", _ROW, N_("final row")),
    InnerValue("logits", ("n", "V"), N_("score")),
    InnerValue("probabilities", ("n", "V"), N_("probability")),
)


def inner_values(config: Config, tokens: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """(name, shape) of every inner value over so many tokens, in the order of computation."""
    sizes = {
        "n": tokens,
        "D": config.embedding,
        "H": config.hidden,
        "V": config.vocabulary,
        "heads": config.heads,
        "hd": config.head_size,
    }
    there = [v for v in INNER_VALUES if all(getattr(config, d) == x for d, x in v.when.items())]
    for in_block, values in groupby(there, lambda value: value.name.startswith(BLOCK)):
        block = list(values)
        for layer in range(config.layers if in_block else 1):
            for value in block:
                shape = tuple(sizes[letter] for letter in value.shape)
                yield value.name.replace("*", str(layer)), shape
