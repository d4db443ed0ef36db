"""The boxes that speak to pupils: an exercise's banner, a green or an amber answer, a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from textwrap import fill
from typing import Literal

from ..drawing.picture import Picture
from ..i18n import dire

Kind = Literal["exercice", "juste", "aide", "note", "bravo"]

_SIGNS: dict[Kind, str] = {
    "exercice": "✏️",
    "juste": "✅",
    "aide": "💡",
    "note": "👀",
    "bravo": "🏆",
}
_COLOURS: dict[Kind, tuple[str, str, str]] = {
    # (edge, background in light, background in dark): ink has at least 7:1 on each.
    "exercice": ("#3b6fd4", "#eaf1fd", "#1d2a44"),
    "juste": ("#2a8a4a", "#e3f5e8", "#173322"),
    "aide": ("#b87503", "#fdf3dc", "#3b2d10"),
    "note": ("#6b7280", "#f1f2f4", "#2a2d33"),
    "bravo": ("#6a3fb5", "#f0e9fc", "#2c2145"),
}

_STYLE = (
    "<style>"
    ".pllm-box{color:#1c2430;background:var(--l);border-left:5px solid var(--e);"
    "border-radius:0 10px 10px 0;padding:12px 16px;margin:6px 0 10px;max-width:46rem;"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;overflow-wrap:anywhere}"
    ".pllm-box p{margin:4px 0}.pllm-box ol,.pllm-box ul{margin:4px 0;padding-left:1.6em}"
    ".pllm-box code,.pllm-box pre{font:15px/1.45 ui-monospace,Menlo,Consolas,monospace;"
    "background:#8891a526;color:inherit;border-radius:4px;padding:1px 5px}"
    ".pllm-box pre{padding:8px 12px;white-space:pre-wrap;margin:6px 0}"
    ".pllm-box details{margin:6px 0}.pllm-box summary{cursor:pointer}"
    ".pllm-box .pllm-soft{opacity:.85;font-size:15px}"
    "@media(prefers-color-scheme:dark){.pllm-box{color:#e9ecf2;background:var(--d)}}"
    "[data-jp-theme-light=true] .pllm-box,.vscode-light .pllm-box"
    "{color:#1c2430;background:var(--l)}"
    "[data-jp-theme-light=false] .pllm-box,.vscode-dark .pllm-box"
    "{color:#e9ecf2;background:var(--d)}"
    "@media print{.pllm-box{color:#000;background:#fff}}"
    "</style>"
)


def box(kind: Kind, *parts: str) -> Picture:
    """A box of that kind; parts are HTML made by the functions below, one under the other."""
    edge, light, dark = _COLOURS[kind]
    inside = "".join(parts)
    colours = f"--e:{edge};--l:{light};--d:{dark}"
    html = (
        f"{_STYLE}<div class='pllm-box' data-kind='{kind}' style='{colours}'>"
        f"<span aria-hidden='true'>{_SIGNS[kind]}</span> {inside}</div>"
    )
    return Picture(html, f"{_SIGNS[kind]} {plain(inside)}")


class Code(str):
    """HTML of code already: ``code`` leaves it as it is, whoever hands it on."""


def code(text: object) -> Code:
    """A name or a value as code, whatever it holds, cut when it is long."""
    if isinstance(text, Code):
        return text
    said = text if isinstance(text, str) else repr(text)
    return Code(f"<code>{escape(said if len(said) <= 60 else said[:57] + '…')}</code>")


def strong(html: str) -> str:
    """A line that stands out."""
    return f"<b>{html}</b>"


def paragraph(html: str, soft: bool = False) -> str:
    """A paragraph; soft for what matters less."""
    return f"<p{' class=pllm-soft' if soft else ''}>{html}</p>"


def fold(title: str, html: str) -> str:
    """What opens on a click."""
    return f"<details><summary>{title}</summary>{html}</details>"


def hints(all_of_them: Iterable[str]) -> str:
    """Hints inside one another: each shows the way to the next."""
    inside = ""
    numbered = list(enumerate(all_of_them, 1))
    for number, hint in reversed(numbered):
        inside = fold(
            dire("Coup de pouce {number}").format(number=number), paragraph(hint) + inside
        )
    return inside


def choices(of: Mapping[str, str]) -> str:
    """The answers one can choose from."""
    items = "".join(f"<p><b>{escape(name)}</b>\u00a0: {said}</p>" for name, said in of.items())
    return f"<div>{items}</div>"


def numbered(source: str) -> str:
    """Code with the numbers of its lines."""
    lines = source.strip("\n").split("\n")
    return (
        "<pre>"
        + "\n".join(f"{place:2d}  {escape(line)}" for place, line in enumerate(lines, 1))
        + "</pre>"
    )


def plain(html: str) -> str:
    """The text of a box, for a terminal of 80 columns; what is folded is left out."""
    html = re.sub(r"<details.*</details>", "", html, flags=re.DOTALL)
    pieces = re.split(r"<pre>(.*?)</pre>", html, flags=re.DOTALL)
    said = []
    for place, piece in enumerate(pieces):
        if place % 2:
            said.append(unescape(piece))
            continue
        text = re.sub(r"<br>|</p>|</li>|</div>|<p[ >]|<p class=pllm-soft>", "\n<", piece)
        text = unescape(re.sub(r"<[^>]*>|<", "", text.replace("\n<", "\n")))
        text = re.sub(r"class=pllm-soft>", "", text)
        said += [fill(line.strip(), 78) for line in text.split("\n") if line.strip(" >")]
    return "\n".join(said)
