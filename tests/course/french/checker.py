"""Spelling, grammar and typography of the French texts.

Grammalecte (Debian and Ubuntu: python3-grammalecte) finds spelling and grammar; the rest is here.
By hand: ``python tests/course/french/checker.py course/lecon_1_deviner_la_suite.md``.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import io
import re
import sys
import tokenize
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEBIAN = Path("/usr/lib/python3/dist-packages/grammalecte")

LONGEST = 30
"""The most words in a sentence."""
MEAN = 14
"""The most words of a text's sentences on average."""

SPOKEN = re.compile(
    r"exercice|verifier\w*|choisir|resultat|print|afficher_\w+|patience|CourbeVivante"
)
"""The functions whose texts pupils read."""

UNSPOKEN = ("code", "niveau", "reponse")
"""What of them is no French."""

# What stands for code and for foreign words: no French word, and no other sign.
_CODE = "Xx"
_NUMBER = "12"  # what an f-string shows is most often a number
_OFF = ("apos", "nbsp", "typo", "esp", "unit", "tu", "num", "html", "md", "latex", "minis", "eepi")
_ENDINGS = frozenset({"assez", "chez", "lez", "nez", "rez"})
_TWICE = frozenset({"nous", "vous"})


@dataclass(frozen=True)
class Problem:
    """One mistake, where it stands, and what would be better."""

    path: Path
    line: int
    kind: str
    text: str
    message: str
    better: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As editors and terminals understand it."""
        hint = f" → {' / '.join(self.better)}" if self.better else ""
        return f"{self.path}:{self.line}: [{self.kind}] « {self.text} » : {self.message}{hint}"


@dataclass
class Passage:
    """A paragraph, a heading, a list's item, a table's cell, a string or a comment of the code."""

    kind: str
    text: str = ""
    checked: bool = True
    """Whether it is French: the list of sources is not."""
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        """One more line of it."""
        if self.text:
            self.text += " "
        self._starts.append(len(self.text))
        self._lines.append(line)
        self.text += text

    def line(self, offset: int) -> int:
        """The line in the file of a place in the text."""
        return self._lines[max(bisect_right(self._starts, offset) - 1, 0)]


# ---- Extracting ----------------------------------------------------------------------------------


def passages(source: str) -> list[Passage]:
    """The French of a Markdown text, code cells included."""
    found: list[Passage] = []
    fence, first = "", 0
    code: list[str] = []
    comment = sources = False
    for number, raw in enumerate(source.split("\n"), 1):
        mark = re.match(r"\s*(`{3,}|~{3,})\s*(\w*)", raw)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2]:
                found += spoken("\n".join(code), first) if first else []
                fence = ""
            else:
                code.append(raw)
            continue
        if mark:
            fence, code, first = mark[1], [], number + 1 if mark[2] == "python" else 0
            found.append(Passage("end"))
            continue
        if comment or re.match(r"\s*<!--", raw):
            comment = "-->" not in raw
            found.append(Passage("end"))
            continue
        line = plain(raw)
        start = re.match(r"\s*(#+|[-*+]|\d+\.|>)\s+", line)
        if start and start[1].startswith("#"):
            sources = "Sources" in line
        body = line[start.end() :] if start else line.strip()
        if not body.strip(" |:-*_"):
            found.append(Passage("end"))
        elif line.lstrip().startswith("|"):
            for cell in body.strip("|").split("|"):
                found.append(Passage("cell", checked=not sources))
                found[-1].add(number, cell.strip())
        elif start and start[1].startswith("#"):
            found.append(Passage("heading", checked=not sources))
            found[-1].add(number, body)
            found.append(Passage("end"))
        else:
            if start or not found or found[-1].kind not in ("prose", "item"):
                kind = "item" if start and start[1] != ">" else "prose"
                found.append(Passage(kind, checked=not sources))
            for rank, piece in enumerate(body.split(" · ")):
                if rank:
                    found.append(Passage(found[-1].kind, checked=not sources))
                found[-1].add(number, piece.strip(" "))
    return [one for one in found if re.search(r"\w", one.text.replace(_CODE, ""))]


def plain(line: str) -> str:
    """A line of Markdown without its signs; code and *foreign words* become a stand-in."""
    line = re.sub(r"(`+)(?:(?!\1).)+\1", _CODE, line)
    line = re.sub(r"<!--.*?-->", "", line)
    line = re.sub(r"<(code|kbd|pre)\b[^>]*>.*?</\1>", _CODE, line)
    line = re.sub(r"</?[a-zA-Z][^>]*>", "", line)
    line = re.sub(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"\$[^$\s][^$]*\$|https?://\S+|\b\w+\.(?:py|md|ipynb|html)\b", _CODE, line)
    line = line.replace("**", "").replace("__", "")
    return re.sub(r"(?<![\w*])\*(?=\S)[^*]+(?<=\S)\*(?![\w*])", _CODE, line)


def spoken(code: str, first: int = 1) -> list[Passage]:
    """The texts of Python code: what the course's functions say, and the comments."""
    found = []
    for line, kind, text in sorted([*_strings(code), *_comments(code)]):
        text = plain(text.replace("\n", " ")).strip(" ")
        words = len(re.findall(r"[^\W\d_]{2,}", text.replace(_CODE, "")))
        if words >= 2 or (words and kind == "string" and text[-1] in ":!?…"):
            found.append(Passage(kind))
            found[-1].add(first + line - 1, text)
    return found


