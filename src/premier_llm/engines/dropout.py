"""Which numbers a training step loses on purpose (dropout, Srivastava et al. 2014).

At each step a share of the numbers that flow through the model is made 0, drawn anew, and the rest
is made larger by as much: no number can count on one other, and what was only known by heart is
learned less. Places as in GPT-2 and nanoGPT: the embedding, attention's weights, and what
attention and MLP add to the shortcut.

What is drawn depends on the seed, the step, and *what has been read* of the window up to a
position: the same beginning loses the same numbers, whatever batch, part or process it is in, so
that a step computed in parts, by several processes or with shared beginnings stays the same.

All numbers are unsigned, of 32 bits: the functions take Python's, NumPy's uint32, PyTorch's int64.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Any

ALL = 0xFFFFFFFF
GOLDEN = 0x9E3779B9
"""2^32 over the golden ratio: neighbours fall far from each other (Knuth, volume 3, 6.4)."""

PLACES = ("attention.weights", "attention.output", "mlp.output")
"""Where each layer loses numbers, by the names of the inner values."""


def mix(x: Any) -> Any:
    """Each bit of x depends on all others (MurmurHash3's finaliser, Appleby 2011)."""
    x = (x ^ (x >> 16)) * 0x85EBCA6B & ALL
    x = (x ^ (x >> 13)) * 0xC2B2AE35 & ALL
    return x ^ (x >> 16)


def onward(path: Any, token: Any) -> Any:
    """What has been read, after one more token; 0 before the first."""
    return mix(path * 31 + token + 1 & ALL)


def paths(tokens: Iterable[Any]) -> list[Any]:
    """What has been read at each place (n), from token ids (n): of one window, or of several whose
    ids at a place (B) are one array."""
    return list(accumulate(tokens, onward, initial=0))[1:]


def draw_of(seed: int, step: int) -> int:
    """What a step of a training draws with; it meets each position's path by ``mix(path ^ …)``."""
    return int(mix(mix(seed & ALL) + step & ALL))


def drawn(key: Any, site: int, place: Any) -> Any:
    """A number drawn for the ``place``-th one at a site, of a position whose key this is."""
    return mix(mix(key + site & ALL) + place * GOLDEN & ALL)


def below(rate: float) -> int:
    """What is drawn below this is lost."""
    return int(rate * 2**32)


def sites(layers: int) -> dict[str, int]:
    """The number of each site, by the name of its inner value."""
    names = [f"blocks.{layer}.{place}" for layer in range(layers) for place in PLACES]
    return {name: site for site, name in enumerate(("embedding", *names))}
