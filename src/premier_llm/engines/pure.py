"""The complete algorithm of a GPT, in plain Python: everything else is only speed.

Nothing but the standard library, nothing hidden. Read it from top to bottom:

1. the small tools: dot product, softmax, activation, norm, rotation, and their slopes;
2. the model: from token ids to the probabilities of the next token, and the loss;
3. backpropagation: the same road backwards, to know in which direction to turn each number;
4. Adam, which turns them;
5. generation, one token at a time.

A *vector* is a list of numbers, a *matrix* a list of rows. The model works on many positions (one
position: one token in its window) at once, so most functions take a list of vectors ``xs`` and
give a list of vectors. ``d_x`` always means: how much the loss grows when x grows a little.

Sizes: V vocabulary, T context, D embedding, H hidden, hd = D / heads, N positions.
"""

from __future__ import annotations

import math
import random
from array import array
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from operator import mul
from typing import Any

from ..model.config import NORM_EPSILON, ROTARY_BASE, Activation, Config
from ..model.parameters import parameter_table
from .contract import (
    FREE,
    Held,
    check_batch,
    check_config,
    check_token,
    check_weights,
    check_window,
    check_windows,
    refuse_registered,
)
from .dropout import below, draw_of, drawn, mix, paths, sites

Vector = list[float]
Matrix = list[Vector]
Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]
Watch = Callable[[str, Any], Any]

# ---------------------------------------------------------------------------------------------
# 1. Small tools
# ---------------------------------------------------------------------------------------------


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    """a[0] b[0] + a[1] b[1] + …: large when two vectors point the same way."""
    return float(sum(map(mul, a, b)))


# Python 3.12 brought the same in C, several times faster.
dot: Callable[[Sequence[float], Sequence[float]], float] = getattr(math, "sumprod", _dot)


