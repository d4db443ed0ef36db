"""The diagram of a model, drawn from its config: other dials draw other pictures."""

from __future__ import annotations

from html import escape

from ...i18n import a_dire, dire
from ...model.config import Config
from ..picture import Picture, frame, scroll
from ..registry import drawing, for_pupils
from ..stages import Stage, Stages, stages
from ..words import cell, clean, paragraph, visible, whole

_W, _X, _BOX, _MIDDLE = 360, 46, 296, 194
_GAP, _ROW = 26, 24
_LINE = 31
"""Letters that a line of a box holds."""
_COLOURS = {
    "input": "grey",
    "embedding": "green",
    "norm": "gold",
    "attention": "blue",
    "mlp": "orange",
    "scores": "rose",
    "probabilities": "violet",
}
_SHORTCUTS = a_dire(
    "Les pointillés\u00a0: les raccourcis (connexions résiduelles). ⊕\u00a0: on additionne."
)


@drawing
def architecture(
    config: Config, example: str = ".pik", title: str = "L’architecture du modèle"
) -> Picture:
    """Stage by stage with shapes and counts, which add up to ``config.parameter_count()``."""
    plan = stages(config)
    seen = example[-config.context :]
    sums = [(1, s) for s in plan.before] + [(config.layers, s) for s in plan.block]
    sums += [(1, s) for s in plan.after]
    learned = [(times, s) for times, s in sums if s.count]
    total = sum(times * s.count for times, s in learned)
    said = dire("{total} nombres à apprendre (paramètres).").format(total=whole(total))
    label = ", puis ".join(stage.title for _times, stage in sums)
    if config.layers > 1:
        said += dire(
            " La couche est dessinée une fois\u00a0: il y en a {layers} à la suite."
        ).format(layers=config.layers)
    rows = "".join(
        f"<tr><th scope='row' class='left'>{stage.title}{f' × {times}' if times > 1 else ''}</th>"
        f"<td>{whole(times * stage.count)}</td></tr>"
        for times, stage in learned
    )
    table = dire(
        "<table>{rows}<tr style='border-top:2px solid var(--line)'><th "
        "scope='row' class='left'>En "
        "tout</th><td><b>{total}</b></td></tr></table>"
    ).format(rows=rows, total=whole(total))
    inside = dire(
        "{plan}<p><b>{said}</b> {SHORTCUTS}</p><details><summary>Voir "
        "l’addition</summary>{table}</details>"
    ).format(
        plan=_draw(plan, config, seen, escape(f"{label}. {said}")),
        said=said,
        SHORTCUTS=dire(_SHORTCUTS),
        table=scroll(table, dire("L’addition"), title),
    )
    return frame(title, inside, _text(plan, config, seen, said))


@for_pupils
def afficher_architecture(config: Config | None = None, exemple: str = ".pik") -> Picture:
    """The diagram of a model, the mini-LLM's by default."""
    return architecture(config or Config(), exemple)


def _draw(plan: Stages, config: Config, seen: str, label: str) -> str:
    parts: list[str] = []
    y = 6.0
    for stage in plan.before:
        y = _arrow(parts, _box(parts, y, stage, config, seen))
    tied = y - _GAP - 30
    top = y - 4
    panel = len(parts)
    y += 34
    for branch in (plan.attention, plan.mlp):
        start = y - 17
        for stage in branch:
            end = _box(parts, y, stage, config, seen)
            y = _arrow(parts, end) if stage is not branch[-1] else end
        y = _plus(parts, start, y)
        y = _arrow(parts, y)
    times = (
        dire("Couche × {layers}").format(layers=config.layers)
        if config.layers > 1
        else dire("Couche × 1")
    )
    parts.insert(
        panel,
        f"<rect x='4' y='{top:.0f}' width='344' height='{y - _GAP + 8 - top:.0f}' rx='14' "
        "fill='var(--tint)' stroke='var(--soft)' stroke-dasharray='1 4' stroke-linecap='round' "
        f"stroke-width='2'/><text x='338' y='{top + 23:.0f}' text-anchor='end' font-size='17' "
        f"font-weight='700'>{times}</text>"
        f"<path d='M{_MIDDLE} {top:.0f}v30' stroke='var(--soft)' stroke-width='2'/>"
        f"<path d='M{_MIDDLE - 6} {top + 29:.0f}h12l-6 9z' fill='var(--soft)'/>",
    )
    for stage in plan.after:
        if stage.kind == "scores" and config.tied:
            parts.append(
                f"<path d='M340 {tied:.0f}h8q8 0 8 8V{y + 20:.0f}q0 8-8 8h-8' fill='none' "
                "stroke='rgb(var(--green))' stroke-width='2.5' stroke-dasharray='3 4'/>"
            )
        end = _box(parts, y, stage, config, seen)
        y = end if stage is plan.after[-1] else _arrow(parts, end)
    return (
        f"<svg viewBox='0 0 {_W} {y + 6:.0f}' style='max-width:460px' role='img' "
        f"aria-label='{label}'>{''.join(parts)}</svg>"
    )


