"""Reading a text of one's own: its paragraphs, what was folded in it, and hiding some of them.

Paragraphs are kept apart by empty lines; a single line break stays inside one, as in a poem. Their
order, and what is said twice, stay. Whatever is changed is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from gettext import ngettext

from ..errors import InputError
from ..i18n import number
from ..model.folding import composed
from ..model.words import read_words
from .decoding import NotAText, check_format, format_of_text, mended
from .draws import Draws
from .held_out import check_share
from .report import visible

CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff"
"""What no text has, as ranges of a pattern: control characters, a mark of byte order, halves of
characters. It is left out."""
MOST_CONTROL = 0.1
"""A larger share of these makes it no text."""
REACH = 200
"""So many characters at least around the place where a paragraph would be cut are looked at."""

_CONTROL = re.compile(f"[{CONTROL}]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PLACES = (
    re.compile(r"\n|[.!?…][»”\"’')\]]?\s|[。！？]"),
    re.compile(r"\s"),
)
"""Behind which a paragraph may be cut: a line or a sentence; or else a word."""


@dataclass(frozen=True)
class Folded:
    """What was changed in a text, each with how many times."""

    line_ends: int = 0
    """Those of other systems."""
    accents: int = 0
    """Written behind their letter, as a Mac does: they joined it."""
    blank_lines: int = 0
    """More than needed to keep paragraphs apart."""
    spaces: int = 0
    """Lines that ended on spaces."""
    control: int = 0
    """Characters that print nothing, left out."""
    mended: bool = False
    """Its accents were damaged."""


@dataclass(frozen=True)
class Prose:
    """A text as paragraphs."""

    paragraphs: tuple[str, ...]
    folded: Folded

    @cached_property
    def characters(self) -> int:
        """Of all paragraphs."""
        return sum(map(len, self.paragraphs))

    @cached_property
    def words(self) -> tuple[int, int]:
        """How many, and how many different ones; marks are none."""
        read = [w for p in self.paragraphs for w, _place in read_words(p) if w[0].isalnum()]
        return len(read), len(set(read))

    @property
    def summary(self) -> str:
        """One sentence."""
        words, different = self.words
        return _("A text of {paragraphs}: {characters}, {words}, {different}.").format(
            paragraphs=_several(ngettext("{n} paragraph", "{n} paragraphs", len(self.paragraphs)),
                                len(self.paragraphs)),
            characters=_several(ngettext("{n} character", "{n} characters", self.characters),
                                self.characters),
            words=_several(ngettext("{n} word", "{n} words", words), words),
            different=_several(ngettext("{n} different", "{n} different", different), different),
        )  # fmt: skip

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was folded, a sentence each."""
        f = self.folded
        told = (
            (f.line_ends, ngettext(
                "{n} line end of another system was written as a plain one.",
                "{n} line ends of other systems were written as plain ones.", f.line_ends)),
            (f.accents, ngettext(
                "{n} accent that stood behind its letter has joined it.",
                "{n} accents that stood behind their letters have joined them.", f.accents)),
            (f.blank_lines, ngettext(
                "{n} empty line that kept nothing apart was left out.",
                "{n} empty lines that kept nothing apart were left out.", f.blank_lines)),
            (f.spaces, ngettext(
                "The spaces at the end of {n} line were left out.",
                "The spaces at the ends of {n} lines were left out.", f.spaces)),
            (f.control, ngettext(
                "{n} character that prints nothing was left out.",
                "{n} characters that print nothing were left out.", f.control)),
        )  # fmt: skip
        return tuple(_several(said, n) for n, said in told if n)


def _several(said: str, n: int) -> str:
    return said.format(n=number(n, 0))


