"""The questions of a world: what is asked, what is true, what is understood."""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import replace
from typing import get_args

import pytest

from premier_llm.data.exchanges import of_world
from premier_llm.data.worlds.grammar import Entry, names
from premier_llm.data.worlds.questions import EXAM, Exchange, QuestionKind, Questions
from premier_llm.data.worlds.world import World
from premier_llm.errors import InputError
from premier_llm.model.folding import plain_form
from premier_llm.model.words import Words, cut, words_of

ASKED = {name: found for name in names() if (found := Questions(World(name))).has}
AMBIGUOUS = {"rêvé", "rêve"}
"""Without their accents nobody knows which it is."""
UNKNOWABLE = ("absent", "untold", "stranger", "untaught")


def exams(questions: Questions, count: int) -> list[Exchange]:
    return [questions.exam(kind, number) for kind in questions.kinds for number in range(count)]


def test_children_can_ask_in_their_language() -> None:
    assert {"histoires", "stories"} <= ASKED.keys()


@pytest.mark.parametrize("name", ASKED)
def test_a_true_answer_is_found_true_and_nobody_knows_what_cannot_be_known(name: str) -> None:
    questions = ASKED[name]
    for before, question, answers, said, kind in exams(questions, 60):
        true = questions.true_answers(before, question)
        mark = questions.mark(before, question, said)
        if kind in UNKNOWABLE:
            assert (true, mark) == ((), "refused"), (before, question)
        else:
            assert set(answers) <= set(true or ()), (before, question)
            assert mark == "true"
            assert questions.without_manners(said) in answers


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_to_something_else_is_not_true(name: str) -> None:
    questions = ASKED[name]
    asked = [e for e in exams(questions, 60) if e.kind in ("story", "claim", "fact")]
    wrong = 0
    for one, other in itertools.pairwise(asked):
        if not set(one.answers) & set(other.answers):
            mark = questions.mark(one.before, one.question, other.said)
            assert mark == "false", (one, other)
            wrong += 1
    assert wrong > 100


@pytest.mark.parametrize("name", ASKED)
def test_it_is_understood_however_it_is_typed(name: str) -> None:
    questions = ASKED[name]
    for before, question, answers, _said, kind in exams(questions, 20):
        if kind in ("story", "fact", "talk"):
            lower = question[0].lower() + question[1:]
            plain = plain_form(question) if not AMBIGUOUS & set(words_of(question)) else question
            typed_ways = (lower.replace("’", "'"), question.rstrip("? "), f" {question}?")
            for typed in (*typed_ways, question.upper(), plain):
                assert set(answers) <= set(questions.true_answers(before, typed) or ()), typed
    assert questions.true_answers("", "Combien font deux et deux ?") is None
    assert questions.true_answers("", "") is None
    (strange,) = questions.manners.strangers[0].parts
    began = time.process_time()
    for pasted in (f"{strange.plain[0]} " * 20_000, "Qui " * 50_000 + strange.plain[0]):
        assert questions.true_answers("", pasted) is None
    assert time.process_time() - began < 3


@pytest.mark.parametrize("name", ASKED)
def test_what_is_examined_was_never_taught(name: str) -> None:
    questions = ASKED[name]
    taught = {e.before for number in range(2000) for e in questions.of_story(number, 0.3)}
    for exchange in exams(questions, 30):
        # The shortest stories are so few that two numbers can tell the same.
        assert not exchange.before or exchange.before not in taught or len(exchange.before) < 90
    assert questions.of_story(3) == questions.of_story(3)
    assert all(n < EXAM for n in range(2000))


def test_what_cannot_be_asked_is_said() -> None:
    grammar = ASKED["histoires"].grammar
    assert ASKED["histoires"].kinds == list(get_args(QuestionKind))
    shape = grammar.asks[0].shape
    alike = replace(
        grammar,
        asks=tuple(ask for ask in grammar.asks if ask.shape == shape and not ask.claim),
        manners=grammar.manners._replace(strangers=(), talk=()),
    )
    questions = Questions(World(alike))
    assert questions.kinds == ["story", "absent"]
    for kind in get_args(QuestionKind):
        if kind in questions.kinds:
            assert questions.exam(kind, 3).kind == kind
        else:
            with pytest.raises(InputError, match="no question of this kind"):
                questions.exam(kind, 3)


def test_a_share_refuses() -> None:
    questions = ASKED["histoires"]
    taught = [e for number in range(1000) for e in questions.of_story(number, 0.3)]
    share = sum(e.kind in UNKNOWABLE for e in taught) / len(taught)
    assert 0.25 < share < 0.35
    assert not any(e.kind in UNKNOWABLE for n in range(300) for e in questions.of_story(n))


def test_half_of_the_claims_are_false() -> None:
    questions = ASKED["histoires"]
    claims = [questions.exam("claim", number) for number in range(200)]
    false = sum("Non" in claim.said for claim in claims)
    assert 80 < false < 120


@pytest.mark.parametrize("name", ASKED)
def test_strangers_are_in_no_story_and_in_no_answer(name: str) -> None:
    questions = ASKED[name]
    told = Words.found([*questions.world.stories(3000), *of_world(name).texts])
    strange = {form for e in questions.manners.strangers for f in e.parts for form in f.all}
    assert strange
    assert not strange & set(told.tokens)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_taught_has_every_word_that_is_needed(name: str) -> None:
    questions = ASKED[name]
    known = Words.found([*questions.world.stories(5000), *of_world(name, 0.1).texts])
    for exchange in exams(questions, 40):
        for text in (*exchange.answers, exchange.said):
            assert all(token in known for token in cut(text)), text
        if exchange.kind != "stranger":
            assert all(token in known for token in cut(exchange.question)), exchange.question


@pytest.mark.parametrize("name", ASKED)
def test_questions_look_like_questions(name: str) -> None:
    for exchange in exams(ASKED[name], 60):
        assert exchange.question[0].isupper()
        assert exchange.question.endswith("?") or exchange.kind == "talk"
        # French has a space before these marks, English has none.
        for text in (exchange.question, exchange.said):
            spaced = [text[at.start() - 1] == " " for at in re.finditer("[?!]", text)]
            assert all(spaced) if name == "histoires" else not any(spaced), text
        assert "  " not in f"{exchange.question} {exchange.said}"
        assert exchange.said.endswith((".", "!", "?"))
        assert exchange.said[0].isupper()


def test_participles_agree() -> None:
    questions = ASKED["histoires"]
    coming = {
        answer
        for number in range(1000)
        for exchange in questions.of_story(number)
        if exchange.question.startswith("Qui est venu voir")
        for answer in exchange.answers
        if " est ven" in answer
    }
    feminine = {entry.parts[0].plain[0] for entry in _animals(questions) if entry.feature == "f"}
    assert len(coming) > 30
    for answer in coming:
        who = re.split("[ ’]", answer)[1]
        assert (" est venue " in answer) == (who in feminine), answer


def _animals(questions: Questions) -> tuple[Entry, ...]:
    return questions.grammar.variables["friend"].words.entries


def test_only_who_told_the_dream_told_it() -> None:
    """Two have the same dream: who had one has two answers."""
    for name, question in (("histoires", "Qui a fait un rêve ?"), ("stories", "Who had a dream?")):
        assert ASKED[name].true_answers("", question) is None
