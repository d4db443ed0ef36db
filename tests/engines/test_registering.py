"""Activations, norms, positions and optimisers of one's own, in the PyTorch engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from premier_llm.cli.app import app
from premier_llm.data.reading import read_corpus
from premier_llm.engines import engine
from premier_llm.engines.registering import forget, register
from premier_llm.errors import InputError
from premier_llm.files.export import export
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.config import choice_of
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
torch.set_num_threads(1)

CORPUS = read_corpus("pokemon")
SMALL = PRESETS["mini"].with_dials(embedding=8, heads=2, layers=2, hidden=12)
RECIPE = Recipe(steps=6, batch=7, clip=1.0, weight_decay=0.1)


def largest(x: Any, weight: Any, bias: Any) -> Any:
    """A norm: by the largest number."""
    y = x / x.abs().amax(-1, keepdim=True).clamp(min=1e-5)
    y = y if weight is None else y * weight
    return y if bias is None else y + bias


def farther(x: Any, places: Any) -> Any:
    """Positions: what stands later is larger."""
    return x * (1 + 0.1 * places)[:, None].to(x.dtype)


def nadam(groups: Any, beta1: float, beta2: float) -> Any:
    return torch.optim.NAdam(groups, betas=(beta1, beta2))


class Strange(torch.optim.Optimizer):  # type: ignore[misc, name-defined]
    """Remembers what others do not: half precision, whole numbers, numbers of a group."""

    def __init__(self, groups: Any) -> None:
        super().__init__(groups, {"lr": 0.0, "shared": 0.0})

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            group["shared"] += 0.125
            for w in group["params"]:
                state = self.state[w]
                state["calls"] = state.get("calls", 0) + 1
                state["half"] = (state.get("half", w) * 0.5 + w.grad).bfloat16()
                state["turns"] = state.get("turns", torch.zeros_like(w, dtype=torch.int64)) + 3
                slowed = state["calls"] + state["turns"] + group["shared"]
                w -= group["lr"] * state["half"] / slowed


OWN: dict[tuple[str, str], Callable[..., Any]] = {
    ("activation", "swish"): torch.nn.functional.silu,
    ("norm", "largest"): largest,
    ("positions", "farther"): farther,
    ("optimizer", "nadam"): nadam,
    ("optimizer", "strange"): lambda groups, beta1, beta2: Strange(groups),
}
DIALS: list[dict[str, Any]] = [
    {"activation": "swish", "optimizer": "nadam"},
    {"norm": "largest", "norm_blocks": True, "norm_weight": True, "norm_bias": True},
    {"positions": "farther", "optimizer": "strange"},
]


@pytest.fixture
def own() -> Iterator[None]:
    for (dial, name), function in OWN.items():
        register(dial, name, function)
    yield
    for dial, name in OWN:
        forget(dial, name)


def begun(dials: dict[str, Any]) -> Training:
    dials = dict(dials)
    recipe = Recipe(**{**vars(RECIPE), "optimizer": dials.pop("optimizer", "adam")})
    config = SMALL.with_dials(vocabulary=CORPUS.vocabulary.size, **dials)
    return Training(CORPUS, config, recipe, engine_name="torch")


def bits(training: Training) -> dict[str, bytes]:
    return {name: flat.tobytes() for name, (_shape, flat) in training.state()[0].items()}


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("dials", DIALS, ids=lambda dials: next(iter(dials)))
def test_what_is_registered_learns_and_is_resumed_to_the_bit(
    dials: dict[str, Any], tmp_path: Path
) -> None:
    whole, stopped, path = begun(dials), begun(dials), tmp_path / "own.safetensors"
    for progress in stopped:
        if progress.step == 3:
            break
    save(path, ModelFile(stopped.model.config, CORPUS.vocabulary, *stopped.state()))
    saved = load(path)
    assert saved.config == whole.model.config
    resumed = Training.from_state(CORPUS, saved.config, saved.tensors, saved.training)
    before = whole.model.tensors()
    for training in (whole, resumed):
        # One step short of the end, where the optimiser's state is still there.
        for progress in training:
            if progress.step == 5:
                break
    assert bits(whole) == bits(resumed)
    assert before.keys() == whole.model.tensors().keys()
    assert before != whole.model.tensors()


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("dials", DIALS, ids=lambda dials: next(iter(dials)))
def test_one_token_after_the_other_gives_what_the_window_gives(dials: dict[str, Any]) -> None:
    model: Any = begun(dials).model
    tokens = [1, 5, 9, 2, 7, 3, 3, 8, 4, 6]
    cache = model.prefill([tokens[:2]])
    for end in range(2, len(tokens)):
        expected = model.forward(tokens[:end][-SMALL.context :])[-1]
        assert cache.probabilities(1.0)[0] == pytest.approx(expected, abs=1e-6)
        model.decode(cache, [tokens[end]])


@pytest.mark.usefixtures("own")
def test_what_is_registered_changes_what_is_computed() -> None:
    for dials in ({}, {"positions": "farther"}, {"activation": "swish"}):
        found = begun(dials).model.forward([1, 2, 3])
        usual = {"positions": {"positions": "rotary"}}.get(next(iter(dials), ""), {})
        assert (found == begun(usual).model.forward([1, 2, 3])) == (not dials)


@pytest.mark.usefixtures("own")
def test_other_engines_and_other_programs_say_so(tmp_path: Path) -> None:
    config = SMALL.with_dials(vocabulary=CORPUS.vocabulary.size, activation="swish")
    model = engine("torch").Model(config)
    path = tmp_path / "own.safetensors"
    save(path, ModelFile(config, CORPUS.vocabulary, model.tensors()))
    assert choice_of(config, "activation").name == "swish"
    for name in ("numpy", "pure"):
        sentence = f"activation = swish was registered for PyTorch, and the {name} engine"
        with pytest.raises(InputError, match=sentence):
            engine(name).Model(config)
        with pytest.raises(InputError, match=sentence):
            engine(name).Model.from_parameters(config, model.tensors())
        with pytest.raises(InputError, match="optimizer = nadam was registered for PyTorch"):
            Training(CORPUS, PRESETS["mini"], Recipe(optimizer="nadam"), name)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="activation is swish, and must be gelu_tanh"):
        export(load(path), tmp_path / "theirs")
    forget("activation", "swish")
    with pytest.raises(InputError, match=r"opened here: activation must .*register.*'swish', …"):
        load(path)
    with pytest.raises(InputError, match=r"activation must be one of relu.*registered"):
        engine("torch").Model(config)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("init", "mine", largest), "registered for 'init', only for activation, norm"),
        (("norm", "My norm", largest), "word of small letters"),
        (("norm", "rms", largest), "norm = rms is one of our own"),
        (("norm", "largest", "x.max()"), "must be a function, not str"),
        (("norm", "largest", farther), "norm = largest is registered already"),
    ],
)
@pytest.mark.usefixtures("own")
def test_what_cannot_be_registered_is_said(given: tuple[Any, ...], sentence: str) -> None:
    register("norm", "largest", largest)  # the same once more
    with pytest.raises(InputError, match=sentence):
        register(*given)


def keeps_a_list(groups: Any, beta1: float, beta2: float) -> Any:
    made = torch.optim.SGD(groups, momentum=0.9)
    made.state[made.param_groups[0]["params"][0]]["seen"] = []
    return made


@pytest.mark.parametrize(
    ("dial", "function", "sentence"),
    [
        ("activation", lambda x: x.sum(), r"must give a tensor \(.*, not \(\)"),
        ("activation", torch.nn.PReLU(), "has numbers of its own"),
        ("optimizer", lambda groups, beta1, beta2: None, "torch.optim.Optimizer, not NoneType"),
        ("optimizer", keeps_a_list, "remembers 'seen', which a file cannot keep"),
    ],
)
def test_what_does_not_do_is_said(dial: str, function: Any, sentence: str) -> None:
    register(dial, "odd", function)
    try:
        with pytest.raises(InputError, match=sentence):
            begun({dial: "odd"}).run()
    finally:
        forget(dial, "odd")


def test_the_command_runs_a_file_first(tmp_path: Path) -> None:
    own, model = tmp_path / "own.py", tmp_path / "model.safetensors"
    own.write_text(
        "import torch\nfrom premier_llm import register\n"
        'register("activation", "swish", torch.nn.functional.silu)\n'
    )

    def run(*args: object) -> Any:
        return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="premier-llm")

    train = ("train", "pokemon", "--engine", "torch", "--steps", 2, "--output", model)
    try:
        done = run("--with", own, *train, "--set", "activation=swish", "--json")
        assert done.exit_code == 0, done.output
        told = run("info", model, "--json")
        assert json.loads(told.stdout)["config"]["activation"] == "swish"
        refused = run("sample", model)
        assert refused.exit_code == 2
        assert "--engine torch" in refused.output
        assert run("sample", model, "--engine", "torch").exit_code == 0
    finally:
        forget("activation", "swish")
    refused = run("info", model)
    assert refused.exit_code == 2
    assert "--with" in refused.output
    missing = run("--with", tmp_path / "none.py", "info", model)
    assert missing.exit_code == 2
    assert "none.py" in missing.output
    own.write_text("import torch\n1 / 0\n")
    failed = run("--with", own, "info", model)
    assert failed.exit_code == 2
    assert "own.py failed at line 2: ZeroDivisionError: division by zero" in failed.output
