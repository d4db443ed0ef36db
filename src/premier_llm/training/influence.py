"""Why this token? What each name of a list has to do with it, found out by experiment.

The same training without that name, from the same start, and the chance that the token has then.
Other starts tell what is due to the name, and what to the start (judging/influence.py weighs it).
Of a long list only some names are tried: those on which a guess falls that needs no training, and
some at random, which tell what the guess is worth. The guess looks at the trained model's slopes
(Koh and Liang 2017): which mixture of those of the names gives those of the token?
benchmarks/influence.mjs holds it against products of slopes summed over the training (TracIn,
Pruthi et al. 2020). The twin of web/engine/influence.ts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from operator import mul
from typing import Any, NamedTuple

from ..data.corpus import Corpus
from ..data.windows import Window, word_windows
from ..engines.contract import Model, Tensors
from ..errors import InputError
from ..judging.influence import (
    ALL,
    BEST,
    DRAWN,
    ENOUGH,
    FEW,
    ROOM,
    STARTS,
    TURNS,
    Weighed,
    rank_correlation,
    shortlist,
    weigh,
)
from ..model.config import Config
from .batches import Batches, WordBatches
from .loop import Precision, Training
from .recipe import Recipe


class Saying(NamedTuple):
    """What was said, behind what."""

    before: tuple[int, ...]
    """The last of them is what the model reads last; the window keeps as many as it sees."""
    token: int


@dataclass(frozen=True)
class Origin:
    """What a training was made of: enough to do it again."""

    corpus: Corpus
    """What it learned from; what was hidden is not in it."""
    config: Config
    recipe: Recipe
    seed: int
    steps: int
    """Those of the model that is asked about."""
    engine_name: str = "numpy"
    precision: Precision = "float32"
    start: Callable[[int], Tensors | None] = lambda _seed: None
    """The weights that a seed starts from, where they are not drawn by it."""


@dataclass
class Effect:
    """One experiment: what is taken away, and the token's chance then, for each start."""

    names: tuple[int, ...]
    """Places in the list of what was learned: one name, or those of a group."""
    without: list[float] = field(default_factory=list)
    guess: float | None = None
    """What the guess says of it; None where none was made."""
    drawn: bool = False
    """It was drawn, not chosen."""


@dataclass
class Influence:
    """What is known so far."""

    seeds: range
    """The starts: the first is that of the training at hand."""
    steps: int
    all: list[float]
    """The token's chance with all names, for each start."""
    effects: list[Effect]
    done: int
    of: int
    """Trainings done, and to do."""

    def gains(self, effect: Effect) -> list[float]:
        """What a name brought at each start: the chance with it, less the chance without it."""
        return [chance - without for chance, without in zip(self.all, effect.without, strict=False)]

    def weigh(self, effect: Effect) -> Weighed:
        """What it comes to."""
        return weigh(self.gains(effect))

    @property
    def worth(self) -> float | None:
        """How well the guess foresaw the mean gains of what was tried: their rank correlation."""
        tried = [effect for effect in self.effects if effect.guess is not None and effect.without]
        if len(tried) < FEW:
            return None
        return rank_correlation(
            [effect.guess or 0.0 for effect in tried], [self.weigh(effect).mean for effect in tried]
        )


def influence(
    origin: Origin,
    saying: Saying,
    seeds: int = STARTS,
    groups: Sequence[tuple[int, ...]] | None = None,
) -> Iterator[Influence]:
    """Try each name (or each group of them), or those on which the guess falls.

    Yields what is known before the first training and after each.
    """
    if origin.corpus.kind != "words":
        raise InputError(_("A running text has no names to take away: ask about names or stories."))
    if origin.steps == 0:
        raise InputError(_("This model has learned nothing yet: no name has to do with it."))
    again = _Again(origin, saying)
    names = range(len(origin.corpus.words))
    long = groups is None and len(names) > ALL
    known = Influence(range(origin.seed, origin.seed + seeds), origin.steps, [], [], 0, 0)

    def plan(effects: list[Effect]) -> None:
        known.effects, known.of = effects, seeds * (1 + len(effects))

    if long:
        known.of = seeds * (1 + BEST + DRAWN)
    else:
        plan([Effect(group) for group in groups or [(place,) for place in names]])
    yield known
    for seed in known.seeds:
        guess = [0.0] * len(names) if long and not known.all else None
        known.all.append(again.chance(seed, (), guess))
        known.done += 1
        if guess is not None:
            best, drawn = shortlist(guess, origin.seed)
            plan(
                [Effect((place,), guess=guess[place]) for place in best]
                + [Effect((place,), guess=guess[place], drawn=True) for place in drawn]
            )
        yield known
        for effect in known.effects:
            effect.without.append(again.chance(seed, effect.names))
            known.done += 1
            yield known


