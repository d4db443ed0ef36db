"""Fills pages with what is computed: ``<!-- calculé : name argument -->``, alone on its line.

Each function writes Markdown from the package itself, so that no page can disagree with it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from html import escape
from pathlib import Path

import click
import durations
from imports import layers, picture
from sphinx.application import Sphinx

from premier_llm.cli.app import app as command
from premier_llm.cli.commands.compare import meaning
from premier_llm.cli.commands.info import said
from premier_llm.data.worlds.floor import floor, floors_in_windows
from premier_llm.data.worlds.grammar import names
from premier_llm.data.worlds.world import World
from premier_llm.drawing.drawings.architecture import architecture
from premier_llm.errors import InputError
from premier_llm.i18n import number
from premier_llm.lessons.progress import LESSONS
from premier_llm.model.config import Config
from premier_llm.model.parameters import parameter_table
from premier_llm.model.presets import PRESETS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/premier_llm"
DIALS = [field.name for field in fields(Config)]


def table(head: Iterable[str], rows: Iterable[Iterable[str]], right: int) -> str:
    """A Markdown table, numbers on the right from column ``right`` on."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---:" if place >= right else "---" for place in range(len(lines[0]))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# De mini à GPT-2


def drawing(name: str) -> str:
    """A preset, drawn from its dials."""
    html = architecture(PRESETS[name], title=f"L’architecture de {name}").html
    return html.replace("'L’addition'", f"'L’addition de {name}'")  # two on a page, two names


def presets() -> str:
    """Every dial of every preset, and what it costs."""
    rows = [[f"`{d}`", meaning(d), *(said(getattr(c, d)) for c in PRESETS.values())] for d in DIALS]
    counts = (f"**{number(config.parameter_count())}**" for config in PRESETS.values())
    rows.append(["", "**nombres en tout**", *counts])
    return table(["réglage", "ce qu’il règle", *PRESETS], rows, right=2)


def ladder(first: str, last: str) -> str:
    """From one preset to another, in the dials' order: each rung is a model that stands up.

    A dial that cannot turn alone (a norm without a place) waits for those it needs.
    """
    config, goal = PRESETS[first], PRESETS[last]
    rows = [["", f"`{first}`", "", number(config.parameter_count()), ""]]
    waiting: dict[str, int | str | bool] = {}
    for dial, value in goal.to_dict().items():
        if getattr(config, dial) == value:
            continue
        waiting[dial] = value
        try:
            turned = config.with_dials(**waiting)
        except InputError:
            continue
        was = {d: said(getattr(config, d)) for d in waiting}
        turns = (f"{meaning(d)} : {was[d]}\u00a0→\u00a0{said(waiting[d])}" for d in waiting)
        before, after = config.parameter_count(), turned.parameter_count()
        more = number(abs(after - before))
        rows.append(
            [
                str(len(rows)),
                "<br>".join(f"`{dial}`" for dial in waiting),
                "<br>".join(turns),
                number(after),
                f"+ {more}" if after > before else f"− {more}" if after < before else "0",
            ]
        )
        config, waiting = turned, {}
    assert config == goal
    return table(["barreau", "réglage", "de → à", "nombres", "différence"], rows, right=3)


def shares() -> str:
    """Where the numbers of each preset are, in percent."""
    parts = {
        "cartes d’identité (embeddings)": "embedding$",
        "attention": r"\.attention\.",
        "réseau (MLP)": r"\.mlp\.",
        "normes": "norm",
    }
    rows = []
    for part, pattern in parts.items():
        row = [part]
        for config in PRESETS.values():
            held = sum(p.count for p in parameter_table(config) if re.search(pattern, p.name))
            share = 100 * held / config.parameter_count()
            row.append("–" if not held else "< 0,1 %" if share < 0.1 else f"{number(share, 1)} %")
        rows.append(row)
    return table(["où sont les nombres", *PRESETS], rows, right=1)


def machinery(name: str) -> str:
    """The command that trains a preset's machinery at the first preset's sizes, and how large."""
    small, goal = PRESETS["mini"], PRESETS[name].to_dict()
    dials = {d: v for d, v in goal.items() if type(v) is not int and v != getattr(small, d)}
    count = number(small.with_dials(**dials).parameter_count())
    turned = " \\\n  ".join(f"--set {dial}={str(v).lower()}" for dial, v in dials.items())
    return (
        f"Ou donner à `mini` tous les rouages de `{name}`, en gardant sa petite taille ({count} "
        f"nombres) :\n\n```\npremier-llm train dinosaures --output {name}.safetensors \\\n"
        f"  {turned}\n```"
    )


