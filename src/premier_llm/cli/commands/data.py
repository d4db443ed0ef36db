"""``premier-llm data``: the lists there are, what is in one, fetching one."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from ...data.report import visible, visible_lines
from ...errors import InputError
from ...i18n import number
from ..reading import check_wanted, column_option, text_option, tokens_options
from ..terminal import (
    WIDTH,
    capital,
    console,
    json_option,
    print_json,
    table_style,
    to_type,
)
from ..tokens import counted_tokens, told

if TYPE_CHECKING:
    from ...data.corpus import Kind
    from ...data.report import Fate, Report
    from ...model.vocabulary import TokenKind

SHOWN_WORDS = 60
SHOWN_STORIES = 5
SHOWN_LINES = 200


@click.group(
    "data",
    invoke_without_command=True,
    subcommand_metavar=_("[COMMAND]"),
    options_metavar=_("[OPTIONS]"),
    short_help=_("The lists there are, and what is in them."),
    help=_(
        "The lists of names.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm data list\n"
        "  premier-llm data show dinosaures\n"
        "  premier-llm data show my_names.txt\n"
        "  premier-llm data show histoires\n"
        "  premier-llm data check histoires invented.txt\n"
        "  premier-llm data fetch names"
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@command.command(
    "list",
    options_metavar=_("[OPTIONS]"),
    short_help=_("All the lists."),
    help=_("All the lists one can train on."),
)
@json_option
def list_(as_json: bool) -> None:
    from ...data.downloads import SETS
    from ...data.lists import shipped
    from ...data.worlds.grammar import names as world_names
    from ...data.worlds.world import World
    from ..files import is_here

    lists, worlds = shipped(), [World(name) for name in world_names()]
    if as_json:
        print_json(
            {
                "lists": [
                    {"name": w.name, "title": w.title, "words": w.words, "credit": w.credit}
                    for w in lists
                ],
                "worlds": [{"name": w.grammar.name, "title": w.title} for w in worlds],
                "downloadable": [
                    {
                        "name": s.name,
                        "title": s.title,
                        "kind": s.kind,
                        "credit": s.credit,
                        "url": s.file.url,
                        "fetched": is_here(s.name),
                    }
                    for s in SETS.values()
                ],
            }
        )
        return
    from rich.table import Table

    out = console()
    table = Table(**table_style())
    table.add_column(_("list"))
    table.add_column("")
    table.add_column(_("names"), justify="right")
    for words in lists:
        table.add_row(words.name, words.title, number(words.words))
    out.print(table)
    table = Table(**table_style())
    table.add_column(_("small language"))
    table.add_column("")
    for world in worlds:
        table.add_row(world.grammar.name, world.title)
    out.print(table)
    table = Table(**table_style())
    table.add_column(_("to download"))
    table.add_column("")
    table.add_column(_("size"), justify="right")
    table.add_column(_("here"))
    for data in SETS.values():
        size = _("{n} kB").format(n=number(data.file.size / 1000))
        table.add_row(data.name, data.title, size, _("yes") if is_here(data.name) else _("no"))
    out.print(table)
    for credit in dict.fromkeys(w.credit for w in lists if w.credit):
        out.print(capital(credit), style="dim", width=WIDTH)
    out.print(_("Or any text file of yours, one name per line: premier-llm train my_names.txt"))


@command.command(
    "show",
    options_metavar=_("[OPTIONS]"),
    short_help=_("What is in a list."),
    help=_(
        "Read SOURCE as train does, and tell what became of every line: kept, simplified, refused "
        "and why.\n\n"
        "Of a small language of our own (see data list): a few stories, how many words, its "
        "shapes, the floor, which no model passes on new stories, and some questions with a true "
        "answer. With --tokens: what train reads with it."
    ),
)
@click.argument("source", metavar=_("SOURCE"))
@click.option(
    "--vocabulary",
    type=click.Choice(["a-z", "microgpt", "found"]),
    help=_("The alphabet to read names with. [default: a-z]"),
)
@column_option
@text_option
@tokens_options
@json_option
def show(
    source: str,
    vocabulary: str | None,
    column: str | None,
    text: bool,
    tokens: TokenKind | None,
    most: int | None,
    as_json: bool,
) -> None:
    from ...data.large_text import read_source
    from ...data.worlds.grammar import names as world_names

    wanted = check_wanted(source, vocabulary, tokens, most)
    if source in world_names() and not (text or vocabulary or column or tokens or most):
        from ..worlds import show_world

        show_world(source, as_json)
        return
    kind: Kind = "text" if text else "words"
    corpus = read_source(source, wanted, kind, column=column, most=most)
    report = corpus.report
    if as_json:
        print_json(
            {
                "name": corpus.name,
                "kind": corpus.kind,
                "credit": corpus.credit,
                "fingerprint": corpus.fingerprint,
                "vocabulary": (
                    "".join(corpus.vocabulary.tokens)
                    if corpus.vocabulary.kind == "letters"
                    else corpus.vocabulary.tokens
                ),
                "counts": dict(report.counts),
                "remarks": report.remarks,
                "words": corpus.words,
                "not_kept_as_is": [
                    line._asdict() for line in report.of("folded", "refused", "duplicate")
                ],
            }
        )
        return
    out = console()
    out.print(corpus.name, style="bold")
    if corpus.credit:
        out.print(capital(corpus.credit), style="dim", width=WIDTH)
    for remark in report.remarks:
        out.print(remark)
    if corpus.kind == "text":
        (ids,) = corpus.encoded()
        out.print(counted_tokens(corpus))
        out.print(told(corpus.vocabulary), width=WIDTH)
        out.print(visible_lines(corpus.vocabulary.decode(ids[:500])))
        return
    out.print(report.summary)
    if corpus.vocabulary.kind == "words":
        out.print(told(corpus.vocabulary), width=WIDTH)
        for story in corpus.words[:SHOWN_STORIES]:
            out.print(f"\n{visible(story)}", width=WIDTH)
        more = len(corpus.words) - SHOWN_STORIES
        if more > 0:
            out.print("\n" + _("… and {count} more").format(count=number(more)))
        _print_fates(report)
        return
    names = ", ".join(map(capital, corpus.words[:SHOWN_WORDS]))
    more = len(corpus.words) - SHOWN_WORDS
    if more > 0:
        names += " " + _("… and {count} more").format(count=number(more))
    out.print(names, width=WIDTH)
    _print_fates(report)


def _print_fates(report: Report) -> None:
    for fate in ("refused", "duplicate", "folded"):
        _print_lines(report, fate)


def _print_lines(report: Report, fate: Fate) -> None:
    from ...data.reading import counted

    lines = report.of(fate)
    if not lines:
        return
    out = console()
    out.print("\n" + _("{what}:").format(what=counted(fate, len(lines))), style="bold")
    for line in lines[:SHOWN_LINES]:
        text = visible(line.text[:40])
        arrow = "→ " if fate == "folded" else ""
        out.print(f"  {line.number:>6}  {text}  {arrow}{line.reason}", soft_wrap=True)
    if len(lines) > SHOWN_LINES:
        out.print(
            _("  … and {count} more: --json has them all").format(
                count=number(len(lines) - SHOWN_LINES)
            )
        )


@command.command(
    "check",
    options_metavar=_("[OPTIONS]"),
    short_help=_("What holds in invented stories."),
    help=_(
        "Read stories, one a line, that are told in the language of WORLD (see data list), and say "
        "which agreements and facts hold, and where the others stand.\n\n"
        "SOURCE is a text file, or - for what is piped in.\n\n"
        "\b\n"
        "Example:\n"
        "  premier-llm data check histoires invented.txt"
    ),
)
@click.argument("world", metavar=_("WORLD"))
@click.argument("source", metavar=_("SOURCE"))
@json_option
def check(world: str, source: str, as_json: bool) -> None:
    from ...data.reading import read_corpus
    from ...data.worlds.grammar import names as world_names
    from ..worlds import check_stories

    if world not in world_names():
        raise InputError(
            _("There is no small language called {name!r}. There is: {known}.").format(
                name=world, known=", ".join(world_names())
            )
        )
    (text,) = read_corpus(source, kind="text").words
    check_stories(world, text, as_json)


@command.command(
    "fetch",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Download a set, once."),
    help=_("Download a set and keep it: it is checked, and never fetched again."),
)
@click.argument("name", metavar=_("NAME"))
@json_option
def fetch(name: str, as_json: bool) -> None:
    from ...data.downloads import SETS

    if name not in SETS:
        raise InputError(
            _("There is nothing to download called {name!r}. There is: {known}.").format(
                name=name, known=", ".join(SETS)
            )
        )
    path = SETS[name].file.path()
    if as_json:
        print_json({"name": name, "path": str(path)})
        return
    click.echo(_("{name} is here: {path}").format(name=name, path=path))
    click.echo(f"  {to_type('train', name)}")
