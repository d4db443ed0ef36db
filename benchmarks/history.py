"""The figures that are comparable from one day to another, and how they moved.

benchmarks/history.jsonl has a line a run: when, of which commit, on what, what was found of KEYS.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from .measure import ROOT, Figure
from .record import Entry, Moment, Record

FILE = ROOT / "benchmarks" / "history.jsonl"
PICTURE = "benchmarks_history.svg"
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Key:
    """A ratio, or what else depends little on the machine."""

    task: str
    title: str
    pattern: str
    """Of the figure's words: the first one that has it."""

    def figure(self, figures: Iterable[Figure]) -> Figure | None:
        """The one that it names."""
        return next((one for one in figures if re.search(self.pattern, one.what)), None)


KEYS = {
    "torch": Key("step", "pas : NumPy / PyTorch", "rapport NumPy / PyTorch fused"),
    "jax": Key("step", "pas : NumPy / JAX", "rapport NumPy / JAX"),
    "tfjs": Key("lab", "TensorFlow.js wasm / Labo", r"`mini`.* TensorFlow\.js wasm"),
    "numpy": Key("lab", "NumPy / Labo, nanogpt", "`nanogpt`.* moteur NumPy"),
    "weight": Key("page", "poids du Labo (ko)", "poids compressé"),
    "nanogpt": Key("nanogpt", "nanoGPT / nous, un fil", r"le nôtre \(PyTorch\)"),
    "bfloat16": Key("nanogpt", "… compilé, bfloat16", r"le nôtre \(compilé, bfloat16\)"),
    "modern": Key("modern", "temps : modern / nanogpt", "temps de modern"),
    "decoding": Key("decoding", "GPT-2 : transformers / nous", "1 texte, 1 fil, --compile"),
    "stories": Key("stories", "accords tenus (%)", "accords tenus"),
    "answers": Key("answers", "réponses vraies (%)", "réponses vraies"),
}


@dataclass(frozen=True)
class Run:
    """What was found at once."""

    at: Moment
    found: dict[str, float]
    """By the names of KEYS."""


def read() -> list[Run]:
    """All runs, the first one first."""
    lines = map(json.loads, FILE.read_text("utf-8").splitlines())
    return [Run(Moment(**one["at"]), one["found"]) for one in lines]


def text(runs: Iterable[Run]) -> str:
    """What the file says."""
    return "".join(json.dumps(asdict(run), ensure_ascii=False) + "\n" for run in runs)


def found(task: str, figures: Iterable[Figure]) -> dict[str, float]:
    """What a task's figures say of KEYS."""
    given = tuple(figures)
    asked = {name: key.figure(given) for name, key in KEYS.items() if key.task == task}
    numbers = {name: one and NUMBER.match(one.found) for name, one in asked.items()}
    return {name: float(it[0].replace(",", ".")) for name, it in numbers.items() if it}


# Shown


def french(value: float) -> str:
    """As it was written."""
    return f"{value:g}".replace(".", ",")


def table(runs: list[Run], letters: dict[str, str]) -> str:
    """The curves in numbers."""
    shown = _shown(runs)
    head = ["date", "commit", "machine", *(KEYS[name].title for name in shown)]
    lines = ["| " + " | ".join(head) + " |", "|---|---|---|" + "---:|" * len(shown)]
    for run in runs:
        cells = [french(run.found[name]) if name in run.found else "" for name in shown]
        row = [run.at.date, f"`{run.at.commit}`", letters[run.at.where], *cells]
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def _shown(runs: list[Run]) -> list[str]:
    return [name for name in KEYS if any(name in run.found for run in runs)]


WIDTH, HEIGHT, ACROSS = 240, 130, 3
LEFT, RIGHT, TOP, BOTTOM = 12, 52, 34, 24
COLOUR = "#3d7ea6"


def curves(runs: list[Run], record: Record) -> str:
    """A small curve for each of KEYS, all over the same runs, from 0: an SVG picture."""
    parts = []
    shown = _shown(runs)
    for place, name in enumerate(shown):
        key = KEYS[name]
        taken = record.get(key.task, Entry()).taken
        figure = key.figure(taken.figures) if taken else None
        down, across = divmod(place, ACROSS)
        parts.append(f'<g transform="translate({across * WIDTH} {down * HEIGHT})">')
        parts += _curve(key.title, runs, name, figure.goal if figure else "")
        parts.append("</g>")
    height = HEIGHT * -(-len(shown) // ACROSS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * ACROSS} {height}" '
        'font-family="sans-serif" font-size="12" role="img">\n'
        "<style>text{fill:#777}</style>\n"
        "<title>Les rapports mesurés, de mesure en mesure</title>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _curve(title: str, runs: list[Run], name: str, goal: str) -> list[str]:
    points = [(n, run.at, run.found[name]) for n, run in enumerate(runs) if name in run.found]
    wanted = NUMBER.search(goal)
    aim = float(wanted[0].replace(",", ".")) if wanted else None
    top = 1.1 * max([value for _, _, value in points] + ([aim] if aim else [])) or 1

    def x(n: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * n / max(1, len(runs) - 1)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top

    floor, end = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [f'<text x="{LEFT}" y="16">{escape(title)}</text>']
    parts.append(f'<path d="M{LEFT} {floor}H{end}" stroke="#8886"/>')
    if aim:
        parts.append(
            f'<path d="M{LEFT} {y(aim):.1f}H{end}" stroke="#8a8a2f" stroke-dasharray="4 4"/>'
        )
    for (n, here, value), (m, there, other) in pairwise(points):
        # Another machine: no line leads there.
        if here.where == there.where:
            line = f'd="M{x(n):.1f} {y(value):.1f}L{x(m):.1f} {y(other):.1f}"'
            parts.append(f'<path {line} stroke="{COLOUR}" stroke-width="2"/>')
    for n, _, value in points:
        parts.append(f'<circle cx="{x(n):.1f}" cy="{y(value):.1f}" r="3" fill="{COLOUR}"/>')
    n, _, value = points[-1]
    last = y(value) + 4
    parts.append(
        f'<text x="{x(n) + 7:.1f}" y="{last:.1f}" style="fill:{COLOUR}">{french(value)}</text>'
    )
    if aim:
        # Under or over the last number, where they would meet.
        at = y(aim) + 4
        if x(n) > end - 30 and abs(at - last) < 13:
            at = last + (13 if at >= last else -13)
        parts.append(
            f'<text x="{end + 7}" y="{at:.1f}" font-size="10" style="fill:#8a8a2f">'
            f"{escape(goal.removesuffix(' fois').replace('.', ','))}</text>"
        )
    days = [(LEFT, "start", runs[0]), (end, "end", runs[-1])]
    for at, anchor, run in days[: len(runs)]:
        place = f'x="{at}" y="{floor + 14}" text-anchor="{anchor}"'
        parts.append(f'<text {place} font-size="10">{_day(run.at)}</text>')
    return parts


def _day(at: Moment) -> str:
    year, month, day = at.date.split("-")
    return f"{day}/{month}/{year[2:]}"
