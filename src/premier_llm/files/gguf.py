"""A model in a GGUF file, for llama.cpp: as GPT-2 or, with rotary positions, as GPT-NeoX.

What llama.cpp's own convert_hf_to_gguf.py would write of the folder that ``export.py`` writes; but
llama.cpp knows these two with one filter only.
"""

from __future__ import annotations

import json
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from ..errors import InputError, RunError, system_reason
from ..model.bpe import BytePairs
from ..model.config import NORM_EPSILON, ROTARY_BASE, Config
from ..model.tokenizer_json import is_plain
from .export import architecture_of
from .gpt2 import Arrays
from .model_file import ModelFile
from .whole import write_whole

SUFFIX = ".gguf"
NEEDS = {"activation": "gelu_tanh"}
"""The dials that llama.cpp wants beside those of the architecture."""
_TURNED = ("c_attn.weight", "c_proj.weight", "c_fc.weight")


def export(model: ModelFile, path: str | Path) -> None:
    """Write the file whole or not at all, in float32; RunError says why it cannot be written.

    A model that llama.cpp does not compute, or whose text it does not cut alike, raises InputError.
    """
    if find_spec("gguf") is None:
        raise RunError(
            _("A GGUF file needs gguf, which is not installed: pip install 'premier-llm[gguf]'")
        )
    config, vocabulary = model.config, model.vocabulary
    architecture = architecture_of(config, NEEDS)
    if not isinstance(vocabulary, BytePairs) or not is_plain(json.loads(vocabulary.description)):
        raise InputError(
            _(
                "llama.cpp has no tokenizer that cuts a text into the tokens of this model: train "
                "it with --bpe."
            )
        )
    import gguf

    rotary = config.positions == "rotary"
    kind = gguf.MODEL_ARCH.GPTNEOX if rotary else gguf.MODEL_ARCH.GPT2
    arrays = architecture.tensors(config, model.weights)
    if rotary:  # llama.cpp has no GPT-NeoX whose two tables are one
        arrays.setdefault("embed_out.weight", arrays["gpt_neox.embed_in.weight"])
    names = gguf.get_tensor_name_map(kind, config.layers)
    # It writes real files only: first where nobody looks, then whole under its name.
    try:
        with TemporaryDirectory(prefix="premier-llm-") as folder:
            file = Path(folder) / "model.gguf"
            writer = gguf.GGUFWriter(file, gguf.MODEL_ARCH_NAMES[kind])
            _describe(writer, config, vocabulary)
            for name, value in _laid_out(arrays, config).items():
                theirs = names.get_name(name, try_suffixes=(".weight", ".bias"))
                writer.add_tensor(theirs, np.ascontiguousarray(value, np.float32))
            try:
                writer.write_header_to_file()
                writer.write_kv_data_to_file()
                writer.write_tensors_to_file()
            finally:
                writer.close()
            contents = file.read_bytes()
    except OSError as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=path, reason=system_reason(error)
            )
        ) from None
    write_whole(Path(path), [contents])


def _laid_out(arrays: Arrays, config: Config) -> Arrays:
    """transformers' tensors as llama.cpp has them: (out, in), and all queries, keys, values."""
    out: Arrays = {}
    for name, value in arrays.items():
        if name.startswith("transformer.") and name.endswith(_TURNED):
            value = value.T
        elif ".query_key_value." in name:
            heads = value.reshape(config.heads, 3, config.head_size, *value.shape[1:])
            value = heads.swapaxes(0, 1).reshape(value.shape)
        out[name] = value
    return out


def _describe(writer: Any, config: Config, vocabulary: BytePairs) -> None:
    """The sizes, and the tokenizer."""
    import gguf

    writer.add_context_length(config.context)
    writer.add_embedding_length(config.embedding)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.hidden)
    writer.add_head_count(config.heads)
    writer.add_layer_norm_eps(NORM_EPSILON)
    if config.positions == "rotary":
        writer.add_rope_dimension_count(config.head_size)
        writer.add_rope_freq_base(ROTARY_BASE)
        writer.add_parallel_residual(False)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    facts = json.loads(vocabulary.description)
    special = {one["content"]: one["special"] for one in facts["added_tokens"]}
    kinds = {None: gguf.TokenType.NORMAL, True: gguf.TokenType.CONTROL}
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(list(vocabulary.tokens))
    writer.add_token_types(
        [kinds.get(special.get(t), gguf.TokenType.USER_DEFINED) for t in vocabulary.tokens]
    )
    writer.add_token_merges([" ".join(pair) for pair in facts["model"]["merges"]])
    if vocabulary.end is not None:
        writer.add_bos_token_id(vocabulary.end)
        writer.add_eos_token_id(vocabulary.end)
    writer.add_add_bos_token(vocabulary.boundary is not None)
