"""Draws the sheets of the three unplugged activities, and holds their pages to the sums.

``python docs/enseignants/decoupe/make_sheets.py`` rewrites the SVG files beside it, and fails when
a table of answers in the pages is not what the sums give. Standard library only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape
from math import log2
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT = 180, 250
"""Millimetres: what a printer leaves of an A4 page, with room for the browser's margins."""

SANS = "DejaVu Sans, Verdana, Arial, sans-serif"
NBSP = "\u00a0"
MONO = "DejaVu Sans Mono, Consolas, Menlo, Courier New, monospace"
"""For letters to be told apart: its l has a foot, its i has bars."""

# ---- The sums of « La machine à deviner » --------------------------------------------------------

NAMES = ("lutin", "titan", "triton", "genie", "goule", "ogre")
"""Of the list of creatures, which is CC0; accents folded as the lessons do."""
SIGNS = "." + "".join(sorted(set("".join(NAMES))))


def pairs_of(name: str) -> list[tuple[str, str]]:
    """(before, after) of each pair of a name, its two full stops included."""
    word = f".{name}."
    return [(word[n], word[n + 1]) for n in range(len(word) - 1)]


COUNTS = Counter(pair for name in NAMES for pair in pairs_of(name))


def following(before: str) -> dict[str, int]:
    """How often each sign came after this one."""
    return {after: COUNTS[before, after] for after in SIGNS if COUNTS[before, after]}


def chance(name: str) -> Fraction:
    """The chance that the slips, drawn and put back, write this name."""
    product = Fraction(1)
    for before, after in pairs_of(name):
        product *= Fraction(COUNTS[before, after], max(1, sum(following(before).values())))
    return product


# ---- The sums of « L’attention » -----------------------------------------------------------------

QUESTION = (1, 2)
"""What the i asks."""
LABELS = {".": (0, 0), "l": (1, 1), "u": (0, 1), "t": (1, 0), "i": (0, 0)}
INFORMATION = {".": (0, 0), "l": (4, 0), "u": (3, 1), "t": (0, 4), "i": (4, 4)}
"""(votes for n, votes for t)."""


def match(letter: str) -> int:
    """The dot product of the question and this letter's label."""
    return sum(q * k for q, k in zip(QUESTION, LABELS[letter], strict=True))


def tokens(letter: str) -> int:
    """Doubled as many times as the match says: softmax in base 2, before the sharing out."""
    return int(2 ** match(letter))


def votes(text: str) -> tuple[Fraction, ...]:
    """The weighted average of what the letters of a beginning say."""
    total = sum(tokens(letter) for letter in text)
    return tuple(
        Fraction(sum(tokens(letter) * INFORMATION[letter][d] for letter in text), total)
        for d in (0, 1)
    )


# ---- The sums of « Le retour » -------------------------------------------------------------------

READ = 5
"""What both neurons read."""
IN = {"h": Fraction(2, 5), "k": Fraction(-3, 5)}
"""The weight of each neuron: h speaks, k is silenced by the filter."""
OUT = {"h": {"n": 2, "t": 1}, "k": {"n": 1, "t": 3}}
"""The weights from each neuron to the scores."""
RIGHT = "n"
SPEED = Fraction(1, 5)


def relay(weights: dict[str, Fraction]) -> dict[str, Fraction]:
    """The way forward: each neuron before its filter and after, the scores."""
    found: dict[str, Fraction] = {}
    for neuron, weight in weights.items():
        found[neuron] = weight * READ
        found[neuron + "+"] = max(found[neuron], Fraction(0))
    for letter in ("n", "t"):
        found[letter] = sum((found[f"{h}+"] * OUT[h][letter] for h in weights), Fraction(0))
    return found


def chances(found: dict[str, Fraction]) -> dict[str, Fraction]:
    """Doubled as many times as the score says, then shared: softmax in base 2."""
    counters = {letter: Fraction(2) ** int(found[letter]) for letter in ("n", "t")}
    return {letter: count / sum(counters.values()) for letter, count in counters.items()}


