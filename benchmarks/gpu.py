"""All that only a GPU can show, in one command of at most ten minutes.

    PYTHONPATH=src python -m benchmarks.gpu --out FOLDER

runs the tests that need one, times a step of GPT-2 and its decoding, divides a model with FSDP2 on
nccl, and kills a training that must go on to the bit. Each stage is a process with a time of its
own: one that fails, hangs or crashes is told with its last lines, and the next one begins. FOLDER
then holds gpu.md and gpu.json, with the card's name, and gpu.log, all that was said; they are
written anew after each stage. Without a GPU nothing is measured, and that is said.

Needed beside a checkout: a PyTorch that sees the GPU (its machine's own, not the one that
constraints.txt names), numpy, click, rich, platformdirs, safetensors; pytest and hypothesis for the
tests, transformers to compare with. Nothing is fetched.

``--device cpu`` goes the same ways in small, without a GPU (gloo in place of nccl), so that a
mistake is found before a GPU is paid for. What it measures says nothing of speed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from premier_llm.data.reading import read_corpus
from premier_llm.files import divided
from premier_llm.files.model_file import ModelFile, load
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

from . import decoding, rivals, scale
from .measure import ONE_THREAD, Figure

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "docs" / "architecture.md"
"""Something to learn from that every checkout has."""
GPT2 = PRESETS["gpt2"]
SMALL = GPT2.with_dials(vocabulary=128, context=64, embedding=32, heads=4, layers=2, hidden=64)
LAST_LINES = 15


def tests(device: str) -> Iterator[Figure]:
    """Those that a machine without a GPU leaves out; with ``cpu``, the same ones there."""
    files = [p for p in (ROOT / "tests").rglob("test_*.py") if "NEEDS_GPU" in p.read_text("utf-8")]
    # Another PyTorch than the pinned one may warn of what it will change: that is no failure here.
    options = ["-k", device, "-W", "default", "-p", "no:cacheprovider", "--tb=short"]
    command = [sys.executable, "-m", "pytest", *map(str, files), *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(done.stdout)
    count = {
        kind: int(found[1]) if (found := re.search(rf"(\d+) {kind}", done.stdout)) else 0
        for kind in ("passed", "failed", "error", "skipped")
    }
    bad = count["failed"] + count["error"]
    yield Figure(
        f"tests qui demandent {'un GPU' if device == 'cuda' else 'un appareil'}",
        "tous réussis",
        f"{count['passed']} réussis, {bad} ratés, {count['skipped']} sautés",
        "",
        done.returncode == 0 and count["passed"] > 0 and not count["skipped"],
    )


def learning(device: str) -> Iterator[Figure]:
    """Tokens a second and MFU."""
    yield from scale.learning(GPT2 if device == "cuda" else SMALL, device)


def inventing(device: str) -> Iterator[Figure]:
    """One text and eight, beside transformers."""
    if missing := [library for library in decoding.NEEDED if not rivals.present(library)]:
        yield Figure(f"GPT-2 invente ({missing[0]})", "", "absent ici", "", None)
    elif device == "cuda":
        yield from decoding.side_by_side(GPT2, device, "GPU", None)
    else:
        yield from decoding.side_by_side(SMALL, device, "en petit, processeur", None)


def dividing(device: str) -> Iterator[Figure]:
    """FSDP2 with one process: the training and the divided file of one that is not divided."""
    distributed: Any = import_module("torch.distributed")  # whose types leave its stores out
    distributed.init_process_group(store=distributed.HashStore(), rank=0, world_size=1)
    backend = "nccl" if device == "cuda" else "gloo"
    if not distributed.is_backend_available(backend):
        raise RuntimeError(f"this PyTorch has no {backend}")
    corpus = read_corpus(TEXT, kind="text")
    config = SMALL.with_dials(vocabulary=corpus.vocabulary.size)
    recipe = Recipe(steps=20, batch=4, held_out=0.2, evaluate_every=10, clip=0.5, weight_decay=0.1)

    def training(shard: bool) -> Training:
        return Training(corpus, config, recipe, "torch", 1, "float64", None, device, False, shard)

    whole, parted = training(False), training(True)
    divides: Any = parted.model
    assert divides.sharded
    assert type(divides.network).__name__.startswith("FSDP")
    whole.run()
    broken = training(True)
    for progress in broken:
        if progress.step == 11:
            break
    parted.run()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "m.checkpoint")
        divided.save(place, ModelFile(config, corpus.vocabulary, *broken.state()))
        kept = divided.load(place)
    resumed = Training.from_state(corpus, config, kept.tensors, kept.training)
    resumed.run()
    distributed.destroy_process_group()
    apart = max(
        abs(a - b) for a, b in zip(whole.history.losses, parted.history.losses, strict=True)
    )
    yield Figure(
        f"FSDP2 sur {backend}, un processus, float64 : écart des erreurs, {recipe.steps} pas",
        "≤ 1e-10",
        f"{apart:.0e}",
        "",
        apart <= 1e-10,
    )
    again = max(
        abs(a - b) for a, b in zip(parted.history.losses, resumed.history.losses, strict=True)
    )
    yield Figure(
        "… repris au pas 11 de son dossier : écart des erreurs", "≤ 1e-10", f"{again:.0e}", "",
        again <= 1e-10,
    )  # fmt: skip


EXACT = "import torch; torch.use_deterministic_algorithms(True)\n"
"""Attention's backward pass on a GPU adds up in no fixed order unless told to."""
COMMAND = "import sys; from premier_llm.cli import main; sys.exit(main())"


