"""Our GPT, cut where ideas come in: an entry's network is a class of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from premier_llm.engines.torch import GPT, Block, Past, Rotation, See, unseen


class Network(GPT):
    """The network of a Config with rotary places, as GPT computes it.

    Own weights are made after ``super().__init__``; Muon moves the matrices named ``blocks.…``.
    """

    def embed(self, tokens: Tensor) -> Tensor:
        """(B, n) to (B, n, D)."""
        return F.embedding(tokens, self.token_embedding)

    def through(self, x: Tensor, tokens: Tensor, see: See, rotation: Rotation) -> Tensor:
        """(B, n, D) to the same: the layers."""
        for layer in self.layers():
            x = layer(x, see, None, rotation)
        return x

    def layers(self) -> list[Block]:
        """In their order."""
        return cast("list[Block]", list(self.blocks))

    def scores(self, x: Tensor, tokens: Tensor) -> Tensor:
        """(B, n, D) to the logits (B, n, V)."""
        table = self.token_embedding if self.unembedding is None else self.unembedding
        return F.linear(x, table)

    def forward(
        self, tokens: Tensor, see: See = unseen, pasts: Sequence[Past] | None = None
    ) -> Tensor:
        """Logits (B, n, V) of token ids (B, n)."""
        rotation = Rotation.at(torch.arange(tokens.shape[1]), self.head_size)
        x = see("embedding", self.embedding_norm(self.embed(tokens)))
        x = self.final_norm(self.through(x, tokens, see, rotation))
        return see("logits", self.scores(x, tokens))


def small(*shape: int, spread: float = 0.02) -> nn.Parameter:
    """A tensor that begins near 0."""
    return nn.Parameter(spread * torch.randn(shape))
