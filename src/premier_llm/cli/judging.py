"""What a model is worth: its losses, its company of baselines, its inventions, the verdict."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from ..i18n import localized, number
from .names import kind_name, legend, mark, stage_name
from .terminal import WIDTH, bar, capital, console, percent

if TYPE_CHECKING:
    from ..data.corpus import Corpus
    from ..data.windows import Window
    from ..engines import Model
    from ..judging.baselines import Baselines
    from ..judging.originality import Inventions, Originality
    from ..judging.verdict import Verdict

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
    names: list[tuple[str, Originality]]
    pieces: bool
    """Whether losses are per piece of text rather than per letter."""

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "loss": self.loss,
            "baselines": dict(self.baselines),
            "held_out_loss": self.held_out_loss,
            "held_out_baselines": self.held_out_baselines and dict(self.held_out_baselines),
            "inventions": self.inventions and asdict(self.inventions),
            "verdict": asdict(self.verdict),
            "names": [{"name": name, "originality": kind} for name, kind in self.names],
        }


def counted_on(train: Corpus, hidden: Corpus | None, context: int) -> Baselines:
    """What counting achieves on the hidden names if there are any, else on the list.

    The floor of a running text is taken as 0: with a long context hardly any window comes twice,
    and counting them all would need more memory than the model.
    """
    from ..data.windows import spread_windows, windows_of
    from ..judging.baselines import baselines

    def windows(corpus: Corpus) -> Sequence[Window]:
        if corpus.kind == "text":
            return spread_windows(corpus, context, COUNTED_TOKENS // context)
        return windows_of(corpus, context)

    text = train.kind == "text"
    counted = baselines(
        windows(train),
        train.vocabulary.size,
        2 if text else context,
        None if hidden is None else windows(hidden),
    )
    return replace(counted, floor=0.0) if text else counted


def judge(model: Model, train: Corpus, hidden: Corpus | None = None, seed: int = 0) -> Judgement:
    """Measure a model on what it learned from and on what was hidden from it."""
    from ..judging.originality import Inventions, Known
    from ..judging.verdict import verdict
    from ..using.sampling import sample

    context = model.config.context
    counted = counted_on(train, None, context)
    hidden_counted = None if hidden is None else counted_on(train, hidden, context)
    loss = _loss(model, train)
    hidden_loss = None if hidden is None else _loss(model, hidden)
    inventions, names = None, []
    if train.kind == "words":
        known = Known(train.words)
        invented = sample(model, train.vocabulary, TRIALS, seed=seed)
        texts = [invention.text for invention in invented]
        inventions = Inventions.of(texts, known)
        names = [(text, known.judge(text)) for text in texts]
    pieces = train.vocabulary.pieces
    said = verdict(loss, counted, hidden_loss, hidden_counted, inventions, pieces)
    return Judgement(loss, counted, hidden_loss, hidden_counted, inventions, said, names, pieces)


def _loss(model: Model, corpus: Corpus) -> float:
    from ..data.windows import spread_windows, windows_of
    from ..judging.measure import mean_loss

    context = model.config.context
    if corpus.kind == "text":
        return mean_loss(model, spread_windows(corpus, context, TEXT_WINDOWS))
    return mean_loss(model, windows_of(corpus, context))


def print_judgement(judgement: Judgement, shown: int) -> None:
    """The losses as bars among their reference lines, the verdict with its reasons, names."""
    out = console()
    inventions = judgement.inventions
    _print_losses(
        _("Loss on the text, in nats per piece (less is better)")
        if judgement.pieces
        else _("Loss on the list, in nats per letter (less is better)"),
        judgement.loss,
        judgement.baselines,
        floor=judgement.baselines.floor > 0,
        pieces=judgement.pieces,
    )
    if judgement.held_out_loss is not None and judgement.held_out_baselines is not None:
        _print_losses(
            _("Loss on the hidden names, never seen in training")
            if inventions is not None
            else _("Loss on the hidden end of the text, never seen in training"),
            judgement.held_out_loss,
            judgement.held_out_baselines,
            floor=False,
            pieces=judgement.pieces,
        )
    if inventions is not None:
        out.print(
            _("Among {total} invented names, {different} of them different:").format(
                total=inventions.total, different=inventions.different
            ),
            style="bold",
        )
        kinds: list[tuple[Originality, int]] = [
            ("new", inventions.new),
            ("near", inventions.near),
            ("copy", inventions.copies),
        ]
        for kind, count in kinds:
            share = count / inventions.total
            out.print(f"  {mark(kind)} {kind_name(kind):<22}{percent(share)}  {bar(share, 40)}")
        out.print()
        for name, kind in judgement.names[:shown]:
            out.print(f"  {mark(kind)} {capital(name)}")
        if shown:
            out.print(f"  {legend()}\n", style="dim")
    said = judgement.verdict
    out.print(_("Verdict: {stage}").format(stage=stage_name(said.stage)), style="bold")
    for reason in said.reasons:
        out.print(
            textwrap.fill(localized(reason), WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
        )


def _print_losses(title: str, loss: float, counted: Baselines, floor: bool, pieces: bool) -> None:
    lines = [
        (_("chance"), counted.chance),
        (_("single pieces") if pieces else _("single letters"), counted.singles),
        (_("pairs"), counted.pairs),
        (_("triples"), counted.triples),
        *([(_("floor"), counted.floor)] if floor else []),
    ]
    rows = [*((label, value, False) for label, value in lines), (_("this model"), loss, True)]
    rows.sort(key=lambda row: (-row[1], row[2]))
    out = console()
    out.print(title, style="bold")
    for label, value, model in rows:
        drawn = bar(value / max(row[1] for row in rows), 44)
        pointer = "→" if model else " "
        out.print(
            f"{pointer} {label:<20}{number(value, 3):>7}  {drawn}", style="bold" if model else ""
        )
    out.print()
