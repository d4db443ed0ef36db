"""Copies, near copies and the verdict."""

from __future__ import annotations

import math

from helpers import data
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of, word_windows
from premier_llm.judging.baselines import Baselines, Counted, baselines
from premier_llm.judging.judgement import Yardsticks
from premier_llm.judging.measure import mean_loss
from premier_llm.judging.originality import Inventions, Known
from premier_llm.judging.recital import Copying
from premier_llm.judging.verdict import verdict
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import MAX_LENGTH, Invention, sample


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
    # Any letter is one change away from any other: that would make no letter new.
    compared = [k for k in known if k == name or len(k + name) > 2]
    nearest = min((distance(name, k) for k in compared), default=9)
    expected = "copy" if nearest == 0 else "near" if nearest == 1 else "new"
    assert Known(known).judge(name) == expected


def test_the_neighbours_of_a_name() -> None:
    known = Known(["pikachu", "a"])
    near = ["pikach", "pikachou", "ikachu", "spikachu", "pikacho", "rikachu", "ab"]
    assert {known.judge(name) for name in near} == {"near"}
    new = ["pikahcu", "pika", "pikachuuu", "uhcakip", "b", "bc", ""]
    assert {known.judge(name) for name in new} == {"new"}
    assert Known([]).judge("pikachu") == "new"


def test_what_is_cut_is_judged_only_once_it_is_known() -> None:
    known = Known(["a" * 30, "b"])
    assert known.room == 32  # what goes on then is two letters longer than any name
    said = {n: known.judge_invention(Invention("a" * n, finished=False)) for n in (24, 30, 31, 32)}
    assert said == {24: None, 30: None, 31: None, 32: "new"}
    assert known.judge_invention(Invention("a" * 30, finished=True)) == "copy"
    assert Known(["pikachu"]).room == MAX_LENGTH
    assert (Invention("ab", True).name, Invention("ab", False).name) == ("ab", "ab…")


def test_long_names_known_by_heart_are_copies() -> None:
    """Names longer than MAX_LENGTH: judged to their end, not as if cut."""
    names = read_corpus("pokemon").words
    words = read_corpus(
        [f"{a}{b}{c}" for a, b, c in zip(names, names[7:], names[14:], strict=False)]
    )
    assert min(map(len, words.words)) > 0.7 * MAX_LENGTH
    assert max(map(len, words.words)) > MAX_LENGTH
    config = PRESETS["mini"].with_dials(context=32)
    training = Training(words, config, Recipe(steps=250), seed=0)
    judgement = Yardsticks(words, None, 32).judge(training.run())
    assert judgement.inventions is not None
    assert judgement.inventions.copies > 0.8 * judgement.inventions.total
    assert {len(name.text) for name, kind in judgement.names if kind == "copy"} >= {
        len(word) for word in words.words
    }


def test_every_name_of_a_large_list_is_its_copy() -> None:
    names = data("names.txt").read_text().split()
    known = Known(names)
    assert Inventions.of(names, known) == Inventions(len(names), 0, 0, len(set(names)))
    # A letter that no name has, added to each: one addition away, never a copy.
    assert Inventions.of([f"{name}0" for name in names[:1000]], known).near == 1000
    assert Inventions.of([f"0{name}0" for name in names[:1000] if len(name) > 2], known).near == 0


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
    assert verdict(1.1, LINES).stage == "a appris"
    heart = verdict(1.09, LINES)
    assert heart.stage == "récite"
    assert "1.090" in heart.reasons[0]
    assert "1.000" in heart.reasons[0]
    assert verdict(math.nan, LINES).stage == verdict(math.inf, LINES).stage == "hasard"


words = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=9), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(words, st.integers(2, 8))
def test_on_any_list_less_loss_is_a_later_stage(lists: list[list[int]], context: int) -> None:
    windows = [w for word in lists for w in word_windows([0, *word, 0], context)]
    lines = baselines(windows, 5, context)
    steps = 50
    falling = [
        lines.chance + 0.1 + i / steps * (lines.floor - lines.chance - 0.1) for i in range(steps)
    ]
    stages = ["hasard", "apprend", "a appris", "récite"]
    found = []
    for loss in (*falling, lines.floor):
        said = verdict(loss, lines)
        assert all(f"{loss:.3f}" in reason for reason in said.reasons)
        found.append(stages.index(said.stage))
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, 3)


def test_a_single_name_can_be_known_by_heart() -> None:
    """Its pairs are already at the floor, so no loss can be below them."""
    (word,) = read_corpus(["pikachu"]).encoded()
    lines = baselines(word_windows(word, 8), 27, 8)
    assert lines.pairs == lines.floor == 0
    assert verdict(1.0, lines).stage == "apprend"
    assert verdict(0.05, lines).stage == "récite"


def test_where_there_is_nothing_to_guess_it_knows_all() -> None:
    nothing = Baselines(0.0, 0.0, 0.0, 0.0, 0.0)
    for held_out in (None, 0.0):
        said = verdict(0.0, nothing, held_out, nothing)
        assert (said.stage, len(said.reasons)) == ("récite", 1)
    assert verdict(0.1, nothing).stage == "hasard"


