"""Anchors of headings, as links in Markdown write them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from myst_parser.slugs import SLUG_PRESETS

GLOSSARY = Path(__file__).parents[2] / "src/premier_llm/glossary/fr.md"


@cache
def words() -> frozenset[str]:
    """The words that the glossary explains."""
    return frozenset(re.findall("^## (.+)$", GLOSSARY.read_text("utf-8"), re.M))


def anchor(title: str) -> str:
    """Words of the glossary keep the anchors of the notebooks, as in #LLM; others are GitHub's."""
    return title.replace(" ", "-") if title in words() else SLUG_PRESETS["github"](title)
