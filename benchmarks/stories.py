"""Learning sentences: how soon near the floor, what holds then, and what of pairs never told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from premier_llm import engines
from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import TOLD, read_corpus
from premier_llm.data.windows import Window, windows_of, word_windows
from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.world import World
from premier_llm.engines.contract import Batch, Model
from premier_llm.judging.agreements import agreements
from premier_llm.judging.baselines import baselines
from premier_llm.judging.measure import mean_loss, packed
from premier_llm.model.presets import PLANS
from premier_llm.model.words import Words
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

from . import rivals
from .measure import Figure, median, spread
from .node import node

FRESH = 2000
"""Stories never told, on which the loss is measured: of 500, the mean is known to 1 % only."""
CYCLES = 5
"""So many times the learning rate falls, at most."""
PAGE_CYCLES = "2"
"""In the page, the second is four times as long as the first: as many steps in all."""
EVERY = 200
"""Steps between two looks."""
SEEDS = 10
SOON = {"histoires": {0.1: 4.0, 0.03: 20.0}, "meteo": {0.03: 1.5}}
"""For each world, how far above the floor, and the seconds that it may take."""
NEVER = float("inf")


class Told(NamedTuple):
    """What is learned, and where it is tried."""

    world: World
    corpus: Corpus
    fresh: list[Window]
    least: float
    """The floor, in nats a word."""

    def windows(self, stories: Sequence[str]) -> list[Window]:
        """All windows of some stories."""
        vocabulary, context = self.corpus.vocabulary, PLANS["sentences"].context
        edge = [vocabulary.boundary or 0]
        encoded = [edge + vocabulary.encode(story) + edge for story in stories]
        return [window for ids in encoded for window in word_windows(ids, context)]


@cache
def told(name: str) -> Told:
    """The stories that le Labo tells, their words as tokens."""
    world = World(name)
    stories = tuple(world.stories(TOLD))
    fresh = [world.story(TOLD + number) for number in range(FRESH)]
    vocabulary = Words.found([*stories, *fresh])
    corpus = Corpus(name, name, "words", stories, vocabulary, read_corpus(["a"]).report)
    found = Told(world, corpus, [], floor(world).per_token)
    return found._replace(fresh=found.windows(fresh))


class Run(NamedTuple):
    """One training."""

    seconds: dict[float, float]
    """Until the loss on fresh stories was so far above the floor, for each that was asked."""
    near: Model
    """The model then, for the first one asked."""
    last: Model


def run(name: str, seed: int, shares: Sequence[float], engine: str = "numpy") -> Run:
    """Train until the last of these shares above the floor is reached; looking is not counted."""
    found = told(name)
    config = PLANS["sentences"].with_dials(vocabulary=found.corpus.vocabulary.size)
    suited = Recipe.suited_to(config, found.corpus)
    recipe = replace(suited, cycle=suited.steps, steps=CYCLES * suited.steps)
    training = Training(found.corpus, config, recipe, engine, seed)
    kind = engines.engine(engine).Model
    fresh, targets = _packed(training.model, found)
    seconds: dict[float, float] = {}
    near, spent, since = training.model, 0.0, time.perf_counter()
    for step, *_ in training:
        spent += time.perf_counter() - since
        if step % EVERY == 0:
            losses = (training.model.loss(batch) * sum(counts) for counts, batch in fresh)
            loss = sum(losses) / targets
            for share in shares:
                if share not in seconds and loss <= found.least * (1 + share):
                    seconds[share] = spent
                    if share == shares[0]:
                        near = kind.from_parameters(config, training.model.tensors())
            if len(seconds) == len(shares):
                break
        since = time.perf_counter()
    return Run({share: seconds.get(share, NEVER) for share in shares}, near, training.model)


def _packed(model: Model, found: Told) -> tuple[list[tuple[list[int], Batch]], int]:
    batches = list(packed(model, found.fresh))
    return batches, sum(sum(counts) for counts, _batch in batches)


def learning() -> Iterator[Figure]:
    """How soon near the floor: NumPy, PyTorch, the page's engine in Node; and what holds then."""
    runs: list[Run] = []
    for name, most in SOON.items():
        for engine in ("numpy", *(["torch"] if rivals.present("torch") else [])):
            # PyTorch takes some ten times as long: three seeds say as much.
            seeds = range(SEEDS if engine == "numpy" else 3)
            found = [run(name, seed, list(most), engine) for seed in seeds]
            if (name, engine) == ("histoires", "numpy"):
                runs = found
            for share in most:
                yield _soon(name, engine, share, [r.seconds[share] for r in found], most[share])
        times = node("lab/stories.mjs", name, str(SEEDS), *_losses(name, most))
        for share, found_times in zip(most, times, strict=True):
            values = [NEVER if t is None else t for t in found_times]
            yield _soon(name, "le moteur de la page (Node)", share, values, most[share])
    yield from _holding(runs)


