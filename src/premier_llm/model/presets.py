"""Models that are known by name: the lesson's, microgpt.py, nanoGPT, GPT-2, our own; le Labo's."""

from __future__ import annotations

from gettext import gettext as _

from ..errors import InputError
from .config import Config

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

PLANS: dict[str, Config] = {
    "tiny": Config(embedding=4, context=3, hidden=8),
    "lesson": PRESETS["mini"],
    "microgpt": PRESETS["microgpt"],
    "large": PRESETS["microgpt"].with_dials(
        embedding=32, layers=2, hidden=128, activation="gelu", init="gpt2"
    ),
    # Whole stories, read word by word: the window holds the longest but for one word in 5 of
    # 20,000. One layer is enough to name the same animal again, and is sooner there than two, which
    # cost more a step. What helped: wide rather than deep, for copying a noun takes numbers; heads
    # that write straight into the stream; a small first draw, under norms.
    "sentences": Config(
        context=64,
        embedding=48,
        heads=4,
        hidden=64,
        positions="rotary",
        activation="relu2",
        norm="layer",
        norm_blocks=True,
        norm_final=True,
        norm_weight=True,
        mlp_bias=False,
        init="gpt2",
    ),
}
# To answer, a question must find the noun beside a verb, which takes two layers; and whatever it
# finds there must be said, however rare: with a start that copies, 2,400 steps answer as well as
# 3,600 do without. The window holds a story and a turn.
PLANS["answers"] = PLANS["sentences"].with_dials(context=96, layers=2, heads=2, init="copying")
"""What le Labo offers ready made, small enough for an old computer."""


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
