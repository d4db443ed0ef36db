"""How numbers and letters are written: in French, and safely whatever they hold."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from textwrap import wrap

from ..i18n import dire

WIDTH = 80
"""Columns of a plain terminal."""

_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""They change the direction of all that follows."""
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def not_a_number() -> str:
    """What stands for infinity, and the like."""
    return dire("pas un nombre")


def nothing() -> str:
    """What is said where there is nothing to draw."""
    return dire("Rien à dessiner.")


def whole(value: int) -> str:
    """2 832, with a no-break space."""
    return f"{value:,}".replace(",", "\u00a0")


def number(value: float, digits: int = 2) -> str:
    """3,30 with a true minus; small ones keep two significant digits, such as 0,0034."""
    if not math.isfinite(value):
        return not_a_number()
    size = abs(value)
    if size >= 1e9 or 0 < size < 1e-6:
        mantissa, power = f"{value:.1e}".split("e")
        said = f"{mantissa}\u00a0×\u00a010^{int(power)}"
    else:
        if 0 < size < 0.0095:
            digits = max(digits, 1 - math.floor(math.log10(size)))
        said = f"{value:,.{digits}f}".replace(",", "\u00a0")
    return said.replace(".", ",").replace("-", "\u2212")


def percent(share: float) -> str:
    """12,5 %; small ones keep two significant digits, and < 0,1 % is not nothing."""
    if not math.isfinite(share):
        return not_a_number()
    if 0 < share < 0.001:
        return "<\u00a00,1\u00a0%"
    if 0.9995 <= share < 1:
        return ">\u00a099,9\u00a0%"
    size = abs(100 * share)
    digits = 0 if share in (0, 1) else 2 if size < 0.995 else 1
    said = f"{100 * share:.{digits}f}".replace(".", ",").replace("-", "\u2212")
    return f"{said}\u00a0%"


def clean(text: object) -> str:
    """A label that stands on one line: control characters would break a page or a terminal."""
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or c in _TURNS else c
        for c in str(text).replace("\n", "↵").replace("\t", "⇥")
    )


def visible(letter: object) -> str:
    """A letter that can be seen: a space is written ␣ and the end of a line ↵."""
    return "␣" if letter == " " else clean(letter)


def apart(letters: Sequence[str]) -> list[str]:
    """Letters told apart by their position, from 1, where one comes twice: n₃, n₇."""
    names = [visible(letter) for letter in letters]
    return [
        name + str(place).translate(_SUBSCRIPTS) if names.count(name) > 1 else name
        for place, name in enumerate(names, 1)
    ]


class CannotDraw(ValueError):
    """What was given cannot be drawn; the message is a sentence for pupils."""


def same_length(a: Sequence[object], b: Sequence[object], what: str) -> None:
    """Raise CannotDraw if one of them is longer."""
    if len(a) != len(b):
        raise CannotDraw(
            dire("{what}\u00a0: il y en a {a} d’un côté et {b} de l’autre.").format(
                what=what, a=len(a), b=len(b)
            )
        )


def cell(text: str, width: int, right: bool = False) -> str:
    """Text cut or filled to so many columns of a terminal; an emoji takes two."""
    if _columns(text) > width:
        while _columns(text) > width - 1:
            text = text[:-1]
        text += "…"
    blank = " " * (width - _columns(text))
    return blank + text if right else text + blank


def paragraph(text: str) -> list[str]:
    """Lines of a terminal."""
    return wrap(text, WIDTH)


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
