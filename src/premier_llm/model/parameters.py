"""The table of a GPT's parameters: every tensor that it learns, in the one order that there is.

The rows are data, so that TypeScript reads the same ones (``spec/write_spec.py``).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from itertools import groupby
from typing import Literal, NamedTuple

from .config import Config, Init
from .labels import N_

BLOCK = "blocks.*."
"""Rows whose name begins so come once for each layer, with its number for the star."""

Kind = Literal["embedding", "matrix", "onto_shortcut", "scoring", "bias", "gain", "offset"]
"""How a tensor starts: see SPREADS; gains start at 1 and offsets at 0."""


class Row(NamedTuple):
    """One tensor of the table, or one a layer."""

    name: str
    shape: tuple[str, ...]
    """The dials that are its sizes, (out, in)."""
    kind: Kind
    label: str
    """What it is, for people."""
    when: Mapping[str, str | bool] = {}
    """The dials that it needs; it is always there without any."""


def _norm(name: str, place: str) -> tuple[Row, Row]:
    said = N_("normalisation")
    return (
        Row(f"{name}.weight", ("embedding",), "gain", said, {place: True, "norm_weight": True}),
        Row(f"{name}.bias", ("embedding",), "offset", said, {place: True, "norm_bias": True}),
    )


_SQUARE = ("embedding", "embedding")
_BIASED = {"attention_bias": True}
_MIXED = {"attention_output": True}

ROWS: tuple[Row, ...] = (
    Row("token_embedding", ("vocabulary", "embedding"), "embedding", N_("cards of the letters")),
    Row(
        "position_embedding",
        ("context", "embedding"),
        "embedding",
        N_("numbers of the places"),
        {"positions": "learned"},
    ),
    *_norm("embedding_norm", "norm_embedding"),
    *_norm(f"{BLOCK}attention_norm", "norm_blocks"),
    # The three matrices stand together, so that an engine can use them as one (3D, D).
    Row(f"{BLOCK}attention.query", _SQUARE, "matrix", N_("attention: questions")),
    Row(f"{BLOCK}attention.key", _SQUARE, "matrix", N_("attention: labels")),
    Row(f"{BLOCK}attention.value", _SQUARE, "matrix", N_("attention: information")),
    *(
        Row(f"{BLOCK}attention.{n}_bias", ("embedding",), "bias", N_("attention: biases"), _BIASED)
        for n in ("query", "key", "value")
    ),
    Row(
        f"{BLOCK}attention.output", _SQUARE, "onto_shortcut", N_("attention: mixing heads"), _MIXED
    ),
    Row(
        f"{BLOCK}attention.output_bias",
        ("embedding",),
        "bias",
        N_("attention: biases"),
        {**_MIXED, **_BIASED},
    ),
    *_norm(f"{BLOCK}mlp_norm", "norm_blocks"),
    Row(f"{BLOCK}mlp.up.weight", ("hidden", "embedding"), "matrix", N_("network: input")),
    Row(
        f"{BLOCK}mlp.up.bias",
        ("hidden",),
        "bias",
        N_("network: biases of the input"),
        {"mlp_bias": True},
    ),
    Row(f"{BLOCK}mlp.down.weight", ("embedding", "hidden"), "onto_shortcut", N_("network: return")),
    Row(
        f"{BLOCK}mlp.down.bias",
        ("embedding",),
        "bias",
        N_("network: biases of the return"),
        {"mlp_bias": True},
    ),
    *_norm("final_norm", "norm_final"),
    Row(
        "unembedding",
        ("vocabulary", "embedding"),
        "scoring",
        N_("output: a score for each letter"),
        {"tied": False},
    ),
)


class Spread(NamedTuple):
    """A standard deviation that depends on a dial: size / sqrt(times x dial)."""

    size: float
    times: int
    dial: str


SPREADS: Mapping[Init, Mapping[str, float | Spread]] = {
    "lesson": {
        "embedding": 0.5,
        "matrix": 0.2,
        "onto_shortcut": 0.2,
        "scoring": 0.2,
        "bias": 0.1,
    },
    "microgpt": {
        "embedding": 0.08,
        "matrix": 0.08,
        "onto_shortcut": 0.08,
        "scoring": 0.08,
        "bias": 0.0,
    },
    "gpt2": {
        "embedding": 0.02,
        "matrix": 0.02,
        "onto_shortcut": Spread(0.02, 2, "layers"),
        "scoring": 0.02,
        "bias": 0.0,
    },
    "modern": {
        "embedding": 1.0,
        "matrix": Spread(1.0, 1, "embedding"),
        "onto_shortcut": 0.0,
        "scoring": 0.0,
        "bias": 0.0,
    },
    "copying": {
        "embedding": 0.2,
        "matrix": 0.02,
        "onto_shortcut": Spread(0.02, 2, "layers"),
        "scoring": 0.2,
        "bias": 0.0,
    },
}
"""Standard deviation of the initial draw, by ``Config.init`` and the row's kind.

