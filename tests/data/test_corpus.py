"""Reading words: nothing vanishes silently, and anything typed gets an answer."""

from __future__ import annotations

import io
import os
import re
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest
from helpers import data, french_species
from hypothesis import example, given, settings
from hypothesis import strategies as st

from premier_llm.data.large_text import read_source
from premier_llm.data.lists import shipped
from premier_llm.data.reading import MAX_BYTES, MAX_LETTERS, read_corpus
from premier_llm.data.windows import text_windows, word_windows
from premier_llm.errors import InputError
from premier_llm.model.vocabulary import Vocabulary


def one_sentence(error: InputError) -> str:
    message = str(error)
    assert message.endswith((".", "?"))
    assert "\n" not in message
    return message


def test_shipped_lists_are_read_with_their_credit() -> None:
    lists = {facts.name: facts for facts in shipped()}
    assert next(iter(lists)) == "pokemon"
    assert "Nintendo" in lists["pokemon"].credit
    for name, facts in lists.items():
        corpus = read_corpus(name)
        assert corpus.source == name
        assert corpus.name == facts.title
        assert corpus.report.of("refused", "duplicate") == []
        assert len(corpus.words) == facts.words
    assert read_corpus("pokemon").words[0] == "arcanin"
    assert read_corpus("pokemon").credit


def test_every_line_is_accounted_for() -> None:
    expected = [
        ("Pikachu", "folded", "pikachu"),
        ("pikachu", "duplicate", "already"),
        ("", "blank", "empty"),
        ("# secret", "comment", ""),
        ("Éloïse", "folded", "eloise"),
        ("M. Mime-2 ❤️!", "folded", "mmime"),
        ("🦊", "refused", "no letter"),
        ("\u0301\u0300", "refused", "no letter"),
        ("Łukas שלום", "refused", "'ש'"),
        ("x" * 5000, "refused", f"5000 letters: a name has at most {MAX_LETTERS}"),
        ("ok", "kept", ""),
        ("", "blank", "empty"),
    ]
    corpus = read_corpus([text for text, _, _ in expected])
    assert corpus.words == ("pikachu", "eloise", "mmime", "ok")
    for number, (line, (text, fate, reason)) in enumerate(
        zip(corpus.report.lines, expected, strict=True), 1
    ):
        assert (line.number, line.text, line.fate) == (number, text, fate)
        assert reason in line.reason
    assert corpus.report.counts == {
        "folded": 3,
        "duplicate": 1,
        "blank": 2,
        "comment": 1,
        "refused": 4,
        "kept": 1,
    }
    said = "Names: 1 kept as it is, 3 simplified, 4 refused, 1 already seen."
    assert corpus.report.summary == said


