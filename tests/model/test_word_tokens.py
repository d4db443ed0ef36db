"""Whole words to token ids and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from premier_llm.data.worlds.grammar import names
from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.bpe import vocabulary_from
from premier_llm.model.words import EDGE, TIED, UNKNOWN, Words, cut, join, words_of

SCRIPTS = [
    "",
    "l’ours dort. Oui!",
    "  (a)  b\n\n c ",
    "aujourd'hui, 3,5 kg",
    "हिन्दी में",
    "日本語。",
    "👩‍👧 a_b",
    "مرحبا ؟",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_text_comes_back(text: str) -> None:
    assert "".join(join(cut(text))) == text


@given(st.text(alphabet="aé ’'.,!\n-()⁀¶□\u0301\u00a0"))
def test_any_text_comes_back(text: str) -> None:
    assert "".join(join(cut(text))) == text.translate(dict.fromkeys(map(ord, EDGE + TIED), UNKNOWN))


def test_how_a_sentence_is_cut() -> None:
    assert cut("Mais l’ours dort.") == ["Mais", "l’", "ours", "dort", "."]
    assert cut("oui!  non") == ["oui", TIED, "!", " ", " ", "non"]


@pytest.mark.parametrize("name", names())
def test_stories_are_words_and_marks_alone(name: str) -> None:
    for story in World(name).stories(300):
        assert cut(story) == words_of(story)


def test_the_most_frequent_words_come_first_and_the_others_are_unknown() -> None:
    whole = Words.found(["a b a", "c a b"])
    assert whole.tokens == (EDGE, "a", "b", "c")
    assert whole.unknown is None
    with pytest.raises(InputError, match="'d'"):
        whole.encode("a d")
    short = Words.found(["a b a", "c a b d"], most=4)
    assert short.tokens == (EDGE, UNKNOWN, "a", "b")
    assert short.decode(short.encode("a c b d")) == "a □ b □"
    assert not {EDGE, UNKNOWN, "c"} & {t for t in (EDGE, UNKNOWN, "a", "b", "c") if t in short}
    assert short.encode(f"{EDGE} {UNKNOWN}") == [1, 1]


def test_a_text_with_the_signs_of_the_vocabulary_in_it() -> None:
    odd = Words.found([f"a {EDGE} b {UNKNOWN}"])
    assert odd.unknown == 1
    assert odd.decode(odd.encode(f"a {EDGE}")) == "a □"


def test_what_is_typed_finds_the_word_that_differs_by_capitals_and_accents() -> None:
    words = Words.found(["Un hérisson l’âne."])
    assert words.beginning("un HERISSON") == "Un hérisson"
    assert words.beginning("¶l’ane.") == "l’âne."


def test_a_vocabulary_comes_back_from_its_description() -> None:
    for words in (Words.found(["a b"]), Words.found(["a b c"], most=3)):
        assert vocabulary_from(words.to_dict()) == words
    for wrong in (
        {"words": 3},
        {"words": ["a", "a"]},
        {"words": ["a"], "boundary": "0"},
        {"words": ["a"], "unknown": 7},
    ):
        with pytest.raises(InputError):
            vocabulary_from(wrong)
