"""How names lie in a text: a line each, in a column, behind commas; one rule, also le Labo's.

1. JSON gives its texts, or the members of its objects as columns.
2. Where the same sign (SEPARATORS) stands in every line, or in all but the last, lines are cut at
   it; a cell may stand in double quotes. "#" begins a comment, unless it is a cell.
3. If one is asked for, its column is read; if the first line says in which one names are (HEADERS),
   that one; if all lines have as many cells, the columns that look like names: without digits, not
   the same again and again. Otherwise every cell is a name, if the cells look so.
4. Anything else has a name a line.

Whatever is left out is said, and no line is lost: cells keep the number of their line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, Literal, NamedTuple

from ..errors import InputError
from ..model.folding import plain_form
from ..model.labels import N_
from .decoding import NotAText, format_of_text

SEPARATORS = {"\t": N_("tab"), ";": N_("semicolon"), ",": N_("comma")}
"""Signs between cells -> what they are called. The first that separates is taken."""

HEADERS = (
    *("prenom", "prenoms", "preusuel", "first name", "firstname", "given name", "forename"),
    *("nom", "noms", "name", "names", "eleve", "eleves", "pupil", "student"),
)
"""What stands above a column of names, in small letters without accents; the first is preferred."""

NAME_SHARE = 0.8
"""Share of the cells that must look like names for them to be names."""
MOST_WORDS = 3
"""Where cells have so many words or more on average, they are a text."""


NO_COLUMN = N_("There is no column {column}. The columns are: {known}.")


class Cell(NamedTuple):
    """What may be a name, with the line that it stands on."""

    number: int
    """Counted from 1."""
    text: str
    title: bool = False
    """It says what the columns are."""


@dataclass(frozen=True)
class Layout:
    """The cells of a text that may be names, and where they were found."""

    cells: Sequence[Cell]
    """In order; every line has one at least."""
    way: Literal["lines", "cells", "columns"] = "lines"
    """A line each; all that the separator separates; or these columns of a table."""
    separator: str = ""
    """Of cells."""
    titles: tuple[str, ...] = ()
    """What the columns of a table are called: their first cells; of lines, the title above them."""
    columns: tuple[int, ...] = ()
    """Those that were read, counted from 1."""


class _Row(NamedTuple):
    number: int
    cells: list[str]


def lay_out(text: str, column: str | None = None, title: str = "") -> Layout:
    """Where the names are in a text, or the names of that column: its title, or its number from 1.

    A text that is written for programs raises NotAText, and a column that there is not InputError.
    """
    format = format_of_text(text)
    if format:
        raise NotAText(format, title)
    if _looks_like_json(text):
        return _of_json(text, column, title)
    lines = lines_of(text)
    rows = [_Row(n, [line]) for n, line in enumerate(lines, 1) if not _is_aside(line)]
    for separator in SEPARATORS:
        if _separates(separator, rows):
            cut = [_Row(n, _cut(line, separator)) for n, (line,) in rows]
            if found := _of_table(cut, column, separator):
                return _with_asides(found, lines)
    if column is not None:
        raise _no_column(column, rows[:1])
    if rows and all(_QUOTED.fullmatch(line) for _n, (line,) in rows):
        rows = [_Row(n, _cut(line, "\t")) for n, (line,) in rows]
    titled = len(rows) > 1 and " ".join(_words(rows[0].cells[0])) in HEADERS
    cells = [Cell(n, cell, titled and i == 0) for i, (n, (cell,)) in enumerate(rows)]
    titles = (cells[0].text.strip(),) if titled else ()
    return _with_asides(Layout(cells, titles=titles), lines)


def lines_of(text: str) -> list[str]:
    """The lines of a text with any system's line ends."""
    # Not splitlines: form feeds and Unicode separators are characters, not ends of lines.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _is_aside(line: str) -> bool:
    # The title of a column of numbers is often "#", too.
    return not line.strip() or (line.startswith("#") and line[1:2] not in SEPARATORS)


def _with_asides(found: Layout, lines: list[str]) -> Layout:
    """With the comments and the empty lines in their places."""
    asides = [Cell(n, line) for n, line in enumerate(lines, 1) if _is_aside(line)]
    cells = sorted([*found.cells, *asides], key=lambda cell: cell.number) if asides else found.cells
    return Layout(cells, found.way, found.separator, found.titles, found.columns)


# Cells

_QUOTED = re.compile(' *"([^"]*(?:""[^"]*)*)" *')


def _separates(separator: str, rows: list[_Row]) -> bool:
    """Whether it stands in every line, or in all but the last."""
    lines = [line for _n, (line,) in rows]
    return bool(lines) and separator in lines[0] and all(separator in x for x in lines[1:-1])


def _cut(line: str, separator: str) -> list[str]:
    """The cells of a line; one in double quotes may hold the separator, and quotes twice."""
    if '"' not in line:
        return line.split(separator)
    cells, end = [], -1
    while end < len(line):
        place = end + 1
        quoted = _QUOTED.match(line, place)
        if quoted and line[quoted.end() : quoted.end() + 1] in ("", separator):
            end = quoted.end()
            cells.append(quoted[1].replace('""', '"'))
        else:
            found = line.find(separator, place)
            end = len(line) if found < 0 else found
            cells.append(line[place:end])
    return cells


