"""From a model's file to a model that runs, and back to the names it learned from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..data.corpus import LATER
from ..engines import ENGINES, engine, machinery
from ..errors import InputError, PremierLLMError
from ..i18n import number
from ..model.config import Config
from ..training.memory import memory_of, needed
from ..training.throughput import seconds_to_begin
from .terminal import duration, to_type

if TYPE_CHECKING:
    from pathlib import Path

    from ..data.corpus import Corpus, Kind
    from ..data.large_text import OnRead
    from ..engines.contract import Model
    from ..files.model_file import ModelFile

Command = TypeVar("Command", bound=Callable[..., Any])

SMALL = 100_000
"""Up to so many parameters one thread is fastest; above, two are."""


PATIENT = 2.0
"""Seconds that one waits without being told why."""


def choose_threads(config: Config) -> None:
    """Tell the linear algebra how many threads to use; only heard before an engine is loaded."""
    small = config.parameter_count() <= SMALL
    threads = 1 if small else min(2, os.cpu_count() or 1)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", str(threads))
    if small:  # PyTorch itself does well with all of them on large models
        os.environ.setdefault("OMP_NUM_THREADS", "1")


def check_size(config: Config, engine: str, machines: int = 1, quiet: bool = False) -> None:
    """Refuse a model that this computer could not train; of a large one, tell what it takes.

    ``machines``: among how many it is divided.
    """
    memory, takes = memory_of(), needed(config, engine) / machines
    if memory is not None and takes > memory:
        raise InputError(
            _(
                "This model has {parameters} numbers and would need {needed} GB of memory to "
                "train; this computer has {memory}. Turn a dial down."
            ).format(
                parameters=number(config.parameter_count()),
                needed=number(takes / 1e9, 1),
                memory=number(memory / 1e9, 1),
            )
        )
    seconds = seconds_to_begin(config, engine)
    if seconds > PATIENT and not quiet:
        said = _(
            "{parameters} numbers to draw: about {needed} GB of memory, and about {time} before "
            "the first step."
        )
        click.echo(
            said.format(
                parameters=number(config.parameter_count()),
                needed=number(takes / 1e9, 1),
                time=duration(seconds),
            ),
            err=True,
        )


def engine_options(command: Command) -> Command:
    """--engine and --device, for commands that compute."""
    of_device = click.option(
        "--device",
        metavar=_("DEVICE"),
        default="cpu",
        show_default=True,
        help=_("Where PyTorch computes: cpu, cuda for a GPU, or cuda:1 and so on."),
    )
    of_engine = click.option(
        "--engine",
        "engine_name",
        type=click.Choice(ENGINES),
        default="numpy",
        show_default=True,
        help=_(
            "What computes: NumPy, pure Python (slow, made to be read), or PyTorch (for large "
            "models, also on a GPU)."
        ),
    )
    return of_engine(of_device(command))


def revive(
    saved: ModelFile,
    engine_name: str = "numpy",
    device: str = "cpu",
    bfloat16: bool = False,
    compile: bool = False,
) -> Model:
    """The model of a file in an engine."""
    choose_threads(saved.config)
    how = machinery(engine_name, device, bfloat16, compile)
    model: Model = engine(engine_name).Model.from_parameters(saved.config, saved.weights, **how)
    return model


force_option = click.option(
    "--force", is_flag=True, help=_("Replace the model that already has this name.")
)


def check_free(output: Path, force: bool) -> None:
    """Refuse to write over what was learned, unless by ``force``, and over what is not ours."""
    from ..files.model_file import load

    if not output.exists():
        return
    try:
        saved = load(output)
    except InputError:
        raise InputError(
            _(
                "{file} exists and is not a model that we can read: it is left untouched. Choose "
                "another name."
            ).format(file=output)
        ) from None
    check_unlearned(saved, output, force)


def check_unlearned(saved: ModelFile, output: Path, force: bool) -> None:
    """Refuse to write over a model or, naming the way to go on, over a training under way."""
    if force:
        return
    facts = saved.training
    if "step" in facts and facts.get("ended") is None:
        raise InputError(
            _(
                "{file} holds an unfinished training (step {step}): go on with {command}, or begin "
                "anew with --force."
            ).format(
                file=output,
                step=number(facts["step"]),
                command=to_type("train", "--resume", output),
            )
        )
    raise holds_a_model(output)


def holds_a_model(output: Path) -> InputError:
    return InputError(
        _("{file} holds a model already: choose another name, or replace it with --force.").format(
            file=output
        )
    )


def stage_before(facts: dict[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """The facts of the last training of a model that learned from something else than these."""
    while (facts.get("corpus") or {}).get("kind") in kinds and facts.get("before"):
        facts = facts["before"]
    return facts


def first_stage(saved: ModelFile) -> dict[str, Any]:
    """The facts of the training whose names, stories or text it learned: of a model that has
    learned answers since, or votes, the one before these."""
    return stage_before(saved.training, LATER)


def list_of(saved: ModelFile) -> Corpus | None:
    """The list that a model learned from, if it can still be read here and has not changed.

    Nothing is downloaded for it.
    """
    facts: dict[str, Any] = first_stage(saved).get("corpus") or {}
    if facts.get("kind") in LATER:
        return None
    source = facts.get("source")
    if not source or source == "-" or not is_here(source):
        return None
    try:
        corpus = read_for(saved, source, **_asked(facts))
    except PremierLLMError:
        return None
    return corpus if corpus.fingerprint == facts.get("fingerprint") else None


def _asked(origin: Mapping[str, Any]) -> dict[str, Any]:
    """How a list was asked for, of what a training keeps of it."""
    asked: dict[str, Any] = {name: origin.get(name) for name in ("column", "test")}
    return asked | {"repeats": "repeats" in origin}


def read_for(
    saved: ModelFile,
    source: str,
    watch: OnRead | None = None,
    column: str | None = None,
    repeats: bool = False,
    test: str | None = None,
) -> Corpus:
    """A list as this model reads it."""
    from ..data.large_text import read_source
    from ..data.tested import with_test

    kind: Kind = "text" if is_text(saved) else "words"
    corpus = read_source(source, saved.vocabulary, kind, watch, column, repeats=repeats)
    if test is not None:
        corpus = with_test(corpus, test, watch)
    return replace(corpus, chat=saved.chat)


def read_again(saved: ModelFile, source: str, watch: OnRead | None = None) -> Corpus:
    """What the last training of a model learned from: also questions with answers."""
    from ..data.exchanges import Answers, read_questions
    from ..model.template import Chat

    facts = saved.training["corpus"]
    if facts.get("kind") == "votes":
        return _votes_again(saved, source, float(facts.get("beta", 0)))
    if facts.get("kind") != "answers":
        return read_for(saved, source, watch, **_asked(facts))
    given = read_questions(source, float(facts.get("refusing", 0)))
    mix = float(facts.get("mix", 0))
    first = None
    if mix:
        corpus = list_of(saved)
        if corpus is None:
            raise InputError(
                _(
                    "What this model learned first is mixed into its training, and is not here "
                    "any more: it cannot be resumed."
                )
            )
        first = parts_of(saved, corpus)[0]
    assert saved.chat is not None
    return Answers.of(given, Chat(saved.vocabulary, saved.chat), saved.config.context, first, mix)


def _votes_again(saved: ModelFile, source: str, beta: float) -> Corpus:
    from ..data.exchanges import read_exchanges
    from ..data.votes import Votes
    from ..model.template import Chat

    assert saved.chat is not None
    chat = Chat(saved.vocabulary, saved.chat)
    return Votes.of(read_exchanges(source), chat, saved.config.context, beta)


def is_text(saved: ModelFile) -> bool:
    """Whether a model learned from a running text, rather than from names or stories."""
    if saved.vocabulary.boundary is None:
        return True
    return (first_stage(saved).get("corpus") or {}).get("kind") == "text"


def read_as_learned(saved: ModelFile, source: str) -> Corpus:
    """A list as this model reads it; of a table that has it, the column that it learned from."""
    from ..data.layout import NoColumn
    from ..data.reading import is_named

    column = (first_stage(saved).get("corpus") or {}).get("column")
    if column is not None and not is_named(source):
        with suppress(NoColumn):
            return read_for(saved, source, column=column)
    return read_for(saved, source)


def parts_of(saved: ModelFile, corpus: Corpus) -> tuple[Corpus, Corpus | None]:
    """(what the model learned from, what was hidden from it): the split of its own training."""
    facts = first_stage(saved)
    recipe = facts.get("recipe") or {}
    same = (facts.get("corpus") or {}).get("fingerprint") == corpus.fingerprint
    if same and recipe.get("held_out"):
        return corpus.split(recipe["held_out"], facts["seed"])
    return corpus, corpus.test


def is_here(source: str) -> bool:
    from ..data.downloads import SETS, cache_folder

    return source not in SETS or (cache_folder() / SETS[source].file.name).exists()
