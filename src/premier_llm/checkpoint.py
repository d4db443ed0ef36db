"""The project's file: one ``.safetensors`` with the weights, the config and the vocabulary.

The layout is safetensors': 8 bytes (little-endian) that give the length of a JSON header, the
header, then the raw numbers. It is read and written here with the standard library, because models
are also opened where nothing can be installed. There is no pickle: opening a file runs no code.

The header's ``__metadata__`` (text to text) holds, all but the first as JSON:

    premier_llm   the format's version, "1"
    config        the dials
    vocabulary    the tokens and the boundary
    training      what is known of the training (optional)
    checksum      CRC-32, 8 hex digits, so that a flipped bit is noticed (see ``_checksum``)

A training under way is the same file with the optimiser's tensors beside the weights, under
``optimizer.`` and ``best.``.
"""

from __future__ import annotations

import json
import math
import os
import struct
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

from .config import Config, parameter_table
from .errors import InputError, PremierLLMError, RunError, system_reason
from .vocabulary import Vocabulary

Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]

FORMAT_VERSION = 1
MAX_HEADER = 16 * 1024 * 1024
"""Bytes; a real header is a few kilobytes, a broken length can claim exabytes."""
BESIDE = ("optimizer.", "best.")
"""Prefixes of the tensors that are not weights of the model."""

_TYPES = {"F32": "f", "F64": "d"}
_CODES = {code: name for name, code in _TYPES.items()}
_ALIGNMENT = 8


@dataclass(frozen=True)
class ModelFile:
    """A model and what is known of its training."""

    config: Config
    vocabulary: Vocabulary
    tensors: Tensors
    """name -> (shape, flat array of 'f' or 'd'), the optimiser's included."""
    training: dict[str, Any] = field(default_factory=dict)

    @property
    def weights(self) -> Tensors:
        """The tensors of the model alone."""
        return {n: t for n, t in self.tensors.items() if not n.startswith(BESIDE)}


def save(path: str | Path, model: ModelFile) -> None:
    """Write the file whole or not at all; RunError says why it cannot be written.

    The file appears under its name only when it is complete and on the disk: a crash at any moment
    leaves the old one.
    """
    metadata = {
        "premier_llm": str(FORMAT_VERSION),
        "config": json.dumps(model.config.to_dict()),
        "vocabulary": json.dumps(model.vocabulary.to_dict(), ensure_ascii=False),
        "training": json.dumps(model.training, ensure_ascii=False),
    }
    write(path, model.tensors, metadata)


def load(path: str | Path) -> ModelFile:
    """Open a model; anything unusable raises InputError with one sentence."""
    tensors, metadata = read(path)
    if "premier_llm" not in metadata:
        raise InputError(
            _("{path} is a safetensors file, but not a model of Mon premier LLM.").format(path=path)
        )
    version = metadata["premier_llm"]
    if version.isascii() and version.isdigit() and int(version) > FORMAT_VERSION:
        raise InputError(
            _(
                "{path} was written by a newer version (format {version}): update Mon premier LLM."
            ).format(path=path, version=version)
        )
    try:
        config = Config.from_dict(json.loads(metadata["config"]))
        vocabulary = Vocabulary.from_dict(json.loads(metadata["vocabulary"]))
        training = json.loads(metadata.get("training", "{}"))
        if version != str(FORMAT_VERSION) or not isinstance(training, dict):
            raise ValueError(version)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = error if isinstance(error, PremierLLMError) else _("its description is unreadable")
        raise InputError(
            _("{path} is damaged or not a model: {reason}").format(path=path, reason=reason)
        ) from None
    model = ModelFile(config, vocabulary, tensors, training)
    _check_weights(path, model)
    return model


def _check_weights(path: str | Path, model: ModelFile) -> None:
    problem = None
    expected = {p.name: p.shape for p in parameter_table(model.config)}
    shapes = {name: shape for name, (shape, _flat) in model.weights.items()}
    if model.vocabulary.size != model.config.vocabulary:
        problem = _("{found} tokens are listed and {expected} are needed").format(
            found=model.vocabulary.size, expected=model.config.vocabulary
        )
    elif missing := sorted(expected.keys() - shapes.keys()):
        problem = _("{name} is missing").format(name=missing[0])
    elif foreign := sorted(shapes.keys() - expected.keys()):
        problem = _("{name} does not belong to this model").format(name=foreign[0])
    else:
        for name, shape in expected.items():
            if shapes[name] != shape:
                problem = _("{name} has the shape {found} and needs {expected}").format(
                    name=name, found=shapes[name], expected=shape
                )
            # One number that is none spoils a sum, which is quicker than looking at each.
            elif not math.isfinite(sum(model.weights[name][1])):
                problem = _("{name} holds numbers that are infinite or none at all").format(
                    name=name
                )
    if problem:
        raise InputError(
            _("{path} is not a usable model: {problem}.").format(path=path, problem=problem)
        )


