"""A task in a process of its own: what it leaves behind, or how it dies, touches no other one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import traceback
from multiprocessing import get_context
from multiprocessing.connection import Connection

from .measure import ROOT, Figure
from .record import Failed, Moment, Taken
from .tasks import NEEDS, TASKS


def measured(name: str, at: Moment) -> Taken | Failed:
    """The figures of a task, shown as they come; or why there are none."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(name, at, theirs))
    process.start()
    theirs.close()
    try:
        found: Taken | Failed = ours.recv()
    except EOFError:
        process.join()
        found = Failed(at, f"le programme s’est arrêté ({process.exitcode})")
    except KeyboardInterrupt:
        # Where only this process was told, its task must hear it too, and end what it has started.
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGINT)
        raise
    finally:
        process.join()
    return found


def _measure(name: str, at: Moment, answer: Connection) -> None:
    task = TASKS[name]
    try:
        for need in task.needs:
            here, said = NEEDS[need]
            if not here():
                answer.send(Failed(at, said))
                return
        began = time.perf_counter()
        figures = []
        for figure in task.work():
            figures.append(figure)
            show(figure)
        beside = task.beside.take() if task.beside else None
        answer.send(Taken(at, round(time.perf_counter() - began, 1), tuple(figures), beside))
    except Exception as error:
        traceback.print_exc()
        answer.send(Failed(at, why(error)))
    except KeyboardInterrupt:
        pass


def show(figure: Figure) -> None:
    """A line for who waits."""
    mark = {True: "✓", False: "✗", None: "·"}[figure.reached]
    print(f"{mark} {figure.what}: {figure.found}  ({figure.spread})  {figure.goal}", flush=True)


def why(error: Exception) -> str:
    """What went wrong, on one line that names no place of this machine."""
    if isinstance(error, subprocess.CalledProcessError):
        said = f"{' '.join(map(str, error.cmd[:3]))} : code {error.returncode}"
    else:
        said = f"{type(error).__name__} : {error}"
    said = said.split("\n")[0][:160]
    for place, name in ((ROOT, "."), (ROOT.parent, "..")):
        said = said.replace(str(place), name)
    return "`" + said.replace("`", "'").replace("|", "/") + "`"
