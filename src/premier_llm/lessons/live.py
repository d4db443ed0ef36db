"""What moves while something works: a loss curve, a progress bar."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import TypeVar

from ..drawing import loss_curve
from .boxes import box, strong
from .showing import Live
from .values import lire_entier, number_trouble, stop

_EVERY = 0.15
"""Seconds between two drawings."""
_POINTS = 400

T = TypeVar("T")


class CourbeVivante:
    """A loss curve that draws itself while a loop trains."""

    def __init__(
        self,
        etapes: int,
        reperes: Mapping[str, float] | None = None,
        titre: str = "L’erreur (loss)",
    ) -> None:
        self._steps = lire_entier("etapes", etapes, 1, 1_000_000)
        self._lines = list((reperes or {}).items())
        self._title = titre
        self._every = max(1, self._steps // _POINTS)
        self._points: list[tuple[int, float]] = []
        self._hidden: list[tuple[int, float]] = []
        self._last: tuple[int, float] | None = None
        self._live = Live()
        self._drawn = -math.inf

    def ajouter(self, etape: int, erreur: float) -> None:
        """One more point of the curve."""
        if trouble := number_trouble("erreur", erreur):
            self.fin()
            stop(f"{trouble} L’apprentissage a explosé\u00a0: essaie une vitesse plus petite.")
        self._last = (etape, erreur)
        if etape % self._every == 0:
            self._points.append(self._last)
        self._draw_sometimes()

    def ajouter_caches(self, etape: int, erreur: float) -> None:
        """One more point of the hidden names' curve."""
        self._hidden.append((etape, erreur))
        self._draw_sometimes()

    def fin(self) -> None:
        """Draw it whole, for the last time."""
        if self._last and self._points[-1:] != [self._last]:
            self._points.append(self._last)
        self._draw()
        self._live.end()

    def _draw_sometimes(self) -> None:
        if self._live.changes and time.monotonic() - self._drawn >= _EVERY:
            self._draw()

    def _draw(self) -> None:
        points = self._points
        if self._last and points[-1:] != [self._last]:
            points = [*points, self._last]
        picture = loss_curve(
            points, self._lines, self._title, held_out=self._hidden, steps=self._steps
        )
        self._live.show(picture)
        self._drawn = time.monotonic()


def patience(choses: Iterable[T], titre: str = "Je calcule") -> Iterator[T]:
    """Go through ``choses`` while a bar shows how far one is."""
    total = len(choses) if isinstance(choses, Sized) else 0
    live = Live()
    drawn = -math.inf
    done = 0

    def draw() -> None:
        share = done / total if total else 0.0
        bar = "█" * round(20 * share) + "░" * (20 - round(20 * share))
        said = f"{titre}\u00a0: {bar} {done}/{total}" if total else f"{titre}\u00a0: {done}"
        if live.changes:
            live.show(box("note", strong(said)))
        elif sys.stdout.isatty():
            print(f"\r{said}", end="", flush=True)

    for thing in choses:
        if time.monotonic() - drawn >= _EVERY:
            draw()
            drawn = time.monotonic()
        yield thing
        done += 1
    draw()
    if not live.changes and sys.stdout.isatty():
        print()
