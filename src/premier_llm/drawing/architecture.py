"""The diagram of a model, drawn from its config: other dials draw other pictures."""

from __future__ import annotations

from html import escape

from ..config import Config, parameter_table
from .picture import Picture, card, whole

_W, _X, _BOX = 640, 96, 448
_GAP = 30
_ACTIVATIONS = {"relu": "ReLU", "gelu": "GELU", "gelu_tanh": "GELU"}


class _Drawing:
    """Boxes one under the other, and the shortcuts that go round them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[str] = []
        self.y = 10.0

    def box(self, title: str, detail: list[str], colour: str, count: int | None = None) -> None:
        """A box with its title, lines of detail, and how many numbers it learns."""
        height = 34 + 21 * len(detail)
        self.parts.append(
            f"<rect x='{_X}' y='{self.y:.0f}' width='{_BOX}' height='{height}' rx='10' "
            f"fill='color-mix(in srgb,{colour} 16%,var(--card))' stroke='{colour}' "
            f"stroke-width='2'/>"
            f"<text x='{_X + 16}' y='{self.y + 23:.0f}' font-size='17' font-weight='650'>"
            f"{title}</text>"
        )
        if count:
            self.parts.append(
                f"<text class='soft' x='{_X + _BOX - 14}' y='{self.y + 23:.0f}' font-size='15' "
                f"text-anchor='end'>{whole(count)} nombres</text>"
            )
        for place, line in enumerate(detail):
            self.parts.append(
                f"<text class='soft' x='{_X + 16}' y='{self.y + 45 + 21 * place:.0f}' "
                f"font-size='15'>{escape(line)}</text>"
            )
        self.y += height
        tail = f"  [{whole(count)} nombres]" if count else ""
        self.lines += [f"┌ {title}{tail}", *(f"│   {line}" for line in detail)]

    def arrow(self) -> None:
        """Down to the next box."""
        self.parts.append(_down(self.y, _GAP))
        self.y += _GAP
        self.lines.append("│")

    def plus(self, start: float, colour: str) -> None:
        """The shortcut that left at ``start`` joins what came through the boxes."""
        middle = _X + _BOX / 2
        self.parts.append(_down(self.y, 22, head=False))
        y = self.y + 34
        self.parts.append(
            f"<path d='M{middle} {start:.0f}H52Q40 {start:.0f} 40 {start + 12:.0f}V{y - 12:.0f}"
            f"Q40 {y:.0f} 52 {y:.0f}H{middle - 13}' fill='none' stroke='{colour}' "
            f"stroke-width='2.5' stroke-dasharray='7 5'/>"
            f"<text x='30' y='{(start + y) / 2:.0f}' font-size='15' text-anchor='middle' "
            f"transform='rotate(-90 30 {(start + y) / 2:.0f})'>raccourci</text>"
            f"<circle cx='{middle}' cy='{y:.0f}' r='12' fill='var(--card)' stroke='{colour}' "
            f"stroke-width='2'/><text x='{middle}' y='{y + 6:.0f}' text-anchor='middle' "
            f"font-size='18' font-weight='700'>+</text>"
        )
        self.y = y + 12
        self.lines.append("⊕ ◀┄┄ raccourci (connexion résiduelle) : on ajoute ce qu’on avait")


def _down(y: float, length: float, head: bool = True) -> str:
    middle = _X + _BOX / 2
    tip = (
        f"<path d='M{middle - 6} {y + length - 8:.0f}l6 8 6-8z' fill='var(--soft)'/>"
        if head
        else ""
    )
    return (
        f"<path d='M{middle} {y:.0f}v{length - (8 if head else 0):.0f}' stroke='var(--soft)' "
        f"stroke-width='2'/>{tip}"
    )


def architecture(
    config: Config, example: str = ".pik", title: str = "L’architecture du modèle"
) -> Picture:
    """Stage by stage with shapes and counts, which add up to ``config.parameter_count()``."""
    V, T, D, H = config.vocabulary, config.context, config.embedding, config.hidden
    table = parameter_table(config)

    def count(*beginnings: str) -> int:
        return sum(p.count for p in table if p.name.startswith(beginnings))

    draw = _Drawing()
    seen = example[-T:]
    lesson = V == 27 and all(c == "." or "a" <= c <= "z" for c in seen)
    ids = [0 if c == "." else ord(c) - 96 for c in seen] if lesson else []
    draw.box(
        "Entrée",
        [f"« {seen} » → {ids}" if ids else f"de 1 à {whole(T)} lettres (tokens)"],
        "#6b7280",
    )
    draw.arrow()
    draw.box(
        "Carte d’identité (embedding)",
        [
            f"chaque lettre → {whole(D)} nombres ({whole(V)} × {whole(D)})",
            f"+ chaque place → {whole(D)} nombres ({whole(T)} × {whole(D)})",
        ],
        "#2a8a4a",
        count("token_embedding", "position_embedding"),
    )
    norm = {"rms": "RMSNorm", "layer": "LayerNorm"}.get(config.norm, "")
    if config.norm_embedding:
        draw.arrow()
        draw.box("Normalisation", [norm], "#8a6d1f", count("embedding_norm"))
    draw.arrow()
    top = draw.y
    if config.layers > 1:
        draw.lines.append(f"╔ {config.layers} blocs pareils, l’un après l’autre ; voici le premier")
        draw.y += 14
    start = draw.y - 10
    if config.norm_blocks:
        draw.box("Normalisation", [norm], "#8a6d1f", count("blocks.0.attention_norm"))
        draw.arrow()
    heads = "1 tête" if config.heads == 1 else f"{config.heads} têtes de {config.head_size} nombres"
    details = [
        f"question, étiquette, information ({heads})",
        "scores = question · étiquette ÷ √" + str(config.head_size) + " → softmax",
    ]
    if config.attention_output:
        details.append(f"puis un mélange des têtes ({whole(D)} × {whole(D)})")
    draw.box("Attention", details, "#3b6fd4", count("blocks.0.attention."))
    draw.plus(start, "#3b6fd4")
    draw.arrow()
    start = draw.y - 10
    if config.norm_blocks:
        draw.box("Normalisation", [norm], "#8a6d1f", count("blocks.0.mlp_norm"))
        draw.arrow()
    draw.box(
        "Réseau (MLP)",
        [f"{whole(D)} → {whole(H)} → {_ACTIVATIONS[config.activation]} → {whole(D)}"],
        "#c2571a",
        count("blocks.0.mlp."),
    )
    draw.plus(start, "#c2571a")
    if config.layers > 1:
        draw.y += 8
        right = _X + _BOX + 14
        draw.parts.append(
            f"<path d='M{right} {top:.0f}h12v{draw.y - top:.0f}h-12' fill='none' "
            f"stroke='var(--soft)' stroke-width='2'/><text x='{right + 20}' "
            f"y='{(top + draw.y) / 2:.0f}' font-size='17' font-weight='650'>"
            f"× {config.layers}</text>"
        )
        draw.lines.append(f"╚ × {config.layers}")
    draw.arrow()
    if config.norm_final:
        draw.box("Normalisation", [norm], "#8a6d1f", count("final_norm"))
        draw.arrow()
    tied = "avec les cartes d’identité elles-mêmes" if config.tied else f"{whole(V)} × {whole(D)}"
    draw.box(
        "Scores (logits)",
        [f"un score pour chaque lettre ({tied})"],
        "#b3365b",
        count("unembedding"),
    )
    draw.arrow()
    draw.box("Probabilités", [f"softmax → {whole(V)} probabilités, somme 100\u00a0%"], "#6a3fb5")
    total = config.parameter_count()
    said = f"{whole(total)} nombres à apprendre (paramètres)."
    if config.layers > 1:
        each = count("blocks.0.")
        said += f" Un bloc en a {whole(each)}, et il y en a {config.layers}."
    svg = (
        f"<svg viewBox='0 0 {_W} {draw.y + 12:.0f}' style='max-width:{_W}px' role='img' "
        f"aria-label='{escape(', puis '.join(_stages(draw.lines)), quote=True)}'>"
        f"{''.join(draw.parts)}</svg><p class='pllm-soft'>{said} Les pointillés sont les "
        "raccourcis (connexions résiduelles).</p>"
    )
    return Picture(card(title, svg), "\n".join([title, *draw.lines, said]))


def _stages(lines: list[str]) -> list[str]:
    return [line[2:].split("  [")[0] for line in lines if line.startswith("┌")]
