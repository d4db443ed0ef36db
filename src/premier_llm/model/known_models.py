"""Models that people have heard of, from ours to today's big ones: data only.

Those with a preset are counted from its dials, never typed; the others have the figures that their
authors published, and where they published none, an estimate that says so.
"""

from __future__ import annotations

from typing import NamedTuple

from .labels import N_


class Source(NamedTuple):
    """Where figures come from."""

    title: str
    url: str


class Published(NamedTuple):
    """Figures that are not counted from dials."""

    parameters: int
    tokens: int | None = None
    """Read in training, repeats included."""
    context: int | None = None
    layers: int | None = None
    embedding: int | None = None
    heads: int | None = None
    vocabulary: int | None = None
    unofficial: bool = False
    """Its authors never said: an estimate by others."""


class Trained(NamedTuple):
    """What a whole training took, as somebody published it."""

    source: Source
    tokens: int
    """Read, repeats included."""
    operations: float | None = None
    """Multiplications and additions together; None where they are counted from the dials."""
    again: bool = False
    """By others, later: its authors never said what theirs took."""


class KnownModel(NamedTuple):
    """A model, with what people read of it as messages of the catalogue."""

    id: str
    name: str
    year: int
    """When it came out."""
    source: Source
    what: str
    """What it is."""
    data: str
    """What it learned from."""
    differs: tuple[str, ...] = ()
    """What is different from the one before, a sentence each."""
    preset: str | None = None
    published: Published | None = None
    estimate: Source | None = None
    """Where unofficial figures come from."""
    trained: Trained | None = None


