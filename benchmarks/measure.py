"""Timing tools: pairs in turn, medians, spread, memory of a fresh process."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
NOT_MEASURED = "pas mesuré"
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    goal: str
    found: str
    spread: str
    reached: bool | None
    """None where there is no goal, or where it could not be measured here."""


def missing(what: str, why: str) -> Figure:
    """A figure that could not be taken here."""
    return Figure(what, "", f"{NOT_MEASURED} : {why}", "", None)


def spread(values: Sequence[float], scale: float = 1.0, unit: str = "s") -> str:
    """The least and the largest."""
    least, most = min(values) * scale, max(values) * scale
    digits = 0 if most >= 1000 else 2 if most >= 0.1 else 3
    return f"{least:.{digits}f} – {most:.{digits}f} {unit}".strip()


def seconds(work: Callable[[], Any]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(works: dict[str, Callable[[], Any]], times: int, each: int) -> dict[str, list[float]]:
    """Seconds per call of each work: A B C, A B C, … so that all meet the same noise."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            start = time.perf_counter()
            for _ in range(each):
                work()
            found[name].append((time.perf_counter() - start) / each)
    return found


def ratios(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """a / b, pair by pair."""
    return [x / y for x, y in zip(a, b, strict=True)]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


_PEAK = """
try:  # Linux: the process's own peak, not that of the one that started it
    peak = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM"))
except OSError:
    import resource, sys
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak //= 1024 if sys.platform == "darwin" else 1
print(peak)
"""


def peak_memory(code: str) -> float:
    """MB at most of a fresh process that runs this code."""
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_PEAK}"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | ONE_THREAD,
    )
    return int(result.stdout.split()[-1]) / 1024


def where() -> str:
    """What this is measured on, and with."""
    libraries = [name for name in ("numpy", "torch", "jax") if importlib.util.find_spec(name)]
    versions = [f"{name} {importlib.metadata.version(name)}" for name in libraries]
    return f"{machine()} · {', '.join(versions)}"


def machine() -> str:
    """What this was measured on."""
    processor = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
        processor = names[0] if names else processor
    except OSError:
        pass
    python = f"Python {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} CPU, {platform.system()}, {python}"
