"""``premier-llm lab``: le Labo in the browser, or as a file to take elsewhere."""

from __future__ import annotations

import webbrowser
from gettext import gettext as _
from pathlib import Path

import click

from ...errors import InputError, RunError
from ...files.whole import write_whole
from ..parameters import FileName
from ..terminal import console, json_option, print_json

PAGE = Path(__file__).parents[2] / "labo" / "index.html"
"""One file that carries all it needs; the package's build makes it from web/labo/."""


@click.command(
    "lab",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Le Labo: everything in one page, in the browser."),
    help=_(
        "Open le Labo in the browser: train a model before your eyes, invent, look inside, "
        "switch parts off, with the mouse. It is one file, needs no network and no installation, "
        "and opens the models that train saves.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm lab\n"
        "  premier-llm lab --export labo.html      for a USB stick or a web server"
    ),
)
@click.option(
    "--export",
    metavar=_("FILE"),
    type=FileName(),
    help=_("Write the page to this file (or into this folder) instead of opening it."),
)
@json_option
def command(export: Path | None, as_json: bool) -> None:
    if not PAGE.is_file():
        raise RunError(
            _(
                "Le Labo is not in this installation: it was built without Node.js. "
                "Install Node.js, then run: make run."
            )
        )
    if export is not None:
        written = _export(export)
        if as_json:
            print_json({"file": str(written), "bytes": written.stat().st_size})
        else:
            console().print(
                _("Le Labo is in {path}: open it with any browser.").format(path=written)
            )
        return
    address = PAGE.as_uri()
    opened = webbrowser.open(address)
    if as_json:
        print_json({"address": address, "opened": opened})
    elif opened:
        console().print(_("Le Labo opens in your browser. Its address:"))
        console().print(address, soft_wrap=True)
    else:
        console().print(_("No browser could be opened here. Open this address yourself:"))
        console().print(address, soft_wrap=True)


def _export(to: Path) -> Path:
    if to.is_dir():
        to = to / "labo.html"
    if to.is_file() and b"Mon premier LLM" not in to.read_bytes()[:2000]:
        raise InputError(
            _("{path} exists and is not le Labo: choose another file name.").format(path=to)
        )
    write_whole(to, [PAGE.read_bytes()])
    return to
