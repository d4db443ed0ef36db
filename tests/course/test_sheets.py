"""The printed sheets are what their program draws."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

SHEETS = Path(__file__).parents[2] / "docs/enseignants/decoupe"


def test_the_sheets_are_drawn_anew_the_same(tmp_path: Path) -> None:
    for page in SHEETS.parent.glob("activite_*.md"):
        shutil.copy(page, tmp_path)
    place = tmp_path / SHEETS.name
    place.mkdir()
    shutil.copy(SHEETS / "make_sheets.py", place)
    runpy.run_path(str(place / "make_sheets.py"), run_name="__main__")
    drawn = {path.name: path.read_text("utf-8") for path in place.glob("*.svg")}
    assert drawn
    assert drawn == {path.name: path.read_text("utf-8") for path in SHEETS.glob("*.svg")}, (
        "run docs/enseignants/decoupe/make_sheets.py"
    )
