"""The GPT of config.py in PyTorch: for large models, on a CPU or a GPU.

Read it from top to bottom: the network, piece by piece; then ``Model``, through which the rest of
the package trains it, samples from it and looks inside; then its optimiser. Modules are named so
that PyTorch's own names of the parameters are those of the file.

Sizes: B windows of n <= T tokens, V vocabulary, D embedding, H hidden, hd = D / heads.
"""

from __future__ import annotations

import os
import re
import tempfile
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from gettext import gettext as _
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from platformdirs import user_cache_path
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from ..errors import InputError, OutOfMemory, RunError
from ..model.config import NORM_EPSILON, ROTARY_BASE, Activation, Config
from ..model.extensions import REGISTERED, check_choice
from ..model.parameters import parameter_table
from .contract import (
    FREE,
    OURS,
    Held,
    check_batch,
    check_config,
    check_tokens,
    check_weights,
    check_whole,
    check_window,
    check_windows,
)
from .draw import drawn
from .dropout import below, draw_of, mix, paths, sites
from .dropout import drawn as drawn_at
from .together import group, reaching_others

Tensors = dict[str, tuple[tuple[int, ...], "array[float]"]]
Watch = Callable[[str, Any], Any]
See = Callable[[str, Tensor], Tensor]

NOT_READ = -100
"""The target of a position whose answer does not count (the number is PyTorch's): before a
window's targets, and in the padding at its end."""

# ---------------------------------------------------------------------------------------------
# The network
# ---------------------------------------------------------------------------------------------


def unseen(name: str, value: Tensor) -> Tensor:
    """The ``see`` of a pass at which nobody looks: it costs nothing."""
    return value


def weight(*shape: int) -> nn.Parameter:
    """Room for a tensor that is learned; Model fills it."""
    return nn.Parameter(torch.empty(shape))


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """weight · x + bias of each vector of x, (B, n, in) to (B, n, out)."""
    if (
        torch.compiler.is_compiling()
        and not torch.compiler.is_exporting()  # for any sizes, then
        and x.shape[0] == x.shape[1] == 1
        and x.device.type == "cpu"
        and not torch.is_grad_enabled()
        and not torch.is_autocast_enabled("cpu")
    ):
        # One vector needs each weight once: what counts is how fast they are read, and there the
        # loop that torch.compile writes for a sum beats the matrix products made for many vectors.
        y = (weight * x[0]).sum(1).view(1, 1, -1)  # (1, 1, out)
        return y if bias is None else y + bias
    return F.linear(x, weight, bias)


def registered(dial: str, name: str) -> Callable[..., Tensor]:
    """Somebody's own choice of a dial (registering.py), held to the shape that it is given."""
    check_choice(dial, name, OURS[dial])
    function = REGISTERED[dial][name]
    if isinstance(function, nn.Module) and [*function.parameters(), *function.buffers()]:
        raise InputError(
            _(
                "{dial} = {name} has numbers of its own, which no model's file keeps: register a "
                "function without any."
            ).format(dial=dial, name=name)
        )

    def held(x: Tensor, *more: Tensor | None) -> Tensor:
        y = function(x, *more)
        if not isinstance(y, Tensor) or y.shape != x.shape:
            found = tuple(y.shape) if isinstance(y, Tensor) else type(y).__name__
            raise InputError(
                _("{dial} = {name} must give a tensor {shape}, as it gets, not {found}.").format(
                    dial=dial, name=name, shape=tuple(x.shape), found=found
                )
            )
        return y

    return held


class Norm(nn.Module):
    """Brings each vector to a usual size, so that no layer has to cope with growing numbers.

    RMS (Zhang and Sennrich 2019) or LayerNorm (Ba et al. 2016), with a gain and an offset for each
    number where the dials say so; or somebody's own, which is given both.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.kind = config.norm
        self.own = None if self.kind in OURS["norm"] else registered("norm", self.kind)
        self.weight = weight(config.embedding) if config.norm_weight else None
        self.bias = weight(config.embedding) if config.norm_bias else None

    def forward(self, x: Tensor) -> Tensor:
        """(…, D) to the same."""
        if self.own is not None:
            return self.own(x, self.weight, self.bias)
        size = x.shape[-1:]
        # The epsilon keeps a vector that is nearly 0 from being blown up.
        if self.kind == "layer":
            return F.layer_norm(x, size, self.weight, self.bias, NORM_EPSILON)
        y = F.rms_norm(x, size, self.weight, NORM_EPSILON)
        return y if self.bias is None else y + self.bias


@dataclass
class Past:
    """A layer's keys and values of the tokens seen so far, as the n tokens that come meet them."""

    keys: Tensor
    """(B, heads, room, hd)"""
    values: Tensor
    places: Tensor
    """(n,) where in the window the tokens that come stand, and what they leave here."""
    filled: Tensor | None = None
    """(1, room) whether a single token that comes sees what is there; None: all of it."""

    def write(self, k: Tensor, v: Tensor) -> None:
        """Note the keys and values (B, heads, n, hd) of the tokens that come."""
        self.keys.index_copy_(2, self.places, k.to(self.keys.dtype))
        self.values.index_copy_(2, self.places, v.to(self.values.dtype))


class Rotation(NamedTuple):
    """Rotary positions (Su et al. 2021, section 3.2): by how much each place's pairs are turned.

    The dot product of two vectors so turned depends on how far apart they stand, not on where.
    """

    cos: Tensor
    """(n, hd / 2)"""
    sin: Tensor

    @classmethod
    def at(cls, places: Tensor, head_size: int) -> Rotation:
        """That of the places (n) in the window."""
        pairs = torch.arange(0, head_size, 2, dtype=torch.float64, device=places.device)
        angles = places[:, None] * ROTARY_BASE ** -(pairs / head_size)  # (n, hd / 2)
        return cls(angles.cos(), angles.sin())

    def turn(self, x: Tensor) -> Tensor:
        """Turn the pairs (i, i + hd / 2) of x (B, heads, n, hd)."""
        a, b = x.chunk(2, -1)  # (B, heads, n, hd / 2)
        cos, sin = self.cos.to(x.dtype), self.sin.to(x.dtype)
        return torch.cat((a * cos - b * sin, a * sin + b * cos), -1)


class Placing(NamedTuple):
    """Somebody's own positions, in the place of a Rotation."""

    own: Callable[..., Tensor]
    places: Tensor
    """(n,) in the window."""

    def turn(self, x: Tensor) -> Tensor:
        """Tell x (B, heads, n, hd) where it stands."""
        return self.own(x, self.places)


