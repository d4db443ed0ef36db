"""Data sets by name: fetched once, checked against a hash, kept in the cache.

Nothing is fetched until a set is asked for. In a room without network, put the file into the cache
folder under its name: it is used after the same check.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Literal

from ..errors import RunError, system_reason

TIMEOUT = 30
"""Seconds without an answer before giving up."""


@dataclass(frozen=True)
class DownloadedFile:
    """A public file whose content is known beforehand."""

    name: str
    url: str
    sha256: str
    size: int
    """Bytes."""

    def path(self, progress: Callable[[int], None] | None = None) -> Path:
        """The file in the cache, fetched if it is not there; RunError says why it cannot be.

        ``progress`` is called with the number of bytes received so far.
        """
        place = cache_folder() / self.name
        try:
            data = place.read_bytes()
        except FileNotFoundError:
            self._keep(self._fetched(place, progress), place)
            return place
        except OSError as error:
            raise RunError(
                _("{place} cannot be read: {reason}.").format(
                    place=place, reason=system_reason(error)
                )
            ) from None
        if not self._is_right(data):
            raise RunError(
                _(
                    "{place} is not the expected file: delete it, and it will be fetched again."
                ).format(place=place)
            )
        return place

    def _is_right(self, data: bytes | bytearray) -> bool:
        import hashlib

        return hashlib.sha256(data).hexdigest() == self.sha256

    def _fetched(self, place: Path, progress: Callable[[int], None] | None) -> bytearray:
        from http.client import HTTPException
        from urllib.error import HTTPError
        from urllib.request import urlopen

        data = bytearray()
        try:
            with urlopen(self.url, timeout=TIMEOUT) as answer:
                # One byte too many is enough to know that it is not the file.
                while len(data) <= self.size and (part := answer.read(65536)):
                    data += part
                    if progress:
                        progress(len(data))
        except (OSError, HTTPException) as error:
            if isinstance(error, HTTPError):
                error.close()  # it is the answer too, and holds the connection
            reason = getattr(error, "reason", error)
            raise RunError(
                _(
                    "{name} could not be fetched ({reason}). Try again with a network, or "
                    "download {url} elsewhere and put it at {place}."
                ).format(
                    name=self.name,
                    reason=system_reason(reason),
                    url=self.url,
                    place=place,
                )
            ) from None
        if len(data) < self.size:
            raise RunError(
                _(
                    "The transfer of {url} broke off after {count} of {size} bytes: try again."
                ).format(url=self.url, count=len(data), size=self.size)
            )
        if not self._is_right(data):
            raise RunError(
                _("{url} no longer gives the expected file: nothing was kept.").format(url=self.url)
            )
        return data

    def _keep(self, data: bytearray, place: Path) -> None:
        """Written whole or not at all, also when two programs fetch it at once."""
        import tempfile

        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=place.name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.replace(temporary, place)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise RunError(
                _(
                    "{name} was fetched but cannot be kept in {folder} ({reason}): make room, or "
                    "name another folder in the variable PREMIER_LLM_CACHE."
                ).format(name=self.name, folder=place.parent, reason=system_reason(error))
            ) from None


@dataclass(frozen=True)
class DataSet:
    """A downloadable list or text."""

    name: str
    title: str
    file: DownloadedFile
    credit: str
    kind: Literal["words", "text"] = "words"
    language: int | None = None
    """For PokéAPI's table, the language's number in it."""

    def read(self, progress: Callable[[int], None] | None = None) -> str:
        """The text, one name per line."""
        data = self.file.path(progress).read_text(encoding="utf-8")
        if self.language is None:
            return data
        import csv

        rows = csv.DictReader(data.splitlines())
        names = [r["name"] for r in rows if r["local_language_id"] == str(self.language)]
        return "\n".join(names)


def cache_folder() -> Path:
    """Where fetched files are kept; the variable PREMIER_LLM_CACHE names another place."""
    chosen = os.environ.get("PREMIER_LLM_CACHE")
    if chosen:
        return Path(chosen)
    try:
        from platformdirs import user_cache_path
    except ImportError:  # the browser's Python has only the standard library
        return Path.home() / ".cache" / "premier-llm"
    return user_cache_path("premier-llm", appauthor=False)


_NAMES = DownloadedFile(
    "names.txt",
    "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt",
    "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",
    228_145,
)
_SHAKESPEARE = DownloadedFile(
    "tinyshakespeare.txt",
    "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
    "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
    1_115_394,
)
_SPECIES = DownloadedFile(
    "pokemon_species_names.csv",
    "https://raw.githubusercontent.com/PokeAPI/pokeapi/master/data/v2/csv/pokemon_species_names.csv",
    "5d7b06270a31bdc51424be6032fc04a3a3c0ae7ac40af4aea69c1a2954ca1e7e",
    404_502,
)
# The numbers are PokéAPI's own (its table of languages).
_LANGUAGES = {
    "fr": 5,
    "en": 9,
    "de": 6,
    "es": 7,
    "es-419": 14,
    "it": 8,
    "ja": 11,
    "ja-hrkt": 1,
    "ja-roma": 2,
    "ko": 3,
    "zh-hans": 12,
    "zh-hant": 4,
}
_POKEMON_CREDIT = "Pokémon © Nintendo / Creatures Inc. / GAME FREAK inc. (PokéAPI)"

SETS: dict[str, DataSet] = {
    "names": DataSet("names", "First names (makemore)", _NAMES, "ssa.gov, Andrej Karpathy"),
    "tinyshakespeare": DataSet(
        "tinyshakespeare",
        "Tiny Shakespeare",
        _SHAKESPEARE,
        "William Shakespeare, Andrej Karpathy",
        kind="text",
    ),
    **{
        f"pokemon-{code}": DataSet(
            f"pokemon-{code}", f"Pokémon ({code})", _SPECIES, _POKEMON_CREDIT, language=number
        )
        for code, number in _LANGUAGES.items()
    },
}
"""Every set that can be asked for by name."""
