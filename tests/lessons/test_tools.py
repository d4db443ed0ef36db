"""The lesson tools, in a real IPython shell and in a plain terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "course"))
from playing import Classroom, classroom

from premier_llm.lessons import Modele, entrainer, juger, liste_de_noms, values
from premier_llm.lessons.model import corpus_of
from premier_llm.lessons.names import POKEMONS
from premier_llm.model.config import Config
from premier_llm.training.loop import Training
from premier_llm.training.recipe import Recipe


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    with classroom(tmp_path) as one:
        one.run("from premier_llm.lessons import *\n\nlecon(5)")
        yield one


def test_reference_behaviour(room: Classroom) -> None:
    """Banner, amber, green, progress out of N, the final congratulation."""
    banner = room.run('exercice(1, "Titre", "Consigne", "Observation")').shown
    assert "Exercice\u00a01 — Titre" in banner
    assert "Observation" in banner
    amber = room.run('verifier(1, False, "Oui", "Essaie 8")')
    assert amber.kind
    assert "Essaie 8" in amber.shown
    green = room.run('verifier(1, True, "Oui", "Non")')
    assert green.right
    assert "1/" in green.shown
    assert "🏆" not in green.shown
    for n in range(2, 20):
        last = room.run(f'verifier({n}, True, "Oui")').shown
        if "🏆" in last:
            break
    assert "Bravo" in last


def test_a_condition_that_fails_is_amber(room: Classroom) -> None:
    """As in the reference lesson, an error in the condition is no traceback."""
    answer = room.run('verifier(1, lambda: 1 / 0, "Oui", "Non")')
    assert answer.kind
    assert not answer.traceback


def test_progress_is_kept_exported_erased(room: Classroom, tmp_path: Path) -> None:
    """In a file beside the notebook; a damaged one is a fresh start."""
    room.run('verifier(2, True, "Oui")')
    kept = json.loads((tmp_path / "ma_progression.json").read_text("utf-8"))
    assert kept["lecons"] == {"5": [2]}
    room.run('exporter_progression("sauvegarde.json")')
    assert json.loads((tmp_path / "sauvegarde.json").read_text("utf-8")) == kept
    assert "1/" in room.run("ma_progression()").shown
    room.run("effacer_progression()")
    assert not (tmp_path / "ma_progression.json").exists()
    (tmp_path / "ma_progression.json").write_text('{"lecons": {"5": [', "utf-8")
    assert not room.run("lecon(5)").traceback


def test_progress_where_nothing_can_be_written(room: Classroom, tmp_path: Path) -> None:
    """Said once, and the lesson goes on."""
    (tmp_path / "ma_progression.json").mkdir()
    first = room.run('verifier(1, True, "Oui")')
    assert first.right
    assert "ne peut pas être gardée" in first.shown
    assert "ne peut pas" not in room.run('verifier(2, True, "Oui")').shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("print(tok_emd)\n", "Python ne connaît pas"),
        ("pokemon_liste = 1\npokemon_list", "Voulais-tu écrire"),
        ("1 + 'a'", "ne se mélangent pas"),
        ("x = (1", "moitié"),
        ("x = 'a", "guillemet"),
        ("if 1\n  x", "deux-points"),
        ("def f():\nreturn 1", "aligné"),
        ("def f():\n    x = 1\n   return x", "aligné"),
        ("x = 1\n   y = 2", "aligné"),
        ("eval('1 +')", "💡"),
        ("[1][5]", "La première place est la place 0"),
        ("{}['a']", "dictionnaire"),
        ("1 / 0", "zéro"),
        ("import math; math.log(0)", "logarithme"),
        ("def f(): return f()\nf()", "sans fin"),
        ("None.x", "None"),
        ("... + 1", "remplace"),
        ("raise KeyboardInterrupt", "Rien n’est perdu"),
        ("import module_absent", "installé"),
        ("entrainer(POKEMONS, etapes=-1)", "trop petit"),
        ("entrainer('pikachu')", "liste de noms"),
        ("entrainer(POKEMONS, lot=-1)", "trop petit"),
        ("entrainer(POKEMONS, etapes=30, vitesse=90)", "explos"),
        ("Modele(poids={})", "Il manque"),
        ("Modele().probabilites('pi ka')", "espace"),
        ("Modele().inventer(temperature='chaud')", "nombre"),
        ("afficher_barres([1], ['a', 'b'])", "dessiner"),
        ("afficher_echelle([{'barreau': 'mini', 'nombres': 2832}])", "appris"),
        ("glossaire('zzz')", "glossaire"),
        ("liste_de_noms('chats')", "prenoms"),
    ],
)
def test_errors_are_told_kindly(room: Classroom, typed: str, said: str) -> None:
    """One sentence in French, never a traceback."""
    answer = room.run(typed)
    assert not answer.traceback
    assert answer.kind
    assert said in answer.shown


def test_python_warns_no_pupil_in_english(room: Classroom) -> None:
    answer = room.run("deux = 2\nx = 2(deux)")
    assert "Pour multiplier" in answer.shown
    assert "SyntaxWarning" not in answer.shown


def test_running_all_goes_on_after_an_error(room: Classroom) -> None:
    """A cell that stops counts as finished, so that later cells run."""
    assert room.run('lire_entier("x", "é", 1, 9)').error is None
    assert room.run("y_inconnu").error is None


@pytest.mark.parametrize("value", ["é", "", "8", None, ..., True, [], (0, 5), float("nan"), 10**9])
def test_read_a_number(value: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything that is not a whole number from 1 to 9 is refused in a sentence."""
    with pytest.raises(values.Arret):
        values.lire_entier("x", value, 1, 9)
    assert "💡" in capsys.readouterr().out
    assert values.lire_entier("x", 8.0, 1, 9) == 8


