"""Write what the TypeScript engine is held to: the numbers of the pure Python engine.

``PYTHONPATH=src python3 spec/write_golden.py web/build/golden`` needs the standard library only.
The tests of ``web/`` hold the TypeScript engine to these numbers to 1e-9. The Makefile calls it
before them: what it writes is not kept in git, so it cannot be out of date.
"""

from __future__ import annotations

import json
import math
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

import texts_of_any_script
from reading_cases import CASES, drawn

from premier_llm.data.decoding import NotAText, decode, mended
from premier_llm.data.draws import Draws
from premier_llm.data.filter import is_rude
from premier_llm.data.layout import lay_out
from premier_llm.data.prose import read_prose, split_paragraphs
from premier_llm.data.reading import read_corpus
from premier_llm.data.votes import Pair
from premier_llm.data.windows import Window, side_by_side, text_windows, word_windows
from premier_llm.data.worlds import grammar
from premier_llm.data.worlds.checker import Checker
from premier_llm.data.worlds.questions import Questions
from premier_llm.data.worlds.reader import Reader
from premier_llm.data.worlds.world import World
from premier_llm.engines import pure
from premier_llm.engines.contract import Held, Tensors
from premier_llm.errors import InputError
from premier_llm.files.model_file import ModelFile, save
from premier_llm.judging.agreements import agreements
from premier_llm.judging.baselines import Baselines, Counted, baselines
from premier_llm.judging.influence import rank_correlation, weigh
from premier_llm.judging.originality import Inventions, Known
from premier_llm.judging.recital import LONG, Copying, Recital, Run, Source
from premier_llm.judging.verdict import NEAR_FLOOR, RECITES_COPIES, RECITES_GAP, verdict
from premier_llm.model.bpe import BytePairs
from premier_llm.model.config import Activation, Config
from premier_llm.model.multiplications import Rows, forward, learning, per_token
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary
from premier_llm.model.words import Words, cut
from premier_llm.training.influence import Origin, Saying, influence
from premier_llm.training.loop import explosion
from premier_llm.training.preferences import distance, log_ratio, vote_loss, vote_slope
from premier_llm.training.recipe import Recipe, calm
from premier_llm.using import dice
from premier_llm.using.anatomy import anatomy, parts, switch_off
from premier_llm.using.conversation import fingerprint

DIGITS = 12
"""Decimals kept: enough for 1e-9, and small files."""
DRAWN = 500
"""Files drawn at random to be read in both languages."""

SMALL = Config(
    vocabulary=7,
    context=4,
    embedding=6,
    heads=2,
    layers=2,
    hidden=5,
    activation="gelu",
    norm="layer",
    norm_blocks=True,
    norm_final=True,
    norm_weight=True,
    norm_bias=True,
    attention_output=True,
    attention_bias=True,
    tied=True,
    init="gpt2",
)
CONFIGS = {
    "mini": PRESETS["mini"],
    "microgpt": PRESETS["microgpt"],
    "layer": SMALL,
    "deep": Config(
        vocabulary=5,
        context=3,
        embedding=4,
        heads=2,
        layers=4,
        hidden=7,
        activation="gelu_tanh",
        attention_output=True,
    ),
    "rotary": Config(
        vocabulary=7,
        context=4,
        embedding=8,
        heads=2,
        layers=3,
        hidden=6,
        positions="rotary",
        activation="relu2",
        norm="rms",
        norm_blocks=True,
        norm_final=True,
        query_key_norm=True,
        attention_output=True,
        attention_bias=True,
        init="modern",
    ),
}
ADAM = {
    "mini": {"beta1": 0.7, "beta2": 0.9, "weight_decay": 0.0, "clip": 0.0},
    "microgpt": {"beta1": 0.85, "beta2": 0.99, "weight_decay": 0.0, "clip": 0.0},
    "layer": {"beta1": 0.9, "beta2": 0.99, "weight_decay": 0.1, "clip": 0.05},
    "deep": {"beta1": 0.9, "beta2": 0.999, "weight_decay": 0.0, "clip": 1.0},
    "rotary": {"beta1": 0.9, "beta2": 0.95, "weight_decay": 0.1, "clip": 1.0},
}
NAMES = [
    *("Pikachu", "Salamèche", "Bulbizarre", "Carapuce", "Rondoudou", "Miaouss", "Évoli", "Mew"),
    "anticonstitutionnellement",
]
RUNNING_OFF = ["positions", "mlp.0"]
"""Two parts; rotary positions are none."""


def weights(config: Config, state: int = 42) -> Tensors:
    """Weights that any language draws alike: Park and Miller's generator, exact in doubles."""
    tensors: Tensors = {}
    for parameter in parameter_table(config):
        flat = array("d")
        for _ in range(parameter.count):
            state = state * 16807 % 2147483647
            flat.append(parameter.start + (state / 2147483647 - 0.5) * 0.8)
        tensors[parameter.name] = (parameter.shape, flat)
    return tensors


def model_of(config: Config) -> pure.Model:
    return pure.Model.from_parameters(config, weights(config))


