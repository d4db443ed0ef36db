"""``premier-llm why``: the names that a letter comes from, by training without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...errors import InputError
from ...i18n import number
from ...judging.influence import STARTS
from ..parameters import FileName
from ..terminal import (
    WIDTH,
    bar,
    can_draw,
    capital,
    console,
    json_option,
    percent,
    print_json,
)
from ..tokens import begun, shown

if TYPE_CHECKING:
    from ...data.corpus import Corpus
    from ...files.model_file import ModelFile
    from ...model.vocabulary import Vocabulary
    from ...training.influence import Effect, Influence, Origin

SHOWN_NOISE = 8
NAME_WIDTH = 24
BAR_WIDTH = 24


@click.command(
    "why",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Why this letter? Train again without each name."),
    help=_(
        "From which names does the last letter of TEXT come? The training of FILE is done again "
        "without each name of its list, from the same start, and the chance of the letter is "
        "compared. Other starts tell what is due to a name and what to luck: a name is named only "
        "where luck alone would do as much at most once in twenty times. So, of twenty names that "
        "do nothing, one on average is named all the same. A dot at the end of TEXT asks about "
        "the end of the name.\n\n"
        "Of a list of more than 60 names, the ten at which the slopes point are tried, and five "
        "drawn at random, which tell how well the slopes had guessed.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm train pokemon --steps 20\n"
        "  premier-llm why pokemon.safetensors pika\n"
        "  premier-llm why pokemon.safetensors pikachu. --seeds 6\n"
        '  premier-llm why dinosaures.safetensors tyra --without "ty*"'
    ),
)
@click.argument("file", metavar=_("FILE"), type=FileName())
@click.argument("text", metavar=_("TEXT"))
@click.option(
    "--seeds",
    type=click.IntRange(1, 100),
    metavar="N",
    default=STARTS,
    show_default=True,
    help=_("Starts, that of FILE included."),
)
@click.option(
    "--without",
    "patterns",
    multiple=True,
    metavar=_("NAMES"),
    help=_(
        "Take these names away together, instead of each alone: a name, or several, where * "
        "stands for any letters. It may be given several times."
    ),
)
@json_option
def command(file: Path, text: str, seeds: int, patterns: tuple[str, ...], as_json: bool) -> None:
    from ...files.model_file import load
    from ...training.influence import Saying, influence
    from ..files import choose_threads

    saved = load(file)
    origin = _origin(saved, file)
    tokens = _tokens(saved.vocabulary, text)
    groups = [_group(origin.corpus, pattern) for pattern in patterns] or None
    choose_threads(saved.config)
    saying = Saying(tuple(tokens[:-1]), tokens[-1])
    with _progress(as_json) as tell:
        for known in influence(origin, saying, seeds, groups):
            tell(known.done, known.of)
    words = origin.corpus.words
    chance = _chance(saved, saying.before, saying.token)
    if as_json:
        print_json({"file": str(file), **_facts(known, words, saved.vocabulary, saying, chance)})
        return
    _print(known, words, patterns, saved.vocabulary, saying, chance)


def _origin(saved: ModelFile, file: Path) -> Origin:
    """What the model's training was made of; refused where it cannot be done again."""
    from ...training.influence import Origin
    from ...training.recipe import Recipe
    from ..files import list_of, parts_of

    facts = saved.training
    if facts.get("engine") == "lab":
        raise InputError(
            _(
                "{file} was trained in le Labo, whose first numbers are drawn otherwise: open it "
                "there, and click on a letter of a name that it invents."
            ).format(file=file)
        )
    if "recipe" not in facts or facts.get("before") or facts.get("ended") == "diverged":
        raise InputError(
            _(
                "{file} does not say how it was trained from its first step to its last: its "
                "training cannot be done again."
            ).format(file=file)
        )
    corpus = list_of(saved)
    if corpus is None:
        raise InputError(
            _("The list that {file} learned from is not here any more, or has changed.").format(
                file=file
            )
        )
    learned, _hidden = parts_of(saved, corpus)
    return Origin(
        learned,
        saved.config,
        Recipe(**facts["recipe"]),
        facts["seed"],
        _steps(facts),
        facts["engine"],
        facts["precision"],
    )


def _steps(facts: dict[str, Any]) -> int:
    """Steps of the model that was kept: once a training has ended, those of its best look."""
    looks = facts.get("held_out_losses") or []
    if facts.get("ended") is None or not looks:
        return int(facts["step"])
    return int(min(looks, key=lambda look: look[1])[0])


def _tokens(vocabulary: Vocabulary, text: str) -> list[int]:
    """The tokens up to the one that is asked about, the boundary in front."""
    edge = vocabulary.boundary
    if edge is None:
        raise InputError(_("A running text has no names to take away: ask about names or stories."))
    sign = vocabulary.tokens[edge]
    ends = vocabulary.kind == "letters" and text.endswith(sign) and text != sign
    beginning = begun(vocabulary, text.removesuffix(sign) if ends else text, True)
    tokens = [edge, *vocabulary.encode(beginning), *([edge] if ends else [])]
    if len(tokens) < 2:
        raise InputError(_("Write at least one letter: the last one is asked about."))
    return tokens


def _group(corpus: Corpus, pattern: str) -> tuple[int, ...]:
    """The places of the names that a pattern asks for; it must leave some."""
    wanted = corpus.vocabulary.fold(pattern) if corpus.vocabulary.kind == "letters" else pattern
    found = tuple(i for i, word in enumerate(corpus.words) if fnmatchcase(word, wanted))
    if not found:
        raise InputError(
            _("Nothing that the model has learned matches {pattern!r}.").format(pattern=pattern)
        )
    if len(found) == len(corpus.words):
        raise InputError(
            _("Without {pattern!r} there would be nothing left to learn: choose fewer.").format(
                pattern=pattern
            )
        )
    return found


