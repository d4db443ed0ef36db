"""Word lists and texts: reading, checking, splitting, and cutting into the model's windows.

Whatever is given, every line is accounted for in the Report: kept, folded, refused and why.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

from .errors import InputError
from .vocabulary import BOUNDARY, Vocabulary

Kind = Literal["words", "text"]
Fate = Literal["kept", "folded", "refused", "duplicate", "comment", "blank"]

MAX_BYTES = 512 * 1024 * 1024
"""A larger file would not fit beside its copies in the memory of an ordinary computer."""
MAX_LETTERS = 200
"""A longer line is a text, not a name."""


class Window(NamedTuple):
    """What the model sees at once and what it must predict there."""

    tokens: tuple[int, ...]
    """1 to T token ids; positions start at 0."""
    targets: tuple[int, ...]
    """The token that follows each of the LAST len(targets) tokens."""


def word_windows(ids: Sequence[int], context: int) -> list[Window]:
    """The windows of one word, its boundaries included.

    The first T targets share one row; each later one has the window of the T tokens before it.
    """
    first = Window(tuple(ids[:-1][:context]), tuple(ids[1 : context + 1]))
    later = range(context + 1, len(ids))
    return [first, *(Window(tuple(ids[i - context : i]), (ids[i],)) for i in later)]


def text_windows(ids: Sequence[int], starts: Iterable[int], context: int) -> list[Window]:
    """Windows of a running text, each predicting all of its next tokens."""
    windows = []
    for start in starts:
        seen = ids[start : start + context + 1]
        windows.append(Window(tuple(seen[:-1]), tuple(seen[1:])))
    return windows


class Line(NamedTuple):
    """What became of one line."""

    number: int
    """Counted from 1."""
    text: str
    fate: Fate
    reason: str
    """A sentence for a person; for folded lines, what the word became."""


@dataclass(frozen=True)
class Report:
    """What was read: nothing vanishes silently."""

    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    """About the file as a whole, such as a guessed encoding."""

    @cached_property
    def counts(self) -> dict[Fate, int]:
        """How many lines met each fate."""
        return dict(Counter(line.fate for line in self.lines))

    def of(self, *fates: Fate) -> list[Line]:
        """The lines that met one of these fates."""
        return [line for line in self.lines if line.fate in fates]

    @property
    def summary(self) -> str:
        """One sentence."""
        words = {
            "kept": _("{n} kept as they are"),
            "folded": _("{n} simplified"),
            "refused": _("{n} refused"),
            "duplicate": _("{n} already seen"),
        }
        counts: dict[Any, int] = self.counts
        said = [text.format(n=counts[fate]) for fate, text in words.items() if counts.get(fate)]
        return _("Names: {counts}.").format(counts=", ".join(said))


@dataclass(frozen=True)
class Corpus:
    """Checked words, or one running text, with the vocabulary that encodes them."""

    name: str
    source: str
    """What to ask for to read it again: a list's name, a path, or "-"."""
    kind: Kind
    words: tuple[str, ...]
    """The words; for running text, the text alone."""
    vocabulary: Vocabulary
    report: Report
    credit: str = ""
    """Whose the names are, to be shown beside them; empty when nobody's."""

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that tell these words, in this order, with this vocabulary."""
        import hashlib

        said = "\0".join((self.kind, "".join(self.vocabulary.tokens), *self.words))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def _encoded(self) -> list[list[int]]:
        boundary = self.vocabulary.boundary
        edge = [] if boundary is None else [boundary]
        return [edge + self.vocabulary.encode(word) + edge for word in self.words]

    def encoded(self) -> list[list[int]]:
        """Token ids of each word with its boundaries; of the text, without."""
        return self._encoded

    def split(self, held_out: float, seed: int = 0) -> tuple[Corpus, Corpus]:
        """(to train on, to test on): words drawn by the seed; of a text, its end is held out.

        Each side has at least one word; a list of one word raises InputError.
        """
        if not 0 < held_out <= 0.5:
            raise InputError(
                _("The share to hold out must be above 0 and at most 0.5, not {share!r}.").format(
                    share=held_out
                )
            )
        if self.kind == "text":
            (text,) = self.words
            cut = len(text) - max(2, round(len(text) * held_out))
            if cut < 2:
                raise InputError(_("The text is too short to hold a part of it out."))
            return self._part((text[:cut],)), self._part((text[cut:],))
        if len(self.words) < 2:
            raise InputError(
                _("There is only one name: none can be held out. Add names, or hold out 0.")
            )
        order = list(range(len(self.words)))
        random.Random(seed).shuffle(order)
        count = max(1, round(len(order) * held_out))
        hidden = set(order[:count])
        train = tuple(word for i, word in enumerate(self.words) if i not in hidden)
        test = tuple(word for i, word in enumerate(self.words) if i in hidden)
        return self._part(train), self._part(test)

    def _part(self, words: tuple[str, ...]) -> Corpus:
        # A part has the whole's report; its cached encodings are its own.
        return replace(self, words=words)


class WordList(NamedTuple):
    """A list that comes with the package."""

    name: str
    title: str
    words: int
    credit: str


def shipped() -> list[WordList]:
    """The lists that come with the package."""
    return [_describe(name) for name in _shipped_names()]


def _shipped_names() -> list[str]:
    folder = resources.files(__package__) / "words"
    names = [f.name.removesuffix(".txt") for f in folder.iterdir() if f.name.endswith(".txt")]
    # The lesson's list first.
    return sorted(names, key=lambda name: (name != "pokemon", name))


def _shipped_text(name: str) -> str:
    return (resources.files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8")


def _describe(name: str) -> WordList:
    lines = _shipped_text(name).splitlines()
    header = [line[1:].strip() for line in lines if line.startswith("#")]
    credit = [line for line in header if "©" in line]
    words = [line for line in lines if line.strip() and not line.startswith("#")]
    return WordList(name, header[0], len(words), " ".join(credit).removeprefix("Droits : "))


def read_corpus(
    source: str | Path | Iterable[str],
    vocabulary: str | Vocabulary = "a-z",
    kind: Kind = "words",
) -> Corpus:
    """Read words from a shipped list's name, a downloadable set's, a file, "-", or any iterable.

    ``vocabulary``: "a-z" (the lesson's; accents and capitals are folded), "microgpt" (the same
    in microgpt.py's order), "found" (the characters of the list, kept as they are), or one of
    your own. ``kind="text"`` reads a running text with the characters found. A name wins over a
    file of that name; write ./name for the file. Unusable sources raise InputError.
    """
    if not isinstance(source, (str, Path)):
        lines = [str(line) for line in source]
        return _check(lines, _("your list"), "", vocabulary, kind, (), "")
    name = str(source)
    if isinstance(source, str):
        if name in _shipped_names():
            facts = _describe(name)
            lines = _lines(_shipped_text(name))
            return _check(lines, facts.title, name, vocabulary, kind, (), facts.credit)
        from . import downloads

        if name in downloads.SETS:
            data_set = downloads.SETS[name]
            kind = "text" if data_set.kind == "text" else kind
            lines = _lines(data_set.read())
            return _check(lines, data_set.title, name, vocabulary, kind, (), data_set.credit)
    if name == "-":
        data, title = sys.stdin.buffer.read(MAX_BYTES + 1), _("standard input")
    else:
        path = Path(source)
        data, title = _read_file(path), path.name
    text, remarks = _decode(data, title)
    return _check(_lines(text), title, name, vocabulary, kind, remarks, "")


def _lines(text: str) -> list[str]:
    """Lines of a text with any system's line ends.

    Not splitlines: form feeds and Unicode separators are characters, not ends of lines.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if not lines[-1] else lines


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                _("{path} is a folder: give a text file with one name per line.").format(path=path)
            )
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(
            _("There is no file and no list called {path}. The lists are: {known}.").format(
                path=path, known=", ".join(_shipped_names())
            )
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
        ) from None


