"""The printed sheets are what their program draws."""

from __future__ import annotations

import re
import runpy
import shutil
from collections import Counter
from fractions import Fraction
from itertools import pairwise
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


def test_the_likeliest_inventions_are_those_that_the_activity_names() -> None:
    page = (SHEETS.parent / "activite_1_la_machine_a_deviner.md").read_text("utf-8")
    (names,) = re.findall(r"sont \*lutin, (.+?)\* et \*(\w+)\*", page)
    after: dict[str, Counter[str]] = {}
    for name in ["lutin", *names[0].replace("é", "e").split(", "), names[1]]:
        for one, next_one in pairwise(f".{name}."):
            after.setdefault(one, Counter())[next_one] += 1
    found: dict[str, Fraction] = {}

    def go_on(text: str, chance: Fraction) -> None:
        if chance >= Fraction(1, 40):
            for letter, times in after[text[-1]].items():
                there = chance * Fraction(times, after[text[-1]].total())
                if letter == ".":
                    found[text[1:]] = there
                else:
                    go_on(text + letter, there)

    go_on(".", Fraction(1))
    (sentence,) = re.findall(r"- Les noms les plus fréquents sont courts\.(.+)", page)
    told = {
        name: Fraction(1, int(out_of))
        for some, out_of in re.findall(r"((?:`\w+`(?:, | et )?)+)[^`]*? sur (\d+)", sentence)
        for name in re.findall(r"`(\w+)`", some)
    }
    assert told == {name: chance for name, chance in found.items() if chance >= Fraction(1, 40)}
