"""How surprising a world's stories are: the loss that no model passes.

Exact, where the whole story so far is seen. Telling a story is a row of fair choices, and no two
rows of choices tell the same story (tests/data/test_worlds.py proves it, sentence by sentence). So
the surprise of a story is that of its choices: for each of them, the logarithm of how many there
were. On average it is a sum, over shapes, sentences and variables, of a few terms each.

Bracketed, where the last tokens alone are seen: between what counting gives on the very stories
that were counted, which is too low on average, and on others, which is too high.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log, prod, sqrt
from typing import NamedTuple

from ...model.words import words_of
from .grammar import Entry, Grammar, Sentence, Shape, Slot
from .world import Bound, World, joined, words

MARKS = (".", ",")


class Floor(NamedTuple):
    """What the stories of a world are on average."""

    surprise: float
    """Of a whole story, in nats."""
    tokens: float
    """Words, marks, and the end of the story."""
    letters: float
    """Characters, the end of the line included."""

    @property
    def per_token(self) -> float:
        """No model that reads words and marks has a smaller loss."""
        return self.surprise / self.tokens

    @property
    def per_letter(self) -> float:
        """No model that reads letter by letter has a smaller loss."""
        return self.surprise / self.letters


class Bracket(NamedTuple):
    """Where the floor under a window lies, in nats a token."""

    low: float
    high: float
    error: float
    """The standard error of the upper end."""


def floor(world: World) -> Floor:
    """The exact floor."""
    shapes = world.grammar.shapes
    chances = Chances(world)
    each = [_floor_of_shape(world, chances, shape) for shape in shapes]
    surprise, tokens, letters = (sum(column) / len(shapes) for column in zip(*each, strict=True))
    return Floor(log(len(shapes)) + surprise, tokens + 1, letters)


def _floor_of_shape(world: World, chances: Chances, shape: Shape) -> tuple[float, float, float]:
    surprise = tokens = letters = 0.0
    for ways in shape.sentences:
        surprise += log(len(ways))
        for way in ways:
            runs = list(runs_of(world.grammar, way))
            sizes = [chances.size(run) for run in runs]
            spaces = sum(run[0] not in MARKS for run in runs)  # or the end of the line
            tokens += sum(t for t, _ in sizes) / len(ways)
            letters += (sum(n for _, n in sizes) + spaces) / len(ways)
    for name in world.grammar.variables:
        # It is drawn as soon as one sentence needs it; each sentence is chosen by itself.
        missing = prod(
            sum(name not in chances.needed(way) for way in ways) / len(ways)
            for ways in shape.sentences
        )
        surprise += (1 - missing) * chances.surprise(name)
    return surprise, tokens, letters


def runs_of(grammar: Grammar, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence cut behind each word that is the same whatever follows."""
    start = 0
    for end, piece in enumerate(sentence, 1):
        if isinstance(piece, str) or not grammar.elides(piece):
            yield sentence[start:end]
            start = end


class Chances:
    """What variables draw together, each time with its chance, and what follows from it."""

    def __init__(self, world: World) -> None:
        """Of the stories of a world."""
        self._world = world
        self._sizes: dict[Sentence, tuple[float, float]] = {}
        self._surprises: dict[str, float] = {}

    def of(self, names: Iterable[str]) -> dict[tuple[Entry, ...], float]:
        """The chance of all that these variables can draw together."""
        wanted = list(dict.fromkeys(names))
        found: defaultdict[tuple[Entry, ...], float] = defaultdict(float)

        def go_on(rest: Sequence[str], share: float, bound: Bound) -> None:
            if not rest:
                found[tuple(bound[name] for name in wanted)] += share
                return
            options = self._world.options(self._world.grammar.variables[rest[0]], bound)
            for entry in options:
                bound[rest[0]] = entry
                go_on(rest[1:], share / len(options), bound)

        go_on(self._in_order(wanted), 1.0, {})
        return found

    def size(self, run: Sentence) -> tuple[float, float]:
        """Tokens and characters, on average, of pieces that no other changes."""
        if run not in self._sizes:
            grammar = self._world.grammar
            drawn = list(dict.fromkeys(_drawn(grammar, run)))
            tokens = letters = 0.0
            for entries, share in self.of(drawn).items():
                said = words(grammar, run, dict(zip(drawn, entries, strict=True)))
                tokens += share * sum(len(words_of(word)) for word in said)
                letters += share * len(joined(said))
            self._sizes[run] = tokens, letters
        return self._sizes[run]

    def surprise(self, name: str) -> float:
        """Of drawing a variable, on average over what those that limit it have drawn."""
        if name not in self._surprises:
            variable = self._world.grammar.variables[name]
            self._surprises[name] = sum(
                share * log(len(self._world.options(variable, bound)))
                for entries, share in self.of(variable.parents).items()
                for bound in [dict(zip(variable.parents, entries, strict=True))]
            )
        return self._surprises[name]

    def needed(self, sentence: Sentence) -> list[str]:
        """The variables that must be drawn to write a sentence."""
        return self._in_order(_drawn(self._world.grammar, sentence))

    def _in_order(self, names: Iterable[str]) -> list[str]:
        """These variables, each behind those that limit it."""
        found: dict[str, None] = {}
        for name in names:
            parents = self._world.grammar.variables[name].parents
            found.update(dict.fromkeys((*self._in_order(parents), name)))
        return list(found)


