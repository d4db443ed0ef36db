"""How names lie in a text: a line each, in a column, behind commas; one rule, also le Labo's.

1. JSON gives its texts, or the members of its objects as columns.
2. Where the same sign (SEPARATORS) stands in every row, or in all but the last, rows are cut at
   it; a cell may stand in double quotes, and then goes on over line breaks if the row comes out as
   wide as the first, and not too long. "#" begins a comment, unless it is a cell.
3. If one is asked for, its column is read; if the first line says in which one names are (HEADERS),
   that one; if all lines have as many cells, the columns that look like names: without digits, not
   the same again and again. Otherwise every cell is a name, if the cells look so.
4. Anything else has a name a line; a title, quotes around each or a column that is asked for make
   it a table of one column.

Whatever is left out is said, and no line is lost: cells keep the number of the line that their row
begins on, and the other lines of the row are told, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
MOST_LINES = 30
"""A row has no more, so that quotes which are none never swallow a file."""


NO_COLUMN = N_("There is no column {column}. The columns are: {known}.")


class NoColumn(InputError):
    """A table without the column that was asked for."""


class Cell(NamedTuple):
    """What may be a name, with the line that it stands on."""

    number: int
    """Counted from 1."""
    text: str
    title: bool = False
    """It says what the columns are."""
    rest: bool = False
    """It is a line on which the row above goes on."""


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
    joined: tuple[tuple[int, int], ...] = ()
    """The first and the last line of each row that lies over several, by a cell in quotes."""


class _Row(NamedTuple):
    number: int
    last: int
    """The line that it ends on."""
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
    text = "\n".join(lines)
    for separator in SEPARATORS:
        rows, asides = _rows(text, separator)
        if _separates(separator, rows):
            cut = [row._replace(cells=_cut(row.cells[0], separator)) for row in rows]
            if found := _of_table(cut, column, separator):
                return _whole(found, rows, asides)
    rows, asides = _rows(text, "\n")
    quoted = [_is_quoted(row.cells[0]) for row in rows]
    rows = [row._replace(cells=_cut(row.cells[0], "\n")) for row in rows]
    titled = len(rows) > 1 and " ".join(_words(rows[0].cells[0])) in HEADERS
    if rows and column is not None:
        _place, titled = _asked(column, rows)
    elif not titled and not (all(quoted) and (len(rows) > 1 or len(lines) == 1)):
        return Layout([Cell(n, line) for n, line in enumerate(lines, 1)])
    cells = [Cell(row.number, row.cells[0], titled and i == 0) for i, row in enumerate(rows)]
    return _whole(Layout(cells, titles=(cells[0].text.strip(),) if titled else ()), rows, asides)


def lines_of(text: str) -> list[str]:
    """The lines of a text with any system's line ends."""
    # Not splitlines: form feeds and Unicode separators are characters, not ends of lines.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _is_aside(line: str) -> bool:
    # The title of a column of numbers is often "#", too.
    return not line.strip() or (line.startswith("#") and line[1:2] not in SEPARATORS)


def _whole(found: Layout, rows: list[_Row], asides: list[Cell]) -> Layout:
    """With the lines that begin no row in their places, and the rows of several lines."""
    cells = sorted([*found.cells, *asides], key=lambda cell: cell.number) if asides else found.cells
    joined = tuple((row.number, row.last) for row in rows if row.last > row.number)
    return replace(found, cells=cells, joined=joined)


# Rows and cells


def _rows(text: str, separator: str) -> tuple[list[_Row], list[Cell]]:
    """(the rows of a text, not cut yet; the lines that begin none)."""
    rows: list[_Row] = []
    asides: list[Cell] = []
    start, number, width = 0, 1, 0
    # An empty line at the end is a line, too.
    while start < len(text) or 0 < start == len(text):
        end = _end_of_line(text, start)
        line = text[start:end]
        if _is_aside(line):
            asides.append(Cell(number, line))
        else:
            if '"' in line:
                end = _end_of_row(text, start, separator, width)
                line = text[start:end]
            rest = line.split("\n")[1:]
            asides += [Cell(n, part, rest=True) for n, part in enumerate(rest, number + 1)]
            rows.append(_Row(number, number + len(rest), [line]))
            width = width or len(_cut(line, separator))
            number += len(rest)
        start, number = end + 1, number + 1
    return rows, asides


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _end_of_row(text: str, start: int, separator: str, width: int) -> int:
    """Where a row ends: with its line, or with the line in which its last cell in quotes ends.

    A quote that is not closed at the end of a cell is a sign as any other, and so is one that
    would make the row narrower or wider than the first (0: it is the first), or too long.
    """
    place, cells, lines = start, 1, 1
    while not width or cells <= width:
        end = _end_of_line(text, place)
        quoted = _quoted_at(text, place)
        if quoted and text[quoted.end : quoted.end + 1] in ("", "\n", separator):
            end = quoted.end
            lines += text.count("\n", place, end)
            if lines > MOST_LINES:
                break
        elif (found := text.find(separator, place, end)) >= 0:
            end = found
        if text[end : end + 1] in ("", "\n"):
            if cells == (width or cells):
                return end
            break
        place, cells = end + 1, cells + 1
    return _end_of_line(text, start)


def _separates(separator: str, rows: list[_Row]) -> bool:
    """Whether it stands in every row, or in all but the last."""
    texts = [row.cells[0] for row in rows]
    return bool(texts) and separator in texts[0] and all(separator in x for x in texts[1:-1])


class _Quoted(NamedTuple):
    """What stands in double quotes, and where it ends with the spaces behind it."""

    text: str
    end: int


_OPENING = re.compile(' *"')
_SPACES = re.compile(" *")


def _quoted_at(text: str, place: int) -> _Quoted | None:
    """What stands in double quotes there; two of them are one inside."""
    if not (opening := _OPENING.match(text, place)):
        return None
    closing = text.find('"', opening.end())
    while closing >= 0 and text[closing + 1 : closing + 2] == '"':
        closing = text.find('"', closing + 2)
    if closing < 0:
        return None
    spaces = _SPACES.match(text, closing + 1)
    assert spaces is not None
    return _Quoted(text[opening.end() : closing].replace('""', '"'), spaces.end())


def _is_quoted(text: str) -> bool:
    quoted = _quoted_at(text, 0)
    return quoted is not None and quoted.end == len(text)


def _cut(row: str, separator: str) -> list[str]:
    """The cells of a row; one in double quotes may hold the separator, lines and quotes twice."""
    if '"' not in row:
        return row.split(separator)
    cells, end = [], -1
    while end < len(row):
        place = end + 1
        quoted = _quoted_at(row, place)
        if quoted and row[quoted.end : quoted.end + 1] in ("", separator):
            end = quoted.end
            cells.append(_one_line(quoted.text))
        else:
            found = row.find(separator, place)
            end = len(row) if found < 0 else found
            cells.append(row[place:end])
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
    raise _no_column(column, first)


def _no_column(column: str, titles: list[str]) -> NoColumn:
    known = ", ".join(f"{n} ({title.strip()[:20]})" for n, title in enumerate(titles[:20], 1))
    return NoColumn(_(NO_COLUMN).format(column=column[:20], known=known))


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
            rows = [_Row(0, 0, titles)]
            rows += [_Row(n, n, [_member(item, key) for key in titles])
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
