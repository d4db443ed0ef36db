"""Characters and ids, and what folding does to what children type."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from premier_llm.errors import InputError
from premier_llm.model.vocabulary import Vocabulary

LESSON = Vocabulary.lesson()


def test_the_lesson_s_ids() -> None:
    assert LESSON.encode(".pik") == [0, 16, 9, 11]
    assert LESSON.decode([0, 16, 9, 11]) == ".pik"
    assert (LESSON.size, LESSON.boundary) == (27, 0)
    microgpt = Vocabulary.microgpt()
    assert microgpt.encode("az.") == [0, 25, 26]
    assert microgpt.boundary == 26


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Éloïse", "eloise"),
        ("ŒUF", "oeuf"),
        ("Łódź", "lodz"),
        ("straße", "strasse"),
        ("e\u0301toile", "etoile"),
        ("ﬁn", "fin"),
        ("abc", "abc"),
        ("chat-huant", "chat-huant"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert LESSON.fold(typed) == folded


def test_what_is_known_is_kept_as_it_is() -> None:
    french = Vocabulary.of("Éloïse-anne marie")
    assert french.fold("Éloïse") == "Éloïse"
    assert french.fold("ÉLOÏSE") == "Éloïse"
    assert " " in french
    assert "." not in french


def test_an_unknown_character_is_named() -> None:
    with pytest.raises(InputError, match="'é'"):
        LESSON.encode("bébé")


@given(st.text())
def test_folding_any_text_is_stable_and_never_fails(text: str) -> None:
    folded = LESSON.fold(text)
    assert LESSON.fold(folded) == folded


@given(st.sets(st.characters(exclude_characters=".")).filter(bool))
def test_found_characters_survive_encoding_and_json(characters: set[str]) -> None:
    vocabulary = Vocabulary.of(characters)
    text = "".join(sorted(characters))
    assert vocabulary.decode(vocabulary.encode(text)) == text
    again = Vocabulary.from_dict(json.loads(json.dumps(vocabulary.to_dict())))
    assert again == vocabulary
    assert Vocabulary.of(characters, boundary=False).boundary is None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"tokens": [], "boundary": None},
        {"tokens": ["ab"], "boundary": None},
        {"tokens": ["a", "a"], "boundary": None},
        {"tokens": ["a"], "boundary": 1},
        {"tokens": ["a"], "boundary": "0"},
        {"tokens": [1, 2], "boundary": 0},
        {"tokens": 3, "boundary": 0},
        ["a"],
        None,
    ],
)
def test_what_is_no_vocabulary_is_refused(facts: Any) -> None:
    with pytest.raises(InputError):
        Vocabulary.from_dict(facts)