def read_prose(text: str, title: str) -> Prose:
    """The paragraphs of a text; one that is none, or has a single word, raises InputError."""
    if not text:
        raise InputError(_("{title} is empty: write or paste a text.").format(title=title))
    bare = text.removeprefix("\ufeff")
    better = mended(bare)
    said = bare if better is None else better
    _check_kind(said, title)
    said, control = _CONTROL.subn("", said)
    if control > MOST_CONTROL * len(bare):
        raise NotAText("binary", title)
    control += len(text) - len(bare)
    line_ends = len(_LINE_END.findall(said))
    said = _LINE_END.sub(lambda end: "\n\n" if end[0] == "\u2029" else "\n", said)
    whole = composed(said)
    accents = 0 if whole == said else max(len(said) - len(whole), 1)
    paragraphs, blank_lines, spaces = _paragraphs(whole)
    if not paragraphs:
        raise InputError(
            _("{title} holds nothing but spaces and empty lines: write a text.").format(title=title)
        )
    _check_words(paragraphs, title)
    return Prose(
        paragraphs,
        Folded(line_ends, accents, blank_lines, spaces, control, better is not None),
    )


def _check_kind(text: str, title: str) -> None:
    """NotAText for a file of another kind that came as a text, and for a web page."""
    check_format(text.encode("utf-8", "replace"), title)
    if format := format_of_text(text):
        raise NotAText(format, title)


def _paragraphs(text: str) -> tuple[tuple[str, ...], int, int]:
    """(paragraphs, empty lines that kept nothing apart, lines that ended on spaces)."""
    lines = text.removesuffix("\n").split("\n")
    stripped = [line.rstrip() for line in lines]
    spaces = sum(map(str.__ne__, lines, stripped))
    paragraphs: list[list[str]] = []
    inside = False
    for line in stripped:
        if line and inside:
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        inside = line != ""
    blank_lines = stripped.count("") - max(len(paragraphs) - 1, 0)
    return tuple(map("\n".join, paragraphs)), blank_lines, spaces


def _check_words(paragraphs: Sequence[str], title: str) -> None:
    words = (word for paragraph in paragraphs for word, _place in read_words(paragraph))
    first = next(words)
    if next(words, None) is None:
        raise InputError(
            _("{title} holds one word alone, {word}: write at least a sentence.").format(
                title=title, word=visible(first)
            )
        )


def split_paragraphs(
    paragraphs: Sequence[str], share: float, seed: int
) -> tuple[list[str], list[str]]:
    """(to learn from, hidden): whole paragraphs drawn by the seed, in the order of the text.

    They are drawn until a share (above 0, at most 0.5) of all characters is reached; one that would
    hide more than half of the text is passed over. Where that gives less than half of the share, as
    in a text of one paragraph, the end of the longest one left is hidden too, from a line, a
    sentence or else a word on. The same seed hides the same in both languages.
    """
    check_share(share)
    total = sum(map(len, paragraphs))
    wanted, count = share * total, 0
    hidden: set[int] = set()
    for i in Draws(seed).order(len(paragraphs)):
        if count >= wanted or len(hidden) == len(paragraphs) - 1:
            break
        if 2 * (count + len(paragraphs[i])) <= total:
            hidden.add(i)
            count += len(paragraphs[i])
    learned = [i for i in range(len(paragraphs)) if i not in hidden]
    beginnings, ends = dict(enumerate(paragraphs)), {i: paragraphs[i] for i in hidden}
    if 2 * count < wanted:
        longest = max(learned, key=lambda i: len(paragraphs[i]))
        text = paragraphs[longest]
        place = _place_of_cut(text, max(int(wanted - count + 0.5), 1))
        beginnings[longest], ends[longest] = text[:place].rstrip(), text[place:].lstrip()
    return [beginnings[i] for i in learned], [ends[i] for i in sorted(ends)]


def _place_of_cut(text: str, length: int) -> int:
    """Where an end of about this length begins: neither it nor what stands before is empty."""
    wanted = len(text) - length
    reach = max(length // 2, REACH)
    # A paragraph ends on no space, but may begin with some.
    first, last = len(text) - len(text.lstrip()) + 1, len(text) - 1
    if first > last:
        raise InputError(_("The text is too short to hold a part of it out."))
    low, high = max(wanted - reach, first), min(wanted + reach, last)
    for pattern in _PLACES:
        ends = [found.end() for found in pattern.finditer(text, low - 1, high)]
        if ends:
            return min(ends, key=lambda place: (abs(place - wanted), place))
    return max(wanted, first)
