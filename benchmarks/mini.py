"""The lesson's model and its like, with our own engines: how fast, how large, how soon started."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import numpy as fast
from premier_llm.files.model_file import ModelFile, save
from premier_llm.judging.measure import mean_loss
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

from . import rivals
from .measure import (
    DATA,
    Figure,
    in_turn,
    median,
    missing,
    peak_memory,
    ratios,
    seconds,
    spread,
)

MINI = PRESETS["mini"]
NEAR_FLOOR = 0.3438
BY_HEART = Recipe(
    steps=3000, learning_rate=0.03, beta1=0.7, beta2=0.9, cycle=250, target=NEAR_FLOOR
)


def pokemon_by_heart() -> Iterator[Figure]:
    """20 names from scratch to 1 % above the floor, over seeds."""
    words = read_corpus("pokemon")
    times = []
    for seed in range(20):
        training = Training(words, MINI, BY_HEART, seed=seed)
        training.run()
        times.append(training.seconds if training.ended == "target" else float("inf"))
    middle, within = median(times), sum(t <= 0.3 for t in times)
    reached = [t for t in times if t < float("inf")]
    yield Figure(
        "20 Pokémon jusqu'à 0,3438, graines 0 à 19 (médiane)",
        "≤ 0,06 s",
        f"{middle:.3f} s",
        f"{spread(reached)} ({len(reached)} graines)",
        middle <= 0.06,
    )
    yield Figure("… graines arrivées en 0,3 s", "≥ 18 sur 20", f"{within} sur 20", "", within >= 18)


def one_step() -> Iterator[Figure]:
    """The same training step against PyTorch and JAX."""
    windows = windows_of(read_corpus("pokemon"), 8)
    start = fast.Model(MINI)
    weights = {name: value.copy() for name, value in start.parameters.items()}
    ours = rivals.numpy_step(start, windows)
    expected = [ours() for _ in range(8)]
    works: dict[str, Callable[[], float]] = {"NumPy": ours}
    if rivals.present("torch"):
        for how in ("eager", "fused", "compiled"):
            works[f"PyTorch {how}"] = rivals.torch_step(weights, windows, how)
    if rivals.present("jax"):
        works["JAX jit"] = rivals.jax_step(weights, windows)
    for name in list(works)[1:]:
        rivals.check(name, works[name], expected)
    found = in_turn(works, times=25, each=100)
    own = found.pop("NumPy")
    yield Figure("un pas d'entraînement (NumPy)", "", us(median(own)), spread(own, 1e6, "µs"), None)
    eager = {name: median(found[name]) for name in found if name.endswith(("eager", "fused"))}
    fastest = min(eager, key=eager.__getitem__, default="")
    for name, theirs in found.items():
        pairs = ratios(own, theirs)
        goal = {fastest: 1 / 3, "JAX jit": 1.0}.get(name)
        yield Figure(
            f"… {name} : {us(median(theirs))} ; rapport NumPy / {name}",
            "" if goal is None else f"≤ {goal:.2f}",
            f"{median(pairs):.2f}",
            spread(pairs, unit=""),
            None if goal is None else median(pairs) <= goal,
        )
    for name in ("torch", "jax"):
        if not rivals.present(name):
            yield missing(f"… {name}", f"{name} n’est pas installé ici")


def us(value: float) -> str:
    """Seconds as microseconds."""
    return f"{value * 1e6:.0f} µs"


def french_species() -> Iterator[Figure]:
    """1,023 names to a public course's loss."""
    words = read_corpus(DATA / "pokemon_fr.txt")
    windows = windows_of(words, 8)
    recipe = Recipe(steps=200, batch=48, learning_rate=0.04)
    times, losses = [], []
    for seed in range(7):
        training = Training(words, MINI, recipe, seed=seed)
        training.run()
        times.append(training.seconds)
        losses.append(mean_loss(training.model, windows))
    yield Figure(
        f"1 023 noms français : erreur {median(losses):.3f} (but 2,324, {recipe.steps} pas)",
        "≤ 0,1 s",
        f"{median(times):.3f} s",
        spread(times),
        median(times) <= 0.1 and median(losses) <= 2.324,
    )


def microgpt_on_names() -> Iterator[Figure]:
    """The microgpt preset on names.txt, to what microgpt.py reaches in 1,000 steps."""
    words = read_corpus(DATA / "names.txt", "microgpt")
    recipe = Recipe(
        steps=70, batch=32, learning_rate=0.05, held_out=0.1, evaluate_every=70, evaluate_windows=1
    )
    times, losses = [], []
    for seed in range(7):
        training = Training(words, PRESETS["microgpt"], recipe, seed=seed)
        training.run()
        times.append(training.seconds)
        assert training.held_out_corpus is not None
        losses.append(mean_loss(training.model, windows_of(training.held_out_corpus, 16)))
    yield Figure(
        f"microgpt, names.txt : erreur cachée {median(losses):.3f} (but 2,376, {recipe.steps} pas)",
        "≤ 0,06 s",
        f"{median(times):.3f} s",
        spread(times),
        median(times) <= 0.06 and median(losses) <= 2.376,
    )


