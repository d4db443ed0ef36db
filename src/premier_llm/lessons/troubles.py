"""What Python complains about, told kindly: one sentence, what to do, never a traceback."""

from __future__ import annotations

import builtins
import linecache
import math
import random
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import escape
from types import FunctionType
from typing import Any

from ..drawing.picture import Picture
from ..errors import PremierLLMError
from ..i18n import a_dire, dire, dire_n
from . import slips
from .boxes import box, code, fold, paragraph, strong
from .memory import block, exercise_of, given_away, has_hole, names_written
from .refused import refused
from .showing import show
from .spelled import spelled
from .state import state
from .values import Arret


def tell(error: BaseException) -> None:
    """Show what went wrong; nothing for Arret, which has spoken."""
    if not isinstance(error, Arret):
        state.told = True
        show(_told(error))


def _told(error: BaseException) -> Picture:
    place = _place(error)
    where = about = ""
    unanswered = _unanswered(error, place)
    exercise = _exercise(error, place) if unanswered is None else unanswered
    if unanswered is None:
        about = dire("Exercice {open}\u00a0: ").format(open=exercise) if exercise else ""
        if place.text:
            line = dire("C’est à la ligne {line}\u00a0: {line2}")
            if place.cell != place.running:
                line = dire("C’est à la ligne {line} de sa cellule\u00a0: {line2}")
            where = paragraph(line.format(line=place.line, line2=code(place.text)))
    hint = ""
    if state.hints.get(exercise):
        hint = paragraph(
            dire("Besoin d’aide\u00a0? Tape {code}.").format(
                code=code(f"coup_de_pouce({exercise})")
            )
        )
    said = fold(
        dire("Ce que dit Python, en anglais"),
        f"<pre>{escape(f'{type(error).__name__}: {error}')}</pre>",
    )
    return box("aide", strong(about + explain(error)), where, hint, said)


def _exercise(error: BaseException, place: _Place) -> int:
    """The exercise that it happened in; a cell that Python cannot read has announced nothing."""
    if isinstance(error, SyntaxError):
        return exercise_of(_text(error.filename or ""))
    if state.announced and place.cell == state.cell:
        return state.open
    return exercise_of(_text(place.cell))


def _text(cell: str) -> str:
    """What a cell holds, by the name that Python gave it."""
    return "".join(linecache.getlines(cell))


def _unanswered(error: BaseException, place: _Place) -> int | None:
    """The other exercise whose hole stopped this cell, 0 if one cannot tell which.

    None where the hole is the cell's own, and where there is none.
    """
    if not _is_hole(error):
        return None
    called = (place.names.get(word) for word in re.findall(r"[A-Za-z_]\w*", place.deepest))
    made = [it.__code__.co_filename for it in called if isinstance(it, FunctionType)]
    for cell in (*reversed(place.cells), *made):
        if has_hole(_text(cell)):
            return None if cell == place.running else exercise_of(_text(cell))
    return 0 if place.cells and _text(place.running) else None


def _is_hole(error: BaseException) -> bool:
    return isinstance(error, Exception) and "ellipsis" in str(error).casefold()


@dataclass(frozen=True)
class _Place:
    """The line of the pupil's where an error happened, and the values that were there."""

    line: int = 0
    text: str = ""
    cell: str = ""
    running: str = ""
    """The cell that was run, which may have called what another holds."""
    cells: tuple[str, ...] = ()
    """All that the error went through, the running one first."""
    deepest: str = ""
    """The last line that it went through, the pupil’s or the lesson’s."""
    names: dict[str, Any] = field(default_factory=dict)


def _place(error: BaseException) -> _Place:
    steps = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == "__main__":
            steps.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    if not steps:
        return _Place()
    cells = tuple(frame.f_code.co_filename for frame, _ in steps)
    running = state.cell if state.announced and state.cell in cells else cells[0]
    # What an answer calls has been given. Elsewhere, an exercise that was called has the line.
    place = max(i for i, cell in enumerate(cells) if cell == running)
    if not state.announced:
        place = max([place, *(i for i, cell in enumerate(cells) if exercise_of(_text(cell)))])
    (frame, line), (_, last) = steps[place], steps[-1]
    return _Place(
        line,
        linecache.getline(cells[place], line).strip(),
        cells[place],
        running,
        cells,
        linecache.getline(cells[-1], last).strip(),
        {**frame.f_globals, **frame.f_locals},
    )


