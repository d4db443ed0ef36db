"""A training runs: watched, saved from time to time, stopped without loss."""

from __future__ import annotations

import errno
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from gettext import gettext as _
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from ....engines.together import (
    group,
    joined,
    run_id,
    told,
    total,
)
from ....errors import OutOfMemory, PremierLLMError, RunError, system_reason
from ...terminal import print_json

if TYPE_CHECKING:
    from ....engines.contract import Model
    from ....files.model_file import ModelFile
    from ....training.loop import Training

from .keep import Kept
from .options import Keeping
from .resuming import check_begins, gone_on, opened, taken_up
from .telling import conclude, title


def begin(
    begun: Callable[[], Training],
    engine_name: str,
    shard: bool,
    output: Path,
    keeping: Keeping,
    beside: Callable[[Training], None] = lambda training: None,
) -> int:
    """A new training runs, where nothing learned is lost by it; ``beside`` writes what goes with
    it."""
    with joined(engine_name):
        if group().size == 1:
            check_begins(output, shard, keeping.force)
        training = begun()
        if group().size > 1:
            training = gone_on(training, output, keeping.force)
        return _train(training, output, keeping, beside)


def go_on(
    ctx: click.Context, source: str | None, file: Path, output: Path | None, keeping: Keeping
) -> int:
    """A training runs on from where its file left it; ``output``: another file from now on."""
    with opened(file) as saved:
        training = taken_up(ctx, source, file, saved)
        if training.ended is not None:
            if group().leads:
                _say_finished(training, file, keeping.as_json)
            return 0
        beside = file.with_suffix(".safetensors") if file.is_dir() else file
        output = output or beside
        if output.resolve() != beside.resolve():
            check_begins(output, training.shard, keeping.force)
        return _train(training, output, keeping)


def _say_finished(training: Training, file: Path, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(file), "steps": training.step, "ended": training.ended})
        return
    said = _("The training of {file} is finished: there is nothing to resume.")
    click.echo(said.format(file=file))


def _train(
    training: Training,
    output: Path,
    keeping: Keeping,
    beside: Callable[[Training], None] = lambda training: None,
) -> int:
    from ....data.corpus import LATER
    from ....files import divided
    from ....files.whole import claim
    from ....judging.judgement import Yardsticks
    from ....training.log import Log, LogLost
    from ....training.loop import Diverged
    from ....training.tensorboard import Curves, CurvesLost
    from ...reading import print_report
    from ...watching import Watcher, labelled

    leads = group().leads
    shown = leads and not keeping.as_json
    if shown:
        print_report(training.corpus)
    failure: PremierLLMError | None = None
    begun = training.step
    saves = Kept(output, keeping.keep, training, keeping.force) if keeping.keep else None
    with claim(output) if leads else nullcontext():
        hidden, context = training.held_out_corpus, training.model.config.context
        answers = training.corpus.kind in LATER
        # Of answers nobody counts which follow which.
        yardsticks = None if answers else Yardsticks(training.train_corpus, hidden, context)
        watcher = None
        if shown:
            lines = labelled(yardsticks.shown, yardsticks.shown.floor > 0) if yardsticks else []
            watcher = Watcher(training, lines, title(training))
        kept: list[Curves | Log] = []
        with _interruptible() as interrupted, ExitStack() as open_ones:
            if leads and keeping.tensorboard:
                kept.append(open_ones.enter_context(Curves(keeping.tensorboard, training)))
            if leads and keeping.log:
                kept.append(open_ones.enter_context(Log(keeping.log, training, keeping.force)))
            if watcher:
                open_ones.enter_context(watcher)
            if leads:
                beside(training)
            saved_at = time.perf_counter()
            if watcher:
                watcher.look()
            try:
                for progress in training:
                    if watcher:
                        watcher.look()
                    for one in kept:
                        one.add(progress)
                    if total(interrupted()):  # all after the same step
                        break
                    if training.ended is not None:
                        continue
                    due = time.perf_counter() - saved_at >= keeping.save_every
                    # A divided training is saved by all, by the leader's clock.
                    if told(due) if training.divided else due:
                        for one in kept:
                            one.flush()
                        _save(training, output)
                        if saves and leads:
                            saves.add(_file_of(training))
                        saved_at = time.perf_counter()
            except Diverged as error:
                failure = error
            except OutOfMemory as error:
                if training.step == begun or training.divided:
                    raise  # nothing new that could be kept, or nothing that one could keep alone
                _save(training, output)
                raise _kept(error, output) from None
            except (CurvesLost, LogLost, OSError, SystemExit) as error:
                if training.divided:  # which the leader cannot save alone
                    raise
                _save(training, output)
                # SystemExit is rich's way of saying that nobody reads any more.
                if isinstance(error, SystemExit) or getattr(error, "errno", None) == errno.EPIPE:
                    raise
                raise _kept(error, output) from None
            if training.ended is None or not training.shard:
                _save(training, output)
            whole = _whole(training, output) if training.shard else training.model
    if not leads:
        return 0 if failure is None else failure.exit_code
    if failure is not None:
        raise RunError(_("{what} It is in {file}.").format(what=failure, file=output))
    judgement = yardsticks.judge(whole) if yardsticks else None
    conclude(training, whole, judgement, output, keeping.as_json)
    if training.shard and training.ended is not None:
        divided.remove(divided.folder_of(output))
    return 0


def _kept(error: Exception, output: Path) -> RunError:
    """A failure in the middle of a training, whose model is saved."""
    what: object = error
    if isinstance(error, OSError):
        what = _("The system refused: {reason}.").format(reason=system_reason(error))
    return RunError(
        _("{what} What was learned is in {file}: go on with --resume.").format(
            what=what, file=output
        )
    )


def _save(training: Training, output: Path) -> None:
    """Keep the training so far: in the model's file or, of a divided one, in a folder beside it."""
    from ....files import divided
    from ....files.model_file import save

    if training.shard:
        divided.save(divided.folder_of(output), _file_of(training))
    elif group().leads:
        save(output, _file_of(training))


def _file_of(training: Training) -> ModelFile:
    from ....files.model_file import ModelFile

    tensors, facts = training.state()
    if run_id():
        facts["run"] = run_id()
    corpus = training.corpus
    return ModelFile(training.model.config, corpus.vocabulary, tensors, facts, corpus.chat)


def _whole(training: Training, output: Path) -> Model:
    """Put a divided model together in its file; the leader's may then compute alone."""
    from ....files import divided
    from ....files.model_file import save
    from ...files import revive

    whole = divided.gathered(_file_of(training))
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
        # Of several processes torchrun ends those that are left when one is lost: it must not
        # cut off the sentence with which they are about to say so.
        if group().size == 1:
            for kind, handler in before.items():
                signal.signal(kind, handler)