class _Without(Training):
    """A training that is as it was, but for some words."""

    def __init__(self, without: Collection[int], *args: Any, **more: Any) -> None:
        self._without = without
        super().__init__(*args, **more)

    def _batches_of(self, recipe: Recipe) -> Batches:
        return WordBatches(self.model, self.train_corpus, recipe, self.seed, self._without)

    def looks_at(self, step: int) -> bool:
        """Never: what is hidden is of no concern."""
        return False

    def _gradients(self, step: int) -> float:
        parts = self._batches.of_step(step)
        if not parts:  # all that it had was taken away: nothing is learned
            return self.model.loss_and_gradients(self._batches.some(1), weights=[0.0])
        return self.model.loss_and_gradients(*parts, held=self._held(step))


class _Again:
    """The training at hand, done again: without some names, from another start."""

    def __init__(self, origin: Origin, saying: Saying) -> None:
        self._origin, self._token = origin, saying.token
        self._window = saying.before[-origin.config.context :]

    def chance(
        self, seed: int, without: Collection[int], guess: list[float] | None = None
    ) -> float:
        """The token's chance then; ``guess`` gets what each name seems to have to do with it."""
        origin = self._origin
        training = _Without(
            frozenset(without),
            origin.corpus,
            origin.config,
            replace(origin.recipe, held_out=0.0),  # what is hidden is not in it
            origin.engine_name,
            seed,
            origin.precision,
            origin.start(seed),
        )
        steps = iter(training)
        for _step in range(origin.steps):
            next(steps)
        if guess is not None:
            guess[:] = self._guess(training.model)
        return training.model.forward(self._window)[-1][self._token]

    def _guess(self, model: Model) -> list[float]:
        """How much each name seems to have to do with the token: of those left out, nothing."""
        context, names = self._origin.config.context, self._origin.corpus.encoded()
        model.loss_and_gradients(model.pack([Window(self._window, (self._token,))]))
        wanted = _slopes(model, 1)

        def slopes_of(place: int) -> Slopes:
            windows = word_windows(names[place], context)
            model.loss_and_gradients(model.pack(windows))
            # Of all its tokens: a long name has as much to say as it has tokens.
            return _slopes(model, sum(len(window.targets) for window in windows))

        most = ROOM // len(wanted)
        rows: list[Slopes] = []
        products: list[float] = []
        for place in range(len(names)):
            slopes = slopes_of(place)
            products.append(_dot(wanted, slopes))
            if len(names) <= most:
                rows.append(slopes)
        # Of more names there is no room for the slopes: of those that point least to the token.
        kept = list(range(len(names)))
        if len(names) > most:
            kept = sorted(kept, key=lambda place: (-abs(products[place]), place))[:most]
            rows = [slopes_of(place) for place in kept]
        guess = [0.0] * len(names)
        mixture = _mixture(rows, [products[place] for place in kept])
        for place, share in zip(kept, mixture, strict=True):
            guess[place] = share
        return guess


Slopes = Any
"""All slopes, one behind the other: a list, or NumPy's array where the engine has such."""


def _slopes(model: Model, times: int) -> Slopes:
    """A copy of them, so many times."""
    gradients: Any = model.gradients  # type: ignore[attr-defined]
    tensors = list(gradients.values())
    if isinstance(tensors[0], list):
        return [times * slope for tensor in tensors for slope in _flat(tensor)]
    import numpy as np

    return times * np.concatenate([np.asarray(one, np.float64).ravel() for one in tensors])


def _flat(nested: Any) -> Iterator[float]:
    for item in nested:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _dot(a: Slopes, b: Slopes) -> float:
    return sum(map(mul, a, b)) if isinstance(a, list) else float(a @ b)


def _mixed(rows: Sequence[Slopes], shares: Sequence[float]) -> Slopes:
    """So much of each, added up."""
    if isinstance(rows[0], list):
        return [_dot(shares, list(column)) for column in zip(*rows, strict=True)]
    return sum(share * row for share, row in zip(shares, rows, strict=True))


def _mixture(rows: list[Slopes], products: list[float]) -> list[float]:
    """How much of each row there is in what has these products with them.

    Least squares, held back by a ridge as large as a row's mean square (conjugate gradients,
    Hestenes and Stiefel 1952).
    """
    ridge = sum(_dot(row, row) for row in rows) / len(rows)
    found, rest, way = [0.0] * len(rows), list(products), list(products)
    left = _dot(rest, rest)
    enough = ENOUGH * left
    for _turn in range(TURNS):
        if left <= enough:
            break
        mixed = _mixed(rows, way)
        image = [_dot(row, mixed) + ridge * share for row, share in zip(rows, way, strict=True)]
        length = left / _dot(way, image)
        found = [a + length * b for a, b in zip(found, way, strict=True)]
        rest = [a - length * b for a, b in zip(rest, image, strict=True)]
        before, left = left, _dot(rest, rest)
        way = [a + left / before * b for a, b in zip(rest, way, strict=True)]
    return found