def explain(error: BaseException) -> str:
    """One kind sentence of HTML, on what the pupil wrote where one can tell."""
    if isinstance(error, PremierLLMError):
        return escape(str(error))
    if isinstance(error, KeyboardInterrupt):
        return dire("Tu as arrêté la cellule. Rien n’est perdu\u00a0: relance-la quand tu veux.")
    if isinstance(error, SyntaxError):
        return _syntax(error)
    if isinstance(error, SystemExit):
        return dire(
            "Tu as demandé à Python de s’arrêter\u00a0: la cellule finit ici. Enlève cette ligne "
            "pour aller au bout."
        )
    said, place = str(error), _place(error)
    if (exercise := _unanswered(error, place)) is not None:
        if exercise:
            return dire(
                "Il reste des {code} dans l’exercice {exercise}\u00a0: réponds-y d’abord, puis "
                "relance cette cellule."
            ).format(code=code("..."), exercise=exercise)
        return dire(
            "Il reste des {code} dans un exercice plus haut\u00a0: réponds-y d’abord, puis relance "
            "cette cellule."
        ).format(code=code("..."))
    if _is_hole(error):
        return dire("Il reste des {code}\u00a0: remplace-les par ta réponse.").format(
            code=code("...")
        )
    if meant := _meant(error, place):
        return meant
    if isinstance(error, UnboundLocalError):
        found = re.search(r"'(.+?)'", said)
        if found and hasattr(builtins, found[1]):
            return _taken(found[1])
        return dire("{name} est utilisé avant d’avoir une valeur, dans ta fonction.").format(
            name=code(found[1] if found else "?")
        )
    if isinstance(error, NameError):
        return _name(error, place)
    if isinstance(error, RecursionError):
        return dire(
            "Ta fonction s’appelle elle-même sans fin\u00a0: il lui faut une façon de s’arrêter."
        )
    if isinstance(error, ZeroDivisionError):
        return dire(
            "On ne peut pas diviser par zéro. Que vaut le nombre qui est sous la division\u00a0?"
        )
    if isinstance(error, KeyError):
        asked = code(repr(error.args[0]) if error.args else said)
        if error.args and isinstance(error.args[0], str) and error.args[0] in place.names:
            return dire(
                "Il n’y a pas de {asked} dans ce dictionnaire. Veux-tu la variable\u00a0? Enlève "
                "les guillemets\u00a0: {name}."
            ).format(asked=asked, name=code(error.args[0]))
        return dire("Il n’y a pas de {asked} dans ce dictionnaire.").format(asked=asked)
    if isinstance(error, IndexError) and "string" in said:
        return dire(
            "Le texte est plus court que ça\u00a0: on demande une place qui n’existe pas. La "
            "première place est la place 0, et la dernière est la longueur moins 1."
        )
    if isinstance(error, IndexError):
        return dire(
            "La liste est plus courte que ça\u00a0: on demande une place qui "
            "n’existe pas. La première place est la place 0."
        )
    if isinstance(error, OverflowError):
        return dire("Ce nombre est trop grand, même pour l’ordinateur. Essaie plus petit.")
    if isinstance(error, MemoryError):
        return dire("C’est trop grand pour la mémoire de l’ordinateur. Essaie plus petit.")
    if isinstance(error, ModuleNotFoundError):
        return dire("{x} n’est pas installé sur cet ordinateur.").format(x=code(error.name or said))
    if isinstance(error, AttributeError):
        return _attribute(said)
    if isinstance(error, TypeError):
        return _type(said, place)
    if isinstance(error, ValueError):
        return refused(error, place.deepest)
    if isinstance(error, AssertionError):
        return dire(
            "Une vérification du programme dit non\u00a0: une valeur n’est pas celle attendue."
        )
    if isinstance(error, OSError):
        return dire("Le fichier ne peut pas être lu ou écrit. Vérifie son nom.")
    return dire("Cette cellule n’a pas pu aller au bout. Relis tes changements, un par un.")


