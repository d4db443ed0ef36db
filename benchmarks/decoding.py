"""GPT-2 at its own size, inventing with its cache, beside transformers' generate.

Same weights (drawn at random), same beginnings, the likeliest token each time. Nothing is timed
unless both write the same tokens.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS

from . import rivals
from .measure import Figure, in_turn, median, ratios, spread

GPT2 = PRESETS["gpt2"]
BEGUN, NEW = 16, 32
TEXTS = (1, 8)
ROUNDS = 3
NEEDED = ("torch", "transformers")

Writer = Callable[[], list[list[int]]]


def decoding() -> Iterator[Figure]:
    """Tokens a second, one text and several at once, on one thread, on two, and on a GPU."""
    if missing := [library for library in NEEDED if not rivals.present(library)]:
        yield Figure(f"GPT-2 invente ({missing[0]})", "", "absent ici", "", None)
        return
    torch: Any = importlib.import_module("torch")
    before = torch.get_num_threads()
    for threads in (1, 2):
        torch.set_num_threads(threads)
        yield from side_by_side(GPT2, "cpu", f"{threads} fil{'s' * (threads > 1)}", 1.0)
    torch.set_num_threads(before)
    if torch.cuda.is_available():
        yield from side_by_side(GPT2, "cuda", torch.cuda.get_device_name(), None)
    else:
        yield Figure("GPT-2 invente, sur un GPU", "", "pas de GPU ici", "", None)


def side_by_side(config: Config, device: str, where: str, goal: float | None) -> Iterator[Figure]:
    """A model of GPT-2's kind there, of each of TEXTS at once."""
    engine: Any = importlib.import_module("premier_llm.engines.torch")
    rng = np.random.default_rng(0)
    weights = {
        # Larger than at the start of a training, or the same token would always follow.
        p.name: (p.shape, rng.normal(p.start, 0.08, p.count).astype(np.float32))
        for p in parameter_table(config)
    }
    theirs = _transformers(config, weights, device)
    ours = {
        "": engine.Model.from_parameters(config, weights, device=device),
        ", --compile": engine.Model.from_parameters(config, weights, device=device, compile=True),
    }
    for texts in TEXTS:
        rng = np.random.default_rng(texts)
        prompts = rng.integers(0, config.vocabulary, (texts, BEGUN)).tolist()
        works: dict[str, Writer] = {"generate": partial(_generate, theirs, prompts)}
        works |= {how: partial(_write, model, prompts) for how, model in ours.items()}
        expected = works["generate"]()
        for how in ours:
            if works[how]() != expected:
                raise AssertionError(f"ours{how} and generate write different texts")
        found = in_turn(works, times=ROUNDS, each=1)
        speed = {how: texts * NEW / median(times) for how, times in found.items()}
        said = f"GPT-2 invente {texts} texte{'s' * (texts > 1)}, {where}"
        for how in ours:
            faster = ratios(found["generate"], found[how])
            aim = goal if how else None  # what the project promises is the compiled decoding
            yield Figure(
                f"{said}{how} : {speed[how]:.1f} tokens/s ; transformers {speed['generate']:.1f} ; "
                "rapport des vitesses",
                "" if aim is None else f"≥ {aim:.2f}",
                f"{median(faster):.2f}",
                spread(faster, unit=""),
                None if aim is None else median(faster) >= aim,
            )


def _write(model: Any, prompts: list[list[int]]) -> list[list[int]]:
    """As sampling.sample does it, without its texts."""
    cache = model.prefill(prompts, BEGUN + NEW)
    written = [cache.choose([0.0] * len(prompts), temperature=0)]
    for _ in range(NEW - 1):
        model.decode(cache, written[-1])
        written.append(cache.choose([0.0] * len(prompts), temperature=0))
    return [list(text) for text in zip(*written, strict=True)]


def _transformers(config: Config, weights: dict[str, Any], device: str) -> Any:
    """GPT2LMHeadModel with these weights, which no token stops."""
    from premier_llm.files.gpt2 import their_tensors

    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    facts = transformers.GPT2Config(
        vocab_size=config.vocabulary,
        n_positions=config.context,
        n_embd=config.embedding,
        n_head=config.heads,
        n_layer=config.layers,
        n_inner=config.hidden,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=0,
    )
    model = transformers.GPT2LMHeadModel(facts).eval()
    named = {n: torch.from_numpy(w.copy()) for n, w in their_tensors(config, weights).items()}
    missing, foreign = model.load_state_dict(named, strict=False)
    if missing != ["lm_head.weight"] or foreign:  # which is wte.weight
        raise AssertionError(f"transformers has other tensors: {missing}, {foreign}")
    model.tie_weights()
    return model.to(device)


def _generate(model: Any, prompts: list[list[int]]) -> list[list[int]]:
    torch: Any = importlib.import_module("torch")
    begun = torch.tensor(prompts, device=model.device)
    said = model.generate(
        begun, attention_mask=torch.ones_like(begun), do_sample=False, max_new_tokens=NEW
    )
    written: list[list[int]] = said[:, BEGUN:].tolist()
    return written
