"""Who imports whom, drawn in the order that the linter holds: what does not fit is seen.

The rooms, and who may know whom, are the layers of ``[tool.importlinter]`` in pyproject.toml; the
dots are read from the source.
"""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import Any

Graph = dict[str, set[str]]

WIDTH, NAME = 344, 92
"""The picture is a square; names of rooms stand left of the dots, and above each column."""


def layers(project: Path) -> list[list[str]]:
    """The rooms from the lowest to the highest; those of one layer know nothing of each other."""
    tomllib = import_module("tomllib")  # Python 3.11 has it
    settings: dict[str, Any] = tomllib.loads(project.read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (rooms,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [layer.split(" | ") for layer in reversed(rooms)]


def read(package: Path) -> Graph:
    """Each room, with those of its neighbours that it imports, early or late."""
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


def check(graph: Graph, rooms: list[list[str]]) -> None:
    """An import that goes up or sideways, and a room without a place, raise ValueError."""
    level = {name: number for number, layer in enumerate(rooms) for name in layer}
    if strangers := graph.keys() ^ level.keys():
        raise ValueError(f"rooms without a layer, or layers without a room: {sorted(strangers)}")
    wrong = [
        f"{name} → {known}"
        for name, all_known in graph.items()
        for known in sorted(all_known)
        if level[known] >= level[name]
    ]
    if wrong:
        raise ValueError(f"imports that the layers do not allow: {', '.join(wrong)}")


def picture(package: Path, project: Path) -> str:
    """A dot where the room of the row imports that of the column; then the same in words."""
    graph, rooms = read(package), layers(project)
    check(graph, rooms)
    names = [name for layer in rooms for name in layer]
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
        "where the room of the row imports that of the column. The rooms stand in the order that "
        "the linter holds, so a dot right of the stairs would be an import that goes up: this page "
        f"is not built with one.</figcaption>{svg}"
        f"<details><summary>The same in words</summary><ul>{said}</ul></details></figure>"
    )
