"""Was it the name, or luck? By hand."""

from __future__ import annotations

import pytest

from premier_llm.judging.influence import (
    BEST,
    DRAWN,
    VISIBLE,
    rank_correlation,
    shortlist,
    weigh,
)


def test_a_name_counts_where_all_starts_agree() -> None:
    found = weigh([0.5, 0.4, 0.45])
    assert found.mean == pytest.approx(0.45)
    assert found.error == pytest.approx(0.05 / 3**0.5)
    assert found.verdict == "likelier"
    assert weigh([-0.5, -0.4, -0.45]).verdict == "less"


def test_luck_is_called_noise() -> None:
    assert weigh([0.9]) == (0.9, None, "noise"), "one start says nothing of luck"
    assert weigh([0.5, -0.1, 0.2]).verdict == "noise"
    assert weigh([VISIBLE / 2] * 3).verdict == "noise", "sure, but not to be seen"
    # Of two starts the mean must be 12.71 errors away: here it is 10, then 20.
    assert weigh([0.09, 0.11]).verdict == "noise"
    assert weigh([0.095, 0.105]).verdict == "likelier"
    # Of twenty 2.26: here it is 2.18, then 2.52.
    assert weigh([0.2] * 4 + [0.0] * 16).verdict == "noise"
    assert weigh([0.2] * 5 + [0.0] * 15).verdict == "likelier"


def test_the_rank_correlation_is_spearmans() -> None:
    assert rank_correlation([1, 2, 3], [10, 20, 90]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    # 1 - 6 × (1 + 1) / (4 × 15)
    assert rank_correlation([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(0.8)
    # Equals share their places: 0.5, 0.5, 2 beside 0, 1, 2.
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(3**0.5 / 2)
    assert rank_correlation([1, 1, 1], [1, 2, 3]) is None


def test_the_shortlist_has_the_strongest_and_some_of_the_others() -> None:
    guess = [0.0] * 70
    for place in range(BEST):
        guess[3 * place] = (-1) ** place * (BEST - place)
    best, drawn = shortlist(guess, 5)
    assert best == [3 * place for place in range(BEST)]
    assert len(set(drawn)) == DRAWN
    assert not set(drawn) & set(best)
    assert (best, drawn) == shortlist(guess, 5)
    assert drawn != shortlist(guess, 6)[1]
