"""``premier-llm sample``: invent names, letter by letter if asked."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...data.report import visible, visible_lines
from ..choosing import choosing_options
from ..files import engine_options
from ..names import kind_name, legend, mark
from ..parameters import FileName
from ..terminal import (
    bar,
    capital,
    colour,
    json_option,
    percent,
    print_json,
)
from ..tokens import begun, shown

if TYPE_CHECKING:
    from ...judging.originality import Originality
    from ...model.vocabulary import Vocabulary
    from ...using.sampling import Choice, Invention

LIKELIEST = 5
"""Tokens shown at each step of a trace."""
NAMES, STORIES = 10, 3
"""So many, unless asked otherwise."""
TEXT_LENGTH = 300
"""Tokens of a running text, unless asked otherwise."""


@click.command(
    "sample",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Invent names or stories with a model."),
    help=_(
        "Invent names, stories or a text with the model of FILE. Where its list is at hand, each "
        "name or story is marked: copy, nearly a copy, or new.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm sample pokemon.safetensors\n"
        "  premier-llm sample pokemon.safetensors --temperature 1.5 --count 20\n"
        "  premier-llm sample pokemon.safetensors --beginning dra\n"
        "  premier-llm sample pokemon.safetensors --count 1 --trace\n"
        '  premier-llm sample histoires.safetensors --beginning "un renard"\n'
        "  premier-llm sample gpt2.safetensors --engine torch --compile"
    ),
)
@click.argument("file", metavar=_("FILE"), type=FileName())
@click.option(
    "-n",
    "--count",
    type=int,
    metavar="N",
    help=_("How many. [default: 10 names, 3 stories, one text]"),
)
@choosing_options(temperature=1.0)
@click.option(
    "-b", "--beginning", metavar=_("TEXT"), default="", help=_("How the names or stories begin.")
)
@click.option(
    "--seed", type=int, metavar="N", help=_("Same seed, same names. [default: another each time]")
)
@click.option(
    "--max-length",
    type=int,
    metavar="N",
    help=_(
        "Letters (or words, or pieces) at most. [default: 24, more if the list has longer names or "
        "stories; 300 for a text]"
    ),
)
@click.option("--trace", is_flag=True, help=_("Show how each letter or word was chosen."))
@engine_options
@click.option(
    "--precision",
    type=click.Choice(["bfloat16"]),
    help=_("Multiply in half as many digits as the model was kept in, with PyTorch."),
)
@click.option(
    "--compile",
    is_flag=True,
    help=_("Have PyTorch write code for this model: a minute first, then faster."),
)
@json_option
def command(
    file: Path,
    count: int | None,
    temperature: float,
    top_k: int,
    beginning: str,
    seed: int | None,
    max_length: int | None,
    trace: bool,
    polite: bool,
    engine_name: str,
    device: str,
    precision: str | None,
    compile: bool,
    as_json: bool,
) -> None:
    from ...files.model_file import load
    from ...judging.originality import Known
    from ...using.sampling import MAX_LENGTH, sample
    from ..files import is_text, list_of, parts_of, revive

    saved = load(file)
    text, stories = is_text(saved), saved.vocabulary.kind == "words"
    beginning = begun(saved.vocabulary, beginning, not text)
    if seed is None:
        import secrets

        seed = secrets.randbelow(100_000)
    model = revive(saved, engine_name, device, precision == "bfloat16", compile)
    corpus = None if text else list_of(saved)
    known = Known(parts_of(saved, corpus)[0].words, saved.vocabulary.kind) if corpus else None
    usual = known.room if known else TEXT_LENGTH if text or stories else MAX_LENGTH
    usual_count = 1 if text else STORIES if stories else NAMES
    inventions = sample(
        model,
        saved.vocabulary,
        usual_count if count is None else count,
        temperature,
        top_k,
        beginning,
        seed,
        usual if max_length is None else max_length,
        polite,
        trace,
    )
    kinds = [known.judge_invention(name) if known else None for name in inventions]
    if as_json:
        print_json(
            {
                "file": str(file),
                "seed": seed,
                "temperature": temperature,
                "top_k": top_k,
                "beginning": beginning,
                "names": [
                    _facts(invention, kind, saved.vocabulary)
                    for invention, kind in zip(inventions, kinds, strict=True)
                ],
            }
        )
        return
    for invention, kind in zip(inventions, kinds, strict=True):
        marked = f"{mark(kind) if kind else ' '} " if known else ""
        _echo(marked + (visible_lines(invention.text) if text else capital(invention.name)))
        if invention.trace:
            _print_trace(invention, kind, saved.vocabulary, beginning)
    if known:
        _echo(click.style(legend(stories), dim=True))
    _echo(click.style(_("The same again: --seed {seed}").format(seed=seed), dim=True))


def _echo(text: str) -> None:
    click.echo(text, color=colour())


def _facts(
    invention: Invention, kind: Originality | None, vocabulary: Vocabulary
) -> dict[str, object]:
    facts: dict[str, object] = {
        "name": invention.text,
        "finished": invention.finished,
        "originality": kind,
    }
    if invention.trace:
        facts["trace"] = [
            {
                "chosen": vocabulary.tokens[choice.chosen],
                "probabilities": dict(zip(vocabulary.tokens, choice.probabilities, strict=True)),
            }
            for choice in invention.trace
        ]
    return facts


def _print_trace(
    invention: Invention, kind: Originality | None, vocabulary: Vocabulary, beginning: str
) -> None:
    """One block per token: the likeliest as bars, the chosen one pointed at."""
    from ...using.sampling import added

    boundary, end = vocabulary.boundary, vocabulary.end
    edge = "" if boundary is None else vocabulary.tokens[boundary]
    edge += " " if edge and vocabulary.kind == "words" else ""
    invented = [choice.chosen for choice in invention.trace if choice.chosen != end]
    before = vocabulary.encode(beginning)
    for place, choice in enumerate(invention.trace):
        written = edge + beginning + added(vocabulary, before, invented[:place])
        _echo(_("  after {written}").format(written=visible(written)))
        rows = [
            (token, _("end") if token == end else shown(vocabulary.tokens[token]), probability)
            for token, probability in _likeliest(choice)
        ]
        wide = max(3, *(len(said) for _token, said, _probability in rows)) + 1
        for token, said, probability in rows:
            pointer = "→" if token == choice.chosen else " "
            drawn = bar(probability, 54 - wide)
            line = f"  {pointer} {said:<{wide}}{percent(probability)} {drawn}"
            _echo(click.style(line, bold=token == choice.chosen))
    if kind:
        _echo(f"  {mark(kind)} {kind_name(kind)}")
    _echo("")


def _likeliest(choice: Choice) -> list[tuple[int, float]]:
    """The likeliest letters, and the chosen one wherever it stands."""
    ranked = sorted(range(len(choice.probabilities)), key=lambda i: -choice.probabilities[i])
    best = [token for token in ranked[:LIKELIEST] if choice.probabilities[token] >= 0.01]
    if choice.chosen not in best:
        best.append(choice.chosen)
    return [(token, choice.probabilities[token]) for token in best]