def test_the_french_pokemon_are_the_1023_of_the_reference() -> None:
    """Hyphens, spaces, dots and digits left out, as the public course does; by the list's sum."""
    names = french_species()
    assert len(names) == 1023
    assert sha256("\n".join(names).encode()).hexdigest() == (
        "ba2ed09e46a8d2a9cc0af321c343949d50293f50992ea773c4e5f32eab1a2228"
    )


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        ("Chloé\r\nZoé\r\n".encode(), ""),
        ("Chloé\rZoé".encode(), ""),
        ("\ufeffChloé\nZoé\n".encode(), ""),
        ("Chloe\u0301\nZoe\u0301\n".encode(), ""),
        ("\ufeffChloé\nZoé\n".encode("utf-16-le"), "UTF-16"),
        ("\ufeffChloé\nZoé\n".encode("utf-16-be"), "UTF-16"),
        ("Chloé\nZoé\n".encode("cp1252"), "Windows-1252"),
    ],
    ids=["windows", "old mac", "BOM", "mac accents", "UTF-16 LE", "UTF-16 BE", "Windows-1252"],
)
def test_files_of_any_make(tmp_path: Path, content: bytes, remark: str) -> None:
    path = tmp_path / "liste.txt"
    path.write_bytes(content)
    assert read_corpus(path).words == ("chloe", "zoe")
    corpus = read_corpus(path, vocabulary="found")
    assert corpus.words == ("Chloé", "Zoé")
    assert (corpus.name, corpus.source) == ("liste.txt", str(path))
    assert len(corpus.report.remarks) == bool(remark)
    assert remark in "".join(corpus.report.remarks)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n\n", "No usable name"),
        ("é\u0301\n".encode()[2:], "line 1"),
        ("🦊\n🐉\n".encode(), "--vocabulary found"),
        (b"12\n345\n", "--vocabulary found"),
        (b"a\0b\n", "not a text"),
        (bytes(range(256)), "not a text"),
        (b"\x89PNG\r\n\x1a\n\x90\x91", "a picture"),
        (b"\xff\xfea", "not a text"),
        ("a\nb\n".encode("utf-32"), "not a text"),
        ("a\nb\n".encode("utf-16-le"), "not a text"),
        ("日本\n".encode(), "--vocabulary found"),
        (b"# rien\n", "No usable name"),
        (b"x" * 5000, "5000"),
        (b"Il etait une fois un chat qui lisait. " * 20, "with --text"),
    ],
)
def test_files_that_hold_no_name(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "liste.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_corpus(path)
    assert says in one_sentence(error.value)


def test_places_that_are_no_file(tmp_path: Path) -> None:
    places = {
        str(tmp_path): f"{tmp_path} is a folder: give a text file",
        str(tmp_path / "absent"): "no file and no list",
        "dragons": "The lists are: pokemon, ",
        "Pokémons": "did you mean pokemon?",
        "a\0b": "cannot be read",
        "x" * 5000: "x…",
    }
    for place, says in places.items():
        with pytest.raises(InputError) as error:
            read_corpus(place)
        assert says in one_sentence(error.value)
        assert len(str(error.value)) < 500
    path = tmp_path / "secret.txt"
    path.write_text("nom")
    path.chmod(0)
    if not os.access(path, os.R_OK):  # root may read everything
        with pytest.raises(InputError) as error:
            read_corpus(path)
        assert "cannot be read" in one_sentence(error.value)


def test_an_absurdly_large_file(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:  # sparse: it takes no room
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError) as error:
        read_corpus(path)
    assert "larger than 32 MB" in one_sentence(error.value)


def test_a_list_of_something_else() -> None:
    anything: Any = ["a", None]
    with pytest.raises(InputError, match="None"):
        read_corpus(anything)


def test_a_pasted_novel_is_answered() -> None:
    novel = ["Il était une fois, dans un pays lointain, un chat qui lisait. " * 20] * 3
    with pytest.raises(InputError, match="letters"):
        read_corpus(novel)
    sentences = read_corpus(["Il était une fois,", "dans un pays lointain,", "un chat"])
    assert sentences.words[1] == "dansunpayslointain"
    assert "several words" in sentences.report.remarks[0]
    assert read_corpus(["La Rochelle", "Nantes"]).report.remarks == ()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"un\ndeux\n")))
    assert read_corpus("-").words == ("un", "deux")
    monkeypatch.setattr(sys, "stdin", io.StringIO("trois\n"))
    assert read_corpus("-").words == ("trois",)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="no standard input"):
        read_corpus("-")


def test_a_vocabulary_of_what_is_found_keeps_everything() -> None:
    corpus = read_corpus(["Saint-Étienne", "L'Haÿ"], vocabulary="found")
    assert corpus.words == ("Saint-Étienne", "L'Haÿ")
    assert corpus.vocabulary.tokens[0] == "."
    assert "É" in corpus.vocabulary
    assert read_corpus(["ab"], vocabulary="microgpt").vocabulary.boundary == 26
    with pytest.raises(InputError, match="found"):
        read_corpus(["ab"], vocabulary="klingon")


def test_a_running_text() -> None:
    corpus = read_corpus(["to be", "or not"], kind="text")
    assert corpus.words == ("to be\nor not",)
    assert corpus.vocabulary.boundary is None
    assert corpus.vocabulary.decode(corpus.encoded()[0]) == "to be\nor not"
    assert corpus.report.summary == "A text of 12 characters, 8 different."
    train, hidden = corpus.split(0.25)
    assert train.words[0] + hidden.words[0] == corpus.words[0]
    with pytest.raises(InputError, match="empty"):
        read_corpus([""], kind="text")


def test_a_text_read_with_a_model_s_own_characters_says_what_it_leaves_out() -> None:
    known = Vocabulary.of("abc ", boundary=False)
    corpus = read_corpus(["À cab? [ba]"], known)  # the vocabulary decides that it is a text
    assert corpus.words == ("a cab ba",)
    assert corpus.report.remarks == (
        "3 characters that the model does not know were left out: ? [ ]",
    )
    with pytest.raises(InputError, match="nothing in your list that the model knows"):
        read_corpus(["???"], known)
    assert read_corpus("pokemon", kind="text").words[0].startswith("arcanin\nbulbizarre\n")


