"""How the learning rate falls: cosine (Loshchilov and Hutter 2017), or not to 0."""

from benchmarks.league.entry import Entry

BUDGETS = {3_000: 0.02, 12_000: 0.02}

cosine = [
    Entry(
        says="La vitesse tombe en cosinus.",
        task="makemore",
        budget=budget,
        recipe={"schedule": "cosine"},
    )
    for budget in BUDGETS
]
tenth = [
    Entry(
        says="La vitesse finit à un dixième, pas à 0.",
        task="makemore",
        budget=budget,
        recipe={"final_rate": rate / 10},
    )
    for budget, rate in BUDGETS.items()
]
