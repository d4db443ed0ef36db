"""servir.py at work: started by this Python and by an old one, asked over HTTP, ended by Ctrl-C."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

import pytest

PAGES = Path(__file__).parents[2] / "school" / "pages"


def pythons() -> Iterator[Any]:
    """This Python, and the oldest that can be found: schools have old computers."""
    yield pytest.param(sys.executable, id="this")
    pyenv = Path.home() / ".pyenv" / "versions"
    for minor in range(7, sys.version_info.minor):
        installed = sorted(pyenv.glob(f"3.{minor}.*/bin/python"))
        if found := shutil.which(f"python3.{minor}", path=os.defpath) or (
            installed and str(installed[-1])
        ):
            yield pytest.param(found, id=f"3.{minor}")
            return
    reason = "no older Python here"
    yield pytest.param("", id="oldest", marks=pytest.mark.skip(reason=reason))


each_python = pytest.mark.parametrize("python", list(pythons()))
posix = pytest.mark.skipif(os.name != "posix", reason="Ctrl-C as POSIX systems send it")


def prepared(tmp_path: Path) -> Path:
    """A folder with its servir.py, and a file above it that is nobody's business."""
    folder = tmp_path / "dossier à servir"
    for name in ("index.html", "sous/a.js", "a.css", "a.svg", "a.zip", "a.ipynb", "a.inconnu"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"voici {name}", "utf-8")
    shutil.copy(PAGES / "servir.py", folder)
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return folder


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("", 0))
        port: int = place.getsockname()[1]
        return port


@contextmanager
def serving(python: str, folder: Path, *options: object) -> Iterator[tuple[int, list[str]]]:
    """servir.py at work, started from elsewhere: (port, what it printed). Then Ctrl-C, after which
    what it printed is longer where a class was open."""
    process = subprocess.Popen(
        [python, str(folder / "servir.py"), *map(str, options)],
        cwd=folder.parent,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    said = []
    try:
        for line in process.stdout:
            said.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://localhost:(\d+)", "\n".join(said))
        assert found, said
        yield int(found[1]), said
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
        assert bool(out) == ("--classe" in options)
        said += out.splitlines()
    finally:
        process.kill()
        process.wait()


class Answer(NamedTuple):
    status: int
    headers: Message
    text: str


def get(port: int, path: str, host: str = "127.0.0.1", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(host, port, timeout=20)
    with closing(connection):
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=asked)
        answer = connection.getresponse()
        content = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            content = gzip.decompress(content)
        return Answer(answer.status, answer.headers, content.decode())
