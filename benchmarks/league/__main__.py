"""``python -m benchmarks.league``: the tasks and entries; ``run`` trains, ``page`` writes."""

from __future__ import annotations

import os

# Before NumPy and PyTorch are loaded: processor seconds are counted on one thread.
from ..measure import ONE_THREAD

os.environ.update(ONE_THREAD)

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from premier_llm.errors import InputError, RunError

from .entry import Entries, Entry, shipped, with_file
from .page import PAGE, listed, page, ranking
from .run import RESULTS, kept, of_now, run


def main(asked: Sequence[str] | None = None) -> int:
    """Do what the command line says; what is wrong is one sentence."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.league", description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    doing = parser.add_subparsers(dest="doing")
    doing.add_parser("page", help="write docs/ligue.md")
    running = doing.add_parser("run", help="train entries, by their names or their files")
    running.add_argument("entries", nargs="+", metavar="ENTRY")
    running.add_argument("--seeds", type=int, default=3)
    running.add_argument("--task", help="on this task only")
    running.add_argument("--budget", type=int, help="in this budget only")
    chosen = parser.parse_args(asked)
    try:
        if chosen.doing == "page":
            PAGE.write_text(page(shipped(), kept(chosen.results)), "utf-8")
        elif chosen.doing == "run":
            entries, mine = _asked(chosen.entries)
            mine = [
                entry
                for entry in mine
                if chosen.task in (None, entry.task) and chosen.budget in (None, entry.budget)
            ]
            if not mine:
                raise InputError("Aucune recette de ce nom pour cette tâche et ce budget.")
            run(mine, entries, range(chosen.seeds), chosen.results)
            results = of_now(kept(chosen.results), entries)
            for task, budget in dict.fromkeys((e.task, e.budget) for e in mine):
                print("\n".join(["", *ranking(entries, results, task, budget)]))
        else:
            print("\n".join(listed(shipped(), kept(chosen.results))))
    except (InputError, RunError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nArrêté : ce qui était fini est gardé.", file=sys.stderr)
        return 130
    return 0


def _asked(names: Sequence[str]) -> tuple[Entries, list[Entry]]:
    """All entries, and those that were asked for."""
    entries, mine = dict(shipped()), list[Entry]()
    for name in names:
        if name.endswith(".py"):
            entries, own = with_file(Path(name), entries)
            mine += own
        elif found := [e for e in entries.values() if name in (e.name, e.name.split(".")[0])]:
            mine += found
        else:
            known = ", ".join(dict.fromkeys(entry.name for entry in entries.values()))
            raise InputError(f"Aucune recette ne s’appelle {name}. Il y a : {known}.")
    return entries, mine


if __name__ == "__main__":
    sys.exit(main())
