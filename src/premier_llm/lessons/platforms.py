"""Where a lesson runs: Jupyter and its kin, the school folder's page, a school platform (Basthon,
Capytale), a terminal.

Basthon's page runs Python without IPython's shell: it shows HTML through ``IPython.display`` all
the same, cannot change an output in place, and has its own way to count exercises (``autoeval``,
https://basthon.fr/doc.html; Capytale carries the same under its own name).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol

from ..drawing.picture import Picture


class Page(Protocol):
    """The school folder's page."""

    def show(self, what: Picture) -> int:
        """Show a picture; the number that it got."""

    def change(self, number: int, what: Picture) -> None:
        """Show another in its place."""


page: Page | None = None
"""Set by the shell that runs the cells there (shell.py)."""


def shell() -> Any:
    """The running IPython shell, or None."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def in_basthon() -> bool:
    """Whether this is Basthon's page, or Capytale's."""
    return "basthon" in sys.modules


def shows_html() -> bool:
    """Whether HTML can be shown; a terminal, IPython's too, takes text."""
    running = shell()
    return (page is not None or in_basthon()) or (
        running is not None and type(running).__name__ != "TerminalInteractiveShell"
    )


def on_error(tell: Callable[[BaseException], None]) -> None:
    """From now on hand every error of a pupil's cell to ``tell`` instead of a traceback."""
    running = shell()
    if in_basthon():

        def told(error: BaseException) -> str:
            tell(error)
            return ""

        # Its console turns errors into text here; without it the traceback would show.
        with suppress(ImportError, AttributeError):
            console = import_module("basthon.kernel")._console
            console.formattraceback = console.formatsyntaxerror = told
    elif running is None:
        # The school folder's page tells errors by itself.
        sys.excepthook = lambda _kind, error, _trace: tell(error)
    else:

        def handle(_shell: Any, _kind: Any, error: BaseException, _trace: Any, **_: Any) -> None:
            tell(error)

        def unreadable(*_: Any, **__: Any) -> None:
            if error := sys.exc_info()[1] or sys.last_value:
                tell(error)

        # What IPython cannot even cut into lines never reaches the handler.
        running.showsyntaxerror = unreadable
        running.set_custom_exc((Exception, KeyboardInterrupt), handle)
        _after(running, _told_is_over, _told_is_over)


def after_each_cell(action: Callable[[dict[str, Any]], None]) -> None:
    """From now on hand the pupil's names to ``action`` when a cell has run, where cells run so.

    The school folder's page does it by itself; elsewhere nothing says that a cell is over.
    """
    global _cell_is_over
    running = shell()
    if running is not None and page is None:
        before, _cell_is_over = _cell_is_over, lambda _result: action(running.user_ns)
        _after(running, _cell_is_over, before)


_cell_is_over: Callable[[Any], None] | None = None


def _after(running: Any, action: Callable[[Any], None], before: Any) -> None:
    """``action`` after each cell, in the place of the one ``before``."""
    with suppress(ValueError):
        running.events.unregister("post_run_cell", before)
    running.events.register("post_run_cell", action)


def _told_is_over(result: Any) -> None:
    """What has been told is no error for Jupyter: "run all" goes on to the next exercise."""
    result.error_before_exec = result.error_in_exec = None


_reports: dict[str, Any] = {}


def report(exercise: str, right: bool) -> None:
    """Tell the platform's autoeval of an answer, where there is one."""
    if exercise not in _reports:
        _reports[exercise] = _validation(exercise)
    validation = _reports[exercise]
    if validation is not None:
        validation.right = right
        # A platform's own trouble is not the pupil's.
        with suppress(Exception):
            validation()


def _validation(exercise: str) -> Any:
    for name in ("capytale.autoeval", "basthon.autoeval"):
        try:
            autoeval = import_module(name)
        except ImportError:
            continue

        class Answer:
            right = False

            def __call__(self) -> bool:
                return self.right

        return autoeval.validationclass(Answer)(label=exercise)
    return None
