"""Drawings say the numbers they were given, in both forms, and nothing can break out of them."""

from __future__ import annotations

import math
import os
import random
import re
import time
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from premier_llm import PRESETS, Config, drawing
from premier_llm.drawing import Picture
from premier_llm.drawing.drawings.ladder import Rung
from premier_llm.drawing.projection import project
from premier_llm.drawing.stages import stages
from premier_llm.drawing.words import number, percent

SNAPSHOTS = Path(__file__).parent / "snapshots"
LETTERS = list(".pika")
WEIGHTS = [
    [1.0, 0.0, 0.0, 0.0, 0.0],
    [0.25, 0.75, 0.0, 0.0, 0.0],
    [0.1, 0.2, 0.7, 0.0, 0.0],
    [0.0, 0.0, 0.5, 0.5, 0.0],
    [0.05, 0.05, 0.1, 0.2, 0.6],
]
LINES = [("hasard", 3.3), ("paires", 1.7), ("triples", 1.68), ("plancher", 0.34)]

PICTURES: dict[str, Picture] = {
    "bars": drawing.bars([0.5, 0.0004, 0.25], ["a", "b", "<b>"], "Après .pik", marked="a"),
    "bars_number": drawing.bars([1.5, -3.0], ["a", "b"], "Nombres", kind="number"),
    "attention": drawing.attention(WEIGHTS, LETTERS, "Attention"),
    "attention_last": drawing.attention(WEIGHTS[-1], LETTERS, "Attention"),
    "architecture_mini": drawing.architecture(PRESETS["mini"]),
    "architecture_nanogpt": drawing.architecture(PRESETS["nanogpt"]),
    "architecture_modern": drawing.architecture(PRESETS["modern"].with_dials(query_key_norm=True)),
    "architecture_gpt2": drawing.architecture(PRESETS["gpt2"], "Bonjour", "GPT-2"),
    "heat_map": drawing.heat_map([[1, -0.5], [0, 2]], ["a", "b"], ["c", "d"], "Tableau"),
    "heat_map_wide": drawing.heat_map(
        [[math.sin(i * j) for j in range(16)] for i in range(3)],
        list("abc"),
        [str(j) for j in range(16)],
        "Tableau",
    ),
    "loss_curve": drawing.loss_curve(
        [(0, 3.5), (10, 2.0), (20, 1.0)], LINES, held_out=[(0, 3.5), (20, 1.5)], steps=40
    ),
    "ladder": drawing.ladder(
        [
            Rung("mini", 2832, [2.41, 2.52], [2.52, 2.55, 2.54], 0.13),
            Rung("4 têtes", 2832, [2.40, 2.51], [2.51, 2.56], 1.26),
        ],
        "L’échelle",
    ),
    "letter_map": drawing.letter_map([(0, 0), (1, 0.5), (-1, 2)], [".", "a", "b"], "Carte"),
    "generation": drawing.generation(
        [
            (".", [("e", 0.6), ("p", 0.4)], "p"),
            (".p", [("i", 0.9), (".", 0.1)], "."),
            (".", [("e", 0.6)], "z"),
        ],
        "Un nom",
    ),
    "causal_mask": drawing.causal_mask(LETTERS, "Masque"),
}

EVIL = "<script>x='\"&</script>\u202e\x1b[0m😀"
EVIL_PICTURES: dict[str, Picture] = {
    "bars": drawing.bars([0.1, math.nan, math.inf], [EVIL, "a", "b"], EVIL, marked=EVIL),
    "attention": drawing.attention([[1.0], [math.nan, 0.5]], [EVIL, EVIL], EVIL),
    "attention_last": drawing.attention([0.5, math.inf], [EVIL, EVIL], EVIL),
    "architecture": drawing.architecture(Config(), EVIL, EVIL),
    "heat_map": drawing.heat_map([[math.nan, -1.0]], [EVIL], [EVIL, "b"], EVIL),
    "heat_map_small": drawing.heat_map([[math.inf, -1.0]], [EVIL], [EVIL, "b"], EVIL, False),
    "loss_curve": drawing.loss_curve([(0, math.nan), (1, 2.0)], [(EVIL, 1.0)], EVIL),
    "ladder": drawing.ladder(
        [
            Rung(EVIL, 10**12, [math.nan, 2.0], [math.inf], math.nan),
            Rung("x" * 99, 3, [], [1e9], 0.0),
        ],
        EVIL,
    ),
    "letter_map": drawing.letter_map([(0, 0), (math.nan, 1)], [EVIL, "a"], EVIL),
    "generation": drawing.generation([(EVIL, [(EVIL, math.nan), ("a", 0.2)], EVIL)], EVIL),
    "causal_mask": drawing.causal_mask([EVIL, EVIL], EVIL),
}


