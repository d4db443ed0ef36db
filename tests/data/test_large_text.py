"""Texts larger than memory: the tokens they have in memory, whole or not at all, taken up again."""

from __future__ import annotations

import errno
import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from helpers import ENGINES
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.cli.app import app
from premier_llm.data import large_text
from premier_llm.data import reading as corpora
from premier_llm.data.corpus import Corpus
from premier_llm.data.large_text import LargeText, Tokens, read_source
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import spread_windows, windows_of
from premier_llm.errors import InputError, RunError
from premier_llm.files.model_file import load
from premier_llm.judging.judgement import Yardsticks
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

TEXT = (
    "Le chat dort, la souris danse.\r\n\r\nQuand le chat n’est pas là,\tles souris dansent !  " * 40
)


@pytest.fixture(autouse=True)
def small_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which a short text meets every case."""
    monkeypatch.setattr(large_text, "SEGMENT", 500)
    monkeypatch.setattr(large_text, "CHUNK", 64)
    monkeypatch.setattr(corpora, "MAX_BYTES", 1000)
    monkeypatch.setenv("PREMIER_LLM_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.txt"
    file.write_bytes(TEXT.encode())
    return file


def in_memory(text: str, vocabulary: Any = None) -> Corpus:
    return read_corpus([text], vocabulary, "text")


def kept(tmp_path: Path) -> list[Path]:
    """Every file of the cache."""
    return sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())


def one_sentence(error: pytest.ExceptionInfo[BaseException]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no text may be read."""

    def refuse(file: Path) -> Any:
        raise AssertionError(f"{file} is read again")

    monkeypatch.setattr(large_text, "_chunks", refuse)


@pytest.mark.parametrize("pieces", [None, 300])
def test_the_tokens_are_those_of_the_text_in_memory(book: Path, pieces: int | None) -> None:
    large = read_source(book, pieces, "text")
    assert isinstance(large, LargeText)
    small = in_memory(TEXT, large.vocabulary)
    assert pieces or large.vocabulary == in_memory(TEXT).vocabulary
    (ids,), (expected,) = large.encoded(), small.encoded()
    assert list(ids) == expected
    assert len(ids) > 1000, "several segments"
    assert isinstance(ids, Tokens)
    assert {len(segment) for segment in ids._segments[:-1]} == {500}
    for start, stop in ((0, 1), (499, 501), (3, 1400), (990, 10**9), (-3, None), (5, 5), (9, 2)):
        assert ids[start:stop] == expected[start:stop]
    assert (ids[0], ids[500], ids[-1]) == (expected[0], expected[500], expected[-1])
    with pytest.raises(IndexError):
        ids[len(ids)]
    assert large.vocabulary.decode(ids[:]) == TEXT.replace("\r\n", "\n")


def test_windows_and_baselines_are_those_of_the_text_in_memory(book: Path) -> None:
    large, small = read_source(book, kind="text"), in_memory(TEXT)
    for part, expected in zip(large.split(0.3), small.split(0.3), strict=True):
        assert windows_of(part, 7) == windows_of(expected, 7)
        assert spread_windows(part, 7, 10) == spread_windows(expected, 7, 10)
        assert len(spread_windows(part, 7, 10)) == 10
    assert Yardsticks(*large.split(0.3), 7).held_out == Yardsticks(*small.split(0.3), 7).held_out
    with pytest.raises(InputError, match="at most"):
        large.split(0.9)


WORDS = st.text("abé'\u0301.1", min_size=1, max_size=8)
SPACES = st.text(" \n\t\u00a0\u2028", min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=40), st.integers(16, 40))
def test_wherever_a_text_is_cut_its_tokens_are_the_same(
    words: list[tuple[str, str]], chunk: int
) -> None:
    from premier_llm.model.bpe import BytePairs

    vocabulary = BytePairs.train([TEXT], 300)
    text = "".join(word + space for word, space in words)
    rest, found = "", []
    for start in range(0, len(text), chunk):
        part, rest = large_text._cut(rest + text[start : start + chunk])
        found += vocabulary.encode(part)
    assert found + vocabulary.encode(rest) == vocabulary.encode(text)


def test_a_text_without_any_space_is_cut_all_the_same() -> None:
    assert large_text._cut("abc") == ("abc", "")
    assert large_text._cut("  abc") == ("  abc", "")
    assert large_text._cut("ab \n cd") == ("ab", " \n cd")


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    (folder / "b").mkdir(parents=True)
    books = {
        "c.txt": "third.",
        "b/2.txt": "second. ",
        "a.txt": "first. ",
        "b/3.txt": "",
        "d.txt": "",
    }
    for name, text in books.items():
        (folder / name).write_text(text)
    (folder / "notes.md").write_text("no book")
    characters = read_source(folder, kind="text")
    assert characters.vocabulary.decode(characters.encoded()[0]) == "first. second. third."
    pieces = read_source(folder, 257, "text")
    end = "<|endoftext|>"
    read = pieces.vocabulary.decode(pieces.encoded()[0])
    assert read == f"first. {end}second. {end}{end}third.{end}", "an empty file is a text, too"