def inventing() -> Iterator[Figure]:
    """Names a second, in batches, of a model that recites and of one that hesitates."""
    for title, source, recipe, goal in (
        ("20 Pokémon", "pokemon", Recipe(steps=100), 20_000),
        ("dinosaures, aux noms bien plus longs", "dinosaures", None, None),
    ):
        words = read_corpus(source)
        model = Training(words, MINI, recipe).run()
        rates = []
        for seed in range(9):
            work = partial(sample, model, words.vocabulary, 5000, seed=seed)
            rates.append(5000 / seconds(work))
        yield Figure(
            f"noms inventés par seconde, par lots ({title})",
            "" if goal is None else "≥ 20 000",
            f"{median(rates):,.0f}".replace(",", " "),
            spread(rates, unit=""),
            None if goal is None else median(rates) >= goal,
        )


MEMORY = {
    "20 Pokémon": "Training(read_corpus('pokemon'), PRESETS['mini']).run()",
    "1 023 noms": "Training(read_corpus(r'{data}/pokemon_fr.txt'), PRESETS['mini'],"
    " Recipe(steps=200, batch=48)).run()",
    "microgpt": "Training(read_corpus(r'{data}/names.txt', 'microgpt'), PRESETS['microgpt'],"
    " Recipe(steps=70, batch=32, held_out=0.1)).run()",
    "20 000 noms inventés": "w = read_corpus('pokemon'); sample(Training(w, PRESETS['mini']).run(),"
    " w.vocabulary, 20000)",
}


def memory() -> Iterator[Figure]:
    """Peak memory of each of the above, in a process of its own."""
    for name, code in MEMORY.items():
        imports = "from premier_llm import *\n"
        peak = peak_memory(imports + code.format(data=DATA))
        yield Figure(f"mémoire au plus : {name}", "< 150 Mo", f"{peak:.0f} Mo", "", peak < 150)


def starting() -> Iterator[Figure]:
    """What the import adds to Python's start, and how fast the command answers."""

    def python(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    works = {"bare": python("pass"), "import": python("import premier_llm")}
    in_turn(works, 2, 1)
    found = in_turn(works, 15, 1)
    added = [b - a for a, b in zip(found["bare"], found["import"], strict=True)]
    yield Figure(
        "import premier_llm, en plus de Python",
        "≤ 30 ms",
        f"{median(added) * 1e3:.1f} ms",
        spread(added, 1e3, "ms"),
        median(added) <= 0.03,
    )
    command = shutil.which("premier-llm", path=str(Path(sys.executable).parent))
    if command is None:
        yield missing("premier-llm sample", "la commande n’est pas installée ici")
        return
    words = read_corpus("pokemon")
    model = Training(words, MINI, Recipe(steps=100)).run()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "pokemon.safetensors"))
        save(path, ModelFile(MINI, words.vocabulary, model.tensors()))

        def answer() -> None:
            subprocess.run([command, "sample", path], check=True, capture_output=True)

        answer()
        times = [seconds(answer) for _ in range(9)]
    middle = median(times)
    yield Figure("premier-llm sample", "< 0,4 s", f"{middle:.2f} s", spread(times), middle < 0.4)


def pure_engine() -> Iterator[Figure]:
    """The readable engine, on this interpreter."""
    words = read_corpus(DATA / "names.txt", "microgpt")
    recipe = Recipe(steps=1000, batch=1, learning_rate=0.01, beta1=0.85, beta2=0.99)
    training = Training(words, PRESETS["microgpt"], recipe, "pure")
    training.run()
    took = training.seconds
    yield Figure("Python pur : 1 000 pas de microgpt", "< 24 s", f"{took:.1f} s", "", took < 24)
    times = []
    for seed in range(5):
        training = Training(
            read_corpus("pokemon"), MINI, replace(BY_HEART, steps=1000), "pure", seed
        )
        training.run()
        times.append(training.seconds if training.ended == "target" else float("inf"))
    yield Figure(
        "Python pur : 20 Pokémon jusqu'à 0,3438 (médiane de 5 graines)",
        "< 15 s",
        f"{median(times):.1f} s",
        spread([t for t in times if t < 1e6]),
        median(times) < 15,
    )
