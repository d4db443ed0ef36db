"""``premier-llm school``: the folder that a class runs, without a network or an account."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import click

from ...errors import InputError, RunError, system_reason
from ...files.whole import write_whole
from ...i18n import number
from ..parameters import FileName
from ..terminal import console, json_option, print_json

BUILT = Path(__file__).parents[2] / "ecole" / "dossier.zip"
"""The folder as school/assemble.py made it."""
FREE = BUILT.with_name("libre.zip")
"""What it has instead where no name is anybody's."""
OURS = "fichiers"
"""Where names change with content, so that old files would pile up."""


@click.command(
    "school",
    options_metavar=_("[OPTIONS]"),
    short_help=_("The school folder: a site that a class runs without a network."),
    help=_(
        "Write the school folder into OUT (ecole by default), and its zip beside it: le Labo, the "
        "lessons with the Python that runs them in the browser, the teacher's guide, the "
        "documentation. Nothing is fetched from outside, now or later.\n\n"
        "It opens with a double click on index.html, from any web server, or served to the room "
        "by the servir.py inside. A folder that is already there is brought up to date; other "
        "files in it stay.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm school\n"
        "  premier-llm school /media/usb/premier_llm\n"
        "  premier-llm school --free-names\n"
        "  python3 ecole/servir.py"
    ),
)
@click.argument("out", type=FileName(), default=Path("ecole"), metavar=_("[OUT]"))
@click.option(
    "--free-names",
    is_flag=True,
    help=_(
        "Names free of any rights instead of the 20 Pokémon: 20 creatures in every lesson, and le "
        "Labo opens on the dinosaurs."
    ),
)
@json_option
def command(out: Path, free_names: bool, as_json: bool) -> None:
    if not (BUILT.is_file() and FREE.is_file()):
        raise RunError(
            _("The school folder is not in this installation: build it with make school.")
        )
    named = out.resolve() if out.name in ("", "..") else out  # the current folder has a name, too
    archive = named.parent / f"{named.name}.zip"
    _refuse_others(out, archive)
    try:
        files = _write(out, free_names)
        _pack(archive, free_names)
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


def _refuse_others(out: Path, archive: Path) -> None:
    if out.is_file():
        raise InputError(_("{path} is a file: give the name of a folder.").format(path=out))
    index = out / "index.html"
    if index.is_file() and b"Mon premier LLM" not in index.read_bytes():
        raise InputError(
            _("{path} holds another site: choose an empty folder, or a new name.").format(path=out)
        )
    if archive.exists() and not _is_ours(archive):
        raise InputError(
            _("{path} exists and is not the school folder's zip: choose another name.").format(
                path=archive
            )
        )


def _is_ours(archive: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as packed:
            return b"Mon premier LLM" in packed.read("index.html")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _contents(free_names: bool) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Every file of the folder, with the names that were asked for."""
    with zipfile.ZipFile(BUILT) as archive, zipfile.ZipFile(FREE) as free:
        instead = set(free.namelist()) if free_names else set()
        for info in archive.infolist():
            yield info, (free if info.filename in instead else archive).read(info.filename)


def _write(out: Path, free_names: bool) -> int:
    """Write every file whole, then take away what an earlier version left; how many."""
    names = set()
    for info, content in _contents(free_names):
        target = out / info.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, [content])
        names.add(info.filename)
    for old in (out / OURS).iterdir():
        if f"{OURS}/{old.name}" not in names:
            old.unlink()
    return len(names)


def _pack(archive: Path, free_names: bool) -> None:
    """The same as a zip: the very one that was built, unless something was asked for."""
    if not free_names:
        write_whole(archive, [BUILT.read_bytes()])
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for info, content in _contents(free_names):
            new.writestr(info, content)
    write_whole(archive, [packed.getvalue()])
