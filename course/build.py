"""Build the notebooks from the lessons' sources: ``python course/build.py`` (or ``make course``).

The result is part of the package, as ``premier_llm/cours/``.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import jupytext
import nbformat

COURSE = Path(__file__).parent
BUILT = COURSE.parent / "src" / "premier_llm" / "cours"
PAGES = [*sorted(COURSE.glob("lecon_*.md")), COURSE / "glossaire.md"]


def notebook(source: Path) -> nbformat.NotebookNode:
    """The notebook of one source, without outputs; the same text gives the same bytes."""
    text = source.read_text("utf-8")
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
    """Write every notebook, and the glossary's text, into a folder made anew."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for source in PAGES:
        nbformat.write(notebook(source), into / f"{source.stem}.ipynb")
    shutil.copy(COURSE / "glossaire.md", into)


if __name__ == "__main__":
    build()
    print(f"{len(PAGES)} carnets dans {BUILT}")
