"""A bar while a text larger than memory is turned into tokens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import Any

from ..engines.together import started
from ..i18n import number
from .terminal import WIDTH, bar, console, duration

BAR_SECONDS = 0.2
"""Between two pictures; a text that is read sooner shows none."""


@contextmanager
def watched_reading(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Gives what read_source is to call; None where nobody looks: in a file, with --json.

    Of several processes the leader alone shows its own.
    """
    out = console()
    if quiet or not out.is_terminal or out.is_dumb_terminal or not started().leads:
        yield None
        return
    from rich.live import Live

    since = shown_at = time.perf_counter()
    before = 0

    with Live(console=out, auto_refresh=False, transient=True, redirect_stdout=False) as live:

        def watch(read: int, size: int) -> None:
            nonlocal since, shown_at, before
            now = time.perf_counter()
            if read < before:  # a second time, now for its tokens
                since = now
            before = read
            if now - shown_at >= BAR_SECONDS:
                live.update(_picture(read, size, now - since, out.width), refresh=True)
                shown_at = now

        yield watch


def _picture(read: int, size: int, seconds: float, width: int) -> Any:
    from rich.text import Text

    left = seconds * (size - read) / read
    beside = _("{read}/{size} MB · {time} left").format(
        read=number(read / 1e6), size=number(size / 1e6), time=duration(left)
    )
    title = _("Reading the text")
    room = max(min(WIDTH, width - 1) - len(title) - len(beside) - 3, 10)
    text = Text(f"{title} ", no_wrap=True, overflow="crop")
    text.append(bar(read / size, room).ljust(room), "green")
    return text.append(f" {beside}")
