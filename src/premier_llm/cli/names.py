"""How invented names and the verdict on a model are written."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from .terminal import can_draw

if TYPE_CHECKING:
    from ..judging.originality import Originality
    from ..judging.verdict import Stage


def mark(kind: Originality) -> str:
    """One character that tells a copy from an invention."""
    fancy, plain = {"copy": ("=", "="), "near": ("≈", "~"), "new": ("★", "*")}[kind]
    return fancy if can_draw() else plain


def kind_name(kind: Originality) -> str:
    """The mark in words."""
    return {"copy": _("copy"), "near": _("nearly a copy"), "new": _("new")}[kind]


def marked(name: str, kind: Originality, longest: int) -> str:
    """A name behind its mark, cut to so many letters."""
    return f"{mark(kind)} {name if len(name) <= longest else name[: longest - 1] + '…'}"


def legend(stories: bool = False) -> str:
    """What the marks mean, before names or stories."""
    meanings = {
        "new": _("new"),
        "near": _("one word away from a story that it learned")
        if stories
        else _("one letter away from a name of the list"),
        "copy": _("copy of a story") if stories else _("copy from the list"),
    }
    return "   ".join(f"{mark(kind)} {said}" for kind, said in meanings.items())  # type: ignore[arg-type]


def stage_name(stage: Stage) -> str:
    """The verdict's word."""
    return {
        "hasard": _("chance"),
        "apprend": _("learning"),
        "a appris": _("has learned"),
        "récite": _("recites"),
    }[stage]
