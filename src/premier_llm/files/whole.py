"""Files written whole or not at all, and claimed by one program at a time."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path

from ..errors import InputError, RunError, system_reason

_TEMPORARY = ".premier-llm-"


def write_whole(path: Path, chunks: list[bytes]) -> None:
    """Put a file there, all of it or nothing: a temporary file, fsync, rename. RunError if not."""
    write_together({path: chunks})


def write_together(files: Mapping[Path, list[bytes]]) -> None:
    """Put several files there, each whole and all or none; RunError says which one would not go."""
    whole: dict[Path, Path] = {}
    path = Path()
    try:
        try:
            for path, chunks in files.items():
                target = path.resolve()  # through a link, to the file behind it
                if target.exists() and not target.is_file():
                    raise RunError(
                        _("{path} is not a file that can be replaced.").format(path=path)
                    )
                temporary = target.with_name(f"{_TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}")
                whole[temporary] = target
                with temporary.open("xb") as file:
                    file.writelines(chunks)
                    file.flush()
                    os.fsync(file.fileno())
            for temporary, path in whole.items():
                os.replace(temporary, path)
        except BaseException:
            for temporary in whole:
                temporary.unlink(missing_ok=True)
            raise
        for folder in {target.parent for target in whole.values()}:
            sync_folder(folder)
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
