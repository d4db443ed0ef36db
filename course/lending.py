"""What lessons lend to who skips an exercise: the functions of the solutions, as one file."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

COURSE = Path(__file__).parent
sys.path.insert(0, str(COURSE.parent / "src"))
from premier_llm.lessons.lent import LENT  # noqa: E402


def lent() -> dict[str, dict[str, str]]:
    """By lesson and exercise: what its first solution defines."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((COURSE / "solutions").glob("lecon_*.md")):
        for section in re.split(r"^## Exercice ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            (number,) = re.findall(r"^\d+", section)
            right = re.search(r"^```python\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
            body = ast.parse(right[1]).body if right else []
            functions = [ast.unparse(one) for one in body if isinstance(one, ast.FunctionDef)]
            if functions:
                found.setdefault(file.stem.split("_")[1], {})[number] = "\n\n\n".join(functions)
    return found


def write() -> None:
    """Into the package."""
    LENT.write_text(json.dumps(lent(), ensure_ascii=False, indent=1), "utf-8")