def _meant(error: Exception | BaseException, place: _Place) -> str | None:
    """What the line itself tells, whatever Python stumbled on."""
    if not isinstance(error, (TypeError, AttributeError, IndexError, KeyError, ValueError)):
        return None
    words = set(re.findall(r"[A-Za-z_]\w*", place.text))
    for name in given_away(place.names):
        if name in words:
            return _taken(name)
    return slips.failed(place.text, place.names) or slips.led_to_failure(block())


def _taken(name: str) -> str:
    return dire(
        "{name} est déjà un mot de Python ou de la leçon, et tu lui as donné une autre "
        "valeur. Choisis un autre nom, par exemple {mine}."
    ).format(name=code(name), mine=code(f"mon_{name}"))


def _syntax(error: SyntaxError) -> str:
    said, line = error.msg or "", error.lineno
    place = dire("Ligne {line}\u00a0: ").format(line=line) if line else ""
    if (error.text or "").strip() and (typed := slips.typed(error.text or "")):
        return place + typed
    if isinstance(error, IndentationError):
        return dire(
            "{place}le début de la ligne n’est pas bien aligné. Les lignes d’un même "
            "bloc commencent par le même nombre d’espaces."
        ).format(place=place)
    if any(
        words in said
        for words in (dire("never closed"), dire("unexpected EOF"), "unmatched", "incomplete")
    ):
        return dire("{place}une parenthèse, un crochet ou une accolade n’a pas sa moitié.").format(
            place=place
        )
    if "expected 'else'" in said:
        return dire(
            "{place}un {si} au milieu d’un calcul veut aussi un {sinon}, pour l’autre cas."
        ).format(place=place, si=code("if"), sinon=code("else"))
    if "unterminated" in said or "EOL while" in said:
        return dire("{place}il manque un guillemet à la fin du texte.").format(place=place)
    if "expected ':'" in said:
        return dire("{place}il manque les deux-points, {code}, à la fin de la ligne.").format(
            place=place, code=code(":")
        )
    if "Maybe you meant '=='" in said or "cannot assign" in said:
        return dire(
            "{place}pour comparer, écris {code}. Pour donner une valeur, écris {code2}."
        ).format(place=place, code=code("=="), code2=code("="))
    if "invalid character" in said or "invalid non-printable" in said:
        return dire(
            "{place}il y a un signe que Python ne connaît pas (un guillemet courbe "
            "ou un emoji, peut-être)."
        ).format(place=place)
    if "leading zeros" in said or "invalid decimal literal" in said:
        return dire(
            "{place}ce nombre est mal écrit. Un nom ne commence pas par un chiffre."
        ).format(place=place)
    return dire(
        "{place}Python ne comprend pas cette ligne. Regarde les guillemets, les "
        "parenthèses et les deux-points."
    ).format(place=place)


def _name(error: NameError, place: _Place) -> str:
    name = getattr(error, "name", None)
    if not name:
        found = re.search(r"'(.+?)'", str(error))
        name = found[1] if found else "?"
    if state.announced and name in state.answer:
        return _no_answer(name)
    for module in (math, random):
        rest = name.removeprefix(module.__name__)
        if rest != name and hasattr(module, rest):
            return dire("Il manque un point\u00a0: {right}.").format(
                right=code(f"{module.__name__}.{rest}")
            )
        if hasattr(module, name):
            return dire("{name} s’écrit avec sa boîte à outils\u00a0: {right}.").format(
                name=code(name), right=code(f"{module.__name__}.{name}")
            )
    known = [name for name in place.names if not name.startswith("_") and name not in _NOTEBOOK]
    same = [known for known in known if known.casefold() == name.casefold()]
    if not same and (right := spelled(name)) is not None:
        return dire("En Python, {name} s’écrit {right}.").format(name=code(name), right=code(right))
    close = same or get_close_matches(name, known, 1, 0.75)
    if close:
        return dire("Python ne connaît pas {name}. Voulais-tu écrire {close}\u00a0?").format(
            name=code(name), close=code(close[0])
        )
    if place.text and place.text in block():
        return dire(
            "Python ne connaît pas {name}. Si c’est un texte, mets des guillemets\u00a0: {quoted}."
        ).format(name=code(name), quoted=code(f'"{name}"'))
    return dire(
        "Python ne connaît pas {name}. Une cellule plus haut n’a pas été "
        "exécutée (exécute-les dans l’ordre), ou un texte n’a pas ses guillemets."
    ).format(name=code(name))