@pytest.mark.parametrize("name", PICTURES)
def test_snapshot(name: str) -> None:
    """PREMIER_LLM_SNAPSHOTS=write writes them anew; look at the difference before committing it."""
    path = SNAPSHOTS / f"{name}.html"
    # The style is the same for all; what changes from one picture to another is kept.
    html = PICTURES[name].html.split("</style>")[1].replace("><", ">\n<") + "\n"
    if os.environ.get("PREMIER_LLM_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(html, "utf-8")
    saved = path.read_text("utf-8") if path.exists() else "no file"
    assert html == saved, (
        "the drawing changed: look at it, then run again with PREMIER_LLM_SNAPSHOTS=write"
    )


@pytest.mark.parametrize(
    "picture",
    [*PICTURES.values(), *EVIL_PICTURES.values()],
    ids=[*PICTURES, *map("evil_{}".format, EVIL_PICTURES)],
)
def test_a_picture_is_safe_and_whole(picture: Picture) -> None:
    """No script, nothing from elsewhere, no id, well formed, no wider than a terminal."""
    html = picture.html
    assert html == picture._repr_html_()
    assert picture.text == str(picture)
    for forbidden in ("<script", "http", " id=", "url(", "javascript", "\x1b"):
        assert forbidden not in html
    assert not re.search(r"\b(nan|inf)\b", html.split("</style>")[1])
    figure = html[html.index("<figure") :].replace("&nbsp;", "&#160;")
    root = ElementTree.fromstring(figure)
    for svg in root.iter("svg"):
        assert svg.get("role") == "img"
        assert svg.get("aria-label")
        for text in svg.iter("text"):
            assert float(text.get("font-size", "0")) >= 13
    assert "\x1b" not in picture.text
    assert max(map(len, picture.text.split("\n"))) <= 80


def test_bars_lengths() -> None:
    """Lengths are in proportion; zero is somewhere inside when some are negative."""
    html = PICTURES["bars"].html
    assert re.findall(r";width:([\d.]+)%'", html) == ["100.0", "0.1", "50.0"]
    assert re.search(r"class='marked'>[^◀]*>a</bdi>.*50,0\u00a0% ◀", html)
    both = re.findall(r"margin-left:([\d.]+)%;width:([\d.]+)%", PICTURES["bars_number"].html)
    assert both == [("66.7", "33.3"), ("0.0", "66.7")]
    assert drawing.bars([], [], "t").text


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.125, "12,5 %"),
        (0.0046, "0,46 %"),
        (0.0004, "< 0,1 %"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.99999, "> 99,9 %"),
        (math.nan, "pas un nombre"),
    ],
)
def test_percent(share: float, said: str) -> None:
    """Small ones keep two digits, and almost all is not all."""
    assert percent(share).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(3.3, "3,30"), (-0.5, "−0,50"), (0.0034, "0,0034"), (12345.6, "12 345,60"), (0, "0,00")],
)
def test_number(value: float, said: str) -> None:
    """A French number."""
    assert number(value).replace("\u00a0", " ") == said


@pytest.mark.parametrize("name", PRESETS)
def test_architecture_counts(name: str) -> None:
    """The boxes' counts, a block's times the blocks, add up to the model's."""
    config = PRESETS[name]
    html = drawing.architecture(config).html
    plan = stages(config)
    outside = sum(stage.count for stage in plan.before + plan.after)
    block = sum(stage.count for stage in plan.block)
    assert outside + config.layers * block == config.parameter_count()
    drawn = [int(said.replace("\u00a0", "")) for said in re.findall(r"class='count'>([^<]+)", html)]
    assert sum(drawn) == outside + block
    assert f"<b>{config.parameter_count():,} nombres".replace(",", "\u00a0") in html


