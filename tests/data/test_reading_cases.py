"""The table of cases that both languages hold to: what files become when they are read as lists."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "spec"))

from reading_cases import CASES, Case

from premier_llm.data.decoding import FORMATS, NotAText, decode, mended
from premier_llm.data.layout import lay_out
from premier_llm.data.reading import read_corpus
from premier_llm.errors import InputError

READ = [case for case in CASES if not case.refused]
REFUSED = [case for case in CASES if case.refused]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_what_is_read(case: Case, tmp_path: Path) -> None:
    text, encoding = decode(case.data, "liste")
    assert encoding == case.encoding
    better = mended(text)
    assert (better is not None) == case.mended
    found = lay_out(text if better is None else better, case.column)
    assert (found.way, found.columns, found.joined) == (case.way, case.columns, case.joined)
    path = tmp_path / "liste"
    path.write_bytes(case.data)
    corpus = read_corpus(path, "found", column=case.column)
    assert corpus.words == case.words
    numbers = {line.number for line in corpus.report.lines}
    assert numbers == set(range(1, max(numbers) + 1))  # no line is lost
    # Each way of reading that is not the plain one is said.
    elsewhere = {"lines": len(found.titles), "cells": 1, "columns": len(found.titles) > 1}[case.way]
    said = (case.encoding != "utf-8") + case.mended + elsewhere + bool(case.joined)
    assert len([r for r in corpus.report.remarks if "several words" not in r]) == said


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_is_refused(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "liste"
    path.write_bytes(case.data)
    with pytest.raises(InputError) as refusal:
        read_corpus(path, "found", column=case.column)
    error = refusal.value
    if case.refused in FORMATS:
        assert isinstance(error, NotAText)
        assert error.format == case.refused
        assert str(error).startswith("liste is ")
    else:
        assert not isinstance(error, NotAText)
        says = {"column": "There is no column", "nothing": "No usable name in liste"}
        assert str(error).startswith(says[case.refused])


def test_every_format_has_a_case() -> None:
    assert {case.refused for case in REFUSED} >= FORMATS.keys()


def test_a_running_text_may_be_a_page_but_no_document(tmp_path: Path) -> None:
    path = tmp_path / "texte"
    for name in ("HTML", "XML", "JSON, something else"):
        case = next(case for case in CASES if case.name == name)
        path.write_bytes(case.data)
        assert read_corpus(path, kind="text").words == (case.data.decode(),)
    for case in REFUSED:
        if case.refused in FORMATS and case.refused not in ("page", "json"):
            path.write_bytes(case.data)
            with pytest.raises(NotAText) as refusal:
                read_corpus(path, kind="text")
            assert "name" not in str(refusal.value)  # which a running text has not
