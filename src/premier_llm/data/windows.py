"""What the model sees at once and what it must predict there: a corpus cut into windows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from .corpus import Corpus

Item = TypeVar("Item")


class Window(NamedTuple):
    """What the model sees at once and what it must predict there."""

    tokens: tuple[int, ...]
    """1 to T token ids; positions start at 0."""
    targets: tuple[int, ...]
    """The token that follows each of the LAST len(targets) tokens."""


def word_windows(ids: Sequence[int], context: int) -> list[Window]:
    """The windows of one word, its boundaries included.

    The first T targets share one row; each later one has the window of the T tokens before it.
    """
    first = Window(tuple(ids[:-1][:context]), tuple(ids[1 : context + 1]))
    later = range(context + 1, len(ids))
    return [first, *(Window(tuple(ids[i - context : i]), (ids[i],)) for i in later)]


def text_windows(ids: Sequence[int], starts: Iterable[int], context: int) -> list[Window]:
    """Windows of a running text, each predicting all of its next tokens."""
    windows = []
    for start in starts:
        seen = ids[start : start + context + 1]
        windows.append(Window(tuple(seen[:-1]), tuple(seen[1:])))
    return windows


def windows_of(corpus: Corpus, context: int) -> list[Window]:
    """Every window of every word, or the whole text cut into windows side by side.

    Those of words are cut once for each context, and shared: nobody changes them.
    """
    if corpus.kind == "text":
        (ids,) = corpus.encoded()
        return text_windows(ids, side_by_side(ids, context), context)
    if context not in corpus.windows:
        corpus.windows[context] = [
            w for ids in corpus.encoded() for w in word_windows(ids, context)
        ]
    return corpus.windows[context]


def side_by_side(ids: Sequence[int], context: int) -> range:
    """Where the windows of a text begin that cover it without overlapping."""
    return range(0, max(len(ids) - context, 1), context)


def spread_windows(corpus: Corpus, context: int, most: int) -> list[Window]:
    """At most so many of windows_of, evenly spread over the corpus, for a quick look."""
    if corpus.kind == "text":  # of which only these are cut out: there may be billions
        (ids,) = corpus.encoded()
        return text_windows(ids, _spread(side_by_side(ids, context), most), context)
    return list(_spread(windows_of(corpus, context), most))


def _spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    count = len(items)
    return [items[i * count // most] for i in range(most)] if count > most else items
