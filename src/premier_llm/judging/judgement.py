"""What a model is worth: its losses, its company of baselines, its inventions, the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from ..data.corpus import Corpus
from ..data.windows import Window, spread_windows, windows_of
from ..engines.contract import Model
from ..using.sampling import Invention, sample
from .baselines import Baselines, baselines
from .measure import mean_loss
from .originality import Inventions, Known, Originality
from .verdict import Verdict, verdict

TRIALS = 200
"""Names invented to count the copies among them."""
TEXT_WINDOWS = 512
"""Windows of a running text that are measured, evenly spread over it."""
COUNTED_TOKENS = 2_000_000
"""Tokens of a running text that are counted, evenly spread over it; more would take minutes."""


@dataclass(frozen=True)
class Judgement:
    """All that evaluate says of a model."""

    loss: float
    baselines: Baselines
    held_out_loss: float | None
    held_out_baselines: Baselines | None
    inventions: Inventions | None
    verdict: Verdict
    names: list[tuple[Invention, Originality]]
    pieces: bool
    """Whether losses are per piece of text rather than per letter."""

    def to_dict(self, shown: int = TRIALS) -> dict[str, Any]:
        """Ready for JSON, with so many of the names."""
        return {
            "loss": self.loss,
            "baselines": dict(self.baselines),
            "held_out_loss": self.held_out_loss,
            "held_out_baselines": self.held_out_baselines and dict(self.held_out_baselines),
            "inventions": self.inventions and asdict(self.inventions),
            "verdict": asdict(self.verdict),
            "names": [
                {"name": name.text, "finished": name.finished, "originality": kind}
                for name, kind in self.names[:shown]
            ],
        }


class Yardsticks:
    """What counting achieves on what a model learns from and on what is hidden from it.

    Each is counted once, when it is first asked for: while a training is watched, and for its
    verdict. The floor of a running text is taken as 0: with a long context hardly any window comes
    twice, and counting them all would need more memory than the model.
    """

    def __init__(self, train: Corpus, hidden: Corpus | None, context: int) -> None:
        self.train, self.hidden, self.context = train, hidden, context

    @cached_property
    def own(self) -> Baselines:
        """Counted and scored on what is learned from."""
        return self._counted(None)

    @cached_property
    def held_out(self) -> Baselines | None:
        """Counted on what is learned from, scored on what is hidden; None where nothing is."""
        return None if self.hidden is None else self._counted(self.hidden)

    @property
    def shown(self) -> Baselines:
        """Beside a curve: those of what is hidden, if anything is."""
        return self.held_out or self.own

    def _counted(self, tried: Corpus | None) -> Baselines:
        text = self.train.kind == "text"
        counted = baselines(
            self._windows(self.train),
            self.train.vocabulary.size,
            2 if text else self.context,
            None if tried is None else self._windows(tried),
        )
        return replace(counted, floor=0.0) if text else counted

    def _windows(self, corpus: Corpus) -> Sequence[Window]:
        if corpus.kind == "text":
            return spread_windows(corpus, self.context, COUNTED_TOKENS // self.context)
        return windows_of(corpus, self.context)

    def judge(self, model: Model, seed: int = 0) -> Judgement:
        """Measure a model on both, let it invent (by ``seed``), and say where it stands."""
        loss = self._loss(model, self.train)
        hidden_loss = None if self.hidden is None else self._loss(model, self.hidden)
        inventions, names = None, []
        if self.train.kind == "words":
            known = Known(self.train.words)
            invented = sample(
                model, self.train.vocabulary, TRIALS, seed=seed, max_length=known.room
            )
            inventions = Inventions.of((name.text for name in invented), known)
            names = [(name, known.judge(name.text)) for name in invented]
        pieces = self.train.vocabulary.kind == "pieces"
        text = self.train.kind == "text"
        said = verdict(loss, self.own, hidden_loss, self.held_out, inventions, pieces, text)
        return Judgement(
            loss, self.own, hidden_loss, self.held_out, inventions, said, names, pieces
        )

    def _loss(self, model: Model, corpus: Corpus) -> float:
        if corpus.kind == "text":
            return mean_loss(model, spread_windows(corpus, self.context, TEXT_WINDOWS))
        return mean_loss(model, windows_of(corpus, self.context))
