"""Assemble the school folder: ``python school/assemble.py`` (or ``make school``).

It takes what the other builds made: le Labo, the notebooks, the scripts of web/school/build.mjs,
the documentation, Pyodide's files. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import io
import json
import re
import shutil
import sys
import zipfile
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from urllib.parse import unquote

import numpy as np
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "course"), str(ROOT / "src")]
import bundle  # noqa: E402
import durations  # noqa: E402
import free_names  # noqa: E402

import premier_llm  # noqa: E402
from premier_llm import __version__, glossary  # noqa: E402
from premier_llm.lessons.progress import LESSONS  # noqa: E402
from premier_llm.lessons.shell import Shell  # noqa: E402
from premier_llm.lessons.state import state  # noqa: E402

PAGES = ROOT / "school" / "pages"
BUILD = ROOT / "school" / "build"
SCRIPTS = BUILD / "assets"
COURSE = ROOT / "src" / "premier_llm" / "cours"
LABO = ROOT / "src" / "premier_llm" / "labo" / "index.html"
GLOSSARY = ROOT / "src" / "premier_llm" / "glossary" / "fr.md"
PYODIDE = ROOT / "web" / "node_modules" / "pyodide"
BUILT = ROOT / "src" / "premier_llm" / "ecole" / "dossier.zip"
FREE = BUILT.with_name("libre.zip")
"""The files that another folder has instead: the one whose names belong to nobody."""

SHEETS = {
    "survey": ("avant-apres.html", "Ce que tu en penses"),
    "survey_teacher": ("avant-apres-prof.html", "Avant et après : la page de l’enseignant"),
    "classroom": ("classe.html", "La classe d’un coup d’œil"),
    "wall": ("mur.html", "Le mur des noms"),
}
"""Pages that are one script: its name, the page, and the title that the script then keeps."""

PART = 562_500
"""Bytes that one script of Python carries, a multiple of 15: small enough for a bar that moves."""

POLICY = "; ".join(
    [
        "default-src 'none'",
        # Opened from a folder, the page's own files are not 'self' for every browser.
        "script-src 'self' 'wasm-unsafe-eval' file:",
        # Drawings carry their colours and sizes in their elements.
        "style-src 'self' 'unsafe-inline' file:",
        "img-src 'self' data: blob: file:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect "
    "width='32' height='32' rx='8' fill='%23146c72'/%3E%3Cpath d='M6 9c5 0 6 12 11 12s5-3 9-3' "
    "fill='none' stroke='%23ffd27d' stroke-width='3.5' stroke-linecap='round'/%3E%3C/svg%3E"
)
GUARD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
HEAD = (
    '<meta charset="utf-8" />\n'
    f"    {GUARD}\n"
    '    <meta name="viewport" content="width=device-width, initial-scale=1" />\n'
    '    <meta name="color-scheme" content="light dark" />\n'
    '    <meta name="referrer" content="no-referrer" />\n'
    f'    <link rel="icon" href="{ICON}" />'
)

CREDITS = {
    False: "Les noms de Pokémon sont © Nintendo / Creatures Inc. / GAME FREAK inc.&nbsp;: usage "
    "éducatif, projet non affilié.",
    True: "Les noms des leçons, des créatures, sont à tout le monde (CC0 1.0).",
}
"""Whose the lessons' names are; by whether they are free."""

Site = dict[str, bytes]
"""The folder: contents by path."""


def digest(content: bytes) -> str:
    """A few signs that change with the content."""
    return hashlib.sha256(content).hexdigest()[:10]


def add(site: Site, name: str, content: bytes) -> str:
    """Put a file under a name that changes with its content, so that no browser keeps an old one;
    the name."""
    stem, dot, suffix = name.rpartition(".")
    path = f"fichiers/{stem}-{digest(content)}{dot}{suffix}"
    site[path] = content
    return path


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in sorted(files.items()):
            archive.writestr(bundle.entry(name), file)
    return content.getvalue()


# Python


