"""``premier-llm why``: names the culprit, calls luck noise, says what cannot be done again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from calling import assert_one_sentence, run, run_json

from premier_llm.data.reading import read_corpus
from premier_llm.files.model_file import load, save
from premier_llm.training.influence import Origin, Saying, influence
from premier_llm.training.recipe import Recipe


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson's model at the age at which it invents."""
    path = tmp_path_factory.mktemp("models") / "pokemon.safetensors"
    assert run("train", "pokemon", "--steps", "20", "-o", path).exit_code == 0
    return path


def test_it_names_the_name_and_calls_the_rest_noise(model: Path) -> None:
    said = run("why", model, "pika").stdout
    before, noise = said.split("Noise: ")
    assert "They make it likelier:\n  Pikachu " in before
    assert noise.startswith("19 names.")
    assert max(map(len, said.splitlines())) <= 80


def test_json_has_the_numbers_of_python(model: Path) -> None:
    found = run_json("why", model, "pika", "--seeds", "2", "--without", "pik*", "--without", "é*")
    saved, corpus = load(model), read_corpus("pokemon")
    groups = [tuple(i for i, n in enumerate(corpus.words) if n.startswith(b)) for b in ("pik", "e")]
    origin = Origin(corpus, saved.config, Recipe(steps=20), 0, 20)
    before = tuple(corpus.vocabulary.encode(".pik"))
    *_some, known = influence(origin, Saying(before, 1), 2, groups)
    assert found["with"] == known.all
    assert found["probability"] == pytest.approx(known.all[0], abs=1e-7)
    assert [effect["without"] for effect in found["effects"]] == [e.without for e in known.effects]
    assert found["effects"][1]["names"] == ["ectoplasma", "evoli"]
    assert (found["before"], found["token"], found["steps"]) == ("pik", "a", 20)


def test_the_end_of_a_name_can_be_asked_about(model: Path) -> None:
    found = run_json("why", model, "mewtwo.", "--seeds", "1", "--without", "mew*")
    assert (found["before"], found["token"]) == ("mewtwo", ".")
    assert found["effects"][0]["verdict"] == "noise"  # one start tells nothing
    assert "ask for more with --seeds 3" in run(
        "why", model, "mew", "--seeds", "1", "--without", "mew*"
    ).stdout.replace("\n", " ")


def test_with_names_hidden_it_is_the_training_up_to_the_model_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "hidden.safetensors"
    options = ("--held-out", "0.2", "--steps", "60", "-o", path)
    assert run("train", "pokemon", *options).exit_code == 0
    found = run_json("why", path, "pi", "--seeds", "1", "--without", "*a*")
    assert found["steps"] < 60
    assert found["probability"] == pytest.approx(found["with"][0], abs=1e-7)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("pika", "--without", "zz*"), "matches"),
        (("pika", "--without", "*"), "nothing left"),
        (("",), "at least one letter"),
        (("pika", "--seeds", "0"), "seeds"),
    ],
)
def test_bad_questions(model: Path, words: tuple[str, ...], why: str) -> None:
    result = run("why", model, *words)
    assert_one_sentence(result, 2)
    assert why in result.stderr


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"engine": "lab"}, "le Labo"),
        ({"ended": "diverged"}, "cannot be done again"),
        ({"before": {"engine": "numpy"}}, "cannot be done again"),
        ({"corpus": {"source": "pokemon", "fingerprint": "0"}}, "not here any more"),
    ],
)
def test_what_cannot_be_done_again(
    model: Path, tmp_path: Path, facts: dict[str, object], why: str
) -> None:
    saved, path = load(model), tmp_path / "other.safetensors"
    save(path, replace(saved, training={**saved.training, **facts}))
    result = run("why", path, "pika")
    assert_one_sentence(result, 2)
    assert why in result.stderr
