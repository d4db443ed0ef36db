"""What was measured, kept: the last figures of each task, from which docs/benchmarks.md is made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from .measure import ROOT, Figure

FILE = ROOT / "benchmarks" / "record.json"


@dataclass(frozen=True)
class Moment:
    """When, of which state of the code, on what."""

    date: str
    commit: str
    where: str


@dataclass(frozen=True)
class Taken:
    """What a task gave."""

    at: Moment
    seconds: float
    """How long the task took; 0 where it was not noted."""
    figures: tuple[Figure, ...]
    beside: Any = None


@dataclass(frozen=True)
class Failed:
    """That a task could not be measured, and why."""

    at: Moment
    why: str


@dataclass(frozen=True)
class Entry:
    """What is known of a task: its last figures, and the failure since then."""

    taken: Taken | None = None
    failed: Failed | None = None


Record = dict[str, Entry]


def read() -> Record:
    """All of it."""
    return {name: _entry(one) for name, one in json.loads(FILE.read_text("utf-8")).items()}


def _entry(one: dict[str, Any]) -> Entry:
    taken, failed = one["taken"], one["failed"]
    return Entry(
        taken
        and Taken(
            Moment(**taken["at"]),
            taken["seconds"],
            tuple(Figure(**figure) for figure in taken["figures"]),
            taken["beside"],
        ),
        failed and Failed(Moment(**failed["at"]), failed["why"]),
    )


def after(before: Entry, found: Taken | Failed) -> Entry:
    """A failure takes nothing away from what was measured before it."""
    return Entry(found) if isinstance(found, Taken) else Entry(before.taken, found)


def text(record: Record) -> str:
    """What the file says: a task a line."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(asdict(entry), ensure_ascii=False)}"
        for name, entry in record.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"
