"""The step of le Labo's engine beside its peers, measured by lab/step.mjs: goals, table, curve."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import Any

from .measure import Figure

Found = dict[str, Any]

WORKS = {
    "mini": "`mini`, 20 Pokémon",
    "stories": "29 024 nombres, 16 × 36 mots",
    "nanogpt": "`nanogpt`, 12 × 64 lettres",
}
ENGINES = {
    "ours float32": "le Labo, float32",
    "ours float64": "le Labo, float64",
    "tfjs cpu plain": "TensorFlow.js cpu, simple",
    "tfjs cpu tuned": "TensorFlow.js cpu, réglé",
    "tfjs cpu shared": "TensorFlow.js cpu, débuts partagés",
    "tfjs wasm plain": "TensorFlow.js wasm, simple",
    "tfjs wasm tuned": "TensorFlow.js wasm, réglé",
    "tfjs wasm shared": "TensorFlow.js wasm, débuts partagés",
    "genai": "@genai-fi/nanogpt, cpu",
    "numpy": "notre moteur NumPy, float32",
}
BEST = "au mieux"
# What is asked of the page's engine: the work, the peer, how many times faster.
GOALS = (
    ("mini", "ours float64", 4),
    ("mini", f"tfjs wasm {BEST}", 7),
    ("mini", f"tfjs cpu {BEST}", 50),
    ("stories", "ours float64", 7),
    ("nanogpt", "ours float64", 8),
    ("nanogpt", "numpy", 1),
)
PICTURE = "benchmarks.svg"
POSITIONS, SAMPLING, PRODUCT = 800_000, 3, 0.8


def figures(found: Found) -> Iterator[Figure]:
    """What has a goal."""
    mini = found["steps"]["mini"]
    ours = f"ours {found['arithmetic']}"
    rate = 1e6 * mini[ours]["targets"] / mini[ours]["us"]
    yield Figure(
        f"Labo : positions par seconde dans Node ({found['arithmetic']})",
        f"≥ {spaced(POSITIONS)}",
        spaced(rate),
        "",
        rate >= POSITIONS,
    )
    for work, peer, goal in GOALS:
        name = _best(found["steps"][work], peer)
        if name == ours:
            continue  # the page has no other arithmetic yet
        one = found["steps"][work][name]
        yield Figure(
            f"… un pas de {WORKS[work]} : {ENGINES[name]} {spaced(one['us'])} µs, "
            f"le Labo {spaced(found['steps'][work][ours]['us'])} µs ; rapport",
            f"≥ {goal}",
            f"{one['ratio']:.2f}",
            f"{one['ratio_min']:.2f} – {one['ratio_max']:.2f}",
            one["ratio"] >= goal,
        )
    before = found["names"]["alone float64"]
    now = found["names"][f"together {found['arithmetic']}"]
    yield Figure(
        f"Labo : noms inventés par seconde : {spaced(1e6 / now['us'])} ; un à un en float64 "
        f"{spaced(1e6 / before['us'])} ; rapport",
        f"≥ {SAMPLING}",
        f"{before['ratio']:.2f}",
        f"{before['ratio_min']:.2f} – {before['ratio_max']:.2f}",
        before["ratio"] >= SAMPLING,
    )
    said = {"forward": "le produit seul", "backward": "… en arrière", "gradient": "… des pentes"}
    peak = found["products"]["peak"]["gflops"]
    for which, title in said.items():
        one = found["products"][which]
        share = one["gflops"] / peak
        promised = which == "forward"
        yield Figure(
            f"Labo : {title}, {comma(one['gflops'])} milliards d'opérations par seconde, sur les "
            f"{comma(peak)} que la machine peut faire",
            f"≥ {100 * PRODUCT:.0f} %" if promised else "",
            f"{100 * share:.0f} %",
            "",
            share >= PRODUCT if promised else None,
        )


def _best(engines: Found, peer: str) -> str:
    """The name of a peer, or of its fastest form."""
    if not peer.endswith(BEST):
        return peer
    forms = (name for name in engines if name.startswith(peer.removesuffix(BEST)))
    return min(forms, key=lambda name: float(engines[name]["us"]))


def spaced(number: float) -> str:
    """A whole number, in French."""
    return f"{number:,.0f}".replace(",", " ")


def comma(number: float) -> str:
    """With one decimal, in French."""
    return f"{number:.1f}".replace(".", ",")


def beside(found: Found) -> str:
    """What stands under the figures: Markdown."""
    return f"""Un pas d'entraînement, tour à tour dans la même minute, sur un fil
(`benchmarks/lab/`) : son temps, et combien de fois celui du moteur de la page
({found["arithmetic"]}) cela fait.

{table(found)}

