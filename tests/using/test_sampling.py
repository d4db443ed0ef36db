"""Inventing: temperature, top-k, beginnings, seeds, traces, the filter, the sliding window."""

from __future__ import annotations

import importlib.util
import math
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.data.filter import is_rude
from premier_llm.data.reading import read_corpus
from premier_llm.engines import engine, pure
from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError, RunError
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

LESSON = Vocabulary.lesson()


@pytest.fixture(scope="module")
def model() -> Any:
    """The lesson's model, half way: it still hesitates."""
    return Training(read_corpus("pokemon"), PRESETS["mini"], Recipe(steps=60)).run()


def tempered(p: list[float], temperature: float, top_k: int) -> list[float]:
    """Temperature and top-k by their definition, on probabilities."""
    if temperature == 0:
        return [float(i == p.index(max(p))) for i in range(len(p))]
    powers = [x ** (1 / temperature) for x in p]
    kept = sorted(range(len(p)), key=lambda i: -powers[i])[: top_k or len(p)]
    return [x / sum(powers[i] for i in kept) if i in kept else 0.0 for i, x in enumerate(powers)]


def pick(probabilities: list[float], draw: float) -> int:
    """Python's own choice, for one draw of it."""

    class One(random.Random):
        def random(self) -> float:
            return draw

    return One().choices(range(len(probabilities)), weights=probabilities)[0]


@pytest.mark.parametrize("temperature", [0.0, 0.7, 1.0, 3.0])
@pytest.mark.parametrize("top_k", [0, 3])
def test_a_batch_invents_what_one_forward_after_another_says(
    model: Any, temperature: float, top_k: int
) -> None:
    """Against the plainest way: no batch, no cache, the last T tokens each time."""
    rng = random.Random(4)
    expected = []
    for _ in range(12):
        draws = [rng.random() for _ in range(20)]
        ids = [0, *LESSON.encode("ro")]
        for draw in draws:
            p = model.forward(ids[-8:])[-1]
            token = pick(tempered(p, temperature, top_k), draw)
            if token == 0:
                break
            ids.append(token)
        expected.append(LESSON.decode(ids[1:]))
    found = sample(model, LESSON, 12, temperature, top_k, beginning="ro", seed=4, max_length=20)
    assert [i.text for i in found] == expected
    assert any(len(text) > 8 for text in expected), "the window must slide"


def test_short_lists_begin_long_ones_and_seeds_differ(model: Any) -> None:
    few = [i.text for i in sample(model, LESSON, 5, seed=1)]
    many = [i.text for i in sample(model, LESSON, 1500, seed=1)]
    assert len(many) == 1500
    assert many[:5] != [i.text for i in sample(model, LESSON, 5, seed=2)]
    assert few == many[:5]


def test_both_engines_invent_the_same_names(model: Any) -> None:
    pure = engine("pure").Model.from_parameters(model.config, model.tensors())
    names = [[i.text for i in sample(m, LESSON, 30, seed=3)] for m in (model, pure)]
    assert names[0] == names[1]


def test_the_trace_tells_how_each_letter_was_drawn(model: Any) -> None:
    for invention in sample(model, LESSON, 6, beginning="Pi", seed=2, trace=True, top_k=4):
        tokens = [choice.chosen for choice in invention.trace]
        assert invention.finished == (tokens[-1] == 0)
        letters = tokens[:-1] if invention.finished else tokens
        assert "pi" + LESSON.decode(letters) == invention.text
        for choice in invention.trace:
            assert sum(choice.probabilities) == pytest.approx(1)
            assert sum(p > 0 for p in choice.probabilities) <= 4
            assert choice.probabilities[choice.chosen] > 0


def test_letters_come_as_often_as_their_probability_says(model: Any) -> None:
    p = model.forward([0])[0]
    firsts = Counter((i.text + ".")[0] for i in sample(model, LESSON, 6000, seed=9, max_length=1))
    # A name cut after one letter shows that letter, or nothing when it ended at once.
    for token, share in enumerate(p):
        seen = firsts[LESSON.tokens[token]] / 6000
        assert abs(seen - share) < 5 * math.sqrt(share * (1 - share) / 6000) + 1e-3


@pytest.mark.parametrize("temperature", [-1, math.nan, math.inf, 1e9, "chaud", None])
def test_impossible_temperatures(model: Any, temperature: Any) -> None:
    with pytest.raises(InputError) as error:
        sample(model, LESSON, temperature=temperature)
    assert "temperature" in str(error.value)


