"""What helped in a budget, together, and for longer."""

from benchmarks.league.entry import Entry

wide = [
    Entry(
        says="16 nombres par lettre, ReLU².",
        task="makemore",
        budget=3_000,
        against="shape.wide",
        config={"activation": "relu2"},
    ),
]
heads = [
    Entry(
        says="16 nombres par lettre, quatre têtes.",
        task="makemore",
        budget=3_000,
        against="shape.wide",
        config={"heads": 4},
    ),
]
entry = [
    Entry(
        says="16 nombres par lettre, quatre têtes, sans déclin, 20 000 pas.",
        task="makemore",
        budget=3_000,
        against="heads.steady",
        recipe={"steps": 20_000},
    ),
    Entry(
        says="24 nombres par lettre, six têtes, sans déclin, 8 000 pas.",
        task="makemore",
        budget=12_000,
        against="heads.wide",
        recipe={"steps": 8000, "weight_decay": 0.0},
    ),
]
tied = [
    Entry(
        says="Une seule table : 20 nombres par lettre, cinq têtes, sans déclin.",
        task="makemore",
        budget=3_000,
        against="heads.tied",
        recipe={"weight_decay": 0.0},
    ),
]
