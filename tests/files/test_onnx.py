"""A model as ONNX Runtime computes it: the same scores, for any number of texts of any length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers import full_disk
from test_export import LETTERS, small

from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError, RunError
from premier_llm.files.onnx import export
from premier_llm.model.bpe import vocabulary_from
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS

ROTARY = PRESETS["modern"].with_dials(
    activation="relu2", norm="rms", norm_bias=True, query_key_norm=True, tied=False
)


def test_onnx_runtime_gives_the_same_scores(tmp_path: Path) -> None:
    for library in ("torch", "onnxscript"):
        pytest.importorskip(library)
    onnxruntime: Any = pytest.importorskip("onnxruntime")
    made = small(ROTARY, LETTERS)
    with pytest.MonkeyPatch.context() as patch:
        # The same graph is written twice: once where there is no room.
        patch.setattr("premier_llm.files.onnx.write_whole", _never_at_first)
        export(made, tmp_path / "m.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx")
    facts = session.get_modelmeta().custom_metadata_map
    assert Config.from_dict(json.loads(facts["config"])) == made.config
    assert vocabulary_from(json.loads(facts["vocabulary"])) == LETTERS
    model = fast.Model.from_parameters(made.config, made.weights)
    rng = np.random.default_rng(2)
    for batch, length in ((1, 1), (1, 12), (2, 2), (3, 3), (5, 7)):
        tokens = rng.integers(0, LETTERS.size, (batch, length))
        (logits,) = session.run(None, {"tokens": tokens})
        assert logits.shape == (batch, length, LETTERS.size)
        chances = np.exp(logits - logits.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        for row, found in zip(tokens.tolist(), chances, strict=True):
            np.testing.assert_allclose(found, model.forward(row), atol=1e-5)


def _never_at_first(path: Path, chunks: list[bytes]) -> None:
    from premier_llm.files.whole import write_whole

    with full_disk(), pytest.raises(RunError, match="disk is full"):
        write_whole(path, chunks)
    assert not list(path.parent.iterdir())
    write_whole(path, chunks)


def test_pytorch_alone_exports_the_network_for_any_sizes() -> None:
    torch: Any = pytest.importorskip("torch")
    from premier_llm.engines.torch import GPT

    network = GPT(PRESETS["mini"])
    sizes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=8)}
    example = torch.zeros(2, 3, dtype=torch.long)
    exported = torch.export.export(network, (example,), dynamic_shapes={"tokens": sizes}).module()
    for shape in ((1, 1), (2, 2), (4, 8)):
        tokens = torch.randint(0, 27, shape)
        assert torch.allclose(exported(tokens), network(tokens), atol=1e-6)
    with pytest.raises(Exception, match="<= 8"):
        exported(torch.zeros(1, 9, dtype=torch.long))


def test_a_context_too_short_and_a_missing_library_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = small(PRESETS["gpt2"], LETTERS)
    monkeypatch.setattr("premier_llm.files.onnx.find_spec", lambda _name: object())
    short = type(model)(model.config.with_dials(context=2), model.vocabulary, model.tensors)
    with pytest.raises(InputError, match="context is 2"):
        export(short, tmp_path / "m.onnx")
    monkeypatch.setattr("premier_llm.files.onnx.find_spec", lambda _name: None)
    with pytest.raises(RunError, match=r"pip install 'premier-llm\[onnx\]'"):
        export(model, tmp_path / "m.onnx")