# The command


# Les petites langues


def worlds() -> str:
    """Each small language and its exact floor."""
    rows = []
    for name in names():
        world = World(name)
        least = floor(world)
        sizes = (number(least.surprise, 2), number(least.tokens, 2))
        floors = (number(least.per_token, 3), number(least.per_letter, 3))
        rows.append([f"`{name}`", world.title, *sizes, *floors])
    head = ["langue", "", "surprise d’une histoire", "mots, signes et fin"]
    return table([*head, "plancher par mot", "plancher par lettre"], rows, right=2)


def told(name: str, count: str) -> str:
    """Its first stories."""
    return "\n".join(f"> {story}\n>" for story in World(name).stories(int(count)))


def windows(name: str, longest: str) -> str:
    """Where the floor lies for who sees the last tokens only."""
    rows = [
        [
            number(seen),
            number(found.low, 3),
            f"{number(found.high, 3)} ± {number(2 * found.error, 3)}",
        ]
        for seen, found in enumerate(floors_in_windows(World(name), int(longest)), 1)
    ]
    return table(["mots et signes vus", "au moins", "au plus"], rows, right=0)


def commands() -> str:
    """The command and its subcommands, as click explains them."""
    return "\n\n".join(_explain(command, "premier-llm", None))


def _explain(what: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(what, parent, info_name=name, **what.context_settings)
    context.max_content_width = 80
    yield f"## {context.command_path}"
    yield f"```text\n{context.command_path} {' '.join(what.collect_usage_pieces(context))}\n```"
    for paragraph in (what.help or "").split("\n\n"):
        # click's mark for what keeps its lines: a title, then lines to type.
        if paragraph.startswith("\b"):
            title, *lines = paragraph.splitlines()[1:]
            yield escape(title)
            yield "```text\n" + "\n".join(line.strip() for line in lines) + "\n```"
        else:
            yield escape(paragraph)
    for parameter in what.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield f"`{record[0]}`\n: {escape(record[1])}"
    if isinstance(what, click.Group):
        for sub in what.list_commands(context):
            found = what.get_command(context, sub)
            assert found is not None
            yield from _explain(found, sub, context)


# The package


def imports() -> str:
    """Who imports whom."""
    return picture(PACKAGE, ROOT / "pyproject.toml")


def documentation(module: str) -> str:
    """A module's docstring, read rather than imported: PyTorch need not be there."""
    path = PACKAGE / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""


def public_modules() -> list[str]:
    """Every module that has a page in the reference: those of the rooms that one programs with."""
    rooms = [name for layer in layers(ROOT / "pyproject.toml") for name in layer if name != "cli"]
    found = []
    for room in rooms:
        if (PACKAGE / f"{room}.py").exists():
            found.append(room)
        else:
            door = ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))
            found += [room] if len(door.body) > 1 else []  # more than its docstring
            files = sorted(PACKAGE.glob(f"{room}/**/*.py"))
            names = (".".join(f.relative_to(PACKAGE).with_suffix("").parts) for f in files)
            found += [name for name in names if not name.endswith("__init__")]
    return found


def modules() -> str:
    """The pages of the reference, room by room, each with the first sentence of its module."""
    rows, last = [], ""
    for name in public_modules():
        room = name.split(".")[0]
        if room != last and "." in name and room not in public_modules():
            rows.append([f"**{room}**", _first_sentence(room)])
        rows.append([f"[`{name}`]({name}.md)", _first_sentence(name)])
        last = room
    return table(["module", "ce qu’il contient"], rows, right=2)


def _first_sentence(module: str) -> str:
    first = escape(documentation(module).split("\n\n")[0].replace("\n", " "))
    return f'<span lang="en">{first}</span>'


def write_reference(app: Sphinx) -> None:
    """A page for each module, before Sphinx looks for pages; those of modules that went go too."""
    folder = ROOT / "docs" / "reference"
    wanted = {f"{name}.md": name for name in public_modules()}
    for page in folder.glob("*.md"):
        if page.name not in wanted and page.name != "index.md":
            page.unlink()
    for page_name, name in wanted.items():
        text = f"# {name}\n\n```{{eval-rst}}\n.. automodule:: premier_llm.{name}\n```\n"
        page = folder / page_name
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


