"""The command on the small languages: shown, checked, learned from."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from calling import assert_one_sentence, run, run_json

from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.grammar import names, read
from premier_llm.data.worlds.questions import Questions
from premier_llm.data.worlds.world import World


@pytest.fixture(scope="module", params=names())
def shown(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], str]:
    """A world, what JSON says of it, and what the screen does: its floors take seconds."""
    said = run("data", "show", request.param)
    assert said.exit_code == 0
    return request.param, run_json("data", "show", request.param), said.stdout


def test_data_show_tells_stories_words_shapes_and_floor(
    shown: tuple[str, dict[str, Any], str],
) -> None:
    name, facts, said = shown
    world = World(name)
    assert facts["stories"] == world.stories(5)
    assert facts["floor"]["per_token"] == pytest.approx(floor(world).per_token)
    assert facts["shapes"] == [shape.name for shape in read(name).shapes]
    plain = " ".join(said.split())
    for told in (
        *facts["stories"],
        *facts["unseen"],
        f"{facts['different_words']} different words",
    ):
        assert told in plain
    assert f"{floor(world).per_token:.3f} nats a word" in plain
    assert f"{floor(world).per_letter:.3f} a letter" in plain


def test_data_show_asks_and_answers_truly(shown: tuple[str, dict[str, Any], str]) -> None:
    name, facts, said = shown
    questions = Questions(World(name))
    assert {asked["kind"] for asked in facts["questions"]} >= {
        kind for kind in questions.kinds if kind in ("story", "fact", "talk")
    }
    for asked in facts["questions"]:
        assert not asked["before"] or asked["before"] in facts["stories"]
        true = questions.true_answers(asked["before"], asked["question"])
        assert asked["answers"] == list(true or questions.manners.unknown)
        assert asked["question"] in said
        assert asked["answers"][0] in said
    advice = f"finetune {name}.safetensors {name} --questions"
    assert (advice in " ".join(said.split())) == questions.has


def test_data_list_has_them() -> None:
    assert [world["name"] for world in run_json("data", "list")["worlds"]] == names()
    assert "histoires" in run("data", "list").stdout


def test_a_near_name_is_proposed() -> None:
    assert "did you mean histoires?" in run("train", "histoire").stderr


def test_data_check_points_at_what_is_wrong(tmp_path: Path) -> None:
    right, *others = World("histoires").stories(30)
    wrong = next(story for story in others if " parce qu’il " in story)
    file = tmp_path / "invented.txt"
    file.write_text(f"{right}\n\n{wrong.replace('qu’il', 'qu’elle')}\n", "utf-8")
    facts = run_json("data", "check", "histoires", file)
    assert (facts["stories"], facts["whole"]) == (2, 1)
    (fault,) = facts["faults"]
    assert (fault["line"], fault["kind"], fault["text"], fault["expected"]) == (
        *(3, "pronoun", "elle"),
        "il",
    )
    assert facts["held"]["pronoun"]["of"] - facts["held"]["pronoun"]["hold"] == 1
    said = run("data", "check", "histoires", file).stdout
    assert "everything holds: 1 of 2." in said
    assert f"line 3, character {fault['start'] + 1}: elle (pronouns that agree) → il" in said


def test_data_check_reads_what_is_piped_in_and_any_text() -> None:
    story = World("meteo").story(0)
    assert "holds: 1 of 1." in run("data", "check", "meteo", "-", input=story.encode()).stdout
    assert "holds: 0 of 1." in run("data", "check", "meteo", "-", input="🙂🙂".encode()).stdout


def test_data_check_reads_what_keyboards_write() -> None:
    told = World("histoires").stories(40)
    assert any("’" in story for story in told)
    text = "\r\n".join(told).replace("’", "'").replace(" ", "\u00a0", 1)
    for typed in (text, unicodedata.normalize("NFD", text)):
        said = run("data", "check", "histoires", "-", input=typed.encode()).stdout
        assert "holds: 40 of 40." in said


def test_data_check_refuses_in_one_sentence(tmp_path: Path) -> None:
    assert_one_sentence(run("data", "check", "pokemon", "-", input=b"a"))
    assert_one_sentence(run("data", "check", "histoires", tmp_path / "absent.txt"))
    assert_one_sentence(run("data", "check", "histoires", "-", input=b""))
    assert_one_sentence(run("data", "show", "histoires", "--column", 1))
    assert_one_sentence(run("data", "show", "histoires", "--vocabulary", "a-z"))


def test_a_world_trains_as_a_text_and_its_floor_is_told(tmp_path: Path) -> None:
    file = tmp_path / "meteo.safetensors"
    trained = run("train", "meteo", "--steps", 20, "-o", file)
    assert trained.exit_code == 0, trained.output
    letters = floor(World("meteo")).per_letter
    assert f"{letters:.3f} nats a letter" in " ".join(trained.stdout.split())
    assert run("evaluate", file).exit_code == 0
    assert run("sample", file).exit_code == 0
