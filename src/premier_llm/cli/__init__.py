"""The command ``premier-llm``: one file per subcommand, loaded only when it is used."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command and leave with its exit code: 0, 1 (failed), 2 (bad input) or 130."""
    # Before NumPy is loaded: matrices this small are fastest on one thread, and a whole class
    # may share the machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from ..i18n import choose_language, speak

    # Before click's decorators read their help texts.
    speak(choose_language(os.environ))

    # A stream that whoever started us has closed is none at all: what goes there is dropped.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115

    from .app import app
    from .terminal import write_what_the_terminal_can

    write_what_the_terminal_can(sys.stdout, sys.stderr)
    app.main(prog_name="premier-llm")
    raise AssertionError("click leaves by itself")
