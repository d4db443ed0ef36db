"""Reading a list or a text: from a name, a file, standard input or any iterable.

Every line is accounted for in the Report: kept, folded, refused and why.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from gettext import gettext as _
from gettext import ngettext
from itertools import chain
from pathlib import Path

from ..errors import InputError, system_reason
from ..i18n import number
from ..model.folding import composed, plain_form
from ..model.labels import N_
from ..model.vocabulary import Vocabulary
from ..model.words import Words, cut, join
from .corpus import Corpus, Kind, paragraphs_of
from .decoding import TITLES, decode, mended
from .layout import SEPARATORS, Cell, Layout, lay_out, lines_of
from .lists import described, names_of, shipped_names, shipped_text
from .prose import read_prose
from .report import Fate, Line, Report, visible
from .worlds.floor import Floor, floor
from .worlds.grammar import names as world_names
from .worlds.world import World

Asked = str | int | Vocabulary | None
"""A vocabulary's name, a number of pieces, one of one's own; None for what suits the source."""

MAX_BYTES = 32 * 1024**2
"""A larger file is not read into memory, where it would lie several times: see large_text.py."""


TOLD = 20_000
"""Stories of a world that are learned from: told in seconds. Of 10,000 a model learns some by
heart: as many steps end 3.7 % above the floor, with 20,000 1.5 %."""

MAX_LETTERS = 200
"""A longer line is a text, not a name."""
MAX_STORY = 2000
"""Characters; a longer line is a text, not a story."""
FEW_TOKENS = 2
"""Words of a story, on average, below which there is nothing to learn in words."""
KEPT_WORDS = 2000
"""The most frequent ones of a text, unless asked otherwise; the rarer are unknown."""
LEAST_WORDS = 3
"""Of a vocabulary: the boundary, the unknown, and one word."""
PIECES = 1000
"""Learned from a text, unless asked otherwise."""


def read_corpus(
    source: str | Path | Iterable[str],
    vocabulary: Asked = None,
    kind: Kind = "words",
    column: str | None = None,
    most: int | None = None,
    repeats: bool = False,
) -> Corpus:
    """Read names or stories from a list's name, a world's, a downloadable set's, a file, "-", or
    any iterable.

    ``vocabulary``: "a-z" (the lesson's, and that of words unless another is asked for; accents and
    capitals are folded), "microgpt" (the same in microgpt.py's order), "found" (the characters of
    the list, kept as they are), "words" (each line is a story; that of worlds unless another is
    asked for), or one of your own, whose boundary then decides the kind.
    ``kind="text"`` reads a running text with the characters found ("letters"), in its most frequent
    words ("words"), or in pieces learned from it ("pieces", or their number: byte-level BPE).
    ``most``: how many words or pieces. A name wins over a file of that name; write ./name for the
    file. ``column``: the one of a table that has the names, by its title or its number from 1.
    ``repeats``: a name that comes again is kept again; else it is once in the list.
    Unusable sources raise InputError; so does a text larger than memory, which read_source of
    large_text.py reads.
    """
    vocabulary, kind = settled(vocabulary, kind, most)
    if repeats and kind == "text":
        raise InputError(_("A running text keeps all that repeats: leave --repeats out."))
    named = isinstance(source, str) and source != "-" and is_named(source)
    lines = named or kind == "text" or _in_words(vocabulary)
    if column is not None and (lines or not isinstance(source, (str, Path))):
        raise InputError(_(NO_TABLE))
    if source == "":
        raise InputError(_("The name of the list or of its file is missing: it is empty."))
    if not isinstance(source, (str, Path)):
        items = _checked_items(source)
        if kind == "text":
            return _check_text("\n".join(items), _("your list"), "", vocabulary, most)
        return _check(Layout(_cells(items)), _("your list"), "", vocabulary, most, repeats=repeats)
    name = str(source)
    if named:
        return _read_named(name, vocabulary, kind, most, repeats)
    data, title = read_bytes(source, kind == "text")
    text, encoding = decode(data, title)
    remarks = tell_encoding(encoding, title)
    if (better := mended(text)) is not None:
        text = better
        remarks += (_(MENDED).format(title=title),)
    if kind == "text":
        return _check_text(text, title, name, vocabulary, most, remarks)
    found = _lines(text) if _in_words(vocabulary) else lay_out(text, column, title)
    remarks += _on_layout(found)
    corpus = _check(found, title, name, vocabulary, most, remarks, repeats=repeats)
    return replace(corpus, column=column)


def read_bytes(source: str | Path, text: bool = False) -> tuple[bytes, str]:
    """(what a file or, for "-", standard input holds, what to call it)"""
    if str(source) == "-":
        data, title = _read_standard_input(MAX_BYTES + 1), _("standard input")
    else:
        path = Path(source)
        title = shown(Path(path.name))
        data = _read_file(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        advice = (
            _("{title} is larger than {most} MB: save it in a file and give that.")
            if text
            else _("{title} is larger than {most} MB: give a smaller file.")
        )
        raise InputError(advice.format(title=title, most=MAX_BYTES // 1024**2))
    return data, title


def settled(vocabulary: Asked, kind: Kind, most: int | None) -> tuple[Asked, Kind]:
    """What was asked for, with the kind that follows from it."""
    if vocabulary == "pieces":
        return PIECES if most is None else most, "text"
    if _in_words(vocabulary) and most is not None and most < LEAST_WORDS:
        raise InputError(
            _("A vocabulary of words has at least {least} tokens, not {size}.").format(
                least=LEAST_WORDS, size=most
            )
        )
    if isinstance(vocabulary, Vocabulary):
        if vocabulary.boundary is None:
            return vocabulary, "text"
        return vocabulary, kind if vocabulary.kind == "words" else "words"
    return vocabulary, kind


def _in_words(vocabulary: Asked) -> bool:
    return vocabulary == "words" or isinstance(vocabulary, Words)


def _lines(text: str) -> Layout:
    """A story a line: a comma in it parts no columns."""
    return Layout(_cells(lines_of(text)))


def check_suits_text(vocabulary: Asked, column: str | None = None) -> None:
    """Refuse what only names have: an alphabet of theirs, a column."""
    if column is not None:
        raise InputError(_(NO_TABLE))
    if isinstance(vocabulary, str) and vocabulary not in ("found", "letters", "words"):
        raise InputError(
            _(
                "A running text is read in the characters found in it, in words or in pieces "
                "(--tokens): leave --vocabulary {name} out, which is for names."
            ).format(name=vocabulary)
        )


def _read_named(
    name: str, vocabulary: Asked, kind: Kind, most: int | None, repeats: bool
) -> Corpus:
    """A shipped list, a world or a downloadable set."""
    if name in world_names():
        return _read_world(name, vocabulary, kind, most)
    if name in shipped_names():
        facts, text = described(name), shipped_text(name)
        title, credit = facts.title, facts.credit
        if kind == "text":
            text = "".join(names_of(text))
    else:
        from .downloads import SETS

        data_set = SETS[name]
        if not isinstance(vocabulary, Vocabulary) and data_set.kind == "text":
            kind = "text"
        text, title, credit = data_set.read(), data_set.title, data_set.credit
    if kind == "text":
        return _check_text(text, title, name, vocabulary, most, credit=credit)
    return _check(_lines(text), title, name, vocabulary, most, credit=credit, repeats=repeats)


@lru_cache(maxsize=2)
def told_by(name: str) -> tuple[tuple[str, ...], Floor]:
    """The stories of a world that are learned from, and their floor: telling takes seconds."""
    world = World(name)
    return tuple(world.stories(TOLD)), floor(world)


def _read_world(name: str, vocabulary: Asked, kind: Kind, most: int | None) -> Corpus:
    """Stories, whole, in words; or a running text, a story a line, in letters or pieces."""
    world, (told, least) = World(name), told_by(name)
    remarks: tuple[str, ...] = (_tell_floor(least),)
    if not (_in_words(vocabulary) or (vocabulary is None and kind == "words")):
        text = "\n".join(told) + "\n"
        corpus = _check_text(text, world.title, name, vocabulary, most, remarks)
        if corpus.vocabulary.kind == "letters":
            return replace(corpus, floor=least.per_letter)
        return replace(corpus, floor=least.surprise * len(told) / len(corpus.encoded()[0]))
    if isinstance(vocabulary, Words):
        chosen = vocabulary
        known = tuple(story for story in told if not _unknown_in(story, chosen))
    else:
        chosen, known = Words.found(told, most), told
    if not known:
        raise InputError(
            _("{title}: in each story there are words that the model does not know.").format(
                title=world.title
            )
        )
    if len(known) < len(told):
        said = _("{count} stories out of {all} have words that the model does not know.")
        remarks += (said.format(count=len(told) - len(known), all=len(told)),)
    summary = _("Stories: {count}.").format(count=len(known))
    # Of some of the stories, or where rare words are all one, nobody has computed it.
    lost = _tell_unknown(known, chosen)
    whole = known == told and not lost
    known_floor = least.per_token if whole else None
    report = Report((), summary, remarks + lost)
    return Corpus(world.title, name, "words", known, chosen, report, floor=known_floor)


def _unknown_in(text: str, vocabulary: Words) -> list[str]:
    """The words of a text that could not even be written as unknown."""
    if vocabulary.unknown is not None:
        return []
    return [token for token in cut(text) if token not in vocabulary]


def _tell_unknown(texts: Iterable[str], vocabulary: Words) -> tuple[str, ...]:
    """The remark on words that are read as unknown, if any."""
    if vocabulary.unknown is None:
        return ()
    times = Counter(token for text in texts for token in cut(text))
    lost = {token: n for token, n in times.items() if token not in vocabulary}
    if not lost:
        return ()
    said = _(
        "{count} words and marks are known. The others come {lost} times out of {all}, and are "
        "read as {sign}."
    )
    facts = {"count": vocabulary.size, "lost": sum(lost.values()), "all": times.total()}
    shown = {name: number(value) for name, value in facts.items()}
    return (said.format(**shown, sign=vocabulary.tokens[vocabulary.unknown]),)


def _tell_floor(least: Floor) -> str:
    said = _(
        "The floor of this language, which no model passes on new stories: {letter} nats a letter, "
        "{word} a word or mark."
    )
    return said.format(letter=number(least.per_letter, 3), word=number(least.per_token, 3))


def _cells(items: Iterable[str]) -> list[Cell]:
    return [Cell(number, item) for number, item in enumerate(items, 1)]


def is_named(source: str) -> bool:
    """Whether this is the name of a list, world or data set, or standard input; or else a file."""
    if source == "-" or source in shipped_names() or source in world_names():
        return True
    from .downloads import SETS  # which is not on school platforms

    return source in SETS


def _checked_items(source: Iterable[str]) -> list[str]:
    if not isinstance(source, Iterable):
        raise InputError(
            _("{value!r} is not a list of names, nor the name of one or of a file.").format(
                value=source
            )
        )
    items = list(source)
    for item in items:
        if not isinstance(item, str):
            raise InputError(_("Your list holds {item!r}, which is not a name.").format(item=item))
    return items


def _read_standard_input(most: int) -> bytes:
    # A notebook's or a page's standard input has no bytes below it, and a window's is None.
    if binary := getattr(sys.stdin, "buffer", None):
        return bytes(binary.read(most))
    if sys.stdin is None:
        raise InputError(_("There is no standard input here: give the name of a list or a file."))
    return sys.stdin.read(most).encode("utf-8", "surrogatepass")


def _read_file(path: Path, most: int) -> bytes:
    try:
        if path.is_dir():
            raise IsADirectoryError
        with path.open("rb") as file:
            return file.read(most)
    except IsADirectoryError:
        raise InputError(
            _("{path} is a folder: give a text file with one name per line.").format(
                path=shown(path)
            )
        ) from None
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(_nothing_called(path)) from None
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=shown(path), reason=reason)
        ) from None


def _nothing_called(path: Path) -> str:
    import difflib

    from .downloads import SETS

    known = [*shipped_names(), *world_names()]
    near = difflib.get_close_matches(plain_form(path.name), [*known, *SETS], 1, 0.75)
    if near:
        return _("There is no file and no list called {path}: did you mean {near}?").format(
            path=shown(path), near=near[0]
        )
    return _(
        "There is no file and no list called {path}. The lists are: {known}; to be fetched: {sets}."
    ).format(path=shown(path), known=", ".join(known), sets=", ".join(SETS))


def shown(path: Path) -> str:
    """The path as a message can hold it, even when a whole novel was given for a path."""
    text = visible(str(path))
    return text if len(text) <= 100 else text[:99] + "…"


NO_TABLE = N_("Only a table has columns: leave --column out.")
UTF_16 = N_("{title} was read as UTF-16.")
READ_AS = N_("{title} is not in UTF-8; it was read as {encoding}: check its accents.")
MENDED = N_(
    "{title} had its accents damaged (Ã© for é), because it was once read in the wrong encoding: "
    "they are mended."
)
TITLE = N_("The first line is the title of the others, and is left out: {title}.")
COLUMN = N_("Only column {number} of {count} was read: {title}.")
COLUMNS = N_("The columns {numbers} of {count} were read: {titles}.")
CUT = N_("The names were cut apart at each {separator}.")
JOINED = N_(
    "A cell in quotes that goes on over several lines makes one row of the table: {ranges}."
)
SHOWN_RANGES = 8
"""More are not told one by one."""


def tell_encoding(encoding: str, title: str) -> tuple[str, ...]:
    """The remark on an encoding that is not UTF-8."""
    if encoding == "utf-16":
        return (_(UTF_16).format(title=title),)
    if encoding in TITLES:
        return (_(READ_AS).format(title=title, encoding=TITLES[encoding]),)
    return ()


def _on_layout(found: Layout) -> tuple[str, ...]:
    """Where the names were found, if not in lines of their own."""
    if not found.joined:
        return _on_columns(found)
    ranges = [f"{first}-{last}" for first, last in found.joined[:SHOWN_RANGES]]
    ranges += ["…"] if len(found.joined) > SHOWN_RANGES else []
    return (*_on_columns(found), _(JOINED).format(ranges=", ".join(ranges)))


def _on_columns(found: Layout) -> tuple[str, ...]:
    if found.way == "cells":
        return (_(CUT).format(separator=_(SEPARATORS[found.separator])),)
    if found.way == "lines":
        return tuple(_(TITLE).format(title=title) for title in found.titles)
    if len(found.titles) == 1:  # of JSON
        return ()
    numbers, titles = found.columns, [found.titles[n - 1] for n in found.columns]
    said = (
        _(COLUMN).format(number=numbers[0], count=len(found.titles), title=titles[0])
        if len(numbers) == 1
        else _(COLUMNS).format(
            numbers=", ".join(map(str, numbers)),
            count=len(found.titles),
            titles=", ".join(titles),
        )
    )
    return (" ".join((said, _("Another one: --column, with its title or its number."))),)


def _check(
    found: Layout,
    title: str,
    source: str,
    vocabulary: Asked,
    most: int | None,
    remarks: tuple[str, ...] = (),
    credit: str = "",
    repeats: bool = False,
) -> Corpus:
    """The corpus of a list."""
    chosen = _choose(
        vocabulary, [cell.text for cell in found.cells if not (cell.title or cell.rest)], most
    )
    stories = isinstance(chosen, Words)
    judge = _StoryJudge(chosen, repeats) if isinstance(chosen, Words) else _Judge(chosen, repeats)
    judged = [Line(cell.number, cell.text, *judge(cell)) for cell in found.cells]
    words = tuple(judge.words)
    if not words:
        raise InputError(_nothing_usable(title, judged, vocabulary))
    if isinstance(chosen, Words):
        if vocabulary is not chosen:
            _check_are_stories(words, title)
        remarks += _tell_unknown(words, chosen)
        report = Report(tuple(judged), _summary(judged, stories), remarks)
        return Corpus(title, source, "words", words, chosen, report, credit, repeats=repeats)
    joined = sum(" " not in chosen and len(raw.split()) > 1 for raw in judge.raw)
    if joined > len(words) / 2:
        remarks += (
            _(
                "Most lines hold several words, which were joined: write one name per line, "
                "or read it as a running text."
            ),
        )
    report = Report(tuple(judged), _summary(judged, stories), remarks)
    return Corpus(title, source, "words", words, chosen, report, credit, repeats=repeats)


def _check_are_stories(lines: Sequence[str], title: str) -> None:
    """Refuse names: a model that reads words would have nothing to guess in them."""
    if sum(len(cut(line)) for line in lines) >= FEW_TOKENS * len(lines):
        return
    raise InputError(
        _(
            "Most lines of {title} are one single word, such as {example!r}: there is nothing to "
            "learn in words. Read them in letters (--tokens letters)."
        ).format(title=title, example=visible(lines[0][:40]))
    )


def _nothing_usable(title: str, lines: list[Line], vocabulary: Asked) -> str:
    said = [_("No usable name in {title}: write one name per line.").format(title=title)]
    refused = next((line for line in lines if line.fate == "refused"), None)
    if refused:
        said.append(
            _("For example line {number}: {reason}.").format(
                number=refused.number, reason=refused.reason
            )
        )
        if len(refused.text) > (MAX_STORY if _in_words(vocabulary) else MAX_LETTERS):
            said.append(_("A running text, such as a story, is read with --text."))
        elif vocabulary in (None, "a-z", "microgpt"):
            said.append(_("--vocabulary found keeps every letter and every sign."))
    else:
        said.append(_("It is empty."))
    return " ".join(said)


def counted(fate: Fate, n: int) -> str:
    """How many lines met this fate, in words."""
    said: dict[Fate, str] = {
        "kept": ngettext("{n} kept as it is", "{n} kept as they are", n),
        "folded": ngettext("{n} simplified", "{n} simplified", n),
        "refused": ngettext("{n} refused", "{n} refused", n),
        "duplicate": ngettext("{n} already seen", "{n} already seen", n),
    }
    return said[fate].format(n=n)


def _summary(lines: list[Line], stories: bool) -> str:
    counts = Counter(line.fate for line in lines)
    told: tuple[Fate, ...] = ("kept", "folded", "refused", "duplicate")
    parts = [counted(fate, counts[fate]) for fate in told if counts[fate]]
    said = _("Stories: {counts}.") if stories else _("Names: {counts}.")
    return said.format(counts=", ".join(parts))


def _choose(vocabulary: Asked, lines: list[str], most: int | None) -> Vocabulary:
    if isinstance(vocabulary, Vocabulary):
        return vocabulary
    if vocabulary == "words":
        stories = (_composed(line) for line in lines if not line.startswith("#"))
        return Words.found((s for s in stories if len(s) <= MAX_STORY), most)
    if vocabulary in (None, "letters", "a-z"):
        return Vocabulary.lesson()
    if vocabulary == "microgpt":
        return Vocabulary.microgpt()
    if vocabulary == "found":
        words = [_composed(line) for line in lines if not line.startswith("#")]
        return Vocabulary.of(
            c for word in words if len(word) <= MAX_LETTERS for c in word if c.isprintable()
        )
    raise InputError(
        _("There is no vocabulary called {name!r}: choose a-z, microgpt or found.").format(
            name=vocabulary
        )
    )


class _Judge:
    """Says what becomes of each line of one list, in order."""

    def __init__(self, vocabulary: Vocabulary, repeats: bool) -> None:
        self.vocabulary, self.repeats = vocabulary, repeats
        self.words: list[str] = []
        """As the model will see them."""
        self.raw: list[str] = []
        """The lines they come from."""
        self._seen: set[str] = set()
        # Translated once: gettext looks for its catalogue on the disk at every call.
        self._blank, self._comment = _("empty line"), _("comment")
        self._title, self._rest = _("titles of the columns"), _("the row above goes on")
        self._long = _("{count} letters: a name has at most {most}")
        self._unknown = _("the model has no {character!r}")
        self._nothing = _("no letter is left")
        self._again = _("already in the list")

    def __call__(self, cell: Cell) -> tuple[Fate, str]:
        """(what becomes of the line, why)."""
        raw = cell.text
        if cell.title:
            return "comment", self._title
        if cell.rest:
            return "comment", self._rest
        word = _composed(raw)
        if not word:
            return "blank", self._blank
        if raw.startswith("#"):
            return "comment", self._comment
        return self._judged(word, raw)

    def _judged(self, word: str, raw: str) -> tuple[Fate, str]:
        """What becomes of a name."""
        if len(word) > MAX_LETTERS:
            return "refused", self._long.format(count=len(word), most=MAX_LETTERS)
        folded = self.vocabulary.fold(word)
        unknown = {c for c in folded if c not in self.vocabulary}
        if letter := next((c for c in folded if c in unknown and c.isalpha()), None):
            return "refused", self._unknown.format(character=letter)
        # Without a letter the name would be another; without a hyphen or a digit it is the same.
        folded = "".join(c for c in folded if c not in unknown)
        if not folded:
            return "refused", self._nothing
        return self._kept(word, folded, raw)

    def _kept(self, word: str, folded: str, raw: str) -> tuple[Fate, str]:
        if folded in self._seen and not self.repeats:
            return "duplicate", self._again
        self._seen.add(folded)
        self.words.append(folded)
        self.raw.append(raw)
        return ("kept", "") if folded == word else ("folded", folded)


class _StoryJudge(_Judge):
    """The same of a list of stories, which are read in words."""

    vocabulary: Words

    def __init__(self, vocabulary: Words, repeats: bool) -> None:
        super().__init__(vocabulary, repeats)
        self._long = _("{count} letters: a story has at most {most}")
        self._unknown = _("the model does not know the word {word!r}")

    def _judged(self, word: str, raw: str) -> tuple[Fate, str]:
        if len(word) > MAX_STORY:
            return "refused", self._long.format(count=len(word), most=MAX_STORY)
        folded = self.vocabulary.fold(word)
        if unknown := _unknown_in(folded, self.vocabulary):
            return "refused", self._unknown.format(word=unknown[0][:40])
        return self._kept(word, folded, raw)


def _composed(line: str) -> str:
    """Without spaces around; an accent written behind its letter, as a Mac does, joins it."""
    return composed(line.strip())


def _check_text(
    text: str,
    title: str,
    source: str,
    vocabulary: Asked,
    most: int | None,
    remarks: tuple[str, ...] = (),
    credit: str = "",
) -> Corpus:
    """The corpus of a running text with any system's line ends."""
    check_suits_text(vocabulary)
    if len(text.strip()) < 2:
        raise InputError(_("{title} is empty: give a longer text.").format(title=title))
    if _in_words(vocabulary):
        prose = read_prose(text, title)
        text, summary = "\n\n".join(prose.paragraphs), prose.summary
        remarks += prose.remarks
    else:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        summary = _("A text of {count} characters, {different} different.").format(
            count=len(text), different=len(set(text))
        )
    chosen = vocabulary_of([text], vocabulary, most)
    # What is found in words, too, so that it is read again as it was learned.
    if isinstance(vocabulary, Vocabulary) or isinstance(chosen, Words):
        text, left_out = known_part(text, chosen)
        remarks += tell_left_out(left_out, chosen)
        if len(text.strip()) < 2:
            raise InputError(
                _("There is nothing in {title} that the model knows.").format(title=title)
            )
    parts = [text]
    if isinstance(chosen, Words):
        parts = paragraphs_of(text)
        remarks += _tell_unknown(parts, chosen)
    report = Report((), summary, remarks)
    return Corpus(title, source, "text", tuple(parts), chosen, report, credit)


