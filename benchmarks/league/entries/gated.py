"""Gated MLPs: SwiGLU (Shazeer 2020), with a third fewer neurons for as many parameters."""

import torch.nn.functional as F
from torch import Tensor, nn

from benchmarks.league.entry import Entry
from benchmarks.league.network import Network
from premier_llm.engines.torch import MLP, See
from premier_llm.model.config import Config


class Gated(MLP):
    """silu(gate x) times up x, and down."""

    def __init__(self, config: Config, name: str, before: MLP) -> None:
        super().__init__(config, name)
        self.load_state_dict(before.state_dict())
        self.gate = nn.Linear(config.embedding, config.hidden, bias=False)

    def forward(self, y: Tensor, see: See) -> Tensor:
        """(B, n, D) to the same, each token alone."""
        active = F.silu(self.gate(y)) * self.up(y)
        return see(f"{self.name}.output", self.down(active))


class WithGates(Network):
    """Each layer has one."""

    def __init__(self, config: Config, seed: int) -> None:
        super().__init__(config, seed)
        for block in self.layers():
            block.mlp = Gated(config, block.mlp.name, block.mlp)


entry = Entry(
    says="SwiGLU : des neurones que d’autres multiplient, un tiers de moins.",
    task="makemore",
    budget=12_000,
    config={"hidden": 63},
    network=WithGates,
)
