"""What the browser's Python must do as ours does: a lesson played here, as JSON on stdout.

``python play.py N``: the cells with every exercise right, and with each one's typical wrong answer;
the notebook of the first, and what each of its cells shows, by the shell that the page uses.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "tests" / "course"), str(ROOT / "src")]
# The browser's Python has no NumPy.
sys.modules["numpy"] = None  # type: ignore[assignment]

from playing import LESSONS, Lesson  # noqa: E402

from premier_llm.lessons.shell import Shell  # noqa: E402

COURSE = ROOT / "src" / "premier_llm" / "cours"


def answered(lesson: Lesson, right: bool) -> list[str]:
    """The code cells with answers in."""
    cells = []
    for cell in lesson.cells:
        if cell.kind != "code":
            continue
        source = cell.source
        if cell.exercise is not None:
            solution = lesson.solutions[cell.exercise]
            source = cell.with_block(solution.right if right else solution.wrong[0])
        cells.append(source)
    return cells


def notebook(lesson: Lesson, sources: list[str]) -> str:
    """The lesson's notebook with these code cells."""
    (path,) = COURSE.glob(f"lecon_{lesson.number}_*.ipynb")
    book = json.loads(path.read_text("utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    for cell, source in zip(code, sources, strict=True):
        cell["source"] = source
    return json.dumps(book)


def shown(sources: list[str]) -> list[list[str]]:
    """What each cell shows: the last state of each picture, and text, in order."""
    results = []
    texts: list[tuple[int, str]] = []

    def write(text: str) -> None:
        if texts and texts[-1][0] == 0:
            texts[-1] = (0, texts[-1][1] + text)
        else:
            texts.append((0, text))

    def draw(number: int, html: str) -> None:
        for place, (known, _) in enumerate(texts):
            if known == number:
                texts[place] = (number, html)
                return
        texts.append((number, html))

    shell = Shell(write, draw)
    for place, source in enumerate(sources):
        texts.clear()
        shell.run(source, f"cellule {place}")
        results.append([said for _, said in texts])
    return results


def main() -> None:
    """Write the JSON."""
    lesson = LESSONS[int(sys.argv[1])]
    solved = answered(lesson, right=True)
    # What is drawn without a seed is drawn alike, here and there.
    solved[0] += "\n\nimport random\nrandom.seed(0)"
    wrong = answered(lesson, right=False)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        cells = shown(solved)
        os.chdir(ROOT)
    json.dump(
        {
            "notebook": notebook(lesson, solved),
            "right": solved,
            "wrong": wrong,
            "exercises": [cell.exercise for cell in lesson.cells if cell.kind == "code"],
            "shown": cells,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
