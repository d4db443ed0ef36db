"""Write what both languages must know: ``python spec/write_spec.py`` makes web/spec.ts.

Each of these facts stands once, in Python, in the room where it belongs; TypeScript imports them
with their literal types. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from premier_llm import glossary  # noqa: E402
from premier_llm.data import decoding, filter, layout, lists, prose, reading, votes  # noqa: E402
from premier_llm.data.worlds import checker, grammar, questions  # noqa: E402
from premier_llm.data.worlds.floor import floor  # noqa: E402
from premier_llm.data.worlds.world import SHARE_APART, STREAMS, World  # noqa: E402
from premier_llm.files import png, safetensors  # noqa: E402
from premier_llm.judging import baselines, influence, recital, verdict  # noqa: E402
from premier_llm.model import (  # noqa: E402
    folding,
    inner_values,
    known_models,
    multiplications,
    parameters,
    presets,
)
from premier_llm.model.config import NORM_EPSILON, ROTARY_BASE, Config  # noqa: E402
from premier_llm.model.labels import words_of  # noqa: E402
from premier_llm.model.words import LONGEST_WORD, SPACELESS  # noqa: E402
from premier_llm.training import loop, recipe  # noqa: E402
from premier_llm.using import sampling  # noqa: E402

OUT = ROOT / "web" / "spec.ts"
CATALOGUES = ROOT / "src" / "premier_llm" / "locale"

_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def catalogue(po: Path) -> dict[str, str]:
    """The messages of a catalogue, and what they are in its language; plurals are left out."""

    def text(quoted: str) -> str:
        return "".join(ast.literal_eval(line) for line in quoted.splitlines())

    return {text(found[1]): text(found[2]) for found in _ENTRY.finditer(po.read_text("utf-8"))}


LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": {},  # what messages are written in
    **{
        po.parts[-3]: catalogue(po)
        for po in sorted(CATALOGUES.glob("*/LC_MESSAGES/premier_llm.po"))
    },
}


def said(message: str) -> dict[str, str]:
    """A message in every language that has it."""
    return {
        language: message if language == "en" else known[message]
        for language, known in LANGUAGES.items()
        if language == "en" or known.get(message)
    }


def dials() -> dict[str, Any]:
    """Each dial of Config: its kind, its default, its words, how far the page turns it."""
    hints = get_type_hints(Config)
    found: dict[str, Any] = {}
    for item in fields(Config):
        words, hint = words_of(item), hints[item.name]
        facts: dict[str, Any] = {"default": item.default, "meaning": said(words.meaning)}
        if hint is int:
            facts |= {"kind": "number", "stops": list(words.stops)}
        elif hint is bool:
            facts |= {"kind": "switch"}
        else:
            choices = get_args(hint)
            facts |= {"kind": "choice", "choices": list(choices)}
            if words.choices:
                facts["words"] = {name: said(words.choices[name].label) for name in choices}
            if all(choice.explained for choice in words.choices.values()) and words.choices:
                explained = {name: said(words.choices[name].explained) for name in choices}
                facts["explained"] = explained
        if words.label:
            facts["label"] = said(words.label)
        if words.term:
            facts["term"] = words.term
        found[item.name] = facts
    return found


def differing(config: Config) -> dict[str, Any]:
    """The dials of a config that differ from the defaults, mini's."""
    usual = Config().to_dict()
    return {dial: value for dial, value in config.to_dict().items() if value != usual[dial]}


def row(found: parameters.Row) -> dict[str, Any]:
    """One row of the table of parameters."""
    return {
        "name": found.name,
        "shape": list(found.shape),
        "kind": found.kind,
        "label": said(found.label),
        "when": dict(found.when),
    }


def spread(found: float | parameters.Spread) -> Any:
    """A standard deviation, or how it follows from a dial."""
    return found._asdict() if isinstance(found, parameters.Spread) else found


def recipes() -> dict[str, Any]:
    """The dials of a recipe, and the recipes that suit."""
    hints = get_type_hints(recipe.Recipe)
    found: dict[str, Any] = {}
    for item in fields(recipe.Recipe):
        hint = hints[item.name]
        facts: dict[str, Any] = {"default": item.default}
        if hint is int:
            facts |= {"kind": "whole", "least": recipe.LEAST.get(item.name, 0)}
        elif hint is float:
            facts |= {"kind": "number", "least": 0}
            facts |= {"most": recipe.MOST[item.name]} if item.name in recipe.MOST else {}
            facts |= {"below": recipe.BELOW[item.name]} if item.name in recipe.BELOW else {}
        else:
            facts |= {"kind": "choice", "choices": list(get_args(hint))}
        found[item.name] = facts
    suited = {name: dict(dials) for name, dials in recipe.RECIPES.items()}
    return {
        "dials": found,
        "suited": suited,
        "fewWords": recipe.FEW_WORDS,
        "shortStory": recipe.SHORT_STORY,
        "calmEmbedding": recipe.CALM_EMBEDDING,
        "warmupShare": recipe.WARMUP_SHARE,
        "beta": votes.BETA,
    }


