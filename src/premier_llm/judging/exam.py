"""How well a model that talks answers questions that it was never asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..engines.contract import Model
from ..model.template import Chat, Turn, ids_of
from ..using.conversation import Reply, replies

BINS = 5
"""Of what the model says its answer is worth."""
ASKED = 100
"""Questions of each kind."""


class Asked(NamedTuple):
    """A question, and how an answer to it is marked."""

    kind: str
    before: str
    turns: tuple[Turn, ...]
    question: str
    mark: Callable[[str], str]
    """It gives "true", "false", "refused" or "unclear" for an answer."""
    known: bool = True
    """False where to refuse is what is right."""


class Bin(NamedTuple):
    """Answers whose probability lies in a fifth of 0 to 1."""

    answers: int
    said: float
    """Their probability, on average."""
    right: float
    """The share of them that is true, or a refusal where nobody could know."""


@dataclass(frozen=True)
class Exam:
    """What came of questions."""

    kinds: dict[str, dict[str, int]]
    """How many answers of each kind of question had each mark."""
    bins: tuple[Bin | None, ...]
    """Of rising probability; None where no answer lies there."""

    @property
    def right(self) -> float:
        """The share of all answers that is true."""
        total = sum(map(sum, (marks.values() for marks in self.kinds.values())))
        true = sum(marks.get("true", 0) for marks in self.kinds.values())
        return true / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "kinds": self.kinds,
            "right": self.right,
            "calibration": [bin and bin._asdict() for bin in self.bins],
        }


def examine(
    model: Model, chat: Chat, questions: Sequence[Asked], manners: frozenset[int] = frozenset()
) -> Exam:
    """The model's likeliest answer to each, marked. ``manners``: see replies."""
    rows = [ids_of(chat.conversation(q.before, q.turns, q.question)) for q in questions]
    found = replies(model, chat, rows, manners=manners)
    kinds: dict[str, Counter[str]] = {}
    binned: list[list[tuple[float, bool]]] = [[] for _bin in range(BINS)]
    for asked, reply in zip(questions, found, strict=True):
        mark = asked.mark(reply.text)
        kinds.setdefault(asked.kind, Counter())[mark] += 1
        binned[_bin_of(reply)].append(
            (reply.probability, mark == ("true" if asked.known else "refused"))
        )
    bins = tuple(_bin(answers) if answers else None for answers in binned)
    return Exam({kind: dict(marks) for kind, marks in kinds.items()}, bins)


def _bin_of(reply: Reply) -> int:
    return min(int(reply.probability * BINS), BINS - 1)


def _bin(answers: list[tuple[float, bool]]) -> Bin:
    n = len(answers)
    return Bin(n, sum(p for p, _right in answers) / n, sum(right for _p, right in answers) / n)
