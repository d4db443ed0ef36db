"""What options and arguments take: names of files, numbers."""

from __future__ import annotations

import math
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click


class FileName(click.ParamType):  # type: ignore[type-arg]
    """A file's or a folder's name, as a path; an empty one is not the current folder."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value):
            self.fail(_("a name is missing here."), param, ctx)
        return Path(value)


class Number(click.FloatRange):
    """A number in a range; what is none (nan) is in no range, though no comparison says so."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(
                _("{value} is not in the range {range}.").format(
                    value=value, range=self._describe_range()
                ),
                param,
                ctx,
            )
        return number
