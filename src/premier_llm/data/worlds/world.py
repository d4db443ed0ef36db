"""A world: a grammar, a seed, and the stories that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ... import i18n
from ..draws import Draws
from .grammar import FEATURES, Entry, Grammar, Sentence, Shape, Slot, Variable, read

Bound = dict[str, Entry]
"""What the variables have drawn."""
SHARE_APART = 10
"""One pair of so many is set aside."""
STREAMS = {"apart": 0, "told": 1, "unseen": 2, "asked": 3}
"""What is drawn, each from a stream of its own."""


class Told(NamedTuple):
    """A story."""

    text: str
    shape: str
    bound: Bound


class World:
    """Stories of a grammar; the seed says which pairs are never told, and draws the stories."""

    def __init__(self, grammar: str | Grammar, seed: int = 0) -> None:
        """A world by its name, or one of your own."""
        self.grammar = read(grammar) if isinstance(grammar, str) else grammar
        self.seed = seed
        self._options: dict[tuple[object, ...], list[Entry]] = {}

    @property
    def title(self) -> str:
        """In the language that is spoken, or else in French."""
        return self.grammar.titles.get(i18n.language(), self.grammar.titles["fr"]).name

    @cached_property
    def apart(self) -> dict[tuple[str, str], frozenset[tuple[Entry, Entry]]]:
        """The pairs that are never told, for (a class, the class that it goes with)."""
        found: dict[tuple[str, str], frozenset[tuple[Entry, Entry]]] = {}
        for variable in self.grammar.variables.values():
            if not variable.apart:
                continue
            others = self.grammar.variables[variable.apart].words
            key = (variable.words.name, others.name)
            if key in found:
                continue
            draws, entries = Draws(self.seed, STREAMS["apart"], len(found)), variable.words.entries
            count = max(1, len(entries) // SHARE_APART)
            found[key] = frozenset(
                (entries[place], other)
                for other in others.entries
                for place in draws.order(len(entries))[:count]
            )
        return found

    def pairs_apart(self, bound: Bound) -> int:
        """How many of the pairs that were drawn are never told."""
        variables, count = self.grammar.variables, 0
        for name, variable in variables.items():
            if variable.apart and {name, variable.apart} <= bound.keys():
                other = variables[variable.apart]
                pairs = self.apart[variable.words.name, other.words.name]
                count += (bound[name], bound[other.name]) in pairs
        return count

    def options(self, variable: Variable, bound: Bound, unseen: bool = False) -> list[Entry]:
        """What a variable can draw, given what those that limit it have drawn."""
        key = (variable.name, unseen, *(bound[name] for name in variable.parents))
        if key not in self._options:
            self._options[key] = self._possible(variable, bound, unseen)
        return self._options[key]

    def _possible(self, variable: Variable, bound: Bound, unseen: bool) -> list[Entry]:
        entries: Iterable[Entry] = variable.words.entries
        if variable.differs:
            entries = [e for e in entries if e is not bound[variable.differs]]
        if variable.like:
            entries = [e for e in entries if e.tag == bound[variable.like].tag]
        if variable.apart:
            other = bound[variable.apart]
            others = self.grammar.variables[variable.apart].words.name
            apart = self.apart[variable.words.name, others]
            seen = [e for e in entries if (e, other) not in apart]
            # What was never told may be forbidden for another reason.
            entries = ([e for e in entries if e not in seen] or seen) if unseen else seen
        return list(entries)

    def story(self, number: int, unseen: bool = False) -> str:
        """The story of that number; ``unseen``: with pairs that are never told, wherever it can."""
        return self.tell(number, unseen).text

    def tell(self, number: int, unseen: bool = False) -> Told:
        """The same, and what it tells of."""
        draws = Draws(self.seed, STREAMS["unseen" if unseen else "told"], number)
        bound: Bound = {}
        shapes = self._with_pairs if unseen else self.grammar.shapes
        shape = shapes[draws.below(len(shapes))]
        sentences = []
        for ways in shape.sentences:
            sentence = ways[draws.below(len(ways))]
            self.draw(sentence, bound, draws, unseen)
            sentences.append(written(words(self.grammar, sentence, bound)))
        return Told(" ".join(sentences), shape.name, bound)

    def draw(self, sentence: Sentence, bound: Bound, draws: Draws, unseen: bool = False) -> None:
        """Draw what a sentence needs and ``bound`` lacks."""

        def draw(name: str) -> None:
            if name not in bound:
                variable = self.grammar.variables[name]
                for parent in variable.parents:
                    draw(parent)
                options = self.options(variable, bound, unseen)
                bound[name] = options[draws.below(len(options))]

        for piece in sentence:
            if isinstance(piece, Slot):
                for name in self.grammar.drawn_by(piece):
                    draw(name)

    @cached_property
    def _with_pairs(self) -> list[Shape]:
        """The shapes in which some pair is sure to be told."""

        def has_pair(way: Sentence) -> bool:
            variables = (self.grammar.variables.get(p.name) for p in way if isinstance(p, Slot))
            return any(variable and variable.apart for variable in variables)

        return [s for s in self.grammar.shapes if any(all(map(has_pair, w)) for w in s.sentences)]

    def stories(self, count: int) -> list[str]:
        """The first stories."""
        return [self.story(number) for number in range(count)]


def words(grammar: Grammar, sentence: Sequence[Slot | str], bound: Bound) -> list[str]:
    """The word at each place of a sentence."""
    said: list[str] = []
    for piece in reversed(sentence):  # a word may change before the one that follows
        if isinstance(piece, Slot):
            forms = grammar.forms(piece, bound.get(piece.name))
            column = FEATURES.index(feature(grammar, piece.noun, bound)) if piece.noun else 0
            vowel = bool(said) and grammar.is_vowel(said[-1])
            said.append((forms.before_vowel if vowel else forms.plain)[column])
        else:
            said.append(piece)
    return said[::-1]


def feature(grammar: Grammar, name: str, bound: Bound) -> str:
    """Gender and number of a noun, or of two together."""
    if name not in grammar.sums:
        return bound[name].feature
    feminine = all(bound[one].feature[0] == "f" for one in grammar.sums[name])
    return "fp" if feminine else "mp"


def joined(said: Sequence[str]) -> str:
    """Words with the spaces between them."""
    return re.sub(r"(?<=’) | (?=[.,?])", "", " ".join(said))


def written(said: Sequence[str]) -> str:
    """A sentence, with its capital."""
    text = joined(said)
    return text[0].upper() + text[1:]
