"""Each mistake gets a sentence about it: what is written on paper, and Python reads otherwise."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from premier_llm.lessons import slips

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import LESSONS, Classroom, classroom

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    with classroom(tmp_path) as one:
        one.run("from premier_llm.lessons import *\nimport math\n\nlecon(5)\nd, n = 4, 3")
        yield one


def said(room: Classroom, block: str, check: str, answer: str) -> str:
    cell = (
        f'exercice(1, "t", "c", reponse="{answer}")\n'
        f"# ==== MODIFIE ICI ====\n{block}\n# =====================\n{check}"
    )
    shown = room.run(cell)
    assert shown.kind, shown.shown
    assert not shown.right, shown.shown
    return unescape(shown.shown)


VALUES = [
    ("x = 27^3", "<code>^</code> n’est pas la puissance"),
    ("x = d^0.5", "<code>^</code> n’est pas la puissance"),
    ("x = 27 x 27", "une étoile"),
    ("x = 27x27", "une étoile"),
    ("x = d x n", "une étoile"),
    ("x = 27 × 27", "une étoile"),
    ("x = 19 683", "sans espace"),
    ("x = 19 683", "sans espace"),
    ("x = 19.683", "le point est la virgule"),
    ("x = 38,597,376", "<code>38597376</code>"),
    ("x = 38,097,076", "<code>38097076</code>"),
    ("x = 3,296", "<code>3.296</code>"),
    ("x = d**0,5", "<code>0.5</code>"),
    ("x = 2 * 0,25", "<code>0.25</code>"),
    ("x = 0,05", "<code>0.05</code>"),
    ("x = math.sqrt(0,5)", "<code>0.5</code>"),
    ("x = sqrt(d)", "<code>math.sqrt</code>"),
    ("x = √d", "<code>math.sqrt(…)</code>"),
    ("x = d**1/2", "<code>d**(1/2)</code>"),
    ("x = n => 2", "<code>>=</code>"),
    ("x = n =< 2", "<code><=</code>"),
    ("x = 1 : 27", "<code>/</code>"),
    ("x = 2(d)", "Pour multiplier, écris <code>*</code>"),
    ("x = 2d", "<code>2 * d</code>"),
    ("x = math.sqrt d", "<code>math.sqrt(d)</code>"),
    ("x = math.sqrt[d]", "veut des parenthèses"),
    ("x = math.sqrt", "ajoute ses parenthèses"),
    ('x = "27 * 27"', "Enlève les guillemets"),
    ("27 * 27 = x", "<code>x = …</code>"),
    ("x == 27", "un signe égal, un seul"),
    ("x : 27", "un signe égal, un seul"),
    ("mon x = 27", "<code>mon_x</code>"),
    ("x = lina", '<code>"lina"</code>'),
    ("x = “lina”", "guillemets droits"),
    ("x = d++", "<code>++</code>"),
    ("x = -math.ln(2)", "<code>math.log</code>"),
    ("x = mathsqrt(2)", "<code>math.sqrt</code>"),
    ("x = D + 1", "Voulais-tu écrire <code>d</code>"),
    ("x = 1\\27", "<code>/</code>"),
    ('x = "math.sqrt(d)"', "Enlève les guillemets"),
    ('x = POKEMONS + "lyon"', "ses crochets"),
    ("x = {'a': ...}", "il reste des <code>...</code>"),
    ("x = 1 000 + 1", "<code>1000</code>"),
    ("x = 50 étapes", "Entre <code>50</code> et <code>étapes</code>"),
    ("x = .bul", '<code>".bul"</code>'),
    ('x = {"a" = 4}', '<code>{"a": 4}</code>'),
    ('x = {"a": 20,5}', "<code>20.5</code>"),
    ("x = n / (d**0,5 + 1)", "<code>0.5</code>"),
    ("x = (n + 1)**1/2", "<code>(…)**(1/2)</code>"),
    ("x = n if n > 2", "<code>else</code>"),
    ("x = max(n)", "<code>max(2, 5)</code>"),
    ("x = max(n, [1])", "comparer une liste et un nombre"),
    ("x = math.sqrt()", "<code>sqrt</code> attend 1 valeur entre ses parenthèses"),
    ("x = [1, 2] * [2, 0]", "<code>a[i] * b[i]</code>"),
]


@pytest.mark.parametrize(("block", "sentence"), VALUES)
def test_values(room: Classroom, block: str, sentence: str) -> None:
    assert sentence in said(room, block, 'verifier_valeur(1, "x", x, 19683, "Oui", "AIDE")', "x")


FUNCTIONS = [
    ("return mot[i] + 1", "<code>mot[i + 1]</code>"),
    ("return sum(comptes)", "<code>comptes.values()</code>"),
    ("return comptes.sum()", "<code>sum(…)</code>"),
    ("return comptes.values() / 2", "<code>.values()</code> donne tous les nombres"),
    ("return comptes(mot)", "<code>comptes[…]</code>"),
    ("return comptes / 2", "entre un dictionnaire et un nombre"),
    ("return mot[i, i+3]", "<code>mot[i:i+3]</code>"),
    ("return mot(i : i + 3)", "crochets"),
    ("pairs = [[i]]\n    return pairs[0, 0]", "<code>pairs[0][0]</code>"),
    ("i =+ 1\n    return i", "<code>i += 1</code>"),
    ("return print", "sans l’appeler"),
    ("return [].append(1, 2)", "<code>append</code> attend 1 valeur"),
    ("def g(a, b): return a\n    return g(1)", "il manque <code>b</code>"),
    ("return comptes['mot']", "Enlève les guillemets"),
    ("return '.' - mot", "Pour coller deux textes"),
    ("return mot[9]", "Le texte est plus court"),
    ("return mot.append('a')", "pour coller, écris <code>+</code>"),
    ("return . + mot", "Le point est un texte"),
    ("return '.' mot '.'", "Pour coller deux textes"),
    ("return mot + 1", "<code>mot</code> est un texte, et <code>1</code> est un nombre"),
    ("return i + '8'", "Enlève ses guillemets"),
    ("for lettre in mot:\n        return i", "dans la boucle"),
    ("print(i)", "ne le rend pas"),
    ("i + 1", "ne garde pas le résultat"),
    ("sum = sum(comptes.values())\n    return sum", "<code>sum</code> est déjà un mot"),
    ("total = total + 1\n    return total", "<code>total</code> est utilisé avant"),
    ("return '3'", "Pour que Python fasse le calcul"),
    ("vrai = i = i\n    return vrai", "deux signes égal"),
    ("return {'a': [0,25, i]}['a'] and (0,25)", "<code>0.25</code>"),
]


@pytest.mark.parametrize(("body", "sentence"), FUNCTIONS)
def test_functions(room: Classroom, body: str, sentence: str) -> None:
    """And an error is told without the exercise's own help, which is about something else."""
    check = 'verifier_fonction(1, f, [(("abc", {"a": 1}, 0), 5), (("b", {}, 1), 6)], "Oui", "AIDE")'
    shown = said(room, f"def f(mot, comptes, i):\n    {body}", check, "f")
    assert sentence in shown
    if "Python s’arrête" in shown:
        assert "AIDE" not in shown


