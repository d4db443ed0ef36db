"""What a lesson calls: ``from premier_llm.lessons import *``, then ``lecon(N)``.

Everything here needs only the standard library (NumPy is used where it is). Pupils type the
names, so they are French. In a notebook it shows HTML, in a terminal text. What is marked
``@offered`` in a module of this folder is there.
"""

from typing import Any

from .offered import found

_TOOLS = found(__name__, list(__path__))
globals().update(_TOOLS)
__all__ = list(_TOOLS)


def __getattr__(name: str) -> Any:
    """What is not there; type checkers learn here that names are found rather than listed."""
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
