"""A world's grammar as data, and how its file is written.

::

    # fr : Histoires (…)                  its titles, as those of the word lists
    vowels: aàâeé…                        what changes the word before it; + whole words with an h

    == articles                           how the checker calls what follows
    le: le, la, les, les | l’, l’         m, f, mp, fp | the same before a vowel

    == animals: noun                      a class of words, of which a story draws
    renard m                              a noun and its gender
    == acts: verb; past, base             … with parts
    chanta, chantèrent; chanter           singular and plural; each part after the other
    joua, jouèrent; jouer + aux billes    what all the forms end with
    == moods: adjective
    triste, triste, tristes, tristes #sad a tag, which another class may ask for

    == variables
    hero: animals                         drawn when it is first needed
    friend: animals, not hero             never the same
    act: acts, with hero                  some pairs are set aside, never told
    cause: causes, like mood              with the same tag
    both: hero + friend                   a plural, feminine when each of them is

    == shape: lost                        a sentence a line; (this|that) is a choice
    Un jour, [un/hero] [hero] [act.past/hero].

    == about: lost                        questions about such a story, and what is true to answer
    Qui a perdu [un/thing] [thing] ? > C’est [le/hero] [hero]. > [le/hero] [hero] l’a perdu.
    hero? Est-ce [le/hero] [hero] ? > Oui. > Non, c’est [le/hero] [hero].
                                          a claim, which may be false: then the second answer
    == fact: home                         questions that need no story
    == strangers: noun                    words that no story has, to ask about
    == talk                               what else one may say
    Bonjour ! > Bonjour !
    == unknown                            how to say that one does not know
    == openings                           what may stand before an answer
    == endings                            … and behind it

``[word/noun]`` is the form of a word that agrees with a noun. Every choice is fair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from ..lists import Title, titles_of

FEATURES = ("m", "f", "mp", "fp")
"""The forms of a word, in order: genders, then their plurals."""
_VARIABLE = re.compile(r"(\w+): (\w+)(.*)")
_LIMIT = re.compile(r", (not|with|like) (\w+)")
_PIECES = re.compile(r" \?|\[[^]]+\]|[^\s\[\]]+?(?=[.,?]?(?:\s|$))|[.,?]")
"""The space before a question mark is its own: French has it, English does not."""
_LISTS = ("talk", "unknown", "openings", "endings")
"""Sections of plain lines."""
_SLOT = re.compile(r"\[(\w+)(?:\.(\w+))?(?:/(\w+))?\]")


class Forms(NamedTuple):
    """A word in the four forms of FEATURES."""

    plain: tuple[str, ...]
    before_vowel: tuple[str, ...]

    @property
    def all(self) -> set[str]:
        """Each of them."""
        return {*self.plain, *self.before_vowel}


@dataclass(frozen=True, eq=False)
class Entry:
    """A word that a story can draw."""

    parts: tuple[Forms, ...]
    feature: str
    """Gender and number of a noun; empty for another word."""
    tag: str


@dataclass(frozen=True)
class WordClass:
    """Words of which a story draws one."""

    name: str
    kind: str
    parts: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Variable:
    """What a story draws once, and may name again."""

    name: str
    words: WordClass
    differs: str = ""
    """The variable it is never the same as."""
    apart: str = ""
    """The variable that some of its words are never told with."""
    like: str = ""
    """The variable that has the same tag."""

    @property
    def parents(self) -> tuple[str, ...]:
        """The variables that limit what can be drawn."""
        return tuple(name for name in (self.differs, self.apart, self.like) if name)


class Slot(NamedTuple):
    """A place for a word in a sentence."""

    name: str
    """A variable, or one of the little words."""
    part: int
    noun: str
    """The variable it agrees with; empty for none."""


Piece = Slot | str
Sentence = tuple[Piece, ...]


@dataclass(frozen=True)
class Shape:
    """A way that a story goes: for each sentence, the ways to write it, all as likely."""

    name: str
    sentences: tuple[tuple[Sentence, ...], ...]


class Ask(NamedTuple):
    """A question, and all true answers to it."""

    shape: str
    """Of the stories that it asks about."""
    needs_story: bool
    """It asks about a story; or else about what holds in all of them."""
    claim: str
    """The variable of which it claims something, true or false; or empty."""
    question: Sentence
    answers: tuple[Sentence, ...]
    """Each is true; to a claim, the first where it holds and the second where it does not."""


class Manners(NamedTuple):
    """What can be said beside the questions of a world."""

    strangers: tuple[Entry, ...] = ()
    """Nouns that no story has."""
    talk: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(what is said, what can be answered)."""
    unknown: tuple[str, ...] = ()
    """How to say that one does not know."""
    openings: tuple[str, ...] = ()
    """What may stand before an answer."""
    endings: tuple[str, ...] = ()
    """What may stand behind it."""


