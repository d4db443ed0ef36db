"""Mon premier LLM: train a real GPT in a blink and see every number inside it.

    >>> from premier_llm import PRESETS, Training, read_corpus, sample
    >>> words = read_corpus("pokemon")
    >>> model = Training(words, PRESETS["mini"]).run()
    >>> names = sample(model, words.vocabulary, count=5, temperature=0.8)

Names are loaded when they are first used: importing the package loads neither NumPy nor PyTorch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .data.corpus import Corpus
    from .data.filter import is_rude
    from .data.reading import read_corpus
    from .data.windows import windows_of
    from .engines import engine
    from .engines.registering import forget, register
    from .errors import InputError, PremierLLMError, RunError
    from .files.export import export
    from .files.model_file import ModelFile, load, save
    from .judging.originality import Inventions, Known
    from .judging.verdict import verdict
    from .model.config import Config
    from .model.parameters import parameter_table
    from .model.presets import PRESETS, preset
    from .model.vocabulary import Vocabulary
    from .training.loop import Training
    from .training.recipe import Recipe
    from .using.sampling import sample

__all__ = [
    "PRESETS",
    "Config",
    "Corpus",
    "InputError",
    "Inventions",
    "Known",
    "ModelFile",
    "PremierLLMError",
    "Recipe",
    "RunError",
    "Training",
    "Vocabulary",
    "__version__",
    "engine",
    "export",
    "forget",
    "is_rude",
    "load",
    "parameter_table",
    "preset",
    "read_corpus",
    "register",
    "sample",
    "save",
    "verdict",
    "windows_of",
]

_HOME = {
    "export": "files.export",
    "ModelFile": "files.model_file",
    "load": "files.model_file",
    "save": "files.model_file",
    "PRESETS": "model.presets",
    "Config": "model.config",
    "parameter_table": "model.parameters",
    "preset": "model.presets",
    "Corpus": "data.corpus",
    "read_corpus": "data.reading",
    "windows_of": "data.windows",
    "engine": "engines",
    "forget": "engines.registering",
    "register": "engines.registering",
    "InputError": "errors",
    "PremierLLMError": "errors",
    "RunError": "errors",
    "Inventions": "judging.originality",
    "Known": "judging.originality",
    "verdict": "judging.verdict",
    "is_rude": "data.filter",
    "sample": "using.sampling",
    "Recipe": "training.loop",
    "Training": "training.loop",
    "Vocabulary": "model.vocabulary",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for by name, the first time."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