def test_a_quarter_of_a_nat_higher_on_hidden_names_is_reciting() -> None:
    assert verdict(2.4, LINES, 2.66, LINES).stage == "récite"
    assert verdict(2.4, LINES, 2.64, LINES).stage == "apprend"


def test_many_copies_unmask_reciting() -> None:
    copies = verdict(2.3, LINES, inventions=Inventions(copies=5, near=1, new=4, different=9))
    assert copies.stage == "récite"
    assert copies.reasons == ("5 names out of 10 are copies from the list.",)
    assert verdict(2.3, LINES, inventions=Inventions(4, 2, 4, 10)).stage == "a appris"
    assert verdict(2.3, LINES, inventions=Inventions(0, 0, 0, 0)).stage == "a appris"


def test_hidden_names_unmask_reciting() -> None:
    """The design's figures on the French species names, among the lines counted there."""
    lines = Baselines(chance=3.296, singles=2.942, pairs=2.500, triples=2.054, floor=0.753)
    hidden = Baselines(chance=3.296, singles=2.946, pairs=2.508, triples=2.439, floor=0.512)
    assert verdict(2.35, lines, 2.43, hidden).stage == "a appris"
    text = verdict(1.99, lines, 2.64, hidden, text=True)
    assert "on the text but 2.640 on the hidden text" in text.reasons[0]
    overfitted = verdict(1.99, lines, 2.64, hidden)
    assert overfitted.stage == "récite"
    assert "1.990" in overfitted.reasons[0]
    assert "2.640" in overfitted.reasons[0]
    # Neither a wide gap alone, nor a small one, nor hard hidden names are enough.
    assert verdict(2.0, lines, 2.45, hidden).stage == "a appris"
    assert verdict(2.4, lines, 2.52, hidden).stage == "apprend"
    assert verdict(2.74, lines, 3.24, hidden).stage == "apprend"
    # Without lines of their own the hidden names are held against the list's.
    assert verdict(2.4, lines, 2.504).stage == "apprend"


def test_every_sign_of_reciting_is_told() -> None:
    copies = Inventions(copies=9, near=0, new=1, different=5)
    assert len(verdict(1.0, LINES, 9.0, LINES, copies).reasons) == 3


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


def test_stories_are_one_word_apart_or_new() -> None:
    known = Known(["Le chat dort.", "La souris mange un fromage."], "words")
    assert known.judge("Le chat dort.") == "copy"
    assert known.judge("Le chien dort.") == "near"
    assert known.judge("Le petit chat dort.") == "near"
    assert known.judge("Le chat.") == "near"
    assert known.judge("Le chat mange.") == "near"
    assert known.judge("La souris mange.") == "new"
    assert known.judge("Le chat dorx") == "new", "letters do not count"
    assert known.room == MAX_LENGTH
    assert Known(["mot " * 30], "words").room >= 32, "in words"
    assert known.judge_invention(Invention("La souris", False)) is None


def test_below_the_floor_of_its_language_a_model_knows_its_stories_by_heart() -> None:
    lines = Baselines(6.4, 5.2, 1.75, 0.86, 0.22)
    said = verdict(0.46, lines, 0.47, lines, tokens="words", floor=0.4548)
    assert said.stage == "a appris", "at the floor of the language nothing is known by heart"
    assert verdict(0.46, lines, 0.47, lines, tokens="words").stage == "récite"
    heart = verdict(0.42, lines, 0.6, lines, tokens="words", floor=0.4548)
    assert heart.stage == "récite"
    assert "0.455" in heart.reasons[0]
    assert "on hidden stories" in verdict(1.0, lines, 1.1, lines, tokens="words").reasons[0]
    assert "single words" in verdict(6.0, lines, tokens="words").reasons[0]
    copies = Inventions(copies=9, near=0, new=1, different=5)
    (reason,) = verdict(1.0, lines, inventions=copies, tokens="words").reasons
    assert reason.startswith("9 stories")


def test_of_a_text_long_copied_runs_unmask_reciting() -> None:
    lines = Counted(chance=3.3, singles=2.9, pairs=2.5, triples=2.1)

    def said(copying: Copying, held_out: float | None = None) -> tuple[str, tuple[str, ...]]:
        hidden = lines if held_out else None
        found = verdict(2.3, lines, held_out, hidden, text=True, copying=copying)
        return found.stage, found.reasons

    assert said(Copying(0.49))[0] == "a appris"
    stage, (reason,) = said(Copying(0.5))
    assert stage == "récite"
    assert reason == (
        "Of 100 invented words, 50 are in runs of 8 words or more that are copied from the text."
    )
    # A text that says the same again and again shares that with any part of itself.
    assert said(Copying(0.6, 0.28), 2.3)[0] == "a appris"
    stage, (reason,) = said(Copying(0.7, 0.28), 2.3)
    assert stage == "récite"
    assert reason.endswith("; of 100 hidden words, 28.")
    assert said(Copying(0.0, 1.0), 2.3)[0] == "a appris"


def test_the_floor_of_a_text_is_not_known() -> None:
    lines = Counted(chance=3.3, singles=3.0, pairs=2.5, triples=2.1)
    assert verdict(0.16, lines, text=True).stage == "a appris"
    heart = verdict(0.15, lines, text=True)
    assert heart.stage == "récite"
    assert heart.reasons == (
        "The loss on the text, 0.150, is almost 0: the model knows it by heart.",
    )
