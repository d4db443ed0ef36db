"""What grows: nanogpt beside nanoGPT's own way, our recipe, and a GPU where there is one.

``python -m benchmarks nanogpt modern names gpu``. ``python -m benchmarks.scale`` writes the table
of docs/modern.md: our recipe, with one choice taken back or one more made at a time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.judging.measure import mean_loss
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.training.throughput import flops_per_token, peak_flops

from . import rivals
from .league.tasks import makemore
from .measure import DATA, Figure, in_turn, median, ratios, spread

PUBLIC = 1.886
"""Held-out loss of nanoGPT's CPU configuration after its 2,000 iterations, on this data."""
NANOGPT, MODERN, GPT2 = PRESETS["nanogpt"], PRESETS["modern"], PRESETS["gpt2"]
TOKENS = 12 * NANOGPT.context
"""What a step of that configuration reads."""
QUICK = {"steps": 350}
"""The recipe of ``modern``, as short as it may be to pass PUBLIC."""


def shakespeare() -> Corpus:
    """A million characters."""
    return read_corpus(DATA / "tinyshakespeare.txt", "found", kind="text")


def our_step(config: Config, corpus: Corpus, **how: Any) -> rivals.Step:
    """A step of ``premier-llm train``, without looks at the held-out text."""
    recipe = Recipe.suited_to(config, corpus, steps=10**6, evaluate_every=10**6)
    training = iter(Training(corpus, config, recipe, "torch", **how))
    return lambda: next(training).loss


def products_alone(config: Config, tokens: int) -> Callable[[], None]:
    """The matrix products of a step and nothing else: forward, and two for each backward.

    No step in the same precision with the same library can take less. Attention's own products are
    left out.
    """
    import torch

    sizes = [p.shape for p in parameter_table(config) if len(p.shape) == 2]
    matrices = [torch.randn(shape) for shape in sizes if shape[0] != config.context]
    inputs = {n: torch.randn(tokens, n) for shape in sizes for n in shape}

    def step() -> None:
        for matrix in matrices:
            x, slopes = inputs[matrix.shape[1]], inputs[matrix.shape[0]]
            x @ matrix.T, slopes @ matrix, slopes.T @ x

    return step


def nanogpt() -> Iterator[Figure]:
    """Tokens a second of nanoGPT's CPU configuration, ours and as nanoGPT does it, in turn.

    And what would be left if all but the matrix products took no time at all.
    """
    if not rivals.present("torch"):
        yield Figure("nanogpt", "", "PyTorch absent ici", "", None)
        return
    import torch

    corpus = shakespeare()
    for threads in (1, 2):
        torch.set_num_threads(threads)
        works: dict[str, Callable[[], Any]] = {"nanoGPT": rivals.nanogpt_step(corpus)}
        ways: dict[str, dict[str, Any]] = {
            "PyTorch": {},
            "bfloat16": {"precision": "bfloat16"},
            "compilé": {"compile": True},
            "compilé, bfloat16": {"compile": True, "precision": "bfloat16"},
        }
        for name, how in ways.items():
            works[name] = our_step(NANOGPT, corpus, **how)
        works["products"] = products_alone(NANOGPT, TOKENS)
        for work in works.values():  # compile, and get warm
            work(), work()
        found = in_turn(works, times=7, each=8)
        theirs, least = found.pop("nanoGPT"), found.pop("products")
        said = f"{threads} fil" + "s" * (threads > 1)
        yield Figure(
            f"nanoGPT, écrit à sa façon, {said}",
            "",
            f"{per_second(TOKENS / median(theirs))} tokens/s",
            spread([TOKENS / t for t in theirs], unit=""),
            None,
        )
        for name, own in found.items():
            faster = ratios(theirs, own)
            yield Figure(
                f"… le nôtre ({name}) : {per_second(TOKENS / median(own))} tokens/s",
                "≥ 1.1 fois",
                f"{median(faster):.2f}",
                spread(faster, unit=""),
                median(faster) >= 1.1,
            )
        most = ratios(theirs, least)
        yield Figure(
            f"… les produits de matrices seuls, float32 : {median(least) * 1e3:.1f} ms ; aucun pas "
            "n’irait plus vite que",
            "",
            f"{median(most):.2f}",
            spread(most, unit=""),
            None,
        )
    torch.set_num_threads(1)


