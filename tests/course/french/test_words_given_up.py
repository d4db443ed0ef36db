"""One word a thing, one thing a word: what was given up stands in no text that people read."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[3]
_CATALOGUE = "src/premier_llm/locale/fr/LC_MESSAGES/*.po"
_MISSIONS = "web/labo/missions/**/*.ts"
TEXTS = {
    "fr": [
        "course/lecon_*.md",
        "course/solutions/*.md",
        "src/premier_llm/glossary/fr.md",
        "docs/*.md",
        "docs/enseignants/*.md",
        "docs/enseignants/decoupe/*",
        "README.md",
        "web/texts/languages/fr.ts",
        _MISSIONS,
        "web/school/*.ts*",
        "school/pages/*",
        "src/premier_llm/lessons/**/*.py",
        "src/premier_llm/drawing/**/*.py",
        _CATALOGUE,
        "src/premier_llm/words/*.txt",
    ],
    "en": [
        "src/premier_llm/glossary/en.md",
        "README.en.md",
        "web/texts/languages/en.ts",
        _MISSIONS,
        _CATALOGUE,
    ],
}
IN_ENGLISH = {"docs/architecture.md"}
ABOUT_ATTENTION = frozenset(
    {
        "course/lecon_4_l_attention.md",
        "course/solutions/lecon_4.md",
        "docs/enseignants/plan_lecon_4.md",
        "docs/enseignants/activite_2_l_attention.md",
        "docs/enseignants/decoupe/activite_2_cartes_3.svg",
        "docs/enseignants/decoupe/activite_2_fiche.svg",
        "src/premier_llm/drawing/drawings/attention.py",
    }
)


class GivenUp(NamedTuple):
    """A word, what is said instead, and where it still means something else."""

    word: str
    instead: str
    caught: str
    """A sentence that the rule must refuse."""
    elsewhere: str = r"(?!)"
    """The word with what stands around it where it is right, as a regular expression."""
    files: frozenset[str] = frozenset()
    """Files that speak of the other thing all along."""
    only: frozenset[str] | None = None
    """The only files where the word means what was given up; None: everywhere."""
    language: str = "fr"

    def found_in(self, text: str) -> Iterator[str]:
        """Each place where the word is said for what was given up."""
        text = re.sub(r"\s+", " ", text)
        right = [match.span() for match in re.finditer(self.elsewhere, text)]
        for match in re.finditer(rf"(?i)(?<!\w)(?:{self.word})(?!\w)", text):
            start, end = match.span()
            if not any(first <= start and end <= last for first, last in right):
                yield text[max(0, start - 40) : end + 40]


GIVEN_UP = [
    GivenUp(
        r"mémoires?|memoire",
        "fenêtre (ce que le modèle voit)",
        "La mémoire d’une seule lettre.",
        # The computer's, by heart, a thesis.
        r"assez de mémoire|mémoire (du navigateur|de l’ordinateur|d’un seul|cache|qu’il n’en)"
        r"|(en|Go de|que la) mémoire|, de mémoire|de mémoire[,.]|écrites? de mémoire"
        r"|demande de la mémoire|citons de mémoire|sa propre mémoire|mémoire de master"
        r"|mémoire ne suffit|vitesse et mémoire",
        frozenset({"docs/monter_en_taille.md", "docs/benchmarks.md", "docs/modern.md"}),
    ),
    GivenUp(r"contextes?", "fenêtre", "for contexte, cible in toutes:", r"\*context\*, contexte"),
    GivenUp(
        r"paquets?",
        "lot (batch)",
        "À chaque étape, le paquet de noms change.",
        # Ours, which is installed.
        r"(le|du|Le|ce|Ce|un)\s+(\**|<b>)paquet\b(?! de)"
        r"|\bpaquet\W+(Python|`premier_llm`)|, paquet,",
    ),
    GivenUp(r"[ée]tages?", "couche", "Le modèle empile douze étages."),
    GivenUp(
        r"blocs?",
        "couche",
        "GPT-2 empile 12 blocs.",
        # Python's, Scratch's.
        r"bloc commencent|« Mes Blocs »",
        frozenset({"course/lecon_0_juste_assez_de_python.md", "docs/enseignants/plan_lecon_0.md"}),
    ),
    GivenUp(
        r"couche de sortie|(premi|deuxi)ème couche, ses|Pour une couche|deux couches à la suite",
        "matrice, sortie",
        "Sans filtre, deux couches à la suite n’en vaudraient qu’une.",
    ),
    GivenUp(
        r"jetons?",
        "token",
        "Un jeton est une lettre.",
        r"\], ou jeton",
        # Counters to hold in one's hand.
        frozenset(
            {
                "docs/enseignants/activite_2_l_attention.md",
                "docs/enseignants/activite_3_le_retour.md",
                "docs/enseignants/decoupe/activite_3_fiche.svg",
                "docs/enseignants/decoupe/make_sheets.py",
                "docs/enseignants/decoupe/activite_2_cartes_3.svg",
                "docs/enseignants/decoupe/activite_2_fiche.svg",
            }
        ),
    ),
    GivenUp(r"trigrammes?", "triplets", "On compte les trigrammes."),
    GivenUp(r"bigrammes?", "paires", "On compte les bigrammes.", r"savants disent[^.]*bigrammes?"),
    GivenUp(
        r"portes?",
        "filtre",
        "La porte laisse passer les nombres positifs.",
        # The verb.
        r"portes? (le|la|un|une|sur|son|ce|peut-être)\b|porte (\*\*)",
    ),
    GivenUp(
        r"tirages? (de|du) départ", "graine, premiers nombres tirés", "tirage du départ : gpt2"
    ),
    GivenUp(
        r"scores?",
        "accord",
        "Le score de la question et de l’étiquette.",
        # Softmax takes any, and the model's last ones are scores.
        r"softmax\(scores\)|max\(scores\)|exp\(score -|for score in scores|attention score"
        r"|scores pour chaque",
        only=ABOUT_ATTENTION,
    ),
    GivenUp(
        r"poids",
        "part d’attention",
        "Les poids font 100 % à eux tous.",
        r"modele\.poids|ses propres poids",
        only=ABOUT_ATTENTION,
    ),
    GivenUp(r"poids d’attention|\w*poids_attention", "part d’attention", "def poids_attention(q):"),
    GivenUp(
        r"(parts?|moitié|%|quart|tiers) du regard|d_regards|regards\[\w+\]|(le|du|un) regard [\di]",
        "part d’attention",
        "Chacune selon sa part du regard.",
    ),
    GivenUp(
        r"clés?",
        "étiquette",
        "Les questions et les clés normées.",
        # A stick, a dictionary's.
        r"clés? (USB|ou|lente|dans un dictionnaire)|une clé|key\*\], clé",
    ),
    GivenUp(r"normes?|normée?s?", "normalisation", "norme après l’embedding"),
    GivenUp(
        r"embeddings?",
        "carte d’identité",
        "Une table d’embeddings.",
        # Once, beside our word; and the dial's own name.
        r"\(embeddings?\)|\*embedding\*|[\"`]embedding[\"`]|embedding / heads|embedding=\d+"
        r"|\bembedding +nombres|\*Using the Output Embedding",
    ),
    GivenUp(
        r"MLP",
        "réseau",
        "neurones de chaque MLP",
        r"([Rr]éseau|[Nn]etwork) \(\[?MLP|\[MLP\]|\"mlp\"|mlp\.",
    ),
    GivenUp(
        r"positions?",
        "place",
        "Une carte pour chaque position.",
        r"\*position\*|positions=|: positions, attention\.0|[\"`]positions[\"`]"
        r"|position:(rel|abs)\w+",
        frozenset({"docs/benchmarks.md"}),
    ),
    GivenUp(
        r"gradients?",
        "pente",
        "Il calcule les gradients.",
        r"escente de gradient|\*gradient\*|-gradient\(",
    ),
    GivenUp(
        r"memor(y|ies)",
        "window",
        "memory: 8 tokens",
        # The computer's, and the missions' own.
        r"enough memory|in the memory of|of memory|than memory|speed and memory|no memory left"
        r"|\"memory\"|memory a|its memory",
        language="en",
    ),
    GivenUp(r"contexts?", "window", "no model with this context", r"\"context\"", language="en"),
    GivenUp(r"stages?", "layer", "The stage only has to add a small correction.", language="en"),
    GivenUp(r"blocks?", "layer", "GPT-2 has 12 blocks.", r"“My Blocks”", language="en"),
    GivenUp(
        r"MLPs?",
        "network",
        "neurons of each MLP",
        r"([Rr]éseau|[Nn]etwork) \(MLP|\[MLP\]|\"mlp\"|mlp\.",
        language="en",
    ),
    GivenUp(
        r"embeddings?",
        "identity card",
        "the table of the embeddings",
        r"\(embeddings?\)|\"embedding\"|embedding / heads",
        language="en",
    ),
    GivenUp(
        r"norms?",
        "normalisation",
        "A norm calms them.",
        # The dial's own name, and the key of a sentence about it.
        r"norm and its places|norm =|\"config\.norm\"|\"norm\"",
        language="en",
    ),
    GivenUp(r"quer(y|ies)", "question", "queries and keys normalised", language="en"),
    GivenUp(r"keys?", "label", "Several heads share the same keys.", language="en"),
    GivenUp(r"held-out", "hidden names", "the held-out names", language="en"),
    GivenUp(r"logits?", "score", "The logits become probabilities.", r"--… logits", language="en"),
    GivenUp(
        r"positions?",
        "place",
        "the positions",
        r": positions, attention\.0|\"positions\"",
        language="en",
    ),
    GivenUp(r"exit:", "output", "exit: a score for each letter", language="en"),
    # What was said, and is not so.
    GivenUp(
        r"« ab »( et|,) « ba »|se ressembleraient beaucoup",
        "pik et ipk : les lettres d’avant, sans leur ordre",
        "Sans la carte de la place, « ab » et « ba » se ressembleraient beaucoup pour lui.",
    ),
    GivenUp(
        r"“ab” and “ba”|would look much alike",
        "pik and ipk: the earlier letters, without their order",
        "Without the card of the place, “ab” and “ba” would look much alike to it.",
        language="en",
    ),
    GivenUp(
        r"toutes les places auraient-elles|chaque place avait toujours les mêmes poids",
        "les mêmes poids d’un nom à l’autre",
        "Et pourquoi toutes les places auraient-elles toujours les mêmes poids ?",
    ),
    GivenUp(r"lots? de (noms|mots|prénoms)", "lot", "En clair : chaque lot de noms."),
    GivenUp(r"batch(es)? of names", "batch", "Pale: each batch of names.", language="en"),
    GivenUp(
        r"les matrices quadruplent|que des matrices",
        "ce qui quadruple : les matrices dont les deux côtés doublent",
        "Les cartes doublent, les matrices quadruplent.",
    ),
    GivenUp(
        r"filtre\**(, qui s’appelle| \(en anglais) \[\*?ReLU",
        "le filtre ; le nôtre est ReLU",
        "Et le **filtre**, qui s’appelle [ReLU](glossaire.ipynb#ReLU).",
    ),
    GivenUp(
        r"(plus de|plus aucun|aucun) mystère|sans boîte noire",
        "tout le calcul",
        "Après, il n’y aura plus de mystère dans ton modèle.",
    ),
    GivenUp(
        r"grande partie du web|tout (le web|Internet)",
        "des pages web, des livres, du code",
        "Textes lus : une grande partie du web.",
    ),
    GivenUp(
        r"neurones[^.]* cherchent|cherchent? (chacun )?un motif",
        "chaque neurone additionne",
        "Des [[neuron|neurones]] cherchent chacun un motif.",
    ),
    GivenUp(
        r"look(s|ing)? for (a|its own) pattern",
        "each neuron adds up",
        "[[neuron|Neurons]] each look for a pattern.",
        language="en",
    ),
    GivenUp(
        r"certains (assistants|agents conversationnels|chatbots) (ajoutent|cherchent)",
        "beaucoup d’assistants",
        "Certains assistants ajoutent une recherche sur le web.",
    ),
    GivenUp(
        r"était sûr et qu’il a",
        "est sûr de lui et qu’il a",
        "Si le modèle était sûr et qu’il a raison.",
    ),
    GivenUp(r"lit moins de pas", "fait moins de pas", "Le modèle lit moins de pas."),
]


def strings(code: str) -> str:
    """What a Python file may show: its strings, without those that document it."""
    tree = ast.parse(code)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return "\n".join(
        f'"{node.value}"'
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documents
    )


def literals(code: str) -> str:
    """What a script may show: its strings, quoted, without what they compute."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", code, flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', code)
    return "\n".join(re.sub(r"\$\{[^}]*\}", "…", one) for one in found)


