"""The PyTorch engine against NumPy's (which is held to the pure one), and what it alone can do."""

from __future__ import annotations

import json
import os
import random
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from helpers import SMALL_PRESETS, configs, random_windows, random_words
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.cli.app import app
from premier_llm.data.corpus import Corpus
from premier_llm.data.reading import read_corpus
from premier_llm.data.windows import word_windows
from premier_llm.engines import numpy as fast
from premier_llm.engines.contract import Tensors
from premier_llm.errors import InputError, RunError
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe
from premier_llm.using.anatomy import parts, switch_off
from premier_llm.using.sampling import sample

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
from premier_llm.engines import torch as engine  # noqa: E402

torch.set_num_threads(1)

EVERY_PRESET = pytest.mark.parametrize("config", SMALL_PRESETS.values(), ids=SMALL_PRESETS)
NEEDS_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
EVERY_DEVICE = pytest.mark.parametrize("device", ["cpu", pytest.param("cuda", marks=NEEDS_GPU)])
MINI = PRESETS["mini"]


def twins(config: Config, seed: int, **how: Any) -> tuple[fast.Model, engine.Model]:
    """The same float64 weights in both engines, each far from its start."""
    reference = fast.Model(config, dtype="float64")
    reference.flat[:] = np.random.default_rng(seed).normal(0, 0.4, reference.flat.shape)
    return reference, engine.Model.from_parameters(config, reference.tensors(), **how)


def gradients(model: engine.Model) -> dict[str, Any]:
    slopes = {name: slope for name, slope in model.gradients.items() if slope is not None}
    return {name: slope.cpu().numpy() for name, slope in slopes.items()}


def seen(model: Any, tokens: list[int]) -> dict[str, Any]:
    """Every value of a pass, by name."""
    values: dict[str, Any] = {}

    def look(name: str, value: Any) -> Any:
        values[name] = np.array(value.tolist())
        return value

    model.forward(tokens, look)
    return values


def bits(tensors: Tensors) -> dict[str, bytes]:
    return {name: flat.tobytes() for name, (_, flat) in tensors.items()}


# Equal to NumPy's


@EVERY_DEVICE
@EVERY_PRESET
def test_loss_logits_and_every_gradient_are_numpy_s(config: Config, device: str) -> None:
    reference, model = twins(config, 1, device=device)
    windows = random_windows(1, config)
    loss = reference.loss_and_gradients(reference.pack(windows))
    batch = model.pack(windows)
    assert model.loss_and_gradients(batch) == pytest.approx(loss, abs=1e-10)
    assert model.loss(batch) == pytest.approx(loss, abs=1e-10)
    found = gradients(model)
    assert list(found) == [parameter.name for parameter in parameter_table(config)]
    for name, expected in reference.gradients.items():
        # Softmax ignores what is added to all scores of a question: that slope is truly 0.
        assert name.endswith("key_bias") or np.linalg.norm(expected) > 1e-4, "nothing to compare"
        np.testing.assert_allclose(found[name], expected, rtol=0, atol=1e-10, err_msg=name)
    for tokens in ([4], [0, 3, 5, 5]):
        logits = model.network(torch.tensor([tokens], device=device))[0].detach().cpu().numpy()
        expected = seen(reference, tokens)["logits"]
        np.testing.assert_allclose(logits, expected, rtol=0, atol=1e-10)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(configs(), st.integers(0, 1000), st.lists(st.integers(0, 14), min_size=1, max_size=4))
def test_any_dials_agree(config: Config, seed: int, lengths: list[int]) -> None:
    reference, model = twins(config, seed)
    words = random_words(random.Random(seed), max(config.vocabulary, 2), tuple(lengths))
    windows = [window for word in words for window in word_windows(word, config.context)]
    loss = reference.loss_and_gradients(reference.pack(windows))
    assert model.loss_and_gradients(model.pack(windows)) == pytest.approx(loss, abs=1e-10)
    found = gradients(model)
    for name, expected in reference.gradients.items():
        np.testing.assert_allclose(found[name], expected, rtol=1e-9, atol=1e-10, err_msg=name)
    vocabulary = Vocabulary(tuple("." + "abcdefgh"[: config.vocabulary - 1]), 0)
    names = [
        [i.text for i in sample(m, vocabulary, 4, temperature=0.9, seed=seed, max_length=9)]
        for m in (reference, model)
    ]
    assert names[0] == names[1]


