"""A class at once on servir.py --classe: how long each answer takes, and what the server weighs.

Thirty pupils open le Labo and a lesson, show their exercises, write on the wall and vote, look at
the wall every second, give and open models of the largest size; the teacher looks on. Needs ``make
school`` first.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from premier_llm.engines import pure
from premier_llm.files import model_file
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

from .measure import Figure, median, spread
from .pages import SITE

PUPILS = 30
LOOKS = 10
REFUSED = "refused"
SHOWN = {
    "/labo.html": "ouvrir le Labo",
    "/lecon-1.html": "ouvrir la leçon 1",
    "/salle/exercices": "montrer ses exercices",
    "/salle/mur": "regarder le mur",
    "/salle/voix": "voter",
    "/salle/modele": "donner son modèle",
    "/salle/modele/…": "ouvrir un modèle",
    "/salle/vue": "la vue du professeur",
}
Times = dict[str, list[float]]


class Browser:
    """One kept connection, as a browser has."""

    def __init__(self, port: int, times: Times) -> None:
        self.line = http.client.HTTPConnection("localhost", port, timeout=60)
        self.times = times
        self.secret = ""

    def ask(self, path: str, body: Any = None, **headers: str) -> Any:
        """The answer; its time is noted under the path, a refusal under its status."""
        raw = isinstance(body, bytes)
        kind = "application/octet-stream" if raw else "application/json"
        sent = {"Secret": self.secret, "Accept-Encoding": "gzip", **headers}
        if body is not None:
            sent["Content-Type"] = kind
        begun = time.perf_counter()
        content = body if raw or body is None else json.dumps(body)
        self.line.request("GET" if body is None else "POST", path, content, sent)
        answer = self.line.getresponse()
        received = answer.read()
        what = (
            re.sub(r"\d{2,}", "…", path) if answer.status == 200 else f"{REFUSED} {answer.status}"
        )
        self.times[what].append(time.perf_counter() - begun)
        is_json = answer.headers["Content-Type"] == "application/json"
        return json.loads(received) if is_json else received


def pupil(n: int, browser: Browser, model: bytes) -> None:
    chance = random.Random(n)
    for page in ("/labo.html", "/lecon-1.html"):
        browser.ask(page)
    browser.secret = browser.ask("/salle/animal", {})["secret"]
    for done in range(1, 7):
        shown = {"lecon": 1, "reussis": [*range(1, done)], "commences": [done]}
        browser.ask("/salle/exercices", shown)
        time.sleep(chance.random() / 2)
    name = "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(4))
    browser.ask("/salle/nom", {"nom": name})
    browser.ask("/salle/modele", model)
    for _ in range(LOOKS):
        time.sleep(chance.random() * 2)
        wall = browser.ask("/salle/mur")
        one = chance.choice(wall)
        if not one["a_moi"]:
            browser.ask("/salle/voix", {"numero": one["numero"], "pour": True})
    given = chance.choice(browser.ask("/salle/modeles"))
    browser.ask(f"/salle/modele/{given['rang']}")


def largest() -> bytes:
    """A model of 804,096 numbers: the largest that le Labo makes."""
    config = PRESETS["nanogpt"].with_dials(vocabulary=27)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "m.safetensors"
        model = pure.Model(config, 1)
        model_file.save(
            file, model_file.ModelFile(config, Vocabulary.lesson(), model.tensors(), {})
        )
        return file.read_bytes()


def class_server() -> Iterator[Figure]:
    """What the slowest pupil waits for, and what the server has in memory."""
    model = largest()
    options = ["18200", "--ici", "--classe", "--par-poste", "40"]
    command = [sys.executable, str(SITE / "servir.py"), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout
            said = takewhile(lambda line: not line.startswith("Ctrl-C"), server.stdout)
            port, key = re.findall(r"localhost:(\d+)/classe.html#cle=(\S+)", "".join(said))[0]
            times = lesson(int(port), key, model)
            status = Path(f"/proc/{server.pid}/status")
            memory = re.search(r"VmHWM:\s+(\d+)", status.read_text("utf-8"))
        finally:
            server.terminate()  # Ctrl-C is not heard by what was started in the background
            server.communicate()
    refused = sum(len(each) for what, each in times.items() if what.startswith(REFUSED))
    answers = sum(map(len, times.values()))
    yield Figure(
        f"Salle de classe : {PUPILS} élèves à la fois, {answers} demandes ; dont refusées",
        "0",
        str(refused),
        "",
        refused == 0,
    )
    for path, title in SHOWN.items():
        milliseconds = [1000 * one for one in times[path]]
        yield Figure(
            f"… {title} (médiane de {len(milliseconds)})",
            "",
            f"{median(milliseconds):.0f} ms",
            spread(milliseconds, unit="ms"),
            None,
        )
    peak = int(memory[1]) / 1000 if memory else 0
    million = len(model) / 1e6
    yield Figure(
        f"… mémoire du serveur, avec {PUPILS} modèles de {million:.1f} Mo",
        "",
        f"{peak:.0f} Mo",
        "",
        None,
    )


def lesson(port: int, key: str, model: bytes) -> Times:
    """All pupils at once, and the teacher: seconds of every answer."""
    times: Times = defaultdict(list)
    over = threading.Event()

    board = Browser(port, times)
    board.ask("/salle/prof/relire", {"oui": False}, Cle=key)  # names are seen at once: votes

    def teacher() -> None:
        while not over.wait(1):
            board.ask("/salle/vue", Cle=key)

    watching = threading.Thread(target=teacher)
    watching.start()
    try:
        with ThreadPoolExecutor(PUPILS) as pool:
            list(pool.map(lambda n: pupil(n, Browser(port, times), model), range(PUPILS)))
    finally:
        over.set()
        watching.join()
    return times
