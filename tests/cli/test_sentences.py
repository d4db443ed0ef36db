"""The command on stories and on texts, in letters, words and pieces."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from calling import assert_one_sentence, call, run, run_json

from premier_llm.cli.tokens import begun
from premier_llm.data.reading import TOLD
from premier_llm.data.worlds.checker import KINDS
from premier_llm.data.worlds.floor import floor
from premier_llm.data.worlds.world import World
from premier_llm.files.model_file import load
from premier_llm.files.safetensors import read as read_tensors
from premier_llm.model.words import Words

PIECES = pytest.param(
    "pieces", marks=pytest.mark.skipif(find_spec("tokenizers") is None, reason="needs tokenizers")
)
SMALL = ("--preset", "mini", "--steps", 40, "--set", "evaluate_every=20")
POEM = """Le chat regarde la pluie, assis !
La pluie regarde le chat gris,

et la souris sort de son trou.

Envolez-vous, petites gouttes,
tombez, gouttes ! Tombez sur la route.
"""


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has seen enough of a small language to write it."""
    file = tmp_path_factory.mktemp("stories") / "meteo.safetensors"
    trained = run("train", "meteo", "--steps", 400, "-o", file)
    assert trained.exit_code == 0, trained.output
    assert f"learn {TOLD * 9 // 10:,} stories" in trained.stdout
    assert re.search(r"words/s", trained.stdout)
    return file


@pytest.fixture
def poem(tmp_path: Path) -> Path:
    file = tmp_path / "poem.txt"
    file.write_text(POEM * 4, "utf-8")
    return file


def test_stories_are_learned_whole_in_words_by_default(weather: Path) -> None:
    saved = load(weather)
    assert isinstance(saved.vocabulary, Words)
    longest = max(len(saved.vocabulary.encode(s)) for s in World("meteo").stories(500))
    assert saved.config.context >= longest + 1, "a window holds the whole story"
    assert saved.training["corpus"]["source"] == "meteo"
    assert read_tensors(weather)[1]["premier_llm"] == "2"


def test_evaluate_tells_floor_agreements_and_unseen_pairs(weather: Path) -> None:
    facts = run_json("evaluate", weather)
    assert facts["floor"] == floor(World("meteo")).per_token
    assert facts["held_out_baselines"]["floor"] == facts["floor"]
    assert facts["floor"] < facts["held_out_loss"] < facts["held_out_baselines"]["pairs"]
    held = facts["agreements"]
    assert held["stories"] == 200
    assert set(held["held"]) <= set(KINDS)
    assert 0.5 < held["share"] <= 1
    unseen = facts["unseen"]
    assert unseen["stories"] == 200
    assert unseen["baselines"]["triples"] > facts["held_out_baselines"]["triples"]
    said = run("evaluate", weather).stdout
    assert said.count(f" {facts['floor']:.3f}  ") == 2, "beside both losses"
    for words in (
        "Loss on the hidden stories",
        "Loss on 200 stories with pairs of words never told together",
        "single words",
        "Of all that was checked",
        "invented stories",
        "one word away from a story",
    ):
        assert words in " ".join(said.split())


def test_agreements_are_those_of_the_stories_that_were_invented(weather: Path) -> None:
    """What is checked is what is counted as copies: the same invented stories."""
    facts = run_json("evaluate", weather)
    told = "\n".join(name["name"] for name in facts["names"])
    checked = run("data", "check", "meteo", "-", "--json", input=told.encode())
    assert f'"whole": {facts["agreements"]["whole"]}' in checked.stdout


def test_a_story_begins_as_it_is_typed_but_for_capitals_and_accents(weather: Path) -> None:
    typed = run_json("sample", weather, "--beginning", "LUNDI MATIN", "--seed", 1)
    right = run_json("sample", weather, "--beginning", "Lundi matin", "--seed", 1)
    names = [name["name"] for name in typed["names"]]
    assert names == [name["name"] for name in right["names"]]
    assert len(names) == 3
    for name in names:
        assert name.startswith("Lundi matin"), "a capital at the beginning"
        assert not re.search(r" [.,]|  |[’] ", name), "spaces stand where they belong"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l'apres-midi", "L’après-midi"),
        ("Qu’elle", "Qu'elle"),
        ("lundi,  MATIN", "Lundi, matin"),
        ("lundi.matin", "Lundi. matin"),
    ],
)
def test_what_keyboards_write_is_understood(typed: str, meant: str) -> None:
    vocabulary = Words.found(["L’après-midi, lundi matin.", "Lundi.", "Qu'elle dorme."])
    assert begun(vocabulary, typed, story=True) == meant


@pytest.mark.parametrize("command", [("sample", "--beginning"), ("inspect",)])
def test_an_unknown_word_is_told_and_a_near_one_named(weather: Path, command: Any) -> None:
    name, *option = command
    result = run(name, weather, *option, "Lundi matim")
    assert_one_sentence(result)
    assert "does not know the word 'matim'" in result.stderr
    assert "matin" in result.stderr
    assert_one_sentence(run(name, weather, *option, "🙂" * 3))
    assert_one_sentence(run(name, weather, *option, "a" * 100_000))


