"""What a pupil writes in letters, and Python writes otherwise: eight, true, false."""

from __future__ import annotations

from ..i18n import a_dire, dire

_FROM_ZERO = a_dire(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_OTHERS: dict[str, int | bool] = {
    a_dire("vingt"): 20,
    a_dire("trente"): 30,
    a_dire("quarante"): 40,
    a_dire("cinquante"): 50,
    a_dire("cent"): 100,
    a_dire("mille"): 1000,
    a_dire("vrai"): True,
    a_dire("faux"): False,
    "zero": 0,
    "true": True,
    "false": False,
}


def spelled(word: str) -> int | bool | None:
    """8 of ``huit``, True of ``vrai``; None of any other word."""
    plain = word.strip().casefold()
    numbers = dire(_FROM_ZERO).split()
    if plain in numbers:
        return numbers.index(plain)
    return {dire(other): value for other, value in _OTHERS.items()}.get(plain)