def per_second(rate: float) -> str:
    """A rate, in French."""
    return f"{rate:,.0f}".replace(",", " ")


def modern() -> Iterator[Figure]:
    """The time that our recipe takes to the public loss, beside that of nanogpt's whole run."""
    corpus = shakespeare()
    whole = Training(corpus, NANOGPT, None, "torch")  # minutes: once will do
    whole.run()
    end = whole.history.held_out[-1][1]
    shares, passed = [], []
    for seed in range(3):
        recipe = Recipe.suited_to(MODERN, corpus, **QUICK)
        quick = Training(corpus, MODERN, recipe, "torch", seed)
        quick.run()
        passed.append(quick.history.held_out[-1][1])
        shares.append(quick.seconds / whole.seconds)
    yield Figure(
        "nanogpt, 2 000 pas : erreur cachée (graine 0)",
        f"{PUBLIC} à 0.03 près",
        f"{end:.3f}",
        "",
        abs(end - PUBLIC) <= 0.03,
    )
    yield Figure(
        f"modern, {QUICK['steps']} pas : erreur cachée (3 graines)",
        f"≤ {PUBLIC}",
        f"{max(passed):.3f}",
        spread(passed, unit=""),
        max(passed) <= PUBLIC,
    )
    yield Figure(
        "… temps de modern / temps de nanogpt",
        "≤ 0.33",
        f"{median(shares):.2f}",
        spread(shares, unit=""),
        median(shares) <= 1 / 3,
    )


def names() -> Iterator[Figure]:
    """How well names.txt can be learned at three sizes, by the recipe that suits each.

    As makemore splits it, repeats kept; and on the names of the test that are new. docs/ligue.md
    has other seeds and other recipes.
    """
    train, test, new = makemore()
    assert new is not None
    for config, most, goal in NAMES:
        count = config.parameter_count()
        assert count <= most
        recipe = Recipe.suited_to(config, train, held_out=0.0, evaluate_every=500)
        training = Training(train, config, recipe)
        training.run()
        loss, unseen = (
            mean_loss(training.model, windows_of(part, config.context)) for part in (test, new)
        )
        yield Figure(
            f"names.txt, partagé comme makemore, {per_second(count)} nombres : erreur cachée "
            f"(graine 0) ; sur les noms nouveaux seuls : {unseen:.3f}",
            f"≤ {goal:.2f}",
            f"{loss:.3f}",
            f"{training.seconds:.0f} s",
            loss <= goal,
        )


NAMES: list[tuple[Config, int, float]] = [
    (MODERN.with_dials(vocabulary=27, context=16, **dials), most, goal)
    for dials, most, goal in (
        ({"embedding": 64, "heads": 4, "layers": 4, "hidden": 248}, 200_000, 1.90),
        ({"embedding": 24, "heads": 6, "layers": 2, "hidden": 62}, 12_000, 2.03),
        ({"embedding": 16, "heads": 4, "layers": 1, "hidden": 33}, 3_000, 2.14),
    )
]
"""What docs/modern.md offers at three sizes."""


PUBLISHED = 0.135
"""Seconds, in nanoGPT's README: 12 × 1,024 tokens, GPT-2, bfloat16, compiled, on an A100."""


def gpu() -> Iterator[Figure]:
    """GPT-2 (124 M) on a GPU; ``python -m benchmarks.gpu`` tries all the rest there."""
    if not rivals.present("torch"):
        yield Figure("GPT-2 sur GPU", "", "PyTorch absent ici", "", None)
        return
    import torch

    if not torch.cuda.is_available():
        yield Figure("GPT-2 sur GPU", "", "pas de GPU ici", "", None)
        return
    yield from learning(GPT2, "cuda")


