"""How a dial is declared: its words, and how far le Labo lets it be turned.

A dial stands once, as a field of ``Config``; the command's help, the documentation and le Labo
(through ``spec/write_spec.py``) are made from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, field
from typing import Any, NamedTuple


def N_(message: str) -> str:
    """Marks a message for the catalogue where it is declared; ``gettext`` translates it later."""
    return message


class Choice(NamedTuple):
    """What people read of one choice of a dial."""

    label: str
    """What it does, as a button of le Labo says it."""
    name: str = ""
    """What it is called in every language: "ReLU"."""
    explained: str = ""
    """What happens to one number, where le Labo shows where it comes from."""


@dataclass(frozen=True)
class Words:
    """What people read of a dial, as messages of the catalogue."""

    meaning: str
    """What it sets, in a few words of a table: "letters seen at once"."""
    help: str = ""
    """A sentence for the command's help, where the command has an option of its own for it."""
    label: str = ""
    """What pupils read beside it in le Labo, where it can be turned there."""
    term: str = ""
    """The entry of the glossary that explains the label."""
    choices: Mapping[str, Choice] = field(default_factory=dict)
    """What people read of each choice, where le Labo lets one choose."""
    stops: Sequence[int] = ()
    """The values that le Labo's slider goes through; the last is the most that it computes with
    without making one wait."""


def dial(default: int | str | bool, meaning: str, **more: Any) -> Any:
    """A field of Config with its words."""
    return field(default=default, metadata={"words": Words(meaning, **more)})


def words_of(dial: Field[Any]) -> Words:
    """The words of a field declared with ``dial``."""
    words: Words = dial.metadata["words"]
    return words
