"""Build hook: the French catalogue for gettext, the course's notebooks, and le Labo's page.

The school folder takes much more to build (see ``make dist``): it goes along where it is there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface[Any]):
    """Also in an editable install, which thus has all that a wheel has."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        root = Path(self.root)
        compile_catalogues(root)
        build_course(root)
        if version != "editable" and not (root / "src/premier_llm/ecole/dossier.zip").is_file():
            self.app.display_warning(
                "The school folder is not built, so `premier-llm school` will only say so; "
                "`make dist` builds it first."
            )
        if (root / "web/spec.ts").exists():  # not in an sdist, whose page is made already
            write_spec(root)
        if is_fresh(root):
            return
        if shutil.which("npm") is None:
            sentence = "Le Labo needs Node.js (with npm) to be built; install it and try again."
            if version != "editable":
                raise RuntimeError(sentence)
            # Everything but one command works without.
            self.app.display_warning(sentence)
            return
        build_page(root)


def compile_catalogues(root: Path) -> None:
    """Write a .mo beside every .po."""
    for po in Path(root, "src/premier_llm/locale").glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))


def build_course(root: Path) -> None:
    """The notebooks, from the lessons' sources."""
    subprocess.run([sys.executable, "course/build.py"], cwd=root, check=True)


def is_fresh(root: Path) -> bool:
    """Whether the page is there and no older than what it is made of, as in an sdist."""
    page = root / "src/premier_llm/labo/index.html"
    web = root / "web"
    sources = [*web.glob("*.json"), web / "vite.config.ts", root / "web/spec.ts"]
    for folder in ("engine", "simd", "worker", "kit", "labo"):
        sources += (web / folder).glob("**/*")
    sources += (root / "src/premier_llm/words").glob("**/*.txt")
    if not page.is_file():
        return False
    newest = max((source.stat().st_mtime for source in sources if source.is_file()), default=0)
    return page.stat().st_mtime >= newest


def write_spec(root: Path) -> None:
    """What the page knows from the package."""
    subprocess.run([sys.executable, "spec/write_spec.py"], cwd=root, check=True)


def build_page(root: Path) -> None:
    """Fetch the pinned tools if they are not there, then build."""
    write_spec(root)
    web = root / "web"
    if not (web / "node_modules/vite").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=web, check=True)
    subprocess.run(["npm", "run", "build:simd"], cwd=web, check=True)
    subprocess.run(["npm", "run", "build"], cwd=web, check=True)
