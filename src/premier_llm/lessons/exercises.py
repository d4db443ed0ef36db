"""Exercises: the banner, the answer, hints by degrees, and every kind of question."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from typing import Any

from . import boxes
from .boxes import box, code, paragraph, strong
from .platforms import on_error, report
from .progress import LESSONS, bar, keep, progress, reload
from .showing import show
from .values import Arret, trouble_of

_LEVELS = {"départ": "pour commencer", "commun": "", "défi": "défi 🌶️"}
_TIME = 4.0
"""Seconds that a pupil's function may take on one input."""
_TOOL = 4
"""Our number among the tools that watch Python (sys.monitoring): none has it by custom."""


@dataclass
class _State:
    """What the lesson that is open knows."""

    lesson: int = 0
    open: int = 0
    """The exercise whose cell is running or ran last; 0 once it is answered."""
    hints: dict[int, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)
    choices: dict[int, tuple[str, ...]] = field(default_factory=dict)


state = _State()


def lecon(numero: int) -> None:
    """Open a lesson: take up the progress, speak kindly of errors."""
    from ..i18n import speak
    from .troubles import tell

    if numero not in LESSONS:
        show(box("aide", f"Les leçons vont de 1 à {len(LESSONS)}."))
        return
    speak("fr")
    on_error(tell)
    state.lesson, state.open = numero, 0
    reload()
    show(
        box(
            "note",
            strong(f"Leçon {numero}\u00a0: {escape(LESSONS[numero].title)}"),
            paragraph(bar(numero)),
        )
    )


def exercice(
    numero: int,
    titre: str,
    consigne: str,
    observation: str = "",
    coups_de_pouce: Sequence[str] = (),
    niveau: str = "commun",
    choix: Mapping[str, str] | None = None,
    etapes: Mapping[str, str] | None = None,
    code: str | None = None,
) -> None:
    """The banner of an exercise; texts are HTML that we wrote."""
    state.open = numero
    state.hints[numero] = tuple(coups_de_pouce)
    if choix:
        state.choices[numero] = tuple(choix)
    level = _LEVELS[niveau]
    parts = [strong(f"Exercice\u00a0{numero} — {titre}" + (f" ({level})" if level else ""))]
    parts.append(paragraph(consigne))
    if code is not None:
        parts.append(boxes.numbered(code))
    parts += [boxes.choices(offered) for offered in (choix, etapes) if offered]
    if observation:
        parts.append(paragraph(f"<b>Ce que tu vas voir\u00a0:</b> {observation}", soft=True))
    if coups_de_pouce:
        parts.append(boxes.hints(coups_de_pouce))
    show(box("exercice", *parts))


def coup_de_pouce(numero: int) -> None:
    """Show one more hint of an exercise each time."""
    hints = state.hints.get(numero)
    if hints is None:
        show(box("aide", f"Exécute d’abord la cellule de l’exercice {boxes.code(numero)}."))
        return
    if not hints:
        show(box("note", "Pas de coup de pouce ici\u00a0: essaie, tu ne risques rien."))
        return
    shown = state.shown[numero] = min(state.shown.get(numero, 0) + 1, len(hints))
    more = "" if shown < len(hints) else paragraph("C’était le dernier coup de pouce.", soft=True)
    said = [
        paragraph(f"<b>Coup de pouce {i}\u00a0:</b> {hint}")
        for i, hint in enumerate(hints[:shown], 1)
    ]
    show(box("note", *said, more))


def _right(numero: int, message: str) -> None:
    progress.of(state.lesson).add(numero)
    report(_label(numero), True)
    state.open = 0
    problem = keep()
    parts = [strong(message), paragraph(bar(state.lesson))]
    show(box("juste", *parts, paragraph(problem, soft=True) if problem else ""))
    if len(progress.of(state.lesson)) == LESSONS[state.lesson].exercises:
        show(
            box(
                "bravo",
                strong("Bravo\u00a0! Tu as terminé toutes les activités de cette leçon\u00a0!"),
            )
        )


def _label(numero: int) -> str:
    return f"Leçon {state.lesson}, exercice {numero}"


def _not_yet(numero: int, message: str) -> None:
    report(_label(numero), False)
    show(box("aide", strong(message or "Pas encore\u00a0: relis la consigne et réessaie.")))


def verifier(numero: int, condition: Any, message_ok: str, message_aide: str = "") -> None:
    """Green if the condition (or what it returns when called) is true, amber otherwise."""
    try:
        right = bool(condition() if callable(condition) else condition)
    except Arret:
        raise
    except Exception:
        right = False
    if right:
        _right(numero, message_ok)
    else:
        _not_yet(numero, message_aide)


def verifier_valeur(
    numero: int,
    nom: str,
    valeur: Any,
    attendu: Any,
    message_ok: str,
    message_aide: str = "",
    tolerance: float = 1e-6,
) -> None:
    """Green if the value is the expected one, numbers within ``tolerance`` (absolute)."""
    difference = difference_of(valeur, attendu, tolerance, nom)
    if difference is None:
        _right(numero, message_ok)
    else:
        _not_yet(numero, f"{difference} {message_aide}".strip())


