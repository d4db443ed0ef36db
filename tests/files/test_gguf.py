"""A model as llama.cpp reads it: every number and token is in the file, under its names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from helpers import full_disk
from test_export import LETTERS, small

from premier_llm.cli.commands.convert import command
from premier_llm.errors import InputError, RunError
from premier_llm.files.gguf import export
from premier_llm.files.model_file import save
from premier_llm.model.bpe import BytePairs
from premier_llm.model.presets import PRESETS

PIECES = BytePairs.train(["le chat dort. " * 9], 270)
ROTARY = PRESETS["modern"].with_dials(activation="gelu_tanh")


@pytest.mark.parametrize("name", ["gpt2", "rotary"])
def test_the_file_holds_every_number_and_token(name: str, tmp_path: Path) -> None:
    gguf: Any = pytest.importorskip("gguf")
    made = small({"gpt2": PRESETS["gpt2"], "rotary": ROTARY}[name], PIECES)
    export(made, tmp_path / "m.gguf")
    found = gguf.GGUFReader(tmp_path / "m.gguf")
    theirs = {tensor.name: tensor.data for tensor in found.tensors}
    weights = {n: np.asarray(v, np.float32).reshape(s) for n, (s, v) in made.weights.items()}
    assert np.array_equal(theirs["token_embd.weight"], weights["token_embedding"])
    for layer in range(2):
        attention = f"blocks.{layer}.attention."
        parts = [weights[f"{attention}{part}"] for part in ("query", "key", "value")]
        assert np.array_equal(theirs[f"blk.{layer}.attn_qkv.weight"], np.concatenate(parts))
        for their, our in {
            "attn_output": "attention.output",
            "ffn_up": "mlp.up.weight",
            "ffn_down": "mlp.down.weight",
        }.items():
            ours = weights[f"blocks.{layer}.{our}"]
            assert np.array_equal(theirs[f"blk.{layer}.{their}.weight"], ours)
    if name == "rotary":
        assert np.array_equal(theirs["output.weight"], weights["unembedding"])
    facts = {key: field.contents() for key, field in found.fields.items()}
    kind = {"gpt2": "gpt2", "rotary": "gptneox"}[name]
    assert facts["general.architecture"] == kind
    sizes = ("context_length", "attention.head_count", "feed_forward_length", "block_count")
    assert [facts[f"{kind}.{size}"] for size in sizes] == [12, 3, 40, 2]
    assert facts["tokenizer.ggml.tokens"] == list(PIECES.tokens)
    merges = json.loads(PIECES.description)["model"]["merges"]
    assert facts["tokenizer.ggml.merges"] == [" ".join(pair) for pair in merges]
    assert facts["tokenizer.ggml.eos_token_id"] == PIECES.end


def test_what_llama_cpp_cannot_do_is_told(tmp_path: Path) -> None:
    pytest.importorskip("gguf")
    for config, vocabulary, said in (
        (PRESETS["modern"].with_dials(activation="relu2"), PIECES, "activation is relu2"),
        (PRESETS["gpt2"], LETTERS, "no tokenizer that cuts"),
    ):
        with pytest.raises(InputError, match=said):
            export(small(config, vocabulary), tmp_path / "m.gguf")
    with full_disk(), pytest.raises(RunError, match="disk is full"):
        export(small(PRESETS["gpt2"], PIECES), tmp_path / "m.gguf")
    assert not list(tmp_path.iterdir())


def test_the_command_looks_at_the_targets_suffix(tmp_path: Path) -> None:
    pytest.importorskip("gguf")
    save(tmp_path / "m", small(PRESETS["gpt2"], PIECES))
    given = [str(tmp_path / "m"), str(tmp_path / "m.gguf")]
    assert CliRunner().invoke(command, given).exit_code == 0
    assert (tmp_path / "m.gguf").read_bytes()[:4] == b"GGUF"
    refused = CliRunner().invoke(command, given)
    assert isinstance(refused.exception, InputError)
    assert "--force" in str(refused.exception)
    assert CliRunner().invoke(command, [*given, "--force"]).exit_code == 0
