"""Several processes under torchrun: the training of one, one voice, one file; a loss is told."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from launching import DIALS, SECONDS, alone, ended, finished, process_of, torchrun

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import together
from premier_llm.engines.together import ALONE, Group
from premier_llm.errors import InputError, RunError
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="torchrun wants Unix's signals")


def test_two_processes_train_as_one_and_only_the_leader_shows_and_writes(tmp_path: Path) -> None:
    run = torchrun(tmp_path, "pokemon", *DIALS, "--steps=50")
    shown, failures = finished(run)
    assert (run.returncode, failures) == (0, [])
    assert shown.count("Verdict") == shown.count("step 50/50") == 1
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["pokemon.safetensors", "pokemon.toml"]
    found, expected = load(tmp_path / "pokemon.safetensors"), alone(50)
    expected.run()
    assert len(expected.history.losses) == 50
    assert expected.history.losses[-1] < expected.history.losses[0] - 1
    losses = list(found.tensors["history.losses"][1])
    assert losses == pytest.approx(expected.history.losses, rel=0, abs=1e-6)
    assert found.training["held_out_losses"] == [
        [step, pytest.approx(loss, rel=0, abs=1e-6)] for step, loss in expected.history.held_out
    ]


def test_what_one_began_three_go_on_with(tmp_path: Path) -> None:
    whole, begun = alone(30), alone(30)
    whole.run()
    for progress in begun:
        if progress.step == 12:
            break
    path = tmp_path / "m.safetensors"
    tensors, facts = begun.state()
    save(path, ModelFile(begun.model.config, begun.corpus.vocabulary, tensors, facts))
    how = ["--standalone", "--nproc-per-node=3"]
    run = torchrun(tmp_path, "--resume", str(path), "--json", how=how)
    shown, failures = finished(run)
    assert (run.returncode, failures) == (0, [])
    assert shown.count('"ended": "steps"') == 1
    losses = list(load(path).tensors["history.losses"][1])
    assert losses == pytest.approx(whole.history.losses, rel=0, abs=1e-6)


RESUMED = """
import json
from premier_llm import PRESETS, Recipe, Training, read_corpus
from premier_llm.engines.together import joined

corpus, config = read_corpus("pokemon"), PRESETS["mini"]
recipe = Recipe(steps=16, batch=7, accumulate=2, held_out=0.2, evaluate_every=5, clip=0.5)
with joined("torch") as group:
    assert group.size == 2
    whole, broken = (Training(corpus, config, recipe, "torch") for _ in range(2))
    whole.run()
    for progress in broken:
        if progress.step == 7:
            break
    tensors, facts = broken.state()
    resumed = Training.from_state(corpus, config, tensors, json.loads(json.dumps(facts)))
    resumed.run()
assert resumed.history == whole.history
for name, (_, flat) in whole.model.tensors().items():
    assert resumed.model.tensors()[name][1].tobytes() == flat.tobytes(), name