def numbers(nested: Any) -> Iterator[float | None]:
    """Nested lists as flat rounded numbers; JSON has no infinity, so None stands for -inf."""
    if isinstance(nested, (list, tuple)):
        for item in nested:
            yield from numbers(item)
    else:
        yield None if nested == -math.inf else round(float(nested), DIGITS)


def flat(nested: Any) -> list[float | None]:
    return list(numbers(nested))


def words_of(name: str, config: Config) -> tuple[list[list[int]], list[list[int]]]:
    """Encoded words to learn from, and hidden ones."""
    if config.vocabulary == 27:
        vocabulary = Vocabulary.lesson() if name == "mini" else Vocabulary.microgpt()
        edge = [vocabulary.boundary or 0]
        encoded = [edge + vocabulary.encode(vocabulary.fold(n)) + edge for n in NAMES]
        return encoded[:6] + encoded[8:], encoded[6:8]
    # Words shorter and longer than the context, some with the same beginning, one twice.
    last = config.vocabulary - 1
    words = [[1], [1, 2], [2, 1, 2, 2], [1, 2, 3, 1, 2, last, 3, 1], [1, 2], [3, 3, 3, 3, 3, 3]]
    return [[0, *word, 0] for word in words], [[0, 1, 2, 3, 0], [0, last, 0]]


def lines(found: Counted) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in found}


def case(name: str) -> dict[str, Any]:
    """Everything of one config."""
    config = CONFIGS[name]
    model = model_of(config)
    learned, hidden = words_of(name, config)
    windows = [w for ids in learned for w in word_windows(ids, config.context)]
    hidden_windows = [w for ids in hidden for w in word_windows(ids, config.context)]
    batch = model.pack(windows)
    running_off = [part for part in RUNNING_OFF if part in parts(config)]
    result: dict[str, Any] = {
        "config": config.to_dict(),
        "table": [
            [p.name, list(p.shape), round(p.spread, DIGITS), p.start]
            for p in parameter_table(config)
        ],
        "words": learned,
        "windows": [[list(w.tokens), list(w.targets)] for w in windows],
        "loss": round(model.loss_and_gradients(batch), DIGITS),
        "gradients": {n: flat(g) for n, g in model.gradients.items()},
        "baselines": lines(baselines(windows, config.vocabulary, config.context)),
        "held_out_baselines": lines(
            baselines(windows, config.vocabulary, config.context, hidden_windows)
        ),
        "hidden_words": hidden,
        "switched_off": {
            part: round(model.loss(batch, switch_off(config, [part])), DIGITS)
            for part in parts(config)
        },
        "both_off": round(model.loss(batch, switch_off(config, running_off)), DIGITS),
    }
    result["batch"], result["batch_loss"] = a_batch(model, windows)
    tokens = learned[-1][: min(config.context, 5)]
    for key, off in (("anatomy", []), ("anatomy_off", running_off)):
        values = anatomy(model, tokens, off)
        if off:  # of the crippled pass, the end tells enough
            shown = ("position_embedding", "logits", "probabilities")
            values = {n: values[n] for n in shown if n in values}
        result[key] = {
            "tokens": tokens,
            "off": off,
            "values": {n: [list(v.shape), flat(v.numbers)] for n, v in values.items()},
        }
    result["reading"] = reading(model, learned[-1][: 2 * config.context])
    result["votes"] = two_votes(config, windows)
    result["held"] = held_back(model_of(config), windows)
    result["adam"] = ten_steps(name, model_of(config), windows)
    return result


def a_batch(model: pure.Model, windows: list[Window]) -> tuple[list[int], float]:
    """Some windows out of order, one of them twice, and their loss."""
    chosen = [len(windows) - 1, 2, 0, 2]
    return chosen, round(model.loss(model.pack([windows[i] for i in chosen])), DIGITS)


def reading(model: pure.Model, tokens: list[int]) -> dict[str, Any]:
    """Scores after each token, past the end of the window."""
    cache = model.prefill([tokens[:1]])
    scores = [flat(cache.logits[0])]
    for token in tokens[1:]:
        model.decode(cache, [token])
        scores.append(flat(cache.logits[0]))
    return {"tokens": tokens, "logits": scores}


def two_votes(config: Config, windows: list[Window]) -> dict[str, Any]:
    """Losses and slopes of votes, from a model before that has half of each number."""
    beta, model = 0.3, model_of(config)
    halves = {n: (s, array("d", [x / 2 for x in v])) for n, (s, v) in weights(config).items()}
    before = pure.Model.from_parameters(config, halves)
    chosen = [(0, len(windows) - 1), (2, 1)]
    pairs = [Pair(windows[good], windows[bad]) for good, bad in chosen]
    margins = [log_ratio(model, pair) - log_ratio(before, pair) for pair in pairs]
    shares = [
        sign * vote_slope(margin, beta) * len(window.targets) / len(pairs)
        for margin, pair in zip(margins, pairs, strict=True)
        for sign, window in zip((1, -1), pair, strict=True)
    ]
    parts_of_it = [model.pack([window]) for pair in pairs for window in pair]
    model.loss_and_gradients(*parts_of_it, weights=shares)
    return {
        "beta": beta,
        "pairs": chosen,
        "losses": [round(vote_loss(margin, beta), DIGITS) for margin in margins],
        "gradients": {n: flat(g) for n, g in model.gradients.items()},
        "distance": round(distance(model, before, windows[0]), DIGITS),
    }


