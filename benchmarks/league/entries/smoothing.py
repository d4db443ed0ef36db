"""Smoothed answers (Szegedy et al. 2016)."""

from benchmarks.league.entry import Entry

entry = [
    Entry(
        says="Un vingtième de chaque réponse est partagé entre toutes les lettres.",
        task="makemore",
        budget=budget,
        recipe={"label_smoothing": 0.05},
    )
    for budget in (3_000, 12_000)
]
