"""How much is hidden from a training, and where the hidden end of a text begins."""

from __future__ import annotations

import random
from collections.abc import Iterable
from gettext import gettext as _
from typing import TypeVar

from ..errors import InputError

T = TypeVar("T")


def check_share(share: float) -> None:
    """Refuse a share that cannot be held out."""
    if not 0 < share <= 0.5:
        raise InputError(
            _("The share to hold out must be above 0 and at most 0.5, not {share!r}.").format(
                share=share
            )
        )


def drawn(things: Iterable[T], held_out: float, seed: int) -> set[T]:
    """The share of these, at least one, that a seed hides."""
    order = list(things)
    random.Random(seed).shuffle(order)
    return set(order[: max(1, round(len(order) * held_out))])


def place_of_cut(length: int, held_out: float) -> int:
    """Where the hidden end of a text begins."""
    # nanoGPT's int(n * 0.9), so that its figures can be compared.
    cut = min(int(length * (1 - held_out)), length - 2)
    if cut < 2:
        raise InputError(_("The text is too short to hold a part of it out."))
    return cut
