"""Measure all that the project promises, or the tasks named, and write docs/benchmarks.md."""

from __future__ import annotations

import os

# Before NumPy and the others are loaded: one thread is the fastest at this size, and the fairest.
from .measure import ONE_THREAD, ROOT, where

os.environ.update(ONE_THREAD)

import argparse
import datetime
import subprocess
import time

from premier_llm import __version__

from . import apart, history, record, report
from .history import Run
from .record import Entry, Moment, Taken
from .tasks import TASKS

OURS = ("benchmarks/record.json", "benchmarks/history.jsonl", "docs/benchmarks*")
"""What a run writes."""


def commit() -> str:
    """The state of the code; with a + where it is not committed yet."""
    if not (ROOT / ".git").exists():
        return __version__

    def git(*options: str) -> str:
        command = ["git", *options]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", ".", *(f":!{path}" for path in OURS))
    return git("rev-parse", "--short", "HEAD") + "+" * bool(changed)


def main() -> None:
    """Each task is kept as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("tasks", nargs="*", help=f"among {', '.join(TASKS)}; all by default")
    parser.add_argument("--show-only", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    if unknown := set(chosen.tasks) - set(TASKS):
        parser.error(f"unknown tasks: {', '.join(sorted(unknown))}")
    names = [name for name in TASKS if name in chosen.tasks or not chosen.tasks]
    at = Moment(datetime.date.today().isoformat(), commit(), where())
    before, kept = history.read(), record.read()
    run = Run(at, {})
    began, ended, failed = time.perf_counter(), 0, []
    for name in names:
        entry = kept.get(name, Entry())
        last = entry.taken and entry.taken.seconds
        soon = f", {last:.0f} s last time" if last else ""
        print(f"\n[{ended + 1}/{len(names)}] {name}{soon}", flush=True)
        try:
            found = apart.measured(name, at)
        except KeyboardInterrupt:
            print(f"\n{name} is stopped: what was measured before it is kept")
            break
        ended += 1
        if isinstance(found, Taken):
            run.found.update(history.found(name, found.figures))
            print(f"  [{name}: {found.seconds:.0f} s]", flush=True)
        else:
            failed.append(name)
            print(f"  [{name} is not measured: {found.why}]", flush=True)
        if not chosen.show_only:
            kept[name] = record.after(entry, found)
            kept = {task: kept[task] for task in TASKS if task in kept}
            report.write(kept, [*before, run] if run.found else before)
    minutes = (time.perf_counter() - began) / 60
    print(f"\n{ended} of {len(names)} tasks, {minutes:.0f} min", flush=True)
    if failed:
        print(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
