"""Measure every figure that the project promises, and write docs/benchmarks.md."""

from __future__ import annotations

import os

# Before NumPy and the others are loaded: one thread is the fastest at this size, and the fairest.
from .measure import ONE_THREAD, Figure, in_turn, machine, median, peak_memory, ratios, spread

os.environ.update(ONE_THREAD)

import argparse
import datetime
import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import numpy as fast
from premier_llm.files.model_file import ModelFile, save
from premier_llm.judging.measure import mean_loss
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

from . import peers, rivals, scale, stories
from .answers import answers
from .decoding import decoding
from .measure import as_json, seconds
from .pieces import pieces
from .why import why

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
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
            yield Figure(f"… {name}", "", "absent ici", "", None)


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


@cache
def beside_peers() -> peers.Found:
    """What lab/step.mjs measures, once."""
    return _node("benchmarks/lab/step.mjs", "--json", "--python", sys.executable)


def labo() -> Iterator[Figure]:
    """Le Labo's engine in Node beside its peers."""
    yield from peers.figures(beside_peers())


def labo_page() -> Iterator[Figure]:
    """Le Labo's page in Chromium."""
    page = _node("benchmarks/lab_page.mjs")
    weight = page["compressed_bytes"] / 1000
    yield Figure("Labo : poids compressé", "≤ 230 ko", f"{weight:.0f} ko", "", weight <= 230)
    slowed = "ralenti six fois"
    for title, where, key, most in (
        ("première image", "chromium", "paint_s", 1.0),
        ("prêt à entraîner", "chromium", "ready_s", 1.5),
        (f"prêt à entraîner, {slowed}", "slowed", "ready_s", 5.0),
        ("20 Pokémon à 1 % du plancher, 10 graines", "chromium", "floor_s", 1.0),
        (f"20 Pokémon à 1 % du plancher, {slowed}", "slowed", "floor_s", 6.0),
    ):
        value = page[where][key]
        yield Figure(f"Labo : {title}", f"≤ {most:g} s", f"{value:.2f} s", "", value <= most)
    longest = page["chromium"]["longest_task_ms"]
    yield Figure(
        "Labo : plus longue tâche de la page à l'entraînement (0 : toutes sous 50 ms)",
        "≤ 50 ms",
        f"{longest:.0f} ms",
        f"{page['chromium']['frame_ms']:.1f} ms entre deux images",
        longest <= 50,
    )
    large = page["large"]
    yield Figure(
        f"Labo : images par seconde pendant qu'un modèle de {peers.spaced(large['numbers'])} "
        "nombres apprend",
        "60, à 1 près",
        f"{large['frames_per_s']:.1f}",
        "",
        large["frames_per_s"] >= 59,
    )


def browsers() -> Iterator[Figure]:
    """Le Labo's page in each engine of browsers."""
    # WebKitGTK opens a window, wherever it is.
    screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    for name, seen in _run([*screen, "node", "benchmarks/browsers.mjs"]).items():
        if "missing" in seen:
            yield Figure(f"Labo dans {name}", "", f"absent ici : {seen['missing']}", "", None)
            continue
        yield Figure(
            f"Labo dans {seen['version'].replace('/', ' ')} : prêt à entraîner ; 20 Pokémon à 0,34 "
            "(erreur affichée) ; étapes par seconde",
            "",
            f"{seen['ready_s']:.2f} s ; {seen['floor_s']:.2f} s ; "
            f"{peers.spaced(seen['steps_per_s'])}",
            "",
            None,
        )


def school() -> Iterator[Figure]:
    """The school folder in Chromium: its weight, its start, its longest cells."""
    found = _node("benchmarks/school.mjs")
    weight = found["zip_bytes"] / 1e6
    yield Figure("École : le zip", "≤ 25 Mo", f"{weight:.1f} Mo", "", weight <= 25)
    for title, where, most in (
        ("premier résultat d'une leçon", "chromium", 8),
        ("premier résultat d'une leçon, ralenti six fois", "slowed", 30),
    ):
        each, value = found[where]["each_s"], found[where]["first_output_s"]
        spread = f"{min(each):.1f} – {max(each):.1f} s"
        yield Figure(f"École : {title}", f"≤ {most} s", f"{value:.1f} s", spread, value <= most)
        paint = found[where]["paint_s"]
        yield Figure("… la barre se montre après", "≤ 1 s", f"{paint:.2f} s", "", paint <= 1)
    for number, lesson in found["lessons"].items():
        longest = lesson["longest_s"]
        yield Figure(
            f"École : leçon {number}, la plus longue cellule ({lesson['longest']})",
            "≤ 15 s",
            f"{longest:.1f} s",
            f"immobile {lesson['longest_still_s']:.1f} s au plus ; {lesson['all_s']:.0f} s en tout",
            longest <= 15,
        )


def room() -> Iterator[Figure]:
    """Thirty pupils who open a lesson on five megabits a second, behind servir.py."""
    found = _node("benchmarks/school_room.mjs")
    size, others = found["bytes_each"] / 1e6, found["others"]
    yield Figure("École : une leçon, sur la ligne", "≤ 7 Mo", f"{size:.1f} Mo", "", size <= 7)
    last = max(others["python_last_s"], found["chromium"]["first_output_s"])
    median_of = f"médiane {others['python_median_s']:.0f} s"
    title = "École : 30 élèves sur 5 Mbit/s, Python chez le dernier"
    yield Figure(title, "≤ 360 s", f"{last:.0f} s", median_of, last <= 360)
    read = max(others["read_last_s"], found["chromium"]["read_s"])
    yield Figure("… tous lisent la leçon après", "", f"{read:.0f} s", "", None)


