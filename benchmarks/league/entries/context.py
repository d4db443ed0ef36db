"""A shorter window: each word's last letters are predicted from windows of their own."""

from benchmarks.league.entry import Entry

entry = [
    Entry(
        says="Fenêtre de 8 lettres au lieu de 16.",
        task="makemore",
        budget=budget,
        config={"context": 8},
    )
    for budget in (3_000, 12_000)
]
