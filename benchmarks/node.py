"""Runs a script or a program of ours that prints JSON, and reads it."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from .measure import ROOT

AT_MOST = 3600
"""Seconds: a run of a night must not wait for a browser that hangs."""


def run(*command: str) -> Any:
    """What a command prints: JSON."""
    return json.loads(printed(*command))


def printed(*command: str) -> str:
    """What a command prints; what it complains of is seen at once."""
    done = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8", timeout=AT_MOST
    )
    return done.stdout


def node(script: str, *options: str) -> Any:
    """What a script of this folder prints."""
    return run("node", f"benchmarks/{script}", *options)
