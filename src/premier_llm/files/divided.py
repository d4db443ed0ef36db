"""A divided training on the disk: a folder into which each process writes its own part.

    NAME.checkpoint/
        training.safetensors     what is known of the training, its curve, and its parts: their
                                 sizes and CRC-32, and the whole shape of each tensor
        step-120-1f3a5c7e/       the parts, as PyTorch's distributed checkpoint writes them: one
                                 safetensors file for each process, nothing of it a pickle

The parts of a save go into a new folder. Only once all are on the disk does training.safetensors
name them, and the parts before are removed: a crash, a lost process or a full disk at any moment
leaves the last good save. Any number of processes, one included, takes it up again, each reading
the rows that are now its own; all must see the folder.

The tensors of a ModelFile are here those of one process: its rows of each (Group.rows).
"""

from __future__ import annotations

import json
import math
import re
import secrets
import shutil
import warnings
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..engines import engine
from ..engines.contract import BESIDE, Tensors
from ..engines.together import agree, group, reaching_others
from ..errors import InputError, RunError, ToldElsewhere, system_reason
from ..model.parameters import parameter_table
from .model_file import ModelFile, described, description_of
from .safetensors import read, write
from .whole import sync_folder

INDEX = "training.safetensors"
_PARTS = re.compile(r"step-\d+-[0-9a-f]{8}")
_OURS = re.compile(rf"training\.safetensors|{_PARTS.pattern}|\..*")
"""Names in the folder; hidden ones are half files that a crash has left, or the file system's."""

Shapes = Mapping[str, Sequence[int]]


def folder_of(file: Path) -> Path:
    """Where the training of a model's file is kept while it is under way."""
    return file.parent / f"{file.stem}.checkpoint"  # the root has no name that with_suffix takes


def check(folder: Path) -> None:
    """InputError if a training cannot be kept there, for want of a package or of a free name."""
    engine("torch")
    if find_spec("safetensors") is None:
        raise InputError(
            _("--shard needs safetensors, which is not installed: pip install 'premier-llm[torch]'")
        )
    if folder.exists() and not (
        folder.is_dir() and all(_OURS.fullmatch(path.name) for path in folder.iterdir())
    ):
        raise InputError(
            _(
                "{folder} exists and is not a training that we have saved: it is left untouched. "
                "Choose another name with --output."
            ).format(folder=folder)
        )


def save(folder: Path, model: ModelFile) -> None:
    """Write the training, all processes together, whole or not at all.

    RunError says why it cannot be written, on one process; the others raise ToldElsewhere.
    """
    from torch.distributed.checkpoint.hf_storage import HuggingFaceStorageWriter
    from torch.distributed.checkpoint.state_dict_saver import save as save_parts

    _check_finite(folder, model.weights)
    history = {n: t for n, t in model.tensors.items() if n.startswith("history.")}
    own = {n: t for n, t in model.tensors.items() if n not in history}
    shapes = _whole_shapes(own)
    parts = folder / _leaders_name(int(model.training["step"]))
    named = False
    try:
        with _one_sentence(partial(_not_written, folder), ToldElsewhere()):
            writer = HuggingFaceStorageWriter(str(parts), save_distributed=True)
            save_parts(_spread(own, shapes), storage_writer=writer)
        sums = _sums_of_all(parts, writes=any(len(flat) for _shape, flat in own.values()))
        failure: RunError | None = None
        if group().leads:
            metadata = described(model) | {
                "parts": json.dumps({"folder": parts.name, "files": sums}),
                "tensors": json.dumps({n: [own[n][1].typecode, shapes[n]] for n in own}),
            }
            try:
                sync_folder(parts)
                write(folder / INDEX, history, metadata)
                named = True
            except RunError as error:
                failure = error
        agree(failure, ToldElsewhere())
    except RunError:
        # Another process may be lost when the save is already whole.
        if group().leads and not named:
            _discard(parts)
        raise
    if group().leads:
        for path in folder.iterdir():
            if path.name not in (INDEX, parts.name):  # the save before, or what a crash has left
                _discard(path)


