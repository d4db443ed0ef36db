"""finetune and chat: a second apprenticeship from the command, and talking to what came of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from calling import assert_one_sentence, run, run_json

from premier_llm.cli.files import revive
from premier_llm.files.model_file import load
from premier_llm.model.template import Chat, ids_of
from premier_llm.using import conversation
from premier_llm.using.conversation import Conversation

STORIES = [f"Le {a} dort. Le {b} mange." for a in ("renard", "lapin", "castor", "hibou")
           for b in ("chaton", "canard", "crapaud", "poussin")]  # fmt: skip
PAIRS = "Qui dort ? > Le renard.\nQui mange ? > Le chaton.\nQuoi\nQui vole ? >\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talking")
    (folder / "stories.txt").write_text("\n".join(STORIES), encoding="utf-8")
    (folder / "pairs.txt").write_text(PAIRS, encoding="utf-8")
    file = folder / "first.safetensors"
    done = run("train", folder / "stories.txt", "--tokens", "words", "--steps", 150, "-o", file)
    assert done.exit_code == 0, done.output
    return file


@pytest.fixture(scope="module")
def second(first: Path) -> Path:
    file = first.with_name("second.safetensors")
    pairs = first.with_name("pairs.txt")
    done = run("finetune", first, pairs, "--questions", "--steps", 120, "-o", file)
    assert done.exit_code == 0, done.output
    assert "Line" not in done.output
    assert "line 3" in done.output
    assert "line 4" in done.output
    assert "What it had learned first" in done.output
    assert "chat" in done.output
    return file


def test_it_learns_to_answer_and_says_what_it_forgot(first: Path, second: Path) -> None:
    (other,) = run_json("chat", second, "--ask", "qui mange ?")["turns"]
    assert other["answer"] == "Le chaton."
    said = run_json("chat", second, "--ask", "Qui dort?", "--ask", "Qui dort ?")
    assert said["turns"][0]["answer"] == "Le renard."
    one = said["turns"][0]
    assert one["finished"]
    assert one["tokens"][-1]["text"] == ""
    assert 0.5 < one["probability"] <= 1
    assert "".join(token["text"] for token in one["read"]).endswith("¶")
    # Talking teaches nothing.
    assert {turn["fingerprint"] for turn in said["turns"]} == {said["fingerprint"]}
    facts = load(second).training
    assert facts["corpus"]["kind"] == "answers"
    assert facts["before"]["corpus"]["source"].endswith("stories.txt")
    # What it learned first is still measured, sampled and inspected.
    judged = run_json("evaluate", second)
    assert judged["source"].endswith("stories.txt")
    assert judged["exam"]["kinds"][""]["true"] == 2
    assert run("sample", second, "--beginning", "Le renard").exit_code == 0
    assert "It can talk" in run("info", second).output
    assert run_json("info", second)["chat"] == {"question": "◇", "answer": "◆", "end": None}


def test_what_is_piped_in_is_asked_and_the_model_before_answers_beside(
    first: Path, second: Path
) -> None:
    done = run("chat", second, "--before", first, input=b"Qui dort ?\n\n/window\n")
    assert done.exit_code == 0, done.output
    assert "second.safetensors: Le renard." in done.output
    assert "first.safetensors: " in done.output
    assert "¶ ◇ Qui dort ? ◆ Le renard. ¶" in done.output


def test_the_window_alone_is_read_and_the_rest_is_shown_as_lost(second: Path) -> None:
    context = load(second).config.context
    asked = [arg for _ in range(context // 4) for arg in ("--ask", "Qui dort ?")]
    turns = run_json("chat", second, *asked)["turns"]
    assert turns[0]["unseen"] == 0
    assert turns[-1]["unseen"] > 0
    done = run("chat", second, *asked, "--show")
    assert "Not read any more" in done.output
    assert "The whole answer" in done.output


def test_what_children_type_is_answered_or_refused_in_a_sentence(second: Path) -> None:
    for empty in ("", "  ", "◇ ◆ ¶"):
        said = run("chat", second, "--ask", empty)
        assert said.exit_code == 0
        assert said.stdout == "There is no word in it: write a question.\n"
    for odd in ("🙂🙂", "x" * 5000, "a\x1b[31m\x07b"):
        said = run("chat", second, "--ask", odd)
        assert said.exit_code == 0
        assert "\x1b[31m" not in said.stdout
        assert said.stdout.strip()


def test_a_long_conversation_costs_no_more(second: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = load(second)
    assert saved.chat is not None
    talk = Conversation(revive(saved), Chat(saved.vocabulary, saved.chat))
    reply = talk.ask("Bonjour !")
    monkeypatch.setattr(conversation, "replies", lambda *_a: [reply])

    def seconds(turns: int) -> float:
        started = time.process_time()
        for _turn in range(turns):
            talk.ask("Qui a mangé ?")
            assert talk.unseen >= 0
        return time.process_time() - started

    seconds(200)
    first = seconds(200)
    seconds(9000)
    assert seconds(200) < 3 * first + 0.05
    shown = len(ids_of(talk.parts)) - saved.config.context
    assert talk.unseen == shown > 0
    talk.take_back(1)
    assert talk.unseen == 0


def test_rude_words_are_left_out_when_asked(second: Path) -> None:
    done = run("chat", second, "--polite", "--ask", "putain ?", "--ask", "Qui dort ?")
    assert "does not read it" in done.output
    assert "Le renard." in done.output


def test_saving_as_it_goes_changes_nothing_and_it_goes_on_longer(
    first: Path, tmp_path: Path
) -> None:
    args = ("finetune", first, first.with_name("pairs.txt"), "--questions", "--engine", "numpy")
    assert run(*args, "--steps", 40, "-o", tmp_path / "whole").exit_code == 0
    assert run(*args, "--steps", 40, "--save-every", 0, "-o", tmp_path / "half").exit_code == 0
    assert load(tmp_path / "whole").weights == load(tmp_path / "half").weights
    # Longer than was planned.
    longer = run("finetune", "--resume", tmp_path / "half", "--steps", 50)
    assert longer.exit_code == 0, longer.output
    assert load(tmp_path / "half").training["step"] == 50
    assert load(tmp_path / "half").chat is not None


def test_messages_go_on_from_a_model_that_talks(second: Path, tmp_path: Path) -> None:
    said = [{"role": "user", "content": "Bonjour !"}, {"role": "assistant", "content": "Salut !"}]
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"messages": said}) + "\n{\n", encoding="utf-8")
    done = run("finetune", second, file, "--steps", 80, "-o", tmp_path / "third")
    assert done.exit_code == 0, done.output
    assert "line 2" in done.output
    assert "What it had learned first" in done.output
    (turn,) = run_json("chat", tmp_path / "third", "--ask", "Bonjour !")["turns"]
    assert turn["answer"] == "Salut !"
    # Two stages back, the stories are still known.
    assert run_json("evaluate", tmp_path / "third")["source"].endswith("stories.txt")


def test_any_model_goes_on_with_another_list(tmp_path: Path) -> None:
    first = tmp_path / "a.safetensors"
    assert run("train", "pokemon", "--steps", 60, "-o", first).exit_code == 0
    done = run("finetune", first, "dinosaures", "--steps", 60, "-o", tmp_path / "b")
    assert done.exit_code == 0, done.output
    assert "What it had learned first (pokemon)" in done.output
    assert load(tmp_path / "b").config == load(first).config
    assert run_json("evaluate", tmp_path / "b")["source"] == "dinosaures"
    wider = run(
        "finetune", first, "dinosaures", "--steps", 5, "--context", 12, "-o", tmp_path / "c"
    )
    assert wider.exit_code == 0, wider.output
    assert load(tmp_path / "c").config.context == 12


def test_an_opened_gpt2_folder_learns_to_answer(tmp_path: Path) -> None:
    text = tmp_path / "t.txt"
    text.write_text("Le renard dort. Le chaton mange. " * 60, encoding="utf-8")
    small = ("--preset", "gpt2", "--layers", 1, "--embedding", 32, "--heads", 2, "--context", 48)
    args = ("train", text, "--text", "--bpe", 300, *small, "--steps", 20, "-o", tmp_path / "g")
    assert run(*args).exit_code == 0
    assert run("convert", tmp_path / "g", tmp_path / "folder").exit_code == 0
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("Qui dort ? > Le renard.\n", encoding="utf-8")
    done = run("finetune", tmp_path / "folder", pairs, "--questions", "--steps", 60,
               "--learning-rate", 0.01, "-o", tmp_path / "h")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "will forget" in done.output
    (turn,) = run_json("chat", tmp_path / "h", "--ask", "Qui dort ?")["turns"]
    assert turn["answer"] == "Le renard."
    assert run("convert", tmp_path / "h", tmp_path / "folder2").exit_code == 0
    assert run("convert", tmp_path / "folder2", tmp_path / "i").exit_code == 0
    assert load(tmp_path / "i").chat == load(tmp_path / "h").chat is not None


def _votes(folder: Path, *others: dict[str, Any]) -> Path:
    file = folder / "votes.jsonl"
    vote = {"prompt": "Qui dort ?", "chosen": "Le chat.", "rejected": "Le renard."}
    lines = [json.dumps(line) for line in (vote, *others)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_votes_turn_what_it_answers_and_it_goes_on_longer(second: Path, tmp_path: Path) -> None:
    file, new = _votes(tmp_path, {"prompt": "Qui ?", "chosen": "Moi.", "rejected": "Moi."}), "v"
    args = ("finetune", second, file, "--steps", "12")
    done = run(*args, "-o", tmp_path / new)
    assert done.exit_code == 0, done.output
    assert "both answers are the same" in done.output
    assert "100% won" in done.output
    found = run_json(*args, "-o", tmp_path / "json", "--json")
    assert found["votes"]["share"] == 1
    assert found["votes"]["loss"] < 0.69
    for steps in ("5", "12"):  # stopped there, and longer
        more = ("-o", tmp_path / "half") if steps == "5" else ("--resume", tmp_path / "half")
        given = args[:-1] if steps == "5" else ("finetune", "--steps")
        assert run(*given, steps, *more).exit_code == 0
    facts = load(tmp_path / new).training
    assert facts["corpus"]["kind"] == "votes"
    assert facts["before"]["corpus"]["kind"] == "answers"
    assert load(tmp_path / "half").training["step"] == 12
    (turn,) = run_json("chat", tmp_path / new, "--ask", "Qui dort ?")["turns"]
    assert turn["answer"] != "Le renard."


REFUSED: dict[str, tuple[tuple[Any, ...], str]] = {
    "no model": (("finetune",), "Which model"),
    "no data": (("finetune", "FIRST"), "Which model"),
    "a shape": (("finetune", "FIRST", "PAIRS", "--questions", "--set", "layers=2"), "shape"),
    "a shorter window": (
        ("finetune", "FIRST", "PAIRS", "--questions", "--context", "2"), "--context"
    ),
    "a world without questions": (
        ("finetune", "FIRST", "meteo", "--questions"), "no questions of its own"
    ),
    "refusals in a file": (
        ("finetune", "FIRST", "PAIRS", "--questions", "--refusing", "0.2"), "Only a world"
    ),
    "a model that does not answer": (("finetune", "FIRST", "VOTES"), "does not answer yet"),
    "answers and votes": (("finetune", "SECOND", "BOTH"), "two files"),
    "beta": (("finetune", "SECOND", "VOTES", "--beta", "0"), "beta must be"),
    "no pairs": (("finetune", "FIRST", "STORIES", "--questions"), "no question with an answer"),
    "a model that cannot talk": (("chat", "FIRST", "--ask", "Qui ?"), "finetune"),
    "no world": (("chat", "SECOND", "--story", "--ask", "Qui ?"), "--story TEXT"),
    "a temperature": (("chat", "SECOND", "--ask", "Qui ?", "-t", "-1"), "temperature"),
    "no file": (("chat", "rien.safetensors", "--ask", "Qui ?"), "rien.safetensors"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_sentence(case: str, first: Path, second: Path, tmp_path: Path) -> None:
    args, said = REFUSED[case]
    names = {
        "FIRST": first, "SECOND": second,
        "PAIRS": first.with_name("pairs.txt"), "STORIES": first.with_name("stories.txt"),
    }  # fmt: skip
    if "VOTES" in args:
        names["VOTES"] = _votes(tmp_path)
    if "BOTH" in args:
        turn = [("user", "Qui ?"), ("assistant", "Moi.")]
        messages = [{"role": role, "content": content} for role, content in turn]
        names["BOTH"] = _votes(tmp_path, {"messages": messages})
    given = [names.get(arg, arg) for arg in args]
    if args[0] == "finetune" and len(args) > 2:
        given += ["-o", tmp_path / "new"]
    done = run(*given)
    assert_one_sentence(done)
    assert said in done.output
    assert not (tmp_path / "new").exists()


def test_a_model_is_not_written_over(first: Path, second: Path) -> None:
    before = second.read_bytes()
    done = run("finetune", first, first.with_name("pairs.txt"), "--questions", "-o", second)
    assert_one_sentence(done)
    assert second.read_bytes() == before