def test_every_dial_draws_another_picture() -> None:
    """Each dial but the initial draw shows."""
    plain = drawing.architecture(Config(heads=2)).html
    normed = {"norm": "rms", "norm_blocks": True}
    others = [
        drawing.architecture(Config().with_dials(**{"heads": 2, **dials})).html
        for dials in (
            {"heads": 4},
            {"layers": 3},
            {"embedding": 32},
            {"hidden": 64},
            {"context": 16},
            {"vocabulary": 30},
            {"activation": "gelu"},
            {"activation": "relu2"},
            {"positions": "rotary"},
            {"positions": "rotary", "context": 16},
            {"query_key_norm": True},
            {"attention_output": True},
            {"attention_bias": True},
            {"mlp_bias": False},
            {"tied": True},
            normed,
            normed | {"norm": "layer"},
            normed | {"norm_final": True},
            normed | {"norm_embedding": True},
            normed | {"norm_weight": True},
            normed | {"norm_bias": True},
        )
    ]
    assert len({plain, *others}) == 1 + len(others)


def test_architecture_shows_the_lesson_s_tokens_only() -> None:
    """The letters' numbers are those of the lesson's alphabet."""
    assert re.findall(r"class='soft'>(\d+)</text>", PICTURES["architecture_mini"].html) == [
        *("0", "16", "9", "11")
    ]
    assert not re.findall(r"class='soft'>\d+</text>", PICTURES["architecture_nanogpt"].html)


def test_attention_tells_letters_apart_and_lines_grow() -> None:
    """One row or all; the line's thickness is the weight; the future is hidden."""
    html = PICTURES["attention"].html
    assert "60,0\u00a0%" in html
    assert "60,0\u00a0%" in PICTURES["attention_last"].html
    assert html.count("class='hidden'") == 10
    thick = [float(w) for w in re.findall(r"stroke-width='([\d.]+)' stroke-op", html)]
    assert thick == sorted(thick)
    assert len(thick) == sum(w > 0 for row in WEIGHTS for w in row)
    twice = drawing.attention([0.5, 0.5], ["a", "a"], "t")
    assert "a₁" in twice.html
    assert "a₂" in twice.text


def test_attention_has_room_for_words_and_calls_them_so() -> None:
    words = ["la", "neige", "sera"]
    html = drawing.attention([0.1, 0.8, 0.1], words, "t").html
    assert "le mot regarde" in html
    assert "lettre" not in html
    tiles = re.findall(r"<rect x='(-?\d+)' y='9' width='(\d+)'", html)
    edges = [(int(x), int(x) + int(width)) for x, width in tiles]
    assert len(edges) == 3
    assert all(one[1] < other[0] for one, other in pairwise(edges))
    assert all(
        end - start > 11 * len(word) for word, (start, end) in zip(words, edges, strict=True)
    )


def test_unequal_lengths_are_explained() -> None:
    """In a French sentence."""
    with pytest.raises(ValueError, match="lettre"):
        drawing.attention([0.5], ["a", "b"], "t")
    with pytest.raises(ValueError, match="nom pour chaque nombre"):
        drawing.bars([0.5], ["a", "b"], "t")
    with pytest.raises(ValueError, match="colonne"):
        drawing.heat_map([[1.0, 2.0]], ["a"], ["b"], "t")
    with pytest.raises(ValueError, match="point"):
        drawing.letter_map([], ["b"], "t")


def test_heat_map_says_every_number() -> None:
    """Written when few; else each cell has its tooltip, and a table has all."""
    html = PICTURES["heat_map_wide"].html
    assert html.count("<title>") == html.count("<td style=") == 48
    assert "<details>" in html
    assert "<details>" not in PICTURES["heat_map"].html
    assert "repeating-linear-gradient" in PICTURES["heat_map"].html.split("</style>")[1]


@pytest.mark.parametrize(
    "losses", [[], [(0, 3.0)], [(0, math.nan)], [(0, 0.0)], [(0, 1e9), (1, math.inf)], [(0, -1.0)]]
)
def test_loss_curve_survives(losses: list[tuple[int, float]]) -> None:
    """Nothing, one point, what is not a number."""
    picture = drawing.loss_curve(losses)
    assert "nan" not in picture.html.split("</style>")[1]
    assert "<svg" in picture.html


def test_loss_curve_labels_do_not_overlap() -> None:
    """Lines one on the other are named one above the other."""
    html = drawing.loss_curve([(0, 3.0)], [(f"l{i}", 0.1 + i / 100) for i in range(5)]).html
    heights = sorted(float(y) for y in re.findall(r"y='([\d.]+)' font-size='15'>l\d", html))
    assert len(heights) == 5
    assert all(b - a >= 18 for a, b in pairwise(heights))


