"""What every drawing is: the same picture as HTML and as text, in one frame and one style."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from textwrap import fill

from .words import WIDTH, clean

_LIGHT = (
    "--ink:#2b2740;--soft:#5f5973;--card:#fffdf8;--line:#e4dccd;--tint:#f6f1e6;"
    "--blue:42,98,200;--orange:190,84,20;--green:30,120,80;--gold:150,105,10;"
    "--rose:185,45,95;--violet:112,66,185;--grey:100,95,115;"
)
_DARK = (
    "--ink:#f0ecf7;--soft:#b9b2ca;--card:#211f2b;--line:#43405a;--tint:#2b2938;"
    "--blue:130,175,255;--orange:255,164,105;--green:105,210,160;--gold:232,190,90;"
    "--rose:255,140,175;--violet:196,160,255;--grey:170,165,190;"
)

# A page that says which theme it has is believed; elsewhere the system's theme decides.
STYLE = (
    "<style>"
    f".pllm{{{_LIGHT}color:var(--ink);background:var(--card);border:1px solid var(--line);"
    "border-radius:14px;padding:16px 18px;margin:10px 0;max-width:44rem;box-sizing:border-box;"
    "font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;text-align:left}"
    f"@media(prefers-color-scheme:dark){{.pllm{{{_DARK}}}}}"
    "[data-jp-theme-light=true] .pllm,.vscode-light .pllm,.vscode-high-contrast-light .pllm"
    f"{{{_LIGHT}}}"
    "[data-jp-theme-light=false] .pllm,.vscode-dark .pllm,"
    f".vscode-high-contrast:not(.vscode-high-contrast-light) .pllm{{{_DARK}}}"
    f"@media print{{.pllm.pllm{{{_LIGHT}--card:#fff}}}}"
    "@media(max-width:480px){.pllm{padding:12px 10px}}"
    ".pllm figcaption{font-weight:650;font-size:17px;color:inherit;margin:0 0 10px;"
    "text-align:left;overflow-wrap:anywhere}"
    ".pllm p{margin:8px 0 0;font-size:15px;color:var(--soft)}"
    ".pllm svg{display:block;width:100%;height:auto;margin:0 auto;font-family:inherit}"
    ".pllm svg text{fill:var(--ink)}.pllm svg .soft{fill:var(--soft)}"
    ".pllm svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;"
    "stroke-linejoin:round}"
    ".pllm .scroll{overflow-x:auto;position:relative}"
    # JupyterLab lays tables out with equal columns: say auto, or bars leave their card.
    ".pllm table{border-collapse:collapse;table-layout:auto;border:0;margin:0;color:inherit;"
    "background:none;font-size:15px;font-variant-numeric:tabular-nums}"
    ".pllm tr,.pllm tr:hover{background:none!important}"
    ".pllm td,.pllm th{padding:4px 8px;text-align:right;border:0;background:none;color:inherit;"
    "white-space:nowrap;vertical-align:middle}"
    ".pllm th{font-weight:600}.pllm .left{text-align:left}"
    ".pllm caption{caption-side:top;text-align:left;color:var(--soft);font-size:15px;"
    "padding:8px 0 4px}"
    ".pllm .grid td{border:1px solid var(--line);text-align:center;min-width:2.2em}"
    ".pllm .grid td:empty{border:0}.pllm .grid th[scope=col]{text-align:center}"
    ".pllm .hidden{background:repeating-linear-gradient(45deg,var(--line) 0 2px,"
    "transparent 2px 7px)}"
    ".pllm details{margin-top:10px;font-size:15px}.pllm summary{cursor:pointer;"
    "color:var(--soft)}"
    ".pllm .bars{width:100%}.pllm .bars th{white-space:normal;overflow-wrap:anywhere;"
    "max-width:10em}.pllm .bars td.track{width:100%;padding:4px 2px}"
    ".pllm .bar{display:block;height:18px;border-radius:5px;min-width:2px;box-sizing:border-box;"
    "background:rgba(var(--blue),.75);border:1.5px solid rgb(var(--blue))}"
    ".pllm .bar.minus{background:repeating-linear-gradient(45deg,rgba(var(--orange),.75) 0 4px,"
    "transparent 4px 8px);border-color:rgb(var(--orange))}"
    ".pllm .marked th,.pllm .marked td{font-weight:750}"
    ".pllm .marked .bar{background:rgb(var(--blue));outline:2px solid var(--ink);"
    "outline-offset:1px}"
    ".pllm .said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}"
    "</style>"
)


@dataclass(frozen=True, repr=False)
class Picture:
    """A drawing: one self-contained HTML fragment, and the same for a terminal of 80 columns."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def frame(title: str, inside: str, lines: list[str]) -> Picture:
    """The picture with its title; ``lines`` are the drawing as text, none wider than a terminal."""
    name = clean(title)
    head = f"<figcaption>{escape(name)}</figcaption>" if name else ""
    html = f"{STYLE}<figure class='pllm'>{head}{inside}</figure>"
    return Picture(html, "\n".join([fill(name, WIDTH), *lines] if name else lines))


def scroll(inside: str, what: str, title: str) -> str:
    """What may be wider than the page scrolls alone, with the keyboard too; whose it is it says."""
    label = escape(f"{what}, {clean(title)}")
    return f"<div class='scroll' tabindex='0' role='group' aria-label='{label}'>{inside}</div>"