REFUSED = [
    ("import random; random.choices(['a', 'b'], weights=[0, 0])", "au moins une part"),
    ("import random; random.choices(['a', 'b'], weights=[1])", "une part pour chaque choix"),
    ("import random; random.randint(5, 1)", "le plus petit nombre vient en premier"),
    ("import random; random.sample([1], 3)", "plus de choses"),
    ("min([])", "<code>min</code> cherche dans une liste vide"),
    ("max([], key=len)", "<code>max</code> cherche dans une liste vide"),
    ("max(int(n) for n in [])", "<code>max</code> cherche dans une liste vide"),
    ("math.sqrt(-1)", "Ce calcul n’existe pas"),
    ("math.log(-1)", "Ce calcul n’existe pas"),
    ("print(2**100000)", "trop de chiffres"),
    ("[1, 2].remove(3)", "pas dans la liste"),
    ("[1, 2].index(3)", "pas dans la liste"),
    ("'abc'.index('z')", "pas dans la liste ou dans le texte"),
    ("int('huit')", "Ce texte n’est pas un nombre"),
    ("a, b = [1, 2, 3]", "pas autant de valeurs"),
    ("list(range(0, 9, 0))", "Le pas de <code>range</code>"),
    ("bytes([300])", "Python refuse une valeur"),
    ("'a b'.split('')", "Python refuse une valeur"),
    ("import random; f = lambda: random.choices('ab', weights=[0, 0]); f()", "au moins une part"),
    ("afficher_barres([float('nan'), 'x'], ['a', 'b'])", "Je ne peux pas dessiner ça"),
    ("afficher_generation([(1, 2)])", "Je ne peux pas dessiner ça. Il faut"),
]


@pytest.mark.parametrize(("line", "sentence"), REFUSED)
def test_a_value_that_python_refuses_is_told_in_french(
    room: Classroom, line: str, sentence: str
) -> None:
    shown = said(room, line, "", "")
    assert sentence in shown
    seen = re.sub(r"<details>.*?</details>|<code>.*?</code>", "", shown, flags=re.DOTALL)
    assert not re.search(r"\b(must|empty|argument|expected|not in|domain|limit)\b", seen), seen


SPELLED = [
    ("x = huit", "<code>huit</code> s’écrit <code>8</code>"),
    ('x = "huit"', "en chiffres\u00a0: <code>8</code>|écris <code>8</code>, sans guillemets"),
    ("x = Vrai", "<code>Vrai</code> s’écrit <code>True</code>"),
    ("x = true", "<code>true</code> s’écrit <code>True</code>"),
    ("x = faux", "<code>faux</code> s’écrit <code>False</code>"),
]


