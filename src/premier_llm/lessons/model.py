"""The package's GPT in pupils' hands: train it, ask it, look inside."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import SystemRandom
from typing import Any

from ..data.corpus import Corpus
from ..data.reading import read_corpus
from ..data.windows import windows_of
from ..engines import engine
from ..engines.contract import Model, Tensors, Watch
from ..i18n import dire
from ..judging.baselines import baselines
from ..model.config import Config
from ..model.parameters import parameter_table
from ..model.template import Template
from ..model.vocabulary import Vocabulary
from ..training.loop import Training
from ..training.recipe import Recipe
from ..using.anatomy import anatomy, switch_off
from ..using.sampling import sample
from .boxes import box, code
from .live import Bar, CourbeVivante
from .names import POKEMONS
from .offered import offered
from .showing import show
from .values import lire_debut, lire_entier, lire_liste, lire_nombre, stop

WEIGHTS = {
    "tok_emb": "token_embedding",
    "pos_emb": "position_embedding",
    "Wq": "blocks.0.attention.query",
    "Wk": "blocks.0.attention.key",
    "Wv": "blocks.0.attention.value",
    "W1": "blocks.0.mlp.up.weight",
    "b1": "blocks.0.mlp.up.bias",
    "W2": "blocks.0.mlp.down.weight",
    "b2": "blocks.0.mlp.down.bias",
    "W_out": "unembedding",
}
"""The lesson's names -> the names of config.parameter_table."""


def engine_name() -> str:
    """ "numpy" where NumPy is, else "pure"; the variable PREMIER_LLM_MOTEUR decides."""
    asked = os.environ.get("PREMIER_LLM_MOTEUR", "")
    if asked:
        return asked
    try:
        import numpy  # noqa: F401
    except ImportError:
        return "pure"
    return "numpy"