def python_scripts(site: Site) -> dict[str, list[str]]:
    """Python's files as scripts, which load from any server and from a folder (see files.ts): what
    it needs, and its memory, which only makes it start faster."""
    needed = {
        "python.js": (SCRIPTS / "python.js").read_bytes(),
        "pyodide.asm.wasm": (PYODIDE / "pyodide.asm.wasm").read_bytes(),
        "python_stdlib.zip": (BUILD / "python_stdlib.zip").read_bytes(),
        "premier_llm.zip": (BUILD / "premier_llm.zip").read_bytes(),
    }
    memory = {"memory.bin": (SCRIPTS / "memory.bin").read_bytes()}
    return {"needed": in_parts(site, needed), "memory": in_parts(site, memory)}


def in_parts(site: Site, files: dict[str, bytes]) -> list[str]:
    """Each file compressed, in scripts of a bearable size; their addresses."""
    addresses = []
    for name, content in files.items():
        dense = gzip.compress(content, 9, mtime=0)
        for part, start in enumerate(range(0, len(dense), PART)):
            addresses.append(
                add(site, script_name(name, part), script(name, part, dense[start : start + PART]))
            )
    return addresses


def script_name(file: str, part: int) -> str:
    return f"python-{file.replace('.', '_').removesuffix('_js')}-{part}.js"


def script(file: str, part: int, content: bytes) -> bytes:
    """A script that hands over this part: 15 bits in each character, from U+3400 to U+B3FF, which
    no parser takes for anything else; its first bytes say UTF-16, whatever a server announces."""
    bits = np.unpackbits(np.frombuffer(content + bytes(-len(content) % 15), np.uint8))
    units = bits.reshape(-1, 15) @ (1 << np.arange(14, -1, -1)) + 0x3400
    text = units.astype("<u2").tobytes().decode("utf-16-le")
    code = f'\ufeffpremierLLM("{file}",{part},{len(content)},"{text}");\n'
    return code.encode("utf-16-le")


# Lessons

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def rendered(markdown: str) -> str:
    """A text cell as HTML: links to the glossary and to lessons lead to this site's pages."""
    tokens = MARKDOWN.parse(markdown)
    for token in tokens:
        for child in token.children or ():
            if child.type != "link_open":
                continue
            href = str(child.attrGet("href"))
            if href.startswith("glossaire.ipynb"):
                place = href.partition("#")[2]
                child.attrSet("href", href.replace("glossaire.ipynb", "guide/glossaire.html"))
                if place:
                    child.attrSet("data-term", anchors()[unquote(place)])
            elif lesson := re.match(r"lecon_(\d)_\w+\.ipynb", href):
                child.attrSet("href", f"lecon-{lesson[1]}.html")
            elif href.startswith("http"):
                # Leaving would make Python forget its variables.
                child.attrSet("target", "_blank")
                child.attrSet("rel", "noopener noreferrer")
    html = str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    # An empty corner of a table is no header.
    return html.replace("<th></th>", "<td></td>")


@cache
def anchors() -> dict[str, str]:
    """Words by the anchor that leads to them; a link to none of them fails the build."""
    terms = (entry.term for entry in glossary.entries("fr").values())
    return {term.replace(" ", "-"): term for term in terms}


class Exercise(NamedTuple):
    """The exercise of a cell."""

    number: int
    title: str
    call: str
    """What shows its instruction."""


def exercise_of(source: str) -> Exercise | None:
    """The exercise of a cell, where it has one."""
    for node in ast.parse(source).body:
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name)
            and node.value.func.id == "exercice"
        ):
            number, title = map(ast.literal_eval, node.value.args[:2])
            return Exercise(number, title, str(ast.get_source_segment(source, node)))
    return None


def notebooks_folder(free: bool) -> Path:
    """Where the notebooks are, on our names or on free ones."""
    return COURSE / "libre" if free else COURSE


