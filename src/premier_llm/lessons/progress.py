"""What a pupil has done, kept beside the notebook from one session to the next."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..drawing.picture import Picture
from ..i18n import dire
from .boxes import box, code, paragraph, strong
from .offered import offered
from .showing import show

FILE = "ma_progression.json"


@dataclass(frozen=True)
class Lesson:
    """A lesson of the course."""

    title: str
    exercises: int
    """How many; the tests hold it to the source."""
    minutes: tuple[int, ...]
    """Of each of its parts; the tests hold them to what ``course/durations.py`` counts."""
    extra: bool = False
    """For the curious: the course is whole without it."""
    before: bool = False
    """For whoever has never written Python: the course begins after it."""


LESSONS: dict[int, Lesson] = {
    0: Lesson("Juste assez de Python", 8, (55,), before=True),
    1: Lesson("Deviner la suite", 9, (65,)),
    2: Lesson("Apprendre de ses erreurs", 9, (25, 45)),
    3: Lesson("La fenêtre du modèle", 9, (65,)),
    4: Lesson("L’attention", 9, (65,)),
    5: Lesson("Mon premier LLM", 10, (65,)),
    6: Lesson("Entraîner le modèle", 10, (55, 30)),
    7: Lesson("De mini à GPT-2", 10, (65,), extra=True),
    8: Lesson("Des lettres aux phrases", 10, (65,), extra=True),
    9: Lesson("Du modèle au chatbot", 10, (55,), extra=True),
}


@dataclass
class Progress:
    """Exercises done, lesson by lesson."""

    done: dict[int, set[int]] = field(default_factory=dict)
    predictions: dict[str, str] = field(default_factory=dict)
    """ "lesson.exercise" -> what was predicted."""
    warned: bool = False

    def of(self, lesson: int) -> set[int]:
        """The exercises of a lesson that are done."""
        return self.done.setdefault(lesson, set())

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        lessons = {str(lesson): sorted(done) for lesson, done in self.done.items() if done}
        return {"version": 1, "lecons": lessons, "predictions": self.predictions}

    def save(self) -> str | None:
        """Write the file whole; a sentence when it cannot be."""
        new = Path(f"{FILE}.{os.getpid()}.tmp")
        try:
            new.write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), "utf-8")
            os.replace(new, FILE)
        except OSError:
            with suppress(OSError):
                new.unlink()
            return dire(
                "Ta progression ne peut pas être gardée ici\u00a0: elle reste tant que "
                "cette page est ouverte."
            )
        return None


def read() -> Progress:
    """What the file holds; a missing or damaged file is a fresh start."""
    try:
        facts = json.loads(Path(FILE).read_text("utf-8"))
        known = {
            int(lesson): {n for n in done if type(n) is int and n > 0}
            for lesson, done in facts["lecons"].items()
            if int(lesson) in LESSONS
        }
        predictions = {str(k): str(v) for k, v in dict(facts.get("predictions", {})).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Progress()
    return Progress(known, predictions)


progress = Progress()
"""This session's."""


def reload() -> None:
    """Take up what the file holds, joined to what this session did."""
    kept = read()
    for lesson, done in kept.done.items():
        progress.of(lesson).update(done)
    progress.predictions = {**kept.predictions, **progress.predictions}


def keep() -> str | None:
    """Save; the sentence that it cannot be is said once."""
    problem = progress.save()
    if problem is None or progress.warned:
        return None
    progress.warned = True
    return problem


def bar(lesson: int) -> str:
    """How far one is, in squares and in numbers."""
    done, total = len(progress.of(lesson)), LESSONS[lesson].exercises
    return dire("Progression\u00a0: {x}{x2} {done}/{total}").format(
        x="🟩" * done, x2="⬜" * (total - done), done=done, total=total
    )


def _table() -> Picture:
    lines = [
        paragraph(
            dire("Leçon {number}, {title}\u00a0: {strong}").format(
                number=number,
                title=lesson.title,
                strong=strong(f"{len(progress.of(number))}/{lesson.exercises}"),
            )
        )
        for number, lesson in LESSONS.items()
    ]
    return box("note", strong(dire("Ma progression")), *lines)


@offered
def ma_progression() -> None:
    """Show what is done in each lesson."""
    show(_table())


@offered
def exporter_progression(fichier: str = FILE) -> None:
    """Write the progress to a file of that name, to take away."""
    try:
        content = json.dumps(progress.to_dict(), ensure_ascii=False, indent=1)
        Path(fichier).write_text(content, "utf-8")
    except (OSError, TypeError, ValueError):
        show(
            box(
                "aide",
                dire("Je ne peux pas écrire le fichier {fichier}. Essaie un autre nom.").format(
                    fichier=code(fichier)
                ),
            )
        )
        return
    show(
        box(
            "note",
            dire("Ta progression est dans le fichier {fichier}.").format(fichier=code(fichier)),
        )
    )


@offered
def effacer_progression() -> None:
    """Forget everything, here and in the file."""
    progress.done.clear()
    progress.predictions.clear()
    with suppress(OSError):
        os.remove(FILE)
    show(box("note", dire("C’est effacé\u00a0: tu repars de zéro, dans toutes les leçons.")))