def vocabulary_of(text: Iterable[str], wanted: Asked, most: int | None = None) -> Vocabulary:
    """The vocabulary for a running text, which comes in parts: learned from it, unless given."""
    if isinstance(wanted, Vocabulary):
        return wanted
    if isinstance(wanted, int):
        from ..model.bpe import BytePairs

        return BytePairs.train(text, wanted)
    if wanted == "words":
        kept = KEPT_WORDS if most is None else most
        parts = (part for some in text for part in paragraphs_of(composed(some)))
        return Words.found(parts, kept)
    return Vocabulary.of(chain.from_iterable(map(set, text)), boundary=False)


def known_part(text: str, vocabulary: Vocabulary) -> tuple[str, Counter[str]]:
    """A text as a vocabulary can write it, and how often each character or word was left out."""
    if isinstance(vocabulary, Words):
        parts = [vocabulary.fold(part) for part in paragraphs_of(text)]
        lost = Counter(word for part in parts for word in _unknown_in(part, vocabulary))
        kept = ("".join(join(t for t in cut(part) if t not in lost)) for part in parts)
        return "\n\n".join(kept), lost
    folded = vocabulary.fold(text)
    unknown = {c for c in set(folded) if c not in vocabulary}
    if not unknown:
        return folded, Counter()
    left_out = Counter(c for c in folded if c in unknown)
    return "".join(c for c in folded if c not in unknown), left_out


def tell_left_out(left_out: Counter[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The remark on what known_part left out, if anything."""
    if not left_out:
        return ()
    said = (
        _("{count} words that the model does not know were left out: {which}")
        if vocabulary.kind == "words"
        else _("{count} characters that the model does not know were left out: {which}")
    )
    which = " ".join("␣" if c == " " else visible(c[:40]) for c in sorted(left_out)[:20])
    return (said.format(count=left_out.total(), which=which),)
