"""What commands that read a list or a text share: the column, a bar, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from ..data.corpus import LATER
from ..data.reading import KEPT_WORDS, PIECES, Asked
from ..data.report import visible
from ..data.worlds.grammar import names as world_names
from ..engines.together import started
from ..errors import InputError
from ..i18n import number
from ..model.vocabulary import TokenKind
from .terminal import capital, console, to_type

if TYPE_CHECKING:
    from ..data.corpus import Corpus

Command = TypeVar("Command", bound=Callable[..., Any])

SHOWN_LINES = 5
"""Refused lines that are told at once; data show tells them all."""

column_option = click.option(
    "--column",
    metavar=_("COLUMN"),
    help=_("The column that has the names, of a table such as a CSV: its title or its number."),
)


text_option = click.option(
    "--text", is_flag=True, help=_("SOURCE is a running text, not a list of names or stories.")
)


def tokens_options(command: Command) -> Command:
    """--tokens and --vocabulary-size, for commands that read a list or a text."""
    of_tokens = click.option(
        "--tokens",
        type=click.Choice(get_args(TokenKind)),
        help=_(
            "What is read: letters, words, or pieces that are learned from the text, as GPT-2 has. "
            "[default: letters; words for a small language]"
        ),
    )
    of_size = click.option(
        "--vocabulary-size",
        "most",
        type=int,
        metavar="N",
        help=_(
            "How many words are known at most, or how many pieces are learned. [default: all the "
            "words of stories, {words} of a text; {pieces} pieces]"
        ).format(words=KEPT_WORDS, pieces=PIECES),
    )
    return of_tokens(of_size(command))


def check_wanted(
    source: str, vocabulary: str | None, tokens: TokenKind | None, most: int | None
) -> Asked:
    """What is asked of read_source; InputError where two options do not go together."""
    if vocabulary is not None and tokens in ("words", "pieces"):
        raise InputError(
            _("--vocabulary is an alphabet of letters: leave it out with --tokens {kind}.").format(
                kind=tokens
            )
        )
    of_world = source in world_names() and vocabulary is None and tokens is None
    if most is not None and tokens not in ("words", "pieces") and not of_world:
        raise InputError(
            _("--vocabulary-size counts words or pieces: add --tokens words or --tokens pieces.")
        )
    return vocabulary or tokens


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
    # No other command shows the lines of a file of questions.
    for line in refused if corpus.kind in LATER else refused[:SHOWN_LINES]:
        out.print(
            "  "
            + _("line {number}: {text}: {reason}").format(
                number=line.number, text=visible(line.text[:30]), reason=line.reason
            )
        )
    if refused and corpus.source != "-" and corpus.kind not in LATER:  # what was piped in is gone
        column = corpus.column
        chosen = ["--column", column] if column else []
        command = to_type("data", "show", corpus.source, *chosen)
        click.echo(_("All the lines: {command}").format(command=command))
    if corpus.kind == "text" and len(corpus.encoded()[0]) > COUNTED_TOKENS:
        said = _("A long text: what counting gives is counted on {count} tokens spread over it.")
        out.print(said.format(count=number(COUNTED_TOKENS)))
    if corpus.credit:
        out.print(capital(corpus.credit), style="dim")
    if corpus.test is not None:
        print_report(corpus.test)
