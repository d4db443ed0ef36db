"""The loop: schedules, batches, early stop, explosion, resuming to the bit."""

from __future__ import annotations

import json
import math
from collections import Counter
from contextlib import nullcontext
from typing import Any

import numpy as np
import pytest
from helpers import ENGINES, NEEDS_TORCH, SMALL_PRESETS, random_windows

from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.engines import engine
from premier_llm.engines.contract import Tensors
from premier_llm.errors import InputError, RunError
from premier_llm.judging import measure
from premier_llm.judging.measure import mean_loss
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Diverged, Training, explosion
from premier_llm.training.recipe import Recipe
from premier_llm.using.sampling import sample

MINI = PRESETS["mini"]


@pytest.fixture(scope="module")
def pokemon() -> Corpus:
    return read_corpus("pokemon")


def bits(tensors: Tensors) -> dict[str, bytes]:
    return {name: flat.tobytes() for name, (_, flat) in tensors.items()}


def test_the_twenty_pokemon_are_learned_to_the_floor(pokemon: Corpus) -> None:
    recipe = Recipe(steps=1500, cycle=250, target=0.3438)
    training = Training(pokemon, MINI, recipe, seed=0)
    first = next(iter(training))
    assert first.loss > math.log(27) - 0.3
    training.run()
    assert training.ended == "target"
    loss = mean_loss(training.model, windows_of(pokemon, 8))
    assert 0.3404 - 1e-3 < loss <= 0.3438 + 1e-5


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_target_a_loss_of_0_is_no_end(engine: str) -> None:
    one_letter = read_corpus(["a" * 40], kind="text")
    config = MINI.with_dials(vocabulary=1)
    training = Training(one_letter, config, Recipe(steps=3, batch=2), engine)
    training.run()
    assert (training.ended, training.history.losses) == ("steps", [0.0] * 3)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_same_seed_same_model_to_the_bit(pokemon: Corpus, engine: str, precision: Any) -> None:
    recipe = Recipe(steps=4, batch=16, held_out=0.2, evaluate_every=2)
    runs = [
        bits(Training(pokemon, MINI, recipe, engine, 5, precision).run().tensors())
        for _ in range(2)
    ]
    other = Training(pokemon, MINI, recipe, engine, 6, precision).run()
    assert runs[0] == runs[1]
    assert runs[0] != bits(other.tensors())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("stop", [1, 7, 10, 19])
def test_a_resumed_run_equals_an_uninterrupted_one(pokemon: Corpus, engine: str, stop: int) -> None:
    recipe = Recipe(
        steps=20, batch=24, held_out=0.2, evaluate_every=5, warmup=3, clip=1.0, weight_decay=0.01
    )
    whole = Training(pokemon, MINI, recipe, engine, seed=2)
    whole.run()
    broken = Training(pokemon, MINI, recipe, engine, seed=2)
    for progress in broken:
        if progress.step == stop:
            break
    tensors, facts = broken.state()
    facts = json.loads(json.dumps(facts))  # as the file keeps them
    resumed = Training.from_state(pokemon, MINI, tensors, facts)
    assert resumed.step == stop
    resumed.run()
    assert bits(resumed.model.tensors()) == bits(whole.model.tensors())
    assert resumed.history == whole.history
    final_tensors, final_facts = resumed.state()
    assert list(final_tensors["history.losses"][1]) == whole.history.losses
    assert not any(name.startswith(("optimizer.", "best.")) for name in final_tensors)
    again = Training.from_state(pokemon, MINI, final_tensors, final_facts)
    assert again.ended == "steps"
    assert bits(again.run().tensors()) == bits(whole.model.tensors())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_training_can_be_made_longer_than_planned(
    pokemon: Corpus, engine: str, held_out: float
) -> None:
    training = Training(pokemon, MINI, Recipe(steps=8, batch=16, held_out=held_out), engine)
    for progress in training:
        if progress.step == 4:
            break
    said = training.lengthen(12)
    assert "12 steps instead of 8: at step 4" in said
    assert f"{0.03 * 8 / 12:.3g} instead of 0.015" in said
    training.run()
    assert (training.step, training.ended) == (12, "steps")
    # Once more, from its file, after its end: the optimiser begins anew, and says so.
    tensors, facts = training.state()
    ended = Training.from_state(pokemon, MINI, tensors, json.loads(json.dumps(facts)))
    assert "the optimiser has to find its speed again" in ended.lengthen(40)
    before = mean_loss(ended.model, windows_of(pokemon, 8))
    ended.run()
    assert (ended.step, ended.ended, len(ended.history.losses)) == (40, "steps", 40)
    after = mean_loss(ended.model, windows_of(pokemon, 8))
    assert after <= before if held_out else after < before  # the best one is kept
    with pytest.raises(InputError, match="done 40 steps already"):
        ended.lengthen(40)
    ended.ended = "patience"
    with pytest.raises(InputError, match="ended before its last step"):
        ended.lengthen(50)


