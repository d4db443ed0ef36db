"""The log of a training: whole, also when it is taken up; and what a library's user hooks in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from premier_llm.cli.app import app
from premier_llm.data.reading import read_corpus
from premier_llm.errors import InputError
from premier_llm.files.model_file import ModelFile, save
from premier_llm.model.presets import PRESETS
from premier_llm.training.log import Log, LogLost
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

HOW = Recipe(steps=12, batch=8, held_out=0.2, evaluate_every=4)


def begin(how: Recipe = HOW, seed: int = 3) -> Training:
    return Training(read_corpus("pokemon"), PRESETS["mini"], how, seed=seed)


def steps_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def logged(training: Training, path: Path, stop: int = 99) -> None:
    with Log(path, training) as log:
        for progress in training:
            log.add(progress)
            if progress.step == stop:
                break


def test_each_step_is_there_with_its_numbers(tmp_path: Path) -> None:
    path, training = tmp_path / "log.jsonl", begin()
    logged(training, path)
    steps = steps_of(path)
    assert [step["step"] for step in steps] == list(range(1, 13))
    assert [step["loss"] for step in steps] == training.history.losses
    looked = [(step["step"], step["held_out_loss"]) for step in steps if "held_out_loss" in step]
    assert looked == training.history.held_out
    assert [step["learning_rate"] for step in steps] == [HOW.rate(step) for step in range(12)]
    assert all(step["gradient_norm"] > 0 for step in steps)


@pytest.mark.parametrize("half", ["", '{"step": 9, "lo'])
def test_a_training_that_is_taken_up_has_each_step_once(tmp_path: Path, half: str) -> None:
    path, whole = tmp_path / "log.jsonl", tmp_path / "whole.jsonl"
    logged(begin(), whole)
    broken = begin()
    logged(broken, path, stop=5)
    state = broken.state()
    for progress in broken:  # three more, which a power cut takes away
        with path.open("a") as file:
            file.write(json.dumps({"step": progress.step, "loss": 0.0}) + "\n")
        if progress.step == 8:
            break
    with path.open("a") as file:
        file.write(half)
    logged(Training.from_state(read_corpus("pokemon"), broken.model.config, *state), path)

    def without_time(path: Path) -> list[dict[str, Any]]:
        return [{n: x for n, x in s.items() if n != "tokens_per_second"} for s in steps_of(path)]

    assert without_time(path) == without_time(whole)


@pytest.mark.parametrize("clip", [0.0, 1e-3])
@pytest.mark.parametrize("engine", ["numpy", "pure", "torch"])
def test_the_norm_is_that_before_the_bound(engine: str, clip: float) -> None:
    if engine == "torch":
        pytest.importorskip("torch")
    how = Recipe(steps=2, batch=4, clip=clip)
    training = Training(read_corpus("pokemon"), PRESETS["mini"], how, engine, precision="float64")
    assert training.gradient_norm is None
    next(iter(training))
    plain = Training(read_corpus("pokemon"), PRESETS["mini"], how, "pure")
    plain._learn(0)
    expected = plain.optimizer.gradient_norm
    assert expected is not None
    assert expected > 0.1
    assert training.gradient_norm == pytest.approx(expected, abs=1e-9)


def test_what_is_another_trainings_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    logged(begin(), path, stop=3)
    before = path.read_bytes()
    with pytest.raises(InputError, match="--force"):
        Log(path, begin())
    other = begin(seed=4)
    next(iter(other))
    with pytest.raises(InputError, match="another training"):
        Log(path, other)
    assert path.read_bytes() == before
    path.write_text("\nnothing of ours\n")
    with pytest.raises(InputError, match="another training"):
        Log(path, other)
    for nowhere in (tmp_path, tmp_path / "missing" / "log.jsonl"):
        with pytest.raises(LogLost, match="choose another file"):
            Log(nowhere, begin())


def test_the_command_writes_it_and_goes_on_in_it(tmp_path: Path) -> None:
    model, path = str(tmp_path / "m.safetensors"), tmp_path / "log.jsonl"
    more = ["--json", "--log", str(path)]

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(app, ["train", "pokemon", *arguments, *more])

    assert run("--steps", "6", "-o", model).exit_code == 0
    assert run("--resume", model, "--steps", "9").exit_code == 0
    assert [step["step"] for step in steps_of(path)] == list(range(1, 10))
    again = run("--steps", "6", "-o", str(tmp_path / "n.safetensors"))
    assert again.exit_code == 2
    assert "--force" in again.stderr


@dataclass(frozen=True)
class Halved(Recipe):
    """A schedule of one's own, with a dial of its own."""

    every: int = 5

    def rate(self, step: int) -> float:
        return self.learning_rate * 0.5 ** (step // self.every)


def test_a_recipe_of_ones_own_survives_a_resume() -> None:
    how = Halved(steps=12, batch=8, every=3)
    whole, broken = begin(how), begin(how)
    rates = [progress.learning_rate for progress in whole]
    assert rates[::3] == pytest.approx([0.03, 0.015, 0.0075, 0.00375])
    steps = iter(broken)
    for _ in range(5):
        next(steps)
    config, (tensors, facts) = broken.model.config, broken.state()
    facts = json.loads(json.dumps(facts))
    again = Training.from_state(read_corpus("pokemon"), config, tensors, facts, Halved)
    assert isinstance(again.recipe, Halved)
    assert [progress.learning_rate for progress in again] == rates[5:]
    assert again.model.tensors() == whole.model.tensors()
    with pytest.raises(InputError, match="Halved"):
        Training.from_state(read_corpus("pokemon"), config, tensors, facts)
    _, plain = begin().state()
    with pytest.raises(InputError, match="Halved"):
        Training.from_state(read_corpus("pokemon"), config, tensors, plain, Halved)


def test_a_list_from_python_is_asked_for_as_such(tmp_path: Path) -> None:
    words, path = read_corpus(["emma", "olivia", "ava"]), tmp_path / "m.safetensors"
    training = Training(words, PRESETS["mini"], Recipe(steps=4))
    next(iter(training))
    save(path, ModelFile(training.model.config, words.vocabulary, *training.state()))
    found = CliRunner().invoke(app, ["train", "--resume", str(path)])
    assert (found.exit_code, "from Python" in found.stderr) == (2, True)
    (tmp_path / "names.txt").write_text("emma\nolivia\nava\n")
    again = CliRunner().invoke(
        app, ["train", str(tmp_path / "names.txt"), "--resume", str(path), "--json"]
    )
    assert again.exit_code == 0, again.stderr
