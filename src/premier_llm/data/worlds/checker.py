"""What holds in a story that somebody, or a model, invented in the language of a world.

A story is compared with each shape, sentence by sentence, whatever words stand in the places of a
sentence; the shape with the fewest sentences out of their order counts, and of several the one with
the fewest faults. What is then checked follows from the grammar alone: a word agrees with its noun,
or changes before a vowel, or names the same animal again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, repeat
from typing import NamedTuple

from ...model.labels import N_
from .grammar import FEATURES, Entry, Grammar, Shape
from .reader import Place, Read, Reader
from .world import Bound, feature

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


class Judged(NamedTuple):
    """What holds in a story, and what it tells of."""

    checks: list[Check]
    """In the order of the text."""
    drawn: Bound
    """What the variables have drawn, of those that the story names."""
    shape: str = ""
    """What it is taken for."""


class Checker:
    """Checks stories told in a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        """Its sentences are made ready once."""
        self._grammar = grammar
        self._reader = Reader(grammar)
        self._words: dict[str, dict[str, Entry]] = {  # by variable and form
            variable.name: {
                form: entry
                for entry in variable.words.entries
                for forms in entry.parts
                for form in forms.all
            }
            for variable in grammar.variables.values()
        }

    def check(self, story: str) -> list[Check]:
        """Everything that can be checked in a story, in the order of the text."""
        return self.judge(story).checks

    def judge(self, story: str) -> Judged:
        """Everything that can be checked in a story, and what it tells of."""
        told = self._reader.read(story)
        shapes = self._grammar.shapes
        least = min(_misfits(shape, told) for shape in shapes)
        fitting = [shape for shape in shapes if _misfits(shape, told) == least]
        found = _best(self._follow(shape, told, len(story)) for shape in fitting)
        return found._replace(checks=sorted(found.checks, key=lambda c: (c.start, c.end)))

    def _follow(self, shape: Shape, told: list[Read], length: int) -> Judged:
        """What holds in a story that is taken for one of this shape."""
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
            tried = here or read.values()
            checks, bound, _ = _best(self._judge(places, bound) for places in tried)
            capital = first.text[0].upper() + first.text[1:]
            right = first.text == capital
            found += [Check("capital", right, first.start, first.end, capital), *checks]
        if len(told) < len(shape.sentences):  # it breaks off
            found.append(Check("order", False, length, length))
        return Judged(found, bound, shape.name)

    def _judge(self, places: list[Place], before: Bound) -> Judged:
        """What holds in a sentence, and what the variables have drawn by then."""
        grammar, bound = self._grammar, dict(before)
        found: list[Check] = []
        meant: list[Entry | None] = []
        for place in places:
            variable = grammar.variables.get(place.slot.name)
            if variable is None:
                meant.append(None)
                continue
            name = variable.name
            entry = self._words[name][place.text]
            if name in bound:
                same = entry is bound[name]
                expected = "" if same else bound[name].parts[place.slot.part].plain[0]
                found.append(Check("again", same, place.start, place.end, expected))
            bound.setdefault(name, entry)
            meant.append(entry)
        for place in places:
            found += self._judge_limits(place, before, bound)
        for place, word in zip(places, meant, strict=True):
            found += self._judge_form(place, word, bound)
        return Judged(found, bound)

    def _judge_limits(self, place: Place, before: Bound, bound: Bound) -> list[Check]:
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

    def _judge_form(self, place: Place, word: Entry | None, bound: Bound) -> list[Check]:
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


def _misfits(shape: Shape, told: list[Read]) -> int:
    """Faults of order: how many sentences another shape has there, and whether it breaks off."""
    ways = chain(shape.sentences, repeat(()))
    out_of_order = sum(
        bool(read.ways) and not any(way in read.ways for way in here)
        for read, here in zip(told, ways, strict=False)
    )
    return out_of_order + (len(told) < len(shape.sentences))


def _best(judged: Iterable[Judged]) -> Judged:
    """The one with the fewest faults."""
    return min(judged, key=lambda one: sum(not check.holds for check in one.checks))