def test_what_another_length_changes_is_said_as_it_is(pokemon: Corpus) -> None:
    def said(stop: int, steps: int, **dials: Any) -> str:
        recipe = Recipe(**{"steps": 8, "batch": 16, "learning_rate": 0.02} | dials)
        training = Training(pokemon, MINI, recipe)
        while training.step < stop:
            next(iter(training))
        if stop == 8:
            training.run()
        return training.lengthen(steps)

    assert said(4, 8) == "8 steps were planned already: nothing changes."
    falls = (
        "at step 4 the learning rate is 0.015 instead of 0.01, and goes from there to its end, 0."
    )
    assert said(4, 16) == f"16 steps instead of 8: {falls}"
    as_before = "16 steps instead of 8; the learning rate goes on as it would have."
    for stop in (4, 8):
        assert said(stop, 16, schedule="constant").startswith(as_before)
        assert said(stop, 16, cycle=3).startswith(as_before)
    assert "is 0.01 instead of 0.0025" in said(8, 16)
    climbing = {"warmup": 3, "final_rate": 0.001}
    assert said(1, 16, **climbing).endswith("comes later to its end, 0.001.")
    assert said(1, 6, **climbing).endswith("comes sooner to its end, 0.001.")


def test_what_cannot_train_is_told(pokemon: Corpus) -> None:
    with pytest.raises(InputError, match="precision must be one of float32, float64, bfloat16"):
        Training(pokemon, MINI, precision="zz")  # type: ignore[arg-type]
    for seed in ("x", 1.5, None):
        with pytest.raises(InputError, match="seed must be a whole number"):
            Training(pokemon, MINI, seed=seed)  # type: ignore[arg-type]


def test_other_words_are_not_resumed(pokemon: Corpus) -> None:
    training = Training(pokemon, MINI, Recipe(steps=3))
    next(iter(training))
    tensors, facts = training.state()
    with pytest.raises(InputError, match="not the words"):
        Training.from_state(read_corpus("dinosaures"), MINI, tensors, facts)


def test_an_explosion_is_told_and_the_last_good_model_kept(pokemon: Corpus) -> None:
    recipe = Recipe(steps=200, learning_rate=50.0, evaluate_every=10)
    training = Training(pokemon, MINI, recipe)
    before = mean_loss(training.model, windows_of(pokemon, 8))
    with pytest.raises(Diverged, match="smaller learning rate"):
        training.run()
    after = mean_loss(training.model, windows_of(pokemon, 8))
    assert training.ended == "diverged"
    assert math.isfinite(after)
    assert after <= before + 1e-6


def test_a_model_that_computes_no_number_is_told_so(pokemon: Corpus) -> None:
    """And not that its learning rate is too large, nor by warnings of NumPy's."""
    training = Training(pokemon, MINI.with_dials(layers=300), Recipe(steps=2))
    with pytest.raises(RunError, match="before it has learned anything"):
        training.run()
    sample(training.model, pokemon.vocabulary, 2)


@pytest.mark.parametrize(("share", "ended"), [(0.99, None), (1.01, "diverged")])
def test_it_ends_from_where_a_loss_has_exploded(
    pokemon: Corpus, share: float, ended: str | None
) -> None:
    training = Training(pokemon, MINI, Recipe(steps=100, learning_rate=1e-9, schedule="constant"))
    steps = iter(training)
    limit = share * explosion(27, next(steps).loss)
    scores = training.model.parameters["unembedding"]
    usual, windows = scores.copy(), windows_of(pokemon, 8)
    # Scores that many times as large are wrong that much more confidently.
    low, high = 1.0, 1e4
    while high - low > 1e-6 * high:
        scores[:] = usual * (low + high) / 2
        if mean_loss(training.model, windows) < limit:
            low = (low + high) / 2
        else:
            high = (low + high) / 2
    with pytest.raises(Diverged) if ended else nullcontext():
        next(steps)
    assert training.ended == ended


def test_a_last_step_that_explodes_is_noticed(pokemon: Corpus) -> None:
    training = Training(pokemon, MINI, Recipe(steps=1, learning_rate=1e30))
    with pytest.raises(Diverged):
        training.run()
    assert math.isfinite(mean_loss(training.model, windows_of(pokemon, 8)))


