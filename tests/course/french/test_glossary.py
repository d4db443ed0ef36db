"""The glossary keeps its form, and its figures are the project's own."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from premier_llm.data.corpus import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.judging.baselines import baselines
from premier_llm.lessons import POKEMONS
from premier_llm.lessons.glossary import Term, terms_of
from premier_llm.model.folding import plain_form
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS

SOURCE = (Path(__file__).parents[3] / "course" / "glossaire.md").read_text("utf-8")
TERMS = terms_of(SOURCE)


@pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.name)
def test_entry(term: Term) -> None:
    """A word, its English, a line, a few sentences."""
    assert re.fullmatch(r"[\w -]+", term.name), "an anchor that GitHub and Jupyter write alike"
    assert 10 <= len(term.short) <= 90
    assert term.short.endswith(".")
    assert "\n" not in term.long
    assert 2 <= len(re.split(r"(?<=[.?!])\s", term.long)) <= 5


def test_order() -> None:
    """As in a dictionary; each word leads to one entry."""
    names = [plain_form(term.name) for term in TERMS.values()]
    assert names == sorted(set(names))
    assert len(names) == SOURCE.count("\n## ")
    for term in TERMS.values():
        assert plain_form(term.english) not in set(names) - {plain_form(term.name)}


def test_links() -> None:
    """A link inside leads to a heading, spelled as Jupyter spells it."""
    anchors = {name.replace(" ", "-") for name in TERMS}
    assert set(re.findall(r"\]\(#([^)]+)\)", SOURCE)) <= anchors


def _french(number: float, digits: int = 0) -> str:
    return f"{number:,.{digits}f}".replace(",", "\u00a0").replace(".", ",")


def test_figures() -> None:
    """Counted by the package, never only typed."""
    mini, gpt2 = PRESETS["mini"], PRESETS["gpt2"]
    corpus = read_corpus("pokemon")
    floor = baselines(windows_of(corpus, mini.context), mini.vocabulary, mini.context).floor
    biases = sum(p.count for p in parameter_table(mini) if p.name.endswith("bias"))
    pairs = [pair for name in POKEMONS for pair in zip(name, f"{name[1:]}.", strict=True)]
    p = [after for before, after in pairs if before == "p"]
    for name, said in {
        "paramètre": _french(mini.parameter_count()),
        "rétropropagation": _french(mini.parameter_count()),
        "dérivée numérique": _french(2 * mini.parameter_count()),
        "plancher": _french(floor, 2),
        "erreur": _french(floor, 2),
        "hasard": _french(math.log(mini.vocabulary), 2),
        "surprise": _french(math.log(mini.vocabulary), 2),
        "logarithme": _french(math.log(27), 2),
        "vocabulaire": _french(gpt2.vocabulary),
        "alphabet": f"{mini.vocabulary} signes",
        "contexte": _french(gpt2.context),
        "couche": str(gpt2.layers),
        "embedding": f"{mini.embedding} nombres",
        "matrice": f"{mini.vocabulary} lignes et {mini.embedding} colonnes",
        "MLP": f"{mini.hidden} neurones",
        "biais": f"{biases} biais",
        "corpus": f"{len(POKEMONS)} noms de Pokémon, soit {sum(map(len, POKEMONS))} lettres",
        "probabilité": f"{p.count('i')} fois sur {len(p)}",
    }.items():
        assert said in TERMS[name].long, (name, said)
    assert f"{round(gpt2.parameter_count() / 1e6)} millions" in TERMS["paramètre"].long
