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


def test_the_board_is_drawn_anew_the_same_and_is_read_from_the_back(tmp_path: Path) -> None:
    board = SHEETS.with_name("tableau")
    for script in (SHEETS / "make_sheets.py", board / "make_board.py"):
        (tmp_path / script.parent.name).mkdir()
        shutil.copy(script, tmp_path / script.parent.name)
    runpy.run_path(str(tmp_path / "tableau/make_board.py"), run_name="__main__")
    drawn = {path.name: path.read_text("utf-8") for path in (tmp_path / "tableau").glob("*.svg")}
    assert len(drawn) >= 4
    assert drawn == {path.name: path.read_text("utf-8") for path in board.glob("*.svg")}, (
        "run docs/enseignants/tableau/make_board.py"
    )
    told = "".join(page.read_text("utf-8") for page in SHEETS.parent.glob("*.md"))
    for name, picture in drawn.items():
        # A fifteenth of the picture's height: on a screen of one metre, seven centimetres.
        assert min(map(float, re.findall(r'font-size="([\d.]+)"', picture))) >= 9, name
        assert re.search(r"<title .+?</title>\n<desc .{20,}</desc>", picture), name
        assert f"](tableau/{name})" in told, name


def test_the_sheets_on_a3_are_large_print_without_italics() -> None:
    rules = (SHEETS.parents[2] / "web/kit/paper.css").read_text("utf-8")
    assert re.search(r"@page a3 \{\s+size: A3;\s+margin: 15mm;", rules)
    millimetres = (297 - 2 * 15) / 182  # of the page's width, for one of the drawing's
    for path in SHEETS.glob("*.svg"):
        picture = path.read_text("utf-8")
        least = min(map(float, re.findall(r'font-size="([\d.]+)"', picture)))
        assert least * millimetres / 25.4 * 72 >= 13.5, path.name
        assert "italic" not in picture


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