def _chance(saved: ModelFile, before: tuple[int, ...], token: int) -> float:
    """What the model of the file gives."""
    from ..files import revive

    return float(revive(saved).forward(before[-saved.config.context :])[-1][token])


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """A bar in a terminal, nothing elsewhere."""
    out = console()
    if quiet or not out.is_terminal or out.is_dumb_terminal:
        yield lambda _done, _of: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(_("Training again")),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=out, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("")
        yield lambda done, of: progress.update(task, completed=done, total=of)


def _facts(
    known: Influence,
    words: tuple[str, ...],
    vocabulary: Vocabulary,
    saying: Any,
    chance: float,
) -> dict[str, Any]:
    return {
        "before": vocabulary.decode(list(saying.before[1:])),
        "token": vocabulary.tokens[saying.token],
        "steps": known.steps,
        "seeds": list(known.seeds),
        "probability": chance,
        "with": known.all,
        "effects": [
            {
                "names": [words[place] for place in effect.names],
                "without": effect.without,
                **known.weigh(effect)._asdict(),
                "guess": effect.guess,
                "drawn": effect.drawn,
            }
            for effect in known.effects
        ],
        "rank_correlation": known.worth,
    }


def _print(
    known: Influence,
    words: tuple[str, ...],
    patterns: tuple[str, ...],
    vocabulary: Vocabulary,
    saying: Any,
    chance: float,
) -> None:
    from ...judging.influence import VISIBLE

    out = console()
    before = capital(vocabulary.decode(list(saying.before[1:])))
    letter = shown(vocabulary.tokens[saying.token])
    said = (
        _("After {before}, this model of step {step} gives {letter} {chance}.")
        if before
        else _("To begin, this model of step {step} gives {letter} {chance}.")
    )
    steps = number(known.steps)
    facts = {"before": before, "letter": letter, "step": steps, "chance": percent(chance).strip()}
    out.print(said.format(**facts), style="bold", width=WIDTH)
    if abs(chance - known.all[0]) > VISIBLE:
        out.print(
            _(
                "Done again here, the training gives {chance}: it was not done in one go on a "
                "machine like this. The comparison is with the training done again."
            ).format(chance=percent(known.all[0]).strip()),
            width=WIDTH,
        )
    names = {
        id(effect): shown(patterns[i]) if patterns else capital(words[effect.names[0]])[:NAME_WIDTH]
        for i, effect in enumerate(known.effects)
    }
    order = sorted(known.effects, key=lambda effect: -abs(known.weigh(effect).mean))
    for verdict, heading in (
        ("likelier", _("They make it likelier:")),
        ("less", _("They make it less likely:")),
    ):
        found = [effect for effect in order if known.weigh(effect).verdict == verdict]
        if found:
            out.print()
            out.print(heading, style="bold")
        for effect in found:
            _print_effect(known, effect, names[id(effect)])
    _print_noise(known, order, names, bool(patterns))
    if known.worth is not None:
        out.print()
        drawn = sum(effect.drawn for effect in known.effects)
        out.print(
            _(
                "The list has {names} names: {best} were tried at which the slopes point, and "
                "{drawn} drawn at random. The order that the slopes had guessed and the true one "
                "agree to {worth} (1: the same; 0: nothing in common)."
            ).format(
                names=number(len(words)),
                best=len(known.effects) - drawn,
                drawn=drawn,
                worth=number(known.worth, 2),
            ),
            width=WIDTH,
        )


def _print_effect(known: Influence, effect: Effect, name: str) -> None:
    out = console()
    n = len(effect.without)
    rows = ((_("with"), sum(known.all) / n), (_("without"), sum(effect.without) / n))
    for i, (which, share) in enumerate(rows):
        shown_name = name if i == 0 else ""
        out.print(
            f"  {shown_name:<{NAME_WIDTH}} {which:>7} {percent(share)}  {bar(share, BAR_WIDTH)}"
        )
    out.print(
        "  "
        + _("Thanks to it, in points: {mean} on average; start by start: {gains}.").format(
            mean=_points(known.weigh(effect).mean),
            gains=", ".join(map(_points, known.gains(effect))),
        ),
        style="dim",
        width=WIDTH,
    )


def _points(gain: float) -> str:
    sign = "+" if gain > 0 else ""
    return f"{sign}{number(100 * gain, 1)}"


def _print_noise(
    known: Influence, order: list[Effect], names: dict[int, str], grouped: bool
) -> None:
    out = console()
    noise = [effect for effect in order if known.weigh(effect).verdict == "noise"]
    if not noise:
        return
    out.print()
    if len(known.seeds) < 2:
        out.print(_("One start cannot tell a name from luck: ask for more with --seeds 3."))
    elif len(noise) == len(order):
        out.print(
            _("None stands out from the noise, even all together.")
            if grouped
            else _(
                "No name stands out from the noise: the letter does not come from one name, but "
                "from many at once. Try several together with --without."
            ),
            width=WIDTH,
        )
    said = ", ".join(
        f"{names[id(effect)]} ({_points(known.weigh(effect).mean)}"
        f"{_error(known.weigh(effect).error)})"
        for effect in noise[:SHOWN_NOISE]
    )
    out.print(
        ngettext("Noise: {count} name.", "Noise: {count} names.", len(noise)).format(
            count=len(noise)
        )
        + f" {said}{'…' if len(noise) > SHOWN_NOISE else ''}",
        style="dim",
        width=WIDTH,
    )


def _error(error: float | None) -> str:
    sign = "±" if can_draw() else "+-"
    return "" if error is None else f" {sign} {number(100 * error, 1)}"
