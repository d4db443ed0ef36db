"""What some dials can be set to beyond our own choices, once a program has registered it.

Only the name is kept in a model's file: whoever opens it registers the same function again
(``engines.registering``). Here is what is registered, and what is said of a name that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Any

from ..errors import InputError

REGISTERED: dict[str, dict[str, Callable[..., Any]]] = {
    "activation": {},
    "norm": {},
    "positions": {},
    "optimizer": {},
}
"""By the dial, then by the name."""


class Unregistered(InputError):
    """A name that could be somebody's own, and that nobody has registered in this program."""


def is_name(name: Any) -> bool:
    """Whether something can be registered under it: a word of small letters, digits and _."""
    return isinstance(name, str) and name.isascii() and name.isidentifier() and name.islower()


def check_choice(dial: str, value: Any, ours: Sequence[str]) -> None:
    """Refuse what is neither one of our choices nor registered for a dial."""
    registered = REGISTERED.get(dial, {})
    choices = (*ours, *registered)
    if value in choices:
        return
    facts = {"dial": dial, "choices": ", ".join(choices), "value": value}
    if dial in REGISTERED and is_name(value):
        raise Unregistered(
            _(
                "{dial} must be one of {choices}, not {value!r}; one of your own has to be "
                "registered before: premier_llm.register({dial!r}, {value!r}, …), or premier-llm "
                "--with FILE.py."
            ).format(**facts)
        )
    raise InputError(_("{dial} must be one of {choices}, not {value!r}.").format(**facts))
