"""``premier-llm train``: learn a list, before one's eyes, and keep the model."""

from __future__ import annotations

import shlex
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import fields
from gettext import gettext as _
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, get_type_hints

import click
from click.core import ParameterSource

from ..engines.together import (
    agree,
    first_on_this_machine,
    group,
    joined,
    machines,
    restarted,
    run_id,
    told,
    total,
)
from ..errors import InputError, OutOfMemory, PremierLLMError, RunError
from ..i18n import number
from ..model.config import Config
from ..model.dials import words_of
from ..model.presets import PRESETS, preset
from .files import Command, check_overwrite, engine_options
from .terminal import capital, console, json_option, print_json

if TYPE_CHECKING:
    from ..data.corpus import Corpus
    from ..engines import Model
    from ..files.checkpoint import ModelFile
    from ..training.loop import Training

SHOWN_LINES = 5
"""Refused lines that are told at once; data show tells them all."""
SHOWN_NAMES = 5

OF_A_TRAINING = ("engine", "precision", "compile", "shard", "seed", "recipe", "corpus")
"""Facts that make two trainings one and the same."""

REGROUPED = ("batch", "accumulate")
CHANGEABLE = ("device", "save_every", "tensorboard", "as_json", *REGROUPED)
"""Options that may differ when a training is taken up again."""

# Dials with an option of their own: (name, what it is).
_OWN_DIALS = tuple(item.name for item in fields(Config) if words_of(item).help)
_OWN_RECIPE = ("steps", "batch", "accumulate", "learning_rate", "held_out")


def dial_options(command: Command) -> Command:
    """An option for each dial that has a help of its own."""
    for item in reversed(fields(Config)):
        if said := words_of(item).help:
            command = click.option(f"--{item.name}", type=int, metavar="N", help=_(said))(command)
    return command


