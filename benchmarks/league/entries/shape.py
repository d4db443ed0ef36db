"""The same budget, spent otherwise."""

from benchmarks.league.entry import Entry

tied = [
    Entry(
        says="Une seule table, à l’entrée et à la sortie ; ce qui est gagné va aux neurones.",
        task="makemore",
        budget=3_000,
        config={"tied": True, "hidden": 85},
    ),
    Entry(
        says="Une seule table, à l’entrée et à la sortie ; ce qui est gagné va aux neurones.",
        task="makemore",
        budget=12_000,
        config={"tied": True, "hidden": 101},
    ),
]
wide = [
    Entry(
        says="16 nombres par lettre et 33 neurones.",
        task="makemore",
        budget=3_000,
        config={"embedding": 16, "hidden": 33},
    ),
    Entry(
        says="28 nombres par lettre, une seule couche de 128 neurones.",
        task="makemore",
        budget=12_000,
        config={"embedding": 28, "hidden": 128, "layers": 1},
    ),
]
deep = [
    Entry(
        says="8 nombres par lettre, deux couches.",
        task="makemore",
        budget=3_000,
        config={"embedding": 8, "layers": 2, "hidden": 62},
    ),
    Entry(
        says="16 nombres par lettre, trois couches.",
        task="makemore",
        budget=12_000,
        config={"embedding": 16, "layers": 3, "hidden": 82},
    ),
]
relu2 = [
    Entry(
        says="ReLU² (So et al., 2021) au lieu de GELU.",
        task="makemore",
        budget=budget,
        config={"activation": "relu2"},
    )
    for budget in (3_000, 12_000)
]
