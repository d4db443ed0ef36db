"""The project's file: one ``.safetensors`` with the weights, the config and the vocabulary.

The layout is safetensors': 8 bytes (little-endian) that give the length of a JSON header, the
header, then the raw numbers. It is read and written here with the standard library, because models
are also opened where nothing can be installed. There is no pickle: opening a file runs no code.

The header's ``__metadata__`` (text to text) holds, all but the first as JSON:

    premier_llm   the format's version, "1"
    config        the dials
    vocabulary    the tokens and the boundary; or, under byte_pairs, a byte-level BPE
    training      what is known of the training (optional)
    checksum      CRC-32, 8 hex digits, so that a flipped bit is noticed (see ``_checksum``)

A training under way is the same file with the optimiser's tensors beside the weights, under
``optimizer.``, ``best.`` and ``history.``.
"""

from __future__ import annotations

import json
import math
import os
import secrets
import struct
import sys
import time
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

from ..errors import InputError, PremierLLMError, RunError, system_reason
from ..model.bpe import vocabulary_from
from ..model.config import Config
from ..model.parameters import parameter_table
from ..model.vocabulary import Vocabulary

Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]

FORMAT_VERSION = 1
MAX_HEADER = 16 * 1024 * 1024
"""Bytes; a real header is a few kilobytes, a broken length can claim exabytes."""
BESIDE = ("optimizer.", "best.", "history.")
"""Prefixes of the tensors that are not weights of the model."""

_TYPES = {"F32": "f", "F64": "d"}
_CODES = {code: name for name, code in _TYPES.items()}
_ALIGNMENT = 8
_TEMPORARY = ".premier-llm-"


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
    # What could not be opened again must not replace a good file.
    if problem := problem_of(model):
        raise RunError(
            _("{path} was not written, for its model is not usable: {problem}.").format(
                path=path, problem=problem
            )
        )
    write(path, model.tensors, described(model))


def described(model: ModelFile) -> dict[str, str]:
    """What a header's metadata says of a model."""
    return {
        "premier_llm": str(FORMAT_VERSION),
        "config": json.dumps(model.config.to_dict()),
        "vocabulary": json.dumps(model.vocabulary.to_dict()),
        # No NaN or Infinity, which JavaScript's JSON refuses.
        "training": json.dumps(model.training, allow_nan=False),
    }


def load(path: str | Path) -> ModelFile:
    """Open a model; anything unusable raises InputError with one sentence."""
    tensors, metadata = read(path)
    config, vocabulary, training = description_of(path, metadata, len(tensors))
    model = ModelFile(config, vocabulary, tensors, training)
    if problem := problem_of(model):
        raise InputError(
            _("{path} is not a usable model: {problem}.").format(path=path, problem=problem)
        )
    return model


def description_of(
    path: str | Path, metadata: Mapping[str, str], tensors: int
) -> tuple[Config, Vocabulary, dict[str, Any]]:
    """What ``described`` said of a model of so many tensors; InputError where it is unusable."""
    if "premier_llm" not in metadata:
        raise InputError(
            _("{path} is a safetensors file, but not a model of Mon premier LLM.").format(path=path)
        )
    try:
        config = Config.from_dict(json.loads(metadata["config"]))
        vocabulary = vocabulary_from(json.loads(metadata["vocabulary"]))
        training = json.loads(metadata.get("training", "{}"))
        if metadata["premier_llm"] != str(FORMAT_VERSION) or not _are_facts(training):
            raise ValueError
        # Every layer has tensors; a header that claims a billion layers is refused before counting.
        if config.layers > tensors:
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = error if isinstance(error, PremierLLMError) else _("its description is unreadable")
        raise InputError(
            _("{path} is damaged or not a model: {reason}").format(path=path, reason=reason)
        ) from None
    return config, vocabulary, training


def _are_facts(training: Any) -> bool:
    """Whether these are facts of a training as Training.state gives them, or none at all."""
    if not isinstance(training, dict):
        return False
    kinds: dict[str, tuple[type, ...]] = {
        "engine": (str,),
        "precision": (str,),
        "device": (str,),
        "compile": (bool,),
        "shard": (bool,),
        "seed": (int,),
        "recipe": (dict,),
        "corpus": (dict,),
        "step": (int,),
        "seconds": (int, float),
        "ended": (str, type(None)),
    }
    corpus = training.get("corpus", {})
    return (
        all(isinstance(training[name], kind) for name, kind in kinds.items() if name in training)
        and isinstance(corpus, dict)
        and all(isinstance(value, str) for value in corpus.values())
        and ("recipe" not in training or {"seed", "corpus"} <= training.keys())
    )


