"""A training begins: what is given becomes a config and a recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, get_type_hints

from ....engines.together import (
    first_on_this_machine,
    group,
    machines,
)
from ....errors import InputError
from ....i18n import number
from ....model.config import Config
from ....model.labels import words_of
from ....model.presets import preset

if TYPE_CHECKING:
    from ....training.loop import Training

_OWN_DIALS = tuple(item.name for item in fields(Config) if words_of(item).help)
_OWN_RECIPE = ("steps", "batch", "accumulate", "learning_rate", "held_out")


def begun(
    source: str,
    preset_name: str,
    turned: Sequence[str],
    vocabulary: str | None,
    text: bool,
    bpe: int | None,
    column: str | None,
    seed: int,
    engine_name: str,
    precision: Any,
    device: str,
    compile: bool,
    shard: bool,
    quiet: bool,
    **chosen: Any,
) -> Training:
    """A new training with the dials as asked."""
    from ....data.large_text import read_source
    from ....training.loop import Training
    from ....training.recipe import Recipe
    from ...files import check_size, choose_threads
    from ...reading import watched_reading

    if shard and group().size == 1:
        raise InputError(
            _(
                "--shard divides a model among several processes: start them with torchrun "
                "--nproc-per-node."
            )
        )
    of_model = {name: chosen[name] for name in _OWN_DIALS if chosen[name] is not None}
    of_recipe = {name: chosen[name] for name in _OWN_RECIPE if chosen[name] is not None}
    for assignment in turned:
        name, value, for_model = _parse_dial(assignment)
        (of_model if for_model else of_recipe)[name] = value
    config = preset(preset_name).with_dials(**of_model)
    if bpe is not None and vocabulary is not None:
        raise InputError(
            _("--bpe learns a vocabulary of its own from the text: leave --vocabulary out.")
        )
    # A number of pieces is a vocabulary that is still to be learned.
    kind = "words" if bpe is None and not text else "text"
    wanted = vocabulary if bpe is None else bpe
    with first_on_this_machine(), watched_reading(quiet) as watch:
        corpus = read_source(source, wanted, kind, watch, column)  # type: ignore[arg-type]
    config = config.with_dials(vocabulary=corpus.vocabulary.size)
    if kind == "text" and len(corpus.encoded()[0]) <= config.context:
        raise InputError(
            _(
                "This text has {count} tokens, and the model sees {context} at once: give a longer "
                "text, or a smaller --context."
            ).format(count=number(len(corpus.encoded()[0])), context=number(config.context))
        )
    check_size(config, engine_name, machines() if shard else 1, quiet or not group().leads)
    choose_threads(config)
    recipe = Recipe.suited_to(config, corpus, **of_recipe)
    return Training(
        corpus,
        config,
        recipe,
        engine_name,
        seed,
        precision,
        device=device,
        compile=compile,
        shard=shard,
    )


def _parse_dial(assignment: str) -> tuple[str, int | float | bool | str, bool]:
    """(dial, value, whether it is the model's rather than the recipe's)."""
    from ....training.recipe import Recipe

    name, equals, value = assignment.partition("=")
    name = name.strip().replace("-", "_")
    value = value.strip()
    of_model = get_type_hints(Config)
    of_recipe = get_type_hints(Recipe)
    if not equals or name not in of_model | of_recipe:
        raise InputError(
            _("--set takes DIAL=VALUE, not {assignment!r}. The dials are: {known}.").format(
                assignment=assignment,
                known=", ".join(item.name for kind in (Config, Recipe) for item in fields(kind)),
            )
        )
    if name == "vocabulary":
        raise InputError(
            _("The number of tokens follows from the list: choose them with --vocabulary.")
        )
    hint = (of_model | of_recipe)[name]
    if hint is bool:
        switches = {"true": True, "yes": True, "on": True, "1": True, "oui": True, "vrai": True}
        switches |= {"false": False, "no": False, "off": False, "0": False}
        switches |= {"non": False, "faux": False}
        return name, switches.get(value.lower(), value), name in of_model
    if hint in (int, float):
        try:
            return name, hint(value), name in of_model
        except ValueError:
            raise InputError(
                _("{dial} is a number, not {value!r}.").format(dial=name, value=value)
            ) from None
    return name, value, name in of_model