def lesson_cells(number: int, free: bool = False) -> list[dict[str, Any]]:
    """The cells of a lesson, as lesson.ts reads them; instructions are shown by the real tools."""
    shown: list[str] = []
    shell = Shell(lambda _: None, lambda _, html: shown.append(html))
    shell.run("from premier_llm.lessons import *", "import")
    path = next(notebooks_folder(free).glob(f"lecon_{number}_*.ipynb"))
    cells = []
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        if opened := durations.path(source):
            state.path = opened
        about: dict[str, Any] = {"id": cell["id"], "source": source}
        if cell["cell_type"] == "markdown":
            about |= {"kind": "text", "html": rendered(source)}
        else:
            about["kind"] = "code"
            if found := exercise_of(source):
                shown.clear()
                shell.run(found.call, "consigne")
                about |= {"exercise": found.number, "banner": shown[0]}
        cells.append(about)
    return cells


def terms(free: bool = False) -> dict[str, dict[str, str]]:
    """The glossary as lesson.ts reads it."""
    words = glossary.entries("fr")
    if free:
        words = glossary.read(free_names.glossary(GLOSSARY.read_text("utf-8")))
    return {
        entry.term: {
            "also": entry.also,
            "short": rendered(entry.short),
            "long": rendered(entry.long),
        }
        for entry in words.values()
    }


def page(name: str, **values: Any) -> bytes:
    """A page from its template."""
    return Template((PAGES / name).read_text("utf-8")).substitute(head=HEAD, **values).encode()


def guarded(html: bytes) -> bytes:
    """A page of the guide with the policy, before anything that it holds to account."""
    charset = b'<meta charset="utf-8">'
    before, found, after = html.partition(charset)
    if not found or b"<script" in before:
        raise SystemExit("school/assemble.py: a page of the guide has no place for its policy.")
    return before + charset + GUARD.encode() + after


def style(name: str) -> str:
    """In the page itself: a server that announces it with a wrong type does no harm."""
    return (SCRIPTS / f"{name}.css").read_text("utf-8").strip()


def in_page(data: object) -> str:
    """JSON that no HTML parser takes for its own."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


# The class server

FILTER = (
    "__init__.py",
    *("model/__init__.py", "model/folding.py"),
    *("data/__init__.py", "data/filter.py", "words/filter/rude.txt"),
)
"""What the filter of rude words is, of the package: the server refuses what le Labo refuses."""


def class_server(titles: dict[int, list[str]]) -> Site:
    """What servir.py --classe runs; ``titles``: those of each lesson's exercises."""
    site: Site = {}
    for file in sorted((PAGES / "classe").glob("*.py")):
        site[f"classe/{file.name}"] = file.read_bytes()
    package = Path(premier_llm.__file__).parent
    for name in FILTER:
        # Empty: what the package itself begins with is for newer Pythons.
        content = b"" if name.endswith("__init__.py") else (package / name).read_bytes()
        site[f"classe/filtre/premier_llm/{name}"] = content
    site["classe/lecons.json"] = json.dumps(titles, ensure_ascii=False, indent=1).encode()
    return site


# The folder


def size(content: bytes) -> str:
    """ "0,4 Mo"."""
    return f"{max(len(content) / 1e6, 0.1):.1f}&nbsp;Mo".replace(".", ",")


