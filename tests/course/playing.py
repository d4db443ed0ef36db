"""Play a lesson as a class would: solved, untouched, and with what children type."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jupytext
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

COURSE = Path(__file__).parents[2] / "course"
MARKS = re.compile(r"(# =+ MODIFIE ICI =+\n)(.*?)(^# =+ *$)", re.DOTALL | re.MULTILINE)

TYPED = ['"é"', '"A"', '""', '"8"', "-1", "0", "None", "10**9", '"x" * 5000', "[]", "0.5", "(0, 5)"]
"""What children type in the place of an answer."""


@dataclass(frozen=True)
class Cell:
    """A cell of a lesson's source."""

    kind: str
    source: str

    @property
    def exercise(self) -> int | None:
        """The number of the exercise that a pupil does here."""
        found = re.search(r"^exercice\(\s*(\d+)", self.source, re.MULTILINE)
        return int(found[1]) if self.kind == "code" and found else None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the answer gives a value."""
        found = re.search(r'^ +reponse="(.+)",$', self.source, re.MULTILINE)
        return tuple(found[1].split(", ")) if found else ()

    @property
    def block(self) -> str:
        """What the pupil changes."""
        found = MARKS.search(self.source)
        return found[2] if found else ""

    def with_block(self, block: str) -> str:
        """The cell with another answer."""
        assert MARKS.search(self.source), f"no marks in exercise {self.exercise}"
        return MARKS.sub(lambda found: found[1] + block.rstrip("\n") + "\n" + found[3], self.source)


@dataclass(frozen=True)
class Solution:
    """What the solutions' file says of an exercise."""

    right: str
    also_right: tuple[str, ...]
    wrong: tuple[str, ...]


def solutions_of(text: str) -> dict[int, Solution]:
    """By exercise."""
    found = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = re.match(r"Exercice\s+(\d+)", section)
        if title is None:
            continue
        blocks = re.findall(r"^```python *(\w*)\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
        by_kind = {kind: [b for k, b in blocks if k == kind] for kind in ("", "juste", "faux")}
        assert len(by_kind[""]) == 1, f"exercise {title[1]} has not one solution"
        found[int(title[1])] = Solution(
            by_kind[""][0], tuple(by_kind["juste"]), tuple(by_kind["faux"])
        )
    return found


@dataclass(frozen=True)
class Lesson:
    """A lesson's source and its solutions."""

    number: int
    path: Path

    @property
    def text(self) -> str:
        """The source."""
        return self.path.read_text("utf-8")

    @property
    def solved(self) -> str:
        """The source of the solutions."""
        return (COURSE / f"solutions/lecon_{self.number}.md").read_text("utf-8")

    @cached_property
    def cells(self) -> list[Cell]:
        """In order."""
        book = jupytext.reads(self.text, fmt="md")
        return [Cell(cell.cell_type, cell.source) for cell in book.cells]

    @property
    def exercises(self) -> list[Cell]:
        """The cells with something to do."""
        return [cell for cell in self.cells if cell.exercise is not None]

    @cached_property
    def solutions(self) -> dict[int, Solution]:
        """By exercise."""
        return solutions_of(self.solved)


LESSONS = {
    int(path.name.split("_")[1]): Lesson(int(path.name.split("_")[1]), path)
    for path in sorted(COURSE.glob("lecon_*.md"))
}


@dataclass(frozen=True)
class Answer:
    """What the notebook showed after a cell."""

    shown: str
    """All HTML and text."""
    error: BaseException | None

    @property
    def right(self) -> bool:
        """Green, or a prediction taken."""
        return "✅" in self.shown or "C’est noté" in self.shown

    @property
    def kind(self) -> bool:
        """An amber sentence."""
        return "💡" in self.shown

    @property
    def traceback(self) -> bool:
        """What no child should see."""
        return "Traceback" in self.shown or self.error is not None


class Classroom:
    """A real IPython shell with nothing in it."""

    def __init__(self) -> None:
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance()

    def run(self, source: str) -> Answer:
        """Run a cell and take in all that it shows."""
        with capture_output() as caught:
            result = self.shell.run_cell(source)
        shown = [str(output.data.get("text/html", output)) for output in caught.outputs]
        error = result.error_before_exec or result.error_in_exec
        return Answer("\n".join([caught.stdout, caught.stderr, *shown]), error)

    def names(self) -> dict[str, Any]:
        """The pupil's variables."""
        names: dict[str, Any] = self.shell.user_ns
        return names

    def forget(self, name: str) -> None:
        """As if it had never been."""
        self.shell.user_ns.pop(name, None)


@contextmanager
def classroom(folder: Path) -> Iterator[Classroom]:
    """A fresh shell working in an empty folder, with no progress from before."""
    import os

    from premier_llm.lessons import progress
    from premier_llm.lessons.state import state

    before, hook = Path.cwd(), sys.excepthook
    os.chdir(folder)
    progress.progress.done.clear()
    progress.progress.predictions.clear()
    state.__init__()  # type: ignore[misc]
    try:
        yield Classroom()
    finally:
        os.chdir(before)
        sys.excepthook = hook
        InteractiveShell.clear_instance()


def mistakes(solution: str) -> Iterator[tuple[str, str | None]]:
    """(answer, name to forget first): what children may type instead of the solution."""
    tree = ast.parse(solution)
    lines = solution.splitlines()
    for node in tree.body:
        before = "\n".join(lines[: node.lineno - 1])
        after = "\n".join(lines[node.end_lineno :])
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            for typed in TYPED:
                yield f"{before}\n{name} = {typed}\n{after}", None
            value = ast.get_source_segment(solution, node.value)
            yield f"{before}\n{name}_x = {value}\n{after}", name
        elif isinstance(node, ast.FunctionDef):
            head = f"def {node.name}({ast.unparse(node.args)}):"
            for typed in TYPED:
                yield f"{before}\n{head}\n    return {typed}\n{after}", None
            yield f"{before}\n{head}\n    while True:\n        pass\n{after}", None
            renamed = f"def {node.name}_x({ast.unparse(node.args)}):\n    return 0"
            yield f"{before}\n{renamed}\n{after}", node.name


def same(one: str, other: str) -> bool:
    """Whether two answers are the same Python."""
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return False