# The course

LEVELS = {"départ": "pour commencer", "commun": "commun", "défi": "défi"}
LABELS = {"": "Réponse", " juste": "Aussi juste", " faux": "Réponse fausse typique"}


def lasting() -> str:
    """How long each lesson takes, whole and by its short path."""
    rows = []
    for number_, lesson in LESSONS.items():
        text = durations.source(number_)
        path = durations.path(text)
        short = durations.parts(text, path)
        whole, by_path = (f"{' + '.join(map(str, some))} min" for some in (lesson.minutes, short))
        rows.append([f"{number_}. {lesson.title}", whole, by_path, ", ".join(map(str, path))])
    return table(["leçon", "en entier", "par le chemin court", "ses exercices"], rows, right=9)


def pace() -> str:
    """The rule by which that is counted."""

    def said(minutes: float) -> str:
        return f"{minutes:g}".replace(".", ",") + " min"

    rows = [
        ["lire", f"{durations.WORDS_A_MINUTE} mots par minute"],
        ["ouvrir la page, attendre Python", f"{said(durations.OPENING)}, à chaque séance"],
        ["exécuter une cellule, regarder", said(durations.A_CELL)],
        ["attendre un apprentissage", f"{round(60 * durations.A_WAIT)} s de plus"],
        *(
            [what, ", ".join(f"{said(one)} ({LEVELS[level]})" for level, one in by_level.items())]
            for what, by_level in (
                ("changer une valeur, choisir, prédire, ordonner", durations.VALUE),
                ("compléter une fonction", durations.CODE),
            )
        ),
        ["répondre en une phrase", said(durations.A_SENTENCE)],
    ]
    return table(["pour", "on compte"], rows, right=9)


def solutions(lesson: str) -> str:
    """The answers of a lesson, each labelled as right or wrong."""
    text = (ROOT / f"course/solutions/lecon_{lesson}.md").read_text("utf-8")

    def label(fence: re.Match[str]) -> str:
        kind = fence[1]
        return f"```{{code-block}} python\n:caption: {LABELS[kind]}\n:class: reponse{kind}\n"

    return re.sub(r"^```python(| juste| faux)$", label, text, flags=re.M)


# Les navigateurs


def browsers() -> str:
    """Those of the tests, with the versions that the tests hold to be so."""
    told = json.loads((ROOT / "web/browser/everywhere/versions.json").read_text("utf-8"))
    rows = [
        ["Chromium", told["chromium"], "Chrome, Edge"],
        ["Firefox (ESR)", told["firefox"], "Firefox"],
        ["WebKitGTK", told["webkit"], "Safari, sur Mac, iPad et iPhone"],
    ]
    return table(["testé, sous Linux", "version", "même moteur"], rows, right=9)


# Sphinx

FUNCTIONS = (
    drawing,
    presets,
    ladder,
    shares,
    machinery,
    worlds,
    told,
    windows,
    commands,
    imports,
    modules,
    lasting,
    pace,
    solutions,
    browsers,
)


def fill(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put what is computed in its place, before the page is read."""
    known = {function.__name__: function for function in FUNCTIONS}

    def compute(line: re.Match[str]) -> str:
        app.env.note_reread()  # what it depends on may change without this page
        name, *arguments = line[1].split()
        return known[name](*arguments)

    source[0] = re.sub(r"^<!-- calculé : (.+) -->$", compute, source[0], flags=re.M)


def wrap(
    app: Sphinx, page: str, template: str, context: dict[str, object], doctree: object
) -> None:
    """Say on the page's body what paper and screen readers need to know.

    ``impression: une-page`` at the top of a page makes it fit one A4 page; what comes from the code
    is in English.
    """
    meta = context.get("meta")
    paper = meta.get("impression", "") if isinstance(meta, dict) else ""
    spoken = "en" if re.match("architecture|reference/(?!index)", page) else "fr"
    if "body" in context:
        # A header cell that is empty heads nothing: screen readers should not announce it.
        body = re.sub(r'<th class="head[^"]*"><p></p></th>', "<td></td>", str(context["body"]))
        context["body"] = f'<div class="{paper}" lang="{spoken}">{body}</div>'


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", write_reference)
    app.connect("source-read", fill)
    app.connect("html-page-context", wrap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