def resuming(device: str) -> Iterator[Figure]:
    """A training killed in its middle ends as one that was not, with fixed orders of adding up.

    Without them, two trainings that nothing interrupts may differ: whether they do is said.
    """
    gpu = device == "cuda"
    dials = (256, 384, 6, 1024, 600) if gpu else (32, 32, 2, 64, 60)
    options = [
        f"--{name}={value}"
        for name, value in zip(
            ("context", "embedding", "layers", "hidden", "steps"), dials, strict=True
        )
    ]
    options += ["--preset=gpt2", "--text", "--engine=torch", f"--device={device}", "--heads=4"]
    options += ["--precision=bfloat16", "--batch=12", "--save-every=0.2"]
    with tempfile.TemporaryDirectory() as folder:

        def train(name: str, exact: bool) -> tuple[subprocess.Popen[bytes], Path]:
            path = Path(folder, f"{name}.safetensors")
            how = ["--resume", str(path)] if path.exists() else [str(TEXT), *options]
            code = EXACT * exact + COMMAND
            output = [] if path.exists() else ["--output", str(path)]
            command = [sys.executable, "-c", code, "train", *how, *output, "--json"]
            # cuBLAS, too, asks for this to add up in a fixed order.
            env = os.environ | {"CUBLAS_WORKSPACE_CONFIG": ":4096:8"}
            return subprocess.Popen(command, env=env, cwd=folder), path

        process, path = train("broken", True)
        while process.poll() is None and not path.exists():
            time.sleep(0.01)
        process.kill()
        process.wait()
        kept = load(path).training
        if kept["ended"]:
            raise RuntimeError("the training had ended before it could be killed")
        names = {"broken": True, "whole": True, "free": False, "free too": False}
        running = [train(name, exact) for name, exact in names.items()]
        for name, (process, _path) in zip(names, running, strict=True):
            if process.wait():
                raise RuntimeError(f"the training {name} ended with {process.returncode}")
        resumed, whole, one, two = (bits(load(path)) for _process, path in running)
    yield Figure(
        f"entraînement tué (kill -9), repris au pas {kept['step']} sur {dials[-1]}, bfloat16, "
        "sommes en ordre fixe : même fichier, au bit près",
        "oui",
        "oui" if resumed == whole else "non",
        "",
        resumed == whole,
    )
    yield Figure(
        "… sans cet ordre, deux entraînements que rien n’interrompt : mêmes au bit près",
        "",
        "oui" if one == two else "non",
        "",
        None,
    )


def bits(model: ModelFile) -> dict[str, bytes]:
    """Every tensor, the curve among them."""
    return {name: flat.tobytes() for name, (_shape, flat) in model.tensors.items()}


class Stage(NamedTuple):
    """What is tried in one process."""

    work: Callable[[str], Iterator[Figure]]
    seconds: int
    """Then it is ended."""


STAGES = {
    "tests": Stage(tests, 110),
    "learning": Stage(learning, 140),
    "resuming": Stage(resuming, 120),
    "dividing": Stage(dividing, 60),
    "inventing": Stage(inventing, 130),
}
"""Together less than the ten minutes, each at its longest."""
PATIENCE = {"cuda": 1, "cpu": 5}
"""So many times longer: nobody lends a processor by the minute, and it may be shared."""


class Outcome(NamedTuple):
    """What has become of a stage."""

    name: str
    figures: list[Figure]
    failure: str | None
    last_lines: list[str]
    seconds: float

    @property
    def well(self) -> bool:
        """Whether it ended, and every goal was reached."""
        return self.failure is None and all(f.reached is not False for f in self.figures)


def environment(device: str) -> dict[str, str]:
    """In which stages run, and what they start elsewhere."""
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    # What is small enough to be tried without a GPU is fastest on one thread.
    threads = ONE_THREAD if device == "cpu" else {}
    return os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"} | threads


