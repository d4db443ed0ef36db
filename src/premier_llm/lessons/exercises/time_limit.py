"""A pupil's function that never ends is stopped."""

from __future__ import annotations

import dis
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from types import CodeType
from typing import Any

_TOOL = 4
"""Our number among the tools that watch Python (sys.monitoring): none has it by custom."""
_SELDOM = 16
"""To ask the system for the time costs more than a turn: so many turns pass between two."""


class TooLong(BaseException):
    """A pupil's function took too long. Not an Exception: their own ``except`` cannot keep it."""


@contextmanager
def time_limit(seconds: float, function: Callable[..., Any]) -> Iterator[None]:
    """Raise TooLong if the block, which calls ``function``, computes for longer.

    The processor's time counts, not the clock's: a busy computer is not an endless loop. One looks
    at each turn of a loop and at each call, because signals and threads may not exist (the
    browser's Python); and only at code of the function's own cell: what other cells brought has
    been tried, and following it would be slow.
    """
    end = time.process_time() + seconds
    looks, over = 0, False

    def look() -> None:
        nonlocal looks, over
        looks += 1
        if looks % _SELDOM == 0 and time.process_time() > end:
            over = True
        if over:
            raise TooLong

    watched: Any = nullcontext()
    if code := getattr(function, "__code__", None):
        watch = at_each_turn if hasattr(sys, "monitoring") else at_each_line
        watched = watch(look, code.co_filename)
    with watched:
        yield


@contextmanager
def at_each_turn(look: Callable[[], None], cell: str) -> Iterator[None]:
    """Python 3.12 and later say when a loop goes round or a function starts."""
    watch: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]

    def turn(code: CodeType, *_: Any) -> Any:
        if code.co_filename != cell:
            return watch.DISABLE
        look()
        return None

    watch.use_tool_id(_TOOL, "premier_llm")
    events = (watch.events.JUMP, watch.events.PY_START)
    for event in events:
        watch.register_callback(_TOOL, event, turn)
    watch.restart_events()
    watch.set_events(_TOOL, sum(events))
    try:
        yield
    finally:
        watch.set_events(_TOOL, watch.events.NO_EVENTS)
        watch.free_tool_id(_TOOL)


@contextmanager
def at_each_line(look: Callable[[], None], cell: str) -> Iterator[None]:
    """Before, one could only follow the lines."""
    before = sys.gettrace()

    def call(frame: Any, _event: str, _arg: Any) -> Any:
        if frame.f_code.co_filename != cell:
            return None
        look()
        frame.f_trace_opcodes = _turns_on_the_spot(frame.f_code)
        line = 0

        def follow(frame: Any, event: str, _arg: Any) -> Any:
            nonlocal line
            # Going back up is a loop's next turn. Inside it a pupil's bare ``except`` could keep
            # TooLong, and Python follows no further once this has raised.
            if event == "opcode" or (event == "line" and frame.f_lineno <= line):
                look()
            line = frame.f_lineno
            return follow

        return follow

    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)


@lru_cache(maxsize=256)
def _turns_on_the_spot(code: CodeType) -> bool:
    """``while True: pass``: an instruction that jumps to itself never begins a line again."""
    return any(
        "JUMP" in step.opname and step.argval == step.offset for step in dis.get_instructions(code)
    )
