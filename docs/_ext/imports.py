"""Who imports whom in a package, read from its source and drawn as SVG."""

from __future__ import annotations

import ast
from pathlib import Path

Graph = dict[str, set[str]]

WIDTH, NAME = 344, 92
"""The picture is a square; names of modules stand left of the dots, and above each column."""


def read(package: Path) -> Graph:
    """Each module or subpackage, with those of its neighbours that it imports, early or late."""
    graph: Graph = {}
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).parts[0].removesuffix(".py")
        if name.startswith("__") or not (file.parent / "__init__.py").exists():
            continue  # the package's own door, python -m, what is built into the package
        known = graph.setdefault(name, set())
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.level:
                continue
            home = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            if home == package:
                known |= {alias.name for alias in node.names}
            elif home.is_relative_to(package):
                known.add(home.relative_to(package).parts[0])
    return {name: (known & set(graph)) - {name} for name, known in sorted(graph.items())}


def order(graph: Graph) -> list[str]:
    """Every module after all that it imports; the alphabet decides between equals.

    Modules that import one another in a circle raise ValueError.
    """
    depth: dict[str, int] = {}

    def measure(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above:
            raise ValueError(f"a circle of imports: {' → '.join((*above, name))}")
        if name not in depth:
            below = [measure(known, (*above, name)) for known in graph[name]]
            depth[name] = 1 + max(below, default=-1)
        return depth[name]

    return sorted(graph, key=lambda name: (measure(name), name))


def picture(package: Path) -> str:
    """A dot where the module of the row imports that of the column; then the same in words."""
    graph = read(package)
    names = order(graph)
    cell = (WIDTH - NAME) / len(names)
    parts = []
    for row, name in enumerate(names):
        start, middle = NAME + row * cell, NAME + (row + 0.5) * cell
        parts.append(
            f"<path d='M0 {start:.1f}H{start:.1f}V{WIDTH}'/>"
            f"<text x='{NAME - 6}' y='{middle + 5:.1f}'>{name}</text>"
            f"<text transform='translate({middle + 5:.1f} {start - 6:.1f}) rotate(-90)' "
            f"class='down'>{name}</text>"
        )
        for known in sorted(graph[name]):
            at = NAME + (names.index(known) + 0.5) * cell
            parts.append(f"<circle cx='{at:.1f}' cy='{middle:.1f}' r='{cell / 3:.1f}'/>")
    svg = (
        f"<svg viewBox='0 0 {WIDTH} {WIDTH}' role='img' aria-label='Who imports whom'>"
        f"{''.join(parts)}</svg>"
    )
    said = "".join(
        f"<li><code>{name}</code>: {', '.join(sorted(graph[name])) or 'none of ours'}</li>"
        for name in names
    )
    return (
        "<figure class='imports'><figcaption>Who imports whom, as read from the source: a dot "
        "where the module of the row imports that of the column. None stands right of the stairs: "
        f"nobody knows a module below.</figcaption>{svg}"
        f"<details><summary>The same in words</summary><ul>{said}</ul></details></figure>"
    )
