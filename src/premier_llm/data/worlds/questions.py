"""The questions of a world: about a story just told, about what holds in all of them, and such as
nobody can answer; and what is true to answer.

An answer may be said with manners: something before it, something behind it. It is true or false
without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import Literal, NamedTuple

from ...errors import InputError
from ...model.folding import plain_form
from ...model.words import words_of
from ..draws import Draws
from .checker import Checker
from .grammar import Ask, Entry, Piece, Sentence, Slot
from .reader import Reader
from .world import STREAMS, Bound, Told, World, words, written

QuestionKind = Literal["story", "claim", "fact", "talk", "absent", "untold", "stranger", "untaught"]
"""What a question is about. Nobody can answer the last four: about something that is not in the
story, that it does not tell, that the world does not have, or that no story ever told."""
REFUSALS: tuple[QuestionKind, ...] = (
    *("absent", "absent", "absent"),
    *("untold", "untold", "untold"),
    "stranger",
)
"""What teaches to say that one does not know, each as often; an unknown word is soon seen."""
Mark = Literal["true", "false", "refused", "unclear"]
"""Of an answer; unclear is what is none, or not one to this question."""
EXAM = 1_000_000
"""From this number on no story is ever taught with its questions."""
PER_STORY = 4
FACTS, TALK = 2_000_000, 3_000_000
"""Where their draws begin, behind those of the stories."""
TRIES = 50
EXAM_TRIES = 1000
"""Stories that are tried for a question of an exam."""


class Exchange(NamedTuple):
    """A question, and what is true to answer."""

    before: str
    """What is read first: a story, or nothing."""
    question: str
    answers: tuple[str, ...]
    """All true answers, without manners; where nobody knows, how to say so."""
    said: str
    """One of them, with its manners."""
    kind: QuestionKind


class Questions:
    """Asks about a world, and knows what is true."""

    def __init__(self, world: World) -> None:
        """Its sentences are made ready once."""
        self.world, self.grammar = world, world.grammar
        self.asks, self.manners = self.grammar.asks, self.grammar.manners
        self._checker = Checker(self.grammar)
        self._reader = Reader(self.grammar, [ask.question for ask in self.asks])
        self._answers = Reader(self.grammar, [a for ask in self.asks for a in ask.answers])
        self._words: dict[str, dict[str, Entry]] = {
            v.name: {form: e for e in v.words.entries for forms in e.parts for form in forms.all}
            for v in self.grammar.variables.values()
        }
        asked = {p for ask in self.asks for p in ask.question}
        forms = [form for piece in asked for form in self._reader.forms(piece)]
        forms += [f for e in self.manners.strangers for part in e.parts for f in part.all]
        self._known = {word for form in forms for word in words_of(form)}
        self._longest = max(
            (sum(map(self._words_in, ask.question)) for ask in self.asks), default=0
        )
        # Where two differ in an accent alone, a typed one without it may be either: the first.
        self._plain = {_plain(word): word for word in sorted(self._known, reverse=True)}
        self._talk = {_bare(said): answers for said, answers in self.manners.talk}

    def of_story(self, number: int, refusing: float = 0.0, most: int = PER_STORY) -> list[Exchange]:
        """Questions about the story of that number; of a fact's story none.

        ``refusing``: the share, 0 to 1, that nobody can answer.
        """
        draws = Draws(self.world.seed, STREAMS["asked"], number)
        told = self.world.tell(number)
        about = self._about(told)
        found: dict[str, Exchange] = {}
        for place in draws.order(len(about))[:most]:
            ask = about[place]
            kind: QuestionKind = "claim" if ask.claim else "story"
            if draws.next() < refusing:
                kind = REFUSALS[draws.below(len(REFUSALS))]
            exchange = self._of(kind, told, ask, draws)
            if exchange:
                found.setdefault(exchange.question, exchange)
        return list(found.values())

    def fact(self, number: int) -> Exchange:
        """A question about what holds in all stories, which needs none."""
        draws = Draws(self.world.seed, STREAMS["asked"], FACTS + number)
        facts = [ask for ask in self.asks if not ask.needs_story]
        ask = facts[draws.below(len(facts))]
        bound: Bound = {}
        self.world.draw(ask.question, bound, draws)
        return self._exchange("", ask.question, bound, self._true(ask, bound), draws, "fact")

    def talk(self, number: int) -> Exchange:
        """Something else that one may say."""
        draws = Draws(self.world.seed, STREAMS["asked"], TALK + number)
        said, answers = self.manners.talk[draws.below(len(self.manners.talk))]
        return Exchange("", said, answers, answers[draws.below(len(answers))], "talk")

    @property
    def has(self) -> bool:
        """There is something to ask in this world."""
        return bool(self.asks)

    @property
    def has_facts(self) -> bool:
        """There are facts of the world to ask about."""
        return any(not ask.needs_story for ask in self.asks)

    @property
    def kinds(self) -> list[QuestionKind]:
        """What can be asked in this world."""
        about = [ask for ask in self.asks if ask.needs_story and not ask.claim]
        nouns = {
            self.grammar.variables[n].words.kind for a in about for n in self._needs(a.question)
        }
        has: dict[QuestionKind, object] = {
            "story": about,
            "claim": [ask for ask in self.asks if ask.claim],
            "fact": self.has_facts,
            "talk": self.manners.talk,
            "absent": nouns & {"noun", "place"},
            # What another kind of story would tell.
            "untold": len({ask.shape for ask in about}) > 1,
            "stranger": "noun" in nouns and self.manners.strangers,
            "untaught": self.has_facts,
        }
        return [kind for kind, something in has.items() if something]

    def exam(self, kind: QuestionKind, number: int) -> Exchange:
        """A question of that kind that was never taught; a fact may have been, as there are few.

        InputError where this world has none.
        """
        none = InputError(
            _("{title} has no question of this kind to ask.").format(title=self.world.title)
        )
        if kind not in self.kinds:
            raise none
        if kind == "fact":
            return self.fact(EXAM + number)
        if kind == "talk":
            return self.talk(EXAM + number)
        draws = Draws(self.world.seed, STREAMS["asked"], EXAM + number, len(kind))
        if kind == "untaught":
            return self._untaught(draws)
        for _story in range(EXAM_TRIES):
            told = self.world.tell(EXAM + draws.below(EXAM))
            about = [a for a in self._about(told) if bool(a.claim) == (kind == "claim")]
            if about:
                exchange = self._of(kind, told, about[draws.below(len(about))], draws)
                if exchange:
                    return exchange
        raise none

    def true_answers(self, before: str, question: str) -> tuple[str, ...] | None:
        """All true answers, without manners; none where nobody can know; None for no question of
        this world's."""
        if talk := self._talk.get(_bare(question)):
            return talk
        asked = list(self._asked(question))
        if not asked:
            return () if self._is_strange(question) else None
        story = self._checker.judge(before) if before.strip() else None
        found: list[str] = []
        for ask, meant in asked:
            if not ask.needs_story:
                found += self._true(ask, meant)
            elif story and story.shape == ask.shape:
                found += self._true(ask, meant, story.drawn)
        return tuple(dict.fromkeys(found))

    def mark(self, before: str, question: str, answer: str) -> Mark | None:
        """Whether an answer is true; None for a question that is none of this world's."""
        true = self.true_answers(before, question)
        return None if true is None else self.marked(true, answer)

    def marked(self, true: Iterable[str], answer: str) -> Mark:
        """The same where the true answers are known; none for what nobody can know."""
        bare = self.without_manners(answer)
        if bare in self.manners.unknown:
            return "refused"
        if bare in true:
            return "true"
        read = self._answers.read(bare) if bare else []
        is_answer = len(read) == 1 and bool(read[0].ways)
        return "false" if is_answer or bare in self._replies else "unclear"

    def without_manners(self, answer: str) -> str:
        """An answer without what may stand before and behind it."""
        bare = answer.strip()
        for opening in self.manners.openings:
            bare = bare.removeprefix(opening).strip()
        for ending in self.manners.endings:
            bare = bare.removesuffix(ending).strip()
        return bare

    @property
    def _replies(self) -> set[str]:
        return {answer for _said, answers in self.manners.talk for answer in answers}

    def _about(self, told: Told) -> list[Ask]:
        """What can be asked about a story."""
        return [
            ask
            for ask in self.asks
            if ask.needs_story
            and ask.shape == told.shape
            and all(told.bound.keys() >= set(self._needs(s)) for s in (ask.question, *ask.answers))
        ]

    def _needs(self, sentence: Sentence) -> list[str]:
        """The variables of a sentence, in order."""
        return [
            name
            for piece in sentence
            if isinstance(piece, Slot)
            for name in self.grammar.drawn_by(piece)
        ]

    def _of(self, kind: QuestionKind, told: Told, ask: Ask, draws: Draws) -> Exchange | None:
        """A question of that kind about a story, near to what ``ask`` asks, if there is one."""
        if kind == "claim":
            claimed = self._claimed(ask, told.bound, draws)
            true = self._true(ask, claimed, told.bound)
            return self._exchange(told.text, ask.question, claimed, true, draws, kind)
        if kind == "story":
            true = self._true(ask, told.bound, told.bound)
            return self._exchange(told.text, ask.question, told.bound, true, draws, kind)
        true_questions = {self._say(a.question, told.bound) for a in self._about(told)}
        for _try in range(TRIES):
            bound: Bound | None
            if kind == "untold":
                ask, bound = self._elsewhere(told, ask, draws)
            else:
                bound = self._replaced(ask, told.bound, draws, kind == "stranger")
            question = self._say(ask.question, bound) if bound else ""
            if bound and question not in true_questions and not ask.claim:
                return self._exchange(told.text, ask.question, bound, [], draws, kind)
            about = [a for a in self._about(told) if not a.claim]
            ask = about[draws.below(len(about))]
        return None

    def _claimed(self, ask: Ask, bound: Bound, draws: Draws) -> Bound:
        """What the story tells, or as often something else of which it is claimed."""
        if draws.below(2):
            return bound
        true = bound[ask.claim]
        entries = self.grammar.variables[ask.claim].words.entries
        near = [e for e in bound.values() if e in entries and e is not true]
        others = near if near and draws.below(2) else [e for e in entries if e is not true]
        return {**bound, ask.claim: others[draws.below(len(others))]}

    def _replaced(self, ask: Ask, bound: Bound, draws: Draws, strange: bool) -> Bound | None:
        """A question about something that is not there."""
        nouns = [n for n in self._needs(ask.question) if self.grammar.variables[n].words.kind
                 in ("noun", "place")]  # fmt: skip
        if not nouns:
            return None
        name = nouns[draws.below(len(nouns))]
        words = self.grammar.variables[name].words
        if strange:
            others = list(self.manners.strangers) if words.kind == "noun" else []
        else:
            others = [e for e in words.entries if e not in bound.values()]
        return {**bound, name: others[draws.below(len(others))]} if others else None

    def _elsewhere(self, told: Told, ask: Ask, draws: Draws) -> tuple[Ask, Bound | None]:
        """What another story would tell, asked about those whom this one names."""
        others = [a for a in self.asks if a.needs_story and a.shape != told.shape]
        if not others:
            return ask, None
        ask = others[draws.below(len(others))]
        bound = {n: e for n, e in told.bound.items() if self._is_named(n)}
        self.world.draw(ask.question, bound, draws)
        return ask, bound

    def _is_named(self, name: str) -> bool:
        return self.grammar.variables[name].words.kind == "noun"

    def _untaught(self, draws: Draws) -> Exchange:
        """About a fact that no story tells."""
        found: list[tuple[Ask, Bound]] = []
        for ask in self.asks:
            names = set(self._needs(ask.question))
            if ask.needs_story or len(names) != 1:
                continue
            (name,) = names
            entries = self.grammar.variables[name].words.entries
            found += [(ask, {name: e}) for e in entries if not self._true(ask, {name: e})]
        ask, bound = found[draws.below(len(found))]
        return self._exchange("", ask.question, bound, [], draws, "untaught")

    def _true(self, ask: Ask, meant: Bound, told: Bound | None = None) -> list[str]:
        """All true answers to a question that names these; none where nobody can know."""
        needs = self._needs(ask.question)
        if ask.needs_story:
            if told is None or any(n not in told for n in needs):
                return []
            if any(meant[n] is not told[n] for n in needs if n != ask.claim):
                return []
            if ask.claim:
                holds = meant[ask.claim] is told[ask.claim]
                return [self._say(ask.answers[not holds], told)]
            known = all(told.keys() >= set(self._needs(answer)) for answer in ask.answers)
            return [self._say(answer, told) for answer in ask.answers] if known else []
        found = []
        for answer in ask.answers:
            (missing,) = set(self._needs(answer)) - set(needs)
            for entry in self.grammar.variables[missing].words.entries:
                bound = {**meant, missing: entry}
                if all(self._allowed(name, bound) for name in bound):
                    found.append(self._say(answer, bound))
        return found

    def _allowed(self, name: str, bound: Bound) -> bool:
        """Whether what is bound may stand together, as far as tags say."""
        like = self.grammar.variables[name].like
        return not like or like not in bound or bound[name].tag == bound[like].tag

    def _asked(self, question: str) -> Iterator[tuple[Ask, Bound]]:
        """The questions of this world that a text may be, and what it names."""
        said = self._said(question)
        if not 0 < len(said) < self._longest:  # its mark is not among them
            return
        read = self._reader.read(f"{' '.join(said)} ?")
        if len(read) != 1:
            return
        for ask in self.asks:
            places = read[0].ways.get(ask.question)
            if places is None:
                continue
            meant: Bound = {}
            for place in places:
                if place.slot.name in self._words:
                    meant.setdefault(place.slot.name, self._words[place.slot.name][place.text])
            if meant.keys() >= set(self._needs(ask.question)):
                yield ask, meant

    def _is_strange(self, question: str) -> bool:
        """Whether it asks as one asks in this world, about one stranger."""
        strange = {form for e in self.manners.strangers for f in e.parts for form in f.all}
        said = self._said(question)
        places = [place for place, word in enumerate(said) if word in strange]
        if len(places) != 1 or len(said) >= self._longest:
            return False
        (place,) = places
        nouns = (v.words for v in self.grammar.variables.values() if v.words.kind == "noun")
        return any(
            any(self._asked(" ".join([*said[:place], form, *said[place + 1 :]])))
            for words_ in nouns
            for form in (entry.parts[0].plain[0] for entry in words_.entries)
        )

    def _words_in(self, piece: Piece) -> int:
        """At most."""
        return max(len(words_of(form)) for form in self._reader.forms(piece))

    def _said(self, question: str) -> list[str]:
        """The words that were typed, but for its mark; known ones with their own capitals and
        accents."""
        typed = words_of(question.strip().rstrip("?").replace("'", "’"))
        return [
            next(
                (one for one in (w, w.lower()) if one in self._known), self._plain.get(_plain(w), w)
            )
            for w in typed
        ]

    def _exchange(
        self,
        before: str,
        question: Sentence,
        bound: Bound,
        true: list[str],
        draws: Draws,
        kind: QuestionKind,
    ) -> Exchange:
        answers = tuple(true) or self.manners.unknown
        said = answers[draws.below(len(answers))]
        openings, endings = self.manners.openings, self.manners.endings
        # As often with an opening as without; one ending in three.
        if openings and draws.below(2):
            said = f"{openings[draws.below(len(openings))]} {said}"
        if endings and not draws.below(3):
            said = f"{said} {endings[draws.below(len(endings))]}"
        return Exchange(before, self._say(question, bound), answers, said, kind)

    def _say(self, sentence: Sentence, bound: Bound) -> str:
        return written(words(self.grammar, sentence, bound))


def _bare(text: str) -> str:
    """A text without what keyboards and habits change: capitals, accents, spaces, marks."""
    return "".join(c for c in _plain(text.replace("'", "’")) if c.isalnum() or c == "’")


def _plain(text: str) -> str:
    return plain_form(text.lower())