Turning = Rotation | Placing | None
"""What tells queries and keys their places, where no embedding has done so."""


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """What each token finds at those up to itself: all (B, heads, n, hd)."""
    if q.device.type == "cpu" and q.dtype == torch.bfloat16:
        # A CPU's kernel is five times as slow backward in half precision as in float32.
        with torch.autocast("cpu", enabled=False):
            found = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), is_causal=True)
        return found.to(q.dtype)
    return F.scaled_dot_product_attention(q, k, v, is_causal=True)


class Attention(nn.Module):
    """Each token looks at itself and those before it (Vaswani et al. 2017, section 3.2)."""

    def __init__(self, config: Config, name: str) -> None:
        super().__init__()
        self.name, self.heads, self.normalised = name, config.heads, config.query_key_norm
        D, biased, mixes = config.embedding, config.attention_bias, config.attention_output
        self.query, self.key, self.value = weight(D, D), weight(D, D), weight(D, D)
        self.query_bias = weight(D) if biased else None
        self.key_bias = weight(D) if biased else None
        self.value_bias = weight(D) if biased else None
        self.output = weight(D, D) if mixes else None
        self.output_bias = weight(D) if mixes and biased else None

    def forward(self, y: Tensor, see: See, past: Past | None, rotation: Turning) -> Tensor:
        """(B, n, D) to the same: what each token takes from those before it."""
        # What I look for, what I am known by, what I can tell; each head has its hd numbers.
        q = self._split(linear(y, self.query, self.query_bias))
        k = self._split(linear(y, self.key, self.key_bias))
        if self.normalised:
            # Only directions are compared: no score can grow out of hand.
            q, k = (F.rms_norm(x, x.shape[-1:], None, NORM_EPSILON) for x in (q, k))
        if rotation is not None:
            q, k = rotation.turn(q), rotation.turn(k)
        q, k = see(f"{self.name}.query", q), see(f"{self.name}.key", k)
        v = see(f"{self.name}.value", self._split(linear(y, self.value, self.value_bias)))
        if past is not None:
            past.write(k, v)
        if past is not None and q.shape[2] == 1:
            # The newest token, which nothing is hidden from.
            found = F.scaled_dot_product_attention(q, past.keys, past.values, past.filled)
        elif see is unseen:
            # All of the other branch in one kernel, which never writes the (n, n) weights down.
            found = causal_attention(q, k, v)
        else:
            # Dot products of hd numbers grow like sqrt(hd): divided by it, softmax stays soft.
            scores = q @ k.mT * q.shape[-1] ** -0.5  # (B, heads, n, n)
            later = torch.ones_like(scores, dtype=torch.bool).triu(1)
            scores = see(f"{self.name}.scores", scores.masked_fill(later, -torch.inf))
            weights = scores.masked_fill(later, -torch.inf).softmax(-1)  # (B, heads, n, n)
            found = see(f"{self.name}.weights", weights) @ v
        found = see(f"{self.name}.heads", found)  # (B, heads, n, hd)
        y = found.transpose(1, 2).flatten(2)  # (B, n, D), the heads side by side again
        if self.output is not None:
            y = linear(y, self.output, self.output_bias)
        return see(f"{self.name}.output", y)  # (B, n, D)

    def _split(self, x: Tensor) -> Tensor:
        """(B, n, D) to (B, heads, n, hd)."""
        return x.view(*x.shape[:2], self.heads, -1).transpose(1, 2)


class MLP(nn.Module):
    """Each token, alone, thinks about what it has found: D numbers up to H neurons, and back."""

    ACTIVATIONS: Mapping[Activation, Callable[[Tensor], Tensor]] = {
        "relu": F.relu,
        "gelu": F.gelu,
        "gelu_tanh": partial(F.gelu, approximate="tanh"),
        "relu2": lambda x: F.relu(x).square(),
    }

    def __init__(self, config: Config, name: str) -> None:
        super().__init__()
        self.name = name
        self.activation = self.ACTIVATIONS.get(config.activation) or registered(
            "activation", config.activation
        )
        self.up = nn.Linear(config.embedding, config.hidden, config.mlp_bias)
        self.down = nn.Linear(config.hidden, config.embedding, config.mlp_bias)

    def forward(self, y: Tensor, see: See) -> Tensor:
        """(B, n, D) to the same, each token alone."""
        up = see(f"{self.name}.up", linear(y, self.up.weight, self.up.bias))  # (B, n, H)
        active = see(f"{self.name}.active", self.activation(up))  # (B, n, H)
        down = linear(active, self.down.weight, self.down.bias)  # (B, n, D)
        return see(f"{self.name}.output", down)


class Block(nn.Module):
    """Attention, then MLP; each adds to its shortcut, so that gradients reach the first layer."""

    def __init__(self, config: Config, name: str) -> None:
        super().__init__()
        self.name = name
        self.attention_norm = Norm(config) if config.norm_blocks else nn.Identity()
        self.attention = Attention(config, f"{name}.attention")
        self.mlp_norm = Norm(config) if config.norm_blocks else nn.Identity()
        self.mlp = MLP(config, f"{name}.mlp")

    def forward(self, x: Tensor, see: See, past: Past | None, rotation: Turning) -> Tensor:
        """(B, n, D) to the same: attention, then the MLP, each added to the shortcut."""
        y = see(f"{self.name}.attention_norm", self.attention_norm(x))
        y = self.attention(y, see, past, rotation)
        x = see(f"{self.name}.attention.shortcut", x) + y
        x = see(f"{self.name}.attention.residual", x)
        y = see(f"{self.name}.mlp_norm", self.mlp_norm(x))
        y = self.mlp(y, see)
        x = see(f"{self.name}.mlp.shortcut", x) + y
        return see(f"{self.name}.mlp.residual", x)


