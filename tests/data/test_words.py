"""Tests of the word lists: their form, and what can be checked of their truth."""

from __future__ import annotations

import re
import unicodedata
from importlib import resources

import pytest
from helpers import data, french_species

from premier_llm.data.filter import is_rude

WORDS = resources.files("premier_llm") / "words"
LEAST_COUNTS = {
    "pokemon": 20,
    "dinosaures": 320,
    "prenoms": 550,
    "villes": 550,
    "creatures": 250,
}
LISTS = sorted(item.name[:-4] for item in WORDS.iterdir() if item.name.endswith(".txt"))
LONGEST_NAME = 20

# A list of names: letters of the French alphabet (and a few neighbours'), hyphens between.
NAME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]+(-[A-Za-zÀ-ÖØ-öø-ÿŒœ]+)*")


def read(title: str) -> str:
    return (WORDS / f"{title}.txt").read_bytes().decode("utf-8")


def header(title: str) -> list[str]:
    return [line for line in read(title).splitlines() if line.startswith("#")]


def names(title: str) -> list[str]:
    return [line for line in read(title).splitlines() if not line.startswith("#")]


def fold(name: str) -> str:
    """Lower-case ``name`` and keep its letters a to z only, as the smallest vocabulary does."""
    decomposed = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    return re.sub("[^a-z]", "", decomposed)


def test_every_list_is_found() -> None:
    assert LEAST_COUNTS.keys() <= set(LISTS)


@pytest.mark.parametrize("title", LISTS)
def test_file_form(title: str) -> None:
    text = read(title)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == unicodedata.normalize("NFC", text)
    lines = text.splitlines()
    assert all(line.startswith("# ") for line in lines[: len(header(title))])
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("title", LISTS)
def test_header_tells_origin_rights_and_count(title: str) -> None:
    text = "\n".join(header(title))
    assert "Provenance :" in text
    assert f"Nombre de noms : {len(names(title))}" in text
    if title == "pokemon":
        assert "© Nintendo / Creatures Inc. / GAME FREAK inc." in text
        assert "n'est pas affilié" in text
        assert "CC0" not in text
    else:
        assert "Licence : CC0 1.0" in text


@pytest.mark.parametrize("title", LISTS)
def test_names_are_well_formed(title: str) -> None:
    assert len(names(title)) >= LEAST_COUNTS.get(title, 20)
    assert [name for name in names(title) if not NAME.fullmatch(name)] == []
    assert [name for name in names(title) if not 2 <= len(name) <= LONGEST_NAME] == []


@pytest.mark.parametrize("title", LISTS)
def test_names_are_sorted_and_single(title: str) -> None:
    folded = [fold(name) for name in names(title)]
    assert folded == sorted(folded)
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("title", LISTS)
def test_no_name_is_refused_by_the_filter(title: str) -> None:
    assert [name for name in names(title) if is_rude(name)] == []


@pytest.mark.parametrize("title", ["dinosaures", "prenoms", "villes"])
def test_proper_names_have_a_capital(title: str) -> None:
    assert [name for name in names(title) if not name[0].isupper()] == []


def test_names_keep_their_accents() -> None:
    assert {"Saint-Étienne", "Nîmes", "Béziers"} <= set(names("villes"))
    assert {"Éloïse", "Inès", "Maëlys", "Zoé"} <= set(names("prenoms"))


def test_pokemon_are_those_of_the_reference_lesson() -> None:
    expected = (
        "arcanin bulbizarre carapuce dracaufeu ectoplasma evoli felinferno gardevoir goupix "
        "lokhlass lucario metamorph mewtwo noctali pikachu rondoudou ronflex salameche togepi "
        "voltali"
    )
    assert names("pokemon") == expected.split()
    assert set(names("pokemon")) <= set(french_species())


def test_first_names_are_really_given_in_france() -> None:
    known = set(data("prenoms_insee.txt").read_text(encoding="utf-8").split())
    assert [name for name in names("prenoms") if fold(name) not in known] == []


def test_dinosaurs_are_dinosaurs() -> None:
    """Famous animals of the same books that are no dinosaurs, and a pattern of genus names."""
    intruders = (
        "Dimetrodon Pteranodon Pterodactylus Quetzalcoatlus Rhamphorhynchus Plesiosaurus "
        "Elasmosaurus Mosasaurus Ichthyosaurus Kronosaurus Liopleurodon Sarcosuchus Deinosuchus "
        "Postosuchus Silesaurus Effigia Technosaurus Edaphosaurus Mammuthus Megalania"
    )
    assert set(names("dinosaures")).isdisjoint(intruders.split())
    assert [name for name in names("dinosaures") if not re.fullmatch("[A-Z][a-z]+", name)] == []


def test_creatures_belong_to_nobody() -> None:
    protected = "hobbit balrog nazgul ewok wookiee pikachu gremlins totoro moogle chocobo"
    assert {fold(name) for name in names("creatures")}.isdisjoint(protected.split())


def test_no_list_makes_a_game_of_what_is_sacred_or_mourned() -> None:
    everything = {fold(name) for title in LISTS for name in names(title)}
    mourned = "oradour oradoursurglane izieu auschwitz natzwiller struthof"
    sacred = (
        "djinn ifrit efrit marid behemoth leviathan ziz garuda naga nagini asura apsara gandharva "
        "rakshasa yaksha kinnara vasuki shesha airavata barong rangda allah jesus bouddha shiva"
    )
    assert everything.isdisjoint(f"{mourned} {sacred}".split())


def test_dinosaurs_that_are_one_animal_under_two_names_are_told() -> None:
    note = " ".join(header("dinosaures"))
    for name in ("Seismosaurus", "Diplodocus", "Dynamosaurus", "Tyrannosaurus", "Stygimoloch"):
        assert name in note
        assert name in names("dinosaures")