def folder(guide: Path, free: bool = False) -> Site:
    """The whole site; ``guide`` is the documentation as Sphinx built it. ``free``: its lessons and
    the home page's way into le Labo are on names that belong to nobody."""
    site: Site = {}
    scripts = {
        name: add(site, f"{name}.js", (SCRIPTS / f"{name}.js").read_bytes())
        for name in ("lesson", "home", *SHEETS)
    }
    python = python_scripts(site)
    vocabulary = terms(free)
    titles = {number: lesson.title for number, lesson in LESSONS.items()}
    exercises = {}
    for number, lesson in LESSONS.items():
        cells = lesson_cells(number, free)
        found = [exercise_of(cell["source"]) for cell in cells if "exercise" in cell]
        exercises[number] = [one.title for one in found if one]
        about = {
            "number": number,
            "title": lesson.title,
            "version": digest(json.dumps(cells).encode()),
            "exercises": lesson.exercises,
            "cells": cells,
            "glossary": vocabulary,
            "lessons": titles,
            "python": python,
        }
        site[f"lecon-{number}.html"] = page(
            "lecon.html",
            number=number,
            title=lesson.title,
            lesson=in_page(about),
            style=style("lesson"),
            script=scripts["lesson"],
        )
    for name, (place, title) in SHEETS.items():
        site[place] = page("une-page.html", title=title, style=style(name), script=scripts[name])
    for file in sorted(guide.rglob("*")):
        if file.is_file() and file.name != ".buildinfo" and file.suffix != ".map":
            content = file.read_bytes()
            place = f"guide/{file.relative_to(guide).as_posix()}"
            site[place] = guarded(content) if file.suffix == ".html" else content
    labo = site["labo.html"] = LABO.read_bytes()
    course = notebooks_folder(free)
    notebooks = site["telecharger/carnets.zip"] = packed(
        {file.name: file.read_bytes() for file in course.iterdir() if file.is_file()}
    )
    school = site["telecharger/carnets_plateforme.zip"] = packed(
        {file.name: file.read_bytes() for file in (course / "ecole").iterdir()}
    )
    site["index.html"] = page(
        "accueil.html",
        lessons="\n          ".join(door(number) for number in LESSONS),
        labo="labo.html#noms?list=dinosaures" if free else "labo.html",
        names=CREDITS[free],
        labo_picture=add(site, "labo.png", (ROOT / "docs" / "labo-learn.fr.png").read_bytes()),
        labo_size=size(labo),
        notebooks_size=size(notebooks),
        school_size=size(school),
        version=__version__,
        style=style("home"),
        script=scripts["home"],
    )
    site["servir.py"] = (PAGES / "servir.py").read_bytes()
    site |= class_server(exercises)
    site["LISEZMOI.txt"] = (PAGES / "LISEZMOI.txt").read_bytes()
    site[".nojekyll"] = b""  # GitHub's pages leave out folders such as _static without it
    # Python's memory is kept where a lesson has found it worth fetching.
    left = {"servir.py", *python["memory"]}
    apart = ("telecharger/", "classe/", ".")
    kept = [path for path in site if not path.startswith(apart) and path not in left]
    version = digest(b"".join(path.encode() + site[path] for path in sorted(site)))
    worker = (PAGES / "sw.js").read_text("utf-8")
    site["sw.js"] = (
        worker.replace("$version", version).replace("$files", json.dumps(sorted(kept))).encode()
    )
    return site


def door(number: int) -> str:
    """A lesson on the home page."""
    lesson = LESSONS[number]
    count = f"{lesson.exercises} exercices"
    place = f"Leçon {number}, {sum(lesson.minutes)} min"
    if lesson.before:
        place += ", si tu n’as jamais écrit de Python"
    if lesson.extra:
        place += ", pour les curieux"
    return (
        f'<li><a class="door" href="lecon-{number}.html"><span class="n">{place}</span>'
        f"<b>{escape(lesson.title)}</b>"
        f'<span class="count" data-lesson="{number}" data-exercises="{lesson.exercises}">{count}'
        "</span></a></li>"
    )


def main() -> None:
    """Write the zip into the package, and the folder where it is asked for."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("guide", type=Path, help="the documentation, as Sphinx built it")
    reader.add_argument("--folder", type=Path, help="also write the folder itself, made anew")
    asked = reader.parse_args()
    site = folder(asked.guide)
    free = folder(asked.guide, free=True)
    assert free.keys() == site.keys(), "what a name depends on is the same in both"
    BUILT.parent.mkdir(exist_ok=True)
    BUILT.write_bytes(packed(site))
    FREE.write_bytes(packed({name: file for name, file in free.items() if file != site[name]}))
    if asked.folder:
        shutil.rmtree(asked.folder, ignore_errors=True)
        for path, content in site.items():
            target = asked.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    print(f"{len(site)} fichiers, {BUILT.stat().st_size / 1e6:.1f} Mo dans {BUILT}")


if __name__ == "__main__":
    main()