def known(model: known_models.KnownModel) -> dict[str, Any]:
    """A model that people have heard of; its figures come from its preset where it has one."""
    facts: dict[str, Any] = {
        "id": model.id,
        "name": model.name,
        "year": model.year,
        "source": model.source._asdict(),
        "what": said(model.what),
        "data": said(model.data),
        "differs": [said(sentence) for sentence in model.differs],
    }
    if model.preset is not None:
        facts["preset"] = model.preset
    if model.published is not None:
        figures = model.published._asdict().items()
        facts["published"] = {name: value for name, value in figures if value}
    if model.estimate is not None:
        facts["estimate"] = model.estimate._asdict()
    if model.trained is not None:
        figures = model.trained._asdict().items()
        facts["trained"] = {name: value for name, value in figures if value}
        facts["trained"]["source"] = model.trained.source._asdict()
    return facts


def glossary_words(language: str, term: str) -> dict[str, str] | None:
    """An entry of the glossary, without Markdown's marks."""
    entry = glossary.entries(language).get(term)
    if entry is None:
        return None
    long = re.sub(r"[`*]", "", re.sub(r"\[(.+?)\]\(.+?\)", r"\1", entry.long))
    return {"term": entry.term, "also": entry.also, "short": entry.short, "long": long}


def forms(found: grammar.Forms) -> str | list[str]:
    """A word that never changes; or its forms, then those before a vowel where they differ."""
    before = found.before_vowel if found.before_vowel != found.plain else ()
    return next(iter(found.all)) if len(found.all) == 1 else [*found.plain, *before]


def world(name: str) -> dict[str, Any]:
    """A grammar, and the floor of the stories that it tells with the first seed."""
    found = grammar.read(name)
    least = floor(World(name))
    return {
        "titles": {language: title._asdict() for language, title in found.titles.items()},
        "vowels": found.vowels,
        "exceptions": sorted(found.exceptions),
        "little": {word: [kind, forms(said)] for word, (kind, said) in found.little.items()},
        "classes": {
            words.name: {
                "kind": words.kind,
                "entries": [[e.feature, e.tag, *map(forms, e.parts)] for e in words.entries],
            }
            for words in {v.words.name: v.words for v in found.variables.values()}.values()
        },
        "variables": {
            v.name: {"words": v.words.name}
            | {limit: to for limit in ("differs", "apart", "like") if (to := getattr(v, limit))}
            for v in found.variables.values()
        },
        "sums": found.sums,
        "shapes": [{"name": shape.name, "sentences": shape.sentences} for shape in found.shapes],
        "asks": [
            [ask.shape, ask.needs_story, ask.claim, ask.question, ask.answers] for ask in found.asks
        ],
        "manners": found.manners._asdict()
        | {"strangers": [[e.feature, *map(forms, e.parts)] for e in found.manners.strangers]},
        "floor": least._asdict(),
    }


