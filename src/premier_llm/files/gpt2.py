"""GPT-2 as Hugging Face keeps it: opening such a folder, and what to write in one (export.py).

The folder has ``model.safetensors``, ``config.json`` and the tokenizer's files. It is the same
model under other names: ours are (out, in), theirs are (in, out) in attention and MLP, and theirs
has query, key and value side by side.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ..engines.contract import Tensors
from ..errors import InputError, system_reason
from ..i18n import number
from ..model.bpe import BytePairs
from ..model.config import NORM_EPSILON, Config
from ..model.parameters import parameter_table
from ..model.presets import PRESETS
from ..model.template import Template
from .model_file import ModelFile, problem_of
from .safetensors import read

Arrays = dict[str, np.ndarray[Any, Any]]

WEIGHTS, CONFIG, TOKENIZER = "model.safetensors", "config.json", "tokenizer.json"
TOKENIZER_CONFIG = "tokenizer_config.json"
CHAT_TEMPLATE = "chat_template.jinja"
"""Where transformers writes the chat template; it reads it from TOKENIZER_CONFIG, too."""
PICKLED = "pytorch_model.bin"
"""The weights as PyTorch alone reads them: what older folders have."""
NANOGPT = "ckpt.pt"

_ACTIVATIONS = {
    "gelu_pytorch_tanh": "gelu_tanh",  # the same as the next, which is written
    "gelu_new": "gelu_tanh",
    "gelu": "gelu",
    "relu": "relu",
    "relu2": "relu2",
}
ACTIVATION_NAMES = {ours: theirs for theirs, ours in _ACTIVATIONS.items()}
"""What transformers calls each filter of ours."""

# What their config may say besides sizes, and the only value of it that is GPT-2's.
_FIXED = {
    "model_type": "gpt2",
    "layer_norm_epsilon": NORM_EPSILON,
    "scale_attn_weights": True,
    "scale_attn_by_inverse_layer_idx": False,
    "add_cross_attention": False,
}
_SIZES = {
    "vocabulary": "vocab_size",
    "context": "n_positions",
    "embedding": "n_embd",
    "heads": "n_head",
    "layers": "n_layer",
}


def _says_nothing(_remark: str) -> None:
    pass


def open_folder(folder: str | Path, remark: Callable[[str], None] = _says_nothing) -> ModelFile:
    """The model of a Hugging Face GPT-2 folder; InputError says in one sentence what is wrong.

    ``remark`` hears, in a sentence, of what is not as the folder says it is.
    """
    folder = Path(folder)
    if (folder / NANOGPT).exists() and not (folder / CONFIG).exists():
        raise foreign_checkpoint(folder / NANOGPT)
    facts = _read_config(folder)
    vocabulary = BytePairs.read(folder)
    theirs = {n.removeprefix("transformer."): v for n, v in _weights(folder).items()}
    head = theirs.pop("lm_head.weight", None)
    tied = facts.get("tie_word_embeddings", True)
    if tied is True and head is not None and not _equal(head, theirs.get("wte.weight")):
        tied = False
        remark(
            _(
                "lm_head.weight is not the table of wte, although config.json says that they are "
                "one: it is kept as it is."
            )
        )
    config = _config_of(facts, tied)
    embedding = theirs.get("wte.weight")
    if vocabulary.size > config.vocabulary:
        raise _unusable(
            folder,
            _(
                "its tokenizer has {found} tokens and its weights {expected}: it needs the "
                "tokenizer that these were trained with"
            ).format(found=vocabulary.size, expected=config.vocabulary),
        )
    # GPT-2's vocabulary is often padded, to 50,304 say: no text holds what no token stands for.
    extra = config.vocabulary - vocabulary.size
    if extra and embedding is not None and len(embedding) == config.vocabulary:
        remark(
            _(
                "The tokenizer has {count} tokens and the weights {rows} rows more: these, which "
                "stand for nothing, are left out."
            ).format(count=number(vocabulary.size), rows=number(extra))
        )
        config = config.with_dials(vocabulary=vocabulary.size)
        theirs["wte.weight"] = embedding[: vocabulary.size]
        head = None if head is None else head[: vocabulary.size]
    # Every layer has tensors; a config that claims a billion of them is refused before counting.
    if config.layers > len(theirs):
        raise _unusable(folder, _("{name} is missing").format(name=f"h.{config.layers - 1}"))
    ours: Arrays = {}
    for our_name, their_name in _pairs(config):
        if their_name not in theirs:
            raise _unusable(folder, _("{name} is missing").format(name=their_name))
        ours[our_name] = theirs.pop(their_name)
    if foreign := list(theirs):
        raise _unusable(
            folder, _("{name} does not belong to this model").format(name=repr(foreign[0]))
        )
    if not tied:
        if head is None:
            raise _unusable(folder, _("{name} is missing").format(name="lm_head.weight"))
        ours["unembedding"] = head
    for block in range(config.layers):
        _take_apart(ours, f"blocks.{block}", folder)
    chat = _chat_of(folder, vocabulary, remark)
    model = ModelFile(config, vocabulary, to_tensors(ours), chat=chat)
    if problem := problem_of(model):
        raise _unusable(folder, problem)
    return model


def jinja(template: Template) -> str:
    """A chat template as transformers reads it, for messages of system, user and assistant.

    As in Chat, a space that ends a mark goes with the word behind it.
    """
    question, answer = json.dumps(template.question), json.dumps(template.answer)
    return (
        "{{ bos_token }}{% for message in messages %}"
        "{% set said = message['content'] | trim %}"
        "{% if message['role'] == 'system' %}{{ said }}"
        f"{{% elif message['role'] == 'user' %}}{{{{ {question} + said }}}}"
        f"{{% else %}}{{{{ {answer} + said + eos_token }}}}{{% endif %}}"
        "{% endfor %}{% if add_generation_prompt %}"
        f"{{{{ {json.dumps(template.answer.rstrip(' '))} }}}}"
        "{% endif %}"
    )


def _chat_of(folder: Path, vocabulary: BytePairs, remark: Callable[[str], None]) -> Template | None:
    """How one talks to the model of a folder: as ours do, or not at all."""
    said: Any = None
    try:
        if (folder / CHAT_TEMPLATE).exists():
            said = (folder / CHAT_TEMPLATE).read_text(encoding="utf-8")
        elif (folder / TOKENIZER_CONFIG).exists():
            facts = json.loads((folder / TOKENIZER_CONFIG).read_text(encoding="utf-8"))
            said = facts.get("chat_template")
    except (OSError, ValueError, AttributeError):
        remark(_("{name} is unreadable").format(name=TOKENIZER_CONFIG) + ".")
    if not said:
        return None
    ours = Template.suited_to(vocabulary)
    if said == jinja(ours):
        return ours
    remark(_("Its chat template is not one of ours: it is left out."))
    return None


def _is_mask(name: str) -> bool:
    """Older files keep their masks as tensors, of any kind of numbers."""
    return name.endswith((".attn.bias", ".masked_bias"))


def _equal(head: np.ndarray[Any, Any], embedding: np.ndarray[Any, Any] | None) -> bool:
    return embedding is not None and np.array_equal(head, embedding)


def _weights(folder: Path) -> Arrays:
    """The tensors of a folder by their names, masks left out, from one file or several."""
    for name, opened in ((WEIGHTS, _read_safetensors), (PICKLED, _read_pickled)):
        index = folder / f"{name}.index.json"
        if (folder / name).exists():
            return opened(folder / name)
        if index.exists():
            found: Arrays = {}
            for part in _parts_of(folder, index):
                found |= opened(folder / part)
            return found
    raise _unusable(folder, _("{name} is missing").format(name=WEIGHTS))


def _parts_of(folder: Path, index: Path) -> list[str]:
    """The names of the files that hold the weights together."""
    try:
        names = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
        if any(Path(name).name != name for name in names):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _unusable(folder, _("{name} is unreadable").format(name=index.name)) from None
    if missing := [name for name in names if not (folder / name).exists()]:
        raise _unusable(folder, _("{name} is missing").format(name=missing[0]))
    return names


def _read_safetensors(path: Path) -> Arrays:
    tensors, _metadata = read(path, skip=_is_mask, halves=True)
    return {n: np.asarray(flat).reshape(shape) for n, (shape, flat) in tensors.items()}


def _read_pickled(path: Path) -> Arrays:
    """What PyTorch's loader of weights alone gives: it runs no code that a file may hold."""
    if find_spec("torch") is None:
        raise InputError(
            _(
                "{path} can only be read with PyTorch, which is not installed: pip install "
                "'premier-llm[torch]'"
            ).format(path=path)
        )
    import torch

    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
        kept = {n: value for n, value in found.items() if not _is_mask(n)}
        return {
            n: value.to(torch.float64 if value.dtype == torch.float64 else torch.float32).numpy()
            for n, value in kept.items()
        }
    except MemoryError:
        raise
    except Exception:  # which may be of any kind, in a file of any content
        raise InputError(
            _("{path} is damaged, or holds more than weights: it is not opened.").format(path=path)
        ) from None