@click.command(
    "train",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Train a model on a list and keep it."),
    help=_(
        "Train a GPT on SOURCE and keep it in a file.\n\n"
        "SOURCE is the name of a list (see data list), a text file with one name per line, or - "
        "for what is piped in. Ctrl-C stops and keeps the model.\n\n"
        "With --text, SOURCE may be larger than memory, or a folder whose .txt files are read in "
        "the order of their names. Such a text is turned into tokens once, which are kept on the "
        "disk; a later training takes them up. They lie in the cache: PREMIER_LLM_CACHE names "
        "another folder.\n\n"
        "torchrun, which comes with PyTorch, trains in several processes or on several machines: "
        "they share each batch, and the training is that of one.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm train pokemon\n"
        "  premier-llm train my_names.txt --held-out 0.1\n"
        "  premier-llm train villes --embedding 32 --heads 4 --hidden 128\n"
        "  premier-llm train prenoms --preset microgpt --set activation=gelu\n"
        "  premier-llm train my_books/ --text --bpe 4096 --engine torch\n"
        "  premier-llm train prenoms --resume prenoms.safetensors\n"
        "  torchrun --nproc-per-node 2 -m premier_llm train prenoms --engine torch"
    ),
)
@click.argument("source", metavar=_("SOURCE"), required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("The model's file. [default: NAME.safetensors in the current folder]"),
)
@click.option(
    "--preset",
    "preset_name",
    type=click.Choice(list(PRESETS)),
    default="mini",
    show_default=True,
    help=_("The shape to start from (see info)."),
)
@dial_options
@click.option(
    "--set",
    "turned",
    metavar=_("DIAL=VALUE"),
    multiple=True,
    help=_("Turn any dial of the model (see info) or of the recipe, such as clip=1."),
)
@click.option("--steps", type=int, metavar="N", help=_("Steps of training."))
@click.option("--batch", type=int, metavar="N", help=_("Windows per step; 0 for all of them."))
@click.option(
    "--accumulate",
    type=int,
    metavar="N",
    help=_("Batches per step: as a batch N times larger, in the memory of one."),
)
@click.option("--learning-rate", type=float, metavar="X", help=_("How far each step goes."))
@click.option(
    "--held-out",
    type=float,
    metavar="X",
    help=_("Share of the names hidden from the training, to test on."),
)
@click.option(
    "--vocabulary",
    type=click.Choice(["a-z", "microgpt", "found"]),
    default="a-z",
    show_default=True,
    help=_("The alphabet: a-z simplifies accents, found keeps the characters of the list."),
)
@click.option("--text", is_flag=True, help=_("SOURCE is a running text, not a list of names."))
@click.option(
    "--bpe",
    type=int,
    metavar="N",
    help=_("Read a running text in N pieces learned from it, as GPT-2 does, not in characters."),
)
@click.option(
    "--seed", type=int, metavar="N", default=0, show_default=True, help=_("Same seed, same model.")
)
@click.option(
    "--precision",
    type=click.Choice(["float32", "float64", "bfloat16"]),
    default="float32",
    show_default=True,
    help=_("Digits of the numbers; bfloat16, half of float32, is for PyTorch."),
)
@engine_options
@click.option(
    "--compile",
    is_flag=True,
    help=_("Have PyTorch write code for this model: a minute first, then faster."),
)
@click.option(
    "--shard",
    is_flag=True,
    help=_(
        "Under torchrun: divide weights, gradients and moments among the processes, for models "
        "that are too large for one."
    ),
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("Go on with a training that was interrupted, to the same end bit for bit."),
)
@click.option(
    "--save-every",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    metavar=_("SECONDS"),
    help=_("Save while training, so that even a power cut costs no more than that."),
)
@click.option(
    "--tensorboard",
    type=click.Path(path_type=Path),
    metavar=_("FOLDER"),
    help=_("Keep the curves, and what is invented, for TensorBoard to show."),
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    source: str | None,
    output: Path | None,
    resume: Path | None,
    save_every: float,
    tensorboard: Path | None,
    as_json: bool,
    **chosen: Any,
) -> int:
    if resume is not None:
        with _opened(resume) as saved:
            training = _taken_up(ctx, source, resume, saved)
            if training.ended is None:
                beside = resume.with_suffix(".safetensors") if resume.is_dir() else resume
                return _train(training, output or beside, save_every, tensorboard, as_json)
            if group().leads:
                _say_finished(training, resume, as_json)
            return 0
    if source is None:
        raise InputError(
            _(
                "What should it learn? For example: premier-llm train pokemon (all the lists: "
                "premier-llm data list)."
            )
        )
    with joined(chosen["engine_name"]):
        training = _begun(source, quiet=as_json, **chosen)
        output = output or Path(f"{_plain_name(source)}.safetensors")
        if group().size > 1:
            training = _gone_on(training, output)
        return _train(training, output, save_every, tensorboard, as_json)


def _begun(
    source: str,
    preset_name: str,
    turned: Sequence[str],
    vocabulary: str,
    text: bool,
    bpe: int | None,
    seed: int,
    engine_name: str,
    precision: Any,
    device: str,
    compile: bool,
    shard: bool,
    quiet: bool,
    **chosen: Any,
) -> Training:
    """A new training with the dials as asked."""
    from ..data.large_text import read_source
    from ..training.loop import Training
    from ..training.recipe import Recipe
    from .files import check_memory, choose_threads
    from .reading import watched_reading

    if shard and group().size == 1:
        raise InputError(
            _(
                "--shard divides a model among several processes: start them with torchrun "
                "--nproc-per-node."
            )
        )
    of_model = {name: chosen[name] for name in _OWN_DIALS if chosen[name] is not None}
    of_recipe = {name: chosen[name] for name in _OWN_RECIPE if chosen[name] is not None}
    for assignment in turned:
        name, value, for_model = _parse_dial(assignment)
        (of_model if for_model else of_recipe)[name] = value
    config = preset(preset_name).with_dials(**of_model)
    # A number of pieces is a vocabulary that is still to be learned.
    kind = "words" if bpe is None and not text else "text"
    wanted = vocabulary if bpe is None else bpe
    with first_on_this_machine(), watched_reading(quiet) as watch:
        corpus = read_source(source, wanted, kind, watch)  # type: ignore[arg-type]
    config = config.with_dials(vocabulary=corpus.vocabulary.size)
    if kind == "text" and len(corpus.encoded()[0]) <= config.context:
        raise InputError(
            _(
                "This text has {count} tokens, and the model sees {context} at once: give a longer "
                "text, or a smaller --context."
            ).format(count=number(len(corpus.encoded()[0])), context=number(config.context))
        )
    check_memory(config, machines() if shard else 1)
    choose_threads(config)
    recipe = Recipe.suited_to(config, corpus, **of_recipe)
    return Training(
        corpus,
        config,
        recipe,
        engine_name,
        seed,
        precision,
        device=device,
        compile=compile,
        shard=shard,
    )


