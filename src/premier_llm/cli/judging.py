"""How a judgement is printed: losses as bars among their reference lines, names, the verdict."""

from __future__ import annotations

import textwrap
from gettext import gettext as _
from typing import TYPE_CHECKING

from ..i18n import localized, number
from .names import kind_name, legend, mark, stage_name
from .terminal import WIDTH, bar, capital, console, percent

if TYPE_CHECKING:
    from ..judging.baselines import Baselines
    from ..judging.judgement import Judgement
    from ..judging.originality import Originality


def print_judgement(judgement: Judgement, shown: int) -> None:
    """The losses as bars among their reference lines, the verdict with its reasons, names."""
    out = console()
    inventions = judgement.inventions
    _print_losses(
        _("Loss on the text, in nats per piece (less is better)")
        if judgement.pieces
        else _("Loss on the text, in nats per character (less is better)")
        if inventions is None
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
        said = (
            _("Among {total} invented names, {different} of them different:")
            if inventions.different > 1
            else _("Among {total} invented names, all the same:")
        )
        out.print(said.format(total=inventions.total, different=inventions.different), style="bold")
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
            out.print(f"  {mark(kind)} {capital(name.name)}")
        if shown:
            out.print(f"  {legend()}\n", style="dim")
    verdict = judgement.verdict
    out.print(_("Verdict: {stage}").format(stage=stage_name(verdict.stage)), style="bold")
    for reason in verdict.reasons:
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
    highest = max(row[1] for row in rows) or 1.0  # all are 0 where there is nothing to guess
    for label, value, model in rows:
        drawn = bar(value / highest, 44)
        pointer = "→" if model else " "
        out.print(
            f"{pointer} {label:<20}{number(value, 3):>7}  {drawn}", style="bold" if model else ""
        )
    out.print()
