"""Runs a lesson's cells where there is no Jupyter: in the page of the school folder.

The browser's Python loads this and hands it one cell after the other; what a cell shows goes out
through two functions. It needs nothing of the browser, so the tests run it anywhere.
"""

from __future__ import annotations

import ast
import builtins
import io
import linecache
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from pprint import pformat
from typing import Any

from ..drawing.picture import Picture
from ..i18n import dire
from . import memory, platforms
from .boxes import box
from .state import state
from .troubles import tell
from .values import stop

TEXT_LIMIT = 50_000
"""Characters that one cell may print; a loop that prints without end is stopped there."""
_EVERY = 0.05
"""Seconds between two sendings of text."""


class Shell:
    """The pupil's variables, and the page where results are shown."""

    def __init__(
        self,
        write: Callable[[str], object],
        draw: Callable[[int, str], object],
    ) -> None:
        """``write(text)`` takes printed text; ``draw(number, html)`` shows a picture, in the place
        of the one that had this number in the same cell."""
        self.names: dict[str, Any] = {
            "__name__": "__main__",
            "__builtins__": {**vars(builtins), "input": _no_input},
        }
        self._text = _Text(write)
        self._draw = draw
        self._pictures = 0
        platforms.page = self

    def run(self, source: str, title: str, exercise: int | None = None) -> None:
        """Run a cell; its value, if it ends with one, is shown as in a notebook.

        ``title`` names it in error messages, ``exercise`` is the one whose cell this is. No error
        gets out: it is told kindly, in the cell.
        """
        self._pictures = 0
        self._text.begin()
        # Python reads the lines of a message from here.
        linecache.cache[title] = (len(source), None, source.splitlines(keepends=True), title)
        with redirect_stdout(self._text), redirect_stderr(self._text):
            try:
                self._execute(source, title)
            except TooMuch:
                state.told = True
                self.show(
                    box(
                        "aide",
                        dire(
                            "Ta cellule a écrit {limit} signes\u00a0: je l’arrête. "
                            "Y a-t-il une boucle sans fin\u00a0?"
                        ).format(limit=TEXT_LIMIT),
                    )
                )
            except BaseException as error:
                tell(error)
            memory.end(self.names, exercise)
        self._text.send()

    def _execute(self, source: str, title: str) -> None:
        tree = ast.parse(source, title)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, title, "exec"), self.names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), title, "eval"), self.names)
            if isinstance(value, Picture):
                self.show(value)
            elif value is not None and not _is_silent(source):
                print(pformat(value))

    def show(self, what: Picture) -> int:
        """Show a picture below what is there; the number that it got."""
        self._text.send()
        self._pictures += 1
        self._draw(self._pictures, what.html)
        return self._pictures

    def change(self, number: int, what: Picture) -> None:
        """Show another picture in the place of that one."""
        self._draw(number, what.html)


class TooMuch(BaseException):
    """A cell printed too much. Not an Exception: a pupil's own ``except`` cannot keep it."""


class _Text(io.TextIOBase):
    """Standard output: sent in slices, because a message for each sign would be slow."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._waiting: list[str] = []
        self._left = TEXT_LIMIT
        self._sent = 0.0

    def begin(self) -> None:
        """A new cell."""
        self._left = TEXT_LIMIT

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._waiting.append(text[: self._left])
        self._left -= len(text)
        if self._left < 0:
            self._left = 0
            raise TooMuch
        if time.monotonic() - self._sent >= _EVERY:
            self.send()
        return len(text)

    def send(self) -> None:
        """Send what waits."""
        if self._waiting:
            self._write("".join(self._waiting))
            self._waiting.clear()
        self._sent = time.monotonic()


def _is_silent(source: str) -> bool:
    """A cell that ends with a semicolon keeps its value to itself, as in Jupyter."""
    return source.rstrip().endswith(";")


def _no_input(question: object = "") -> str:
    asked = f" «\u00a0{escape(str(question).strip())}\u00a0»" if str(question).strip() else ""
    stop(
        dire(
            "Ici, <code>input</code> ne peut pas poser de question{asked}\u00a0: "
            "écris ta réponse dans la cellule."
        ).format(asked=asked)
    )
