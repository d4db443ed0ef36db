"""The command that a GPU is lent for: without one it says so, and no stage can eat its time."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    return import_module("benchmarks.gpu")


def test_without_a_gpu_it_says_so_and_writes_nothing(
    tmp_path: Path, gpu: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert gpu.main(["--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "ne voit pas de GPU" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_stage_that_takes_too_long_is_ended_and_told(tmp_path: Path, gpu: Any) -> None:
    assert sum(stage.seconds for stage in gpu.STAGES.values()) <= 570
    log = tmp_path / "gpu.log"
    log.write_bytes(b"")
    outcome = gpu.in_its_own_process("dividing", "cpu", 0.05, log)
    assert outcome.failure.startswith("arrêtée")
    assert not outcome.well
    figure = gpu.Figure("un pas", "≤ 1", "0.5", "", True)
    done = gpu.Outcome("learning", [figure], None, [], 1.0)
    gpu.write(tmp_path, {"card": "H0", "date": "d", "torch": "2"}, [outcome, done])
    page = (tmp_path / "gpu.md").read_text("utf-8")
    assert page.startswith("## H0\n")
    assert "dividing : **n’a pas abouti**, arrêtée" in page
    assert "- un pas : **0,5** ; but ≤ 1 : oui" in page
    told = json.loads((tmp_path / "gpu.json").read_text("utf-8"))
    assert [stage["failure"] is None for stage in told["stages"]] == [False, True]
    assert told["stages"][1]["figures"][0]["found"] == "0.5"


def test_a_stage_that_fails_is_told_with_its_last_lines(tmp_path: Path, gpu: Any) -> None:
    log = tmp_path / "gpu.log"
    log.write_bytes(b"")
    outcome = gpu.in_its_own_process("no such stage", "cpu", 60, log)
    assert outcome.failure == "fin avec le code 2"
    assert "unknown stages: no such stage" in outcome.last_lines[-1]