def add(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors, number by number."""
    return [x + y for x, y in zip(a, b, strict=True)]


def columns(rows: Sequence[Sequence[float]]) -> list[tuple[float, ...]]:
    """The columns of a matrix: its transpose."""
    return list(zip(*rows, strict=True))


def linear(weight: Matrix, xs: Matrix, bias: Vector | None = None) -> Matrix:
    """Each x becomes weight · x + bias: every output is a dot product with one row."""
    if bias is None:
        return [[dot(row, x) for row in weight] for x in xs]
    return [[dot(row, x) + b for row, b in zip(weight, bias, strict=True)] for x in xs]


def linear_backward(weight: Matrix, xs: Matrix, d_ys: Matrix) -> tuple[Matrix, Matrix]:
    """(slope along the weight, slope along each x).

    weight[i][j] carries x[j] to y[i]: its slope is the sum, over positions, of d_y[i] x[j].
    """
    x_columns = columns(xs)
    d_weight = [[dot(d_y, x) for x in x_columns] for d_y in columns(d_ys)]
    weight_columns = columns(weight)
    d_xs = [[dot(column, d_y) for column in weight_columns] for d_y in d_ys]
    return d_weight, d_xs


def softmax(scores: Vector) -> Vector:
    """Scores to probabilities: positive, summing to 1, in the same order."""
    highest = max(scores)  # exp of large numbers overflows; the result does not change
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def softmax_backward(probabilities: Vector, d_probabilities: Vector) -> Vector:
    """When one probability grows the others shrink: only what exceeds the mean counts."""
    mean = dot(probabilities, d_probabilities)
    return [p * (d - mean) for p, d in zip(probabilities, d_probabilities, strict=True)]


def activate(kind: Activation, x: float) -> float:
    """The MLP's filter: ReLU, its square (So et al. 2021), GELU (Hendrycks and Gimpel 2016) or
    GELU's tanh form.
    """
    if kind == "relu":
        return x if x > 0 else 0.0
    if kind == "relu2":
        return x * x if x > 0 else 0.0
    if kind == "gelu":
        return 0.5 * x * (1 + math.erf(x / math.sqrt(2)))
    assert kind == "gelu_tanh"
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))


def activate_backward(kind: Activation, x: float) -> float:
    """The filter's slope at x."""
    if kind == "relu":
        return 1.0 if x > 0 else 0.0
    if kind == "relu2":
        return 2 * x if x > 0 else 0.0
    if kind == "gelu":
        bell = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
        return 0.5 * (1 + math.erf(x / math.sqrt(2))) + x * bell
    assert kind == "gelu_tanh"
    root = math.sqrt(2 / math.pi)
    tanh = math.tanh(root * (x + 0.044715 * x * x * x))
    return 0.5 * (1 + tanh) + 0.5 * x * (1 - tanh * tanh) * root * (1 + 3 * 0.044715 * x * x)


def normalise(kind: str, x: Vector) -> tuple[Vector, float]:
    """(x brought to a usual size, the factor that did it).

    RMS (Zhang and Sennrich 2019) divides by the root of the mean square; LayerNorm (Ba et al.
    2016) first takes the mean away.
    """
    if kind == "layer":
        mean = sum(x) / len(x)
        x = [value - mean for value in x]
    factor = 1 / math.sqrt(dot(x, x) / len(x) + NORM_EPSILON)
    return [value * factor for value in x], factor


def normalise_backward(kind: str, unit: Vector, factor: float, d_unit: Vector) -> Vector:
    """What pushes x longer without turning it is undone by the norm, so it is taken away."""
    along = dot(unit, d_unit) / len(unit)
    aside = sum(d_unit) / len(unit) if kind == "layer" else 0.0
    return [(d - u * along - aside) * factor for u, d in zip(unit, d_unit, strict=True)]


def turn(x: Vector, place: int) -> Vector:
    """Rotary positions: the pairs (i, i + hd / 2) of x (hd) turned like the hands of clocks.

    The first pair turns by one radian per place, the next ones ever more slowly (Su et al. 2021,
    section 3.2). The dot product of a turned query and a turned key depends on how far apart the
    two stand, not on where. Its way back is to turn the slopes by -place.
    """
    half = len(x) // 2
    pairs = zip(x[:half], x[half:], _directions(place, half), strict=True)
    turned = [(a * cos - b * sin, a * sin + b * cos) for a, b, (cos, sin) in pairs]
    return [a for a, _ in turned] + [b for _, b in turned]


@cache
def _directions(place: int, half: int) -> list[tuple[float, float]]:
    """(cos, sin) of the angle that each of ``half`` pairs has turned by at this place."""
    angles = [place * ROTARY_BASE ** (-i / half) for i in range(half)]
    return [(math.cos(angle), math.sin(angle)) for angle in angles]


# ---------------------------------------------------------------------------------------------
# 2. The model
# ---------------------------------------------------------------------------------------------


@dataclass
class Batch:
    """Windows to learn from: (tokens, targets of the last len(targets) tokens)."""

    windows: list[tuple[list[int], list[int]]]

    def __len__(self) -> int:
        """The number of windows."""
        return len(self.windows)

    def take(self, windows: Sequence[int]) -> Batch:
        """The batch of these windows alone, by their place in this one."""
        return Batch([self.windows[i] for i in windows])


@dataclass
class Span:
    """Where a window lies among the positions of a pass.

    Every position gives a key and a value; only the last ones ask a question in the last block,
    since nobody reads what the others would have found.
    """

    keys: slice
    questions: slice

    @property
    def asked(self) -> range:
        """The positions that ask: the window's last ones."""
        count = self.questions.stop - self.questions.start
        return range(self.keys.stop - count, self.keys.stop)


@dataclass
class Looked:
    """What attention remembers for its way back."""

    xs: Matrix
    asking: Matrix
    qs: Matrix
    ks: Matrix
    vs: Matrix
    norms: tuple[Matrix, Matrix]
    """By what the queries and the keys were normalised: a factor for each head."""
    weights: list[Matrix]
    mixed: Matrix
    spans: list[Span]
    kept: list[Matrix] | None
    """What dropout multiplied the weights by, where there is any."""


@dataclass
class Cache:
    """What a model remembers of the rows it is continuing."""

    rows: list[list[int]]
    """Every token of each row."""
    keys: list[list[Matrix]]
    """keys[row][layer]: one vector (D) per token of the window."""
    values: list[list[Matrix]]
    logits: list[list[float]]
    """(rows, V) scores of the next token."""

    def probabilities(self, temperature: float, top_k: int = 0) -> Matrix:
        """(rows, V) what the next token of each row is drawn from.

        Softmax of the scores / temperature, of the ``top_k`` highest scores alone (0: of all).
        Temperature 0 puts everything on the highest (the first, if several are).
        """
        if temperature == 0:
            temperature, top_k = 1.0, 1
        rows = []
        for scores in self.logits:
            highest = max(scores)
            # Dividing each difference, never the scores: tiny temperatures cannot spoil it.
            differences = [(score - highest) / temperature for score in scores]
            if top_k:
                # Sorting leaves equals in order: ties at the border fall to the earlier token.
                ranked = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
                for left_out in ranked[top_k:]:
                    differences[left_out] = -math.inf
            rows.append(softmax(differences))
        return rows

    def choose(self, draws: Sequence[float], temperature: float, top_k: int = 0) -> list[int]:
        """The next token of each row: the one on which its draw in [0, 1) falls."""
        chosen = []
        for probabilities, draw in zip(self.probabilities(temperature, top_k), draws, strict=True):
            # As random.choices does.
            bounds = list(accumulate(probabilities))
            chosen.append(bisect(bounds, draw * bounds[-1], 0, len(bounds) - 1))
        return chosen

    def keep(self, rows: Sequence[int]) -> None:
        """Drop all other rows."""
        for name in ("rows", "keys", "values", "logits"):
            setattr(self, name, [getattr(self, name)[row] for row in rows])


class Lost:
    """Dropout in one pass: what each number is multiplied by, 0 where it is lost, else a bit more
    than 1, so that sums stay as large as they were."""

    def __init__(self, held: Held, windows: list[tuple[list[int], int]], layers: int) -> None:
        draw = draw_of(held.seed, held.step)
        self.keys = [mix(path ^ draw) for tokens, _ in windows for path in paths(tokens)]  # (N,)
        self.sites, self.rate = sites(layers), held.dropout

    def kept(self, name: str, position: int, places: range) -> Vector:
        """Of the numbers at these places at a point of the pass, at one position."""
        key, site, limit = self.keys[position], self.sites[name], below(self.rate)
        scale = 1 / (1 - self.rate)
        return [0.0 if drawn(key, site, place) < limit else scale for place in places]


class Model:
    """A GPT: ``parameters`` maps the names of config.parameter_table to lists of numbers."""

    def __init__(self, config: Config, seed: int = 0) -> None:
        check_config(config)
        refuse_registered(config, "pure")
        rng = random.Random(seed)
        self.config = config
        self.parameters: dict[str, Any] = {}
        for parameter in parameter_table(config):
            like = self.parameters.get(parameter.other.like)
            self.parameters[parameter.name] = (
                [list(row) for row in like]
                if like is not None
                else _nest(parameter.draw(rng), parameter.shape)
            )
        self.gradients: dict[str, Any] = {}

    @classmethod
    def from_parameters(
        cls, config: Config, tensors: Mapping[str, tuple[Sequence[int], Sequence[float]]]
    ) -> Model:
        """A model with these weights: name -> (shape, flat numbers), as ``tensors`` gives them.

        A missing, foreign or misshapen tensor raises InputError.
        """
        check_weights(config, tensors)
        refuse_registered(config, "pure")
        model = cls.__new__(cls)
        model.config, model.gradients = config, {}
        model.parameters = {
            p.name: _nest(list(tensors[p.name][1]), p.shape) for p in parameter_table(config)
        }
        return model

    def tensors(self) -> Tensors:
        """Every parameter: name -> (shape, flat array of 'd')."""
        return _to_tensors(self.config, self.parameters)

    def pack(self, windows: Sequence[Any]) -> Batch:
        """Prepare windows (tokens, targets) for loss and loss_and_gradients.

        A window without tokens or targets, or a token that the model does not know, raises
        ValueError.
        """
        check_windows(self.config, windows)
        for tokens, targets in windows:
            for token in (*tokens, *targets):
                check_token(self.config, token)
        return Batch([(list(tokens), list(targets)) for tokens, targets in windows])

    def logits(self, batch: Batch) -> Matrix:
        """Scores at each position with a target, window after window: (C, V)."""
        check_batch(batch, Batch)
        return self._forward([(tokens, len(targets)) for tokens, targets in batch.windows])[0]

    def forward(self, tokens: Sequence[int], watch: Watch | None = None) -> Matrix:
        """Probabilities of the next token after each of 1 to T tokens: (T, V).

        Another number of tokens raises InputError. ``watch(name, value)`` sees each value of the
        pass on its way; what it returns goes on.
        """
        check_window(self.config, tokens)
        logits, _ = self._forward([(list(tokens), len(tokens))], watch)
        probabilities = [softmax(scores) for scores in logits]
        return watch("probabilities", probabilities) if watch else probabilities

    def loss(self, batch: Batch, watch: Watch | None = None) -> float:
        """Mean cross-entropy over all targets, in nats: the mean surprise at the right answer."""
        check_batch(batch, Batch)
        if watch is None:
            logits, _ = self._forward([(tokens, len(t)) for tokens, t in batch.windows])
        else:  # one window at a time, so that the watcher sees each in its own shape
            logits = []
            for tokens, targets in batch.windows:
                logits += self._forward([(tokens, len(tokens))], watch)[0][-len(targets) :]
        answers = [target for _, targets in batch.windows for target in targets]
        surprises = [surprise(x, answer) for x, answer in zip(logits, answers, strict=True)]
        return sum(surprises) / len(surprises)

    def _forward(
        self,
        windows: list[tuple[list[int], int]],
        watch: Watch | None = None,
        held: Held = FREE,
    ) -> tuple[Matrix, list[Any]]:
        """Logits (one vector V per question), and all that the way back needs.

        ``windows``: (tokens, how many of the last ones ask for the next token).
        """
        config, p = self.config, self.parameters
        tape: list[Any] = []
        see: Watch = watch or (lambda name, value: value)
        lost = Lost(held, windows, config.layers) if held.dropout else None

        # Embeddings: who the letter is, plus where it stands, unless attention tells it. (N, D)
        ids = [token for tokens, _ in windows for token in tokens]
        places = [place for tokens, _ in windows for place in range(len(tokens))]
        xs = see("token_embedding", [p["token_embedding"][i] for i in ids])
        if config.positions == "learned":
            where = see("position_embedding", [p["position_embedding"][i] for i in places])
            xs = [add(x, w) for x, w in zip(xs, where, strict=True)]
        if config.norm_embedding:
            xs = self._norm("embedding_norm", xs, tape)
        xs = see("embedding", xs)
        xs = self._drop("embedding", xs, lost, list(range(len(xs))), tape)

        for layer in range(config.layers):
            block, last = f"blocks.{layer}", layer == config.layers - 1
            spans = _spans(windows, narrow=last and watch is None)

            # Attention: look back, and add what was found to the shortcut. (N, D)
            ys = self._norm(f"{block}.attention_norm", xs, tape) if config.norm_blocks else xs
            ys = see(f"{block}.attention_norm", ys)
            ys = self._attention(block, ys, spans, tape, see, watch is not None, lost)
            asked = [n for span in spans for n in span.asked]
            ys = self._drop(f"{block}.attention.output", ys, lost, asked, tape)
            asking = [xs[n] for n in asked]
            shortcut = see(f"{block}.attention.shortcut", asking)
            xs = [add(x, y) for x, y in zip(shortcut, ys, strict=True)]
            xs = see(f"{block}.attention.residual", xs)

            # MLP: think about it, and add the thought to the shortcut. (N, D)
            ys = self._norm(f"{block}.mlp_norm", xs, tape) if config.norm_blocks else xs
            ys = see(f"{block}.mlp_norm", ys)
            ys = self._mlp(block, ys, tape, see)
            ys = self._drop(f"{block}.mlp.output", ys, lost, asked, tape)
            shortcut = see(f"{block}.mlp.shortcut", xs)
            xs = [add(x, y) for x, y in zip(shortcut, ys, strict=True)]
            xs = see(f"{block}.mlp.residual", xs)

        # One score per token of the vocabulary. (N, V)
        if config.norm_final:
            xs = self._norm("final_norm", xs, tape)
        xs = see("final_norm", xs)
        tape.append((ids, places, xs))
        return see("logits", linear(self._unembedding, xs)), tape

    @staticmethod
    def _drop(
        name: str, xs: Matrix, lost: Lost | None, positions: Sequence[int], tape: list[Any]
    ) -> Matrix:
        """Lose some numbers of each vector; the tape remembers which."""
        if lost is None:
            return xs
        kept = [lost.kept(name, n, range(len(x))) for n, x in zip(positions, xs, strict=True)]
        tape.append(kept)
        return _times(kept, xs)

    @property
    def _unembedding(self) -> Matrix:
        name = "token_embedding" if self.config.tied else "unembedding"
        matrix: Matrix = self.parameters[name]
        return matrix

    def _norm(self, name: str, xs: Matrix, tape: list[Any]) -> Matrix:
        """Bring each vector to a usual size, then apply the learned gain and offset."""
        units = [normalise(self.config.norm, x) for x in xs]
        tape.append(units)
        ys = [unit for unit, _ in units]
        if self.config.norm_weight:
            gain = self.parameters[f"{name}.weight"]
            ys = [[g * u for g, u in zip(gain, y, strict=True)] for y in ys]
        if self.config.norm_bias:
            offset = self.parameters[f"{name}.bias"]
            ys = [add(offset, y) for y in ys]
        return ys

    def _attention(
        self,
        block: str,
        xs: Matrix,
        spans: list[Span],
        tape: list[Any],
        see: Watch,
        watched: bool,
        lost: Lost | None,
    ) -> Matrix:
        """What each question finds: a mix of the values it may look at (Vaswani et al. 2017)."""
        config, p, name = self.config, self.parameters, f"{block}.attention"
        # What I look for, what I am known by, what I can tell. (N, D)
        asking = [xs[n] for span in spans for n in span.asked]
        qs = linear(p[f"{name}.query"], asking, p.get(f"{name}.query_bias"))
        ks = linear(p[f"{name}.key"], xs, p.get(f"{name}.key_bias"))
        vs = linear(p[f"{name}.value"], xs, p.get(f"{name}.value_bias"))
        places, asking_places = _places(spans)
        qs, q_norms = self._comparable(qs, asking_places)
        ks, k_norms = self._comparable(ks, places)
        if watched:
            qs = self._see_heads(see, f"{name}.query", qs)
            ks = self._see_heads(see, f"{name}.key", ks)
            vs = self._see_heads(see, f"{name}.value", vs)

        scale = 1 / math.sqrt(config.head_size)
        scores: list[Matrix] = []  # for each head, each question's scores of the keys it sees
        visible: list[list[Matrix]] = []  # and the values (hd) behind those keys
        for part in self._heads():
            scores.append([])
            visible.append([])
            for span in spans:
                keys = [k[part] for k in ks[span.keys]]
                values = [v[part] for v in vs[span.keys]]
                hidden = len(keys) - len(span.asked)
                for seen, q in enumerate(qs[span.questions], hidden + 1):
                    # The mask: a question sees its own position and those before, never after.
                    row = [dot(q[part], key) * scale for key in keys[:seen]]
                    if watched:  # shown as a whole square (n, n)
                        row += [-math.inf] * (len(keys) - seen)
                    scores[-1].append(row)
                    visible[-1].append(values[: len(row)])
        scores = see(f"{name}.scores", scores)
        weights = [[softmax(row) for row in head] for head in scores]
        weights = see(f"{name}.weights", weights)
        kept: list[Matrix] | None = None
        shares = weights
        if lost is not None:
            asked = [n for span in spans for n in span.asked]
            kept = []
            for head, rows in enumerate(weights):
                first = head * config.context
                seen_places = [range(first, first + len(row)) for row in rows]
                kept.append(list(map(partial(lost.kept, f"{name}.weights"), asked, seen_places)))
            shares = [_times(*pair) for pair in zip(kept, weights, strict=True)]
        found = [
            list(map(_mix, head, values)) for head, values in zip(shares, visible, strict=True)
        ]
        found = see(f"{name}.heads", found)
        # Put what the heads found side by side again. (N, D)
        mixed = [_join(parts) for parts in zip(*found, strict=True)]
        tape.append(Looked(xs, asking, qs, ks, vs, (q_norms, k_norms), weights, mixed, spans, kept))
        if config.attention_output:
            mixed = linear(p[f"{name}.output"], mixed, p.get(f"{name}.output_bias"))
        out: Matrix = see(f"{name}.output", mixed)
        return out

    def _heads(self) -> list[slice]:
        """The part of a vector (D) that each head works on."""
        size = self.config.head_size
        return [slice(head * size, (head + 1) * size) for head in range(self.config.heads)]

    def _comparable(self, xs: Matrix, places: list[int]) -> tuple[Matrix, Matrix]:
        """Queries or keys (N, D) as scores compare them, and the norms' factors (N, heads).

        As the dials say, each head's part is normalised without gains (Henry et al. 2020), so
        that only directions count, and then turned by its place in the window.
        """
        config = self.config
        factors: Matrix = []
        if config.query_key_norm:
            units = [[normalise("rms", x[part]) for part in self._heads()] for x in xs]
            xs = [_join([unit for unit, _ in heads]) for heads in units]
            factors = [[factor for _, factor in heads] for heads in units]
        if config.positions == "rotary":
            xs = [
                _join([turn(x[part], place) for part in self._heads()])
                for x, place in zip(xs, places, strict=True)
            ]
        return xs, factors

    def _comparable_backward(
        self, ys: Matrix, factors: Matrix, places: list[int], d_ys: Matrix
    ) -> Matrix:
        """Turn back, then undo the norms: ys is what was compared."""
        config = self.config
        if config.positions == "rotary":
            ys, d_ys = (
                [
                    _join([turn(vector[part], -place) for part in self._heads()])
                    for vector, place in zip(vectors, places, strict=True)
                ]
                for vectors in (ys, d_ys)
            )
        if config.query_key_norm:
            d_ys = [
                _join(
                    [
                        normalise_backward("rms", unit[part], factor, d_unit[part])
                        for part, factor in zip(self._heads(), heads, strict=True)
                    ]
                )
                for unit, heads, d_unit in zip(ys, factors, d_ys, strict=True)
            ]
        return d_ys

    def _see_heads(self, see: Watch, name: str, xs: Matrix) -> Matrix:
        """Show (N, D) as (heads, N, hd), and put what comes back side by side again."""
        shown = see(name, [[x[part] for x in xs] for part in self._heads()])
        return [_join(parts) for parts in zip(*shown, strict=True)]

    def _mlp(self, block: str, xs: Matrix, tape: list[Any], see: Watch) -> Matrix:
        """Up to H neurons, through the filter, down to D again."""
        p, kind = self.parameters, self.config.activation
        up = linear(p[f"{block}.mlp.up.weight"], xs, p.get(f"{block}.mlp.up.bias"))
        up = see(f"{block}.mlp.up", up)
        active = [[activate(kind, u) for u in x] for x in up]
        active = see(f"{block}.mlp.active", active)
        tape.append((xs, up, active))
        down = linear(p[f"{block}.mlp.down.weight"], active, p.get(f"{block}.mlp.down.bias"))
        out: Matrix = see(f"{block}.mlp.output", down)
        return out

    # -----------------------------------------------------------------------------------------
    # 3. Backpropagation: unwind the tape, last step first
    # -----------------------------------------------------------------------------------------

    def loss_and_gradients(
        self, *parts: Batch, weights: Sequence[float] | None = None, held: Held = FREE
    ) -> float:
        """The loss, and in ``gradients`` how it grows with each parameter.

        Several parts are one batch; with ``weights``, each part's mean loss counts so many times;
        ``held`` says what holds the step back.
        """
        for part in parts:
            check_batch(part, Batch)
        windows = [window for part in parts for window in part.windows]
        counts = [sum(len(targets) for _, targets in part.windows) for part in parts]
        weights = weights or [count / sum(counts) for count in counts]
        shares = [w / n for w, n in zip(weights, counts, strict=True) for _ in range(n)]
        logits, tape = self._forward([(tokens, len(t)) for tokens, t in windows], held=held)
        answers = [target for _, targets in windows for target in targets]
        loss, spread = 0.0, held.label_smoothing
        d_logits: Matrix = []
        for scores, answer, share in zip(logits, answers, shares, strict=True):
            loss += surprise(scores, answer) * share
            # The slope of -log softmax is beautifully simple: probability - 1 for the answer.
            # Smoothed, the truth is a bit of every token.
            d_scores = [p - spread / len(scores) for p in softmax(scores)]
            d_scores[answer] -= 1 - spread
            d_logits.append([d * share for d in d_scores])
        self.gradients = {
            p.name: _nest([0.0] * p.count, p.shape) for p in parameter_table(self.config)
        }
        self._backward(d_logits, tape, held.dropout > 0)
        return loss

    def _backward(self, d_logits: Matrix, tape: list[Any], dropped: bool) -> None:
        config, g = self.config, self.gradients
        ids, places, xs = tape.pop()
        name = "token_embedding" if config.tied else "unembedding"
        g[name], d_xs = linear_backward(self._unembedding, xs, d_logits)
        if config.norm_final:
            d_xs = self._norm_backward("final_norm", d_xs, tape)
        for layer in reversed(range(config.layers)):
            block = f"blocks.{layer}"
            d_ys = _times(tape.pop(), d_xs) if dropped else d_xs
            d_ys = self._mlp_backward(block, d_ys, tape)
            if config.norm_blocks:
                d_ys = self._norm_backward(f"{block}.mlp_norm", d_ys, tape)
            # A sum passes its slope on to both sides: the shortcut and the way through.
            d_xs = [add(a, b) for a, b in zip(d_xs, d_ys, strict=True)]
            d_ys = _times(tape.pop(), d_xs) if dropped else d_xs
            spans: list[Span] = tape[-1].spans
            d_ys = self._attention_backward(block, d_ys, tape)
            if config.norm_blocks:
                d_ys = self._norm_backward(f"{block}.attention_norm", d_ys, tape)
            for span in spans:
                for n, d_x in zip(span.asked, d_xs[span.questions], strict=True):
                    d_ys[n] = add(d_ys[n], d_x)
            d_xs = d_ys
        if dropped:
            d_xs = _times(tape.pop(), d_xs)
        if config.norm_embedding:
            d_xs = self._norm_backward("embedding_norm", d_xs, tape)
        for token, place, d_x in zip(ids, places, d_xs, strict=True):
            g["token_embedding"][token] = add(g["token_embedding"][token], d_x)
            if config.positions == "learned":
                g["position_embedding"][place] = add(g["position_embedding"][place], d_x)

    def _norm_backward(self, name: str, d_ys: Matrix, tape: list[Any]) -> Matrix:
        units = tape.pop()
        if self.config.norm_bias:
            self.gradients[f"{name}.bias"] = [sum(column) for column in columns(d_ys)]
        if self.config.norm_weight:
            gain = self.parameters[f"{name}.weight"]
            unit_columns = columns([unit for unit, _ in units])
            self.gradients[f"{name}.weight"] = [
                dot(u, d) for u, d in zip(unit_columns, columns(d_ys), strict=True)
            ]
            d_ys = [[w * d for w, d in zip(gain, d_y, strict=True)] for d_y in d_ys]
        kind = self.config.norm
        return [
            normalise_backward(kind, unit, factor, d_y)
            for (unit, factor), d_y in zip(units, d_ys, strict=True)
        ]

    def _attention_backward(self, block: str, d_out: Matrix, tape: list[Any]) -> Matrix:
        config, p, g, name = self.config, self.parameters, self.gradients, f"{block}.attention"
        looked: Looked = tape.pop()
        xs, asking, mixed, spans = looked.xs, looked.asking, looked.mixed, looked.spans
        qs, ks, vs, weights = looked.qs, looked.ks, looked.vs, looked.weights
        d_mixed = d_out
        if config.attention_output:
            g[f"{name}.output"], d_mixed = linear_backward(p[f"{name}.output"], mixed, d_out)
            self._bias_backward(f"{name}.output_bias", d_out)
        d_qs, d_ks, d_vs = ([[0.0] * config.embedding for _ in part] for part in (qs, ks, vs))
        scale = 1 / math.sqrt(config.head_size)
        for head, (part, shares) in enumerate(zip(self._heads(), weights, strict=True)):
            for span in spans:
                keys = [k[part] for k in ks[span.keys]]
                values = [v[part] for v in vs[span.keys]]
                d_keys = [[0.0] * len(k) for k in keys]
                d_values = [[0.0] * len(v) for v in values]
                for n in range(span.questions.start, span.questions.stop):
                    share, d_found, q = shares[n], d_mixed[n][part], qs[n][part]
                    d_share = [dot(d_found, value) for value in values[: len(share)]]
                    used = share
                    if looked.kept is not None:
                        kept = looked.kept[head][n]
                        (d_share,), (used,) = _times([kept], [d_share]), _times([kept], [share])
                    d_scores = softmax_backward(share, d_share)
                    d_qs[n][part] = [scale * d for d in _mix(d_scores, keys[: len(share)])]
                    for j, (w, d) in enumerate(zip(used, d_scores, strict=True)):
                        d *= scale
                        d_keys[j] = [a + d * b for a, b in zip(d_keys[j], q, strict=True)]
                        d_values[j] = [a + w * b for a, b in zip(d_values[j], d_found, strict=True)]
                for n, d_k, d_v in zip(
                    range(span.keys.start, span.keys.stop), d_keys, d_values, strict=True
                ):
                    d_ks[n][part], d_vs[n][part] = d_k, d_v
        places, asking_places = _places(spans)
        d_qs = self._comparable_backward(qs, looked.norms[0], asking_places, d_qs)
        d_ks = self._comparable_backward(ks, looked.norms[1], places, d_ks)
        g[f"{name}.query"], d_asking = linear_backward(p[f"{name}.query"], asking, d_qs)
        g[f"{name}.key"], d_xs = linear_backward(p[f"{name}.key"], xs, d_ks)
        g[f"{name}.value"], d_xs_too = linear_backward(p[f"{name}.value"], xs, d_vs)
        for which, slopes in (("query", d_qs), ("key", d_ks), ("value", d_vs)):
            self._bias_backward(f"{name}.{which}_bias", slopes)
        d_xs = [add(a, b) for a, b in zip(d_xs, d_xs_too, strict=True)]
        for span in spans:
            for n, d_x in zip(span.asked, d_asking[span.questions], strict=True):
                d_xs[n] = add(d_xs[n], d_x)
        return d_xs

    def _mlp_backward(self, block: str, d_out: Matrix, tape: list[Any]) -> Matrix:
        p, g, kind = self.parameters, self.gradients, self.config.activation
        xs, up, active = tape.pop()
        down, name = p[f"{block}.mlp.down.weight"], f"{block}.mlp.up.weight"
        g[f"{block}.mlp.down.weight"], d_active = linear_backward(down, active, d_out)
        self._bias_backward(f"{block}.mlp.down.bias", d_out)
        d_up = [
            [d * activate_backward(kind, u) for d, u in zip(d_x, x, strict=True)]
            for d_x, x in zip(d_active, up, strict=True)
        ]
        g[name], d_xs = linear_backward(p[name], xs, d_up)
        self._bias_backward(f"{block}.mlp.up.bias", d_up)
        return d_xs

    def _bias_backward(self, name: str, d_ys: Matrix) -> None:
        """A bias is added at every position: its slope is the sum of theirs."""
        if name in self.gradients:
            self.gradients[name] = [sum(column) for column in columns(d_ys)]

    # -----------------------------------------------------------------------------------------
    # 5. Generation: one more token, with the keys and values of the others remembered
    # -----------------------------------------------------------------------------------------

    def prefill(self, rows: Sequence[Sequence[int]], room: int | None = None) -> Cache:
        """Read the beginnings; only the last T tokens of each are seen.

        ``room``, what other engines set aside, is nothing to lists, which grow by themselves.
        """
        for row in rows:
            check_window(self.config, row[-self.config.context :])
        cache = Cache([list(row) for row in rows], [], [], [])
        self._read_windows(cache)
        return cache

    def _read_windows(self, cache: Cache) -> None:
        """Compute the logits after each window from nothing, and keep its keys and values."""
        cache.keys, cache.values, cache.logits = [], [], []
        for row in cache.rows:
            logits, tape = self._forward([(row[-self.config.context :], 1)])
            seen = [entry for entry in tape if isinstance(entry, Looked)]
            cache.keys.append([list(looked.ks) for looked in seen])
            cache.values.append([list(looked.vs) for looked in seen])
            cache.logits.append(logits[0])

    def decode(self, cache: Cache, tokens: Sequence[int]) -> None:
        """Append one token to each row and compute the scores of the next.

        Once the window is full it slides: every position changes, so all is computed again.
        """
        for row, token in zip(cache.rows, tokens, strict=True):
            row.append(token)
        if len(cache.rows[0]) > self.config.context:
            self._read_windows(cache)
            return
        for n, row in enumerate(cache.rows):
            cache.logits[n] = self._next(row[-1], len(row) - 1, cache.keys[n], cache.values[n])

    def _next(self, token: int, place: int, keys: list[Matrix], values: list[Matrix]) -> Vector:
        """The logits after one more token, whose key and value join the others'."""
        config, p = self.config, self.parameters
        x = [p["token_embedding"][token]]
        if config.positions == "learned":
            x = [add(x[0], p["position_embedding"][place])]
        if config.norm_embedding:
            x = self._norm("embedding_norm", x, [])
        for layer in range(config.layers):
            block = f"blocks.{layer}"
            name = f"{block}.attention"
            y = self._norm(f"{name}_norm", x, []) if config.norm_blocks else x
            qs = linear(p[f"{name}.query"], y, p.get(f"{name}.query_bias"))
            ks = linear(p[f"{name}.key"], y, p.get(f"{name}.key_bias"))
            (q,), _ = self._comparable(qs, [place])
            keys[layer] += self._comparable(ks, [place])[0]
            values[layer] += linear(p[f"{name}.value"], y, p.get(f"{name}.value_bias"))
            found: Vector = []
            for part in self._heads():
                scale = 1 / math.sqrt(config.head_size)
                share = softmax([dot(q[part], key[part]) * scale for key in keys[layer]])
                found += _mix(share, [value[part] for value in values[layer]])
            y = [found]
            if config.attention_output:
                y = linear(p[f"{name}.output"], y, p.get(f"{name}.output_bias"))
            x = [add(x[0], y[0])]
            y = self._norm(f"{block}.mlp_norm", x, []) if config.norm_blocks else x
            x = [add(x[0], self._mlp(block, y, [], lambda _, value: value)[0])]
        if config.norm_final:
            x = self._norm("final_norm", x, [])
        return linear(self._unembedding, x)[0]


def generate(
    model: Model,
    beginning: Sequence[int],
    boundary: int,
    rng: random.Random,
    temperature: float = 1.0,
    max_length: int = 15,
) -> list[int]:
    """Invent a name: draw the next token until the model says stop; temperature above 0."""
    ids = list(beginning)
    for _ in range(max_length):
        (logits,) = model.prefill([ids]).logits
        # Temperature: below 1 the likeliest letters win more often (sage), above 1 less (fou).
        probabilities = softmax([score / temperature for score in logits])
        (token,) = rng.choices(range(len(probabilities)), weights=probabilities)
        if token == boundary:
            break
        ids.append(token)
    return ids


def surprise(scores: Vector, answer: int) -> float:
    """-log of the probability that these scores give the answer, in nats."""
    highest = max(scores)
    return highest + math.log(sum(math.exp(s - highest) for s in scores)) - scores[answer]


def _mix(weights: Sequence[float], vectors: Matrix) -> Vector:
    """weights[0] vectors[0] + weights[1] vectors[1] + …"""
    return [dot(weights, column) for column in zip(*vectors, strict=True)]


def _times(a: Matrix, b: Matrix) -> Matrix:
    """Number by number."""
    return [list(map(mul, x, y)) for x, y in zip(a, b, strict=True)]


def _join(parts: Sequence[Vector]) -> Vector:
    """Vectors one after the other, as one."""
    return [x for part in parts for x in part]


def _places(spans: list[Span]) -> tuple[list[int], list[int]]:
    """Where each position stands in its window, from 0; and where each that asks does."""
    keys = [n - span.keys.start for span in spans for n in range(span.keys.start, span.keys.stop)]
    return keys, [n - span.keys.start for span in spans for n in span.asked]


def _spans(windows: list[tuple[list[int], int]], narrow: bool) -> list[Span]:
    """Where each window's keys and questions lie; narrow: only positions that are read ask."""
    spans: list[Span] = []
    keys = questions = 0
    for tokens, read in windows:
        asks = read if narrow else len(tokens)
        spans.append(Span(slice(keys, keys + len(tokens)), slice(questions, questions + asks)))
        keys, questions = keys + len(tokens), questions + asks
    return spans


# ---------------------------------------------------------------------------------------------
# 4. Adam
# ---------------------------------------------------------------------------------------------


class Adam:
    """Turns every number a little, against its slope (Kingma and Ba 2015).

    It follows the mean of the recent slopes (m) rather than the last one, and divides by their
    usual size (v), so that every number learns at the same pace. ``weight_decay`` pulls matrices
    towards 0 (AdamW, Loshchilov 2019); ``clip`` bounds the norm of the whole gradient, 0 leaves
    it alone.
    """

    def __init__(
        self,
        model: Model,
        beta1: float = 0.9,
        beta2: float = 0.99,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
        clip: float = 0.0,
    ) -> None:
        self.model, self.steps = model, 0
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.weight_decay, self.clip = weight_decay, clip
        table = parameter_table(model.config)
        m, v = ({p.name: _nest([0.0] * p.count, p.shape) for p in table} for _ in "mv")
        self.moments: tuple[dict[str, Any], dict[str, Any]] = (m, v)

    @property
    def gradient_norm(self) -> float:
        """The length of the model's gradient, before it is bounded."""
        rows = [row for gradient in self.model.gradients.values() for row in _rows(gradient)]
        return math.sqrt(sum(dot(row, row) for row in rows))

    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        self.steps += 1
        gradients = self.model.gradients
        shrink = 1.0
        if self.clip and (norm := self.gradient_norm):
            shrink = min(1.0, self.clip / norm)
        for name, weight in self.model.parameters.items():
            decay = learning_rate * self.weight_decay if isinstance(weight[0], list) else 0.0
            m, v = self.moments[0][name], self.moments[1][name]
            for w, g, m_row, v_row in zip(
                _rows(weight), _rows(gradients[name]), _rows(m), _rows(v), strict=True
            ):
                self._move(w, g, m_row, v_row, learning_rate, decay, shrink)

    def _move(
        self,
        w: Vector,
        g: Vector,
        m: Vector,
        v: Vector,
        learning_rate: float,
        decay: float,
        shrink: float,
    ) -> None:
        beta1, beta2, epsilon = self.beta1, self.beta2, self.epsilon
        # m and v start at 0; these corrections make up for it in the first steps.
        rate = learning_rate / (1 - beta1**self.steps)
        grown = 1 / (1 - beta2**self.steps)
        if shrink != 1.0:
            g = [shrink * slope for slope in g]
        m[:] = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
        v[:] = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g, strict=True)]
        keep, sqrt = 1 - decay, math.sqrt
        w[:] = [
            keep * x - rate * a / (sqrt(b * grown) + epsilon)
            for x, a, b in zip(w, m, v, strict=True)
        ]

    def tensors(self) -> Tensors:
        """Both moments of every parameter, as ``m.<name>`` and ``v.<name>``."""
        config = self.model.config
        return {
            f"{letter}.{name}": tensor
            for letter, moment in zip("mv", self.moments, strict=True)
            for name, tensor in _to_tensors(config, moment).items()
        }

    def load(
        self, tensors: Mapping[str, tuple[Sequence[int], Sequence[float]]], steps: int
    ) -> None:
        """Take up the moments that ``tensors`` gave after so many steps."""
        for letter, moment in zip("mv", self.moments, strict=True):
            for name in moment:
                shape, flat = tensors[f"{letter}.{name}"]
                moment[name] = _nest(list(flat), tuple(shape))
        self.steps = steps


