"""Calling the command, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from premier_llm.cli.app import app

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


def run(*args: object, input: bytes | None = None) -> Result:
    """The command in this process, in English."""
    return CliRunner().invoke(app, [str(arg) for arg in args], input=input, prog_name="premier-llm")


def run_json(*args: object) -> Any:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def environment(**variables: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PREMIER_LLM"))}
    return kept | {"COLUMNS": "80"} | variables


def launch(*args: object, **variables: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "premier_llm", *map(str, args)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(**variables),
    )


def call(*args: object, **variables: str) -> tuple[int, str, str]:
    """The command as a process of its own: (exit code, stdout, stderr)."""
    process = launch(*args, **variables)
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


def assert_one_sentence(result: Result, code: int = 2) -> None:
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.startswith("premier-llm: ")
    assert result.stderr.count("\n") == 1
