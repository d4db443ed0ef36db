"""Learning from votes: exact in all engines, as PyTorch's own slopes say, resumed to the bit."""

from __future__ import annotations

import json
import math
from array import array
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers import ENGINES, NEEDS_TORCH

from premier_llm.data.exchanges import Given, Preference, read_exchanges, talking
from premier_llm.data.report import Report
from premier_llm.data.votes import Votes
from premier_llm.engines import engine
from premier_llm.engines.contract import Tensors
from premier_llm.errors import InputError
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.model.words import Words
from premier_llm.training.loop import Training
from premier_llm.training.preferences import (
    REFERENCE,
    Preferences,
    distance,
    log_ratio,
    training_on,
    vote_loss,
    vote_slope,
    won,
)
from premier_llm.training.recipe import Recipe

BETA = 0.3
NAMES = ("Robo", "Lulu", "Max", "Zoé", "Tom", "Léa", "Nina", "Paul")
WANTED, OTHER = "Merci de ta question .", "Je ne sais pas du tout ."
CHAT = talking(Words.found([f"Qui est {name} ? {WANTED} {OTHER}" for name in NAMES]), template=None)


def votes(beta: float = BETA, count: int = len(NAMES), context: int = 20) -> Votes:
    """Answers of two lengths, so that sums and means of their tokens differ."""
    given = tuple(
        Preference("", (), f"Qui est {name} ?", WANTED, OTHER, line)
        for line, name in enumerate(NAMES[:count], 1)
    )
    return Votes.of(Given("votes", "v.jsonl", (), given, Report((), "")), CHAT, context, beta)


def shape(name: str = "modern", **dials: Any) -> Config:
    small = {
        "vocabulary": CHAT.vocabulary.size, "context": 20, "embedding": 8, "heads": 2,
        "layers": 2, "hidden": 12,
    }  # fmt: skip
    return PRESETS[name].with_dials(**(small | dials))


HERE = ["pure", "numpy", *(["torch"] if find_spec("torch") else [])]
"""The engines that can be compared here."""


def drawn(config: Config, seed: int) -> Tensors:
    """Weights away from their start, of which some would be 0."""
    model = engine("numpy").Model(config, 0, dtype="float64")
    model.flat[:] = np.random.default_rng(seed).normal(0, 0.4, model.flat.shape)
    tensors: Tensors = model.tensors()
    return tensors


def begun(name: str, config: Config, before: int = 1, **dials: Any) -> Preferences:
    recipe = Recipe(
        **({"steps": 4, "batch": 3, "learning_rate": 0.01, "evaluate_every": 2} | dials)
    )
    return Preferences(votes(), config, recipe, name, 1, "float64", drawn(config, before))


def moved(name: str, config: Config) -> Preferences:
    """A training whose model is another than the one before the votes."""
    training = begun(name, config, batch=0)
    training.model = engine(name).Model.from_parameters(config, drawn(config, 2))
    training.regroup()
    return training


def flat(model: Any) -> dict[str, Any]:
    return {
        name: np.array(slope.tolist() if hasattr(slope, "tolist") else slope, float).ravel()
        for name, slope in model.gradients.items()
    }


# The loss and its slopes


@pytest.mark.parametrize("preset", ["mini", "gpt2", "modern"])
def test_engines_agree_on_the_loss_and_every_slope(preset: str) -> None:
    config = shape(preset)
    oracle = moved("pure", config)
    loss, slopes = oracle._gradients(0), flat(oracle.model)
    assert max(np.abs(slope).max() for slope in slopes.values()) > 1e-3
    for name in HERE:
        training = moved(name, config)
        assert training.reference == pytest.approx(oracle.reference, abs=1e-9)
        assert training._gradients(0) == pytest.approx(loss, abs=1e-9)
        for tensor, slope in flat(training.model).items():
            np.testing.assert_allclose(slope, slopes[tensor], rtol=0, atol=1e-9, err_msg=tensor)