def _box(parts: list[str], y: float, stage: Stage, config: Config, seen: str) -> float:
    """Draw a box from ``y`` down; the answer is where it ends."""
    colour = f"rgb(var(--{_COLOURS[stage.kind]}))"
    inside: list[str] = []
    at = y + 34
    if stage.kind == "input":
        at = _tiles(inside, at, config, seen)
    if stage.kind == "attention":
        for place, (word, english) in enumerate(
            (("question", "query"), (dire("étiquette"), "key"), ("information", "value"))
        ):
            x = _X + 9 + 94 * place
            inside.append(
                f"<rect x='{x}' y='{at:.0f}' width='88' height='44' rx='7' fill='var(--card)' "
                f"stroke='{colour}'/>"
                f"<text x='{x + 44}' y='{at + 18:.0f}' text-anchor='middle' font-size='14'>{word}"
                f"</text><text x='{x + 44}' y='{at + 37:.0f}' text-anchor='middle' "
                f"class='soft' font-size='14'>({english})</text>"
            )
        at += 50
    for said, count in stage.rows:
        inside.append(f"<text x='{_X + 12}' y='{at + 17:.0f}' font-size='15'>{escape(said)}</text>")
        if count is not None:
            if len(said) + len(whole(count)) > _LINE:
                at += _ROW
            inside.append(
                f"<text x='{_X + _BOX - 12}' y='{at + 17:.0f}' text-anchor='end' font-size='15' "
                f"font-weight='650' class='count'>{whole(count)}</text>"
            )
        at += _ROW
    end = at + (6 if stage.rows or inside else 2)
    parts.append(
        f"<rect x='{_X}' y='{y:.0f}' width='{_BOX}' height='{end - y:.0f}' rx='10' "
        f"fill='var(--card)'/><rect x='{_X}' y='{y:.0f}' width='{_BOX}' height='{end - y:.0f}' "
        f"rx='10' fill='{colour}' fill-opacity='.14' stroke='{colour}' stroke-width='2'/>"
        f"<text x='{_X + 12}' y='{y + 24:.0f}' font-size='16' font-weight='700'>"
        f"{escape(stage.title)}</text>{''.join(inside)}"
    )
    return end


def _tiles(parts: list[str], y: float, config: Config, seen: str) -> float:
    """The letters that the model sees, with their numbers where the lesson's alphabet has them."""
    lesson = config.vocabulary == 27 and all(c == "." or "a" <= c <= "z" for c in seen)
    shown = seen[-8:]
    for place, letter in enumerate(shown):
        x = _X + 12 + 33 * place
        parts.append(
            f"<rect x='{x}' y='{y:.0f}' width='29' height='29' rx='6' fill='var(--card)' "
            f"stroke='var(--soft)'/><text x='{x + 14.5}' y='{y + 20:.0f}' text-anchor='middle' "
            f"font-size='17' font-weight='700'>{escape(visible(letter))}</text>"
        )
        if lesson:
            parts.append(
                f"<text x='{x + 14.5}' y='{y + 46:.0f}' text-anchor='middle' font-size='15' "
                f"class='soft'>{_id(letter)}</text>"
            )
    return y + 34 + (18 if lesson else 0)


def _id(letter: str) -> int:
    """The lesson's token: . is 0, a is 1."""
    return 0 if letter == "." else ord(letter) - 96


def _arrow(parts: list[str], y: float) -> float:
    parts.append(
        f"<path d='M{_MIDDLE} {y:.0f}v{_GAP - 8}' stroke='var(--soft)' stroke-width='2'/>"
        f"<path d='M{_MIDDLE - 6} {y + _GAP - 9:.0f}h12l-6 9z' fill='var(--soft)'/>"
    )
    return y + _GAP


def _plus(parts: list[str], start: float, y: float) -> float:
    """The shortcut that left above the boxes goes round them and is added below."""
    parts.append(f"<path d='M{_MIDDLE} {y:.0f}v18' stroke='var(--soft)' stroke-width='2'/>")
    plus, middle = y + 30, (start + y + 30) / 2
    parts.append(
        f"<path d='M{_MIDDLE} {start:.0f}H42Q32 {start:.0f} 32 {start + 10:.0f}V{plus - 10:.0f}"
        f"Q32 {plus:.0f} 42 {plus:.0f}H{_MIDDLE - 22}' fill='none' stroke='rgb(var(--violet))' "
        "stroke-width='2.5' stroke-dasharray='6 4'/>"
        f"<path d='M{_MIDDLE - 22} {plus - 6:.0f}v12l9-6z' fill='rgb(var(--violet))'/>"
        f"<text x='22' y='{middle:.0f}' font-size='15' text-anchor='middle' "
        f"transform='rotate(-90 22 {middle:.0f})'>raccourci</text>"
        f"<circle cx='{_MIDDLE}' cy='{plus:.0f}' r='12' fill='var(--card)' "
        f"stroke='rgb(var(--violet))' stroke-width='2.5'/>"
        f"<path d='M{_MIDDLE - 6} {plus:.0f}h12M{_MIDDLE} {plus - 6:.0f}v12' "
        "stroke='var(--ink)' stroke-width='2.5'/>"
    )
    return plus + 12


def _text(plan: Stages, config: Config, seen: str, said: str) -> list[str]:
    lines: list[str] = []

    def box(stage: Stage, margin: str) -> None:
        lines.append(f"{margin}┌─ {stage.title}")
        if stage.kind == "input":
            lines.append(f"{margin}│  «\u00a0{clean(seen)[-40:]}\u00a0»")
        if stage.kind == "attention":
            lines.append(
                dire("{margin}│  question (query), étiquette (key), information (value)").format(
                    margin=margin
                )
            )
        for row, count in stage.rows:
            number = "" if count is None else whole(count)
            lines.append(f"{margin}│  {cell(row, 42)}{number:>12}")
        lines.append(f"{margin}└──▼")

    for stage in plan.before:
        box(stage, "")
    lines.append(f"╔ Couche × {config.layers}")
    for branch in (plan.attention, plan.mlp):
        lines.append(dire("║ ┌┄┄ raccourci (connexion résiduelle)"))
        for stage in branch:
            box(stage, "║ ┆ ")
        lines.append("║ └┄▶⊕")
    lines.append("╚")
    for stage in plan.after:
        box(stage, "")
    return lines + paragraph(said)
