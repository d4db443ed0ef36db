"""``premier-llm book``: a list's pairs as printed pages, from which two dice draw names."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import click

from ...errors import InputError
from ...i18n import language, number
from ...using.dice import PLACES, SIDES
from ..parameters import FileName
from ..reading import column_option, print_report
from ..terminal import json_option, percent, print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...model.vocabulary import Vocabulary
    from ...using.dice import Page

PAGE = Template(
    """<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;
color:#111;background:#fff}
ol{max-width:44rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.2rem}
section{break-inside:avoid}
h2{margin:0 0 .3rem;font-size:1.3rem}
table{border-collapse:collapse}
td,th{width:2.1rem;height:2.1rem;text-align:center;border:1px solid #888}
th{border:0;font-weight:400;color:#444}
td{font-weight:700;font-size:1.1rem}
p.lost{margin:.3rem 0 0;font-size:.95rem;color:#444}
@media print{body{margin:0;font-size:11pt}main{grid-template-columns:repeat(3,1fr)}
td,th{width:.75cm;height:.75cm}@page{margin:1.3cm}}
</style>
</head>
<body>
<h1>$title</h1>
<p>$about</p>
<ol>$rules</ol>
<main>
$pages
</main>
<p>$credit</p>
</body>
</html>
"""
)


@click.command(
    "book",
    options_metavar=_("[OPTIONS]"),
    short_help=_("A list's pairs on paper: two dice draw names."),
    help=_(
        "Count in SOURCE which letter follows which, and write pages to be printed: for each "
        "letter a grid of 36 places, where a red and a blue die choose the next one. It is the "
        "model of pairs, without any computer.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm book dinosaures\n"
        "  premier-llm book my_names.txt my_book.html"
    ),
)
@click.argument("source", metavar=_("SOURCE"))
@click.argument("target", metavar=_("[FILE]"), required=False, type=FileName())
@column_option
@click.option(
    "--keep-accents", is_flag=True, help=_("Keep accents and capitals, each a letter of its own.")
)
@click.option("--force", is_flag=True, help=_("Replace the file that already has this name."))
@json_option
def command(
    source: str,
    target: Path | None,
    column: str | None,
    keep_accents: bool,
    force: bool,
    as_json: bool,
) -> None:
    from ...data.large_text import read_source
    from ...data.worlds.grammar import names as world_names
    from ...files.whole import write_whole
    from ...using.dice import pages

    if source in world_names():
        raise InputError(
            _("{source} tells stories: a book of dice needs a list of names.").format(source=source)
        )
    corpus = read_source(source, "found" if keep_accents else "a-z", "words", column=column)
    name = corpus.name if source == "-" else Path(source).stem
    target = target or Path(_("{name}_book.html").format(name=name))
    if target.exists() and not force:
        raise InputError(
            _("{file} exists: choose another name, or replace it with --force.").format(file=target)
        )
    book = pages(corpus.encoded())
    write_whole(target, [_html(book, corpus.vocabulary, corpus.name, corpus.credit).encode()])
    pairs = sum(page.times for page in book)
    lost = sum(times for page in book for _token, times in page.lost)
    if as_json:
        print_json({"file": str(target), "grids": len(book), "pairs": pairs, "lost": lost})
        return
    print_report(corpus)
    click.echo(
        _("{grids} grids are in {path}: open it in a browser, and print it.").format(
            grids=len(book), path=target
        )
    )
    if lost:
        click.echo(
            _("Too rare for one place in 36: {share} of the pairs. The pages tell them.").format(
                share=percent(lost / pairs)
            )
        )


def _html(book: list[Page], vocabulary: Vocabulary, name: str, credit: str) -> str:
    def label(token: int) -> str:
        return escape(vocabulary.tokens[token])

    boundary = vocabulary.boundary
    rules = (
        _("Take a red and a blue die. Begin at the grid “{start}”.").format(
            start=label(boundary or 0)
        ),
        _("Roll both. The red die chooses the row, the blue one the column: write that letter."),
        _("Go to the grid of the letter that you wrote, and roll again."),
        _("When “{end}” comes, the name is over. Read it aloud.").format(end=label(boundary or 0)),
    )
    names = sum(page.times for page in book if page.token == boundary)
    return PAGE.substitute(
        language=language(),
        title=escape(_("A model on paper: {name}").format(name=name)),
        about=escape(
            ngettext(
                "Counted in {names} name: which letter follows which, and how often.",
                "Counted in {names} names: which letter follows which, and how often.",
                names,
            ).format(names=number(names))
        ),
        rules="".join(f"<li>{rule}</li>" for rule in rules),
        pages="\n".join(_grid(page, label) for page in book),
        credit=escape(credit),
    )


def _grid(page: Page, label: Callable[[int], str]) -> str:
    dice = range(1, SIDES + 1)
    head = "".join(f"<th scope='col'>{blue}</th>" for blue in dice)
    rows = (page.places[start : start + SIDES] for start in range(0, PLACES, SIDES))
    body = "".join(
        f"<tr><th scope='row'>{red}</th>{''.join(f'<td>{label(token)}</td>' for token in row)}</tr>"
        for red, row in zip(dice, rows, strict=True)
    )
    lost = ", ".join(f"{label(token)} ({number(times)})" for token, times in page.lost)
    told = _("Too rare for a place: {letters}.").format(letters=lost)
    return (
        f"<section><h2>{label(page.token)}</h2>"
        f"<table><tr><th></th>{head}</tr>{body}</table>"
        f"{f'<p class=lost>{told}</p>' if lost else ''}</section>"
    )
