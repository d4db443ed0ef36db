"""What a model is worth: its losses, its company of baselines, its inventions, the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from ..data.corpus import Corpus, paragraphs_of
from ..data.windows import Window, spread_windows, windows_of
from ..data.worlds.grammar import names as world_names
from ..data.worlds.world import World
from ..engines.contract import Model
from ..model.vocabulary import TokenKind
from ..model.words import Words, cut
from ..using.sampling import Invention, sample
from .agreements import Agreements, agreements
from .baselines import Baselines, baselines
from .measure import mean_loss
from .originality import Inventions, Known, Originality
from .recital import Copying, Source, share
from .verdict import Verdict, verdict

TRIALS = 200
"""Names invented to count the copies among them."""
TEXTS = 20
"""Texts invented to see what is copied in them."""
TEXT_LENGTH: Mapping[TokenKind, int] = {"letters": 300, "words": 60, "pieces": 100}
"""Tokens of each."""
LOOKED_UP = 5_000_000
"""Characters of a text in which runs are looked up, at most: more would take too long."""
TEXT_WINDOWS = 512
"""Windows of a running text that are measured, evenly spread over it."""
COUNTED_TOKENS = 2_000_000
"""Tokens of a running text that are counted, evenly spread over it; more would take minutes."""


@dataclass(frozen=True)
class Unseen:
    """Stories told with pairs of words that were never told together."""

    stories: int
    loss: float
    baselines: Baselines
    """Counted on what was told; the floor of such stories is not known, and is 0 here."""


@dataclass(frozen=True)
class Copied:
    """How much of invented texts is copied word for word, and the longest run of it."""

    share: float
    """Of the invented words, those in long runs."""
    usual: float
    """The same of the hidden words, which were not learned; 0 where nothing is hidden."""
    words: int
    """Of the longest run; 0 where no word is copied."""
    run: str
    """As the text has it."""
    paragraph: int
    """Where, from 1."""


@dataclass(frozen=True)
class Judgement:
    """All that evaluate says of a model."""

    loss: float
    baselines: Baselines
    held_out_loss: float | None
    held_out_baselines: Baselines | None
    inventions: Inventions | None
    verdict: Verdict
    names: list[tuple[Invention, Originality]]
    """Or stories."""
    tokens: TokenKind
    """What losses are counted by."""
    text: bool
    """Whether it learned from a running text."""
    floor: float | None = None
    """Of a language of ours: no model passes it on new stories."""
    agreements: Agreements | None = None
    """Of such a language: what holds in the invented stories."""
    unseen: Unseen | None = None
    copied: Copied | None = None
    """Of a text of one's own."""
    tested: str | None = None
    """What it is tested on, where that is a file of its own, which may hold what it has learned."""

    def to_dict(self, shown: int = TRIALS) -> dict[str, Any]:
        """Ready for JSON, with so many of the names."""
        return {
            "loss": self.loss,
            "baselines": dict(self.baselines),
            "held_out_loss": self.held_out_loss,
            "held_out_baselines": self.held_out_baselines and dict(self.held_out_baselines),
            "inventions": self.inventions and asdict(self.inventions),
            "verdict": asdict(self.verdict),
            **self._of_world(),
            **({"copied": asdict(self.copied)} if self.copied else {}),
            "names": [
                {"name": name.text, "finished": name.finished, "originality": kind}
                for name, kind in self.names[:shown]
            ],
        }

    def _of_world(self) -> dict[str, Any]:
        if self.agreements is None:
            return {}
        held = {kind: {"hold": h, "of": of} for kind, (h, of) in self.agreements.kinds.items()}
        counts = {name: getattr(self.agreements, name) for name in ("stories", "whole", "apart")}
        return {
            "floor": self.floor,
            "agreements": {**counts, "share": self.agreements.share, "held": held},
            "unseen": self.unseen and asdict(self.unseen),
        }