@NEEDS_TORCH
def test_the_slopes_are_those_of_pytorch_s_own_differentiation() -> None:
    """The paper's formula written down once more, on the logits of the network."""
    import torch
    import torch.nn.functional as F

    config = shape()
    model, before = (
        engine("torch").Model.from_parameters(config, drawn(config, seed)) for seed in (2, 1)
    )

    def log_p(of: Any, window: Any) -> Any:
        log = F.log_softmax(of.network(torch.tensor([list(window.tokens)])), -1)[0]
        n = len(window.targets)
        return log[-n:].gather(1, torch.tensor(window.targets)[:, None]).sum()

    losses = []
    for pair in votes().pairs:
        with torch.no_grad():
            reference = log_p(before, pair.chosen) - log_p(before, pair.rejected)
        policy = log_p(model, pair.chosen) - log_p(model, pair.rejected)
        losses.append(-F.logsigmoid(BETA * (policy - reference)))
    expected = torch.stack(losses).mean()
    expected.backward()  # type: ignore[no-untyped-call]
    slopes = {
        name: value.grad.numpy().ravel()
        for name, value in model.network.named_parameters()
        if value.grad is not None
    }
    for name in HERE:
        training = moved(name, config)
        assert training._gradients(0) == pytest.approx(expected.item(), abs=1e-9)
        for tensor, slope in flat(training.model).items():
            np.testing.assert_allclose(slope, slopes[tensor], rtol=0, atol=1e-9, err_msg=tensor)


def test_the_loss_of_a_vote_and_its_slope_at_any_margin() -> None:
    assert vote_loss(0, BETA) == pytest.approx(math.log(2), abs=1e-15)
    assert vote_loss(1e5, BETA) == 0
    assert vote_loss(-1e5, BETA) == pytest.approx(BETA * 1e5)
    for margin in (-7.0, -0.5, 0.0, 0.5, 7.0):
        slope = (vote_loss(margin + 1e-6, BETA) - vote_loss(margin - 1e-6, BETA)) / 2e-6
        assert -slope == pytest.approx(vote_slope(margin, BETA), abs=1e-8)
    assert vote_slope(1e5, BETA) == 0
    assert vote_slope(-1e5, BETA) == BETA


@pytest.mark.parametrize("name", ENGINES)
def test_parts_count_as_often_as_they_weigh(name: str) -> None:
    config = shape()
    model = engine(name).Model.from_parameters(config, drawn(config, 1))
    parts = [model.pack([window]) for window in votes().pairs[0]]
    losses, slopes = [], []
    for part in parts:
        losses.append(model.loss_and_gradients(part))
        slopes.append(flat(model))
    both = model.loss_and_gradients(*parts, weights=[2.0, -0.5])
    assert both == pytest.approx(2 * losses[0] - 0.5 * losses[1], abs=1e-12)
    for tensor, slope in flat(model).items():
        expected = 2 * slopes[0][tensor] - 0.5 * slopes[1][tensor]
        np.testing.assert_allclose(slope, expected, rtol=0, atol=1e-12, err_msg=tensor)


def test_the_distance_is_zero_from_itself_and_the_divergence_from_another() -> None:
    config = shape()
    model, before = (
        engine("numpy").Model.from_parameters(config, drawn(config, seed)) for seed in (2, 1)
    )
    window = votes().pairs[0].chosen
    assert distance(model, model, window) == 0
    n = len(window.targets)
    now, was = (np.array(m.forward(list(window.tokens)))[-n:] for m in (model, before))
    expected = float((now * np.log(now / was)).sum())
    assert expected > 0.1
    assert distance(model, before, window) == pytest.approx(expected, abs=1e-12)


# The training


@pytest.mark.parametrize("name", ENGINES)
def test_sixteen_votes_move_a_model_the_way_that_is_voted_for(name: str) -> None:
    config = shape(layers=1)
    training = begun(name, config, steps=16, batch=1, learning_rate=0.02, evaluate_every=16)
    hidden = votes(count=2)
    before = [log_ratio(training.model, pair) for pair in hidden.pairs]
    assert training.measured().loss == pytest.approx(math.log(2), abs=1e-12)
    training.run()
    counted = training.measured()
    assert counted.share == 1
    assert counted.margin > 1
    assert counted.loss < 0.6
    assert won(training.model, hidden, before).share == 1


def test_all_engines_learn_the_same() -> None:
    config = shape()
    curves = []
    for name in HERE:
        training = begun(name, config, held_out=0.25)
        training.run()
        curves.append([*training.history.losses, *(loss for _, loss in training.history.held_out)])
    assert len(curves[0]) == 6
    assert curves[0][0] == pytest.approx(math.log(2), abs=1e-12)
    for curve in curves[1:]:
        assert curve == pytest.approx(curves[0], abs=1e-9)