def test_loss_curve_is_fast() -> None:
    """It is redrawn while a model trains: the best of five, for a busy machine."""
    points = [(i, 3 / (1 + i / 50)) for i in range(300)]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        drawing.loss_curve(points, LINES, held_out=points[::10], steps=300)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.02


def test_ladder_marks_every_loss_on_one_axis() -> None:
    """A mark for each loss, lower ones further left, and a band over the first rung's hidden."""
    html = PICTURES["ladder"].html.split("</style>")[1]
    seen = [float(x) for x in re.findall(r"<circle cx='([\d.]+)'", html)]
    hidden = [float(x) for x in re.findall(r"<path d='M([\d.]+) \d+l7 7", html)]
    assert seen == sorted(seen[:2]) + sorted(seen[2:])
    assert seen[0] > seen[2]  # 2.41, 2.40
    assert len(hidden) == 5
    assert hidden[3] < hidden[0] < hidden[2] < hidden[1] < hidden[4]
    assert hidden[0] == seen[1]  # both 2.52
    (band,) = re.findall(r"<rect x='([\d.]+)' y='4' width='([\d.]+)'", html)
    start, width = map(float, band)
    assert start + 1 == pytest.approx(hidden[0], abs=0.1)
    assert start + width - 1 == pytest.approx(hidden[1], abs=0.1)
    each = "2,520\u00a0; 2,550\u00a0; 2,540"
    for said in ("2\u00a0832 nombres, 0,1\u00a0s", each, "2,537", "1,3\u00a0s"):
        assert said in html, said


def test_ladder_of_nothing() -> None:
    """No rung, and one whose losses are all the same."""
    assert drawing.ladder([], "t").text
    one = drawing.ladder([Rung("a", 1, [2.0], [2.0], 1.0)], "t")
    assert one.html.count("<circle") == one.html.count("l7 7") == 1


def test_letter_map_keeps_marks_apart() -> None:
    """Letters at almost the same place can all be read."""
    points = [(i / 1000, 0.0) for i in range(5)] + [(10.0, 10.0)]
    html = drawing.letter_map(points, list("abcde."), "t").html
    marks = [
        (float(x), float(y))
        for x, y in re.findall(r"<text x='([\d.]+)' y='([\d.]+)' text-anchor='middle'", html)
    ]
    assert len(marks) == 6
    assert min(math.dist(a, b) for a, b in combinations(marks, 2)) > 20


def test_generation_marks_what_was_drawn() -> None:
    """Among the likeliest or not; the full stop is the end."""
    html = PICTURES["generation"].html
    assert html.count("class='marked'") == 3
    assert "fin" in html
    assert "moins probable" in html


def test_projection_finds_the_plane() -> None:
    """Points of a tilted plane keep their distances; the first axis spreads the most."""
    rng = random.Random(1)
    u, v = (0.6, 0.0, 0.8, 0.0), (0.0, 1.0, 0.0, 0.0)
    flat = [(rng.gauss(0, 3), rng.gauss(0, 1)) for _ in range(40)]
    points = project([[a * p + b * q + 5.0 for p, q in zip(u, v, strict=True)] for a, b in flat])
    for i, j in combinations(range(0, 40, 3), 2):
        assert math.dist(flat[i], flat[j]) == pytest.approx(
            math.dist(points[i], points[j]), abs=1e-6
        )
    assert project([]) == []
    assert project([[1.0, 2.0]] * 3) == [(0.0, 0.0)] * 3


def test_projection_known_directions() -> None:
    """Three along the first coordinate, one along the second, signs fixed."""
    vectors = [[3.0, 0.0, 0.0], [-3.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, -1.0, 0.0]]
    found = project(vectors)
    for point, wanted in zip(found, [(3, 0), (-3, 0), (0, 1), (0, -1)], strict=True):
        assert point == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_projection_axes_are_uncorrelated_and_ordered(seed: int) -> None:
    """On any cloud the first axis has the larger variance, and they do not go together."""
    rng = random.Random(seed)
    scales = (4.0, 2.0, 1.0, 0.5)
    points = project([[rng.gauss(1, s) for s in scales] for _ in range(60)])
    first, second = (sum(p[axis] ** 2 for p in points) for axis in (0, 1))
    assert first >= second
    assert abs(sum(a * b for a, b in points)) < 1e-4 * first