class GPT(nn.Module):
    """From token ids to a score for each possible next token.

    Its weights are the first ones of this seed, those of every engine; on the device "meta", which
    holds no numbers, there are none.
    """

    def __init__(self, config: Config, seed: int = 0) -> None:
        super().__init__()
        check_config(config)
        self.config = config
        V, T, D = config.vocabulary, config.context, config.embedding
        self.head_size, how = config.head_size, config.positions
        self.own_positions = None if how in OURS["positions"] else registered("positions", how)
        self.token_embedding = weight(V, D)
        self.position_embedding = weight(T, D) if config.positions == "learned" else None
        self.embedding_norm = Norm(config) if config.norm_embedding else nn.Identity()
        self.blocks = nn.ModuleList(Block(config, f"blocks.{i}") for i in range(config.layers))
        self.final_norm = Norm(config) if config.norm_final else nn.Identity()
        self.unembedding = None if config.tied else weight(V, D)
        if not self.token_embedding.is_meta:
            self.draw(seed)

    @torch.no_grad()
    def draw(self, seed: int) -> None:
        """Begin anew, from the first weights of this seed."""
        named = dict(self.named_parameters())
        for parameter, numbers in drawn(self.config, seed):
            _fill(named[parameter.name], numbers)

    def forward(
        self, tokens: Tensor, see: See = unseen, pasts: Sequence[Past] | None = None
    ) -> Tensor:
        """Logits (B, n, V) of token ids (B, n).

        With ``pasts``, one for each block, a window is noted there, or a single token continues the
        one noted before; only the scores after the last token are computed: (B, 1, V). What are
        no token ids, or more than the model's context, raise ValueError; on a GPU, which would
        have to be waited for, an id that is no token is PyTorch's own to tell.
        """
        self._check(tokens)
        n = tokens.shape[1]
        places = pasts[0].places if pasts else torch.arange(n, device=tokens.device)
        try:
            found = F.embedding(tokens, self.token_embedding)
        except IndexError:
            check_tokens(self.config, tokens.numpy())
            raise
        x = see("token_embedding", found)  # (B, n, D)
        rotation: Turning = None
        if self.own_positions is not None:
            rotation = Placing(self.own_positions, places)
        elif self.position_embedding is None:
            rotation = Rotation.at(places, self.head_size)
        else:
            where = F.embedding(places, self.position_embedding).expand_as(x)
            x = x + see("position_embedding", where)
        x = see("embedding", self.embedding_norm(x))  # (B, n, D)
        for i, block in enumerate(self.blocks):
            x = block(x, see, pasts[i] if pasts else None, rotation)  # (B, n, D)
        if pasts:
            x = x[:, -1:]  # (B, 1, D)
        x = see("final_norm", self.final_norm(x))
        unembedding = self.token_embedding if self.unembedding is None else self.unembedding
        # In the weights' own precision, whatever the matrices were multiplied in.
        return see("logits", linear(x, unembedding).to(unembedding.dtype))  # (B, n, V)

    def _check(self, tokens: Tensor) -> None:
        if not isinstance(tokens, Tensor):
            raise ValueError(
                f"tokens are a tensor of ids (B, n), not {type(tokens).__name__}: "
                "torch.tensor([[0, 5, 9]])"
            )
        if tokens.dtype not in (torch.int64, torch.int32):
            raise ValueError(f"token ids are of type int64, not {tokens.dtype}: tokens.long()")
        if tokens.ndim != 2 or not tokens.shape[1]:
            raise ValueError(
                f"tokens are rows of at least one id, (B, n), not {tuple(tokens.shape)}: of one "
                "row, give tokens[None]"
            )
        n, context = tokens.shape[1], self.config.context
        if n > context:
            raise ValueError(f"{n} tokens, where the model sees {context}: give it the last ones")

    def tensors(self) -> Tensors:
        """A copy of the weights, as every engine reads and a ModelFile keeps them."""
        weights = {name: value.detach() for name, value in self.named_parameters()}
        return _to_tensors(
            {n: w if w.dtype == torch.float64 else w.float() for n, w in weights.items()}
        )

    @torch.no_grad()
    def generate(
        self,
        tokens: Tensor,
        count: int,
        temperature: float = 1.0,
        top_k: int = 0,
        generator: torch.Generator | None = None,
    ) -> Tensor:
        """Token ids (B, n) continued by ``count`` more: (B, n + count).

        Drawn from the ``top_k`` likeliest (0: from all), softer or harder by ``temperature``; at 0
        the likeliest is taken. Of long rows the last tokens are seen, as many as the context has.
        Model.prefill and decode do the same faster: they remember keys and values.
        """
        tokens = torch.as_tensor(tokens)
        for _step in range(count):
            scores = self(tokens[..., -self.config.context :])[:, -1]  # (B, V)
            if top_k:
                scores[~_highest(scores, min(top_k, scores.shape[1]))] = -torch.inf
            if temperature == 0:
                new = scores.argmax(1, keepdim=True)  # (B, 1)
            else:
                chances = (scores / temperature).softmax(1)
                new = torch.multinomial(chances, 1, generator=generator)
            tokens = torch.cat((tokens, new), 1)
        return tokens


def mean_loss(network: nn.Module, tokens: Tensor, targets: Tensor, see: See = unseen) -> Tensor:
    """Mean cross-entropy, in nats, over the targets (B, n) that are read."""
    logits: Tensor = network(tokens, see)  # (B, n, V)
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=NOT_READ)


def step_losses(
    network: nn.Module,
    tokens: Tensor,
    targets: Tensor,
    see: See,
    label_smoothing: float,
) -> tuple[Tensor, Tensor]:
    """The mean loss of a training step, and what is to fall: the same where nothing is smoothed."""
    logits: Tensor = network(tokens, see)  # (B, n, V)
    given = logits.flatten(0, 1), targets.flatten(), None, None, NOT_READ
    loss = F.cross_entropy(*given)
    if not label_smoothing:
        return loss, loss
    return loss, F.cross_entropy(*given, label_smoothing=label_smoothing)


def dropping(config: Config, keys: Tensor, rate: float) -> See:
    """Dropout, as somebody who looks on: of some values numbers become 0, and the others larger.

    ``keys`` (B, n): what is drawn by, at each position; see dropout.py.
    """
    at = sites(config.layers)
    places = torch.arange(max(config.embedding, config.context), device=keys.device)
    of_head = torch.arange(config.heads, device=keys.device)[:, None, None] * config.context

    def see(name: str, value: Tensor) -> Tensor:
        if name not in at:
            return value
        each = places[: value.shape[-1]]
        if value.ndim == 3:  # vectors (B, n, D)
            drawn = drawn_at(keys[..., None], at[name], each)
        else:  # attention's weights (B, heads, question, key)
            drawn = drawn_at(keys[:, None, :, None], at[name], of_head + each)
        kept: Tensor = drawn >= below(rate)
        return value * kept * (1 / (1 - rate))

    return see


def decode_one_token(network: nn.Module, tokens: Tensor, pasts: Sequence[Past]) -> Tensor:
    """Logits (B, V) after the newest token of each row, (B, 1)."""
    logits: Tensor = network(tokens, pasts=pasts)  # (B, 1, V)
    return logits[:, -1]


