"""Weight decay (Loshchilov and Hutter 2019)."""

from benchmarks.league.entry import Entry

none = [
    Entry(
        says="Sans déclin des poids.",
        task="makemore",
        budget=budget,
        recipe={"weight_decay": 0.0},
    )
    for budget in (3_000, 12_000)
]
strong = [
    Entry(
        says="Déclin des poids cinq fois plus fort.",
        task="makemore",
        budget=budget,
        recipe={"weight_decay": 0.5},
    )
    for budget in (3_000, 12_000, 200_000)
]
