"""How many multiplications a model takes: by hand for small ones, as counted with other rows."""

from premier_llm.model.config import Config
from premier_llm.model.multiplications import Rows, forward, learning, per_token, per_token_learned
from premier_llm.model.presets import PRESETS


def test_one_letter_of_the_lesson_by_hand() -> None:
    mini = PRESETS["mini"]
    question_label_information = 3 * 16 * 16
    network = 2 * 16 * 32
    scores = 27 * 16
    seen = 2 * 16 * 8
    by_hand = question_label_information + network + scores + seen
    assert per_token(mini) == by_hand == 2480
    assert per_token_learned(mini) == 3 * by_hand


def test_each_matrix_counts_for_the_rows_that_go_through_it() -> None:
    config = Config(layers=2, attention_output=True, tied=True)
    first, last = Rows(10, 7, 30), Rows(7, 5, 20)
    expected = sum(
        rows.sources * 3 * 256 + rows.askers * (256 + 1024) + 2 * 16 * rows.seen
        for rows in (first, last)
    )
    assert forward(config, (first, last), 4) == expected + 4 * 27 * 16
    assert learning(config, (first, last), 4) == 3 * (expected + 4 * 27 * 16)
