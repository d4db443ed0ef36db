"""Classes of characters that Python's patterns have no name for."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from itertools import pairwise


@cache
def ranges(category: str) -> str:
    """All characters of a Unicode category (L letters, M marks, N numbers), to stand in [ ]."""
    places = [
        i for i in range(sys.maxunicode + 1) if unicodedata.category(chr(i)).startswith(category)
    ]
    starts = [i for before, i in pairwise([-2, *places]) if i != before + 1]
    ends = [i for i, after in pairwise([*places, -2]) if after != i + 1]
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))
