"""Stories, and texts in words: read, kept, refused, hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from premier_llm.data import large_text, reading
from premier_llm.data.corpus import paragraphs_of
from premier_llm.data.large_text import read_source
from premier_llm.data.prose import split_paragraphs
from premier_llm.data.reading import KEPT_WORDS, MAX_STORY, read_corpus
from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.words import LONGEST_WORD, UNKNOWN, Words

POEM = """Le chat regarde la pluie, assis !
La pluie regarde le chat gris,

et la souris sort de son trou.


Envolez-vous, petites gouttes,
tombez, gouttes ! Tombez sur la route."""


def test_each_line_is_a_story() -> None:
    corpus = read_corpus(["Le chat dort.", "", "# moi", "Le chat, lui, mange.  ", "Le chat dort."],
                         "words")  # fmt: skip
    assert corpus.kind == "words"
    assert corpus.words == ("Le chat dort.", "Le chat, lui, mange.")
    assert [line.fate for line in corpus.report.lines] == [
        *("kept", "blank", "comment", "kept", "duplicate")
    ]
    vocabulary = corpus.vocabulary
    assert isinstance(vocabulary, Words)
    assert vocabulary.unknown is None
    ids = corpus.encoded()[1]
    assert [vocabulary.tokens[i] for i in ids] == [
        *("¶", "Le", "chat", ",", "lui", ",", "mange", ".", "¶")
    ]


def test_a_file_of_stories_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    lines = [f"Léa, la chatte {n}, mange, dort, rêve." for n in range(20)]
    file.write_text("\n".join(lines), "utf-8")
    assert read_corpus(file, "words").words == tuple(lines)


def test_a_line_too_long_for_a_story_is_refused_and_said() -> None:
    novel = "mot " * MAX_STORY
    corpus = read_corpus(["Le chat dort.", novel], "words")
    (refused,) = corpus.report.of("refused")
    assert f"a story has at most {MAX_STORY}" in refused.reason
    assert "mot" not in corpus.vocabulary
    with pytest.raises(InputError, match="is read with --text"):
        read_corpus([novel], "words")


@pytest.mark.parametrize("source", ["pokemon", "prenoms", ["🙂", "🐸"]])
def test_names_have_nothing_to_learn_in_words(source: str | list[str]) -> None:
    with pytest.raises(InputError, match="one single word"):
        read_corpus(source, "words")


def test_stories_are_read_with_the_words_of_a_model() -> None:
    words = Words.found(["Le chat dort.", "Le chat mange."])
    corpus = read_corpus(["le CHAT dort.", "Le chien dort."], words)
    assert corpus.words == ("Le chat dort.",)
    (refused,) = corpus.report.of("refused")
    assert "the word 'chien'" in refused.reason
    few = Words.found(["Le chat dort. Le chat mange."], 5)
    corpus = read_corpus(["Le chien dort."], few)
    assert few.decode(corpus.encoded()[0]).count(UNKNOWN) >= 1
    assert "are read as □" in corpus.report.remarks[-1]


@pytest.mark.parametrize("most", [3, 10])
def test_so_many_words_are_known_at_most(most: int) -> None:
    corpus = read_corpus(["un deux trois quatre", "un deux"], "words", most=most)
    assert corpus.vocabulary.size == min(most, 5)
    with pytest.raises(InputError, match="at least 3 tokens"):
        read_corpus([POEM], "words", kind="text", most=2)


def test_a_text_is_its_paragraphs_between_boundaries() -> None:
    corpus = read_corpus([POEM], "words", kind="text")
    assert corpus.kind == "text"
    assert len(corpus.words) == 3
    (ids,) = corpus.encoded()
    assert ids[0] == ids[-1] == corpus.vocabulary.boundary == 0
    assert ids.count(0) == 4
    assert corpus.vocabulary.decode(ids).split("¶")[2].strip() == corpus.words[1]
    assert corpus.origin["kind"] == "text"
    again = read_corpus([POEM], corpus.vocabulary, kind="text")
    assert again.fingerprint == corpus.fingerprint


def test_paragraphs_are_what_blank_lines_keep_apart() -> None:
    assert paragraphs_of(" a\nb\n \t\nc\n\n\n\nd\n") == ["a\nb", "c", "d"]
    assert paragraphs_of("\n\n \n") == []


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_paragraphs_of_a_text_in_words_are_hidden_as_the_page_hides_them(share: float) -> None:
    parts = [f"Il pleut {n} fois. " * (n % 7 + 1) for n in range(40)]
    corpus = read_corpus(["\n\n".join(parts)], "words", kind="text")
    train, hidden = corpus.split(share, 3)
    expected = split_paragraphs(corpus.words, share, 3)
    assert ([*train.words], [*hidden.words]) == expected
    assert train.words != corpus.split(share, 4)[0].words, "drawn by the seed"
    (ids,) = hidden.encoded()
    assert ids.count(0) == len(hidden.words) + 1
    # Of a text in letters its end is hidden, as nanoGPT does.
    text = read_corpus(["\n\n".join(parts)], kind="text")
    learned, end = text.split(share, 3)
    assert learned.words[0] + end.words[0] == text.words[0]


def test_what_was_folded_in_a_text_in_words_is_said() -> None:
    corpus = read_corpus(
        ["Le e\u0301le\u0300ve lit.\r\n\r\n\r\nIl rit.  \x07"], "words", kind="text"
    )
    assert corpus.words == ("Le élève lit.", "Il rit.")
    assert corpus.report.summary.startswith("A text of 2 paragraphs: ")
    said = " ".join(corpus.report.remarks)
    for remark in ("line ends of other systems", "accents", "empty line", "prints nothing"):
        assert remark in said


def test_the_rarest_words_of_a_long_text_are_unknown() -> None:
    text = " ".join(f"m{n}" for n in range(KEPT_WORDS)) + " m1 m2"
    corpus = read_corpus([text], "words", kind="text")
    assert corpus.vocabulary.size == KEPT_WORDS
    assert {"m1", "m2"} <= set(corpus.vocabulary.tokens)
    assert "The others come 2 times out of 2,002" in corpus.report.remarks[-1]


def test_a_text_is_read_with_the_words_of_a_model() -> None:
    words = Words.found(["Le chat dort.\nLe chat mange."])
    corpus = read_corpus(["le chat dort.\n\nLe chien dort."], words, kind="text")
    assert corpus.words == ("Le chat dort.", "Le dort.")
    assert "1 words that the model does not know were left out: chien" in corpus.report.remarks


def test_one_word_of_a_hundred_thousand_letters_is_cut_and_comes_back() -> None:
    text = "a" * 100_000 + " b"
    vocabulary = read_corpus([text], "words", kind="text").vocabulary
    assert vocabulary.decode(vocabulary.encode(text)) == text
    assert max(map(len, vocabulary.tokens)) == LONGEST_WORD


def test_a_large_text_in_words_is_the_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREMIER_LLM_CACHE", str(tmp_path / "cache"))
    told = World("histoires").stories(60)
    text = "\n\n".join("\n".join(told[n : n + 3]) for n in range(0, 60, 3)) + "\n"
    file = tmp_path / "book.txt"
    file.write_text(text, "utf-8")
    small = read_source(file, "words", "text", most=200)
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    monkeypatch.setattr(large_text, "CHUNK", 2000)
    large = read_source(file, "words", "text", most=200)
    assert large.vocabulary == small.vocabulary
    (ids,), (all_ids,) = small.encoded(), large.encoded()
    assert [*all_ids] == ids[:-1], "but for the last boundary"
    assert read_source(file, "words", "text", most=100).vocabulary.size == 100
    assert read_source(file, "words", "text", most=200).fingerprint == large.fingerprint


def test_a_text_in_few_words_is_read_again_as_it_was_learned() -> None:
    text = (
        "Le chat dort. le chat. LE CHAT, lui, rêve.\n\nLe chien de\u0301jeune, le chat dort. " * 3
    )
    corpus = read_corpus([text], "words", kind="text", most=8)
    again = read_corpus([text], Words.from_dict(corpus.vocabulary.to_dict()), kind="text")
    assert again.fingerprint == corpus.fingerprint
    assert again.encoded() == corpus.encoded()