def way_back(weights: dict[str, Fraction]) -> dict[str, Fraction]:
    """The slope of the error (in base 2) along everything, by the rules of the activity."""
    found = relay(weights)
    chance = chances(found)
    slopes = {letter: chance[letter] - (letter == RIGHT) for letter in ("n", "t")}
    for neuron in weights:
        through = sum((OUT[neuron][letter] * slopes[letter] for letter in ("n", "t")), Fraction(0))
        slopes[f"{neuron}+"] = through
        slopes[neuron] = through if found[neuron] > 0 else Fraction(0)
        slopes[f"weight of {neuron}"] = slopes[neuron] * READ
    return slopes


SLOPES = way_back(IN)
AFTER = {neuron: weight - SPEED * SLOPES[f"weight of {neuron}"] for neuron, weight in IN.items()}
"""The weights after one step."""


def error_with(weight: float) -> float:
    """The surprise, in base 2, with another weight for h: by trying, no slope needed."""
    found = relay({**IN, "h": Fraction(weight)})
    return log2(sum(2 ** float(found[letter] - found[RIGHT]) for letter in ("n", "t")))


def trying(by: float) -> float:
    """The slope of the weight of h, by trying."""
    weight = float(IN["h"])
    return (error_with(weight + by) - error_with(weight - by)) / (2 * by)


def decimal(value: Fraction | float, digits: int | None = None) -> str:
    """As French writes it; a fraction that ends has all its digits."""
    said = f"{float(value):.{digits}f}" if digits is not None else f"{float(value):g}"
    return said.replace(".", ",").replace("-", "−")


def bracketed(value: Fraction) -> str:
    """As a factor."""
    return f"({decimal(value)})" if value < 0 else decimal(value)


# ---- Drawing -------------------------------------------------------------------------------------


def text(x: float, y: float, said: str, size: float = 4.5, **more: str) -> str:
    """A line of text; size in millimetres; ``anchor``, ``weight``, ``font``, ``fill``."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" '
        f'text-anchor="{more.get("anchor", "start")}" font-weight="{more.get("weight", "normal")}" '
        f'font-family="{more.get("font", SANS)}" fill="{more.get("fill", "#000")}">'
        f"{escape(said.replace('  ', NBSP * 2))}</text>"
    )


def box(x: float, y: float, w: float, h: float, line: float = 0.4, more: str = "") -> str:
    """A white rectangle with a black edge."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" '
        f'fill="#fff" stroke="#000" stroke-width="{line:g}"{more}/>'
    )


def rule(x: float, y: float, w: float) -> str:
    """A line to write on."""
    return f'<path d="M{x:g} {y:g}h{w:g}" stroke="#000" stroke-width="0.3"/>'


def heading(sheet: str, title: str) -> list[str]:
    """The top line of a sheet."""
    return [
        text(0, 6, title, 6.5, weight="bold"),
        text(WIDTH, 6, sheet, 4, anchor="end"),
        f'<path d="M0 9h{WIDTH}" stroke="#000" stroke-width="0.6"/>',
    ]


def lines(x: float, y: float, said: Iterable[str], size: float = 4.5, gap: float = 1.45) -> str:
    """Lines of text, one under the other."""
    return "".join(text(x, y + n * size * gap, one, size) for n, one in enumerate(said))


def table(
    x: float, y: float, widths: Sequence[float], height: float, rows: Sequence[Sequence[str]]
) -> str:
    """Cells with centred text; the first row is the head."""
    drawn = ""
    for n, row in enumerate(rows):
        left = x
        for width, said in zip(widths, row, strict=True):
            top = y + n * height
            drawn += box(left, top, width, height)
            size = 3.4 if n == 0 else 5
            parts = said.split("\n")
            for k, part in enumerate(parts):
                middle = top + height / 2 + size * 0.36 + (k - (len(parts) - 1) / 2) * size * 1.2
                drawn += text(
                    left + width / 2,
                    middle,
                    part,
                    size,
                    anchor="middle",
                    weight="bold" if n == 0 else "normal",
                    font=MONO if n > 0 and said != "total" else SANS,
                )
            left += width
    return drawn