def _drawn(grammar: Grammar, sentence: Sentence) -> list[str]:
    return [n for p in sentence if isinstance(p, Slot) for n in grammar.drawn_by(p)]


def floors_in_windows(world: World, longest: int, count: int = 2000) -> list[Bracket]:
    """Where the floor lies for who sees the last 1, 2, … ``longest`` tokens.

    Counted on so many stories. The lower end is the entropy of what was counted, or the floor under
    the whole story. The upper one is what the counts lose on as many other stories, mixed with
    those of shorter windows (Witten and Bell 1991): whoever sees more may do as well.
    """
    told = [["", *words_of(story), ""] for story in world.stories(2 * count)]
    counts: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for seen, token in _windows(told[:count], longest):
        for start in range(len(seen) + 1):
            counts[seen[start:]][token] += 1
    vocabulary = len(counts[()]) + 1  # one more for a word that was not met
    least = floor(world).per_token
    found: list[Bracket] = []
    uppers = _losses(counts, vocabulary, told[count:], longest)
    for window, upper in enumerate(uppers, start=1):
        low = _entropy(counts, Counter(seen for seen, _ in _windows(told[:count], window)))
        if found and found[-1].high < upper[0]:
            upper = found[-1].high, found[-1].error
        found.append(Bracket(max(low, least), *upper))
    return found


def _windows(told: Iterable[list[str]], window: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is seen before each token, and the token."""
    for story in told:
        for place in range(1, len(story)):
            yield tuple(story[max(0, place - window) : place]), story[place]


Counts = dict[tuple[str, ...], Counter[str]]


def _entropy(counts: Counts, windows: Counter[tuple[str, ...]]) -> float:
    """Of what follows, on average over windows."""
    total = 0.0
    for seen, times in windows.items():
        all_ = sum(counts[seen].values())
        total -= times * sum(n / all_ * log(n / all_) for n in counts[seen].values())
    return total / sum(windows.values())


def _losses(
    counts: Counts, vocabulary: int, told: list[list[str]], longest: int
) -> list[tuple[float, float]]:
    """(a token’s on average, its standard error) of what the counts say of other stories.

    For each window from 1 to the longest.
    """
    totals = {seen: follows.total() for seen, follows in counts.items()}
    losses = [[0.0] * len(told) for _ in range(longest)]
    for number, story in enumerate(told):
        for place in range(1, len(story)):
            token, chance = story[place], 1 / vocabulary
            for window in range(longest + 1):
                # Before its beginning a story has nothing to see.
                seen = tuple(story[max(0, place - window) : place])
                if window <= place and (follows := counts.get(seen)):
                    kinds = len(follows)
                    chance = (follows[token] + kinds * chance) / (totals[seen] + kinds)
                if window:
                    losses[window - 1][number] -= log(chance)
    sizes = [len(story) - 1 for story in told]
    found = []
    for lost in losses:
        mean = sum(lost) / sum(sizes)
        # Stories are drawn one by one, so the error is that of a ratio of their sums.
        spread = sum((loss - mean * size) ** 2 for loss, size in zip(lost, sizes, strict=True))
        found.append((mean, sqrt(spread) / sum(sizes)))
    return found
