"""What holds around every test."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator

import pytest

from premier_llm import i18n

# At the tests' sizes one thread is fastest, and several files are tested at once.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def language_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that speaks French, as every lesson does, leaves the others in English."""
    monkeypatch.setattr(i18n, "_language", i18n._language)
    asked, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    yield
    gettext.textdomain(domain)
    if asked is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = asked