def sheet(name: str, title: str, drawn: Iterable[str]) -> None:
    """One A4 page."""
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="-1 -1 {WIDTH + 2} {HEIGHT + 2}" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect x="-1" y="-1" width="{WIDTH + 2}" height="{HEIGHT + 2}" fill="#fff"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n",
        "utf-8",
    )


# ---- The sheets of « La machine à deviner » ------------------------------------------------------


def called(sign: str) -> str:
    """What a pile is called."""
    return "au début" if sign == "." else f"après {sign}"


def slips() -> None:
    """One slip for each pair."""
    width, height = WIDTH / 6, (HEIGHT - 12) / 6
    drawn = heading("Activité 1 · fiche B", "Les 36 papiers à découper")
    dashed = ' stroke-dasharray="1.5 1.2"'
    for n, (before, after) in enumerate(pair for name in NAMES for pair in pairs_of(name)):
        x, y = n % 6 * width, 12 + n // 6 * height
        drawn += [
            box(x, y, width, height, 0.3, dashed),
            text(x + width / 2, y + 8, called(before), 4.8, anchor="middle"),
            text(x + width / 2, y + 27, after, 18, anchor="middle", weight="bold", font=MONO),
        ]
        if after == ".":
            drawn.append(text(x + width / 2, y + 35, "fin du nom", 4.2, anchor="middle"))
    sheet("activite_1_papiers.svg", "Fiche B : les 36 papiers à découper", drawn)


def board() -> None:
    """One place for each pile."""
    width, height = WIDTH / 3, (HEIGHT - 12) / 4
    drawn = heading("Activité 1 · fiche A", "Le plateau : une case par lettre")
    for n, sign in enumerate(SIGNS):
        x, y = n % 3 * width, 12 + n // 3 * height
        drawn += [
            box(x, y, width, height, 0.5),
            text(x + 4, y + 9, called(sign), 6, weight="bold"),
            text(x + width - 4, y + height - 4, "papiers :", 3.6, anchor="end", fill="#333"),
        ]
    x, y = 2 * width, 12 + 3 * height
    drawn += [
        box(x, y, width, height, 0.5),
        text(x + 3, y + 8, "La règle", 5.5, weight="bold"),
        lines(
            x + 3,
            y + 15,
            [
                "1. Pars de la case « au début ».",
                "2. Mélange, tire sans regarder.",
                "3. Écris la lettre, repose le papier.",
                "4. Va à la case de cette lettre.",
                "5. Un point ? Le nom est fini.",
                "Sinon, retourne en 2.",
            ],
            3.3,
            1.85,
        ),
    ]
    sheet("activite_1_plateau.svg", "Fiche A : le plateau", drawn)