# ---------------------------------------------------------------------------------------------
# What the package asks of an engine
# ---------------------------------------------------------------------------------------------


def _keep_compiled_code_to_oneself() -> None:
    """torch.compile runs the code that it finds in a folder, which its own choice lets others make:
    its name in the common temporary folder can be guessed."""
    if "TORCHINDUCTOR_CACHE_DIR" in os.environ:
        return
    own = user_cache_path("premier-llm", appauthor=False) / "compiled"
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.chmod(0o700)  # refused unless it is one's own
    except OSError:
        own = Path(tempfile.mkdtemp(prefix="premier-llm-"))
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(own)


@contextmanager
def _told(inventing: bool = False) -> Iterator[None]:
    """What may fail on a sound model, each in one sentence."""
    try:
        with reaching_others():
            yield
    except RuntimeError as error:
        # By its home: importing these modules for their exceptions would take two seconds.
        if type(error).__module__.startswith(("torch._dynamo", "torch._inductor")):
            reason = str(error).strip().partition("\n")[0]
            raise RunError(
                _(
                    "torch.compile does not work here ({reason}): install a C++ compiler, or leave "
                    "--compile out."
                ).format(reason=reason)
            ) from error
        # A GPU has an exception of its own for it; a CPU's allocators are known by their text only.
        if isinstance(error, torch.OutOfMemoryError) or re.search(
            "DefaultCPUAllocator|bad_alloc|could not create a (primitive|memory)", str(error)
        ):
            raise OutOfMemory(
                _(
                    "There is not enough memory for so many texts at once with this model: choose "
                    "a smaller --count, or a smaller --max-length."
                )
                if inventing
                else _(
                    "There is not enough memory for this model and so many windows at once: choose "
                    "a smaller --batch, or turn a dial down."
                )
            ) from None
        raise


def _over_processes(value: Tensor) -> Tensor:
    """The sum of every process's value."""
    if group().size > 1:
        torch.distributed.all_reduce(value)
    return value


def _most(count: int) -> int:
    """The largest of the processes' counts."""
    counts = torch.tensor(count)
    torch.distributed.all_reduce(counts, torch.distributed.ReduceOp.MAX)
    return int(counts)


def _divide(network: GPT, device: torch.device) -> None:
    """Have each process keep its rows of every tensor (FSDP2: Zhao et al. 2023, in PyTorch).

    A block's weights are whole only while it computes: the processes bring their rows together
    before, and drop those of the others after.
    """
    # Not above: it takes a second, which only those who divide should wait for.
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.fsdp import fully_shard

    if device.type == "cuda":
        torch.cuda.set_device(device)  # where FSDP brings the rows together
    mesh = init_device_mesh(device.type, (group().size,))
    for module in (*network.blocks, network):
        # The whole network's own tensors too: an evaluation must leave none of them whole, for it
        # would be out of date after the next step.
        fully_shard(module, mesh=mesh, reshard_after_forward=True)


def _own(value: Tensor) -> Tensor:
    """The rows of a divided tensor that this process keeps; any other tensor itself."""
    to_local = getattr(value, "to_local", None)
    return value if to_local is None else to_local()


def _device(name: str, bfloat16: bool) -> torch.device:
    """The device of that name; InputError if it is not there or does not know bfloat16."""
    match = re.fullmatch(r"cpu|cuda(?::(\d{1,3}))?", name)
    if match is None:
        raise InputError(
            _("There is no device called {name!r}: choose cpu, cuda, or cuda:1 and so on.").format(
                name=name
            )
        )
    if name == "cpu":
        return torch.device("cpu")
    # Of the processes on one machine each has a GPU of its own.
    own = os.environ.get("LOCAL_RANK", 0) if group().size > 1 else 0
    index = int(match[1] or own)
    count = torch.cuda.device_count()
    if index >= count:
        raise InputError(
            _(
                "There is no {name} here: this PyTorch ({version}) sees {count} GPU. Choose "
                "--device cpu."
            ).format(name=name, version=torch.__version__, count=count)
        )
    if bfloat16 and not torch.cuda.is_bf16_supported(including_emulation=False):
        raise InputError(
            _("This GPU does not compute in bfloat16: choose --precision float32 instead.")
        )
    return torch.device("cuda", index)


@dataclass
class Batch:
    """Windows on the device, each from position 0 and padded at its end."""

    tokens: Tensor
    """(B, n) token ids; what the padding holds is never read."""
    targets: Tensor
    """(B, n) the id to predict after each token, or NOT_READ."""

    def __len__(self) -> int:
        """The number of windows."""
        return len(self.tokens)

    @cached_property
    def paths(self) -> Tensor:
        """(B, n) what each window has been read of, up to each position: see dropout.py."""
        # One token after the other: too little for a GPU to be asked each time.
        found = paths(self.tokens.cpu().unbind(1))
        return torch.stack(found, 1).to(self.tokens.device)

    def take(self, windows: Sequence[int]) -> Batch:
        """The batch of these windows alone, by their place in this one."""
        # Of the same width, so that a compiled step meets one shape only.
        places = torch.tensor(windows, device=self.tokens.device)
        return Batch(self.tokens[places], self.targets[places])


@dataclass
class Cache:
    """What is remembered of the rows being continued."""

    tokens: Tensor
    """(rows, n) every token so far."""
    scores: Tensor
    """(rows, V) scores of the next token, in the weights' precision."""
    room: int
    """Tokens that there is room for, at most T."""
    layers: list[tuple[Tensor, Tensor]]
    """Keys and values of each layer: (B, heads, room, hd), set aside once."""
    rows: Tensor | None = None
    """(rows,) which of the B rows these are, where dropped ones stay; None: all of them."""

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
            drawn = torch.tensor(draws, dtype=torch.float64, device=bounds.device)[:, None]
            chosen = (bounds[:, :-1] <= drawn * bounds[:, -1:]).sum(1)  # (rows,)
        tokens: list[int] = chosen.tolist()
        return tokens

    def _probabilities(self, temperature: float, top_k: int) -> Tensor:
        if temperature == 0:
            temperature, top_k = 1.0, 1
        # In float64, where adding up fifty thousand of them costs no digit that a draw could meet.
        scores = self.scores.double()
        # Dividing each difference, never the scores: tiny temperatures cannot spoil it.
        differences = (scores - scores.amax(1, keepdim=True)) / temperature
        if 0 < top_k < scores.shape[1]:
            differences[~_highest(scores, top_k)] = -torch.inf
        return differences.softmax(1)

    def keep(self, rows: Sequence[int]) -> None:
        """Drop all other rows."""
        chosen = torch.tensor(rows, device=self.tokens.device)
        self.tokens, self.scores = self.tokens[chosen], self.scores[chosen]
        if self.rows is not None:
            # One shape, one compiled code: the others stay, and are computed for nothing.
            self.rows = self.rows[chosen]
        else:
            self.layers = [(keys[chosen], values[chosen]) for keys, values in self.layers]

    def pasts(self, start: int, n: int) -> list[Past]:
        """What n tokens meet in each layer that stand at ``start`` and after it."""
        end = start + n
        places = torch.arange(start, end, device=self.tokens.device)
        if self.rows is None:
            return [Past(k[:, :, :end], v[:, :, :end], places) for k, v in self.layers]
        # Masked rather than cut off: the same shape from token to token.
        filled = torch.arange(self.room, device=places.device)[None] < end  # (1, room)
        return [Past(k, v, places, filled) for k, v in self.layers]


