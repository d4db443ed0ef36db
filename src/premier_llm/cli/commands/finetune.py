"""``premier-llm finetune``: a trained model goes on learning, from answers or from anything."""

from __future__ import annotations

from array import array
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ...data.corpus import LATER
from ...data.exchanges import MIX, is_json_lines, read_questions
from ...data.votes import BETA
from ...engines.together import first_on_this_machine, group
from ...errors import InputError
from ...i18n import number
from ..exchanges import made_to_talk
from ..parameters import FileName
from ..reading import column_option
from ..terminal import WIDTH, console
from ..tokens import SHOWN, shown
from .train.options import Keeping, computing_options, keeping_options, recipe_options
from .train.running import begin, go_on
from .train.starting import dials_of

if TYPE_CHECKING:
    from ...data.corpus import Corpus
    from ...data.exchanges import Given
    from ...engines.contract import Tensors
    from ...files.model_file import ModelFile
    from ...training.loop import Training

WIDER = 2
"""A window becomes so many times longer at most, for conversations, unless asked otherwise."""


@click.command(
    "finetune",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Go on training a model: teach it to answer, or something else."),
    help=_(
        "A second apprenticeship: the model of MODEL goes on learning from DATA, and is kept in "
        "another file. MODEL is a model's file, or the folder of a GPT-2.\n\n"
        "From questions with answers a model that continues stories becomes one that answers: the "
        "same machine, other examples. Of each example only the words of the answer are learned, "
        "not those of the question. In each step it also sees some of what it learned first, so "
        "that it does not forget it. At the end one reads how it answers questions that it was "
        "never asked, and what it has forgotten.\n\n"
        "DATA can be:\n\n"
        "\b\n"
        "  - a world of ours (see data list) with --questions: its own questions;\n"
        "  - a file with a JSON object on each line, as is usual:\n"
        '    {"messages": [{"role": "user", "content": "Bonjour"},\n'
        '                  {"role": "assistant", "content": "Salut"}]}\n'
        "    (a message of the role system is what is read first, such as a story);\n"
        "  - votes, a JSON object on each line; the model before them is what it is\n"
        "    compared with (direct preference optimisation, Rafailov et al. 2023):\n"
        '    {"prompt": "Bonjour", "chosen": "Salut.", "rejected": "Non."}\n'
        "  - a text file with --questions: a line for each question, > and its answer;\n"
        "  - without --questions, a list, a world or a text, as for train: the model\n"
        "    simply goes on with them.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm finetune histoires.safetensors histoires --questions\n"
        "  premier-llm finetune histoires.safetensors my_questions.txt --questions\n"
        "  premier-llm finetune gpt2_folder answers.jsonl --engine torch\n"
        "  premier-llm finetune prenoms.safetensors dinosaures\n"
        "  premier-llm finetune --resume histoires-histoires.safetensors"
    ),
)
@click.argument("model", metavar=_("MODEL"), type=FileName(), required=False)
@click.argument("source", metavar=_("DATA"), required=False)
@click.option("--questions", is_flag=True, help=_("DATA holds questions with their answers."))
@click.option(
    "--refusing",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    metavar="X",
    help=_(
        "Of a world: the share of stories that are asked what nobody can know, and answered with "
        "“I do not know”: 0 to 0.5. [default: 0]"
    ),
)
@click.option(
    "--mix",
    type=click.FloatRange(min=0),
    default=MIX,
    show_default=True,
    metavar="X",
    help=_("Stories (or windows) of what it learned first, for each answer; 0 for none."),
)
@click.option(
    "--mix-from",
    metavar=_("SOURCE"),
    help=_("What it learned first, where that is not known or not in its place any more."),
)
@click.option(
    "--beta",
    type=float,
    default=BETA,
    show_default=True,
    metavar="X",
    help=_("Of votes: how much a step away from the model before them costs."),
)
@click.option(
    "--context",
    type=int,
    metavar="N",
    help=_("Tokens that the model sees at once from now on: as many as before, or more."),
)
@recipe_options
@column_option
@computing_options
@keeping_options(_("The new model's file. [default: MODEL-DATA.safetensors in the current folder]"))
@click.pass_context
def command(
    ctx: click.Context,
    /,
    model: Path | None,
    source: str | None,
    output: Path | None,
    resume: Path | None,
    **chosen: Any,
) -> int:
    keeping = Keeping.of(chosen)
    if resume is not None:
        # The only argument is what it is to learn from.
        source = source or (None if model is None else str(model))
        return go_on(ctx, source, resume, output, keeping)
    if model is None or not source:
        raise InputError(
            _(
                "Which model, and what should it learn now? For example: premier-llm finetune "
                "histoires.safetensors histoires --questions"
            )
        )
    return begin(
        partial(begun, model, source, quiet=keeping.as_json, **chosen),
        chosen["engine_name"],
        False,
        output or Path(f"{model.stem}-{Path(source).stem or 'model'}.safetensors"),
        keeping,
    )