def verifier_fonction(
    numero: int,
    fonction: Callable[..., Any],
    essais: Sequence[tuple[tuple[Any, ...], Any]],
    message_ok: str,
    message_aide: str = "",
    tolerance: float = 1e-6,
) -> None:
    """Green if the pupil's function gives what is expected on every input.

    ``essais``: (arguments, expected), at least two. Says the first that fails.
    """
    trouble = None
    if not callable(fonction):
        trouble = "Ce n’est plus une fonction\u00a0: elle doit commencer par <code>def</code>."
    else:
        name = getattr(fonction, "__name__", "ta fonction")
        for arguments, expected in essais:
            call = boxes.code(f"{name}({', '.join(map(_short, arguments))})")
            try:
                with time_limit(_TIME):
                    # A copy: a function that changes its arguments cannot change the check.
                    given = fonction(*deepcopy(arguments))
            except Arret:
                raise
            except TooLong:
                trouble = f"{call} ne finit jamais\u00a0: y a-t-il une boucle sans fin\u00a0?"
            except Exception as error:
                from .troubles import explain

                trouble = f"Avec {call}, Python s’arrête. {explain(error)}"
            else:
                if given is None:
                    trouble = f"{call} ne rend rien\u00a0: as-tu écrit <code>return</code>\u00a0?"
                else:
                    trouble = difference_of(given, expected, tolerance, call, of_function=True)
            if trouble:
                break
    if trouble is None:
        _right(numero, message_ok)
    else:
        _not_yet(numero, f"{trouble} {message_aide}".strip())


def choisir(numero: int, ma_reponse: Any, bonne: str, pourquoi: Mapping[str, str]) -> None:
    """Choose one: green for the right answer, else why it is not this one."""
    answer = _choice(ma_reponse, tuple(pourquoi))
    if answer == bonne:
        _right(numero, f"Oui, c’est {escape(bonne)}. {pourquoi[bonne]}")
    else:
        _not_yet(numero, f"Ce n’est pas {escape(answer)}. {pourquoi[answer]}")


def trouver_le_bug(numero: int, ma_ligne: Any, bonne: int, pourquoi: str) -> None:
    """Find the bug: the number of the line that is wrong."""
    from .values import lire_entier

    line = lire_entier("ma_ligne", ma_ligne, 0, 99)
    if line == bonne:
        _right(numero, f"Trouvé, c’est la ligne {bonne}\u00a0! {pourquoi}")
    elif line == 0:
        _not_yet(numero, "Lis le code ligne par ligne, puis écris le numéro de la ligne fausse.")
    else:
        _not_yet(
            numero, f"La ligne {line} est bonne. Cherche encore\u00a0: que fait chaque ligne\u00a0?"
        )


def remettre_en_ordre(numero: int, mon_ordre: Any, bon: str) -> None:
    """Put in order: "CAB", or a list of the letters."""
    if trouble := trouble_of("mon_ordre", mon_ordre):
        _not_yet(numero, trouble)
        return
    said = mon_ordre
    if isinstance(said, (list, tuple)) and all(isinstance(item, str) for item in said):
        said = "".join(said)
    if not isinstance(said, str):
        _not_yet(
            numero,
            "Écris les lettres dans l’ordre, entre guillemets\u00a0: "
            f"{boxes.code(repr(bon[::-1]))}, par exemple.",
        )
        return
    order = [letter for letter in said.upper() if letter.isalnum()]
    if sorted(order) != sorted(bon):
        _not_yet(
            numero,
            f"Il faut chaque lettre une fois\u00a0: {', '.join(sorted(bon))}. "
            f"Tu as écrit {boxes.code(said)}.",
        )
        return
    if order == list(bon):
        _right(numero, "C’est le bon ordre\u00a0!")
        return
    good = next(place for place, letter in enumerate(order) if letter != bon[place])
    beginning = "Le premier n’est pas le bon." if good == 0 else f"Les {good} premiers sont justes."
    if good == 1:
        beginning = "Le premier est juste."
    _not_yet(numero, f"{beginning} Qu’est-ce qui vient ensuite\u00a0?" if good else beginning)


def predire(numero: int, ma_prediction: Any) -> None:
    """Note a prediction, one of the exercise's choices, before anything runs."""
    known = state.choices.get(numero, ())
    prediction = _choice(ma_prediction, known)
    progress.predictions[f"{state.lesson}.{numero}"] = prediction
    keep()
    show(box("note", f"C’est noté\u00a0: tu prédis {strong(escape(prediction))}. Voyons ça."))


def resultat(numero: int, vrai: str, explication: str) -> None:
    """Compare with the prediction; having predicted is what counts."""
    predicted = progress.predictions.get(f"{state.lesson}.{numero}")
    if predicted is None:
        _not_yet(numero, f"Fais d’abord ta prédiction, à l’exercice {numero}.")
        return
    said = (
        f"Bien vu\u00a0: c’est {escape(vrai)}."
        if predicted == vrai
        else f"Surprise\u00a0! Tu avais prédit {escape(predicted)}, et c’est {escape(vrai)}."
    )
    _right(numero, f"{said} {explication}")


