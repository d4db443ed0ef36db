"""Fetching data sets, against a server on this machine; the real files, where they can be had."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from helpers import data

from premier_llm.data.downloads import SETS, DataSet, DownloadedFile
from premier_llm.data.reading import read_corpus
from premier_llm.errors import RunError

CONTENT = "Zoé\nChloé\n".encode() * 20_000
"""Larger than one read, so that progress is told more than once."""


class Answer(BaseHTTPRequestHandler):
    """The right file at /right, and every way of going wrong."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path == "/absent":
            self.send_error(404)
            return
        self.send_response(200)
        if self.path == "/endless":
            self.end_headers()
            with suppress(ConnectionError):  # the reader goes away, as it must
                while True:
                    self.wfile.write(CONTENT)
            return
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        sent = {"/right": CONTENT, "/other": CONTENT.swapcase(), "/broken": CONTENT[:70_000]}
        self.wfile.write(sent[self.path])

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the tests look at what was asked."""


@dataclass
class Site:
    """A server on this machine, and an empty cache."""

    url: str
    asked: list[str]
    cache: Path

    def file(self, page: str) -> DownloadedFile:
        return DownloadedFile(
            "liste.txt", self.url + page, sha256(CONTENT).hexdigest(), len(CONTENT)
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    cache = tmp_path / "cache"
    monkeypatch.setenv("PREMIER_LLM_CACHE", str(cache))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield Site(f"http://127.0.0.1:{server.server_port}", server.asked, cache)  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def refusal(file: DownloadedFile) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(RunError) as error:
        file.path()
    said = str(error.value)
    assert said.endswith((".", "/liste.txt."))
    assert "\n" not in said
    return said


def test_a_set_is_fetched_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        SETS, "essai", DataSet("essai", "Un essai", site.file("/right"), "à nous tous")
    )
    progress: list[int] = []
    place = SETS["essai"].file.path(progress.append)
    assert place == site.cache / "liste.txt"
    assert place.read_bytes() == CONTENT
    assert progress == sorted(progress)
    assert len(progress) > 1
    assert progress[-1] == len(CONTENT)
    corpus = read_corpus("essai")
    assert site.asked == ["/right"]
    assert corpus.words == ("zoe", "chloe")
    assert (corpus.name, corpus.source, corpus.credit) == ("Un essai", "essai", "à nous tous")
    assert os.listdir(site.cache) == ["liste.txt"]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("/absent", "Not Found"),
        ("/other", "no longer gives the expected file"),
        ("/broken", "70000 of 240000 bytes"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_kept(site: Site, page: str, says: str) -> None:
    file = site.file(page)
    said = refusal(file)
    assert says in said
    assert file.url in said
    assert not site.cache.exists()


def test_an_endless_answer_is_cut(site: Site) -> None:
    assert "expected file" in refusal(site.file("/endless"))


def test_no_network(site: Site) -> None:
    file = replace(site.file(""), url="http://127.0.0.1:1/liste.txt")
    said = refusal(file)
    assert "liste.txt could not be fetched (" in said
    assert str(site.cache / "liste.txt") in said


def test_a_file_put_into_the_cache_is_used_after_its_check(site: Site) -> None:
    file = replace(site.file(""), url="http://127.0.0.1:1/liste.txt")
    site.cache.mkdir()
    place = site.cache / "liste.txt"
    place.write_bytes(CONTENT)
    assert file.path() == place
    place.write_bytes(CONTENT + b"!")
    assert "not the expected file" in refusal(file)
    assert place.read_bytes() == CONTENT + b"!"  # nobody's file is thrown away unasked
    place.unlink()
    place.mkdir()
    assert "cannot be read" in refusal(file)


def test_a_full_disk_leaves_nothing_behind(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    said = refusal(site.file("/right"))
    assert "the disk is full" in said
    assert "PREMIER_LLM_CACHE" in said
    assert os.listdir(site.cache) == []


def test_a_cache_that_cannot_be_made(site: Site) -> None:
    site.cache.write_text("a file stands in its place")
    said = refusal(site.file("/right"))
    assert str(site.cache) in said
    assert site.cache.read_text() == "a file stands in its place"


@pytest.fixture
def real_cache(monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder,) = {data(each.file.name).parent for each in SETS.values()}
    monkeypatch.setenv("PREMIER_LLM_CACHE", str(folder))
    return folder


def test_the_real_files_are_the_expected_ones(real_cache: Path) -> None:
    for data_set in SETS.values():
        path = data_set.file.path()
        assert path.parent == real_cache
        assert path.stat().st_size == data_set.file.size
        assert data_set.file.url.startswith("https://")


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("fr", "Bulbizarre", "Pêchaminus"),
        ("en", "Bulbasaur", "Pecharunt"),
        ("de", "Bisasam", "Infamomo"),
        ("es", "Bulbasaur", "Pecharunt"),
        ("es-419", "Bulbasaur", "Pecharunt"),
        ("it", "Bulbasaur", "Pecharunt"),
        ("ja", "フシギダネ", "モモワロウ"),
        ("ja-hrkt", "フシギダネ", "モモワロウ"),
        ("ja-roma", "Fushigidane", "Momowarou"),
        ("ko", "이상해씨", "복숭악동"),
        ("zh-hans", "妙蛙种子", "桃歹郎"),
        ("zh-hant", "妙蛙種子", "桃歹郎"),
    ],
)
@pytest.mark.usefixtures("real_cache")
def test_pokemon_in_every_language(language: str, first: str, last: str) -> None:
    corpus = read_corpus(f"pokemon-{language}", vocabulary="found")
    assert (corpus.words[0], corpus.words[-1]) == (first, last)
    assert len(corpus.report.lines) == 1025
    assert corpus.report.of("refused", "blank", "comment") == []
    assert "Nintendo" in corpus.credit


def test_every_language_is_tested() -> None:
    languages = {data_set.language for data_set in SETS.values()} - {None}
    assert languages == {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14}


@pytest.mark.usefixtures("real_cache")
def test_shakespeare_is_a_running_text() -> None:
    corpus = read_corpus("tinyshakespeare")
    assert corpus.kind == "text"
    assert len(corpus.words[0]) == 1_115_394
