"""Speed: the model's arithmetic against PyTorch's own count, the GPUs' peaks, what is counted."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from click.testing import CliRunner
from helpers import NEEDS_TORCH, SMALL_PRESETS, configs
from hypothesis import given, settings

from premier_llm.cli.app import app
from premier_llm.cli.watching import Watcher
from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import windows_of
from premier_llm.files.model_file import load
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.training import loop as training
from premier_llm.training import throughput
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.training.throughput import Throughput, flops_per_token, known_gpu, peak_flops

MINI = PRESETS["mini"]
GPUS = [
    "NVIDIA A100-SXM4-40GB", "NVIDIA A100-SXM4-80GB", "NVIDIA A100-PCIE-40GB",
    "NVIDIA A100 80GB PCIe", "NVIDIA H100 80GB HBM3", "NVIDIA H100 PCIe", "NVIDIA H100 NVL",
    "NVIDIA H200", "NVIDIA H200 NVL", "NVIDIA L4", "NVIDIA L40S", "NVIDIA A10", "Tesla T4",
    "Tesla V100-SXM2-16GB", "Tesla V100-SXM2-32GB", "Tesla V100-PCIE-16GB",
    "Tesla V100S-PCIE-32GB", "NVIDIA GeForce RTX 3090", "NVIDIA GeForce RTX 4090",
]  # fmt: skip


def counted_by_torch(config: Config) -> float:
    """Floating-point operations per token of the products that PyTorch really does."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    from premier_llm.engines import torch as engine

    model = engine.Model(config)
    tokens = torch.zeros((3, config.context), dtype=torch.long)
    # With somebody looking, attention is done in plain products: the fused kernel of the CPU does
    # some of them twice in its backward pass, to save memory.
    with FlopCounterMode(display=False) as counter:
        engine.mean_loss(model.network, tokens, tokens, lambda name, value: value).backward()  # type: ignore[no-untyped-call]
    return float(counter.get_total_flops()) / tokens.numel()


@NEEDS_TORCH
@pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
def test_the_model_s_arithmetic_is_what_torch_counts(config: Config) -> None:
    assert flops_per_token(config) == counted_by_torch(config)


@NEEDS_TORCH
@settings(max_examples=20, deadline=None, derandomize=True)
@given(configs())
def test_whatever_the_dials(config: Config) -> None:
    assert flops_per_token(config) == counted_by_torch(config)


def test_gpt2_by_hand() -> None:
    matrices = 12 * (4 * 768 * 768 + 2 * 768 * 3072) + 50257 * 768
    by_hand = 6 * matrices + 12 * 12 * 768 * 1024
    assert flops_per_token(PRESETS["gpt2"]) == by_hand == 854_438_400
    # nanoGPT's N is all parameters but the positions: biases and norms make it 0.1 % more.
    of_nanogpt = 6 * (124_439_808 - 1024 * 768) + 12 * 12 * 64 * 12 * 1024
    assert by_hand == pytest.approx(of_nanogpt, rel=1e-3)


def test_each_gpu_is_known_by_its_whole_name() -> None:
    assert peak_flops("NVIDIA A100-SXM4-80GB", "bfloat16") == 312e12
    assert peak_flops("NVIDIA H100 80GB HBM3", "bfloat16") == 989.5e12
    assert peak_flops("NVIDIA L4", "float32") == 30.3e12
    assert peak_flops("Tesla T4", "bfloat16") is None
    assert peak_flops("NVIDIA A100-SXM4-80GB", "float64") is None
    known = [known_gpu(gpu) for gpu in GPUS]
    assert None not in known
    assert set(known) == set(throughput.PEAKS), "each entry has its GPU"
    for other in (
        "NVIDIA A100-SXM4-40GB MIG 1g.5gb", "NVIDIA GeForce RTX 4090 Laptop GPU", "NVIDIA L40",
        "NVIDIA GeForce RTX 3090 Ti", "NVIDIA GeForce RTX 4090 D", "NVIDIA A10G", "Radeon", "",
    ):  # fmt: skip
        assert peak_flops(other, "float32") is None, other