@pytest.mark.parametrize(("block", "sentence"), SPELLED)
def test_a_word_for_a_number_or_a_truth_is_put_right(
    room: Classroom, block: str, sentence: str
) -> None:
    shown = said(room, block, 'verifier_valeur(1, "x", x, 8, "Oui")', "x")
    assert re.search(sentence, shown), shown


@pytest.mark.parametrize("written", ["vrai", "True", "Faux"])
def test_a_truth_between_quotes_is_put_right(room: Classroom, written: str) -> None:
    """Not sent back to the word without quotes, which Python does not know."""
    right = {"vrai": "True", "True": "True", "Faux": "False"}[written]
    asked = f"écris <code>{right}</code>, sans guillemets"
    check = 'verifier_fonction(1, f, [((1,), True), ((2,), False)], "Oui")'
    assert asked in said(room, f'def f(n): return "{written}"', check, "f")
    assert asked in said(room, f'x = "{written}"', 'verifier_valeur(1, "x", x, True, "Oui")', "x")


def test_a_number_in_letters_is_read_as_one(room: Classroom) -> None:
    assert "<code>8</code>" in said(room, 'x = "huit"', 'lire_entier("x", x, 1, 9)', "x")


def test_the_notebook_s_own_names_are_not_meant(room: Classroom) -> None:
    for typed in ("quite", "exito", "Inn"):
        assert "Voulais-tu" not in said(room, f"x = {typed}", "", "x")


def test_only_a_quoted_number_has_quotes_to_take_away(room: Classroom) -> None:
    shown = said(room, "x = 'abc'[1] + 1", "", "x")
    assert "guillemets autour" not in shown


def test_a_cell_that_python_cannot_read_is_of_its_own_exercise(room: Classroom) -> None:
    room.run('exercice(4, "t", "c", coups_de_pouce=["Quatre"])')
    shown = said(room, "x = (", "", "x")
    assert "Exercice 1" in shown
    assert "coup_de_pouce(4)" not in shown


def test_commas_that_lack_between_names_are_told(room: Classroom) -> None:
    shown = said(room, 'x = ["riz" "pain"]', 'lire_liste("x", x, de=2)', "x")
    assert "virgules entre les noms" in shown


def test_a_list_says_which_of_its_names_is_wrong(room: Classroom) -> None:
    shown = said(room, 'x = ["lyon", "saint-malo"]', 'lire_liste("x", x, de=2)', "x")
    assert "dans le nom <code>saint-malo</code> de <code>x</code> il y a <code>-</code>" in shown


def test_a_list_of_one_name_repeated_is_short(room: Classroom) -> None:
    shown = said(room, 'x = ["lyon", "Lyon", "lyon"]', 'lire_liste("x", x, de=2)', "x")
    assert "1 nom différent\u00a0: il en faut au moins 2" in shown


def test_a_list_without_brackets_has_no_decimal_comma(room: Classroom) -> None:
    for block in ("x = 5,6,3,4,2,1", "x = 5,6,3", "x = 1,2,3,4,5,6\ny = 0"):
        for expected in ("[1, 2, 3, 4, 5, 6]", "19683"):
            check = f'verifier_valeur(1, "x", x, {expected}, "Oui", "AIDE")'
            shown = room.run(
                f'exercice(1, "t", "c", reponse="x")\n# ==== MODIFIE ICI ====\n{block}\n'
                f"# =====================\n{check}"
            )
            assert "virgule" not in shown.shown, shown.shown
    assert "a.b" not in said(room, 'x = "a", "b"', 'lire_entier("x", x, 1, 9)', "x")


def test_a_sentence_is_said_once(room: Classroom) -> None:
    shown = said(room, "x = 3,296", 'verifier_valeur(1, "x", x, 3.296, "Oui")', "x")
    assert shown.count("<code>3.296</code>") == 1


def test_a_wrong_part_of_a_right_sum_is_told(room: Classroom) -> None:
    check = 'verifier_fonction(1, f, [((1,), 4, {"un": 1, "deux": 3}), ((2,), 8)], "Oui")'
    shown = said(room, "def f(n):\n    un = 4 * n\n    deux = 0\n    return un + deux", check, "f")
    assert "Le résultat est bon, mais pas <code>un</code>" in shown
    for right in ("def f(n):\n    un = n\n    return un + 3 * n", "def f(n): return 4 * n"):
        assert room.run(f"{right}\n{check}").right


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda one: one.path.stem)
def test_right_answers_hold_no_slip(lesson: object) -> None:
    for solution in lesson.solutions.values():  # type: ignore[attr-defined]
        for block in (solution.right, *solution.also_right):
            assert slips.meant(block) is None, block
