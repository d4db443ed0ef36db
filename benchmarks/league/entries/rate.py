"""Other learning rates."""

from benchmarks.league.entry import Entry

BUDGETS = {3_000: 0.02, 12_000: 0.02, 50_000: 0.01, 200_000: 0.01}

double = [
    Entry(
        says="Vitesse double.",
        task="makemore",
        budget=budget,
        recipe={"learning_rate": 2 * rate},
    )
    for budget, rate in BUDGETS.items()
]
half = [
    Entry(
        says="Vitesse moitié.",
        task="makemore",
        budget=budget,
        recipe={"learning_rate": rate / 2},
    )
    for budget, rate in BUDGETS.items()
]
