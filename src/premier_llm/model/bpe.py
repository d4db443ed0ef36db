"""Pieces of text to token ids and back: byte-level BPE, the vocabulary of GPT-2.

``pieces.py`` does the work in the standard library, no slower than the tokenizers library, which is
needed only for what cuts otherwise than GPT-2.
"""

from __future__ import annotations

import json
from codecs import getincrementaldecoder
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from typing import Any, ClassVar, Protocol

from ..errors import InputError, RunError, system_reason
from .pieces import ALPHABET, END, Cutter, bytes_of, learn
from .tokenizer_json import assembled, is_plain, ordered
from .vocabulary import TokenKind, Vocabulary
from .words import Words

BYTES = 256


@dataclass(frozen=True)
class BytePairs(Vocabulary):
    """A vocabulary for any text, as GPT-2 has it.

    ``tokens`` are the pieces as GPT-2 writes them: one character a byte, Ġ for a space. In running
    text, ``boundary`` None, END is a token wherever a text has it; between stories it is the
    boundary, and in a text of that spelling it is characters like others.
    """

    kind: ClassVar[TokenKind] = "pieces"
    description: str = field(repr=False)
    """The tokenizer as the tokenizers library describes it: its tokenizer.json."""
    _cutter: _Encoder = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", {token: i for i, token in enumerate(self.tokens)})
        self._check_boundary()
        facts = json.loads(self.description)
        object.__setattr__(self, "_cutter", _encoder(facts, self.tokens, self.boundary is None))

    @classmethod
    def described(cls, description: str, boundary: int | None = None) -> BytePairs:
        """The vocabulary of a tokenizer.json's text; InputError if it is no byte-level BPE."""
        try:
            facts = json.loads(description)
            kind, steps = facts["model"]["type"], json.dumps(facts["pre_tokenizer"])
            if kind == "BPE" and "ByteLevel" in steps:
                tokens, facts = ordered(facts)
                return cls(tokens, boundary, json.dumps(facts))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(_("The description of the tokenizer is damaged.")) from None
        raise InputError(_("The tokenizer is not a byte-level BPE, as GPT-2's is."))

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
            return cls.described(assembled(json.loads(vocab), lines))
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
    def train(cls, text: Iterable[str], size: int, boundary: bool = False) -> BytePairs:
        """Learn so many tokens from a text, which comes in parts, or from stories.

        They are the bytes, the end of a text, then joined pairs: fewer if the text has no more
        pairs that come twice. Less than 257 raises InputError.
        """
        if size <= BYTES:
            raise InputError(
                _("A byte-level vocabulary has at least {least} tokens, not {size}.").format(
                    least=BYTES + 1, size=size
                )
            )
        tokens, pairs = learn(map(_checked, text), size)
        ids = {token: i for i, token in enumerate(tokens)}
        description = assembled(ids, [[tokens[a], tokens[b]] for a, b in pairs])
        return cls.described(description, ALPHABET.index(END) if boundary else None)

    @property
    def version(self) -> int:
        """Of the file's format, the oldest that can say it."""
        return 1 if self.boundary is None else 2

    @property
    def end(self) -> int | None:
        """The token at which an invented text ends; it also begins one."""
        return self._ids.get(END) if self.boundary is None else self.boundary

    def __contains__(self, character: str) -> bool:
        """Bytes write every character."""
        return True

    @property
    def knows_all(self) -> bool:
        """Bytes write every text."""
        return True

    def extended(self, tokens: Iterable[str]) -> BytePairs:
        """The same: what is new is spelled."""
        return self

    def encode(self, text: str) -> list[int]:
        """Token ids of any text."""
        return self._cutter.encode(_checked(text))

    def texts(self, ids: Iterable[int]) -> list[str]:
        """What each token adds to the text; all together they are ``decode``.

        A character of several tokens appears with its last one; bytes that are no character
        become �.
        """
        decoder = getincrementaldecoder("utf-8")("replace")
        texts = [decoder.decode(self._bytes[i]) for i in ids]
        if texts:
            texts[-1] += decoder.decode(b"", final=True)
        return texts

    @cached_property
    def _bytes(self) -> list[bytes]:
        return [bytes_of(token) for token in self.tokens]

    def fold(self, text: str) -> str:
        """The text itself: nothing in it is unknown."""
        return text

    def beginning(self, text: str) -> str:
        """How a text begins, without the boundary that may stand in front."""
        return text if self.boundary is None else text.removeprefix(self.tokens[self.boundary])

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        edge = {} if self.boundary is None else {"boundary": self.boundary}
        return {"byte_pairs": json.loads(self.description), **edge}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> BytePairs:
        """The inverse of to_dict."""
        boundary = facts.get("boundary")
        if not (boundary is None or type(boundary) is int):
            raise InputError(_("This is not the description of a vocabulary."))
        return cls.described(json.dumps(facts["byte_pairs"]), boundary)


def vocabulary_from(facts: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of any kind that ``to_dict`` described."""
    if "words" in facts:
        return Words.from_dict(facts)
    return (BytePairs if "byte_pairs" in facts else Vocabulary).from_dict(facts)


def _checked(text: str) -> str:
    """The text; InputError if it cannot be written in bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as unknown:
        raise InputError(
            _("The text holds half a character, {character!r}.").format(
                character=text[unknown.start]
            )
        ) from None
    return text


class _Encoder(Protocol):
    def encode(self, text: str) -> list[int]: ...


def _encoder(facts: Mapping[str, Any], tokens: tuple[str, ...], finds_end: bool) -> _Encoder:
    """What cuts texts as a tokenizer.json says. ``finds_end``: END in a text is a token."""
    if not is_plain(facts):
        return _Other(json.dumps(facts), finds_end)
    ids = {token: i for i, token in enumerate(tokens)}
    merges = [(ids[a], ids[b]) for a, b in facts["model"]["merges"]]
    added = [a["content"] for a in facts["added_tokens"] if finds_end or not a["special"]]
    return Cutter(tokens, merges, added)


class _Other:
    """A tokenizer that does more than GPT-2's: the library's; RunError where it is missing."""

    def __init__(self, description: str, finds_end: bool) -> None:
        try:
            from tokenizers import Tokenizer
        except ModuleNotFoundError:
            raise RunError(
                _(
                    "This tokenizer is more than GPT-2's: it needs the library tokenizers, which "
                    "is not installed: pip install 'premier-llm[gpt2]'"
                )
            ) from None
        try:
            self._tokenizer = Tokenizer.from_str(description)
        # The library raises plain Exceptions.
        except Exception:
            raise InputError(_("The description of the tokenizer is damaged.")) from None
        self._tokenizer.encode_special_tokens = not finds_end

    def encode(self, text: str) -> list[int]:
        # Fast: without the place of each token in the text, which nobody asks for.
        (encoded,) = self._tokenizer.encode_batch_fast([text], add_special_tokens=False)
        ids: list[int] = encoded.ids
        return ids
