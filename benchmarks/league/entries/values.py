"""Value embeddings: what a letter tells is also looked up, in each layer (Zhou et al. 2024, value
residual learning; in the form of modded-nanogpt, 2024)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.league.entry import Entry
from benchmarks.league.network import Network, small
from premier_llm.engines.torch import Rotation, See
from premier_llm.model.config import Config


class Values(Network):
    """Each layer has a table of the letters, added to what its attention reads values from."""

    def __init__(self, config: Config, seed: int) -> None:
        super().__init__(config, seed)
        shape = (config.vocabulary, config.embedding)
        self.tables = torch.nn.ParameterList(small(*shape) for _ in range(config.layers))

    def through(self, x: Tensor, tokens: Tensor, see: See, rotation: Rotation) -> Tensor:
        """The layers, whose attention adds what it looked up, mixed as its values are."""
        for block, table in zip(self.layers(), self.tables, strict=True):
            told = F.embedding(tokens, table)
            y = block.attention_norm(x)
            attention = block.attention
            assert attention.output is not None
            q, k = (
                rotation.turn(attention._split(F.linear(y, matrix)))
                for matrix in (attention.query, attention.key)
            )
            v = attention._split(F.linear(y, attention.value) + told)
            found = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            y = F.linear(found.transpose(1, 2).flatten(2), attention.output)
            x = x + see(f"{attention.name}.output", y)
            x = x + block.mlp(block.mlp_norm(x), see)
        return x


entry = Entry(
    says="Une table par couche ajoute à ce que chaque lettre dit ; moins de neurones.",
    task="makemore",
    budget=12_000,
    config={"hidden": 81},
    network=Values,
)
