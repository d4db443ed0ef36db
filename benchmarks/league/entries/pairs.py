"""A table of pairs: each letter with the one before has a vector of its own, beside the letter's.

Hashed pairs as in Tito Svenstrup et al. 2017 (hash embeddings) where the table would be too large;
n-gram tables beside the embedding: Huang et al. 2025 (over-tokenized transformer).
"""

from typing import Any

import torch.nn.functional as F
from torch import Tensor

from benchmarks.league.entry import Entry
from benchmarks.league.network import Network, small
from premier_llm.model.config import Config

PRIME = 7919


class Pairs(Network):
    """With a table of so many rows."""

    def __init__(self, config: Config, seed: int, rows: int) -> None:
        super().__init__(config, seed)
        self.rows = rows
        self.pairs = small(rows, config.embedding)

    def embed(self, tokens: Tensor) -> Tensor:
        """The letter's vector and the pair's."""
        before = F.pad(tokens, (1, 0))[:, :-1]
        pair = before * self.config.vocabulary + tokens
        row = pair if self.rows >= self.config.vocabulary**2 else pair * PRIME % self.rows
        return super().embed(tokens) + F.embedding(row, self.pairs)


def hashed(config: Config, seed: int) -> Any:
    """128 rows."""
    return Pairs(config, seed, 128)


def full(config: Config, seed: int) -> Any:
    """A row for each pair."""
    return Pairs(config, seed, config.vocabulary**2)


entry = [
    Entry(
        says="Table de paires de lettres, hachées en 128 lignes ; moins de neurones.",
        task="makemore",
        budget=12_000,
        config={"hidden": 63},
        network=hashed,
    ),
    Entry(
        says="Table des paires de lettres ; une couche de moins.",
        task="makemore",
        budget=200_000,
        config={"layers": 3},
        network=full,
    ),
]
