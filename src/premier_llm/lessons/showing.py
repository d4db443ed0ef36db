"""Showing something: HTML in a notebook, text in a plain terminal."""

from __future__ import annotations

from typing import Any

from ..drawing.picture import Picture
from . import platforms
from .platforms import in_basthon, shows_html


def show(what: Picture) -> None:
    """Show it once."""
    if platforms.page is not None:
        platforms.page.show(what)
    elif shows_html():
        from IPython.display import display

        display(what)
    else:
        print(what.text)


class Live:
    """One output that changes in place.

    Where nothing can be changed in place (a plain terminal, Basthon), only the last one is shown.
    """

    def __init__(self) -> None:
        self._handle: Any = None
        self._last: Picture | None = None
        self.changes = shows_html() and not in_basthon()

    def show(self, what: Picture) -> None:
        """Show it in the place of the one before."""
        self._last = what
        if not self.changes:
            return
        if platforms.page is not None:
            if self._handle is None:
                self._handle = platforms.page.show(what)
            else:
                platforms.page.change(self._handle, what)
            return
        from IPython.display import display

        if self._handle is None:
            self._handle = display(what, display_id=True)
        else:
            self._handle.update(what)

    def end(self) -> None:
        """Nothing more will come."""
        if not self.changes and self._last is not None:
            show(self._last)
