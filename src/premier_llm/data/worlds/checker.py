"""What holds in a story that somebody, or a model, invented in the language of a world.

A story is compared with each shape, sentence by sentence, whatever words stand in the places of a
sentence; the shape with the fewest faults counts. What is then checked follows from the grammar
alone: a word agrees with its noun, or changes before a vowel, or names the same animal again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ...model.labels import N_
from ...model.words import words_of
from .grammar import FEATURES, Entry, Forms, Grammar, Sentence, Shape, Slot
from .world import Bound, feature, joined

KINDS = {
    "sentence": N_("sentences of this language"),
    "order": N_("sentences that follow one another"),
    "capital": N_("capitals"),
    "article": N_("articles that agree"),
    "adjective": N_("adjectives that agree"),
    "pronoun": N_("pronouns that agree"),
    "verb": N_("verbs that agree"),
    "vowel": N_("words before a vowel"),
    "again": N_("the same one named again"),
    "other": N_("two that are not the same"),
    "reason": N_("reasons that follow"),
}
"""What is checked, in words."""


class Check(NamedTuple):
    """Something that holds in a story, or does not, and where."""

    kind: str
    """One of KINDS."""
    holds: bool
    start: int
    end: int
    """Its place in the text, in characters."""
    expected: str = ""
    """What should stand there, where it is known."""


def counted(checks: Iterable[Check]) -> dict[str, tuple[int, int]]:
    """For each kind that was met, in the order of KINDS: (how many hold, of how many)."""
    checks = list(checks)
    of, holding = Counter(c.kind for c in checks), Counter(c.kind for c in checks if c.holds)
    return {kind: (holding[kind], of[kind]) for kind in KINDS if of[kind]}


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Place(NamedTuple):
    """What stands in a place of a sentence."""

    slot: Slot
    text: str
    start: int
    end: int
    before_vowel: bool


class _Read(NamedTuple):
    """A sentence, with what stands in its places for each way that it may be written in."""

    first: _Token
    end: int
    ways: dict[Sentence, list[_Place]]


class Checker:
    """Checks stories told in a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        """Its sentences are made ready once."""
        self._grammar = grammar
        self._patterns = {
            way: self._pattern(way)
            for shape in grammar.shapes
            for ways in shape.sentences
            for way in ways
        }

    def check(self, story: str) -> list[Check]:
        """Everything that can be checked in a story, in the order of the text."""
        typed = story.replace("'", "’")  # what keyboards have
        told = [self._read(sentence) for sentence in _sentences(typed)]
        found = [self._follow(shape, told, len(story)) for shape in self._grammar.shapes]
        return sorted(min(found, key=_faults), key=lambda c: (c.start, c.end))

    def _follow(self, shape: Shape, told: list[_Read], length: int) -> list[Check]:
        """The checks of a story that is taken for one of this shape."""
        found: list[Check] = []
        bound: Bound = {}
        for number, (first, end, read) in enumerate(told):
            found.append(Check("sentence", bool(read), first.start, end))
            if not read:
                continue
            ways = shape.sentences[number] if number < len(shape.sentences) else ()
            here = [read[way] for way in ways if way in read]
            found.append(Check("order", bool(here), first.start, end))
            # Out of its order, it may agree all the same.
            tried = [self._judge(places, bound) for places in here or read.values()]
            checks, bound = min(tried, key=lambda pair: _faults(pair[0]))
            capital = first.text[0].upper() + first.text[1:]
            right = first.text == capital
            found += [Check("capital", right, first.start, first.end, capital), *checks]
        if len(told) < len(shape.sentences):  # it breaks off
            found.append(Check("order", False, length, length))
        return found

    def _pattern(self, way: Sentence) -> re.Pattern[str]:
        pieces = []
        for piece in way:
            if isinstance(piece, Slot):
                forms = {form for forms in self._forms(piece) for form in forms.all}
                spaced = [" ".join(words_of(form)) for form in forms]
                spaced.sort(key=lambda form: (-len(form), form))
                pieces.append("(" + "|".join(map(re.escape, spaced)) + ")")
            else:
                pieces.append(re.escape(" ".join(words_of(piece))))
        # The first word has a capital, or not: that is checked apart.
        return re.compile(" ".join((f"(?i:{pieces[0]})", *pieces[1:])))

    def _forms(self, slot: Slot) -> list[Forms]:
        """All that can stand in a place, right or wrong: in any part, for any word of the class."""
        variable = self._grammar.variables.get(slot.name)
        if variable is None:
            return [self._grammar.little[slot.name][1]]
        return [forms for entry in variable.words.entries for forms in entry.parts]

    def _read(self, sentence: list[_Token]) -> _Read:
        """The ways that a sentence may be written in."""
        text = " ".join(token.text for token in sentence)
        read = {
            way: self._places(way, match, sentence)
            for way, pattern in self._patterns.items()
            if (match := pattern.fullmatch(text))
        }
        return _Read(sentence[0], sentence[-1].end, read)

    def _places(self, way: Sentence, match: re.Match[str], sentence: list[_Token]) -> list[_Place]:
        """What stands in the places of a sentence that is written in this way."""
        places = []
        for number, slot in enumerate((p for p in way if isinstance(p, Slot)), 1):
            first = match.string.count(" ", 0, match.start(number))
            last = match.string.count(" ", 0, match.end(number))
            said = joined(match[number].split(" "))
            if not first:  # as it is written inside a sentence
                all_ = {form for forms in self._forms(slot) for form in forms.all}
                said = next(form for form in all_ if form.lower() == said.lower())
            follows = sentence[last + 1].text if last + 1 < len(sentence) else ""
            vowel = self._grammar.is_vowel(follows)
            places.append(_Place(slot, said, sentence[first].start, sentence[last].end, vowel))
        return places

    def _judge(self, places: list[_Place], before: Bound) -> tuple[list[Check], Bound]:
        """(what can be checked in a sentence, what the variables have drawn by then)."""
        grammar, bound = self._grammar, dict(before)
        found: list[Check] = []
        meant: list[Entry | None] = []
        for place in places:
            variable = grammar.variables.get(place.slot.name)
            if variable is None:
                meant.append(None)
                continue
            can_be = [
                entry
                for entry in variable.words.entries
                if any(place.text in forms.all for forms in entry.parts)
            ]
            name = variable.name
            entry = bound.get(name, can_be[0])
            if name in bound:
                same = entry in can_be
                expected = "" if same else entry.parts[place.slot.part].plain[0]
                found.append(Check("again", same, place.start, place.end, expected))
            bound.setdefault(name, entry)
            meant.append(entry if entry in can_be else can_be[0])
        for place in places:
            found += self._judge_limits(place, before, bound)
        for place, word in zip(places, meant, strict=True):
            found += self._judge_form(place, word, bound)
        return found, bound

    def _judge_limits(self, place: _Place, before: Bound, bound: Bound) -> list[Check]:
        """Whether what was named suits what else was named, as soon as both are."""
        variable = self._grammar.variables.get(place.slot.name)
        if variable is None:
            return []
        entry, found = bound[variable.name], []
        for kind, other in (("other", variable.differs), ("reason", variable.like)):
            if other in bound and not {variable.name, other} <= before.keys():
                same = entry is bound[other] if kind == "other" else entry.tag == bound[other].tag
                found.append(Check(kind, same == (kind == "reason"), place.start, place.end))
        return found

    def _judge_form(self, place: _Place, word: Entry | None, bound: Bound) -> list[Check]:
        """Whether a word agrees with its noun and suits what follows."""
        grammar, slot = self._grammar, place.slot
        if any(name not in bound for name in grammar.drawn_by(slot)):
            return []
        forms = grammar.forms(slot, word)
        column = FEATURES.index(feature(grammar, slot.noun, bound)) if slot.noun else 0
        two = forms.plain[column], forms.before_vowel[column]
        expected = two[place.before_vowel]
        where = place.start, place.end
        variable = grammar.variables.get(slot.name)
        kind = variable.words.kind if variable else grammar.little[slot.name][0]
        found = []
        if kind in KINDS and (slot.noun or (variable and len(variable.words.parts) > 1)):
            found.append(Check(kind, place.text in two, *where, expected))
        if two[0] != two[1] and place.text in two:
            found.append(Check("vowel", place.text == expected, *where, expected))
        return found


def _faults(checks: Iterable[Check]) -> int:
    return sum(not c.holds for c in checks)


def _sentences(story: str) -> list[list[_Token]]:
    """The words of each sentence."""
    found: list[list[_Token]] = [[]]
    end = 0
    for text in words_of(story):
        start = story.index(text, end)
        end = start + len(text)
        found[-1].append(_Token(text, start, end))
        if text == ".":
            found.append([])
    return [sentence for sentence in found if sentence]