def _parse_dial(assignment: str) -> tuple[str, int | float | bool | str, bool]:
    """(dial, value, whether it is the model's rather than the recipe's)."""
    from ..training.recipe import Recipe

    name, equals, value = assignment.partition("=")
    name = name.strip().replace("-", "_")
    value = value.strip()
    of_model = get_type_hints(Config)
    of_recipe = get_type_hints(Recipe)
    if not equals or name not in of_model | of_recipe:
        raise InputError(
            _("--set takes DIAL=VALUE, not {assignment!r}. The dials are: {known}.").format(
                assignment=assignment,
                known=", ".join(item.name for kind in (Config, Recipe) for item in fields(kind)),
            )
        )
    if name == "vocabulary":
        raise InputError(
            _("The number of tokens follows from the list: choose them with --vocabulary.")
        )
    hint = (of_model | of_recipe)[name]
    if hint is bool:
        switches = {"true": True, "yes": True, "on": True, "1": True, "oui": True, "vrai": True}
        switches |= {"false": False, "no": False, "off": False, "0": False}
        switches |= {"non": False, "faux": False}
        return name, switches.get(value.lower(), value), name in of_model
    if hint in (int, float):
        try:
            return name, hint(value), name in of_model
        except ValueError:
            raise InputError(
                _("{dial} is a number, not {value!r}.").format(dial=name, value=value)
            ) from None
    return name, value, name in of_model


@contextmanager
def _opened(file: Path) -> Iterator[ModelFile]:
    """A training that was saved, among the processes that take it up.

    That of a divided one is in a folder, beside the model's file if that is what was named.
    """
    from ..files import divided as sharded
    from ..files.checkpoint import load

    folder = file if file.is_dir() else sharded.folder_of(file)
    saved = None if folder.is_dir() and not file.is_file() else load(file)
    if saved and not saved.training.get("shard"):
        with joined(saved.training.get("engine", "")):
            yield saved
        return
    with joined("torch"):  # not ended, and the model's file, if any, holds the weights alone
        yield sharded.load(folder)


def _gone_on(training: Training, output: Path) -> Training:
    """The training where this very run has saved it, if torchrun has started all processes again.

    A run is known by its --rdzv-id, which torchrun draws where none is given. What is there of
    another run, or of a training with other dials, is not taken up.
    """
    from ..files import divided as sharded
    from ..files.checkpoint import load
    from ..training.loop import Training

    kept = sharded.folder_of(output) if training.shard else output
    saved: ModelFile | None = None
    with suppress(InputError):  # nothing there, or nothing of ours
        saved = sharded.peek(kept) if training.shard else load(kept)
    again = restarted()
    if saved is not None:
        asked = {"run": run_id(), **training.facts()}
        if (
            any(saved.training.get(name) != asked[name] for name in ("run", *OF_A_TRAINING))
            or saved.config != training.model.config
            or saved.vocabulary.to_dict() != training.corpus.vocabulary.to_dict()
            # Without an id, or where it has ended, it may be an earlier one.
            or not (again or (asked["run"] != "none" and saved.training["ended"] is None))
            or saved.training["ended"] == "diverged"
        ):
            saved = None
    step = 0 if saved is None else int(saved.training["step"])
    # A process that began where the others go on would spoil the training without a word.
    elsewhere = InputError(
        _(
            "The processes do not see the same {file}: choose a folder that all machines share."
        ).format(file=kept)
    )
    agree(elsewhere if step != told(step) else None, elsewhere)
    if saved is None:
        return training
    if group().leads:
        said = _("This training had begun already: it goes on from step {step}.")
        click.echo(said.format(step=number(step)), err=True)
    if training.shard:
        saved = sharded.load(kept)
    return Training.from_state(training.corpus, saved.config, saved.tensors, saved.training)