@pytest.mark.parametrize("wanted", ["found", 300])
def test_a_second_run_does_not_read_the_text(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str | int
) -> None:
    first = read_source(book, wanted, "text")
    unread(monkeypatch)
    again = read_source(book, wanted, "text")
    assert again.fingerprint == first.fingerprint
    assert again.vocabulary == first.vocabulary
    assert list(again.encoded()[0]) == list(first.encoded()[0])
    # As a training that is taken up reads it.
    assert read_source(book, first.vocabulary).fingerprint == first.fingerprint
    os.utime(book, ns=(1, 1))
    with pytest.raises(AssertionError, match="read again"):
        read_source(book, wanted, "text")


def test_the_fingerprint_is_of_the_text_not_of_its_date(book: Path) -> None:
    first = read_source(book, kind="text").fingerprint
    os.utime(book, ns=(1, 1))
    assert read_source(book, kind="text").fingerprint == first
    book.write_bytes(TEXT.replace("chat", "chut", 1).encode())
    assert read_source(book, kind="text").fingerprint != first
    assert read_source(book, Vocabulary.of(TEXT + "@", False)).fingerprint != first


def test_with_a_model_s_own_characters_it_says_what_it_leaves_out(book: Path) -> None:
    known = Vocabulary.of("lechatdorsunq ", boundary=False)
    for _ in range(2):
        large = read_source(book, known)
        small = in_memory(TEXT, known)
        assert list(large.encoded()[0]) == small.encoded()[0]
        assert large.report.remarks == small.report.remarks != ()


def break_index(folder: Path) -> None:
    (folder / "index.json").write_text("{}")


def shorten(folder: Path) -> None:
    shard = folder / "1.npy"
    shard.write_bytes(shard.read_bytes()[:-10])


def lose(folder: Path) -> None:
    (folder / "0.npy").unlink()


