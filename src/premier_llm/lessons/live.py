"""What moves while something works: a loss curve, a progress bar."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import TypeVar

from ..drawing.drawings.loss_curve import loss_curve
from ..i18n import dire
from .boxes import box, strong
from .offered import offered
from .showing import Live
from .values import lire_entier, number_trouble, stop

_EVERY = 0.15
"""Seconds between two drawings."""
_POINTS = 400

T = TypeVar("T")


@offered
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
            stop(
                dire(
                    "{trouble} L’apprentissage a explosé\u00a0: essaie une vitesse plus petite."
                ).format(trouble=trouble)
            )
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


class Bar:
    """How far something is, on one line that changes in place."""

    def __init__(self, total: int, title: str) -> None:
        """``total`` 0: nobody knows."""
        self._total, self._title = total, title
        self._live = Live()
        self._drawn = -math.inf

    def move(self, done: int) -> None:
        """So many are done."""
        if time.monotonic() - self._drawn >= _EVERY:
            self._draw(done)
            self._drawn = time.monotonic()

    def end(self, done: int) -> None:
        """So many in the end."""
        self._draw(done)
        if not self._live.changes and sys.stdout.isatty():
            print()

    def _draw(self, done: int) -> None:
        share = done / self._total if self._total else 0.0
        bar = "█" * round(20 * share) + "░" * (20 - round(20 * share))
        how_far = f"{bar} {done}/{self._total}" if self._total else f"{done}"
        said = f"{self._title}\u00a0: {how_far}"
        if self._live.changes:
            self._live.show(box("note", strong(said)))
        elif sys.stdout.isatty():
            print(f"\r{said}", end="", flush=True)


@offered
def patience(choses: Iterable[T], titre: str = "Je calcule") -> Iterator[T]:
    """Go through ``choses`` while a bar shows how far one is."""
    bar = Bar(len(choses) if isinstance(choses, Sized) else 0, titre)
    done = 0
    for thing in choses:
        bar.move(done)
        yield thing
        done += 1
    bar.end(done)
