"""What is told of a training: what was read, what it learns from, what came of it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ....i18n import number
from ...terminal import WIDTH, console, percent, print_json, to_type
from ...tokens import counted_tokens

if TYPE_CHECKING:
    from ....data.corpus import Corpus
    from ....engines.contract import Model
    from ....judging.judgement import Judgement
    from ....training.loop import Training
    from ....training.preferences import Won

SHOWN_NAMES = 5


def title(training: Training) -> str:
    return _("{parameters} numbers learn {count} from {name}").format(
        parameters=number(training.model.config.parameter_count()),
        count=size_of(training.train_corpus),
        name=training.corpus.name,
    )


def size_of(corpus: Corpus) -> str:
    """How much there is to learn, in words."""
    if corpus.kind == "text":
        return counted_tokens(corpus)
    n = len(corpus.words)
    if corpus.kind == "answers":
        said = ngettext("{count} answer", "{count} answers", n)
        return said.format(count=number(n))
    if corpus.kind == "votes":
        said = ngettext("{count} vote", "{count} votes", n)
        return said.format(count=number(n))
    said = (
        ngettext("{count} story", "{count} stories", n)
        if corpus.vocabulary.kind == "words"
        else ngettext("{count} name", "{count} names", n)
    )
    return said.format(count=number(n))


def conclude(
    training: Training, model: Model, judgement: Judgement | None, output: Path, as_json: bool
) -> None:
    """``judgement``: None of answers, which are counted by their marks."""
    from ....training.preferences import Preferences
    from ...exchanges import examined, print_exam
    from ...going_on import forgotten, print_forgotten
    from ...judging import print_judgement

    counted = training.measured() if isinstance(training, Preferences) else None
    exam = examined(training, model) if judgement is None and counted is None else None
    kept = forgotten(training, model)
    if as_json:
        print_json(
            {
                "file": str(output),
                "source": training.corpus.source,
                "fingerprint": training.corpus.fingerprint,
                "read": dict(training.corpus.report.counts),
                "parameters": training.model.config.parameter_count(),
                "steps": training.step,
                "seconds": training.seconds,
                "tokens_per_second": training.tokens_per_second,
                "mfu": training.mfu,
                "ended": training.ended or "interrupted",
                **(judgement.to_dict(SHOWN_NAMES) if judgement else {}),
                **(exam.to_dict() if exam else {}),
                **({"votes": counted._asdict()} if counted else {}),
                **({"first": kept._asdict()} if kept else {}),
            }
        )
        return
    out = console()
    out.print()
    if training.ended is None:
        out.print(
            _("Stopped at step {step} of {steps}; the model is kept.").format(
                step=number(training.step), steps=number(training.recipe.steps)
            )
        )
    elif training.ended == "patience" and exam is not None:
        out.print(_("Stopped early: hidden questions no longer improve. The best model is kept."))
    elif training.ended == "patience":
        out.print(
            _("Stopped early: the hidden text no longer improves. The best model is kept.")
            if training.corpus.kind == "text"
            else _("Stopped early: hidden stories no longer improve. The best model is kept.")
            if training.corpus.vocabulary.kind == "words"
            else _("Stopped early: hidden names no longer improve. The best model is kept.")
        )
    if judgement is not None:
        print_judgement(judgement, SHOWN_NAMES)
    if exam is not None:
        print_exam(exam, "" not in exam.kinds or training.held_out_corpus is not None)
    if counted is not None:
        _print_votes(counted, training.held_out_corpus is not None)
    if kept is not None:
        print_forgotten(kept)
    out.print()
    click.echo(click.style(_("The model is in {file}").format(file=output), bold=True))
    if training.ended is None:
        click.echo(f"  {to_type('train', '--resume', output)}")
    if training.corpus.chat is not None:
        click.echo(f"  {to_type('chat', output)}")
    click.echo(f"  {to_type('sample', output)}")
    if training.corpus.kind == "words":
        first, vocabulary = training.corpus.words[0], training.corpus.vocabulary
        beginning = (
            vocabulary.decode(vocabulary.encode(first)[:2])
            if vocabulary.kind == "words"
            else f".{first[:3]}"
        )
        click.echo(f"  {to_type('inspect', output, beginning)}")


def _print_votes(counted: Won, hidden: bool) -> None:
    said = (
        _("Votes that it never learned from: {share} won, by {margin} nats on average.")
        if hidden
        else _("The votes that it learned from: {share} won, by {margin} nats on average.")
    )
    said = said.format(share=percent(counted.share).strip(), margin=number(counted.margin, 2))
    console().print(said, width=WIDTH)
