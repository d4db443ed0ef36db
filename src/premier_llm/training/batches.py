"""What each step learns from: a function of the seed and the step alone."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from gettext import gettext as _
from typing import TypeVar

from ..data.corpus import Corpus
from ..data.exchanges import Answers
from ..data.windows import text_windows, windows_of, word_windows
from ..engines.contract import Batch, Model
from ..engines.together import group
from ..errors import InputError
from .recipe import Recipe

Item = TypeVar("Item")


class Batches:
    """What each step learns from, in parts.

    Of several processes each has its share of the windows; together they are those of one.
    """

    size: int
    """Windows computed at once, by all processes."""
    per_step: int
    """Windows of a step, of all processes."""
    tokens: float
    """Targets of a step, on average."""

    def __init__(self, recipe: Recipe, seed: int, all_windows: int) -> None:
        """``all_windows``: what a step holds at most, and where the recipe asks for all of them."""
        self._seed = seed
        self.size = recipe.batch or all_windows
        self.per_step = min(self.size * recipe.accumulate, all_windows)
        self._group = group()
        if self.per_step < self._group.size:
            raise InputError(
                _(
                    "{count} processes cannot share the {windows} windows of a step: choose a "
                    "larger --batch or fewer processes."
                ).format(count=self._group.size, windows=self.per_step)
            )

    def of_step(self, step: int) -> list[Batch]:
        """The parts of a step, counted from 0, each as large as fits: our share of its windows."""
        raise NotImplementedError

    def some(self, count: int) -> Batch:
        """So many windows, as large as any, to see what they cost."""
        raise NotImplementedError

    def in_parts(self, most: int) -> tuple[int, int]:
        """(batch, accumulate) that give each step the same windows, so many at once at most."""
        batch = max(size for size in range(1, most + 1) if self.per_step % size == 0)
        return batch, self.per_step // batch

    def _parts(self, windows: Sequence[Item]) -> list[Sequence[Item]]:
        """Our share of a step's windows, as many at a time as fit."""
        return _parts(self._group.share(windows), -(-self.size // self._group.size))


class WordBatches(Batches):
    """Windows in a new order each epoch; all of them at once when size is 0.

    Those of the words ``without``, by their places, are in the order and never learned from: the
    steps are what they were, less what these words gave.
    """

    def __init__(
        self,
        model: Model,
        corpus: Corpus,
        recipe: Recipe,
        seed: int,
        without: Collection[int] = (),
    ) -> None:
        windows = windows_of(corpus, model.config.context)
        self._all = model.pack(windows)
        super().__init__(recipe, seed, len(self._all))
        targets = sum(len(window.targets) for window in windows)
        self.tokens = targets * self.per_step / len(windows)
        self._gone = _windows_without(corpus, model.config.context, without)
        mine = self._kept(self._group.share(range(len(self._all))))
        all_mine = len(mine) == len(self._all)
        self._mine = [self._all if all_mine else self._all.take(mine)] if mine else []
        self._epoch = -1
        self._order: list[int] = []

    def of_step(self, step: int) -> list[Batch]:
        """The next windows of the epoch's order."""
        if self.size >= len(self._all):
            return self._mine
        epoch, place = divmod(step, len(self._all) // self.per_step)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, list(range(len(self._all)))
            random.Random(f"{self._seed}:{epoch}").shuffle(self._order)
        chosen = self._kept(self._order[place * self.per_step : (place + 1) * self.per_step])
        return [self._all.take(part) for part in self._parts(chosen)]

    def _kept(self, windows: Sequence[int]) -> Sequence[int]:
        return [place for place in windows if place not in self._gone] if self._gone else windows

    def some(self, count: int) -> Batch:
        """The first ones."""
        return self._all.take(range(count))

    def in_parts(self, most: int) -> tuple[int, int]:
        """As above; of all windows the last part may be smaller."""
        if self.per_step == len(self._all):  # of all windows the last part may be smaller
            return most, -(-self.per_step // most)
        return super().in_parts(most)


def _windows_without(corpus: Corpus, context: int, without: Collection[int]) -> set[int]:
    """The windows of these words, by their places among all."""
    gone: set[int] = set()
    if not without:
        return gone
    first = 0
    for place, ids in enumerate(corpus.encoded()):
        count = len(word_windows(ids, context))
        if place in without:
            gone.update(range(first, first + count))
        first += count
    return gone


class AnswerBatches(Batches):
    """Answers and, beside them in each step, windows of what was learned first.

    Each of the two comes in a new order each time it has been through.
    """

    def __init__(self, model: Model, corpus: Answers, recipe: Recipe, seed: int) -> None:
        answers = windows_of(corpus, model.config.context)
        first = corpus.first_windows()
        windows = answers + first
        self._all = model.pack(windows)
        self._counts = (len(answers), len(first))
        asked = min(recipe.batch or len(answers), len(answers)) * recipe.accumulate
        beside = max(round(asked * corpus.mix), 1) if first else 0
        super().__init__(recipe, seed, asked + beside)
        self.size = -(-(asked + beside) // recipe.accumulate)
        self.per_step = asked + beside
        self._per_step = (asked, beside)
        means = [sum(len(w.targets) for w in part) / max(len(part), 1) for part in (answers, first)]
        self.tokens = asked * means[0] + beside * means[1]
        self._orders: dict[tuple[int, int], list[int]] = {}

    def of_step(self, step: int) -> list[Batch]:
        """The next of the answers, and the next of the rest."""
        chosen: list[int] = []
        for kind, (count, n) in enumerate(zip(self._per_step, self._counts, strict=True)):
            places = range(step * count, (step + 1) * count)
            behind = kind * self._counts[0]
            chosen += [behind + self._order(kind, p // n)[p % n] for p in places]
        return [self._all.take(part) for part in self._parts(chosen)]

    def _order(self, kind: int, epoch: int) -> list[int]:
        if (kind, epoch) not in self._orders:
            self._orders = {key: o for key, o in self._orders.items() if key[0] != kind}
            order = list(range(self._counts[kind]))
            random.Random(f"{self._seed}:{kind}:{epoch}").shuffle(order)
            self._orders[kind, epoch] = order
        return self._orders[kind, epoch]

    def some(self, count: int) -> Batch:
        """The first ones, as often as it takes."""
        return self._all.take([i % len(self._all) for i in range(count)])


class TextBatches(Batches):
    """Windows from random places of a running text."""

    def __init__(self, model: Model, corpus: Corpus, recipe: Recipe, seed: int) -> None:
        super().__init__(recipe, seed, max(recipe.batch * recipe.accumulate, 1))
        self._model = model
        (self._ids,) = corpus.encoded()
        self.tokens = float(self.per_step * min(model.config.context, len(self._ids) - 1))

    def of_step(self, step: int) -> list[Batch]:
        """Windows that begin at places drawn by the seed and the step."""
        T = self._model.config.context
        rng = random.Random(f"{self._seed}:{step}")
        starts = [rng.randrange(max(len(self._ids) - T, 1)) for _ in range(self.per_step)]
        return [self._model.pack(text_windows(self._ids, part, T)) for part in self._parts(starts)]

    def some(self, count: int) -> Batch:
        """The first one, so many times."""
        return self._model.pack(text_windows(self._ids, [0] * count, self._model.config.context))


def _parts(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """So many at a time; the last part may be smaller."""
    return [items[start : start + size] for start in range(0, len(items), size)]
