"""The dials, the presets and the parameter table."""

from __future__ import annotations

import random
from dataclasses import fields
from typing import Any

import pytest
from helpers import configs
from hypothesis import given

from premier_llm.errors import InputError
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table, tensor_count
from premier_llm.model.presets import PRESETS, preset

PUBLISHED = {"mini": 2_832, "microgpt": 4_192, "nanogpt": 804_096, "gpt2": 124_439_808}
OURS = {"modern": 804_224}


@pytest.mark.parametrize(("name", "count"), [*PUBLISHED.items(), *OURS.items()])
def test_presets_have_the_known_number_of_parameters(name: str, count: int) -> None:
    assert preset(name).parameter_count() == count
    assert {*PUBLISHED, *OURS} == set(PRESETS)


@given(configs())
def test_the_count_needs_no_table(config: Config) -> None:
    table = parameter_table(config)
    assert config.parameter_count() == sum(parameter.count for parameter in table)
    assert tensor_count(config) == len(table)


def test_the_table_says_each_tensor_once_and_its_formula_gives_its_count() -> None:
    for config in (*PRESETS.values(), PRESETS["gpt2"].with_dials(tied=False)):
        table = parameter_table(config)
        assert len({parameter.name for parameter in table}) == len(table)
        words = {
            "vocabulary": config.vocabulary,
            "context": config.context,
            "embedding": config.embedding,
            "hidden": config.hidden,
        }
        for parameter in table:
            product = 1
            for word in parameter.formula.split(" × "):
                product *= words[word]
            assert product == parameter.count, parameter


def test_every_dial_changes_the_model_alone() -> None:
    base = PRESETS["gpt2"].with_dials(embedding=12, heads=2, layers=2, context=5, vocabulary=9)
    for name in ("attention_bias", "mlp_bias", "norm_bias", "norm_weight", "attention_output"):
        less = base.with_dials(**{name: False})
        assert less.parameter_count() < base.parameter_count(), name
    assert base.with_dials(tied=False).parameter_count() == base.parameter_count() + 9 * 12


@pytest.mark.parametrize(
    ("dials", "says"),
    [
        ({"heads": 3}, "3 heads"),
        ({"heads": 0}, "heads"),
        ({"heads": 16, "positions": "rotary"}, "each head has 1: choose an even number"),
        ({"positions": "absolute"}, "learned, rotary"),
        ({"embedding": -16}, "embedding"),
        ({"layers": 1.5}, "layers"),
        ({"layers": True}, "layers"),
        ({"context": "8"}, "context"),
        ({"activation": "sigmoid"}, "relu"),
        ({"norm": "rms"}, "norm_blocks"),
        ({"norm_final": True}, "norm"),
        ({"norm_weight": True}, "norm"),
        ({"tied": 1}, "tied"),
        ({"embeding": 16}, "embeding"),
    ],
)
def test_impossible_shapes_are_refused_with_one_sentence(dials: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as refusal:
        Config().with_dials(**dials)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_rotary_positions_have_no_table() -> None:
    learned, rotary = Config(), Config(positions="rotary")
    names = [{p.name for p in parameter_table(config)} for config in (learned, rotary)]
    assert names[0] - names[1] == {"position_embedding"}
    assert not names[1] - names[0]


def test_an_unknown_preset_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="mini, microgpt, nanogpt, gpt2, modern"):
        preset("gpt5")


def test_a_config_survives_its_dictionary() -> None:
    for config in PRESETS.values():
        assert Config.from_dict(config.to_dict()) == config
    assert set(Config().to_dict()) == {field.name for field in fields(Config)}


def test_initial_draws_have_the_spread_of_their_recipe() -> None:
    config = PRESETS["nanogpt"]
    spreads = {p.name: (p.spread, p.start) for p in parameter_table(config)}
    assert spreads["blocks.3.attention.output"] == (0.02 / 8**0.5, 0.0)
    assert spreads["blocks.0.mlp.up.weight"] == (0.02, 0.0)
    assert spreads["final_norm.weight"] == (0.0, 1.0)
    modern = {p.name: p.spread for p in parameter_table(PRESETS["modern"])}
    assert modern["token_embedding"] == 1
    assert modern["blocks.0.attention.query"] == modern["blocks.3.mlp.up.weight"] == 1 / 128**0.5
    for name in ("blocks.0.attention.output", "blocks.3.mlp.down.weight", "unembedding"):
        assert modern[name] == 0, "so the first steps are the same at any depth"
    values = parameter_table(config)[0].draw(random.Random(0))
    measured = (sum(x * x for x in values) / len(values)) ** 0.5
    assert len(values) == 65 * 128
    assert measured == pytest.approx(0.02, rel=0.03)
