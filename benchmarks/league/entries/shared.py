"""Layers that share their weights: the same layer again (Universal Transformers, Dehghani et al.
2019; ALBERT, Lan et al. 2020)."""

from torch import nn

from benchmarks.league.entry import Entry
from benchmarks.league.network import Network
from premier_llm.model.config import Config


class Twice(Network):
    """The layers, twice over."""

    def __init__(self, config: Config, seed: int) -> None:
        super().__init__(config, seed)
        self.blocks = nn.ModuleList([*self.blocks, *self.blocks])


entry = [
    Entry(
        says="Une seule couche, plus large, traversée deux fois.",
        task="makemore",
        budget=12_000,
        config={"embedding": 28, "layers": 1, "hidden": 128},
        network=Twice,
    ),
    Entry(
        says="La couche est traversée deux fois.",
        task="makemore",
        budget=3_000,
        network=Twice,
    ),
]