@dataclass(frozen=True)
class Grammar:
    """All that a world can say."""

    name: str
    titles: dict[str, Title]
    """By language."""
    vowels: str
    exceptions: frozenset[str]
    """Words that begin as if with a vowel."""
    little: dict[str, tuple[str, Forms]]
    """Articles, pronouns…: their kind and forms."""
    variables: dict[str, Variable]
    sums: dict[str, tuple[str, str]]
    """Two variables together."""
    shapes: tuple[Shape, ...]
    asks: tuple[Ask, ...]
    manners: Manners

    def is_vowel(self, word: str) -> bool:
        """Whether a word changes the one before it."""
        word = word.lower()
        return word[:1] in self.vowels or word.split(" ")[0] in self.exceptions

    def forms(self, slot: Slot, entry: Entry | None) -> Forms:
        """The forms of the word at a place: of a variable, those of what it has drawn."""
        return self.little[slot.name][1] if entry is None else entry.parts[slot.part]

    def elides(self, slot: Slot) -> bool:
        """Whether a word at this place depends on the next one."""
        variable = self.variables.get(slot.name)
        entries = variable.words.entries if variable else (None,)
        return any(f.plain != f.before_vowel for f in (self.forms(slot, e) for e in entries))

    def drawn_by(self, slot: Slot) -> tuple[str, ...]:
        """The variables that must be drawn to write this place, in order."""
        names = [*self.sums.get(slot.noun, (slot.noun,))] if slot.noun else []
        return (*([slot.name] if slot.name in self.variables else []), *names)


def names() -> list[str]:
    """The worlds that come with the package."""
    folder = resources.files(__package__)
    return sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".txt"))