def test_read_a_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    """Capitals and accents are folded, and it is said."""
    assert values.lire_debut("debut", "Évo") == ".evo"
    assert "devient" in capsys.readouterr().out
    assert values.lire_debut("debut", ".pik") == ".pik"
    assert values.lire_debut("debut", "") == "."
    for bad in ("pi ka", "🦖", "a.b", "x" * 5000, 3, None):
        with pytest.raises(values.Arret):
            values.lire_debut("debut", bad)


def test_functions_are_checked_on_several_inputs(room: Classroom) -> None:
    """A function right on one input alone is amber; one that never ends is stopped."""
    check = 'verifier_fonction(1, f, [((1,), 2), ((2,), 4)], "Oui")'
    assert room.run(f"def f(x): return 2 * x\n{check}").right
    one = room.run(f"def f(x): return x + 1\n{check}")
    assert one.kind
    assert "devrait donner" in one.shown
    assert "sans fin" in room.run(f"def f(x):\n    while True: pass\n{check}").shown
    assert "return" in room.run(f"def f(x): print(x)\n{check}").shown
    swallowing = "def f(x):\n    while True:\n        try: x + 1\n        except Exception: pass\n"
    assert room.run(swallowing + check).kind
    assert "mélangent" in room.run(f"def f(x): return x + 'a'\n{check}").shown


def test_true_is_not_one(room: Classroom) -> None:
    """A boolean never passes for a number, nor a number for a text."""
    assert room.run('verifier_valeur(1, "x", True, 1, "Oui")').kind
    assert room.run('verifier_valeur(1, "x", "1", 1, "Oui")').kind
    assert room.run('verifier_valeur(1, "x", 1, "1", "Oui")').kind
    assert room.run('verifier_valeur(1, "x", [1.0, 2], (1, 2.0), "Oui")').right


def test_choices_orders_predictions(room: Classroom) -> None:
    """Right answers however they are written; a prediction counts once it meets the truth."""
    room.run('exercice(1, "t", "c", choix={"a": "un", "b": "deux"})')
    ask = 'choisir(1, {}, "b", {{"a": "non", "b": "car"}})'
    assert room.run(ask.format("' B. '")).right
    for wrong in ("'a'", "'c'", "1", "...", "None", "''", "[]"):
        assert room.run(ask.format(wrong)).kind
    assert room.run('remettre_en_ordre(2, "b, a c", "BAC")').right
    assert room.run('remettre_en_ordre(2, ["B", "A", "C"], "BAC")').right
    assert "Le premier est juste" in room.run('remettre_en_ordre(2, "BCA", "BAC")').shown
    assert room.run('remettre_en_ordre(2, "BB", "BAC")').kind
    assert room.run('resultat(1, "a", "car")').kind
    assert "C’est noté" in room.run('predire(1, "B")').shown
    surprise = room.run('resultat(1, "a", "car")')
    assert surprise.right
    assert "Surprise" in surprise.shown


@pytest.mark.parametrize("typed", ['""', "None", "12", '"   "', '"x" * 5000', '"Car il a lu."'])
def test_a_question_for_the_teacher_is_not_marked(room: Classroom, typed: str) -> None:
    answer = room.run(f"dis_pourquoi({typed})")
    assert not answer.right
    assert not answer.kind
    assert not answer.traceback
    assert ("Gardé pour ton professeur" in answer.shown) == ("x" in typed or "Car" in typed)


