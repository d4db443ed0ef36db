"""Reading a list or a text: from a name, a file, standard input or any iterable.

Every line is accounted for in the Report: kept, folded, refused and why.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext
from itertools import chain
from pathlib import Path

from ..errors import InputError, system_reason
from ..i18n import number
from ..model.folding import composed, plain_form
from ..model.labels import N_
from ..model.vocabulary import Vocabulary
from .corpus import Corpus, Kind
from .decoding import TITLES, decode, mended
from .layout import SEPARATORS, Cell, Layout, lay_out, lines_of
from .lists import described, names_of, shipped_names, shipped_text
from .report import Fate, Line, Report, visible
from .worlds.floor import floor
from .worlds.grammar import names as world_names
from .worlds.world import World

Asked = str | int | Vocabulary | None
"""A vocabulary's name, a number of pieces, one of one's own; None for what suits the kind."""

MAX_BYTES = 32 * 1024**2
"""A larger file is not read into memory, where it would lie several times: see large_text.py."""


TOLD = 10_000
"""Stories of a world that are learned from: told in half a second. Of 4,000 a model of words learns
some by heart before it is 3 % above the floor; 20,000 teach it no more."""

MAX_LETTERS = 200
"""A longer line is a text, not a name."""


def read_corpus(
    source: str | Path | Iterable[str],
    vocabulary: Asked = None,
    kind: Kind = "words",
    column: str | None = None,
) -> Corpus:
    """Read words from a list's name, a world's, a downloadable set's, a file, "-", or any iterable.

    ``vocabulary``: "a-z" (the lesson's, and that of words unless another is asked for; accents and
    capitals are folded), "microgpt" (the same in microgpt.py's order), "found" (the characters of
    the list, kept as they are), or one of your own, whose boundary then decides the kind.
    ``kind="text"`` reads a running text with the characters found, or in so many pieces learned
    from it (byte-level BPE) where ``vocabulary`` is a number. A name wins over a file of that
    name; write ./name for the file. ``column``: the one of a table that has the names, by its
    title or its number from 1. Unusable sources raise InputError; so does a text larger than
    memory, which read_source of large_text.py reads.
    """
    if isinstance(vocabulary, Vocabulary):
        kind = "text" if vocabulary.boundary is None else "words"
    named = isinstance(source, str) and source != "-" and is_named(source)
    if column is not None and (named or kind == "text" or not isinstance(source, (str, Path))):
        raise InputError(_(NO_TABLE))
    if source == "":
        raise InputError(_("The name of the list or of its file is missing: it is empty."))
    if not isinstance(source, (str, Path)):
        items = _checked_items(source)
        if kind == "text":
            return _check_text("\n".join(items), _("your list"), "", vocabulary)
        return _check(Layout(_cells(items)), _("your list"), "", vocabulary)
    name = str(source)
    if named:
        return _read_named(name, vocabulary, kind)
    if name == "-":
        data, title = _read_standard_input(MAX_BYTES + 1), _("standard input")
    else:
        path = Path(source)
        title = shown(Path(path.name))
        data = _read_file(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        advice = (
            _("{title} is larger than {most} MB: save it in a file and give that.")
            if kind == "text"
            else _("{title} is larger than {most} MB: give a smaller file.")
        )
        raise InputError(advice.format(title=title, most=MAX_BYTES // 1024**2))
    text, encoding = decode(data, title)
    remarks = tell_encoding(encoding, title)
    if (better := mended(text)) is not None:
        text = better
        remarks += (_(MENDED).format(title=title),)
    if kind == "text":
        return _check_text(text, title, name, vocabulary, remarks)
    found = lay_out(text, column, title)
    corpus = _check(found, title, name, vocabulary, remarks + _on_layout(found))
    return replace(corpus, column=column)


def check_suits_text(vocabulary: Asked, column: str | None = None) -> None:
    """Refuse what only names have: an alphabet of theirs, a column."""
    if column is not None:
        raise InputError(_(NO_TABLE))
    if isinstance(vocabulary, str) and vocabulary != "found":
        raise InputError(
            _(
                "A running text is read in the characters found in it, or in pieces (--bpe): leave "
                "--vocabulary {name} out, which is for names."
            ).format(name=vocabulary)
        )


def _read_named(name: str, vocabulary: Asked, kind: Kind) -> Corpus:
    """A shipped list, a world or a downloadable set."""
    remarks: tuple[str, ...] = ()
    if name in world_names():
        world = World(name)
        if not isinstance(vocabulary, Vocabulary):
            kind = "text"
        text, title, credit = "\n".join(world.stories(TOLD)) + "\n", world.title, ""
        remarks = (_tell_floor(world),)
    elif name in shipped_names():
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
        return _check_text(text, title, name, vocabulary, remarks, credit)
    return _check(Layout(_cells(lines_of(text))), title, name, vocabulary, remarks, credit)


def _tell_floor(world: World) -> str:
    least = floor(world)
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
    remarks: tuple[str, ...] = (),
    credit: str = "",
) -> Corpus:
    """The corpus of a list."""
    chosen = _choose(
        vocabulary, [cell.text for cell in found.cells if not (cell.title or cell.rest)]
    )
    judge = _Judge(chosen)
    judged = [Line(cell.number, cell.text, *judge(cell)) for cell in found.cells]
    words = tuple(judge.words)
    if not words:
        raise InputError(_nothing_usable(title, judged, vocabulary))
    joined = sum(" " not in chosen and len(raw.split()) > 1 for raw in judge.words.values())
    if joined > len(words) / 2:
        remarks += (
            _(
                "Most lines hold several words, which were joined: write one name per line, "
                "or read it as a running text."
            ),
        )
    report = Report(tuple(judged), _summary(judged), remarks)
    return Corpus(title, source, "words", words, chosen, report, credit)


def _nothing_usable(title: str, lines: list[Line], vocabulary: Asked) -> str:
    said = [_("No usable name in {title}: write one name per line.").format(title=title)]
    refused = next((line for line in lines if line.fate == "refused"), None)
    if refused:
        said.append(
            _("For example line {number}: {reason}.").format(
                number=refused.number, reason=refused.reason
            )
        )
        if len(refused.text) > MAX_LETTERS:
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


def _summary(lines: list[Line]) -> str:
    counts = Counter(line.fate for line in lines)
    told: tuple[Fate, ...] = ("kept", "folded", "refused", "duplicate")
    parts = [counted(fate, counts[fate]) for fate in told if counts[fate]]
    return _("Names: {counts}.").format(counts=", ".join(parts))


def _choose(vocabulary: Asked, lines: list[str]) -> Vocabulary:
    if isinstance(vocabulary, Vocabulary):
        return vocabulary
    if vocabulary in (None, "a-z"):
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

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.words: dict[str, str] = {}
        """The words as the model will see them -> the lines they come from."""
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
        if folded in self.words:
            return "duplicate", self._again
        self.words[folded] = raw
        return ("kept", "") if folded == word else ("folded", folded)


def _composed(line: str) -> str:
    """Without spaces around; an accent written behind its letter, as a Mac does, joins it."""
    return composed(line.strip())


def _check_text(
    text: str,
    title: str,
    source: str,
    vocabulary: Asked,
    remarks: tuple[str, ...] = (),
    credit: str = "",
) -> Corpus:
    """The corpus of a running text with any system's line ends."""
    check_suits_text(vocabulary)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(vocabulary, Vocabulary):
        text, left_out = known_part(text, vocabulary)
        remarks += tell_left_out(left_out)
    if len(text.strip()) < 2:
        raise InputError(_("{title} is empty: give a longer text.").format(title=title))
    chosen = vocabulary_of([text], vocabulary)
    summary = _("A text of {count} characters, {different} different.").format(
        count=len(text), different=len(set(text))
    )
    return Corpus(title, source, "text", (text,), chosen, Report((), summary, remarks), credit)


def vocabulary_of(text: Iterable[str], wanted: Asked) -> Vocabulary:
    """The vocabulary for a running text, which comes in parts: learned from it, unless given."""
    if isinstance(wanted, Vocabulary):
        return wanted
    if isinstance(wanted, int):
        from ..model.bpe import BytePairs

        return BytePairs.train(text, wanted)
    return Vocabulary.of(chain.from_iterable(map(set, text)), boundary=False)


def known_part(text: str, vocabulary: Vocabulary) -> tuple[str, Counter[str]]:
    """A text as a vocabulary can write it, and how often each character was left out."""
    folded = vocabulary.fold(text)
    unknown = {c for c in set(folded) if c not in vocabulary}
    if not unknown:
        return folded, Counter()
    left_out = Counter(c for c in folded if c in unknown)
    return "".join(c for c in folded if c not in unknown), left_out


def tell_left_out(left_out: Counter[str]) -> tuple[str, ...]:
    """The remark on what known_part left out, if anything."""
    if not left_out:
        return ()
    said = _("{count} characters that the model does not know were left out: {which}")
    which = " ".join("␣" if c == " " else visible(c) for c in sorted(left_out)[:20])
    return (said.format(count=left_out.total(), which=which),)
