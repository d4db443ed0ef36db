"""Showing something: HTML in a notebook, text in a plain terminal."""

from __future__ import annotations

import sys
from typing import Any, Protocol


class Showable(Protocol):
    """What can be shown: a drawing's Picture, or a box."""

    html: str
    text: str


class _Output:
    """What IPython displays: both forms, the front end chooses."""

    def __init__(self, what: Showable) -> None:
        self._what = what

    def _repr_html_(self) -> str:
        return self._what.html

    def __repr__(self) -> str:
        return self._what.text


def shell() -> Any:
    """The running IPython shell, or None."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    return get_ipython()


def in_notebook() -> bool:
    """Whether HTML can be shown; a terminal, IPython's too, takes text."""
    running = shell()
    return running is not None and type(running).__name__ != "TerminalInteractiveShell"


def show(what: Showable) -> None:
    """Show it once."""
    if in_notebook():
        from IPython.display import display

        display(_Output(what))
    else:
        print(what.text)


class Live:
    """One output that changes in place.

    Where nothing can be changed in place (a pipe, a plain terminal), only the last one is shown.
    """

    def __init__(self) -> None:
        self._handle: Any = None
        self._last: Showable | None = None

    def show(self, what: Showable) -> None:
        """Show it in the place of the one before."""
        self._last = what
        if not in_notebook():
            return
        from IPython.display import display

        if self._handle is None:
            self._handle = display(_Output(what), display_id=True)
        else:
            self._handle.update(_Output(what))

    def end(self) -> None:
        """Nothing more will come."""
        if not in_notebook() and self._last is not None:
            print(self._last.text)
