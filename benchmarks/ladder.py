"""From mini towards GPT-2, one difference at a time, each rung trained on the same names.

``python -m benchmarks.ladder [LIST] [--steps N] [--seeds N]``: LIST is a list that we ship or a
file of names. It prints the table of docs/echelle.md.

The recipe is the same for all rungs but for its speed: each has the best of three, by the hidden
names, for a rung may only have wanted another speed.
"""

from __future__ import annotations

import os

from .measure import ONE_THREAD

os.environ.update(ONE_THREAD)

import argparse
import time
from statistics import mean, stdev

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import spread_windows
from premier_llm.judging.measure import mean_loss
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Diverged, Training
from premier_llm.training.recipe import Recipe

NORM: dict[str, int | str | bool] = {
    "norm": "layer",
    "norm_blocks": True,
    "norm_final": True,
    "norm_weight": True,
    "norm_bias": True,
}
RUNGS: list[tuple[str, dict[str, int | str | bool]]] = [
    ("`mini`", {}),
    ("4 têtes", {"heads": 4}),
    ("une matrice après l’attention", {"attention_output": True}),
    ("recentrer (LayerNorm)", NORM),
    ("le tirage de GPT-2", {"init": "gpt2"}),
    ("GELU", {"activation": "gelu_tanh"}),
    ("une seule table", {"tied": True}),
    ("des biais dans l’attention", {"attention_bias": True}),
    ("2 étages", {"layers": 2}),
    ("4 étages, cartes de 32, réseau de 128", {"layers": 4, "embedding": 32, "hidden": 128}),
]
RATES = (0.003, 0.01, 0.03)
HELD_OUT = 0.1
LOOKED_AT = 4000
"""Windows on which a loss is measured, at most: of the names learned from, and of the hidden."""


def rungs() -> list[tuple[str, Config]]:
    """Each keeps the dials of those below."""
    config = PRESETS["mini"]
    climbed = []
    for name, dials in RUNGS:
        config = config.with_dials(**dials)
        climbed.append((name, config))
    return climbed


def trained(
    names: Corpus, config: Config, rate: float, steps: int, seed: int
) -> tuple[float, float, float]:
    """(loss on names learned from, on hidden names, seconds); infinite where it explodes."""
    seen, hidden = names.split(HELD_OUT, seed=0)
    recipe = Recipe(steps=steps, batch=64, learning_rate=rate, beta1=0.8, beta2=0.95, warmup=20)
    training = Training(seen, config, recipe, "numpy", seed)
    since = time.perf_counter()
    try:
        training.run()
    except Diverged:
        return float("inf"), float("inf"), time.perf_counter() - since
    took = time.perf_counter() - since

    def loss(corpus: Corpus) -> float:
        return mean_loss(training.model, spread_windows(corpus, config.context, LOOKED_AT))

    return loss(seen), loss(hidden), took


def number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("list", nargs="?", default="prenoms")
    reader.add_argument("--steps", type=int, default=300)
    reader.add_argument("--seeds", type=int, default=10)
    asked = reader.parse_args()
    names = read_corpus(asked.list)
    print(f"{len(names.words)} names, {asked.steps} steps of 64, {asked.seeds} seeds\n")
    print("| barreau | nombres | vitesse | noms appris | noms cachés | écart avec le précédent |")
    print("|---|---:|---:|---:|---:|---:|")
    before: list[float] = []
    for name, config in rungs():
        runs = {
            rate: [trained(names, config, rate, asked.steps, seed) for seed in range(asked.seeds)]
            for rate in RATES
        }
        rate = min(runs, key=lambda one: mean(hidden for _, hidden, _ in runs[one]))
        seen, hidden, _ = map(list, zip(*runs[rate], strict=True))
        gap = ""
        if before:
            gaps = [now - then for now, then in zip(hidden, before, strict=True)]
            better = sum(one < 0 for one in gaps)
            gap = f"{number(mean(gaps), 3)} ± {number(stdev(gaps), 3)} ({better}/{len(gaps)})"
        print(
            f"| {name} | {config.parameter_count()} | {number(rate, 3)} | {number(mean(seen), 3)} "
            f"| {number(mean(hidden), 3)} ± {number(stdev(hidden), 3)} | {gap} |",
            flush=True,
        )
        before = hidden


if __name__ == "__main__":
    main()
