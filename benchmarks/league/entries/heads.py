"""More heads of fewer numbers each (Vaswani et al. 2017, table 3, where one head is worst)."""

from benchmarks.league.entry import Entry

entry = [
    Entry(
        says="Cinq têtes de quatre nombres au lieu de deux de dix.",
        task="makemore",
        budget=12_000,
        config={"heads": 5},
    ),
]
wide = [
    Entry(
        says="24 nombres par lettre, six têtes, 62 neurones.",
        task="makemore",
        budget=12_000,
        config={"embedding": 24, "heads": 6, "hidden": 62},
    ),
]
tiny = [
    Entry(
        says="16 nombres par lettre, huit têtes de deux nombres.",
        task="makemore",
        budget=3_000,
        against="best.heads",
        config={"heads": 8},
    ),
]
tied = [
    Entry(
        says="Une seule table : 20 nombres par lettre, cinq têtes, 20 neurones.",
        task="makemore",
        budget=3_000,
        against="best.heads",
        config={"tied": True, "embedding": 20, "heads": 5, "hidden": 20},
    ),
]
steady = [
    Entry(
        says="16 nombres par lettre, quatre têtes, sans déclin des poids.",
        task="makemore",
        budget=3_000,
        against="best.heads",
        recipe={"weight_decay": 0.0},
    ),
]
