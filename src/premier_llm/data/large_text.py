"""Texts larger than memory: turned into tokens once, which then lie on the disk in segments.

::

    <cache>/shards/<the files>/            by their places, sizes and times of change
        characters.json, pieces-500.json, words-2000.json
                                           the vocabulary found in them or learned from them
        <the vocabulary>/                  the text in the tokens of that vocabulary
            0.npy, 1.npy, …                SEGMENT token ids each, the last one fewer
            index.json                     what is known of them

A training draws its windows from the segments, memory-mapped: the system reads what is asked for
and forgets it again when memory is short. Whatever is found whole is taken up without reading the
text.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, overload

import numpy as np

from ..errors import InputError, RunError, system_reason
from ..model.bpe import vocabulary_from
from ..model.vocabulary import Vocabulary
from . import reading
from .corpus import Corpus, Kind, digest, paragraphs_of
from .decoding import NotAText, decode
from .downloads import cache_folder
from .held_out import place_of_cut
from .reading import (
    KEPT_WORDS,
    Asked,
    check_suits_text,
    is_named,
    known_part,
    read_corpus,
    settled,
    shown,
    tell_encoding,
    tell_left_out,
    vocabulary_of,
)
from .report import Report

SEGMENT = 2**24
"""Tokens of a file, 32 or 64 MB: as much is in memory while the text is read."""
CHUNK = 2**20
"""Characters that are turned into tokens at once."""
LEARNED = 32
"""Chunks that byte-level BPE learns its pieces from, evenly spread over the text."""
_UNFINISHED = ".unfinished-"

OnRead = Callable[[int, int], object]
"""Called while a text is read, with the bytes read so far and those of the whole text."""


class Tokens(Sequence[int]):
    """Token ids that lie on the disk; a slice of them is a list."""

    def __init__(self, segments: Sequence[Any], start: int, stop: int) -> None:
        """The part from ``start`` to ``stop`` of all that the arrays hold, one after the other."""
        self._segments, self._start, self._stop = segments, start, stop
        self._begins = [0, *accumulate(map(len, segments))]

    def part(self, start: int, stop: int) -> Tokens:
        """These tokens alone, still on the disk."""
        return Tokens(self._segments, self._start + start, self._start + stop)

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        places = range(self._start, self._stop)[place]
        if isinstance(places, int):
            return self._run(places, places + 1)[0]
        if places.step != 1:
            raise ValueError("only tokens that follow one another are read")
        found: list[int] = []
        while len(found) < len(places):
            found += self._run(places.start + len(found), places.stop)
        return found

    def _run(self, start: int, stop: int) -> list[int]:
        """The tokens from there on that lie in one segment, up to ``stop``."""
        number = bisect_right(self._begins, start) - 1
        inside = start - self._begins[number]
        ids: list[int] = self._segments[number][inside : inside + stop - start].tolist()
        return ids


@dataclass(frozen=True, kw_only=True)
class LargeText(Corpus):
    """A running text whose tokens lie on the disk; ``words`` is empty."""

    tokens: Tokens
    digest: str
    """16 hex digits that tell the tokens and their vocabulary."""

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that tell this text, with this vocabulary."""
        return self.digest if self.test is None else digest(self.digest + self.test.fingerprint)

    def encoded(self) -> Sequence[Sequence[int]]:
        """The token ids of the text."""
        return [self.tokens]

    def _split_text(self, held_out: float, seed: int) -> tuple[Corpus, Corpus]:
        cut = place_of_cut(len(self.tokens), held_out)
        train, hidden = self.tokens.part(0, cut), self.tokens.part(cut, len(self.tokens))
        return replace(self, tokens=train), replace(self, tokens=hidden)


def read_source(
    source: str | Path,
    vocabulary: Asked = None,
    kind: Kind = "words",
    watch: OnRead | None = None,
    column: str | None = None,
    most: int | None = None,
    repeats: bool = False,
) -> Corpus:
    """What read_corpus reads; or, from the disk, a text that is a folder or a large file.

    Of a folder all .txt files are read, in the order of their paths. ``watch`` is called while such
    a text is read: once for its vocabulary and once for its tokens, unless they are found.
    """
    vocabulary, kind = settled(vocabulary, kind, most)
    path = Path(source)
    named = isinstance(source, str) and is_named(source)
    if kind == "text" and source and not named and not repeats and _is_large(path):
        check_suits_text(vocabulary, column)
        return read_large_text(path, shown(Path(path.name)), vocabulary, watch, most)
    return read_corpus(source, vocabulary, kind, column, most, repeats)


