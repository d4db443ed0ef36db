"""Too little memory: what would fit is measured and said, it is true, and nothing is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from helpers import ENGINES, NEEDS_TORCH

from premier_llm.cli.app import app
from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import spread_windows
from premier_llm.engines.together import Group
from premier_llm.errors import InputError, OutOfMemory
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.judging import measure
from premier_llm.judging.measure import mean_loss
from premier_llm.model.presets import PRESETS
from premier_llm.training import memory
from premier_llm.training.loop import Training
from premier_llm.training.memory import memory_of, most_that_fit
from premier_llm.training.recipe import Recipe

MINI = PRESETS["mini"]
LINUX = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="needs Linux's limit of a process's memory"
)

LIMITED = """
import resource, sys
from premier_llm.cli.app import app
from premier_llm.engines import engine

engine(sys.argv.pop(1))
room = int(sys.argv.pop(1)) * 2**20
pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + room
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
app()
"""


def limited(
    folder: Path, engine: str, megabytes: int, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """The command with so many more megabytes than the engine itself takes."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, engine, str(megabytes), "train", *arguments,
         "--engine", engine, "--output", "m.safetensors"],
        cwd=folder,
        env=os.environ | {
            "PREMIER_LLM_LANG": "en", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def advice(said: str) -> list[str]:
    """The options that a sentence names, to be given as they are."""
    found = re.search(r"--batch \d+ --accumulate \d+", said)
    assert found, said
    return found[0].split()


@LINUX
@pytest.mark.parametrize("engine", ["numpy", pytest.param("torch", marks=NEEDS_TORCH)])
def test_what_is_said_to_fit_does(tmp_path: Path, engine: str) -> None:
    (tmp_path / "book.txt").write_text("le chat dort la souris danse " * 99)
    arguments = [
        "book.txt", "--text", "--context", "64", "--steps", "1", "--held-out", "0",
        "--batch", "8192",
    ]  # fmt: skip
    refused = limited(tmp_path, engine, 300, *arguments)
    assert refused.returncode == 1, refused.stderr
    assert refused.stderr.count("\n") == 1
    assert re.search(
        r"There is not enough memory for 8192 windows at once; \d+ fit: --batch", refused.stderr
    ), refused.stderr
    assert not (tmp_path / "m.safetensors").exists()
    # A little more: how memory that was freed lies about differs from run to run.
    taken = limited(tmp_path, engine, 350, *arguments, *advice(refused.stderr))
    assert taken.returncode == 0, taken.stderr
    assert load(tmp_path / "m.safetensors").training["step"] == 1


# With a memory that we invent: so many windows at once


def text() -> Corpus:
    return read_corpus(["le chat dort, la souris danse. " * 40], kind="text")


def begun(corpus: Corpus, recipe: Recipe, engine: str = "numpy") -> Training:
    config = MINI.with_dials(vocabulary=corpus.vocabulary.size)
    return Training(corpus, config, recipe, engine, 3, "float64")


def with_room(monkeypatch: pytest.MonkeyPatch, run: Training, windows: int) -> list[int]:
    """Let so many windows fit from here on; the numbers that are tried."""
    learn, tried = run.model.loss_and_gradients, []

    def refuse(*parts: Any, **more: Any) -> float:
        tried.append(max(map(len, parts)))
        if tried[-1] > windows:
            raise MemoryError if run.engine_name != "torch" else OutOfMemory("as its engine says")
        return learn(*parts, **more)

    monkeypatch.setattr(run.model, "loss_and_gradients", refuse)
    return tried


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("corpus", "recipe", "room", "said"),
    [
        (text(), Recipe(steps=3, batch=64), 8, "64 .* 8 fit: --batch 8 --accumulate 8"),
        (text(), Recipe(steps=3, batch=10, accumulate=3), 9, ".* 5 fit: --batch 5 --accumulate 6"),
        (text(), Recipe(steps=3, batch=12), 4, "12 .* 3 fit: --batch 3 --accumulate 4"),
        (text(), Recipe(steps=3, batch=97), 30, "97 .* 24 fit: --batch 1 --accumulate 97"),
        (read_corpus("pokemon"), Recipe(steps=3), 10, "41 .* 10 fit: --batch 10 --accumulate 5"),
        (read_corpus("pokemon"), Recipe(steps=3, batch=6), 5, ".* 3 fit: --batch 3 --accumulate 2"),
    ],
)  # fmt: skip
def test_the_same_training_in_parts_that_fit(
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    corpus: Corpus,
    recipe: Recipe,
    room: int,
    said: str,
) -> None:
    whole = begun(corpus, recipe, engine)
    whole.run()
    short = begun(corpus, recipe, engine)
    with_room(monkeypatch, short, room)
    before = short.model.tensors()
    with pytest.raises(OutOfMemory, match=said) as error:
        short.run()
    assert "\n" not in str(error.value)
    assert short.model.tensors() == before
    _, batch, _, accumulate = advice(str(error.value))
    short.regroup(batch=int(batch), accumulate=int(accumulate))
    short.run()
    assert short.history.losses == pytest.approx(whole.history.losses, abs=1e-12)


