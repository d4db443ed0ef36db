"""Dropout, and beside it the exponential mean of the weights (Polyak and Juditsky 1992)."""

from benchmarks.league.entry import Entry

entry = Entry(
    says="Un nombre sur 10 est perdu, et la moyenne des poids, qui s’efface en 500 pas.",
    task="makemore",
    budget=200_000,
    against="long",
    recipe={"dropout": 0.1, "average": 0.998},
)