def in_its_own_process(name: str, device: str, seconds: float, log: Path) -> Outcome:
    """Do a stage; what it starts ends with it, at its time at the latest."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, log.open("ab") as said:
        told, start = Path(folder, "figures.json"), said.tell()
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "benchmarks.gpu",
                "--device",
                device,
                "--alone",
                str(told),
                name,
            ],
            cwd=ROOT,
            env=environment(device),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        failure = None
        try:
            if process.wait(seconds):
                failure = f"fin avec le code {process.returncode}"
        except subprocess.TimeoutExpired:
            failure = f"arrêtée après {seconds:.0f} s"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        found = json.loads(told.read_text("utf-8")) if told.exists() else []
    lines = log.read_bytes()[start:].decode(errors="replace").splitlines()
    last = [line.rstrip() for line in lines if line.strip()][-LAST_LINES:]
    figures = [Figure(**figure) for figure in found]
    return Outcome(name, figures, failure, last, time.monotonic() - began)


def machine(device: str) -> dict[str, str]:
    """The card, and what computes on it."""
    import torch

    facts = {
        "date": datetime.date.today().isoformat(),
        "card": torch.cuda.get_device_name() if device == "cuda" else "processeur, sans GPU",
        "torch": torch.__version__,
        "python": platform.python_version(),
    }
    if device == "cuda":
        memory = torch.cuda.get_device_properties(0).total_memory / 1e9
        facts |= {"cuda": str(torch.version.cuda), "memory": f"{memory:.0f} Go"}
    return facts


def lines_of(outcome: Outcome) -> Iterator[str]:
    """A stage in Markdown."""
    for f in outcome.figures:
        mark = {True: " : oui", False: " : **non**", None: ""}[f.reached]
        goal = f" ; but {f.goal}{mark}" if f.goal else ""
        between = f" ({f.spread})" if f.spread else ""
        yield f"- {f.what} : **{f.found}**{between}{goal}".replace(".", ",")
    if outcome.failure:
        yield f"- {outcome.name} : **n’a pas abouti**, {outcome.failure}"
    if not outcome.well:
        yield from ("", "  ```text", *(f"  {line}" for line in outcome.last_lines), "  ```", "")


def write(folder: Path, facts: dict[str, str], outcomes: Sequence[Outcome]) -> None:
    """The figures so far."""
    others = [f"{name} {value}" for name, value in facts.items() if name not in ("card", "date")]
    head = [f"## {facts['card']}", "", f"{facts['date']} · {' · '.join(others)}", ""]
    page = [*head, *(line for outcome in outcomes for line in lines_of(outcome)), ""]
    (folder / "gpu.md").write_text("\n".join(page), encoding="utf-8")
    stages: list[dict[str, Any]] = [
        {
            "stage": each.name,
            "seconds": round(each.seconds, 1),
            "failure": each.failure,
            "last_lines": [] if each.well else each.last_lines,
            "figures": [vars(figure) for figure in each.figures],
        }
        for each in outcomes
    ]
    told = json.dumps({"machine": facts, "stages": stages}, ensure_ascii=False, indent=1)
    (folder / "gpu.json").write_text(told + "\n", encoding="utf-8")


def alone(name: str, device: str, told: Path) -> None:
    """A stage in this process; its figures are kept one by one, lest what follows fails."""
    figures: list[Figure] = []
    for figure in STAGES[name].work(device):
        figures.append(figure)
        told.write_text(json.dumps([vars(f) for f in figures]), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """All stages, or those named; 0 if all went well, or there is no GPU."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.gpu",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("stages", nargs="*", help=f"among {', '.join(STAGES)}; all by default")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "build" / "gpu", help="the folder for the figures"
    )
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.stages) - set(STAGES):
        parser.error(f"unknown stages: {', '.join(sorted(unknown))}")
    if chosen.alone:
        (name,) = chosen.stages
        alone(name, chosen.device, chosen.alone)
        return 0
    if not rivals.present("torch"):
        print("Rien n’est mesuré : PyTorch n’est pas installé ici.")
        return 0
    if chosen.device == "cuda":
        import torch

        if not torch.cuda.is_available():
            print(
                f"Rien n’est mesuré : ce PyTorch ({torch.__version__}) ne voit pas de GPU. "
                "--device cpu fait les mêmes étapes en petit."
            )
            return 0
    chosen.out.mkdir(parents=True, exist_ok=True)
    facts, outcomes = machine(chosen.device), []
    log = chosen.out / "gpu.log"
    log.write_bytes(b"")
    names = chosen.stages or list(STAGES)
    print(f"{facts['card']}, torch {facts['torch']}", flush=True)
    for place, name in enumerate(names, 1):
        seconds = STAGES[name].seconds * PATIENCE[chosen.device]
        print(f"[{place}/{len(names)}] {name} : {seconds} s au plus…", flush=True)
        outcome = in_its_own_process(name, chosen.device, seconds, log)
        outcomes.append(outcome)
        write(chosen.out, facts, outcomes)
        print("\n".join(lines_of(outcome)), f"\n  ({outcome.seconds:.0f} s)", flush=True)
    print(f"Écrit : {chosen.out / 'gpu.md'}, gpu.json, gpu.log")
    return 0 if all(outcome.well for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