def test_not_even_one_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    run = begun(text(), Recipe(batch=12))
    tried = with_room(monkeypatch, run, 0)
    with pytest.raises(OutOfMemory, match=r"a single window: the [\d,]+ numbers .* dial down") as e:
        run.run()
    assert tried == [12, 6, 3, 1]
    assert "\n" not in str(e.value)


def test_as_many_as_fit() -> None:
    def attempt(count: int) -> None:
        if count > 5:
            raise MemoryError

    assert [most_that_fit(most, attempt) for most in (1, 5, 6, 64)] == [1, 5, 3, 4]
    assert most_that_fit(3, lambda count: attempt(6)) == 0
    with pytest.raises(ZeroDivisionError):
        most_that_fit(3, lambda count: 1 / 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_look_takes_as_many_windows_as_fit(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    run, windows = begun(text(), Recipe(), engine), spread_windows(text(), 8, 27)
    expected, look, tried = mean_loss(run.model, windows), run.model.loss, []

    def refuse(batch: Any) -> float:
        tried.append(len(batch))
        if len(batch) > 5:
            raise MemoryError if engine != "torch" else OutOfMemory("as its engine says")
        return look(batch)

    monkeypatch.setattr(run.model, "loss", refuse)
    assert mean_loss(run.model, windows) == pytest.approx(expected, abs=1e-12)
    assert sum(count for count in tried if count <= 5) == 27 == tried[0]
    monkeypatch.setattr(measure, "group", lambda: Group(0, 2))
    with pytest.raises((MemoryError, OutOfMemory)):
        mean_loss(run.model, windows)


def test_several_processes_do_not_try_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = begun(text(), Recipe(batch=64))
    tried = with_room(monkeypatch, run, 8)
    monkeypatch.setattr(memory, "group", lambda: Group(0, 4))
    with pytest.raises(OutOfMemory, match="64 windows at once, shared by 4 processes"):
        run.run()
    assert tried == [64]


def test_what_was_learned_is_kept_and_goes_on_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "m.safetensors", begun(read_corpus("pokemon"), Recipe(steps=8))
    whole.run()
    run = begun(read_corpus("pokemon"), Recipe(steps=8))
    for progress in run:
        if progress.step == 5:
            break
    tensors, facts = run.state()
    save(path, ModelFile(MINI, run.corpus.vocabulary, tensors, facts))
    untouched = path.read_bytes()

    def train(room: int, after: int, *options: str) -> Any:
        """The command, where memory runs out after so many steps."""
        with monkeypatch.context() as context:
            learn = Training._learn

            def short(self: Training, step: int) -> float:
                if self.step == after:
                    with_room(context, self, room)
                return learn(self, step)

            context.setattr(Training, "_learn", short)
            return CliRunner().invoke(app, ["train", "--resume", str(path), "--json", *options])

    refused = train(8, 5)
    assert refused.exit_code == 1
    assert "41 windows at once; 5 fit" in refused.stderr
    assert path.read_bytes() == untouched, "nothing new was learned"
    refused = train(8, 7)
    assert refused.exit_code == 1
    assert "What was learned is in" in refused.stderr
    assert load(path).training["step"] == 7
    other = train(8, 7, "--batch", "8", "--accumulate", "5")
    assert other.exit_code == 2
    assert "learns from 41 windows" in other.stderr
    assert train(8, 7, *advice(refused.stderr)).exit_code == 0
    losses = list(load(path).tensors["history.losses"][1])
    assert losses == pytest.approx(whole.history.losses, abs=1e-12)


def test_what_may_be_used_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (-1, -1))
    there = memory_of()
    assert there is None or there > 10**7
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (10**6, 10**6))
    assert memory_of() == 10**6
    monkeypatch.setattr(
        "premier_llm.training.memory.os.sysconf", lambda name: 200
    )  # bytes a page, pages
    assert memory_of() == 200 * 200
    from premier_llm.cli.files import check_size

    with pytest.raises(InputError, match="this computer has"):
        check_size(MINI, "numpy")


def test_of_a_large_model_is_told_what_it_takes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from premier_llm.cli.files import check_size

    monkeypatch.setattr("premier_llm.cli.files.memory_of", lambda: 10**13)
    check_size(MINI, "numpy")
    check_size(PRESETS["gpt2"], "torch", quiet=True)
    assert capsys.readouterr().err == ""
    check_size(PRESETS["gpt2"], "torch")
    assert capsys.readouterr().err == (
        "124,439,808 numbers to draw: about 4.0 GB of memory, and about 25 s before the first "
        "step.\n"
    )
    # Without counting one by one what no machine could hold.
    with pytest.raises(InputError, match="1,840,000,000,992 numbers"):
        check_size(MINI.with_dials(layers=10**9), "numpy")