@cache
def read(name: str) -> Grammar:
    """The grammar of a world by its name."""
    text = (resources.files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    return parse(name, text)


def parse(name: str, text: str) -> Grammar:
    """The grammar that a file says; a slip in it raises ValueError with its line."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                reader.take(line.strip())
            except (KeyError, ValueError, IndexError) as error:
                raise ValueError(f"{name}.txt, line {number}: {line} ({error})") from None
    shapes = tuple(Shape(title, tuple(lines)) for title, lines in reader.shapes)
    return Grammar(
        name,
        reader.titles,
        reader.vowels,
        frozenset(reader.exceptions),
        reader.little,
        reader.variables,
        reader.sums,
        shapes,
        tuple(reader.asks),
        reader.manners(),
    )


class _Reader:
    def __init__(self) -> None:
        self.titles: dict[str, Title] = {}
        self.vowels = ""
        self.exceptions: list[str] = []
        self.little: dict[str, tuple[str, Forms]] = {}
        self.classes: dict[str, WordClass] = {}
        self.variables: dict[str, Variable] = {}
        self.sums: dict[str, tuple[str, str]] = {}
        self.shapes: list[tuple[str, list[tuple[Sentence, ...]]]] = []
        self.asks: list[Ask] = []
        self.lines: dict[str, list[str]] = {name: [] for name in _LISTS}
        self._section = self._title = ""

    def take(self, line: str) -> None:
        """The next line."""
        if line.startswith("#"):
            self.titles |= titles_of([line])
        elif line.startswith("vowels: "):
            self.vowels, *self.exceptions = line.removeprefix("vowels: ").split(" ")
        elif line.startswith("== "):
            self._open(line.removeprefix("== "))
        elif self._section == "little":
            word, forms = line.split(": ")
            self.little[word] = (self._title, _forms(forms, ""))
        elif self._section == "class":
            words = self.classes[self._title]
            self.classes[self._title] = WordClass(
                words.name, words.kind, words.parts, (*words.entries, _entry(line, words))
            )
        elif self._section == "variables":
            self._declare(line)
        elif self._section in ("about", "fact"):
            self._ask(line)
        elif self._section in self.lines:
            self.lines[self._section].append(line)
        else:
            self.shapes[-1][1].append(self._sentence(line))

    def _open(self, title: str) -> None:
        before, colon, after = title.partition(": ")
        if before in ("variables", *self.lines):
            self._section = before
        elif before in ("about", "fact"):
            if after not in [name for name, _lines in self.shapes]:
                raise ValueError(f"no shape {after}")
            self._section, self._title = before, after
        elif before == "shape":
            self._section = "shape"
            self.shapes.append((after, []))
        elif colon:
            kind, _, parts = after.partition("; ")
            self._section, self._title = "class", before
            self.classes[before] = WordClass(before, kind, tuple(parts.split(", ")), ())
        else:
            self._section, self._title = "little", before

    def _declare(self, line: str) -> None:
        if " + " in line:
            name, both = line.split(": ")
            one, other = both.split(" + ")
            self.sums[name] = (one, other)
            return
        found = _VARIABLE.fullmatch(line)
        if not found:
            raise ValueError("name: class, limits")
        limits = dict(_LIMIT.findall(found[3]))
        self.variables[found[1]] = Variable(
            found[1],
            self.classes[found[2]],
            limits.get("not", ""),
            limits.get("with", ""),
            limits.get("like", ""),
        )

    def _ask(self, line: str) -> None:
        claim, _, rest = line.partition("? ")
        if claim in self.variables:
            line = rest
        else:
            claim = ""
        question, *answers = map(self._pieces, line.split(" > "))
        if not answers or (claim and len(answers) != 2):
            raise ValueError("question > answer, or name? claim > if it holds > if not")
        needs_story = self._section == "about"
        self.asks.append(Ask(self._title, needs_story, claim, question, tuple(answers)))

    def manners(self) -> Manners:
        """What can be said beside the questions."""
        talk = [line.split(" > ") for line in self.lines["talk"]]
        strangers = self.classes.get("strangers")
        return Manners(
            strangers.entries if strangers else (),
            tuple((said, tuple(answers)) for said, *answers in talk),
            *(tuple(self.lines[name]) for name in _LISTS[1:]),
        )

    def _sentence(self, line: str) -> tuple[Sentence, ...]:
        """Every way to write a line."""
        if not line.endswith(".") or "." in re.sub(r"\[[^]]*\]", "", line)[:-1]:
            raise ValueError("a line is one sentence, with its full stop")
        parts = re.split(r"\(([^)]*)\)", line)
        choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
        return tuple(self._pieces(" ".join(way)) for way in product(*choices))

    def _pieces(self, text: str) -> Sentence:
        pieces: list[Piece] = []
        for piece in _PIECES.findall(text):
            found = _SLOT.fullmatch(piece)
            pieces.append(self._slot(*found.groups()) if found else piece)
        return tuple(pieces)

    def _slot(self, name: str, part: str | None, noun: str | None) -> Slot:
        if noun and noun not in self.variables | self.sums:
            raise ValueError(f"no variable {noun}")
        if name in self.little:
            return Slot(name, 0, noun or "")
        parts = self.variables[name].words.parts
        return Slot(name, parts.index(part or ""), noun or "")


def _entry(line: str, words: WordClass) -> Entry:
    line, _, tag = line.partition(" #")
    line, _, tail = line.partition(" + ")
    feature = ""
    if words.kind == "noun":
        line, _, feature = line.rpartition(" ")
        FEATURES.index(feature)
    parts = tuple(_forms(part, f" {tail}" if tail else "") for part in line.split("; "))
    if len(parts) != len(words.parts):
        raise ValueError(f"{len(words.parts)} parts are needed")
    return Entry(parts, feature, tag)


def _forms(text: str, tail: str) -> Forms:
    plain, _, special = text.partition(" | ")
    given = [form + tail for form in plain.split(", ")]
    four = {1: given * 4, 2: [given[0]] * 2 + [given[-1]] * 2, 4: given}[len(given)]
    vowel = special.split(", ") if special else four
    # Only the singular changes, unless the word has one form.
    before = {1: vowel * 4, 2: vowel + four[2:], 4: vowel}[len(vowel)]
    return Forms(tuple(four), tuple(before))
