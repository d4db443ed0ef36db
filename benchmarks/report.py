"""What is kept of the measures, and the page and the pictures that are made from it.

``python -m benchmarks.report`` makes them again, with nothing measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from premier_llm.files.whole import write_together

from . import history, record
from .history import Run
from .measure import ROOT, Figure, missing
from .record import Entry, Record, Taken
from .tasks import TASKS, Task

DOCS = ROOT / "docs"
DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?![\d.])")
"""The page is in French: decimal commas. A version is no number."""
MARKS = {True: "oui", False: "**non**", None: ""}


def files(kept: Record, runs: list[Run]) -> dict[Path, str]:
    """What each file says."""
    made = {
        record.FILE: record.text(kept),
        history.FILE: history.text(runs),
        DOCS / "benchmarks.md": page(kept, runs),
        DOCS / history.PICTURE: history.curves(runs, kept),
    }
    for name, task in TASKS.items():
        taken = kept.get(name, Entry()).taken
        if task.beside and taken:
            made[DOCS / task.beside.picture] = task.beside.drawn(taken.beside)
    return made


def write(kept: Record, runs: list[Run]) -> None:
    """All of them, or none: whoever stops this leaves no half of it."""
    write_together({file: [text.encode()] for file, text in files(kept, runs).items()})


def page(kept: Record, runs: list[Run]) -> str:
    """The Markdown: every task under its own heading, measured or not."""
    letters = _letters(kept, runs)
    machines = "\n".join(f"- machine {letter} : {where}" for where, letter in letters.items())
    tasks = "\n\n".join(
        "\n\n".join(_task(name, task, kept.get(name, Entry()), letters))
        for name, task in TASKS.items()
    )
    return f"""# Mesures

Ces nombres sortent de `make bench`, sur un seul fil d'exécution sauf mention contraire. Chaque
tâche dit quand, de quel commit et sur quelle machine ; `.venv-bench/bin/python -m benchmarks`,
suivi de noms de tâches, refait celles-là seules. Les temps dépendent de la machine ; les rapports,
mesurés tour à tour dans la même minute, beaucoup moins.

{machines}

{_summary(kept)}

« De – à » donne la plus petite et la plus grande valeur. Pour les pas d'entraînement, les
concurrents sont écrits dans `benchmarks/rivals.py` et doivent d'abord trouver les mêmes erreurs ;
comme dans notre boucle, l'erreur est lue après chaque pas. « Ralenti six fois » : tous les
processus du navigateur calculent 10 ms puis s'arrêtent 50 ms.

## De mesure en mesure

Les rapports, et ce qui dépend peu de la machine. Toutes les courbes partent de 0 et suivent les
mêmes mesures, l'une après l'autre ; le tireté est le but d'aujourd'hui. Rien ne relie deux
machines.

![Les rapports mesurés, de mesure en mesure, les nombres du tableau.]({history.PICTURE})

{history.table(runs, letters)}

{tasks}
"""


def _letters(kept: Record, runs: list[Run]) -> dict[str, str]:
    """A, B, C for the machines, in the order in which they came."""
    places = [run.at.where for run in runs]
    for entry in kept.values():
        places += [one.at.where for one in (entry.taken, entry.failed) if one]
    return {where: chr(ord("A") + n) for n, where in enumerate(dict.fromkeys(places))}


def _summary(kept: Record) -> str:
    """How many goals are reached, and where to look."""
    entries = {name: kept.get(name, Entry()) for name in TASKS}
    reached = {
        name: [one.reached for one in entry.taken.figures if one.reached is not None]
        for name, entry in entries.items()
        if entry.taken
    }
    goals = [one for some in reached.values() for one in some]
    missed = [name for name, some in reached.items() if not all(some)]
    without = [name for name, entry in entries.items() if not entry.taken or entry.failed]
    said = f"Buts atteints : {sum(goals)} sur {len(goals)}."
    if missed:
        said += f" Il en manque dans {_named(missed)}."
    if without:
        said += f" La dernière fois, n'ont pas été mesurés : {_named(without)}."
    return said


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _task(name: str, task: Task, entry: Entry, letters: dict[str, str]) -> Iterator[str]:
    """The paragraphs under a heading."""
    yield f"## {task.title}"
    figures: list[Figure] = []
    said = f"`{name}`"
    if entry.taken:
        figures += entry.taken.figures
        said += _when(entry.taken, letters)
    yield said
    if entry.failed:
        at = entry.failed.at
        why = f"{entry.failed.why} ({at.date}, machine {letters[at.where]})"
        figures.append(missing("toute la tâche", why))
    elif not entry.taken:
        figures.append(missing("toute la tâche", "pas encore"))
    yield _table(figures)
    if task.beside and entry.taken:
        yield task.beside.told(entry.taken.beside)


def _when(taken: Taken, letters: dict[str, str]) -> str:
    at = taken.at
    took = f" · {taken.seconds:.0f} s" if taken.seconds else ""
    return f" · {at.date} · commit `{at.commit}` · machine {letters[at.where]}{took}"


def _table(figures: list[Figure]) -> str:
    lines = ["| mesure | but | trouvé | de – à | atteint |", "|---|---|---|---|---|"]
    for f in figures:
        cells = [DECIMAL.sub(r"\1,\2", cell) for cell in (f.what, f.goal, f.found, f.spread)]
        lines.append("| " + " | ".join([*cells, MARKS[f.reached]]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    write(record.read(), history.read())
