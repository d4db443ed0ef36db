"""A file to test on, as it is: another measure's split, so that figures can be compared."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from ..errors import InputError
from ..i18n import number
from .corpus import Corpus
from .large_text import OnRead, read_source


def with_test(corpus: Corpus, source: str | Path, watch: OnRead | None = None) -> Corpus:
    """The same, whose models are tested on the names, stories or text of ``source``.

    That is read in the corpus' own vocabulary, repeats kept; its report tells what this cannot
    write, and how much of it is learned, too.
    """
    if str(source) == "-":
        raise InputError(_("What it is tested on is a file or the name of a list, not a pipe."))
    names = corpus.kind == "words"
    test = read_source(source, corpus.vocabulary, corpus.kind, watch, repeats=names)
    remarks = [_("Tested on {title}.").format(title=test.name), *test.report.remarks]
    if names:
        known = set(corpus.words)
        both = sum(word in known for word in test.words)
        said = _("Of the {count} to be tested on, {both} are also among those that it learns from.")
        remarks.append(said.format(count=number(len(test.words)), both=number(both)))
    return replace(corpus, test=replace(test, report=replace(test.report, remarks=tuple(remarks))))
