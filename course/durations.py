"""How long a lesson takes, counted from its source: ``python course/durations.py`` shows it.

The rule, which ``docs/enseignants/index.md`` says to teachers; every duration of a lesson that is
told anywhere is held to it by ``tests/course/test_durations.py``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jupytext

COURSE = Path(__file__).parent

WORDS_A_MINUTE = 120
"""Of a 12 year old, in silence. Our assumption: at the beginning of the French sixth year, 45 % of
the pupils read at least 130 words a minute aloud (Conseil scientifique de l’éducation nationale,
note 2021-02); silence is faster, and what one has to understand is read twice."""
A_CELL = 0.75
"""Minutes to run a cell of code and to look at what it shows."""
A_WAIT = 1 / 3
"""Minutes more where a model is trained: about four times what our computers need."""
OPENING = 2.0
"""Minutes until Python is there and the first cell has run, each time one begins."""
A_SENTENCE = 3.0
"""Minutes for an answer in one’s own words."""
VALUE = {"départ": 1.5, "commun": 2.5, "défi": 4.0}
"""Minutes, by level, to change a value, choose, predict, put in order: tried, read, tried again."""
CODE = {"départ": 4.0, "commun": 6.0, "défi": 9.0}
"""Minutes, by level, to write in a function what is missing, hints included."""

WAITING = {"entrainer", "second_apprentissage", "voter", "pourquoi", "patience", "CourbeVivante"}
UNREAD = {"Sources", "Pour aller plus loin"}
"""Sections that are not for the lesson itself."""

SECOND = "## Seconde partie"
"""How the heading begins, where a lesson is in two parts."""
_MARKED = re.compile(r"^# =+ MODIFIE ICI =+\n(.*?)^# =+ *$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A cell of a lesson, and the minutes that it takes."""

    minutes: float
    exercise: int = 0
    opens: bool = False
    """Whether a part of the lesson begins here."""


def rounded(minutes: float) -> int:
    """To five minutes."""
    return 5 * round(minutes / 5)


def parts(text: str, only: Collection[int] | None = None) -> tuple[int, ...]:
    """The minutes of each part of a lesson; ``only``: of its exercises, these alone are done."""
    sums: list[float] = []
    for piece in pieces(text):
        if piece.opens or not sums:
            sums.append(OPENING)
        if not piece.exercise or only is None or piece.exercise in only:
            sums[-1] += piece.minutes
        else:
            sums[-1] += A_CELL
    return tuple(map(rounded, sums))


def path(text: str) -> tuple[int, ...]:
    """The exercises of the short path, as the lesson’s first cell names them."""
    found = re.search(r"^lecon\(\d+, chemin=(\[.*\])\)$", text, re.MULTILINE)
    return tuple(ast.literal_eval(found[1])) if found else ()


def pieces(text: str) -> Iterator[Piece]:
    """The cells, in order."""
    slow, unread = set(WAITING), False
    for cell in jupytext.reads(text, fmt="md").cells:
        source = cell.source
        if cell.cell_type == "markdown":
            for section in re.split(r"^(?=#+ )", source, flags=re.MULTILINE):
                title = re.match(r"#+ (.+)", section)
                unread = title[1] in UNREAD if title else unread
                minutes = 0 if unread else words(section) / WORDS_A_MINUTE
                yield Piece(minutes, opens=section.startswith(SECOND))
            continue
        tree = ast.parse(source)
        minutes = A_CELL + A_WAIT * _waits(tree.body, slow)
        banner = _banner(tree.body)
        if banner is not None:
            minutes = A_WAIT * _waits(tree.body, slow) + _answer(source, banner)
            minutes += sum(words(said) for said in _said(banner)) / WORDS_A_MINUTE
            yield Piece(minutes, exercise=ast.literal_eval(banner.args[0]))
        else:
            yield Piece(minutes + A_SENTENCE * ("dis_pourquoi(" in source))


def words(text: str) -> int:
    """Words to be read: without comments, tags and the addresses of links."""
    text = re.sub(r"<!--.*?-->|<[^>]*>|\]\([^)]*\)", " ", text, flags=re.DOTALL)
    return len(re.findall(r"[^\W_][\w’'.-]*", text))


def _answer(source: str, banner: ast.Call) -> float:
    found = _MARKED.search(source)
    written = ast.parse(found[1]).body if found else []
    if "expliquer(" in source:
        return A_SENTENCE
    level = next((k.value for k in banner.keywords if k.arg == "niveau"), ast.Constant("commun"))
    table = CODE if any(isinstance(one, ast.FunctionDef) for one in written) else VALUE
    return table[ast.literal_eval(level)]


def _banner(body: Sequence[ast.stmt]) -> ast.Call | None:
    for one in body:
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
            called = one.value.func
            if isinstance(called, ast.Name) and called.id == "exercice":
                return one.value
    return None


def _said(banner: ast.Call) -> Iterator[str]:
    """What the banner shows at once: its hints are folded."""
    for shown in (*banner.args, *(k.value for k in banner.keywords if k.arg != "coups_de_pouce")):
        for node in ast.walk(shown):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _waits(body: Sequence[ast.stmt], slow: set[str]) -> bool:
    """Whether a cell trains, itself or by what an earlier cell defines: ``slow`` grows by these."""
    for one in body:
        if isinstance(one, ast.FunctionDef) and _calls(one) & slow:
            slow.add(one.name)
    return any(_calls(one) & slow for one in body if not isinstance(one, ast.FunctionDef))


def _calls(node: ast.AST) -> set[str]:
    return {
        call.func.id
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }


def minutes(number: int) -> tuple[int, ...]:
    """Of each part of a lesson of the course."""
    return parts(source(number))


def source(number: int) -> str:
    """The text of a lesson."""
    (file,) = COURSE.glob(f"lecon_{number}_*.md")
    return file.read_text("utf-8")


if __name__ == "__main__":
    for file in sorted(COURSE.glob("lecon_*.md")):
        text = file.read_text("utf-8")
        short = parts(text, path(text))
        print(f"{file.stem}: {parts(text)}, by the short path {path(text)}: {short}")
