"""nanoGPT's CPU configuration and recipe (Karpathy 2022): what ``modern`` began from."""

from benchmarks.league.entries.reference import ALL
from benchmarks.league.entry import Entry
from premier_llm.training.recipe import RECIPES

entry = Entry(
    says="`nanogpt` et sa recette, 2 000 pas.",
    task="shakespeare",
    budget=800_000,
    against="",
    preset="nanogpt",
    config={"hidden": 504},
    recipe={**RECIPES["text"], **ALL},
    engine="torch",
)