_NOTEBOOK = ("In", "Out", "exit", "quit", "get_ipython")
"""What a notebook puts among the pupil’s names: nobody means it."""


def _no_answer(name: str) -> str:
    """The cell was to give this name a value, and did not."""
    if re.search(rf"^\s*{name}\s*(==|:)", block(), re.MULTILINE):
        return dire("Pour donner une valeur, écris un signe égal, un seul\u00a0: {right}.").format(
            right=code(f"{name} = …")
        )
    close = get_close_matches(name, list(names_written(block())), 1, 0.7)
    if close:
        return dire(
            "Ta réponse doit s’appeler {name}, et tu as écrit {close}\u00a0: remets le nom exact."
        ).format(name=code(name), close=code(close[0]))
    return dire(
        "Ta réponse ne donne plus de valeur à {name}\u00a0: sa ligne a disparu. Remets-la, comme "
        "au départ."
    ).format(name=code(name))


_NOTHING = a_dire(
    "Une valeur est vide (<code>None</code>)\u00a0: une fonction a oublié <code>return</code>, "
    "peut-être."
)


def _attribute(said: str) -> str:
    if "NoneType" in said:
        return dire(_NOTHING)
    if found := re.search(r"module '(\w+)' has no attribute '(\w+)'", said):
        meant = {"ln": "log", "racine": "sqrt", "root": "sqrt"}.get(found[2])
        return dire("{module} n’a pas de {asked}.").format(
            module=code(found[1]), asked=code(found[2])
        ) + (
            dire(" Voulais-tu écrire {right}\u00a0?").format(right=code(f"{found[1]}.{meant}"))
            if meant
            else ""
        )
    found = re.search(r"no attribute '(.+?)'", said)
    if found and found[1] == "append" and "'str'" in said:
        return dire("Un texte n’a pas de {append}\u00a0: pour coller, écris {plus}.").format(
            append=code(".append"), plus=code("+")
        )
    if found and hasattr(builtins, found[1]):
        return dire("{name} se met devant, avec des parenthèses\u00a0: {right}.").format(
            name=code(found[1]), right=code(f"{found[1]}(…)")
        )
    asked = code("." + found[1]) if found else dire("ça")
    if (kind := re.search(r"^'(\w+)' object", said)) and kind[1] in _KINDS:
        return dire(
            "Python a reçu {kind}, qui n’a pas de {asked}. Vérifie ce que tu donnes."
        ).format(kind=_kind(kind[1]), asked=asked)
    return dire(
        "Cette valeur n’a pas de {asked}. Vérifie l’orthographe, et de quelle sorte elle est."
    ).format(asked=asked)