def _highest(scores: Tensor, k: int) -> Tensor:
    """(rows, V) whether a score is among the k highest of its row; exactly k are.

    Ties at the border fall to the earlier token.
    """
    border = scores.topk(k).values[:, -1:]  # (rows, 1)
    above, at = scores > border, scores == border
    left = k - above.sum(1, keepdim=True)
    return above | at & (at.cumsum(1) <= left)


class Model:
    """A GPT on a device, through the functions that every engine has.

    ``network`` is the nn.Module. ``parameters`` maps the names of config.parameter_table to its
    tensors, as views outside of autograd: what is written there is the network's.

    ``device``: cpu, cuda or cuda:N. ``bfloat16``: multiply matrices in that half precision; the
    weights and all sums keep their own. ``compile``: have torch.compile write the code of what is
    done over and over, the training step and the decoding of one token, which takes a minute and
    pays on long trainings and long texts. ``shard``: divide the model among the processes that
    have joined (together.py); each then holds its rows of every tensor, which is what
    ``parameters``, ``gradients`` and ``tensors`` are, and all must compute at the same time.
    InputError says what is not there.

    The same seed and device give the same model to the bit; on a GPU, kernels that add up in no
    fixed order may change its last digits.
    """

    def __init__(
        self,
        config: Config,
        seed: int = 0,
        dtype: Literal["float32", "float64"] = "float32",
        device: str = "cpu",
        bfloat16: bool = False,
        compile: bool = False,
        shard: bool = False,
    ) -> None:
        self._build(config, dtype, device, bfloat16, compile, shard)
        for parameter, numbers in drawn(config, seed):
            whole = numbers.reshape(parameter.shape)
            own = group().rows(whole) if self.sharded else whole
            _fill(self.parameters[parameter.name], own)

    @classmethod
    def from_parameters(
        cls,
        config: Config,
        tensors: Mapping[str, tuple[Sequence[int], Any]],
        device: str = "cpu",
        bfloat16: bool = False,
        compile: bool = False,
        shard: bool = False,
    ) -> Model:
        """A model with these weights: name -> (shape, flat floats), as ``tensors`` gives them.

        float64 if they come as ``array('d')``, else float32. A missing, foreign or misshapen
        tensor raises InputError.
        """
        if not shard:
            check_weights(config, tensors)
        double = all(getattr(flat, "typecode", "f") == "d" for _, flat in tensors.values())
        model = cls.__new__(cls)
        dtype = "float64" if double else "float32"
        model._build(config, dtype, device, bfloat16, compile, shard)
        if shard:  # each process brings its rows
            own = {name: tuple(value.shape) for name, value in model.parameters.items()}
            check_weights(config, tensors, own)
        for name, (_shape, flat) in tensors.items():
            _fill(model.parameters[name], flat)
        return model

    @_told()
    def _build(
        self, config: Config, dtype: str, device: str, bfloat16: bool, compile: bool, shard: bool
    ) -> None:
        self.config, self.device = config, _device(device, bfloat16)
        self._bfloat16 = bfloat16
        # Also by the one process of a group of one, which shows on one GPU what several would do.
        self.sharded = shard and torch.distributed.is_initialized()
        with torch.device("meta"):  # without PyTorch's own initial draw: ours fills every tensor
            network = GPT(config).to(getattr(torch, dtype))
        if self.sharded:
            _divide(network, self.device)
        self.network = network.to_empty(device=self.device)
        named = dict(self.network.named_parameters())
        self._weights = {p.name: named[p.name] for p in parameter_table(config)}
        self.parameters = {name: _own(value).detach() for name, value in self._weights.items()}
        if compile:
            _keep_compiled_code_to_oneself()
        # One shape, one code: a run that is resumed computes as the one that was not interrupted.
        self._step_losses = torch.compile(step_losses, dynamic=False) if compile else step_losses
        self._decode_one_token = (
            torch.compile(decode_one_token, dynamic=False) if compile else decode_one_token
        )
        self._compiles = compile

    @property
    def gradients(self) -> dict[str, Tensor | None]:
        """What loss_and_gradients left there, by the names of ``parameters``."""
        slopes = {name: value.grad for name, value in self._weights.items()}
        return {name: None if slope is None else _own(slope) for name, slope in slopes.items()}

    def tensors(self) -> Tensors:
        """Every parameter: name -> (shape, flat array of 'f' or 'd')."""
        return _to_tensors(self.parameters)

    @_told()
    def pack(self, windows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Batch:
        """Prepare windows (tokens, targets of the last ones) for loss and loss_and_gradients.

        A window without tokens or targets, or a token that the model does not know, raises
        ValueError.
        """
        check_windows(self.config, windows)
        longest = max(len(ids) for ids, _ in windows)
        tokens = np.zeros((len(windows), longest), np.int64)
        targets = np.full((len(windows), longest), NOT_READ, np.int64)
        for row, window in enumerate(windows):
            ids, wanted = np.asarray(window[0]), np.asarray(window[1])
            check_whole(ids)
            check_whole(wanted)
            tokens[row, : len(ids)] = ids
            targets[row, len(ids) - len(wanted) : len(ids)] = wanted
        check_tokens(self.config, targets[targets != NOT_READ])
        return Batch(self._ids(tokens), torch.from_numpy(targets).to(self.device))

    def _ids(self, tokens: Any) -> Tensor:
        """Token ids on the device, all of them known."""
        ids = np.asarray(tokens, np.int64)
        check_tokens(self.config, ids)
        return torch.from_numpy(ids).to(self.device)

    @_told()
    @torch.no_grad()
    def loss(self, batch: Batch, watch: Watch | None = None) -> float:
        """Mean cross-entropy over all targets, in nats.

        ``watch`` as in forward, with all windows at once: (B, n, D), (B, heads, n, hd).
        """
        check_batch(batch, Batch)
        see = unseen if watch is None else self._watched(watch, all_windows=True)
        with self._precision():
            return mean_loss(self.network, batch.tokens, batch.targets, see).item()

    @_told()
    def loss_and_gradients(
        self, *parts: Batch, weights: Sequence[float] | None = None, held: Held = FREE
    ) -> float:
        """The loss, and in ``gradients`` its slope along every parameter.

        Several parts give those of one batch that holds them all, in the memory of one of them;
        with ``weights``, each part's mean loss counts so many times. The parts of all processes
        are one batch, or one sum, too. ``held``: see contract.py.
        """
        for part in parts:
            check_batch(part, Batch)
        for value in self._weights.values():
            value.grad = None
        # Counted in float64 and left on the device, which would have to be waited for.
        counts = [(part.targets != NOT_READ).sum(dtype=torch.float64) for part in parts]
        if weights is None:
            targets = _over_processes(torch.stack(counts).sum())
            shares = [count / targets for count in counts]
        else:
            shares = [torch.full_like(c, w) for c, w in zip(counts, weights, strict=True)]
        if self.sharded:
            # Every pass needs all processes: who has fewer parts passes the last one again, which
            # then counts for nothing.
            missing = _most(len(parts)) - len(parts)
            parts += parts[-1:] * missing
            shares += [torch.zeros_like(counts[0])] * missing
        losses = []
        for place, (part, share) in enumerate(zip(parts, shares, strict=True), 1):
            with self._alone_until(place == len(parts)):
                see = self._dropping(part, held)
                with self._precision():
                    loss, to_fall = self._step_losses(
                        self._learner, part.tokens, part.targets, see, held.label_smoothing
                    )
                # Adds to the slopes of the parts before. Of those of the processes the mean is
                # taken, where we want the sum.
                (to_fall * (share * group().size).to(loss.dtype)).backward()
            losses.append(loss.detach() * share)
        return _over_processes(torch.stack(losses).sum()).item()

    def _dropping(self, part: Batch, held: Held) -> See:
        if not held.dropout:
            return unseen
        return dropping(self.config, mix(part.paths ^ draw_of(held.seed, held.step)), held.dropout)

    @cached_property
    def _learner(self) -> nn.Module:
        """The network, whose slopes the processes bring together during the backward pass."""
        if group().size == 1 or self.sharded:  # FSDP's network does it itself
            return self.network
        return DistributedDataParallel(self.network)

    def _alone_until(self, last: bool) -> Any:
        """The slopes of a step travel once, with its last part.

        Those of a divided network travel with each: until then they would be there whole.
        """
        if last or not isinstance(self._learner, DistributedDataParallel):
            return nullcontext()
        return self._learner.no_sync()

    @_told()
    @torch.no_grad()
    def logits(self, batch: Batch) -> Tensor:
        """Scores at each position with a target, window after window: (C, V)."""
        check_batch(batch, Batch)
        with self._precision():
            logits: Tensor = self.network(batch.tokens)  # (B, n, V)
        return logits[batch.targets != NOT_READ]

    @_told()
    @torch.no_grad()
    def forward(self, tokens: Sequence[int], watch: Watch | None = None) -> list[list[float]]:
        """Probabilities of the next token after each of 1 to T tokens: (T, V).

        ``watch(name, value)`` is called at each point of the pass with the value in the shape of
        the window, such as (T, D) or (heads, T, T); what it returns, a tensor or anything that
        torch.as_tensor takes, goes on in its place. More or fewer tokens raise InputError.
        """
        check_window(self.config, tokens)
        see = unseen if watch is None else self._watched(watch, all_windows=False)
        with self._precision():
            logits = self.network(self._ids([tokens]), see)  # (1, n, V)
            rows: list[list[float]] = see("probabilities", logits.softmax(-1))[0].tolist()
        return rows

    def _watched(self, watch: Watch, all_windows: bool) -> See:
        def see(name: str, value: Tensor) -> Tensor:
            # A copy, for a watcher that writes into it must not reach the weights.
            said = watch(name, (value if all_windows else value[0]).clone())
            return torch.as_tensor(said, dtype=value.dtype, device=value.device).view(value.shape)

        return see

    def _precision(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self._bfloat16)

    # Generation

    @_told(inventing=True)
    def prefill(self, rows: Sequence[Sequence[int]], room: int | None = None) -> Cache:
        """Read the beginnings, all of one length; only the last T tokens of each are seen.

        ``room``: how many tokens a row will have, as far as known; T unless said.
        """
        for row in rows:
            check_window(self.config, row[-self.config.context :])
        cache = Cache(self._ids(rows), torch.empty(0), room or self.config.context, [])
        self._read_window(cache)
        return cache

    @_told(inventing=True)
    @torch.no_grad()
    def decode(self, cache: Cache, tokens: Sequence[int]) -> None:
        """Append one token to each row and compute the scores of the next.

        While there is room only the new token is computed. Once the window is full it slides,
        every position changes, and the whole window is computed again.
        """
        new = self._ids(tokens)[:, None]  # (rows, 1)
        n = cache.tokens.shape[1]
        cache.tokens = torch.cat((cache.tokens, new), 1)
        if n >= cache.room:
            cache.room *= 2
            self._read_window(cache)
            return
        pasts = cache.pasts(n, 1)
        if cache.rows is not None:
            new = new.new_zeros(len(pasts[0].keys), 1).index_copy_(0, cache.rows, new)  # (B, 1)
        with self._precision():
            scores = self._decode_one_token(self.network, new, pasts)  # (B, V)
        cache.scores = scores if cache.rows is None else scores[cache.rows]

    @torch.no_grad()
    def _read_window(self, cache: Cache) -> None:
        """Compute the scores after the window from nothing, and keep its keys and values."""
        config = self.config
        window = cache.tokens[:, -config.context :]
        rows, n = window.shape
        cache.room = min(max(n, cache.room), config.context)
        shape = (rows, config.heads, cache.room, config.head_size)
        # Zeros, not what memory happens to hold: a NaN would get through the mask.
        like = self.parameters["token_embedding"]
        dtype = torch.bfloat16 if self._bfloat16 else like.dtype
        cache.layers = [
            (like.new_zeros(shape, dtype=dtype), like.new_zeros(shape, dtype=dtype))
            for _ in range(config.layers)
        ]
        cache.rows = torch.arange(rows, device=self.device) if self._compiles else None
        with self._precision():
            cache.scores = self.network(window, pasts=cache.pasts(0, n))[:, -1]  # (rows, V)


class Moving:
    """What all optimisers of this engine do: PyTorch's move the weights, at the recipe's rate.

    ``clip`` bounds the norm of the whole gradient, 0 leaves it alone.
    """

    def __init__(self, model: Model, clip: float, *parts: torch.optim.Optimizer) -> None:
        self.model, self.clip, self._parts = model, clip, parts
        self._norm: Tensor | None = None
        self.steps = 0

    @_told()
    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        self.steps += 1
        if self.clip:
            slopes = self._slopes()
            self._norm = nn.utils.get_total_norm(slopes)
            if self.model.sharded:  # each process has measured its part
                self._norm = _over_processes(self._norm**2).sqrt()
            # Not clip_grad_norm_, which adds a millionth to the norm.
            shrink = (self.clip / self._norm).clamp(max=1)
            for slope in slopes:
                slope *= shrink
        for part in self._parts:
            for options in part.param_groups:
                options["lr"] = learning_rate
            part.step()

    def _slopes(self) -> list[Tensor]:
        return [slope for slope in self.model.gradients.values() if slope is not None]

    @property
    def gradient_norm(self) -> float | None:
        """The length of the last step's gradient, before it was bounded; None of a divided model
        whose gradient is not."""
        if self._norm is None and self.model.sharded:
            return None
        norm = nn.utils.get_total_norm(self._slopes()) if self._norm is None else self._norm
        return norm.item()


class Adam(Moving):
    """Adam (Kingma and Ba 2015), with AdamW's decoupled weight decay (Loshchilov 2019).

    torch.optim.AdamW with the rules of the other engines: decay touches tensors of two dimensions
    or more only, as in nanoGPT.
    """

    # A moment remembers about 1 / (1 - beta) steps: ten for the direction, a hundred for the size
    # (nanoGPT's for short trainings; the usual 0.999 would remember a thousand). Epsilon only
    # matters where a slope is always 0.
    @_told()
    def __init__(
        self,
        model: Model,
        beta1: float = 0.9,
        beta2: float = 0.99,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
        clip: float = 0.0,
    ) -> None:
        mine = {name: w for name, w in model._weights.items() if self._minds(name, w)}
        # Fused: every tensor in one kernel.
        adamw = torch.optim.AdamW(
            grouped(mine, weight_decay), betas=(beta1, beta2), eps=epsilon, fused=True
        )
        for w in mine.values():
            adamw.state[w] = {
                "step": torch.zeros((), device=model.device),
                "exp_avg": torch.zeros_like(w),
                "exp_avg_sq": torch.zeros_like(w),
            }
        super().__init__(model, clip, adamw)

    def _minds(self, name: str, w: Tensor) -> bool:
        """Whether Adam moves this parameter."""
        return True

    def _moments(self) -> dict[str, Tensor]:
        names: dict[Tensor, str] = {w: name for name, w in self.model._weights.items()}
        short = {"exp_avg": "m", "exp_avg_sq": "v"}
        return {
            f"{short[kind]}.{names[w]}": _own(value)
            for part in self._parts
            for w, state in part.state.items()
            for kind, value in state.items()
            if kind in short
        }

    def tensors(self) -> Tensors:
        """The moments of every parameter: ``m.<name>`` and, where Adam moves it, ``v.<name>``."""
        return _to_tensors(self._moments())

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Any]], steps: int) -> None:
        """Take up the moments that ``tensors`` gave after so many steps."""
        for name, moment in self._moments().items():
            _fill(moment, tensors[name][1])
        for state in self._parts[0].state.values():
            state["step"].fill_(steps)
        self.steps = steps


