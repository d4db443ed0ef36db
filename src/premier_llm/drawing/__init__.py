"""Numbers to pictures: each function gives a Picture, as HTML and as text.

No script, no dependency: the same drawings serve notebooks, the command and the docs. A drawing is
a file of ``drawings/`` with a function marked ``@drawing``, which ``drawing.<its name>`` gives;
what pupils call in lessons stands beside it, marked ``@for_pupils``.
"""

from collections.abc import Callable

from . import drawings
from .picture import Picture
from .registry import DRAWINGS, FOR_PUPILS, read_folder

read_folder(drawings.__name__, list(drawings.__path__))

__all__ = ["DRAWINGS", "FOR_PUPILS", "Picture"]


def __getattr__(name: str) -> Callable[..., Picture]:
    """A drawing by its name."""
    if name not in DRAWINGS:
        raise AttributeError(f"module {__name__!r} has no drawing {name!r}")
    return DRAWINGS[name]


def __dir__() -> list[str]:
    return sorted([*__all__, *DRAWINGS])