def _taken_up(ctx: click.Context, source: str | None, file: Path, saved: ModelFile) -> Training:
    """The training of a file, where it was left."""
    from ..training.loop import Training
    from .files import choose_threads, read_for
    from .reading import watched_reading

    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in (*CHANGEABLE, "source", "output", "resume"):
            raise InputError(
                _("{option} cannot change in the middle of a training: leave it out.").format(
                    option=parameter.opts[0]
                )
            )
    facts = saved.training
    if "corpus" not in facts:
        raise InputError(
            _("{file} holds a model but not its training: it cannot be resumed.").format(file=file)
        )
    source = source or facts["corpus"]["source"]
    if not source or (source == "-" and ctx.get_parameter_source("source") is None):
        raise InputError(
            _("The list of {file} was piped in: give it again as SOURCE.").format(file=file)
        )
    choose_threads(saved.config)
    if ctx.get_parameter_source("device") is ParameterSource.COMMANDLINE:
        facts = facts | {"device": ctx.params["device"]}
    with first_on_this_machine(), watched_reading(ctx.params["as_json"]) as watch:
        corpus = read_for(saved, source, watch)
    training = Training.from_state(corpus, saved.config, saved.tensors, facts)
    parts = {name: ctx.params[name] for name in REGROUPED if ctx.params[name] is not None}
    if parts:
        training.regroup(**parts)
    return training


def _say_finished(training: Training, file: Path, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(file), "steps": training.step, "ended": training.ended})
        return
    said = _("The training of {file} is finished: there is nothing to resume.")
    click.echo(said.format(file=file))


def _plain_name(source: str) -> str:
    """What to call a model: its list's name without folders or ending."""
    return "model" if source == "-" else Path(source).stem or "model"


def _train(
    training: Training, output: Path, save_every: float, tensorboard: Path | None, as_json: bool
) -> int:
    from ..files import divided as sharded
    from ..files.checkpoint import claim
    from ..training.loop import Diverged
    from ..training.tensorboard import Curves
    from .judging import counted_on
    from .watching import Watcher, labelled

    check_overwrite(output)
    if training.shard:
        sharded.check(sharded.folder_of(output))
    leads = group().leads
    shown = leads and not as_json
    if shown:
        _print_report(training.corpus)
    failure: PremierLLMError | None = None
    begun = training.step
    with claim(output) if leads else nullcontext():
        hidden = training.held_out_corpus
        watcher = None
        if shown:
            counted = counted_on(training.train_corpus, hidden, training.model.config.context)
            floor = hidden is None and counted.floor > 0
            watcher = Watcher(training, labelled(counted, floor), _title(training))
        curves = Curves(tensorboard, training) if tensorboard and leads else None
        with _interruptible() as interrupted, watcher or nullcontext(), curves or nullcontext():
            saved_at = time.perf_counter()
            if watcher:
                watcher.look()
            try:
                for progress in training:
                    if watcher:
                        watcher.look()
                    if curves:
                        curves.add(progress)
                    if total(interrupted()):  # all after the same step
                        break
                    if training.ended is not None:
                        continue
                    due = time.perf_counter() - saved_at >= save_every
                    # A divided training is saved by all, by the leader's clock.
                    if told(due) if training.divided else due:
                        if curves:
                            curves.flush()
                        _save(training, output)
                        saved_at = time.perf_counter()
            except Diverged as error:
                failure = error
            except OutOfMemory as error:
                if training.step == begun or training.divided:
                    raise  # nothing new that could be kept, or nothing that one could keep alone
                _save(training, output)
                raise RunError(
                    _("{what} What was learned is in {file}: go on with --resume.").format(
                        what=error, file=output
                    )
                ) from None
            except (OSError, SystemExit):  # rich's way of saying that nobody reads any more
                if not training.divided:  # which the leader cannot save alone
                    _save(training, output)
                raise
            if training.ended is None or not training.shard:
                _save(training, output)
            whole = _whole(training, output) if training.shard else training.model
    if not leads:
        return 0 if failure is None else failure.exit_code
    if failure is not None:
        raise RunError(_("{what} It is in {file}.").format(what=failure, file=output))
    _conclude(training, whole, output, as_json)
    if training.shard and training.ended is not None:
        sharded.remove(sharded.folder_of(output))
    return 0