def begun(
    model: Path,
    source: str,
    questions: bool,
    refusing: float,
    mix: float,
    mix_from: str | None,
    beta: float,
    context: int | None,
    column: str | None,
    turned: tuple[str, ...],
    seed: int,
    engine_name: str,
    precision: Any,
    device: str,
    compile: bool,
    quiet: bool,
    **of_recipe: Any,
) -> Training:
    """The training that goes on from a model."""
    from ...training.preferences import training_on
    from ...training.recipe import Recipe
    from ..files import check_size, choose_threads, read_for, revive
    from ..going_on import loss_on, measured_on
    from ..reading import watched_reading

    of_model, dials = dials_of(of_recipe, turned)
    for dial in of_model:
        raise InputError(
            _("The shape of a trained model stays as it is: leave --set {dial} out.").format(
                dial=dial
            )
        )
    old = opened_model(model)
    _check_context(old, context)
    with first_on_this_machine(), watched_reading(quiet) as watch:
        first = learned_first(old, mix_from)
        if questions or is_json_lines(source):
            given = read_questions(source, refusing)
            if given.preferences:
                saved, corpus = voted(old, given, beta, context, seed)
            else:
                saved, corpus = taught(old, given, first, mix, context, seed)
        else:
            if refusing:
                raise InputError(_("Only a world's questions are refused: add --questions."))
            saved = longer(old, context, seed)
            corpus = read_for(saved, source, watch, column)
    check_size(saved.config, engine_name, quiet=quiet or not group().leads)
    choose_threads(saved.config)
    training = training_on(corpus)(
        corpus,
        saved.config,
        Recipe.going_on(saved.config, corpus, **dials),
        engine_name,
        seed,
        precision,
        in_precision(saved.weights, precision),
        device=device,
        compile=compile,
    )
    training.before = dict(old.training)
    if first is not None:
        known = replace(first.whole, vocabulary=saved.vocabulary)
        training.before = with_first(old.training, known, first.train is not first.whole)
        training.before["loss"] = loss_on(revive(old), measured_on(first.train, first.hidden))
    if not quiet and group().leads:
        _tell(old, corpus)
    return training


class First(NamedTuple):
    """What a model learned first, in its own vocabulary."""

    whole: Corpus
    train: Corpus
    hidden: Corpus | None


def opened_model(model: Path) -> ModelFile:
    """A model's file, or the folder of a GPT-2."""
    from ...files.gpt2 import open_folder
    from ...files.model_file import load

    if not model.is_dir():
        return load(model)
    return open_folder(model, lambda said: click.echo(said, err=True))


def learned_first(saved: ModelFile, source: str | None) -> First | None:
    """What the model learned first, if it is in its place; or what is said to be it."""
    from ..files import list_of, parts_of, read_as_learned

    corpus = list_of(saved) if source is None else read_as_learned(saved, source)
    return None if corpus is None else First(corpus, *parts_of(saved, corpus))


def taught(
    old: ModelFile, given: Given, first: First | None, mix: float, context: int | None, seed: int
) -> tuple[ModelFile, Corpus]:
    """The model made to talk, and what it is to learn."""
    from ...data.exchanges import Answers, talking, window_of

    chat = talking(old.vocabulary, given.texts, old.chat)
    wanted = context or 0
    if context is None and old.config.positions != "learned":  # else they need numbers of their own
        longest = max(len(window_of(chat, e)) for e in given.examples)
        wanted = min(longest, WIDER * old.config.context)
    saved = made_to_talk(old, chat, seed, wanted)
    mixed = None if first is None else replace(first.train, vocabulary=chat.vocabulary)
    return saved, Answers.of(given, chat, saved.config.context, mixed, mix)


def voted(
    old: ModelFile, given: Given, beta: float, context: int | None, seed: int
) -> tuple[ModelFile, Corpus]:
    """The model that is voted on, and the votes."""
    from ...data.exchanges import talking
    from ...data.votes import Votes

    if given.examples:
        raise InputError(
            _(
                "{title} holds answers to learn and votes: put them in two files, and give that of "
                "the answers first."
            ).format(title=given.title)
        )
    if old.chat is None:
        raise InputError(
            _("This model does not answer yet: let it learn answers first, then vote on them.")
        )
    chat = talking(old.vocabulary, given.texts, old.chat)
    saved = made_to_talk(old, chat, seed, context or 0)
    return saved, Votes.of(given, chat, saved.config.context, beta)


def longer(old: ModelFile, context: int | None, seed: int) -> ModelFile:
    """The model with a longer window, if that is asked for."""
    from ...using.widened import widened

    if context is None:
        return old
    config, tensors = widened(old.config, old.weights, seed, 0, context)
    return replace(old, config=config, tensors=tensors)


def _check_context(old: ModelFile, context: int | None) -> None:
    if context is not None and context < old.config.context:
        raise InputError(
            _("This model sees {count} tokens at once: --context must be more.").format(
                count=number(old.config.context)
            )
        )


def with_first(facts: dict[str, Any], corpus: Corpus, split: bool) -> dict[str, Any]:
    """Facts of a training in which what was learned first is known by its new vocabulary."""
    if (facts.get("corpus") or {}).get("kind") in LATER and facts.get("before"):
        return {**facts, "before": with_first(facts["before"], corpus, split)}
    kept = facts if split else {n: v for n, v in facts.items() if n != "recipe"}
    return {**kept, "corpus": corpus.origin}


def in_precision(weights: Tensors, precision: str) -> Tensors:
    """Weights with the digits that are asked for."""
    kind = "d" if precision == "float64" else "f"
    return {name: (shape, array(kind, flat)) for name, (shape, flat) in weights.items()}


def _tell(old: ModelFile, corpus: Corpus) -> None:
    """What the model gets that it did not have."""
    new = corpus.vocabulary.size - old.vocabulary.size
    if new:
        said = _("{count} new tokens get numbers of their own, drawn at random: {tokens}")
        some = " ".join(map(shown, corpus.vocabulary.tokens[-new:][:SHOWN]))
        more = " …" if new > SHOWN else ""
        console().print(said.format(count=number(new), tokens=some + more), width=WIDTH)
    if corpus.kind == "answers" and not corpus.origin.get("mix", "0.0").strip("0."):
        console().print(
            _(
                "Nothing of what it learned first is mixed in: it will forget some of it. "
                "--mix-from names it."
            ),
            width=WIDTH,
        )
