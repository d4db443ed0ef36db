"""A folder that transformers opens: a model written as an architecture that computes the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ..engines.contract import Tensors
from ..errors import InputError, RunError, system_reason
from ..model.bpe import BytePairs
from ..model.config import Config
from ..model.pieces import END
from ..model.tokenizer_json import of_characters
from ..model.vocabulary import Vocabulary
from . import gpt2, neox
from .gpt2 import CONFIG, TOKENIZER, TOKENIZER_CONFIG, WEIGHTS, Arrays, jinja, to_tensors
from .model_file import ModelFile
from .safetensors import packed
from .whole import write_together

_NORMED = {"norm": "layer", "norm_embedding": False, "norm_blocks": True, "norm_final": True}


class Architecture(NamedTuple):
    """One of transformers', and the dials of the models that it computes exactly."""

    name: str
    needs: Mapping[str, Any]
    facts: Callable[[Config], dict[str, Any]]
    tensors: Callable[[Config, Tensors], Arrays]

    def differing(self, config: Config, more: Mapping[str, Any]) -> list[str]:
        """The dials that it cannot have, each with what it is and would have to be."""
        said = _("{dial} is {found}, and must be {value}")
        differing = [
            said.format(dial=dial, found=getattr(config, dial), value=value)
            for dial, value in {**self.needs, **more}.items()
            if getattr(config, dial) != value
        ]
        known, found = gpt2.ACTIVATION_NAMES, config.activation
        if found not in known and "activation" not in more:  # somebody's own
            differing.append(said.format(dial="activation", found=found, value=", ".join(known)))
        return differing


_NEEDS = {**_NORMED, "query_key_norm": False, "attention_output": True}
ARCHITECTURES = (
    Architecture(
        "GPT2LMHeadModel",
        {"positions": "learned", **_NEEDS},
        gpt2.config_facts,
        gpt2.their_tensors,
    ),
    Architecture(
        "GPTNeoXForCausalLM",
        {"positions": "rotary", **_NEEDS},
        neox.config_facts,
        neox.their_tensors,
    ),
)


def architecture_of(config: Config, more: Mapping[str, Any] | None = None) -> Architecture:
    """The one that computes the same; InputError says, dial by dial, why there is none.

    ``more``: the dials that another program than transformers wants beside.
    """
    nearest = min(ARCHITECTURES, key=lambda one: len(one.differing(config, more or {})))
    if differing := nearest.differing(config, more or {}):
        said = (
            _("No architecture of transformers computes this model. For {name}: {dials}.")
            if more is None
            else _("No architecture of llama.cpp computes this model. For {name}: {dials}.")
        )
        raise InputError(said.format(name=nearest.name, dials=_("; ").join(differing)))
    return nearest


def export(model: ModelFile, folder: str | Path) -> None:
    """Write a folder that transformers' AutoModelForCausalLM and AutoTokenizer open.

    As GPT-2 or, with rotary positions, as GPT-NeoX; a model that neither computes exactly, or that
    reads words, raises InputError; RunError says why the folder cannot be written: then nothing is.
    """
    folder, config, vocabulary = Path(folder), model.config, model.vocabulary
    architecture = architecture_of(config)
    description = _tokenizer(vocabulary)
    theirs = architecture.tensors(config, model.weights)
    double = any(value.dtype == np.float64 for value in theirs.values())
    facts = {
        **architecture.facts(config),
        "architectures": [architecture.name],
        "tie_word_embeddings": config.tied,
        "dtype": "float64" if double else "float32",
        "bos_token_id": vocabulary.end,
        "eos_token_id": vocabulary.end,
    }
    contents = {
        CONFIG: [_as_json(facts)],
        TOKENIZER_CONFIG: [_as_json(_tokenizer_facts(model))],
        TOKENIZER: [description.encode()],
        WEIGHTS: packed(to_tensors(theirs), {"format": "pt"}),
    }
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_together({folder / name: chunks for name, chunks in contents.items()})
    except OSError as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=folder, reason=system_reason(error)
            )
        ) from None
    except RunError:
        if new:
            folder.rmdir()
        raise


def _tokenizer(vocabulary: Vocabulary) -> str:
    if isinstance(vocabulary, BytePairs):
        return vocabulary.description
    if vocabulary.kind == "words":
        raise InputError(
            _(
                "This model reads words, which no tokenizer of transformers cuts as we do: train "
                "it on letters, or with --bpe, to export it."
            )
        )
    return of_characters(vocabulary.tokens)


def _tokenizer_facts(model: ModelFile) -> dict[str, Any]:
    vocabulary = model.vocabulary
    pieces = isinstance(vocabulary, BytePairs)
    edge = None if vocabulary.end is None else END if pieces else vocabulary.tokens[vocabulary.end]
    special = ("bos_token", "eos_token", *(("unk_token",) if pieces else ()))
    return {
        "tokenizer_class": "GPT2Tokenizer" if pieces else "PreTrainedTokenizerFast",
        "model_max_length": model.config.context,
        **({} if edge is None else dict.fromkeys(special, edge)),
        **({} if pieces else {"clean_up_tokenization_spaces": False}),
        **({} if model.chat is None else {"chat_template": jinja(model.chat)}),
    }


def is_export(folder: Path) -> bool:
    """Whether a folder has the files that ``export`` writes, and no other that could be lost."""
    exported = {CONFIG, TOKENIZER_CONFIG, TOKENIZER, WEIGHTS}
    return folder.is_dir() and {path.name for path in folder.iterdir()} == exported


def _as_json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(facts, indent=2) + "\n").encode()