def _strings(code: str) -> Iterator[tuple[int, str, str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape in a lesson is Python's to tell
            tree = ast.parse(code)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and SPOKEN.fullmatch(_name(node.func))):
            continue
        texts = [*node.args, *(k.value for k in node.keywords if k.arg not in UNSPOKEN)]
        while texts:
            one = texts.pop()
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.lineno, "string", one.value
            elif isinstance(one, ast.JoinedStr):
                parts = [
                    str(p.value) if isinstance(p, ast.Constant) else _NUMBER for p in one.values
                ]
                yield one.lineno, "string", "".join(parts)
            elif not isinstance(one, ast.Call):
                texts += [c for c in ast.iter_child_nodes(one) if isinstance(c, ast.expr)]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _comments(code: str) -> Iterator[tuple[int, str, str]]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT and not re.match(r"# ?[=─-]{3,}", token.string):
                text = re.sub(r"\w*[\[(][^\])]*[\])]|\"[^\"]*\"", _CODE, token.string)
                yield token.start[0], "comment", text.lstrip("# <-")
    except (tokenize.TokenError, SyntaxError):
        return


# ---- Checking ------------------------------------------------------------------------------------


def check(path: Path, source: str | None = None, *, grammar: bool = True) -> list[Problem]:
    """All that is wrong in a text, in order."""
    source = path.read_text("utf-8") if source is None else source
    found: list[Problem] = []
    lengths: list[int] = []
    for passage in passages(source):
        for kind, start, end, message, better in (
            *typography(passage),
            *(manners(passage) if passage.checked else ()),
            *(language(passage) if passage.checked and grammar else ()),
        ):
            around = (max(start - 10, 0), end + 4) if kind == "typographie" else (start, end)
            text = passage.text[slice(*around)].strip(" ")
            found.append(Problem(path, passage.line(start), kind, text, message, better))
        if passage.checked and passage.kind in ("prose", "item"):
            lengths += [words for _, words in sentences(passage.text)]
    if len(lengths) >= 10 and sum(lengths) / len(lengths) > MEAN:
        mean = f"{sum(lengths) / len(lengths):.1f} mots par phrase en moyenne, {MEAN} au plus"
        found.append(Problem(path, 1, "phrases", path.name, mean))
    return sorted(set(found), key=lambda one: (one.line, one.kind, one.text))


Found = tuple[str, int, int, str, tuple[str, ...]]

_APOSTROPHE = ((r"(?<=[^\W\d_])'(?=[^\W\d_«])", "apostrophe typographique", "’"),)
_SIGNS = (
    *_APOSTROPHE,
    (r"(?<=[\w\"’…)»%\]]) (?=[:;!?%»](?!\w))", "espace insécable (U+00A0) avant", ""),
    (r"(?<=[^\W\d_])[:;!?](?=\s|$)|(?<=\d)%", "il manque une espace insécable avant", ""),
    (r"« ?(?![\u00a0\u202f ])|« ", "espace insécable (U+00A0) après «", ""),
    (r"[\u00a0\u202f][ \u00a0\u202f]|(?<=\w) +[\u00a0\u202f]", "espace en trop", ""),
    (r"(?<![\u00a0\u202f ])»", "il manque une espace insécable avant »", ""),
    (r"\.\.\.", "points de suspension", "…"),
    (r"(?<=\d) (?=\d{3}(?!\d))", "espace insécable dans le nombre", ""),
    (r"“|”|(?<!\w)\"(?=[^\W\d_][^\"]*[\w]\")", "guillemets français « … »", ""),
)


def typography(passage: Passage) -> Iterator[Found]:
    """Spaces, apostrophes, points, words said twice."""
    text = passage.text
    signs = _APOSTROPHE if passage.kind == "comment" else _SIGNS
    for pattern, message, better in signs:
        for hit in re.finditer(pattern, text):
            if hit[0] == " " and text[: hit.end()].endswith("  "):
                continue  # columns set under one another
            yield "typographie", hit.start(), hit.end(), message, (better,) if better else ()
    for hit in re.finditer(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b", text, re.IGNORECASE):
        if hit[1] != _CODE and hit[1].lower() not in _TWICE:
            yield "doublon", hit.start(), hit.end(), "mot écrit deux fois", (hit[1],)


def manners(passage: Passage) -> Iterator[Found]:
    """Pupils are addressed with « tu », in short sentences."""
    for hit in re.finditer(r"\b(?:vous|votre|vos|[^\W\d_]{2,}ez)\b", passage.text, re.IGNORECASE):
        if hit[0].lower() not in _ENDINGS and not known(hit[0]):
            yield "vouvoiement", hit.start(), hit.end(), "on tutoie les élèves", ()
    for start, words in sentences(passage.text):
        if words > LONGEST:
            message = f"phrase de {words} mots, {LONGEST} au plus"
            yield "phrases", start, start + 40, message, ("coupe-la",)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts, and how many words it has."""
    start = 0
    for stop in re.finditer(r"[.!?…][\u00a0\u202f»)\"]*(?=\s+[^\Wa-zà-ÿ]|\s+[«(]|\s*$)|$", text):
        words = re.findall(r"[^\W_]+(?:[.,-][^\W_]+)*", text[start : stop.end()])
        if words:
            yield start, len(words)
        start = stop.end()


def language(passage: Passage) -> Iterator[Found]:
    """Spelling and grammar, by Grammalecte."""
    engine = grammalecte()
    if engine is None:
        raise RuntimeError(MISSING)
    text = passage.text
    grammar, spelling = _ask(text)
    for one in grammar:
        start, end = int(one["nStart"]), int(one["nEnd"])
        rule = str(one["sRuleId"])
        if rule == "doublon" or _false_alarm(text, start, end):
            continue
        if rule.startswith("majuscule") and passage.kind != "prose":
            continue
        better = tuple(str(s) for s in one["aSuggestions"][:3])
        yield "grammaire", start, end, f"{one['sMessage']} ({rule})", better
    for one in spelling:
        start, end, word = int(one["nStart"]), int(one["nEnd"]), str(one["sValue"])
        if len(word) > 1 and word != _CODE and not known(word):
            yield "orthographe", start, end, "mot inconnu", _suggestions(word)


# ---- Grammalecte ---------------------------------------------------------------------------------

MISSING = "Grammalecte is missing: apt-get install python3-grammalecte"


@lru_cache(maxsize=1)
def grammalecte() -> Any:
    """Its checker, or None where it is not installed. Debian's is found from a venv too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            package: Any = importlib.import_module("grammalecte")
        except ModuleNotFoundError:
            package = _debian()
        if package is None:
            return None
        checker = package.GrammarChecker("fr")
        checker.getGCEngine().setOptions(dict.fromkeys(_OFF, False))
        checker.getParagraphErrors("Le modèle devine la suite.")  # compiles its rules
    return checker


def _debian() -> Any:
    """This package alone from Debian's folder, so that nothing else there hides the venv's."""
    spec = importlib.util.spec_from_file_location(
        "grammalecte", DEBIAN / "__init__.py", submodule_search_locations=[str(DEBIAN)]
    )
    if not DEBIAN.is_dir() or spec is None or spec.loader is None:
        return None
    package = importlib.util.module_from_spec(spec)
    sys.modules["grammalecte"] = package
    spec.loader.exec_module(package)
    return package


def _ask(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        grammar, spelling = grammalecte().getParagraphErrors(text)
    return list(grammar), list(spelling)


def _suggestions(word: str) -> tuple[str, ...]:
    for some in grammalecte().getSpellChecker().suggest(word):
        return tuple(str(one) for one in some[:3])
    return ()


def known(word: str) -> bool:
    """Whether it is one of our words; a capital is allowed at the start."""
    words = _lines("words.txt")
    return word in words or word[:1].lower() + word[1:] in words


def _false_alarm(text: str, start: int, end: int) -> bool:
    return any(
        hit.start() <= start and end <= hit.end()
        for right in _lines("false_alarms.txt")
        for hit in re.finditer(re.escape(right), text)
    )


@lru_cache
def _lines(name: str) -> frozenset[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


if __name__ == "__main__":
    problems = [one for name in sys.argv[1:] for one in check(Path(name))]
    for problem in problems:
        print(problem)
    sys.exit(bool(problems))