def test_what_was_seen_is_said_after_looking_anew(room: Classroom) -> None:
    """Going through the sentences is not enough: each wrong one asks for another value."""
    room.run('exercice(1, "T", "C")')
    ask = 'observer(1, "taille", {}, {}, "b", {{"a": "Divise.", "b": "Quatre fois."}})'
    untried = room.run(ask.format(8, "..."))
    assert untried.kind
    assert "choisis ta phrase" in untried.shown
    wrong = room.run(ask.format(8, '"a"'))
    assert "Divise." in wrong.shown
    assert "autre valeur" in wrong.shown
    assert not room.run(ask.format(8, '"b"')).right
    assert "une des réponses" in room.run(ask.format(8, '"z"')).shown
    green = room.run(ask.format(32, '"B"'))
    assert green.right
    assert "Quatre fois." in green.shown


def test_hints_by_degrees(room: Classroom) -> None:
    """One more each time, and in the banner folded one in the other."""
    banner = room.run('exercice(1, "t", "c", coups_de_pouce=["premier", "second"])').shown
    assert banner.index("premier") < banner.index("second")
    assert banner.count("<details>") == 2
    assert "second" not in room.run("coup_de_pouce(1)").shown
    assert "second" in room.run("coup_de_pouce(1)").shown
    assert room.run("coup_de_pouce(9)").kind


def test_model_in_pupils_hands() -> None:
    """Weights out and in again give the same model; training lowers the error; parts matter."""
    new = Modele(graine=3)
    again = Modele(poids=new.poids)
    assert again.probabilites(".pik") == pytest.approx(new.probabilites(".pik"), abs=1e-12)
    assert again.poids == new.poids
    trained = entrainer(POKEMONS, etapes=60, poids=new.poids)
    assert trained.erreurs[0] == pytest.approx(new.erreur(POKEMONS), abs=1e-9)
    assert trained.erreur(POKEMONS) < 1.0
    assert trained.erreur(POKEMONS, sans="attention.0") > trained.erreur(POKEMONS) + 0.5
    names = trained.inventer(5, graine=1)
    assert names == trained.inventer(5, graine=1)
    assert {juger(name, POKEMONS) for name in names} <= {"copie", "presque", "nouveau"}
    rows = trained.attention(".pikachu")
    assert [round(sum(row), 9) for row in rows] == [1.0] * 8
    assert all(rows[i][j] == 0 for i in range(8) for j in range(i + 1, 8))
    steps = trained.etapes_de_generation(0.8, 1)
    assert steps[0][0] == "."
    assert all(any(letter == drawn for letter, _ in bars) for _, bars, drawn in steps)


def test_every_plan_is_trained_by_the_same_recipe() -> None:
    """Two layers would otherwise have a recipe of their own: no comparison would be fair."""
    names = liste_de_noms("dinosaures")[:60]
    two = Config(layers=2)
    trained = entrainer(names, etapes=4, vitesse=0.01, lot=6, graine=1, config=two, barre="2")
    recipe = Recipe.suited_to(
        Config(), corpus_of(names), steps=4, batch=6, learning_rate=0.01, held_out=0.0
    )
    same = Training(corpus_of(names), two, recipe, "pure", 1, "float64")
    same.run()
    assert trained.erreurs == pytest.approx(same.history.losses, abs=1e-9)
    assert trained.erreurs_cachees == []
    assert len(entrainer(names, etapes=4, caches=0.5).erreurs_cachees) == 4


def test_a_bar_in_the_place_of_the_curve(room: Classroom) -> None:
    """With its title; without, the curve and its reference lines."""
    bar = room.run('entrainer(POKEMONS, etapes=3, barre="4 têtes")').shown
    assert "4 têtes\u00a0: ████████████████████ 3/3" in bar
    assert "plancher" not in bar
    assert "plancher" in room.run("entrainer(POKEMONS, etapes=3)").shown


