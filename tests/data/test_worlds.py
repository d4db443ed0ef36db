"""Tests of the worlds: their stories, the floor, the pairs set aside, the checker."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import log, sqrt

import pytest

from premier_llm.data.draws import Draws
from premier_llm.data.filter import is_rude
from premier_llm.data.reading import read_corpus, told_by
from premier_llm.data.worlds.checker import KINDS, Checker, counted
from premier_llm.data.worlds.floor import Chances, floor, floors_in_windows
from premier_llm.data.worlds.grammar import Grammar, Sentence, Slot, names, parse, read
from premier_llm.data.worlds.world import World, words, written
from premier_llm.errors import InputError
from premier_llm.model.words import Words, words_of

WORLDS = names()
STORIES = ["histoires", "stories"]
REPORTS = ["meteo", "weather"]
every_world = pytest.mark.parametrize("name", WORLDS)


def said(story: str) -> list[str]:
    return [token for token in words_of(story) if token[0].isalnum()]


# What is told


def test_there_are_two_worlds_in_two_languages() -> None:
    assert sorted(STORIES + REPORTS) == WORLDS
    for name in WORLDS:
        assert read(name).titles.keys() == {"fr", "en"}


FIRST = {
    "histoires": (
        "Au fond du verger habitaient un petit crapaud et un petit renard. Le crapaud était "
        "curieux, et le renard plutôt patient. Un matin, ils trouvèrent une orange délicieuse "
        "sous un tas de feuilles. Ils la partagèrent sans se disputer.",
        "ce7f3cfcb75a0d64",
    ),
    "stories": (
        "At the end of the orchard lived a little squirrel and a little fox. The squirrel was "
        "curious, and the fox was rather patient. One morning, they found a delicious orange "
        "under a pile of leaves. They shared it without a fight.",
        "fea4bafe42b2423d",
    ),
    "meteo": (
        "Demain midi, le soleil sur Strasbourg sera surprenant.",
        "0531be8caff31f0b",
    ),
    "weather": (
        "On Sunday, some light flashes glow over Leeds.",
        "d4f15843d44eb65b",
    ),
}


@every_world
def test_the_same_seed_tells_the_same_stories_for_ever(name: str) -> None:
    told = World(name, 7).stories(300)
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
    assert (told[0], digest) == FIRST[name]
    assert World(name, 8).stories(20) != told[:20]


def test_draws_are_those_of_the_page() -> None:
    """Also in web/tests/facts.test.ts, which reads what this generator draws."""
    draws = Draws(0)
    assert [draws.below(1000) for _ in range(3)] == [852, 149, 239]
    assert [draws.next(), draws.next()] == [0.21740182845810607, 0.45342587076492313]
    draws = Draws(7, 123456789012)
    assert [draws.next(), draws.below(7)] == [0.17435973738032107, 6]
    assert draws.order(10) == [9, 6, 2, 0, 4, 1, 5, 3, 8, 7]


@pytest.mark.parametrize("name", STORIES)
def test_stories_have_shapes_words_and_lengths(name: str) -> None:
    assert len(read(name).shapes) >= 6
    told = [said(story) for story in World(name).stories(3000)]
    assert min(map(len, told)) >= 8
    assert max(map(len, told)) <= 60
    assert len({word.lower() for story in told for word in story}) >= 300


@pytest.mark.parametrize("name", REPORTS)
def test_reports_have_eight_words(name: str) -> None:
    assert {len(said(story)) for story in World(name).stories(2000)} == {8}


@every_world
def test_stories_are_written_as_texts_are(name: str) -> None:
    for story in World(name).stories(2000):
        assert re.fullmatch(r"(?:[A-ZÀÉ][^.]*\.)(?: [A-ZÀÉ][^.]*\.)*", story), story
        assert not re.search(r"  | [.,]|’ |\[|\]|'", story), story
        assert not any(map(is_rude, said(story))), story


def test_french_elides_and_contracts() -> None:
    vowel = "[aâàeéèêëiîïoôuùûœ]"
    wrong = rf"\b(?:le|la|de|que|du|au|beau|nouveau|sa) (?={vowel})|\b(?:de|à) les? |’(?!{vowel})"
    for name in ("histoires", "meteo"):
        for story in World(name).stories(3000):
            assert not re.search(wrong, story), story


# The floor


@every_world
def test_no_two_rows_of_choices_tell_the_same_story(name: str) -> None:
    """So the surprise of a story is that of its choices.

    A sentence ends with its first full stop, so that a story falls into its sentences in one way.
    It remains that a sentence tells in which of the ways it is written (1), what stands in each of
    its places (2), what each variable has drawn (3), and that it hides no choice (4).
    """
    grammar = read(name)
    for number in range(max(len(shape.sentences) for shape in grammar.shapes)):
        shapes = [shape for shape in grammar.shapes if number < len(shape.sentences)]
        # The first sentence tells the shape too.
        firsts = [way for shape in shapes for way in shape.sentences[0]]
        groups = [shape.sentences[number] for shape in shapes] if number else [tuple(firsts)]
        for ways in groups:
            for one, other in combinations(ways, 2):
                assert not can_be_alike(grammar, one, other), (one, other)  # 1
    for shape in grammar.shapes:
        known: set[str] = set()
        for ways in shape.sentences:
            needed = [set(Chances(World(grammar)).needed(way)) for way in ways]
            for way, drawn in zip(ways, needed, strict=True):
                named = {piece.name for piece in way if isinstance(piece, Slot)}
                assert drawn <= named | known, (shape.name, drawn - named - known)  # 4
                for piece in way:
                    if isinstance(piece, Slot):
                        assert_prefix_free(grammar, piece)  # 2
            known |= set.intersection(*needed)
    for variable in grammar.variables.values():
        for part in range(len(variable.words.parts)):
            forms = [entry.parts[part].all for entry in variable.words.entries]
            assert len(set().union(*forms)) == sum(map(len, forms)), variable.words.name  # 3


def forms_at(grammar: Grammar, piece: Slot | str) -> list[tuple[str, ...]]:
    """All that can stand in a place, in tokens."""
    if isinstance(piece, str):
        return [tuple(words_of(piece.lower()))]
    entries = (
        grammar.variables[piece.name].words.entries if piece.name in grammar.variables else (None,)
    )
    every = {form for entry in entries for form in grammar.forms(piece, entry).all}
    return [tuple(words_of(form.lower())) for form in every]


def assert_prefix_free(grammar: Grammar, slot: Slot) -> None:
    every = sorted(forms_at(grammar, slot))
    for one, other in pairwise(every):
        assert other[: len(one)] != one, (one, other)


Place = tuple[int, tuple[str, ...]]
"""How many pieces of a sentence were begun, and what is left of the last one."""


def can_be_alike(grammar: Grammar, one: Sentence, other: Sentence) -> bool:
    """Whether both ways can give the same tokens, whatever agrees: no proof where it says so."""

    def steps(way: Sentence, place: Place) -> Iterator[tuple[str, Place]]:
        number, rest = place
        if rest:
            yield rest[0], (number, rest[1:])
        elif number < len(way):
            for form in forms_at(grammar, way[number]):
                yield form[0], (number + 1, form[1:])

    seen: set[tuple[Place, Place]] = set()
    left: list[tuple[Place, Place]] = [((0, ()), (0, ()))]
    while left:
        places = left.pop()
        if places in seen:
            continue
        seen.add(places)
        first, second = places
        if first == (len(one), ()) and second == (len(other), ()):
            return True
        after = defaultdict(list)
        for token, place in steps(other, second):
            after[token].append(place)
        left += [(p, q) for token, p in steps(one, first) for q in after[token]]
    return False


AMBIGUOUS = """
# fr : Un essai (pour voir)
vowels: aeiou
== articles
le: le, la
== animals: noun
chat m
chien m{more}
== acts: verb
dort
== variables
one: animals
other: animals, not one
== shape: a
[le/one] [one] dort{end}.
== shape: b
{second}.
"""


@pytest.mark.parametrize(
    ("more", "end", "second"),
    [
        ("", "", "[le/one] [one] dort"),  # two shapes
        ("", "", "[le/one] [one] (dort|dort)"),  # two ways
        ("\nchien m", "", "ici [le/one] [one] dort"),  # two entries
        ("\nchien m\nchien dort m", " ici", "là [le/one] [one] dort"),  # two places
        ("", "", "ici [le/one] dort"),  # a choice that is not seen
        ("", "", "ici [other] dort"),  # one behind another
    ],
)
def test_the_proof_sees_what_is_ambiguous(
    more: str, end: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grammar = parse("planted", AMBIGUOUS.format(more=more, end=end, second=second))
    monkeypatch.setitem(globals(), "read", lambda _name: grammar)
    with pytest.raises(AssertionError):
        test_no_two_rows_of_choices_tell_the_same_story("planted")


def test_the_proof_accepts_the_grammar_without_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    grammar = parse("right", AMBIGUOUS.format(more="", end="", second="ici [le/one] [one] dort"))
    monkeypatch.setitem(globals(), "read", lambda _name: grammar)
    test_no_two_rows_of_choices_tell_the_same_story("right")


@pytest.mark.parametrize("name", REPORTS)
def test_the_floor_of_reports_is_that_of_all_of_them(name: str) -> None:
    """Each of them told once, with its chance."""
    world = World(name)
    ((sentence,),) = world.grammar.shapes[0].sentences
    chances: defaultdict[str, float] = defaultdict(float)
    variables = list(world.grammar.variables)
    for entries, share in Chances(world).of(variables).items():
        bound = dict(zip(variables, entries, strict=True))
        chances[written(words(world.grammar, sentence, bound))] += share
    found = floor(world)
    assert sum(chances.values()) == pytest.approx(1)
    assert found.surprise == pytest.approx(-sum(p * log(p) for p in chances.values()))
    tokens = sum(p * (len(words_of(story)) + 1) for story, p in chances.items())
    assert found.tokens == pytest.approx(tokens)
    assert found.letters == pytest.approx(sum(p * (len(story) + 1) for story, p in chances.items()))
    assert set(World(name).stories(500)) <= chances.keys()


@pytest.mark.parametrize("name", STORIES)
def test_the_floor_of_stories_is_the_mean_of_their_choices(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(name)
    surprises: list[float] = []
    below = Draws.below

    def counted_below(self: Draws, end: int) -> int:
        surprises[-1] += log(end)
        return below(self, end)

    _ = world.apart  # drawn beforehand
    monkeypatch.setattr(Draws, "below", counted_below)
    told = []
    for number in range(6000):
        surprises.append(0.0)
        told.append(world.story(number))
    found = floor(world)
    for exact, seen in (
        (found.surprise, surprises),
        (found.tokens, [len(words_of(story)) + 1 for story in told]),
        (found.letters, [len(story) + 1 for story in told]),
    ):
        mean = sum(seen) / len(seen)
        error = sqrt(sum((x - mean) ** 2 for x in seen)) / len(seen)
        assert abs(mean - exact) < 3.5 * error
        assert error < 0.01 * exact


@every_world
def test_the_floor_under_a_window_lies_above_and_falls(name: str) -> None:
    world = World(name)
    found = floors_in_windows(world, 3, 400)
    least = floor(world).per_token
    assert all(least <= bracket.low <= bracket.high for bracket in found)
    assert all(one.high >= other.high for one, other in pairwise(found))


def test_the_weather_needs_more_than_neighbours() -> None:
    """An adjective agrees with a noun four words before: who sees one word has no way to know."""
    world = World("meteo")
    assert floors_in_windows(world, 1)[0].low > 1.1 * floor(world).per_token


def test_a_window_that_holds_a_short_report_has_the_floor_itself() -> None:
    grammar = parse("right", AMBIGUOUS.format(more="", end="", second="ici [le/one] [one] dort"))
    world = World(grammar)
    (*_, last) = floors_in_windows(world, 6, 2000)
    assert last.low == pytest.approx(floor(world).per_token, abs=0.01)
    assert last.high == pytest.approx(floor(world).per_token, abs=0.01)


def test_a_window_that_forgets_has_a_floor_that_is_known() -> None:
    second = "ici [le/one] [one] dort, [le/one] [one] dort"
    world = World(parse("right", AMBIGUOUS.format(more="", end="", second=second)))
    # Which shape; which animal, once or twice; what follows « dort », 1.5 times a story.
    follows = log(3) - 2 / 3 * log(2)
    exact = (log(2) + 1.5 * log(2) + 1.5 * follows) / 7.5
    found = floors_in_windows(world, 1, 2000)[0]
    assert found.low == pytest.approx(exact, abs=0.005)
    assert found.high == pytest.approx(exact, abs=0.005)
    assert exact > floor(world).per_token * 1.5


# What is set aside


@every_world
def test_pairs_set_aside_are_never_told(name: str) -> None:
    world = World(name)
    assert world.apart
    told, unseen = " ".join(world.stories(4000)), [world.story(n, True) for n in range(300)]
    # An adjective whose place is known can be looked for in the text.
    nearest = {"histoires": "traits", "stories": "colours", "meteo": "looks", "weather": "looks"}
    found = 0
    for (kind, _), pairs in world.apart.items():
        for entry, noun in pairs if kind == nearest[name] else ():
            column = ("m", "f", "mp", "fp").index(noun.feature)
            adjective, named = entry.parts[0].before_vowel[column], noun.parts[0].plain[0]
            pair = rf"\b{adjective} {named}\b"
            if name == "histoires":  # French says some adjectives behind the noun
                pair = rf"\b{named} {adjective}\b"
            if name == "meteo":
                pair = rf"\b{named} sur \w+ \w+ {adjective}\b"
            assert not re.search(pair, told), pair
            found += any(re.search(pair, story) for story in unseen)
    assert found > 5
    assert not set(unseen) & set(world.stories(4000))


@every_world
def test_every_word_is_told_with_others(name: str) -> None:
    for pairs in World(name).apart.values():
        others = {other for _, other in pairs}
        for one in {entry for entry, _ in pairs}:
            assert sum((one, other) in pairs for other in others) < len(others) / 2


def test_the_seed_sets_aside() -> None:
    assert World("meteo", 1).apart != World("meteo", 2).apart
    assert World("meteo", 1).apart == World("meteo", 1).apart


# The checker


@every_world
def test_what_stands_in_a_place_is_read_in_one_way(name: str) -> None:
    """However wrong it is: no form is of two words, and none begins as another."""
    grammar = read(name)
    for variable in grammar.variables.values():
        of: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, entry in enumerate(variable.words.entries):
            for form in {form for forms in entry.parts for form in forms.all}:
                of[tuple(words_of(form))].add(number)
        assert all(len(numbers) == 1 for numbers in of.values()), variable.name
        for one, other in pairwise(sorted(of)):
            assert other[: len(one)] != one, (one, other)


@every_world
def test_everything_holds_in_what_is_told(name: str) -> None:
    world = World(name)
    checker = Checker(world.grammar)
    met: set[str] = set()
    told = world.stories(3000) + [world.story(number, True) for number in range(300)]
    for story in told:
        checks = checker.check(story)
        assert all(found.holds for found in checks), (story, checks)
        met |= counted(checks).keys()
    french_only = {"adjective"}
    wanted = {
        "histoires": KINDS.keys(),
        "stories": KINDS.keys() - french_only,
        "meteo": {"sentence", "order", "capital", "article", "adjective", "verb"},
        "weather": {"sentence", "order", "capital", "article", "verb", "vowel", "reason"},
    }
    assert met == wanted[name]


PLANTED = [
    # world, kind, what is looked for, what it becomes, how what must be pointed at begins
    ("histoires", "article", r"\bun (?=petit )", "une ", "une"),
    ("histoires", "article", r"(?<=\. )La ", "Le ", "Le"),
    ("histoires", "adjective", r"\bcontente de", "content de", "content"),
    ("histoires", "adjective", r"\bétait caché ", "était cachés ", "cachés"),
    ("histoires", "adjective", r"\bcurieux\b", "curieuse", "curieuse"),
    ("histoires", "pronoun", r"(?<=\. )Elle chercha", "Il chercha", "Il"),
    ("histoires", "pronoun", r"qu’elle", "qu’il", "il"),
    ("histoires", "pronoun", r"\bPour la consoler", "Pour le consoler", "le"),
    ("histoires", "verb", r"\bétaient cach", "était cach", "était"),
    ("histoires", "verb", r"\bmangèrent ensemble", "mangea ensemble", "mangea"),
    ("histoires", "verb", r"aimait danser", "aimait dansa", "dansa"),
    ("histoires", "vowel", r"(?<=\. )L’(?=ours )", "Le ", "Le"),
    ("histoires", "vowel", r"parce qu’il", "parce que il", "que"),
    ("histoires", "vowel", r"(?<=\. )Le (?=r)", "L’", "L’"),
    ("histoires", "vowel", r"près de lui", "près d’lui", "d’"),
    ("histoires", "again", r"(?<=\. )Le renard", "Le lapin", "lapin"),
    ("histoires", "again", r"exactement la flûte", "exactement la clé", "clé"),
    ("histoires", "other", r"^(L\w+ renard) et l\w (\w+)", r"\1 et le renard", "renard"),
    (
        *("histoires", "reason", r"triste, parce qu’(\w+) [^.]*"),
        *(r"triste, parce qu’\1 avait gagné la course", "avait gagné la course"),
    ),
    ("histoires", "reason", r"rit aux éclats|riait aux éclats", "tapait du pied", "tapait du pied"),
    ("histoires", "capital", r"(?<=\. )Il ", "il ", "il"),
    ("histoires", "order", r" Ils mangèrent.*", "", ""),
    ("histoires", "sentence", r"À deux, tout", "À deux, rien", "À deux, rien va mieux."),
    ("histoires", "sentence", r"$", " Fin.", "Fin."),
    ("histoires", "order", r"^(.+?\.) (.+?\.) (.+)$", r"\2 \1 \3", ""),
    ("stories", "article", r"\ba (?=\w+ mushroom)|\bsome (?=\w+ mushroom)", "a ", "a"),
    ("stories", "vowel", r"\ban (?=apple\b)", "a ", "a"),
    ("stories", "vowel", r"\bA (?=[bcdf])", "An ", "An"),
    ("stories", "pronoun", r"because she", "because he", "he"),
    ("stories", "pronoun", r"\bhis (?=\w+ boots)", "her ", "her"),
    ("stories", "verb", r"gloves were", "gloves was", "was"),
    ("stories", "again", r"(?<=\. )The fox", "The bear", "bear"),
    ("stories", "other", r"^The fox and the \w+", "The fox and the fox", "fox"),
    (
        "stories",
        "reason",
        r"sad because (\w+) [^.]*",
        r"sad because \1 had won the race",
        "had won",
    ),
    ("meteo", "article", r"\ble (?=vent )", "la ", "la"),
    ("meteo", "adjective", r"\blégère\b", "légers", "légers"),
    ("meteo", "verb", r"resteront", "restera", "restera"),
    ("weather", "article", r"\ba (?=\w+ wind)", "some ", "some"),
    ("weather", "verb", r"clouds drift", "clouds drifts", "drifts"),
    ("weather", "vowel", r"\ban (?=icy)", "a ", "a"),
    ("weather", "reason", r"(wind) \w+ over", r"\1 shines over", "shines"),
]


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_planted_faults_are_found_where_they_are(case: tuple[str, str, str, str, str]) -> None:
    name, kind, pattern, to, wrong = case
    world = World(name)
    checker = Checker(world.grammar)
    planted = 0
    for story in world.stories(3000):
        worse = re.sub(pattern, to, story, count=1)
        if worse == story:
            continue
        planted += 1
        faults = [found for found in checker.check(worse) if not found.holds]
        there = [f for f in faults if f.kind == kind and worse[f.start : f.end].startswith(wrong)]
        assert there, (worse, faults)
        if planted == 12:
            return
    assert planted, "no story has what was looked for"


@pytest.mark.parametrize(
    "story",
    [
        *("", " ", ".", "Bonjour", "’", "🙂\0", "il " * 5000, "Il. " * 500),
        # Letters that are like others but for their case.
        *("İl chercha partout, mais ne trouva rien.", "Elle ſautait de joie.", "ſon. ıl."),
    ],
)
def test_what_is_no_story_is_said_to_be_none(story: str) -> None:
    checks = Checker(read("histoires")).check(story)
    faults = [found for found in checks if not found.holds]
    assert {found.kind for found in faults} <= {"sentence", "order"}
    assert faults
    assert all(0 <= found.start <= found.end <= len(story) for found in faults)


def test_an_empty_sentence_of_the_grammar_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"planted\.txt, line 17: .*no variable two"):
        parse("planted", AMBIGUOUS.format(more="", end="", second="[le/two] dort"))


def test_a_sentence_out_of_its_order_is_judged_too() -> None:
    checker = Checker(read("histoires"))
    story = "Ce jour-là, le soleil brillait. Ils les partagèrent sans se disputer."
    assert [c.kind for c in checker.check(story) if not c.holds] == ["order", "order"]
    story = "Cette nuit-là, le petit castor rêva qu’il parlait avec la lune. Elle sautait de joie."
    faults = [c for c in checker.check(story) if not c.holds]
    assert [c.kind for c in faults] == ["order", "pronoun", "order"]
    assert story[faults[1].start : faults[1].end] == "Elle"
    assert faults[1].expected == "il"


def test_a_sentence_in_its_order_is_not_taken_for_another() -> None:
    second = "Ici [le/one] [one] dort.\n[le/other] [other] dort"
    checker = Checker(parse("right", AMBIGUOUS.format(more="", end="", second=second)))
    story = "Ici le chat dort. Le chat dort."
    assert [(c.kind, c.start) for c in checker.check(story) if not c.holds] == [("other", 21)]
    assert all(c.holds for c in checker.check("Ici le chat dort. Le chien dort."))


# Learned from


@every_world
def test_a_world_is_read_story_by_story_in_words(name: str) -> None:
    corpus, (told, least) = read_corpus(name), told_by(name)
    assert (corpus.kind, corpus.vocabulary.kind) == ("words", "words")
    assert told[:100] == tuple(World(name).stories(100))
    assert corpus.words == told, "also those that come twice: the floor counts them"
    edge = corpus.vocabulary.boundary
    for ids, story in zip(corpus.encoded(), told, strict=True):
        assert ids[0] == ids[-1] == edge
        assert corpus.vocabulary.decode(ids[1:-1]) == story
    assert corpus.floor == least.per_token
    # With the vocabulary that is in a file it is the same corpus, or a training could not go on.
    again = read_corpus(name, Words.from_dict(corpus.vocabulary.to_dict()))
    assert again.fingerprint == corpus.fingerprint


@every_world
def test_a_world_is_read_as_a_text_in_letters(name: str) -> None:
    for corpus in (read_corpus(name, "letters"), read_corpus(name, kind="text")):
        (text,) = corpus.words
        assert corpus.kind == "text"
        assert tuple(text.splitlines()) == told_by(name)[0]
        assert corpus.vocabulary.decode(corpus.encoded()[0]) == text
        assert corpus.floor == floor(World(name)).per_letter
        assert f"{corpus.floor:.3f} nats a letter" in corpus.report.remarks[0]


def test_a_world_in_fewer_words_has_no_known_floor() -> None:
    corpus = read_corpus("meteo", "words", most=50)
    assert corpus.vocabulary.size == 50
    assert corpus.floor is None
    assert "50 words and marks are known." in corpus.report.remarks[-1]


def test_a_world_told_to_who_knows_another_language() -> None:
    french, english = read_corpus("meteo"), read_corpus("weather")
    with pytest.raises(InputError, match="in each story there are words"):
        read_corpus("weather", french.vocabulary)
    both = Words.found([*english.words[:50], *french.words])
    part = read_corpus("weather", both)
    assert 50 <= len(part.words) < len(english.words)
    assert part.floor is None
