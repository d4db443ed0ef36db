"""What a config's model does, stage by stage: what the diagram, its table and its text share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..i18n import dire
from ..model.config import Config, choice_of
from ..model.parameters import parameter_table
from .words import whole


@dataclass(frozen=True)
class Stage:
    """One box of the diagram."""

    kind: Literal["input", "embedding", "norm", "attention", "mlp", "scores", "probabilities"]
    title: str
    rows: tuple[tuple[str, int | None], ...]
    """What stands in the box, and how many numbers each row learns (None: it learns none)."""

    @property
    def count(self) -> int:
        """How many numbers the box learns."""
        return sum(count or 0 for _said, count in self.rows)


@dataclass(frozen=True)
class Stages:
    """The stages in order; the two branches are one block, which comes ``layers`` times."""

    before: list[Stage]
    attention: list[Stage]
    mlp: list[Stage]
    after: list[Stage]

    @property
    def block(self) -> list[Stage]:
        """The stages of one block."""
        return self.attention + self.mlp


def stages(config: Config) -> Stages:
    """Every stage of the model, with the counts of its parameter table."""
    V, D, H = (whole(n) for n in (config.vocabulary, config.embedding, config.hidden))
    sizes = {parameter.name: parameter.count for parameter in parameter_table(config)}

    def norm(name: str) -> Stage:
        learned = {"gain": f"{name}.weight", "décalage": f"{name}.bias"}
        rows = [(f"{said}\u00a0: {D}", sizes[key]) for said, key in learned.items() if key in sizes]
        title = dire("Normalisation ({name})").format(name=choice_of(config, "norm").name)
        return Stage("norm", title, tuple(rows))

    def total(prefix: str, *names: str) -> int:
        return sum(sizes.get(prefix + name, 0) for name in names)

    attention = "blocks.0.attention."
    three = ("query", "key", "value")
    heads = (
        dire("1 tête")
        if config.heads == 1
        else dire("{heads} têtes de {head_size} nombres").format(
            heads=config.heads, head_size=config.head_size
        )
    )
    where: list[tuple[str, int | None]] = []
    looks: list[tuple[str, int | None]] = [(f"3 × {D} × {D}", total(attention, *three))]
    if config.query_key_norm:
        looks.append((dire("question, étiquette normalisées"), None))
    if config.positions == "learned":
        said = dire("⊕ sa place\u00a0: {context} × {D}").format(context=whole(config.context), D=D)
        where.append((said, sizes["position_embedding"]))
    else:
        last = whole(config.context - 1)
        looks.append((dire("question, étiquette tournées"), None))
        looks.append((dire("selon leur place, de 0 à {last}").format(last=last), None))
    looks.append((f"{heads}, softmax", None))
    if config.attention_output:
        looks.append(
            (dire("mélange des têtes\u00a0: {D} × {D}").format(D=D), sizes[f"{attention}output"])
        )
    if config.attention_bias:
        biases = [f"{name}_bias" for name in (*three, "output")]
        looks.append(("biais", total(attention, *biases)))
    mlp = "blocks.0.mlp."
    thinks: list[tuple[str, int | None]] = [
        (f"{D} → {H}", sizes[f"{mlp}up.weight"]),
        (f"filtre {choice_of(config, 'activation').name}", None),
        (f"{H} → {D}", sizes[f"{mlp}down.weight"]),
    ]
    if config.mlp_bias:
        thinks.append((f"biais\u00a0: {H} + {D}", total(mlp, "up.bias", "down.bias")))
    scores: tuple[tuple[str, int | None], ...] = (
        (
            (dire("{V} scores, avec les mêmes").format(V=V), None),
            (dire("cartes d’identité qu’en haut"), None),
        )
        if config.tied
        else ((f"{V} scores\u00a0: {V} × {D}", sizes["unembedding"]),)
    )
    return Stages(
        before=[
            Stage("input", dire("Entrée"), ()),
            Stage(
                "embedding",
                dire("Carte d’identité (embedding)"),
                (
                    (dire("la lettre\u00a0: {V} × {D}").format(V=V, D=D), sizes["token_embedding"]),
                    *where,
                ),
            ),
            *([norm("embedding_norm")] if config.norm_embedding else []),
        ],
        attention=[
            *([norm("blocks.0.attention_norm")] if config.norm_blocks else []),
            Stage("attention", dire("Attention"), tuple(looks)),
        ],
        mlp=[
            *([norm("blocks.0.mlp_norm")] if config.norm_blocks else []),
            Stage("mlp", dire("Réseau (MLP)"), tuple(thinks)),
        ],
        after=[
            *([norm("final_norm")] if config.norm_final else []),
            Stage("scores", dire("Scores (logits)"), scores),
            Stage(
                "probabilities",
                dire("Probabilités"),
                (
                    (dire("softmax → {V} probabilités").format(V=V), None),
                    (dire("en tout 100\u00a0%"), None),
                ),
            ),
        ],
    )
