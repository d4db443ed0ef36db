"""A text of one's own: its paragraphs, what is folded and refused, and hiding a part of it."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from premier_llm.data.decoding import NotAText
from premier_llm.data.prose import Folded, read_prose, split_paragraphs
from premier_llm.errors import InputError
from premier_llm.model.folding import composed
from premier_llm.model.words import read_words

POEM = "Un chat\n  dort là.\n\nIl rêve\nd’un chat.\n\nUn chat\n  dort là."


def test_a_plain_text_stays_as_it_is() -> None:
    found = read_prose(POEM, "poème")
    assert "\n\n".join(found.paragraphs) == POEM
    assert found.folded == Folded()
    assert (found.characters, found.words) == (54, (13, 8))
    assert found.remarks == ()
    assert found.summary == "A text of 3 paragraphs: 54 characters, 13 words, 8 different."


def test_what_is_folded_is_counted_and_said() -> None:
    text = "\ufeffUn e\u0301te\u0301\r\nbleu \r\n\r\n\r\n\r\net\0 chaud\u2028ici\r\n"
    found = read_prose(text, "texte")
    assert found.paragraphs == ("Un été\nbleu", "et chaud\nici")
    assert found.folded == Folded(line_ends=7, accents=2, blank_lines=2, spaces=1, control=2)
    assert len(found.remarks) == 5
    assert "2 accents that stood behind" in " ".join(found.remarks)


def test_damaged_accents_are_mended() -> None:
    found = read_prose("Un Ã©tÃ© chaud", "texte")
    assert (found.paragraphs, found.folded.mended) == (("Un été chaud",), True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "texte is empty: write or paste a text."),
        (" \n\t\n", "texte holds nothing but spaces and empty lines: write a text."),
        ("bonjour\n", "texte holds one word alone, bonjour: write at least a sentence."),
    ],
)
def test_what_is_no_text_yet(text: str, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_prose(text, "texte")
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("%PDF-1.7 a b", "pdf"),
        ("PK\x03\x04 ... word/document.xml", "document"),
        ("{\\rtf1 a b", "document"),
        ("\n<!doctype HTML><p>a b", "page"),
        ("a\0b\0c\0", "binary"),
    ],
)
def test_a_file_of_another_kind_is_named(text: str, format: str) -> None:
    with pytest.raises(NotAText) as refusal:
        read_prose(text, "texte")
    assert refusal.value.format == format
    assert "name" not in str(refusal.value)  # which a text has not


letters = st.text("aé e\u0301\n\r\t\0.!漢😀\u2029\ufeff\x1f-", max_size=40)


@given(letters)
def test_nothing_is_lost_and_reading_again_changes_nothing(text: str) -> None:
    def signs(said: str) -> Counter[str]:
        kept = (c for c in unicodedata.normalize("NFD", said) if c not in "\0\ufeff\x1f")
        return Counter(c for c in kept if not c.isspace())

    try:
        found = read_prose(text, "texte")
    except InputError:
        return
    assert sum(map(signs, found.paragraphs), Counter()) == signs(text)
    again = read_prose("\n\n".join(found.paragraphs), "texte")
    assert (again.paragraphs, again.folded) == (found.paragraphs, Folded())


@given(
    st.lists(st.text("ab .\n漢", min_size=1).filter(lambda p: p.strip() == p != ""), min_size=1),
    st.floats(0.01, 0.5),
    st.integers(0, 99),
)
def test_each_side_has_some_of_the_text_in_its_order(
    paragraphs: list[str], share: float, seed: int
) -> None:
    if paragraphs == [paragraphs[0][:1]]:
        with pytest.raises(InputError, match="too short"):
            split_paragraphs(paragraphs, share, seed)
        return
    learned, hidden = split_paragraphs(paragraphs, share, seed)
    assert all(learned)
    assert all(hidden)
    assert learned
    assert hidden

    def bare(parts: list[str]) -> str:
        return "".join("".join(parts).split())

    assert Counter(bare(learned) + bare(hidden)) == Counter(bare(paragraphs))
    order = iter(paragraphs)
    assert all(any(whole.startswith(part) for whole in order) for part in learned)
    order = iter(paragraphs)
    assert all(any(whole.endswith(part) for whole in order) for part in hidden)


def test_whole_paragraphs_are_hidden_until_the_share_is_reached() -> None:
    paragraphs = [f"Paragraphe {i:03}." for i in range(200)]
    learned, hidden = split_paragraphs(paragraphs, 0.1, 1)
    assert len(hidden) == 20
    assert sorted(learned + hidden) == paragraphs
    assert hidden != split_paragraphs(paragraphs, 0.1, 2)[1]


def test_a_single_paragraph_is_cut_at_a_sentence_or_else_at_a_word() -> None:
    prose = " ".join(f"La phrase {i:02} finit là." for i in range(50))
    _learned, (end,) = split_paragraphs([prose], 0.1, 0)
    assert end == " ".join(f"La phrase {i:02} finit là." for i in range(45, 50))
    _learned, (end,) = split_paragraphs(["mot " * 99 + "fin"], 0.1, 0)
    assert end.split() == ["mot"] * 9 + ["fin"]
    assert split_paragraphs(["x" * 1000], 0.1, 0) == (["x" * 900], ["x" * 100])


def test_a_title_is_not_all_that_is_hidden() -> None:
    learned, hidden = split_paragraphs(["Titre", "Il pleut. " * 99 + "Fin."], 0.1, 0)
    assert hidden[0] == "Titre"
    assert len(hidden[1]) > 80
    assert len(learned) == 1


def test_many_accents_behind_a_letter_take_no_longer_than_they_are_many() -> None:
    # Where time grew with the square of their number, this would take minutes.
    assert len(composed("e" + "\u0301\u0323" * 500_000)) > 900_000
    assert composed("e\u0301" + "\u0301" * 40) == "é" + "\u0301" * 40


def test_a_person_reads_letters_where_no_spaces_part_words() -> None:
    assert list(read_words("l’âne 漢字 ok!")) == [
        ("l’", 0),
        ("âne", 2),
        ("漢", 6),
        ("字", 7),
        ("ok", 9),
        ("!", 11),
    ]
    assert len(list(read_words("x" * 59 + "!"))) == 2
    assert len(list(read_words("x" * 130 + "!"))) == 131
