"""The league: what a file declares can be run and ranked, and the page is what the results say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="some entries are networks of PyTorch")

import torch
from benchmarks.league import __main__ as league
from benchmarks.league import page, run, tasks
from benchmarks.league.entry import check_budget, parameters_of, shipped, whole

from premier_llm.data.reading import read_corpus

STRANGER = """
from benchmarks.league.entry import Entry
from benchmarks.league.network import Network

class Louder(Network):
    def scores(self, x, tokens):
        return 2 * super().scores(x, tokens)

entry = Entry(
    says="Deux fois plus fort.",
    task="makemore",
    budget=12_000,
    recipe={"steps": 2, "batch": 4},
    network=Louder,
)
fast = Entry(
    says="Vite.", task="makemore", budget=12_000, recipe={"steps": 1, "batch": 4}, engine="numpy"
)
"""


def test_every_entry_fits_the_budget_that_it_says() -> None:
    for entry in shipped().values():
        check_budget(entry.name, entry.budget, parameters_of(whole(entry, shipped())))


def test_the_page_is_what_the_results_say() -> None:
    written = page.page(shipped(), run.kept())
    assert page.PAGE.read_text("utf-8") == written, "python -m benchmarks.league page"


def test_a_strangers_file_is_run_once_and_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = read_corpus(["abcdefghijklm", "nopqrstuvwxyz", "anna", "bob"])
    parts = tasks.Parts(few, replace(few, words=("anna", "eve")), replace(few, words=("eve",)))
    small = replace(tasks.TASKS["makemore"], parts=lambda: parts)
    monkeypatch.setitem(tasks.TASKS, "makemore", small)
    file, results = tmp_path / "etranger.py", tmp_path / "results.jsonl"
    file.write_text(STRANGER, "utf-8")
    asked = ["--results", str(results), "run", str(file), "--seeds", "2"]
    assert league.main(asked) == 0
    first = results.read_text("utf-8")
    found = run.kept(results)
    assert [(r.entry, r.seed) for r in found] == [
        ("etranger", 0), ("etranger.fast", 0), ("etranger", 1), ("etranger.fast", 1)
    ]  # fmt: skip
    assert found[0].parameters == 11_980
    assert {"| 1 |", "| 2 |"} <= {line[:5] for line in capsys.readouterr().out.splitlines()}
    # What is said of it changes nothing, what it does changes the results.
    file.write_text(STRANGER.replace("Vite.", "Très vite."), "utf-8")
    assert league.main(asked) == 0
    assert results.read_text("utf-8") == first
    file.write_text(STRANGER.replace("2 * super", "3 * super"), "utf-8")
    assert league.main(asked) == 0
    assert [r.entry for r in run.kept(results)[4:]] == ["etranger", "etranger"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entry = 1", "ne déclare aucune Entry"),
        ("entry = Entry(says='', task='x', budget=3_000)", "n’est pas l’un de makemore"),
        ("entry = Entry(says='')", "task"),
        ("entry = Entry(says='', task='noms', budget=3_000, against='x')", "qui n’existe pas"),
        (
            "entry = Entry(says='', task='noms', budget=3_000, recipe={'lots': 1})",
            "unexpected keyword argument 'lots'",
        ),
    ],
)
def test_what_is_wrong_is_said(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "faux.py"
    file.write_text(f"from benchmarks.league.entry import Entry\n{text}", "utf-8")
    assert league.main(["--results", str(tmp_path / "r"), "run", str(file)]) == 1
    assert said in capsys.readouterr().err


def test_makemores_order_is_pytorchs() -> None:
    torch.manual_seed(3407)
    assert tasks.makemore_order(32_033) == torch.randperm(32_033).tolist()
