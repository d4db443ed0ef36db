"""The shape of a GPT: its dials, its presets, and the table of its parameters.

Every engine, drawing and page reads the architecture here and nowhere else. A dial is
independent of the others, so that each difference between two presets can be switched
alone: that is how the lesson's model becomes GPT-2.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from gettext import gettext as _
from typing import Any, Literal, get_args, get_type_hints

from ..errors import InputError

Activation = Literal["relu", "gelu", "gelu_tanh", "relu2"]
Norm = Literal["none", "rms", "layer"]
Positions = Literal["learned", "rotary"]
Init = Literal["lesson", "microgpt", "gpt2", "modern"]


@dataclass(frozen=True)
class Config:
    """The dials of a GPT. Impossible combinations are refused with an InputError.

    The defaults are the lesson's model, ``mini``: 2,832 parameters.
    """

    vocabulary: int = 27
    """V, the number of different tokens."""
    context: int = 8
    """T, the most tokens the model sees at once."""
    embedding: int = 16
    """D, the numbers that describe one token."""
    heads: int = 1
    """Attention heads; each works on embedding / heads numbers."""
    layers: int = 1
    """Blocks (attention, then MLP) one after the other."""
    hidden: int = 32
    """H, the neurons of each MLP."""
    positions: Positions = "learned"
    """How the model knows where a token stands: a learned vector for each place, added to the
    embedding; or rotary, which turns queries and keys by their place (Su et al. 2021)."""
    activation: Activation = "relu"
    """The MLP's filter: ReLU, GELU (exact, with erf) or its tanh approximation, or ReLU squared
    (So et al. 2021)."""
    norm: Norm = "none"
    """Normalisation: none, RMS (divide by the root mean square) or LayerNorm."""
    norm_embedding: bool = False
    """Normalise right after the embeddings."""
    norm_blocks: bool = False
    """Normalise before each attention and each MLP."""
    norm_final: bool = False
    """Normalise after the last block."""
    norm_weight: bool = False
    """Norms learn a gain for each number."""
    norm_bias: bool = False
    """Norms learn an offset for each number."""
    query_key_norm: bool = False
    """Each head's queries and keys are brought to a root mean square of 1 (Henry et al. 2020)."""
    attention_output: bool = False
    """A matrix mixes the heads' outputs."""
    attention_bias: bool = False
    """Query, key, value and the output matrix have biases."""
    mlp_bias: bool = True
    """Both matrices of the MLP have biases."""
    tied: bool = False
    """The unembedding is the token embedding itself."""
    init: Init = "lesson"
    """How initial weights are drawn; see Parameter.draw."""

    def __post_init__(self) -> None:
        hints = get_type_hints(type(self))
        for field in fields(self):
            value, hint = getattr(self, field.name), hints[field.name]
            if hint is int:
                if type(value) is not int or value < 1:
                    raise InputError(
                        _("{dial} must be a whole number of at least 1, not {value!r}.").format(
                            dial=field.name, value=value
                        )
                    )
            elif hint is bool:
                if type(value) is not bool:
                    raise InputError(
                        _("{dial} is on or off (true or false), not {value!r}.").format(
                            dial=field.name, value=value
                        )
                    )
            elif value not in get_args(hint):
                raise InputError(
                    _("{dial} must be one of {choices}, not {value!r}.").format(
                        dial=field.name, choices=", ".join(get_args(hint)), value=value
                    )
                )
        if self.embedding % self.heads:
            raise InputError(
                _(
                    "{heads} heads cannot share an embedding of {embedding} numbers equally: "
                    "choose a number of heads that divides {embedding}."
                ).format(heads=self.heads, embedding=self.embedding)
            )
        if self.positions == "rotary" and self.head_size % 2:
            raise InputError(
                _(
                    "Rotary positions turn pairs of numbers, and each head has {size}: choose an "
                    "even number for embedding / heads."
                ).format(size=self.head_size)
            )
        normalised = self.norm_embedding or self.norm_blocks or self.norm_final
        if (self.norm == "none") == normalised:
            raise InputError(
                _("norm and its places disagree: with norm = {norm}, {advice}.").format(
                    norm=self.norm,
                    advice=_("norm_embedding, norm_blocks and norm_final must all be off")
                    if normalised
                    else _("one of norm_embedding, norm_blocks, norm_final must be on"),
                )
            )
        if self.norm == "none" and (self.norm_weight or self.norm_bias):
            raise InputError(_("norm_weight and norm_bias need a norm: choose rms or layer."))

    @property
    def head_size(self) -> int:
        """The numbers each head works on: embedding / heads."""
        return self.embedding // self.heads

    def with_dials(self, **dials: Any) -> Config:
        """A copy with some dials turned. Unknown names raise InputError."""
        known = {field.name for field in fields(self)}
        for name in dials:
            if name not in known:
                raise InputError(
                    _("There is no dial called {name!r}. The dials are: {known}.").format(
                        name=name, known=", ".join(sorted(known))
                    )
                )
        return replace(self, **dials)

    def to_dict(self) -> dict[str, int | str | bool]:
        """Every dial by name, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, dials: Mapping[str, Any]) -> Config:
        """The inverse of to_dict; dials left out keep their default."""
        return cls().with_dials(**dials)

    def parameter_count(self) -> int:
        """How many numbers the model learns: the sum of its parameter table."""
        return sum(parameter.count for parameter in parameter_table(self))


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
        return [rng.gauss(self.start, self.spread) for _ in range(self.count)]


def parameter_table(config: Config) -> list[Parameter]:
    """Every tensor of the model in the order of the file, of the initial draw and of use.

    Initial spreads: ``lesson`` draws embeddings at 0.5, matrices at 0.2 and biases at 0.1,
    as the reference lesson does; ``microgpt`` draws all at 0.08 (Karpathy's microgpt.py);
    ``gpt2`` draws at 0.02, and at 0.02 / sqrt(2 × layers) where a block adds to the
    shortcut (Radford et al. 2019, section 2.3; nanoGPT); ``modern`` draws embeddings at 1 and
    starts at 0 what adds to the shortcut and what scores, so that the first steps are the same
    at any depth. Biases start at 0 but in ``lesson``.
    """
    V, T, D, H = config.vocabulary, config.context, config.embedding, config.hidden
    embedding, matrix, onto_shortcut, scoring, bias = {
        "lesson": (0.5, 0.2, 0.2, 0.2, 0.1),
        "microgpt": (0.08, 0.08, 0.08, 0.08, 0.0),
        "gpt2": (0.02, 0.02, 0.02 / (2 * config.layers) ** 0.5, 0.02, 0.0),
        "modern": (1.0, D**-0.5, 0.0, 0.0, 0.0),
    }[config.init]
    # Words of the formulas, translated once here.
    v, t, d, h = _("vocabulary"), _("context"), _("embedding"), _("hidden")

    def norm(name: str) -> list[Parameter]:
        gain = [Parameter(f"{name}.weight", (D,), d, 0.0, 1.0)] if config.norm_weight else []
        offset = [Parameter(f"{name}.bias", (D,), d, 0.0)] if config.norm_bias else []
        return gain + offset

    def squares(names: tuple[str, ...], spread: float) -> list[Parameter]:
        weights = [Parameter(name, (D, D), f"{d} × {d}", spread) for name in names]
        biases = [Parameter(f"{name}_bias", (D,), d, bias) for name in names]
        return weights + biases if config.attention_bias else weights

    table = [Parameter("token_embedding", (V, D), f"{v} × {d}", embedding)]
    if config.positions == "learned":
        table.append(Parameter("position_embedding", (T, D), f"{t} × {d}", embedding))
    if config.norm_embedding:
        table += norm("embedding_norm")
    for layer in range(config.layers):
        block = f"blocks.{layer}"
        if config.norm_blocks:
            table += norm(f"{block}.attention_norm")
        attention = f"{block}.attention"
        # The three matrices stand together, so that an engine can use them as one (3D, D).
        table += squares((f"{attention}.query", f"{attention}.key", f"{attention}.value"), matrix)
        if config.attention_output:
            table += squares((f"{attention}.output",), onto_shortcut)
        if config.norm_blocks:
            table += norm(f"{block}.mlp_norm")
        table.append(Parameter(f"{block}.mlp.up.weight", (H, D), f"{h} × {d}", matrix))
        if config.mlp_bias:
            table.append(Parameter(f"{block}.mlp.up.bias", (H,), h, bias))
        table.append(Parameter(f"{block}.mlp.down.weight", (D, H), f"{d} × {h}", onto_shortcut))
        if config.mlp_bias:
            table.append(Parameter(f"{block}.mlp.down.bias", (D,), d, bias))
    if config.norm_final:
        table += norm("final_norm")
    if not config.tied:
        table.append(Parameter("unembedding", (V, D), f"{v} × {d}", scoring))
    return table


PRESETS: dict[str, Config] = {
    "mini": Config(),
    "microgpt": Config(
        context=16,
        heads=4,
        hidden=64,
        norm="rms",
        norm_embedding=True,
        norm_blocks=True,
        attention_output=True,
        mlp_bias=False,
        init="microgpt",
    ),
    "nanogpt": Config(
        vocabulary=65,
        context=64,
        embedding=128,
        heads=4,
        layers=4,
        hidden=512,
        activation="gelu",
        norm="layer",
        norm_blocks=True,
        norm_final=True,
        norm_weight=True,
        attention_output=True,
        mlp_bias=False,
        tied=True,
        init="gpt2",
    ),
    "gpt2": Config(
        vocabulary=50257,
        context=1024,
        embedding=768,
        heads=12,
        layers=12,
        hidden=3072,
        activation="gelu_tanh",
        norm="layer",
        norm_blocks=True,
        norm_final=True,
        norm_weight=True,
        norm_bias=True,
        attention_output=True,
        attention_bias=True,
        tied=True,
        init="gpt2",
    ),
}
"""The lesson's model, microgpt.py, nanoGPT's CPU configuration, GPT-2 (124 M), and our own."""
# What helped beside nanoGPT's, each choice measured: docs/modern.md.
PRESETS["modern"] = PRESETS["nanogpt"].with_dials(positions="rotary", tied=False, init="modern")

ROTARY_BASE = 10_000.0
"""Pair i of the hd / 2 pairs of a head turns by place / base^(2i / hd) radians (Su et al. 2021)."""

NORM_EPSILON = 1e-5
"""Added under the square root of every norm (microgpt.py, nanoGPT and GPT-2 all use it)."""


def preset(name: str) -> Config:
    """The preset of that name; an unknown name raises InputError with the known ones."""
    try:
        return PRESETS[name]
    except KeyError:
        raise InputError(
            _("There is no preset called {name!r}. The presets are: {known}.").format(
                name=name, known=", ".join(PRESETS)
            )
        ) from None