def _node(script: str, *options: str) -> dict[str, Any]:
    return _run(["node", script, *options])


def _run(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


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
        yield Figure("premier-llm sample", "< 0,4 s", "commande absente", "", None)
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


TASKS: dict[str, tuple[Callable[[], Iterator[Figure]], bool]] = {
    "pokemon": (pokemon_by_heart, False),
    "step": (one_step, False),
    "species": (french_species, True),
    "microgpt": (microgpt_on_names, True),
    "sample": (inventing, False),
    "memory": (memory, True),
    "lab": (labo, False),
    "page": (labo_page, False),
    "browsers": (browsers, False),
    "school": (school, False),
    "room": (room, False),
    "start": (starting, False),
    "pure": (pure_engine, True),
    "nanogpt": (scale.nanogpt, True),
    "modern": (scale.modern, True),
    "names": (scale.names, True),
    "gpu": (scale.gpu, False),
    "decoding": (decoding, False),
    "pieces": (pieces, False),
    "stories": (stories.learning, False),
    "floor": (stories.never_below, False),
    "answers": (answers, False),
    "why": (why, False),
}
"""Name, what measures it, and whether it needs the shared data."""


def table(figures: list[Figure]) -> str:
    """Markdown."""
    marks = {True: "oui", False: "**non**", None: ""}
    lines = ["| mesure | but | trouvé | de – à | atteint |", "|---|---|---|---|---|"]
    for f in figures:
        # The page is in French: decimal commas.
        found, between = f.found.replace(".", ","), f.spread.replace(".", ",")
        lines.append(f"| {f.what} | {f.goal} | {found} | {between} | {marks[f.reached]} |")
    return "\n".join(lines)


def report(figures: list[Figure]) -> str:
    """The page docs/benchmarks.md."""
    libraries = filter(rivals.present, ("numpy", "torch", "jax"))
    found = beside_peers()
    versions = [f"{library} {importlib.metadata.version(library)}" for library in libraries]
    return f"""# Mesures

Ces nombres sortent de `make bench`, en une seule fois, sur un seul fil d'exécution sauf mention
contraire. Les temps dépendent de la machine ; les rapports, mesurés tour à tour dans la même
minute, beaucoup moins.

{datetime.date.today().isoformat()} · {machine()} · {", ".join(versions)}

{table(figures)}

« De – à » donne la plus petite et la plus grande valeur. Pour les pas d'entraînement, les
concurrents sont écrits dans `benchmarks/rivals.py` et doivent d'abord trouver les mêmes erreurs ;
comme dans notre boucle, l'erreur est lue après chaque pas.

« Ralenti six fois » : tous les processus du navigateur calculent 10 ms puis s'arrêtent 50 ms.

## Le moteur du Labo à côté des autres

Un pas d'entraînement, tour à tour dans la même minute, sur un fil (`benchmarks/lab/`) : son temps,
et combien de fois celui du moteur de la page ({found["arithmetic"]}) cela fait.

{peers.table(found)}

Tous partent des mêmes nombres et doivent trouver les mêmes erreurs, TensorFlow.js les mêmes pentes
aussi. Seul @genai-fi/nanogpt, la bibliothèque d'entraînement du plus proche de nos voisins, a un
modèle à lui, de même forme : {peers.theirs(found)} nombres. TensorFlow.js « simple » est la façon
d'écrire à laquelle on pense d'abord ; « réglé », celle qui convient le mieux à ses deux moteurs ;
« débuts partagés » calcule, comme le Labo, une seule fois les débuts qui se ressemblent. Son moteur
`wasm` et notre moteur NumPy calculent plusieurs nombres de 32 bits à la fois ; NumPy multiplie et
ajoute d'un seul coup, ce que WebAssembly ne sait pas faire.

Le même pas de 16 × 36 mots, deux couches, de plus en plus large (nombres par mot : nombres
appris) :

{peers.width_table(found)}

![Le temps d'un pas selon la taille du modèle, les nombres du tableau.](benchmarks.svg)
"""


def main() -> None:
    """Run all tasks, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("tasks", nargs="*", help=f"among {', '.join(TASKS)}; all by default")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    chosen = parser.parse_args()
    if unknown := set(chosen.tasks) - set(TASKS):
        parser.error(f"unknown tasks: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in chosen.tasks or TASKS:
        work, needs_data = TASKS[name]
        if needs_data and not DATA.exists():
            print(f"{name}: needs ../shared/data, which is not here; left out", flush=True)
            continue
        began = time.perf_counter()
        for figure in work():
            figures.append(figure)
            mark = {True: "✓", False: "✗", None: "·"}[figure.reached]
            print(
                f"{mark} {figure.what}: {figure.found}  ({figure.spread})  {figure.goal}",
                flush=True,
            )
        print(f"  [{name}: {time.perf_counter() - began:.0f} s]", flush=True)
    complete = DATA.exists() and rivals.present("torch") and rivals.present("jax")
    if not chosen.tasks and not complete:
        print("docs/benchmarks.md is left as it was: not everything could be measured here")
    elif not chosen.tasks:
        docs = ROOT / "docs"
        (docs / "benchmarks.md").write_text(report(figures), encoding="utf-8")
        (docs / "benchmarks.svg").write_text(peers.curve(beside_peers()), encoding="utf-8")
        print("docs/benchmarks.md and its picture written")
    if chosen.json:
        chosen.json.write_text(as_json(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
