"""How long pieces of text take to be learned, in each language."""

from __future__ import annotations

import importlib
import json
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from premier_llm.data.worlds.world import World
from premier_llm.model.pieces import END, MIN_TIMES, SIGNS, learn

from . import rivals
from .measure import ROOT, Figure, median, missing, seconds, spread
from .node import node

BYTES, SIZE, TIMES = 1_000_000, 1000, 5


def pieces() -> Iterator[Figure]:
    """1 MB of French into 1,000 pieces: in Node, in Python, by the tokenizers library."""
    text = french()
    tokens, merges = learn([text], SIZE)
    ways = {"le Labo, dans Node": in_node(text, tokens)}
    ways["Python pur"] = [seconds(partial(learn, [text], SIZE)) for _ in range(TIMES)]
    if rivals.present("tokenizers"):
        trained = library(text)
        if json.loads(trained.to_str())["model"]["vocab"] != {t: i for i, t in enumerate(tokens)}:
            raise AssertionError("tokenizers learns other pieces")
        ways["tokenizers"] = [seconds(partial(library, text)) for _ in range(TIMES)]
    for way, times in ways.items():
        goal = way.startswith("le Labo")
        yield Figure(
            f"1 Mo de français en 1 000 morceaux, {len(merges)} fusions : {way}",
            "≤ 3 s" if goal else "",
            f"{median(times):.2f} s",
            spread(times),
            median(times) <= 3 if goal else None,
        )
    if "tokenizers" not in ways:
        yield missing("… tokenizers", "tokenizers n’est pas installé ici")


def french() -> str:
    """The lessons and the documentation, 0.3 MB, then stories."""
    files = sorted([*ROOT.glob("course/*.md"), *ROOT.glob("docs/*.md"), ROOT / "README.md"])
    written = "\n\n".join(file.read_text(encoding="utf-8") for file in files)
    told = "\n\n".join(World("histoires").stories(8000))
    return f"{written}\n\n{told}".encode()[:BYTES].decode(errors="ignore")


def in_node(text: str, tokens: list[str]) -> list[float]:
    """Seconds of le Labo's engine, which must learn the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(text, encoding="utf-8", newline="")
        found = node("pieces.mjs", str(path), str(SIZE), str(TIMES))
    if found["tokens"] != tokens:
        raise AssertionError("le Labo learns other pieces")
    times: list[float] = found["seconds"]
    return times


def library(text: str) -> Any:
    """What the library learns."""
    tokenizers: Any = importlib.import_module("tokenizers")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=SIZE,
        min_frequency=MIN_TIMES,
        special_tokens=[END],
        initial_alphabet=SIGNS,
        show_progress=False,
    )
    tokenizer.train_from_iterator([text], trainer)
    return tokenizer