def _is_large(path: Path) -> bool:
    """Whether a text is a folder or larger than what is read into memory."""
    try:
        return path.is_dir() or path.stat().st_size > reading.MAX_BYTES
    except (OSError, ValueError):
        return False  # whoever opens it will say what is wrong


def read_large_text(
    path: Path,
    title: str,
    wanted: Asked,
    watch: OnRead | None = None,
    most: int | None = None,
) -> LargeText:
    """A text file, or all .txt files of a folder and its folders in the order of their paths.

    ``wanted`` as in read_corpus. Between two files stands the end of a text, where the vocabulary
    has one. What cannot be read raises InputError; RunError says why the tokens cannot be kept.
    """
    files = _text_files(path)
    place = cache_folder() / "shards" / _state_of(files)
    vocabulary = _learned(place, files, wanted, watch, most)
    digest = _short_digest(json.dumps(vocabulary.to_dict()).encode())
    folder = place / digest
    try:
        tokens, facts = _opened(folder)
    except (OSError, ValueError, KeyError, TypeError):  # not there yet, or damaged
        _make(folder, files, vocabulary, watch)
        tokens, facts = _opened(folder)
    if len(tokens) < 2:
        raise InputError(_("{title} is empty: give a longer text.").format(title=title))
    summary = _("A text of {count} tokens.").format(count=len(tokens))
    remarks = [
        remark
        for name, encoding in facts.get("encodings", {}).items()
        for remark in tell_encoding(encoding, name)
    ]
    remarks += tell_left_out(Counter(facts["left_out"]), vocabulary)
    report = Report((), summary, tuple(remarks))
    return LargeText(
        title, str(path), "text", (), vocabulary, report,
        tokens=tokens, digest=_short_digest(f"{digest} {facts['sha256']}".encode()),
    )  # fmt: skip


def _short_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


# The text


def _text_files(path: Path) -> list[Path]:
    with _reading(path):
        if not path.is_dir():
            return [path]
        files = sorted(file for file in path.rglob("*.txt") if file.is_file())
    if not files:
        raise InputError(_("There is no .txt file in the folder {path}.").format(path=shown(path)))
    return files


