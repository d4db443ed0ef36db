"""From the training to its verdict, windows are cut and baselines counted once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from premier_llm.cli.app import app
from premier_llm.data import windows
from premier_llm.judging.baselines import baselines


@pytest.mark.parametrize(("options", "counts"), [([], 1), (["--held-out", "0.2"], 2)])
def test_once(
    options: list[str], counts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, counted = [], []
    of_word, of_list = windows.word_windows, baselines

    def cutting(ids: Any, context: int) -> Any:
        cut.append(tuple(ids))
        return of_word(ids, context)

    def counting(*arguments: Any) -> Any:
        counted.append(arguments)
        return of_list(*arguments)

    monkeypatch.setattr(windows, "word_windows", cutting)
    monkeypatch.setattr("premier_llm.judging.judgement.baselines", counting)
    command = ["train", "pokemon", "--steps", "30", "-o", str(tmp_path / "model.safetensors")]
    ran = CliRunner().invoke(app, command + options)
    assert ran.exit_code == 0, ran.output
    assert len(cut) == len(set(cut)) == 20, "each of the 20 words once"
    assert len(counted) == counts