def tally() -> None:
    """The grid to fill."""
    drawn = heading("Activité 1 · fiche C", "Je compte les paires")
    drawn += [
        text(0, 17, "Nos six noms, avec leurs deux points :", 4.5),
        text(0, 25, "  ".join(f".{name}." for name in NAMES[:3]), 7, font=MONO, weight="bold"),
        text(0, 34, "  ".join(f".{name}." for name in NAMES[3:]), 7, font=MONO, weight="bold"),
        lines(
            0,
            43,
            [
                "Pour chaque paire, fais un bâton dans la bonne case.",
                "Ligne : la lettre d’avant. Colonne : la lettre qui suit. Les trois premiers",
                "bâtons, ceux de « .l », « lu » et « ut », sont déjà là.",
            ],
        ),
    ]
    side, left, top = 13, 18, 73
    drawn.append(text(left, top - 10, "la lettre qui suit", 4, weight="bold"))
    drawn.append(text(0, top - 3, "avant", 4, weight="bold"))
    for n, sign in enumerate(SIGNS):
        middle = left + n * side + side / 2
        drawn.append(text(middle, top - 2, sign, 7, anchor="middle", font=MONO, weight="bold"))
        y = top + n * side
        drawn.append(text(9, y + 9, sign, 7, anchor="middle", font=MONO, weight="bold"))
        drawn += [box(left + k * side, y, side, side) for k in range(len(SIGNS))]
    for before, after in (".l", "lu", "ut"):
        x, y = left + SIGNS.index(after) * side + 4, top + SIGNS.index(before) * side + 3
        drawn.append(f'<path d="M{x} {y}v7" stroke="#000" stroke-width="0.7"/>')
    drawn += [
        text(0, top + 11 * side + 10, "Combien de bâtons en tout ?", 4.5),
        rule(68, top + 11 * side + 11, 20),
        text(94, top + 11 * side + 10, "Combien de cases vides sur 121 ?", 4.5),
        rule(172, top + 11 * side + 11, 8),
        text(0, top + 11 * side + 21, "Après un t, quelle lettre vient le plus souvent ?", 4.5),
        rule(108, top + 11 * side + 22, 14),
        text(126, top + 11 * side + 21, "Sa part :", 4.5),
        rule(146, top + 11 * side + 22, 14),
        text(162, top + 11 * side + 21, "sur", 4.5),
        rule(171, top + 11 * side + 22, 9),
    ]
    sheet("activite_1_comptage.svg", "Fiche C : la grille pour compter les paires", drawn)


def inventions() -> None:
    """What to write while drawing."""
    drawn = heading("Activité 1 · fiche D", "J’invente, puis je casse")
    drawn.append(text(0, 18, "1. Tirage normal", 5.5, weight="bold"))
    drawn.append(
        table(
            0,
            21,
            [12, 88, 40, 40],
            10,
            [
                ["n°", "le nom inventé", "dans notre liste ?", "on dirait un\nvrai nom ?"],
                *([str(n), "", "", ""] for n in range(1, 7)),
            ],
        )
    )
    drawn += [
        text(0, 103, "2. Sage : toujours la lettre la plus fréquente", 5.5, weight="bold"),
        lines(
            0,
            110,
            [
                "Commence par t. À chaque case, regarde tous les papiers, et prends la lettre",
                "qui en a le plus. Écris les dix premières lettres :",
            ],
        ),
        *(box(18 * n, 119, 18, 12) for n in range(10)),
        text(9, 128, "t", 7, anchor="middle", font=MONO, weight="bold"),
        text(0, 138, "Que se passe-t-il ?", 4.5),
        rule(44, 139, 136),
        text(0, 152, "3. Fou : un seul papier de chaque sorte", 5.5, weight="bold"),
        lines(
            0,
            159,
            [
                "Dans chaque case, garde un papier de chaque sorte, et range les doubles.",
                "Invente deux noms. Qu’est-ce qui change pour le point, après e et après n ?",
            ],
        ),
        rule(0, 176, 85),
        rule(95, 176, 85),
        rule(0, 186, 180),
        text(0, 200, "4. Une fenêtre d’une seule lettre", 5.5, weight="bold"),
        text(0, 209, "Dans nos six noms, après « luti » vient toujours", 4.5),
        rule(113, 210, 14),
        text(0, 217, "Mais après « ti », au début d’un nom, vient toujours", 4.5),
        rule(120, 218, 14),
        text(0, 225, "Que répond la machine, dans les deux cas ?", 4.5),
        rule(101, 226, 79),
        text(0, 234, "Trouve un nom que la machine ne peut pas écrire :", 4.5),
        rule(116, 235, 64),
        text(0, 244, "Pourquoi ?", 4.5),
        rule(26, 245, 154),
    ]
    sheet("activite_1_inventions.svg", "Fiche D : les noms inventés, sage, fou, la fenêtre", drawn)


# ---- The sheets of « L’attention » ---------------------------------------------------------------


