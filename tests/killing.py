"""Kill trainings at random points, all over their length, and take them up: to the same bit?

By hand, for minutes: ``python tests/killing.py --kills 200``. Each training is killed (SIGKILL) ten
times on its way to the end, with --save-every 0; what it ends as must be what the one that nobody
has killed ends as. Says where it was killed, in tenths of its length.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from premier_llm.errors import PremierLLMError
from premier_llm.files.model_file import load

KINDS = {
    "numpy": ["-m", "premier_llm"],
    "torch": ["-m", "premier_llm"],
    "torch, two processes": [
        *("-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"),
        *("-m", "premier_llm"),
    ],
}
STEPS = 400
IN_A_ROW = 10
"""Times that one training is killed."""
DIALS = [
    *("creatures", "--steps", str(STEPS), "--batch", "32", "--held-out", "0.2"),
    *("--set", "evaluate_every=7", "--set", "dropout=0.1", "--set", "average=0.99"),
]


def launched(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
    """The command train, in processes that have a group of their own."""
    return subprocess.Popen(
        [sys.executable, *KINDS[kind], "train", *arguments, "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def step_of(path: Path) -> int:
    """The step that a file was saved at; 0 where there is none yet."""
    try:
        return int(load(path).training["step"])
    except PremierLLMError:
        return 0


def killed_at(path: Path, run: subprocess.Popen[bytes], target: int) -> int | None:
    """Kill it some time after it has come to a step: the step saved last; None if it has ended."""
    while step_of(path) < target:
        if run.poll() is not None:
            return None
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.05))  # at any place of a step, and of a save
    for pid in family(run.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    run.communicate()
    return step_of(path)


def family(pid: int) -> list[int]:
    """A process and all that it has started; those of torchrun have sessions of their own."""
    found = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    known = [pid]
    for one in known:
        known += [child for child, parent in pairs if parent == one]
    return known


def main() -> int:
    """Kill as often as asked, and say what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--kinds", nargs="*", default=list(KINDS), choices=list(KINDS))
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    random.seed(options.seed)
    failures = 0
    for kind in options.kinds:
        places: Counter[int] = Counter()
        trainings = 0
        with tempfile.TemporaryDirectory() as folder:
            engine = ["--engine", kind.split(",")[0]]
            whole = Path(folder, "whole.safetensors")
            run = launched(kind, *DIALS, *engine, "-o", str(whole))
            _out, said = run.communicate()
            assert run.returncode == 0, said.decode()
            expected = load(whole).tensors
            while places.total() < options.kills / len(options.kinds):
                path = Path(folder, f"{trainings}.safetensors")
                trainings += 1
                kept = ["-o", str(path), "--save-every", "0"]
                run = launched(kind, *DIALS, *engine, *kept)
                for target in sorted(random.sample(range(1, STEPS - 5), IN_A_ROW)):
                    step = killed_at(path, run, target)
                    if step is not None:
                        places[step * 10 // STEPS] += 1
                        again = ["--resume", str(path), "--save-every", "0"]
                        run = launched(kind, *again)
                _out, said = run.communicate()
                if run.returncode or load(path).tensors != expected:
                    failures += 1
                    print(f"{kind}: training {trainings} differs: {said.decode()[-300:]}")
        spread = ", ".join(str(places[tenth]) for tenth in range(11))
        print(
            f"{kind}: {places.total()} kills in {trainings} trainings, by tenths: {spread}",
            flush=True,
        )
    print(f"{failures} trainings that differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
