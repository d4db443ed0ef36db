"""``premier-llm sample``: invent names, letter by letter if asked."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...data.report import visible, visible_lines
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

if TYPE_CHECKING:
    from ...judging.originality import Originality
    from ...model.vocabulary import Vocabulary
    from ...using.sampling import Choice, Invention

LIKELIEST = 5
"""Letters shown at each step of a trace."""
TEXT_LENGTH = 300
"""Characters of a running text, unless asked otherwise."""


@click.command(
    "sample",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Invent names with a model."),
    help=_(
        "Invent names with the model of FILE. Where its list is at hand, each name is marked: "
        "copy, nearly a copy, or new.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm sample pokemon.safetensors\n"
        "  premier-llm sample pokemon.safetensors --temperature 1.5 --count 20\n"
        "  premier-llm sample pokemon.safetensors --beginning dra\n"
        "  premier-llm sample pokemon.safetensors --count 1 --trace\n"
        "  premier-llm sample gpt2.safetensors --engine torch --compile"
    ),
)
@click.argument("file", metavar=_("FILE"), type=FileName())
@click.option("-n", "--count", type=int, metavar="N", help=_("How many. [default: 10, one text]"))
@click.option(
    "-t",
    "--temperature",
    type=float,
    metavar="X",
    default=1.0,
    show_default=True,
    help=_("0 always takes the likeliest letter; 0.5 is wise, 1.5 is wild."),
)
@click.option(
    "--top-k",
    type=int,
    metavar="N",
    default=0,
    help=_("Choose among the k likeliest letters; 0 for all."),
)
@click.option("-b", "--beginning", metavar=_("TEXT"), default="", help=_("How the names begin."))
@click.option(
    "--seed", type=int, metavar="N", help=_("Same seed, same names. [default: another each time]")
)
@click.option(
    "--max-length",
    type=int,
    metavar="N",
    help=_("Letters at most. [default: 24, more if the list has longer names; 300 for a text]"),
)
@click.option("--trace", is_flag=True, help=_("Show how each letter was chosen."))
@click.option("--polite", is_flag=True, help=_("Leave out rude words."))
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
    from ..files import list_of, parts_of, revive

    saved = load(file)
    names = saved.vocabulary.boundary is not None
    if seed is None:
        import secrets

        seed = secrets.randbelow(100_000)
    model = revive(saved, engine_name, device, precision == "bfloat16", compile)
    corpus = list_of(saved) if names else None
    known = Known(parts_of(saved, corpus)[0].words) if corpus else None
    usual = TEXT_LENGTH if not names else known.room if known else MAX_LENGTH
    inventions = sample(
        model,
        saved.vocabulary,
        (10 if names else 1) if count is None else count,
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
        _echo(marked + (capital(invention.name) if names else visible_lines(invention.text)))
        if invention.trace:
            _print_trace(invention, kind, saved.vocabulary)
    if known:
        _echo(click.style(legend(), dim=True))
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


def _print_trace(invention: Invention, kind: Originality | None, vocabulary: Vocabulary) -> None:
    """One block per letter: the likeliest as bars, the chosen one pointed at."""
    boundary, end = vocabulary.boundary, vocabulary.end
    edge = "" if boundary is None else vocabulary.tokens[boundary]
    invented = [choice.chosen for choice in invention.trace if choice.chosen != end]
    begun = invention.text[: len(invention.text) - len(vocabulary.decode(invented))]
    for place, choice in enumerate(invention.trace):
        written = edge + begun + vocabulary.decode(invented[:place])
        _echo(_("  after {written}").format(written=visible(written)))
        for token, probability in _shown(choice):
            pointer = "→" if token == choice.chosen else " "
            letter = visible(vocabulary.tokens[token])
            said = _("end") if token == end else letter
            line = f"  {pointer} {said:<4}{percent(probability)} {bar(probability, 50)}"
            _echo(click.style(line, bold=token == choice.chosen))
    if kind:
        _echo(f"  {mark(kind)} {kind_name(kind)}")
    _echo("")


def _shown(choice: Choice) -> list[tuple[int, float]]:
    """The likeliest letters, and the chosen one wherever it stands."""
    ranked = sorted(range(len(choice.probabilities)), key=lambda i: -choice.probabilities[i])
    best = [token for token in ranked[:LIKELIEST] if choice.probabilities[token] >= 0.01]
    if choice.chosen not in best:
        best.append(choice.chosen)
    return [(token, choice.probabilities[token]) for token in best]
