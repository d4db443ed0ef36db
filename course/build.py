"""Build the notebooks from the lessons' sources: ``python course/build.py`` (or ``make course``).

The result is part of the package, as ``premier_llm/cours/``; its folder ``ecole`` is the variant
for school platforms, and ``libre`` holds both on names that belong to nobody. The model that a
lesson comes with is trained first: all have it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

import jupytext
import nbformat

COURSE = Path(__file__).parent
sys.path.insert(0, str(COURSE))
import bundle  # noqa: E402
import free_names  # noqa: E402
import lending  # noqa: E402
import sentences  # noqa: E402

BUILT = COURSE.parent / "src" / "premier_llm" / "cours"
LESSONS = sorted(COURSE.glob("lecon_*.md"))
GLOSSARY = COURSE.parent / "src" / "premier_llm" / "glossary" / "fr.md"


def notebook(text: str) -> nbformat.NotebookNode:
    """The notebook of a source, without outputs; the same text gives the same bytes."""
    # Facts for the tests stand in comments, which pupils need not see.
    text = re.sub(r"^<!--.*?-->\n", "", text, flags=re.MULTILINE | re.DOTALL)
    book = jupytext.reads(text, fmt="md")
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    book.nbformat, book.nbformat_minor = 4, 5
    for place, cell in enumerate(book.cells):
        cell.metadata = {}
        cell["id"] = hashlib.sha256(f"{place} {cell.source}".encode()).hexdigest()[:12]
    return book


def build(into: Path = BUILT) -> None:
    """Write every notebook and its variants into a folder made anew."""
    shutil.rmtree(into, ignore_errors=True)
    texts = {lesson.stem: lesson.read_text("utf-8") for lesson in LESSONS}
    words = GLOSSARY.read_text("utf-8")
    _write(into, texts | {"glossaire": words})
    free = {name: free_names.lesson(text, int(name.split("_")[1])) for name, text in texts.items()}
    _write(into / "libre", free | {"glossaire": free_names.glossary(words)})


def _write(into: Path, texts: dict[str, str]) -> None:
    """The notebooks of these sources, and their school variant beside."""
    school = into / "ecole"
    school.mkdir(parents=True)
    for name, text in texts.items():
        nbformat.write(notebook(text), into / f"{name}.ipynb")
        attached = text.replace("from premier_llm.lessons import *", f"from {bundle.NAME} import *")
        nbformat.write(notebook(attached), school / f"{name}.ipynb")
    (school / f"{bundle.NAME}.py").write_text(bundle.module(), "utf-8")


if __name__ == "__main__":
    sentences.train()
    lending.write()
    build()
    print(f"{len(LESSONS)} leçons dans {BUILT}")
