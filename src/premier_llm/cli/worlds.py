"""A world as ``premier-llm data`` shows it, and what holds in stories told in its language."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from ..data.reading import read_corpus, told_by
from ..data.report import visible
from ..data.worlds.checker import KINDS, Checker
from ..data.worlds.floor import floors_in_windows
from ..data.worlds.questions import Exchange, Questions
from ..data.worlds.world import World
from ..i18n import number
from ..judging.agreements import summed
from ..model.folding import composed
from ..model.words import words_of
from .judging import print_agreements
from .terminal import WIDTH, console, print_json, table_style, to_type
from .tokens import told

SHOWN_STORIES = 5
SHOWN_UNSEEN = 2
SHOWN_QUESTIONS = 3
"""On one story."""
SHOWN_FAULTS = 20
COUNTED = 2000
"""Stories whose words are counted."""
WINDOWS = 4
"""What is seen of a story at most, where it is estimated: more would need more stories."""


def show_world(name: str, as_json: bool) -> None:
    """A few stories, how many words, the shapes, the floor, what is set aside."""
    world = World(name)
    all_stories, least = told_by(name)
    stories = all_stories[:COUNTED]
    words = [[t for t in words_of(story) if t[0].isalnum()] for story in stories]
    corpus = read_corpus(name)
    unseen = [world.story(place, unseen=True) for place in range(SHOWN_UNSEEN)]
    facts: dict[str, Any] = {
        "name": name,
        "title": world.title,
        "stories": list(stories[:SHOWN_STORIES]),
        "shapes": [shape.name for shape in world.grammar.shapes],
        "different_words": len({word.lower() for story in words for word in story}),
        "shortest": min(map(len, words)),
        "longest": max(map(len, words)),
        "floor": least._asdict() | {"per_token": least.per_token, "per_letter": least.per_letter},
        "windows": [found._asdict() for found in floors_in_windows(world, WINDOWS)],
        "vocabulary": corpus.vocabulary.tokens,
        "pairs_apart": sum(map(len, world.apart.values())),
        "unseen": unseen,
        "questions": [exchange._asdict() for exchange in some_questions(world)],
    }
    if as_json:
        print_json(facts)
        return
    out = console()
    out.print(world.title, style="bold")
    for story in facts["stories"]:
        out.print(f"\n{story}", width=WIDTH)
    lengths = (
        _("{words} different words; a story has {shortest} to {longest}.")
        if facts["shortest"] < facts["longest"]
        else _("{words} different words; each story has {longest}.")
    ).format(
        words=number(facts["different_words"]),
        shortest=facts["shortest"],
        longest=facts["longest"],
    )
    out.print(f"\n{lengths}")
    out.print(told(corpus.vocabulary), width=WIDTH)
    shapes = _("Its shapes: {shapes}.").format(shapes=", ".join(facts["shapes"]))
    out.print(shapes, width=WIDTH)
    out.print(
        _(
            "Its floor, which no model passes on new stories: {token} nats a word or mark for who "
            "sees the whole story so far ({letter} a letter). Exact."
        ).format(token=number(least.per_token, 3), letter=number(least.per_letter, 3)),
        width=WIDTH,
    )
    from rich.table import Table

    table = Table(**table_style())
    table.add_column(_("words and marks seen"), justify="right")
    table.add_column(_("the floor lies between"), justify="right")
    table.add_column(_("and"), justify="right")
    for seen, found in enumerate(facts["windows"], 1):
        upper = f"{number(found['high'], 3)} ± {number(2 * found['error'], 3)}"
        table.add_row(number(seen), number(found["low"], 3), upper)
    out.print(table)
    aside = _("{count} pairs of words are set aside, and never told. Told with nothing but them:")
    out.print(aside.format(count=number(facts["pairs_apart"])), width=WIDTH)
    for story in unseen:
        out.print(f"\n{story}", width=WIDTH)
    if facts["questions"]:
        out.print()
        out.print(
            _("Questions on one of its first stories, or on none, each with a true answer:"),
            width=WIDTH,
        )
        table = Table(**table_style())
        for title in (_("question"), _("true answer")):
            table.add_column(title)
        for asked in facts["questions"]:
            table.add_row(asked["question"], asked["answers"][0])
        out.print(table)
    out.print()
    out.print(
        _("Learned word by word, a story at a time: {command}").format(
            command=to_type("train", name)
        )
    )
    if facts["questions"]:
        out.print(
            _("A model of it learns to answer such questions: {command}").format(
                command=to_type("finetune", f"{name}.safetensors", name, "--questions")
            )
        )


def some_questions(world: World) -> list[Exchange]:
    """Some of each kind: on the first story that can be asked about, and without a story."""
    questions = Questions(world)
    found: list[Exchange] = []
    for place in range(SHOWN_STORIES):
        if found := questions.of_story(place, most=SHOWN_QUESTIONS):
            refused = {asked.kind: asked for asked in questions.of_story(place, refusing=1.0)}
            found += refused.values()
            break
    alone = [kind for kind in questions.kinds if kind in ("fact", "untaught", "talk")]
    return found + [questions.exam(kind, 0) for kind in alone]


def check_stories(name: str, text: str, as_json: bool) -> None:
    """What holds in stories, one a line, and where the rest stands."""
    world = World(name)
    checker = Checker(world.grammar)
    # An accent written behind its letter, as a Mac does, joins it.
    lines_of_text = composed(text).split("\n")
    lines = [(n, line.strip()) for n, line in enumerate(lines_of_text, 1) if line.strip()]
    told = [(n, line, checker.judge(line)) for n, line in lines]
    found = summed(world, [judged for _n, _line, judged in told])
    faults = [(n, line, c) for n, line, judged in told for c in judged.checks if not c.holds]
    if as_json:
        print_json(
            {
                "stories": found.stories,
                "whole": found.whole,
                "held": {kind: {"hold": h, "of": of} for kind, (h, of) in found.kinds.items()},
                "faults": [
                    {"line": n, "text": line[c.start : c.end]} | c._asdict()
                    for n, line, c in faults
                ],
            }
        )
        return
    out = console()
    print_agreements(found)
    for n, line, c in faults[:SHOWN_FAULTS]:
        wrong = visible(line[c.start : c.end]) or _("(the end)")
        said = _("line {number}, character {place}: {wrong} ({kind})").format(
            number=n, place=c.start + 1, wrong=wrong, kind=_(KINDS[c.kind])
        )
        if c.expected:
            said += " → " + c.expected
        out.print(said, soft_wrap=True)
    if len(faults) > SHOWN_FAULTS:
        more = _("… and {count} more: --json has them all")
        out.print(more.format(count=number(len(faults) - SHOWN_FAULTS)))
