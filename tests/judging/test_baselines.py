"""What counting achieves: the facts of the design, and what must hold of any words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from helpers import data, french_species
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import Window, text_windows, windows_of, word_windows
from premier_llm.judging.baselines import baselines


def test_the_twenty_pokemon() -> None:
    windows = windows_of(read_corpus("pokemon"), 8)
    assert sum(len(window.targets) for window in windows) == 176
    contexts = {
        tokens[: len(tokens) - len(targets) + 1 + i]
        for tokens, targets in windows
        for i in range(len(targets))
    }
    assert len(contexts) == 149
    lines = baselines(windows, 27, 8)
    assert lines.chance == pytest.approx(math.log(27))
    assert lines.floor == pytest.approx(0.3404, abs=5e-5)
    assert [name for name, _ in lines] == ["chance", "singles", "pairs", "triples", "floor"]


def test_the_french_species_names() -> None:
    words = read_corpus(french_species())
    assert len(words.words) == 1023
    lines = baselines(windows_of(words, 8), 27, 8)
    assert lines.pairs == pytest.approx(2.500, abs=5e-4)
    assert lines.triples == pytest.approx(2.054, abs=5e-4)
    # The design's split and smoothing are not known: every tenth name hidden comes nearest.
    ids = words.encoded()
    train = [w for i, word in enumerate(ids) if i % 10 for w in word_windows(word, 8)]
    hidden = [w for word in ids[::10] for w in word_windows(word, 8)]
    assert len(ids[::10]) == 103
    held = baselines(train, 27, 8, hidden)
    assert held.pairs == pytest.approx(2.508, abs=0.01)
    assert held.triples == pytest.approx(2.439, abs=0.002)


def test_names_txt() -> None:
    words = data("names.txt").read_text().split()
    ids = [[0, *(ord(letter) - 96 for letter in word), 0] for word in words]
    assert len(words) == 32_033
    lines = baselines([w for word in ids for w in word_windows(word, 16)], 27, 16)
    assert lines.singles == pytest.approx(2.823, abs=5e-3)
    assert lines.pairs == pytest.approx(2.454, abs=5e-4)
    assert lines.triples == pytest.approx(2.186, abs=3e-3)


def test_one_word_leaves_no_doubt() -> None:
    (word,) = read_corpus(["pikachu"]).encoded()
    lines = baselines(word_windows(word, 8), 27, 8)
    assert lines.singles == pytest.approx(math.log(8))
    assert lines.pairs == lines.triples == lines.floor == 0
    (word,) = read_corpus(["aab"]).encoded()
    assert baselines(word_windows(word, 8), 27, 8).pairs == pytest.approx(2 * math.log(2) / 4)
    assert baselines(word_windows(word, 8), 27, 8).triples == 0


words = st.lists(st.lists(st.integers(1, 4), max_size=9), min_size=1, max_size=8)


def windows_for(lists: list[list[int]], context: int) -> list[Window]:
    return [w for word in lists for w in word_windows([0, *word, 0], context)]


@settings(max_examples=80, deadline=None)
@given(words, st.integers(2, 6))
def test_more_context_never_hurts_on_the_same_words(lists: list[list[int]], context: int) -> None:
    lines = [value for _, value in baselines(windows_for(lists, context), 5, context)]
    assert all(a >= b - 1e-12 for a, b in pairwise(lines))
    assert lines[-1] >= 0


@settings(max_examples=60, deadline=None)
@given(words, st.integers(1, 6))
def test_the_floor_is_the_entropy_of_what_follows_each_context(
    lists: list[list[int]], context: int
) -> None:
    follows: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for word in lists:
        ids = [0, *word, 0]
        for i in range(1, len(ids)):
            follows[tuple(ids[:i][-context:])][ids[i]] += 1
    total = sum(sum(counts.values()) for counts in follows.values())
    expected = 0.0
    for counts in follows.values():
        size = sum(counts.values())
        expected += sum(n / total * -math.log(n / size) for n in counts.values())
    assert baselines(windows_for(lists, context), 5, context).floor == pytest.approx(
        expected, abs=1e-12
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=40), st.integers(1, 5), st.data())
def test_a_running_text_is_counted_as_its_windows_show_it(
    text: list[int], context: int, data: st.DataObject
) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text) - 2), min_size=1, max_size=6))
    windows = text_windows(text, starts, context)
    for length, name in [(0, "singles"), (1, "pairs"), (2, "triples"), (context, "floor")]:
        seen = [
            (tuple(text[max(start, i - length) : i]), text[i])
            for start in starts
            for i in range(start + 1, min(start + context + 1, len(text)))
        ]
        both, before = Counter(seen), Counter(tokens for tokens, _ in seen)
        expected = -sum(n * math.log(n / before[key[0]]) for key, n in both.items()) / len(seen)
        assert dict(baselines(windows, 4, context))[name] == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(words, words, st.integers(2, 6))
def test_on_other_words_the_floor_is_their_own_and_is_not_passed(
    counted: list[list[int]], tried: list[list[int]], context: int
) -> None:
    hidden = windows_for(tried, context)
    lines = baselines(windows_for(counted, context), 5, context, hidden)
    assert lines.floor == baselines(hidden, 5, context).floor
    assert min(lines.singles, lines.pairs, lines.triples) >= lines.floor - 1e-12


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_counts_tried_on_other_words_are_probabilities(
    counted: list[list[int]], tried: list[list[int]]
) -> None:
    """Over all possible next tokens the smoothed probabilities sum to 1."""
    before = windows_for(tried, 3)[0].tokens
    for length, name in enumerate(("singles", "pairs", "triples")):
        total = 0.0
        for token in range(5):
            one = [Window(before, (token,))]
            lines = dict(baselines(windows_for(counted, 3), 5, 3, one))
            total += math.exp(-lines[name])
        assert total == pytest.approx(1.0), length
