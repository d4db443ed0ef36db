"""Training steps as one would write them in PyTorch and in JAX, to compare with.

For the lesson's model, each rival learns from the same windows (padded, with a mask of what is
read), starts from the same weights and takes the same Adam steps; ``check`` refuses to time one
that computes something else.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np

from premier_llm.data.corpus import Corpus
from premier_llm.data.windows import Window
from premier_llm.engines import numpy as fast

Step = Callable[[], float]
RATE, BETA1, BETA2, EPSILON = 0.01, 0.7, 0.9, 1e-8


def present(library: str) -> bool:
    """Whether a library is installed here."""
    return importlib.util.find_spec(library) is not None


def arrays(windows: list[Window]) -> tuple[Any, Any]:
    """Tokens (B, T) padded with 0 and targets (B, T), -1 where nothing is read."""
    T = max(len(window.tokens) for window in windows)
    tokens = np.zeros((len(windows), T), np.int64)
    targets = np.full((len(windows), T), -1, np.int64)
    for row, (ids, wanted) in enumerate(windows):
        tokens[row, : len(ids)] = ids
        targets[row, len(ids) - len(wanted) : len(ids)] = wanted
    return tokens, targets


def numpy_step(model: fast.Model, windows: list[Window]) -> Step:
    """Our own."""
    batch, adam = model.pack(windows), fast.Adam(model, BETA1, BETA2, EPSILON)

    def step() -> float:
        loss = model.loss_and_gradients(batch)
        adam.step(RATE)
        return loss

    return step


def torch_step(weights: dict[str, Any], windows: list[Window], how: str) -> Step:
    """PyTorch: "eager", "fused" (the optimiser in one kernel) or "compiled" (and fused)."""
    torch: Any = importlib.import_module("torch")
    functional = torch.nn.functional
    torch.set_num_threads(1)

    class Mini(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            for name, value in weights.items():
                parameter = torch.nn.Parameter(torch.tensor(value))
                self.register_parameter(name.replace(".", "_"), parameter)

        def forward(self, tokens: Any, targets: Any) -> Any:
            x = self.token_embedding[tokens] + self.position_embedding[: tokens.shape[1]]
            q = functional.linear(x, self.blocks_0_attention_query)
            k = functional.linear(x, self.blocks_0_attention_key)
            v = functional.linear(x, self.blocks_0_attention_value)
            x = x + functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            h = functional.linear(x, self.blocks_0_mlp_up_weight, self.blocks_0_mlp_up_bias)
            h = functional.relu(h)
            down = self.blocks_0_mlp_down_weight
            x = x + functional.linear(h, down, self.blocks_0_mlp_down_bias)
            logits = functional.linear(x, self.unembedding)
            return functional.cross_entropy(
                logits.flatten(0, 1), targets.flatten(), ignore_index=-1
            )

    model = Mini()
    forward = torch.compile(model) if how == "compiled" else model
    optimizer = torch.optim.Adam(
        model.parameters(), lr=RATE, betas=(BETA1, BETA2), eps=EPSILON, fused=how != "eager"
    )
    tokens, targets = map(torch.tensor, arrays(windows))

    def step() -> float:
        optimizer.zero_grad(set_to_none=True)
        loss = forward(tokens, targets)
        loss.backward()
        optimizer.step()
        return float(loss.detach())

    return step


def nanogpt_step(corpus: Corpus) -> Step:
    """A step of nanoGPT's CPU configuration in the operations that nanoGPT uses, not compiled.

    Twelve windows of 64 characters from random places; query, key and value in one product;
    LayerNorm without bias, exact GELU, a tied head; AdamW, the gradient's norm bounded by 1.
    """
    torch: Any = importlib.import_module("torch")
    nn, functional = torch.nn, torch.nn.functional
    V, T, D, heads, layers = corpus.vocabulary.size, 64, 128, 4, 4

    class Layer(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.before, self.between = nn.LayerNorm(D, bias=False), nn.LayerNorm(D, bias=False)
            self.qkv, self.mix = nn.Linear(D, 3 * D, bias=False), nn.Linear(D, D, bias=False)
            self.up, self.down = nn.Linear(D, 4 * D, bias=False), nn.Linear(4 * D, D, bias=False)

        def forward(self, x: Any) -> Any:
            B, n, _ = x.shape
            parts = self.qkv(self.before(x)).split(D, dim=2)
            q, k, v = (part.view(B, n, heads, D // heads).transpose(1, 2) for part in parts)
            y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.mix(y.transpose(1, 2).contiguous().view(B, n, D))
            return x + self.down(functional.gelu(self.up(self.between(x))))

    class Network(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.letters, self.places = nn.Embedding(V, D), nn.Embedding(T, D)
            self.layers = nn.ModuleList(Layer() for _ in range(layers))
            self.last, self.head = nn.LayerNorm(D, bias=False), nn.Linear(D, V, bias=False)
            self.letters.weight = self.head.weight
            for weights in self.parameters():
                if weights.ndim > 1:
                    nn.init.normal_(weights, std=0.02)

        def forward(self, tokens: Any, targets: Any) -> Any:
            x = self.letters(tokens) + self.places(torch.arange(tokens.shape[1]))
            for layer in self.layers:
                x = layer(x)
            logits = self.head(self.last(x))
            return functional.cross_entropy(logits.view(-1, V), targets.view(-1))

    network = Network()
    weights = list(network.parameters())
    groups = [
        {"params": [w for w in weights if w.ndim > 1], "weight_decay": 0.1},
        {"params": [w for w in weights if w.ndim <= 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99))
    ids = torch.tensor(corpus.encoded()[0])

    def step() -> float:
        starts = torch.randint(len(ids) - T, (12,))
        tokens = torch.stack([ids[i : i + T] for i in starts])
        targets = torch.stack([ids[i + 1 : i + 1 + T] for i in starts])
        loss = network(tokens, targets)
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    return step


def jax_step(weights: dict[str, Any], windows: list[Window]) -> Step:
    """JAX: loss, gradients and Adam in one jitted function that reuses its arrays."""
    jax: Any = importlib.import_module("jax")
    jnp = jax.numpy
    tokens, targets = map(jnp.asarray, arrays(windows))
    causal = jnp.tril(jnp.ones((tokens.shape[1],) * 2, bool))
    read = targets >= 0

    def loss_of(p: dict[str, Any]) -> Any:
        x = p["token_embedding"][tokens] + p["position_embedding"][: tokens.shape[1]]
        q, k, v = (x @ p[f"blocks.0.attention.{n}"].T for n in ("query", "key", "value"))
        scores = jnp.where(causal, q @ k.swapaxes(1, 2) / jnp.sqrt(q.shape[-1]), -jnp.inf)
        x = x + jax.nn.softmax(scores) @ v
        h = jax.nn.relu(x @ p["blocks.0.mlp.up.weight"].T + p["blocks.0.mlp.up.bias"])
        x = x + h @ p["blocks.0.mlp.down.weight"].T + p["blocks.0.mlp.down.bias"]
        says = jax.nn.log_softmax(x @ p["unembedding"].T)
        right = jnp.take_along_axis(says, jnp.maximum(targets, 0)[..., None], -1)[..., 0]
        return -jnp.sum(jnp.where(read, right, 0)) / jnp.sum(read)

    def update(p: Any, m: Any, v: Any, t: Any) -> Any:
        loss, g = jax.value_and_grad(loss_of)(p)
        every = jax.tree.map
        m = every(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, g)
        v = every(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, v, g)
        a, b = 1 - BETA1**t, 1 - BETA2**t
        p = every(lambda p, m, v: p - RATE * (m / a) / (jnp.sqrt(v / b) + EPSILON), p, m, v)
        return loss, p, m, v, t + 1

    jitted = jax.jit(update, donate_argnums=(0, 1, 2))
    state = [
        {n: jnp.asarray(w) for n, w in weights.items()},
        {n: jnp.zeros_like(w) for n, w in weights.items()},
        {n: jnp.zeros_like(w) for n, w in weights.items()},
        jnp.float32(1),
    ]

    def step() -> float:
        loss, *state[:] = jitted(*state)
        return float(loss)

    return step


def check(name: str, step: Step, expected: list[float]) -> None:
    """The same losses along the first steps, or it is not the same work."""
    found = [step() for _ in expected]
    if not np.allclose(found, expected, atol=2e-5):
        raise AssertionError(f"{name} computes something else: {found} instead of {expected}")