HELD = Held(dropout=0.3, label_smoothing=0.1, seed=2**40 + 5, step=7)


def held_back(model: pure.Model, windows: list[Window]) -> dict[str, Any]:
    """A step that loses numbers on purpose; then three more, and two means of their weights."""
    batch = model.pack(windows)
    loss = round(model.loss_and_gradients(batch, held=HELD), DIGITS)
    gradients = {n: flat(g) for n, g in model.gradients.items()}
    adam, last = pure.Adam(model), 2
    recipes = [Recipe(steps=3, average=0.8), Recipe(steps=3, average_last=last)]
    mean = pure.Mean(model)
    last_mean: pure.Mean | None = None
    for step in range(3):
        model.loss_and_gradients(batch, held=HELD._replace(step=step))
        adam.step(0.01)
        mean.add(recipes[0].mean_share(step + 1, step))
        if last_mean is not None:
            last_mean.add(recipes[1].mean_share(step + 1, step + last - 3))
        elif recipes[1].mean_share(step + 1, 0):
            last_mean = pure.Mean(model)
    assert last_mean is not None
    return {
        "held": HELD._asdict(),
        "loss": loss,
        "gradients": gradients,
        "steps": {"count": 3, "learning_rate": 0.01, "beta1": 0.9, "beta2": 0.99},
        "average": {"average": 0.8, "parameters": lists(mean.tensors())},
        "average_last": {"average_last": last, "parameters": lists(last_mean.tensors())},
    }


def lists(tensors: Tensors) -> dict[str, list[float | None]]:
    return {name: flat(list(values)) for name, (_shape, values) in tensors.items()}


def ten_steps(name: str, model: pure.Model, windows: list[Window]) -> dict[str, Any]:
    recipe = Recipe(steps=10, learning_rate=0.02, **ADAM[name])  # type: ignore[arg-type]
    adam = pure.Adam(model, **ADAM[name])
    batch = model.pack(windows)
    losses = []
    for step in range(10):
        losses.append(round(model.loss_and_gradients(batch), DIGITS))
        adam.step(recipe.rate(step))
    return {
        "dials": ADAM[name],
        "losses": losses,
        "loss": round(model.loss(batch), DIGITS),
        "parameters": {n: flat(p) for n, p in model.parameters.items()},
    }


FOLDED = [
    *("Évoli", "PIKACHU", "cœur", "Mr. Mime", "œuf", "e\u0301te\u0301", "straße", "Łódź", "日本"),
    *("🙂", "ﬁn", "İstanbul", "naïve\u0345", "Nidoran♀", "Þór", "a\ufe0fb", "x\u0334y", "½", ""),
]
LIST = """Pikachu
# commentaire
pikachu
PIKACHU

  Évoli\t
Porygon2
Nidoran♀
日本
1234
Mr. Mime
Jean-Luc
<script>alert(1)</script>
e\u0301te\u0301
🙂
.
أحمد
\u00a0mew\u3000
\x1cmiaouss\x1f
{long}
{just}
"""
RUDE = [
    "merde",
    *("m3rd3", "MëRdE", "m-e-r-d-e", "la p u t e", "mer\u200bde", "b!te", "b!t3", "put3!", "con1"),
    *("petitcon", "cons", "connnnards", "ﬁotte", "\uff2dERDE", "p\nu\nt\ne", "gros-con", "İdiot"),
    *(
        "pikachu",
        "conrad",
        "success",
        "annalee",
        "concon",
        "Mr. Mime",
        "日本",
        "",
        "ass",
        "bassine",
    ),
    *("Constance", "évoli", "1234", "!!!", "a b c", "pass", "cucul", "Ducon la joie", "c0nstance"),
]
KNOWN = ["pikachu", "evoli", "mew", "a", "é🙂b"]
JUDGED = [
    *(
        "pikachu",
        "pikchu",
        "pokachu",
        "pikachus",
        "evol",
        "mw",
        "mewx",
        "",
        "b",
        "ab",
        "é🙂c",
        "éb",
    ),
    *("tout autre", "pikchau", "é🙂", "🙂b"),
]
LOGITS = [0.1, 2.5, -1.0, 2.5, 0.0, -30.0]


