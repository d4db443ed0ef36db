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
        says="16 nombres par lettre, ReLU², 20 000 pas.",
        task="makemore",
        budget=3_000,
        against="long",
        config={"embedding": 16, "hidden": 33, "activation": "relu2"},
    ),
]
