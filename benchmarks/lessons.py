"""How long each lesson takes, solved, from top to bottom, and its longest cell.

``.venv/bin/python -m benchmarks.lessons python3.10 python3.13``: with each of these Pythons, which
need nothing installed. Without NumPy (the slowest case) unless ``--numpy`` is given.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .measure import ROOT, Figure

sys.path.insert(0, str(ROOT / "tests" / "course"))

_HEAD = "import time as _time\n_start, _longest = _time.perf_counter(), 0"
_BEFORE = "_begun = _time.perf_counter()"
_AFTER = "_longest = max(_longest, _time.perf_counter() - _begun)"
_TAIL = "print('\\nseconds', round(_time.perf_counter() - _start, 2), round(_longest, 2))"


def lessons() -> Iterator[Figure]:
    """Each lesson on this Python, without NumPy."""
    for number, total, longest in played(sys.executable, "pure"):
        yield Figure(
            f"leçon {number}, résolue, sans NumPy",
            "",
            f"{total:.1f} s",
            f"la plus longue cellule : {longest:.1f} s",
            None,
        )


def played(python: str, engine: str) -> Iterator[tuple[int, float, float]]:
    """Of each lesson: its number, seconds in all, seconds of its longest cell."""
    from playing import LESSONS

    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PREMIER_LLM_MOTEUR": engine}
    for number, lesson in LESSONS.items():
        lines = [_HEAD]
        for cell in lesson.cells:
            if cell.kind != "code":
                continue
            source = cell.source
            if cell.exercise is not None:
                source = cell.with_block(lesson.solutions[cell.exercise].right)
            lines += [_BEFORE, source, _AFTER]
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "lesson.py"
            script.write_text("\n".join([*lines, _TAIL]), "utf-8")
            run = subprocess.run(
                [python, script.name],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                check=True,
            )
        _, total, longest = run.stdout.splitlines()[-1].split()
        yield number, float(total), float(longest)


def main() -> None:
    """Print a table: Python, lesson, seconds in all, seconds of the longest cell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    parser.add_argument("--numpy", action="store_true")
    asked = parser.parse_args()
    engine = "numpy" if asked.numpy else "pure"
    print(f"{'Python':24} lesson  in all  longest cell   ({engine})")
    for python in asked.pythons:
        for number, total, longest in played(python, engine):
            print(f"{python[-24:]:24} {number:6} {total:6} s {longest:11} s", flush=True)


if __name__ == "__main__":
    main()