def test_the_speed_is_that_of_the_last_seconds() -> None:
    speed = Throughput()
    assert speed.tokens_per_second is None
    speed.add(500, 60.0)  # a first step that is compiled
    assert speed.tokens_per_second == pytest.approx(500 / 60)
    for _ in range(9):
        speed.add(3000, 1.0)
    assert speed.tokens_per_second == pytest.approx((500 + 9 * 3000) / 69)
    speed.add(3000, 1.0)
    assert speed.tokens_per_second == pytest.approx(3000)
    for _ in range(30):
        speed.add(1000, 1.0)
    assert speed.tokens_per_second == pytest.approx(1000)


def text(length: int) -> Corpus:
    return read_corpus(["abc" * (length // 3)], kind="text")


@pytest.mark.parametrize(
    ("corpus", "recipe", "expected"),
    [
        (read_corpus("pokemon"), Recipe(), 176.0),  # every target of the lesson's list
        (read_corpus("pokemon"), Recipe(batch=5, accumulate=2), None),
        (text(300), Recipe(batch=5, accumulate=2), 80.0),
        (text(6), Recipe(batch=5), 25.0),  # shorter than the context
    ],
)
def test_tokens_are_the_targets_of_a_step(
    corpus: Corpus, recipe: Recipe, expected: float | None
) -> None:
    run = Training(corpus, MINI.with_dials(vocabulary=corpus.vocabulary.size), recipe)
    if expected is None:
        windows = windows_of(corpus, 8)
        assert len(windows) < 176
        expected = 176 * 10 / len(windows)
    assert run.tokens_per_step == pytest.approx(expected)


def test_looking_and_saving_do_not_slow_it_down(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("premier_llm.training.loop.time.perf_counter", lambda: now)
    corpus = read_corpus("pokemon")
    run = Training(corpus, MINI, Recipe(steps=6, held_out=0.2, evaluate_every=2))
    learn, look = run.model.loss_and_gradients, run.model.loss

    def learns(*parts: Any, **more: Any) -> float:
        nonlocal now
        now += 0.5
        return learn(*parts, **more)

    def looks(*parts: Any) -> float:
        nonlocal now
        now += 100
        return look(*parts)

    monkeypatch.setattr(run.model, "loss_and_gradients", learns)
    monkeypatch.setattr(run.model, "loss", looks)
    assert run.tokens_per_second is None
    for _progress in run:
        now += 1000  # whoever watches takes their time
        if run.step == 5:
            break
    assert run.tokens_per_second == pytest.approx(run.tokens_per_step / 0.5)
    assert run.state()[1]["tokens_per_second"] == run.tokens_per_second
    assert run.mfu is None
    assert run.state()[1]["mfu"] is None


@NEEDS_TORCH
@pytest.mark.parametrize("processes", [1, 4])
def test_on_a_known_gpu_it_says_how_much_of_it_is_used(
    monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    import torch

    from premier_llm.engines.together import Group

    run = Training(read_corpus("pokemon"), MINI, Recipe(steps=2), "torch")
    run.run()
    monkeypatch.setattr(run, "device", "cuda")
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "Tesla T4")
    monkeypatch.setattr(training, "group", lambda: Group(0, processes))
    speed = run.tokens_per_second
    assert speed
    mfu = speed * flops_per_token(MINI) / (8.1e12 * processes)
    assert run.mfu == pytest.approx(mfu)
    assert 0 < mfu < 1
    assert "MFU <1%" in Watcher(run, [], "")._facts()


def test_the_command_tells_and_keeps_it(tmp_path: Any) -> None:
    path = tmp_path / "m.safetensors"
    since = time.perf_counter()
    run = CliRunner().invoke(
        app, ["train", "pokemon", "--steps", "40", "--json", "--output", str(path)]
    )
    took = time.perf_counter() - since
    facts = json.loads(run.output)
    assert facts["tokens_per_second"] > 40 * 176 / took
    assert facts["mfu"] is None
    assert load(path).training["tokens_per_second"] == facts["tokens_per_second"]
