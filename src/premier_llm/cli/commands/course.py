"""``premier-llm course``: the lessons, listed, copied and opened."""

from __future__ import annotations

import subprocess
import sys
from gettext import gettext as _
from gettext import ngettext
from importlib.util import find_spec
from pathlib import Path

import click

from ...errors import InputError, RunError, system_reason
from ...files.whole import write_whole
from ...lessons.progress import LESSONS
from ..parameters import FileName
from ..terminal import console, json_option, print_json

BUILT = Path(__file__).parents[2] / "cours"
"""The notebooks; the package's build makes them from course/."""
FOLDER = Path("cours")


@click.group(
    "course",
    invoke_without_command=True,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND]"),
    short_help=_("The lessons, as notebooks: list, copy, open."),
    help=_(
        "Nine lessons, in French, where a pupil writes a GPT in plain Python; "
        "lesson 0 comes before them, for whoever has never written Python, and the last three are "
        "for the curious. "
        "Without a command: their list.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm course\n"
        "  premier-llm course open 1\n"
        "  premier-llm course copy my_folder\n"
        "  premier-llm course copy --school usb_stick"
    ),
)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    if ctx.invoked_subcommand is not None:
        return
    if as_json:
        print_json(
            {
                "lessons": [
                    {
                        "number": n,
                        "title": lesson.title,
                        "exercises": lesson.exercises,
                        "minutes": list(lesson.minutes),
                    }
                    for n, lesson in LESSONS.items()
                ]
            }
        )
        return
    for number, lesson in LESSONS.items():
        about = (
            ngettext("{count} exercise", "{count} exercises", lesson.exercises).format(
                count=lesson.exercises
            )
            + f", {sum(lesson.minutes)} min"
        )
        if lesson.before:
            about += _(", if Python is new to you")
        if lesson.extra:
            about += _(", for the curious")
        console().print(f"  {number}  {lesson.title:<26} {about}", highlight=False)
    console().print(
        _("To begin: premier-llm course open 1. To have them all: premier-llm course copy.")
    )


@command.command(
    "copy",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Copy the lessons into a folder."),
    help=_(
        "Copy the notebooks and the glossary into FOLDER (cours by default). A notebook that "
        "is already there is never touched: it may hold a pupil's work."
    ),
)
@click.argument("folder", type=FileName(), default=FOLDER, metavar=_("[FOLDER]"))
@click.option(
    "--school",
    is_flag=True,
    help=_(
        "The variant for school platforms where nothing can be installed: the notebooks, and one "
        "module to attach to them."
    ),
)
@click.option(
    "--free-names",
    is_flag=True,
    help=_("Names free of any rights instead of the 20 Pokémon: 20 creatures."),
)
@json_option
def copy(folder: Path, school: bool, free_names: bool, as_json: bool) -> None:
    built = _built() / "libre" if free_names else _built()
    copied, kept = _copy(built / "ecole" if school else built, folder)
    if as_json:
        print_json({"folder": str(folder), "copied": copied, "kept": kept})
        return
    if copied:
        console().print(
            _("{count} files are in {folder}.").format(count=len(copied), folder=folder)
        )
    if kept:
        console().print(
            _("Left as they were, for they were already there: {files}.").format(
                files=", ".join(kept)
            )
        )
    if not copied and not kept:
        console().print(_("Everything is in {folder} already.").format(folder=folder))
    if school:
        console().print(
            _("Upload a notebook to the platform, and attach premier_llm_lecons.py to it.")
        )


@command.command(
    "open",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Open a lesson in JupyterLab."),
    help=_(
        "Copy the lessons into the folder cours if they are not there, and open lesson NUMBER in "
        "JupyterLab, which this needs: pip install jupyterlab."
    ),
)
@click.argument("number", type=click.IntRange(min(LESSONS), max(LESSONS)), metavar=_("NUMBER"))
def open_(number: int) -> None:
    _copy(_built(), FOLDER)
    path = next(FOLDER.glob(f"lecon_{number}_*.ipynb"))
    if find_spec("jupyterlab") is None:
        raise RunError(
            _(
                "JupyterLab is not installed. The lesson is in {path}: open it with VS Code or "
                "Colab, or install JupyterLab with: pip install jupyterlab."
            ).format(path=path)
        )
    subprocess.run([sys.executable, "-m", "jupyterlab", str(path)], check=False)


def _built() -> Path:
    if not any(BUILT.glob("lecon_*.ipynb")):
        raise RunError(_("The lessons are not in this installation: build them with make course."))
    return BUILT


def _copy(source: Path, folder: Path) -> tuple[list[str], list[str]]:
    """(names copied, names left because they were there)."""
    copied, kept = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(source.iterdir()):
            if not file.is_file():
                continue
            target = folder / file.name
            if target.exists():
                if target.read_bytes() != file.read_bytes():
                    kept.append(file.name)
                continue
            write_whole(target, [file.read_bytes()])
            copied.append(file.name)
    except FileExistsError:
        raise InputError(
            _("{path} is a file: give the name of a folder.").format(path=folder)
        ) from None
    except (OSError, ValueError) as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=folder, reason=system_reason(error)
            )
        ) from None
    return copied, kept