def test_shakespeare_has_the_65_characters_of_nanogpt() -> None:
    corpus = read_corpus(data("tinyshakespeare.txt"), kind="text")
    assert corpus.vocabulary.size == 65
    assert len(corpus.words[0]) == 1_115_394
    train, hidden = corpus.split(0.1)
    assert len(train.words[0]) == int(1_115_394 * 0.9)  # nanoGPT's own line
    assert len(hidden.words[0]) == 111_540


def test_the_split_is_the_same_everywhere() -> None:
    pokemon = read_corpus("pokemon")
    train, hidden = pokemon.split(0.1, seed=0)
    # Written down once: the split must never move under a saved model.
    assert hidden.words == ("lucario", "togepi")
    assert pokemon.split(0.1, seed=0)[1].words == hidden.words
    assert set(train.words) | set(hidden.words) == set(pokemon.words)
    assert not set(train.words) & set(hidden.words)
    assert pokemon.split(0.1, seed=1)[1].words != hidden.words
    with pytest.raises(InputError, match="only one name"):
        read_corpus(["seul"]).split(0.1)
    for share in (0.9, 0, -1, float("nan")):
        with pytest.raises(InputError, match=r"0\.5"):
            pokemon.split(share)
    for count in range(2, 9):
        for part in read_corpus(list("abcdefgh"[:count])).split(0.5):
            assert part.words


def test_fingerprints_tell_lists_apart() -> None:
    first = read_corpus(["ab", "c"])
    assert first.fingerprint == read_corpus(["ab", "c"]).fingerprint
    others = (["a", "bc"], ["c", "ab"], ["ab", "c", "d"])
    assert all(read_corpus(other).fingerprint != first.fingerprint for other in others)


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(1, 9))
def test_each_target_is_seen_once_with_the_tokens_before_it(word: list[int], T: int) -> None:
    ids = [0, *word, 0]
    seen: list[tuple[tuple[int, ...], int]] = []
    for tokens, targets in word_windows(ids, T):
        assert 1 <= len(tokens) <= T
        hidden = len(tokens) - len(targets)
        seen += [(tokens[: hidden + i + 1], target) for i, target in enumerate(targets)]
    assert seen == [(tuple(ids[max(0, i - T) : i]), ids[i]) for i in range(1, len(ids))]


def test_text_windows_predict_every_next_token() -> None:
    assert text_windows([5, 6, 7, 8], [0, 1], 3) == [((5, 6, 7), (6, 7, 8)), ((6, 7), (7, 8))]


BYTES = st.binary(max_size=300) | st.builds(
    str.encode,
    st.text(max_size=200) | st.text('abé.-#🦊\r\n\f \t,;"', max_size=60),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.just("ignore"),
)


@settings(max_examples=400, deadline=None)
@given(BYTES, st.sampled_from(["a-z", "found"]))
@example(b",A\n\r", "a-z")
def test_any_bytes_are_read_or_refused_with_one_sentence(content: bytes, vocabulary: str) -> None:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        try:
            corpus = read_corpus(file.name, vocabulary)
        except InputError as error:
            one_sentence(error)
            return
    counts = corpus.report.counts
    assert sum(counts.values()) == len(corpus.report.lines)
    # Counted apart from the reader: every end of line, and what follows the last one.
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    decoded = content.decode("utf-16" if wide else "latin-1")
    ends = re.findall(r"\r\n|\r|\n", decoded)
    count = len(ends) + (not decoded.endswith(("\r", "\n")))
    # A line may hold several names.
    assert {line.number for line in corpus.report.lines} == set(range(1, count + 1))
    assert counts.get("kept", 0) + counts.get("folded", 0) == len(corpus.words)
    for word, ids in zip(corpus.words, corpus.encoded(), strict=True):
        assert ids[0] == ids[-1] == corpus.vocabulary.boundary
        assert corpus.vocabulary.decode(ids[1:-1]) == word
        assert corpus.vocabulary.boundary not in ids[1:-1]


@pytest.mark.parametrize("source", [None, 3, 2.5])
def test_what_is_no_source_is_told(source: Any) -> None:
    with pytest.raises(InputError, match=f"{source} is not a list of names"):
        read_corpus(source)


@pytest.mark.parametrize("kind", ["words", "text"])
def test_an_empty_name_is_not_the_current_folder(kind: Any) -> None:
    with pytest.raises(InputError, match="it is empty"):
        read_source("", kind=kind)
