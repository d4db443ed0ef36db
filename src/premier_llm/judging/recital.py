"""Does it recite? What an invented text has copied word for word from what was learned, and where.

A run of words is copied where the same words and marks follow each other inside one paragraph of
the source, whatever spaces and line breaks stand between them. A run is told where it cannot be
longer, with the first place of the source that has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ..model.words import read_words

LONG = 8
"""Words and marks that follow each other as in the source, from which on they are recited.

Two parts of one text share short runs anyway: of the words of a hidden tenth of Shakespeare, 17, 2
and 0.4 % are in runs of 4, 6 and 8 words of the rest. Where a text says the same again and again it
is far more (28 % in this project's documentation, 89 % in stories of a world): see Copying."""


@dataclass(frozen=True)
class Run:
    """Words that an invented text has in common with the source."""

    words: int
    start: int
    end: int
    """Where they stand in the invented text, in characters."""
    paragraph: int
    """Which one of the source has them first, from 0."""
    source_start: int
    source_end: int
    """Where in that paragraph, in characters."""


@dataclass(frozen=True)
class Recital:
    """What one invented text has copied."""

    words: int
    """All of them, marks included."""
    runs: tuple[Run, ...]
    """Each that is long and cannot be longer, in the order of the text; they may overlap."""
    longest: Run | None
    """The first of the longest, however short; None where no word is in the source."""
    recited: int
    """Words that are in long runs."""

    @property
    def share(self) -> float:
        """Of the words, those that are in long runs."""
        return self.recited / self.words if self.words else 0.0


class Copying(NamedTuple):
    """How much of what is invented is in long runs, in the company of how much is so anyway."""

    share: float
    """Of the invented words."""
    usual: float = 0.0
    """Of the words of the hidden text, which was not learned; 0 where nothing is hidden."""


def share(recitals: Iterable[Recital]) -> float:
    """Of all words of several texts, those that are in long runs."""
    recitals = list(recitals)
    return sum(r.recited for r in recitals) / max(sum(r.words for r in recitals), 1)


class Source:
    """What was learned, ready to be looked up."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._ids: dict[str, int] = {}
        self._words: list[int] = []
        self._places: list[int] = []
        self._paragraphs: list[int] = []
        """The first word of each."""
        for paragraph in paragraphs:
            self._paragraphs.append(len(self._words))
            for word, place in read_words(paragraph):
                self._words.append(self._ids.setdefault(word, len(self._ids)))
                self._places.append(place)
        self._lengths = list(map(len, self._ids))

    def recitals(self, texts: Sequence[str], long: int = LONG) -> list[Recital]:
        """What each of these texts has copied. ``long``: the words of the runs that are told.

        All are looked for in one walk through the source.
        """
        read = [list(read_words(text)) for text in texts]
        ids = [[self._ids.get(word, -1) for word, _place in words] for words in read]
        ends = _Endings(ids).found_in(self._words, self._paragraphs)
        starts = accumulate((len(words) for words in read), initial=0)
        return [
            self._recital(words, ends[start : start + len(words)], long)
            for start, words in zip(starts, read, strict=False)
        ]

    def _recital(
        self, words: list[tuple[str, int]], ends: list[tuple[int, int]], long: int
    ) -> Recital:
        runs, longest, recited, covered = [], None, 0, 0
        for last, (count, found) in enumerate(ends):
            if not count or (last + 1 < len(ends) and ends[last + 1][0] > count):
                continue
            if longest is None or count > longest.words:
                longest = self._run(words, last, count, found)
            if count >= long:
                runs.append(self._run(words, last, count, found))
                recited += last + 1 - max(covered, last + 1 - count)
                covered = last + 1
        return Recital(len(words), tuple(runs), longest, recited)

    def _run(self, words: list[tuple[str, int]], last: int, count: int, found: int) -> Run:
        """The run of so many words that ends at word ``last``, and at word ``found`` here."""
        word, place = words[last]
        paragraph = bisect_right(self._paragraphs, found) - 1
        return Run(
            count,
            words[last + 1 - count][1],
            place + len(word),
            paragraph,
            self._places[found + 1 - count],
            self._places[found] + self._lengths[self._words[found]],
        )


class _Endings:
    """Texts as an automaton of what their parts end on (Blumer and others 1985).

    Each state stands for parts that end at the same places of the texts: the longest of them has
    ``length`` words, its shorter endings that stand elsewhere too are those of the state ``link``.
    """

    def __init__(self, texts: Iterable[Sequence[int]]) -> None:
        self.next: list[dict[int, int]] = [{}]
        self.length, self.link = [0], [-1]
        self.of_word: list[int] = []
        """The state of what ends at each word of the texts."""
        for text in texts:
            last = 0
            for word in text:
                last = self._add(last, word)
                self.of_word.append(last)

    def _state(self, length: int, link: int, following: dict[int, int]) -> int:
        self.next.append(following)
        self.length.append(length)
        self.link.append(link)
        return len(self.length) - 1

    def _add(self, last: int, word: int) -> int:
        """One more word behind ``last``."""
        following = self.next[last].get(word)
        if following is not None:  # as in a text before
            if self.length[following] == self.length[last] + 1:
                return following
            return self._apart(last, word, following)
        new = self._state(self.length[last] + 1, 0, {})
        while last >= 0 and word not in self.next[last]:
            self.next[last][word] = new
            last = self.link[last]
        if last >= 0:
            following = self.next[last][word]
            if self.length[following] != self.length[last] + 1:
                following = self._apart(last, word, following)
            self.link[new] = following
        return new

    def _apart(self, last: int, word: int, following: int) -> int:
        """The shorter parts of a state, which now end elsewhere too, as a state of their own."""
        clone = self._state(
            self.length[last] + 1, self.link[following], self.next[following].copy()
        )
        self.link[following] = clone
        while last >= 0 and self.next[last].get(word) == following:
            self.next[last][word] = clone
            last = self.link[last]
        return clone

    def found_in(self, source: Sequence[int], starts: Sequence[int]) -> list[tuple[int, int]]:
        """For each word of the texts: (how long the copied run is that ends there, its place).

        The place is the first word of the source at which such a run ends. ``starts``: where
        paragraphs begin, which no run goes beyond.
        """
        best, place, first = ([0] * len(self.length) for _ in range(3))
        for end, state, count in self._walk(source, starts):
            if not first[state]:
                first[state] = end + 1
            if count > best[state]:
                best[state], place[state] = count, end
        by_length = sorted(range(1, len(self.length)), key=self.length.__getitem__)
        for state in reversed(by_length):  # what is found is found with its endings
            link = self.link[state]
            if best[state] and link > 0:
                found = first[state] - 1
                if best[link] < self.length[link] or found < place[link]:
                    best[link], place[link] = self.length[link], found
                first[link] = min(first[link] or found + 1, found + 1)
        for state in by_length:
            if not best[state]:
                best[state], place[state] = best[self.link[state]], place[self.link[state]]
        return [(best[state], place[state]) for state in self.of_word]

    def _walk(self, source: Sequence[int], starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """(place, state, words of the longest part of the texts that ends there), in a source."""
        edges = iter((*starts, len(source)))
        edge = next(edges)
        state = count = 0
        for end, word in enumerate(source):
            while end == edge:
                state, count, edge = 0, 0, next(edges)
            while state and word not in self.next[state]:
                state = self.link[state]
                count = self.length[state]
            following = self.next[state].get(word, 0)
            if following:
                state, count = following, count + 1
                yield end, state, count
