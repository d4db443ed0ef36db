"""Some numbers are lost at each step (Srivastava et al. 2014), where GPT-2 loses them."""

from benchmarks.league.entry import Entry

entry = [
    Entry(
        says=f"Un nombre sur {round(1 / rate)} est perdu, à chaque pas.",
        task="makemore",
        budget=budget,
        against="long",
        recipe={"dropout": rate},
    )
    for budget, rate in ((200_000, 0.1), (50_000, 0.05), (12_000, 0.02))
]
averaged = Entry(
    says="Un nombre sur 10 est perdu ; moyenne des poids ; 4 500 pas.",
    task="makemore",
    budget=200_000,
    recipe={"dropout": 0.1, "average": 0.998, "steps": 4500},
)