def pair(values: tuple[int, int]) -> str:
    """As pupils write it."""
    return f"[{values[0]}{NBSP}; {values[1]}]"


def letter_card(letter: str, y: float) -> list[str]:
    """Half a page, to hold in front of one."""
    drawn = [
        box(0, y, WIDTH, 122, 0.5, ' stroke-dasharray="2 1.5"'),
        text(42, y + 82, letter, 78, anchor="middle", weight="bold", font=MONO),
        f'<path d="M84 {y + 8}v106" stroke="#000" stroke-width="0.4"/>',
    ]
    if letter == ".":
        drawn.append(text(42, y + 108, "le point du début", 6, anchor="middle"))
    rows = [
        ("Mon étiquette", pair(LABELS[letter]), "« voici ce que je suis »"),
        (
            "Mon information",
            f"n : {INFORMATION[letter][0]}  t : {INFORMATION[letter][1]}",
            "« voici ce que je donne » : des voix",
        ),
    ]
    if letter == "i":
        rows.insert(0, ("Ma question", pair(QUESTION), "« voici ce que je cherche »"))
    step = 106 / len(rows)
    for n, (name, value, said) in enumerate(rows):
        top = y + 8 + n * step
        drawn += [
            text(90, top + step * 0.24, name, 7, weight="bold"),
            text(90, top + step * 0.24 + 8, said, 4.6),
            text(90, top + step * 0.24 + 21, value, 11, font=MONO, weight="bold"),
        ]
    return drawn


def recipe_card(y: float) -> list[str]:
    """What everybody does."""
    return [
        box(0, y, WIDTH, 122, 0.5, ' stroke-dasharray="2 1.5"'),
        text(6, y + 14, "La recette de l’attention", 8, weight="bold"),
        lines(
            6,
            y + 28,
            [
                "1. Accord : on multiplie question et étiquette, place par place, "
                "et on additionne.",
                "    Exemple : [1 ; 2] et [3 ; 1] donnent 1 × 3 + 2 × 1 = 5.",
                "2. Jetons : on part de 1, et on double autant de fois que le dit l’accord.",
                "    Accord 0 → 1 jeton.   1 → 2.   2 → 4.   3 → 8.",
                "3. Part d’attention : ses jetons, divisés par tous les jetons.",
                "4. Mélange : on multiplie chaque information par ses jetons,",
                "    on additionne, et on divise par tous les jetons.",
            ],
            4.2,
            2,
        ),
        text(6, y + 102, "Interdit : regarder une lettre qui vient après soi.", 6, weight="bold"),
    ]


def cards() -> None:
    """Three pages of two cards."""
    for n, first, second, held in (
        (1, letter_card("i", 0), letter_card("t", 126), "i et t"),
        (2, letter_card(".", 0), letter_card("l", 126), "le point et l"),
        (3, letter_card("u", 0), recipe_card(126), "u, et la recette"),
    ):
        sheet(f"activite_2_cartes_{n}.svg", f"Cartes : {held}", first + second)


