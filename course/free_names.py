"""The lessons on names that belong to nobody: twenty creatures instead of the twenty Pokémon.

The lessons speak of their list all along: of its names, its beginnings, its figures. The creatures
were chosen so that nearly everything holds for both: 20 names, 176 pairs, the same letters never
read, 5 of the 18 a followed by r, the same floor. What differs is written here once, as what is
replaced; a sentence that is no longer there, or a Pokémon that is left, stops the build.
"""

from __future__ import annotations

import re

EVERYWHERE = {
    " (© Nintendo / Creatures Inc. / GAME FREAK inc., usage éducatif)": "",
    "(noms de Pokémon : © Nintendo / Creatures Inc. / GAME FREAK inc., usage éducatif)": (
        "(noms de créatures : liste libre, CC0 1.0)"
    ),
    "- Noms de Pokémon : © Nintendo / Creatures Inc. / GAME FREAK inc., usage éducatif. "
    "[PokéAPI](https://pokeapi.co/)": (
        "- Noms de créatures : liste écrite pour ce projet, à partir des mythes et des contes "
        "(CC0 1.0)."
    ),
    "noms de Pokémon": "noms de créatures",
    "20 Pokémon": "20 créatures",
    "nos Pokémon": "nos créatures",
    "un autre Pokémon": "une autre créature",
    "un Pokémon": "une créature",
    "POKEMONS": "CREATURES",
    "pokemon": "creature",
    "pikachu": "pegase",
    "Pikachu": "Pegase",
    "pikach": "pegas",
    ".ipk": ".epg",
    "ipk": "epg",
    "pik": "peg",
    ".pi`": ".pe`",
    '".pi"': '".pe"',
    "bulbiza": "salama",
    "rondoudou": "mandragore",
    "ronflex": "manticore",
    ".ron": ".man",
    "evoli": "vampire",
}
"""Applied to every lesson and to its solutions, in this order, after what is its own."""

LESSONS = {
    1: {
        "Tu as deviné : `u`.": "Tu as deviné : `e`.",
        "l, comme dans salameche": "l, comme dans salamandre",
        "n, comme dans arcanin": "n, comme dans mandragore",
        "r, comme dans gardevoir": "r, comme dans farfadet",
        'probas["v"] == {"o": 1.0}': 'probas["v"] == {"a": 1.0}',
        "c’est toujours `o`.": "c’est toujours `a`.",
        "Victini est un Pokémon aussi, et après son `v` vient un `i`.": (
            "La vouivre est une créature aussi, et après son `v` vient un `o`."
        ),
        "vides == 611": "vides == 625",
        '"p": {"i": 1}, "i": {"k": 1}, "k": {"a": 1}, "a": {".": 1}},), "pika")': (
            '"p": {"e": 1}, "e": {"g": 1}, "g": {"a": 1}, "a": {".": 1}},), "pega")'
        ),
        "Les voilà, tes Pokémon ! Certains sont bizarres": (
            "Les voilà, tes créatures ! Certaines sont bizarres"
        ),
        "Le nom `pikachu` continue par `c` après `.pika`. Le nom `bulbizarre` continue par `r`": (
            "Le nom `pegase` continue par `s` après `.pega`. Le nom `salamandre` continue par `n`"
        ),
        "surtout c pour .pika, et surtout r pour": "surtout s pour .pega, et surtout n pour",
        "felix": "marin",
    },
    2: {
        'table_hasard["v"]["o"]': 'table_hasard["v"]["a"]',
        'table_comptee["v"]["o"]': 'table_comptee["v"]["a"]',
        "après v, pour o": "après v, pour a",
        "1.724": "1.558",
        "1.726": "1.560",
        "pikqchu": "pegqse",
        "q après k {table['k']['q']:.3f}, c après q {table['q']['c']:.3f}": (
            "q après g {table['g']['q']:.3f}, s après q {table['q']['s']:.3f}"
        ),
        'apprise["k"]["q"]': 'apprise["g"]["q"]',
        'table_fautive["k"]["q"]': 'table_fautive["g"]["q"]',
        'table_fautive["q"]["c"]': 'table_fautive["q"]["s"]',
        "presque certain de voir `c`": "presque certain de voir `s`",
        "presque des Pokémon": "presque des créatures",
    },
    3: {
        "Après `pik`, il ne savait que « k ». Aujourd’hui, il verra `p`, `i` et `k`.": (
            "Après `peg`, il ne savait que « g ». Aujourd’hui, il verra `p`, `e` et `g`."
        ),
        '("..p", "i"), (".pi", "k"), ("pik", "a"), ("ika", ".")': (
            '("..p", "e"), (".pe", "g"), ("peg", "a"), ("ega", ".")'
        ),
    },
    4: {
        "Dans `rondou…`, tu regardes le « ron » du début": (
            "Dans `mandra…`, tu regardes le « man » du début"
        ),
        "vitesse=0.05, graine=1)": "vitesse=0.05, graine=7)",
        "vitesse=0.05, graine=4)": "vitesse=0.05, graine=6)",
        "Où regarde k": "Où regarde g",
        '.evol"': '.vamp"',
        '.salame"': '.salama"',
        'print("i, quand le mot': 'print("e, quand le mot',
        "La carte de k": "La carte de g",
        "Le deuxième regarde surtout `i`": "Le deuxième regarde surtout `e`",
    },
    5: {
        ".bulbizarr": ".salamandr",
        ".bul": ".sal",
        '.evo"': '.vam"',
        ".dra": ".far",
        '["mewtwo", "pikachu"], ["bulbizarre"]': '["zombie", "pegase"], ["salamandre"]',
        "3.456": "3.439",
        'sans=["pikachu"], etapes=10)': 'sans=["pegase"], etapes=15)',
        "il y a `d` ou `f`": "il y a `d` ou `t`",
        '["pikachu", "mewtwo", "evoli", "togepi", "goupix", "ronflex"]': (
            '["pegase", "zombie", "vampire", "troll", "phenix", "manticore"]'
        ),
    },
    6: {
        ".pikac": ".pegas",
        'LETTRES.index("h")': 'LETTRES.index("e")',
    },
}
"""What is a lesson's own."""

