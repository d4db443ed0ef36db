"""What ``premier-llm`` and ``make run`` show: a GPT that learns the lesson's names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from ..i18n import number
from .names import legend, marked, stage_name
from .terminal import WIDTH, capital, console, print_json, table_style
from .watching import Watcher, labelled

if TYPE_CHECKING:
    from ..data.corpus import Corpus
    from ..judging.baselines import Baselines
    from ..judging.originality import Inventions, Known
    from ..judging.verdict import Verdict
    from ..training.loop import Training

MOMENTS = (0, 10, 15, 20, 25, 30, 40, 60, 100, 150, 250)
"""Steps at which names are invented, to see them change."""
TRIALS = 200
"""Names invented at each moment, to count copies and inventions among them."""
SHOWN = 6
LONGEST = 16
"""Letters of a name that fit in a column."""


@dataclass(frozen=True)
class Moment:
    """What the model invented after so many steps."""

    step: int
    loss: float
    """On all the names, in nats per letter."""
    names: list[str]
    readable: float
    """Share that is no copy but has only pairs of letters found in the list."""
    verdict: Verdict
    inventions: Inventions


def demo(as_json: bool) -> None:
    """Train ``mini`` on the 20 Pokémon, watch it, and say what to do next."""
    from ..data.reading import read_corpus
    from ..data.windows import windows_of
    from ..judging.baselines import baselines
    from ..judging.originality import Known
    from ..model.config import Config
    from ..training.loop import Training

    corpus, config = read_corpus("pokemon"), Config()
    training = Training(corpus, config)
    windows = windows_of(corpus, config.context)
    counted = baselines(windows, config.vocabulary, config.context)
    everything = training.model.pack(windows)
    known = Known(corpus.words)
    moments: list[Moment] = []

    def remember() -> None:
        if training.step in MOMENTS:
            loss = training.model.loss(everything)
            moments.append(_moment(training, loss, counted, known))

    remember()
    if as_json:
        for _progress in training:
            remember()
        _print_json(training, moments, counted)
        return
    title = _("A real GPT, {numbers} numbers, learns {names} names of Pokémon letter by letter")
    title = title.format(numbers=number(config.parameter_count()), names=len(corpus.words))
    with Watcher(training, labelled(counted), title, polite=True) as watcher:
        watcher.look()
        for _progress in training:
            remember()
            watcher.look()
    _say(moments, corpus, counted, known)


def _moment(training: Training, loss: float, counted: Baselines, known: Known) -> Moment:
    from ..judging.originality import Inventions
    from ..judging.verdict import verdict
    from ..using.sampling import sample

    corpus = training.corpus
    invented = sample(
        training.model,
        corpus.vocabulary,
        TRIALS,
        seed=training.step,
        max_length=known.room,
        polite=True,
    )
    names = [invention.text for invention in invented]
    pairs = {pair for word in corpus.words for pair in _pairs(word)}
    readable = [n for n in names if known.judge(n) != "copy" and pairs.issuperset(_pairs(n))]
    inventions = Inventions.of(names, known)
    said = verdict(loss, counted, inventions=inventions)
    return Moment(training.step, loss, names, len(readable) / TRIALS, said, inventions)


def _pairs(word: str) -> list[str]:
    edged = f".{word}."
    return [edged[i : i + 2] for i in range(len(edged) - 1)]


def _print_json(training: Training, moments: list[Moment], counted: Baselines) -> None:
    print_json(
        {
            "corpus": training.corpus.source,
            "credit": training.corpus.credit,
            "parameters": training.model.config.parameter_count(),
            "steps": training.step,
            "seconds": training.seconds,
            "baselines": dict(counted),
            "losses": training.history.losses,
            "moments": [
                {
                    "step": moment.step,
                    "loss": moment.loss,
                    "readable_and_no_copy": moment.readable,
                    "inventions": asdict(moment.inventions),
                    "verdict": asdict(moment.verdict),
                    "names": moment.names[:SHOWN],
                }
                for moment in moments
            ],
        }
    )


def _say(moments: list[Moment], corpus: Corpus, counted: Baselines, known: Known) -> None:
    from rich.table import Table

    from ..data.lists import shipped

    out = console()
    inventive = max(moments, key=lambda moment: moment.readable)
    columns = [moments[0], inventive, moments[-1]]
    table = Table(**{**table_style(), "padding": (0, 3, 0, 0)})
    for moment in columns:
        table.add_column(
            _("Step {step}: {stage}").format(
                step=moment.step, stage=stage_name(moment.verdict.stage)
            )
        )
    table.add_row(*(_("loss {loss}").format(loss=number(m.loss, 3)) for m in columns))
    table.add_section()
    for names in zip(*(moment.names[:SHOWN] for moment in columns), strict=True):
        table.add_row(*(marked(capital(name), known.judge(name), LONGEST) for name in names))
    table.add_section()
    table.add_row(
        *(
            _("{copies} copies out of {total}").format(copies=m.inventions.copies, total=TRIALS)
            for m in columns
        )
    )
    out.print(table)
    out.print(" " + legend())
    out.print()
    story = []
    if inventive not in (moments[0], moments[-1]):
        said = _("At step {step} it had seen how such names are made and invented new ones.")
        story.append(said.format(step=inventive.step))
    if moments[-1].verdict.stage == "récite":
        said = _(
            "Then it learned its {count} names by heart: its loss is {loss}, and no model can go "
            "below the floor, {floor}. To invent, it needs more names, or to stop earlier."
        )
        loss, floor = number(moments[-1].loss, 3), number(counted.floor, 3)
        story.append(said.format(count=len(corpus.words), loss=loss, floor=floor))
    out.print(" ".join(story), width=WIDTH)
    out.print("\n" + capital(corpus.credit), style="dim", width=WIDTH)
    out.print("\n" + _("Your turn:"), style="bold")
    dinosaurs = next(words for words in shipped() if words.name == "dinosaures")
    for line, why in (
        (
            "premier-llm train dinosaures",
            _("{count} dinosaurs: it invents").format(count=dinosaurs.words),
        ),
        ("premier-llm sample dinosaures.safetensors", _("more names")),
        ("premier-llm inspect dinosaures.safetensors .tri", _("look inside")),
        ("premier-llm data list", _("all the lists")),
    ):
        out.print(f"  {line:<50}{why}")
