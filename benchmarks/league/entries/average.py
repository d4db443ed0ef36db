"""The mean of the weights over the last steps: Polyak and Juditsky 1992; Izmailov et al. 2018."""

from benchmarks.league.entry import Entry

exponential = [
    Entry(
        says="Moyenne des poids qui s’efface en 500 pas.",
        task="makemore",
        budget=budget,
        recipe={"average": 0.998},
    )
    for budget in (3_000, 12_000, 50_000, 200_000)
]
last = [
    Entry(
        says="Moyenne des poids des 300 derniers pas.",
        task="makemore",
        budget=budget,
        recipe={"average_last": 300},
    )
    for budget in (3_000, 12_000, 50_000, 200_000)
]
steady = [
    Entry(
        says="Vitesse qui ne tombe qu’à la moitié, et moyenne des poids du dernier cinquième.",
        task="makemore",
        budget=budget,
        recipe={"final_rate": rate / 2, "average_last": steps // 5},
    )
    for budget, rate, steps in ((3_000, 0.02, 3000), (12_000, 0.02, 1500))
]
