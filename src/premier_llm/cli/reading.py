"""What commands that read a list or a text share: the column, a bar, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from ..data.report import visible
from ..engines.together import started
from ..i18n import number
from .terminal import capital, console, to_type

if TYPE_CHECKING:
    from ..data.corpus import Corpus

SHOWN_LINES = 5
"""Refused lines that are told at once; data show tells them all."""

column_option = click.option(
    "--column",
    metavar=_("COLUMN"),
    help=_("The column that has the names, of a table such as a CSV: its title or its number."),
)


@contextmanager
def watched_reading(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Gives what read_source is to call; None where nobody looks: in a file, with --json.

    Of several processes the leader alone shows its own.
    """
    out = console()
    if quiet or not out.is_terminal or out.is_dumb_terminal or not started().leads:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[size]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=out, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(_("Reading the text"), total=None, size="")
        before = 0

        def watch(read: int, size: int) -> None:
            nonlocal before
            if read < before:  # a second time, now for its tokens
                progress.reset(task, total=size)
            before = read
            said = _("{read}/{size} MB").format(read=number(read / 1e6), size=number(size / 1e6))
            progress.update(task, completed=read, total=size, size=said)

        yield watch


def print_report(corpus: Corpus) -> None:
    """What became of a list or a text on its way to the model, as far as one must know it."""
    from ..judging.judgement import COUNTED_TOKENS

    out = console()
    report = corpus.report
    for remark in report.remarks:
        out.print(remark)
    if report.counts.keys() & {"refused", "duplicate", "folded"}:
        out.print(report.summary)
    refused = report.of("refused")
    for line in refused[:SHOWN_LINES]:
        out.print(
            "  "
            + _("line {number}: {text}: {reason}").format(
                number=line.number, text=visible(line.text[:30]), reason=line.reason
            )
        )
    if refused and corpus.source != "-":  # what was piped in is gone
        column = corpus.column
        chosen = ["--column", column] if column else []
        command = to_type("data", "show", corpus.source, *chosen)
        click.echo(_("All the lines: {command}").format(command=command))
    if corpus.kind == "text" and len(corpus.encoded()[0]) > COUNTED_TOKENS:
        said = _("A long text: what counting gives is counted on {count} tokens spread over it.")
        out.print(said.format(count=number(COUNTED_TOKENS)))
    if corpus.credit:
        out.print(capital(corpus.credit), style="dim")
