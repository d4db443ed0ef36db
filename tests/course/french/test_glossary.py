"""The glossary keeps its form, and its figures are the project's own."""

from __future__ import annotations

import math
import re
from dataclasses import fields

import pytest

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.glossary import Entry, entries, languages
from premier_llm.judging.baselines import baselines
from premier_llm.lessons.glossary import glossaire, words_of
from premier_llm.lessons.names import POKEMONS
from premier_llm.model.config import Config
from premier_llm.model.folding import plain_form
from premier_llm.model.labels import words_of as words_of_dial
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS

FRENCH, ENGLISH = entries("fr"), entries("en")


@pytest.mark.parametrize("entry", [*FRENCH.values(), *ENGLISH.values()], ids=lambda e: e.term)
def test_entry(entry: Entry) -> None:
    """A word, a line, a few sentences."""
    assert re.fullmatch(r"[\w ’-]+", entry.term), "an anchor as Jupyter writes it"
    assert 10 <= len(entry.short) <= 110
    assert entry.short.endswith((".", "?"))
    assert "\n" not in entry.long
    assert 2 <= len(re.split(r"(?<=[.?!])\s", entry.long)) <= 6


@pytest.mark.parametrize("terms", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_order(terms: dict[str, Entry]) -> None:
    """As in a dictionary; each word leads to one entry."""
    names = [plain_form(entry.term) for entry in terms.values()]
    assert names == sorted(set(names))
    for entry in terms.values():
        for other in words_of(entry):
            assert plain_form(other) not in set(names) - {plain_form(entry.term)}


def test_every_language_has_every_entry() -> None:
    assert len(FRENCH) >= 75
    for language in languages():
        assert entries(language).keys() == FRENCH.keys(), language


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_a_word_of_any_language_is_explained(
    spoken: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids, terms and other words, French and English; a word never leads to two entries."""
    monkeypatch.setattr("premier_llm.i18n.language", lambda: spoken)
    for language in languages():
        for id, entry in entries(language).items():
            for word in words_of(entry):
                glossaire(word)
                assert f"{entries(spoken)[id].term}" in capsys.readouterr().out.split("\n")[0], word


@pytest.mark.parametrize("terms", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_links(terms: dict[str, Entry]) -> None:
    """A link inside leads to a heading, spelled as Jupyter spells it."""
    anchors = {entry.term.replace(" ", "-") for entry in terms.values()}
    for entry in terms.values():
        assert set(re.findall(r"\]\(#([^)]+)\)", entry.long)) <= anchors, entry.id


def test_every_dial_s_term_is_explained() -> None:
    for item in fields(Config):
        assert not words_of_dial(item).term or words_of_dial(item).term in FRENCH


def _french(number: float, digits: int = 0) -> str:
    return f"{number:,.{digits}f}".replace(",", " ").replace(".", ",")


def test_figures() -> None:
    """Counted by the package, never only typed."""
    mini, gpt2 = PRESETS["mini"], PRESETS["gpt2"]
    corpus = read_corpus("pokemon")
    floor = baselines(windows_of(corpus, mini.context), mini.vocabulary, mini.context).floor
    biases = sum(p.count for p in parameter_table(mini) if p.name.endswith("bias"))
    pairs = [pair for name in POKEMONS for pair in zip(name, f"{name[1:]}.", strict=True)]
    p = [after for before, after in pairs if before == "p"]
    for name, said in {
        "parameter": _french(mini.parameter_count()),
        "numerical-derivative": _french(2 * mini.parameter_count()),
        "floor": _french(floor, 2),
        "loss": _french(floor, 2),
        "chance": _french(math.log(mini.vocabulary), 2),
        "surprise": _french(math.log(mini.vocabulary), 2),
        "logarithm": _french(math.log(27), 2),
        "vocabulary": f"il y en a {mini.vocabulary}",
        "context": f"c’est {mini.context}",
        "layer": str(gpt2.layers),
        "embedding": f"{mini.embedding} nombres",
        "matrix": f"{mini.vocabulary} lignes et {mini.embedding} colonnes",
        "biases": f"{biases} biais",
        "activation": f"{mini.hidden} activations",
        "corpus": f"{len(POKEMONS)} noms de Pokémon, soit {sum(map(len, POKEMONS))} lettres",
        "pairs": "un p sur deux" if 2 * p.count("i") == len(p) else "compté autrement",
    }.items():
        assert said in FRENCH[name].long.replace("\u00a0", " ").replace("\u202f", " "), (name, said)
