"""What commands say of tokens: how many, which, whether the model knows those that one types."""

from __future__ import annotations

import difflib
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from ..data.report import visible
from ..errors import InputError
from ..i18n import number
from ..model.vocabulary import Vocabulary
from ..model.words import TIED, Words, cut, join

if TYPE_CHECKING:
    from ..data.corpus import Corpus

SHOWN = 40
"""Words or pieces of a vocabulary."""
LONGEST = 24
"""Characters of a token: a word may have a hundred thousand."""


def shown(token: str) -> str:
    """A token as a table can hold it."""
    token = visible(token[: LONGEST + 1])
    return token if len(token) <= LONGEST else token[: LONGEST - 1] + "…"


def counted_tokens(corpus: Corpus) -> str:
    """How long a running text is, in words."""
    n = len(corpus.encoded()[0])
    said = {
        "letters": ngettext("{count} character", "{count} characters", n),
        "words": ngettext("{count} word or mark", "{count} words and marks", n),
        "pieces": ngettext("{count} piece of text", "{count} pieces of text", n),
    }[corpus.vocabulary.kind]
    return said.format(count=number(n))


def told(vocabulary: Vocabulary) -> str:
    """A vocabulary in a line or a few."""
    tokens = vocabulary.tokens
    if vocabulary.kind == "letters":
        letters = visible("".join(tokens))
        return _("Alphabet ({count}): {tokens}").format(count=len(tokens), tokens=letters)
    if vocabulary.kind == "pieces":
        return _("Vocabulary: {count} pieces of text (byte-level BPE)").format(
            count=number(len(tokens))
        )
    said = _("Vocabulary: {count} words and marks, the most frequent first: {tokens}")
    some = " ".join(map(shown, tokens[:SHOWN])) + (" …" if len(tokens) > SHOWN else "")
    return said.format(count=number(len(tokens)), tokens=some)


def begun(vocabulary: Vocabulary, text: str, story: bool) -> str:
    """How a name, story or text begins; refused with a word that the model has never seen.

    A story begins with a capital, typed or not, where the model knows the word with one.
    """
    beginning = vocabulary.beginning(text)
    if not isinstance(vocabulary, Words):
        return beginning
    # Keyboards have one apostrophe, texts often the other.
    for typed, meant in ("'’", "’'"):
        if any(typed in token and token not in vocabulary for token in cut(beginning)):
            beginning = vocabulary.beginning(beginning.replace(typed, meant))
            break
    tokens = [
        token
        for token in cut(beginning)
        # Nobody has learned the spaces that are one too many, or too few.
        if token in vocabulary or not (token == TIED or token.isspace())
    ]
    if story and tokens:
        capital = tokens[0][:1].upper() + tokens[0][1:]
        tokens[0] = capital if capital in vocabulary else tokens[0]
    beginning = "".join(join(tokens))
    sign = None if vocabulary.unknown is None else vocabulary.tokens[vocabulary.unknown]
    for word in tokens:
        if word in vocabulary or word == sign:
            continue
        said = _("The model does not know the word {word!r}.").format(word=shown(word))
        known = [token for token in vocabulary.tokens if token in vocabulary]
        if near := difflib.get_close_matches(word[:LONGEST], known, 3, 0.6):
            said += " " + _("It knows: {near}.").format(near=", ".join(near))
        raise InputError(said)
    return beginning