``lesson`` draws as the reference lesson does; ``microgpt`` as Karpathy's microgpt.py; ``gpt2`` less
where a block adds to the shortcut (Radford et al. 2019, section 2.3; nanoGPT); ``modern`` starts at
0 what adds to the shortcut and what scores, so that the first steps are the same at any depth;
``copying`` as ``gpt2`` but for what STARTS says.
"""


class Start(NamedTuple):
    """How a tensor starts, beside what is drawn by its kind."""

    diagonal: float = 0.0
    """Added along its diagonal."""
    like: str = ""
    """The tensor whose first numbers it takes; none is drawn then."""


PLAIN = Start()
STARTS: Mapping[Init, Mapping[str, Start]] = {
    # What attention looks at comes out as the scores of that same token: a model that is to name
    # again what it has read copies from the first step on, each token as well as any other. (Near
    # the identity start the trained matrices of large models: Trockman and Kolter 2023.)
    "copying": {
        f"{BLOCK}attention.value": Start(diagonal=0.5),
        "unembedding": Start(like="token_embedding"),
    },
}
"""By ``Config.init`` and the row's name."""


@dataclass(frozen=True)
class Parameter:
    """One tensor that the model learns."""

    name: str
    shape: tuple[int, ...]
    formula: str
    """The count in words, such as ``vocabulary × embedding``."""
    spread: float
    """Standard deviation of the initial draw; 0 when it starts constant."""
    start: float = 0.0
    """Mean of the initial draw: 1 for the gains of norms, 0 elsewhere."""
    other: Start = PLAIN
    """What else it starts with."""

    @property
    def count(self) -> int:
        """How many numbers it holds."""
        result = 1
        for size in self.shape:
            result *= size
        return result

    def draw(self, rng: random.Random) -> list[float]:
        """Initial values, row by row, from a normal law (nothing is drawn if constant)."""
        if self.spread == 0:
            return [self.start] * self.count
        values = [rng.gauss(self.start, self.spread) for _ in range(self.count)]
        if self.other.diagonal:
            for place in range(0, self.count, self.shape[-1] + 1):
                values[place] += self.other.diagonal
        return values


def parameter_table(config: Config) -> list[Parameter]:
    """Every tensor of the model in the order of the file, of the initial draw and of use."""
    words = {
        "vocabulary": _("vocabulary"),
        "context": _("context"),
        "embedding": _("embedding"),
        "hidden": _("hidden"),
    }

    def parameter(row: Row, name: str) -> Parameter:
        shape = tuple(getattr(config, dial) for dial in row.shape)
        spread = SPREADS[config.init].get(row.kind, 0.0)  # norms start constant
        if isinstance(spread, Spread):
            spread = spread.size / (spread.times * getattr(config, spread.dial)) ** 0.5
        formula = " × ".join(words[dial] for dial in row.shape)
        other = STARTS.get(config.init, {}).get(row.name, PLAIN)
        return Parameter(name, shape, formula, spread, 1.0 if row.kind == "gain" else 0.0, other)

    return [parameter(row, name) for row, name in rows_of(config)]


def parameter_count(config: Config) -> int:
    """The sum of the table, which need not be made for it, however many layers there are."""

    return sum(
        times * math.prod(getattr(config, dial) for dial in row.shape)
        for row, times in _counted(config)
    )


def tensor_count(config: Config) -> int:
    """The length of the table."""
    return sum(times for _row, times in _counted(config))


def _counted(config: Config) -> Iterator[tuple[Row, int]]:
    """The rows that this config has, and how many times each comes."""
    for row in ROWS:
        if all(getattr(config, dial) == value for dial, value in row.when.items()):
            yield row, config.layers if row.name.startswith(BLOCK) else 1


def rows_of(config: Config) -> Iterator[tuple[Row, str]]:
    """The rows that this config has, each with its tensor's name."""
    there = [row for row, _times in _counted(config)]
    for in_block, rows in groupby(there, lambda row: row.name.startswith(BLOCK)):
        block = list(rows)
        for layer in range(config.layers if in_block else 1):
            yield from ((row, row.name.replace("*", str(layer))) for row in block)
