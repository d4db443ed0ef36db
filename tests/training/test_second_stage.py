"""The second apprenticeship: answers alone are learned, in all engines, resumed to the bit."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import pytest
from helpers import ENGINES, NEEDS_TORCH

from premier_llm.data.corpus import Corpus
from premier_llm.data.exchanges import Answers, Example, Given, answer_window, talking
from premier_llm.data.report import Report
from premier_llm.data.worlds.world import World
from premier_llm.engines import engine
from premier_llm.engines.contract import Tensors
from premier_llm.model.config import Config
from premier_llm.model.presets import PLANS, PRESETS
from premier_llm.model.words import Words
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.conversation import fingerprint
from premier_llm.using.widened import widened

STORIES = tuple(World("histoires").stories(12))
WORDS = Words.found(STORIES)
PAIRS = [(f"Qui est le numéro {n} ?", f"C’est le {n}.") for n in ("un", "deux", "trois", "six")]
CHAT = talking(WORDS, [text for pair in PAIRS for text in pair])
SMALL = {"context": 24, "embedding": 8, "heads": 2, "hidden": 8}
SENTENCES = PLANS["sentences"].with_dials(vocabulary=WORDS.size, **SMALL)


def answers(mix: float = 0.5) -> Answers:
    first = Corpus("h", "histoires", "words", STORIES, CHAT.vocabulary, Report((), ""))
    examples = tuple(
        Example(STORIES[0] if i % 2 else "", (), *pair, i) for i, pair in enumerate(PAIRS)
    )
    given = Given("mes questions", "a.txt", examples, (), Report((), ""))
    return Answers.of(given, CHAT, SMALL["context"], first, mix)


def begun(config: Config = SENTENCES) -> tuple[Config, Tensors]:
    weights = engine("pure").Model(config, 3).tensors()
    return widened(config, weights, 5, CHAT.vocabulary.size)


def training(name: str, steps: int = 4, **dials: Any) -> Training:
    config, tensors = begun()
    recipe = Recipe(
        steps=steps, batch=3, learning_rate=0.01, evaluate_every=2, held_out=0.25, **dials
    )
    return Training(answers(), config, recipe, name, 1, "float64", tensors)


# Widened


@pytest.mark.parametrize("name", ["mini", "gpt2", "modern", "answers"])
def test_new_rows_stand_behind_and_known_ones_stay(name: str) -> None:
    small = {"vocabulary": 5, "context": 4, "embedding": 8, "heads": 2, "hidden": 8, "layers": 1}
    config = {**PRESETS, **PLANS}[name].with_dials(**small)
    old = engine("pure").Model(config, 0).tensors()
    wider, new = widened(config, old, 7, 9, 6)
    assert (wider.vocabulary, wider.context) == (9, 6)
    assert engine("numpy").Model.from_parameters(wider, new).config == wider
    grown = {"token_embedding", *(["unembedding"] if not config.tied else [])}
    grown |= {"position_embedding"} if config.positions == "learned" else set()
    for tensor, (_shape, values) in old.items():
        assert new[tensor][1][: len(values)] == values
        assert (len(new[tensor][1]) > len(values)) == (tensor in grown)
    if config.init == "copying":
        assert new["unembedding"][1][40:] == new["token_embedding"][1][40:]
    assert widened(config, old, 7, 9, 6)[1] == new
    assert widened(config, old, 8, 9, 6)[1] != new
    assert widened(config, old, 7)[1] == old


def test_new_rows_are_drawn_as_the_first_ones_were() -> None:
    config = PRESETS["gpt2"].with_dials(
        vocabulary=2, context=2, embedding=64, heads=2, layers=1, hidden=4
    )
    _wider, new = widened(config, engine("numpy").Model(config, 0).tensors(), 0, 302)
    rows = np.asarray(new["token_embedding"][1][128:])
    assert rows.std() == pytest.approx(0.02, rel=0.05)
    assert abs(rows.mean()) < 0.001


# The loss


@pytest.mark.parametrize("name", ENGINES)
def test_the_question_is_read_and_not_learned(name: str) -> None:
    """A loss that touched the question would say it better than the answer alone does."""
    config, tensors = begun()
    model = engine(name).Model.from_parameters(config, tensors)
    question, answer = PAIRS[0]
    window = answer_window(CHAT, config.context, "", (), question, answer)
    chances = model.forward(list(window.tokens))
    said = [*CHAT.vocabulary.encode(answer), 0]
    rows = zip(chances[-len(said) :], said, strict=True)
    surprises = [-np.log(row[target]) for row, target in rows]
    assert model.loss(model.pack([window])) == pytest.approx(np.mean(surprises), abs=1e-9)


@pytest.mark.parametrize("name", ENGINES)
def test_gradients_come_from_the_answer_alone(name: str) -> None:
    """Against differences of the answer's surprise: none for scores of the question's own words."""
    config, tensors = begun()
    kind = engine(name).Model
    window = answer_window(CHAT, config.context, "", (), *PAIRS[0])
    row = CHAT.vocabulary.tokens.index("Qui")  # a word of the question, never of the answer
    width = config.embedding
    places = range(row * width, (row + 1) * width)

    def surprise(moved: int, by: float) -> float:
        other = dict(tensors)
        shape, values = tensors["token_embedding"]
        values = array("d", values)
        values[moved] += by
        other["token_embedding"] = (shape, values)
        chances = kind.from_parameters(config, other).forward(list(window.tokens))
        said = [*CHAT.vocabulary.encode(PAIRS[0][1]), 0]
        rows = zip(chances[-len(said) :], said, strict=True)
        return float(np.mean([-np.log(row[target]) for row, target in rows]))

    training = Training(
        answers(0), config, Recipe(steps=1, held_out=0.0), name, 0, "float64", tensors
    )
    model = training.model
    model.loss_and_gradients(model.pack([window]))
    found = gradient(training)[places.start : places.stop]
    expected = [(surprise(p, 1e-5) - surprise(p, -1e-5)) / 2e-5 for p in places]
    assert found == pytest.approx(expected, abs=1e-7)
    assert max(map(abs, expected)) > 1e-6  # the question is read


def gradient(training: Training) -> list[float]:
    model: Any = training.model
    return [float(g) for row in model.gradients["token_embedding"] for g in row]


# Trainings


@pytest.mark.parametrize("name", ["numpy", pytest.param("torch", marks=NEEDS_TORCH)])
def test_engines_agree(name: str) -> None:
    pure, other = training("pure"), training(name)
    for slow, quick in zip(pure, other, strict=True):
        assert quick.step == slow.step
        assert quick.loss == pytest.approx(slow.loss, abs=1e-9)
        assert quick.held_out_loss == (
            slow.held_out_loss and pytest.approx(slow.held_out_loss, abs=1e-9)
        )
    ours, theirs = pure.model.tensors(), other.model.tensors()
    for tensor in ours:
        assert list(theirs[tensor][1]) == pytest.approx(list(ours[tensor][1]), abs=1e-9)


@pytest.mark.parametrize("name", ["numpy", pytest.param("torch", marks=NEEDS_TORCH)])
def test_it_is_resumed_to_the_bit(name: str) -> None:
    whole = training(name, 6)
    whole.before = {"step": 3}
    whole.run()
    begun = training(name, 6)
    begun.before = {"step": 3}
    for progress in begun:
        if progress.step == 3:
            break
    tensors, facts = begun.state()
    taken_up = Training.from_state(answers(), begun.model.config, tensors, facts)
    taken_up.run()
    assert taken_up.model.tensors() == whole.model.tensors()
    assert taken_up.facts()["before"] == {"step": 3}


def test_each_step_has_answers_and_some_of_what_was_learned_first() -> None:
    under_way = training("pure", 40)
    corpus = under_way.train_corpus
    assert isinstance(corpus, Answers)
    batches: Any = under_way._batches
    count = len(corpus.examples)
    windows = corpus.windows[SMALL["context"]] + corpus.first_windows()
    taken: list[list[int]] = []

    class Kept:
        def __len__(self) -> int:
            return len(windows)

        def take(self, places: list[int]) -> list[int]:
            taken.append(list(places))
            return []

    batches._all = Kept()
    for step in range(40):
        batches.of_step(step)
    assert all(sum(p < count for p in places) == 3 for places in taken)
    assert all(sum(p >= count for p in places) == 2 for places in taken)
    seen = [p for places in taken for p in places if p < count]
    # Each answer comes once before any comes again.
    assert all(set(seen[i : i + count]) == set(range(count)) for i in range(0, 120, count))
    before = list(taken)
    for step in reversed(range(40)):
        batches.of_step(step)
    assert taken[40:][::-1] == before  # of the seed and the step alone


def test_it_forgets_less_with_a_mixture() -> None:
    def loss(mix: float) -> float:
        config, tensors = begun()
        told = answers().first
        assert told is not None
        first = Training(
            told, config, Recipe(steps=150, batch=8, learning_rate=0.02), "numpy", 0,
            "float64", tensors,
        )  # fmt: skip
        first.run()
        recipe = Recipe(steps=80, batch=3, learning_rate=0.02)
        second = Training(
            answers(mix), config, recipe, "numpy", 0, "float64", first.model.tensors()
        )
        second.run()
        return float(second.model.loss(second.model.pack(answers().first_windows())))

    assert loss(1.0) < loss(0.0) - 0.3


# What it shows of itself


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("kind", ["f", "d"])
def test_the_same_numbers_show_the_same_digits(name: str, kind: str) -> None:
    config, tensors = begun()
    told = {n: (shape, array(kind, flat)) for n, (shape, flat) in tensors.items()}
    model = engine(name).Model.from_parameters(config, told)
    pure = engine("pure").Model.from_parameters(config, tensors)
    assert fingerprint(model) == fingerprint(pure)
    told["unembedding"][1][-1] += 1e-6
    assert fingerprint(engine(name).Model.from_parameters(config, told)) != fingerprint(pure)
