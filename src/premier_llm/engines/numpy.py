"""The GPT of config.py, vectorised with NumPy: forward, and backward by hand.

How numbers lie in memory decides the speed at this size. *Features come first*: an activation
is (features, positions), (D, N) rather than (N, D). Sums and maxima over the features (softmax,
norms) then run along whole rows of memory, which is several times faster, and every layer reads
``weight @ x`` as in the formulas.

Sizes: V vocabulary, T context, D embedding, H hidden, hd = D / heads; a batch has B windows of
n <= T tokens, side by side N = B n positions, C of which predict a target.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.config import NORM_EPSILON, ROTARY_BASE, Activation, Config
from ..model.parameters import Parameter, parameter_table
from .contract import (
    FREE,
    Held,
    check_batch,
    check_config,
    check_tokens,
    check_weights,
    check_whole,
    check_window,
    check_windows,
    refuse_registered,
)
from .draw import drawn
from .dropout import below, draw_of, mix, paths, sites
from .dropout import drawn as drawn_at

Array = NDArray[Any]
Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]
Watch = Callable[[str, Any], Any]

# Scores within these bounds cannot overflow or vanish in exp, in float32 either.
_SAFE_SCORE = 40.0
# Above this many cells, embeddings are looked up rather than multiplied by 0s and 1s.
_INCIDENCE_LIMIT = 4_000_000

# A training that explodes is told by its loss; NumPy's warnings would only get in the way.
_quiet = np.errstate(over="ignore", invalid="ignore", divide="ignore")


class Rotation(NamedTuple):
    """Rotary positions (Su et al. 2021, section 3.2): by how much each place's pairs are turned.

    The dot product of two vectors so turned depends on how far apart they stand, not on where.
    """

    cos: Array
    """(hd / 2, N)"""
    sin: Array

    @classmethod
    def at(cls, places: Array, config: Config, dtype: Any) -> Rotation:
        """That of these places (N,) in the window."""
        pairs = np.arange(0, config.head_size, 2)[:, None]
        angles = places * ROTARY_BASE ** -(pairs / config.head_size)  # (hd / 2, N)
        return cls(np.cos(angles).astype(dtype), np.sin(angles).astype(dtype))

    def turn(self, x: Array) -> Array:
        """Turn the pairs (i, i + hd / 2) of x (…, hd, N)."""
        a, b = np.split(x, 2, -2)  # (…, hd / 2, N)
        return np.concatenate((a * self.cos - b * self.sin, a * self.sin + b * self.cos), -2)

    def turn_back(self, x: Array) -> Array:
        """Undo ``turn``, and take slopes along what it gave back to what it got."""
        return Rotation(self.cos, -self.sin).turn(x)


class Batch:
    """Windows made ready for the matrices once, used for many steps."""

    def __init__(self, tokens: Array, targets: Array, config: Config, dtype: Any) -> None:
        self.tokens = tokens  # (B, n) token ids, each window from position 0, padded at its end
        self.targets = targets  # (B, n) the id to predict after each token; -1: not read
        self.config, self.dtype = config, dtype

    def __len__(self) -> int:
        """The number of windows."""
        return len(self.tokens)

    def take(self, windows: Sequence[int]) -> Batch:
        """The batch of these windows alone, by their place in this one."""
        chosen = np.asarray(windows)
        targets = self.targets[chosen]
        longest = int((targets >= 0).any(0).nonzero()[0][-1]) + 1
        return Batch(self.tokens[chosen, :longest], targets[:, :longest], self.config, self.dtype)

    @cached_property
    def read(self) -> Array:
        """(C,) which of the N positions predict a target."""
        return np.flatnonzero(self.targets >= 0)

    @cached_property
    def reads_all(self) -> bool:
        """Every position predicts, as in running text: nothing to pick out."""
        return len(self.read) == self.targets.size

    @cached_property
    def cells(self) -> Array:
        """(C,) where the logits (V, C) of the right answers lie, row after row."""
        C = len(self.read)
        return self.targets.ravel()[self.read] * C + np.arange(C)

    @cached_property
    def visible(self) -> Array:
        """(n, n) 1 where a key (row) is not later than the question (column)."""
        n = self.tokens.shape[1]
        return np.triu(np.ones((n, n), self.dtype))

    @cached_property
    def incidence(self) -> Array | None:
        """(V + T, N) 1 at each position's token and at its place; None when too large.

        (V, N) where positions have no embedding.
        """
        V, N = self.config.vocabulary, self.tokens.size
        learned = self.config.positions == "learned"
        rows = V + self.config.context if learned else V
        if rows * N > _INCIDENCE_LIMIT:
            return None
        incidence = np.zeros((rows, N), self.dtype)
        every = np.arange(N)
        incidence[self.tokens.ravel(), every] = 1
        if learned:
            incidence[V + every % self.tokens.shape[1], every] = 1
        return incidence

    @cached_property
    def paths(self) -> Array:
        """(B, n) what each window has been read of, up to each position: see dropout.py."""
        return np.stack(paths(self.tokens.astype(np.uint32).T), 1)

    @cached_property
    def rotation(self) -> Rotation | None:
        """How queries and keys are turned at the N positions; None where they are not."""
        if self.config.positions == "learned":
            return None
        B, n = self.tokens.shape
        turns = Rotation.at(np.arange(n), self.config, self.dtype)
        return Rotation(*(np.tile(part, B) for part in turns))


class Lost:
    """Dropout in one pass: what each number is multiplied by, 0 where it is lost, else a bit more
    than 1, so that sums stay as large as they were."""

    def __init__(self, held: Held, batch: Batch) -> None:
        config, self.dtype = batch.config, batch.dtype
        self.keys = mix(batch.paths ^ np.uint32(draw_of(held.seed, held.step)))  # (B, n)
        self.sites, self.rate = sites(config.layers), held.dropout
        self.each = np.arange(config.embedding, dtype=np.uint32)[:, None]  # (D, 1)
        # (heads, 1, n, 1): of each head, the key that is looked at
        of_head = np.arange(config.heads, dtype=np.uint32)[:, None, None, None] * config.context
        self.looked = of_head + np.arange(batch.tokens.shape[1], dtype=np.uint32)[:, None]

    def vectors(self, name: str, read: Array | None = None) -> Array:
        """Of the vectors at a point of the pass: (D, N), or (D, C) of the positions read."""
        keys = self.keys.ravel()
        return self._kept(name, keys if read is None else keys[read], self.each)

    def weights(self, name: str) -> Array:
        """Of attention's weights: (heads, B, key, question)."""
        return self._kept(name, self.keys[:, None, :], self.looked)

    def _kept(self, name: str, keys: Array, places: Array) -> Array:
        kept = drawn_at(keys, self.sites[name], places) >= below(self.rate)
        scaled: Array = kept * np.asarray(1 / (1 - self.rate), self.dtype)
        return scaled


