"""The school folder: how it is put together, written, brought up to date.

Its pages are tried in a real browser, in web/browser/school.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result
from helpers import full_disk

from premier_llm.cli.app import app
from premier_llm.cli.commands import school
from premier_llm.cli.commands.course import BUILT as NOTEBOOKS
from premier_llm.i18n import speak
from premier_llm.lessons import platforms
from premier_llm.lessons.progress import LESSONS
from premier_llm.lessons.shell import Shell

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "school"))
import assemble  # noqa: E402
import library  # noqa: E402

each_lesson = pytest.mark.parametrize("number", LESSONS)
with_notebooks = pytest.mark.skipif(not NOTEBOOKS.is_dir(), reason="no notebooks: make course")


# premier-llm school

OURS = b"<title>Mon premier LLM</title>"
FIRST = {
    "index.html": OURS,
    "guide/index.html": b"guide",
    "fichiers/lesson-1.js": b"old",
    "servir.py": b"",
}
SECOND = FIRST | {"index.html": OURS + b"!", "fichiers/lesson-2.js": b"new"}
del SECOND["fichiers/lesson-1.js"]

Publish = Callable[..., Path]


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Puts a folder in the place of the one that make school built; its zip."""

    def publish(site: dict[str, bytes], free: dict[str, bytes] | None = None) -> Path:
        built = tmp_path / "built.zip"
        built.write_bytes(assemble.packed(site))
        monkeypatch.setattr(school, "BUILT", built)
        monkeypatch.setattr(school, "FREE", tmp_path / "free.zip")
        school.FREE.write_bytes(assemble.packed(free or {}))
        return built

    return publish


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["school", *map(str, args)], prog_name="premier-llm")


def sentence(result: Result) -> str:
    """What a person reads when it fails: one sentence, and no traceback."""
    assert result.exit_code in (1, 2), result.output
    assert not result.stdout
    said = " ".join(result.stderr.split())
    assert said.endswith(".")
    assert "Traceback" not in said
    return said


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_folder_is_written_with_its_zip_beside(tmp_path: Path, publish: Publish) -> None:
    built = publish(FIRST)
    out = tmp_path / "a new place" / "ecole"
    result = run(out)
    assert result.exit_code == 0, result.output
    assert contents(out) == FIRST
    assert contents(out.parent) == {
        **{f"ecole/{name}": content for name, content in FIRST.items()},
        "ecole.zip": built.read_bytes(),
    }
    said = " ".join(result.stdout.split())
    assert "4 files" in said
    assert "index.html" in said
    assert "servir.py" in said


def test_it_is_said_in_french_with_french_numbers(tmp_path: Path, publish: Publish) -> None:
    built = publish(FIRST | {"labo.html": os.urandom(1_250_000)})
    assert 1.2e6 < built.stat().st_size < 1.3e6
    speak("fr")
    said = " ".join(run(tmp_path / "ecole").stdout.split())
    assert said.startswith("5 fichiers sont dans")
    assert "(1,3 Mo)" in said
    assert "Pour la salle : python3" in said


def test_programs_get_json(tmp_path: Path, publish: Publish) -> None:
    built = publish(FIRST)
    out = tmp_path / "ecole"
    assert json.loads(run(out, "--json").stdout) == {
        "folder": str(out),
        "zip": str(tmp_path / "ecole.zip"),
        "files": 4,
        "zip_bytes": built.stat().st_size,
    }


