"""The league: recipes against each other, on fixed tasks, within budgets. docs/ligue.md."""