def _decode(data: bytes, title: str) -> tuple[str, tuple[str, ...]]:
    """The text, and remarks on how it was understood."""
    if len(data) > MAX_BYTES:
        raise InputError(
            _("{title} is larger than {most} MB: give a smaller list.").format(
                title=title, most=MAX_BYTES // 1024**2
            )
        )
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), (_("{title} was read as UTF-16.").format(title=title),)
        if b"\0" in data:
            raise InputError(
                _("{title} is not a text: it holds zero bytes. Save it as plain text.").format(
                    title=title
                )
            )
        try:
            return data.decode("utf-8-sig"), ()
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\x01"
    # A text has letters and line ends; a picture or a program has control characters.
    if any(character < " " and character not in "\t\n\r\f" for character in text):
        raise InputError(
            _("{title} is not a text: save it as plain text in UTF-8.").format(title=title)
        )
    return text, (
        _("{title} is not in UTF-8; it was read as Windows-1252: check the accents.").format(
            title=title
        ),
    )


def _check(
    lines: list[str],
    title: str,
    source: str,
    vocabulary: str | Vocabulary,
    kind: Kind,
    remarks: tuple[str, ...],
    credit: str,
) -> Corpus:
    if kind == "text":
        return _check_text("\n".join(lines) + "\n", title, source, vocabulary, remarks, credit)
    chosen = _choose(vocabulary, lines)
    seen: set[str] = set()
    words: list[str] = []
    judged: list[Line] = []
    for number, raw in enumerate(lines, 1):
        word, fate, reason = _judge(raw, chosen)
        if fate in ("kept", "folded"):
            if word in seen:
                fate, reason = "duplicate", _("already in the list")
            else:
                seen.add(word)
                words.append(word)
        judged.append(Line(number, raw, fate, reason))
    report = Report(tuple(judged), remarks)
    if not words:
        refused = report.of("refused")
        example = (
            _("For example line {number}: {reason}.").format(
                number=refused[0].number, reason=refused[0].reason
            )
            if refused
            else _("It is empty.")
        )
        raise InputError(
            _("No usable name in {title}: write one name per line. {example}").format(
                title=title, example=example
            )
        )
    return Corpus(title, source, "words", tuple(words), chosen, report, credit)