def attention_sheet() -> None:
    """The pupil's sheet: two beginnings."""
    drawn = heading("Activité 2 · fiche élève", "L’attention : qui regarde qui ?")
    drawn += [
        lines(
            0,
            17,
            [
                "Le i cherche la lettre suivante : n ou t ? Il pose sa question aux lettres",
                "d’avant, et à lui-même. Sa question est [1 ; 2]. Complète chaque ligne.",
            ],
        ),
        text(
            0,
            33,
            "Les jetons : on part de 1, et on double autant de fois que le dit l’accord.",
            4.5,
        ),
        table(
            0,
            36,
            [28, 22, 22, 22, 22],
            8,
            [["accord", "0", "1", "2", "3"], ["jetons", "1", "2", "4", "…"]],
        ),
    ]
    widths = [14, 24, 18, 18, 24, 16, 16, 25, 25]
    head = [
        "lettre",
        "étiquette",
        "accord",
        "jetons",
        "part\nd’attention",
        "voix\npour n",
        "voix\npour t",
        "jetons ×\nvoix pour n",
        "jetons ×\nvoix pour t",
    ]
    for part, said, y in (("A", ".ti", 62), ("B", ".luti", 136)):
        drawn.append(text(0, y, f"{part}. Le début « {said[1:]} »", 5.5, weight="bold"))
        rows = [head]
        for letter in said:
            n, t = INFORMATION[letter]
            rows.append([letter, pair(LABELS[letter]), "", "", "", str(n), str(t), "", ""])
        rows.append(["total", "", "", "", "", "", "", "", ""])
        drawn.append(table(0, y + 3, widths, 9, rows))
        bottom = y + 3 + 9 * len(rows)
        drawn += [
            text(0, bottom + 8, "Mélange (total ÷ nombre de jetons) :   n", 4.5),
            rule(96, bottom + 9, 16),
            text(118, bottom + 8, "t", 4.5),
            rule(122, bottom + 9, 16),
            text(142, bottom + 8, "Il parie sur", 4.5),
            rule(170, bottom + 9, 10),
        ]
    drawn += [
        lines(
            0,
            222,
            [
                "C. Échange les places du l et du u : « ulti ». Le mélange change-t-il ?",
                "",
                "D. Le u de « luti » a-t-il le droit de regarder le t ? Pourquoi ?",
            ],
        ),
        rule(0, 230, 180),
        rule(0, 245, 180),
    ]
    sheet("activite_2_fiche.svg", "Fiche élève : qui regarde qui ?", drawn)


# ---- The sheet of « Le retour » ------------------------------------------------------------------


def arrow(x: float, y: float, to: tuple[float, float], weight: str, at: float = 0.5) -> str:
    """From one box to another, with the weight on it."""
    left, top = x + (to[0] - x) * at, y + (to[1] - y) * at
    wide, size = (16, 4.4) if len(weight) < 7 else (19, 3.6)
    return (
        f'<path d="M{x:g} {y:g}L{to[0]:g} {to[1]:g}" stroke="#000" stroke-width="0.4"/>'
        + box(left - wide / 2, top - 4.5, wide, 8, 0.2)
        + text(left, top + 1.2, weight, size, anchor="middle", font=MONO)
    )