@pytest.mark.parametrize("engine", ["numpy", pytest.param("torch", marks=NEEDS_TORCH)])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda tensors, facts: facts.pop("seed"),
        lambda tensors, facts: facts["recipe"].update(momentum=1),
        lambda tensors, facts: facts["corpus"].clear(),
        lambda tensors, facts: tensors.pop("history.losses"),
        lambda tensors, facts: tensors.pop("optimizer.m.unembedding"),
        lambda tensors, facts: tensors.update({"optimizer.v.unembedding": ((1,), [0.0, 1.0])}),
    ],
)
def test_spoiled_facts_are_not_resumed(pokemon: Corpus, spoil: Any, engine: str) -> None:
    training = Training(pokemon, MINI, Recipe(steps=3), engine)
    next(iter(training))
    tensors, facts = training.state()
    spoil(tensors, facts)
    with pytest.raises(InputError) as error:
        Training.from_state(pokemon, MINI, tensors, facts)
    assert "resumed" in str(error.value)


def test_early_stop_keeps_the_best_held_out_model() -> None:
    words = read_corpus("creatures")
    recipe = Recipe(
        steps=3000, batch=64, held_out=0.2, evaluate_every=25, patience=3, evaluate_windows=9999
    )
    training = Training(words, MINI, recipe)
    training.run()
    assert training.ended == "patience"
    assert training.step < 3000
    looks = [loss for _, loss in training.history.held_out]
    best = min(looks)
    assert len(looks) - 1 - looks.index(best) == 3
    assert training.held_out_corpus is not None
    hidden = windows_of(training.held_out_corpus, 8)
    assert mean_loss(training.model, hidden) == pytest.approx(best, abs=1e-5)
    assert training.history.held_out[-1][1] > best


def test_held_out_words_are_never_seen(pokemon: Corpus) -> None:
    training = Training(pokemon, MINI, Recipe(steps=1, held_out=0.25))
    assert training.held_out_corpus is not None
    seen, hidden = set(training.train_corpus.words), set(training.held_out_corpus.words)
    assert not seen & hidden
    assert seen | hidden == set(pokemon.words)


@pytest.mark.parametrize("accumulate", [1, 3])
def test_batches_visit_every_window_once_per_epoch(pokemon: Corpus, accumulate: int) -> None:
    windows = windows_of(pokemon, 8)
    size = 7 * accumulate
    training = Training(pokemon, MINI, Recipe(steps=1, batch=7, accumulate=accumulate), "pure")
    steps = len(windows) // size

    def epoch(number: int) -> list[Any]:
        batches: list[Any] = [
            batch
            for step in range(steps)
            for batch in training._batches.of_step(number * steps + step)
        ]
        assert [len(batch) for batch in batches] == [7] * accumulate * steps
        return [(tuple(x), tuple(y)) for batch in batches for x, y in batch.windows]

    first, second = epoch(0), epoch(1)
    available = Counter((tuple(x), tuple(y)) for x, y in windows)
    for seen in (first, second):
        # At most the remainder of the division is left out, and nothing comes twice.
        assert not Counter(seen) - available
        assert len(seen) == steps * size > len(windows) - size
    assert first != second, "each epoch has its own order"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["words", "text"])
def test_accumulated_batches_are_one_larger_batch(pokemon: Corpus, engine: str, kind: str) -> None:
    corpus = pokemon if kind == "words" else read_corpus(["le chat dort. " * 30], kind="text")
    config = MINI.with_dials(vocabulary=corpus.vocabulary.size, embedding=4, hidden=4)

    def run(batch: int, accumulate: int) -> Training:
        recipe = Recipe(steps=12, batch=batch, accumulate=accumulate, held_out=0.2, clip=0.5)
        training = Training(corpus, config, recipe, engine, 3, "float64")
        training.run()
        return training

    large, small = run(12, 1), run(4, 3)
    assert len(small._batches.of_step(0)) == 3
    assert small.history.losses == pytest.approx(large.history.losses, abs=1e-12)
    assert small.history.losses != pytest.approx(run(4, 1).history.losses, abs=1e-3)


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_gradients_of_parts_are_those_of_the_whole(engine_name: str, preset: str) -> None:
    config = SMALL_PRESETS[f"{preset}, 2 layer(s)"]
    kind = engine(engine_name).Model
    drawn = kind(config, 1) if engine_name == "pure" else kind(config, 1, "float64")
    model = kind.from_parameters(config, drawn.tensors())
    windows = random_windows(2, config)
    assert len({len(window.targets) for window in windows}) > 1, "parts must not weigh the same"

    def slopes() -> list[Any]:
        return [x for slope in model.gradients.values() for x in np.asarray(slope).ravel()]

    loss = model.loss_and_gradients(model.pack(windows))
    expected = slopes()
    assert model.loss_and_gradients(
        *(model.pack(part) for part in (windows[:1], windows[1:4], windows[4:]))
    ) == pytest.approx(loss, abs=1e-12)
    assert max(map(abs, expected)) > 0.01
    assert slopes() == pytest.approx(expected, rel=0, abs=1e-12)
    model.loss_and_gradients(model.pack(windows))
    assert slopes() == pytest.approx(expected, rel=0, abs=0), "nothing is left of what was before"