def _choice(answer: Any, known: Sequence[str]) -> str:  # noqa: RET503 (stop never returns)
    """One of the known choices, however it was written; otherwise the cell stops."""
    listed = ", ".join(f'"{name}"' for name in known)
    from .values import stop

    if not known:
        stop("Exécute d’abord la cellule de l’exercice, plus haut.")
    if answer is ... or answer is None or answer == "":
        stop(f"Choisis ta réponse\u00a0: écris {listed.replace(', ', ' ou ')}.")
    if isinstance(answer, str):
        plain = answer.strip().strip(".").casefold()
        for name in known:
            if name.casefold() == plain:
                return name
    stop(f"{code(answer)} n’est pas une des réponses. Écris {listed.replace(', ', ' ou ')}.")


# Comparing


def difference_of(
    given: Any, expected: Any, tolerance: float, name: str, of_function: bool = False
) -> str | None:
    """A sentence on the first difference, or None. ``name`` is a variable's, or a call as HTML."""
    label = name if name.startswith("<code>") else code(name)
    if trouble := trouble_of(name, given):
        return trouble
    verb = "donne" if of_function else "vaut"
    if _same(given, expected, tolerance):
        return None
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        from .values import number_trouble

        if trouble := number_trouble(name, given):
            if of_function:
                return f"{label} doit donner un nombre, et donne {code(_short(given))}."
            return trouble
    elif isinstance(expected, str) and not isinstance(given, str):
        return f"{label} doit être un texte entre guillemets, pas {code(_short(given))}."
    elif isinstance(expected, (list, tuple)) and not isinstance(given, (list, tuple)):
        return f"{label} doit être une liste, pas {code(_short(given))}."
    elif isinstance(expected, dict) and not isinstance(given, Mapping):
        return f"{label} doit être un dictionnaire, pas {code(_short(given))}."
    elif isinstance(expected, (list, tuple)) and len(given) != len(expected):
        return f"{label} a {len(given)} éléments, et il en faut {len(expected)}."
    if of_function:
        return f"{label} {verb} {code(_short(given))}, et devrait donner {code(_short(expected))}."
    return f"{label} {verb} {code(_short(given))}\u00a0: ce n’est pas ça."


def _same(given: Any, expected: Any, tolerance: float) -> bool:
    if isinstance(expected, bool) or isinstance(given, bool):
        return given is expected
    if isinstance(expected, (int, float)):
        if not isinstance(given, (int, float)):
            return False
        return given == expected or abs(given - expected) <= tolerance
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(given, (list, tuple))
            and len(given) == len(expected)
            and all(_same(g, e, tolerance) for g, e in zip(given, expected, strict=True))
        )
    if isinstance(expected, Mapping):
        return (
            isinstance(given, Mapping)
            and set(given) == set(expected)
            and all(_same(given[key], expected[key], tolerance) for key in expected)
        )
    return bool(type(given) is type(expected) and given == expected)


def _short(value: Any) -> str:
    """A value as Python writes it, numbers rounded, cut when long."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        items = [_short(item) for item in islice(value, 6)]
        return "[" + ", ".join([*items, "…"] if len(value) > 6 else items) + "]"
    if isinstance(value, dict):
        pairs = [f"{_short(k)}: {_short(v)}" for k, v in islice(value.items(), 4)]
        return "{" + ", ".join([*pairs, "…"] if len(value) > 4 else pairs) + "}"
    said = repr(value[:60] if isinstance(value, str) else value)
    return said if len(said) <= 60 else said[:57] + "…"


class TooLong(BaseException):
    """A pupil's function took too long. Not an Exception: their own ``except`` cannot keep it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong if the block takes longer: by the clock at each turn of a loop, where signals
    and threads may not exist (the browser's Python)."""
    end = time.monotonic() + seconds

    def look(*_: Any) -> None:
        if time.monotonic() > end:
            raise TooLong

    with _at_each_jump(look) if hasattr(sys, "monitoring") else _at_each_step(look):
        yield


@contextmanager
def _at_each_jump(look: Callable[..., None]) -> Iterator[None]:
    """Python 3.12 and later say when a loop goes round: nothing else is slowed down."""
    watch: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    watch.use_tool_id(_TOOL, "premier_llm")
    watch.register_callback(_TOOL, watch.events.JUMP, look)
    watch.set_events(_TOOL, watch.events.JUMP)
    try:
        yield
    finally:
        watch.set_events(_TOOL, watch.events.NO_EVENTS)
        watch.free_tool_id(_TOOL)


@contextmanager
def _at_each_step(look: Callable[..., None]) -> Iterator[None]:
    """Before, one could only look at each step of the interpreter, which is slow."""
    before = sys.gettrace()

    def trace(frame: Any, _event: str, _arg: Any) -> Any:
        # Lines alone are not enough: ``while True: pass`` never begins a new one.
        frame.f_trace_opcodes = True
        look()
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
