"""A pupil's function that never ends is stopped, and none that ends: on every Python."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

from premier_llm.lessons.exercises import time_limit as limits
from premier_llm.lessons.exercises.time_limit import TooLong, time_limit

ENDLESS = [
    "while True: pass",
    "while True:\n  pass",
    "while 1: continue",
    "i = 0\n while i >= 0: i += 1",
    "for i in iter(int, 1):\n  pass",
    "while True:\n  for i in range(3): pass",
    "return sum(1 for _ in iter(int, 1))",
    "return [0 for _ in iter(int, 1)]",
    "while True:\n  try: x + 1\n  except: pass",
    "while True:\n  try:\n   x + 1\n  except Exception:\n   pass",
    "def g(): return 0\n while True: g()",
    "fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)\n return fib(60)",
]


@pytest.fixture(params=["at_each_turn", "at_each_line"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The two ways to watch; the one for Python 3.10 and 3.11 works on every version."""
    chosen: str = request.param
    if chosen == "at_each_turn" and not hasattr(sys, "monitoring"):
        pytest.skip("Python 3.12 and later")
    for name in ("at_each_turn", "at_each_line"):
        monkeypatch.setattr(limits, name, getattr(limits, chosen))
    return chosen


def written(source: str, cell: str = "cell", **names: Any) -> Any:
    """A function ``f`` as a cell's code makes it."""
    exec(compile(source, cell, "exec"), names)
    return names["f"]


@pytest.mark.parametrize("body", ENDLESS)
def test_endless_functions_are_stopped(body: str) -> None:
    endless = written(f"def f():\n {body}")
    with pytest.raises(TooLong), time_limit(0.05, endless):
        endless()


def test_what_takes_long_by_the_clock_alone_is_no_endless_loop() -> None:
    """A computer that is busy elsewhere."""
    waiting = written("def f():\n for i in range(40): wait(0.005)\n return i", wait=time.sleep)
    with time_limit(0.1, waiting):
        assert waiting() == 39


def test_only_the_cells_own_code_is_watched(way: str) -> None:
    """What earlier cells brought goes at its full speed, or nearly so."""
    helper = written(
        "def f(n):\n total = 0\n for i in range(n): total += i\n return total", "other"
    )
    own = written("def f():\n return [helper(1000) for _ in range(10)]", helper=helper)
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1

    with getattr(limits, way)(look, "cell"):
        own()
    assert 10 <= looks <= 20


def test_what_is_no_function_of_a_cell_is_called_all_the_same() -> None:
    with time_limit(0.1, len):
        assert len("abc") == 3


def test_another_tracer_is_left_as_it_was() -> None:
    before = sys.gettrace()
    with pytest.raises(ZeroDivisionError), time_limit(1, written("def f(): pass")):
        raise ZeroDivisionError
    assert sys.gettrace() is before
