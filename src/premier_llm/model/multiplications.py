"""How many multiplications a model takes: those of its matrices, and those of its attention.

Each of the a × b numbers of a matrix is multiplied once for every position that goes through it. In
the attention of a layer, each position multiplies the D numbers of its question with those of every
label that it sees, then as many numbers of information by their shares. The way back takes twice as
many: once for the slopes of the weights, once for those of the values.

What goes number by number (norms, filters, shares, the step of the optimiser) is left out: beside
the matrices it is little.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .config import Config
from .parameters import parameter_table

LOOKED_UP = ("token_embedding", "position_embedding")
"""Tables of which a token takes its row: nothing is multiplied."""

BACKWARD = 2
"""Multiplications of the way back, for each one forward."""

ASKED = (".attention.query", ".attention.key", ".attention.value")
"""Matrices that every position of a layer's input goes through; the others, those of its output."""


class Rows(NamedTuple):
    """The positions that go through a layer."""

    sources: int
    """Of its input."""
    askers: int
    """Of its output."""
    seen: int
    """How many positions each asker sees, itself included: all together."""


def forward(config: Config, layers: Sequence[Rows], read: int) -> int:
    """Of a pass forward through these layers, at whose end so many positions are read."""
    D = config.embedding
    total = 0
    for parameter in parameter_table(config):
        if len(parameter.shape) != 2 or parameter.name in LOOKED_UP:
            continue
        if parameter.name.startswith("blocks."):
            rows = layers[int(parameter.name.split(".")[1])]
            total += parameter.count * (
                rows.sources if parameter.name.endswith(ASKED) else rows.askers
            )
        else:
            total += parameter.count * read
    if config.tied:  # the table of the tokens is also the last matrix
        total += config.vocabulary * D * read
    return total + sum(2 * D * rows.seen for rows in layers)


def learning(config: Config, layers: Sequence[Rows], read: int) -> int:
    """Of a pass forward and back."""
    return (1 + BACKWARD) * forward(config, layers, read)


def per_token(config: Config) -> int:
    """To guess the token after a full window, what the others gave being at hand."""
    return forward(config, [Rows(1, 1, config.context)] * config.layers, 1)


def per_token_learned(config: Config) -> int:
    """To learn from one token, in a full window; the half that attention hides counts, too."""
    return (1 + BACKWARD) * per_token(config)