def _choose(vocabulary: str | Vocabulary, lines: list[str]) -> Vocabulary:
    if isinstance(vocabulary, Vocabulary):
        return vocabulary
    if vocabulary == "a-z":
        return Vocabulary.lesson()
    if vocabulary == "microgpt":
        return Vocabulary.microgpt()
    if vocabulary == "found":
        words = [line.strip() for line in lines if not line.startswith("#")]
        return Vocabulary.of(
            c for word in words if len(word) <= MAX_LETTERS for c in word if c.isprintable()
        )
    raise InputError(
        _("There is no vocabulary called {name!r}: choose a-z, microgpt or found.").format(
            name=vocabulary
        )
    )


def _judge(raw: str, vocabulary: Vocabulary) -> tuple[str, Fate, str]:
    """(the word as the model will see it, what becomes of the line, why)."""
    word = raw.strip().lstrip("\ufeff")
    if not word:
        return "", "blank", _("empty line")
    if raw.startswith("#"):
        return "", "comment", _("comment")
    if len(word) > MAX_LETTERS:
        return (
            "",
            "refused",
            _("{count} letters: a name has at most {most}").format(
                count=len(word), most=MAX_LETTERS
            ),
        )
    folded = vocabulary.fold(word)
    unknown = next((c for c in folded if c not in vocabulary), None)
    if unknown == BOUNDARY:
        return "", "refused", _("the dot marks the end of a name, it cannot stand inside")
    if unknown is not None:
        return "", "refused", _("the model has no {character!r}").format(character=unknown)
    if not folded:
        return "", "refused", _("no letter is left")
    return folded, ("kept" if folded == word else "folded"), "" if folded == word else folded


def _check_text(
    text: str,
    title: str,
    source: str,
    vocabulary: str | Vocabulary,
    remarks: tuple[str, ...],
    credit: str,
) -> Corpus:
    if len(text.strip()) < 2:
        raise InputError(_("{title} is empty: give a longer text.").format(title=title))
    if isinstance(vocabulary, Vocabulary):
        text = "".join(c for c in vocabulary.fold(text) if c in vocabulary)
        chosen = vocabulary
    else:
        chosen = Vocabulary.of(text, boundary=False)
    said = _("{count} characters").format(count=len(text))
    report = Report((Line(1, text[:60], "kept", said),), remarks)
    return Corpus(title, source, "text", (text,), chosen, report, credit)
