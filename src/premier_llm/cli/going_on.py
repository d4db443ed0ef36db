"""What a model that goes on learning has forgotten of what it learned first."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, NamedTuple

from ..i18n import number
from .terminal import WIDTH, console

if TYPE_CHECKING:
    from ..data.corpus import Corpus
    from ..engines.contract import Model
    from ..training.loop import Training

WINDOWS = 512
"""Measured at most, evenly spread."""


class Forgotten(NamedTuple):
    """The loss on what was learned first, before and after."""

    source: str
    before: float
    after: float


def loss_on(model: Model, corpus: Corpus) -> float:
    """Of a model, on a part of what it learned first."""
    from ..data.windows import spread_windows
    from ..judging.measure import mean_loss

    return mean_loss(model, spread_windows(corpus, model.config.context, WINDOWS))


def measured_on(train: Corpus, hidden: Corpus | None) -> Corpus:
    """Where forgetting is measured: on what was hidden, if anything was."""
    return hidden or train


def forgotten(training: Training, model: Model) -> Forgotten | None:
    """None where nothing was learned before, or where it is not here any more."""
    from ..files.model_file import ModelFile
    from .files import list_of, parts_of

    before = training.before.get("loss")
    if before is None:
        return None
    corpus = training.corpus
    saved = ModelFile(model.config, corpus.vocabulary, {}, training.before, corpus.chat)
    first = list_of(saved)
    if first is None:
        return None
    return Forgotten(first.source, before, loss_on(model, measured_on(*parts_of(saved, first))))


def print_forgotten(kept: Forgotten) -> None:
    """In a sentence."""
    said = _("What it had learned first ({source}): loss {before} before, {after} now ({change}).")
    change = kept.after / kept.before - 1 if kept.before else 0.0
    console().print(
        said.format(
            source=kept.source,
            before=number(kept.before, 3),
            after=number(kept.after, 3),
            change=_("{percent} %").format(percent=f"{100 * change:+.0f}"),
        ),
        width=WIDTH,
    )
