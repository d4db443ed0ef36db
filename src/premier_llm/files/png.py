"""A picture that carries a model: a PNG with a chunk of ours, the model's whole file.

Le Labo draws the card and writes the chunk (web/engine/png.ts); here it is only read. Its name
says, by its capitals, that it is ours, that a picture is whole without it, and that who changes the
picture may copy it (Portable Network Graphics, third edition, section 5.4).
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHUNK = "plLm"


class NoModel(Exception):
    """A sound picture, and nothing in it."""


class Damaged(Exception):
    """Cut, or changed on its way."""


def model_in(file: BinaryIO) -> bytes:
    """The model in a picture whose signature was read; what is large beside it is not read."""
    while True:
        head = file.read(8)
        if len(head) < 8:
            raise Damaged
        length, name = struct.unpack(">I4s", head)
        if name == b"IEND":
            raise NoModel
        if name != CHUNK.encode():
            file.seek(length + 4, 1)
            continue
        content = file.read(length)
        said = file.read(4)
        if len(said) < 4 or struct.unpack(">I", said)[0] != zlib.crc32(content, zlib.crc32(name)):
            raise Damaged
        return content
