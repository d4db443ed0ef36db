"""Why this letter: the very training, done again without a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import Window, word_windows
from premier_llm.engines import engine
from premier_llm.errors import InputError
from premier_llm.judging.influence import BEST, DRAWN
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_count
from premier_llm.training.batches import WordBatches
from premier_llm.training.influence import Effect, Origin, Saying, influence
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

SMALL = Config(embedding=4, hidden=4, context=4)
NAMES = ["pikachu", "mew", "evoli", "anticonstitutionnellement", "pika"]
SAYING = Saying((0, 16, 9), 11)


def origin(recipe: Recipe, **more: object) -> Origin:
    corpus = read_corpus(NAMES)
    return replace(Origin(corpus, SMALL, recipe, 3, recipe.steps), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("batch", [0, 3])
def test_with_all_names_it_is_the_training_to_the_bit(batch: int) -> None:
    recipe = Recipe(steps=7, batch=batch)
    *_some, known = influence(origin(recipe), SAYING, seeds=2)
    for seed, chance in zip(known.seeds, known.all, strict=True):
        model = Training(read_corpus(NAMES), SMALL, recipe, seed=seed).run()
        assert model.forward(SAYING.before)[-1][SAYING.token] == chance
    assert list(known.seeds) == [3, 4]
    assert known.done == known.of == 12
    assert [effect.names for effect in known.effects] == [(place,) for place in range(5)]


def test_without_a_name_it_is_the_list_without_it() -> None:
    recipe = Recipe(steps=5)
    doubles = origin(recipe, precision="float64")
    *_some, known = influence(doubles, SAYING, seeds=1, groups=[(0,), (1, 3)])
    for effect, left in zip(known.effects, (NAMES[1:], [NAMES[i] for i in (0, 2, 4)]), strict=True):
        model = Training(read_corpus(left), SMALL, recipe, seed=3, precision="float64").run()
        chance = model.forward(SAYING.before)[-1][SAYING.token]
        assert effect.without[0] == pytest.approx(chance, abs=1e-12)
    assert known.worth is None


class Windows(list[int]):
    """A batch that knows which windows it has."""

    def take(self, part: list[int]) -> Windows:
        return Windows(self[i] for i in part)


class Packs:
    config = SMALL

    def pack(self, windows: list[Window]) -> Windows:
        return Windows(range(len(windows)))


@pytest.mark.parametrize("batch", [0, 3])
def test_a_step_is_what_it_was_less_what_the_name_gave(batch: int) -> None:
    corpus, recipe = read_corpus(NAMES), Recipe(batch=batch)
    steps = [
        [
            [place for part in batches.of_step(step) for place in part]  # type: ignore[attr-defined]
            for step in range(12)
        ]
        for batches in (
            WordBatches(Packs(), corpus, recipe, 1, without)  # type: ignore[arg-type]
            for without in ((), (3,))
        )
    ]
    firsts = [len(word_windows(ids, SMALL.context)) for ids in corpus.encoded()]
    start = sum(firsts[:3])
    gone = range(start, start + firsts[3])
    assert any(set(step) & set(gone) for step in steps[0])
    assert steps[1] == [[i for i in step if i not in gone] for step in steps[0]]


def test_without_everything_nothing_is_learned() -> None:
    for batch in (0, 2):
        *_some, known = influence(
            origin(Recipe(steps=3, batch=batch)), SAYING, seeds=1, groups=[tuple(range(5))]
        )
        model = engine("numpy").Model(SMALL, 3)
        chance = model.forward(SAYING.before)[-1][SAYING.token]
        assert known.effects[0].without == [pytest.approx(chance, abs=1e-6)]


def test_what_cannot_be_done_again_is_refused() -> None:
    with pytest.raises(InputError, match="learned nothing"):
        next(influence(origin(Recipe(), steps=0), SAYING))


MANY = [a + b + c for a in "bcdfg" for b in "aeiou" for c in "lmn"][:66]


@pytest.mark.parametrize("room", [None, 40])
def test_of_a_long_list_all_engines_guess_the_same(
    room: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if room is not None:  # for the slopes of so many names
        monkeypatch.setattr("premier_llm.training.influence.ROOM", room * parameter_count(SMALL))
    corpus, recipe = read_corpus(MANY), Recipe(steps=4)
    found: list[list[Effect]] = []
    for name in ("pure", "numpy"):
        experiment = influence(
            Origin(corpus, SMALL, recipe, 3, recipe.steps, name, "float64"), SAYING, seeds=1
        )
        next(experiment)
        found.append(next(experiment).effects)
    assert len(found[0]) == BEST + DRAWN
    assert sum(effect.drawn for effect in found[0]) == DRAWN
    assert [effect.names for effect in found[0]] == [effect.names for effect in found[1]]
    pure, fast = ([effect.guess for effect in effects] for effects in found)
    assert pure == pytest.approx(fast, rel=1e-9, abs=1e-15)
    assert any(pure)
