"""Starting several processes by torchrun, and the training of one that theirs must equal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from premier_llm.data.reading import read_corpus
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

SECONDS = 240
DIALS = [
    "--embedding=8", "--hidden=8", "--batch=7", "--accumulate=2", "--held-out=0.2",
    "--precision=float64", "--engine=torch", "--set=clip=0.5",
]  # fmt: skip


def torchrun(
    folder: Path, *arguments: str, how: Sequence[str] = ("--standalone", "--nproc-per-node=2")
) -> subprocess.Popen[str]:
    """The command train in several processes; or a script, if that comes first."""
    what: list[str] = []
    if not arguments[0].endswith(".py"):
        what = ["-m", "premier_llm", "train"]
    # Scripts find what this file has, too.
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-m", "torch.distributed.run", *how, *what, *arguments],
        cwd=folder,
        env=os.environ | {"PREMIER_LLM_LANG": "en", "OMP_NUM_THREADS": "1", "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(*runs: subprocess.Popen[str]) -> list[tuple[str, str]]:
    """What each has shown and said."""
    try:
        return [run.communicate(timeout=SECONDS) for run in runs]
    finally:
        for run in runs:
            if run.poll() is None:
                run.terminate()  # its processes with it
                run.communicate()


def finished(run: subprocess.Popen[str]) -> tuple[str, list[str]]:
    """What it showed, and the sentences with which processes failed."""
    ((shown, said),) = ended(run)
    return shown, [line for line in said.splitlines() if line.startswith("premier-llm: ")]


def alone(steps: int) -> Training:
    config = PRESETS["mini"].with_dials(embedding=8, hidden=8)
    # Adam hardly minds the size of the slopes; clipping does.
    recipe = Recipe(steps=steps, batch=7, accumulate=2, held_out=0.2, clip=0.5)
    return Training(read_corpus("pokemon"), config, recipe, "torch", 0, "float64")


def small_gpt2(steps: int, shard: bool = False) -> Training:
    """Everything that GPT-2 has: tied embeddings, norms, biases. Two processes have 5 and 4 of the
    9 windows of a step, in 3 and 2 parts."""
    config = PRESETS["gpt2"].with_dials(
        vocabulary=27, context=8, embedding=8, heads=2, layers=2, hidden=8
    )
    recipe = Recipe(
        steps=steps,
        batch=3,
        accumulate=3,
        held_out=0.2,
        evaluate_every=5,
        clip=0.5,
        weight_decay=0.1,
    )
    corpus = read_corpus("pokemon")
    return Training(corpus, config, recipe, "torch", 0, "float64", shard=shard)


def process_of(agents: Sequence[int], rank: int) -> int:
    """The id of one of the processes that these torchruns started."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            environment = (status.parent / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent in agents and f"RANK={rank}".encode() in environment:
            return int(status.parent.name)
    raise AssertionError(f"there is no process {rank}")
