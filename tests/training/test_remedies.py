"""What keeps a training from learning by heart: dropout, smoothed answers, means of the weights."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.errors import InputError, RunError
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.config import Config
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

MEANS: list[dict[str, Any]] = [{"average": 0.9}, {"average_last": 4}]
ENGINES = ["numpy", "pure", "torch"]


def corpus() -> Corpus:
    return read_corpus("dinosaures")


def recipe(**dials: Any) -> Recipe:
    given = {"steps": 10, "batch": 4, "held_out": 0.1, "evaluate_every": 5, "evaluate_windows": 8}
    return Recipe(**given | dials)


def begin(engine: str, how: Recipe) -> Training:
    if engine == "torch":
        pytest.importorskip("torch")
    words = corpus()
    config = Config(vocabulary=words.vocabulary.size, embedding=4, hidden=8, context=4)
    return Training(words, config, how, engine, precision="float64")


def flat(tensors: dict[str, Any]) -> array[float]:
    return array("d", [x for _shape, values in tensors.values() for x in values])


@pytest.mark.parametrize("dials", MEANS)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_mean_is_kept(engine: str, dials: dict[str, Any]) -> None:
    training = begin(engine, recipe(held_out=0.0, **dials))
    expected, seen, means = flat(training.model.tensors()), [], 0
    for progress in training:
        now = flat(training.model.tensors())
        seen.append(now)
        if "average" in dials:
            share = 1 - min(0.9, (1 + means) / (10 + means))
            means += 1
            expected = array("d", [m + share * (w - m) for m, w in zip(expected, now, strict=True)])
        elif progress.step <= 6:
            expected = now  # which is what is kept until the last four steps
        else:
            columns = zip(*seen[6:], strict=True)
            expected = array("d", [sum(column) / len(column) for column in columns])
        assert flat(training.kept()) == pytest.approx(expected, abs=1e-12)
    assert flat(training.model.tensors()) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("dials", MEANS)
def test_what_is_looked_at_is_the_mean(dials: dict[str, Any]) -> None:
    with_mean, without = begin("numpy", recipe(**dials)), begin("numpy", recipe())
    with_mean.run(), without.run()
    assert with_mean.history.losses == without.history.losses, "the training goes on beside it"
    (_, found), (_, plain) = with_mean.history.held_out[-1], without.history.held_out[-1]
    assert found != plain


@pytest.mark.parametrize("stop", [3, 7, 8])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("dials", MEANS)
def test_taken_up_again_to_the_bit(engine: str, dials: dict[str, Any], stop: int) -> None:
    how = recipe(dropout=0.2, label_smoothing=0.1, **dials)
    whole, broken = begin(engine, how), begin(engine, how)
    whole.run()
    steps = iter(broken)
    for _ in range(stop):
        next(steps)
    again = Training.from_state(corpus(), broken.model.config, *broken.state())
    again.run()
    assert flat(again.model.tensors()) == flat(whole.model.tensors())
    assert again.history == whole.history


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_train_alike(engine: str) -> None:
    how = recipe(dropout=0.3, label_smoothing=0.05, average=0.8)
    oracle, training = begin("pure", how), begin(engine, how)
    oracle.run(), training.run()
    assert training.history.losses == pytest.approx(oracle.history.losses, abs=1e-9)
    assert flat(training.model.tensors()) == pytest.approx(flat(oracle.model.tensors()), abs=1e-9)


def test_a_step_in_parts_is_that_step() -> None:
    whole, parts = (begin("numpy", recipe(dropout=0.3, batch=4 // n, accumulate=n)) for n in (1, 2))
    whole.run(), parts.run()
    assert parts.history.losses == pytest.approx(whole.history.losses, abs=1e-12)


@pytest.mark.parametrize(
    ("dials", "said"),
    [
        ({"average": 0.9, "average_last": 3}, "choose one"),
        ({"dropout": 1.0}, "below 1"),
        ({"label_smoothing": 1}, "below 1"),
        ({"average": 1.5}, "below 1"),
        ({"average_last": -1}, "at least 0"),
        ({"dropout": -0.1}, "at least 0"),
    ],
)
def test_impossible_remedies_are_refused(dials: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        recipe(**dials)


@pytest.mark.parametrize("dials", MEANS)
def test_what_a_file_is_used_with_is_the_mean(tmp_path: Path, dials: dict[str, Any]) -> None:
    training, path = begin("numpy", recipe(**dials)), tmp_path / "m.safetensors"
    steps = iter(training)
    for _ in range(8):
        next(steps)
    save(path, ModelFile(training.model.config, training.corpus.vocabulary, *training.state()))
    kept = load(path)
    assert kept.weights == training.kept()
    assert kept.weights != training.model.tensors()
    again = Training.from_state(corpus(), kept.config, kept.tensors, kept.training)
    assert again.model.tensors() == training.model.tensors()
    spoiled = kept.tensors | {"mean.unembedding": ((1,), array("d", [0.0]))}
    with pytest.raises(RunError, match="shape"):
        save(path, replace(kept, tensors=spoiled))
