"""The page of the measures shows every task, and says nothing that is not in the record."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest
from benchmarks import apart, history, record, report
from benchmarks.measure import ROOT, Figure
from benchmarks.record import Entry, Failed, Moment, Taken
from benchmarks.tasks import NEEDS, TASKS, Task

AGAIN = "python -m benchmarks.report makes it again"
NOW = Moment("2026-01-02", "abc", "une machine")
FIGURE = Figure("un rapport", "≥ 1.5", "1.25", "", False)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> None:
    """One task that works, one that breaks halfway, one that needs what nobody has."""

    def breaks() -> Iterator[Figure]:
        yield FIGURE
        raise ValueError(f"no {ROOT / 'x.txt'} | here\nat all")

    monkeypatch.setattr(
        apart,
        "TASKS",
        {
            "works": Task("Tout va", lambda: iter([FIGURE])),
            "breaks": Task("Rien ne va", breaks),
            "needs": Task("Il manque", breaks, ("wings",)),
        },
    )
    monkeypatch.setitem(NEEDS, "wings", (lambda: False, "pas d’ailes ici"))


def measured(name: str) -> Taken | Failed:
    """What a task's process would send."""
    ours, theirs = Pipe(duplex=False)
    apart._measure(name, NOW, theirs)
    found: Taken | Failed = ours.recv()
    return found


@pytest.mark.parametrize("name", TASKS)
def test_the_page_shows_every_task(name: str) -> None:
    lines = (report.DOCS / "benchmarks.md").read_text("utf-8").splitlines()
    under = dict(zip(lines, lines[2:], strict=False)).get(f"## {TASKS[name].title}", "")
    assert under.split(" · ")[0] == f"`{name}`", f"not on the page: python -m benchmarks {name}"


def test_the_record_holds_no_task_that_is_gone() -> None:
    assert set(record.read()) <= set(TASKS)


def test_the_files_are_what_the_record_says() -> None:
    made = report.files(record.read(), history.read())
    stale = [file.name for file, text in made.items() if file.read_text("utf-8") != text]
    assert not stale, AGAIN


def test_pictures_are_shown_and_no_other_lies_there() -> None:
    page = (report.DOCS / "benchmarks.md").read_text("utf-8")
    lying = {file.name for file in report.DOCS.glob("benchmarks*.svg")}
    assert lying == {name for name in lying if f"]({name})" in page}
    made = report.files(record.read(), history.read())
    assert lying == {file.name for file in made if file.suffix == ".svg"}


def test_every_key_figure_is_found() -> None:
    """A row that is renamed would leave its curve without a word."""
    kept = record.read()
    for name, key in history.KEYS.items():
        taken = kept.get(key.task, Entry()).taken
        assert taken is None or name in history.found(key.task, taken.figures), key.title


def test_a_task_that_fails_says_why_and_takes_nothing_away(only: None) -> None:
    works, breaks, needs = (measured(name) for name in ("works", "breaks", "needs"))
    assert isinstance(works, Taken)
    assert works.figures == (FIGURE,)
    assert breaks == Failed(NOW, "`ValueError : no ./x.txt / here`")
    assert needs == Failed(NOW, "pas d’ailes ici")
    assert apart.why(subprocess.CalledProcessError(2, ["node", "x.mjs"])) == "`node x.mjs : code 2`"
    entry = record.after(record.after(Entry(), works), breaks)
    page = report.page({"start": entry}, [])
    assert "| un rapport | ≥ 1,5 | 1,25 |  | **non** |" in page
    assert "pas mesuré : `ValueError : no ./x.txt / here` (2026-01-02, machine A)" in page
    assert record.after(entry, works) == Entry(works)


def test_what_is_kept_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: None
) -> None:
    for module in (record, history):
        monkeypatch.setattr(module, "FILE", tmp_path / module.__name__)
    kept = {
        "start": record.after(Entry(), measured("works")),
        "gpu": Entry(None, Failed(NOW, "pas de GPU")),
    }
    runs = [history.Run(NOW, {"jax": 0.75}), history.Run(NOW, {"weight": 324.0})]
    record.FILE.write_text(record.text(kept), "utf-8")
    history.FILE.write_text(history.text(runs), "utf-8")
    assert record.read() == kept
    assert history.read() == runs
    assert history.curves(runs, kept).count("<circle") == 2
    assert "| 2026-01-02 | `abc` | A | 0,75 |  |" in history.table(runs, {NOW.where: "A"})
