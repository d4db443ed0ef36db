"""Horizontal bars: probabilities, or any numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Literal

from .picture import Picture, card, number, percent, same_length

_WIDTH = 40


def bars(
    values: Sequence[float],
    labels: Sequence[str],
    title: str,
    kind: Literal["percent", "number"] = "percent",
    marked: str | None = None,
) -> Picture:
    """One bar a value, its length relative to the largest; negative ones are hatched.

    Unequal lengths raise ValueError.
    """
    same_length(values, labels, "Il faut un nom pour chaque nombre")
    say = percent if kind == "percent" else number
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0) or 1
    rows, lines = [], [title]
    width = max((len(str(label)) for label in labels), default=0)
    for value, name in zip(values, labels, strict=True):
        label = str(name)
        share = abs(value) / largest if math.isfinite(value) else 0.0
        mark = " ◀" if label == marked else ""
        bold = "b" if mark else "span"
        rows.append(
            f"<tr><th scope='row'>{escape(label)}</th>"
            f"<td><span class='pllm-bar{' pllm-neg' if value < 0 else ''}' aria-hidden='true' "
            f"style='width:{100 * share:.1f}%'></span></td>"
            f"<td style='white-space:nowrap'><{bold}>{say(value)}{mark}</{bold}></td></tr>"
        )
        drawn = ("▒" if value < 0 else "█") * round(_WIDTH * share)
        lines.append(f"{label[:20]:>{min(width, 20)}} {drawn:<{_WIDTH}} {say(value)}{mark}")
    table = f"<table class='pllm-bars'>{''.join(rows)}</table>"
    return Picture(card(title, table), "\n".join(lines))
