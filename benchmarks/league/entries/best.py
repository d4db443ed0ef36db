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
        says="16 nombres par lettre, quatre têtes, 12 000 pas.",
        task="makemore",
        budget=3_000,
        against="best.heads",
        recipe={"steps": 12_000},
    ),
    Entry(
        says="24 nombres par lettre, six têtes, 6 000 pas.",
        task="makemore",
        budget=12_000,
        against="heads.wide",
        recipe={"steps": 6000},
    ),
]