def _words(cell: str) -> list[str]:
    """The words of a title, plainly."""
    return "".join(c if c.isalpha() else " " for c in plain_form(cell)).split()


def _is_name(cell: str) -> bool:
    """Whether a cell looks like a name: letters, and nothing of a date or an address."""
    return not re.search("[0-9@]", cell) and any(map(str.isalpha, cell))


def _are_names(cells: list[str]) -> bool:
    names = sum(map(_is_name, cells))
    words = sum(cell.count(" ") + 1 for cell in cells)
    return bool(cells) and names >= NAME_SHARE * len(cells) and words < MOST_WORDS * len(cells)


def _is_column_of_names(cells: list[str]) -> bool:
    """Not what is one letter, such as M and F, or the same again and again, such as a class."""
    long = sum(map(len, cells)) >= 2 * len(cells)
    return long and _are_names(cells) and len(set(cells)) * 2 >= len(cells)


def _filled(cells: list[str]) -> list[str]:
    return [bare for cell in cells if (bare := cell.strip())]


# Tables


def _of_table(rows: list[_Row], column: str | None, separator: str) -> Layout | None:
    """The names of a table; None where its cells are none."""
    first = rows[0].cells
    titles = tuple(cell.strip() for cell in first)
    if column is not None:
        place, titled = _asked(column, rows)
        return _of_columns(rows, [place], titled, titles)
    if len(rows) > 1 and (likeliest := _place_of_names(first)) is not None:
        return _of_columns(rows, [likeliest], True, titles)
    if len(rows) > 1 and len(first) > 1 and all(len(row.cells) == len(first) for row in rows):
        columns = [_filled([row.cells[place] for row in rows]) for place in range(len(first))]
        places = [place for place, cells in enumerate(columns) if _is_column_of_names(cells)]
        return _of_columns(rows, places, False, titles) if places else None
    if not _are_names([cell for row in rows for cell in _filled(row.cells)]):
        return None
    # A row of separators alone is a row, too.
    cells = [Cell(row.number, cell) for row in rows for cell in _filled(row.cells) or [""]]
    return Layout(cells, "cells", separator)


def _of_columns(
    rows: list[_Row], places: list[int], titled: bool, titles: tuple[str, ...]
) -> Layout:
    cells = []
    for i, row in enumerate(rows):
        if titled and i == 0:
            cells.append(Cell(row.number, ", ".join(titles), True))
        else:  # a row may end early
            cells += [Cell(row.number, "".join(row.cells[p : p + 1])) for p in places]
    return Layout(cells, "columns", "", titles, tuple(place + 1 for place in places))


def _place_of_names(first: list[str]) -> int | None:
    """The column whose title says that it has names; the likeliest of several."""
    titles = [f" {' '.join(_words(cell))} " for cell in first]
    found = [(rank, place) for rank, header in enumerate(HEADERS) for place, title in
             enumerate(titles) if f" {header} " in title]  # fmt: skip
    return min(found)[1] if found else None


def _asked(column: str, rows: list[_Row]) -> tuple[int, bool]:
    """(where that column is, whether the first row is of titles)."""
    first = rows[0].cells
    named = _place_of_names(first) is not None and len(rows) > 1
    wanted = plain_form(column.strip())
    for place, cell in enumerate(first):
        if plain_form(cell.strip()) == wanted:
            return place, True
    if re.fullmatch("[0-9]{1,4}", wanted) and 0 < int(wanted) <= max(len(r.cells) for r in rows):
        return int(wanted) - 1, named
    raise _no_column(column, rows[:1])


def _no_column(column: str, first: list[_Row]) -> InputError:
    titles = [cell.strip()[:20] for row in first for cell in row.cells[:20]]
    known = ", ".join(f"{n} ({title})" for n, title in enumerate(titles, 1)) or "-"
    return InputError(_(NO_COLUMN).format(column=column[:20], known=known))


# JSON


def _looks_like_json(text: str) -> bool:
    bare = text.strip("\ufeff\t\n\r\f ")
    return bool(re.match(r'\{|\[[\t\n\r\f ]*["{[]', bare)) and bare[-1] in "]}"


def _of_json(text: str, column: str | None, title: str) -> Layout:
    try:
        found: Any = json.loads(text.lstrip("\ufeff"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotAText("json", title) from None
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if found and isinstance(found, list):
        if all(isinstance(item, str) for item in found) and column is None:
            return Layout([Cell(n, _one_line(item)) for n, item in enumerate(found, 1)])
        if all(isinstance(item, dict) for item in found):
            titles = list(dict.fromkeys(key for item in found for key in item))
            rows = [_Row(0, titles)]
            rows += [_Row(n, [_member(item, key) for key in titles])
                     for n, item in enumerate(found, 1)]  # fmt: skip
            if column is not None or _place_of_names(titles) is not None:
                table = _of_table(rows, column, "")
                assert table is not None
                return Layout(table.cells[1:], "columns", "", table.titles, table.columns)
    raise NotAText("json", title)


def _member(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return _one_line(value) if isinstance(value, str) else ""


def _one_line(text: str) -> str:
    return " ".join(lines_of(text))


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