@dataclass
class Cache:
    """Keys and values of the tokens seen so far, for several rows at once."""

    tokens: Array
    """(rows, n) every token so far."""
    scores: Array
    """(rows, V) scores of the next token, in float64."""
    room: int
    """Tokens that there is room for, at most T."""
    keys: list[Array]
    """For each layer (heads, D / heads, room, rows); rows last, so that sums run along them."""
    values: list[Array]

    @property
    def logits(self) -> list[list[float]]:
        """(rows, V) scores of the next token."""
        logits: list[list[float]] = self.scores.tolist()
        return logits

    def probabilities(self, temperature: float, top_k: int = 0) -> list[list[float]]:
        """(rows, V) what the next token of each row is drawn from.

        Softmax of the scores / temperature, of the ``top_k`` highest scores alone (0: of all).
        Temperature 0 puts everything on the highest (the first, if several are).
        """
        rows: list[list[float]] = self._probabilities(temperature, top_k).tolist()
        return rows

    def choose(self, draws: Sequence[float], temperature: float, top_k: int = 0) -> list[int]:
        """The next token of each row: the one on which its draw in [0, 1) falls."""
        if temperature == 0:
            chosen = self.scores.argmax(1)
        else:
            # As random.choices does.
            bounds = self._probabilities(temperature, top_k).cumsum(1)  # (rows, V)
            passed = bounds[:, :-1] <= np.array(draws)[:, None] * bounds[:, -1:]
            chosen = passed.sum(1)  # (rows,)
        tokens: list[int] = chosen.tolist()
        return tokens

    @_quiet
    def _probabilities(self, temperature: float, top_k: int) -> Array:
        if temperature == 0:
            temperature, top_k = 1.0, 1
        # Dividing each difference, never the scores: tiny temperatures cannot spoil it.
        powers = np.exp((self.scores - self.scores.max(1, keepdims=True)) / temperature)
        if 0 < top_k < powers.shape[1]:
            powers[~_highest(self.scores, top_k)] = 0
        probabilities: Array = powers / powers.sum(1, keepdims=True)
        return probabilities

    def keep(self, rows: Sequence[int]) -> None:
        """Drop all other rows."""
        chosen = np.asarray(rows, dtype=np.intp)
        self.tokens = self.tokens[chosen]
        self.scores = self.scores[chosen]
        self.keys = [key[..., chosen] for key in self.keys]
        self.values = [value[..., chosen] for value in self.values]


