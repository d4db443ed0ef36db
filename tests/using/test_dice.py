"""The book of dice: its places are the counts' shares, as nearly as thirty-six allow."""

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from premier_llm.data.reading import read_corpus
from premier_llm.using.dice import PLACES, pages

SEQUENCES = st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=40), min_size=1, max_size=30)


def test_a_grid_by_hand() -> None:
    # After 0: 1 twice, 2 once, 24 and 12 places; after 1 and 2 always 0.
    book = pages([[0, 1, 0], [0, 1, 0], [0, 2, 0]])
    assert [page.token for page in book] == [0, 1, 2]
    assert Counter(book[0].places) == {1: 24, 2: 12}
    assert book[0].places == (1,) * 24 + (2,) * 12
    assert set(book[1].places) == set(book[2].places) == {0}


def test_what_is_too_rare_is_told() -> None:
    (page, *_others) = pages([[0, 1]] * 100 + [[0, 2]])
    assert set(page.places) == {1}
    assert (page.times, page.lost) == (101, ((2, 1),))


@given(SEQUENCES)
def test_every_share_is_kept_to_less_than_a_place(sequences: list[list[int]]) -> None:
    counts: dict[int, Counter[int]] = {}
    for ids in sequences:
        for i in range(len(ids) - 1):
            counts.setdefault(ids[i], Counter())[ids[i + 1]] += 1
    book = {page.token: page for page in pages(sequences)}
    assert book.keys() == counts.keys()
    for token, following in counts.items():
        page = book[token]
        assert len(page.places) == PLACES
        assert page.places == tuple(sorted(page.places))
        given_to = Counter(page.places)
        for after, times in following.items():
            assert abs(given_to[after] - PLACES * times / page.times) < 1
        assert dict(page.lost) == {a: n for a, n in following.items() if a not in given_to}
        assert given_to.keys() <= following.keys()


def test_only_names_made_of_pairs_that_were_read_can_be_drawn() -> None:
    corpus = read_corpus("pokemon")
    book = {page.token: page for page in pages(corpus.encoded())}
    pairs = {pair for ids in corpus.encoded() for pair in itertools.pairwise(ids)}
    assert {(token, after) for token, page in book.items() for after in page.places} == pairs
