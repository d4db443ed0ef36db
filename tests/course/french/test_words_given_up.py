"""One word a thing, one thing a word: what was given up stands in no text that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[3]
TEXTS = {
    "lessons": ["course/lecon_*.md", "course/solutions/*.md"],
    "glossary": ["src/premier_llm/glossary/fr.md"],
    "kit": ["docs/*.md", "docs/enseignants/*.md", "docs/enseignants/decoupe/*.py", "README.md"],
    "pages": ["web/texts/languages/fr.ts", "web/labo/missions/**/*.ts", "web/school/*.ts*"],
    "tools": ["src/premier_llm/lessons/*.py", "src/premier_llm/drawing/*.py"],
    "command": ["src/premier_llm/locale/fr/LC_MESSAGES/*.po"],
    "lists": ["src/premier_llm/words/*.txt"],
}
IN_ENGLISH = {"docs/architecture.md"}


class GivenUp(NamedTuple):
    """A word, what is said instead, and where it still means something else."""

    word: str
    instead: str
    elsewhere: str = r"(?!)"
    """What may stand around it, as a regular expression over the 40 characters on each side."""
    files: frozenset[str] = frozenset()
    """Files that speak of the other thing all along."""


GIVEN_UP = [
    GivenUp(
        r"mémoires?",
        "fenêtre (ce que le modèle voit)",
        # The computer's, by heart, a thesis.
        r"assez de mémoire|mémoire (du navigateur|de l’ordinateur|d’un seul|cache|qu’il n’en)"
        r"|en mémoire|de mémoire[,.]|, de mémoire|demande de la mémoire|écrites? de mémoire"
        r"|nous citons de mémoire|sa propre mémoire|Go de mémoire|que la mémoire|mémoire de master"
        r"|mémoire ne suffit|vitesse et mémoire",
        frozenset({"docs/monter_en_taille.md", "docs/benchmarks.md", "docs/modern.md"}),
    ),
    GivenUp(
        r"paquets?",
        "lot (batch)",
        # Ours, which is installed.
        r"(le|du|Le|ce|Ce|un)\s+(\**|<b>)paquet\b|\bpaquet\W+(Python|`premier_llm`)|, paquet,",
    ),
    GivenUp(r"étages?", "couche"),
    GivenUp(r"trigrammes?", "triplets", r"`triples` · "),
    GivenUp(r"bigrammes?", "paires", r"`pairs` · |savants disent"),
    GivenUp(
        r"portes?",
        "filtre",
        # The verb.
        r"portes? (le|la|un|une|sur|son|ce|peut-être)\b|porte (\[\[|\*\*)",
    ),
    GivenUp(r"tirages? de départ", "graine"),
    GivenUp(r"poids d’attention", "part d’attention", r"`attention-weight` · "),
]


def files() -> Iterator[Path]:
    for patterns in TEXTS.values():
        for pattern in patterns:
            found = list(ROOT.glob(pattern))
            assert found, pattern
            yield from found


def read(path: Path) -> str:
    """What people read of a file: of a catalogue the translations alone, of code no comment."""
    text = path.read_text("utf-8")
    if path.suffix == ".po":
        entries = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', text, re.MULTILINE)
        return "\n".join(re.sub(r'"\n"', "", entry) for entry in entries)
    if path.suffix == ".py":
        return re.sub(r"#.*$", "", text, flags=re.MULTILINE)
    return text


@pytest.mark.parametrize("given_up", GIVEN_UP, ids=lambda g: g.instead)
def test_nobody_reads_it(given_up: GivenUp) -> None:
    found = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if name in given_up.files | IN_ENGLISH:
            continue
        text = " ".join(read(path).split())
        for match in re.finditer(rf"(?i)\b{given_up.word}\b", text):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            if not re.search(given_up.elsewhere, around):
                found.append(f"{name}: …{around}…")
    assert not found, f"say {given_up.instead}:\n" + "\n".join(found)


def test_terms_that_pages_link_to_are_explained() -> None:
    from premier_llm.glossary import entries

    linked = {
        term
        for folder in ("texts", "labo")
        for path in (ROOT / "web" / folder).rglob("*.ts*")
        for term in re.findall(r"\[\[([a-z-]+)\|", path.read_text("utf-8"))
    }
    assert len(linked) > 20
    assert not linked - entries("fr").keys()
