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
    from .checkpoint import ModelFile, load, save
    from .config import PRESETS, Config, parameter_table, preset
    from .corpus import Corpus, read_corpus
    from .engines import engine
    from .errors import InputError, PremierLLMError, RunError
    from .evaluation import Inventions, Known, verdict
    from .filter import is_rude
    from .sampling import sample
    from .training import Recipe, Training
    from .vocabulary import Vocabulary

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
    "is_rude",
    "load",
    "parameter_table",
    "preset",
    "read_corpus",
    "sample",
    "save",
    "verdict",
]

_HOME = {
    "ModelFile": "checkpoint",
    "load": "checkpoint",
    "save": "checkpoint",
    "PRESETS": "config",
    "Config": "config",
    "parameter_table": "config",
    "preset": "config",
    "Corpus": "corpus",
    "read_corpus": "corpus",
    "engine": "engines",
    "InputError": "errors",
    "PremierLLMError": "errors",
    "RunError": "errors",
    "Inventions": "evaluation",
    "Known": "evaluation",
    "verdict": "evaluation",
    "is_rude": "filter",
    "sample": "sampling",
    "Recipe": "training",
    "Training": "training",
    "Vocabulary": "vocabulary",
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
