"""``pourquoi``: the experiment of ``premier-llm why``, in a lesson."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import classroom

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from calling import run, run_json

from premier_llm.lessons import pourquoi

NAMES = ["pikachu", "mewtwo", "evoli", "togepi", "goupix", "ronflex"]


@pytest.mark.parametrize("letter", ["a", "."])
def test_its_numbers_are_those_of_the_command(
    tmp_path: Path, letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "six.txt").write_text("\n".join(NAMES), "utf-8")
    model = tmp_path / "six.safetensors"
    assert run("train", tmp_path / "six.txt", "--steps", "10", "-o", model).exit_code == 0
    begins = "pik" if letter == "a" else "mewtwo"
    said = run_json("why", model, begins + letter)
    capsys.readouterr()
    found = pourquoi(NAMES, begins, letter, etapes=10)

    def mean(chances: list[float]) -> float:
        return sum(chances) / len(chances)

    wanted = {
        effect["names"][0]: (mean(said["with"]), mean(effect["without"]))
        for effect in said["effects"]
        if effect["verdict"] != "noise"
    }
    assert {name: tuple(chances) for name, *chances in found} == wanted
    assert wanted
    told = capsys.readouterr().out
    for name, _with, _without in found:
        assert f"{name} rend «\u00a0{letter}\u00a0»" in told


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('["mew"], "m", "e"', "au moins deux noms"),
        ('["mew", "evoli"], "m", "ew"', "une seule lettre"),
        ('["mew", "evoli"], "m", ""', "une seule lettre"),
        ('["mew", "evoli"], "m", 3', "un texte"),
        ('["mew", "evoli"], "m", "e", sans=["pikachu"]', "pas dans la liste"),
        ('liste_de_noms("prenoms"), "m", "a"', "60 noms au plus"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(tmp_path: Path, words: str, why: str) -> None:
    with classroom(tmp_path) as room:
        room.run("from premier_llm.lessons import *\n\nlecon(6)")
        answer = room.run(f"pourquoi({words})")
        assert not answer.traceback
        assert why in answer.shown