def grouped(weights: Mapping[str, Tensor], weight_decay: float) -> list[dict[str, Any]]:
    """The groups of a PyTorch optimiser: matrices decay, vectors do not, as in nanoGPT."""
    matrices = [(name, w) for name, w in weights.items() if w.ndim > 1]
    vectors = [(name, w) for name, w in weights.items() if w.ndim <= 1]
    groups = [
        {"params": matrices, "weight_decay": weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return [group for group in groups if group["params"]]


class Registered(Moving):
    """Somebody's own optimiser (registering.py), as the rules of a recipe have it made.

    What it remembers is kept by names: those of PyTorch's state and of the weight, and of what
    kind each number is, as ``exp_avg/torch.float32/token_embedding``.
    """

    NUMBERS: Mapping[str, type[bool | int | float]] = {"bool": bool, "int": int, "float": float}
    SET = ("params", "param_names", "lr")
    """What a group is given by us."""

    @_told()
    def __init__(
        self,
        name: str,
        model: Model,
        beta1: float = 0.9,
        beta2: float = 0.99,
        weight_decay: float = 0.0,
        clip: float = 0.0,
    ) -> None:
        if model.sharded:
            raise InputError(
                _(
                    "optimizer = {name} is somebody's own, which --shard cannot divide: leave "
                    "--shard out, or --set optimizer=adam."
                ).format(name=name)
            )
        self.name = name
        made = REGISTERED["optimizer"][name](grouped(model._weights, weight_decay), beta1, beta2)
        if not isinstance(made, torch.optim.Optimizer):
            raise InputError(
                _("optimizer = {name} must make a torch.optim.Optimizer, not {kind}.").format(
                    name=name, kind=type(made).__name__
                )
            )
        super().__init__(model, clip, made)

    @_told()
    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        super().step(learning_rate)
        if self.steps == 1:
            self.tensors()  # what cannot be kept is said now, not hours later

    def tensors(self) -> Tensors:
        """All that it remembers of each weight, and the numbers of its groups."""
        (part,) = self._parts
        names: dict[Tensor, str] = {w: name for name, w in self.model._weights.items()}
        found: dict[str, Tensor] = {}
        for w, state in part.state.items():
            if w not in names:
                raise self._cannot_keep(w if isinstance(w, str) else "state")
            for key, value in state.items():
                kind, flat = self._packed(key, value)
                found[f"{key}/{kind}/{names[w]}"] = flat
        for place, options in enumerate(part.param_groups):
            for key, value in options.items():
                if key not in self.SET and isinstance(value, (bool, int, float, Tensor)):
                    kind, flat = self._packed(key, value)
                    found[f"{key}/{kind}/{place}"] = flat
        return _to_tensors(found)

    def _packed(self, key: str, value: Any) -> tuple[str, Tensor]:
        """(of what kind it is, the same in float32 or float64, which is what a file has)"""
        if type(value).__name__ in self.NUMBERS:
            kind, exact = type(value).__name__, isinstance(value, float) or abs(value) <= 2**53
            flat = torch.tensor(value if exact else 0, dtype=torch.float64)
        elif isinstance(value, Tensor) and not value.is_complex():
            kind, flat = str(value.dtype), value.detach()
            # Some numbers stay with the CPU wherever the weights are.
            kind = kind if value.device == self.model.device else f"{value.device.type} {kind}"
            if value.dtype != torch.float32:
                flat = flat.double()
            exact = value.is_floating_point() or torch.equal(flat.to(value.dtype), value)
        else:
            exact = False
        if not exact:
            raise self._cannot_keep(key)
        return kind, flat

    def _cannot_keep(self, key: str) -> InputError:
        return InputError(
            _(
                "optimizer = {name} remembers {key}, which a file cannot keep: its state of each "
                "parameter may hold tensors and numbers, and its groups numbers."
            ).format(name=self.name, key=repr(key))
        )

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Any]], steps: int) -> None:
        """Take up what ``tensors`` gave after so many steps."""
        (part,) = self._parts
        for name, (shape, flat) in tensors.items():
            key, kind, owner = name.rsplit("/", 2)
            weight = self.model._weights.get(owner)
            state = part.param_groups[int(owner)] if weight is None else part.state[weight]
            state[key] = self._unpacked(kind, torch.from_numpy(np.array(flat).reshape(shape)))
        self.steps = steps

    def _unpacked(self, kind: str, value: Tensor) -> Any:
        if kind in self.NUMBERS:
            return self.NUMBERS[kind](value.item())
        place, dtype = kind.rpartition(" ")[::2]
        return value.to(place or self.model.device, getattr(torch, dtype.removeprefix("torch.")))