def test_a_trace_shows_whole_words(weather: Path) -> None:
    said = run("sample", weather, "--count", 1, "--trace", "--beginning", "Lundi").stdout
    assert "  after ¶ Lundi\n" in said
    assert "  after ¶ Lundi " in said
    rows = [line for line in said.splitlines() if "%" in line]
    assert max(map(len, rows)) <= 80


def test_inspect_speaks_of_words(weather: Path) -> None:
    said = run("inspect", weather, "lundi matin").stdout
    assert "¶=0  Lundi=" in said
    for words in ("Each word gets its identity card", "Where the last word looks", "The next word"):
        assert words in said
    assert "letter" not in said
    facts = run_json("inspect", weather, "Lundi matin")
    assert [token["token"] for token in facts["tokens"]] == ["¶", "Lundi", "matin"]
    point = run("inspect", weather, "Lundi matin", "--point", "blocks.0.attention.weights").stdout
    assert "row: the word that looks" in point
    without = run("inspect", weather, "Lundi matin", "--off", "mlp.0").stdout
    assert "After ¶ Lundi matin, without mlp.0" in without
    assert "The next word, whole and without:" in without


def test_the_longest_words_break_no_table(weather: Path) -> None:
    vocabulary = load(weather).vocabulary
    words = sorted((t for t in vocabulary.tokens if t.isalpha()), key=len)[-3:]
    for point in ("blocks.0.attention.weights", "embedding", "logits"):
        said = run("inspect", weather, " ".join(words), "--point", point).stdout
        lines = said.splitlines()
        assert max(map(len, lines)) <= 80
        rows = [line for line in lines if re.search(r"\d\.\d{4}$", line)]
        assert rows
        assert len({len(line) for line in rows if line.count(".") == rows[0].count(".")}) == 1


def test_info_and_compare_and_show_speak_of_words(weather: Path) -> None:
    said = " ".join(run("info", weather).stdout.split())
    assert re.search(r"Vocabulary: \d+ words and marks, the most frequent first: ¶ , \.", said)
    assert run_json("info", weather)["vocabulary"][0] == "¶"
    assert run("compare", weather, "mini").exit_code == 0
    assert run("compare", weather, weather).exit_code == 0
    shown = run("data", "show", "meteo").stdout
    assert "words and marks, the most frequent first" in shown
    assert len(run_json("data", "show", "meteo")["vocabulary"]) == load(weather).vocabulary.size


