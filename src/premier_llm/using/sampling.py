"""Inventing names or stories one token at a time: temperature, top-k, a beginning, a filter.

The draws are Python's own, one per letter from a stream fixed by the seed, so that every engine
invents the same names from the same weights, one by one or a thousand at once.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from numbers import Integral

from ..data.filter import is_rude
from ..engines.contract import Model
from ..errors import InputError, RunError
from ..model.vocabulary import Vocabulary

MAX_TEMPERATURE = 100.0
"""Beyond this every letter is as likely as any other to three decimals."""
MAX_LENGTH = 24
"""Letters of a name, unless asked otherwise."""
_AT_ONCE = 1000


@dataclass(frozen=True)
class Choice:
    """How one letter was chosen."""

    probabilities: list[float]
    """(V,) after temperature and top-k: what the letter was drawn from."""
    chosen: int
    """The token drawn; the boundary when the name ended here."""


@dataclass(frozen=True)
class Invention:
    """A name that the model invented."""

    text: str
    """Without boundaries; the beginning included."""
    finished: bool
    """False when it was cut at the maximum length."""
    trace: tuple[Choice, ...] = ()
    """One Choice per letter invented, when asked for."""

    @property
    def name(self) -> str:
        """As a name is shown: one that was cut ends on three dots."""
        return self.text if self.finished else f"{self.text}…"


def check_temperature(temperature: float) -> float:
    """The temperature as a float from 0 to 100; anything else raises InputError."""
    try:
        value = float(temperature)
    except (TypeError, ValueError):
        value = math.nan
    if not 0 <= value <= MAX_TEMPERATURE:
        raise InputError(
            _(
                "The temperature must be a number from 0 (always the likeliest letter) to "
                "{most:g}, not {value}. Usual values: 0.5 (wise) to 1.5 (wild)."
            ).format(most=MAX_TEMPERATURE, value=temperature)
        )
    return value


def sample(
    model: Model,
    vocabulary: Vocabulary,
    count: int = 10,
    temperature: float = 1.0,
    top_k: int = 0,
    beginning: str = "",
    seed: int = 0,
    max_length: int = MAX_LENGTH,
    polite: bool = False,
    trace: bool = False,
) -> list[Invention]:
    """Invent ``count`` names (or texts, where the vocabulary has no boundary).

    ``polite`` leaves out rude words and invents others in their place. The first names of a long
    list are those of a short one with the same seed. Bad values raise InputError; RunError if
    nearly everything invented is rude.
    """
    temperature = check_temperature(temperature)
    if not hasattr(model, "prefill"):
        raise InputError(
            _(
                "sample takes an engine's Model, not {kind}: Model.from_parameters(config, "
                "weights) makes one of any weights."
            ).format(kind=type(model).__name__)
        )
    for name, value, least in (
        ("count", count, 1),
        ("top_k", top_k, 0),
        ("max_length", max_length, 1),
    ):
        if not isinstance(value, Integral) or value < least:
            raise InputError(
                _("{dial} must be a whole number of at least {least}, not {value!r}.").format(
                    dial=name, least=least, value=value
                )
            )
    if vocabulary.size != model.config.vocabulary:
        raise InputError(
            _(
                "This vocabulary has {found} tokens and the model has {expected}: give the one "
                "that it learned with."
            ).format(found=vocabulary.size, expected=model.config.vocabulary)
        )
    beginning = vocabulary.beginning(beginning)
    begun = start = vocabulary.encode(beginning)
    if vocabulary.boundary is not None:
        start = [vocabulary.boundary, *start]
    elif not start:
        start = [vocabulary.end or 0]
    rng = random.Random(seed)

    def written(invented: list[int]) -> str:
        # A word may want a space before it, and what the model does not know stays as it is.
        return beginning + added(vocabulary, begun, invented)

    inventions = _inventions(
        model, vocabulary.end, start, written, temperature, top_k, rng, max_length, count, trace
    )
    if not polite:
        return list(islice(inventions, count))
    most = 20 * count + 200
    kept = list(islice((i for i in islice(inventions, most) if not is_rude(i.text)), count))
    if len(kept) < count:
        raise RunError(
            _(
                "Nearly all the names invented from {beginning!r} were refused by the classroom "
                "filter: choose another beginning or train on another list."
            ).format(beginning=beginning)
        )
    return kept


def added(vocabulary: Vocabulary, before: Sequence[int], ids: Sequence[int]) -> str:
    """What tokens add to the text of those before them."""
    return vocabulary.decode([*before, *ids])[len(vocabulary.decode(before)) :]


def _inventions(
    model: Model,
    end: int | None,
    start: list[int],
    written: Callable[[list[int]], str],
    temperature: float,
    top_k: int,
    rng: random.Random,
    max_length: int,
    count: int,
    trace: bool,
) -> Iterator[Invention]:
    """Endless inventions, computed ``count`` (at most _AT_ONCE) at a time."""
    while True:
        rows = min(count, _AT_ONCE)
        # Drawn for each name in full, so that a name does not depend on its neighbours' lengths.
        draws = [[rng.random() for _ in range(max_length)] for _ in range(rows)]
        invented: list[list[int]] = [[] for _ in range(rows)]
        traces: list[list[Choice]] = [[] for _ in range(rows)]
        finished = [False] * rows
        going = list(range(rows))
        cache = model.prefill([start] * rows, len(start) + max_length)
        for place in range(max_length):
            tokens = cache.choose([draws[row][place] for row in going], temperature, top_k)
            if trace:
                chances = cache.probabilities(temperature, top_k)
                for row, token, probabilities in zip(going, tokens, chances, strict=True):
                    traces[row].append(Choice(probabilities, token))
            for row, token in zip(going, tokens, strict=True):
                if token == end:
                    finished[row] = True
                else:
                    invented[row].append(token)
            on = [i for i, token in enumerate(tokens) if token != end]
            if not on or place == max_length - 1:
                break
            if len(on) < len(going):
                going = [going[i] for i in on]
                tokens = [tokens[i] for i in on]
                cache.keep(on)
            model.decode(cache, tokens)
        for ids, done, choices in zip(invented, finished, traces, strict=True):
            yield Invention(written(ids), done, tuple(choices))
