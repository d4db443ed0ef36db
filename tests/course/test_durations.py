"""What is told of a lesson’s length and of its short path is what its source comes to."""

from __future__ import annotations

import re
from pathlib import Path

import durations
import pytest
from playing import LESSONS, Lesson

from premier_llm.lessons import progress

ROOT = Path(__file__).parents[2]
PLANS = {
    int(path.stem.rpartition("_")[2]): path.read_text("utf-8")
    for path in (ROOT / "docs/enseignants").glob("plan_lecon_*.md")
}
each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda one: one.path.stem)
each_plan = pytest.mark.parametrize("number", sorted(PLANS))


def plain(text: str) -> str:
    """With usual spaces, and nothing between digits and a dash."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


def by_path(text: str) -> int:
    """Minutes of the short path."""
    return sum(durations.parts(text, durations.path(text)))


@each_lesson
def test_the_package_knows_the_minutes(lesson: Lesson) -> None:
    told = progress.LESSONS[lesson.number].minutes
    assert told == durations.parts(lesson.text), "write what is counted into progress.LESSONS"


@each_plan
def test_a_plan_says_what_is_counted(number: int) -> None:
    plan, text = plain(PLANS[number]), LESSONS[number].text
    parts = durations.parts(text)
    (head,) = re.findall(r"^\*\*(\d+ minutes.*)$", plan, re.MULTILINE)
    assert numbers(head)[:2] == [sum(parts), len(LESSONS[number].exercises)]
    assert ("en deux séances" in head) == (len(parts) == 2)
    (minutes, path) = re.findall(r"Chemin court[^*]*, (\d+) minutes : exercices ([^*]+)\*\*", head)[
        0
    ]
    assert (int(minutes), numbers(path)) == (by_path(text), list(durations.path(text)))
    tables = re.findall(r"^\| min \|.*\n\|---.*\n((?:\|.*\n)+)", plan, re.MULTILINE)
    assert len(tables) == len(parts)
    done: list[int] = []
    for table, whole in zip(tables, parts, strict=True):
        end = 0
        for row in table.splitlines():
            _, when, *_, exercises, _ = row.split("|")
            begin, until = numbers(when)
            assert begin == end < until, row
            end = until
            first, *last = numbers(exercises) or [0]
            done += range(first, last[-1] + 1) if " à " in exercises else [first, *last]
        assert end == whole, f"the table adds up to {end}, and {whole} are counted"
    assert [one for one in done if one] == list(range(1, len(LESSONS[number].exercises) + 1))


@each_plan
def test_a_row_of_a_plan_lasts_what_its_exercises_last(number: int) -> None:
    """It ends between its last exercise and the next one, give or take three minutes."""
    spans: dict[int, tuple[float, float]] = {}
    so_far, latest = durations.OPENING, 0
    for piece in durations.pieces(LESSONS[number].text):
        if piece.opens:
            so_far, latest = durations.OPENING, 0
        so_far += piece.minutes
        if piece.exercise:
            latest = piece.exercise
            spans[latest] = (so_far, so_far)
        elif latest:
            spans[latest] = (spans[latest][0], so_far)
    for row in re.findall(r"^\| (\d+–\d+ \|.*) \|$", plain(PLANS[number]), re.MULTILINE):
        if exercises := numbers(row.rpartition("|")[2]):
            first, last = spans[exercises[-1]]
            assert first - 3 <= numbers(row)[1] <= last + 3, row


def test_the_guide_names_the_paths() -> None:
    page = plain((ROOT / "docs/enseignants/differenciation.md").read_text("utf-8"))
    rows = {
        int(row[0]): numbers(row[1]) for row in re.findall(r"^\| (\d)\..*\| (.+) \|$", page, re.M)
    }
    assert {n: rows[n] for n in PLANS} == {n: list(durations.path(LESSONS[n].text)) for n in PLANS}
    (ours,) = re.findall(r"\*\*Chemin court\*\* \| ([\d, ]+) \|", page)
    assert numbers(ours) == rows[1]


@pytest.mark.parametrize("page", ["README.md", "README.en.md", "course/README.md"])
def test_where_all_lessons_are_told_at_once(page: str) -> None:
    """From the shortest to the longest that has a plan for a class."""
    whole = [sum(durations.parts(LESSONS[n].text)) for n in PLANS]
    short = [by_path(LESSONS[n].text) for n in PLANS]
    told = re.findall(
        r"(\d\d) (?:à|to) (\d\d)(?: minutes| by| par)", (ROOT / page).read_text("utf-8")
    )
    expected = [(min(whole), max(whole)), (min(short), max(short))]
    assert [tuple(map(int, pair)) for pair in told] == expected[: len(told)]
    assert told


def test_what_takes_time_is_counted() -> None:
    words, cell = durations.WORDS_A_MINUTE, "\n```python\nx = 1\n```\n"
    beside = "[a](b) <!-- vrai: 1 == 1 -->"
    minutes = [one.minutes for one in durations.pieces(f"{'mot ' * (words - 1)}{beside}\n{cell}")]
    assert minutes == [1, durations.A_CELL]
    slow = "\n```python\ndef f():\n    entrainer([])\n```\n\n\n```python\nf()\n```\n"
    waits = [one.minutes for one in durations.pieces(slow) if one.minutes]
    assert waits == [durations.A_CELL, durations.A_CELL + durations.A_WAIT]
    done = LESSONS[1].text
    assert by_path(done) < sum(durations.parts(done))