class Model:
    """A GPT and its gradients, float32 by default.

    ``parameters`` and ``gradients`` map the names of config.parameter_table to arrays of the
    table's shapes; all are views of two flat vectors, which makes an Adam step a dozen calls.
    """

    def __init__(
        self, config: Config, seed: int = 0, dtype: Literal["float32", "float64"] = "float32"
    ) -> None:
        self._lay_out(config, dtype)
        for parameter, numbers in drawn(config, seed):
            self.parameters[parameter.name].ravel()[:] = numbers

    @classmethod
    def from_parameters(
        cls, config: Config, tensors: Mapping[str, tuple[Sequence[int], Any]]
    ) -> Model:
        """A model with these weights: name -> (shape, flat floats), as ``tensors`` gives them.

        float64 if they come as ``array('d')``, else float32. A missing, foreign or misshapen
        tensor raises InputError.
        """
        check_weights(config, tensors)
        double = all(getattr(flat, "typecode", "f") == "d" for _, flat in tensors.values())
        model = cls.__new__(cls)
        model._lay_out(config, "float64" if double else "float32")
        for name, (_, flat) in tensors.items():
            model.parameters[name].ravel()[:] = flat
        return model

    def _lay_out(self, config: Config, dtype: str) -> None:
        check_config(config)
        refuse_registered(config, "numpy")
        self.config = config
        # Where each parameter lies in the flat vectors, and its shape.
        self._places: dict[str, tuple[slice, tuple[int, ...]]] = {}
        size = 0
        for parameter in parameter_table(config):
            place = slice(size, size + parameter.count)
            self._places[parameter.name] = place, parameter.shape
            size = place.stop
        self.flat = np.zeros(size, dtype)
        self.flat_gradient = np.zeros(size, dtype)
        self.parameters = self._views(self.flat)
        self.gradients = self._views(self.flat_gradient)
        # Token and position embedding stand side by side too, where there are both.
        last = "position_embedding" if config.positions == "learned" else "token_embedding"
        self._embeddings = self._joined("token_embedding", last)
        # Query, key and value stand side by side in the table: one product does all three.
        # With biases the same holds of the three biases.
        self._qkv = []
        for layer in range(config.layers):
            name = f"blocks.{layer}.attention."
            weight = self._joined(f"{name}query", f"{name}value")
            bias = (
                self._joined(f"{name}query_bias", f"{name}value_bias")
                if config.attention_bias
                else None
            )
            self._qkv.append((weight, bias))
        self._score_scale = 1 / math.sqrt(config.head_size)

    def _views(self, flat: Array) -> dict[str, Array]:
        return {name: flat[at].reshape(shape) for name, (at, shape) in self._places.items()}

    def _joined(self, first: str, last: str) -> tuple[Array, Array]:
        """The parameters from ``first`` to ``last`` as one array, and their gradients."""
        at = slice(self._places[first][0].start, self._places[last][0].stop)
        shape = (-1, *self.parameters[first].shape[1:])
        return self.flat[at].reshape(shape), self.flat_gradient[at].reshape(shape)

    def tensors(self) -> Tensors:
        """Every parameter: name -> (shape, flat array of 'f' or 'd')."""
        return _to_tensors(self.parameters)

    # Batches

    def pack(self, windows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Batch:
        """Prepare windows (tokens, targets of the last ones) for loss and loss_and_gradients.

        A window without tokens or targets, or a token that the model does not know, raises
        ValueError.
        """
        check_windows(self.config, windows)
        longest = max(len(ids) for ids, _ in windows)
        tokens = np.zeros((len(windows), longest), np.intp)
        targets = np.full((len(windows), longest), -1, np.intp)
        for row, window in enumerate(windows):
            ids, wanted = np.asarray(window[0]), np.asarray(window[1])
            check_whole(ids)
            check_whole(wanted)
            tokens[row, : len(ids)] = ids
            targets[row, len(ids) - len(wanted) : len(ids)] = wanted
        check_tokens(self.config, tokens)
        check_tokens(self.config, targets + (targets < 0))  # -1 only marks what is not read
        return Batch(tokens, targets, self.config, self.flat.dtype)

    # Loss

    @_quiet
    def loss(self, batch: Batch, watch: Watch | None = None) -> float:
        """Mean cross-entropy over all targets, in nats; ``watch`` as in forward."""
        check_batch(batch, Batch)
        logits, _ = self._forward(batch, watch)  # (V, C)
        return _cross_entropy(logits, batch)[0]

    @_quiet
    def loss_and_gradients(
        self, *parts: Batch, weights: Sequence[float] | None = None, held: Held = FREE
    ) -> float:
        """The loss, and in ``gradients`` its slope along every parameter.

        Several parts give those of one batch that holds them all, in the memory of one of them;
        with ``weights``, each part's mean loss counts so many times. ``held``: see contract.py.
        """
        for part in parts:
            check_batch(part, Batch)
        targets = sum(len(part.read) for part in parts)
        loss = 0.0
        for place, part in enumerate(parts):
            before = self.flat_gradient.copy() if place else None
            share = len(part.read) / targets if weights is None else weights[place]
            lost = Lost(held, part) if held.dropout else None
            logits, tape = self._forward(part, lost=lost)
            part_loss, d_logits = _cross_entropy(logits, part, held.label_smoothing)
            loss += share * part_loss
            if share != 1:
                d_logits *= share
            self._backward(part, d_logits, tape, lost is not None)
            del logits, d_logits, tape  # before the next part makes its own
            if before is not None:
                self.flat_gradient += before
        return loss

    @_quiet
    def logits(self, batch: Batch) -> Array:
        """Scores at each position with a target, window after window: (C, V)."""
        check_batch(batch, Batch)
        return self._forward(batch)[0].T

    @_quiet
    def forward(self, tokens: Sequence[int], watch: Watch | None = None) -> list[list[float]]:
        """Probabilities of the next token after each of 1 to T tokens: (T, V).

        ``watch(name, value)`` is called at each point of the pass with the value in the shape of
        the window, such as (T, D) or (heads, T, T); what it returns goes on in its place. More or
        fewer tokens raise InputError.
        """
        check_window(self.config, tokens)
        ids = np.array([tokens], np.intp)  # (1, n)
        batch = Batch(ids, np.zeros_like(ids), self.config, self.flat.dtype)
        one: Watch | None = None
        if watch is not None:
            look = watch

            def one(name: str, value: Any) -> Any:
                return np.asarray(look(name, value[0]))[None]

        logits, _ = self._forward(batch, one)
        probabilities = np.exp(logits - logits.max(0))
        probabilities /= probabilities.sum(0)
        if one is not None:
            probabilities = one("probabilities", probabilities.T[None])[0].T
        return [[float(p) for p in column] for column in probabilities.T]

    # The pass itself: each step keeps on a tape what its backward needs.

    def _forward(
        self, batch: Batch, watch: Watch | None = None, lost: Lost | None = None
    ) -> tuple[Array, list[Any]]:
        """Logits (V, C), and the tape."""
        config, B = self.config, len(batch)
        tape: list[Any] = []

        def see(name: str, value: Array) -> Array:
            """Show (features, N) to the watcher as (B, n, features), and take back what it says."""
            if watch is None:
                return value
            shown = value.reshape(len(value), B, -1).transpose(1, 2, 0)
            said: Array = np.asarray(watch(name, shown), value.dtype)
            return said.transpose(2, 0, 1).reshape(value.shape)

        x = self._embed(batch, see, watch is not None)  # (D, N)
        if config.norm_embedding:
            x = self._norm("embedding_norm", x, tape)
        x = see("embedding", x)
        read: Array | None = None

        def drop(name: str, value: Array) -> Array:
            """Lose some numbers; the tape remembers which."""
            if lost is None:
                return value
            tape.append(lost.vectors(name, read))
            return value * tape[-1]

        x = drop("embedding", x)
        for layer in range(config.layers):
            block = f"blocks.{layer}"
            y = self._norm(f"{block}.attention_norm", x, tape) if config.norm_blocks else x
            y = see(f"{block}.attention_norm", y)
            y = self._attention(layer, y, batch, tape, see, watch, lost)  # (D, N)
            y = drop(f"{block}.attention.output", y)
            y += see(f"{block}.attention.shortcut", x)
            x = see(f"{block}.attention.residual", y)
            if layer == config.layers - 1 and not batch.reads_all and watch is None:
                read = batch.read
                x = x.take(read, 1)  # (D, C): nobody looks at the others any more
            y = self._norm(f"{block}.mlp_norm", x, tape) if config.norm_blocks else x
            y = see(f"{block}.mlp_norm", y)
            y = drop(f"{block}.mlp.output", self._mlp(block, y, tape, see))  # (D, C)
            y += see(f"{block}.mlp.shortcut", x)
            x = see(f"{block}.mlp.residual", y)
        if config.norm_final:
            x = self._norm("final_norm", x, tape)
        x = see("final_norm", x)
        tape.append(x)
        logits: Array = see("logits", self._unembedding(self.parameters) @ x)  # (V, C)
        if watch is not None and not batch.reads_all:
            logits = logits.take(batch.read, 1)
        return logits, tape

    def _backward(self, batch: Batch, d_logits: Array, tape: list[Any], dropped: bool) -> None:
        """Unwind the tape; d_x is always the slope of the loss along x."""
        config, gradients = self.config, self.gradients
        x = tape.pop()
        np.matmul(d_logits, x.T, out=self._unembedding(gradients))
        d_x = self._unembedding(self.parameters).T @ d_logits  # (D, C)
        if config.norm_final:
            d_x = self._norm_backward("final_norm", d_x, tape)
        for layer in reversed(range(config.layers)):
            block = f"blocks.{layer}"
            d_y = d_x * tape.pop() if dropped else d_x
            d_y = self._mlp_backward(block, d_y, tape)
            if config.norm_blocks:
                d_y = self._norm_backward(f"{block}.mlp_norm", d_y, tape)
            d_x = d_x + d_y  # the shortcut, and the way through the MLP
            if layer == config.layers - 1 and not batch.reads_all:
                d_x = _spread(d_x, batch.read, batch.tokens.size)  # (D, N)
            d_y = d_x * tape.pop() if dropped else d_x
            d_y = self._attention_backward(layer, d_y, batch, tape)
            if config.norm_blocks:
                d_y = self._norm_backward(f"{block}.attention_norm", d_y, tape)
            d_x = d_x + d_y
        if dropped:
            d_x = d_x * tape.pop()
        if config.norm_embedding:
            d_x = self._norm_backward("embedding_norm", d_x, tape)
        self._embed_backward(batch, d_x)

    # Embeddings

    def _embed(self, batch: Batch, see: Callable[[str, Array], Array], watched: bool) -> Array:
        """x = token embedding, plus position embedding where positions have one: (D, N)."""
        if batch.incidence is not None and not watched:
            product: Array = self._embeddings[0].T @ batch.incidence
            return product
        B, n = batch.tokens.shape
        x = self.parameters["token_embedding"].T.take(batch.tokens.ravel(), 1)  # (D, N)
        x = see("token_embedding", x)
        if self.config.positions == "learned":
            where = np.tile(self.parameters["position_embedding"][:n].T, B)  # (D, N)
            x = x + see("position_embedding", where)
        return x

    def _embed_backward(self, batch: Batch, d_x: Array) -> None:
        tied, gradient = self.config.tied, self._embeddings[1]  # (V + T, D) or (V, D)
        if batch.incidence is not None:
            if tied:  # the unembedding has left its slope there
                gradient[self.config.vocabulary :] = 0
                gradient += batch.incidence @ d_x.T
            else:
                np.matmul(batch.incidence, d_x.T, out=gradient)
            return
        B, n = batch.tokens.shape
        gradient[self.config.vocabulary if tied else 0 :] = 0
        np.add.at(self.gradients["token_embedding"], batch.tokens.ravel(), d_x.T)
        if self.config.positions == "learned":
            self.gradients["position_embedding"][:n] = d_x.reshape(-1, B, n).sum(1).T

    def _unembedding(self, tensors: dict[str, Array]) -> Array:
        return tensors["token_embedding" if self.config.tied else "unembedding"]

    # Normalisation: RMS (Zhang and Sennrich 2019) or LayerNorm (Ba et al. 2016)

    def _norm(self, name: str, x: Array, tape: list[Any]) -> Array:
        if self.config.norm == "layer":
            x = x - x.mean(0)
        y, scale = _rms(x)  # (D, N), (1, N)
        tape.append((y, scale))
        if self.config.norm_weight:
            y = y * self.parameters[f"{name}.weight"][:, None]
        if self.config.norm_bias:
            y = y + self.parameters[f"{name}.bias"][:, None]
        return y

    def _norm_backward(self, name: str, d_y: Array, tape: list[Any]) -> Array:
        unit, scale = tape.pop()
        if self.config.norm_bias:
            d_y.sum(1, out=self.gradients[f"{name}.bias"])
        if self.config.norm_weight:
            (d_y * unit).sum(1, out=self.gradients[f"{name}.weight"])
            d_y = d_y * self.parameters[f"{name}.weight"][:, None]
        d_x = _rms_backward(d_y, unit, scale)
        if self.config.norm == "layer":
            d_x -= d_x.mean(0)
        return d_x

    # Attention (Vaswani et al. 2017, section 3.2)

    def _heads(self, x: Array, groups: int) -> Array:
        """(D, N) seen as (heads, B, D / heads, N / B), without copying."""
        heads, size = self.config.heads, self.config.head_size
        return x.reshape(heads, size, groups, -1).transpose(0, 2, 1, 3)

    def _attention(
        self,
        layer: int,
        y: Array,
        batch: Batch,
        tape: list[Any],
        see: Callable[[str, Array], Array],
        watch: Watch | None,
        lost: Lost | None,
    ) -> Array:
        config, D, B = self.config, self.config.embedding, len(batch)
        name = f"blocks.{layer}.attention"
        (weight, _), bias = self._qkv[layer]
        qkv = weight @ y  # (3D, N)
        if bias is not None:
            qkv += bias[0][:, None]
        qk, v = self._comparable(qkv[: 2 * D], batch.rotation, tape), qkv[2 * D :]
        q, k = qk[:D], qk[D:]

        def see_heads(point: str, value: Array, swap: bool) -> Array:
            """Show (heads, B, a, b) as (B, heads, a, b), or (…, b, a) when swapped."""
            if watch is None:
                return value
            axes = (1, 0, 3, 2) if swap else (1, 0, 2, 3)
            said: Array = np.asarray(watch(f"{name}.{point}", value.transpose(axes)), value.dtype)
            return said.transpose(axes)

        qh = see_heads("query", self._heads(q, B), True)  # (heads, B, hd, n)
        kh = see_heads("key", self._heads(k, B), True)  # (heads, B, hd, n)
        vh = see_heads("value", self._heads(v, B), True)
        qh = qh * self._score_scale
        weights = kh.swapaxes(2, 3) @ qh  # scores (heads, B, key, question)
        if watch is not None:
            hidden = np.where(batch.visible > 0, weights, -np.inf)
            weights = see_heads("scores", hidden, True)
            weights = np.where(batch.visible > 0, weights, -np.inf)
        _softmax_of_visible(weights, batch.visible)
        weights = see_heads("weights", weights, True)
        kept = None if lost is None else lost.weights(f"{name}.weights")
        mixed = np.empty_like(q)  # (D, N)
        used = weights if kept is None else weights * kept
        np.matmul(vh, used, out=self._heads(mixed, B))
        if watch is not None:
            mixed = np.ascontiguousarray(
                see_heads("heads", self._heads(mixed, B), True).transpose(0, 2, 1, 3)
            ).reshape(mixed.shape)
        tape.append((y, qh, kh, vh, weights, mixed, kept))
        if config.attention_output:
            out = self.parameters[f"{name}.output"] @ mixed
            if config.attention_bias:
                out += self.parameters[f"{name}.output_bias"][:, None]
            return see(f"{name}.output", out)
        # The caller adds to what we return, and the tape needs its own.
        return see(f"{name}.output", mixed) + 0

    def _attention_backward(self, layer: int, d_out: Array, batch: Batch, tape: list[Any]) -> Array:
        config, D, B = self.config, self.config.embedding, len(batch)
        name = f"blocks.{layer}.attention"
        y, qh, kh, vh, weights, mixed, kept = tape.pop()
        d_mixed = d_out
        if config.attention_output:
            np.matmul(d_out, mixed.T, out=self.gradients[f"{name}.output"])
            if config.attention_bias:
                d_out.sum(1, out=self.gradients[f"{name}.output_bias"])
            d_mixed = self.parameters[f"{name}.output"].T @ d_out  # (D, N)
        d_qkv = np.empty((3 * D, y.shape[1]), y.dtype)
        d_mixed_h = self._heads(d_mixed, B)  # (heads, B, hd, n)
        used = weights if kept is None else weights * kept
        np.matmul(d_mixed_h, used.swapaxes(2, 3), out=self._heads(d_qkv[2 * D :], B))
        d_scores = vh.swapaxes(2, 3) @ d_mixed_h  # (heads, B, key, question)
        if kept is not None:
            d_scores *= kept
        # Softmax backward: w (dw - sum of w dw); that sum is d_mixed . mixed, far smaller to add.
        heads, size = config.heads, config.head_size
        mean = (d_mixed * mixed).reshape(heads, size, B, -1).sum(1)  # (heads, B, n)
        d_scores -= mean[:, :, None, :]
        d_scores *= weights
        np.matmul(qh, d_scores.swapaxes(2, 3), out=self._heads(d_qkv[D : 2 * D], B))
        np.matmul(kh, d_scores, out=self._heads(d_qkv[:D], B))
        d_qkv[:D] *= self._score_scale
        d_qkv[: 2 * D] = self._comparable_backward(d_qkv[: 2 * D], batch.rotation, tape)
        (weight, d_weight), bias = self._qkv[layer]
        np.matmul(d_qkv, y.T, out=d_weight)
        if bias is not None:
            d_qkv.sum(1, out=bias[1])
        d_y: Array = weight.T @ d_qkv  # (D, N)
        return d_y

    def _comparable(self, qk: Array, rotation: Rotation | None, tape: list[Any]) -> Array:
        """Queries and keys (2D, N) as scores compare them.

        As the dials say, each head's part is normalised without gains (Henry et al. 2020), so
        that only directions count, and then turned by its place in the window.
        """
        if not self.config.query_key_norm and rotation is None:
            return qk
        heads = qk.reshape(-1, self.config.head_size, qk.shape[1])  # (2 heads, hd, N)
        if self.config.query_key_norm:
            heads, scale = _rms(heads)
            tape.append((heads, scale))
        if rotation is not None:
            heads = rotation.turn(heads)
        return heads.reshape(qk.shape)

    def _comparable_backward(
        self, d_qk: Array, rotation: Rotation | None, tape: list[Any]
    ) -> Array:
        d_heads = d_qk.reshape(-1, self.config.head_size, d_qk.shape[1])  # (2 heads, hd, N)
        if rotation is not None:
            d_heads = rotation.turn_back(d_heads)
        if self.config.query_key_norm:
            d_heads = _rms_backward(d_heads, *tape.pop())
        return d_heads.reshape(d_qk.shape)

    # MLP

    def _mlp(
        self, block: str, y: Array, tape: list[Any], see: Callable[[str, Array], Array]
    ) -> Array:
        parameters = self.parameters
        up = parameters[f"{block}.mlp.up.weight"] @ y  # (H, C)
        if self.config.mlp_bias:
            up += parameters[f"{block}.mlp.up.bias"][:, None]
        up = see(f"{block}.mlp.up", up)
        active, slope = _activate(self.config.activation, up)
        active = see(f"{block}.mlp.active", active)
        tape.append((y, slope, active))
        out = parameters[f"{block}.mlp.down.weight"] @ active  # (D, C)
        if self.config.mlp_bias:
            out += parameters[f"{block}.mlp.down.bias"][:, None]
        return see(f"{block}.mlp.output", out)

    def _mlp_backward(self, block: str, d_out: Array, tape: list[Any]) -> Array:
        y, slope, active = tape.pop()
        parameters, gradients = self.parameters, self.gradients
        np.matmul(d_out, active.T, out=gradients[f"{block}.mlp.down.weight"])
        d_up = parameters[f"{block}.mlp.down.weight"].T @ d_out  # (H, C)
        d_up *= slope() if callable(slope) else slope
        np.matmul(d_up, y.T, out=gradients[f"{block}.mlp.up.weight"])
        if self.config.mlp_bias:
            ones = np.ones(d_out.shape[1], d_out.dtype)  # a product adds faster than sum(1)
            np.matmul(d_out, ones, out=gradients[f"{block}.mlp.down.bias"])
            np.matmul(d_up, ones, out=gradients[f"{block}.mlp.up.bias"])
        d_y: Array = parameters[f"{block}.mlp.up.weight"].T @ d_up
        return d_y

    # Generation

    @_quiet
    def prefill(self, rows: Sequence[Sequence[int]], room: int | None = None) -> Cache:
        """Read the beginnings, all of one length; only the last T tokens of each are seen.

        ``room``: how many tokens a row will have, as far as known; T unless said.
        """
        for row in rows:
            check_window(self.config, row[-self.config.context :])
        tokens = np.array(rows, np.intp).reshape(len(rows), -1)
        cache = Cache(tokens, np.empty(0), room or self.config.context, [], [])
        self._read_window(cache)
        return cache

    def _read_window(self, cache: Cache) -> None:
        """Compute the logits after the window from nothing, and keep its keys and values."""
        window = cache.tokens[:, -self.config.context :]
        B, n = window.shape
        cache.room = min(max(n, cache.room), self.config.context)
        last_only = np.full((B, n), -1)
        last_only[:, -1] = 0
        logits, tape = self._forward(Batch(window, last_only, self.config, self.flat.dtype))
        cache.scores = logits.T.astype(np.float64)
        cache.keys, cache.values = [], []
        for entry in tape:
            if isinstance(entry, tuple) and len(entry) == 7:
                for store, heads in ((cache.keys, entry[2]), (cache.values, entry[3])):
                    shape = (self.config.heads, self.config.head_size, cache.room, B)
                    kept = np.zeros(shape, heads.dtype)
                    kept[:, :, :n] = heads.transpose(0, 2, 3, 1)
                    store.append(kept)

    @_quiet
    def decode(self, cache: Cache, tokens: Sequence[int]) -> None:
        """Append one token to each row and compute the scores of the next.

        While there is room only the new token is computed. Once the window is full it slides,
        every position changes, and the whole window is computed again.
        """
        new = np.asarray(tokens, np.intp)
        n = cache.tokens.shape[1]
        cache.tokens = np.concatenate([cache.tokens, new[:, None]], 1)
        if n >= cache.room:
            cache.room *= 2
            self._read_window(cache)
            return
        config, parameters, D = self.config, self.parameters, self.config.embedding
        tape: list[Any] = []
        x = parameters["token_embedding"].T.take(new, 1)  # (D, rows)
        rotation = None
        if config.positions == "learned":
            x = x + parameters["position_embedding"][n][:, None]
        else:
            rotation = Rotation.at(np.array([n]), config, x.dtype)
        if config.norm_embedding:
            x = self._norm("embedding_norm", x, tape)
        for layer in range(config.layers):
            block = f"blocks.{layer}"
            y = self._norm(f"{block}.attention_norm", x, tape) if config.norm_blocks else x
            (weight, _), bias = self._qkv[layer]
            qkv = weight @ y
            if bias is not None:
                qkv += bias[0][:, None]
            shape = (config.heads, config.head_size, -1)
            qk = self._comparable(qkv[: 2 * D], rotation, tape)
            q = qk[:D].reshape(shape) * self._score_scale  # (heads, hd, rows)
            cache.keys[layer][:, :, n] = qk[D:].reshape(shape)
            cache.values[layer][:, :, n] = qkv[2 * D :].reshape(shape)
            keys = cache.keys[layer][:, :, : n + 1]  # (heads, hd, n + 1, rows)
            values = cache.values[layer][:, :, : n + 1]
            weights = (keys * q[:, :, None]).sum(1)  # (heads, n + 1, rows)
            weights -= weights.max(1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(1, keepdims=True)
            y = (values * weights[:, None]).sum(2).reshape(D, -1)
            if config.attention_output:
                y = parameters[f"{block}.attention.output"] @ y
                if config.attention_bias:
                    y += parameters[f"{block}.attention.output_bias"][:, None]
            x = x + y
            y = self._norm(f"{block}.mlp_norm", x, tape) if config.norm_blocks else x
            x = x + self._mlp(block, y, tape, lambda _, value: value)
        if config.norm_final:
            x = self._norm("final_norm", x, tape)
        cache.scores = (self._unembedding(parameters) @ x).T.astype(np.float64)


class Part(NamedTuple):
    """What an optimiser needs of some neighbours among the parameters: views of flat vectors."""

    gradient: Array
    weights: Array
    m: Array
    v: Array
    scratch: Array


class Adam:
    """Adam (Kingma and Ba 2015), with AdamW's decoupled weight decay (Loshchilov 2019).

    Decay touches tensors of two dimensions or more only, as in nanoGPT; ``clip`` bounds the norm
    of the whole gradient, 0 leaves it alone.
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
        self._norm = 0.0
        self._m = np.zeros_like(model.flat)
        self._v = np.zeros_like(model.flat)
        self._scratch = np.empty_like(model.flat)
        self.moments = model._views(self._m), model._views(self._v)
        self._by_adam = [self._part(slice(None))]
        self._decayed = np.zeros_like(model.flat)
        for view in model._views(self._decayed).values():
            view[...] = view.ndim > 1

    @property
    def gradient_norm(self) -> float:
        """The length of the last step's gradient, before it was bounded."""
        return self._norm if self.clip else self._length()

    def _length(self) -> float:
        g = self.model.flat_gradient
        return math.sqrt(float(np.dot(g, g)))

    @_quiet
    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        self.steps += 1
        if self.clip:
            norm = self._norm = self._length()
            if norm > self.clip:
                self.model.flat_gradient *= self.clip / norm
        if self.weight_decay:
            scratch = self._scratch
            np.multiply(self._decayed, learning_rate * self.weight_decay, out=scratch)
            scratch *= self.model.flat
            self.model.flat -= scratch
        for part in self._by_adam:
            self._move(part, learning_rate)

    def _part(self, where: slice) -> Part:
        m, v, scratch = self._m[where], self._v[where], self._scratch[where]
        return Part(self.model.flat_gradient[where], self.model.flat[where], m, v, scratch)

    def _move(self, part: Part, learning_rate: float) -> None:
        g, weights, m, v, scratch = part
        np.subtract(g, m, out=scratch)
        scratch *= 1 - self.beta1
        m += scratch
        np.multiply(g, g, out=scratch)
        scratch -= v
        scratch *= 1 - self.beta2
        v += scratch
        # Bias correction, gathered into two numbers: m^ / (sqrt(v^) + eps).
        grown = math.sqrt(1 - self.beta2**self.steps)
        np.sqrt(v, out=scratch)
        scratch += self.epsilon * grown
        np.divide(m, scratch, out=scratch)
        scratch *= learning_rate * grown / (1 - self.beta1**self.steps)
        weights -= scratch

    def tensors(self) -> Tensors:
        """The moments of every parameter, as ``m.<name>`` and ``v.<name>``."""
        m, v = self.moments
        named = {f"m.{name}": moment for name, moment in m.items()}
        return _to_tensors(named | {f"v.{name}": moment for name, moment in v.items()})

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Any]], steps: int) -> None:
        """Take up the moments that ``tensors`` gave after so many steps."""
        for prefix, moments in zip("mv", self.moments, strict=True):
            for name, view in moments.items():
                view.ravel()[:] = tensors[f"{prefix}.{name}"][1]
        self.steps = steps