def write(path: str | Path, tensors: Tensors, metadata: Mapping[str, str]) -> None:
    """Write a safetensors file with our checksum, whole or not at all."""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    # As the safetensors library does: the widest numbers first, so that all lie aligned.
    for name in sorted(tensors, key=lambda n: (-tensors[n][1].itemsize, n)):
        shape, flat = tensors[name]
        data = _little_endian(flat).tobytes()
        header[name] = {
            "dtype": _CODES[flat.typecode],
            "shape": list(shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    checked = dict(metadata)
    checked["checksum"] = _checksum(metadata, header, b"".join(chunks))
    text = json.dumps({"__metadata__": checked, **header}, ensure_ascii=False).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    _write_whole(Path(path), [struct.pack("<Q", len(text)), text, *chunks])


def read(path: str | Path) -> tuple[Tensors, dict[str, str]]:
    """(tensors, metadata) of any safetensors file of F32 and F64 numbers.

    The checksum is compared where there is one. InputError says what is wrong.
    """
    try:
        if Path(path).is_dir():
            raise InputError(_("{path} is a folder, not a model file.").format(path=path))
        content = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(
            _("There is no file {path}. Train a model first: premier-llm train pokemon").format(
                path=path
            )
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=system_reason(error))
        ) from None
    try:
        return _parse(content)
    except _Damaged as damage:
        raise InputError(
            _("{path} is damaged or not a safetensors file: {reason}.").format(
                path=path, reason=damage
            )
        ) from None


class _Damaged(Exception):
    """Why the bytes are not a file of ours."""


def _parse(content: bytes) -> tuple[Tensors, dict[str, str]]:
    if len(content) < 8:
        raise _Damaged(_("it is too short"))
    (size,) = struct.unpack("<Q", content[:8])
    if size > min(MAX_HEADER, len(content) - 8):
        raise _Damaged(_("its header says it is longer than the file"))
    try:
        header = json.loads(content[8 : 8 + size].decode("utf-8"), object_pairs_hook=_no_twice)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _Damaged(_("its header is unreadable")) from None
    if not isinstance(header, dict):
        raise _Damaged(_("its header is unreadable"))
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise _Damaged(_("its description is unreadable"))
    data = memoryview(content)[8 + size :]
    tensors: Tensors = {}
    end = 0
    for name, (code, shape, start, stop) in sorted(
        ((name, _entry(name, entry)) for name, entry in header.items()), key=lambda e: e[1][2:]
    ):
        count = math.prod(shape)
        flat: array[float] = array(code)
        if start != end or stop - start != count * flat.itemsize or stop > len(data):
            raise _Damaged(_("{name} does not lie where the header says").format(name=name))
        flat.frombytes(data[start:stop])
        tensors[name] = (shape, _little_endian(flat))
        end = stop
    if end != len(data):
        raise _Damaged(_("it is longer than its header says"))
    if "checksum" in metadata:
        rest = {key: value for key, value in metadata.items() if key != "checksum"}
        if _checksum(rest, header, data) != metadata["checksum"]:
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
    """(typecode, shape, start, stop) of a header's entry."""
    try:
        kind, shape, (start, stop) = entry["dtype"], tuple(entry["shape"]), entry["data_offsets"]
        whole = [*shape, start, stop]
        if len(entry) != 3 or any(type(n) is not int or not 0 <= n < 2**60 for n in whole):
            raise ValueError(name)
    except (TypeError, KeyError, ValueError):
        raise _Damaged(_("{name} is not described properly").format(name=name)) from None
    if kind not in _TYPES:
        raise _Damaged(
            _("{name} holds numbers of the kind {kind}; only F32 and F64 are known").format(
                name=name, kind=kind
            )
        )
    return _TYPES[kind], shape, start, stop


def _checksum(
    metadata: Mapping[str, str], header: Mapping[str, Any], data: bytes | memoryview
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
    return f"{zlib.crc32(data, crc):08x}"


def _little_endian(flat: array[float]) -> array[float]:
    """The same numbers, their bytes swapped on the rare machines that store them otherwise."""
    if sys.byteorder == "big":
        flat = flat[:]
        flat.byteswap()
    return flat


def _write_whole(path: Path, chunks: list[bytes]) -> None:
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=".tmp"
        )
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp's file is private; a model file is like any other.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise RunError(
            _(
                "{path} could not be written: {reason}. Free some space or choose another folder; "
                "an earlier file of that name is untouched."
            ).format(path=path, reason=system_reason(error))
        ) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, on systems where a folder can be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


@contextmanager
def claim(path: str | Path) -> Iterator[None]:
    """Hold a file for one run; a second run that wants it gets an InputError.

    The claim is a file beside it with the run's process number; one left by a run that is no more
    is taken over.
    """
    lock = Path(f"{path}.lock")
    try:
        for _attempt in range(3):
            try:
                handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
                break
            except FileExistsError:
                owner = _owner(lock)
                if owner is not None and _is_alive(owner):
                    raise InputError(
                        _(
                            "Another run (process {owner}) is writing {path}: wait for it, or "
                            "choose another file with --output."
                        ).format(owner=owner, path=path)
                    ) from None
                lock.unlink(missing_ok=True)
        else:
            raise InputError(_("{path} is being written by other runs.").format(path=path))
        with os.fdopen(handle, "w") as file:
            file.write(str(os.getpid()))
    except OSError as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=path, reason=system_reason(error)
            )
        ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _owner(lock: Path) -> int | None:
    try:
        return int(lock.read_text())
    except (OSError, ValueError):
        return None


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, process)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