def foreign_checkpoint(path: Path) -> InputError:
    """Why a checkpoint of nanoGPT's is not opened."""
    return InputError(
        _(
            "{path} is a checkpoint as nanoGPT keeps it, which does not say what its tokens are: "
            "write it as a Hugging Face folder first, with its tokenizer, or train the same model "
            "here with --preset nanogpt."
        ).format(path=path)
    )


def _unusable(folder: Path, problem: str) -> InputError:
    return InputError(
        _("{folder} is not a usable GPT-2: {problem}.").format(folder=folder, problem=problem)
    )


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        facts = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _unusable(folder, _("{name} is missing").format(name=CONFIG)) from None
    except OSError as error:
        raise InputError(
            _("{folder} is no folder of a GPT-2: {name} cannot be read: {reason}.").format(
                folder=folder, name=CONFIG, reason=system_reason(error)
            )
        ) from None
    except ValueError:
        raise _unusable(folder, _("{name} is unreadable").format(name=CONFIG)) from None
    if not isinstance(facts, dict):
        raise _unusable(folder, _("{name} is unreadable").format(name=CONFIG))
    for name, value in _FIXED.items():
        found = facts.get(name, value)
        if found != value:
            raise _unusable(
                folder,
                _(
                    "{name} is {found!r} in its config.json, and only {value!r} can be opened here"
                ).format(name=name, found=found, value=value),
            )
    return facts


