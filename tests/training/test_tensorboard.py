"""What TensorBoard itself reads back of a training's curves: whole, once, also when taken up."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from premier_llm.cli.app import app
from premier_llm.files.model_file import load
from premier_llm.training.loop import Training

event_accumulator = pytest.importorskip(
    "tensorboard.backend.event_processing.event_accumulator",
    reason="needs TensorBoard: pip install 'premier-llm[tensorboard]'",
)
RecordWriter = pytest.importorskip("tensorboard.summary.writer.record_writer").RecordWriter
DIALS = ["--batch", "8", "--held-out", "0.2", "--set", "evaluate_every=4", "--seed", "3"]


def train(folder: Path, *arguments: str) -> Any:
    dials = [] if "--resume" in arguments else DIALS
    return CliRunner().invoke(
        app,
        ["train", "pokemon", *dials, *arguments, "--json", "--tensorboard", str(folder / "runs")],
    )


def read(folder: Path) -> Any:
    found = event_accumulator.EventAccumulator(
        str(folder / "runs"), {event_accumulator.SCALARS: 0, event_accumulator.TENSORS: 0}
    )
    return found.Reload()


def curve(found: Any, tag: str) -> list[tuple[int, float]]:
    return [(event.step, event.value) for event in found.Scalars(tag)]


def about(values: list[tuple[int, float]]) -> list[Any]:
    """In float32, as TensorBoard keeps them."""
    return [(step, pytest.approx(value, rel=1e-6)) for step, value in values]


def test_all_that_a_training_says_is_there(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    run = train(tmp_path, "--steps", "10", "--output", str(path))
    assert run.exit_code == 0, run.output
    found, saved = read(tmp_path), load(path)
    losses = list(saved.tensors["history.losses"][1])
    assert curve(found, "loss/training") == about(list(enumerate(losses, 1)))
    looked = [(step, loss) for step, loss in saved.training["held_out_losses"]]
    assert [step for step, _ in looked] == [4, 8, 10]
    assert curve(found, "loss/held out") == about(looked)
    rates = curve(found, "learning rate")
    assert rates[0][1] == pytest.approx(saved.training["recipe"]["learning_rate"])
    assert rates[-1][1] < rates[0][1] / 5
    assert all(speed > 0 for _, speed in curve(found, "tokens per second"))
    assert set(found.Tags()["scalars"]) == {
        "loss/training", "loss/held out", "learning rate", "gradient norm", "tokens per second",
    }  # fmt: skip
    invented = found.Tensors("invented")
    assert [event.step for event in invented] == [4, 8, 10]
    (names,) = invented[-1].tensor_proto.string_val
    assert len(names.decode().splitlines()) == 10
    dials = found.summary_metadata["_hparams_/session_start_info"].plugin_data.content
    for dial in (b"learning_rate", b"embedding", b"seed", b"precision", b"numpy"):
        assert dial in dials


@pytest.mark.parametrize("lost", [0, 3])
def test_a_training_that_is_taken_up_goes_on_in_the_same_curves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    path = tmp_path / "m.safetensors"
    step = Training._learn

    def stop(self: Training, number: int) -> float:
        if number == 6 + lost:
            raise SystemExit(1)  # the terminal is closed
        return step(self, number)

    with monkeypatch.context() as context:
        context.setattr(Training, "_learn", stop)
        train(tmp_path, "--steps", "12", "--output", str(path), "--save-every", "0")
    assert len(curve(read(tmp_path), "loss/training")) == 6 + lost
    if lost:  # the curves know of steps that the file does not
        rewind(path, 6)
    run = train(tmp_path, "--resume", str(path))
    assert run.exit_code == 0, run.output
    losses = list(load(path).tensors["history.losses"][1])
    assert curve(read(tmp_path), "loss/training") == about(list(enumerate(losses, 1)))
    assert [step for step, _ in curve(read(tmp_path), "loss/held out")] == [4, 8, 12]
    # This reader forgets numbers only; TensorBoard's own, in another language, also texts.
    assert {event.step for event in read(tmp_path).Tensors("invented")} == {4, 8, 12}


def test_a_second_training_in_the_folder_hides_nothing_of_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    assert train(tmp_path, "--steps", "10", "--output", str(first)).exit_code == 0
    before = curve(read(tmp_path), "loss/training")
    assert train(tmp_path, "--steps", "6", "--output", str(second)).exit_code == 0
    inside = event_accumulator.EventAccumulator(str(tmp_path / "runs" / "2")).Reload()
    assert [step for step, _ in curve(inside, "loss/training")] == [*range(1, 7)]
    # Each goes on in its own curves.
    assert train(tmp_path, "--resume", str(first), "--steps", "14").exit_code == 0
    assert train(tmp_path, "--resume", str(second), "--steps", "9").exit_code == 0
    found = event_accumulator.EventAccumulator(str(tmp_path / "runs" / "2")).Reload()
    assert [step for step, _ in curve(found, "loss/training")] == [*range(1, 10)]
    root = read(tmp_path)
    assert [step for step, _ in curve(root, "loss/training")] == [*range(1, 15)]
    assert curve(root, "loss/training")[:10] == before
    assert sorted(path.name for path in (tmp_path / "runs").iterdir() if path.is_dir()) == ["2"]


def rewind(path: Path, step: int) -> None:
    """The file of the same training as it was after fewer steps."""
    from premier_llm.data.reading import read_corpus
    from premier_llm.files.model_file import ModelFile, save
    from premier_llm.training.recipe import Recipe

    saved = load(path)
    run = Training(read_corpus("pokemon"), saved.config, Recipe(**saved.training["recipe"]), seed=3)
    run.curves = saved.training["curves"]
    for progress in run:
        if progress.step == step:
            break
    tensors, facts = run.state()
    save(path, ModelFile(saved.config, saved.vocabulary, tensors, facts))


def test_without_tensorboard_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tensorboard.compat.proto", None)
    run = train(tmp_path, "--output", str(tmp_path / "m.safetensors"))
    assert run.exit_code == 2
    assert "pip install 'premier-llm[tensorboard]'" in run.stderr
    assert run.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    run = train(tmp_path, "--output", str(tmp_path / "m.safetensors"))
    assert run.exit_code == 1
    assert "The curves cannot be kept" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("full_after", [0, 2])
def test_a_full_disk_costs_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_after: int
) -> None:
    """Said in one sentence from the thread that trains, which keeps what was learned."""
    path = tmp_path / "m.safetensors"
    flushed = 0

    def flush(_self: Any) -> None:
        nonlocal flushed
        if flushed == full_after:
            raise OSError(errno.ENOSPC, "No space left on device")
        flushed += 1

    monkeypatch.setattr(RecordWriter, "flush", flush)
    run = train(tmp_path, "--steps", "10", "--output", str(path), "--save-every", "0")
    assert run.exit_code == 1
    assert run.stderr.startswith("premier-llm: The curves cannot be kept in ")
    assert run.stderr.count("\n") == 1
    assert ("What was learned is in" in run.stderr) == bool(full_after)
    assert path.exists() == bool(full_after)
    if full_after:
        assert load(path).training["step"] == 2
