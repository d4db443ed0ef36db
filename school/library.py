"""What Python reads in the school folder: ``python school/library.py OUT``.

Two zips: Python's own library, from Pyodide, and the lessons' tools. Nothing is compressed inside
them: each is compressed once and whole on its way into scripts (assemble.py), which makes an eighth
less to send than file by file.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "course"))
import bundle  # noqa: E402

PYTHON = ROOT / "web" / "node_modules" / "pyodide" / "python_stdlib.zip"


def loose(archive: bytes) -> bytes:
    """The same files, not compressed; those of a kind stand together."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as dense, zipfile.ZipFile(content, "w") as out:
        names = [name for name in dense.namelist() if not name.endswith("/")]
        for name in sorted(names, key=lambda name: (Path(name).suffix, name)):
            entry = bundle.entry(name)
            entry.compress_type = zipfile.ZIP_STORED
            out.writestr(entry, dense.read(name))
    return content.getvalue()


if __name__ == "__main__":
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    (into / "python_stdlib.zip").write_bytes(loose(PYTHON.read_bytes()))
    (into / "premier_llm.zip").write_bytes(loose(bundle.archive()))