@pytest.mark.parametrize("name", ENGINES)
def test_a_training_that_is_taken_up_is_the_same_to_the_bit(name: str) -> None:
    config = shape()
    whole = begun(name, config, held_out=0.25)
    whole.run()
    half = begun(name, config, held_out=0.25)
    for progress in half:
        if progress.step == 2:
            break
    tensors, facts = half.state()
    facts = json.loads(json.dumps(facts))
    again = training_on(half.corpus).from_state(votes(), config, tensors, facts)
    assert isinstance(again, Preferences)
    assert again.reference == half.reference
    again.run()
    assert again.history.losses == whole.history.losses
    assert again.history.held_out == whole.history.held_out
    assert again.model.tensors() == whole.model.tensors()


def test_a_file_without_the_model_before_cannot_go_on() -> None:
    config = shape()
    tensors, facts = begun("numpy", config).state()
    kept = tensors[REFERENCE]
    with pytest.raises(InputError, match="begin anew"):
        Preferences.from_state(votes(), config, tensors | {REFERENCE: ((0,), array("d"))}, facts)
    del tensors[REFERENCE]
    with pytest.raises(InputError, match="cannot be resumed"):
        Preferences.from_state(votes(), config, tensors, facts)
    with pytest.raises(InputError, match="not the words"):
        Preferences.from_state(votes(0.1), config, tensors | {REFERENCE: kept}, facts)


def test_answers_and_votes_learn_each_in_their_way() -> None:
    from premier_llm.data.corpus import Corpus

    assert training_on(votes()) is Preferences
    words = Corpus("l", "l", "words", ("a",), CHAT.vocabulary, Report((), ""))
    assert training_on(words) is Training


# Bad input


def test_every_line_is_accounted_for(tmp_path: Path) -> None:
    def line(prompt: Any, chosen: Any, rejected: Any) -> str:
        return json.dumps({"prompt": prompt, "chosen": chosen, "rejected": rejected})

    lines = [
        line("Qui est Robo ?", WANTED, OTHER),
        line("Qui est Robo ?", WANTED, WANTED),
        line("Qui est Robo ?", "Merci", " Merci "),
        '{"prompt": "Qui ?", "chosen": "Merci"}',
        "{oups",
        line("Qui est Robo ?", " ".join([WANTED] * 9), OTHER),
        "",
        line(
            [{"role": "user", "content": "Qui est Max ?"}],
            [{"role": "assistant", "content": WANTED}],
            [{"role": "assistant", "content": OTHER}],
        ),
        line("Qui est Robo ?", "Merci \u25c6", "Merci"),
    ]
    file = tmp_path / "votes.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    found = Votes.of(read_exchanges(file), CHAT, 20)
    assert [vote.line for vote in found.votes] == [1, 8]
    fates = [(each.number, each.fate) for each in found.report.lines]
    refused = {number for number, fate in fates if fate == "refused"}
    assert [number for number, _fate in fates] == list(range(1, 10))
    assert refused == {2, 3, 4, 5, 6, 9}
    reasons = {each.number: each.reason for each in found.report.lines}
    assert "both answers are the same" in reasons[2]
    assert "20 at once" in reasons[6]
    assert "alike" in reasons[9]


def test_votes_of_which_none_fits_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no vote .* Line 1: .* 3 at once"):
        votes(context=3)
    with pytest.raises(InputError, match="beta must be"):
        votes(beta=0)


def test_all_votes_on_a_question_are_held_out_together() -> None:
    given = tuple(
        Preference("", (), f"Qui est {name} ?", WANTED, OTHER + " Tom" * more, 1)
        for name in NAMES for more in range(3)
    )  # fmt: skip
    whole = Votes.of(Given("v", "v", (), given, Report((), "")), CHAT, 24)
    train, hidden = whole.split(0.25, 3)
    assert isinstance(train, Votes)
    assert isinstance(hidden, Votes)
    assert len(hidden.votes) == 6
    assert len(train.votes) == 18
    assert not {v.question for v in train.votes} & {v.question for v in hidden.votes}
