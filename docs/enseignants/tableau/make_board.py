"""Draws what the plans put on the board, to be projected, printed or copied with chalk.

``PYTHONPATH=src python docs/enseignants/tableau/make_board.py`` rewrites the SVG files beside it.
Names and sums are those of the unplugged activities; a model's chances come from one trained here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "decoupe"))
from make_sheets import MONO, NAMES, NBSP, box, decimal, following, text, tokens

from premier_llm import Recipe, Training, preset, read_corpus
from premier_llm.using.anatomy import anatomy

HERE = Path(__file__).parent
WIDTH, HEIGHT = 270, 170
"""Millimetres: an A4 page on its side."""
LETTER, WORDS, LEAST = 20, 11, 9
"""Millimetres: on a screen of two metres, seven times as large."""
TILE = 26


def drawing(name: str, title: str, told: str, drawn: Iterable[str]) -> None:
    """One picture, with what it shows in words."""
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(told)}</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        + "\n".join([text(8, 18, title, 13, weight="bold"), *drawn])
        + "\n</svg>\n",
        "utf-8",
    )


def tile(x: float, y: float, letter: str, more: str = "") -> str:
    """A letter in its square."""
    return box(x, y, TILE, TILE, 0.9, more) + text(
        x + TILE / 2, y + 19, letter, LETTER, anchor="middle", font=MONO, weight="bold"
    )


def arrow(way: str, end: tuple[float, float], to: tuple[float, float], width: float = 1.4) -> str:
    """A path, and a head at its end that points that way."""
    (x, y), (dx, dy) = end, to
    head = f"M{x:g} {y:g}l{-5 * dx - 3 * dy:g} {-5 * dy + 3 * dx:g}l{6 * dy:g} {-6 * dx:g}z"
    return f'<path d="{way}" fill="none" stroke="#000" stroke-width="{width:g}"/><path d="{head}"/>'


def words(x: float, y: float, said: str, size: float = WORDS, weight: str = "normal") -> str:
    return text(x, y, said, size, anchor="middle", weight=weight)


def percent(share: float) -> str:
    """A model never gives a letter nothing at all."""
    return f"<{NBSP}1{NBSP}%" if share < 0.005 else f"{decimal(100 * share, 0)}{NBSP}%"


def letters() -> None:
    """A name cut into letters, each of which leads to the next."""
    name = f".{NAMES[0]}."
    step = 36
    left = (WIDTH - step * (len(name) - 1) - TILE) / 2
    drawn = []
    for n, letter in enumerate(name):
        x = left + n * step
        drawn.append(tile(x, 86, letter))
        if n:
            start, end = x - step + TILE / 2, x + TILE / 2 - 3
            way = f"M{start:g} 83C{start + 6:g} 56 {end - 4:g} 56 {end:g} 82"
            drawn.append(arrow(way, (end, 84), (0.1, 1)))
    drawn += [
        words(left + TILE / 2, 126, "début", LEAST),
        words(left + step * (len(name) - 1) + TILE / 2, 126, "fin", LEAST),
        words(WIDTH / 2, 152, "Chaque lettre fait deviner la suivante."),
    ]
    told = (
        f"Les lettres de {NAMES[0]} entre deux points, et une flèche de chacune vers la suivante."
    )
    drawing("lettre_par_lettre.svg", "Un nom, lettre par lettre", told, drawn)


def loop() -> None:
    """Guess, measure, correct, and again."""
    wide, high = 104, 34
    places = [(83, 30, "1. deviner"), (160, 108, "2. mesurer"), (6, 108, "3. corriger")]
    drawn = []
    for x, y, said in places:
        drawn.append(box(x, y, wide, high, 1.2, ' rx="8"'))
        drawn.append(words(x + wide / 2, y + high / 2 + 4, said, 10.5, "bold"))
    drawn += [
        arrow("M187 47C214 50 221 76 220 102", (220, 106), (0, 1)),
        arrow("M160 125H116", (112, 125), (-1, 0)),
        arrow("M49 108C48 76 56 50 78 47", (82, 47), (1, 0)),
        words(WIDTH / 2, 86, "des centaines", WORDS),
        words(WIDTH / 2, 100, "de fois", WORDS),
        words(WIDTH / 2, 162, "Mesurer l’erreur. Corriger un peu chaque nombre.", 10),
    ]
    told = "Une boucle de trois cases : deviner, mesurer l’erreur, corriger les nombres du modèle."
    drawing("la_boucle.svg", "Comment il apprend", told, drawn)


def conversation() -> None:
    """All of it goes in, for each word."""
    said = ["Bonjour !", "Bonjour, Lou.", "Qui suis-je ?", "Tu es …"]
    drawn = [box(6, 30, 120, 96, 1.2), words(66, 44, "toute la conversation", LEAST, "bold")]
    for n, line in enumerate(said):
        x = 12 if n % 2 == 0 else 46
        drawn.append(box(x, 50 + n * 18, 74, 15, 0.6, ' rx="6"'))
        drawn.append(text(x + 5, 61 + n * 18, line, LEAST))
    drawn += [
        arrow("M128 78H150", (155, 78), (1, 0), 2.4),
        box(157, 54, 62, 48, 1.6),
        words(188, 82, "modèle", 13, "bold"),
        arrow("M219 78H236V140H66V131", (66, 127), (0, -1), 2),
        text(224, 70, "un mot", LEAST),
        words(156, 135, "le mot s’ajoute à la fin", LEAST),
        words(WIDTH / 2, 160, "La conversation entière entre, à chaque mot.", 10, "bold"),
    ]
    told = (
        "Un rectangle contient toute la conversation ; une flèche la fait entrer en entier dans le "
        "modèle, qui donne un mot ; ce mot s’ajoute à la conversation, et tout recommence."
    )
    drawing("la_conversation.svg", "Il relit tout, à chaque mot", told, drawn)


def chart(
    x: float, y: float, wide: float, entries: Sequence[tuple[str, float, str]]
) -> Iterable[str]:
    """Bars with their letters: (letter, share, what is written behind)."""
    for n, (letter, share, said) in enumerate(entries):
        top = y + n * 22
        yield text(x, top + 14, letter, 16, font=MONO, weight="bold")
        yield box(x + 16, top, wide, 17, 0.5)
        yield f'<rect x="{x + 16:g}" y="{top:g}" width="{share * wide:g}" height="17"/>'
        yield text(x + wide + 20, top + 13, said, WORDS)


def next_letter() -> None:
    """What came after a t, counted."""
    found = following("t")
    total = sum(found.values())
    ranked = sorted(found.items(), key=lambda entry: -entry[1])
    entries = [(letter, count / total, f"{count} sur {total}") for letter, count in ranked]
    named = ", ".join(NAMES)
    drawn = [words(WIDTH / 2, 38, named, LEAST), *chart(24, 50, 160, entries)]
    drawn.append(words(WIDTH / 2, 158, "Compter les paires, puis tirer au sort.", WORDS, "bold"))
    told = f"Dans {named}, après un t : " + ", ".join(f"{a} {s}" for a, _, s in entries) + "."
    drawing("la_lettre_suivante.svg", "Après un t, quelle lettre ?", told, drawn)


def window() -> None:
    """Three letters are seen at once; the window slides."""
    seen, name = 3, "lea"
    written = "." * seen + name + "."
    drawn, told = [], []
    for n in range(len(name) + 1):
        y = 30 + n * 29
        for k, letter in enumerate(written):
            x = 20 + k * 22
            if k <= n + seen:
                weight = "bold" if k >= n else "normal"
                drawn.append(
                    text(x + 11, y + 17, letter, 16, anchor="middle", font=MONO, weight=weight)
                )
        drawn.append(box(20 + n * 22, y, 22 * seen, 23, 1.8, ' fill-opacity="0" rx="3"'))
        drawn.append(
            f'<path d="M{22 + (n + seen) * 22} {y + 22}h18" stroke="#000" stroke-width="1.6"/>'
        )
        drawn.append(
            text(186, y + 16, f"{written[n : n + seen]} → {written[n + seen]}", 14, font=MONO)
        )
        told.append(f"{written[n : n + seen]} fait deviner {written[n + seen]}")
    drawn.append(words(WIDTH / 2, 162, "La fenêtre avance d’une lettre.", WORDS, "bold"))
    drawing(
        "la_fenetre.svg", "Une fenêtre de trois lettres", f"Sur {name} : {' ; '.join(told)}.", drawn
    )


def strings() -> None:
    """Whom the last letter looks at, as the activity finds it."""
    name = ".luti"
    total = sum(tokens(letter) for letter in name)
    step, left, y = 50, 22, 84
    last = left + (len(name) - 1) * step + TILE / 2
    drawn, told = [], []
    for n, letter in enumerate(name):
        x, share = left + n * step, tokens(letter)
        drawn.append(tile(x, y, letter))
        drawn.append(words(x + TILE / 2, y + 40, f"{share}/{total}", WORDS, "bold"))
        told.append(f"{letter} {share} sur {total}")
        start = x + TILE / 2
        top = y - 62 + n * 8
        way = (
            f"M{last:g} {y}C{last:g} {top} {start:g} {top} {start:g} {y - 1}"
            if n < len(name) - 1
            else f"M{last + 6:g} {y}c0 -22 22 -16 8 3"
        )
        drawn.append(f'<path d="{way}" fill="none" stroke="#000" stroke-width="{share * 0.8:g}"/>')
    drawn += [
        words(WIDTH / 2, 142, "Plus la ficelle est épaisse, plus le i regarde.", WORDS),
        words(WIDTH / 2, 160, "Il ne regarde jamais après lui.", WORDS, "bold"),
    ]
    drawing(
        "les_ficelles.svg",
        "Qui le i regarde-t-il ?",
        "Le i regarde : " + ", ".join(told) + ".",
        drawn,
    )


def before_after() -> None:
    """The same beginning, before and after learning: the model's own chances."""
    corpus = read_corpus(NAMES)
    training = Training(corpus, preset("mini"), Recipe(held_out=0.0), precision="float64")
    start = [0, *corpus.vocabulary.encode("t")]

    def chances() -> list[float]:
        return [float(one) for one in anatomy(training.model, start)["probabilities"].numbers[-1]]

    before = chances()
    for _ in training:
        pass
    after = chances()
    best = sorted(range(27), key=lambda token: -after[token])[:2]
    best += sorted((set(range(27)) - set(best)), key=lambda token: -before[token])[:3]
    shown = [(corpus.vocabulary.tokens[token], token) for token in best]
    drawn = [words(70, 40, "avant", WORDS, "bold"), words(204, 40, "après", WORDS, "bold")]
    drawn += chart(8, 48, 76, [(letter, before[n], percent(before[n])) for letter, n in shown])
    drawn += chart(144, 48, 76, [(letter, after[n], percent(after[n])) for letter, n in shown])
    said = [f"{letter} {percent(before[n])} puis {percent(after[n])}" for letter, n in shown]
    drawn.append(words(WIDTH / 2, 166, "titan, triton : après un premier t, i ou r.", 10))
    told = (
        f"Le modèle de la leçon, sur {', '.join(NAMES)}. Après un t, au début : {', '.join(said)}."
    )
    drawing("avant_apres.svg", "Un nom commence par t. Et après ?", told, drawn)


if __name__ == "__main__":
    for draw in (letters, loop, conversation, next_letter, window, strings, before_after):
        draw()
