"""What several tests need: small models of every kind, random words, the shared data."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from premier_llm.config import PRESETS, Config
from premier_llm.corpus import Window, word_windows

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def shared(name: str) -> Path:
    """A file of the data that lies beside the checkout; the test is skipped without it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}, which is not here")
    return path


SMALL = {"vocabulary": 7, "context": 4, "embedding": 8, "heads": 2, "hidden": 10}

SMALL_PRESETS: dict[str, Config] = {
    f"{name}, {layers} layer(s)": config.with_dials(**SMALL, layers=layers)
    for name, config in PRESETS.items()
    for layers in (1, 2)
}
"""The dials of every preset at small sizes."""


def random_words(rng: random.Random, vocabulary: int, lengths: tuple[int, ...]) -> list[list[int]]:
    """Words of these lengths between boundaries (token 0)."""
    return [[0, *(rng.randrange(1, vocabulary) for _ in range(n)), 0] for n in lengths]


def random_windows(seed: int, config: Config) -> list[Window]:
    """Windows of words shorter and longer than the context."""
    T = config.context
    words = random_words(random.Random(seed), config.vocabulary, (1, 2, T, 2 * T + 1, T + 1))
    return [window for word in words for window in word_windows(word, T)]