def way_back_sheet() -> None:
    """The pupil's sheet: the way forward is written, the slopes are to be found."""
    found, chance = relay(IN), chances(relay(IN))
    drawn = heading("Activité 3 · fiche élève", "Le retour : d’où vient l’erreur ?")
    drawn += [
        lines(
            0,
            17,
            [
                "Le modèle a lu 5. Il devait dire n. En haut de chaque case, le nombre de l’aller.",
                "En bas, écris sa pente : pars de la fin, à droite, et remonte vers la gauche.",
            ],
        )
    ]
    width, height = 30, 26
    places = {
        "x": (0, 66, "lu", decimal(READ)),
        "h": (50, 40, "h", decimal(found["h"])),
        "k": (50, 92, "k", decimal(found["k"])),
        "h+": (98, 40, "h filtré", decimal(found["h+"])),
        "k+": (98, 92, "k filtré", decimal(found["k+"])),
        "n": (150, 40, "score de n", decimal(found["n"])),
        "t": (150, 92, "score de t", decimal(found["t"])),
    }

    def side(name: str, right: bool) -> tuple[float, float]:
        x, y, _, _ = places[name]
        return (x + (width if right else 0), y + height / 2)

    for neuron in ("h", "k"):
        drawn.append(arrow(*side("x", True), side(neuron, False), f"× {bracketed(IN[neuron])}"))
        start, end = side(neuron, True), side(f"{neuron}+", False)
        drawn.append(arrow(*start, end, "filtre"))
        for letter in ("n", "t"):
            straight = (neuron, letter) in (("h", "n"), ("k", "t"))
            weight = f"× {OUT[neuron][letter]}"
            start, end = side(f"{neuron}+", True), side(letter, False)
            drawn.append(arrow(*start, end, weight, 0.5 if straight else 0.36))
    for name, (x, y, said, value) in places.items():
        drawn += [
            box(x, y, width, height, 0.6),
            text(x + width / 2, y - 2, said, 4.2, anchor="middle", weight="bold"),
            text(x + width / 2, y + 8.5, value, 6.5, anchor="middle", font=MONO),
        ]
        if name != "x":
            drawn.append(f'<path d="M{x} {y + 12}h{width}" stroke="#000" stroke-width="0.3"/>')
            drawn.append(text(x + 2, y + 17, "pente", 3.4))
    for letter in ("n", "t"):
        x, y, _, _ = places[letter]
        share = f"il lui donne {decimal(100 * chance[letter])}{NBSP}%"
        drawn.append(text(x + width, y + height + 6, share, 4, anchor="end"))
    drawn += [
        text(0, 140, "Les règles du retour", 5.5, weight="bold"),
        lines(
            0,
            148,
            [
                "1. Pente d’un score : ce que le modèle lui donne, moins 1 pour la bonne lettre.",
                "    Écris 80 % ainsi : 0,8.",
                "2. En remontant une flèche : la pente au bout × le nombre écrit sur la flèche.",
                "3. Deux flèches partent d’une case ? On additionne les deux.",
                "4. Le filtre laisse repasser la pente s’il a laissé passer le nombre. Sinon : 0.",
                "5. Pente d’un poids (sur une flèche) : pente au bout × nombre au début.",
            ],
            4.3,
            1.55,
        ),
        text(0, 197, f"A. La pente du poids {decimal(IN['h'])} :", 4.8),
        rule(66, 198, 30),
        text(104, 197, f"du poids {decimal(IN['k'])} :", 4.8),
        rule(146, 198, 34),
        text(0, 208, "B. Nouveau poids = ancien − 0,2 × sa pente.", 4.8),
        text(0, 218, f"{decimal(IN['h'])} devient", 4.8),
        rule(31, 219, 24),
        text(62, 218, f"{decimal(IN['k'])} devient", 4.8),
        rule(96, 219, 26),
        text(0, 228, "C. Refais l’aller. Score de n :", 4.8),
        rule(71, 229, 20),
        text(98, 228, "score de t :", 4.8),
        rule(127, 229, 20),
        text(0, 238, "Jetons (2 × 2 × 2…, autant de fois que le score) :   n", 4.8),
        rule(130, 239, 18),
        text(154, 238, "t", 4.8),
        rule(159, 239, 21),
        text(0, 248, "Il donne maintenant à n :", 4.8),
        rule(63, 249, 26),
        text(94, 248, "A-t-il appris ?", 4.8),
        rule(130, 249, 50),
    ]
    sheet("activite_3_fiche.svg", "Fiche élève : le retour, d’où vient l’erreur ?", drawn)


# ---- The answers in the pages --------------------------------------------------------------------


