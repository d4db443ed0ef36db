"""A model that is to read more: its new tokens, or places, get rows of their own.

The twin of ``web/engine/widened.ts``, which draws the same numbers.
"""

from __future__ import annotations

from array import array

from ..data.draws import Draws
from ..engines.contract import Tensors
from ..model.config import Config
from ..model.parameters import parameter_table


def widened(
    config: Config, tensors: Tensors, seed: int, vocabulary: int = 0, context: int = 0
) -> tuple[Config, Tensors]:
    """The config and tensors of a model with so many tokens and places, where that is more.

    Known rows stay; behind them stand rows drawn as the first ones were, one tensor after the
    other in the table's order.
    """
    wider = config.with_dials(
        vocabulary=max(vocabulary, config.vocabulary), context=max(context, config.context)
    )
    draws = Draws(seed, config.vocabulary)
    grown: Tensors = {}
    for parameter in parameter_table(wider):
        _shape, known = tensors[parameter.name]
        values = array(known.typecode, known)
        more = parameter.count - len(known)
        if more and parameter.other.like:
            values.extend(grown[parameter.other.like][1][len(known) :])
        else:
            values.extend(draws.normal(0.0, parameter.spread) for _ in range(more))
        grown[parameter.name] = (parameter.shape, values)
    return wider, grown