def test_accumulating_more_than_there_is_learns_from_all(pokemon: Corpus) -> None:
    for batch, sizes in ((15, [15, 15, 11]), (400, [41])):
        recipe = Recipe(batch=batch, accumulate=9)
        parts: list[Any] = Training(pokemon, MINI, recipe, "pure")._batches.of_step(5)
        assert [len(part) for part in parts] == sizes


def test_schedules() -> None:
    linear = Recipe(steps=10, learning_rate=1.0)
    assert [linear.rate(s) for s in (0, 5, 9)] == pytest.approx([1, 0.5, 0.1])
    cycle = Recipe(steps=20, learning_rate=1.0, cycle=10)
    assert cycle.rate(3) == cycle.rate(13)
    cosine = Recipe(steps=110, learning_rate=1.0, schedule="cosine", warmup=10, final_rate=0.1)
    assert [cosine.rate(s) for s in (0, 9, 10, 60)] == pytest.approx([0.1, 1.0, 1.0, 0.55])
    assert Recipe(learning_rate=1.0, schedule="constant").rate(77) == 1.0


@pytest.mark.parametrize(
    "dials",
    [
        {"steps": 0},
        {"steps": 2.5},
        {"batch": -1},
        {"learning_rate": math.nan},
        {"learning_rate": -0.1},
        {"learning_rate": "fast"},
        {"beta1": 1.0},
        {"held_out": 0.9},
        {"schedule": "square"},
        {"momentum": 0.9},
        {"accumulate": 0},
        {"accumulate": 2, "batch": 0},
    ],
)
def test_impossible_recipes_are_refused_with_one_sentence(
    pokemon: Corpus, dials: dict[str, Any]
) -> None:
    with pytest.raises(InputError) as refusal:
        Recipe.suited_to(MINI, pokemon, **dials)
    assert "\n" not in str(refusal.value)


def test_a_vocabulary_of_another_size_is_refused(pokemon: Corpus) -> None:
    with pytest.raises(InputError, match="27"):
        Training(pokemon, MINI.with_dials(vocabulary=30))


def test_running_text_trains(pokemon: Corpus) -> None:
    text = read_corpus(["le chat dort. " * 60], kind="text")
    config = PRESETS["nanogpt"].with_dials(
        vocabulary=text.vocabulary.size, embedding=16, heads=2, layers=1, hidden=32, context=8
    )
    recipe = Recipe(steps=80, batch=8, learning_rate=0.02, held_out=0.1, evaluate_every=40)
    training = Training(text, config, recipe)
    training.run()
    assert training.history.losses[0] > 2.0
    assert training.history.held_out[-1][1] < 0.5


@pytest.mark.parametrize("engine", ENGINES)
def test_a_loss_is_measured_in_bounded_memory(
    pokemon: Corpus, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = Recipe(steps=1, held_out=0.4, evaluate_every=1)
    at_once = Training(pokemon, MINI, recipe, engine, precision="float64")
    monkeypatch.setattr(measure, "POSITIONS_AT_ONCE", 3 * MINI.context)
    in_parts = Training(pokemon, MINI, recipe, engine, precision="float64")
    assert in_parts._hidden is not None
    assert {len(batch) for _, batch in in_parts._hidden[:-1]} == {3}
    for run in (at_once, in_parts):
        run.run()
    ((_, expected),), ((_, found),) = at_once.history.held_out, in_parts.history.held_out
    assert found == pytest.approx(expected, abs=1e-12)
    assert mean_loss(in_parts.model, windows_of(pokemon, 8)) == pytest.approx(
        in_parts.model.loss(in_parts.model.pack(windows_of(pokemon, 8))), abs=1e-12
    )
