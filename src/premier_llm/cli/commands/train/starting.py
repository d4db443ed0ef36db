"""A training begins: what is given becomes a config and a recipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from ....model.presets import PLANS, PRESETS, preset

if TYPE_CHECKING:
    from ....data.corpus import Corpus, Kind
    from ....model.vocabulary import TokenKind
    from ....training.loop import Training

_OWN_DIALS = tuple(item.name for item in fields(Config) if words_of(item).help)
_OWN_RECIPE = ("steps", "batch", "accumulate", "learning_rate", "held_out")


def begun(
    source: str,
    preset_name: str | None,
    turned: Sequence[str],
    vocabulary: str | None,
    text: bool,
    tokens: TokenKind | None,
    most: int | None,
    bpe: int | None,
    column: str | None,
    repeats: bool,
    test: str | None,
    seed: int,
    engine_name: str,
    precision: Any,
    device: str,
    compile: bool,
    shard: bool,
    quiet: bool,
    dials: Mapping[str, Mapping[str, Any]],
    **chosen: Any,
) -> Training:
    """A new training with the dials as asked; ``dials``: those of a file, which these win over."""
    from ....data.large_text import read_source
    from ....data.tested import with_test
    from ....training.loop import Training
    from ....training.recipe import Recipe
    from ...files import check_size, choose_threads
    from ...reading import check_wanted, watched_reading

    if shard and group().size == 1:
        raise InputError(
            _(
                "--shard divides a model among several processes: start them with torchrun "
                "--nproc-per-node."
            )
        )
    of_model, of_recipe = dials_of(chosen, turned)
    of_model = {**dials.get("model", {}), **of_model}
    of_recipe = {**dials.get("recipe", {}), **of_recipe}
    if bpe is not None:
        others = {
            "--vocabulary": vocabulary is not None,
            "--tokens": tokens not in (None, "pieces"),
            "--vocabulary-size": most is not None,
        }
        for option in filter(others.get, others):
            raise InputError(
                _("--bpe learns a vocabulary of its own from the text: leave {option} out.").format(
                    option=option
                )
            )
        tokens, most = "pieces", bpe
    wanted = check_wanted(source, vocabulary, tokens, most)
    if text or preset_name:  # what is wrong with a dial is said before a long text is read
        preset(preset_name or "mini").with_dials(**of_model)
    with first_on_this_machine(), watched_reading(quiet) as watch:
        kind: Kind = "text" if text else "words"
        corpus = read_source(source, wanted, kind, watch, column, most, repeats)
        if test is not None:
            corpus = with_test(corpus, test, watch)
    config = _config(corpus, preset_name, of_model)
    if corpus.kind == "text" and len(corpus.encoded()[0]) <= config.context:
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


def _config(corpus: Corpus, preset_name: str | None, dials: dict[str, Any]) -> Config:
    """The model as asked for; one that reads stories sees them whole, unless it is asked not to."""
    stories = corpus.kind == "words" and corpus.vocabulary.kind == "words"
    suits = PLANS["sentences"] if stories else PRESETS["mini"]
    config = preset(preset_name) if preset_name else suits
    config = config.with_dials(vocabulary=corpus.vocabulary.size)
    if stories:
        longest = max(map(len, corpus.encoded())) - 1
        config = config.with_dials(context=max(longest, config.context))
    return config.with_dials(**dials)


def dials_of(
    chosen: Mapping[str, Any], turned: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Those of the model and those of the recipe that options name, and ``--set``."""
    of_model, of_recipe = (
        {name: chosen[name] for name in own if chosen.get(name) is not None}
        for own in (_OWN_DIALS, _OWN_RECIPE)
    )
    for assignment in turned:
        name, value, for_model = _parse_dial(assignment)
        (of_model if for_model else of_recipe)[name] = value
    return of_model, of_recipe


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
