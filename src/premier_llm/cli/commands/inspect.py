"""``premier-llm inspect``: every number between a text and the next letter, word or piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ...data.report import visible
from ...errors import InputError
from ...i18n import number
from ..files import engine_options, is_text
from ..parameters import FileName
from ..terminal import (
    WIDTH,
    bar,
    can_draw,
    console,
    json_option,
    percent,
    print_json,
    table_style,
)
from ..tokens import begun, shown

if TYPE_CHECKING:
    from ...engines.contract import Model
    from ...files.model_file import ModelFile
    from ...model.vocabulary import TokenKind
    from ...using.anatomy import Value

LIKELIEST = 5
WORTH_SHOWING = 0.005
"""Less likely tokens are left out."""
MOST_NUMBERS = 32
"""Numbers of a value that fit on its line."""
NUMBER = 9
"""Characters of a number in a table, the space before it included."""


@click.command(
    "inspect",
    options_metavar=_("[OPTIONS]"),
    short_help=_("Every number between a text and the next letter or word."),
    help=_(
        "Follow TEXT through the model of FILE: each calculation with its shape, where the "
        "attention looks, and the letters or words it expects next. The dot marks the beginning "
        "of a name; a story needs no sign.\n\n"
        "\b\n"
        "Examples:\n"
        "  premier-llm inspect pokemon.safetensors .pik\n"
        "  premier-llm inspect pokemon.safetensors .pik --point logits\n"
        "  premier-llm inspect pokemon.safetensors .pik --off attention.0\n"
        '  premier-llm inspect histoires.safetensors "Un renard"'
    ),
)
@click.argument("file", metavar=_("FILE"), type=FileName())
@click.argument("text", metavar=_("TEXT"))
@click.option("--point", metavar=_("NAME"), help=_("Print all the numbers of one value."))
@click.option(
    "--off",
    metavar=_("PART"),
    multiple=True,
    help=_("Switch a part off and see what it costs: positions, attention.0, mlp.0…"),
)
@engine_options
@json_option
def command(
    file: Path,
    text: str,
    point: str | None,
    off: Sequence[str],
    engine_name: str,
    device: str,
    as_json: bool,
) -> None:
    from ...files.model_file import load
    from ...using.anatomy import anatomy
    from ..files import revive

    saved = load(file)
    model = revive(saved, engine_name, device)
    letters, tokens = _read(saved, text)
    values = anatomy(model, tokens)
    if point is not None and point not in values:
        raise InputError(
            _("There is no value called {name!r}. The values are: {known}.").format(
                name=point, known=", ".join(values)
            )
        )
    cut = anatomy(model, tokens, off) if off else None
    losses = _losses(saved, model, off) if off else None
    if as_json:
        names = [point] if point else list(values)
        source = cut or values
        print_json(
            {
                "file": str(file),
                "tokens": [{"token": a, "id": i} for a, i in zip(letters, tokens, strict=True)],
                "off": list(off),
                "loss": losses and losses[0],
                "loss_without": losses and losses[1],
                "next": _next(saved, values),
                "next_without": cut and _next(saved, cut),
                "values": {
                    name: {"shape": source[name].shape, "numbers": source[name].numbers}
                    for name in names
                },
            }
        )
        return
    if point is not None:
        _print_point((cut or values)[point], letters, saved.vocabulary.kind)
    elif cut is not None:
        _print_cut(saved, letters, tokens, off, values, cut, losses)
    else:
        _print_all(saved, letters, tokens, values)


def _read(saved: ModelFile, text: str) -> tuple[list[str], list[int]]:
    """The last T tokens of a text that begins, for names, with the boundary."""
    vocabulary = saved.vocabulary
    tokens = vocabulary.encode(begun(vocabulary, text, not is_text(saved)))
    if vocabulary.boundary is not None:
        tokens = [vocabulary.boundary, *tokens]
    if not tokens:
        raise InputError(_("Give at least one letter."))
    tokens = tokens[-saved.config.context :]
    return [shown(vocabulary.tokens[token]) for token in tokens], tokens


def _next(saved: ModelFile, values: dict[str, Value]) -> list[dict[str, Any]]:
    """Every token with its probability after the text, likeliest first."""
    last = values["probabilities"].numbers[-1]
    ranked = sorted(range(len(last)), key=lambda i: -last[i])
    return [{"token": saved.vocabulary.tokens[i], "probability": last[i]} for i in ranked]


def _losses(saved: ModelFile, model: Model, off: Sequence[str]) -> tuple[float, float] | None:
    """The loss on what the model learned from, with all its parts and without some."""
    from ...data.windows import spread_windows
    from ...judging.judgement import TEXT_WINDOWS
    from ...using.anatomy import switch_off
    from ..files import list_of, parts_of

    corpus = list_of(saved)
    if corpus is None:
        return None
    train, _hidden = parts_of(saved, corpus)
    batch = model.pack(spread_windows(train, saved.config.context, TEXT_WINDOWS))
    return model.loss(batch), model.loss(batch, switch_off(saved.config, off))


def _print_all(
    saved: ModelFile, letters: list[str], tokens: list[int], values: dict[str, Value]
) -> None:
    from ...using.anatomy import parts

    out = console()
    pairs = "  ".join(f"{a}={i}" for a, i in zip(letters, tokens, strict=True))
    out.print(_("The model reads numbers: {pairs}").format(pairs=pairs), style="bold")
    kind = saved.vocabulary.kind
    stages = {
        "token_embedding": {
            "letters": _("Each letter gets its identity card (embedding)"),
            "words": _("Each word gets its identity card (embedding)"),
            "pieces": _("Each piece gets its identity card (embedding)"),
        }[kind],
        "attention_norm": {
            "letters": _("Attention: each letter looks at those before it"),
            "words": _("Attention: each word looks at those before it"),
            "pieces": _("Attention: each piece looks at those before it"),
        }[kind],
        "mlp_norm": _("Network (MLP): neurons combine what was seen"),
        "final_norm": {
            "letters": _("A score for each letter, then probabilities"),
            "words": _("A score for each word, then probabilities"),
            "pieces": _("A score for each piece, then probabilities"),
        }[kind],
    }
    shapes = {name: " × ".join(map(number, value.shape)) for name, value in values.items()}
    longest_name, longest_shape = max(map(len, values)), max(map(len, shapes.values()))
    columns = (
        _("value").ljust(longest_name),
        _("shape").rjust(longest_shape),
        {
            "letters": _("the numbers of the last letter, {letter}"),
            "words": _("the numbers of the last word, {letter}"),
            "pieces": _("the numbers of the last piece, {letter}"),
        }[kind].format(letter=letters[-1]),
    )
    out.print("\n  " + "  ".join(columns), style="dim")
    for name, value in values.items():
        stage = stages.get(name.rpartition(".")[2])
        if stage is not None:
            layered = saved.config.layers > 1 and name.startswith("blocks.")
            layer = _("layer {layer}").format(layer=name.split(".")[1]) + " · " if layered else ""
            out.print(f" {layer}{stage}", style="bold")
        cells = name.ljust(longest_name), shapes[name].rjust(longest_shape)
        out.print("  " + "  ".join((*cells, _heights(_of_last(value)))))
    out.print(
        _("Each stroke is a number: the highest is the largest, the lowest the smallest."),
        style="dim",
    )
    _print_attention(saved, letters, values)
    title = {
        "letters": _("The next letter:"),
        "words": _("The next word:"),
        "pieces": _("The next piece:"),
    }[kind]
    out.print("\n" + title, style="bold")
    likely = [s for s in _next(saved, values)[:LIKELIEST] if s["probability"] >= WORTH_SHOWING]
    names = [_letter(saved, said) for said in likely]
    wide = _widest(names)
    for name, said in zip(names, likely, strict=True):
        out.print(f"  {name:<{wide}}  {_probability(said, wide)}")
    out.print(
        "\n"
        + _(
            "All the numbers of one value: --point NAME. To switch a part off: --off PART, where "
            "the parts are {parts}."
        ).format(parts=", ".join(parts(saved.config))),
        style="dim",
        width=WIDTH,
    )


def _letter(saved: ModelFile, said: dict[str, Any]) -> str:
    boundary = saved.vocabulary.boundary
    if boundary is not None and said["token"] == saved.vocabulary.tokens[boundary]:
        return _("end")
    return shown(said["token"])


def _widest(names: Iterable[str]) -> int:
    """The columns of these names, in a table: 4 at least."""
    return max([4, *map(len, names)])


def _probability(said: dict[str, Any], wide: int) -> str:
    return f"{percent(said['probability'])}  {bar(said['probability'], 54 - wide)}"


def _of_last(value: Value) -> list[float]:
    """The numbers of a value at the last letter; of every head, one after the other."""
    if len(value.shape) == 3:
        return [x for head in value.numbers for x in head[-1]]
    return list(value.numbers[-1])


def _heights(numbers: list[float]) -> str:
    """A stroke for each number, its height between the least and the greatest."""
    shown = numbers[:MOST_NUMBERS]
    least, most = min(numbers), max(numbers)
    steps = "▁▂▃▄▅▆▇█" if can_draw() else "0123456789"
    spread = (most - least) or 1.0
    drawn = "".join(
        steps[min(int((x - least) / spread * len(steps)), len(steps) - 1)] for x in shown
    )
    return drawn + ("…" if len(numbers) > len(shown) else "")


def _print_attention(saved: ModelFile, letters: list[str], values: dict[str, Value]) -> None:
    """Where the last letter looks; with one head, each letter too."""
    from rich.table import Table

    out = console()
    config = saved.config
    for layer in range(config.layers):
        heads = values[f"blocks.{layer}.attention.weights"].numbers
        title = {
            "letters": _("Where the last letter looks"),
            "words": _("Where the last word looks"),
            "pieces": _("Where the last piece looks"),
        }[saved.vocabulary.kind]
        if config.layers > 1:
            title += " " + _("(layer {layer})").format(layer=layer)
        out.print("\n" + title, style="bold")
        if config.heads == 1:
            wide = _widest(letters)
            for letter, weight in zip(letters, heads[0][-1], strict=True):
                out.print(f"  {letter:<{wide}}  {percent(weight)}  {bar(weight, 54 - wide)}")
            continue
        table = Table(**table_style())
        table.add_column("")
        for head in range(config.heads):
            table.add_column(_("head {head}").format(head=head), justify="right")
        for place, letter in enumerate(letters):
            table.add_row(letter, *(percent(head[-1][place]) for head in heads))
        out.print(table)


def _print_point(value: Value, letters: list[str], kind: TokenKind) -> None:
    out = console()
    shape = " × ".join(map(number, value.shape))
    out.print(f"{value.name}  ({shape})", style="bold")
    if len(value.shape) == 3:
        for head, matrix in enumerate(value.numbers):
            if value.shape[0] > 1:
                out.print(_("head {head}").format(head=head), style="bold")
            _print_matrix(matrix, letters, kind)
    else:
        _print_matrix(value.numbers, letters, kind)


def _print_matrix(matrix: list[list[float]], letters: list[str], kind: TokenKind) -> None:
    """(n, features): a column for each letter, so that it fits; (n, n): a row for each."""
    out = console()
    if len(matrix) == len(matrix[0]):
        said = {
            "letters": _("  row: the letter that looks; column: the letter it looks at"),
            "words": _("  row: the word that looks; column: the word it looks at"),
            "pieces": _("  row: the piece that looks; column: the piece it looks at"),
        }[kind]
        out.print(said, style="dim")
        rows, columns, cells = letters, letters, matrix
    else:
        rows = [str(i) for i in range(len(matrix[0]))]
        columns, cells = letters, [list(row) for row in zip(*matrix, strict=True)]
    left, wide = _widest(rows), max(NUMBER, _widest(columns) + 1)
    at_once = max((WIDTH - 2 - left) // wide, 1)
    for start in range(0, len(columns), at_once):
        part = slice(start, start + at_once)
        titles = "".join(f"{name:>{wide}}" for name in columns[part])
        out.print(" " * (left + 2) + titles, style="bold")
        for name, row in zip(rows, cells, strict=True):
            out.print(f"  {name:<{left}}" + "".join(f"{_cell(x):>{wide}}" for x in row[part]))


def _cell(value: float) -> str:
    return "-∞" if value == float("-inf") else number(value, 4)


def _print_cut(
    saved: ModelFile,
    letters: list[str],
    tokens: list[int],
    off: Sequence[str],
    values: dict[str, Value],
    cut: dict[str, Value],
    losses: tuple[float, float] | None,
) -> None:
    out, kind = console(), saved.vocabulary.kind
    # Words have spaces between them; letters and pieces follow one another as they are.
    text = visible(saved.vocabulary.decode(tokens)) if kind == "words" else "".join(letters)
    out.print(
        _("After {text}, without {parts}").format(text=text, parts=", ".join(off)),
        style="bold",
    )
    if losses is not None:
        top = max(*losses, 1e-9)
        for label, loss in zip((_("loss, whole"), _("loss, without")), losses, strict=True):
            out.print(f"  {label:<18}{number(loss, 3):>8}  {bar(loss / top, 40)}")
    before = {said["token"]: said["probability"] for said in _next(saved, values)}
    after = {said["token"]: said["probability"] for said in _next(saved, cut)}
    best = sorted(before, key=lambda token: -max(before[token], after[token]))[:LIKELIEST]
    best = [token for token in best if max(before[token], after[token]) >= WORTH_SHOWING]
    title = {
        "letters": _("The next letter, whole and without:"),
        "words": _("The next word, whole and without:"),
        "pieces": _("The next piece, whole and without:"),
    }[kind]
    out.print("\n" + title, style="bold")
    wide = _widest(_letter(saved, {"token": token}) for token in best)
    for token in best:
        for label, said in ((_("whole"), before), (_("without"), after)):
            fact = {"token": token, "probability": said[token]}
            letter = _letter(saved, fact) if said is before else ""
            out.print(f"  {letter:<{wide}} {label:<10} {_probability(fact, wide)}")