def _type(said: str, place: _Place) -> str:
    if "NoneType" in said:
        return dire(_NOTHING)
    if "argument" in said:
        if found := re.search(r"\((\d+),(\d+)\)", place.text):
            return slips.comma(*found.groups())
        if found := re.search(r"(\w+)\(\) takes (?:exactly )?(\w+).*?(\d+)\D* given", said):
            expected = {"one": 1, "no": 0}.get(found[2]) or int(re.sub(r"\D", "", found[2]) or 0)
            return dire_n(
                "{name} attend {expected} valeur entre ses parenthèses, et en a reçu {given}.",
                "{name} attend {expected} valeurs entre ses parenthèses, et en a reçu {given}.",
                expected,
            ).format(name=code(found[1]), expected=expected, given=found[3])
        if found := re.search(r"(\w+)\(\) missing \d+ required.*?: (.*)", said):
            return dire("Entre les parenthèses de {name}, il manque {missing}.").format(
                name=code(found[1]), missing=code(found[2].replace(" and ", ", ").replace("'", ""))
            )
        return dire("La fonction n’a pas reçu le bon nombre de valeurs entre ses parenthèses.")
    if "not callable" in said:
        called = re.findall(r"([A-Za-z_]\w*)\(", place.text)
        values = [n for n in called if n in place.names and not callable(place.names[n])]
        if values and isinstance(place.names[values[0]], (str, list, tuple, dict)):
            return dire(
                "{name} n’est pas une fonction. Pour prendre ce qu’il y a à une place, écris des "
                "crochets\u00a0: {right}."
            ).format(name=code(values[0]), right=code(f"{values[0]}[…]"))
        if values:
            return dire(
                "Les parenthèses appellent une fonction, et {name} n’en est pas une\u00a0: c’est "
                "{value}. Pour multiplier, écris {star}. Si c’était une fonction de la leçon, "
                "relance la cellule qui la fabrique."
            ).format(name=code(values[0]), value=code(place.names[values[0]]), star=code("*"))
        return dire(
            "Les parenthèses appellent une fonction, et ce qui est devant n’en est pas une. Pour "
            "multiplier, écris {star}."
        ).format(star=code("*"))
    if "indices must be" in said:
        return dire("Une place dans une liste ou un texte est un nombre entier\u00a0: 0, 1, 2…")
    if "str" in said and ("int" in said or "float" in said or "number" in said):
        return dire(
            "Un texte et un nombre ne se mélangent pas dans un calcul. Cherche lequel est un texte."
        )
    if "subscriptable" in said and ("function" in said or "method" in said):
        return dire("Une fonction veut des parenthèses {round}, pas des crochets.").format(
            round=code("( )")
        )
    if (found := re.search(r"\b(max|min)\(\w+\)", place.text)) and "not iterable" in said:
        return dire("{name} choisit entre plusieurs nombres\u00a0: {right}, par exemple.").format(
            name=code(found[1]), right=code(f"{found[1]}(2, 5)")
        )
    if found := re.search(r"between instances of '(\w+)' and '(\w+)'", said):
        return dire("Python ne sait pas comparer {one} et {other}.").format(
            one=_kind(found[1]), other=_kind(found[2])
        )
    if "not iterable" in said or "not subscriptable" in said or "has no len()" in said:
        return dire("On attend une liste ou un texte, et ceci n’en est pas.")
    if "unhashable" in said:
        return dire("Une liste ne peut pas servir de clé dans un dictionnaire.")
    if found := re.search(r"for (\S+): '(\w+)' and '(\w+)'", said):
        if found[2] == found[3] == "str":
            return dire("Pour coller deux textes, écris {plus}.").format(plus=code("+"))
        if "dict_values" in said:
            return dire(
                "{values} donne tous les nombres à la fois. Pour leur total, écris {total}."
            ).format(values=code(".values()"), total=code("sum(….values())"))
        return dire(
            "Le calcul {sign} ne marche pas entre {one} et {other}. Il faut un nombre de chaque "
            "côté\u00a0: prends une seule place, avec des crochets."
        ).format(sign=code(found[1].rstrip("=")), one=_kind(found[2]), other=_kind(found[3]))
    if "can only concatenate list" in said:
        return dire(
            "À une liste, on ne peut coller qu’une autre liste, avec ses crochets\u00a0: {right}."
        ).format(right=code('["a"] + ["b"]'))
    if "can't multiply sequence" in said:
        return dire(
            "Une liste ou un texte ne se multiplie pas ainsi. Multiplie ses nombres un par un, "
            "avec des crochets\u00a0: {right}."
        ).format(right=code("a[i] * b[i]"))
    if found := re.search(r"must be real number, not (\w+)", said):
        return dire("Ici, il faut un seul nombre, et Python a reçu {kind}.").format(
            kind=_kind(found[1])
        )
    return dire("Cette opération ne marche pas avec ces sortes de valeurs (texte, nombre, liste…).")


_KINDS = {
    **dict.fromkeys(("int", "float", "bool"), a_dire("un nombre")),
    "str": a_dire("un texte"),
    "list": a_dire("une liste"),
    "tuple": a_dire("plusieurs valeurs"),
    "dict": a_dire("un dictionnaire"),
    **dict.fromkeys(
        ("function", "method", "builtin_function_or_method"),
        a_dire("une fonction sans ses parenthèses"),
    ),
}


def _kind(name: str) -> str:
    return dire(_KINDS[name]) if name in _KINDS else code(name)
