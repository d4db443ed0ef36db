"""A layer that is passed through twice or three times, with more heads; see shared.py."""

from torch import nn

from benchmarks.league.entries.shared import Twice
from benchmarks.league.entry import Entry
from benchmarks.league.network import Network
from premier_llm.model.config import Config


class Thrice(Network):
    """The layers, three times over."""

    def __init__(self, config: Config, seed: int) -> None:
        super().__init__(config, seed)
        self.blocks = nn.ModuleList([*self.blocks] * 3)


entry = Entry(
    says="La même couche trois fois.",
    task="makemore",
    budget=12_000,
    against="shared",
    network=Thrice,
)
heads = Entry(
    says="La même couche deux fois, sept têtes.",
    task="makemore",
    budget=12_000,
    against="shared",
    config={"heads": 7},
    network=Twice,
)
tiny = Entry(
    says="La même couche deux fois, 16 nombres par lettre.",
    task="makemore",
    budget=3_000,
    against="heads.steady",
    network=Twice,
)