@pytest.mark.parametrize("damage", [break_index, shorten, lose])
def test_damaged_shards_are_made_again(
    book: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    first = read_source(book, kind="text")
    expected = list(first.encoded()[0])
    (index,) = (path for path in kept(tmp_path) if path.name == "index.json")
    damage(index.parent)
    again = read_source(book, kind="text")
    assert list(again.encoded()[0]) == expected
    (vocabulary,) = (path for path in kept(tmp_path) if path.name == "characters.json")
    vocabulary.write_text('{"tok')
    assert read_source(book, kind="text").vocabulary == first.vocabulary


def test_a_full_disk_is_told_and_nothing_half_is_kept(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = large_text._write_array

    def full(path: Path, array: Any) -> None:
        write(path, array)
        if path.name == "1.npy":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(large_text, "_write_array", full)
    with pytest.raises(RunError, match="the disk is full") as error:
        read_source(book, kind="text")
    assert "PREMIER_LLM_CACHE" in one_sentence(error)
    assert [path.name for path in kept(tmp_path)] == ["characters.json"]
    monkeypatch.setattr(large_text, "_write_array", write)
    assert len(read_source(book, kind="text").encoded()[0]) == len(TEXT.replace("\r\n", "\n"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are Unix's")
def test_a_disk_that_really_refuses(book: Path, tmp_path: Path) -> None:
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))
    try:
        with pytest.raises(RunError) as error:
            read_source(book, kind="text")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "the file would be too large" in one_sentence(error)
    assert not [path for path in kept(tmp_path) if path.suffix == ".npy"]


def test_what_a_killed_run_left_behind_is_cleared_away(book: Path, tmp_path: Path) -> None:
    read_source(book, kind="text")
    (index,) = (path for path in kept(tmp_path) if path.name == "index.json")
    old, young = (index.parents[1] / f".unfinished-{name}" for name in ("1-old", "2-young"))
    for folder in (old, young):
        folder.mkdir()
        (folder / "0.npy").write_bytes(b"half")
    os.utime(old, (1, 1))
    index.unlink()
    read_source(book, kind="text")
    assert not old.exists()
    assert young.exists(), "another run may be writing it"


def test_a_text_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    text = "Élodie a lu.\n" * 200  # more than fits into memory
    for name, encoding in (("a", "cp1252"), ("b", "utf-8"), ("c", "mac_roman"), ("d", "utf-16")):
        (folder / f"{name}.txt").write_bytes(text.encode(encoding))
    for _again in range(2):  # read, then taken up
        found = read_source(folder, kind="text")
        assert found.vocabulary.decode(found.encoded()[0]) == text * 4
        said = found.report.remarks
        assert [remark[:5] for remark in said] == ["a.txt", "c.txt", "d.txt"]
        assert "Windows-1252" in said[0]
        assert "Mac Roman" in said[1]
        assert "UTF-16" in said[2]


def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    file, folder = tmp_path / "t.txt", tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(InputError, match=r"no \.txt file") as error:
        read_source(folder, kind="text")
    one_sentence(error)
    for content, said in (
        (b"abc " * 400 + b"\xe9t\xe9 " * 9, "UTF-8"),
        (b"abc\0" * 400, "is not a text"),
        (b"%PDF-1.7 " * 200, "is a PDF"),
    ):
        file.write_bytes(content)
        with pytest.raises(InputError, match=said) as error:
            read_source(file, kind="text")
        one_sentence(error)
    (folder / "empty.txt").write_text("x")
    with pytest.raises(InputError, match="is empty"):
        read_source(folder, kind="text")
    assert not [path for path in kept(tmp_path) if ".unfinished" in str(path)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_training_is_that_of_the_text_in_memory_and_is_resumed_to_the_bit(
    book: Path, engine: str
) -> None:
    large, small = read_source(book, kind="text"), in_memory(TEXT)
    config = PRESETS["mini"].with_dials(
        vocabulary=small.vocabulary.size, context=4, embedding=4, hidden=4
    )
    recipe = Recipe(
        steps=8, batch=3, accumulate=2, held_out=0.2, evaluate_every=4, evaluate_windows=6
    )
    whole = Training(small, config, recipe, engine, 3)
    whole.run()
    broken = Training(large, config, recipe, engine, 3)
    for progress in broken:
        if progress.step == 5:
            break
    tensors, facts = broken.state()
    resumed = Training.from_state(large, config, tensors, json.loads(json.dumps(facts)))
    resumed.run()
    assert resumed.history == whole.history
    assert {n: f.tobytes() for n, (_, f) in resumed.model.tensors().items()} == {
        n: f.tobytes() for n, (_, f) in whole.model.tensors().items()
    }


def test_memory_does_not_grow_with_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_text, "SEGMENT", 2**15)
    monkeypatch.setattr(large_text, "CHUNK", 2**12)

    def peak(times: int) -> int:
        file = tmp_path / f"{times}.txt"
        file.write_text(TEXT * times)
        tracemalloc.start()
        try:
            corpus = read_source(file, kind="text")
            config = PRESETS["mini"].with_dials(vocabulary=corpus.vocabulary.size)
            recipe = Recipe(steps=2, batch=4, held_out=0.1, evaluate_every=1, evaluate_windows=20)
            Training(corpus, config, recipe).run()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # what is loaded once does not count
    short, long = peak(40), peak(320)
    assert long < 1.3 * short
    assert long < (tmp_path / "320.txt").stat().st_size / 2


@pytest.mark.parametrize("at", [1, 0.5])
def test_whoever_watches_sees_the_bytes_pass_and_may_stop(
    book: Path, tmp_path: Path, at: float
) -> None:
    size, seen = book.stat().st_size, []

    def stop(read: int, whole: int) -> None:
        seen.append(read)
        assert whole == size
        # The first time for its characters, the second for its tokens: stop in the middle of that.
        if seen.count(seen[0]) == 2 and read >= at * size / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_source(book, kind="text", watch=stop)
    first = seen[: seen.index(seen[0], 1)]
    assert first == sorted(set(first))
    assert first[-1] <= size
    assert first[-1] > 0.9 * size
    assert [path.name for path in kept(tmp_path)] == ["characters.json"], "nothing half-done"
    seen.clear()
    whole = read_source(book, kind="text", watch=lambda read, size: seen.append(read))
    assert list(whole.encoded()[0]) == in_memory(TEXT).encoded()[0]
    assert seen == first, "the characters were found again, the text is read once"
    seen.clear()
    read_source(book, kind="text", watch=lambda read, size: seen.append(read))
    assert not seen


def test_the_command_trains_shows_judges_and_resumes(book: Path, tmp_path: Path) -> None:
    model = tmp_path / "m.safetensors"
    dials = ["--context", "6", "--embedding", "8", "--hidden", "8", "--steps", "6"]
    run = CliRunner()
    begun = run.invoke(app, ["train", str(book), "--text", *dials, "--output", str(model)])
    assert begun.exit_code == 0, begun.output
    count = len(TEXT.replace("\r\n", "\n")) * 9 // 10  # the rest is hidden
    assert f"{count:,} characters from book.txt" in begun.output
    assert load(model).vocabulary == read_source(book, kind="text").vocabulary
    judged = run.invoke(app, ["evaluate", str(model), "--json"])
    assert judged.exit_code == 0, judged.output
    assert json.loads(judged.output)["held_out_loss"] > 0
    shown = run.invoke(app, ["data", "show", str(book), "--text"])
    assert "Le chat dort, la souris danse." in shown.output
    refused = run.invoke(app, ["train", str(book)])
    assert refused.exit_code == 2
    assert "0 MB: give a smaller file" in refused.output
    assert refused.output.count("\n") == 1
