"""Copies, near copies and the verdict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from premier_llm.baselines import Baselines, baselines
from premier_llm.config import PRESETS
from premier_llm.corpus import read_corpus
from premier_llm.evaluation import Inventions, Known, verdict
from premier_llm.sampling import sample
from premier_llm.training import Recipe, Training, mean_loss, windows_of


def distance(a: str, b: str) -> int:
    """Levenshtein's edit distance, by its definition."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


NAMES = st.text("abc", min_size=1, max_size=5)


@given(st.sets(NAMES, min_size=1, max_size=6), NAMES)
def test_a_name_is_judged_as_the_edit_distance_says(known: set[str], name: str) -> None:
    nearest = min(
        (distance(name, k) for k in known if k == name or max(len(k), len(name)) > 1), default=9
    )
    expected = "copy" if nearest == 0 else "near" if nearest == 1 else "new"
    if min(len(name), *(len(k) for k in known)) > 1:
        assert Known(known).judge(name) == expected


def test_inventions_are_counted() -> None:
    names = ["pikachu", "pikachu", "pikachou", "evolix", "togepa"]
    found = Inventions.of(names, Known(["pikachu", "evoli", "mewtwo"]))
    assert (found.copies, found.near, found.new) == (2, 2, 1)
    assert (found.different, found.total) == (4, 5)


LINES = Baselines(chance=3.3, singles=2.9, pairs=2.5, triples=2.1, floor=1.0)


def test_each_stage_has_its_reason_with_the_numbers() -> None:
    fresh = verdict(3.4, LINES)
    assert fresh.stage == "hasard"
    assert "3.400" in fresh.reasons[0]
    assert verdict(2.7, LINES).stage == "apprend"
    assert verdict(2.3, LINES).stage == "a appris"
    heart = verdict(1.1, LINES)
    assert heart.stage == "récite"
    assert "1.100" in heart.reasons[0]


def test_copies_and_hidden_names_unmask_reciting() -> None:
    copies = Inventions(copies=6, near=1, new=3, different=9)
    assert verdict(2.3, LINES, inventions=copies).stage == "récite"
    assert verdict(2.3, LINES, inventions=Inventions(2, 1, 7, 10)).stage == "a appris"
    overfitted = verdict(1.99, LINES, 2.64, LINES)
    assert overfitted.stage == "récite"
    assert "2.640" in overfitted.reasons[0]
    assert verdict(2.3, LINES, 2.43, LINES).stage == "a appris"
    assert verdict(2.3, LINES, 2.52, LINES).stage == "apprend"


def test_the_lesson_s_model_goes_from_chance_to_reciting() -> None:
    words = read_corpus("pokemon")
    windows = windows_of(words, 8)
    lines = baselines(windows, 27, 8)
    known = Known(words.words)
    stages = {}
    training = Training(words, PRESETS["mini"], Recipe(steps=250), seed=0)

    def look(step: int) -> None:
        names = [i.text for i in sample(training.model, words.vocabulary, 200, seed=1)]
        loss = mean_loss(training.model, windows)
        stages[step] = verdict(loss, lines, inventions=Inventions.of(names, known)).stage

    look(0)
    for progress in training:
        if progress.step in (5, 15, 250):
            look(progress.step)
    assert stages[0] == "hasard"
    assert stages[5] == "apprend"
    assert stages[15] in ("apprend", "a appris")
    assert stages[250] == "récite"
