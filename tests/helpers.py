"""What several tests need: small models of every kind, random words, the shared data."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import strategies as st

from premier_llm.data.downloads import SETS
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import Window, word_windows
from premier_llm.errors import RunError
from premier_llm.model.config import Activation, Config, Init, Norm, Positions
from premier_llm.model.presets import PRESETS


@contextmanager
def full_disk(after: int = 0) -> Iterator[None]:
    """A disk that takes so many whole files more, and of the next one a part."""
    written = 0

    def fsync(_handle: int) -> None:
        nonlocal written
        if written == after:
            raise OSError(errno.ENOSPC, "No space left on device")
        written += 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        patch.setattr("premier_llm.files.whole.sync_folder", lambda _folder: None)
        yield


FACTS = Path(__file__).parent / "facts"
"""Numbers that others' programs compute: not their programs, nor what these read."""
SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def shared(name: str) -> Path:
    """A file of the data that lies beside the checkout; the test is skipped without it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}, which is not here")
    return path


def data(name: str) -> Path:
    """A public file: beside the checkout, else fetched once and held to its hash; the test is
    skipped where it is in neither place."""
    found = _found(name)
    if isinstance(found, str):
        pytest.skip(f"needs ../shared/data/{name}, which is not here: {found}")
    return found


@cache
def _found(name: str) -> Path | str:
    """The file, or why it is not there."""
    files = {each.file.name: each.file for each in SETS.values()}
    if (SHARED / "data" / name).exists():
        return SHARED / "data" / name
    if name not in files:
        return "it has no public address"
    try:
        return files[name].path()
    except RunError as error:
        return str(error)


def french_species() -> list[str]:
    """The names of all Pokémon in French, as letters a to z, in their order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREMIER_LLM_CACHE", str(data("pokemon_species_names.csv").parent))
        return sorted(read_corpus("pokemon-fr").words)


NEEDS_TORCH = pytest.mark.skipif(
    find_spec("torch") is None, reason="needs PyTorch: pip install 'premier-llm[torch]'"
)
ENGINES = ["numpy", "pure", pytest.param("torch", marks=NEEDS_TORCH)]

SMALL = {"vocabulary": 7, "context": 4, "embedding": 8, "heads": 2, "hidden": 10}

SMALL_PRESETS: dict[str, Config] = {
    f"{name}, {layers} layer(s)": config.with_dials(**SMALL, layers=layers)
    for name, config in PRESETS.items()
    for layers in (1, 2)
}
SMALL_PRESETS |= {
    f"modern and more, {layers} layer(s)": PRESETS["modern"].with_dials(
        **SMALL, layers=layers, activation="relu2", norm="rms", norm_weight=False,
        query_key_norm=True,
    )
    for layers in (1, 2)
}  # fmt: skip
"""The dials of every preset at small sizes, and those that no preset has turned."""


def random_words(rng: random.Random, vocabulary: int, lengths: tuple[int, ...]) -> list[list[int]]:
    """Words of these lengths between boundaries (token 0)."""
    return [[0, *(rng.randrange(1, vocabulary) for _ in range(n)), 0] for n in lengths]


def random_windows(seed: int, config: Config) -> list[Window]:
    """Windows of words shorter and longer than the context."""
    T = config.context
    words = random_words(random.Random(seed), config.vocabulary, (1, 2, T, 2 * T + 1, T + 1))
    return [window for word in words for window in word_windows(word, T)]


@st.composite
def configs(draw: st.DrawFn) -> Config:
    """Any combination of dials, at small sizes."""
    heads = draw(st.integers(1, 3))
    norm = draw(st.sampled_from(get_args(Norm)))
    places = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    if norm == "none":
        places = (False, False, False)
    elif not any(places):
        places = (False, True, False)
    normed = norm != "none"
    positions = draw(st.sampled_from(get_args(Positions)))
    size = draw(st.integers(1, 2)) * 2 if positions == "rotary" else draw(st.integers(1, 4))
    return Config(
        vocabulary=draw(st.integers(2, 9)),
        context=draw(st.integers(1, 6)),
        embedding=heads * size,
        heads=heads,
        layers=draw(st.integers(1, 3)),
        hidden=draw(st.integers(1, 9)),
        activation=draw(st.sampled_from(get_args(Activation))),
        positions=positions,
        query_key_norm=draw(st.booleans()),
        norm=norm,
        norm_embedding=places[0],
        norm_blocks=places[1],
        norm_final=places[2],
        norm_weight=normed and draw(st.booleans()),
        norm_bias=normed and draw(st.booleans()),
        attention_output=draw(st.booleans()),
        attention_bias=draw(st.booleans()),
        mlp_bias=draw(st.booleans()),
        tied=draw(st.booleans()),
        init=draw(st.sampled_from(get_args(Init))),
    )