def _config_of(facts: dict[str, Any], tied: Any) -> Config:
    """The dials; a missing or impossible one raises InputError. What is left out is GPT-2's."""
    usual = PRESETS["gpt2"]
    sizes = {ours: facts.get(theirs, getattr(usual, ours)) for ours, theirs in _SIZES.items()}
    hidden = facts.get("n_inner")
    if hidden is None:
        hidden = 4 * sizes["embedding"]
    name = facts.get("activation_function", "gelu_new")
    # An unknown activation is refused by the dial, by its name.
    activation = _ACTIVATIONS.get(name, name) if isinstance(name, str) else name
    return usual.with_dials(**sizes, hidden=hidden, activation=activation, tied=tied)


def _pairs(config: Config) -> list[tuple[str, str]]:
    """(our name, their name) of every tensor; qkv is query, key and value together."""
    pairs = [("token_embedding", "wte.weight"), ("position_embedding", "wpe.weight")]
    for i in range(config.layers):
        for ours, theirs in {
            "attention_norm.weight": "ln_1.weight",
            "attention_norm.bias": "ln_1.bias",
            "attention.qkv": "attn.c_attn.weight",
            "attention.qkv_bias": "attn.c_attn.bias",
            "attention.output": "attn.c_proj.weight",
            "attention.output_bias": "attn.c_proj.bias",
            "mlp_norm.weight": "ln_2.weight",
            "mlp_norm.bias": "ln_2.bias",
            "mlp.up.weight": "mlp.c_fc.weight",
            "mlp.up.bias": "mlp.c_fc.bias",
            "mlp.down.weight": "mlp.c_proj.weight",
            "mlp.down.bias": "mlp.c_proj.bias",
        }.items():
            pairs.append((f"blocks.{i}.{ours}", f"h.{i}.{theirs}"))
    return [*pairs, ("final_norm.weight", "ln_f.weight"), ("final_norm.bias", "ln_f.bias")]


