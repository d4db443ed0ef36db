"""docs/ligue.md, from the entries and their results."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from .entry import Entries, Entry
from .run import Result, of_now
from .tasks import BUDGETS, SECONDS, TASKS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ligue.md"
Results = Mapping[tuple[str, int, str], Sequence[Result]]
NOTHING = "–"


def page(entries: Entries, results: Iterable[Result]) -> str:
    """The whole page."""
    found = of_now(results, entries)
    return "\n".join([HEAD, *_tasks(entries, found), *_left_out(entries, found), TAIL])


def listed(entries: Entries, results: Iterable[Result]) -> Iterator[str]:
    """The tasks, and each entry with how many seeds it has."""
    found = of_now(results, entries)
    for name, task in TASKS.items():
        yield f"{name} : {task.title}. {task.says}"
        for entry in sorted(entries.values(), key=lambda entry: (entry.budget, entry.name)):
            if entry.task == name:
                done = seeds(len(found.get(entry.key, ())))
                yield f"  {number(entry.budget):>8}  {entry.name:<24} {done:<10}  {entry.says}"


def ranking(entries: Entries, results: Results, task: str, budget: int) -> Iterator[str]:
    """A table of Markdown: a task's entries within a budget, the best first."""
    ranked = _ranked(results, task, budget)
    parts = {result.new is None for key in ranked for result in results[key]}
    columns = ["rang", "recette", "ce qu’elle change", "erreur"]
    columns += [] if parts == {True} else ["nouveaux"]
    least = TASKS[task].floor
    columns += [] if least is None else ["au-dessus du plancher"]
    columns += ["nombres", "pas", "secondes", "graines", "écart"]
    yield f"| {' | '.join(columns)} |"
    yield f"|---:|---|---|{'---:|' * (len(columns) - 3)}"
    for place, key in enumerate(ranked, 1):
        entry, own = entries[key], results[key]
        cells = [str(place), f"`{entry.name}`", entry.says, _spread([r.score for r in own])]
        if parts != {True}:
            cells.append(_spread([r.new for r in own if r.new is not None]))
        if least is not None:
            cells.append(f"{100 * (_mean(own) / least() - 1):.1f} %".replace(".", ","))
        cells += [
            number(own[0].parameters),
            number(own[0].steps),
            number(statistics.mean(r.seconds for r in own)),
            str(len(own)),
            _compared(entry, results),
        ]
        yield f"| {' | '.join(cells)} |"


def _ranked(results: Results, task: str, budget: int) -> list[tuple[str, int, str]]:
    return sorted(
        (key for key in results if key[:2] == (task, budget)), key=lambda k: _mean(results[k])
    )


def _mean(own: Sequence[Result]) -> float:
    return statistics.mean(result.score for result in own)


def _tasks(entries: Entries, results: Results) -> Iterator[str]:
    for name, task in TASKS.items():
        if not any(key[0] == name for key in results):
            continue
        yield f"## {task.title}\n\n{task.says}"
        if task.floor is not None:
            yield f"Plancher : {task.floor():.4f} par token.".replace(".", ",", 1)
        yield ""
        for budget in BUDGETS:
            if any(key[:2] == (name, budget) for key in results):
                yield f"### {task.title} : {number(budget)} nombres au plus\n"
                yield from ranking(entries, results, name, budget)
                yield ""
        yield from _in_time(results, name)


def _in_time(results: Results, task: str) -> Iterator[str]:
    """The best within so much processor time, whatever its size."""
    yield f"### {TASKS[task].title} : le meilleur en tant de secondes\n"
    yield "| secondes de processeur | recette | nombres | erreur |"
    yield "|---:|---|---:|---:|"
    for most in SECONDS:
        fit = {
            key: own
            for key, own in results.items()
            if key[0] == task and statistics.mean(r.seconds for r in own) <= most
        }
        if fit:
            best = min(fit, key=lambda key: _mean(fit[key]))
            own = fit[best]
            yield (
                f"| ≤ {number(most)} | `{best[2]}` | {number(own[0].parameters)} "
                f"| {_spread([r.score for r in own])} |"
            )
    yield ""


