"""What a lesson needs, where nothing can be installed: as one module, or as a zip."""

from __future__ import annotations

import base64
import io
import textwrap
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "premier_llm"
NAME = "premier_llm_lecons"
LEFT_OUT = (
    *("cli", "labo", "cours/", "engines/torch.py", "files/gpt2.py"),
    *("files/divided.py", "data/large_text.py", "data/downloads.py", "training/tensorboard.py"),
)
"""What lessons on a platform do not need. NumPy’s engine goes along: it serves where NumPy is."""

SUFFIXES = (".py", ".txt", ".md", ".mo", ".json", ".safetensors")

_MODULE = '''"""Les outils des leçons de « Mon premier LLM », en un seul fichier.

Joins ce fichier au carnet, sur ta plateforme (Capytale, Basthon…). Il ne demande rien
d’autre que Python. Le code, lisible, est dans le paquet premier_llm, licence MIT ; il est
rangé ci-dessous dans une archive zip.
"""

import atexit
import base64
import os
import shutil
import sys
import tempfile

# Un dossier à soi, refait à chaque fois : dans un dossier commun, un autre a pu déposer le sien.
_folder = tempfile.mkdtemp(prefix="premier_llm_")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_path = os.path.join(_folder, "premier_llm.zip")
with open(_path, "wb") as _file:
    _file.write(base64.b64decode(_ARCHIVE))
sys.path.insert(0, _path)

from premier_llm.lessons import *  # noqa: E402, F403
from premier_llm.lessons import __all__  # noqa: E402, F401
'''


def archive() -> bytes:
    """A zip of the package's part that needs nothing else; the same sources, the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(PACKAGE.rglob("*")):
            place = file.relative_to(PACKAGE).as_posix()
            if file.suffix not in SUFFIXES or place.startswith(LEFT_OUT):
                continue
            packed.writestr(entry(f"premier_llm/{place}"), file.read_bytes())
    return content.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """A place in an archive, with a date that never changes."""
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def module() -> str:
    """The text of the module."""
    lines = "\n".join(textwrap.wrap(base64.b64encode(archive()).decode(), 100))
    before, marker, after = _MODULE.partition("# Un dossier à soi")
    return f'{before}_ARCHIVE = """\n{lines}\n"""\n\n{marker}{after}'