class Yardsticks:
    """What counting achieves on what a model learns from and on what is hidden from it.

    Each is counted once, when it is first asked for: while a training is watched, and for its
    verdict. The floor of a running text is taken as 0: with a long context hardly any window comes
    twice, and counting them all would need more memory than the model.
    """

    def __init__(self, train: Corpus, hidden: Corpus | None, context: int) -> None:
        self.train, self.hidden, self.context = train, hidden, context

    @cached_property
    def own(self) -> Baselines:
        """Counted and scored on what is learned from."""
        return self._counted(None)

    @cached_property
    def held_out(self) -> Baselines | None:
        """Counted on what is learned from, scored on what is hidden; None where nothing is."""
        return None if self.hidden is None else self._counted(self.hidden)

    @property
    def shown(self) -> Baselines:
        """Beside a curve: those of what is hidden, if anything is; with the floor if it is known,
        and 0 for it where it would be another one than people compare a loss with.
        """
        if self.train.floor is not None:
            return replace(self.held_out or self.own, floor=self.train.floor)
        return self.own if self.held_out is None else replace(self.held_out, floor=0.0)

    @cached_property
    def world(self) -> World | None:
        """The language of ours that the training learns from."""
        source = self.train.source
        return World(source) if source in world_names() else None

    @cached_property
    def unseen(self) -> tuple[Corpus, Baselines] | None:
        """Stories of pairs never told together, with what counting achieves on them."""
        if self.world is None or self.train.kind == "text":
            return None
        told = tuple(self.world.story(number, unseen=True) for number in range(TRIALS))
        if isinstance(words := self.train.vocabulary, Words) and words.unknown is None:
            told = tuple(story for story in told if all(token in words for token in cut(story)))
        if not told:
            return None
        corpus = replace(self.train, words=told)
        counted = baselines(
            windows_of(self.train, self.context), words.size, 2, windows_of(corpus, self.context)
        )
        return corpus, replace(counted, floor=0.0)

    def _counted(self, tried: Corpus | None) -> Baselines:
        text = self.train.kind == "text"
        known = None if tried is None else tried.floor
        counted = baselines(
            self._windows(self.train),
            self.train.vocabulary.size,
            2 if text or known is not None else self.context,
            None if tried is None else self._windows(tried),
        )
        if known is not None:
            return replace(counted, floor=known)
        return replace(counted, floor=0.0) if text else counted

    def _windows(self, corpus: Corpus) -> Sequence[Window]:
        if corpus.kind == "text":
            return spread_windows(corpus, self.context, COUNTED_TOKENS // self.context)
        return windows_of(corpus, self.context)

    def judge(self, model: Model, seed: int = 0) -> Judgement:
        """Measure a model on both, let it invent (by ``seed``), and say where it stands."""
        loss = self._loss(model, self.train)
        hidden_loss = None if self.hidden is None else self._loss(model, self.hidden)
        tokens, text = self.train.vocabulary.kind, self.train.kind == "text"
        inventions, names, found = None, [], None
        if self.world is not None or not text:
            invented, known = self._invented(model, seed)
            inventions = Inventions.of((name.text for name in invented), known)
            names = [(name, known.judge(name.text)) for name in invented]
            if self.world is not None:
                found = agreements(self.world, (name.text for name in invented))
        copied = self._copied(model, seed) if text and self.world is None else None
        unseen = None
        if self.unseen is not None:
            told, counted = self.unseen
            unseen = Unseen(len(told.words), self._loss(model, told), counted)
        copying = None if copied is None else Copying(copied.share, copied.usual)
        said = verdict(
            *(loss, self.own, hidden_loss, self.held_out, inventions),
            *(tokens, text, self.train.floor),
            copying=copying,
        )
        return Judgement(
            *(loss, self.own, hidden_loss, self.held_out, inventions, said, names),
            *(tokens, text, self.train.floor, found, unseen, copied),
            tested=None if self.train.test is None else self.train.test.name,
        )

    @cached_property
    def _source(self) -> tuple[list[str], Source, float]:
        """(its paragraphs, the same to look runs up in, what is copied in the hidden text)."""
        paragraphs = _paragraphs(self.train)
        source = Source(paragraphs)
        usual = 0.0 if self.hidden is None else share(source.recitals(_paragraphs(self.hidden)))
        return paragraphs, source, usual

    def _copied(self, model: Model, seed: int) -> Copied | None:
        """What invented texts have copied; None of a text too long to look it up in."""
        if not 0 < sum(map(len, self.train.words)) <= LOOKED_UP:
            return None
        paragraphs, source, usual = self._source
        vocabulary = self.train.vocabulary
        length = TEXT_LENGTH[vocabulary.kind]
        invented = sample(model, vocabulary, TEXTS, seed=seed, max_length=length)
        recitals = source.recitals([text.text for text in invented])
        runs = [recital.longest for recital in recitals if recital.longest]
        longest = max(runs, key=lambda run: run.words, default=None)
        if longest is None:
            return Copied(share(recitals), usual, 0, "", 0)
        said = paragraphs[longest.paragraph][longest.source_start : longest.source_end]
        return Copied(share(recitals), usual, longest.words, said, longest.paragraph + 1)

    def _invented(self, model: Model, seed: int) -> tuple[list[Invention], Known]:
        """Names or stories, with what they are to be compared with."""
        vocabulary = self.train.vocabulary
        if self.train.kind == "words":
            known = Known(self.train.words, vocabulary.kind)
            return sample(model, vocabulary, TRIALS, seed=seed, max_length=known.room), known
        # A world as a running text has a story a line.
        lines = [line for text in self.train.words for line in text.splitlines()]
        most = max(map(len, lines)) + 2
        texts = sample(model, vocabulary, TRIALS, beginning="\n", seed=seed, max_length=most)
        told = [text.text[1:].partition("\n") for text in texts]
        invented = [Invention(line, bool(end)) for line, end, _rest in told]
        return invented, Known(lines, "words")

    def _loss(self, model: Model, corpus: Corpus) -> float:
        if corpus.kind == "text":
            return mean_loss(model, spread_windows(corpus, self.context, TEXT_WINDOWS))
        return mean_loss(model, windows_of(corpus, self.context))


def _paragraphs(corpus: Corpus) -> list[str]:
    return [part for text in corpus.words for part in paragraphs_of(text)]