@offered
class Modele:
    """A GPT with the lesson's names for its weights."""

    _template: Template | None = None
    """How conversations are written for it; None where it cannot talk."""

    def __init__(
        self,
        poids: Mapping[str, Any] | None = None,
        config: Config | None = None,
        graine: int = 0,
    ) -> None:
        self.config = config or Config()
        self.erreurs: list[float] = []
        self.erreurs_cachees: list[tuple[int, float]] = []
        self.noms_caches: list[str] = []
        self._vocabulary = Vocabulary.lesson()
        kind = engine(engine_name()).Model
        if poids is None:
            seed = lire_entier("graine", graine, 0, 2**31)
            options = {} if engine_name() == "pure" else {"dtype": "float64"}
            self._model: Model = kind(self.config, seed, **options)
        else:
            self._model = kind.from_parameters(self.config, tensors_of(poids, self.config))

    @property
    def poids(self) -> dict[str, Any]:
        """Every weight as plain lists, under the lesson's names."""
        tensors = self._model.tensors()
        return {
            name: _nested(tensors[tensor]) for name, tensor in WEIGHTS.items() if tensor in tensors
        }

    def _debut(self, debut: Any) -> str:
        """What was typed as a beginning, checked, without the boundary."""
        return lire_debut("debut", debut)[1:]

    def _corpus(self, noms: Any) -> Corpus:
        return corpus_of(noms)

    def _ids(self, debut: str) -> list[int]:
        boundary = self._vocabulary.boundary
        edge = [] if boundary is None else [boundary]
        ids = edge + self._vocabulary.encode(self._debut(debut))
        return ids[-self.config.context :]

    def _without(self, off: str | Iterable[str]) -> Watch | None:
        """What switches these parts off."""
        parts = [off] if isinstance(off, str) else list(off)
        return switch_off(self.config, parts) if parts else None

    def probabilites(self, debut: str, sans: str | Iterable[str] = ()) -> list[float]:
        """(V,) probabilities of the next token, the boundary first, after the last T of ``debut``;
        ``sans``: parts switched off."""
        return [float(p) for p in self._model.forward(self._ids(debut), self._without(sans))[-1]]

    def attention(self, debut: str, tete: int = 1) -> list[list[float]]:
        """(n, n) who looks at whom, in a head of the first block."""
        head = lire_entier("tete", tete, 1, self.config.heads)
        weights: list[list[float]] = self.vecteurs(debut, "blocks.0.attention.weights")[head - 1]
        return weights

    def vecteurs(self, debut: str, nom: str) -> Any:
        """Any inner value by its name in premier_llm.using.anatomy, as lists."""
        values = anatomy(self._model, self._ids(debut))
        if nom not in values:
            stop(
                dire("Il n’y a pas de {nom} dans ce modèle. Il y a\u00a0: {values}.").format(
                    nom=code(nom), values=", ".join(values)
                )
            )
        return values[nom].numbers

    def erreur(self, noms: Sequence[str], sans: str | Iterable[str] = ()) -> float:
        """The mean loss over these names, in nats; ``sans``: parts switched off."""
        batch = self._model.pack(windows_of(self._corpus(noms), self.config.context))
        return float(self._model.loss(batch, self._without(sans)))

    def pentes(self, noms: Sequence[str]) -> dict[str, Any]:
        """How the mean loss over these names grows with each weight, in lists shaped as ``poids``.

        tok_emb (27, 16), pos_emb (8, 16), Wq, Wk and Wv (16, 16), W1 (32, 16), b1 (32),
        W2 (16, 32), b2 (16), W_out (27, 16).
        """
        model: Any = self._model
        model.loss_and_gradients(model.pack(windows_of(self._corpus(noms), self.config.context)))
        found = {
            name: model.gradients[tensor]
            for name, tensor in WEIGHTS.items()
            if tensor in model.gradients
        }
        return {
            name: slopes if isinstance(slopes, list) else slopes.tolist()
            for name, slopes in found.items()
        }

    @property
    def moteur(self) -> str:
        """What computes, as a pupil says it: "NumPy" or "Python pur"."""
        return "NumPy" if engine_name() == "numpy" else dire("Python pur")

    def inventer(
        self,
        nombre: int = 10,
        temperature: float = 0.8,
        debut: str = "",
        graine: int | None = None,
    ) -> list[str]:
        """Invented names, rude ones left out; the same seed invents the same names."""
        return [
            invention.text
            for invention in sample(
                self._model,
                self._vocabulary,
                count=lire_entier("nombre", nombre, 1, 1000),
                temperature=lire_nombre("temperature", temperature, 0, 100),
                beginning=self._debut(debut),
                seed=_seed(graine),
                polite=True,
            )
        ]

    def etapes_de_generation(
        self, temperature: float = 0.8, graine: int | None = None, debut: str = ""
    ) -> list[tuple[str, list[tuple[str, float]], str]]:
        """How one name was invented, for afficher_generation."""
        beginning = self._debut(debut)
        (invention,) = sample(
            self._model,
            self._vocabulary,
            count=1,
            temperature=lire_nombre("temperature", temperature, 0, 100),
            beginning=beginning,
            seed=_seed(graine),
            polite=True,
            trace=True,
        )
        ids = [self._vocabulary.boundary or 0, *self._vocabulary.encode(beginning)]
        steps = []
        for choice in invention.trace:
            ranked = sorted(
                range(len(choice.probabilities)), key=lambda i: -choice.probabilities[i]
            )
            letter = self._vocabulary.tokens[choice.chosen]
            likeliest = ranked[:5]
            if choice.chosen not in likeliest:
                likeliest = [*likeliest[:4], choice.chosen]
            bars = [(self._vocabulary.tokens[i], choice.probabilities[i]) for i in likeliest]
            steps.append((self._vocabulary.decode(ids), bars, letter))
            ids.append(choice.chosen)
        return steps

    def sauver(self, fichier: str) -> None:
        """Write the model to a .safetensors file that le Labo and premier-llm open."""
        from ..files.model_file import ModelFile, save

        name = fichier if str(fichier).endswith(".safetensors") else f"{fichier}.safetensors"
        tensors = self._model.tensors()
        save(name, ModelFile(self.config, self._vocabulary, tensors, chat=self._template))
        show(box("juste", dire("Ton modèle est dans le fichier {name}.").format(name=code(name))))