SOLUTIONS = {
    1: {"felix": "marin"},
    4: {'mon_debut = ".ron"\nma_lettre = "r"': 'mon_debut = ".ron"\nma_lettre = "m"'},
    5: {
        ".salameche": ".salamandre",
        'mon_debut = ".ron"\nmes_lettres = "df"': 'mon_debut = ".ron"\nmes_lettres = "dt"',
        "commencent par « ron » : le modèle partage ses probabilités entre d et f": (
            "commencent par « man » : le modèle partage ses probabilités entre d et t"
        ),
    },
}

GLOSSARY = {
    "le k peut": "le g peut",
    "surtout le i, ou": "surtout le e, ou",
    "p, i et k": "p, e et g",
    "le i peut regarder le p, mais pas le k": "le e peut regarder le p, mais pas le g",
    "20 % au i": "20 % au e",
    "un p sur deux est suivi d’un i. Après un p, on donne donc 50 % au i": (
        "un p sur trois est suivi d’un i. Après un p, on donne donc 33 % au i"
    ),
    "ce qu’est un Pokémon": "ce qu’est une créature",
    "Après « ron », est-ce Rondoudou ou Ronflex ? Un d ou un f": (
        "Après « man », est-ce Mandragore ou Manticore ? Un d ou un t"
    ),
    "à partir du k": "à partir du g",
    "le k fabrique": "le g fabrique",
    "les nombres du k": "les nombres du g",
    "« pi » est suivi d’un k (Pikachu), d’un x (Goupix) ou de la fin du nom (Togepi)": (
        "« an » est suivi d’un d (Mandragore, Salamandre) ou d’un t (Manticore)"
    ),
}

LEFT = re.compile(
    r"pok[ée]|nintendo|pik|arcanin|bulbi|carapuce|dracaufeu|ectoplasma|evoli|felinferno|gardevoir"
    r"|goupix|lokhlass|lucario|metamorph|mewtwo|noctali|rondou|ronfl|salameche|togepi|voltali"
    r"|victini|©",
    re.IGNORECASE,
)
"""What no freed text says."""


def lesson(text: str, number: int) -> str:
    """The source of a lesson."""
    return _freed(text, LESSONS.get(number, {}))


def solutions(text: str, number: int) -> str:
    """The solutions of a lesson."""
    return _freed(text, SOLUTIONS.get(number, {}))


def glossary(text: str) -> str:
    """The words explained."""
    return _freed(text, GLOSSARY)


def _freed(text: str, own: dict[str, str]) -> str:
    for said, instead in own.items():
        text, times = _said(text, said, instead)
        if not times:
            raise SystemExit(f"course/free_names.py: {said!r} is not there any more.")
    for said, instead in EVERYWHERE.items():
        text, _ = _said(text, said, instead)
    if left := LEFT.search(text):
        around = text[max(0, left.start() - 40) : left.end() + 40]
        raise SystemExit(f"course/free_names.py: a Pokémon is left: {around!r}")
    return text


def _said(text: str, said: str, instead: str) -> tuple[str, int]:
    """(the text with this said instead, how often), whatever kind of space stands there."""
    pattern = re.escape(said).replace("\\ ", "[ \u00a0]")
    return re.subn(pattern, lambda _: instead, text)