_TURNED = ("attention.qkv", "attention.output", "mlp.up.weight", "mlp.down.weight")
"""Their (in, out) matrices."""


def _take_apart(arrays: Arrays, block: str, folder: Path) -> None:
    """From their layout to ours, in place."""
    for name in _TURNED:
        arrays[f"{block}.{name}"] = arrays[f"{block}.{name}"].T
    for suffix in ("", "_bias"):
        qkv = arrays.pop(f"{block}.attention.qkv{suffix}")
        if qkv.ndim == 0 or len(qkv) % 3:
            raise _unusable(
                folder, _("{name} has a wrong shape").format(name=f"{block}.attention.qkv{suffix}")
            )
        for name, part in zip(("query", "key", "value"), np.split(qkv, 3), strict=True):
            arrays[f"{block}.attention.{name}{suffix}"] = part


def _put_together(arrays: Arrays, block: str) -> None:
    """From our layout to theirs, in place."""
    for suffix in ("", "_bias"):
        parts = [arrays.pop(f"{block}.attention.{n}{suffix}") for n in ("query", "key", "value")]
        arrays[f"{block}.attention.qkv{suffix}"] = np.concatenate(parts)
    for name in _TURNED:
        arrays[f"{block}.{name}"] = arrays[f"{block}.{name}"].T


def their_tensors(config: Config, weights: Tensors) -> Arrays:
    """A GPT-2's weights under Hugging Face's names and in its layout.

    What it has and the model has not is what changes nothing: biases of 0, gains of 1.
    """
    arrays = completed(config, weights)
    for block in range(config.layers):
        _put_together(arrays, f"blocks.{block}")
    theirs = {f"transformer.{their}": arrays[our] for our, their in _pairs(config)}
    if not config.tied:
        theirs["lm_head.weight"] = arrays["unembedding"]
    return theirs


def completed(config: Config, weights: Tensors) -> Arrays:
    """The weights, and beside them every bias, at 0, and gain, at 1, that the dials leave out."""
    everything = dict.fromkeys(("attention_bias", "mlp_bias", "norm_weight", "norm_bias"), True)
    arrays = {n: np.asarray(flat).reshape(shape) for n, (shape, flat) in weights.items()}
    dtype = arrays["token_embedding"].dtype
    for other in parameter_table(config.with_dials(**everything)):
        arrays.setdefault(other.name, np.full(other.shape, other.start, dtype))
    return arrays


def activation_name(config: Config) -> str:
    """What transformers calls the MLP's filter."""
    return ACTIVATION_NAMES[config.activation]


def config_facts(config: Config) -> dict[str, Any]:
    """What GPT-2's config.json says of a model."""
    return {
        **_FIXED,
        **{theirs: getattr(config, ours) for ours, theirs in _SIZES.items()},
        "n_inner": config.hidden,
        "activation_function": activation_name(config),
    }


def to_tensors(arrays: Arrays) -> Tensors:
    """As files take them: name -> (shape, flat array of 'f' or 'd')."""
    out: Tensors = {}
    for name, value in arrays.items():
        flat: array[float] = array("d" if value.dtype == np.float64 else "f")
        flat.frombytes(np.ascontiguousarray(value).tobytes())
        out[name] = (value.shape, flat)
    return out
