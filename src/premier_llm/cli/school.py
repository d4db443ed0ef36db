"""``premier-llm school``: the folder that a class runs, without a network or an account."""

from __future__ import annotations

import os
import shutil
import zipfile
from gettext import gettext as _
from pathlib import Path

import click

from ..errors import InputError, RunError, system_reason
from ..i18n import number
from .terminal import console, json_option, print_json

BUILT = Path(__file__).parents[1] / "ecole" / "dossier.zip"
"""The folder as school/assemble.py made it."""
OURS = "fichiers"
"""Where names change with content, so that old files would pile up."""


@click.command(
    "school",
    options_metavar=_("[OPTIONS]"),
    short_help=_("The school folder: a site that a class runs without a network."),
    help=_(
        "Write the school folder into OUT (ecole by default), and its zip beside it: le Labo, the "
        "six lessons with the Python that runs them in the browser, the teacher's guide, the "
        "documentation. Nothing is fetched from outside, now or later.\n\n"
        "It opens with a double click on index.html, from any web server, or served to the room "
        "by the servir.py inside. A folder that is already there is brought up to date; other "
        "files in it stay.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm school\n"
        "  premier-llm school /media/usb/premier_llm\n"
        "  python3 ecole/servir.py"
    ),
)
@click.argument("out", type=click.Path(path_type=Path), default=Path("ecole"), metavar=_("[OUT]"))
@json_option
def command(out: Path, as_json: bool) -> None:
    if not BUILT.is_file():
        raise RunError(
            _("The school folder is not in this installation: build it with make school.")
        )
    archive = out.with_name(f"{out.name}.zip")
    _refuse_others(out)
    try:
        files = _write(out)
        part = archive.with_name(f".{archive.name}.part")
        shutil.copyfile(BUILT, part)
        os.replace(part, archive)
    except (OSError, ValueError) as error:
        raise RunError(
            _("{path} could not be written: {reason}. Choose another folder.").format(
                path=out, reason=system_reason(error)
            )
        ) from None
    if as_json:
        facts = {"folder": str(out), "zip": str(archive), "files": files}
        print_json({**facts, "zip_bytes": archive.stat().st_size})
        return
    megabytes = archive.stat().st_size / 1e6
    console().print(
        _("{count} files are in {folder}, and in {archive} ({size} MB).").format(
            count=files, folder=out, archive=archive, size=number(megabytes, 1)
        ),
        highlight=False,
    )
    console().print(_("On this computer: open {path}").format(path=out / "index.html"))
    console().print(_("For the room: python3 {path}").format(path=out / "servir.py"))


def _refuse_others(out: Path) -> None:
    if out.is_file():
        raise InputError(_("{path} is a file: give the name of a folder.").format(path=out))
    index = out / "index.html"
    if index.is_file() and b"Mon premier LLM" not in index.read_bytes():
        raise InputError(
            _("{path} holds another site: choose an empty folder, or a new name.").format(path=out)
        )


def _write(out: Path) -> int:
    """Write every file whole, then take away what an earlier version left; how many."""
    with zipfile.ZipFile(BUILT) as archive:
        names = archive.namelist()
        for name in names:
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            part.write_bytes(archive.read(name))
            os.replace(part, target)
    for old in (out / OURS).iterdir():
        if f"{OURS}/{old.name}" not in names:
            old.unlink()
    return len(names)
