"""Pieces of text to token ids and back: byte-level BPE, the vocabulary of GPT-2.

Byte pair encoding (Sennrich et al. 2016) begins with the 256 bytes and again and again joins the
two tokens that stand side by side most often; over bytes (Radford et al. 2019, section 2.2) no text
is foreign to it. The work is done by the tokenizers library, an optional extra.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any, ClassVar

from ..errors import InputError, RunError, system_reason
from .vocabulary import Kind, Vocabulary
from .words import Words

END = "<|endoftext|>"
"""What GPT-2 has between two texts."""
BYTES = 256


@dataclass(frozen=True)
class BytePairs(Vocabulary):
    """A vocabulary for running text, as GPT-2 has it.

    ``tokens`` are the pieces as GPT-2 writes them: one character a byte, Ġ for a space.
    """

    kind: ClassVar[Kind] = "pieces"
    description: str = field(repr=False)
    """The tokenizer as the tokenizers library describes it: its tokenizer.json."""
    _tokenizer: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", {token: i for i, token in enumerate(self.tokens)})
        object.__setattr__(self, "_tokenizer", _library().Tokenizer.from_str(self.description))

    @classmethod
    def described(cls, description: str) -> BytePairs:
        """The vocabulary of a tokenizer.json's text; InputError if it is no byte-level BPE."""
        library = _library()
        try:
            facts = json.loads(description)
            kind, steps = facts["model"]["type"], json.dumps(facts["pre_tokenizer"])
            tokenizer = library.Tokenizer.from_str(description)
        # The library raises plain Exceptions.
        except Exception:
            raise InputError(_("The description of the tokenizer is damaged.")) from None
        if kind != "BPE" or "ByteLevel" not in steps:
            raise InputError(_("The tokenizer is not a byte-level BPE, as GPT-2's is."))
        ids = tokenizer.get_vocab()
        tokens = tuple(sorted(ids, key=ids.__getitem__))
        if sorted(ids.values()) != list(range(len(tokens))):
            raise InputError(_("The tokens of the tokenizer are not numbered one after the other."))
        # Written anew, so that the same tokenizer is the same text wherever it was read.
        return cls(tokens, None, json.dumps(json.loads(tokenizer.to_str())))

    @classmethod
    def read(cls, folder: Path) -> BytePairs:
        """The tokenizer of a folder: tokenizer.json, or GPT-2's own vocab.json and merges.txt."""
        whole = folder / "tokenizer.json"
        pairs = folder / "vocab.json", folder / "merges.txt"
        try:
            if whole.exists():
                return cls.described(whole.read_text(encoding="utf-8"))
            vocab, merges = (path.read_text(encoding="utf-8") for path in pairs)
            lines = [line for line in merges.splitlines() if line and not line.startswith("#ver")]
            return cls.described(_assembled(json.loads(vocab), [tuple(m.split()) for m in lines]))
        except FileNotFoundError:
            raise InputError(
                _(
                    "There is no tokenizer in {folder}: it needs tokenizer.json, or vocab.json and "
                    "merges.txt."
                ).format(folder=folder)
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                _("The tokenizer of {folder} cannot be read: {reason}.").format(
                    folder=folder, reason=system_reason(error)
                )
            ) from None
        except (ValueError, TypeError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(_("The description of the tokenizer is damaged.")) from None

    @classmethod
    def train(cls, text: Iterable[str], size: int) -> BytePairs:
        """Learn so many tokens from a text, which comes in parts.

        They are the bytes, the end of a text, then joined pairs: fewer if the text has no more
        pairs that come twice. Less than 257 raises InputError.
        """
        if size <= BYTES:
            raise InputError(
                _("A byte-level vocabulary has at least {least} tokens, not {size}.").format(
                    least=BYTES + 1, size=size
                )
            )
        library = _library()
        tokenizer = library.Tokenizer.from_str(_assembled({}, []))
        trainer = library.trainers.BpeTrainer(
            vocab_size=size,
            min_frequency=2,
            special_tokens=[END],
            initial_alphabet=library.pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
        tokenizer.train_from_iterator(text, trainer)
        return cls.described(tokenizer.to_str())

    @property
    def end(self) -> int | None:
        """The token at which an invented text ends; it also begins one."""
        return self._ids.get(END)

    def __contains__(self, character: str) -> bool:
        """Bytes write every character."""
        return True

    def encode(self, text: str) -> list[int]:
        """Token ids of any text."""
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as unknown:
            raise InputError(
                _("The text holds half a character, {character!r}.").format(
                    character=text[unknown.start]
                )
            ) from None
        # Fast: without the place of each token in the text, which nobody asks for.
        (encoded,) = self._tokenizer.encode_batch_fast([text], add_special_tokens=False)
        ids: list[int] = encoded.ids
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """The text of token ids; bytes that are no character become �."""
        text: str = self._tokenizer.decode(list(ids), skip_special_tokens=False)
        return text

    def fold(self, text: str) -> str:
        """The text itself: nothing in it is unknown."""
        return text

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {"byte_pairs": json.loads(self.description)}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> BytePairs:
        """The inverse of to_dict."""
        return cls.described(json.dumps(facts["byte_pairs"]))


def vocabulary_from(facts: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of any kind that ``to_dict`` described."""
    if "words" in facts:
        return Words.from_dict(facts)
    return (BytePairs if "byte_pairs" in facts else Vocabulary).from_dict(facts)


def _library() -> Any:
    """The tokenizers library; RunError where it is not installed."""
    try:
        import tokenizers
        import tokenizers.pre_tokenizers
        import tokenizers.trainers
    except ModuleNotFoundError:
        raise RunError(
            _(
                "Byte-level BPE needs the library tokenizers, which is not installed: pip install "
                "'premier-llm[gpt2]'"
            )
        ) from None
    return tokenizers


def _assembled(vocab: Mapping[str, int], merges: list[tuple[str, ...]]) -> str:
    """GPT-2's tokenizer.json around its two lists."""
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
    level["use_regex"] = True
    special = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    special["special"] = True
    added = [{"id": vocab[END], "content": END, **special}] if END in vocab else []
    model = {"type": "BPE", "vocab": vocab, "merges": [list(pair) for pair in merges]}
    return json.dumps(
        {
            "version": "1.0",
            "added_tokens": added,
            "normalizer": None,
            "pre_tokenizer": level,
            "post_processor": None,
            "decoder": level,
            "model": model,
        }
    )
