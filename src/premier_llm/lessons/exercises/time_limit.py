"""A pupil's function that never ends is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_TOOL = 4
"""Our number among the tools that watch Python (sys.monitoring): none has it by custom."""


class TooLong(BaseException):
    """A pupil's function took too long. Not an Exception: their own ``except`` cannot keep it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong if the block takes longer: by the clock at each turn of a loop, where signals
    and threads may not exist (the browser's Python)."""
    end = time.monotonic() + seconds

    def look(*_: Any) -> None:
        if time.monotonic() > end:
            raise TooLong

    with _at_each_jump(look) if hasattr(sys, "monitoring") else _at_each_step(look):
        yield


@contextmanager
def _at_each_jump(look: Callable[..., None]) -> Iterator[None]:
    """Python 3.12 and later say when a loop goes round: nothing else is slowed down."""
    watch: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    watch.use_tool_id(_TOOL, "premier_llm")
    watch.register_callback(_TOOL, watch.events.JUMP, look)
    watch.set_events(_TOOL, watch.events.JUMP)
    try:
        yield
    finally:
        watch.set_events(_TOOL, watch.events.NO_EVENTS)
        watch.free_tool_id(_TOOL)


@contextmanager
def _at_each_step(look: Callable[..., None]) -> Iterator[None]:
    """Before, one could only look at each step of the interpreter, which is slow."""
    before = sys.gettrace()

    def trace(frame: Any, _event: str, _arg: Any) -> Any:
        # Lines alone are not enough: ``while True: pass`` never begins a new one.
        frame.f_trace_opcodes = True
        look()
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