class Muon(Adam):
    """Muon (Jordan et al. 2024) for the matrices of the blocks; Adam moves all else.

    What a matrix moves by is the nearest orthogonal matrix to its momentum, so that no direction is
    neglected. It is made as long as Adam's would be (Liu et al. 2025, section 2.2), so that one
    learning rate serves both. Not torch.optim.Muon, which does one matrix after the other, in
    bfloat16: on a CPU that does not know it, several times as long as the rest of the step.
    """

    MOMENTUM = 0.95

    @_told()
    def __init__(self, model: Model, *, weight_decay: float = 0.0, **rules: float) -> None:
        if model.sharded:
            raise InputError(
                _(
                    "Muon needs whole matrices, which --shard divides: leave --shard out, or --set "
                    "optimizer=adam."
                )
            )
        super().__init__(model, weight_decay=weight_decay, **rules)
        self._decay = weight_decay
        # Matrices of one shape, lying, are made orthogonal together.
        self._stacks: dict[tuple[int, int], list[Tensor]] = {}
        self._momenta: dict[Tensor, Tensor] = {}
        for name, w in model._weights.items():
            if not self._minds(name, w):
                self._momenta[w] = torch.zeros_like(w)
                rows, columns = sorted(w.shape)
                self._stacks.setdefault((rows, columns), []).append(w)

    def _minds(self, name: str, w: Tensor) -> bool:
        return w.ndim < 2 or not name.startswith("blocks.")

    @_told()
    def step(self, learning_rate: float) -> None:
        """Move every parameter once along ``model.gradients``."""
        super().step(learning_rate)
        with torch.no_grad():
            self._turn(learning_rate)

    def _turn(self, learning_rate: float) -> None:
        for (_rows, columns), matrices in self._stacks.items():
            turns = []
            for w in matrices:
                if w.grad is None:
                    continue
                m = self._momenta[w].lerp_(w.grad, 1 - self.MOMENTUM)
                turn = w.grad.lerp(m, self.MOMENTUM)  # Nesterov's: a look ahead
                turns.append((w, turn if w.shape[1] == columns else turn.T))
            if not turns:
                continue
            found = orthogonal(torch.stack([turn for _w, turn in turns]))
            length = learning_rate * 0.2 * columns**0.5
            for (w, _turn), one in zip(turns, found, strict=True):
                w.mul_(1 - learning_rate * self._decay)
                w.sub_(one if w.shape[1] == columns else one.T, alpha=length)

    def _moments(self) -> dict[str, Tensor]:
        names: dict[Tensor, str] = {w: name for name, w in self.model._weights.items()}
        return super()._moments() | {f"m.{names[w]}": m for w, m in self._momenta.items()}


