"""The safetensors format: tensors of float32 or float64, and text beside them."""

from __future__ import annotations

import json
import math
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

from ..engines.contract import Tensors
from ..errors import InputError, system_reason
from . import png
from .whole import write_whole

FORMAT_VERSION = 2
"""The newest that can be read; a model's file has the oldest that can say it."""
"""Of what our metadata say; a newer one is refused before anything is read of it."""
MAX_HEADER = 16 * 1024 * 1024
"""Bytes; a real header is a few kilobytes, a broken length can claim exabytes."""


_TYPES = {"F32": "f", "F64": "d"}


_CODES = {code: name for name, code in _TYPES.items()}

_HALVES = ("F16", "BF16")
_WIDTHS = {"F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2}
_WIDTHS |= {"I16": 2, "U16": 2, "I8": 1, "U8": 1, "BOOL": 1}
"""Bytes of a number of each kind that a foreign file may hold."""


_ALIGNMENT = 8


def write(path: str | Path, tensors: Tensors, metadata: Mapping[str, str]) -> None:
    """Write a safetensors file with our checksum (any other is left out), whole or not at all.

    What is no tensor or no text raises ValueError; RunError says why it cannot be written.
    """
    write_whole(Path(path), packed(tensors, metadata))


def packed(tensors: Tensors, metadata: Mapping[str, str]) -> list[bytes]:
    """The content of a safetensors file, with our checksum."""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    # As the safetensors library does: the widest numbers first, so that all lie aligned.
    for name in sorted(tensors, key=lambda n: (-tensors[n][1].itemsize, n)):
        shape, flat = tensors[name]
        code = _CODES.get(flat.typecode)
        if code is None or len(flat) != math.prod(shape) or name == "__metadata__":
            raise ValueError(f"{name!r} is not a tensor of the shape {shape}")
        data = _little_endian(flat).tobytes()
        header[name] = {
            "dtype": code,
            "shape": list(shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    checked = {key: value for key, value in metadata.items() if key != "checksum"}
    checked["checksum"] = _checksum(checked, header, chunks)
    text = json.dumps({"__metadata__": checked, **header}, ensure_ascii=False).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    if len(text) > MAX_HEADER:
        raise ValueError(f"a header of {len(text)} bytes could not be read again")
    return [struct.pack("<Q", len(text)), text, *chunks]


def _nothing(_name: str) -> bool:
    return False


def read(
    path: str | Path, skip: Callable[[str], bool] = _nothing, halves: bool = False
) -> tuple[Tensors, dict[str, str]]:
    """(tensors, metadata) of any safetensors file of F32 and F64 numbers, or of one in a picture.

    ``skip`` names tensors that are left out, of whatever kind; ``halves``: take F16 and BF16 too,
    as float32. The checksum is compared where there is one. InputError says what is wrong.
    """
    if Path(path).is_dir():
        raise InputError(_("{path} is a folder, not a model file.").format(path=path))
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(8)
            if start == png.SIGNATURE:
                content = png.model_in(file)
            else:
                _check_start(start, size)
                content = start + file.read()
        return _parse(content, skip, halves)
    except png.NoModel:
        raise InputError(
            _(
                "There is no model in the picture {path}. Messaging services make pictures anew, "
                "and lose it: ask for the card as a file."
            ).format(path=path)
        ) from None
    except png.Damaged:
        raise InputError(
            _(
                "The picture {path} is damaged, and its model with it: ask for it again, as a file."
            ).format(path=path)
        ) from None
    except FileNotFoundError:
        raise InputError(
            _("There is no file {path}. Train a model first: premier-llm train pokemon").format(
                path=path
            )
        ) from None
    except _Newer as newer:
        raise InputError(
            _(
                "{path} was written by a newer version (format {version}): update Mon premier LLM."
            ).format(path=path, version=newer)
        ) from None
    except _Damaged as damage:
        raise InputError(
            _("{path} is damaged or not a safetensors file: {reason}.").format(
                path=path, reason=damage
            )
        ) from None
    except _Foreign as foreign:
        raise InputError(
            _("{path} cannot be used: {reason}.").format(path=path, reason=foreign)
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=system_reason(error))
        ) from None


class _Damaged(Exception):
    """Why the bytes are not a safetensors file."""


class _Foreign(Exception):
    """Why a sound file is not for us."""


class _Newer(Exception):
    """The format's version that we do not know yet."""


def _check_start(start: bytes, size: int) -> int:
    """The header's length, once it is plausible; a large foreign file is not read for nothing."""
    if len(start) < 8:
        raise _Damaged(_("it is too short"))
    (length,) = struct.unpack("<Q", start)
    if length > min(MAX_HEADER, size - 8):
        raise _Damaged(_("its header says it is longer than the file"))
    return int(length)


def _parse(
    content: bytes, skip: Callable[[str], bool], halves: bool
) -> tuple[Tensors, dict[str, str]]:
    size = _check_start(content[:8], len(content))
    try:
        header = json.loads(content[8 : 8 + size].decode("utf-8"), object_pairs_hook=_no_twice)
    except (ValueError, RecursionError):
        raise _Damaged(_("its header is unreadable")) from None
    if not isinstance(header, dict):
        raise _Damaged(_("its header is unreadable"))
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise _Damaged(_("its description is unreadable"))
    version = metadata.get("premier_llm", "")
    if version.isascii() and version.isdigit() and version.lstrip("0") > str(FORMAT_VERSION):
        raise _Newer(version[:20])
    data = memoryview(content)[8 + size :]
    tensors: Tensors = {}
    end = 0
    for name, (kind, shape, start, stop) in sorted(
        ((name, _entry(name, entry)) for name, entry in header.items()), key=lambda e: e[1][2:]
    ):
        width = _WIDTHS.get(kind, 0)
        if start != end or (width and stop - start != math.prod(shape) * width) or stop > len(data):
            raise _Damaged(_("{name} does not lie where the header says").format(name=repr(name)))
        end = stop
        if skip(name):
            continue
        if halves and kind in _HALVES:
            tensors[name] = (shape, _widened(kind, data[start:stop]))
        elif kind in _TYPES:
            flat: array[float] = array(_TYPES[kind])
            flat.frombytes(data[start:stop])
            tensors[name] = (shape, _little_endian(flat))
        else:
            raise _Foreign(
                _("{name} holds numbers of the kind {kind}; only F32 and F64 are known").format(
                    name=repr(name), kind=repr(kind)
                )
            )
    if end != len(data):
        raise _Damaged(_("it is longer than its header says"))
    if "checksum" in metadata:
        rest = {key: value for key, value in metadata.items() if key != "checksum"}
        if _checksum(rest, header, [data]) != metadata["checksum"]:
            raise _Damaged(_("its checksum is wrong, so that some of it has changed"))
    elif "premier_llm" in metadata:
        raise _Damaged(_("its checksum is missing"))
    return tensors, metadata


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise _Damaged(_("its header says something twice"))
    return entries


def _entry(name: str, entry: Any) -> tuple[str, tuple[int, ...], int, int]:
    """(kind, shape, start, stop) of a header's entry."""
    try:
        kind, shape, (start, stop) = entry["dtype"], tuple(entry["shape"]), entry["data_offsets"]
        whole = [*shape, start, stop]
        if (
            len(entry) != 3
            or not isinstance(kind, str)
            or len(shape) > 8
            or any(type(n) is not int or not 0 <= n < 2**60 for n in whole)
        ):
            raise ValueError
    except (TypeError, KeyError, ValueError):
        raise _Damaged(_("{name} is not described properly").format(name=repr(name))) from None
    return kind, shape, start, stop


def _widened(kind: str, data: memoryview) -> array[float]:
    """Numbers of two bytes as float32, which holds each of them."""
    flat: array[float] = array("f")
    if kind == "BF16":  # the upper half of a float32
        whole = bytearray(2 * len(data))
        whole[2::4], whole[3::4] = data[0::2], data[1::2]
        flat.frombytes(whole)
        return _little_endian(flat)
    for start in range(0, len(data), 1 << 20):
        part = data[start : start + (1 << 20)]
        flat.extend(struct.unpack(f"<{len(part) // 2}e", part))
    return flat


def _checksum(
    metadata: Mapping[str, str],
    header: Mapping[str, Any],
    data: Iterable[bytes | memoryview],
) -> str:
    """CRC-32 over, in this order, all as UTF-8 and each text followed by a zero byte:

    every other metadata key and value, keys sorted by their code points; each tensor in the order
    of its data: name, dtype, the sizes of its shape and its two offsets, in decimal; then the data.
    """
    texts: list[str] = []
    for key in sorted(metadata):
        texts += [key, metadata[key]]
    for name in sorted(header, key=lambda n: (*header[n]["data_offsets"], n)):
        entry = header[name]
        texts += [name, entry["dtype"], *map(str, entry["shape"]), *map(str, entry["data_offsets"])]
    crc = zlib.crc32("".join(f"{text}\0" for text in texts).encode("utf-8", "surrogatepass"))
    for chunk in data:
        crc = zlib.crc32(chunk, crc)
    return f"{crc:08x}"


def _little_endian(flat: array[float]) -> array[float]:
    """The same numbers, their bytes swapped on the rare machines that store them otherwise."""
    if sys.byteorder == "big":
        flat = flat[:]
        flat.byteswap()
    return flat