def messages(catalogue: str, kind: str) -> str:
    """One side of a catalogue: ``msgid`` or ``msgstr``."""
    found = re.findall(rf'^{kind}(?:\[\d\]|_plural)? ((?:".*"\n?)+)', catalogue, re.MULTILINE)
    return "\n".join(re.sub(r'"\n"', "", entry) for entry in found)


def marked_up(page: str) -> str:
    """The text of a page or a drawing."""
    page = re.sub(r"<!--.*?-->|<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "\n", page)


def said(text: str) -> str:
    """Without what is no word of ours: where a link leads, what is filled in, options, other names.

    ``[[place|la place]]``, ``[place](glossaire.ipynb#place)``, ``{names}``, ``--held-out``, and
    what begins an entry of the glossary: its id and the words that one meets elsewhere.
    """
    text = re.sub(r"\[\[[a-z-]+\|", "[[", text)
    text = re.sub(r"(?<=\])\([^)\s]*\)", "", text)
    text = re.sub(r"(?<!\{)\{\w+\}", "…", text)
    text = re.sub(r"--[a-z-]+", "--…", text)
    return re.sub(r"^`[a-z-]+`( · \*.+?\*)? · ", "", text, flags=re.MULTILINE)


READ: dict[str, Callable[[str], str]] = {
    ".py": strings,
    ".ts": literals,
    ".tsx": literals,
    ".js": literals,
    ".html": marked_up,
    ".svg": marked_up,
}


@cache
def texts(language: str) -> dict[str, str]:
    """What people read of each file in this language, by the file's name."""
    found = {}
    for pattern in TEXTS[language]:
        paths = [path for path in ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc"]
        assert paths, pattern
        for path in paths:
            text = path.read_text("utf-8")
            if path.suffix == ".po":
                text = messages(text, "msgstr" if language == "fr" else "msgid")
            found[path.relative_to(ROOT).as_posix()] = said(READ.get(path.suffix, str)(text))
    return found


@pytest.mark.parametrize("given_up", GIVEN_UP, ids=lambda g: f"{g.language}: {g.word}")
def test_nobody_reads_it(given_up: GivenUp) -> None:
    assert list(given_up.found_in(given_up.caught)), "the rule does not see its own word"
    there = texts(given_up.language)
    left_out = given_up.files | IN_ENGLISH
    names = (there.keys() if given_up.only is None else given_up.only) - left_out
    assert names <= there.keys(), "a file that the rule names is not there"
    assert given_up.files <= there.keys(), "a file that the rule leaves out is not there"
    found = [
        f"{name}: …{around}…" for name in sorted(names) for around in given_up.found_in(there[name])
    ]
    assert not found, f"say {given_up.instead}:\n" + "\n".join(found)


def test_terms_that_pages_link_to_are_explained() -> None:
    from premier_llm.glossary import entries

    linked = {
        term
        for folder in ("texts", "labo")
        for path in (ROOT / "web" / folder).rglob("*.ts*")
        for term in re.findall(r"\[\[([a-z-]+)\|", path.read_text("utf-8"))
    }
    assert len(linked) > 20
    assert not linked - entries("fr").keys()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_say_the_glossary_s_word(language: str) -> None:
    """What a page links to an entry is the entry's own word, in every language."""
    from premier_llm.glossary import entries
    from premier_llm.model.folding import plain_form

    # What softmax gives, what sampling does, the token that is no longer a letter, its alphabet
    # that is one of words, and what is hidden: names, stories or paragraphs.
    others = {"softmax", "sampling", "token", "vocabulary", "held-out"}
    page = (ROOT / f"web/texts/languages/{language}.ts").read_text("utf-8")
    links = set(re.findall(r"\[\[([a-z-]+)\|([^\]]+)\]\]", page))
    assert len(links) > 20
    for term, said in links:
        word = plain_form(entries(language)[term].term).split()[-1]
        assert term in others or word in plain_form(said), (said, word)