def peek(folder: Path) -> ModelFile:
    """What is known of the training, with the curve for its only tensor; InputError if unusable."""
    model, _metadata = _indexed(folder)
    return model


def _indexed(folder: Path) -> tuple[ModelFile, dict[str, str]]:
    """(what ``peek`` gives, the index's metadata)"""
    history, metadata = read(folder / INDEX)
    listed = metadata.get("tensors", "").count("[")  # at least as many as there are tensors
    config, vocabulary, training, chat = description_of(folder, metadata, listed)
    return ModelFile(config, vocabulary, history, training, chat), metadata


def load(folder: Path) -> ModelFile:
    """Read this process's part, all processes together; InputError says what is unusable."""
    from torch.distributed.checkpoint.hf_storage import HuggingFaceStorageReader
    from torch.distributed.checkpoint.state_dict_loader import load as load_parts

    check(folder)
    failure: InputError | None = None
    damaged = InputError(
        _(
            "{folder} is damaged or incomplete: its parts are not those that were saved. All "
            "machines must see all of them."
        ).format(folder=folder)
    )
    try:
        model, metadata = _indexed(folder)
        named, tensors = json.loads(metadata["parts"]), json.loads(metadata["tensors"])
        # What the index says leads nowhere else: it may come from somebody else.
        if not _PARTS.fullmatch(named["folder"]):
            raise ValueError
        parts, sums = folder / named["folder"], named["files"]
        if {path.name for path in parts.glob("*.safetensors")} != set(sums):
            raise ValueError
        shapes = {name: shape for name, (_code, shape) in tensors.items()}
        expected = {p.name: p.shape for p in parameter_table(model.config)}
        if expected != {n: tuple(s) for n, s in shapes.items() if not n.startswith(BESIDE)}:
            raise ValueError
        if any((parts / file).stat().st_size != size for file, (size, _sum) in sums.items()):
            raise ValueError
        if any(_sum_of(parts / file) != sums[file] for file in group().share(sorted(sums))):
            raise ValueError
        own = {name: _room(code, shape) for name, (code, shape) in tensors.items()}
    except InputError as error:
        failure = error
    except (AttributeError, KeyError, TypeError, ValueError, OSError):
        failure = damaged
    agree(failure, damaged)
    with _one_sentence(lambda _reason: damaged, damaged):
        load_parts(_spread(own, shapes), storage_reader=HuggingFaceStorageReader(str(parts)))
    return replace(model, tensors=own | model.tensors)


def gathered(model: ModelFile) -> ModelFile | None:
    """The whole model and its curve on the leader, None on the others; one tensor at a time.

    Of a training that has ended nothing is divided any more.
    """
    weights = model.weights
    curve = {n: t for n, t in model.tensors.items() if n.startswith("history.")}
    whole: Tensors = {}
    for name, value in _spread(weights, _whole_shapes(weights)).items():
        with reaching_others():
            full = value.full_tensor() if group().size > 1 else value
        if group().leads:
            flat: array[float] = array(weights[name][1].typecode)
            flat.frombytes(full.numpy().tobytes())
            whole[name] = (tuple(full.shape), flat)
    facts = model.training | {"shard": model.training["ended"] is None}
    return replace(model, tensors=whole | curve, training=facts) if group().leads else None


def remove(folder: Path) -> None:
    """Remove what save has written, once it is no longer needed."""
    if group().leads and folder.is_dir():
        _discard(folder / INDEX)  # first: without it, what is left is no save
        _discard(folder)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _spread(own: Tensors, shapes: Shapes) -> dict[str, Any]:
    """Each process's rows as PyTorch's DTensors, which know of the others'; without a copy."""
    import numpy as np
    import torch
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.tensor import DTensor, Shard

    rows = {
        name: torch.from_numpy(np.asarray(flat).reshape(shape))
        for name, (shape, flat) in own.items()
    }
    if group().size == 1:
        return dict(rows)
    mesh = init_device_mesh("cpu", (group().size,))
    return {
        name: DTensor.from_local(
            value,
            mesh,
            [Shard(0)],
            run_check=False,
            shape=torch.Size(shapes[name]),
            stride=torch.empty(tuple(shapes[name]), device="meta").stride(),
        )
        for name, value in rows.items()
    }