def in_page() -> Iterator[Figure]:
    """The same in le Labo's page, in Chromium from file://; then once slowed six times."""
    for name, most in SOON.items():
        for slowed, visits in (("no", 3), ("yes", 1)):
            asked = (name, str(visits), PAGE_CYCLES, slowed, *_losses(name, most))
            found = node("stories_page.mjs", *asked)
            for share, loss in zip(most, _losses(name, most), strict=True):
                times = [NEVER if t is None else t for t in found[loss]]
                yield Figure(
                    f"Labo : {name} à {100 * share:.0f} % du plancher, dans la page"
                    + (
                        ", ralenti six fois" if slowed == "yes" else f" ({visits} graines, médiane)"
                    ),
                    "",
                    f"{median(times):.1f} s",
                    spread(times) if visits > 1 else "",
                    None,
                )


def _losses(name: str, shares: Iterable[float]) -> list[str]:
    """The losses to reach."""
    return [str(told(name).least * (1 + share)) for share in shares]


def _soon(name: str, engine: str, share: float, times: list[float], most: float) -> Figure:
    middle = median(times)
    return Figure(
        f"{name} à {100 * share:.0f} % du plancher, {len(times)} graines (médiane) : {engine}",
        "" if engine == "torch" else f"≤ {most:g} s",
        f"{middle:.2f} s",
        spread(times),
        None if engine == "torch" else middle <= most,
    )


def _holding(runs: Sequence[Run]) -> Iterator[Figure]:
    """What agrees in 500 stories invented at 10 % above the floor; pairs that are never told."""
    found = told("histoires")
    held = []
    for seed, one in enumerate(runs):
        invented = sample(one.near, found.corpus.vocabulary, 500, seed=seed, max_length=100)
        held.append(agreements(found.world, (story.text for story in invented)).share)
    yield Figure(
        "accords tenus dans 500 histoires inventées à 10 % du plancher (médiane)",
        "≥ 97 %",
        f"{100 * median(held):.1f} %",
        spread(held, 100, "%"),
        median(held) >= 0.97,
    )
    unseen = found.windows([found.world.story(number, unseen=True) for number in range(FRESH)])
    config = PLANS["sentences"]
    windows = windows_of(found.corpus, config.context)
    for what, tried in (("jamais racontées ensemble", unseen), ("des histoires", found.fresh)):
        ours = [mean_loss(one.near, tried) for one in runs]
        counted = baselines(windows, found.corpus.vocabulary.size, config.context, tried).triples
        yield Figure(
            f"surprise par mot, paires {what} ; compter les triplets : {counted:.2f}",
            "",
            f"{median(ours):.3f}",
            spread(ours, unit=""),
            None,
        )


def never_below() -> Iterator[Figure]:
    """The floor is never beaten, whatever the seed."""
    for name in ("histoires", "meteo"):
        found = told(name)
        fresh = [found.world.story(2 * TOLD + number) for number in range(5 * FRESH)]
        windows = found.windows(fresh)
        models = [run(name, seed, [0.0]).last for seed in range(20)]
        above = [100 * (mean_loss(model, windows) / found.least - 1) for model in models]
        # What the chance of which stories are drawn does to the mean.
        parts = [mean_loss(models[0], windows[place::20]) for place in range(20)]
        error = 100 * statistics.stdev(parts) / len(parts) ** 0.5 / found.least
        yield Figure(
            f"{name} : au-dessus du plancher à la fin, 20 graines (au moins)",
            f"≥ 0 %, à {error:.1f} % près",
            f"{min(above):.2f} %",
            spread(above, unit="%"),
            min(above) >= -2 * error,
        )