def _save(training: Training, output: Path) -> None:
    """Keep the training so far: in the model's file or, of a divided one, in a folder beside it."""
    from ..files import divided as sharded
    from ..files.checkpoint import save

    if training.shard:
        sharded.save(sharded.folder_of(output), _file_of(training))
    elif group().leads:
        save(output, _file_of(training))


def _file_of(training: Training) -> ModelFile:
    from ..files.checkpoint import ModelFile

    tensors, facts = training.state()
    if run_id():
        facts["run"] = run_id()
    return ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts)


def _whole(training: Training, output: Path) -> Model:
    """Put a divided model together in its file; the leader's may then compute alone."""
    from ..files import divided as sharded
    from ..files.checkpoint import save
    from .files import revive

    whole = sharded.gathered(_file_of(training))
    if whole is None:
        return training.model
    save(output, whole)
    return revive(whole, training.engine_name, training.device)


@contextmanager
def _interruptible() -> Iterator[Any]:
    """Gives a function that tells whether someone asked to stop, by Ctrl-C or by SIGTERM.

    The first time the step under way is finished; the second time it stops at once, unless there
    are several processes: torchrun itself passes on the signal that all of them had.
    """
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked and group().size == 1:
            raise KeyboardInterrupt
        asked = True

    before = {kind: signal.signal(kind, ask) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _title(training: Training) -> str:
    return _("{parameters} numbers learn {count} from {name}").format(
        parameters=number(training.model.config.parameter_count()),
        count=size_of(training.train_corpus),
        name=training.corpus.name,
    )


def size_of(corpus: Corpus) -> str:
    """How much there is to learn, in words."""
    if corpus.kind == "text":
        (ids,) = corpus.encoded()
        said = _("{count} pieces of text") if corpus.vocabulary.pieces else _("{count} characters")
        return said.format(count=number(len(ids)))
    return _("{count} names").format(count=number(len(corpus.words)))


def _print_report(corpus: Corpus) -> None:
    from .judging import COUNTED_TOKENS

    out = console()
    report = corpus.report
    for remark in report.remarks:
        out.print(remark)
    if report.counts.keys() & {"refused", "duplicate", "folded"}:
        out.print(report.summary)
    refused = report.of("refused")
    for line in refused[:SHOWN_LINES]:
        out.print(
            "  "
            + _("line {number}: {text}: {reason}").format(
                number=line.number, text=repr(line.text[:30]), reason=line.reason
            )
        )
    if refused:
        source = shlex.quote(corpus.source)
        click.echo(_("All the lines: premier-llm data show {source}").format(source=source))
    if corpus.kind == "text" and len(corpus.encoded()[0]) > COUNTED_TOKENS:
        said = _("A long text: what counting gives is counted on {count} tokens spread over it.")
        out.print(said.format(count=number(COUNTED_TOKENS)))
    if corpus.credit:
        out.print(capital(corpus.credit), style="dim")


def _conclude(training: Training, model: Model, output: Path, as_json: bool) -> None:
    from .judging import judge, print_judgement

    judgement = judge(model, training.train_corpus, training.held_out_corpus)
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
                **judgement.to_dict(),
                "names": [
                    {"name": name, "originality": kind}
                    for name, kind in judgement.names[:SHOWN_NAMES]
                ],
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
    elif training.ended == "patience":
        out.print(_("Stopped early: hidden names no longer improve. The best model is kept."))
    print_judgement(judgement, SHOWN_NAMES)
    out.print()
    # Not rich: commands are to be copied, so their lines must not be cut.
    file = shlex.quote(str(output))
    click.echo(click.style(_("The model is in {file}").format(file=output), bold=True))
    if training.ended is None:
        click.echo(f"  premier-llm train --resume {file}")
    click.echo(f"  premier-llm sample {file}")
    if training.corpus.kind == "words":
        beginning = f".{training.corpus.words[0][:3]}"
        click.echo(f"  premier-llm inspect {file} {shlex.quote(beginning)}")
