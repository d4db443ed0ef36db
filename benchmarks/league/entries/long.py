"""The reference, trained longer: what the ideas that need time are compared to."""

from benchmarks.league.entry import Entry

STEPS = {3_000: 20_000, 12_000: 10_000, 50_000: 6000, 200_000: 4500}

entry = [
    *(
        Entry(says=f"{steps} pas.", task="makemore", budget=budget, recipe={"steps": steps})
        for budget, steps in STEPS.items()
    ),
    Entry(says="1 200 pas.", task="shakespeare", budget=800_000, recipe={"steps": 1200}),
]