class Muon(Adam):
    """Muon (Jordan et al. 2024) for the matrices of the blocks, Adam for everything else.

    A matrix's recent slopes turn some few directions far more than the others; Muon makes the
    turn equally large in all of them. Nesterov momentum, and a step whose size is Adam's usual
    one (Liu et al. 2025, arXiv 2502.16982, section 2.2), so that both take the same learning rate
    and weight decay: torch.optim.Muon's "match_rms_adamw".
    """

    MOMENTUM = 0.95

    def __init__(
        self,
        model: Model,
        beta1: float = 0.9,
        beta2: float = 0.99,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
        clip: float = 0.0,
    ) -> None:
        super().__init__(model, beta1, beta2, epsilon, weight_decay, clip)
        self._by_adam, self._by_muon = list[Part](), list[Part]()
        start = 0
        for matrices, run in groupby(parameter_table(model.config), _is_matrix_of_a_block):
            end = start + sum(parameter.count for parameter in run)
            part = self._part(slice(start, end))
            (self._by_muon if matrices else self._by_adam).append(part)
            start = end
        # Matrices of one shape, lying, are orthogonalised together: (matrix, its update) each.
        self._stacks: dict[tuple[int, ...], list[tuple[Array, Array]]] = {}
        updates, v = model._views(self._scratch), self.moments[1]
        for parameter in filter(_is_matrix_of_a_block, parameter_table(model.config)):
            lying = tuple(sorted(parameter.shape))
            pair = model.parameters[parameter.name], updates[parameter.name]
            if parameter.shape != lying:
                pair = pair[0].T, pair[1].T
            self._stacks.setdefault(lying, []).append(pair)
            del v[parameter.name]

    @_quiet
    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        super().step(learning_rate)
        for g, _, m, _, update in self._by_muon:
            np.subtract(g, m, out=update)
            update *= 1 - self.MOMENTUM
            m += update
            np.subtract(m, g, out=update)
            update *= self.MOMENTUM
            update += g
        for (_, longer), stack in self._stacks.items():
            turns = orthogonal(np.stack([update for _, update in stack]))
            turns *= learning_rate * 0.2 * math.sqrt(longer)
            for (matrix, _), turn in zip(stack, turns, strict=True):
                matrix -= turn


