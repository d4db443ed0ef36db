"""A pupil's value beside the expected one: the first difference, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from ...i18n import dire, dire_n
from ..boxes import code
from ..memory import block, has_hole
from ..slips import comma, meant
from ..spelled import spelled
from ..values import number_trouble, trouble_of


def difference_of(
    given: Any, expected: Any, tolerance: float, name: str, of_function: bool = False
) -> str | None:
    """A sentence on the first difference, or None. ``name`` is a variable's, or a call as code."""
    label = code(name)
    if _has_hole(given) and block() and not has_hole(block()):
        return dire(
            "{label} donne des {hole}, qui viennent d’un exercice plus haut\u00a0: réponds-y "
            "d’abord, puis relance cette cellule."
        ).format(label=label, hole=code("..."))
    if trouble := trouble_of(name, given):
        return trouble
    if _has_hole(given):
        return dire("{label}\u00a0: il reste des {hole}. Remplace-les par ta réponse.").format(
            label=label, hole=code("...")
        )
    verb = "donne" if of_function else "vaut"
    if same(given, expected, tolerance):
        return None
    if callable(given):
        return dire(
            "{label} donne une fonction, sans l’appeler\u00a0: ajoute ses parenthèses."
        ).format(label=label)
    if isinstance(given, str) and isinstance(expected, (int, float)):
        right = spelled(given)
        if right is not None and isinstance(right, bool) == isinstance(expected, bool):
            return dire(
                "{label} est le texte {given}\u00a0: écris {right}, sans guillemets."
            ).format(label=label, given=code(short(given)), right=code(right))
    if of_function and isinstance(given, str) and not isinstance(expected, str):
        return dire(
            "{label} donne le texte {given}. Pour que Python fasse le calcul, enlève ses "
            "guillemets."
        ).format(label=label, given=code(short(given)))
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        if trouble := number_trouble(name, given):
            if not meant(block()) and (pair := _pair_for_number(given, expected)):
                return comma(*pair)
            if of_function:
                return dire("{label} doit donner un nombre, et donne {given}.").format(
                    label=label, given=code(short(given))
                )
            return trouble
    elif not meant(block()) and (pair := _pair_for_number(given, expected)):
        return comma(*pair)
    elif isinstance(expected, str) and not isinstance(given, str):
        return dire("{label} doit être un texte entre guillemets, pas {given}.").format(
            label=label, given=code(short(given))
        )
    elif isinstance(expected, (list, tuple)) and not isinstance(given, (list, tuple)):
        return dire("{label} doit être une liste, pas {given}.").format(
            label=label, given=code(short(given))
        )
    elif isinstance(expected, dict) and not isinstance(given, Mapping):
        return dire("{label} doit être un dictionnaire, pas {given}.").format(
            label=label, given=code(short(given))
        )
    elif isinstance(expected, (list, tuple)) and len(given) != len(expected):
        return dire_n(
            "{label} a {given} élément, et il en faut {expected}.",
            "{label} a {given} éléments, et il en faut {expected}.",
            len(given),
        ).format(label=label, given=len(given), expected=len(expected))
    if isinstance(expected, int) and any(
        same(given * by, expected, tolerance) for by in (1000, 1_000_000)
    ):
        return dire(
            "{label} vaut {given}\u00a0: en Python, le point est la virgule. Un grand nombre "
            "s’écrit sans point ni espace."
        ).format(label=label, given=code(short(given)))
    if of_function:
        return dire("{label} {verb} {given}, et devrait donner {expected}.").format(
            label=label, verb=verb, given=code(short(given)), expected=code(short(expected))
        )
    return dire("{label} {verb} {given}\u00a0: ce n’est pas ça.").format(
        label=label, verb=verb, given=code(short(given))
    )


def _has_hole(given: Any) -> bool:
    if isinstance(given, Mapping):
        given = list(given.values())
    return given is ... or (isinstance(given, (list, tuple)) and any(map(_has_hole, given)))


def _pair_for_number(given: Any, expected: Any) -> tuple[int, int] | None:
    """``(0, 25)`` where 0.25 was expected, however deep: a decimal comma."""
    if isinstance(expected, (int, float)):
        if (
            isinstance(given, tuple)
            and len(given) == 2
            and all(type(part) is int for part in given)
        ):
            return given
        return None
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(expected, Mapping) and isinstance(given, Mapping):
        pairs = ((given[key], expected[key]) for key in expected if key in given)
    elif isinstance(expected, (list, tuple)) and isinstance(given, (list, tuple)):
        pairs = zip(given, expected, strict=False)
    return next((found for one in pairs if (found := _pair_for_number(*one))), None)


def same(given: Any, expected: Any, tolerance: float) -> bool:
    """Whether it is the expected value, numbers within ``tolerance``, however deep they stand."""
    if isinstance(expected, bool) or isinstance(given, bool):
        return given is expected
    if isinstance(expected, (int, float)):
        if not isinstance(given, (int, float)):
            return False
        return given == expected or abs(given - expected) <= tolerance
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(given, (list, tuple))
            and len(given) == len(expected)
            and all(same(g, e, tolerance) for g, e in zip(given, expected, strict=True))
        )
    if isinstance(expected, Mapping):
        return (
            isinstance(given, Mapping)
            and set(given) == set(expected)
            and all(same(given[key], expected[key], tolerance) for key in expected)
        )
    return bool(type(given) is type(expected) and given == expected)


def short(value: Any) -> str:
    """A value as Python writes it, numbers rounded, cut when long."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        items = [short(item) for item in islice(value, 6)]
        return "[" + ", ".join([*items, "…"] if len(value) > 6 else items) + "]"
    if isinstance(value, dict):
        pairs = [f"{short(k)}: {short(v)}" for k, v in islice(value.items(), 4)]
        return "{" + ", ".join([*pairs, "…"] if len(value) > 4 else pairs) + "}"
    said = repr(value[:60] if isinstance(value, str) else value)
    return said if len(said) <= 60 else said[:57] + "…"
