"""A tokenizer as the tokenizers library describes it, in a file called tokenizer.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

from ..errors import InputError
from .pieces import END, SIGNS

_LEVEL = {
    "type": "ByteLevel",
    "add_prefix_space": False,
    "trim_offsets": True,
    "use_regex": True,
}
_STEPS: dict[str, Any] = {
    "version": "1.0",
    "truncation": None,
    "padding": None,
    "added_tokens": [],
    "normalizer": None,
    "pre_tokenizer": _LEVEL,
    "post_processor": None,
    "decoder": _LEVEL,
    "model": {},
}
_MODEL = {
    "type": "BPE",
    "dropout": None,
    "unk_token": None,
    "continuing_subword_prefix": None,
    "end_of_word_suffix": None,
    "fuse_unk": False,
    "byte_fallback": False,
    "ignore_merges": False,
}
_ADDED = {
    "id": 0,
    "content": "",
    "single_word": False,
    "lstrip": False,
    "rstrip": False,
    "normalized": False,
    "special": False,
}
_CHOOSY = ("single_word", "lstrip", "rstrip")
"""An added token is found in other places than where it stands, or takes its spaces along."""


def assembled(vocab: Mapping[str, int], merges: Sequence[Any]) -> str:
    """GPT-2's tokenizer.json around its two lists."""
    added = [_ADDED | {"id": vocab[END], "content": END, "special": True}] if END in vocab else []
    model = _MODEL | {"vocab": vocab, "merges": merges}
    return json.dumps(_STEPS | {"added_tokens": added, "model": model})


def of_characters(tokens: Sequence[str]) -> str:
    """A tokenizer.json whose tokens are single characters; others are refused by the library."""
    cut = {
        "type": "Split",
        "pattern": {"Regex": "[\\s\\S]"},
        "behavior": "Isolated",
        "invert": False,
    }
    ids = {token: place for place, token in enumerate(tokens)}
    steps = {
        "pre_tokenizer": cut,
        "decoder": {"type": "Fuse"},
        "model": {"type": "WordLevel", "vocab": ids, "unk_token": ""},
    }
    return json.dumps(_STEPS | steps)


def ordered(facts: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The tokens of a tokenizer.json, and what it says in the order and words of today's library.

    So the same tokenizer is the same text wherever it was read.
    """
    model = {**_MODEL, **facts["model"]}
    added = [_ADDED | one for one in facts.get("added_tokens") or []]
    ids: dict[str, int] = {**model["vocab"], **{one["content"]: one["id"] for one in added}}
    if not all(type(i) is int for i in ids.values()):
        raise ValueError
    tokens = tuple(sorted(ids, key=ids.__getitem__))
    if [ids[token] for token in tokens] != list(range(len(tokens))):
        raise InputError(_("The tokens of the tokenizer are not numbered one after the other."))
    own = {token: ids[token] for token in tokens if token in model["vocab"]}
    # Older descriptions have a pair as one text.
    pairs = [pair.split(" ") if isinstance(pair, str) else pair for pair in model["merges"]]
    prefix = len(model["continuing_subword_prefix"] or "")
    if any(not {a, b, a + b[prefix:]} <= own.keys() for a, b in pairs):
        raise InputError(_("The description of the tokenizer is damaged."))
    model |= {"vocab": own, "merges": pairs}
    # Cut short or filled up, a text would not come back.
    whole = {"added_tokens": added, "model": model, "truncation": None, "padding": None}
    return tokens, {step: {**facts, **whole}.get(step, usual) for step, usual in _STEPS.items()}


def is_plain(facts: Mapping[str, Any]) -> bool:
    """Whether a tokenizer cuts as GPT-2's does, and no more."""
    model, cut = facts["model"], facts["pre_tokenizer"]
    return (
        facts["normalizer"] is None
        and {**_LEVEL, **cut, "trim_offsets": True} == _LEVEL
        and not any(model[dial] for dial in ("dropout", "ignore_merges"))
        and not any(model[part] for part in ("continuing_subword_prefix", "end_of_word_suffix"))
        and model["vocab"].keys() >= set(SIGNS)
        and not any(one[dial] for one in facts["added_tokens"] for dial in _CHOOSY)
    )