class Mean:
    """A mean of a model's weights over the steps, beside them: begins as they are."""

    def __init__(self, model: Model) -> None:
        self.model, self._flat = model, model.flat.copy()
        self._scratch = np.empty_like(model.flat)

    @_quiet
    def add(self, share: float) -> None:
        """Go so much of the way to the model's weights as they are now."""
        np.subtract(self.model.flat, self._flat, out=self._scratch)
        self._scratch *= share
        self._flat += self._scratch

    def tensors(self) -> Tensors:
        """As the model's: name -> (shape, flat array)."""
        return _to_tensors(self.model._views(self._flat))

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Any]]) -> None:
        """Take up what ``tensors`` gave."""
        for name, view in self.model._views(self._flat).items():
            view.ravel()[:] = tensors[name][1]


def _is_matrix_of_a_block(parameter: Parameter) -> bool:
    return parameter.name.startswith("blocks.") and len(parameter.shape) == 2


def orthogonal(matrices: Array) -> Array:
    """Matrices (k, rows, columns), no taller than wide, with singular values of about 1.

    Newton-Schulz: each step sends every singular value s to a s + b s³ + c s⁵, and these
    coefficients bring small ones up fastest (Jordan et al. 2024,
    https://kellerjordan.github.io/posts/muon/).
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    norms = np.sqrt((matrices * matrices).sum((1, 2), keepdims=True))
    x = matrices / np.maximum(norms, 1e-7)  # no singular value is above 1
    for _ in range(5):
        gram = x @ x.swapaxes(1, 2)  # (k, rows, rows)
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    return x


def _highest(scores: Array, k: int) -> Array:
    """(rows, V) whether a score is among the k highest of its row; exactly k are.

    Ties at the border fall to the earlier token. A partition finds the border without sorting.
    """
    border = np.partition(scores, -k, 1)[:, -k, None]  # (rows, 1)
    above, at = scores > border, scores == border
    left = k - above.sum(1, keepdims=True)
    highest: Array = above | at & (at.cumsum(1) <= left)
    return highest


def _cross_entropy(logits: Array, batch: Batch, spread: float = 0.0) -> tuple[float, Array]:
    """The mean loss, and its slope along the logits: (V, C).

    The slope is that of a truth of which ``spread`` is shared by all tokens alike.
    """
    logits = logits - logits.max(0)
    right, C = batch.cells, logits.shape[1]
    said = float(logits.ravel().take(right).sum())
    np.exp(logits, out=logits)
    total = logits.sum(0)  # (C,)
    loss = (float(np.log(total).sum()) - said) / C
    logits *= 1 / (total * C)
    if spread:
        logits -= spread / logits.size  # V C
    logits.ravel()[right] -= (1 - spread) / C
    return loss, logits


def _softmax_of_visible(scores: Array, visible: Array) -> None:
    """Softmax over the keys, in place: scores (heads, B, n, n), visible (n, n), keys first."""
    # Subtracting each question's largest score keeps exp within bounds, but finding it is slow
    # over keys; when all scores are moderate, which two fast passes tell, it is not needed.
    if not (scores.max() < _SAFE_SCORE and scores.min() > -_SAFE_SCORE):
        scores[...] = np.where(visible > 0, scores, -np.inf)
        scores -= scores.max(2, keepdims=True)
    np.exp(scores, out=scores)
    scores *= visible
    scores *= 1 / (np.ones((1, len(visible)), scores.dtype) @ scores)  # faster than sum(2)


def _rms(x: Array) -> tuple[Array, Array]:
    """x (…, features, N) at a root mean square of 1, and the factors (…, 1, N) that did it."""
    scale = 1 / np.sqrt((x * x).mean(-2, keepdims=True) + NORM_EPSILON)
    return x * scale, scale


def _rms_backward(d_unit: Array, unit: Array, scale: Array) -> Array:
    """What only makes x longer is undone by the norm (Zhang and Sennrich 2019, section 4.2)."""
    d_x: Array = d_unit - unit * (d_unit * unit).mean(-2, keepdims=True)
    d_x *= scale
    return d_x


def _activate(activation: Activation, up: Array) -> tuple[Array, Any]:
    """The activation, and its slope (or what computes it when the backward asks)."""
    if activation == "relu":
        return np.maximum(up, 0), up > 0
    if activation == "relu2":  # So et al. 2021
        positive = np.maximum(up, 0)
        return positive * positive, lambda: 2 * positive
    if activation == "gelu":  # x Phi(x), Hendrycks and Gimpel 2016
        phi = 0.5 * (1 + _erf(up * math.sqrt(0.5)))
        density = 1 / math.sqrt(2 * math.pi)
        return up * phi, lambda: phi + up * np.exp(-0.5 * up * up) * density
    assert activation == "gelu_tanh"
    root = math.sqrt(2 / math.pi)
    tanh = np.tanh(root * (up + 0.044715 * up * up * up))

    def slope() -> Array:
        inner: Array = root * (1 + 3 * 0.044715 * up * up)
        return 0.5 * (1 + tanh) + 0.5 * up * (1 - tanh * tanh) * inner

    return 0.5 * up * (1 + tanh), slope


@lru_cache(maxsize=2)
def _erf_table(dtype: Any) -> tuple[Array, Array]:
    """erf and its slope at 0, 1/256, 2/256, … 6, beyond which erf is 1 to the last digit."""
    nodes = [i / 256 for i in range(6 * 256 + 1)]
    slopes = [2 / math.sqrt(math.pi) * math.exp(-x * x) for x in nodes]
    return np.array([math.erf(x) for x in nodes], dtype), np.array(slopes, dtype)


def _erf(x: Array) -> Array:
    """The error function, which NumPy lacks: Taylor's five terms from the nearest node.

    The derivatives of erf are its slope times Hermite polynomials; with |d| <= 1/512 what is left
    out is below the last digit of float64.
    """
    values, slopes = _erf_table(x.dtype)
    size = np.fmin(np.abs(x), 6)  # a NaN becomes 6: what it is multiplied by is NaN too
    node = np.rint(size * 256).astype(np.intp)
    at = node.astype(x.dtype) / 256
    d, square = size - at, at * at
    # d (1 - at d + (2 at² - 1)/3 d² - (2 at³ - 3 at)/6 d³ + (4 at⁴ - 12 at² + 3)/30 d⁴)
    series = (4 * square - 12) * square + 3
    series = series / 30 * d - at * (2 * square - 3) / 6
    series = series * d + (2 * square - 1) / 3
    series = (series * d - at) * d + 1
    return np.copysign(values[node] + slopes[node] * d * series, x)


def _spread(values: Array, places: Array, size: int) -> Array:
    """Put columns (D, C) at their places among ``size`` columns of zeros."""
    wide = np.zeros((len(values), size), values.dtype)
    wide[:, places] = values
    return wide


def _to_tensors(arrays: Mapping[str, Array]) -> Tensors:
    out: Tensors = {}
    for name, value in arrays.items():
        flat = array("f" if value.dtype == np.float32 else "d")
        flat.frombytes(np.ascontiguousarray(value).tobytes())
        out[name] = (value.shape, flat)
    return out