def spec() -> dict[str, Any]:
    """All of it, by the name that TypeScript imports."""
    return {
        "DIALS": dials(),
        "PRESETS": {name: differing(config) for name, config in presets.PRESETS.items()},
        "PLANS": {name: differing(config) for name, config in presets.PLANS.items()},
        "MULTIPLICATIONS": {
            "lookedUp": list(multiplications.LOOKED_UP),
            "asked": list(multiplications.ASKED),
            "backward": multiplications.BACKWARD,
        },
        "CONSTANTS": {"normEpsilon": NORM_EPSILON, "rotaryBase": ROTARY_BASE},
        "PARAMETERS": [row(found) for found in parameters.ROWS],
        "SPREADS": {
            init: {kind: spread(size) for kind, size in sizes.items()}
            for init, sizes in parameters.SPREADS.items()
        },
        "STARTS": {
            init: {
                name: {field: value for field, value in start._asdict().items() if value}
                for name, start in starts.items()
            }
            for init, starts in parameters.STARTS.items()
        },
        "INNER_VALUES": [
            {
                "name": value.name,
                "shape": list(value.shape),
                "label": said(value.label),
                "when": dict(value.when),
            }
            for value in inner_values.INNER_VALUES
        ],
        "RECIPES": recipes(),
        "EXPLODED": {"chances": loop.EXPLODED_CHANCES, "start": loop.EXPLODED_START},
        "VERDICT": {
            "recitesGap": verdict.RECITES_GAP,
            "recitesCopies": verdict.RECITES_COPIES,
            "nearFloor": verdict.NEAR_FLOOR,
            "long": recital.LONG,
        },
        "INFLUENCE": {
            "visible": influence.VISIBLE,
            "student": list(influence.STUDENT),
            "starts": influence.STARTS,
            "few": influence.FEW,
            "all": influence.ALL,
            "best": influence.BEST,
            "drawn": influence.DRAWN,
            "room": influence.ROOM,
            "turns": influence.TURNS,
            "enough": influence.ENOUGH,
        },
        "BASELINES": {"trust": baselines.TRUST},
        "LIGATURES": dict(folding.LIGATURES),
        "FILTER": {
            "invisible": [list(span) for span in filter.INVISIBLE],
            "leet": dict(filter.LEET),
            "maybe": dict(filter.MAYBE),
            "ending": filter.ENDING,
        },
        "LISTS": {
            word_list.name: {
                language: title._asdict() for language, title in word_list.titles.items()
            }
            for word_list in lists.shipped()
        },
        "WORLDS": {name: world(name) for name in grammar.names()},
        "TELLING": {
            "features": grammar.FEATURES,
            "shareApart": SHARE_APART,
            "streams": STREAMS,
            "stories": reading.TOLD,
            "exam": questions.EXAM,
            "perStory": questions.PER_STORY,
            "refusals": questions.REFUSALS,
            "facts": questions.FACTS,
            "talk": questions.TALK,
            "tries": questions.TRIES,
            "examTries": questions.EXAM_TRIES,
        },
        "AGREEMENTS": {kind: said(words) for kind, words in checker.KINDS.items()},
        "LINES": {"mostLetters": reading.MAX_LETTERS},
        "DECODING": {
            "formats": {format: said(message) for format, message in decoding.FORMATS.items()},
            "signatures": [
                {
                    "format": signature.format,
                    "first": list(signature.first),
                    "at": signature.at,
                    "holds": list(signature.holds),
                }
                for signature in decoding.SIGNATURES
            ],
            "beginnings": dict(decoding.BEGINNINGS),
            "neverRead": list(decoding.NEVER_READ),
            "eightBit": dict(decoding.EIGHT_BIT),
            "titles": dict(decoding.TITLES),
            "small": decoding.SMALL,
            "capitals": decoding.CAPITALS,
            "french": decoding.FRENCH,
            "signs": decoding.SIGNS,
            "mostJudged": decoding.MOST_JUDGED,
            "mended": decoding.MENDED,
            "control": decoding.CONTROL,
        },
        "PROSE": {
            "control": prose.CONTROL,
            "mostControl": prose.MOST_CONTROL,
            "reach": prose.REACH,
        },
        "WORDS": {"longest": LONGEST_WORD, "spaceless": SPACELESS},
        "LAYOUT": {
            "separators": {sign: said(name) for sign, name in layout.SEPARATORS.items()},
            "headers": list(layout.HEADERS),
            "nameShare": layout.NAME_SHARE,
            "mostWords": layout.MOST_WORDS,
            "mostLines": layout.MOST_LINES,
        },
        "READ": {
            "utf16": said(reading.UTF_16),
            "readAs": said(reading.READ_AS),
            "mended": said(reading.MENDED),
            "title": said(reading.TITLE),
            "column": said(reading.COLUMN),
            "columns": said(reading.COLUMNS),
            "cut": said(reading.CUT),
            "joined": said(reading.JOINED),
            "shownRanges": reading.SHOWN_RANGES,
            "noColumn": said(layout.NO_COLUMN),
        },
        "SAMPLING": {
            "mostTemperature": sampling.MAX_TEMPERATURE,
            "mostLetters": sampling.MAX_LENGTH,
        },
        "FILE": {
            "version": safetensors.FORMAT_VERSION,
            "mostHeader": safetensors.MAX_HEADER,
            "pngSignature": list(png.SIGNATURE),
            "pngChunk": png.CHUNK,
        },
        "GLOSSARY": {
            entry.id: {
                language: words
                for language in glossary.languages()
                if (words := glossary_words(language, entry.id))
            }
            for entry in glossary.entries("fr").values()
        },
        "KNOWN_MODELS": [known(model) for model in known_models.KNOWN_MODELS],
    }


def written() -> str:
    """The module as text: an entry a line, so that a difference shows where it is."""
    parts = ["// Made by spec/write_spec.py from the Python package: edit that, then `make spec`."]
    for name, value in spec().items():
        opening, closing = ("[", "]") if isinstance(value, list) else ("{", "}")
        items = value if isinstance(value, list) else value.items()
        lines = [
            json.dumps(item, ensure_ascii=False)
            if isinstance(value, list)
            else f"{json.dumps(item[0])}: {json.dumps(item[1], ensure_ascii=False)}"
            for item in items
        ]
        body = "".join(f"  {line},\n" for line in lines)
        parts.append(f"export const {name} = {opening}\n{body}{closing} as const;")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    text = written()
    # An unchanged file keeps its date: nothing that is made from it is made again.
    if not OUT.exists() or OUT.read_text("utf-8") != text:
        OUT.write_text(text, "utf-8")