def learning(config: Config, device: str) -> Iterator[Figure]:
    """A step of 12 windows in bfloat16, compiled: its time, and its share of the GPU's peak."""
    import torch

    from premier_llm.engines import torch as engine

    model = engine.Model(config, device=device, bfloat16=True, compile=True)
    adam = engine.Adam(model, weight_decay=0.1, clip=1.0)
    ids = [7 * i % config.vocabulary for i in range(config.context + 1)]
    batch = model.pack([(ids[:-1], ids[1:])] * 12)

    def step() -> float:
        loss = model.loss_and_gradients(batch)
        adam.step(1e-4)
        return loss

    for _ in range(5):
        step()
    times = in_turn({"step": step}, times=9, each=10)["step"]
    rate = 12 * config.context / median(times)
    yield Figure(
        f"{per_second(config.parameter_count())} nombres, bfloat16, compilé : un pas de "
        f"12 × {per_second(config.context)} tokens",
        "",
        f"{median(times) * 1e3:.0f} ms, {per_second(rate)} tokens/s",
        spread(times, 1e3, "ms"),
        None,
    )
    name = torch.cuda.get_device_name() if device == "cuda" else ""
    if (peak := peak_flops(name, "bfloat16")) is None:
        yield Figure("… MFU", "", "puissance annoncée inconnue", "", None)
        return
    mfu, theirs = (
        speed * flops_per_token(shape) / most
        for speed, shape, most in (
            (rate, config, peak),
            (12 * GPT2.context / PUBLISHED, GPT2, peak_flops("A100-SXM4-40GB", "bfloat16") or 0),
        )
    )
    yield Figure(
        f"… MFU ; nanoGPT publie {PUBLISHED * 1e3:.0f} ms sur A100, soit {theirs:.0%}",
        "",
        f"{mfu:.0%}",
        "",
        None,
    )
    memory = torch.cuda.max_memory_allocated() / 1e9
    yield Figure("… mémoire du GPU au plus", "", f"{memory:.1f} Go", "", None)


# The log of what helps

Choices = dict[str, tuple[dict[str, Any], dict[str, Any]]]
TRIED: Choices = {
    "`modern`": ({}, {}),
    "places apprises (learned)": ({"positions": "learned"}, {}),
    "une seule table (tied)": ({"tied": True}, {}),
    "tirage de GPT-2": ({"init": "gpt2"}, {}),
    "Adam, vitesse 0,01": ({}, {"optimizer": "adam"}),
    "Adam, vitesse 0,003": ({}, {"optimizer": "adam", "learning_rate": 0.003}),
    "Adam, vitesse 0,001": ({}, {"optimizer": "adam", "learning_rate": 0.001}),
    "Muon, vitesse 0,02": ({}, {"learning_rate": 0.02}),
    "sans déclin des poids": ({}, {"weight_decay": 0.0}),
    "sans borne de la pente": ({}, {"clip": 0.0}),
    "questions et étiquettes normalisées": ({"query_key_norm": True}, {}),
    "ReLU²": ({"activation": "relu2"}, {}),
    "RMSNorm sans gains": ({"norm": "rms", "norm_weight": False}, {}),
}
"""What is changed in the model's dials and in the recipe."""


def log(seeds: int, steps: int) -> Iterator[str]:
    """A table, in Markdown: held-out loss and computing time of each, over the same seeds."""
    corpus = shakespeare()
    recipe = Recipe.suited_to(MODERN, corpus, steps=steps, evaluate_every=steps)
    yield "| essai | erreur cachée | de – à | temps de calcul |"
    yield "|---|---:|---:|---:|"
    rows: list[tuple[str, Callable[..., Training]]] = [
        (
            name,
            partial(
                Training,
                corpus,
                MODERN.with_dials(**dials),
                replace(recipe, **turned),
                "torch",
            ),
        )
        for name, (dials, turned) in TRIED.items()
    ]
    plain = Recipe(
        **asdict(Recipe.suited_to(NANOGPT, corpus)) | {"steps": steps, "evaluate_every": steps}
    )
    rows.append(("nanogpt et sa recette", partial(Training, corpus, NANOGPT, plain, "torch")))
    for name, begin in rows:
        losses, times = [], []
        for seed in range(seeds):
            training = begin(seed=seed)
            since = time.process_time()  # whoever else computes here does not count
            training.run()
            times.append(time.process_time() - since)
            losses.append(training.history.held_out[-1][1])
        mean = sum(losses) / seeds
        row = f"| {name} | {mean:.3f} | {spread(losses, unit='')} | {median(times):.0f} s |"
        yield row.replace(".", ",")


def main() -> None:
    """Print the table of docs/modern.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=log.__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=QUICK["steps"])
    chosen = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    for line in log(chosen.seeds, chosen.steps):
        print(line, flush=True)


if __name__ == "__main__":
    main()