def _room(code: str, shape: Sequence[int]) -> tuple[tuple[int, ...], array[float]]:
    """Zeros for this process's rows of a tensor of this shape."""
    own = (len(group().rows(range(shape[0]))), *shape[1:])
    return own, array(code, [0.0]) * math.prod(own)


def _whole_shapes(own: Tensors) -> dict[str, list[int]]:
    """The shapes of the tensors whose rows the processes have."""
    import torch

    rows = torch.tensor([shape[0] for shape, _flat in own.values()])
    if group().size > 1:
        with reaching_others():
            torch.distributed.all_reduce(rows)
    counts = rows.tolist()
    return {
        name: [count, *shape[1:]]
        for count, (name, (shape, _flat)) in zip(counts, own.items(), strict=True)
    }


def _leaders_name(step: int) -> str:
    """A name for the parts of a save that no other has, the same for all processes."""
    import torch

    token = torch.tensor(secrets.randbits(32))
    if group().size > 1:
        with reaching_others():
            torch.distributed.broadcast(token, 0)
    return f"step-{step}-{token.item():08x}"


def _sums_of_all(parts: Path, writes: bool) -> dict[str, list[int]]:
    """[size, CRC-32] of every process's file; each reads some of them."""
    import torch

    files = sorted(parts.glob("*.safetensors"))
    writers = torch.tensor(int(writes))
    if group().size > 1:
        with reaching_others():
            torch.distributed.all_reduce(writers)
    missing = RunError(
        _(
            "The processes do not see one another's files in {folder}: choose with --output a "
            "folder on a disk that all machines share."
        ).format(folder=parts.parent)
    )
    agree(missing if len(files) != writers.item() else None, ToldElsewhere())
    found = torch.zeros((len(files), 2), dtype=torch.int64)
    failure: RunError | None = None
    try:
        for place in group().share(range(len(files))):
            found[place] = torch.tensor(_sum_of(files[place]))
    except OSError as error:
        failure = _not_written(parts.parent, error)
    agree(failure, ToldElsewhere())
    if group().size > 1:
        with reaching_others():
            torch.distributed.all_reduce(found)
    sums: list[list[int]] = found.tolist()
    return {file.name: sums[place] for place, file in enumerate(files)}


def _sum_of(file: Path) -> list[int]:
    """[size, CRC-32]"""
    size = crc = 0
    with file.open("rb") as content:
        while chunk := content.read(1 << 20):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return [size, crc]


@contextmanager
def _one_sentence(
    failure: Callable[[BaseException], Exception], elsewhere: Exception
) -> Iterator[None]:
    """What PyTorch could not save or load, as ``failure`` tells it on the first process concerned.

    The processes know of one another's failures, so that all of them end up here.
    """
    from torch.distributed.checkpoint.api import CheckpointException

    try:
        with warnings.catch_warnings(), reaching_others():
            warnings.filterwarnings("ignore", "torch.distributed is disabled")
            yield
    except CheckpointException as error:
        speaks = min(error.failures)
        reason: BaseException = error.failures[speaks][0]
        raise (failure(reason) if speaks == group().rank else elsewhere) from None


def _check_finite(folder: Path, weights: Tensors) -> None:
    """What could not be used again must not replace a good save."""
    import numpy as np

    failure: RunError | None = None
    for name, (_shape, flat) in weights.items():
        if not math.isfinite(np.sum(np.asarray(flat), dtype=np.float64)):
            problem = _("{name} holds numbers that are infinite or none at all").format(name=name)
            failure = RunError(
                _("{path} was not written, for its model is not usable: {problem}.").format(
                    path=folder, problem=problem
                )
            )
    agree(failure, ToldElsewhere())


def _not_written(folder: Path, reason: BaseException) -> RunError:
    return RunError(
        _(
            "{folder} could not be written: {reason}. Free some space or choose another folder; "
            "what was saved there before is untouched."
        ).format(folder=folder, reason=system_reason(reason))
    )
