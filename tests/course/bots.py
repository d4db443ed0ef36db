"""Those who answer without understanding: one guesses, one pastes what the last hint says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from itertools import permutations
from random import Random

from playing import Cell

UNMARKED = ("predire(", "expliquer(")
"""A prediction is never wrong, and no sentence of one's own is marked."""

ACCEPTED: dict[tuple[int, int], str] = {
    (1, 1): "the first cell ever run: any word is a good one",
}
"""Where a bot still passes, and why; it can only shrink."""


def bots(cell: Cell) -> Iterator[str]:
    """What they write between the marks."""
    if not any(kind in cell.source for kind in UNMARKED):
        yield from _guesses(cell)
        yield from _pastes(cell)


def _guesses(cell: Cell) -> Iterator[str]:
    assert cell.exercise is not None
    draw = Random(cell.exercise)
    words = ["lina", "kiwi", "robot", "soleil", "vélo", "tigre", "banane", "lune"]
    for value in ('"a"', str(draw.randint(2, 60)), f'"{draw.choice(words)}"', str(words), "{}"):
        # All of them so, and each alone.
        for changed in {cell.names, *((name,) for name in cell.names)}:
            yield _assigned(cell.block, dict.fromkeys(changed, value))
    yield re.sub(r"\.\.\.(?! *#? *<--? *à toi)", str(draw.randint(0, 9)), cell.block)


def _pastes(cell: Cell) -> Iterator[str]:
    hint = _last_hint(cell)
    pieces = [unescape(piece) for piece in re.findall(r"<code>(.*?)</code>", hint)]
    assigned = dict(piece.split(" = ", 1) for piece in pieces if re.match(r"\w+ = ", piece))
    if assigned:
        yield _assigned(cell.block, assigned)
    values = [piece for piece in pieces if " = " not in piece and _is_value(piece)]
    values += re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", hint)
    for value in values:
        for name in cell.names:
            yield _assigned(cell.block, {**assigned, name: value})
    filled = _assigned(cell.block, assigned)
    for value in values:
        filled = _filled(filled, value)
    yield filled
    first = "".join(re.findall(r"\b[A-F]\b", hint))
    rest = sorted({*re.findall(r'^        "([A-F])": ', cell.source, re.MULTILINE)} - {*first})
    for end in permutations(rest) if first and len(rest) <= 3 else ():
        yield _assigned(cell.block, {cell.names[0]: f'"{first}{"".join(end)}"'})


def _last_hint(cell: Cell) -> str:
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.keyword) and node.arg == "coups_de_pouce":
            hints = ast.literal_eval(node.value)
            return str(hints[-1]) if hints else ""
    return ""


def _filled(block: str, value: str) -> str:
    """The next hole filled, as one who sees what stands beside it already."""
    before, hole, after = block.partition("...")
    if not hole:
        return block
    known = next((n for n in range(len(value), 2, -1) if before.endswith(value[:n])), 0)
    rest = value[known:]
    if known and after.startswith(rest[-1:]):
        rest = rest[:-1]
    return before + rest + after


def _is_value(text: str) -> bool:
    try:
        ast.parse(text.strip(), mode="eval")
    except SyntaxError:
        return False
    return True


def _assigned(block: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        block = re.sub(
            rf"^( *{name} = ).*$", r"\g<1>" + value.replace("\\", r"\\"), block, flags=re.M
        )
    return block