"""


def test_as_many_processes_go_on_to_the_bit(tmp_path: Path) -> None:
    script = tmp_path / "resumed.py"
    script.write_text(RESUMED)
    run = torchrun(tmp_path, str(script))
    ((_shown, said),) = ended(run)
    assert run.returncode == 0, said


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("victim", [0, 1])
def test_a_killed_process_ends_the_others_and_the_file_is_whole(
    tmp_path: Path, victim: int
) -> None:
    run = torchrun(tmp_path, "pokemon", *DIALS, "--steps=1000000", "--save-every=0.05")
    path = tmp_path / "pokemon.safetensors"
    deadline = time.monotonic() + SECONDS
    while not path.exists() and time.monotonic() < deadline and run.poll() is None:
        time.sleep(0.05)
    os.kill(process_of([run.pid], victim), signal.SIGKILL)
    shown, failures = finished(run)
    assert run.returncode != 0
    (failure,) = failures
    assert "Another process of this training has ended" in failure
    assert "Traceback" not in shown
    saved = load(path)
    corpus = read_corpus("pokemon")
    resumed = Training.from_state(corpus, saved.config, saved.tensors, saved.training)
    step = resumed.step
    assert next(iter(resumed)).step == step + 1


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
def test_all_stop_after_the_same_step_and_keep_the_model(tmp_path: Path) -> None:
    run = torchrun(tmp_path, "pokemon", *DIALS, "--steps=1000000", "--save-every=0.05")
    path = tmp_path / "pokemon.safetensors"
    deadline = time.monotonic() + SECONDS
    while not path.exists() and time.monotonic() < deadline and run.poll() is None:
        time.sleep(0.05)
    os.kill(process_of([run.pid], 1), signal.SIGTERM)  # the other one learns it from this one
    shown, failures = finished(run)
    assert (run.returncode, failures) == (0, [])
    assert "the model is kept" in shown
    assert load(path).training["ended"] is None


def test_bad_input_is_told_once(tmp_path: Path) -> None:
    for arguments, said in (
        (["pokemon", "--engine=numpy"], "choose --engine torch"),
        (["no_such_list", "--engine=torch"], "no_such_list"),
        (["pokemon", "--engine=torch", "--batch=1"], "2 processes cannot share the 1 windows"),
    ):
        run = torchrun(tmp_path, *arguments)
        shown, failures = finished(run)
        assert run.returncode != 0
        (failure,) = failures
        assert said in failure
        assert not shown
    assert not list(tmp_path.iterdir())


# In one process: what each of several would do


def test_the_shares_of_all_are_the_windows_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, config = read_corpus("pokemon"), PRESETS["mini"]

    def windows(rank: int, size: int, recipe: Recipe, step: int) -> list[Any]:
        monkeypatch.setattr("premier_llm.training.batches.group", lambda: Group(rank, size))
        batches: list[Any] = Training(corpus, config, recipe, "pure")._batches.of_step(step)
        assert all(len(batch) <= -(-(recipe.batch or 99) // size) for batch in batches)
        return [(tuple(x), tuple(y)) for batch in batches for x, y in batch.windows]

    for recipe in (Recipe(batch=7, accumulate=2), Recipe(batch=5), Recipe(batch=0)):
        expected = windows(0, 1, recipe, 3)
        assert len(expected) == (recipe.batch * recipe.accumulate or len(windows_of(corpus, 8)))
        shares = [windows(rank, 3, recipe, 3) for rank in range(3)]
        assert all(shares)
        assert sorted(chain(*shares)) == sorted(expected)


def test_who_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RANK", "WORLD_SIZE"):
        monkeypatch.delenv(name, raising=False)
    assert together.started() == together.group() == ALONE
    assert together.total(2.5) == 2.5
    with together.joined("numpy") as group:
        assert group.leads
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "4")
    assert together.started() == Group(1, 4)
    assert not together.started().leads
    with pytest.raises(InputError, match="--engine torch"), together.joined("numpy"):
        pass


def refused_meeting(monkeypatch: pytest.MonkeyPatch, **variables: object) -> str:
    """Why the processes that the environment announces do not come together."""
    place = {"RANK": 0, "WORLD_SIZE": 2, "MASTER_ADDR": "localhost", "MASTER_PORT": 29500}
    for name, value in (place | variables).items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, str(value))
    with pytest.raises(RunError) as refused, together.joined("torch"):
        pass
    return str(refused.value)


@pytest.mark.parametrize(
    "variables",
    [
        {"MASTER_ADDR": None},
        {"MASTER_PORT": None},
        {"MASTER_PORT": "x"},
        {"RANK": 5},
        {"WORLD_SIZE": 0},
    ],
    ids=str,
)
def test_what_does_not_say_who_the_processes_are(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, object]
) -> None:
    assert "let torchrun start them" in refused_meeting(monkeypatch, **variables)


def test_an_unknown_machine_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused_meeting(monkeypatch, RANK=1, MASTER_ADDR="no.such.machine.invalid")
    assert "No machine is called no.such.machine.invalid" in said


def test_a_taken_port_is_no_lost_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused_meeting(monkeypatch, MASTER_PORT=port)
    assert f"Port {port} is already taken" in said


@pytest.mark.parametrize("rank", [0, 1])
def test_who_never_comes_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch, rank: int
) -> None:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(together, "MEETING", timedelta(seconds=1))
    said = refused_meeting(monkeypatch, RANK=rank, MASTER_PORT=port)
    assert "The 2 processes did not come together at localhost" in said


def test_only_the_loss_of_a_process_is_told_as_one() -> None:
    with pytest.raises(RunError, match="has ended"), together.reaching_others():
        raise RuntimeError("[gloo/transport/tcp/pair.cc:553] Connection closed by peer")
    for error in (RuntimeError("inconsistent tensor size"), RunError("a full disk")):
        with pytest.raises(type(error), match=str(error)), together.reaching_others():
            raise error
