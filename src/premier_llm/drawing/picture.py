"""What every drawing is: the same picture as HTML and as text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STYLE = (
    "<style>"
    ".pllm{--ink:#1c2430;--soft:#5a6475;--card:#fffdf9;--line:#dcd7cc;--a:#3b6fd4;--b:#c2571a;"
    "--grid:#e9e5db;color:var(--ink);background:var(--card);border:1px solid var(--line);"
    "border-radius:12px;padding:14px 18px;margin:8px 0;max-width:44rem;box-sizing:border-box;"
    "font:16px/1.45 system-ui,-apple-system,'Segoe UI',sans-serif;overflow-x:auto}"
    "@media(prefers-color-scheme:dark){.pllm{--ink:#e9ecf2;--soft:#a9b2c3;--card:#1b1f27;"
    "--line:#3a4150;--a:#82a8ff;--b:#ffa469;--grid:#2b313d}}"
    "[data-jp-theme-light=true] .pllm,.vscode-light .pllm{--ink:#1c2430;--soft:#5a6475;"
    "--card:#fffdf9;--line:#dcd7cc;--a:#3b6fd4;--b:#c2571a;--grid:#e9e5db}"
    "[data-jp-theme-light=false] .pllm,.vscode-dark .pllm{--ink:#e9ecf2;--soft:#a9b2c3;"
    "--card:#1b1f27;--line:#3a4150;--a:#82a8ff;--b:#ffa469;--grid:#2b313d}"
    ".pllm .pllm-title{font-weight:650;margin:0 0 8px}"
    ".pllm table{border-collapse:collapse;color:inherit;background:none;font-size:15px;margin:0}"
    ".pllm td,.pllm th{padding:3px 7px;text-align:right;border:0;background:none;color:inherit;"
    "font-variant-numeric:tabular-nums}"
    ".pllm tr{background:none!important}"
    ".pllm caption{text-align:left;padding:2px 0 4px;color:var(--soft);caption-side:top}"
    ".pllm th{font-weight:600}.pllm .pllm-bars{width:100%}"
    ".pllm .pllm-bars td:nth-child(2){width:100%;padding:3px}"
    ".pllm .pllm-bar{display:block;height:18px;border-radius:4px;background:var(--a);min-width:2px}"
    ".pllm .pllm-neg{background:repeating-linear-gradient(45deg,var(--b) 0 5px,transparent 5px "
    "8px);outline:1px solid var(--b)}"
    ".pllm svg{display:block;width:100%;height:auto;font-family:inherit}"
    ".pllm svg text{fill:var(--ink)}.pllm .pllm-soft{color:var(--soft);font-size:15px}"
    ".pllm svg .soft{fill:var(--soft)}"
    "@media print{.pllm{--ink:#000;--card:#fff}}"
    "</style>"
)


@dataclass(frozen=True)
class Picture:
    """A drawing: one self-contained HTML fragment, and the same for a terminal of 80 columns."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def card(title: str, inside: str) -> str:
    """The frame that every drawing stands in."""
    head = f"<div class='pllm-title'>{escape(title)}</div>" if title else ""
    return f"{STYLE}<div class='pllm'>{head}{inside}</div>"


def number(value: float, digits: int = 2) -> str:
    """3,30: French, with a true minus."""
    if not math.isfinite(value):
        return "pas un nombre"
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "\u2212")


def percent(share: float) -> str:
    """12,5 %, and < 0,1 % rather than nothing."""
    if not math.isfinite(share):
        return "pas un nombre"
    if 0 < share < 0.001:
        return "<\u00a00,1\u00a0%"
    digits = 0 if share in (0, 1) or share >= 0.9995 else 1
    return f"{100 * share:.{digits}f}".replace(".", ",") + "\u00a0%"


def whole(value: int) -> str:
    """2 832, with a no-break space."""
    return f"{value:,}".replace(",", "\u00a0")


def same_length(a: Sequence[object], b: Sequence[object], what: str) -> None:
    """Raise ValueError, a sentence, if one of them is longer."""
    if len(a) != len(b):
        raise ValueError(f"{what}\u00a0: {len(a)} d’un côté et {len(b)} de l’autre.")


def letters_apart(letters: Sequence[str]) -> list[str]:
    """Letters told apart by their place where one comes twice: a1, a3."""
    return [
        f"{letter}{place}" if letters.count(letter) > 1 else str(letter)
        for place, letter in enumerate(letters, 1)
    ]
