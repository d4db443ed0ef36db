"""Draws the sheets to cut out of the two unplugged activities, and holds their pages to the sums.

``python docs/enseignants/decoupe/make_sheets.py`` rewrites the SVG files beside it, and fails when
a table of answers in the pages is not what the sums give. Standard library only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape
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
    return {"activite_1_la_machine_a_deviner.md": grid, "activite_2_l_attention.md": looks}


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
        "luti, ulti": votes(".luti") == votes(".ulti") == (Fraction(3), Fraction(1)),
    }
    for name, true in facts.items():
        assert true, name
    for page, expected in answers().items():
        said = (HERE.parent / page).read_text("utf-8").splitlines()
        missing = [line for line in expected if line not in said]
        assert not missing, f"{page} lacks:\n" + "\n".join(missing)


if __name__ == "__main__":
    for draw in (board, slips, tally, inventions, cards, attention_sheet):
        draw()
    check()
