"""From bytes to text: one rule, for the command and for le Labo (web/engine/decoding.ts).

1. What its first bytes show to be another kind of file is refused, and named (FORMATS).
2. A byte order mark says UTF-8 or UTF-16. Otherwise zero bytes make it no text.
3. What can be read as UTF-8 is UTF-8: hardly anything else can.
4. What is left has one byte a letter. Of EIGHT_BIT, it is in the encoding in which the fewest
   letters look odd (a capital amid small letters, a sign amid a word), and of two such, in the one
   with the fewest letters that French has not. Control characters make it no text.
5. A text in UTF-8 that a program took for one of these has "Ã©" for "é": it is mended, where that
   explains all of its letters with accents.
"""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Mapping
from gettext import gettext as _
from itertools import islice
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from ..errors import InputError
from ..model.labels import N_

FORMATS: Mapping[str, str] = {
    "spreadsheet": N_(
        "{title} is a spreadsheet (Excel, LibreOffice, Numbers…), not a text. Open it and copy the "
        "column that you want into a text file, or save it as CSV (UTF-8)."
    ),
    "document": N_(
        "{title} is a document of a word processor, not a plain text. Open it, and save it as "
        "plain text (.txt), in UTF-8."
    ),
    "pdf": N_(
        "{title} is a PDF, not a text. Open it, copy what it says, and paste it into a text file."
    ),
    "page": N_(
        "{title} is the code of a web page (HTML or XML). Open it in a browser, copy what you "
        "need, and paste it into a text file."
    ),
    "json": N_(
        "{title} is JSON in which no names are found: it takes a list of texts, or of objects that "
        "each have a name."
    ),
    "pointer": N_(
        "{title} is a Git LFS pointer, which stands for the real file: fetch that with "
        "git lfs pull."
    ),
    "archive": N_("{title} is an archive (zip, gz…). Unpack it, and give the text that is inside."),
    "media": N_(
        "{title} is a picture, a sound or a film, not a text. Write down its words in a text file."
    ),
    "model": N_("{title} is a model, not a text: it is for sample, or for resuming its training."),
    "binary": N_("{title} is not a text. Save what it shows as plain text (.txt), in UTF-8."),
}
"""What a file is that is no text, and what to do, as messages of the catalogue.

But for JSON, which is a running text, too, they serve lists and running texts alike.
"""


class Signature(NamedTuple):
    """The first bytes of files of a format."""

    format: str
    first: bytes
    at: int = 0
    """Where they stand."""
    holds: bytes = b""
    """What must stand somewhere behind them, too."""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    Signature("spreadsheet", _ZIP, holds=b"xl/w"),
    Signature("spreadsheet", _ZIP, holds=b"opendocument.spreadsheet"),
    Signature("spreadsheet", _ZIP, holds=b"Index/Tables/"),
    Signature("document", _ZIP, holds=b"word/"),
    Signature("document", _ZIP, holds=b"opendocument.text"),
    Signature("document", _ZIP, holds=b"Index/Document"),
    Signature("archive", _ZIP),
    Signature("spreadsheet", _OLE, holds="Workbook".encode("utf-16-le")),
    Signature("document", _OLE),
    Signature("archive", b"\x1f\x8b"),
    Signature("archive", b"7z\xbc\xaf\x27\x1c"),
    Signature("archive", b"Rar!\x1a\x07"),
    Signature("media", b"\x89PNG"),
    Signature("media", b"\xff\xd8\xff"),
    Signature("media", b"GIF8"),
    Signature("media", b"RIFF", holds=b"WEBP"),
    Signature("media", b"RIFF", holds=b"WAVE"),
    Signature("media", b"ID3"),
    Signature("media", b"OggS\0"),
    Signature("media", b"ftyp", at=4),
    Signature("model", b"\0\0\0\0\0{", at=3),  # safetensors: the length of a header, then JSON
)
"""The first that fits says the format."""

BEGINNINGS: Mapping[str, str] = {
    "{\\rtf": "document",
    "%pdf-": "pdf",
    "version https://git-lfs": "pointer",
    "<!doctype": "page",
    "<html": "page",
    "<head": "page",
    "<body": "page",
    "<table": "page",
    "<?xml": "page",
    "<svg": "page",
}
"""How texts begin that are written for programs, in small letters -> their formats."""
NEVER_READ = ("document", "pdf", "pointer")
"""Of these, the ones that hold nothing to be learned even as a running text."""

EIGHT_BIT: Mapping[str, str] = {
    name: "".join(bytes([b]).decode(name, "ignore") or chr(b) for b in range(128, 256))
    for name in ("cp1252", "mac_roman", "cp850")
}
"""Encodings with one byte a letter, likeliest first -> what their bytes from 128 on mean."""
TITLES: Mapping[str, str] = {
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "MS-DOS (850)",
}
"""What people call the encodings."""

