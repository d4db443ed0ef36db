"""The group of subcommands, and what happens when one fails."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from runpy import run_path
from traceback import extract_tb
from typing import Any

import click

from .. import __version__
from ..engines.together import started
from ..errors import InputError, PremierLLMError, ToldElsewhere, system_reason
from . import commands as folder
from .parameters import FileName
from .terminal import json_option

# click puts the names of its types into its sentences as they are, in English.
click.INT.name = click.IntRange.name = _("whole number")
click.FLOAT.name = click.FloatRange.name = _("number")

FIRST = ("train", "sample", "evaluate", "inspect", "info", "compare", "convert", "lab", "course")
"""The order of --help begins so; the others follow by the alphabet."""


def commands() -> list[str]:
    """The subcommands there are: the files and folders of ``commands/``."""
    found = {module.name for module in iter_modules(folder.__path__)}
    return [name for name in FIRST if name in found] + sorted(found - set(FIRST))


class App(click.Group):
    """Loads a subcommand when it is asked for, and turns every failure into one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return commands()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in commands():
            return None
        command: click.Command = import_module(f"{folder.__name__}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in commands() and not name.startswith("-"):
            raise click.UsageError(
                _("There is no command {name!r}. The commands are: {known}.").format(
                    name=name, known=", ".join(commands())
                ),
                ctx,
            )
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        code = 0
        try:
            result = super().main(args, prog_name, standalone_mode=False, **extra)
            code = result if isinstance(result, int) else 0
            sys.stdout.flush()
        except ToldElsewhere as error:
            code = error.exit_code
        except PremierLLMError as error:
            code = _fail(str(error), error.exit_code)
        except click.UsageError as error:
            code = _fail(_usage_sentence(error), 2)
        except click.ClickException as error:
            code = _fail(error.format_message(), 2)
        except (click.Abort, KeyboardInterrupt):
            code = _fail(_("Stopped."), 130)
        except MemoryError:
            code = _fail(_("There is not enough memory for a model or a text this large."), 1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                # Whoever read our output, such as head, has seen enough. The interpreter would
                # complain again when it closes stdout.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                code = 1
            else:
                code = _fail(
                    _("The system refused: {reason}.").format(reason=system_reason(error)), 1
                )
        sys.exit(code)


def _usage_sentence(error: click.UsageError) -> str:
    message = error.format_message().replace("\n\t", " ").replace("\n", " ")
    if error.ctx is None:
        return message
    return _("{message} See: {command} --help").format(
        message=message, command=error.ctx.command_path
    )


def _fail(sentence: str, code: int) -> int:
    if code == 2 and not started().leads:
        return code  # the leader of several processes meets the same input, and says so
    click.echo(f"premier-llm: {sentence}", err=True)
    return code


def _run_first(file: Path) -> None:
    """Run somebody's own code; InputError says where it fails."""
    try:
        run_path(str(file))
    except PremierLLMError:
        raise  # it has a sentence already
    except OSError as error:
        raise InputError(
            _("{file} could not be read: {reason}.").format(file=file, reason=system_reason(error))
        ) from None
    except Exception as error:
        if isinstance(error, SyntaxError):
            line = error.lineno
        else:
            own = [f.lineno for f in extract_tb(error.__traceback__) if f.filename == str(file)]
            line = own[-1] if own else None
        raise InputError(
            _("{file} failed at line {line}: {kind}: {reason}").format(
                file=file, line=line, kind=type(error).__name__, reason=error
            )
        ) from None


@click.command(
    cls=App,
    invoke_without_command=True,
    no_args_is_help=False,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND]"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help=_(
        "Train a real GPT in a second, see every number inside it, invent names.\n\n"
        "Without a command: a demonstration on the 20 Pokémon of the lesson.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm\n"
        "  premier-llm train dinosaures\n"
        "  premier-llm sample dinosaures.safetensors\n"
        "  premier-llm inspect dinosaures.safetensors .tri"
    ),
)
@click.version_option(__version__, prog_name="premier-llm")
@click.option(
    "--with",
    "own",
    metavar=_("FILE.py"),
    type=FileName(),
    help=_(
        "Run this Python file of yours first: it may register a filter, a normalisation, a way to "
        "tell the places or an optimiser (premier_llm.register)."
    ),
)
@json_option
@click.pass_context
def app(ctx: click.Context, own: Path | None, as_json: bool) -> None:
    if own is not None:
        _run_first(own)
    if ctx.invoked_subcommand is None:
        from .demo import demo

        demo(as_json)
