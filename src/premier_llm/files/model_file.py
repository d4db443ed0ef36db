"""A model's file: its weights, config and vocabulary, and a training to go on from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import Any

from ..engines.contract import BESIDE, MEAN, Tensors, problem_with
from ..errors import InputError, PremierLLMError, RunError
from ..model.bpe import vocabulary_from
from ..model.config import Config
from ..model.extensions import Unregistered
from ..model.template import Chat, Template
from ..model.vocabulary import Vocabulary
from .safetensors import FORMAT_VERSION, read, write


@dataclass(frozen=True)
class ModelFile:
    """A model and what is known of its training."""

    config: Config
    vocabulary: Vocabulary
    tensors: Tensors
    """name -> (shape, flat array of 'f' or 'd'), the optimiser's included."""
    training: dict[str, Any] = field(default_factory=dict)
    chat: Template | None = None
    """How conversations are written for it; None where it cannot talk."""

    @property
    def weights(self) -> Tensors:
        """The tensors of the model alone; the mean of its weights, where a training that has not
        ended keeps one."""
        mean = {n.removeprefix(MEAN): t for n, t in self.tensors.items() if n.startswith(MEAN)}
        return mean or {n: t for n, t in self.tensors.items() if not n.startswith(BESIDE)}


def save(path: str | Path, model: ModelFile) -> None:
    """Write the file whole or not at all; RunError says why it cannot be written, InputError that
    it is no ModelFile.

    The file appears under its name only when it is complete and on the disk: a crash at any moment
    leaves the old one.
    """
    if not isinstance(model, ModelFile):
        raise InputError(
            _(
                "save takes a ModelFile, not {kind}: ModelFile(config, vocabulary, "
                "model.tensors())."
            ).format(kind=type(model).__name__)
        )
    for value, kind in ((model.config, Config), (model.vocabulary, Vocabulary)):
        if not isinstance(value, kind):
            raise InputError(
                _("A ModelFile holds a {expected}, not {found!r}.").format(
                    expected=kind.__name__, found=value
                )
            )
    # What could not be opened again must not replace a good file.
    if problem := problem_of(model):
        raise RunError(
            _("{path} was not written, for its model is not usable: {problem}.").format(
                path=path, problem=problem
            )
        )
    write(path, model.tensors, described(model))


def described(model: ModelFile) -> dict[str, str]:
    """What a header's metadata says of a model."""
    return {
        "premier_llm": str(model.vocabulary.version),
        "config": json.dumps(model.config.to_dict()),
        "vocabulary": json.dumps(model.vocabulary.to_dict()),
        # No NaN or Infinity, which JavaScript's JSON refuses.
        "training": json.dumps(model.training, allow_nan=False),
        # Who does not know of it reads the model all the same.
        **({} if model.chat is None else {"chat": model.chat.to_json()}),
    }


def load(path: str | Path) -> ModelFile:
    """Open a model; anything unusable raises InputError with one sentence."""
    tensors, metadata = read(path)
    config, vocabulary, training, chat = description_of(path, metadata, len(tensors))
    model = ModelFile(config, vocabulary, tensors, training, chat)
    if problem := problem_of(model):
        raise InputError(
            _("{path} is not a usable model: {problem}.").format(path=path, problem=problem)
        )
    return model


def description_of(
    path: str | Path, metadata: Mapping[str, str], tensors: int
) -> tuple[Config, Vocabulary, dict[str, Any], Template | None]:
    """What ``described`` said of a model of so many tensors; InputError where it is unusable."""
    if "premier_llm" not in metadata:
        raise InputError(
            _("{path} is a safetensors file, but not a model of Mon premier LLM.").format(path=path)
        )
    try:
        config = Config.from_dict(json.loads(metadata["config"]))
        vocabulary = vocabulary_from(json.loads(metadata["vocabulary"]))
        training = json.loads(metadata.get("training", "{}"))
        chat = Template.from_json(metadata["chat"]) if "chat" in metadata else None
        if chat is not None:
            Chat(vocabulary, chat)
        versions = map(str, range(1, FORMAT_VERSION + 1))
        if metadata["premier_llm"] not in versions or not _are_facts(training):
            raise ValueError
        # Every layer has tensors; a header that claims a billion layers is refused before counting.
        if config.layers > tensors:
            raise ValueError
    except Unregistered as error:
        raise InputError(
            _("{path} cannot be opened here: {reason}").format(path=path, reason=error)
        ) from None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        reason = error if isinstance(error, PremierLLMError) else _("its description is unreadable")
        raise InputError(
            _("{path} is damaged or not a model: {reason}").format(path=path, reason=reason)
        ) from None
    return config, vocabulary, training, chat


def _are_facts(training: Any) -> bool:
    """Whether these are facts of a training as Training.state gives them, or none at all."""
    if not isinstance(training, dict):
        return False
    kinds: dict[str, tuple[type, ...]] = {
        "engine": (str,),
        "precision": (str,),
        "device": (str,),
        "compile": (bool,),
        "shard": (bool,),
        "seed": (int,),
        "recipe": (dict,),
        "corpus": (dict,),
        "step": (int,),
        "seconds": (int, float),
        "ended": (str, type(None)),
        "before": (dict,),
    }
    corpus = training.get("corpus", {})
    return (
        all(isinstance(training[name], kind) for name, kind in kinds.items() if name in training)
        and isinstance(corpus, dict)
        and all(isinstance(value, str) for value in corpus.values())
        and ("before" not in training or _are_facts(training["before"]))
        and ("recipe" not in training or {"seed", "corpus"} <= training.keys())
    )


def problem_of(model: ModelFile) -> str | None:
    """Why the weights are not those of the config; None when they are."""
    own = {n: t for n, t in model.tensors.items() if not n.startswith(BESIDE)}
    if model.vocabulary.size != model.config.vocabulary:
        return _("{found} tokens are listed and {expected} are needed").format(
            found=model.vocabulary.size, expected=model.config.vocabulary
        )
    problem = _problem_with(model.config, own)
    if problem is None and any(name.startswith(MEAN) for name in model.tensors):
        problem = _problem_with(model.config, model.weights)
    return problem


def _problem_with(config: Config, weights: Tensors) -> str | None:
    if problem := problem_with(config, weights):
        return problem
    for name, (_shape, flat) in weights.items():
        # One number that is none spoils a sum, which is quicker than looking at each.
        if not math.isfinite(sum(flat)):
            return _("{name} holds numbers that are infinite or none at all").format(name=name)
    return None
