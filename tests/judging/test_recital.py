"""What an invented text has copied word for word, and where: held to its definition."""

from __future__ import annotations

import pytest
from helpers import data
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.data.prose import read_prose, split_paragraphs
from premier_llm.judging.recital import LONG, Source, share
from premier_llm.model.words import read_words

POEM = ["Un chat noir\ndort là.", "Un chat noir dort sur le toit."]


def test_the_longest_run_and_its_place() -> None:
    (found,) = Source(POEM).recitals(["Ce chat noir dort sur le banc."], 4)
    longest = found.longest
    assert longest is not None
    assert found.runs == (longest,)
    assert (longest.words, longest.paragraph) == (5, 1)
    assert POEM[1][longest.source_start : longest.source_end] == "chat noir dort sur le"
    assert (longest.start, longest.end) == (3, 24)
    assert (found.words, found.recited, found.share) == (8, 5, 5 / 8)


def test_line_breaks_are_read_as_spaces_and_no_run_leaves_its_paragraph() -> None:
    source = Source(POEM)
    (found,) = source.recitals(["Un chat noir dort là. Un chat noir dort"], 2)
    assert [(run.words, run.paragraph) for run in found.runs] == [(6, 0), (4, 0)]
    assert source.recitals(["rien"])[0].longest is None
    assert source.recitals([""])[0].share == 0


def test_it_is_told_that_a_story_is_in_the_list() -> None:
    source = Source(POEM)
    assert [found.share for found in source.recitals(POEM, 2)] == [1, 1]


words = st.lists(st.sampled_from("abc."), max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=4), st.lists(words, min_size=1, max_size=3), st.integers(1, 5))
def test_runs_are_those_of_the_definition(paragraphs: list[str], texts: list[str], n: int) -> None:
    source = [[w for w, _place in read_words(p)] for p in paragraphs]

    def place(run: list[str]) -> tuple[int, int] | None:
        return next(
            (
                (p, i)
                for p, said in enumerate(source)
                for i in range(len(said) - len(run) + 1)
                if said[i : i + len(run)] == run
            ),
            None,
        )

    for text, found in zip(texts, Source(paragraphs).recitals(texts, n), strict=True):
        said = [w for w, _place in read_words(text)]
        copied = {
            (i, j): place(said[i:j])
            for i in range(len(said))
            for j in range(i + 1, len(said) + 1)
            if place(said[i:j])
        }
        most = [(i, j) for i, j in copied if (i - 1, j) not in copied and (i, j + 1) not in copied]
        starts = [p for _w, p in read_words(text)]
        expected = [(j - i, starts[i], copied[i, j]) for i, j in sorted(most) if j - i >= n]
        counted = []
        for run in found.runs:
            of = [p for _w, p in read_words(paragraphs[run.paragraph])]
            counted.append((run.words, run.start, (run.paragraph, of.index(run.source_start))))
        assert counted == expected
        longest = max((j - i for i, j in copied), default=0)
        assert (found.longest.words if found.longest else 0) == longest
        covered = {k for i, j in most if j - i >= n for k in range(i, j)}
        assert (found.words, found.recited) == (len(said), len(covered))


def test_two_parts_of_one_author_share_hardly_any_long_run() -> None:
    """What LONG rests on: hidden Shakespeare, looked up in the rest of Shakespeare."""
    paragraphs = read_prose(data("tinyshakespeare.txt").read_text("utf-8"), "").paragraphs
    shares = dict.fromkeys((4, 6, LONG), 0.0)
    for seed in (0, 1):
        learned, hidden = split_paragraphs(paragraphs, 0.1, seed)
        source = Source(learned)
        for long in shares:
            shares[long] += share(source.recitals(hidden, long)) / 2
    assert shares[4] == pytest.approx(0.173, abs=0.001)
    assert shares[6] == pytest.approx(0.022, abs=0.001)
    assert shares[LONG] == pytest.approx(0.0036, abs=0.0005)
