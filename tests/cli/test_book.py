"""``premier-llm book``: pages that can be printed, and what is no list is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from premier_llm.cli.app import app


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["book", *words])
    return result.exit_code, result.output


def test_each_grid_has_thirty_six_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run("pokemon", "--json")
    assert code == 0
    facts = json.loads(said)
    page = Path(facts["file"]).read_text("utf-8")
    grids = re.findall(r"<section>.*?</section>", page)
    assert len(grids) == facts["grids"] == 24
    for grid in grids:
        assert len(re.findall(r"<td>[^<]</td>", grid)) == 36
    assert "Nintendo" in page


def test_what_is_there_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.html").write_text("mine")
    code, said = run("pokemon", "mine.html")
    assert (code, Path("mine.html").read_text()) == (2, "mine")
    assert "--force" in said
    assert run("pokemon", "mine.html", "--force")[0] == 0
    assert "<table>" in Path("mine.html").read_text("utf-8")


def test_signs_of_a_list_are_not_markup(tmp_path: Path) -> None:
    names = tmp_path / "<b>.txt"
    names.write_text("<a>\n&b\n", "utf-8")
    target = tmp_path / "book.html"
    assert run(str(names), str(target), "--keep-accents")[0] == 0
    page = target.read_text("utf-8")
    assert "<h2>&lt;</h2>" in page
    assert "<h2>&amp;</h2>" in page
    assert "<b>" not in page


def test_stories_are_no_names() -> None:
    code, said = run("histoires")
    assert code == 2
    assert said.strip().endswith((".", "names."))
