"""Does the pupil's function give what is expected, on every input?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from ....i18n import dire
from ...boxes import code
from ...offered import offered
from ...troubles import explain
from ...values import Arret
from ..answers import not_yet, right
from ..comparing import difference_of, short
from ..time_limit import TooLong, time_limit

TIME = 4.0
"""Seconds of the processor that a pupil's function may take on one input; the longest right one
takes a hundredth of that here, so that a slow computer has room."""


@offered
def verifier_fonction(
    numero: int,
    fonction: Callable[..., Any],
    essais: Sequence[tuple[tuple[Any, ...], Any]],
    message_ok: str,
    message_aide: str = "",
    tolerance: float = 1e-6,
) -> None:
    """Green if the pupil's function gives what is expected on every input.

    ``essais``: (arguments, expected), at least two. Says the first that fails.
    """
    trouble = None
    if not callable(fonction):
        trouble = dire(
            "Ce n’est plus une fonction\u00a0: elle doit commencer par <code>def</code>."
        )
    else:
        name = getattr(fonction, "__name__", "ta fonction")
        for arguments, expected in essais:
            call = code(f"{name}({', '.join(map(short, arguments))})")
            try:
                with time_limit(TIME, fonction):
                    # A copy: a function that changes its arguments cannot change the check.
                    given = fonction(*deepcopy(arguments))
            except Arret:
                raise
            except TooLong:
                trouble = dire(
                    "{call} ne finit jamais\u00a0: y a-t-il une boucle sans fin\u00a0?"
                ).format(call=call)
            except Exception as error:
                trouble = dire("Avec {call}, Python s’arrête. {error}").format(
                    call=call, error=explain(error)
                )
            else:
                if given is None:
                    trouble = dire(
                        "{call} ne rend rien\u00a0: as-tu écrit <code>return</code>\u00a0?"
                    ).format(call=call)
                else:
                    trouble = difference_of(given, expected, tolerance, call, of_function=True)
            if trouble:
                break
    if trouble is None:
        right(numero, message_ok)
    else:
        not_yet(numero, f"{trouble} {message_aide}".strip())
