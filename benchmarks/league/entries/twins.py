"""Two models of half the size, each trained alone; their chances are averaged (an ensemble)."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from benchmarks.league.entry import Entry
from premier_llm.engines.torch import GPT, NOT_READ, See, unseen
from premier_llm.model.config import Config


class Twins(nn.Module):
    """Two GPTs from two draws."""

    def __init__(self, config: Config, seed: int) -> None:
        super().__init__()
        self.twins = nn.ModuleList(GPT(config, 2 * seed + which) for which in range(2))

    def forward(self, tokens: Tensor, see: See = unseen) -> Tensor:
        """The logarithm of the mean chance (B, n, V)."""
        chances = torch.stack([twin(tokens).log_softmax(-1) for twin in self.twins])
        return chances.logsumexp(0)

    def step_losses(
        self, _: nn.Module, tokens: Tensor, targets: Tensor, see: See, smoothing: float
    ) -> tuple[Tensor, Tensor]:
        """The surprise at their mean; and what is to fall, the sum of theirs: neither knows the
        other."""
        chances = [twin(tokens).log_softmax(-1).flatten(0, 1) for twin in self.twins]
        both = torch.stack(chances).logsumexp(0) - math.log(len(chances))
        told = [F.nll_loss(c, targets.flatten(), ignore_index=NOT_READ) for c in (*chances, both)]
        return told[-1].detach(), torch.stack(told[:-1]).sum()


entry = Entry(
    says="Deux modèles de moitié, dont les chances sont moyennées.",
    task="makemore",
    budget=12_000,
    config={"embedding": 16, "layers": 1, "hidden": 125},
    network=Twins,
)