@offered
def entrainer(
    noms: Sequence[str],
    etapes: int = 200,
    vitesse: float = 0.03,
    caches: float = 0.0,
    graine: int = 0,
    poids: Mapping[str, Any] | None = None,
    config: Config | None = None,
    lot: int = 0,
    barre: str = "",
) -> Modele:
    """Train a GPT on names before the pupil's eyes.

    ``caches``: share of the names hidden from the training, 0 to 0.5; the model is then the best
    one on the hidden names. ``poids``: weights to start from. ``lot``: windows read at each step; 0
    for what suits the list. ``barre``: the title of a bar that moves in the place of the curve.
    Stopped by hand, it keeps what it has learned so far. A training that explodes says so, and
    stops the cell.
    """
    corpus = corpus_of(noms)
    config = config or Config()
    steps = lire_entier("etapes", etapes, 1, 100_000)
    hidden_share = lire_nombre("caches", caches, 0, 0.5)
    recipe = Recipe.suited_to(
        Config(),  # the same recipe for all models: a lesson compares them
        corpus,
        steps=steps,
        learning_rate=lire_nombre("vitesse", vitesse, 0.000001, 100),
        held_out=hidden_share,
        # A look costs as much as part of a step.
        evaluate_every=max(1, steps // 25) if hidden_share else steps,
        patience=0,
    )
    if size := lire_entier("lot", lot, 0, 100_000):
        recipe = replace(recipe, batch=size)
    training = Training(
        corpus,
        config,
        recipe,
        engine_name(),
        lire_entier("graine", graine, 0, 2**31),
        "float64",
        None if poids is None else tensors_of(poids, config),
    )
    try:
        if barre:
            _with_bar(training, barre)
        else:
            _with_curve(training)
    except KeyboardInterrupt:
        show(
            box(
                "note",
                dire("Arrêté à l’étape {step}\u00a0: le modèle garde ce qu’il a appris.").format(
                    step=training.step
                ),
            )
        )
    trained = Modele.__new__(Modele)
    trained.config, trained._vocabulary = config, Vocabulary.lesson()
    trained._model = training.model
    trained.erreurs = list(training.history.losses)
    trained.erreurs_cachees = list(training.history.held_out)
    hidden = training.held_out_corpus
    trained.noms_caches = list(hidden.words) if hidden else []
    return trained


def _with_curve(training: Training) -> None:
    config = training.model.config
    counted = baselines(
        windows_of(training.train_corpus, config.context), config.vocabulary, config.context
    )
    lines = {
        "hasard": counted.chance,
        "paires": counted.pairs,
        "triplets": counted.triples,
        "plancher": counted.floor,
    }
    curve = CourbeVivante(
        training.recipe.steps, lines, dire("L’erreur (loss) pendant l’entraînement")
    )
    try:
        for progress in training:
            curve.ajouter(progress.step, progress.loss)
            if progress.held_out_loss is not None:
                curve.ajouter_caches(progress.step, progress.held_out_loss)
    finally:
        curve.fin()


def _with_bar(training: Training, title: str) -> None:
    bar = Bar(training.recipe.steps, title)
    try:
        for progress in training:
            bar.move(progress.step)
    finally:
        bar.end(training.step)


def corpus_of(names: Sequence[str]) -> Corpus:
    """The names as the engines read them."""
    # POKEMONS itself needs no check, and is by far the most asked for.
    checked = names if names is POKEMONS else lire_liste("noms", names, a=100_000)
    return read_corpus(checked)


_AS = '{"tok_emb": tok_emb, "pos_emb": pos_emb, …}'


def tensors_of(weights: Mapping[str, Any], config: Config) -> Tensors:
    """The lesson's weights as an engine reads them; what does not fit is said."""
    if not isinstance(weights, Mapping):
        stop(
            dire("{code} doit être un dictionnaire {AS}.").format(code=code("poids"), AS=code(_AS))
        )
    shapes = {p.name: p.shape for p in parameter_table(config)}
    missing = [name for name, tensor in WEIGHTS.items() if tensor in shapes and name not in weights]
    if missing:
        stop(dire("Il manque des poids\u00a0: {code}.").format(code=", ".join(map(code, missing))))
    tensors: Tensors = {}
    for name, tensor in WEIGHTS.items():
        if tensor not in shapes:
            continue
        flat = _flat(name, weights[name], shapes[tensor])
        tensors[tensor] = (shapes[tensor], array("d", flat))
    return tensors


def _flat(name: str, value: Any, shape: tuple[int, ...]) -> list[float]:
    said = " × ".join(map(str, shape))
    try:
        rows = [value] if len(shape) == 1 else list(value)
        fits = len(rows) == (1 if len(shape) == 1 else shape[0]) and all(
            len(row) == shape[-1] for row in rows
        )
        flat = [float(number) for row in rows for number in row]
    except (TypeError, ValueError):
        fits, flat = False, []
    if not fits:
        stop(
            dire("{name} n’a pas la bonne forme\u00a0: il faut {said} nombres.").format(
                name=code(name), said=said
            )
        )
    return flat


def _nested(tensor: tuple[tuple[int, ...], array[float]]) -> Any:
    shape, flat = tensor
    numbers = list(flat)
    if len(shape) == 1:
        return numbers
    width = shape[1]
    return [numbers[start : start + width] for start in range(0, len(numbers), width)]


def _seed(graine: int | None) -> int:
    # Not the global random: pupils seed that themselves and count on its draws.
    if graine is None:
        return SystemRandom().randrange(2**31)
    return lire_entier("graine", graine, 0, 2**31)
