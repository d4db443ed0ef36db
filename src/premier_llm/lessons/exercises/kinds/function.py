"""Does the pupil's function give what is expected, on every input?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from ....i18n import dire
from ...boxes import code
from ...offered import offered
from ...troubles import explain
from ...values import Arret
from ..answers import not_yet, right
from ..comparing import difference_of, same, short
from ..time_limit import TooLong, time_limit

TIME = 4.0
"""Seconds of the processor that a pupil's function may take on one input; the longest right one
takes a hundredth of that here, so that a slow computer has room."""


@offered
def verifier_fonction(
    numero: int,
    fonction: Callable[..., Any],
    essais: Sequence[tuple[Any, ...]],
    message_ok: str,
    message_aide: str = "",
    tolerance: float = 1e-6,
) -> None:
    """Green if the pupil's function gives what is expected on every input.

    ``essais``: (arguments, expected), at least two, or (arguments, expected, parts): what the
    names inside the function are worth, where it has these names, so that a right sum of wrong
    parts is told. Says the first that fails.
    """
    trouble = None
    if not callable(fonction):
        trouble = dire(
            "Ce n’est plus une fonction\u00a0: elle doit commencer par <code>def</code>."
        )
    else:
        name = getattr(fonction, "__name__", "ta fonction")
        for arguments, expected, *parts in essais:
            call = code(f"{name}({', '.join(map(short, arguments))})")
            try:
                # A copy: a function that changes its arguments cannot change the check.
                copied = deepcopy(arguments)
                with time_limit(TIME, fonction), _inside(fonction, parts) as inside:
                    given = fonction(*copied)
            except Arret:
                raise
            except TooLong:
                trouble = dire(
                    "{call} ne finit jamais\u00a0: y a-t-il une boucle sans fin\u00a0?"
                ).format(call=call)
            except Exception as error:
                # This sentence is about the mistake: nothing is added.
                not_yet(
                    numero,
                    dire("Avec {call}, Python s’arrête. {error}").format(
                        call=call, error=explain(error)
                    ),
                )
                return
            else:
                if given is None:
                    trouble = dire(
                        "{call} ne rend rien\u00a0: as-tu écrit <code>return</code>\u00a0?"
                    ).format(call=call)
                else:
                    trouble = difference_of(
                        given, expected, tolerance, call, of_function=True
                    ) or _wrong_part(call, inside, parts, tolerance)
            if trouble:
                break
    if trouble is None:
        right(numero, message_ok)
    else:
        not_yet(numero, trouble, message_aide)


@contextmanager
def _inside(function: Callable[..., Any], parts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """What the names inside the function are worth when it has ended; nothing unless asked for."""
    values: dict[str, Any] = {}
    if not parts:
        yield values
        return
    code_of_it = getattr(function, "__code__", None)

    def profile(frame: Any, event: str, _arg: Any) -> None:
        if event == "return" and frame.f_code is code_of_it:
            values.update(frame.f_locals)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield values
    finally:
        sys.setprofile(before)


def _wrong_part(
    call: str, inside: dict[str, Any], parts: Sequence[dict[str, Any]], tolerance: float
) -> str | None:
    for name, expected in parts[0].items() if parts else ():
        if name in inside and not same(inside[name], expected, tolerance):
            return dire(
                "Le résultat est bon, mais pas {name}\u00a0: avec {call}, il vaut {given} et "
                "devrait valoir {expected}."
            ).format(
                name=code(name),
                call=call,
                given=code(short(inside[name])),
                expected=code(short(expected)),
            )
    return None
