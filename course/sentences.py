"""The models that come with lessons 8 and 9: ``python course/sentences.py`` trains them.

In the browser's Python it would take a minute or more; here it takes seconds. The same seed gives
the same files, which are kept out of git. It learns in float64, so that another processor's
rounding changes next to nothing; the files hold float32.
"""

from __future__ import annotations

import shutil
import sys
from array import array
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "premier_llm"
sys.path.insert(0, str(PACKAGE.parent))
from premier_llm.data.corpus import Corpus  # noqa: E402
from premier_llm.files.model_file import ModelFile, save  # noqa: E402
from premier_llm.lessons import talking  # noqa: E402
from premier_llm.lessons.sentences import MOMENTS, TRAINED, corpus_of, learned  # noqa: E402
from premier_llm.model.config import Config  # noqa: E402
from premier_llm.training.loop import Training  # noqa: E402
from premier_llm.training.recipe import Recipe  # noqa: E402

HEADS = 2
BATCH = 64
RATE = 0.03
SEED = 2
TALKING_STEPS = 300
TALKING_CONTEXT = 48
"""A report with two questions and their answers."""


def longest(corpus: Corpus) -> int:
    """Tokens that a window needs to hold a whole report."""
    return max(len(ids) for ids in corpus.encoded()) - 1


def train(into: Path = TRAINED) -> None:
    """Write the model as it is after each of the moments, into a folder made anew."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    corpus = corpus_of(learned())
    training = _training(corpus, longest(corpus), max(MOMENTS))
    _keep(training, into / "0.safetensors")
    for progress in training:
        if progress.step in MOMENTS:
            _keep(training, into / f"{progress.step}.safetensors")
    training = _training(talking.corpus(), TALKING_CONTEXT, TALKING_STEPS)
    training.run()
    _keep(training, into / talking.FILE)


def _training(corpus: Corpus, context: int, steps: int) -> Training:
    config = Config(vocabulary=corpus.vocabulary.size, context=context, heads=HEADS)
    recipe = Recipe(steps=steps, batch=BATCH, learning_rate=RATE)
    return Training(corpus, config, recipe, "numpy", SEED, "float64")


def _keep(training: Training, path: Path) -> None:
    model = training.model
    tensors = {name: (shape, array("f", flat)) for name, (shape, flat) in model.tensors().items()}
    vocabulary = training.corpus.vocabulary
    save(path, ModelFile(model.config, vocabulary, tensors, {"step": training.step}))


if __name__ == "__main__":
    train()
    print(f"{len(list(TRAINED.iterdir()))} modèles dans {TRAINED}")
