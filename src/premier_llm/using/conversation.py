"""Talking to a model: it continues the whole conversation with an answer, and learns nothing.

What no longer fits into its window is not read any more: a turn costs the same after ten thousand
others.
"""

from __future__ import annotations

import random
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import NamedTuple

from ..engines.contract import Cache, Model
from ..errors import InputError
from ..model.parameters import parameter_table
from ..model.template import Chat, Part, ids_of
from .sampling import check_temperature

RIVALS = 5
"""Tokens told in the place of each that was said."""
AT_ONCE = 64
"""Questions answered together."""


class Rival(NamedTuple):
    """A token that could have stood there."""

    text: str
    probability: float


class SaidToken(NamedTuple):
    """A token of an answer."""

    text: str
    """What it adds to the text; empty for the end."""
    probability: float
    """Before temperature and top-k, which only choose."""
    rivals: tuple[Rival, ...]
    """The likeliest in its place."""


@dataclass(frozen=True)
class Reply:
    """An answer."""

    text: str
    ids: tuple[int, ...]
    """Without the end."""
    tokens: tuple[SaidToken, ...]
    """The end included, where it came."""
    probability: float
    """Of the whole answer: the product, manners aside."""
    finished: bool
    """False where it was cut off."""


def replies(
    model: Model,
    chat: Chat,
    rows: Sequence[Sequence[int]],
    temperature: float = 0.0,
    top_k: int = 0,
    seed: int = 0,
    rivals: int = 0,
    manners: frozenset[int] = frozenset(),
    longest: int | None = None,
) -> list[Reply]:
    """An answer to each of these conversations, given in tokens; at most ``longest`` tokens, and a
    window's, long.

    ``manners``: tokens with which politeness begins, that makes an answer no truer: how likely an
    answer is then counts for what it says, whether or not they come.
    """
    temperature = check_temperature(temperature)
    most = model.config.context
    longest = min(longest or most, most)
    seen = [list(row[-most:]) for row in rows]
    found: dict[int, Reply] = {}
    # Rows of one length are read together.
    for length in sorted(set(map(len, seen))):
        places = [i for i, row in enumerate(seen) if len(row) == length]
        for start in range(0, len(places), AT_ONCE):
            part = places[start : start + AT_ONCE]
            cache = model.prefill([seen[i] for i in part], longest)
            rng = [random.Random(f"{seed}:{i}") for i in part]
            answers = _answers(
                model, chat, cache, rng, temperature, top_k, rivals, manners, longest
            )
            found |= zip(part, answers, strict=True)
    return [found[i] for i in range(len(rows))]


def _answers(
    model: Model,
    chat: Chat,
    cache: Cache,
    rng: Sequence[random.Random],
    temperature: float,
    top_k: int,
    rivals: int,
    manners: frozenset[int],
    longest: int,
) -> list[Reply]:
    """What continues the rows that a cache has read, until they end."""
    said: list[list[int]] = [[] for _row in rng]
    chances: list[list[float]] = [[] for _row in rng]
    others: list[list[tuple[Rival, ...]]] = [[] for _row in rng]
    sure = [1.0 for _row in rng]
    going = list(range(len(rng)))
    for place in range(longest):
        tokens = cache.choose([rng[row].random() for row in going], temperature, top_k)
        scores = cache.probabilities(1.0)
        for row, token, probabilities in zip(going, tokens, scores, strict=True):
            said[row].append(token)
            chances[row].append(probabilities[token])
            others[row].append(_likeliest(chat, probabilities, rivals))
            if token not in manners:
                rest = 1 - sum(probabilities[i] for i in manners)
                sure[row] *= min(probabilities[token] / rest, 1.0) if rest > 0 else 1.0
        on = [i for i, token in enumerate(tokens) if token != chat.stop]
        if not on or place == longest - 1:
            break
        if len(on) < len(going):
            going, tokens = [going[i] for i in on], [tokens[i] for i in on]
            cache.keep(on)
        model.decode(cache, tokens)
    return list(map(_reply, [chat] * len(rng), said, chances, others, sure))


def _likeliest(chat: Chat, probabilities: Sequence[float], count: int) -> tuple[Rival, ...]:
    if not count:
        return ()
    ranked = sorted(range(len(probabilities)), key=lambda i: -probabilities[i])[:count]
    return tuple(Rival(chat.vocabulary.tokens[i], probabilities[i]) for i in ranked)


def _reply(
    chat: Chat,
    said: list[int],
    chances: list[float],
    others: list[tuple[Rival, ...]],
    sure: float,
) -> Reply:
    finished = said[-1] == chat.stop
    ids = said[:-1] if finished else said
    texts = [*chat.vocabulary.texts(ids), *([""] if finished else [])]
    tokens = tuple(map(SaidToken, texts, chances, others))
    return Reply(chat.heard(ids), tuple(ids), tokens, sure, finished)


class Conversation:
    """What was said so far to one model, and what it reads of it."""

    def __init__(
        self,
        model: Model,
        chat: Chat,
        before: str = "",
        manners: frozenset[int] = frozenset(),
    ) -> None:
        """``manners``: see replies."""
        if chat.vocabulary.size != model.config.vocabulary:
            raise InputError(
                _(
                    "This vocabulary has {found} tokens and the model has {expected}: give the one "
                    "that it learned with."
                ).format(found=chat.vocabulary.size, expected=model.config.vocabulary)
            )
        self.model, self.chat, self.before, self.manners = model, chat, before, manners
        self.parts: list[Part] = []
        """All that was said."""
        self._tokens = 0
        """Of these parts."""
        self.turns = 0
        self._say([chat.begin(before)])

    def _say(self, parts: list[Part]) -> None:
        self.parts += parts
        self._tokens += len(ids_of(parts))

    def ask(self, question: str, temperature: float = 0.0, top_k: int = 0, seed: int = 0) -> Reply:
        """The answer to a question, which both join what was said."""
        asked = self.chat.asked(question)
        window = self._window(asked)
        self._say(asked)
        (reply,) = replies(
            self.model,
            self.chat,
            [window],
            temperature,
            top_k,
            seed + self.turns,
            RIVALS,
            self.manners,
        )
        self.turns += 1
        self._say(self.chat.answered(reply.ids))
        return reply

    def take_back(self, parts: int) -> None:
        """Forget what was said after so many parts."""
        self._tokens -= len(ids_of(self.parts[parts:]))
        del self.parts[parts:]

    def _window(self, asked: list[Part]) -> list[int]:
        """The tokens that the model sees before it answers."""
        most = self.model.config.context
        kept = list(asked)
        size = sum(len(part.ids) for part in kept)
        for part in reversed(self.parts):
            if size >= most:
                break
            kept.insert(0, part)
            size += len(part.ids)
        return ids_of(kept)[-most:]

    @property
    def unseen(self) -> int:
        """How many of the first tokens are not in the window any more, when it is full."""
        return max(self._tokens - self.model.config.context, 0)


def fingerprint(model: Model) -> str:
    """Eight hex digits that tell all the numbers of a model, the same in the page (talking.ts).

    They are the CRC-32 of the numbers in the table's order, each as a little-endian float32: a
    file tells the same wherever it is opened, though not every engine keeps a float64 whole.
    """
    tensors = model.tensors()
    found = 0
    for parameter in parameter_table(model.config):
        numbers = array("f", tensors[parameter.name][1])
        if sys.byteorder == "big":
            numbers.byteswap()
        found = zlib.crc32(numbers, found)
    return f"{found:08x}"