def orthogonal(matrices: Tensor) -> Tensor:
    """Matrices (k, rows, columns), no taller than wide, with singular values of about 1.

    Newton-Schulz: each step sends every singular value s to a s + b s³ + c s⁵, and these
    coefficients bring small ones up fastest (Jordan et al. 2024,
    https://kellerjordan.github.io/posts/muon/).
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    x: Tensor = matrices / matrices.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _step in range(5):
        gram = x @ x.mT  # (k, rows, rows)
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x


class Mean:
    """A mean of a model's weights over the steps, beside them: begins as they are."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._values = {name: value.clone() for name, value in model.parameters.items()}

    @torch.no_grad()
    def add(self, share: float) -> None:
        """Go so much of the way to the model's weights as they are now."""
        now = [self.model.parameters[name] for name in self._values]
        torch._foreach_lerp_(list(self._values.values()), now, share)

    def tensors(self) -> Tensors:
        """As the model's: name -> (shape, flat array)."""
        return _to_tensors(self._values)

    def load(self, tensors: Mapping[str, tuple[Sequence[int], Any]]) -> None:
        """Take up what ``tensors`` gave."""
        for name, value in self._values.items():
            _fill(value, tensors[name][1])


def _fill(value: Tensor, flat: Any) -> None:
    """Write flat floats into a tensor; ValueError if they are not as many."""
    value.copy_(torch.from_numpy(np.asarray(flat).reshape(value.shape)))


def _to_tensors(named: Mapping[str, Tensor]) -> Tensors:
    out: Tensors = {}
    for name, value in named.items():
        flat = array("f" if value.dtype == torch.float32 else "d")
        flat.frombytes(value.cpu().numpy().tobytes())
        out[name] = (tuple(value.shape), flat)
    return out
