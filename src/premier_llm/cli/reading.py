"""What commands that read a list or a text share: the column, and a bar for a large text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _

import click

from ..engines.together import started
from ..i18n import number
from .terminal import console

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