def differences(entry: Entry, results: Results) -> list[float]:
    """With what it is compared to, over the seeds that both have; below 0 it is better."""
    theirs = {r.seed: r.score for r in results.get((entry.task, entry.budget, entry.against), ())}
    return [r.score - theirs[r.seed] for r in results[entry.key] if r.seed in theirs]


def _compared(entry: Entry, results: Results) -> str:
    found = differences(entry, results)
    return f"{_spread(found, sign='+')} (`{entry.against}`)" if found else NOTHING


def _left_out(entries: Entries, results: Results) -> Iterator[str]:
    """What did not help: not better with every seed."""
    yield KEPT_OUT
    for task in TASKS:
        for budget in BUDGETS:
            for key in _ranked(results, task, budget):
                entry, found = entries[key], differences(entries[key], results)
                if found and max(found) >= 0:
                    date = max(result.date for result in results[key])
                    yield (
                        f"- {date}, {TASKS[task].title}, {number(budget)} nombres, "
                        f"`{entry.name}` : {entry.says} Écart avec `{entry.against}` : "
                        f"{_spread(found, sign='+')}, {seeds(len(found))}."
                    )
    yield ""


def _spread(values: Sequence[float], sign: str = "") -> str:
    """The mean, and how far seeds are apart: their standard deviation."""
    text = f"{statistics.mean(values):{sign}.4f}"
    if len(values) > 1:
        text += f" ± {statistics.stdev(values):.4f}"
    return text.replace(".", ",").replace("-", "−")


def seeds(count: int) -> str:
    """So many of them, in French."""
    return f"{count} graine" + "s" * (count > 1)


def number(value: float) -> str:
    """A whole number, in French."""
    return f"{value:,.0f}".replace(",", " ")


HEAD = """\
# La ligue

Des recettes les unes contre les autres : les mêmes tâches, les mêmes budgets, les mêmes graines.
Cette page est écrite par le programme, à partir de ce que les entraînements ont donné.

- **L’erreur** est la surprise moyenne par token de l’essai, en nats, moyenne sur les graines ;
  après ±, l’écart type d’une graine à l’autre.
- C’est celle du **dernier modèle** de l’entraînement. Personne ne choisit d’après l’essai : une
  recette qui veut choisir cache pour cela une part de ce qu’elle **apprend** (`held_out`).
- Une recette est rangée dans le plus petit budget où ses nombres tiennent. Tous comptent, tables
  comprises.
- **Les secondes** sont celles du processeur, sur un fil. Deux recettes ne se comparent en secondes
  que sur le même moteur : NumPy et PyTorch n’ont pas la même vitesse.
- Choisir une recette dans un tableau, c’est quand même choisir d’après son essai. Ce qui gagne sur
  une tâche se confirme sur une autre.
- **L’écart** est celui avec la recette nommée, graine par graine ; en dessous de 0, c’est mieux.

## Ajouter une recette

Un fichier suffit, qui dit ce qu’elle change d’une autre (`against`, sinon la référence du budget) :

```python
from benchmarks.league.entry import Entry

entry = Entry(
    says="Vitesse double.",
    task="makemore",
    budget=12_000,
    recipe={"learning_rate": 0.04},
)
```

```
python -m benchmarks.league run ma_recette.py
```

entraîne avec trois graines et dit le rang ; `python -m benchmarks.league` seul nomme les tâches et
les recettes. `config` tourne les réglages du modèle, `recipe` ceux de l’entraînement. Une idée que
le paquet n’a pas tient dans le même fichier : `network`, une fonction qui rend un réseau PyTorch,
souvent une classe qui hérite de notre `GPT` ; ou `training`, une classe qui hérite de `Training`.
Les fichiers de `benchmarks/league/entries/` en sont des exemples. Un résultat gardé n’est pas
refait, tant que ce que fait la recette ne change pas. Mis dans ce dossier, le fichier entre dans
cette page, que `python -m benchmarks.league page` écrit.
"""

KEPT_OUT = """\
## Essayé, et pas gardé

Ce qui n’a pas fait mieux que ce à quoi il est comparé avec chacune des graines.
"""

TAIL = """\
Sources : le partage est celui de `makemore.py` (Karpathy, 2022) ; chaque fichier d’`entries/` cite
la sienne.
"""
