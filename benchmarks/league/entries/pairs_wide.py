"""The table of pairs, in a wider model with fewer neurons; see pairs.py."""

from typing import Any

from benchmarks.league.entries.pairs import Pairs
from benchmarks.league.entry import Entry
from premier_llm.model.config import Config


def few(config: Config, seed: int) -> Any:
    """As many rows as letters are worth, and a few more."""
    return Pairs(config, seed, 32 if config.embedding < 20 else 96)


entry = [
    Entry(
        says="Des paires de lettres, hachées en 96 lignes ; 38 neurones.",
        task="makemore",
        budget=12_000,
        against="heads.wide",
        config={"hidden": 38},
        network=few,
    ),
    Entry(
        says="Des paires de lettres, hachées en 32 lignes ; 17 neurones.",
        task="makemore",
        budget=3_000,
        against="heads.steady",
        config={"hidden": 17},
        network=few,
    ),
]
