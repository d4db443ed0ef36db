"""Many numbers a letter to two: the first two principal components.

Power iteration with deflation on the centred vectors (Golub and Van Loan, Matrix Computations,
section 8.2). Deterministic; the sign is fixed so that the largest loading is positive.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

_TURNS = 200


def project(vectors: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """(V, D) to (V, 2); with fewer than two directions the missing ones are 0."""
    if not vectors:
        return []
    size = len(vectors[0])
    means = [sum(v[j] for v in vectors) / len(vectors) for j in range(size)]
    rows = [[v[j] - means[j] for j in range(size)] for v in vectors]
    coordinates = []
    for _axis in range(2):
        axis = _principal(rows, size)
        along = [sum(map(float.__mul__, row, axis)) for row in rows]
        rows = [
            [x - a * w for x, w in zip(row, axis, strict=True)]
            for row, a in zip(rows, along, strict=True)
        ]
        coordinates.append(along)
    return list(zip(*coordinates, strict=True))


def _principal(rows: list[list[float]], size: int) -> list[float]:
    """The unit direction along which the rows differ most."""
    # Start from the longest row: it has some of every direction that matters to it.
    axis = list(max(rows, key=lambda row: sum(x * x for x in row)))
    for _turn in range(_TURNS):
        length = math.sqrt(sum(x * x for x in axis))
        if length < 1e-12:
            return [0.0] * size
        axis = [x / length for x in axis]
        along = [sum(map(float.__mul__, row, axis)) for row in rows]
        axis = [sum(a * row[j] for a, row in zip(along, rows, strict=True)) for j in range(size)]
    length = math.sqrt(sum(x * x for x in axis))
    if length < 1e-12:
        return [0.0] * size
    sign = math.copysign(1.0, max(axis, key=abs))
    return [sign * x / length for x in axis]
