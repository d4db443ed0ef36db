"""What runs in browsers and in Node: le Labo's engine and page, the school folder."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from functools import cache

from . import peers
from .measure import ROOT, Figure, missing
from .node import node, run

SITE = ROOT / "school" / "build" / "site"


@cache
def beside_peers() -> peers.Found:
    """What lab/step.mjs measures, once."""
    found: peers.Found = node("lab/step.mjs", "--json", "--python", sys.executable)
    return found


def labo() -> Iterator[Figure]:
    """Le Labo's engine in Node beside its peers."""
    yield from peers.figures(beside_peers())


def labo_page() -> Iterator[Figure]:
    """Le Labo's page in Chromium."""
    page = node("lab_page.mjs")
    weight = page["compressed_bytes"] / 1000
    yield Figure("Labo : poids compressé", "≤ 230 ko", f"{weight:.0f} ko", "", weight <= 230)
    slowed = "ralenti six fois"
    for title, where, key, most in (
        ("première image", "chromium", "paint_s", 1.0),
        ("prêt à entraîner", "chromium", "ready_s", 1.5),
        (f"prêt à entraîner, {slowed}", "slowed", "ready_s", 5.0),
        ("20 Pokémon à 1 % du plancher, 10 graines", "chromium", "floor_s", 1.0),
        (f"20 Pokémon à 1 % du plancher, {slowed}", "slowed", "floor_s", 6.0),
    ):
        value = page[where][key]
        yield Figure(f"Labo : {title}", f"≤ {most:g} s", f"{value:.2f} s", "", value <= most)
    longest = page["chromium"]["longest_task_ms"]
    yield Figure(
        "Labo : plus longue tâche de la page à l'entraînement (0 : toutes sous 50 ms)",
        "≤ 50 ms",
        f"{longest:.0f} ms",
        f"{page['chromium']['frame_ms']:.1f} ms entre deux images",
        longest <= 50,
    )
    large = page["large"]
    yield Figure(
        f"Labo : images par seconde pendant qu'un modèle de {peers.spaced(large['numbers'])} "
        "nombres apprend",
        "60, à 1 près",
        f"{large['frames_per_s']:.1f}",
        "",
        large["frames_per_s"] >= 59,
    )


def browsers() -> Iterator[Figure]:
    """Le Labo's page in each engine of browsers."""
    # WebKitGTK opens a window, wherever it is.
    screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    for name, seen in run(*screen, "node", "benchmarks/browsers.mjs").items():
        if "missing" in seen:
            yield missing(f"Labo dans {name}", seen["missing"])
            continue
        yield Figure(
            f"Labo dans {seen['version'].replace('/', ' ')} : prêt à entraîner ; 20 Pokémon à 0,34 "
            "(erreur affichée) ; étapes par seconde",
            "",
            f"{seen['ready_s']:.2f} s ; {seen['floor_s']:.2f} s ; "
            f"{peers.spaced(seen['steps_per_s'])}",
            "",
            None,
        )


def school() -> Iterator[Figure]:
    """The school folder in Chromium: its weight, its start, its longest cells."""
    found = node("school.mjs")
    weight = found["zip_bytes"] / 1e6
    yield Figure("École : le zip", "≤ 25 Mo", f"{weight:.1f} Mo", "", weight <= 25)
    for title, where, most in (
        ("premier résultat d'une leçon", "chromium", 8),
        ("premier résultat d'une leçon, ralenti six fois", "slowed", 30),
    ):
        each, value = found[where]["each_s"], found[where]["first_output_s"]
        spread = f"{min(each):.1f} – {max(each):.1f} s"
        yield Figure(f"École : {title}", f"≤ {most} s", f"{value:.1f} s", spread, value <= most)
        paint = found[where]["paint_s"]
        yield Figure("… la barre se montre après", "≤ 1 s", f"{paint:.2f} s", "", paint <= 1)
    for number, lesson in found["lessons"].items():
        longest = lesson["longest_s"]
        yield Figure(
            f"École : leçon {number}, la plus longue cellule ({lesson['longest']})",
            "≤ 15 s",
            f"{longest:.1f} s",
            f"immobile {lesson['longest_still_s']:.1f} s au plus ; {lesson['all_s']:.0f} s en tout",
            longest <= 15,
        )


def room() -> Iterator[Figure]:
    """Thirty pupils who open a lesson on five megabits a second, behind servir.py."""
    found = node("school_room.mjs")
    size, others = found["bytes_each"] / 1e6, found["others"]
    yield Figure("École : une leçon, sur la ligne", "≤ 7 Mo", f"{size:.1f} Mo", "", size <= 7)
    last = max(others["python_last_s"], found["chromium"]["first_output_s"])
    median_of = f"médiane {others['python_median_s']:.0f} s"
    title = "École : 30 élèves sur 5 Mbit/s, Python chez le dernier"
    yield Figure(title, "≤ 360 s", f"{last:.0f} s", median_of, last <= 360)
    read = max(others["read_last_s"], found["chromium"]["read_s"])
    yield Figure("… tous lisent la leçon après", "", f"{read:.0f} s", "", None)