@pytest.mark.parametrize(
    "asked",
    [
        {"count": 0},
        {"top_k": -1},
        {"max_length": 0},
        {"count": 2.0},
        {"count": "3"},
        {"top_k": 2.5},
        {"max_length": None},
        {"beginning": "🦊"},
        {"beginning": "a!b"},
        {"beginning": "pi.k"},
        {"beginning": "..pik"},
        {"beginning": "pik."},
    ],
)
def test_impossible_wishes(model: Any, asked: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        sample(model, LESSON, **asked)


def test_another_vocabulary_is_told(model: Any) -> None:
    with pytest.raises(InputError, match="This vocabulary has 3 tokens and the model has 27"):
        sample(model, read_corpus(["aba"], "found").vocabulary)


def test_a_boundary_in_front_of_the_beginning_is_that_of_the_name(model: Any) -> None:
    assert sample(model, LESSON, 5, beginning=".Pik") == sample(model, LESSON, 5, beginning="pik")
    assert sample(model, LESSON, 5, beginning=".") == sample(model, LESSON, 5)
    # A running text has no boundary: a dot is a dot.
    text = Vocabulary.of("a.b", boundary=False)
    assert text.beginning(".a.") == ".a."


def test_tiny_and_huge_temperatures_do_not_break(model: Any) -> None:
    greedy = [i.text for i in sample(model, LESSON, 3, temperature=0)]
    assert greedy == [i.text for i in sample(model, LESSON, 3, temperature=1e-300)]
    assert len(set(greedy)) == 1
    assert len({i.text for i in sample(model, LESSON, 50, temperature=100)}) > 45


def test_the_filter_replaces_what_is_rude() -> None:
    """A model that knows one rude word only, then one that also knows another."""
    words = read_corpus(["merde", "lundi"])
    model = Training(words, PRESETS["mini"], Recipe(steps=150)).run()
    free = [i.text for i in sample(model, LESSON, 40, temperature=0.6)]
    polite = [i.text for i in sample(model, LESSON, 40, temperature=0.6, polite=True)]
    assert "merde" in free
    assert len(polite) == 40
    assert not any(map(is_rude, polite))
    clean = [name for name in free if not is_rude(name)]
    assert polite[: len(clean)] == clean
    with pytest.raises(RunError, match="filter"):
        sample(model, LESSON, 5, temperature=0, beginning="merd", polite=True)


def test_running_text_goes_on_to_the_asked_length() -> None:
    text = read_corpus(["le chat dort. " * 40], kind="text")
    config = PRESETS["mini"].with_dials(vocabulary=text.vocabulary.size)
    model = Training(text, config, Recipe(steps=60, batch=8, learning_rate=0.03)).run()
    (said,) = sample(model, text.vocabulary, 1, 0.0, beginning="le ", max_length=30)
    assert len(said.text) == 33
    assert said.text.startswith("le chat dort. le")
    assert not said.finished


@settings(deadline=None)  # PyTorch is loaded on the way
@given(
    st.lists(st.floats(-700, 700), min_size=1, max_size=30),
    st.floats(0, 100),
    st.integers(0, 40),
    st.floats(0, 1, exclude_max=True),
)
def test_probabilities_of_any_scores(
    logits: list[float], temperature: float, top_k: int, draw: float
) -> None:
    slow = pure.Cache([], [], [], [logits])
    (p,) = slow.probabilities(temperature, top_k)
    assert sum(p) == pytest.approx(1)
    assert all(0 <= x <= 1 for x in p)
    if top_k:
        assert sum(x > 0 for x in p) <= top_k
    assert p[logits.index(max(logits))] == max(p)
    (chosen,) = slow.choose([draw], temperature, top_k)
    assert chosen == pick(p, draw)
    assert p[chosen] > 0 or draw == 0
    for quick in vectorised([logits]):
        (same,) = quick.probabilities(temperature, top_k)
        assert same == pytest.approx(p, abs=1e-12)
        assert quick.choose([draw], temperature, top_k) == [pick(same, draw)]


def vectorised(logits: list[list[float]]) -> Iterator[Any]:
    """Caches of the fast engines with these scores."""
    yield fast.Cache(np.empty(0), np.array(logits), 0, [], [])
    if importlib.util.find_spec("torch"):
        import torch

        scores = torch.tensor(logits, dtype=torch.float64)
        yield engine("torch").Cache(torch.empty(0), scores, 0, [])


def test_of_equal_letters_the_first_ones_are_kept() -> None:
    rows = [[1.0, 3.0, 2.0, 3.0, 2.0, 2.0], [0.0, 0.0, 0.0, 0.0, 0.0, 5.0]]
    for cache in (pure.Cache([], [], [], rows), *vectorised(rows)):
        kept = [[i for i, x in enumerate(p) if x] for p in cache.probabilities(1.0, 3)]
        assert kept == [[1, 2, 3], [0, 1, 5]]
        assert cache.choose([0.999, 0.0], 0.0) == [1, 5]
        assert cache.probabilities(0.0) == [[0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1]]