def problem_of(model: ModelFile) -> str | None:
    """Why the weights are not those of the config; None when they are."""
    weights = model.weights
    expected = {p.name: p.shape for p in parameter_table(model.config)}
    if model.vocabulary.size != model.config.vocabulary:
        return _("{found} tokens are listed and {expected} are needed").format(
            found=model.vocabulary.size, expected=model.config.vocabulary
        )
    if missing := sorted(expected.keys() - weights.keys()):
        return _("{name} is missing").format(name=missing[0])
    if foreign := sorted(weights.keys() - expected.keys()):
        return _("{name} does not belong to this model").format(name=repr(foreign[0]))
    for name, shape in expected.items():
        found, flat = weights[name]
        if found != shape or len(flat) != math.prod(shape):
            return _("{name} has the shape {found} and needs {expected}").format(
                name=name, found=found, expected=shape
            )
        # One number that is none spoils a sum, which is quicker than looking at each.
        if not math.isfinite(sum(flat)):
            return _("{name} holds numbers that are infinite or none at all").format(name=name)
    return None


def write(path: str | Path, tensors: Tensors, metadata: Mapping[str, str]) -> None:
    """Write a safetensors file with our checksum (any other is left out), whole or not at all.

    What is no tensor or no text raises ValueError; RunError says why it cannot be written.
    """
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
    _write_whole(Path(path), [struct.pack("<Q", len(text)), text, *chunks])


def read(path: str | Path) -> tuple[Tensors, dict[str, str]]:
    """(tensors, metadata) of any safetensors file of F32 and F64 numbers.

    The checksum is compared where there is one. InputError says what is wrong.
    """
    if Path(path).is_dir():
        raise InputError(_("{path} is a folder, not a model file.").format(path=path))
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(8)
            _check_start(start, size)
            content = start + file.read()
        return _parse(content)
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


def _parse(content: bytes) -> tuple[Tensors, dict[str, str]]:
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
    for name, (code, shape, start, stop) in sorted(
        ((name, _entry(name, entry)) for name, entry in header.items()), key=lambda e: e[1][2:]
    ):
        count = math.prod(shape)
        flat: array[float] = array(code)
        if start != end or stop - start != count * flat.itemsize or stop > len(data):
            raise _Damaged(_("{name} does not lie where the header says").format(name=repr(name)))
        flat.frombytes(data[start:stop])
        tensors[name] = (shape, _little_endian(flat))
        end = stop
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
    """(typecode, shape, start, stop) of a header's entry."""
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
    if kind not in _TYPES:
        raise _Foreign(
            _("{name} holds numbers of the kind {kind}; only F32 and F64 are known").format(
                name=repr(name), kind=repr(kind)
            )
        )
    return _TYPES[kind], shape, start, stop


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


def _write_whole(path: Path, chunks: list[bytes]) -> None:
    try:
        path = path.resolve()  # through a link, to the file behind it
        if path.exists() and not path.is_file():
            raise RunError(_("{path} is not a file that can be replaced.").format(path=path))
        temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}")
        try:
            with temporary.open("xb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise RunError(
            _(
                "{path} could not be written: {reason}. Free some space or choose another folder; "
                "an earlier file of that name is untouched."
            ).format(path=path, reason=system_reason(error))
        ) from None


def sync_folder(folder: Path) -> None:
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

    The claim is a lock of the system on a file beside it, which ends with its holder, however that
    ends. Half files that a killed run left behind are removed.
    """
    lock = Path(f"{path}.lock")
    try:
        handle = _take(lock)
    except (OSError, ValueError) as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=path, reason=system_reason(error)
            )
        ) from None
    if handle is None:
        raise InputError(
            _(
                "Another run is writing {path}: wait for it, or choose another file with --output."
            ).format(path=path)
        )
    try:
        for leftover in lock.parent.glob(f"{_TEMPORARY}*"):
            owner = leftover.name.removeprefix(_TEMPORARY).partition("-")[0]
            # Another run's file may be in this folder too, under way: it is young.
            if owner != str(os.getpid()) and time.time() - leftover.stat().st_mtime > 3600:
                leftover.unlink(missing_ok=True)
        yield
    finally:
        _give_back(lock, handle)


def _take(lock: Path) -> int | None:
    """An open, locked file; None when another run holds it."""
    while True:
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o666)
        if not _lock(handle):
            os.close(handle)
            return None
        try:
            if os.path.samestat(os.fstat(handle), os.stat(lock)):
                return handle
        except FileNotFoundError:
            pass
        # Its last holder removed the file between our opening and our locking: once more.
        os.close(handle)


def _give_back(lock: Path, handle: int) -> None:
    if sys.platform == "win32":  # where an open file cannot be removed
        os.close(handle)
    with suppress(OSError):
        lock.unlink()
    with suppress(OSError):
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file for this process alone, if nobody else does."""
    if sys.platform == "emscripten":  # the browser's Python is alone
        return True
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