def test_the_folder_can_be_had_on_free_names(tmp_path: Path, publish: Publish) -> None:
    free = {"index.html": OURS + b"free"}
    publish(FIRST, free)
    out = tmp_path / "ecole"
    assert run(out, "--free-names").exit_code == 0
    assert contents(out) == FIRST | free
    with zipfile.ZipFile(tmp_path / "ecole.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents(out)
    # The other way round on the next day.
    assert run(out).exit_code == 0
    assert contents(out) == FIRST


def test_an_update_takes_away_our_old_files_only(tmp_path: Path, publish: Publish) -> None:
    out = tmp_path / "ecole"
    publish(FIRST)
    assert run(out).exit_code == 0
    (out / "consignes.pdf").write_bytes(b"mine")
    (out / "guide" / "mes notes.txt").write_bytes(b"mine too")
    built = publish(SECOND)
    assert run(out).exit_code == 0
    theirs = {"consignes.pdf": b"mine", "guide/mes notes.txt": b"mine too"}
    assert contents(out) == SECOND | theirs
    assert (tmp_path / "ecole.zip").read_bytes() == built.read_bytes()


def test_a_file_or_another_site_is_left_alone(tmp_path: Path, publish: Publish) -> None:
    publish(FIRST)
    file = tmp_path / "devoir.odt"
    file.write_bytes(b"homework")
    assert "is a file" in sentence(run(file))
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_bytes(b"<title>Le club photo</title>")
    assert "holds another site" in sentence(run(site))
    assert file.read_bytes() == b"homework"
    assert contents(site) == {"index.html": b"<title>Le club photo</title>"}
    assert not (tmp_path / "site.zip").exists()
    photos = tmp_path / "photos.zip"
    photos.write_bytes(b"photos of the whole year")
    assert "is not the school folder's zip" in sentence(run(tmp_path / "photos"))
    assert photos.read_bytes() == b"photos of the whole year"
    assert not (tmp_path / "photos").exists()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, publish: Publish) -> None:
    publish(FIRST)
    (tmp_path / "a file").touch()
    said = sentence(run(tmp_path / "a file" / "ecole"))
    assert "a part of the path is not a folder" in said


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_one_may_not_write_to_is_said(tmp_path: Path, publish: Publish) -> None:
    publish(FIRST)
    (tmp_path / "shared").mkdir(mode=0o555)
    assert "you do not have the right to" in sentence(run(tmp_path / "shared" / "ecole"))


def test_a_full_disk_leaves_the_old_files_whole(tmp_path: Path, publish: Publish) -> None:
    out = tmp_path / "ecole"
    publish(FIRST)
    assert run(out).exit_code == 0
    before = contents(out)
    publish({name: content + b"!" for name, content in FIRST.items()})

    with full_disk():
        assert "the disk is full" in sentence(run(out))
    assert contents(out) == before


def test_an_installation_without_the_folder_says_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school, "BUILT", tmp_path / "absent.zip")
    assert "make school" in sentence(run(tmp_path / "ecole"))
    assert not (tmp_path / "ecole").exists()