Tous partent des mêmes nombres et doivent trouver les mêmes erreurs, TensorFlow.js les mêmes pentes
aussi. Seul @genai-fi/nanogpt, la bibliothèque d'entraînement du plus proche de nos voisins, a un
modèle à lui, de même forme : {theirs(found)} nombres. TensorFlow.js « simple » est la façon
d'écrire à laquelle on pense d'abord ; « réglé », celle qui convient le mieux à ses deux moteurs ;
« débuts partagés » calcule, comme le Labo, une seule fois les débuts qui se ressemblent. Son moteur
`wasm` et notre moteur NumPy calculent plusieurs nombres de 32 bits à la fois ; NumPy multiplie et
ajoute d'un seul coup, ce que WebAssembly ne sait pas faire.

Le même pas de 16 × 36 mots, deux couches, de plus en plus large (nombres par mot : nombres
appris) :

{width_table(found)}

![Le temps d'un pas selon la taille du modèle, les nombres du tableau.]({PICTURE})"""


def table(found: Found) -> str:
    """Every engine on every work: microseconds a step, and how many times ours that is."""
    lines = ["| moteur | " + " | ".join(WORKS.values()) + " |", "|---|" + "---:|" * len(WORKS)]
    for name, title in ENGINES.items():
        if not any(name in found["steps"][work] for work in WORKS):
            continue
        cells = [_cell(found["steps"][work].get(name)) for work in WORKS]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(one: Found | None) -> str:
    if one is None:
        return ""
    ratio = f"{one['ratio']:.3g}".replace(".", ",")
    return f"{spaced(one['us'])} µs (× {ratio})"


def theirs(found: Found) -> str:
    """How large the models of @genai-fi/nanogpt are, which are not quite ours."""
    counts = [spaced(found["steps"][work]["genai"]["numbers"]) for work in WORKS]
    return " ; ".join(counts)


def width_table(found: Found) -> str:
    """The curve in numbers."""
    widths = found["curve"]
    ours = f"ours {found['arithmetic']}"
    head = [f"{width} : {spaced(one[ours]['numbers'])}" for width, one in widths.items()]
    lines = ["| moteur | " + " | ".join(head) + " |", "|---|" + "---:|" * len(widths)]
    for name in _drawn(found):
        cells = [f"{comma(one[name]['us'] / 1000)} ms" for one in widths.values()]
        lines.append(f"| {ENGINES[name]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _drawn(found: Found) -> list[str]:
    """The engines that every width has."""
    each = found["curve"].values()
    return [name for name in ENGINES if all(name in engines for engines in each)]


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 740, 400, 80, 220, 20, 50
# Dark enough on white, light enough on black; each line has its own dashes too.
COLOURS = ("#d1495b", "#3d7ea6", "#8a8a2f", "#5c9e5c", "#9467bd")
DASHES = ("", "8 4", "2 3", "10 3 2 3", "4 4")


def curve(found: Found) -> str:
    """The time of a step over the size of the model, both by tens: an SVG picture."""
    sizes = [
        engines[f"ours {found['arithmetic']}"]["numbers"] for engines in found["curve"].values()
    ]
    times = {
        name: [engines[name]["us"] / 1000 for engines in found["curve"].values()]
        for name in _drawn(found)
    }
    every = [time for line in times.values() for time in line]
    low, high = int(log10(min(every)) // 1), int(-(-log10(max(every)) // 1))

    def x(size: float) -> float:
        first, last = log10(sizes[0]), log10(sizes[-1])
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(size) - first) / (last - first)

    def y(time: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(time) - low) / (high - low)

    parts = []
    for ten in range(low, high + 1):
        at = y(10**ten)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#8886"/>')
        label = f"{spaced(10**ten)} ms" if ten >= 0 else f"{10**ten:g} ms".replace(".", ",")
        parts.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
    for size in sizes:
        place = f'x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}"'
        parts.append(f'<text {place} text-anchor="middle">{spaced(size)}</text>')
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">'
        "nombres appris (échelle par dix)</text>"
    )
    ends = sorted((y(line[-1]), name) for name, line in times.items())
    labels: dict[str, float] = {}
    for at, name in ends:  # one under the other, never across
        labels[name] = max([at, *(other + 16 for other in labels.values())])
    for (name, line), colour, dashes in zip(times.items(), COLOURS, DASHES, strict=False):
        points = " ".join(
            f"{x(size):.1f},{y(time):.1f}" for size, time in zip(sizes, line, strict=True)
        )
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dashes}"/>'
        )
        parts.append(
            f'<text x="{WIDTH - RIGHT + 8}" y="{labels[name] + 4:.1f}" style="fill:{colour}">'
            f"{ENGINES[name]}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13" role="img">\n'
        "<style>text{fill:#777}</style>\n"
        "<title>Le temps d’un pas selon la taille du modèle</title>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )
