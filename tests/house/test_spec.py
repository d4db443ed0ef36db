"""What both languages must know stands once, in Python; TypeScript has today's."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WRITER = ROOT / "spec" / "write_spec.py"


@pytest.fixture(scope="module")
def writer() -> Any:
    specification = importlib.util.spec_from_file_location("write_spec", WRITER)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_what_lies_there_is_fresh(writer: Any) -> None:
    if not writer.OUT.exists():
        pytest.skip("web/spec.ts is not made yet: make spec")
    assert writer.OUT.read_text("utf-8") == writer.written(), "web/spec.ts is stale: make spec"


def test_every_word_is_in_every_language(writer: Any) -> None:
    """Each message that pupils read of a dial, a tensor or a known model."""

    def messages(value: Any) -> Any:
        if isinstance(value, dict):
            if "en" in value:
                yield value
            else:
                for item in value.values():
                    yield from messages(item)
        elif isinstance(value, list):
            for item in value:
                yield from messages(item)

    found = list(messages(writer.spec()))
    assert len(found) > 100
    assert all(said.keys() >= writer.LANGUAGES.keys() for said in found)


def test_needs_only_the_standard_library(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path[:0] = [{str(WRITER.parent)!r}]; import write_spec; write_spec.spec()"
    )
    subprocess.run([sys.executable, "-S", "-I", "-c", code], check=True, cwd=tmp_path)
