"""Questions with answers: every line of a file is accounted for, and answers alone are learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from premier_llm.data.exchanges import (
    Answers,
    Example,
    Given,
    answer_window,
    is_json_lines,
    read_exchanges,
    read_questions,
    talking,
)
from premier_llm.data.report import Line, Report
from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.bpe import BytePairs
from premier_llm.model.template import Template, ids_of
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.model.words import Words

STORY = "Un ours dort."
TEXTS = [STORY, "Qui dort ?", "L’ours dort."]


def words() -> Words:
    return Words.found([STORY])


def written(path: Path, *lines: object) -> Path:
    said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(said) + "\n", encoding="utf-8")
    return path


def messages(*said: tuple[str, object]) -> dict[str, object]:
    return {"messages": [{"role": role, "content": content} for role, content in said]}


# Windows


def test_only_the_answer_and_its_end_are_targets() -> None:
    chat = talking(words(), TEXTS)
    window = answer_window(chat, 20, STORY, (), "Qui dort ?", "L’ours dort.")
    said = chat.vocabulary.encode("L’ours dort.")
    asked = chat.vocabulary.encode("Un ours dort. ◇ Qui dort ? ◆")
    assert window.tokens == (0, *asked, *said)
    assert window.targets == (*said, 0)


def test_a_window_keeps_the_last_tokens_and_the_answer() -> None:
    chat = talking(words(), TEXTS)
    whole = answer_window(chat, 99, STORY, (), "Qui dort ?", "L’ours dort.")
    short = answer_window(chat, 6, STORY, (), "Qui dort ?", "L’ours dort.")
    assert short.tokens == whole.tokens[-6:]
    assert short.targets == whole.targets


def test_turns_before_are_read_and_not_learned() -> None:
    chat = talking(words(), TEXTS)
    window = answer_window(chat, 99, "", [("Qui dort ?", "Un ours.")], "Qui ?", "L’ours.")
    assert chat.vocabulary.decode(window.targets) == "L’ours. ¶"
    read = chat.vocabulary.decode(window.tokens)
    assert read == "¶ ◇ Qui dort ? ◆ Un ours. ¶ ◇ Qui ? ◆ L’ours."


def test_what_is_typed_cannot_play_the_conversation() -> None:
    chat = talking(words(), TEXTS)
    typed = chat.conversation("¶ Un ◇ ours", [], "Qui ◆ dort ?  ¶")
    ids = ids_of(typed)
    marks = [chat.vocabulary.tokens.index(mark) for mark in ("¶", "◇", "◆")]
    assert [ids.count(mark) for mark in marks] == [1, 1, 1]
    assert chat.vocabulary.tokens.index("□") not in ids


def test_the_keyboard_s_apostrophe_and_missing_spaces_are_read() -> None:
    chat = talking(words(), TEXTS)
    assert chat.asked("Qui dort?") == chat.asked("Qui dort ?")
    assert chat.said("L'ours dort.") == chat.said("L’ours dort.")


# Vocabularies


def test_a_vocabulary_of_words_grows_behind_its_words() -> None:
    old = words()
    chat = talking(old, TEXTS)
    grown = chat.vocabulary
    assert grown.tokens[: old.size] == old.tokens
    assert grown.tokens[old.size :] == ("□", "◇", "◆", "?", "L’", "Qui")
    assert isinstance(grown, Words)
    assert grown.tokens[grown.unknown or 0] == "□"
    assert grown.encode("Un dragon dort.")[1] == grown.unknown
    assert grown.extended(["Qui"]).tokens == grown.tokens
    assert talking(grown, TEXTS, chat.template).vocabulary == grown


def test_what_is_taught_keeps_its_spaces_and_what_is_typed_finds_them() -> None:
    told = Words.found(World("stories").stories(30))
    chat = talking(told, ["Good question! It was the fox.", "Who was it?"])
    for said in ("Good question! It was the fox.", "Who was it?"):
        assert chat.heard(chat.said(said)) == said
    french = talking(words(), ["Qui ?", "Un ours !"])
    assert french.said("Un ours!") == french.said("Un ours !")


def test_letters_grow_and_their_end_is_no_letter() -> None:
    chat = talking(Vocabulary.lesson(), ["Qui ?"])
    assert chat.vocabulary.tokens[27:] == ("◇", "◆", " ", "?")
    # A full stop is the boundary: it would end the answer.
    assert chat.heard(chat.said("oui. non")) == "oui  non"
    running = talking(Vocabulary.of("abc", boundary=False), ["a"])
    assert running.template == Template(end="¶")
    assert running.vocabulary.tokens[running.stop] == "¶"


def test_pieces_spell_the_marks_and_are_cut_as_the_whole_text_is() -> None:
    pieces = BytePairs.train(["Question : oui\nRéponse : non. " * 30], 300)
    chat = talking(pieces)
    assert chat.vocabulary is pieces
    ids = ids_of(chat.conversation("Bonjour.", [("Qui ?", "Oui, moi.")], "Non ?"))
    ids += chat.said("Oui.")
    text = pieces.decode(ids)
    assert pieces.encode(text) == ids
    assert text.endswith("\nQuestion : Non ?\nRéponse : Oui.")


# Files


def test_json_lines_become_one_example_an_answer(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.jsonl",
        messages(("system", STORY), ("user", "Qui ?"), ("assistant", "L’ours."),
                 ("user", "Où ?"), ("assistant", "Ici.")),
    )  # fmt: skip
    assert is_json_lines(file)
    given = read_exchanges(file)
    assert given.examples == (
        Example(STORY, (), "Qui ?", "L’ours.", 1),
        Example(STORY, (("Qui ?", "L’ours."),), "Où ?", "Ici.", 1),  # type: ignore[arg-type]
    )


BROKEN = {
    '{"messages": [': "JSON",
    '{"messages": []}': "list",
    '{"messages": 3}': "list",
    '{"text": "a"}': "text",
    "[1]": "object",
    "3": "object",
    '{"messages": [{"role": "tool", "content": "a"}]}': "tool",
    '{"messages": ["a"]}': "role",
    '{"messages": [{"role": "user", "content": 3}]}': "text",
    '{"messages": [{"role": "user", "content": "a"}]}': "without an answer",
    '{"messages": [{"role": "assistant", "content": "a"}]}': "without a question",
    '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": " "}]}': (
        "without an answer"
    ),
    '{"messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": "a"}]}': (
        "question is empty"
    ),
    '{"messages":[{"role":"user","content":"putain"},{"role":"assistant","content":"a"}]}': "rude",
    '{"prompt": "a", "chosen": "b", "rejected": "b"}': "same",
    '{"prompt": "", "chosen": "b", "rejected": "c"}': "no question",
    "[" * 100_000: "JSON",
}


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_line_has_its_reason_and_the_rest_is_kept(tmp_path: Path, line: str) -> None:
    good = messages(("user", "Qui ?"), ("assistant", "Moi."))
    given = read_exchanges(written(tmp_path / "a.jsonl", good, line, good))
    assert [e.group for e in given.examples] == [1]
    fates = [(told.number, told.fate) for told in given.report.lines]
    assert fates == [(1, "kept"), (2, "refused"), (3, "duplicate")]
    assert BROKEN[line] in given.report.lines[1].reason


def test_pairs_of_a_text_file(tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.txt", "# moi", "Qui dort ? > L’ours.", "Où ?\tIci.", "Rien", "Qui > ",
        " > Moi", "", "Qui dort ? > L’ours.", "Qui dort ? > La biche.",
    )  # fmt: skip
    given = read_exchanges(file)
    assert [(e.question, e.answer) for e in given.examples] == [
        ("Qui dort ?", "L’ours."), ("Où ?", "Ici."), ("Qui dort ?", "La biche."),
    ]  # fmt: skip
    assert [line.fate for line in given.report.lines] == [
        "comment", "kept", "kept", "refused", "refused", "refused", "blank", "duplicate", "kept",
    ]  # fmt: skip
    (remark,) = given.report.remarks
    assert "2" in remark
    assert "9" in remark


def test_nothing_left_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no question with an answer in a.txt. Line 1: ") as told:
        read_questions(str(written(tmp_path / "a.txt", "Rien")))
    assert "\n" not in str(told.value)


def test_votes_are_read(tmp_path: Path) -> None:
    asked = [{"role": "system", "content": STORY}, {"role": "user", "content": "Qui ?"}]
    chosen = [{"role": "assistant", "content": "L’ours."}]
    file = written(
        tmp_path / "a.jsonl",
        {"prompt": "Qui ?", "chosen": "Moi.", "rejected": "Toi."},
        {"prompt": asked, "chosen": chosen, "rejected": "Toi."},
    )
    first, second = (vote[:5] for vote in read_exchanges(file).preferences)
    assert first == ("", (), "Qui ?", "Moi.", "Toi.")
    assert second == (STORY, (), "Qui ?", "L’ours.", "Toi.")


# To learn from


def corpus(*pairs: tuple[str, str], context: int = 20) -> Answers:
    examples = tuple(Example("", (), q, a, i) for i, (q, a) in enumerate(pairs, 1))
    given = read_exchanges_of(examples)
    chat = talking(words(), [text for pair in pairs for text in pair])
    return Answers.of(given, chat, context)


def read_exchanges_of(examples: tuple[Example, ...]) -> Given:

    lines = tuple(Line(e.group, e.question, "kept", "") for e in examples)
    return Given("mes questions", "a.txt", examples, (), Report(lines, ""))


def test_an_answer_that_does_not_fit_is_told_and_left_out() -> None:
    found = corpus(("Qui ?", "Moi."), ("Qui dort ?", "un ours " * 5), context=8)
    assert [e.answer for e in found.examples] == ["Moi."]
    assert found.report.lines[1].fate == "refused"
    assert "8" in found.report.lines[1].reason
    with pytest.raises(InputError, match="fits into the window"):
        corpus(("Qui dort ?", "un ours " * 5), context=8)


def test_conversations_are_held_out_whole() -> None:
    found = corpus(*((f"Qui {i} ?", "Moi.") for i in range(20)))
    train, hidden = found.split(0.1, 3)
    assert isinstance(train, Answers)
    assert isinstance(hidden, Answers)
    assert len(hidden.examples) == 2
    assert {e.group for e in train.examples} | {e.group for e in hidden.examples} == set(
        range(1, 21)
    )
    assert not {e.group for e in train.examples} & {e.group for e in hidden.examples}
    with pytest.raises(InputError, match="only one"):
        corpus(("Qui ?", "Moi.")).split(0.1)


def test_a_fingerprint_tells_questions_and_answers() -> None:
    one = corpus(("Qui ?", "Moi."))
    assert one.fingerprint == corpus(("Qui ?", "Moi.")).fingerprint
    assert one.fingerprint != corpus(("Qui ?", "Toi.")).fingerprint