SMALL = "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿß"
CAPITALS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸ"
"""The letters with accents that are expected in such a text…"""
FRENCH = "àâæçéèêëîïôœùûüÿ"
"""Those of French."""
SIGNS = "’«»“”–—…°€\N{NO-BREAK SPACE}"
"""… and the signs; but for the first, not between two letters."""

MOST_JUDGED = 10_000
"""So many of its letters with accents tell the encoding of a text."""

_ASCII = "".join(map(chr, range(128)))
_SMALL = frozenset(SMALL + ascii_lowercase)
_CAPITALS = frozenset(CAPITALS + ascii_uppercase)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")
MENDED = "\u0080-\u017f\u0300-\u036f\u2010-\u2122\ufeff"
"""Ranges of what a mended text may hold, as a regular expression has them: Latin letters, accents
that stand behind them, signs. Anything else is a chance hit."""
_BYTES_OF_CONTROL = {chr(b): b for b in range(0x80, 0xA0)}
_MENDED = re.compile(f"[{MENDED}]+")
CONTROL = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
"""Characters that no text has which was decoded by a guess, as a regular expression has them."""
_CONTROL = re.compile(f"[{CONTROL}]")


class NotAText(InputError):
    """A file of another kind."""

    def __init__(self, format: str, title: str) -> None:
        self.format = format
        super().__init__(_(FORMATS[format]).format(title=title))


class Decoded(NamedTuple):
    """A text, and how it was understood."""

    text: str
    """Without a byte order mark."""
    encoding: str
    """ "utf-8" or a key of TITLES."""

    def without_control(self, title: str) -> Decoded:
        """Itself; NotAText if it holds what no text does."""
        if _CONTROL.search(self.text):
            raise NotAText("binary", title)
        return self


def decode(data: bytes, title: str) -> Decoded:
    """The text of a file; NotAText where it is none."""
    check_format(data, title)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(data.decode("utf-16"), "utf-16").without_control(title)
        except UnicodeDecodeError:
            raise NotAText("binary", title) from None
    if b"\0" in data:
        raise NotAText("binary", title)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        pass
    readings = [Decoded(_read_with(table, data), name) for name, table in EIGHT_BIT.items()]
    return min(readings, key=lambda reading: oddness(reading.text)).without_control(title)


def check_format(data: bytes, title: str) -> None:
    """NotAText if the beginning of a file, or the whole, shows another kind."""
    for signature in SIGNATURES:
        if data.startswith(signature.first, signature.at) and signature.holds in data:
            raise NotAText(signature.format, title)
    format = format_of_text(data[:100].decode("latin-1"))
    if format in NEVER_READ:
        raise NotAText(format, title)


def format_of_text(text: str) -> str:
    """The format of a text that is written for programs, by its beginning; "" for any other."""
    beginning = text[:100].lstrip("\ufeff\t\n\r\f ").lower()
    return next((f for start, f in BEGINNINGS.items() if beginning.startswith(start)), "")


def oddness(text: str) -> tuple[int, int]:
    """How many of the first characters beyond ASCII look odd where they are, and are not French."""
    edged = f" {text} "
    places = [found.start() for found in islice(_NOT_ASCII.finditer(edged), MOST_JUDGED)]
    odd = sum(_is_odd(*edged[place - 1 : place + 2]) for place in places)
    return odd, sum(edged[place].lower() not in FRENCH for place in places)


def _is_odd(before: str, character: str, after: str) -> bool:
    small, capital = before in _SMALL, before in _CAPITALS
    if character in CAPITALS:
        return small or (capital and after in _SMALL)
    if character in SMALL:
        return capital and after in _CAPITALS
    letters = (small or capital) and (after in _SMALL or after in _CAPITALS)
    return character not in SIGNS or (letters and character != SIGNS[0])


def mended(text: str) -> str | None:
    """A text in UTF-8 that was read in another encoding, as it was; None for any other text."""
    for table in EIGHT_BIT.values():
        byte_of = _BYTES_OF_CONTROL | {c: b for b, c in enumerate(table, 128)}

        def read_again(run: re.Match[str], byte_of: Mapping[str, int] = byte_of) -> str:
            read = bytes(map(byte_of.__getitem__, run[0])).decode("utf-8")
            if not _MENDED.fullmatch(read):
                raise KeyError(read)
            return read

        try:
            found = _NOT_ASCII_RUN.sub(read_again, text)
        except (KeyError, UnicodeDecodeError):
            continue  # at the first letter that is right as it is
        if found != text:
            return found.removeprefix("\ufeff")
    return None


def _read_with(table: str, data: bytes) -> str:
    return charmap_decode(data, "strict", _ASCII + table)[0]