def test_engines_agree_in_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NumPy the lessons show the same numbers."""
    with_numpy = entrainer(POKEMONS[:5], etapes=5)
    monkeypatch.setenv("PREMIER_LLM_MOTEUR", "pure")
    without = entrainer(POKEMONS[:5], etapes=5)
    assert without.erreurs == pytest.approx(with_numpy.erreurs, abs=1e-9)
    assert without.probabilites(".p") == pytest.approx(with_numpy.probabilites(".p"), abs=1e-9)


def test_slopes_in_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slope for every weight, the one that trying gives, and the same with and without NumPy."""
    pytest.importorskip("numpy")
    monkeypatch.setenv("PREMIER_LLM_MOTEUR", "numpy")
    model = Modele(graine=3)
    slopes, weights = model.pentes(POKEMONS), model.poids
    assert model.moteur == "NumPy"
    assert slopes.keys() == weights.keys()
    for name, tensor in weights.items():
        row, slope = (
            (tensor[1], slopes[name][1]) if isinstance(tensor[0], list) else (tensor, slopes[name])
        )
        assert len(slope) == len(row)
        kept, losses = row[2], []
        for row[2] in (kept + 1e-5, kept - 1e-5):
            losses.append(Modele(poids=weights).erreur(POKEMONS))
        row[2] = kept
        assert slope[2] == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-8)
    monkeypatch.setenv("PREMIER_LLM_MOTEUR", "pure")
    pure = Modele(poids=weights)
    assert pure.moteur == "Python pur"
    without = pure.pentes(POKEMONS)
    for name, tensor in slopes.items():
        rows, again = (
            (tensor, without[name]) if isinstance(tensor[0], list) else ([tensor], [without[name]])
        )
        for row, other in zip(rows, again, strict=True):
            assert other == pytest.approx(row, abs=1e-12)


def test_in_a_plain_terminal(tmp_path: Path) -> None:
    """Text instead of HTML, a sentence instead of a traceback."""
    source = (
        "from premier_llm.lessons import *\nlecon(5)\nexercice(1, 't', 'c')\n"
        "verifier(1, True, 'Oui')\nentrainer(POKEMONS, etapes=3)\npikachou"
    )
    ran = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "✅ Oui" in ran.stdout
    assert "plancher" in ran.stdout
    assert "pikachou" in ran.stdout
    assert "<div" not in ran.stdout
    assert ran.stderr == ""


def in_a_school(folder: Path, source: str) -> list[str]:
    """What a program prints beside the school variant's one file, where nothing is installed."""
    pytest.importorskip("jupytext")
    root = Path(__file__).parents[2]
    sys.path.insert(0, str(root / "course"))
    import bundle

    text = bundle.module()
    assert text == bundle.module()
    (folder / f"{bundle.NAME}.py").write_text(text, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-S", "-c", source],
        cwd=folder,
        env={"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_needs_only_the_standard_library(tmp_path: Path) -> None:
    """The school variant works where nothing is installed, NumPy neither."""
    shown = in_a_school(
        tmp_path,
        "from premier_llm_lecons import *\nlecon(5)\nverifier(1, True, 'Oui')\n"
        "m = entrainer(POKEMONS[:3], etapes=3)\nprint(m.inventer(2))\nglossaire('token')\n"
        "import sys; print('numpy' in sys.modules, 'click' in sys.modules)\n",
    )
    assert any("✅ Oui" in line for line in shown)
    assert any("plus petit morceau" in line for line in shown)
    assert shown[-1] == "False False"


def test_school_variant_uses_numpy_where_it_is(tmp_path: Path) -> None:
    """Platforms that have NumPy, as Basthon and Capytale do, train with it from the one file."""
    numpy = pytest.importorskip("numpy")
    beside = str(Path(numpy.__file__).parents[1])
    # At the end: the package that stands there too must not be the one imported.
    *_, engine, place = in_a_school(
        tmp_path,
        f"import sys; sys.path.append({beside!r})\n"
        "from premier_llm_lecons import *\nlecon(5)\n"
        "m = entrainer(POKEMONS, etapes=3)\nprint(m.inventer(2))\nprint(m.moteur)\n"
        "import premier_llm; print(premier_llm.__file__)\n",
    )
    assert engine == "NumPy"
    assert ".zip" in place


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX systems have them")
def test_school_variant_runs_nothing_that_it_finds(tmp_path: Path) -> None:
    """On a shared computer another pupil can write into the common temporary folder."""
    source = (
        "from premier_llm_lecons import *\nimport os, premier_llm\n"
        "archive = premier_llm.__file__.partition('.zip')[0] + '.zip'\n"
        "print(oct(os.stat(os.path.dirname(archive)).st_mode), archive)\n"
    )
    mode, archive = in_a_school(tmp_path, source)[-1].split(" ", 1)
    assert mode == "0o40700"
    assert Path(archive).is_relative_to(tmp_path)
    assert not Path(archive).exists()
    # Planted where it lay, and at every place whose name an earlier run gave away.
    Path(archive).parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(archive, "w") as planted:
        planted.writestr("premier_llm/__init__.py", "print('planted')")
    assert "planted" not in in_a_school(tmp_path, source)