def facts() -> dict[str, Any]:
    """What is not of one model: folding, reading, filter, judgements, sampling, recipes."""
    text = LIST.format(long="z" * 201, just="z" * 200)
    lists = {}
    for name in ("a-z", "microgpt", "found"):
        corpus = read_corpus(text.split("\n")[:-1], name)
        lists[name] = {
            "tokens": list(corpus.vocabulary.tokens),
            "words": list(corpus.words),
            "fates": [line.fate for line in corpus.report.lines],
        }
    known = Known(KNOWN)

    cache = pure.Cache([], [], [], [LOGITS])
    return {
        "folded": [[t, Vocabulary.lesson().fold(t), Vocabulary.of("éAÉœ").fold(t)] for t in FOLDED],
        "list": text,
        "lists": lists,
        "rude": [[t, is_rude(t)] for t in RUDE],
        "known": KNOWN,
        "judged": [[name, known.judge(name)] for name in JUDGED],
        "verdicts": list(verdicts()),
        "text_verdicts": list(text_verdicts()),
        "text_lines": list(text_lines()),
        "logits": LOGITS,
        "probabilities": [
            [t, k, flat(cache.probabilities(t, k)[0])]
            for t, k in ((1.0, 0), (0.5, 0), (2.0, 2), (0.0, 0), (1e-4, 0), (1.0, 3), (100.0, 1))
        ],
        "picks": [[draw / 20, cache.choose([draw / 20], 1.0)[0]] for draw in range(20)],
        "recipes": [
            [dials, [round(Recipe(**dials).rate(step), DIGITS) for step in range(20)]]
            for dials in recipes()
        ],
        "suited": list(suited()),
        "multiplications": [
            [dials, multiplied(Config.from_dict(dials))] for dials in shapes_multiplied()
        ],
        "calm": [[dials, calm(Config.from_dict(dials))] for dials in bearing()],
        "explosions": [
            [vocabulary, first, explosion(vocabulary, first)]
            for vocabulary, first in ((27, 3.3), (27, 6.5), (27, 6.6), (27, 20.0), (4, 1.0))
        ],
        "draws": [[seeds, drawn_numbers(*seeds)] for seeds in ([0], [7, 123456789012], [1, 2, 3])],
        "filters": [filtered(activation) for activation in get_args(Activation)],
        "fingerprints": {
            "mini.safetensors": printed(saved_model()),
            "pieces.safetensors": printed(saved_pieces()),
        },
        "refused_configs": [dials for dials in impossible() if refuses(dials)],
    }


def drawn_numbers(*seeds: int) -> list[Any]:
    """What a stream of draws gives in any language."""
    draws = Draws(*seeds)
    return [draws.next(), [draws.below(1000) for _ in range(50)], draws.order(10)]


def recipes() -> list[dict[str, Any]]:
    return [
        {"steps": 20},
        {"steps": 20, "schedule": "cosine", "final_rate": 0.001, "warmup": 4},
        {"steps": 20, "schedule": "constant", "warmup": 3},
        {"steps": 20, "cycle": 7, "warmup": 2},
        {"steps": 20, "cycle": 3, "lengthen": 2, "warmup": 2},
    ]


def bearing() -> list[dict[str, Any]]:
    """Dials on which it depends how large a learning rate a model bears."""
    normed = {"norm": "rms", "norm_blocks": True, "norm_weight": False}
    return [
        {},
        {"embedding": 8},
        {"embedding": 32},
        {"embedding": 64, "layers": 2},
        {"layers": 4},
        {"embedding": 64, "layers": 2, **normed},
    ]


def shapes_multiplied() -> Iterator[dict[str, Any]]:
    """Dials that differ in what is multiplied."""
    for config in PRESETS.values():
        yield config.to_dict()
    yield Config(layers=3, tied=True, attention_output=True).to_dict()


def multiplied(config: Config) -> dict[str, Any]:
    """What passes through a model take: layers of which each has other rows, and a full window."""
    rows = [Rows(11 + layer, 7 - layer % 3, 23 + 5 * layer) for layer in range(config.layers)]
    return {
        "layers": rows,
        "read": 5,
        "forward": forward(config, rows, 5),
        "learning": learning(config, rows, 5),
        "per_token": per_token(config),
    }


