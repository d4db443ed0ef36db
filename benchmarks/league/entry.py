"""An entry: what a recipe changes. A file of ``entries/`` declares one or several."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from premier_llm.errors import InputError
from premier_llm.model.config import Config
from premier_llm.model.presets import preset
from premier_llm.training.loop import Precision, Training
from premier_llm.training.recipe import Recipe

from .tasks import BUDGETS, TASKS

ENTRIES = Path(__file__).parent / "entries"
REFERENCE = "reference"


class Network(Protocol):
    """From the dials and the seed to a torch.nn.Module, with the signature of our GPT."""

    __qualname__: str

    def __call__(self, config: Config, seed: int, /) -> Any:
        """A function or a class."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A recipe for a task within a budget, told as what it changes of another one.

    All that it does not say is that one's, ``against``, to which it is compared seed by seed; a
    reference, which begins from nothing, says all of it.
    """

    says: str
    """In French, on one line: what it changes."""
    task: str
    budget: int
    """The most parameters, those of the smallest budget that it fits."""
    against: str = REFERENCE
    preset: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    """Dials of the model."""
    recipe: Mapping[str, Any] = field(default_factory=dict)
    """Dials of the training; the whole training part is learned unless ``held_out`` hides some."""
    engine: str = ""
    precision: Precision | None = None
    network: Network | None = None
    """A network of one's own, for the torch engine."""
    training: type[Training] | None = None
    """A training of one's own."""
    name: str = ""
    """That of its file, and of its variable where that is not ``entry``."""

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from all others."""
        return self.task, self.budget, self.name


Entries = dict[tuple[str, int, str], Entry]


@cache
def shipped() -> Entries:
    """Those of the folder."""
    return _by_key(
        entry for path in sorted(ENTRIES.glob("[!_]*.py")) for entry in declared_in(path)
    )


def with_file(path: Path, others: Entries) -> tuple[Entries, list[Entry]]:
    """The others and those of one more file; and the latter alone."""
    mine = declared_in(path)
    return others | _by_key(mine), mine


def _by_key(entries: Iterable[Entry]) -> Entries:
    found: Entries = {}
    for entry in entries:
        if entry.key in found:
            raise InputError(f"{entry.name} est déclarée deux fois pour {entry.task}.")
        found[entry.key] = entry
    return found


def declared_in(path: Path) -> list[Entry]:
    """The entries of a file: each Entry, or list of them, that it gives a name to."""
    spec = importlib.util.spec_from_file_location(f"{__package__}.entries.{path.stem}", path)
    if spec is None or spec.loader is None or not path.exists():
        raise InputError(f"{path} n’est pas un fichier Python qui puisse être lu.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where a class looks for its source
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise InputError(f"{path.name} a besoin de PyTorch : pip install torch.") from None
    except TypeError as error:
        raise InputError(f"{path.name} : {error}.") from None
    found = [
        replace(entry, name=path.stem if name == "entry" else f"{path.stem}.{name}")
        for name, value in vars(module).items()
        for entry in (value if isinstance(value, list) else [value])
        if isinstance(entry, Entry)
    ]
    if not found:
        raise InputError(f"{path.name} ne déclare aucune Entry.")
    for entry in found:
        _check(entry)
    return found


def _check(entry: Entry) -> None:
    for value, known in ((entry.task, TASKS), (entry.budget, BUDGETS)):
        if value not in known:
            choices = ", ".join(map(str, known))
            raise InputError(f"{entry.name} : {value!r} n’est pas l’un de {choices}.")


def whole(entry: Entry, among: Entries) -> Entry:
    """The entry with all that it takes over from the one that it begins from."""
    if not entry.against:
        return entry
    below = among.get((entry.task, entry.budget, entry.against))
    if below is None:
        raise InputError(
            f"{entry.name} part de {entry.against}, qui n’existe pas pour "
            f"{entry.task} à {entry.budget} nombres."
        )
    base = whole(below, among)
    return replace(
        entry,
        preset=entry.preset or base.preset,
        config={**base.config, **entry.config},
        recipe={**base.recipe, **entry.recipe},
        engine="torch" if entry.network else entry.engine or base.engine,
        precision=entry.precision or base.precision,
        network=entry.network or base.network,
        training=entry.training or base.training,
    )


def config_of(entry: Entry) -> Config:
    """The dials of a whole entry's model."""
    vocabulary = TASKS[entry.task].vocabulary
    return preset(entry.preset).with_dials(**{"vocabulary": vocabulary, **entry.config})


def recipe_of(entry: Entry) -> Recipe:
    """The dials of a whole entry's training."""
    try:
        return Recipe(**entry.recipe)
    except TypeError as error:
        raise InputError(f"{entry.name} : {error}.") from None


def parameters_of(entry: Entry) -> int:
    """How many numbers it learns, without training it."""
    config = config_of(entry)
    if entry.network is None:
        return config.parameter_count()
    return sum(weight.numel() for weight in entry.network(config, 0).parameters())


def check_budget(name: str, budget: int, parameters: int) -> None:
    """An entry stands in the smallest budget that it fits: InputError if it says another one."""
    fits = next((most for most in BUDGETS if parameters <= most), None)
    if fits is None:
        raise InputError(f"{name} a {parameters} nombres : {BUDGETS[-1]} au plus.")
    if fits != budget:
        raise InputError(f"{name} a {parameters} nombres : son budget est {fits}, pas {budget}.")


def digest(entry: Entry) -> str:
    """8 hex digits that tell what a whole entry does: its dials and its own code."""
    own = [made for made in (entry.network, entry.training) if made is not None]
    files = {inspect.getsourcefile(made) or "" for made in own}
    code = [made.__qualname__ for made in own]
    code += sorted(_bare(Path(file).read_text("utf-8")) for file in files)
    said = [entry.preset, dict(entry.config), dict(entry.recipe), entry.engine, entry.precision]
    text = json.dumps([*said, *code], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _bare(code: str) -> str:
    """Without comments, docstrings and the entries themselves: what is left computes."""
    return "\n".join(ast.unparse(node) for node in _computing(ast.parse(code).body))


def _computing(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Assign) and "Entry(" in ast.unparse(node):
            continue
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            node.body = [*_computing(node.body)] or [ast.Pass()]
        yield node
