"""Our own way (docs/modern.md), sized to each budget: what the others are compared to.

As many steps as let three seeds of many entries be tried; ``long`` says what more of them give.
"""

from benchmarks.league.entry import Entry
from premier_llm.model.presets import PLANS
from premier_llm.training.recipe import RECIPES

ALL = {"held_out": 0.0, "evaluate_every": 500}
"""All is learned, and the last model is the one that counts."""
NAMES = {
    3_000: ({"embedding": 12, "heads": 2, "layers": 1, "hidden": 72}, 3000, 0.02),
    12_000: ({"embedding": 20, "heads": 2, "layers": 2, "hidden": 95}, 1500, 0.02),
    50_000: ({"embedding": 32, "heads": 4, "layers": 3, "hidden": 186}, 1000, 0.01),
    200_000: ({"embedding": 64, "heads": 4, "layers": 4, "hidden": 248}, 1000, 0.01),
}
"""The shape, the steps, the learning rate."""
SHAKESPEARE = {
    200_000: {"embedding": 64, "heads": 4, "layers": 4, "hidden": 240},
    800_000: {"embedding": 128, "heads": 4, "layers": 4, "hidden": 504},
}

entry = [
    *(
        Entry(
            says="`modern`, à cette taille.",
            task=task,
            budget=budget,
            against="",
            preset="modern",
            config={"context": 16, **shape},
            recipe={**RECIPES["modern words"], **ALL, "steps": steps, "learning_rate": rate},
            engine="numpy",
        )
        for task in ("makemore", "noms")
        for budget, (shape, steps, rate) in NAMES.items()
    ),
    *(
        Entry(
            says="`modern`, à cette taille, 350 pas.",
            task="shakespeare",
            budget=budget,
            against="",
            preset="modern",
            config=shape,
            recipe={**RECIPES["modern text"], **ALL, "steps": 350},
            engine="torch",
        )
        for budget, shape in SHAKESPEARE.items()
    ),
    Entry(
        says="Le modèle des histoires du Labo.",
        task="histoires",
        budget=200_000,
        against="",
        preset="modern",
        config={k: v for k, v in PLANS["sentences"].to_dict().items() if k != "vocabulary"},
        recipe={**RECIPES["stories"], **ALL},
        engine="numpy",
    ),
]
