"""What Python complains about, told kindly: one sentence, what to do, never a traceback."""

from __future__ import annotations

import re
from difflib import get_close_matches
from html import escape
from types import TracebackType
from typing import Any

from ..drawing.picture import Picture
from ..errors import PremierLLMError
from ..i18n import a_dire, dire
from .boxes import box, code, fold, paragraph, strong
from .showing import show
from .state import state
from .values import Arret


def tell(error: BaseException) -> None:
    """Show what went wrong; nothing for Arret, which has spoken."""
    if not isinstance(error, Arret):
        show(_told(error, error.__traceback__))


def _told(error: BaseException, trace: TracebackType | None) -> Picture:
    names: dict[str, Any] = {}
    line = None
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__") == "__main__":
            names = {**trace.tb_frame.f_globals, **trace.tb_frame.f_locals}
            line = _line(trace)
        trace = trace.tb_next
    where = (
        paragraph(
            dire("C’est à la ligne {line}\u00a0: {line2}").format(line=line[0], line2=code(line[1]))
        )
        if line
        else ""
    )
    about = dire("Exercice {open}\u00a0: ").format(open=state.open) if state.open else ""
    hint = ""
    if state.open and state.hints.get(state.open):
        hint = paragraph(
            dire("Besoin d’aide\u00a0? Tape {code}.").format(
                code=code(f"coup_de_pouce({state.open})")
            )
        )
    said = fold(
        dire("Ce que dit Python, en anglais"),
        f"<pre>{escape(f'{type(error).__name__}: {error}')}</pre>",
    )
    return box("aide", strong(about + explain(error, names)), where, hint, said)


def _line(trace: TracebackType) -> tuple[int, str] | None:
    """(number, text) of a line of the pupil's cell."""
    import linecache

    text = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()
    return (trace.tb_lineno, text) if text else None


def explain(error: BaseException, names: dict[str, Any] | None = None) -> str:
    """One kind sentence of HTML. ``names``: what exists, to guess what was meant."""
    if isinstance(error, PremierLLMError):
        return escape(str(error))
    if isinstance(error, KeyboardInterrupt):
        return dire("Tu as arrêté la cellule. Rien n’est perdu\u00a0: relance-la quand tu veux.")
    if isinstance(error, SyntaxError):
        return _syntax(error)
    said = str(error)
    if "ellipsis" in said.casefold():
        return dire("Il reste des {code}\u00a0: remplace-les par ta réponse.").format(
            code=code("...")
        )
    if isinstance(error, UnboundLocalError):
        return dire("Une variable est utilisée avant d’avoir une valeur, dans ta fonction.")
    if isinstance(error, NameError):
        return _name(error, names or {})
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
        return dire("Il n’y a pas de {asked} dans ce dictionnaire.").format(asked=asked)
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
        return _type(said)
    if isinstance(error, ValueError):
        return _value(said)
    if isinstance(error, AssertionError):
        return dire(
            "Une vérification du programme dit non\u00a0: une valeur n’est pas celle attendue."
        )
    if isinstance(error, OSError):
        return dire("Le fichier ne peut pas être lu ou écrit. Vérifie son nom.")
    return dire("Cette cellule n’a pas pu aller au bout. Relis tes changements, un par un.")


def _syntax(error: SyntaxError) -> str:
    said, line = error.msg or "", error.lineno
    place = dire("Ligne {line}\u00a0: ").format(line=line) if line else ""
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


def _name(error: NameError, names: dict[str, Any]) -> str:
    name = getattr(error, "name", None)
    if not name:
        found = re.search(r"'(.+?)'", str(error))
        name = found[1] if found else "?"
    known = [known for known in names if not known.startswith("_")]
    close = get_close_matches(name, known, 1, 0.75)
    if close:
        return dire("Python ne connaît pas {name}. Voulais-tu écrire {close}\u00a0?").format(
            name=code(name), close=code(close[0])
        )
    return dire(
        "Python ne connaît pas {name}. Une cellule plus haut n’a pas été "
        "exécutée (exécute-les dans l’ordre), ou un texte n’a pas ses guillemets."
    ).format(name=code(name))


_NOTHING = a_dire(
    "Une valeur est vide (<code>None</code>)\u00a0: une fonction a oublié <code>return</code>, "
    "peut-être."
)


def _attribute(said: str) -> str:
    if "NoneType" in said:
        return dire(_NOTHING)
    found = re.search(r"no attribute '(.+?)'", said)
    asked = code("." + found[1]) if found else dire("ça")
    return dire(
        "Cette valeur n’a pas de {asked}. Vérifie l’orthographe, et de quelle sorte elle est."
    ).format(asked=asked)


def _type(said: str) -> str:
    if "NoneType" in said:
        return dire(_NOTHING)
    if "argument" in said:
        return dire("La fonction n’a pas reçu le bon nombre de valeurs entre ses parenthèses.")
    if "not callable" in said:
        return dire("Les parenthèses appellent une fonction, et ceci n’en est pas une.")
    if "str" in said and ("int" in said or "float" in said or "number" in said):
        return dire(
            "Un texte et un nombre ne se mélangent pas. Enlève les guillemets autour du nombre."
        )
    if "not iterable" in said or "not subscriptable" in said or "has no len()" in said:
        return dire("On attend une liste ou un texte, et ceci n’en est pas.")
    if "unhashable" in said:
        return dire("Une liste ne peut pas servir de clé dans un dictionnaire.")
    if "indices must be" in said:
        return dire("Une place dans une liste est un nombre entier\u00a0: 0, 1, 2…")
    return dire("Cette opération ne marche pas avec ces sortes de valeurs (texte, nombre, liste…).")


def _value(said: str) -> str:
    if "math domain error" in said or "expected a positive" in said:
        return dire("Ce calcul n’existe pas pour ce nombre (le logarithme de 0, par exemple).")
    if "invalid literal" in said or "could not convert" in said:
        return dire("Ce texte n’est pas un nombre.")
    if "unpack" in said:
        return dire("Il n’y a pas autant de valeurs que de noms à gauche du signe égal.")
    if "zip()" in said:
        return dire("Les deux listes n’ont pas la même longueur.")
    if "is not in list" in said:
        return dire("Ce que tu cherches n’est pas dans la liste.")
    return dire("Une valeur ne va pas\u00a0: {said}").format(said=escape(said))
