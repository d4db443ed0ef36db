"""The shape of a GPT: its dials.

Every engine, drawing and page reads the architecture here and nowhere else. A dial is
independent of the others, so that each difference between two presets can be switched
alone: that is how the lesson's model becomes GPT-2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from gettext import gettext as _
from typing import Any, Literal, get_args, get_type_hints

from ..errors import InputError
from .extensions import check_choice
from .labels import N_, Choice, dial, words_of

Activation = Literal["relu", "gelu", "gelu_tanh", "relu2"]
Norm = Literal["none", "rms", "layer"]
Positions = Literal["learned", "rotary"]
Init = Literal["lesson", "microgpt", "gpt2", "modern", "copying"]


@dataclass(frozen=True)
class Config:
    """The dials of a GPT. Impossible combinations are refused with an InputError.

    The defaults are the lesson's model, ``mini``: 2,832 parameters.
    """

    vocabulary: int = dial(27, N_("different letters (tokens)"))
    """V, the number of different tokens."""
    context: int = dial(
        8,
        N_("letters seen at once"),
        help=N_("Letters that the model sees at once."),
        label=N_("Window"),
        term="context",
        stops=(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96),
    )
    """T, the most tokens the model sees at once."""
    embedding: int = dial(
        16,
        N_("numbers for each letter"),
        help=N_("Numbers that describe a letter."),
        label=N_("Numbers per letter"),
        term="embedding",
        stops=(2, 4, 8, 16, 24, 32, 48, 64),
    )
    """D, the numbers that describe one token."""
    heads: int = dial(
        1,
        N_("attention heads"),
        help=N_("Attention heads in each layer."),
        label=N_("Attention heads"),
        term="head",
        stops=(1, 2, 3, 4, 6, 8),
    )
    """Attention heads; each works on embedding / heads numbers."""
    layers: int = dial(
        1,
        N_("layers"),
        help=N_("Layers, one after the other."),
        label=N_("Layers"),
        term="layer",
        stops=(1, 2, 3, 4),
    )
    """Blocks (attention, then MLP) one after the other."""
    hidden: int = dial(
        32,
        N_("neurons of each network"),
        help=N_("Neurons of each layer's network (MLP)."),
        label=N_("Neurons of the network"),
        term="neuron",
        stops=(4, 8, 16, 32, 64, 96, 128, 192, 256),
    )
    """H, the neurons of each MLP."""
    positions: Positions = dial(
        "learned",
        N_("how it knows the places"),
        label=N_("Places of the letters"),
        term="position",
        choices={
            "learned": Choice(N_("one more card for each place")),
            "rotary": Choice(N_("a rotation of questions and labels (RoPE)")),
        },
    )
    """How the model knows where a token stands: a learned vector for each place, added to the
    embedding; or rotary, which turns queries and keys by their place (Su et al. 2021)."""
    activation: Activation = dial(
        "relu",
        N_("filter of the network"),
        label=N_("Filter of the network"),
        term="filter",
        choices={
            "relu": Choice(
                N_("ReLU: cuts sharply below zero"),
                "ReLU",
                N_("ReLU filter: negative numbers become 0, others stay."),
            ),
            "gelu": Choice(
                N_("GELU: cuts softly"),
                "GELU",
                N_("GELU filter: very negative numbers become almost 0."),
            ),
            "gelu_tanh": Choice(
                N_("GELU, GPT-2’s formula"),
                "GELU (tanh)",
                N_("GELU filter: very negative numbers become almost 0."),
            ),
            "relu2": Choice(
                N_("ReLU²: cuts sharply, then squares"),
                "ReLU²",
                N_("ReLU² filter: negative numbers become 0, others are squared."),
            ),
        },
    )
    """The MLP's filter: ReLU, GELU (exact, with erf) or its tanh approximation, or ReLU squared
    (So et al. 2021)."""
    norm: Norm = dial(
        "none",
        N_("kind of normalisation"),
        label=N_("Normalisation"),
        term="norm",
        choices={
            "none": Choice(N_("none")),
            "rms": Choice(N_("RMS (as in microgpt)"), "RMSNorm"),
            "layer": Choice(N_("LayerNorm"), "LayerNorm"),
        },
    )
    """Normalisation: none, RMS (divide by the root mean square) or LayerNorm."""
    norm_embedding: bool = dial(False, N_("normalise after the identity cards"))
    """Normalise right after the embeddings."""
    norm_blocks: bool = dial(False, N_("normalise in each layer"))
    """Normalise before each attention and each MLP."""
    norm_final: bool = dial(False, N_("normalise at the end"))
    """Normalise after the last block."""
    norm_weight: bool = dial(False, N_("normalisation has gains"))
    """Norms learn a gain for each number."""
    norm_bias: bool = dial(False, N_("normalisation has offsets"))
    """Norms learn an offset for each number."""
    query_key_norm: bool = dial(
        False, N_("questions and labels normalised"), label=N_("Questions and labels rescaled")
    )
    """Each head's queries and keys are brought to a root mean square of 1 (Henry et al. 2020)."""
    attention_output: bool = dial(
        False, N_("matrix after attention"), label=N_("One more table to mix the heads")
    )
    """A matrix mixes the heads' outputs."""
    attention_bias: bool = dial(False, N_("attention has biases"))
    """Query, key, value and the output matrix have biases."""
    mlp_bias: bool = dial(True, N_("network has biases"), label=N_("Biases in the network"))
    """Both matrices of the MLP have biases."""
    tied: bool = dial(False, N_("same table in and out"))
    """The unembedding is the token embedding itself."""
    init: Init = dial("lesson", N_("draw of the first numbers"))
    """How initial weights are drawn; see ``parameters.SPREADS``."""

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
            else:
                check_choice(field.name, value, get_args(hint))
        if self.embedding % self.heads:
            raise InputError(
                _(
                    "{heads} heads cannot share {embedding} numbers equally: "
                    "choose a number of heads that divides {embedding}."
                ).format(heads=self.heads, embedding=self.embedding)
            )
        if self.positions == "rotary" and self.head_size % 2:
            raise InputError(
                _(
                    "Rotary turns pairs of numbers, and each head has {size}: choose an "
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
            raise InputError(
                _("norm_weight and norm_bias need a normalisation: choose rms or layer.")
            )

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
        from .parameters import parameter_count

        return parameter_count(self)


def choice_of(config: Config, dial: str) -> Choice:
    """What people read of what a dial with choices is set to."""
    choice: str = getattr(config, dial)
    # What was registered has no other words than its name.
    return words_of(Config.__dataclass_fields__[dial]).choices.get(choice, Choice(choice, choice))


ROTARY_BASE = 10_000.0
"""Pair i of the hd / 2 pairs of a head turns by place / base^(2i / hd) radians (Su et al. 2021)."""

NORM_EPSILON = 1e-5
"""Added under the square root of every norm (microgpt.py, nanoGPT and GPT-2 all use it)."""