def test_the_current_folder_has_a_name_for_its_zip(
    tmp_path: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(FIRST)
    (tmp_path / "class").mkdir()
    monkeypatch.chdir(tmp_path / "class")
    assert run(Path(".")).exit_code == 0
    assert (tmp_path / "class.zip").is_file()


# school/assemble.py


@pytest.fixture
def classroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for the progress, and shells that end with the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(platforms, "page", None)


@pytest.fixture
def workshop(classroom: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small files in the place of those that Vite, npm and Sphinx give; the guide's folder."""
    given = {
        "school/build/assets/lesson.js": "lesson()",
        "school/build/assets/lesson.css": "p { color: red; }",
        "school/build/assets/home.js": "home()",
        "school/build/assets/survey.js": "survey()",
        "school/build/assets/survey.css": "",
        "school/build/assets/survey_teacher.js": "teacher()",
        "school/build/assets/survey_teacher.css": "",
        "school/build/assets/classroom.js": "classroom()",
        "school/build/assets/classroom.css": "",
        "school/build/assets/wall.js": "wall()",
        "school/build/assets/wall.css": "",
        "school/build/assets/home.css": "p { color: blue; }",
        "school/build/assets/python.js": "python()",
        "school/build/assets/memory.bin": "memory",
        "school/build/premier_llm.zip": "package",
        "web/node_modules/pyodide/pyodide.asm.wasm": "wasm",
        "school/build/python_stdlib.zip": "stdlib",
        "docs/labo-learn.fr.png": "picture",
        "labo.html": "labo",
    }
    pages = ("index", "glossaire", "enseignants/index", "enseignants/donnees")
    head = '<!doctype html><head><meta charset="utf-8"><script src="a.js"></script></head>'
    given |= {f"guide/{page}.html": head + page for page in pages}
    given |= {"guide/enseignants/droits_des_noms.html": head, "guide/.buildinfo": "never there"}
    for name, text in given.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(assemble, "ROOT", tmp_path)
    monkeypatch.setattr(assemble, "BUILD", tmp_path / "school" / "build")
    monkeypatch.setattr(assemble, "SCRIPTS", tmp_path / "school" / "build" / "assets")
    monkeypatch.setattr(assemble, "PYODIDE", tmp_path / "web" / "node_modules" / "pyodide")
    monkeypatch.setattr(assemble, "LABO", tmp_path / "labo.html")
    return tmp_path / "guide"


def addresses(page: bytes) -> set[str]:
    """Files of the site that a page asks for or leads to."""
    found = re.findall(r'(?:href|src)=\\?"([^"\\]+)', page.decode())
    parts = [urlsplit(unescape(address)) for address in found]
    return {unquote(part.path) for part in parts if part.path and not part.scheme}


@with_notebooks
def test_every_address_of_our_pages_is_in_the_folder(workshop: Path) -> None:
    site = assemble.folder(workshop)
    pages = ["index.html", *(f"lecon-{number}.html" for number in LESSONS)]
    for name in pages:
        assert addresses(site[name]), name
        assert addresses(site[name]) <= set(site), name
        assert b"$" not in re.sub(rb"<script.*?</script>", b"", site[name], flags=re.DOTALL), name
    assert {f"lecon-{number}.html" for number in LESSONS} <= addresses(site["index.html"])
    for number in LESSONS:
        (data,) = re.findall(
            rb'<script type="application/json" id="lecon">(.*?)</script>',
            site[f"lecon-{number}.html"],
        )
        python = json.loads(data)["python"]
        assert python["needed"]
        assert {*python["needed"], *python["memory"]} <= set(site)
    (kept,) = re.findall(r"\[.*lecon-1\.html.*\]", site["sw.js"].decode())
    assert {*pages, *python["needed"]} <= set(json.loads(kept)) <= set(site)
    # What only makes Python start faster is kept once a lesson has found it worth fetching.
    assert set(json.loads(kept)).isdisjoint(python["memory"])
    assert "guide/.buildinfo" not in site


@with_notebooks
def test_every_page_says_first_what_it_may_run(workshop: Path) -> None:
    site = assemble.folder(workshop)
    # Le Labo's is written by its own build, which knows the hashes of what it runs.
    pages = {name for name in site if name.endswith(".html")} - {"labo.html"}
    assert "guide/enseignants/index.html" in pages
    for name in pages:
        before, policy, _after = site[name].partition(b'http-equiv="Content-Security-Policy"')
        assert policy, name
        assert b"<script" not in before, name
    (workshop / "index.html").write_text("<script></script><meta charset='utf-8'>", "utf-8")
    with pytest.raises(SystemExit, match="policy"):
        assemble.folder(workshop)


@with_notebooks
def test_free_names_reach_every_lesson(workshop: Path) -> None:
    ours, free = assemble.folder(workshop), assemble.folder(workshop, free=True)
    assert free.keys() == ours.keys()
    pokemon = re.compile("pok[ée]mon|pikachu|rondou|evoli|\\bpik\\b", re.IGNORECASE)
    for name in ["index.html", *(f"lecon-{number}.html" for number in LESSONS)]:
        assert not pokemon.search(free[name].decode()), name
        assert free[name] != ours[name], name
    assert 'href="labo.html#noms?list=dinosaures"' in free["index.html"].decode()
    for name in ("telecharger/carnets.zip", "telecharger/carnets_plateforme.zip"):
        with zipfile.ZipFile(io.BytesIO(free[name])) as archive:
            for notebook in (one for one in archive.namelist() if one.endswith(".ipynb")):
                assert not pokemon.search(archive.read(notebook).decode()), notebook
    # The guide, Python and le Labo are the same.
    assert all(free[name] == ours[name] for name in ours if name.startswith(("guide/", "labo")))
    assert free["sw.js"] != ours["sw.js"]


@with_notebooks
def test_the_same_inputs_give_the_same_bytes(
    workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = assemble.folder(workshop)
    first = assemble.packed(site)
    # Another day, and another order.
    monkeypatch.setattr("time.time", lambda: 2e9)
    again = assemble.folder(workshop)
    assert assemble.packed(dict(reversed(again.items()))) == first
    index = workshop / "index.html"
    index.write_text(index.read_text("utf-8") + "changed", "utf-8")
    changed = assemble.folder(workshop)
    assert changed["sw.js"] != site["sw.js"]  # visitors are told that there is something new


def test_the_last_lessons_are_for_the_curious() -> None:
    doors = [assemble.door(number) for number in LESSONS]
    assert ["pour les curieux" in door for door in doors] == [False] * 7 + [True] * 3
    assert ["jamais écrit de Python" in door for door in doors] == [True] + [False] * 9


def test_a_name_changes_with_its_content() -> None:
    site: assemble.Site = {}
    one = assemble.add(site, "lesson.js", b"1")
    two = assemble.add(site, "lesson.js", b"2")
    assert one != two
    assert site == {one: b"1", two: b"2"}
    assert re.fullmatch(r"fichiers/lesson-\w+\.js", one)


@pytest.mark.parametrize("size", [1, 14, 15, 16, 65_536])
def test_a_script_carries_any_bytes_whatever_a_server_announces(size: int) -> None:
    content = bytes(n * n % 256 for n in range(size))
    code = assemble.script("memory.bin", 3, content)
    assert code.startswith(codecs.BOM_UTF16_LE)
    found = re.fullmatch(r'premierLLM\("memory.bin",3,(\d+),"(.*)"\);\n', code.decode("utf-16"))
    assert found
    assert all(0x3400 <= ord(sign) < 0xB400 for sign in found[2])
    bits = "".join(f"{ord(sign) - 0x3400:015b}" for sign in found[2])
    assert bytes(int(bits[8 * n : 8 * n + 8], 2) for n in range(int(found[1]))) == content
    assert len(code) < 1.07 * size + 120


def test_the_zips_that_python_reads_are_compressed_once_only() -> None:
    loose = library.loose(assemble.packed({"b.py": b"b" * 1000, "a.py": b"a", "c.txt": b"c"}))
    with zipfile.ZipFile(io.BytesIO(loose)) as archive:
        assert archive.namelist() == ["a.py", "b.py", "c.txt"]
        assert archive.read("b.py") == b"b" * 1000
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_data_in_a_page_cannot_end_its_script() -> None:
    data = {"text": "</script><!-- é"}
    written = assemble.in_page(data)
    assert "<" not in written
    assert json.loads(written) == data


@with_notebooks
@each_lesson
def test_every_word_that_a_lesson_links_to_is_explained(classroom: None, number: int) -> None:
    html = "".join(cell.get("html", "") for cell in assemble.lesson_cells(number))
    asked = {unescape(word) for word in re.findall(r'data-term="([^"]*)"', html)}
    assert asked
    assert asked <= set(assemble.terms())
    assert html.count("data-term=") == html.count("guide/glossaire.html#")
    assert ".ipynb" not in html


@with_notebooks
def test_a_link_to_a_word_that_is_not_explained_stops_the_build() -> None:
    assert 'data-term="LLM"' in assemble.rendered("[un LLM](glossaire.ipynb#LLM)")
    with pytest.raises(KeyError, match="grille-pain"):
        assemble.rendered("[un grille-pain](glossaire.ipynb#grille-pain)")


@with_notebooks
def test_links_to_words_lead_to_the_guide_s_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("myst_parser", reason="the documentation's tools: make school")
    monkeypatch.syspath_prepend(ROOT / "docs" / "_ext")
    from anchors import anchor

    assert {anchor(name): name for name in assemble.terms()} == assemble.anchors()


@with_notebooks
@each_lesson
def test_the_instruction_of_an_exercise_is_what_its_cell_shows(
    classroom: None, number: int
) -> None:
    """The page shows it before Python is there; running the cell must not change it."""
    cells = assemble.lesson_cells(number)
    exercises = [cell for cell in cells if "exercise" in cell]
    count = LESSONS[number].exercises
    assert [cell["exercise"] for cell in exercises] == list(range(1, count + 1))
    shown: list[str] = []
    shell = Shell(lambda _: None, lambda _, html: shown.append(html))
    shell.run(next(cell["source"] for cell in cells if cell["kind"] == "code"), "begin")
    for cell in exercises:
        shown.clear()
        shell.run(cell["source"].partition("# ==== MODIFIE ICI")[0], "exercise")
        assert shown[0] == cell["banner"]
        assert f"Exercice\u00a0{cell['exercise']} — " in cell["banner"]


def test_only_a_call_of_exercice_is_an_exercise() -> None:
    assert assemble.exercise_of('x = 1\nexercice(3, "a",\n  "b")\nprint(x)') == (
        3,
        "a",
        'exercice(3, "a",\n  "b")',
    )
    assert assemble.exercise_of("# exercice(1)\nverifier(1, True)") is None
