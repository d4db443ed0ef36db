"""What one writes on paper and Python reads otherwise: found in the pupil's text itself, so that
the help speaks of the mistake and not of what Python stumbled on."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..i18n import a_dire, dire
from .boxes import code

_QUOTED = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*'|#.*)")

_Finder = Callable[[ast.AST, str, Mapping[str, Any]], "str | None"]

_TYPED: list[tuple[str, str]] = [
    (
        r"[\d)\]]\s*[x×]\s*[\w(]|\b(?!for\b|in\b|if\b|and\b|or\b|not\b)\w+\s+[x×]\s+[\w(]",
        a_dire("Pour multiplier, Python veut une étoile\u00a0: <code>*</code>."),
    ),
    (
        r"=>|≥",
        a_dire("« Plus grand ou égal » s’écrit <code>&gt;=</code>, dans cet ordre."),
    ),
    (
        r"=<|≤",
        a_dire("« Plus petit ou égal » s’écrit <code>&lt;=</code>, dans cet ordre."),
    ),
    (r"<>|=!|≠", a_dire("« Différent de » s’écrit <code>!=</code>.")),
    (r"\+\+", a_dire("Python n’a pas de <code>++</code>. Écris <code>+ 1</code>.")),
    (
        r"(?:^|[\s=(+])\.(?:[\s+:)]|$)",
        a_dire('Le point est un texte\u00a0: mets-lui des guillemets, <code>"."</code>.'),
    ),
    (
        r"\w\(\s*[A-Za-z_][^()]*:",
        a_dire(
            "Pour prendre un morceau, il faut des crochets\u00a0: <code>texte[i : i + 3]</code>."
        ),
    ),
    (
        r"÷|\\|\d\s+:\s+\d|=.*[\])]\s+:\s+[\w(]",
        a_dire("Pour diviser, Python veut une barre\u00a0: <code>/</code>."),
    ),
    (r"[−–]", a_dire("Ce tiret n’est pas un moins. Tape le <code>-</code> du clavier.")),
    (r"√", a_dire("La racine carrée s’écrit <code>math.sqrt(…)</code>.")),
    (
        r"[²³]",
        a_dire("La puissance s’écrit avec deux étoiles\u00a0: <code>n**2</code>."),
    ),
    (
        r"[“”«»‘’]",
        a_dire(
            "Ces guillemets ne sont pas ceux de Python. Tape des guillemets droits\u00a0: "
            '<code>"</code>.'
        ),
    ),
]
"""Signs of paper, in a line that is no Python."""


_KEPT = "and|as|def|elif|else|for|from|if|import|in|is|lambda|not|or|return|while"
_WORD = rf"(?<![\w.])(?!(?:{_KEPT})\b)[^\W\d]\w*"


def typed(line: str) -> str | None:
    """What is meant by a line that Python could not read, where one can tell."""
    bare = _QUOTED.sub('""', line)
    for pattern, said in _TYPED:
        if re.search(pattern, bare):
            return dire(said)
    for pattern, tell in _TYPED_WITH_NAMES:
        if found := re.search(pattern, bare):
            return tell(*found.groups())
    return None


def _name_last(name: str) -> str:
    return dire("Le nom se met à gauche du signe égal\u00a0: {right}.").format(
        right=code(f"{name} = …")
    )


def _times(number: str, name: str) -> str:
    return dire("Pour multiplier, écris l’étoile entre les deux\u00a0: {right}.").format(
        right=code(f"{number} * {name}")
    )


def _no_parentheses(function: str, value: str) -> str:
    return dire("Une fonction veut des parenthèses\u00a0: {right}.").format(
        right=code(f"{function}({value})")
    )


def _glue(*_: str) -> str:
    return dire("Pour coller deux textes, il faut un {plus} entre les deux.").format(plus=code("+"))


def _space_in_name(first: str, second: str) -> str:
    return dire("Un nom s’écrit sans espace\u00a0: {right}.").format(
        right=code(f"{first}_{second}")
    )


def _nothing_between(first: str, second: str) -> str:
    return dire(
        "Entre {first} et {second}, il manque quelque chose\u00a0: un signe comme {plus} ou "
        "{times}, ou bien un {line} si c’est un seul nom."
    ).format(
        first=code(first), second=code(second), plus=code("+"), times=code("*"), line=code("_")
    )


def _large(number: str) -> str:
    return dire("Un grand nombre s’écrit sans espace ni virgule\u00a0: {right}.").format(
        right=code(re.sub(r"\D", "", number))
    )


def _label(*_: str) -> str:
    return dire(
        "Dans un dictionnaire, on écrit deux-points, pas un signe égal\u00a0: {right}."
    ).format(right=code('{"a": 4}'))


def _quotes(word: str) -> str:
    return dire("Un texte a des guillemets\u00a0: {right}.").format(right=code(f'"{word}"'))


_THOUSANDS = re.compile(r"(\d{1,3}(?:,\d{3}){2,})(?!\d)")

_TYPED_WITH_NAMES: list[tuple[str, Callable[..., str]]] = [
    (r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?!\d)", _large),
    (r"=\s*(\.[^\W\d]\w*)\s*$", _quotes),
    (r'\{[^}]*""\s*=', _label),
    (_THOUSANDS.pattern, _large),
    (r":\s*(\d+),(\d+)\s*[,}]", lambda whole, decimals: comma(whole, decimals)),
    (r"(\d+),(0\d*)", lambda whole, decimals: comma(whole, decimals)),
    (rf"^\s*[\d(][^=]*=\s*({_WORD})\s*$", _name_last),
    (r"(?<![\w.])(\d+)([A-Za-z_]\w*)", _times),
    (r"(math\.\w+|\b(?:print|sum|len|max|min|range)) +(\w+|\"\")", _no_parentheses),
    (rf'""\s+{_WORD}|{_WORD}\s+""', _glue),
    (rf"^\s*({_WORD}) ({_WORD})\s*=(?!=)", _space_in_name),
    (rf"({_WORD}|\b\d+) +({_WORD}|\d+\b)", _nothing_between),
]
"""The same, with the names that stand there."""


def meant(source: str) -> str | None:
    """What Python reads otherwise than it was meant, in an answer that runs and is wrong."""
    return _found(source, {}, (*_SIGNS, *_HABITS))


def failed(source: str, names: Mapping[str, Any]) -> str | None:
    """The same in a line that has failed; ``names``: the values that were there."""
    return _found(source, names, (*_SIGNS, *_FAILURES))


def led_to_failure(source: str) -> str | None:
    """The same in an answer that failed, perhaps further down."""
    return _found(source, {}, _SIGNS)


def _found(source: str, names: Mapping[str, Any], finders: tuple[_Finder, ...]) -> str | None:
    tree = _parsed(source)
    if tree is None:
        return None
    found = (find(node, source, names) for find in finders for node in ast.walk(tree))
    return next(filter(None, found), None)


def _parsed(source: str) -> ast.AST | None:
    # A line alone may be the head of a block.
    for text in (source, f"{source.strip()} pass", f"if 1: pass\n{source.strip()} pass"):
        with suppress(SyntaxError, ValueError):
            return ast.parse(text)
    return None


def _power(node: ast.AST, _source: str, _names: Mapping[str, Any]) -> str | None:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.BitXor):
        return dire(
            "En Python, <code>^</code> n’est pas la puissance. Écris deux étoiles\u00a0: "
            "<code>27**3</code>, par exemple."
        )
    return None


def _comma(node: ast.AST, source: str, _names: Mapping[str, Any]) -> str | None:
    """``d**0,5``: two values, unless there are two names for them or a sign around them."""
    value = None
    if isinstance(node, ast.BinOp):
        sides = [one for one in (node.left, node.right) if isinstance(one, ast.Tuple)]
        return _comma_in(sides[0], source) if sides else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        said = ast.get_source_segment(source, node) or ""
        found = re.search(r"math\.\w+\((\d+),(\d+)\)$", said)
        return comma(*found.groups()) if found else None
    if isinstance(node, (ast.Return, ast.Expr)) or (
        isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Tuple)
    ):
        value = node.value
    if not isinstance(value, ast.Tuple):
        return None
    if (ast.get_source_segment(source, value) or "").startswith("("):
        return None
    return _comma_in(value, source)


def _comma_in(values: ast.Tuple, source: str) -> str | None:
    """One comma may be a number's; several part its thousands, or are a list's."""
    said = ast.get_source_segment(source, values) or ""
    if _THOUSANDS.fullmatch(said):
        return _large(said)
    found = re.search(r"(\d+),(\d+)", said)
    return comma(*found.groups()) if found and len(values.elts) == 2 else None


def comma(whole: object, decimals: object) -> str:
    """The sentence on a number that was written with a comma."""
    return dire("En Python, la virgule d’un nombre s’écrit avec un point\u00a0: {number}.").format(
        number=code(f"{whole}.{decimals}")
    )


def _half(node: ast.AST, source: str, _names: Mapping[str, Any]) -> str | None:
    found = re.search(r"(\w+|\))\s*\*\*\s*1\s*/\s*2\b", _QUOTED.sub("", source))
    if found is None or not isinstance(node, ast.Module):
        return None
    number = found[1].replace(")", "(…)")
    return dire(
        "Python fait la puissance avant la division\u00a0: {written} divise par 2. Pour la racine, "
        "mets des parenthèses\u00a0: {right}."
    ).format(written=code(f"{number}**1/2"), right=code(f"{number}**(1/2)"))


def _not_kept(node: ast.AST, source: str, _names: Mapping[str, Any]) -> str | None:
    """``texte + lettre`` alone on its line."""
    if not isinstance(node, ast.Expr):
        return None
    said = code(ast.get_source_segment(source, node) or "")
    if isinstance(node.value, ast.BinOp):
        return dire(
            "La ligne {said} calcule, mais ne garde pas le résultat\u00a0: donne-lui un nom, avec "
            "{equals}."
        ).format(said=said, equals=code("="))
    if isinstance(node.value, ast.Compare):
        return dire(
            "La ligne {said} compare. Pour donner une valeur, écris un seul {equals}."
        ).format(said=said, equals=code("="))
    return None


def _one_equals(node: ast.AST, _source: str, _names: Mapping[str, Any]) -> str | None:
    """``permis = j = i``."""
    if isinstance(node, ast.Assign) and len(node.targets) > 1 and isinstance(node.value, ast.Name):
        return dire("Pour comparer, il faut deux signes égal\u00a0: {right}.").format(
            right=code(f"{ast.unparse(node.targets[-1])} == {node.value.id}")
        )
    return None


def _plus_after(node: ast.AST, _source: str, _names: Mapping[str, Any]) -> str | None:
    """``i =+ 2``."""
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.UnaryOp)
        and isinstance(node.value.op, ast.UAdd)
    ):
        name, more = ast.unparse(node.targets[0]), ast.unparse(node.value.operand)
        return dire("Pour ajouter, le plus vient avant le signe égal\u00a0: {right}.").format(
            right=code(f"{name} += {more}")
        )
    return None


def _early(node: ast.AST, _source: str, _names: Mapping[str, Any]) -> str | None:
    if isinstance(node, (ast.For, ast.While)) and any(
        isinstance(inside, ast.Return) for inside in node.body
    ):
        return dire(
            "Ton <code>return</code> est dans la boucle\u00a0: la fonction s’arrête dès le "
            "premier tour. Recule-le, sous le mot <code>for</code> ou <code>while</code>."
        )
    return None


def _printed(node: ast.AST, _source: str, _names: Mapping[str, Any]) -> str | None:
    if not isinstance(node, ast.FunctionDef):
        return None
    inside = list(_within(node))
    if any(isinstance(one, (ast.Return, ast.Yield)) for one in inside):
        return None
    if any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "print"
        for one in inside
    ):
        return dire(
            "<code>print</code> montre le résultat, mais ne le rend pas. À la fin de la fonction, "
            "écris <code>return</code> à la place de <code>print</code>."
        )
    return None


def _within(function: ast.FunctionDef) -> Iterator[ast.AST]:
    for statement in function.body:
        yield from ast.walk(statement)


def _next_place(node: ast.AST, source: str, _names: Mapping[str, Any]) -> str | None:
    """``mot[i] + 1`` for ``mot[i + 1]``."""
    if (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, (ast.Add, ast.Sub))
        and isinstance(node.left, ast.Subscript)
        and isinstance(node.right, ast.Constant)
        and isinstance(node.right.value, int)
        and isinstance(_value(node.left, _names), str)
    ):
        word = ast.get_source_segment(source, node.left.value)
        place = ast.get_source_segment(source, node.left.slice)
        sign = "+" if isinstance(node.op, ast.Add) else "-"
        return dire(
            "{letter} est une lettre\u00a0: on ne peut pas lui ajouter un nombre. Pour une autre "
            "place, le calcul se met dans les crochets\u00a0: {right}."
        ).format(
            letter=code(f"{word}[{place}]"),
            right=code(f"{word}[{place} {sign} {node.right.value}]"),
        )
    return None


def _sum_of_labels(node: ast.AST, _source: str, names: Mapping[str, Any]) -> str | None:
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("sum", "max", "min")
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Name)
        and isinstance(names.get(node.args[0].id), Mapping)
    ):
        name = node.args[0].id
        return dire(
            "{name} est un dictionnaire\u00a0: ici, Python prend ses étiquettes. Ses nombres, "
            "c’est {values}."
        ).format(name=code(name), values=code(f"{name}.values()"))
    return None


def _slice(node: ast.AST, source: str, names: Mapping[str, Any]) -> str | None:
    """``texte[i, i + 3]``: a slice takes a colon."""
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Tuple)
        and len(node.slice.elts) == 2
        and isinstance(_value(node.value, names), (str, list, tuple))
    ):
        word, whole = ast.get_source_segment(source, node.value), _value(node.value, names)
        first, last = (ast.get_source_segment(source, one) for one in node.slice.elts)
        if isinstance(whole, (list, tuple)) and whole and isinstance(whole[0], (list, tuple)):
            return dire(
                "Une place après l’autre, chacune avec ses crochets\u00a0: {right}."
            ).format(right=code(f"{word}[{first}][{last}]"))
        return dire(
            "Pour prendre un morceau, on met deux-points entre les deux places, pas une "
            "virgule\u00a0: {right}."
        ).format(right=code(f"{word}[{first}:{last}]"))
    return None


def _numbers_apart(node: ast.AST, _source: str, names: Mapping[str, Any]) -> str | None:
    """A text and a number in one calculation: which is which."""
    if not isinstance(node, (ast.BinOp, ast.Compare)):
        return None
    right = node.right if isinstance(node, ast.BinOp) else node.comparators[0]
    sides = [(side, _value(side, names)) for side in (node.left, right)]
    for (text, one), (_, other) in (sides, sides[::-1]):
        if not isinstance(one, str) or not isinstance(other, (int, float)):
            continue
        if re.fullmatch(r"\s*-?\d+([.,]\d+)?\s*", one) and isinstance(text, ast.Constant):
            return dire(
                "{text} est un texte. Enlève ses guillemets pour en faire un nombre."
            ).format(text=code(f'"{one}"'))
        return dire(
            "{text} est un texte, et {number} est un nombre\u00a0: ils ne se mélangent pas dans "
            "un calcul."
        ).format(text=code(ast.unparse(text)), number=code(repr(other)))
    return None


def _value(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """What a name, a constant or a place of one is worth, looked up and never run."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Subscript):
        whole, place = _value(node.value, names), _value(node.slice, names)
        if isinstance(whole, str):
            return whole[:1] or "a"
        if type(whole) in (list, tuple, dict):
            try:
                return whole[place]
            except (LookupError, TypeError):
                return None
    return None


_SIGNS: tuple[_Finder, ...] = (_power, _comma, _half)
_HABITS: tuple[_Finder, ...] = (_early, _printed, _not_kept, _one_equals, _plus_after)
_FAILURES: tuple[_Finder, ...] = (_slice, _next_place, _sum_of_labels, _numbers_apart)
