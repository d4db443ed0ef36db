"""A model of ours as transformers computes it: the same scores, read from the folder alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers import SMALL_PRESETS, random_windows

from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError
from premier_llm.files.export import ARCHITECTURES, architecture_of, export
from premier_llm.files.gpt2 import open_folder
from premier_llm.files.model_file import ModelFile
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.model.words import Words

LETTERS = Vocabulary.of(" \n!'abcdeé🙂", boundary=False)
NAMES = Vocabulary.lesson()
LEAVING = {
    "nanogpt": PRESETS["nanogpt"],
    "modern": PRESETS["modern"],
    "modern, tied": PRESETS["modern"].with_dials(tied=True, norm_weight=False),
    "gpt2": PRESETS["gpt2"],
    "modern, with biases": PRESETS["modern"].with_dials(
        attention_bias=True, mlp_bias=True, norm_bias=True, activation="relu2"
    ),
}


def small(config: Config, vocabulary: Vocabulary) -> ModelFile:
    """Far from its start: every number counts."""
    config = config.with_dials(
        vocabulary=vocabulary.size, context=12, embedding=24, heads=3, layers=2, hidden=40
    )
    model = fast.Model(config, dtype="float64")
    model.flat[:] = np.random.default_rng(1).normal(0, 0.3, model.flat.shape)
    return ModelFile(config, vocabulary, model.tensors())


@pytest.mark.parametrize("name", LEAVING)
def test_transformers_gives_the_same_scores(name: str, tmp_path: Path) -> None:
    transformers: Any = pytest.importorskip("transformers")
    torch: Any = pytest.importorskip("torch")
    made = small(LEAVING[name], LETTERS)
    export(made, tmp_path / "folder")
    theirs = transformers.AutoModelForCausalLM.from_pretrained(tmp_path / "folder").double()
    assert type(theirs).__name__ == architecture_of(made.config).name
    text = "abé 🙂c!\nd'"
    reader = transformers.AutoTokenizer.from_pretrained(tmp_path / "folder")
    ids = reader(text)["input_ids"]
    assert ids == made.vocabulary.encode(text)
    assert reader.decode(ids) == text
    with torch.no_grad():
        found = theirs(torch.tensor([ids])).logits[0].log_softmax(-1).exp().numpy()
    expected = fast.Model.from_parameters(made.config, made.weights).forward(ids)
    np.testing.assert_allclose(found, expected, atol=1e-6)  # its rotations are in float32


def test_a_list_of_names_keeps_its_boundary(tmp_path: Path) -> None:
    transformers: Any = pytest.importorskip("transformers")
    export(small(PRESETS["nanogpt"], NAMES), tmp_path / "folder")
    reader = transformers.AutoTokenizer.from_pretrained(tmp_path / "folder")
    assert reader(".emma.")["input_ids"] == [0, 5, 13, 13, 1, 0]
    assert (reader.bos_token_id, reader.eos_token_id) == (0, 0)
    assert reader.decode([0, 5, 13, 13, 1, 0], skip_special_tokens=True) == "emma"
    with pytest.raises(Exception, match="UNK"):  # never another letter in its place
        reader("É")


def test_what_came_out_of_a_gpt2_shaped_model_opens_again(tmp_path: Path) -> None:
    from premier_llm.model.bpe import BytePairs

    made = small(PRESETS["nanogpt"], BytePairs.train(["le chat dort. " * 9], 270))
    export(made, tmp_path / "folder")
    again = open_folder(tmp_path / "folder")
    windows = random_windows(1, made.config)
    losses = []
    for one in (made, again):
        model = fast.Model.from_parameters(one.config, one.weights)
        losses.append(model.loss(model.pack(windows)))
    assert losses[0] == losses[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mini, 1 layer(s)", ("norm is none", "norm_blocks is False", "attention_output is False")),
        ("microgpt, 1 layer(s)", ("norm is rms", "norm_embedding is True", "norm_final is False")),
    ],
)
def test_what_cannot_leave_is_told_dial_by_dial(
    name: str, said: tuple[str, ...], tmp_path: Path
) -> None:
    config = SMALL_PRESETS[name].with_dials(vocabulary=NAMES.size)
    made = ModelFile(config, NAMES, fast.Model(config).tensors())
    with pytest.raises(InputError) as error:
        export(made, tmp_path / "no")
    for dial in said:
        assert dial in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "no").exists()


def test_each_dial_that_an_architecture_needs_counts() -> None:
    modern = PRESETS["modern"]
    assert architecture_of(modern) is ARCHITECTURES[1]
    assert architecture_of(modern.with_dials(positions="learned")) is ARCHITECTURES[0]
    for dials in (
        {"query_key_norm": True},
        {"attention_output": False},
        {"norm": "rms"},
        {"norm_embedding": True},
        {"norm_final": False},
    ):
        with pytest.raises(InputError, match=next(iter(dials))):
            architecture_of(modern.with_dials(**dials))


def test_words_stay_here(tmp_path: Path) -> None:
    words = Words.found(("le chat dort .", "la souris dort ."))
    with pytest.raises(InputError, match="reads words"):
        export(small(PRESETS["nanogpt"], words), tmp_path / "no")
    assert not (tmp_path / "no").exists()