def answers() -> dict[str, list[str]]:
    """Lines of Markdown that a page must hold."""
    grid = [
        f"| **{before}** | "
        + " | ".join(str(COUNTS[before, after] or "") for after in SIGNS)
        + f" | {sum(following(before).values())} |"
        for before in SIGNS
    ]
    looks = []
    for said in (".ti", ".luti"):
        total = sum(tokens(letter) for letter in said)
        for c in said:
            n, t = INFORMATION[c]
            looks.append(
                f"| {c} | {pair(LABELS[c])} | {match(c)} | {tokens(c)} | {tokens(c)}/{total} | "
                f"{n} et {t} | {tokens(c) * n} | {tokens(c) * t} |"
            )
        for_n, for_t = (value * total for value in votes(said))
        looks.append(f"| **total** |  |  | **{total}** |  |  | **{for_n}** | **{for_t}** |")
    found, after = relay(IN), relay(AFTER)
    back = [
        f"| score de {letter} | {decimal(found[letter])} | {decimal(chances(found)[letter])} "
        f"{'− 1 ' if letter == RIGHT else ''}| **{decimal(SLOPES[letter])}** |"
        for letter in ("n", "t")
    ]
    for neuron in ("h", "k"):
        paths = " + ".join(
            f"{OUT[neuron][letter]} × {bracketed(SLOPES[letter])}" for letter in ("n", "t")
        )
        kept = "le filtre a laissé passer" if found[neuron] > 0 else "le filtre a mis 0"
        back += [
            f"| {neuron} filtré | {decimal(found[f'{neuron}+'])} | {paths} | "
            f"**{decimal(SLOPES[f'{neuron}+'])}** |",
            f"| {neuron} | {decimal(found[neuron])} | {kept} | **{decimal(SLOPES[neuron])}** |",
            f"| poids de {neuron} | {decimal(IN[neuron])} | {bracketed(SLOPES[neuron])} × {READ} | "
            f"**{decimal(SLOPES[f'weight of {neuron}'])}** |",
        ]
    counters = {letter: 2 ** int(after[letter]) for letter in ("n", "t")}
    back += [
        f"| avant | {decimal(IN['h'])} | {decimal(found['n'])} et {decimal(found['t'])} | "
        f"{2 ** int(found['n'])} et {2 ** int(found['t'])} | "
        f"{decimal(100 * chances(found)['n'], 0)}{NBSP}% |",
        f"| après | {decimal(AFTER['h'])} | {decimal(after['n'])} et {decimal(after['t'])} | "
        f"{counters['n']} et {counters['t']} | {decimal(100 * chances(after)['n'], 0)}{NBSP}% |",
        *(
            f"| ± {decimal(by)} | {decimal(error_with(float(IN['h']) + by), 4)} | "
            f"{decimal(error_with(float(IN['h']) - by), 4)} | {decimal(trying(by), 4)} |"
            for by in (0.2, 0.02, 0.002)
        ),
    ]
    return {
        "activite_1_la_machine_a_deviner.md": grid,
        "activite_2_l_attention.md": looks,
        "activite_3_le_retour.md": back,
    }


def check() -> None:
    """What the activities rest on, and what their pages say."""
    facts = {
        "36 pairs, 11 signs, 93 empty cells": (sum(COUNTS.values()), len(SIGNS), 121 - len(COUNTS))
        == (36, 11, 93),
        "after t": following("t") == {"a": 1, "i": 2, "o": 1, "r": 1},
        "after i": following("i") == {"e": 1, "n": 1, "t": 2},
        "after e, after n": following("e")["."] == following("n")["."] == 3,
        "copies": sum(chance(name) for name in NAMES) == Fraction(1679, 57600),
        "never": not any(chance(name) for name in ("nain", "troll", "lune", "tigre", "lion")),
        "tan, gre, tin, ton": [chance(name) for name in ("tan", "gre", "tin", "ton")]
        == [Fraction(1, n) for n in (20, 24, 40, 60)],
        "ti": votes(".ti") == (Fraction(1), Fraction(3)),
        "forward": chances(relay(IN)) == {"n": Fraction(4, 5), "t": Fraction(1, 5)},
        "back": [SLOPES["weight of h"], SLOPES["weight of k"]] == [Fraction(-1), Fraction(0)],
        "by trying": abs(trying(1e-4) - float(SLOPES["weight of h"])) < 1e-6,
        "after": chances(relay(AFTER))["n"] == Fraction(8, 9) and AFTER["k"] == IN["k"],
        "luti, ulti": votes(".luti") == votes(".ulti") == (Fraction(3), Fraction(1)),
    }
    for name, true in facts.items():
        assert true, name
    for page, expected in answers().items():
        said = (HERE.parent / page).read_text("utf-8").splitlines()
        missing = [line for line in expected if line not in said]
        assert not missing, f"{page} lacks:\n" + "\n".join(missing)


if __name__ == "__main__":
    for draw in (board, slips, tally, inventions, cards, attention_sheet, way_back_sheet):
        draw()
    check()
