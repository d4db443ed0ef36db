"""How a judgement is printed: losses as bars among their reference lines, names, the verdict."""

from __future__ import annotations

import textwrap
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from ..data.report import visible
from ..data.worlds.checker import KINDS
from ..i18n import localized, number
from ..judging.recital import LONG
from .names import kind_name, legend, mark, stage_name
from .terminal import WIDTH, bar, capital, console, percent, table_style

if TYPE_CHECKING:
    from ..judging.agreements import Agreements
    from ..judging.baselines import Baselines
    from ..judging.judgement import Copied, Judgement
    from ..judging.originality import Originality
    from ..model.vocabulary import TokenKind

SHOWN_STORIES = 3
SHOWN_RUN = 300
"""Characters of a run."""


def print_judgement(judgement: Judgement, shown: int) -> None:
    """The losses as bars among their reference lines, the verdict with its reasons, names."""
    out = console()
    inventions, tokens = judgement.inventions, judgement.tokens
    world = judgement.agreements is not None
    stories = world or (tokens == "words" and not judgement.text)
    # Of a language of ours that of the language counts, not that of the stories that were told.
    known = judgement.floor
    least = known if world else judgement.baselines.floor or None
    _print_losses(_title(judgement), judgement.loss, judgement.baselines, least, tokens)
    if judgement.held_out_loss is not None and judgement.held_out_baselines is not None:
        title = (
            _("Loss on {title}, which it is tested on").format(title=judgement.tested)
            if judgement.tested
            else _("Loss on the hidden paragraphs, never seen in training")
            if judgement.text and tokens == "words"
            else _("Loss on the hidden end of the text, never seen in training")
            if judgement.text
            else _("Loss on the hidden stories, never seen in training")
            if stories
            else _("Loss on the hidden names, never seen in training")
        )
        _print_losses(title, judgement.held_out_loss, judgement.held_out_baselines, known, tokens)
    if unseen := judgement.unseen:
        title = _("Loss on {count} stories with pairs of words never told together")
        title = title.format(count=number(unseen.stories))
        _print_losses(title, unseen.loss, unseen.baselines, None, tokens)
    if judgement.agreements is not None:
        print_agreements(judgement.agreements)
    if inventions is not None:
        if stories:
            said = (
                _("Among {total} invented stories, {different} of them different:")
                if inventions.different > 1
                else _("Among {total} invented stories, all the same:")
            )
        else:
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
        for name, kind in judgement.names[: SHOWN_STORIES if stories and shown else shown]:
            text = f"{mark(kind)} {capital(name.name)}"
            if stories:
                filled = textwrap.wrap(text, WIDTH - 4, break_on_hyphens=False)
                text = "\n    ".join(filled)
            out.print(f"  {text}")
        if shown:
            out.print(f"  {legend(stories)}\n", style="dim")
    if judgement.copied is not None:
        _print_copied(judgement.copied)
    verdict = judgement.verdict
    out.print(_("Verdict: {stage}").format(stage=stage_name(verdict.stage)), style="bold")
    for reason in verdict.reasons:
        out.print(
            textwrap.fill(localized(reason), WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
        )


def _title(judgement: Judgement) -> str:
    """What is measured on what it learned from, and in what."""
    if judgement.text:
        return {
            "letters": _("Loss on the text, in nats per character (less is better)"),
            "words": _("Loss on the text, in nats per word or mark (less is better)"),
            "pieces": _("Loss on the text, in nats per piece (less is better)"),
        }[judgement.tokens]
    return (
        _("Loss on the stories, in nats per word or mark (less is better)")
        if judgement.tokens == "words"
        else _("Loss on the list, in nats per letter (less is better)")
    )


def _print_copied(copied: Copied) -> None:
    """How much of what it invents it has copied, and where the longest run comes from."""
    out = console()
    out.print(
        _("Invented words in runs of {long} or more copied word for word:").format(long=LONG),
        style="bold",
    )
    rows = [(_("this model"), copied.share)]
    rows += [(_("the hidden text"), copied.usual)] if copied.usual else []
    for label, value in rows:
        out.print(f"  {label:<22}{percent(value)}  {bar(value, 40)}")
    if copied.words:
        more = "…" if len(copied.run) > SHOWN_RUN else ""
        said = ngettext(
            "The longest run copied has {count} word or mark, of paragraph {place}: {run}",
            "The longest run copied has {count} words and marks, of paragraph {place}: {run}",
            copied.words,
        ).format(
            count=number(copied.words),
            place=number(copied.paragraph),
            run=visible(copied.run[:SHOWN_RUN]) + more,
        )
        out.print(textwrap.indent(textwrap.fill(said, WIDTH - 4), "  "))
    out.print()


def print_agreements(agreements: Agreements) -> None:
    """What holds in stories, kind by kind."""
    from rich.table import Table

    out = console()
    said = _("Stories in which everything holds: {whole} of {count}.").format(
        whole=number(agreements.whole), count=number(agreements.stories)
    )
    if agreements.share:
        said += " " + _("Of all that was checked, {share} holds.").format(
            share=percent(agreements.share).strip()
        )
    out.print(said, style="bold")
    table = Table(**table_style())
    table.add_column(_("what is checked"))
    table.add_column(_("hold"), justify="right")
    table.add_column(_("of"), justify="right")
    for kind, (holds, of) in agreements.kinds.items():
        table.add_row(_(KINDS[kind]), number(holds), number(of))
    out.print(table)
    if agreements.apart:
        said = ngettext(
            "{count} pair of words told that it had never seen together.",
            "{count} pairs of words told that it had never seen together.",
            agreements.apart,
        )
        out.print(said.format(count=number(agreements.apart)) + "\n")


def _print_losses(
    title: str, loss: float, counted: Baselines, floor: float | None, tokens: TokenKind
) -> None:
    single = {
        "letters": _("single letters"),
        "words": _("single words"),
        "pieces": _("single pieces"),
    }[tokens]
    lines = [
        (_("chance"), counted.chance),
        (single, counted.singles),
        (_("pairs"), counted.pairs),
        (_("triples"), counted.triples),
        *([] if floor is None else [(_("floor"), floor)]),
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
