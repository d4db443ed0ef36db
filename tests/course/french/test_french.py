"""The French of the course: spelled right, well set, easy to read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from checker import HERE, MISSING, check, grammalecte, passages

from premier_llm.model.folding import plain_form

COURSE = Path(__file__).parents[3] / "course"
TEXTS = sorted(path for path in COURSE.rglob("*.md") if path.name != "README.md")
"""README.md is in English, for those who write lessons."""


@pytest.fixture(scope="module", autouse=True)
def _needed() -> None:
    """Without Grammalecte nothing is known; on the continuous integration it must be there."""
    if grammalecte() is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(COURSE)))
def test_french(path: Path) -> None:
    """No mistake; what is right all the same goes into words.txt or false_alarms.txt."""
    found = check(path)
    assert not found, "\n" + "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("Les chat mangent.", "grammaire", "chat"),
        ("Tu a mangé.", "grammaire", "a"),
        ("Il a manger une pomme.", "grammaire", "manger"),
        ("Je ai un modèle.", "grammaire", "Je"),
        ("La pente est négatif.", "grammaire", "négatif"),
        ("Les pentes se multiplie.", "grammaire", "multiplie"),
        ("Tout les nombres changent.", "grammaire", "Tout"),
        ("Voici un enbedding.", "orthographe", "enbedding"),
        ("Cliquez sur la cellule.", "vouvoiement", "Cliquez"),
        ("Regarde votre modèle.", "vouvoiement", "votre"),
        ("Le modèle devine le le nom.", "doublon", "le le"),
        ("Le modèle devine le\nle nom.", "doublon", "le le"),
        ("Voici le modèle : il devine.", "typographie", "modèle :"),
        ("Voici le modèle: il devine.", "typographie", "modèle:"),
        ("Il dit « oui\u00a0» au nom.", "typographie", "« oui"),
        ("C'est un nom.", "typographie", "C'"),
        ("Il devine, devine...", "typographie", "devine..."),
        ("Il a 2 832 nombres.", "typographie", "2 83"),
        ("Le nom est " + "très long, " * 15 + "fin.", "phrases", "Le nom"),
        ('```python\nprint("Les chat mangent.")\n```', "grammaire", "chat"),
        ('```python\nverifier(1, a == 2, f"Les {n} chat mangent.")\n```', "grammaire", "chat"),
        ("```python\na = 1  # le nombre de enbedding\n```", "orthographe", "enbedding"),
        ("| Le mot | Un enbedding |\n|---|---|", "orthographe", "enbedding"),
    ],
)
def test_finds(source: str, kind: str, text: str) -> None:
    """A planted mistake is found, at its line, and nothing when it is not there."""
    found = check(Path("leçon.md"), f"# Leçon\n\n{source}\n")
    assert any(one.kind == kind and text in one.text for one in found), found
    assert all(3 <= one.line <= 4 for one in found)


@pytest.mark.parametrize(
    "source",
    [
        "Il devine\u00a0: `chat les` devient «\u00a0pik\u00a0». Vrai\u00a0? À 100\u00a0%\u00a0!",
        "Change `taille`\u00a0: essaie 8 ou 32.",
        "La boîte `a` compte les `r` qui suivent un `a`.",
        "Un jeton (en anglais [*token piece*](glossaire.ipynb#token)) est une lettre.",
        "<!-- vrai: les_chat == 2 -->",
        "```\nles chat: enbedding\n```",
        '```python\nbeaucoup("les chat mange")\n```',
        "```python\nprint('Étape      : les noms')\n```",
        "## Sources\n\n- Ashish Vaswani, *Attention*, arXiv, eprint.",
        "Chez toi, assez de noms.",
    ],
)
def test_lets_pass(source: str) -> None:
    """Right French, code, foreign words and sources are left alone."""
    assert not check(Path("leçon.md"), source)


def test_lines() -> None:
    """A mistake is shown where it stands, in a long paragraph and in a code cell too."""
    text = "# Titre\n\nUne ligne.\nUn enbedding.\nLa : un.\n\n"
    source = f"{text}```python\na = 1\nprint('un enbedding')\n```\n"
    assert [one.line for one in check(Path("leçon.md"), source)] == [4, 5, 9]
    assert [one.kind for one in passages(source)] == ["heading", "prose", "string"]


def test_mean_length() -> None:
    """Many middling sentences are too much for a child."""
    one = "Le modèle devine la lettre qui vient après le nom que tu lui donnes au début du jeu. "
    assert [p.kind for p in check(Path("leçon.md"), one * 10)] == ["phrases"]


def test_words_are_sorted() -> None:
    """So that a word is found, and is there once."""
    parts = (HERE / "words.txt").read_text("utf-8").split("\n\n")
    lists = [[w for w in part.splitlines() if w and w[0] != "#"] for part in parts]
    for words in lists:
        assert words == sorted(words, key=lambda word: (plain_form(word), word))
    everything = [word for words in lists for word in words]
    assert len(set(everything)) == len(everything)


KIT = sorted((COURSE.parent / "docs" / "enseignants").rglob("*.md"))
CODE = re.compile(r"```.*?```|`[^`\n]*`|<!--.*?-->", re.DOTALL)


@pytest.mark.parametrize("path", KIT, ids=lambda path: path.stem)
def test_no_line_of_the_kit_begins_with_a_sign(path: Path) -> None:
    text = CODE.sub("x", path.read_text("utf-8"))
    assert re.findall(r".{20}\S (?:[;?!»]|:(?=\s)).{10}|« .{20}", text) == []