class Mean:
    """A mean of a model's weights over the steps, beside them: begins as they are."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.load(model.tensors())

    def add(self, share: float) -> None:
        """Go so much of the way to the model's weights as they are now."""
        for name, weight in self.model.parameters.items():
            for mean, now in zip(_rows(self._values[name]), _rows(weight), strict=True):
                mean[:] = [a + share * (b - a) for a, b in zip(mean, now, strict=True)]

    def tensors(self) -> Tensors:
        """As the model's: name -> (shape, flat array of 'd')."""
        return _to_tensors(self.model.config, self._values)

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Sequence[float]]]) -> None:
        """Take up what ``tensors`` gave."""
        self._values = {
            name: _nest(list(flat), tuple(shape)) for name, (shape, flat) in tensors.items()
        }


def _rows(tensor: Any) -> Matrix:
    """A matrix's rows; a vector is one row."""
    return tensor if isinstance(tensor[0], list) else [tensor]


def _nest(flat: list[float], shape: tuple[int, ...]) -> Any:
    """Flat numbers as a vector, or as a matrix of rows."""
    if len(shape) == 1:
        return flat
    width = shape[1]
    return [flat[i * width : (i + 1) * width] for i in range(shape[0])]


def _to_tensors(config: Config, values: Mapping[str, Any]) -> Tensors:
    return {
        p.name: (p.shape, array("d", [x for row in _rows(values[p.name]) for x in row]))
        for p in parameter_table(config)
    }