def _state_of(files: list[Path]) -> str:
    """16 hex digits that change when a file does."""
    facts = []
    for file in files:
        with _reading(file):
            status = file.stat()
            facts.append((str(file.resolve()), status.st_size, status.st_mtime_ns))
    return _short_digest(json.dumps(facts).encode())


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Says why a text cannot be read."""
    try:
        yield
    except UnicodeDecodeError:
        raise InputError(
            _("{title} is not a text: save it as plain text in UTF-8.").format(title=shown(path))
        ) from None
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(
                path=shown(path), reason=system_reason(error)
            )
        ) from None


def _chunks(file: Path) -> Iterator[str]:
    """A text in parts; what they are encoded to, one by one, is what the whole would be."""
    rest = ""
    encoding = _encoding_of(file).replace("utf-8", "utf-8-sig")
    with _reading(file), file.open(encoding=encoding) as text:  # any system's line ends
        while more := text.read(CHUNK):
            if "\0" in more:
                raise NotAText("binary", shown(file))
            part, rest = _cut(rest + more)
            yield part
    if rest:
        yield rest


def _encoding_of(file: Path) -> str:
    """In what a text is written, by its beginning; NotAText where it is none."""
    with _reading(file), file.open("rb") as beginning:
        data = beginning.read(reading.MAX_BYTES)
        if beginning.read(1) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.rstrip(bytes(range(128, 256)))  # no letter is cut in two
    return decode(data, shown(file)).encoding


def _chunks_of_all(files: list[Path], watch: OnRead | None) -> Iterator[tuple[int, str]]:
    """The parts of all files, each with the number of its file."""
    sizes = [file.stat().st_size for file in files]
    read = 0
    for number, file in enumerate(files):
        yield number, ""  # an empty file is a text, too
        for chunk in _chunks(file):
            yield number, chunk
            read += len(chunk.encode())
            if watch is not None:
                watch(min(read, sum(sizes)), sum(sizes))


def _cut(text: str) -> tuple[str, str]:
    """Cut before the last blank line, or else white space: no paragraph is torn apart that does
    not fill a chunk, nor any word, accent or run of spaces.
    """
    gap = max(text.rfind(" "), text.rfind("\n"), 0)
    ends = (len(text[: max(place, 0)].rstrip()) for place in (text.rfind("\n\n"), gap))
    place = next(filter(None, ends), len(text))
    return text[:place], text[place:]


def _learned(
    place: Path, files: list[Path], wanted: Asked, watch: OnRead | None, most: int | None
) -> Vocabulary:
    """The vocabulary wanted for the files, learned from them once."""
    if isinstance(wanted, Vocabulary):
        return wanted
    kept = place / (
        f"pieces-{wanted}.json"
        if isinstance(wanted, int)
        else f"words-{most or KEPT_WORDS}.json"
        if wanted == "words"
        else "characters.json"
    )
    try:
        return vocabulary_from(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):  # not there yet, or damaged
        pass
    text: Iterator[str] = (chunk for _number, chunk in _chunks_of_all(files, watch))
    if isinstance(wanted, int):
        size = sum(file.stat().st_size for file in files)
        text = islice(text, 0, None, max(size // (CHUNK * LEARNED), 1))
    vocabulary = vocabulary_of(text, wanted, most)
    with _keeping(kept) as unfinished:
        unfinished.write_text(json.dumps(vocabulary.to_dict()), encoding="utf-8")
    return vocabulary


# The segments


def _opened(folder: Path) -> tuple[Tokens, dict[str, Any]]:
    """The tokens of a folder, and what its index says of them; an error if it is not whole."""
    facts = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    segments = [np.load(folder / f"{n}.npy", mmap_mode="r") for n in range(facts["shards"])]
    if sum(map(len, segments)) != facts["tokens"]:
        raise ValueError("some tokens are missing")
    return Tokens(segments, 0, facts["tokens"]), facts


def _make(folder: Path, files: list[Path], vocabulary: Vocabulary, watch: OnRead | None) -> None:
    """Turn the text into tokens and keep them in the folder, whole or not at all."""
    left_out: Counter[str] = Counter()

    def ids() -> Iterator[list[int]]:
        before = 0
        for number, chunk in _chunks_of_all(files, watch):
            # Before a paragraph it stands already.
            if number > before and vocabulary.end is not None and vocabulary.boundary is None:
                yield [vocabulary.end]
            before = number
            text, unknown = known_part(chunk, vocabulary)
            left_out.update(unknown)
            if vocabulary.boundary is None:
                yield vocabulary.encode(text)
                continue
            for part in paragraphs_of(text):
                yield [vocabulary.boundary, *vocabulary.encode(part)]

    shutil.rmtree(folder, ignore_errors=True)
    with _keeping(folder) as unfinished:
        unfinished.mkdir()
        # The same bytes on every machine, half as many where that is enough.
        segment = np.empty(SEGMENT, "<u2" if vocabulary.size <= 2**16 else "<u4")
        sha256, segments, filled, count = hashlib.sha256(), 0, 0, 0

        def finish_segment() -> None:
            nonlocal segments, filled
            _write_array(unfinished / f"{segments}.npy", segment[:filled])
            sha256.update(segment[:filled].data)
            segments, filled = segments + 1, 0

        for part in ids():
            count += len(part)
            while part:
                taken = part[: SEGMENT - filled]
                segment[filled : filled + len(taken)] = taken
                filled, part = filled + len(taken), part[len(taken) :]
                if filled == SEGMENT:
                    finish_segment()
        if filled:
            finish_segment()
        facts = {"shards": segments, "tokens": count, "left_out": left_out}
        facts["encodings"] = {shown(Path(file.name)): _encoding_of(file) for file in files}
        facts["sha256"] = sha256.hexdigest()
        (unfinished / "index.json").write_text(json.dumps(facts), encoding="utf-8")


def _write_array(path: Path, array: Any) -> None:
    # Not numpy.save, which does not say why it failed.
    with path.open("xb") as file:
        header = np.lib.format.header_data_from_array_1_0(array)
        np.lib.format.write_array_header_1_0(file, header)
        file.write(array.data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _keeping(place: Path) -> Iterator[Path]:
    """Gives a name under which to write a file or a folder, which gets its own once it is whole."""
    unfinished = place.with_name(f"{_UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for leftover in place.parent.glob(f"{_UNFINISHED}*"):
            # Of a run that was killed; another that is under way adds to its own all the time.
            if time.time() - leftover.stat().st_mtime > 3600:
                _remove(leftover)
        yield unfinished
        try:
            os.replace(unfinished, place)
        except OSError:
            if not place.is_dir():  # where another run was quicker, its folder is as good
                raise
    except OSError as error:
        raise RunError(
            _(
                "The text in tokens cannot be kept in {folder} ({reason}): make room, or name "
                "another folder in the variable PREMIER_LLM_CACHE."
            ).format(folder=place.parent, reason=system_reason(error))
        ) from None
    finally:
        _remove(unfinished)


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)
