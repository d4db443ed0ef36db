"""Byte pair encoding in the standard library alone: pieces are learned, and they cut a text.

Byte pair encoding (Sennrich et al. 2016) begins with the 256 bytes and again and again joins the
two tokens that stand side by side most often; over bytes (Radford et al. 2019, section 2.2) no text
is foreign to it. A text is first cut into words, as GPT-2 cuts it, and no piece reaches over a cut.
Every choice, ties included, is that of the tokenizers library, to which the tests hold this file.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from .characters import ranges

END = "<|endoftext|>"
"""What GPT-2 has between two texts."""
MIN_TIMES = 2
"""A pair that comes less often is not joined."""
_SPACE = "\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Unicode holds for white space; Python's own class has more."""

_REMEMBERED = 2**16
"""Words whose tokens are kept."""
_GONE = -1
"""Where a token stood that was joined to the one before."""

Pair = tuple[int, int]


def _signs() -> list[str]:
    # A printable byte is its Latin-1 character, the others follow from Ā on: a space is Ġ.
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(256))
    return [chr(b) if b in printable else chr(256 + next(others)) for b in range(256)]


SIGNS = _signs()
"""The character that GPT-2 writes for each byte."""
_BYTES = {sign: bytes([byte]) for byte, sign in enumerate(SIGNS)}
ALPHABET = [END, *sorted(SIGNS)]
"""The tokens that learning begins with."""


def bytes_of(token: str) -> bytes:
    """The bytes that a token stands for; one added in other characters stands for itself."""
    try:
        return b"".join(map(_BYTES.__getitem__, token))
    except KeyError:
        return token.encode()


def written(word: str) -> str:
    """A word with a character for each byte."""
    return "".join(map(SIGNS.__getitem__, word.encode()))


@cache
def _pattern() -> re.Pattern[str]:
    letter, number = ranges("L"), ranges("N")
    return re.compile(
        rf"'(?:s|t|re|ve|m|ll|d)| ?[{letter}]+| ?[{number}]+| ?[^{_SPACE}{letter}{number}]+"
        rf"|[{_SPACE}]+(?![^{_SPACE}])|[{_SPACE}]+"
    )


def words_in(text: str) -> list[str]:
    """GPT-2's cut: letters, numbers or marks with the space in front of them, or white space."""
    return _pattern().findall(text)


def learn(texts: Iterable[str], size: int) -> tuple[list[str], list[Pair]]:
    """At most so many tokens, and the pairs of ids in the order in which they are joined.

    The pair that comes most often comes first; of several, the one with the smallest ids.
    """
    times: Counter[str] = Counter()
    for text in texts:
        times.update(words_in(text))
    tokens = list(ALPHABET)
    ids = {token: i for i, token in enumerate(tokens)}
    words = [[ids[sign] for sign in written(word)] for word in times]
    often = list(times.values())
    counts: Counter[Pair] = Counter()
    holders: defaultdict[Pair, set[int]] = defaultdict(set)
    for number, word in enumerate(words):
        for pair in pairwise(word):
            counts[pair] += often[number]
            holders[pair].add(number)
    # Counts in the queue may be out of date, always too high: they are looked at when they come up.
    queue = [(-count, pair) for pair, count in counts.items()]
    heapq.heapify(queue)
    merges: list[Pair] = []
    while queue and len(tokens) < size:
        count, pair = heapq.heappop(queue)
        if -count != counts[pair]:
            heapq.heappush(queue, (-counts[pair], pair))
            continue
        if -count < MIN_TIMES:
            break
        # No other pair has spelled it before: the same letters are always joined in the same order.
        token = len(tokens)
        tokens.append(tokens[pair[0]] + tokens[pair[1]])
        merges.append(pair)
        fresh = set()
        for number in holders.pop(pair):
            for changed, by in _join(words[number], pair, token):
                counts[changed] += by * often[number]
                if by > 0:
                    holders[changed].add(number)
                    fresh.add(changed)
        for changed in fresh:
            heapq.heappush(queue, (-counts[changed], changed))
    return tokens, merges


def _join(word: list[int], pair: Pair, token: int) -> list[tuple[Pair, int]]:
    """Join a pair wherever a word has it; which pairs come more and less often because of that."""
    first, second = pair
    changes: list[tuple[Pair, int]] = []
    kept: list[int] = []
    i = 0
    while i < len(word):
        if word[i] == first and i + 1 < len(word) and word[i + 1] == second:
            if kept:
                changes += [((kept[-1], first), -1), ((kept[-1], token), 1)]
            if i + 2 < len(word):
                changes += [((second, word[i + 2]), -1), ((token, word[i + 2]), 1)]
            kept.append(token)
            i += 2
        else:
            kept.append(word[i])
            i += 1
    word[:] = kept
    return changes


class Cutter:
    """Cuts texts with given tokens and merges."""

    def __init__(
        self, tokens: Sequence[str], merges: Iterable[Pair], whole: Iterable[str] = ()
    ) -> None:
        """``whole``: tokens that are found in a text as they stand, before it is cut into words."""
        ids = {token: i for i, token in enumerate(tokens)}
        self._bytes = [ids[sign] for sign in SIGNS]
        self._merges = {
            (a, b): (rank, ids[tokens[a] + tokens[b]]) for rank, (a, b) in enumerate(merges)
        }
        self._whole = {token: ids[token] for token in whole if token}
        longest_first = map(re.escape, sorted(self._whole, key=len, reverse=True))
        self._apart = re.compile(f"({'|'.join(longest_first)})") if self._whole else None
        self._known: dict[str, list[int]] = {}

    def encode(self, text: str) -> list[int]:
        """Token ids of a text."""
        ids: list[int] = []
        for part in self._apart.split(text) if self._apart else [text]:
            if part in self._whole:
                ids.append(self._whole[part])
            else:
                for word in words_in(part):
                    ids += self._ids_of(word)
        return ids

    def _ids_of(self, word: str) -> list[int]:
        ids = self._known.get(word)
        if ids is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            ids = self._known[word] = self._cut(word)
        return ids

    def _cut(self, word: str) -> list[int]:
        """The tokens of a word: the pair learned first is joined first, from left to right."""
        ids = [self._bytes[byte] for byte in word.encode()]
        end = len(ids)
        after = list(range(1, end + 1))  # the place of the next token that is left
        before = list(range(-1, end - 1))
        queue: list[tuple[int, int]] = []  # the rank of a merge and its place

        def merge_at(place: int) -> tuple[int, int] | None:
            if place < 0 or after[place] >= end:
                return None
            return self._merges.get((ids[place], ids[after[place]]))

        def offer(place: int) -> None:
            merge = merge_at(place)
            if merge is not None:
                heapq.heappush(queue, (merge[0], place))

        for place in range(end):
            offer(place)
        while queue:
            rank, place = heapq.heappop(queue)
            merge = merge_at(place)
            if merge is None or merge[0] != rank:  # one of the two was joined meanwhile
                continue
            right = after[place]
            ids[place], ids[right] = merge[1], _GONE
            after[place] = after[right]
            if after[place] < end:
                before[after[place]] = place
            offer(before[place])
            offer(place)
        return [i for i in ids if i != _GONE]