# The lesson names microgpt.py as what mini's architecture is drawn from. GPT-2 XL: the paper of
# 2019 says 1,542 million; OpenAI's release is named 1558M, and so it counts. Llama: context and
# vocabulary as the paper rounds them, 128K.
KNOWN_MODELS: tuple[KnownModel, ...] = (
    KnownModel(
        "mini",
        "Mini",
        2026,
        Source(
            "microgpt.py (Andrej Karpathy, 2026)",
            "https://gist.github.com/karpathy/8627fe009c40f57531cb18360106ce95",
        ),
        what=N_(
            "The lesson’s model, inspired by microgpt.py: a real GPT, small enough for you to look at every number."
        ),
        data=N_("The list that you choose: 20 Pokémon names in the lesson."),
        preset="mini",
    ),
    KnownModel(
        "microgpt",
        "microgpt",
        2026,
        Source(
            "microgpt.py (Andrej Karpathy, 2026)",
            "https://gist.github.com/karpathy/8627fe009c40f57531cb18360106ce95",
        ),
        what=N_(
            "A complete GPT that Andrej Karpathy wrote in a single Python file, to show the whole algorithm."
        ),
        data=N_("32,033 first names given in the United States."),
        differs=(
            N_("Its window is longer."),
            N_("It has several attention heads, and one more table to mix their results."),
            N_("Its network has more neurons."),
            N_("Its numbers are rescaled on their way (normalisation)."),
            N_("Its network has no biases."),
            N_("It learns from a much longer list."),
        ),
        preset="microgpt",
    ),
    KnownModel(
        "nanogpt",
        "nanoGPT (Shakespeare)",
        2022,
        Source("nanoGPT (Andrej Karpathy)", "https://github.com/karpathy/nanoGPT"),
        what=N_(
            "A small GPT that writes mock Shakespeare, in the settings made for an ordinary computer."
        ),
        data=N_("About 1 million characters, taken from Shakespeare’s plays."),
        differs=(
            N_("It reads one long text instead of a list of names."),
            N_("Its vocabulary also has capitals, punctuation, the space and the new line."),
            N_("Its window is longer."),
            N_("It has several layers: each takes up the work of the one below it."),
            N_("Each letter has many more numbers."),
            N_("Its filter is rounder: GELU instead of ReLU."),
            N_("Its normalisation is different: LayerNorm, with numbers that are learned."),
            N_("The same table serves for the input and for the output."),
        ),
        preset="nanogpt",
    ),
    KnownModel(
        "gpt2",
        "GPT-2",
        2019,
        Source(
            "GPT-2 model card (OpenAI, 2019)",
            "https://github.com/openai/gpt-2/blob/master/model_card.md",
        ),
        what=N_("OpenAI’s GPT-2 in its smallest size: it writes sentences in English."),
        data=N_("WebText: about 40 GB of text, taken from 8 million web pages."),
        differs=(
            N_("Its tokens are no longer letters, but mostly words and pieces of words."),
            N_("Its window is much longer."),
            N_("It has more layers, and each token has more numbers."),
            N_("There are biases everywhere."),
            N_("It learned from web pages of all sorts, instead of a single author."),
        ),
        preset="gpt2",
        trained=Trained(
            Source(
                "nanoGPT, config/train_gpt2.py (Andrej Karpathy)",
                "https://github.com/karpathy/nanoGPT/blob/master/config/train_gpt2.py",
            ),
            tokens=300_000_000_000,
            again=True,
        ),
    ),
    KnownModel(
        "gpt2-xl",
        "GPT-2 XL",
        2019,
        Source(
            "nanoGPT, model.py (Andrej Karpathy)",
            "https://github.com/karpathy/nanoGPT/blob/master/model.py",
        ),
        what=N_("GPT-2 in its largest size."),
        data=N_("WebText, as for the smallest size: about 40 GB of text from the web."),
        differs=(
            N_(
                "The plan is the same: there are only more layers, more heads and more numbers per token."
            ),
            N_("OpenAI did not publish this model at once, for fear of misuse."),
        ),
        published=Published(
            parameters=1_558_000_000,
            context=1_024,
            layers=48,
            embedding=1_600,
            heads=25,
            vocabulary=50_257,
        ),
    ),
    KnownModel(
        "gpt3",
        "GPT-3",
        2020,
        Source(
            "Language Models are Few-Shot Learners (Brown et al., 2020)",
            "https://arxiv.org/abs/2005.14165",
        ),
        what=N_(
            "A model by OpenAI: more than a hundred times the parameters of GPT-2 XL, on almost the same plan."
        ),
        data=N_("300 billion tokens read: web pages, books and the English Wikipedia."),
        differs=(
            N_("Its window is twice as long."),
            N_("Every other layer looks at only some of the tokens before."),
            N_(
                "Show it a few examples of an exercise in your text: it can often go on with the series, without new training."
            ),
        ),
        published=Published(
            parameters=175_000_000_000,
            tokens=300_000_000_000,
            context=2_048,
            layers=96,
            embedding=12_288,
            heads=96,
        ),
        trained=Trained(
            Source(
                "Language Models are Few-Shot Learners, table D.1 (Brown et al., 2020)",
                "https://arxiv.org/abs/2005.14165",
            ),
            tokens=300_000_000_000,
            operations=3.14e23,
        ),
    ),
    KnownModel(
        "llama",
        "Llama 3.1 405B",
        2024,
        Source("The Llama 3 Herd of Models (Meta, 2024)", "https://arxiv.org/abs/2407.21783"),
        what=N_(
            "A big model by Meta. Its numbers can be downloaded, and a paper explains how it is made."
        ),
        data=N_("15,600 billion tokens, in several languages, with computer code."),
        differs=(
            N_("Its window is more than 60 times as long."),
            N_("It read about 50 times as many tokens."),
            N_("Its vocabulary of tokens is larger, to write several languages better."),
            N_(
                "The place of each token enters the calculation in another way: questions and labels are rotated according to their place (RoPE)."
            ),
            N_("Several heads share the same labels and information, to go faster."),
            N_("The filter and the normalisation have changed: SwiGLU and RMSNorm."),
            N_(
                "Then it was trained to answer: first with examples of good answers (instruction tuning), then with the answers that people prefer."
            ),
        ),
        published=Published(
            parameters=405_000_000_000,
            tokens=15_600_000_000_000,
            context=128_000,
            layers=126,
            embedding=16_384,
            heads=128,
            vocabulary=128_000,
        ),
    ),
    KnownModel(
        "gpt4",
        "GPT-4",
        2023,
        Source("GPT-4 Technical Report (OpenAI, 2023)", "https://arxiv.org/abs/2303.08774"),
        what=N_(
            "A big model by OpenAI. Its size was never published: the figure shown is an unofficial estimate, and may be wrong."
        ),
        data=N_(
            "Data from the Internet, and data licensed from others. How much was not published."
        ),
        differs=(
            N_(
                "It came out before Llama 3.1: it stands higher on the ladder only because of its estimated size."
            ),
            N_("It can also read images."),
            N_(
                "Like Llama, it first learned to guess what comes next, then to answer better, by what people thought of its answers (RLHF)."
            ),
            N_(
                "OpenAI did not publish its plan: so no complete list of the differences can be made."
            ),
        ),
        published=Published(parameters=1_800_000_000_000, unofficial=True),
        estimate=Source(
            "GPT-4 Architecture (SemiAnalysis, 2023)",
            "https://www.semianalysis.com/p/gpt-4-architecture-infrastructure",
        ),
    ),
)
"""From the smallest to the largest."""
