"""From stories to answers in le Labo's page: how soon, how often right, what is forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .measure import Figure, median, spread
from .node import printed

SEEDS = 3


def answers() -> Iterator[Figure]:
    """In Chromium from file://, then once slowed six times."""
    found = _visits(SEEDS, "no")
    second = [visit["second"] for visit in found]
    yield Figure(
        f"Labo : apprendre à répondre, après les histoires ({SEEDS} graines, médiane)",
        "≤ 10 s",
        f"{median(second):.1f} s",
        spread(second),
        median(second) <= 10,
    )
    first = [visit["first"] for visit in found]
    yield Figure("… les histoires, avant", "", f"{median(first):.1f} s", spread(first), None)
    right = [_numbers(visit["stories"])[-1] for visit in found]
    yield Figure(
        "… réponses vraies sur une histoire jamais vue",
        "≥ 90 %",
        f"{median(right):.0f} %",
        spread(right, unit="%"),
        median(right) >= 90,
    )
    losses = [_numbers(visit["forgotten"]) for visit in found]
    lost = [100 * (after / before - 1) for before, after in losses]
    yield Figure(
        "… erreur sur des histoires jamais vues, en plus",
        "≤ 10 %",
        f"{median(lost):.1f} %",
        spread(lost, unit="%"),
        median(lost) <= 10,
    )
    votes = [visit["vote"] for visit in found]
    yield Figure(
        "… d'un vote aux deux réponses suivantes",
        "≤ 100 ms",
        f"{median(votes):.0f} ms",
        spread(votes, unit="ms"),
        median(votes) <= 100,
    )
    (slow,) = _visits(1, "yes")
    yield Figure(
        "Labo : apprendre à répondre, ralenti six fois ; un vote",
        "",
        f"{slow['second']:.0f} s ; {slow['vote']} ms",
        "",
        None,
    )


def _visits(seeds: int, slowed: str) -> list[dict[str, Any]]:
    lines = printed("node", "benchmarks/answers_page.mjs", str(seeds), slowed)
    return [json.loads(line) for line in lines.splitlines()]


def _numbers(cells: list[str]) -> list[float]:
    """What the cells of a row of the page's table say."""
    found = (re.search(r"\d+(,\d+)?", cell) for cell in cells)
    return [float(number[0].replace(",", ".")) for number in found if number]
