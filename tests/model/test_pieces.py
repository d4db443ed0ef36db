"""Pieces in the standard library, held to the library that large models use."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "spec"))

from texts_of_any_script import texts as drawn_texts

from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.bpe import BytePairs, vocabulary_from
from premier_llm.model.pieces import ALPHABET, END, MIN_TIMES, SIGNS, Cutter, learn, words_in
from premier_llm.model.tokenizer_json import assembled

ROOT = Path(__file__).parents[2]


def theirs(texts: Sequence[str], size: int) -> Any:
    """What the library learns."""
    tokenizers = pytest.importorskip("tokenizers", reason="needs tokenizers")
    tokenizer = tokenizers.Tokenizer.from_str(assembled({}, []))
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=MIN_TIMES,
        special_tokens=[END],
        initial_alphabet=SIGNS,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def learned_by(tokenizer: Any) -> tuple[list[str], list[tuple[int, int]]]:
    model = json.loads(tokenizer.to_str())["model"]
    ids = model["vocab"]
    return sorted(ids, key=ids.__getitem__), [(ids[a], ids[b]) for a, b in model["merges"]]


@cache
def french() -> str:
    """What people wrote for this project, in French."""
    files = sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("course/*.md"), ROOT / "README.md"])
    return "\n\n".join(file.read_text(encoding="utf-8") for file in files)


def test_the_merges_of_french_are_the_library_s() -> None:
    assert len(french()) > 200_000
    tokens, merges = learn([french()], 1000)
    assert (tokens, merges) == learned_by(theirs([french()], 1000))
    assert (len(tokens), len(merges)) == (1000, 1000 - len(ALPHABET))
    assert {"Ġles", "ment", "Ġqu", "Ã©"} <= set(tokens)


@pytest.mark.parametrize("name", ["prenoms_insee.txt", "pokemon_fr.txt", "tinyshakespeare.txt"])
def test_the_merges_of_others_texts_are_the_library_s(name: str) -> None:
    path = ROOT.parent / "shared" / "data" / name
    if not path.exists():
        pytest.skip(f"needs {name}, which is no part of the project")
    text = path.read_text(encoding="utf-8")[:1_000_000]
    assert learn([text], 1000) == learned_by(theirs([text], 1000))


def test_the_merges_of_odd_texts_are_the_library_s() -> None:
    """Few letters: pairs that overlap, and many that come as often as each other."""
    draw = random.Random(1)
    for _ in range(300):
        signs = draw.choice(["ab", "aaab", "aab ", "aé 'b", "abcdefgh \n", "字🙂a "])
        texts = [
            "".join(draw.choices(signs, k=draw.randrange(300))) for _ in range(draw.randrange(6))
        ]
        size = draw.choice([257, 258, 300, 2000])
        assert learn(texts, size) == learned_by(theirs(texts, size)), (texts, size)
    texts = drawn_texts(3000)
    assert learn(texts, 1500) == learned_by(theirs(texts, 1500))


def test_the_ids_of_texts_of_any_script_are_the_library_s() -> None:
    """10,000 texts; what is left out says texts_of_any_script.py."""
    texts = drawn_texts(10_000)
    assert len(set("".join(texts))) > 25_000
    tokenizer = theirs([french(), *texts[:3000]], 2000)
    cutter = Cutter(*learned_by(tokenizer), whole=[END])
    for text, expected in zip(texts, tokenizer.encode_batch(texts), strict=True):
        assert cutter.encode(text) == expected.ids, ascii(text)
    plain = Cutter(*learned_by(tokenizer))
    tokenizer.encode_special_tokens = True
    for text, expected in zip(texts, tokenizer.encode_batch(texts), strict=True):
        assert plain.encode(text) == expected.ids, ascii(text)


def test_bytes_that_are_no_character_are_the_library_s() -> None:
    pieces = BytePairs.train([french()[:20_000]], 400)
    tokenizer = theirs([french()[:20_000]], 400)
    draw = random.Random(2)
    for _ in range(2000):
        ids = draw.choices(range(pieces.size), k=draw.randrange(12))
        assert pieces.decode(ids) == tokenizer.decode(ids, skip_special_tokens=False)


@given(st.text(), st.booleans())
def test_any_text_comes_back(text: str, boundary: bool) -> None:
    pieces = some_pieces(boundary)
    ids = pieces.encode(text)
    assert pieces.decode(ids) == "".join(pieces.texts(ids)) == text
    assert "".join(words_in(text)) == text


@cache
def some_pieces(boundary: bool) -> BytePairs:
    return BytePairs.train(World("histoires").stories(100), 400, boundary)


def test_a_character_appears_with_its_last_token() -> None:
    pieces = BytePairs.train(["a"], 300)
    assert pieces.texts(pieces.encode("é🙂b")) == ["", "é", "", "", "", "🙂", "b"]
    half, other = pieces.encode("é"), pieces.encode("a")
    assert pieces.texts([*half[:1], *other]) == ["", "�a"]
    assert pieces.texts(half[:1]) == ["�"]
    assert pieces.texts([]) == []


def test_stories_have_a_boundary_that_no_text_can_write() -> None:
    stories = World("histoires").stories(50)
    told, running = (BytePairs.train(stories, 400, boundary) for boundary in (True, False))
    assert (told.boundary, told.end, told.version) == (0, 0, 2)
    assert (running.boundary, running.end, running.version) == (None, 0, 1)
    assert told.to_dict().keys() == {"byte_pairs", "boundary"}
    assert running.to_dict().keys() == {"byte_pairs"}
    for text in (f"a{END}b", END):
        assert 0 in running.encode(text)
        assert 0 not in told.encode(text)
        assert told.decode(told.encode(text)) == running.decode(running.encode(text)) == text
    assert told.beginning(f"{END}Un ours") == "Un ours"
    for pieces in (told, running):
        again = vocabulary_from(json.loads(json.dumps(pieces.to_dict())))
        assert again == pieces
        assert again.encode(stories[0]) == pieces.encode(stories[0])


def test_what_is_written_is_what_the_library_writes() -> None:
    """So it opens in transformers; and what people trained before is the same vocabulary."""
    written = theirs([french()], 500).to_str()
    pieces = BytePairs.train([french()], 500)
    facts = json.loads(pieces.description)
    assert list(facts) == list(json.loads(written))
    assert facts == json.loads(written)
    assert list(facts["model"]["vocab"]) == list(json.loads(written)["model"]["vocab"])
    assert BytePairs.described(written) == pieces


def test_a_tokenizer_that_does_more_is_left_to_the_library() -> None:
    plain = BytePairs.train(["été"], 257)
    facts = json.loads(plain.description) | {"normalizer": {"type": "NFD"}}
    pytest.importorskip("tokenizers", reason="needs tokenizers")
    for boundary in (None, 0):
        more = BytePairs.described(json.dumps(facts), boundary)
        assert more.encode("é") == plain.encode("e\u0301")
        assert (0 in more.encode(END)) == (boundary is None)
    facts["model"]["dropout"] = "much"
    with pytest.raises(InputError, match="damaged"):
        BytePairs.described(json.dumps(facts))


def test_what_is_no_vocabulary_is_refused() -> None:
    pieces = BytePairs.train(["a a"], 300).to_dict()
    for boundary in ("0", 257, -1, True):
        with pytest.raises(InputError):
            vocabulary_from(pieces | {"boundary": boundary})
    with pytest.raises(InputError, match="half a character"):
        BytePairs.train(["ab", "a\udc00"], 300)
    with pytest.raises(InputError, match="half a character"):
        vocabulary_from(pieces).encode("\ud83d")


def test_a_word_of_a_hundred_thousand_letters_is_cut() -> None:
    word = "abca" * 25_000
    pieces = BytePairs.train([word], 265)
    ids = Cutter(pieces.tokens, learn([word], 265)[1]).encode(word)
    assert len(ids) < len(word) / 100
    assert ids == pieces.encode(word)
