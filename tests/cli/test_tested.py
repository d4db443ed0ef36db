"""A file to test on, as it is; repeats kept; and the saves that are left beside a model."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import assert_one_sentence, run, run_json

from premier_llm.data.reading import read_corpus
from premier_llm.data.tested import with_test
from premier_llm.files.model_file import load
from premier_llm.model.config import Config
from premier_llm.training.loop import Training

LEARNED = "anna\nbob\nanna\nclara\ndora\n"
TESTED = "anna\nanna\nzoé\n李\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "learned.txt").write_text(LEARNED, "utf-8")
    (tmp_path / "tested.txt").write_text(TESTED, "utf-8")
    return tmp_path


TRAIN = ("train", "learned.txt", "--test", "tested.txt", "--repeats", "-o", "m.safetensors")


def test_both_are_read_as_they_are(folder: Path) -> None:
    corpus = with_test(read_corpus("learned.txt", repeats=True), "tested.txt")
    assert corpus.words == ("anna", "bob", "anna", "clara", "dora")
    assert corpus.test is not None
    assert corpus.test.words == ("anna", "anna", "zoe")
    training = Training(corpus, Config())
    assert training.recipe.held_out == 0
    assert training.train_corpus.words == corpus.words
    assert training.held_out_corpus is corpus.test
    assert read_corpus("learned.txt").words == ("anna", "bob", "clara", "dora")


def test_the_loss_told_is_that_of_the_file(folder: Path) -> None:
    told = run(*TRAIN, "--steps", "30")
    assert told.exit_code == 0, told.output
    assert "Tested on tested.txt." in told.output
    assert "Of the 3 to be tested on, 2 are also among those that it learns from." in told.output
    assert "line 4: 李" in told.output
    assert "Loss on tested.txt, which it is tested on" in told.output
    assert "never seen in training" not in told.output
    judged = run_json("evaluate", "m.safetensors")
    loss = judged["held_out_loss"]
    alone = run_json("evaluate", "m.safetensors", "tested.txt")
    # Read as a list, the file has each name once.
    assert loss != alone["loss"]
    (folder / "again.txt").write_text("anna\nzoé\n", "utf-8")
    once = run_json("evaluate", "m.safetensors", "again.txt")["loss"]
    (folder / "anna.txt").write_text("anna\n", "utf-8")
    anna = run_json("evaluate", "m.safetensors", "anna.txt")["loss"]
    # anna has 5 targets, zoe 4; the file has anna twice.
    assert loss == pytest.approx((9 * once + 5 * anna) / 14, rel=1e-4)


def test_it_is_taken_up_and_made_again(folder: Path) -> None:
    assert run(*TRAIN, "--steps", "30", "--json").exit_code == 0
    whole = load("m.safetensors")
    assert run("train", "--config", "m.toml", "-o", "n.safetensors", "--json").exit_code == 0
    assert load("n.safetensors").weights == whole.weights
    assert run("train", "--resume", "m.safetensors", "--steps", "40", "--json").exit_code == 0
    (folder / "tested.txt").write_text("anna\n", "utf-8")
    other = run("train", "--resume", "m.safetensors", "--steps", "50", "--json")
    assert_one_sentence(other)


@pytest.mark.parametrize(
    "asked",
    [
        ("--test", "tested.txt", "--held-out", "0.1"),
        ("--test", "-"),
        ("--test", "nothing.txt"),
        ("--text", "--repeats"),
    ],
)
def test_what_cannot_be_is_one_sentence(folder: Path, asked: tuple[str, ...]) -> None:
    assert_one_sentence(run("train", "learned.txt", *asked, "--json"))
    assert not (folder / "learned.safetensors").exists()


def test_a_text_is_tested_on_a_text(folder: Path) -> None:
    text = ("--text", "--context", "4", "--steps", "3", "--json")
    assert run("train", "learned.txt", "--test", "tested.txt", *text).exit_code == 0
    assert run_json("evaluate", "learned.safetensors")["held_out_loss"] > 0


KEEP = ("train", "pokemon", "--held-out", "0.2", "--steps", "60", "-o", "m.safetensors")


def test_the_last_saves_and_the_best(folder: Path) -> None:
    told = run(*KEEP, "--keep", "2", "--save-every", "0", "--json")
    assert told.exit_code == 0, told.output
    kept = sorted(path.name for path in (folder / "m.kept").iterdir())
    assert kept == ["000059.safetensors", "000060.safetensors", "best.safetensors"]
    # Each can be taken up, to the same end.
    again = run("train", "--resume", "m.kept/000059.safetensors", "-o", "n.safetensors", "--json")
    assert again.exit_code == 0, again.output
    assert load("n.safetensors").weights == load("m.safetensors").weights
    best = load("m.kept/best.safetensors")
    losses = load("m.safetensors").training["held_out_losses"]
    seen = [loss for _step, loss in losses]
    assert best.training["best_held_out_loss"] == min(seen)
    assert run("sample", "m.kept/best.safetensors").exit_code == 0
    assert_one_sentence(run("train", "--resume", "m.kept/best.safetensors", "--json"))


def test_the_saves_of_another_training_stay(folder: Path) -> None:
    mine = folder / "m.kept" / "notes.txt"
    assert run(*KEEP, "--keep", "1", "--save-every", "0", "--json").exit_code == 0
    mine.write_text("mine")
    (folder / "m.safetensors").unlink()
    assert_one_sentence(run(*KEEP, "--keep", "1", "--json"))
    assert (folder / "m.kept" / "000060.safetensors").exists()
    assert run(*KEEP, "--keep", "1", "--json", "--force").exit_code == 0
    assert [path.name for path in (folder / "m.kept").iterdir()] == ["notes.txt"]
    assert_one_sentence(run(*KEEP, "--keep", "0", "--json"))
