"""What a pupil writes in letters, and Python writes otherwise: eight, true, false."""

from __future__ import annotations

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_SPELLED: dict[str, int | bool] = {
    **{word: number for number, word in enumerate(_UNITS.split())},
    "zero": 0,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
    "mille": 1000,
    "vrai": True,
    "true": True,
    "faux": False,
    "false": False,
}


def spelled(word: str) -> int | bool | None:
    """8 of ``huit``, True of ``vrai``; None of any other word."""
    return _SPELLED.get(word.strip().casefold())
