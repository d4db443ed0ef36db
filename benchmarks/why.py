"""Why this letter: how long le Labo's experiment takes, and what its guess is worth."""

from __future__ import annotations

from collections.abc import Iterator

from .measure import Figure, median, spread
from .node import node

LISTS = {"dinosaures": "dinosaures", "prenoms": "prénoms", "villes": "villes"}


def why() -> Iterator[Figure]:
    """In Chromium from file://, then once slowed six times; the guess in Node."""
    quick, slow = (node("why_page.mjs", slowed) for slowed in ("no", "yes"))
    for name, key, most, slowed_most in (
        ("20 Pokémon, trois départs (63 entraînements)", "pokemon", 1.5, 9.0),
        ("dix coupables et cinq noms tirés, parmi les dinosaures (48)", "dinosaures", 15.0, None),
    ):
        found, slowed = quick[key], slow[key]["first"]
        took = [found["first"], *found["again"]]
        yield Figure(
            f"Labo : pourquoi cette lettre ? {name}, à l'étape {found['steps']}",
            f"≤ {most:g} s",
            f"{median(took):.1f} s",
            spread(took),
            median(took) <= most,
        )
        yield Figure(
            "… ralenti six fois",
            "" if slowed_most is None else f"≤ {slowed_most:g} s",
            f"{slowed:.1f} s",
            "",
            None if slowed_most is None else slowed <= slowed_most,
        )
    for found in node("influence.mjs"):
        if found["list"] not in LISTS:
            continue
        yield Figure(
            f"… ce que valent les pentes pour choisir, {LISTS[found['list']]} (corrélation des "
            f"rangs, {found['compared']} noms ; TracIn)",
            "",
            f"{found['slopes']:.2f} ; {found['tracin']:.2f}",
            "",
            None,
        )