def test_a_training_on_stories_is_resumed_bit_for_bit(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.safetensors", tmp_path / "part.safetensors"
    recipe = ("--preset", "mini", "--set", "evaluate_every=10", "--set", "schedule=constant")
    assert run("train", "meteo", *recipe, "--steps", 30, "-o", whole).exit_code == 0
    assert run("train", "meteo", *recipe, "--steps", 15, "-o", part).exit_code == 0
    saved = load(part)
    assert saved.training["ended"] == "steps"
    from premier_llm.data.reading import read_corpus
    from premier_llm.training.loop import Training
    from premier_llm.training.recipe import Recipe

    corpus = read_corpus("meteo")
    halted = Training(corpus, saved.config, Recipe(**load(whole).training["recipe"]))
    for progress in halted:
        if progress.step == 15:
            break
    tensors, facts = halted.state()
    taken_up = Training.from_state(read_corpus("meteo", corpus.vocabulary), saved.config, tensors,
                                   facts)  # fmt: skip
    taken_up.run()
    for name, (_shape, numbers) in load(whole).weights.items():
        assert taken_up.state()[0][name][1] == numbers, name


@pytest.mark.parametrize("tokens", ["letters", "words", PIECES])
def test_a_text_in_any_tokens(poem: Path, tmp_path: Path, tokens: str) -> None:
    file = tmp_path / "poem.safetensors"
    size = ("--vocabulary-size", 270) if tokens == "pieces" else ()
    trained = run("train", poem, "--text", "--tokens", tokens, *size, *SMALL, "-o", file)
    assert trained.exit_code == 0, trained.output
    saved = load(file)
    assert saved.vocabulary.kind == tokens
    assert read_tensors(file)[1]["premier_llm"] == str(saved.vocabulary.version)
    unit = {"letters": "character", "words": "word or mark", "pieces": "piece"}[tokens]
    assert f"in nats per {unit}" in trained.stdout
    for args in (("evaluate", file), ("sample", file), ("info", file), ("compare", file, "mini"),
                 ("inspect", file, "Le chat"), ("train", "--resume", file)):  # fmt: skip
        result = run(*args)
        assert result.exit_code == 0, result.output
    text = run_json("sample", file, "--seed", 3, "--beginning", "le chat")["names"][0]["name"]
    assert text.lower().startswith("le chat")
    assert run_json("evaluate", file)["remarks"] == []
    assert run("evaluate", file, "pokemon").exit_code in (0, 2)


def test_a_text_in_words_is_taken_up_where_it_was(poem: Path, tmp_path: Path) -> None:
    file = tmp_path / "poem.safetensors"
    words = ("--text", "--tokens", "words", "--vocabulary-size", 20)
    assert run("train", poem, *words, *SMALL, "-o", file).exit_code == 0
    longer = run("train", "--resume", file, "--steps", 60)
    assert longer.exit_code == 0, longer.output
    assert load(file).training["step"] == 60
    assert_one_sentence(run("sample", file, "--beginning", "crocodile"))


def test_a_poem_by_heart_is_told_with_the_place_it_comes_from(tmp_path: Path) -> None:
    source, file = tmp_path / "poem.txt", tmp_path / "poem.safetensors"
    source.write_text(POEM, "utf-8")
    dials = ("--context", 16, "--held-out", 0, "--learning-rate", 0.02, "--steps", 500)
    words = ("--text", "--tokens", "words")
    assert run("train", source, *words, *dials, "-o", file).exit_code == 0
    facts = run_json("evaluate", file)
    assert facts["verdict"]["stage"] == "récite"
    copied = facts["copied"]
    assert copied["words"] >= 8
    assert copied["share"] > 0.5
    assert copied["run"] in POEM.split("\n\n")[copied["paragraph"] - 1]
    said = " ".join(run("evaluate", file).stdout.split())
    assert "in runs of 8 or more copied word for word" in said
    assert f"words and marks, of paragraph {copied['paragraph']}: " in said
    assert any("copied from the text" in reason for reason in facts["verdict"]["reasons"])


def test_a_list_of_stories_of_ones_own(tmp_path: Path) -> None:
    source, file = tmp_path / "mine.txt", tmp_path / "mine.safetensors"
    source.write_text("\n".join(World("meteo").stories(60)), "utf-8")
    trained = run("train", source, "--tokens", "words", *SMALL, "-o", file)
    assert trained.exit_code == 0, trained.output
    facts = run_json("evaluate", file)
    assert "agreements" not in facts, "the command knows no grammar of it"
    assert facts["inventions"] is not None
    assert "Loss on the stories" in run("evaluate", file).stdout
    shown = run("data", "show", source, "--tokens", "words").stdout
    assert "words and marks, the most frequent first" in shown
    assert World("meteo").story(0) in " ".join(shown.split())


@pytest.mark.parametrize("tokens", ["letters", PIECES])
def test_a_world_as_a_text_tells_its_agreements_too(tmp_path: Path, tokens: str) -> None:
    file = tmp_path / "meteo.safetensors"
    size = ("--vocabulary-size", 300) if tokens == "pieces" else ()
    trained = run("train", "meteo", "--tokens", tokens, *size, *SMALL, "-o", file)
    assert trained.exit_code == 0, trained.output
    facts = run_json("evaluate", file)
    assert facts["agreements"]["stories"] == 200
    assert facts["unseen"] is None
    assert all("\n" not in name["name"] for name in facts["names"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("train", "pokemon", "--tokens", "words"), "one single word"),
        (("train", "pokemon", "--vocabulary-size", 30), "--tokens words or --tokens pieces"),
        (("train", "TEXT", "--text", "--bpe", 300, "--tokens", "words"), "leave --tokens out"),
        (("train", "TEXT", "--bpe", 300, "--vocabulary-size", 300), "leave --vocabulary-size out"),
        (("train", "TEXT", "--tokens", "words", "--vocabulary", "found"), "alphabet of letters"),
        (("train", "TEXT", "--tokens", "words", "--vocabulary-size", 2), "at least 3"),
        (("train", "TEXT", "--tokens", "sentences"), "sentences"),
        (("train", "WORD", "--text", "--tokens", "words"), "one word alone, bonjour"),
        (("train", "SMILES", "--text", "--tokens", "words"), "give a longer text"),
        (("train", "BLANK", "--text", "--tokens", "words"), "empty"),
        (("train", "NUL", "--text", "--tokens", "words"), ""),
        (("train", "PDF", "--text", "--tokens", "words"), "PDF"),
        (("train", "PDF", "--tokens", "words"), "PDF"),
        (("train", "TEXT", "--tokens", "words", "--column", 1), "leave --column out"),
        (("data", "show", "pokemon", "--tokens", "words"), "one single word"),
        (("data", "show", "NUL", "--text", "--tokens", "words"), ""),
    ],
)
def test_bad_input_is_refused_in_one_sentence(
    tmp_path: Path, args: tuple[object, ...], said: str
) -> None:
    files = {
        "TEXT": POEM.encode(),
        "WORD": b"bonjour",
        "LONG": b"a" * 100_000,
        "SMILES": "🙂🐸".encode(),
        "BLANK": b" \n\n \n",
        "NUL": b"Le chat\0dort. " * 40,
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" * 40,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    typed = [tmp_path / str(arg) if arg in files else arg for arg in args]
    out = ("-o", tmp_path / "model") if args[0] == "train" else ()
    result = run(*typed, *out)
    assert_one_sentence(result)
    assert said in result.stderr
    assert not (tmp_path / "model").exists()


def test_french_speaks_of_words(weather: Path) -> None:
    code, said, trouble = call("inspect", weather, "lundi matin", PREMIER_LLM_LANG="fr")
    assert (code, trouble) == (0, "")
    assert "Le mot suivant" in said
    assert "lettre" not in said
