"""A training in a file of TOML: written beside its model, and read back with ``--config``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ....errors import InputError, system_reason
from ....model.config import Config

if TYPE_CHECKING:
    from ....training.loop import Training

COMMAND = "premier-llm train --config"
TABLES = ("model", "recipe")
OPTIONS = (
    *(
        "source",
        "test",
        "repeats",
        "vocabulary",
        "column",
        "text",
        "tokens",
        "vocabulary_size",
        "bpe",
        "preset",
    ),
    *("seed", "precision", "engine", "device", "compile", "shard"),
)
"""Keys that stand above the tables: options of the command, each by its long name."""

Dials = Mapping[str, Mapping[str, Any]]


def read_config(ctx: click.Context, path: Path) -> Dials:
    """The dials of a file, by table; its options are set where the command line says nothing."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from ....training.recipe import Recipe

    try:
        found = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=system_reason(error))
        ) from None
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise InputError(
            _("{path} is not a file of TOML: {reason}").format(path=path, reason=error)
        ) from None
    tables = {name: found.pop(name, {}) for name in TABLES}
    names = {
        "model": [item.name for item in fields(Config) if item.name != "vocabulary"],
        "recipe": [item.name for item in fields(Recipe)],
    }
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise InputError(_("In {path}, [{name}] is a table.").format(path=path, name=name))
        _check(path, f"[{name}]", table, names[name])
    _check(path, "", found, [name.replace("_", "-") for name in OPTIONS])
    by_name = {_long_name(option): option for option in ctx.command.params}
    for key, value in found.items():
        option = by_name[key.replace("-", "_")]
        assert option.name is not None
        if ctx.get_parameter_source(option.name) is not ParameterSource.COMMANDLINE:
            try:
                ctx.params[option.name] = option.type_cast_value(ctx, value)
            except click.BadParameter as error:
                raise InputError(
                    _("In {path}, {key}: {reason}").format(path=path, key=key, reason=error.message)
                ) from None
    return tables


def _long_name(option: click.Parameter) -> str:
    return max(option.opts, key=len).removeprefix("--").replace("-", "_")


def _check(path: Path, where: str, given: Mapping[str, Any], known: list[str]) -> None:
    for name in given:
        if name not in known:
            raise InputError(
                _("In {path}, {where}{name} is unknown. Known are: {known}.").format(
                    path=path, where=f"{where} " if where else "", name=name, known=", ".join(known)
                )
            )


def written(training: Training, ctx: click.Context, source: str) -> str:
    """The file that makes this very training again."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f"{COMMAND} …"))
    document["source"] = source
    for option in ctx.command.params:
        key, value = _long_name(option), ctx.params.get(option.name or "")
        # What a preset and --bpe came to is written out.
        if key in OPTIONS and key not in ("source", "preset") and value not in (None, False):
            document[key.replace("_", "-")] = value
    config = training.model.config.to_dict()
    del config["vocabulary"]  # which follows from what is read
    for name, dials in (("model", config), ("recipe", asdict(training.recipe))):
        table = tomlkit.table()
        table.update(dials)
        document[name] = table
    return tomlkit.dumps(document)


def write_beside(output: Path, text: str, read: Path | None) -> None:
    """Put it beside the model's file; what somebody has written there is left alone."""
    from ....files.whole import write_whole

    path = output.with_suffix(".toml")
    if read is not None and path.resolve() == read.resolve():
        return
    try:
        ours = not path.exists() or path.read_text(encoding="utf-8").startswith(f"# {COMMAND}")
    except (OSError, UnicodeDecodeError):
        ours = False
    if ours:
        write_whole(path, [text.encode()])