@EVERY_PRESET
def test_every_inner_value_is_numpy_s(config: Config) -> None:
    reference, model = twins(config, 2)
    expected, found = seen(reference, [0, 4, 2]), seen(model, [0, 4, 2])
    assert list(found) == list(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-10, err_msg=name)
    np.testing.assert_allclose(model.forward([0, 4, 2]), expected["probabilities"], atol=1e-10)


@pytest.mark.parametrize(
    ("half", "tolerance"), [(False, 1e-12), (True, 0.15)], ids=["exactly", "in bfloat16"]
)
def test_numpy_s_muon_is_torch_s(
    half: bool, tolerance: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """torch orthogonalises with the 8 bits of bfloat16, whose rounding errors Newton-Schulz
    makes larger where a slope has weak directions; kept from that, it finds our numbers.
    """
    if not half:
        monkeypatch.setattr(torch.Tensor, "bfloat16", torch.Tensor.clone)
    config = SMALL_PRESETS["modern and more, 2 layer(s)"]
    reference, _ = twins(config, 4)
    windows = random_windows(4, config)
    reference.loss_and_gradients(reference.pack(windows))
    before = {name: weight.copy() for name, weight in reference.parameters.items()}
    blocks = {
        name: torch.nn.Parameter(torch.tensor(weight))
        for name, weight in before.items()
        if name.startswith("blocks.")
    }
    assert all(matrix.ndim == 2 for matrix in blocks.values())
    for name, matrix in blocks.items():
        matrix.grad = torch.tensor(reference.gradients[name])
    theirs = torch.optim.Muon(
        blocks.values(), lr=0.01, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"
    )
    ours = fast.Muon(reference, weight_decay=0.1)
    for _ in range(2):
        theirs.step()
        ours.step(0.01)
    for name, matrix in blocks.items():
        step = matrix.detach().numpy() - before[name]
        off = np.linalg.norm(reference.parameters[name] - before[name] - step)
        assert off < tolerance * np.linalg.norm(step), name


@EVERY_PRESET
def test_every_part_can_be_switched_off(config: Config) -> None:
    reference, model = twins(config, 3)
    windows = random_windows(3, config)
    whole = model.loss(model.pack(windows))
    for part in parts(config):
        expected = reference.loss(reference.pack(windows), switch_off(config, [part]))
        found = model.loss(model.pack(windows), switch_off(config, [part]))
        assert found == pytest.approx(expected, abs=1e-10), part
        assert abs(found - whole) > 1e-6, "each part matters"


@EVERY_PRESET
def test_a_watcher_may_replace_any_value_but_reaches_no_weight(config: Config) -> None:
    _, model = twins(config, 4)
    before = bits(model.tensors())
    plain = np.array(model.forward([3]))

    for at in seen(model, [3]):

        def scribble(name: str, value: Any, at: str = at) -> Any:
            if name == at:
                value += torch.linspace(1, 2, value.numel(), dtype=value.dtype).view(value.shape)
            return value

        moved = np.abs(np.array(model.forward([3], scribble)) - plain).max()
        # A single token can only look at itself, whatever its scores.
        own = at.endswith((".query", ".key", ".scores"))
        assert (moved < 1e-12) if own else (moved > 1e-6), at
    assert bits(model.tensors()) == before


@pytest.mark.parametrize("name", ["mini, 2 layer(s)", "microgpt, 1 layer(s)", "gpt2, 2 layer(s)"])
@pytest.mark.parametrize("clip", [0.0, 0.1])
def test_adam_takes_numpy_s_way(name: str, clip: float) -> None:
    config = SMALL_PRESETS[name]
    reference, model = twins(config, 5)
    windows = random_windows(5, config)
    rules = {"beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1, "clip": clip}
    slow, quick = fast.Adam(reference, **rules), engine.Adam(model, **rules)
    for step in range(1, 6):
        reference.loss_and_gradients(reference.pack(windows))
        model.loss_and_gradients(model.pack(windows))
        norm = np.linalg.norm(reference.flat_gradient)
        assert norm > 0.1, "the clipping must be at work"
        slow.step(0.01 * step)
        quick.step(0.01 * step)
    for tensor, expected in reference.parameters.items():
        if not tensor.endswith("key_bias"):  # Adam blows up the rounding of a slope that is 0
            np.testing.assert_allclose(
                model.parameters[tensor], expected, rtol=0, atol=1e-10, err_msg=tensor
            )
    shapes = {n: (s, f.typecode) for n, (s, f) in quick.tensors().items()}
    assert shapes == {n: (s, f.typecode) for n, (s, f) in slow.tensors().items()}


def test_muon_moves_matrices_in_every_direction_and_adam_the_rest() -> None:
    config = SMALL_PRESETS["modern and more, 2 layer(s)"]
    _, model = twins(config, 6)
    _, twin = twins(config, 6)
    for other in (model, twin):
        other.loss_and_gradients(other.pack(random_windows(6, config)))
    before = {name: value.clone() for name, value in model.parameters.items()}
    engine.Muon(model, weight_decay=0.1).step(0.01)
    engine.Adam(twin, weight_decay=0.1).step(0.01)
    for name, value in model.parameters.items():
        if not name.startswith("blocks.") or value.ndim == 1:
            assert torch.equal(value, twin.parameters[name]), name
            continue
        move = (before[name] * (1 - 0.01 * 0.1) - value) / 0.01 / (0.2 * max(value.shape) ** 0.5)
        # As far in each direction of the slope, but for those where there is next to none.
        u, sizes, v = torch.linalg.svd(model.gradients[name], full_matrices=False)
        along = torch.diag(u.mT @ move @ v.mT)[sizes > 0.05 * sizes.norm()]
        assert len(along) > 1, name
        assert 0.5 < along.min() <= along.max() < 1.3, name


@pytest.mark.parametrize("stop", [1, 7])
def test_a_muon_run_is_resumed_to_the_bit(stop: int) -> None:
    corpus = read_corpus("pokemon")
    config = SMALL_PRESETS["modern, 1 layer(s)"].with_dials(vocabulary=27)
    recipe = Recipe(steps=12, batch=5, optimizer="muon", learning_rate=0.01, weight_decay=0.1)
    whole = Training(corpus, config, recipe, "torch", 3)
    whole.run()
    part = Training(corpus, config, recipe, "torch", 3)
    for progress in part:
        if progress.step == stop:
            break
    tensors, facts = part.state()
    again = Training.from_state(corpus, config, tensors, json.loads(json.dumps(facts)))
    again.run()
    assert bits(again.model.tensors()) == bits(whole.model.tensors())


def test_muon_is_not_everywhere() -> None:
    with pytest.raises(InputError, match="pure engine has no Muon: choose --engine numpy or torch"):
        Training(read_corpus("pokemon"), MINI, Recipe(optimizer="muon"), "pure")
    with pytest.raises(InputError, match="optimizer must be one of adam, muon"):
        Recipe(optimizer="")  # type: ignore[arg-type]


def text() -> Corpus:
    return read_corpus(["le chat dort, la souris danse. " * 40], kind="text")


def curve(corpus: Corpus, config: Config, recipe: Recipe, name: str, **how: Any) -> Training:
    training = Training(corpus, config, recipe, name, 3, "float64", **how)
    training.run()
    return training


@EVERY_DEVICE
@pytest.mark.parametrize("preset", PRESETS)
def test_the_loss_curve_of_a_training_is_numpy_s(preset: str, device: str) -> None:
    """Words and texts, batches, held-out looks, schedule, decay, clipping: all that trains."""
    corpus = text() if preset in ("nanogpt", "gpt2") else read_corpus("pokemon")
    config = PRESETS[preset].with_dials(
        vocabulary=corpus.vocabulary.size, context=8, embedding=16, hidden=24, heads=2, layers=2
    )
    recipe = Recipe(
        steps=30, batch=6, learning_rate=0.01, schedule="cosine", warmup=5, weight_decay=0.1,
        clip=1.0, held_out=0.2, evaluate_every=10,
    )  # fmt: skip
    expected = curve(corpus, config, recipe, "numpy").history
    found = curve(corpus, config, recipe, "torch", device=device).history
    assert expected.losses[-1] < expected.losses[0] - 0.1
    assert found.losses == pytest.approx(expected.losses, abs=1e-10)
    assert [s for s, _ in found.held_out] == [10, 20, 30]
    for (_, a), (_, b) in zip(found.held_out, expected.held_out, strict=True):
        assert a == pytest.approx(b, abs=1e-10)


@EVERY_DEVICE
@EVERY_PRESET
@pytest.mark.parametrize("rows", [[[3]], [[0], [3], [5], [2]], [[0, 1, 2], [3, 3, 3], [5, 5, 0]]])
@pytest.mark.parametrize("room", [None, 1, 99])
def test_cached_generation_equals_uncached_beyond_the_window(
    config: Config, device: str, rows: list[list[int]], room: int | None
) -> None:
    _, model = twins(config, 6, device=device)
    generate_both_ways(model, rows, room)


def generate_both_ways(model: engine.Model, rows: list[list[int]], room: int | None) -> None:
    """Some rows, of which some end, past the end of the window: each against its whole window."""
    T, rng = model.config.context, random.Random(6)
    cache = model.prefill(rows, room)
    for step in range(3 * T):
        for p, row in zip(cache.probabilities(1.0), rows, strict=True):
            np.testing.assert_allclose(p, model.forward(row[-T:])[-1], atol=1e-12)
        if step in (1, T - 1, T + 1) and len(rows) > 1:
            cache.keep([i for i in range(len(rows)) if i != 1])
            rows = [rows[0], *rows[2:]]
        new = [rng.randrange(model.config.vocabulary) for _ in rows]
        model.decode(cache, new)
        rows = [[*row, token] for row, token in zip(rows, new, strict=True)]


def test_room_is_set_aside_once_and_no_more_than_asked() -> None:
    config = SMALL_PRESETS["gpt2, 2 layer(s)"].with_dials(context=64)
    model = engine.Model(config)
    cache = model.prefill([[0, 1]] * 3, 10)
    shape = (3, config.heads, 10, config.head_size)
    assert [tuple(part.shape) for layer in cache.layers for part in layer] == [shape] * 4
    memory = [part.data_ptr() for layer in cache.layers for part in layer]
    for _ in range(8):
        model.decode(cache, [1, 2, 3])
    assert [part.data_ptr() for layer in cache.layers for part in layer] == memory
    assert cache.tokens.shape == (3, 10)
    model.decode(cache, [1, 2, 3])  # more than was said
    assert cache.layers[0][0].shape[2] == 20


# The file


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_weights_go_out_and_come_back_to_the_bit(dtype: Any) -> None:
    config = SMALL_PRESETS["gpt2, 2 layer(s)"]
    model = engine.Model(config, 3, dtype)
    tensors = model.tensors()
    assert bits(tensors) == bits(fast.Model(config, 3, dtype).tensors())
    assert list(tensors) == [parameter.name for parameter in parameter_table(config)]
    for kind in (fast.Model, engine.Model):
        again = kind.from_parameters(config, tensors).tensors()
        assert bits(again) == bits(tensors)
        assert {flat.typecode for _, flat in again.values()} == {"f" if dtype == "float32" else "d"}


def test_what_does_not_fit_is_refused() -> None:
    tensors = engine.Model(MINI).tensors()
    shape, flat = tensors["unembedding"]
    for wrong in (
        {name: tensor for name, tensor in tensors.items() if name != "unembedding"},
        tensors | {"foreign": (shape, flat)},
        tensors | {"unembedding": (shape[::-1], flat)},
        tensors | {"unembedding": (shape, flat[:-1])},
    ):
        with pytest.raises(ValueError, match=r"do not fit|cannot reshape"):
            engine.Model.from_parameters(MINI, wrong)
    model = engine.Model(SMALL_PRESETS["mini, 1 layer(s)"])
    for tokens, targets in (
        ((), ()), ((1,), ()), ((1,), (1, 2)), ((1, 2, 3, 4, 5), (1,)), ((7,), (1,)), ((-1,), (1,)),
        ((1,), (7,)), ((1,), (-1,)),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"window|know"):
            model.pack([((0,), (1,)), (tokens, targets)])
    with pytest.raises(ValueError, match="know"):
        model.forward([7])


@EVERY_DEVICE
@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_through_the_file_a_run_is_resumed_to_the_bit(
    tmp_path: Path, precision: Any, device: str
) -> None:
    corpus = text()
    config = SMALL_PRESETS["gpt2, 2 layer(s)"].with_dials(vocabulary=corpus.vocabulary.size)
    recipe = Recipe(
        steps=20, batch=4, held_out=0.2, evaluate_every=5, warmup=3, clip=1.0, weight_decay=0.1
    )
    whole = Training(corpus, config, recipe, "torch", 2, precision, device=device)
    whole.run()
    broken = Training(corpus, config, recipe, "torch", 2, precision, device=device)
    for progress in broken:
        if progress.step == 8:
            break
    path = tmp_path / "m.safetensors"
    tensors, facts = broken.state()
    save(path, ModelFile(config, corpus.vocabulary, tensors, facts))
    saved = load(path)
    resumed = Training.from_state(corpus, config, saved.tensors, saved.training)
    assert (resumed.precision, resumed.device, resumed.step) == (precision, device, 8)
    resumed.run()
    assert resumed.history == whole.history
    assert bits(resumed.model.tensors()) == bits(whole.model.tensors())


def test_what_began_on_a_gpu_goes_on_without_one(tmp_path: Path) -> None:
    corpus, path = read_corpus("pokemon"), tmp_path / "m.safetensors"
    training = Training(corpus, MINI, Recipe(steps=6), "torch")
    for progress in training:
        if progress.step == 3:
            break
    tensors, facts = training.state()
    save(path, ModelFile(MINI, corpus.vocabulary, tensors, facts | {"device": "cuda:99"}))
    refused = CliRunner().invoke(app, ["train", "--resume", str(path)])
    assert refused.exit_code == 2
    assert "no cuda:99 here" in refused.stderr
    taken_up = CliRunner().invoke(app, ["train", "--resume", str(path), "--device", "cpu"])
    assert taken_up.exit_code == 0, taken_up.output
    saved = load(path)
    assert (saved.training["device"], saved.training["ended"]) == ("cpu", "steps")
    assert bits(saved.weights) == bits(training.run().tensors())


# Half precision, compilation


@EVERY_DEVICE
def test_bfloat16_multiplies_in_half_precision_and_keeps_the_weights(device: str) -> None:
    config = SMALL_PRESETS["nanogpt, 2 layer(s)"]
    exact = engine.Model(config, 1, device=device)
    half = engine.Model.from_parameters(config, exact.tensors(), device=device, bfloat16=True)
    batch = exact.pack(random_windows(7, config))
    full, rough = exact.loss_and_gradients(batch), half.loss_and_gradients(batch)
    assert 0 < abs(full - rough) < 0.01
    for name, slope in gradients(half).items():
        assert slope.dtype == np.float32
        expected = gradients(exact)[name]
        assert 0 < np.linalg.norm(slope - expected) < 0.05 * np.linalg.norm(expected), name
    kinds: dict[str, Any] = {}

    def look(name: str, value: Any) -> Any:
        kinds[name] = value.dtype
        return value

    half.forward([0, 1], look)
    assert kinds["blocks.0.mlp.up"] == torch.bfloat16
    assert kinds["blocks.1.mlp.residual"] == kinds["logits"] == torch.float32
    assert np.sum(half.forward([0, 1]), axis=1) == pytest.approx([1, 1], abs=1e-5)
    adam = engine.Adam(half)
    adam.step(0.01)
    assert {flat.typecode for _, flat in (half.tensors() | adam.tensors()).values()} == {"f"}


def test_bfloat16_learns() -> None:
    training = Training(
        read_corpus("pokemon"), MINI, Recipe(steps=100), "torch", precision="bfloat16"
    )
    training.run()
    assert training.history.losses[0] > 3
    assert training.history.losses[-1] < 0.6


@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")  # torch.compile's own imports
def test_compiled_is_the_same_training() -> None:
    corpus = read_corpus("pokemon")
    recipe = Recipe(steps=6, batch=16, held_out=0.2, evaluate_every=3)
    plain = curve(corpus, MINI, recipe, "torch")
    compiled = curve(corpus, MINI, recipe, "torch", compile=True)
    assert compiled.history.losses == pytest.approx(plain.history.losses, abs=1e-10)
    broken = Training(corpus, MINI, recipe, "torch", 3, "float64", compile=True)
    for progress in broken:
        if progress.step == 2:
            break
    tensors, facts = broken.state()
    resumed = Training.from_state(corpus, MINI, tensors, json.loads(json.dumps(facts)))
    assert resumed.compile
    resumed.run()
    assert resumed.history == compiled.history


@pytest.mark.skipif(not which("c++"), reason="torch.compile needs a C++ compiler")
@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")  # torch.compile's own imports
@pytest.mark.parametrize("rows", [[[3]], [[0, 1], [3, 1], [5, 1], [2, 2]]])
def test_compiled_decoding_is_one_code_and_equals_uncached(rows: list[list[int]]) -> None:
    """Whatever the position, as rows end, from text to text."""
    from torch._dynamo.utils import counters

    _, model = twins(SMALL_PRESETS["gpt2, 1 layer(s)"].with_dials(context=8), 8, compile=True)
    torch._dynamo.reset()
    counters.clear()
    generate_both_ways(model, rows, None)
    generate_both_ways(model, [row[::-1] for row in rows], None)
    assert counters["stats"]["unique_graphs"] == 1


# What is not there


def one_sentence(error: pytest.ExceptionInfo[BaseException]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("device", ["gpu", "cuda:", "cuda:x", "cpu:1", "", "mps", "meta"])
def test_unknown_devices(device: str) -> None:
    with pytest.raises(InputError, match="no device called") as error:
        engine.Model(MINI, device=device)
    one_sentence(error)


def test_a_gpu_that_is_not_there() -> None:
    count = torch.cuda.device_count()
    with pytest.raises(InputError, match=f"no cuda:{count} here") as error:
        engine.Model(MINI, device=f"cuda:{count}")
    assert f"sees {count} GPU" in one_sentence(error)


def test_a_gpu_without_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: False)
    with pytest.raises(InputError, match="bfloat16") as error:
        engine.Model(MINI, device="cuda", bfloat16=True)
    one_sentence(error)


def test_no_memory_left(monkeypatch: pytest.MonkeyPatch) -> None:
    model = engine.Model(MINI)
    batch, begun = model.pack([((0, 1), (1, 2))]), model.prefill([[0]])

    def too_much(*args: Any, **options: Any) -> Any:
        return torch.empty(2**60)  # the CPU's allocator really refuses

    def too_much_for_a_gpu(*args: Any, **options: Any) -> Any:
        raise torch.OutOfMemoryError("CUDA out of memory")

    for refuse in (too_much, too_much_for_a_gpu):
        monkeypatch.setattr(torch.nn.functional, "linear", refuse)
        for work, advice in (
            (lambda: model.loss(batch), "--batch"),
            (lambda: model.loss_and_gradients(batch), "--batch"),
            (lambda: model.forward([0]), "--batch"),
            (lambda: model.prefill([[0]]), "--count"),
            (lambda: model.decode(begun, [0]), "--count"),
        ):
            with pytest.raises(RunError, match=f"not enough memory.*{advice}") as error:
                work()
            one_sentence(error)
    with pytest.raises(RunError, match="not enough memory"):
        engine.Model(MINI.with_dials(embedding=2**30))


def test_other_failures_are_not_disguised(monkeypatch: pytest.MonkeyPatch) -> None:
    model = engine.Model(MINI)
    monkeypatch.setattr(torch.nn.functional, "linear", lambda *args: torch.ones(2) @ torch.ones(3))
    with pytest.raises(RuntimeError, match="inconsistent tensor size"):
        model.forward([0])


@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")  # torch.compile's own imports
@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX systems have them")
def test_compiled_code_lies_in_a_folder_of_one_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyTorch's own choice is a name in the common temporary folder, which others may take."""

    def place(cache: Path) -> Path:
        monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", "")  # what the engine sets is undone, too
        monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR")
        monkeypatch.setattr(engine, "user_cache_path", lambda *_, **__: cache)
        engine.Model(MINI, compile=True)
        return Path(os.environ["TORCHINDUCTOR_CACHE_DIR"])

    folder = tmp_path / "cache" / "compiled"
    folder.mkdir(parents=True, mode=0o755)
    assert place(tmp_path / "cache") == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    # Where nothing can be kept: a new folder each time, as private.
    (tmp_path / "a file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one, two = place(tmp_path / "a file"), place(tmp_path / "a file")
    assert one != two
    assert {stat.S_IMODE(each.stat().st_mode) for each in (one, two)} == {0o700}
    # Who names a folder has chosen it.
    chosen = str(tmp_path / "chosen")
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", chosen)
    engine.Model(MINI, compile=True)
    assert os.environ["TORCHINDUCTOR_CACHE_DIR"] == chosen


def test_no_compiler(tmp_path: Path) -> None:
    command = "train pokemon --engine torch --compile --steps 2 --output m.safetensors"
    result = subprocess.run(
        [sys.executable, "-m", "premier_llm", *command.split()],
        cwd=tmp_path,
        env=os.environ
        | {
            "CXX": "/nowhere/c++",
            "TORCHINDUCTOR_CACHE_DIR": str(tmp_path / "cache"),
            "PREMIER_LLM_LANG": "en",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("premier-llm: torch.compile does not work here (InvalidCxx")
    assert not (tmp_path / "m.safetensors").exists()


def test_a_network_of_ones_own_begins_with_the_weights_of_every_engine() -> None:
    config = PRESETS["mini"]
    network = engine.GPT(config, 3)
    theirs = engine.Model(config, 3).parameters
    own = dict(network.named_parameters())
    assert own.keys() == theirs.keys()
    assert all(torch.equal(own[name], theirs[name]) for name in theirs)
    tokens = torch.zeros((1, config.context + 1), dtype=torch.long)
    assert network(tokens[:, 1:]).isfinite().all()
    with pytest.raises(ValueError, match="9 tokens, where the model sees 8: give it the last ones"):
        network(tokens)


def test_the_network_goes_on_by_itself() -> None:
    config = PRESETS["nanogpt"].with_dials(
        vocabulary=9, context=6, embedding=8, heads=2, layers=2, hidden=16
    )
    network = engine.GPT(config, seed=2)
    with torch.no_grad():
        for value in network.parameters():
            value.copy_(
                torch.randn(value.shape, generator=torch.Generator().manual_seed(value.numel()))
            )
    model = engine.Model(config)
    for name, value in network.named_parameters():
        model.parameters[name].copy_(value.detach())
    begun = torch.tensor([[1, 2], [3, 4]])
    sure = network.generate(begun, 9, temperature=0)
    cache = model.prefill(begun.tolist())
    for place in range(2, 11):
        chosen = cache.choose([0.0, 0.0], 0)
        assert sure[:, place].tolist() == chosen
        model.decode(cache, chosen)
    assert (network.generate(begun, 9, top_k=1) == sure).all()
    draws = [
        network.generate(begun, 9, generator=torch.Generator().manual_seed(1)) for _ in range(2)
    ]
    assert (draws[0] == draws[1]).all()
    assert (draws[0] != sure).any()
