"""Trains an entry, and keeps what came out: a line of results.jsonl a (task, entry, seed)."""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from premier_llm.data.corpus import Corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines.contract import Model
from premier_llm.judging.measure import mean_loss
from premier_llm.training.loop import Training

from ..measure import machine
from .entry import Entries, Entry, check_budget, config_of, digest, recipe_of, whole
from .tasks import TASKS

RESULTS = Path(__file__).parent / "results.jsonl"


@dataclass(frozen=True)
class Result:
    """What one training came to."""

    task: str
    budget: int
    entry: str
    digest: str
    """Of what was done: see entry.digest."""
    seed: int
    score: float
    """Mean surprise on the test, in nats a token."""
    new: float | None
    """The same on what of it is new."""
    train: float
    """Mean training loss of the last twentieth of the steps."""
    parameters: int
    steps: int
    seconds: float
    """Of processor time, on one thread: the steps alone."""
    date: str
    machine: str

    @property
    def key(self) -> tuple[str, int, str]:
        """That of its entry."""
        return self.task, self.budget, self.entry


def kept(path: Path = RESULTS) -> list[Result]:
    """All results so far."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Result(**json.loads(line)) for line in lines]


def of_now(results: Iterable[Result], entries: Entries) -> dict[tuple[str, int, str], list[Result]]:
    """Those of the entries as they are now, by entry and in the seeds' order."""
    digests = {key: digest(whole(entry, entries)) for key, entry in entries.items()}
    found: dict[tuple[str, int, str], list[Result]] = {}
    for result in sorted(results, key=lambda result: result.seed):
        if digests.get(result.key) == result.digest:
            found.setdefault(result.key, []).append(result)
    return found


def run(
    chosen: Iterable[Entry], entries: Entries, seeds: Iterable[int], path: Path = RESULTS
) -> None:
    """Train what has no result yet; each result is kept as soon as it is there."""
    # Now, while the files are what was read: somebody may edit them before the last training.
    told = [(entry, digest(whole(entry, entries))) for entry in chosen]
    for seed in seeds:
        for entry, mark in told:
            if (entry.key, mark, seed) in ((r.key, r.digest, r.seed) for r in kept(path)):
                continue
            result = train(entry, entries, seed, mark)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
            print(
                f"{entry.task} {entry.budget} {entry.name}, graine {seed} : {result.score:.4f}"
                f" (appris {result.train:.4f}), {result.seconds:.0f} s",
                flush=True,
            )


def train(entry: Entry, entries: Entries, seed: int, mark: str) -> Result:
    """One training, and its score, kept under that digest."""
    full = whole(entry, entries)
    kind: Callable[..., Training] = full.training or Training
    if full.network is not None:
        from .own import with_network  # PyTorch, which is slow to load

        kind = with_network(full.training or Training, full.network)
    engine, precision = full.engine or "numpy", full.precision or "float32"
    config, recipe = config_of(full), recipe_of(full)
    parts = TASKS[entry.task].parts()
    training = kind(parts.train, config, recipe, engine, seed, precision)
    parameters = count(training.model)
    check_budget(entry.name, entry.budget, parameters)
    since = time.process_time()
    for progress in training:
        if progress.step % max(recipe.steps // 10, 1) == 0:
            _show(f"{entry.name}, graine {seed} : {progress.step} / {recipe.steps} pas")
    seconds = time.process_time() - since
    _show("")
    last = training.history.losses[-max(recipe.steps // 20, 1) :]
    return Result(
        task=entry.task,
        budget=entry.budget,
        entry=entry.name,
        digest=mark,
        seed=seed,
        score=round(_score(training.model, parts.test), 5),
        new=None if parts.new is None else round(_score(training.model, parts.new), 5),
        train=round(sum(last) / len(last), 5),
        parameters=parameters,
        steps=len(training.history.losses),
        seconds=round(seconds, 1),
        date=datetime.date.today().isoformat(),
        machine=machine(),
    )


def count(model: Model) -> int:
    """The numbers of a model, counted in its tensors."""
    return sum(len(flat) for _shape, flat in model.tensors().values())


def _score(model: Model, corpus: Corpus) -> float:
    return mean_loss(model, windows_of(corpus, model.config.context))


def _show(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{line:<70}", end="" if line else "\r", file=sys.stderr, flush=True)
