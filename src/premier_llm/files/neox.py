"""GPT-NeoX (Black et al. 2022) as Hugging Face keeps it: GPT-2 with rotary positions.

With its attention before its MLP (``use_parallel_residual`` off) and all of a head turned
(``partial_rotary_factor`` 1) it is our network where positions are rotary.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..engines.contract import Tensors
from ..model.config import NORM_EPSILON, ROTARY_BASE, Config
from .gpt2 import Arrays, activation_name, completed

_OF_A_BLOCK = {
    "attention_norm": "input_layernorm",
    "mlp_norm": "post_attention_layernorm",
    "mlp.up": "mlp.dense_h_to_4h",
    "mlp.down": "mlp.dense_4h_to_h",
}


def config_facts(config: Config) -> dict[str, Any]:
    """What GPT-NeoX's config.json says of a model."""
    return {
        "model_type": "gpt_neox",
        "vocab_size": config.vocabulary,
        "max_position_embeddings": config.context,
        "hidden_size": config.embedding,
        "num_attention_heads": config.heads,
        "num_hidden_layers": config.layers,
        "intermediate_size": config.hidden,
        "hidden_act": activation_name(config),
        "layer_norm_eps": NORM_EPSILON,
        "use_parallel_residual": False,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": ROTARY_BASE,
            "partial_rotary_factor": 1.0,
        },
        "attention_bias": True,
        "attention_dropout": 0.0,
        "hidden_dropout": 0.0,
    }


def their_tensors(config: Config, weights: Tensors) -> Arrays:
    """A model's weights under GPT-NeoX's names and in its layout, biases of 0 where it has none."""
    ours = completed(config, weights)
    theirs = {"gpt_neox.embed_in.weight": ours["token_embedding"]}
    for kind in ("weight", "bias"):
        theirs[f"gpt_neox.final_layer_norm.{kind}"] = ours[f"final_norm.{kind}"]
        for layer in range(config.layers):
            mine, its = f"blocks.{layer}.", f"gpt_neox.layers.{layer}."
            for our, their in _OF_A_BLOCK.items():
                theirs[f"{its}{their}.{kind}"] = ours[f"{mine}{our}.{kind}"]
            end = "" if kind == "weight" else "_bias"
            theirs[f"{its}attention.dense.{kind}"] = ours[f"{mine}attention.output{end}"]
            # Theirs has query, key and value of one head side by side, then of the next.
            parts = [ours[f"{mine}attention.{name}{end}"] for name in ("query", "key", "value")]
            of_heads = [x.reshape(config.heads, config.head_size, *x.shape[1:]) for x in parts]
            joined = np.concatenate(of_heads, 1)  # (heads, 3 hd, …)
            theirs[f"{its}attention.query_key_value.{kind}"] = joined.reshape(
                3 * config.embedding, *parts[0].shape[1:]
            )
    if not config.tied:
        theirs["embed_out.weight"] = ours["unembedding"]
    return theirs