def suited() -> Iterator[dict[str, Any]]:
    """The recipes that suit few and many names and stories, around the border; le Labo computes no
    others.
    """
    normed = {"norm": "layer", "norm_blocks": True}
    for count in (1, 49, 50, 1000):
        names = ["a" * (1 + i % 26) + chr(ord("a") + i // 26 % 26) for i in range(count)]
        letters = read_corpus(names, "a-z")
        stories = replace(letters, vocabulary=Words.found(names))
        long = replace(stories, words=tuple(name * 30 for name in stories.words))
        for corpus in (letters, stories, long):
            for dials in ({}, {"embedding": 32}, {"embedding": 32, **normed}):
                recipe = Recipe.suited_to(Config.from_dict(dials), corpus)
                yield {
                    "words": count,
                    "tokens": corpus.vocabulary.kind,
                    "letters": sum(map(len, corpus.words)) / count,
                    "config": dials,
                    "recipe": asdict(recipe),
                }


def filtered(activation: Activation) -> dict[str, Any]:
    """A filter, on its way and back."""
    config = SMALL.with_dials(activation=activation)
    model = model_of(config)
    words, _hidden = words_of("layer", config)
    batch = model.pack([w for ids in words for w in word_windows(ids, config.context)])
    return {
        "config": config.to_dict(),
        "words": words,
        "loss": round(model.loss_and_gradients(batch), DIGITS),
        "gradient": flat(model.gradients["blocks.0.mlp.up.weight"]),
    }


def impossible() -> list[dict[str, Any]]:
    return [
        {"heads": 3},
        {"norm": "rms"},
        {"norm_blocks": True},
        {"norm_weight": True},
        {"layers": 0},
        {"hidden": 1.5},
        {"tied": 1},
        {"activation": "swish"},
        {"positions": "absolute"},
        {"positions": "rotary", "heads": 16},
        {"unknown": 1},
        {"context": "8"},
    ]


def refuses(dials: dict[str, Any]) -> bool:
    try:
        Config.from_dict(dials)
    except InputError:
        return True
    raise AssertionError(f"Python accepts {dials}")


def verdicts() -> Iterator[dict[str, Any]]:
    """Each rule and its borders: losses, lines, inventions, and the stage they give."""
    own = Baselines(3.3, 2.8, 2.5, 2.0, 0.34)
    other = Baselines(3.3, 2.9, 2.6, 2.4, 1.0)
    by_heart = own.floor + NEAR_FLOOR * (own.singles - own.floor)
    near = (by_heart - 1e-6, by_heart + 1e-6)
    apart = (2.7 - RECITES_GAP + 1e-6, 2.7 - RECITES_GAP, 2.7 - RECITES_GAP - 1e-6)
    half = round(10 * RECITES_COPIES)
    for loss in (3.0, 2.8, 2.7, 2.5, *apart, 2.2, *near, 0.35, math.nan):
        for held_out in (None, 3.0, 2.7, 2.59, 2.4):
            for copies in (None, half - 1, half):
                inventions = None if copies is None else Inventions(copies, 2, 8 - copies, 9)
                found = verdict(
                    loss, own, held_out, None if held_out is None else other, inventions
                )
                yield {
                    "loss": None if math.isnan(loss) else loss,
                    "held_out": held_out,
                    "copies": copies,
                    "stage": found.stage,
                    "reasons": len(found.reasons),
                }


def text_verdicts() -> Iterator[dict[str, Any]]:
    """Of a text, whose floor is not known, and what of it is copied."""
    own, other = Counted(3.3, 2.8, 2.5, 2.0), Counted(3.3, 2.9, 2.6, 2.4)
    by_heart = NEAR_FLOOR * own.singles
    for loss in (3.0, 2.7, 2.2, by_heart + 1e-6, by_heart - 1e-6):
        for held_out in (None, 2.7, 2.4):
            for share in (None, 0.0, 0.4, 0.5, 0.7, 1.0):
                for usual in (0.0, 0.4, 1.0):
                    copying = None if share is None else Copying(share, usual)
                    hidden = other if held_out else None
                    found = verdict(loss, own, held_out, hidden, text=True, copying=copying)
                    yield {
                        "loss": loss,
                        "held_out": held_out,
                        "copying": copying and copying._asdict(),
                        "stage": found.stage,
                        "reasons": len(found.reasons),
                    }


def text_lines() -> Iterator[dict[str, Any]]:
    """What counting achieves on texts, in windows of many lengths."""
    draws = Draws(29)
    for length, context in ((2, 8), (8, 8), (9, 8), (40, 8), (41, 1), (300, 7), (300, 16)):
        rows = [[draws.below(draws.below(6) + 1) for _ in range(n)] for n in (length, 37)]
        text, hidden = (text_windows(row, side_by_side(row, context), context) for row in rows)
        yield {
            "windows": [[[w.tokens, w.targets] for w in windows] for windows in (text, hidden)],
            "context": context,
            "own": lines(baselines(text, 6, context)),
            "hidden": lines(baselines(text, 6, context, hidden)),
        }


def saved_model() -> ModelFile:
    """The lesson's model as a file, in numbers of both kinds."""
    config = PRESETS["mini"]
    tensors = weights(config)
    shape, values = tensors["unembedding"]
    tensors["unembedding"] = (shape, array("f", values))
    return ModelFile(config, Vocabulary.lesson(), tensors, {"source": "é🙂", "step": 10})


def printed(saved: ModelFile) -> str:
    """The fingerprint that Python shows of a file."""
    return fingerprint(pure.Model.from_parameters(saved.config, saved.weights))


def found_in(data: bytes, column: str | None) -> dict[str, Any]:
    """What Python finds in a file that is read as a list, or why it refuses it."""
    try:
        text, encoding = decode(data, "")
        better = mended(text)
        found = lay_out(text if better is None else better, column)
    except NotAText as error:
        return {"refused": error.format}
    except InputError:
        return {"refused": "column"}
    return {
        "encoding": encoding,
        "mended": better is not None,
        "way": found.way,
        "titles": found.titles,
        "columns": found.columns,
        "joined": found.joined,
        "cells": [list(cell) for cell in found.cells],
    }


def reading_cases() -> dict[str, Any]:
    """The table of cases, with what Python finds in each; and what it finds in drawn files."""
    told = []
    for case in CASES:
        facts = case._asdict() | {"data": case.data.hex()}
        told.append(facts | {"found": found_in(case.data, case.column)})
    files = [
        {"data": data.hex(), "column": column, "found": found_in(data, column)}
        for data, column in drawn(DRAWN)
    ]
    return {"cases": told, "drawn": files}


SIGNS = "aéÉœß 字हिन्दीש\u0301ق.,!?’'-_()[]…¶□⁀\u00a0\u2009\n\t\ufeff\x1f\x85👩\u200d1²½"
"""What drawn texts are made of: letters, accents, spaces and marks of many kinds."""


def drawn_texts(count: int) -> list[str]:
    """Texts of odd signs, always the same."""
    draws = Draws(17)
    letters = [SIGNS[draws.below(len(SIGNS))] for _ in range(count * 12)]
    return ["".join(letters[i : i + 12]) for i in range(0, len(letters), 12)]


def word_cases() -> dict[str, Any]:
    """How texts are cut into words, and the vocabulary of words of some."""
    told = World("histoires").stories(20)
    cuts = [[text, cut(text)] for text in (*drawn_texts(DRAWN), *told)]
    texts = drawn_texts(DRAWN)
    return {"cuts": cuts, "found": {"texts": texts, "tokens": Words.found(texts, 200).tokens}}


def disagreeing(story: str, reader: Reader, draws: Draws) -> str:
    """A story with other words or forms in up to three places."""
    for _ in range(1 + draws.below(3)):
        ways = [way for read in reader.read(story) for way in read.ways.values()]
        places = [place for way in ways for place in way]
        if places:
            place = places[draws.below(len(places))]
            forms = sorted(reader.forms(place.slot))
            form = forms[draws.below(len(forms))]
            if story[place.start].isupper():
                form = form[0].upper() + form[1:]
            story = story[: place.start] + form + story[place.end :]
    return story


def broken(story: str, others: list[str], draws: Draws) -> str:
    """A story with what goes wrong in inventions, and in what people type."""
    for _ in range(1 + draws.below(3)):
        tokens, foreign = story.split(" "), others[draws.below(len(others))].split(" ")
        here, there = draws.below(len(tokens)), draws.below(len(tokens))
        match draws.below(10):
            case 0:
                tokens[here], tokens[there] = tokens[there], tokens[here]
            case 1:
                del tokens[here]
            case 2:
                tokens.insert(here, tokens[here])
            case 3:
                tokens[here] = foreign[draws.below(len(foreign))]
            case 4:  # sentences in another order
                sentences = story.split(". ")
                tokens = [". ".join(sentences[i] for i in draws.order(len(sentences)))]
            case 5:
                del tokens[here + 1 :]
            case 6:  # another story goes on
                tokens[here:] = foreign[here:]
            case 7:
                tokens[here] = tokens[here].swapcase()
            case 8:
                tokens = [story.replace("’", "'")]
            case _:
                tokens[here] = "🙂" + unicodedata.normalize("NFD", tokens[here])
        story = " ".join(tokens)
    return story


def world_cases(name: str) -> dict[str, Any]:
    """A world's stories, what it sets aside, and what holds in stories and in broken ones."""
    told = World(name).stories(300)
    draws, reader, checker = Draws(17), Reader(grammar.read(name)), Checker(grammar.read(name))
    wrong = [disagreeing(story, reader, draws) for story in told]
    wrong += [broken(story, told, draws) for story in told]
    return {
        "seeds": {seed: one_seed(World(name, seed), wrong) for seed in (0, 7, 123456789012)},
        "checks": [[story, checker.check(story)] for story in (*told, *wrong, "", "İl ſort. 🙂.")],
    }


def question_cases(name: str) -> dict[str, Any]:
    """What is asked in a world, what is true, and what is understood of what a child types."""
    questions, draws = Questions(World(name)), Draws(23)
    if not questions.has:
        return {"kinds": questions.kinds, "stories": [], "exams": [], "marks": []}
    stories = [questions.of_story(number, 0.4) for number in range(150)]
    kinds = questions.kinds
    exams = [questions.exam(kind, number) for kind in kinds for number in range(40)]
    marks = []
    for exchange in exams:
        other = exams[draws.below(len(exams))]
        asked = [
            exchange.question,
            exchange.question.lower().replace("’", "'").removesuffix("?").strip(),
            exchange.question.upper(),
            f"{exchange.question} ?",
        ][draws.below(4)]
        for answer in (exchange.said, other.said, other.question, ""):
            before = (exchange.before, other.before, "Bla bla.")[draws.below(3)]
            true = questions.true_answers(before, asked)
            marks.append([before, asked, answer, true, questions.mark(before, asked, answer)])
    return {"kinds": kinds, "stories": stories, "exams": exams, "marks": marks}


def one_seed(world: World, wrong: list[str]) -> dict[str, Any]:
    """What a seed makes of a world."""
    unseen = [world.story(number, True) for number in range(100)]
    return {
        "stories": world.stories(300),
        "unseen": unseen,
        "agreements": [
            found._asdict() | {"share": found.share}
            for stories in (unseen, wrong, [])
            for found in [agreements(world, stories)]
        ],
    }


def piece_cases() -> dict[str, Any]:
    """What byte pair encoding learns of stories and of odd texts, and how it cuts and joins."""
    stories, odd = World("histoires").stories(300), texts_of_any_script.texts(10_000)
    told = BytePairs.train(stories, 800, boundary=True)
    pieces = BytePairs.train(odd, 2000)
    draws = Draws(18)
    rows = [[draws.below(pieces.size) for _ in range(draws.below(12))] for _ in range(DRAWN)]
    return {
        "unicode": unicodedata.unidata_version,
        "stories": stories,
        "told": told.to_dict(),
        "told_ids": [told.encode(text) for text in (*stories[:50], "a<|endoftext|>b")],
        "odd": odd,
        "pieces": pieces.to_dict(),
        "ids": [pieces.encode(text) for text in odd],
        "rows": [[ids, pieces.texts(ids)] for ids in rows],
    }


def saved_pieces() -> ModelFile:
    """A model of pieces with a boundary between its stories."""
    vocabulary = BytePairs.train(World("histoires").stories(300), 300, boundary=True)
    config = PRESETS["mini"].with_dials(vocabulary=vocabulary.size)
    return ModelFile(config, vocabulary, weights(config), {"source": "histoires"})


OWN_TEXTS = [
    *(
        "",
        " \n\t\n",
        "bonjour",
        "漢字",
        "漢",
        "!!!",
        "😀",
        "😀😀 😀",
        "a\0b",
        "\0\0a",
        "\ufeffun mot",
    ),
    *(
        "%PDF-1.7 un texte",
        "PK\x03\x04 et word/",
        "<!DOCTYPE html><p>un mot",
        "{\\rtf1 un mot",
        "GIF8",
    ),
    "un\r\ndeux  \r\n\r\n\r\n \r\ntrois\rquatre\u2028cinq\u2029six\x0bsept\x85huit\x0cneuf\n\n",
    *(
        "e\u0301te\u0301 l’a\u0302ne",
        "Å est un Å",
        "a" + "\u0301\u0323" * 40 + " b",
        "\u1112\u1161\u11ab ab",
    ),
    *(
        "Ã©tÃ© et naÃ¯f",
        "\u0634\u0645\u0633 \u200f\u0642\u0645\u0631.",
        "x" * 100_000 + " y",
        "ab " * 30,
    ),
    *("\nfin", "de\n", "un deux\n\n\n\ntrois\n\ntrois\n\ntrois  quatre\n", "  un\n\tdeux ."),
]
"""Texts of one's own, with whatever they can have in them."""


def own_texts() -> list[dict[str, Any]]:
    """What is read in texts, or why they are refused."""
    told: list[dict[str, Any]] = []
    for text in (*OWN_TEXTS, *drawn_texts(DRAWN)):
        try:
            found = read_prose(text, "")
        except InputError as error:
            told.append({"text": text, "refused": getattr(error, "format", "text")})
            continue
        words, different = found.words
        facts = {"characters": found.characters, "words": words, "differentWords": different}
        folded = {camel(name): value for name, value in asdict(found.folded).items()}
        told.append({"text": text, "paragraphs": found.paragraphs, "folded": folded} | facts)
    return told


def camel(name: str) -> str:
    """As TypeScript names it."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def splits() -> Iterator[dict[str, Any]]:
    """Paragraphs hidden by several seeds, in texts of many shapes."""
    shapes = [
        World("histoires").stories(30),
        [" ".join(World("histoires").stories(9))],
        ["Titre", "Il pleut. Elle dort. " * 60 + "Fin."],
        ["un\ndeux\ntrois", "quatre\ncinq", "six"],
        *(
            ["mot " * 90 + "fin"],
            ["😀" * 900],
            ["x" * 900],
            ["   a b"],
            ["漢字。" * 300],
            ["a", "b"],
        ),
        ["😀 “Oui !” Non. " * 70 + "é"],
    ]
    for paragraphs in shapes:
        for share in (0.1, 0.3, 0.5):
            for seed in range(3):
                learned, hidden = split_paragraphs(paragraphs, share, seed)
                facts = {"share": share, "seed": seed, "train": learned, "heldOut": hidden}
                yield {"paragraphs": paragraphs} | facts


def recital_cases() -> Iterator[dict[str, Any]]:
    """What texts have copied: drawn from few words, so that runs abound; stories; odd signs."""
    draws = Draws(23)

    def drawn_words(most: int) -> str:
        known = ("un", "deux", "trois", "l’", "漢字", "😀", ".")
        return " ".join(known[draws.below(len(known))] for _ in range(most))

    stories = World("histoires").stories(40)
    cases = [([], ["un"]), (["", "un deux", ""], ["", "un", "deux un deux"])]
    for _ in range(40):
        paragraphs = [drawn_words(draws.below(9)) for _ in range(draws.below(6))]
        cases.append((paragraphs, [drawn_words(draws.below(20)) for _ in range(3)]))
    cases.append((stories[:30], [*stories[25:], " ".join(stories[3:6]), "Il\ndort."]))
    cases.append((drawn_texts(DRAWN), drawn_texts(20)))
    for source, texts in cases:
        for long in (2, LONG):
            found = [recited(source, text) for text in Source(source).recitals(texts, long)]
            yield {"source": source, "texts": texts, "long": long, "found": found}


def recited(source: list[str], found: Recital) -> dict[str, Any]:
    """A recital, with what its runs say in the source: TypeScript counts places otherwise."""

    def run(found: Run) -> list[Any]:
        said = source[found.paragraph][found.source_start : found.source_end]
        return [found.words, found.paragraph, said]

    return {
        "words": found.words,
        "runs": [run(one) for one in found.runs],
        "longest": found.longest and run(found.longest),
        "recited": found.recited,
    }


SHORT = Config(embedding=4, hidden=4, context=4)
"""Small enough to be trained many times by the pure engine."""


def influence_cases() -> dict[str, Any]:
    """Why this letter: each name, groups of them, and a list that is too long to try each."""
    few = ["mew", "miaou", "pikachu", "pika", "evoli"]
    drawn = Draws(7)
    many = sorted({"".join("aeilmnprst"[drawn.below(10)] for _ in range(4)) for _ in range(66)})
    return {
        "each": an_influence(few, "pik", 0, steps=6),
        "groups": an_influence(few, "", 8, steps=6, groups=[(2, 3), (0, 1, 2, 3, 4)]),
        "many": an_influence(many, "ma", 11, seeds=1, steps=2),
        "ranks": [
            [a, b, rank_correlation(a, b)]
            for a, b in (
                ([1.0, 2.0, 3.0], [0.1, 0.2, 0.05]),
                ([1.0, 1.0, 2.0, 5.0], [3.0, 2.0, 2.0, 9.0]),
                ([1.0, 1.0], [1.0, 2.0]),
            )
        ],
        "weighed": [
            [gained, *weigh(gained)]
            for gained in (
                [0.5],
                [0.5, 0.5],
                [0.5, 0.4, 0.45],
                [-0.5, -0.4, -0.45],
                [0.5, 0.1, 0.3],
                [0.004, 0.004, 0.004],
                [0.1 + 0.01 * i for i in range(14)],
            )
        ],
    }


def an_influence(
    names: list[str],
    before: str,
    token: int,
    groups: list[tuple[int, ...]] | None = None,
    seeds: int = 2,
    **dials: Any,
) -> dict[str, Any]:
    corpus = read_corpus(names)
    recipe = Recipe(**dials)
    origin = Origin(
        corpus,
        SHORT,
        recipe,
        5,
        recipe.steps,
        "pure",
        "float64",
        lambda seed: weights(SHORT, 42 + seed),
    )
    (first,) = corpus.vocabulary.encode(".")
    saying = Saying((first, *corpus.vocabulary.encode(before)), token)
    *_before, known = influence(origin, saying, seeds, groups)
    return {
        "names": names,
        "before": list(saying.before),
        "token": token,
        "groups": groups,
        "seeds": seeds,
        "recipe": dials,
        "all": flat(known.all),
        "without": [[list(effect.names), flat(effect.without)] for effect in known.effects],
        "guesses": [effect.guess for effect in known.effects],
        "drawn": [effect.drawn for effect in known.effects],
        "worth": known.worth,
    }


def dice_pages(name: str) -> list[Any]:
    """The book of dice of a list that is shipped."""
    return [list(page) for page in dice.pages(read_corpus(name).encoded())]


def write(folder: Path) -> None:
    """All files, into this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CONFIGS:
        write_json(folder / f"{name}.json", case(name))
    write_json(folder / "facts.json", facts())
    write_json(folder / "reading.json", reading_cases())
    write_json(folder / "words.json", word_cases())
    write_json(folder / "worlds.json", {name: world_cases(name) for name in grammar.names()})
    write_json(folder / "questions.json", {n: question_cases(n) for n in grammar.names()})
    write_json(folder / "pieces.json", piece_cases())
    write_json(folder / "prose.json", {"texts": own_texts(), "splits": list(splits())})
    write_json(folder / "influence.json", influence_cases())
    write_json(folder / "recital.json", {"cases": list(recital_cases())})
    write_json(folder / "dice.json", {name: dice_pages(name) for name in ("pokemon", "villes")})
    save(folder / "mini.safetensors", saved_model())
    save(folder / "pieces.safetensors", saved_pieces())


def write_json(path: Path, value: Any) -> None:
    # A line for each first-level key, so that a difference shows where it is.
    body = ",\n".join(
        f"{json.dumps(key)}:{json.dumps(item, allow_nan=False, separators=(',', ':'))}"
        for key, item in value.items()
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
