"""Does it learn or recite? A verdict in plain words, with the numbers that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import Literal

from ..model.vocabulary import TokenKind
from .baselines import Baselines, Counted
from .originality import Inventions
from .recital import LONG, Copying

Stage = Literal["hasard", "apprend", "a appris", "récite"]


@dataclass(frozen=True)
class Verdict:
    """Where a model stands, and the numbers that say so."""

    stage: Stage
    reasons: tuple[str, ...]
    """Sentences, each with its numbers."""


RECITES_GAP = 0.25
"""How far (nats) the held-out loss may stand above the training loss before the model recites."""
RECITES_COPIES = 0.5
"""Share of copies among the inventions from which the model recites."""
NEAR_FLOOR = 0.05
"""Within this share of the way from single letters to the floor, the list is known by heart.

On the lesson's 20 Pokémon this is 0.47, where about half of the inventions become copies. Where
the floor of the language itself is known, who is so much below it knows its stories by heart."""


def verdict(
    loss: float,
    baselines: Counted,
    held_out_loss: float | None = None,
    held_out_baselines: Counted | None = None,
    inventions: Inventions | None = None,
    tokens: TokenKind = "letters",
    text: bool = False,
    floor: float | None = None,
    copying: Copying | None = None,
) -> Verdict:
    """Say where the model stands; every rule that holds gives a reason.

    The first of these that holds:

    ========  ==================================================================================
    hasard    the loss is neither below what single letters give nor at the floor: no better than
              drawing letters
    récite    the list is known by heart: the loss is almost at the floor (NEAR_FLOOR), or too many
              inventions are copies (RECITES_COPIES), or the loss is below the pairs on the list
              but no better than them on hidden names, and RECITES_GAP higher there; of a text, too
              many of the invented words are in long runs of it, more than usual (RECITES_COPIES of
              what is beyond ``copying.usual``)
    a appris  the loss (held-out where there is one) is below counting pairs
    apprend   anything between
    ========  ==================================================================================

    The loss is compared with what counting gives on the same words: the training loss with
    ``baselines``, the held-out loss with ``held_out_baselines``. ``tokens``: what the sentences
    speak of; ``text``: it learned from a text, not from a list of names or from stories; ``floor``:
    that of the language, where it is known: no model passes it on new stories. Where no
    floor is known, 0 stands for it, which no loss can be below.
    """
    judged, lines = loss, baselines
    if held_out_loss is not None:
        judged, lines = held_out_loss, held_out_baselines or baselines
    stories = tokens == "words" and not text
    learned = _("on the text") if text else _("on the stories") if stories else _("on the list")
    hidden = (
        _("on the hidden text")
        if text
        else _("on hidden stories")
        if stories
        else _("on hidden names")
    )
    whose = learned if held_out_loss is None else hidden
    own = baselines.floor if isinstance(baselines, Baselines) else None
    lowest = own or 0.0
    by_heart = lowest + NEAR_FLOOR * (baselines.singles - lowest)
    if floor is not None:
        by_heart = min(by_heart, (1 - NEAR_FLOOR) * floor)
    # Written so that a loss that is not a number is chance too. In a text of one single letter the
    # floor is where single letters are: there is nothing to guess.
    if not (judged < lines.singles or loss < baselines.singles or loss <= by_heart):
        no_better = {
            "letters": _(
                "The loss {whose}, {loss:.3f}, is no better than single letters ({line:.3f})."
            ),
            "words": _(
                "The loss {whose}, {loss:.3f}, is no better than single words ({line:.3f})."
            ),
            "pieces": _(
                "The loss {whose}, {loss:.3f}, is no better than single pieces ({line:.3f})."
            ),
        }[tokens]
        return Verdict("hasard", (no_better.format(whose=whose, loss=judged, line=lines.singles),))
    reciting = []
    if loss <= by_heart:
        known = (
            _("The loss {whose}, {loss:.3f}, is almost 0: the model knows it by heart.")
            if own is None and floor is None
            else _(
                "The loss {whose}, {loss:.3f}, has almost reached the floor ({floor:.3f}): "
                "the model knows it by heart."
            )
            if floor is None
            else _(
                "The loss {whose}, {loss:.3f}, is below the floor of this language ({floor:.3f}), "
                "which only stories known by heart allow."
            )
        )
        least = lowest if floor is None else floor
        reciting.append(known.format(whose=learned, loss=loss, floor=least))
    if inventions is not None and inventions.copies >= RECITES_COPIES * inventions.total > 0:
        copied = (
            _("{copies} stories out of {total} are copies of those that it learned.")
            if tokens != "letters" or text
            else _("{copies} names out of {total} are copies from the list.")
        )
        reciting.append(copied.format(copies=inventions.copies, total=inventions.total))
    if (
        copying is not None
        and copying.share > 0
        and copying.share - copying.usual >= RECITES_COPIES * (1 - copying.usual)
    ):
        runs = (
            _(
                "Of 100 invented words, {share:.0f} are in runs of {long} words or more that are "
                "copied from the text."
            )
            if held_out_loss is None
            else _(
                "Of 100 invented words, {share:.0f} are in runs of {long} words or more that are "
                "copied from the text; of 100 hidden words, {usual:.0f}."
            )
        )
        shares = {"share": 100 * copying.share, "usual": 100 * copying.usual}
        reciting.append(runs.format(long=LONG, **shares))
    if (
        held_out_loss is not None
        and loss < baselines.pairs
        and held_out_loss >= lines.pairs
        and held_out_loss - loss >= RECITES_GAP
    ):
        reciting.append(
            _(
                "The loss is {loss:.3f} {learned} but {held_out:.3f} {hidden}: what it learned "
                "does not help it elsewhere."
            ).format(loss=loss, learned=learned, held_out=held_out_loss, hidden=hidden)
        )
    if reciting:
        return Verdict("récite", tuple(reciting))
    compared = _("The loss {whose}, {loss:.3f}, is {side} what counting pairs gives ({line:.3f}).")
    if judged < lines.pairs:
        said = compared.format(whose=whose, loss=judged, side=_("below"), line=lines.pairs)
        return Verdict("a appris", (said,))
    said = compared.format(whose=whose, loss=judged, side=_("not yet below"), line=lines.pairs)
    return Verdict("apprend", (said,))
