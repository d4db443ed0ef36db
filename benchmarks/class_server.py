"""A class at once on servir.py --classe: how long each answer takes, and what the server weighs.

Thirty pupils open le Labo and a lesson, show their exercises, write on the wall and vote, look at
the wall every second, give and open models of the largest size; the teacher looks on. Prints JSON.
Needs ``make school`` first.

``python -m benchmarks.class_server [pupils]``
"""

from __future__ import annotations

import http.client
import json
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from premier_llm.engines import pure
from premier_llm.files import model_file
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

SITE = Path(__file__).resolve().parents[1] / "school" / "build" / "site"
LOOKS = 10
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
        what = re.sub(r"\d{2,}", "…", path) if answer.status == 200 else f"refused {answer.status}"
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


def main() -> None:
    pupils = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    model = largest()
    server = subprocess.Popen(
        [
            sys.executable,
            str(SITE / "servir.py"),
            "18200",
            "--ici",
            "--classe",
            "--par-poste",
            "40",
        ],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert server.stdout
    said = [server.stdout.readline() for _ in range(6)]
    port, key = re.findall(r"localhost:(\d+)/classe.html#cle=(\S+)", "".join(said))[0]
    times: Times = defaultdict(list)
    over = threading.Event()

    def teacher() -> None:
        browser = Browser(int(port), times)
        while not over.wait(1):
            browser.ask("/salle/vue", Cle=key)

    watching = threading.Thread(target=teacher)
    watching.start()
    begun = time.perf_counter()
    with ThreadPoolExecutor(pupils) as pool:
        list(pool.map(lambda n: pupil(n, Browser(int(port), times), model), range(pupils)))
    took = time.perf_counter() - begun
    over.set()
    watching.join()
    memory = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text("utf-8"))
    server.send_signal(signal.SIGINT)
    server.wait()
    milliseconds = {
        path: {
            "count": len(all_),
            "median_ms": round(1000 * statistics.median(all_), 1),
            "last_ms": round(1000 * max(all_), 1),
        }
        for path, all_ in sorted(times.items())
    }
    facts = {
        "pupils": pupils,
        "seconds": round(took, 1),
        "model_bytes": len(model),
        "server_mb": memory and round(int(memory[1]) / 1000, 1),
        "answers": milliseconds,
    }
    print(json.dumps(facts, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
