"""The library's page: each block runs as it stands, in a folder of its own, and prints what is said
beneath it."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from premier_llm.model.extensions import REGISTERED

PAGE = Path(__file__).parents[2] / "docs" / "bibliotheque.md"
BLOCKS = re.findall(
    r"^```python\n(.*?)^```\n\n```text\n(.*?)^```\n", PAGE.read_text("utf-8"), re.M | re.S
)
OPTIONAL = ("torch", "transformers")


def test_each_block_is_followed_by_what_it_prints() -> None:
    assert len(BLOCKS) == PAGE.read_text("utf-8").count("```python") >= 9


@pytest.mark.parametrize(("block", "said"), BLOCKS, ids=range(1, len(BLOCKS) + 1))
def test_a_block_prints_what_the_page_says(
    block: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in OPTIONAL:
        if re.search(rf"\b{name}\b", block) and find_spec(name) is None:
            pytest.skip(f"needs {name}: pip install '{name}'")
    monkeypatch.chdir(tmp_path)
    for dial, names in REGISTERED.items():  # what it registers is its own
        monkeypatch.setitem(REGISTERED, dial, dict(names))
    exec(compile(block, str(PAGE), "exec"), {"__name__": "__main__"})
    printed = capsys.readouterr().out
    pattern = ".*".join(map(re.escape, said.split("…")))
    assert re.fullmatch(pattern, printed), printed
