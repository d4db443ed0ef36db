"""servir.py serves the folder to a room: right types, compressed, nothing above it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from serving import PAGES, each_python, free_port, get, posix, prepared, serving

sys.path.insert(0, str(PAGES))
import servir  # type: ignore[import-not-found]


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@posix
@each_python
def test_a_room_is_served_with_the_right_types(python: str, served: Path) -> None:
    with serving(python, served, free_port(), "--ici") as (port, said):
        assert not [line for line in said if "Dans la salle" in line]
        types = {
            "/": "text/html; charset=utf-8",
            "/sous/a.js": "text/javascript; charset=utf-8",
            "/a.css": "text/css; charset=utf-8",
            "/a.svg": "image/svg+xml",
            "/a.zip": "application/zip",
            "/a.ipynb": "application/x-ipynb+json",
            "/a.inconnu": "application/octet-stream",
        }
        for path, kind in types.items():
            answer = get(port, path)
            assert (answer.status, answer.headers["Content-Type"]) == (200, kind), path
            assert answer.headers["Cache-Control"] == "no-cache"
            name = "index.html" if path == "/" else path[1:]
            assert answer.text == f"voici {name}"
        assert get(port, "/absent.html").status == 404
        assert get(port, "/../secret.txt").status == 404
        assert get(port, "/a%00.html").status == 404


@posix
@each_python
def test_texts_are_sent_compressed_and_lasting_names_once(python: str, served: Path) -> None:
    script = served / "fichiers" / "lesson-0123456789.js"
    script.parent.mkdir()
    script.write_text("// leçon\n" * 1000, "utf-8")
    with serving(python, served, free_port(), "--ici") as (port, _):
        compressed = dict.fromkeys(("/", "/sous/a.js", "/a.css", "/a.svg", "/a.ipynb"), "no-cache")
        lasting = {f"/fichiers/{script.name}": "public, max-age=31536000, immutable"}
        for path, kept in (compressed | lasting).items():
            answer = get(port, path, Accept_Encoding="gzip, deflate")
            plain = get(port, path)
            assert answer.headers["Content-Encoding"] == "gzip", path
            assert plain.headers["Content-Encoding"] is None, path
            assert answer.text == plain.text, path
            for one in (answer, plain):
                assert one.headers["Cache-Control"] == kept, path
                assert one.headers["Vary"] == "Accept-Encoding", path
                assert one.headers["Content-Type"] == plain.headers["Content-Type"], path
            again = get(
                port,
                path,
                Accept_Encoding="gzip",
                If_Modified_Since=answer.headers["Last-Modified"],
            )
            assert (again.status, again.text) == (304, "")
        answer = get(port, f"/fichiers/{script.name}", Accept_Encoding="gzip")
        assert int(answer.headers["Content-Length"]) < 200
        # What is missing today may be there tomorrow; an archive is compressed already.
        missing = get(port, "/fichiers/absent.js", Accept_Encoding="gzip")
        assert (missing.status, missing.headers["Cache-Control"]) == (404, "no-cache")
        assert get(port, "/a.zip", Accept_Encoding="gzip").headers["Content-Encoding"] is None
        # An update is seen at once.
        (served / "index.html").write_text("nouveau", "utf-8")
        os.utime(served / "index.html", (2e9, 2e9))
        assert get(port, "/", Accept_Encoding="gzip").text == "nouveau"
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(b"?\r\n\r\n")
            with connection.makefile("rb") as told:
                assert b"400" in told.read()


@posix
@each_python
def test_no_folder_is_shown_to_the_room(python: str, served: Path) -> None:
    with serving(python, served, free_port(), "--ici") as (port, _):
        for path in ("/sous/", "/sous", "/sous/?", "/./sous/"):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
                connection.request("GET", path)
                answer = connection.getresponse()
                assert answer.status in (301, 404), path
                assert b"a.js" not in answer.read(), path


@posix
@each_python
def test_who_says_nothing_gives_the_place_back(python: str, served: Path) -> None:
    script = served / "servir.py"
    patient = script.read_text("utf-8")
    script.write_text(patient.replace("timeout = 300", "timeout = 1"), "utf-8")
    assert script.read_text("utf-8") != patient
    with serving(python, served, free_port(), "--ici") as (port, _):
        silent = [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"]
        for said in silent:
            with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
                connection.sendall(said)
                while connection.recv(1 << 16):
                    pass  # its answer; then the server closes


@posix
@each_python
def test_a_port_that_is_taken_is_left_for_the_next(python: str, served: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with serving(python, served, taken, "--ici") as (port, _):
            assert taken < port < taken + 20
            assert get(port, "/").status == 200


@posix
def test_every_address_for_the_room_answers(served: Path) -> None:
    with serving(sys.executable, served, free_port()) as (port, said):
        assert said[0] == "Mon premier LLM est servi."
        assert said[-1] == "Ctrl-C pour arrêter."
        for line in said:
            if room := re.search(r"Dans la salle +: http://([\d.]+):(\d+)$", line):
                assert int(room[2]) == port
                assert get(port, "/", room[1]).status == 200
        assert get(port, "/").status == 200


def test_no_free_port_is_said_in_one_sentence(served: Path) -> None:
    command = [sys.executable, str(served / "servir.py"), "70000"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.strip() == (
        "Aucun port libre à partir de 70000 : essaie python3 servir.py 9000"
    )


@posix
@each_python
def test_what_no_browser_asks_is_refused_before_it_costs(python: str, served: Path) -> None:
    with serving(python, served, free_port(), "--ici") as (port, _):
        for path in (
            "/%00",
            "/%ed%a0%80",
            "/%00/",
            "/classe/memoire.py",
            "/CLASSE/filtre/rude.txt",
        ):
            assert get(port, path).status == 404, path
        assert get(port, "/a.css", Expect="100-continue").status == 200
        for asked, status in {
            b"GET /" + b"a/" * 30_000: 414,
            b"GET /a.css HTTP/1.1\r\n" + b"A: " + b"\r" * 60_000: 431,
            b"GET /a.css HTTP/1.1\r\n" + b"A: b\r\n" * 5000: 431,
        }.items():
            with socket.create_connection(("127.0.0.1", port), 20) as line:
                with contextlib.suppress(ConnectionError):
                    line.sendall(asked + b"\r\n\r\n")
                assert line.recv(12).split()[-1:] in ([b"%d" % status], [])
        assert get(port, "/a.css").status == 200


def test_headers_that_drip_have_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servir, "DELAI_ENTETES", 0.05)
    ours, theirs = socket.socketpair()
    with ours, theirs, ours.makefile("rb") as arriving:
        reading = servir.Lecture(arriving, ours, 20)
        theirs.sendall(b"GET / HTTP/1.1\r\nHost: ")
        assert reading.readline(65537) == b"GET / HTTP/1.1\r\n"
        with pytest.raises(TimeoutError):
            reading.readline(65537)
