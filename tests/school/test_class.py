"""servir.py --classe: who did what, the wall, models; and a hostile pupil who spoils nothing."""

from __future__ import annotations

import http.client
import json
import re
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from serving import PAGES, each_python, free_port, get, posix, prepared, serving

from premier_llm.data.filter import is_rude
from premier_llm.engines import pure
from premier_llm.files import model_file
from premier_llm.model.folding import plain_form
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "school"), str(PAGES)]
import assemble  # noqa: E402
from classe import limites, memoire, modele  # type: ignore[import-not-found]  # noqa: E402

TITLES = {1: ["Découpe", "Parie", "Compte"], 2: ["Devine", "Corrige"]}
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'" />'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the class server needs, as the school folder's build puts it there."""
    served = prepared(tmp_path)
    for name, content in assemble.class_server(TITLES).items():
        (served / name).parent.mkdir(parents=True, exist_ok=True)
        (served / name).write_bytes(content)
    (served / "labo.html").write_text(f'<html lang="fr"><head>{POLICY}</head></html>', "utf-8")
    (served / "sw.js").write_text("keep()", "utf-8")
    return served


@pytest.fixture
def gpt(tmp_path: Path) -> bytes:
    """A model as le Labo writes it."""
    model = pure.Model(PRESETS["mini"], 1)
    file = model_file.ModelFile(model.config, Vocabulary.lesson(), model.tensors(), {})
    model_file.save(tmp_path / "m.safetensors", file)
    return (tmp_path / "m.safetensors").read_bytes()


class Room:
    """Asks a class server, as a page would."""

    def __init__(self, port: int, key: str) -> None:
        self.port = port
        self.key = key
        self.own = f"127.0.0.1:{port}"

    def ask(self, path: str, body: Any = None, /, secret: str = "", **headers: str) -> Any:
        """(status, answer) of a POST with this body, or of a GET where there is none."""
        sent = {"Host": self.own, "Secret": secret} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        content = None
        if body is not None:
            raw = isinstance(body, (bytes, str))
            content = body if raw else json.dumps(body)
            sent.setdefault(
                "Content-Type",
                "application/octet-stream" if isinstance(body, bytes) else "application/json",
            )
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("GET" if body is None else "POST", "/salle/" + path, content, sent)
            answer = line.getresponse()
            received = answer.read()
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"
        if answer.headers["Content-Type"] == "application/octet-stream":
            return answer.status, received
        return answer.status, json.loads(received)

    def enter(self) -> str:
        """A pupil's secret."""
        status, found = self.ask("animal", {})
        assert status == 200, found
        secret: str = found["secret"]
        return secret

    def wall(self, secret: str = "") -> Any:
        return self.ask("mur", secret=secret)[1]

    def view(self) -> Any:
        return self.ask("vue", Cle=self.key)[1]


@contextmanager
def classroom(
    folder: Path, *options: object, python: str = sys.executable
) -> Iterator[tuple[Room, list[str]]]:
    with serving(python, folder, free_port(), "--ici", "--classe", *options) as (port, said):
        key = next(found[1] for line in said if (found := re.search("#cle=(.*)$", line)))
        room = Room(port, key)
        # Names are shown at once; that they wait has a test of its own.
        assert room.ask("prof/relire", {"oui": False}, Cle=key)[0] == 200
        yield room, said


@pytest.fixture
def room(folder: Path) -> Iterator[Room]:
    with classroom(folder) as (room, _):
        yield room


@posix
@each_python
def test_a_lesson_of_a_class(python: str, folder: Path, gpt: bytes) -> None:
    before = sorted(file for file in folder.rglob("*"))
    with classroom(folder, python=python) as (room, said):
        one, other = room.enter(), room.enter()
        shown = {"lecon": 1, "reussis": [2, 1, 1], "commences": [2, 3]}
        assert room.ask("exercices", shown, one) == (200, None)
        seen = room.view()
        assert seen["lecons"] == {str(number): titles for number, titles in TITLES.items()}
        first, second = seen["eleves"]
        assert first["exercices"] == {"1": {"reussis": [1, 2], "commences": [3]}}
        assert (second["exercices"], second["modele"]) == ({}, False)
        assert first["rang"] != second["rang"]
        assert first["poste"] == second["poste"] == 1

        assert room.ask("nom", {"nom": "  pikadou "}, one) == (200, None)
        assert room.ask("nom", {"nom": "É\u0301volix-d’Or"}, other)[0] == 400
        assert room.ask("nom", {"nom": "Évolix d’or"}, other) == (200, None)
        (name, _) = room.wall(other)
        assert (name["nom"], name["voix"], name["a_moi"]) == ("Pikadou", 0, False)
        assert "rang" not in name
        assert room.ask("voix", {"numero": name["numero"], "pour": True}, other) == (200, None)
        assert [one["voix"] for one in room.wall()] == [1, 0]

        assert room.ask("modele", gpt, one) == (200, None)
        ((given),) = room.ask("modeles")[1]
        assert given == {"rang": first["rang"], "octets": len(gpt)}
        assert room.ask(f"modele/{first['rang']}") == (200, gpt)

        assert room.ask("exercices/cacher", {}, one) == (200, None)
        assert room.view()["eleves"][0]["exercices"] == {}
    assert said[-1] == (
        "Arrêté. Tout est oublié : 2 élèves, 2 noms, 1 modèle ; rien n’a été écrit sur le disque."
    )
    assert sorted(folder.rglob("*")) == before


@posix
def test_pages_know_of_the_class_only_while_it_is_open(folder: Path) -> None:
    with serving(sys.executable, folder, free_port(), "--ici") as (port, _):
        plain = get(port, "/labo.html", Accept_Encoding="gzip")
        assert plain.text == (folder / "labo.html").read_text("utf-8")
        assert get(port, "/salle/mur").status == 404
    with classroom(folder) as (room, _):
        for path in ("/labo.html", "/labo.html?a#b", "/./labo.html"):
            page = get(room.port, path, If_Modified_Since=plain.headers["Last-Modified"])
            assert page.status == 200
            assert page.text.startswith('<html data-classe lang="fr">')
            assert "default-src 'none'; connect-src 'self'\"" in page.text
            assert page.headers["Last-Modified"] is None
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["X-Frame-Options"] == "DENY"
        assert get(room.port, "/labo.html?copie").text == plain.text
        compressed = get(room.port, "/labo.html", Accept_Encoding="gzip")
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert compressed.text == page.text
        # What was kept for offline use knows of no class: it steps aside.
        assert "unregister" in get(room.port, "/sw.js").text
        assert get(room.port, "/a.css").text == "voici a.css"
        assert get(room.port, "/sous/").status == 404


@posix
def test_nobody_speaks_for_another(room: Room, gpt: bytes) -> None:
    secret = room.enter()
    room.ask("nom", {"nom": "Pikadou"}, secret)
    number = room.wall()[0]["numero"]
    vote = {"numero": number, "pour": True}
    shown = {"lecon": 1, "reussis": [1], "commences": []}
    for forged in ("", "x", secret[:-1], secret + " x", "None"):
        for path, body in [("exercices", shown), ("nom", {"nom": "Evolix"}), ("voix", vote)]:
            assert room.ask(path, body, forged) == (403, {"erreur": "inconnu"})
        assert room.ask("modele", gpt, forged) == (403, {"erreur": "inconnu"})
    # A name of one's own is not voted for; another's once.
    assert room.ask("voix", vote, secret)[1] == {"erreur": "a_moi"}
    other = room.enter()
    for _ in range(3):
        assert room.ask("voix", vote, other)[0] == 200
    assert room.wall()[0]["voix"] == 1
    for what in ({"numero": 99}, {"numero": True}, {"numero": 1.0}, {"numero": "1"}, {}):
        assert room.ask("voix", {**what, "pour": True}, other)[1] == {"erreur": "absent"}
    assert room.ask("voix", {"numero": number, "pour": 1}, other)[1] == {"erreur": "forme"}


@posix
def test_only_the_key_sees_and_removes(room: Room) -> None:
    one, other = room.enter(), room.enter()
    room.ask("nom", {"nom": "Pikadou"}, one)
    room.ask("nom", {"nom": "Evolix"}, one)
    first = room.wall()[0]
    room.ask("voix", {"numero": first["numero"], "pour": True}, other)
    view = room.view()["eleves"]
    for path, body in {
        "prof/retirer-nom": {"numero": first["numero"]},
        "prof/vider-mur": {},
        "prof/retirer-eleve": {"rang": view[0]["rang"]},
        "prof/ecarter": {"poste": 1, "dehors": True},
    }.items():
        assert room.ask(path, body, one) == (403, {"erreur": "cle"})
    assert room.ask("vue")[0] == 403
    key = {"Cle": room.key}
    assert room.ask("prof/retirer-nom", {"numero": first["numero"]}, **key) == (200, None)
    # What was taken off does not come back disguised.
    assert room.ask("nom", {"nom": "Pïka dou"}, other)[1] == {"erreur": "grossier"}
    assert [name["rang"] for name in room.ask("mur", **key)[1]] == [view[0]["rang"]]
    assert room.ask("prof/retirer-eleve", {"rang": view[0]["rang"]}, **key)[0] == 200
    assert room.wall() == []
    assert room.ask("nom", {"nom": "Evolix"}, one)[1] == {"erreur": "inconnu"}
    assert room.ask("prof/ecarter", {"poste": 1, "dehors": True}, **key)[0] == 200
    assert room.ask("animal", {}) == (403, {"erreur": "ecarte"})
    assert room.view()["ecartes"] == [1]
    assert room.ask("prof/ecarter", {"poste": 1, "dehors": False}, **key)[0] == 200
    room.enter()
    # Guesses are counted, and then not even looked at.
    guesses = [room.ask("vue", Cle=f"aaaa-bbbb-{n:04}") for n in range(20)]
    assert [status for status, _ in guesses[:8]] == [403] * 8
    assert guesses[-1] == (429, {"erreur": "debit"})


@posix
def test_a_name_is_letters_that_may_be_shown(room: Room) -> None:
    secret = room.enter()
    refused: dict[str, list[Any]] = {
        "lettres": [
            *("", " ", "<b>Ha</b>", "a<script>", "&lt;", "x" * 25, "x" * 2000, "a\nb\0", "7", "a7"),
            *(
                "рikadou",
                "a\u200bb",
                "\u202egnp",
                "puŧe",
                "merdǝ",
                "þute",
                "\u0301a",
                "a" + "\u0301" * 20,
            ),
            *("a--b", "-a", "’a", None, 7, ["a"]),
        ],
        "grossier": [
            "merde",
            "MERDE",
            "m-e-r-d-e",
            "mèrdé",
            "gros con",
            "\uff50\uff55\uff54\uff45",
        ],
    }
    for word, names in refused.items():
        for name in names:
            answer = room.ask("nom", {"nom": name}, secret)
            if name == "x" * 2000:
                assert answer == (413, {"erreur": "long"})
            else:
                assert answer == (400, {"erreur": word}), name
    assert is_rude("merde")
    assert room.ask("nom", {"nom": "Pikadou"}, secret)[0] == 200
    assert room.ask("nom", {"nom": "pikadou"}, secret) == (409, {"erreur": "deja"})
    # What pupils type too fast is slowed down, each for himself.
    assert 429 in {room.ask("nom", {"nom": "!"}, secret)[0] for _ in range(40)}
    assert room.ask("nom", {"nom": "Evolix"}, room.enter())[0] == 200


@posix
def test_names_wait_for_the_teacher(room: Room) -> None:
    for body in ({"oui": 1}, {}):
        assert room.ask("prof/relire", body, Cle=room.key) == (400, {"erreur": "forme"})
    assert room.ask("prof/relire", {"oui": True})[0] == 403
    room.ask("prof/relire", {"oui": True}, Cle=room.key)
    secret, other = room.enter(), room.enter()
    for name in ("Lucas pue", "Pikadou", "Evolix"):
        assert room.ask("nom", {"nom": name}, secret)[0] == 200
    assert room.wall(other) == []
    assert [one["attend"] for one in room.wall(secret)] == [True] * 3
    # The teacher's wall is projected: what waits is in the view, not there.
    assert room.ask("mur", Cle=room.key)[1] == []
    insult, second, third = (one["numero"] for one in room.view()["attendent"])
    assert room.ask("voix", {"numero": second, "pour": True}, other) == (404, {"erreur": "absent"})
    assert room.ask("prof/montrer-nom", {"numero": second})[0] == 403
    assert room.ask("prof/montrer-nom", {"numero": second}, Cle=room.key)[0] == 200
    assert room.ask("prof/retirer-nom", {"numero": insult}, Cle=room.key)[0] == 200
    assert [one["nom"] for one in room.wall(other)] == ["Pikadou"]
    room.ask("prof/relire", {"oui": False}, Cle=room.key)
    assert [one["numero"] for one in room.wall(other)] == [second, third]


@posix
def test_one_computer_is_one_voice_and_ten_names(room: Room) -> None:
    mine = [room.enter() for _ in range(3)]
    for secret in mine:
        for n in range(5):
            name = f"{'abc'[mine.index(secret)]}o{'abcde'[n]}u"
            status, found = room.ask("nom", {"nom": name}, secret)
            assert (status, found) == (200, None) or found == {"erreur": "trop_de_noms"}
    assert len(room.wall()) == memoire.NOMS_POSTE
    first = room.wall()[0]["numero"]
    for secret in mine[1:]:
        assert room.ask("voix", {"numero": first, "pour": True}, secret)[0] == 200
    assert room.wall()[0]["voix"] == 1


@posix
def test_numbers_are_those_of_the_lesson(room: Room) -> None:
    secret = room.enter()
    good: dict[str, Any] = {"lecon": 2, "reussis": [1, 2], "commences": []}
    assert room.ask("exercices", good, secret)[0] == 200
    wrongs: tuple[dict[str, Any], ...] = (
        *({"lecon": 3}, {"lecon": "2"}, {"lecon": True}, {"lecon": None}, {"lecon": 1e300}),
        *({"reussis": [3]}, {"reussis": [0]}, {"reussis": [-1]}, {"reussis": [1.0]}),
        *({"reussis": [True]}, {"reussis": "12"}, {"reussis": {}}, {"reussis": None}),
        *({"reussis": [1] * 500}, {"commences": [[1]]}, {"commences": None}),
    )
    for wrong in wrongs:
        status, said = room.ask("exercices", good | wrong, secret)
        assert (status, said["erreur"] in ("lecon", "exercices")) == (400, True), wrong
    (pupil,) = room.view()["eleves"]
    assert pupil["exercices"] == {"2": {"reussis": [1, 2], "commences": []}}


@posix
def test_what_is_sent_is_looked_at_before_it_is_read(room: Room) -> None:
    secret = room.enter()
    for text in (
        *(
            "",
            "{",
            "null",
            "[]",
            '"a"',
            "NaN",
            '{"nom": NaN}',
            '{"nom": Infinity}',
            '{"nom": 1e999}',
        ),
        *("[" * 1900, '{"a":' * 300, '{"nom": "\\ud800"}', '{"nom": "a"} x', "\ufeff{}"),
    ):
        status, said = room.ask("nom", text.encode(), secret, Content_Type="application/json")
        assert status == 400, (text[:20], said)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/json; a"):
        assert room.ask("nom", '{"nom": "Evolix"}', secret, Content_Type=kind)[0] == 415
    for odd in ({"Host": "evil.example"}, {"Host": ""}, {"Host": f"a:{room.port}"}):
        assert room.ask("mur", **odd) == (403, {"erreur": "hote"})
    for site in (
        "http://evil.example",
        "null",
        f"http://localhost:{room.port}",
        "https://" + room.own,
    ):
        assert room.ask("nom", {"nom": "Evolix"}, secret, Origin=site)[1] == {"erreur": "origine"}
    assert room.ask("mur", Sec_Fetch_Site="cross-site")[1] == {"erreur": "origine"}
    assert room.ask("mur", Origin="http://" + room.own, Sec_Fetch_Site="same-origin")[0] == 200
    for path in ("x", "mur/", "../index.html", "modele/9999", "modele/-1", "modele/1e3", "%6dur"):
        assert room.ask(path)[0] == 404, path
    assert room.ask("../secret", {})[0] == 404
    assert room.wall() == []


@posix
def test_lengths_that_lie_do_not_pass_for_another_request(room: Room) -> None:
    def raw(*lines: str, body: bytes = b"") -> bytes:
        with socket.create_connection(("127.0.0.1", room.port), timeout=20) as line:
            head = [
                "POST /salle/nom HTTP/1.1",
                f"Host: {room.own}",
                "Content-Type: application/json",
            ]
            line.sendall("\r\n".join([*head, *lines, "", ""]).encode() + body)
            line.shutdown(socket.SHUT_WR)
            with line.makefile("rb") as answer:
                return answer.read()

    smuggled = b"GET /salle/mur HTTP/1.1\r\nHost: a\r\n\r\n"
    for lines in (
        [],
        *(["Content-Length: -1"], ["Content-Length: +2"], ["Content-Length: 1_0"]),
        *(["Content-Length: x"], ["Content-Length: 99999999999"], ["Content-Length: 2001"]),
        ["Transfer-Encoding: chunked"],
        ["Content-Length: 2", "Transfer-Encoding: chunked"],
    ):
        answer = raw(*lines, body=smuggled)
        assert re.match(rb"HTTP/1.1 41[13] ", answer), (lines, answer)
        assert answer.count(b"HTTP/1.1") == 1
    # Half a body: who leaves is forgotten.
    assert raw("Content-Length: 50", body=b"{") == b""
    assert room.wall() == []


@posix
def test_a_model_is_a_model(room: Room, gpt: bytes) -> None:
    secret = room.enter()
    length = int.from_bytes(gpt[:8], "little")
    header = json.loads(gpt[8 : 8 + length])

    def with_header(change: Any) -> bytes:
        made = json.loads(json.dumps(header))
        change(made)
        text = json.dumps(made).encode()
        return len(text).to_bytes(8, "little") + text + gpt[8 + length :]

    name = next(name for name in header if name != "__metadata__")
    hostile = [
        *(b"", b"\x89PNG\r\n", b"MZ" + bytes(100), b"<html>", gpt[:-1], gpt + b"x", gpt[:200]),
        b"\xff" * 8 + gpt[8:],
        len(b"[" * 9000).to_bytes(8, "little") + b"[" * 9000,
        with_header(lambda made: made.pop("__metadata__")),
        with_header(lambda made: made["__metadata__"].update(config="[]")),
        with_header(lambda made: made["__metadata__"].update(premier_llm="3")),
        with_header(lambda made: made[name].update(dtype="I8")),
        with_header(lambda made: made[name].update(shape=[10**30, 10**30])),
        with_header(lambda made: made[name].update(shape=[True])),
        with_header(lambda made: made[name].update(data_offsets=[-4, 0])),
        with_header(lambda made: made.update(more=made[name])),
    ]
    for content in hostile:
        assert room.ask("modele", content, secret)[1] == {"erreur": "modele"}, content[:80]
        assert not modele.est_un_modele(content)
    assert room.ask("modeles")[1] == []
    assert modele.est_un_modele(gpt)
    # Nothing learned yet: le Labo writes the curve, empty.
    curve = {"dtype": "F64", "shape": [0], "data_offsets": [0, 0]}
    assert modele.est_un_modele(with_header(lambda made: made.update({"history.losses": curve})))
    # Too long is said before it is sent.
    with closing(http.client.HTTPConnection("127.0.0.1", room.port, timeout=20)) as line:
        line.putrequest("POST", "/salle/modele")
        for header_name, value in {
            "Secret": secret,
            "Content-Type": "application/octet-stream",
            "Content-Length": str(modele.TAILLE + 1),
        }.items():
            line.putheader(header_name, value)
        line.endheaders()
        assert line.getresponse().status == 413


@posix
def test_one_computer_cannot_take_every_place(folder: Path) -> None:
    with classroom(folder, "--par-poste", 3) as (room, _):
        used = [room.enter() for _ in range(2)]
        for secret in used:
            room.ask("exercices", {"lecon": 1, "reussis": [], "commences": []}, secret)
        unused = room.enter()
        again = room.enter()  # takes the place of the one that did nothing
        assert room.ask("exercices/cacher", {}, unused)[1] == {"erreur": "inconnu"}
        room.ask("exercices", {"lecon": 1, "reussis": [], "commences": []}, again)
        assert room.ask("animal", {}) == (429, {"erreur": "poste"})
        # Connections that say nothing take the places of their own address only.
        with ExitStack() as open_lines:
            silent = [
                open_lines.enter_context(socket.create_connection(("127.0.0.1", room.port), 20))
                for _ in range(40)
            ]
            refused = [line for line in silent[24:] if line.recv(1) == b""]
            assert len(refused) >= 15
            elsewhere = http.client.HTTPConnection(
                "127.0.0.1", room.port, timeout=20, source_address=("127.0.0.2", 0)
            )
            with closing(elsewhere):
                elsewhere.request("GET", "/salle/mur")
                assert elsewhere.getresponse().status == 200


@posix
def test_secrets_and_keys_end_with_the_server(folder: Path) -> None:
    with classroom(folder) as (room, _):
        secret, key = room.enter(), room.key
    with classroom(folder) as (room, _):
        assert room.ask("nom", {"nom": "Evolix"}, secret) == (403, {"erreur": "inconnu"})
        assert room.ask("vue", Cle=key) == (403, {"erreur": "cle"})


@posix
def test_thirty_pupils_at_once_lose_nothing(folder: Path) -> None:
    with classroom(folder, "--par-poste", 40) as (room, _):

        def pupil(n: int) -> int:
            secret = room.enter()
            shown = {"lecon": 1, "reussis": [1, 2], "commences": []}
            name = "Nom" + chr(97 + n % 26) + chr(97 + n // 26)
            done: int = sum(
                room.ask(path, body, secret)[0] == 200
                for path, body in [("exercices", shown), ("nom", {"nom": name})]
            )
            return done + (get(room.port, "/labo.html").status == 200)

        with ThreadPoolExecutor(30) as pupils:
            assert list(pupils.map(pupil, range(30))) == [3] * 30
        assert len({one["rang"] for one in room.view()["eleves"]}) == 30
        assert len(room.wall()) == 30


# What it keeps, and how often


def test_memory_has_an_end(monkeypatch: pytest.MonkeyPatch, gpt: bytes) -> None:
    for name, most in {"ELEVES": 4, "NOMS": 3, "NOMS_CHACUN": 2, "MODELES": 2}.items():
        monkeypatch.setattr(memoire, name, most)
    salle = memoire.Salle(TITLES, plain_form, is_rude, 99)
    secrets = [salle.entre(f"adresse {n}")["secret"] for n in range(4)]

    def refused(action: Any, *given: Any) -> str:
        with pytest.raises(memoire.Refus) as caught:
            action(*given)
        return str(caught.value.mot)

    salle.entre("adresse 5")  # takes the place of one that did nothing
    assert refused(salle.cache, secrets[0]) == "inconnu"
    secrets = list(salle.eleves)
    for secret in secrets:
        salle.montre(secret, 1, [], [])
    assert refused(salle.entre, "adresse 6") == "plein"
    salle.ecrit(secrets[0], "Aa")
    salle.ecrit(secrets[0], "Bb")
    assert refused(salle.ecrit, secrets[0], "Cc") == "trop_de_noms"
    salle.ecrit(secrets[1], "Cc")
    assert refused(salle.ecrit, secrets[2], "Dd") == "mur_plein"
    salle.vide_mur()
    salle.ecrit(secrets[2], "Dd")
    salle.donne(secrets[0], gpt)
    salle.donne(secrets[1], gpt)
    assert refused(salle.donne, secrets[2], gpt) == "modeles_pleins"
    salle.donne(secrets[0], gpt)  # one's own is replaced
    salle.reprend(secrets[0])
    assert len(salle.modeles()) == 1
    monkeypatch.setattr(memoire, "MEMOIRE", len(gpt) + 1)
    assert refused(salle.donne, secrets[2], gpt) == "modeles_pleins"


def test_a_model_that_takes_long_to_look_at_is_none(gpt: bytes) -> None:
    length = int.from_bytes(gpt[:8], "little")
    header = json.loads(gpt[8 : 8 + length])
    for shape in ([99] * 50_000, [0] * 9, [1] * 9):
        one = next(iter(name for name in header if name != "__metadata__"))
        longer = json.dumps(header | {one: header[one] | {"shape": shape}}).encode()
        assert not modele.est_un_modele(
            len(longer).to_bytes(8, "little") + longer + gpt[8 + length :]
        )


def test_a_rate_fills_up_again_and_its_book_stays_short() -> None:
    now = [0.0]
    rate = limites.Debit(3, 2, lambda: now[0])
    assert [rate.passe("a") for _ in range(4)] == [True, True, True, False]
    assert rate.passe("b")
    now[0] = 0.5
    assert [rate.passe("a"), rate.passe("a")] == [True, False]
    for n in range(3 * limites.CLES):
        rate.passe(str(n))
    assert len(rate.restes) <= limites.CLES


def test_as_many_animals_as_the_page_can_name() -> None:
    source = (ROOT / "web" / "kit" / "animal.ts").read_text("utf-8")
    species, colours = (
        len(re.findall("{ fr:", part))
        for part in re.findall(r"= \{\n(.*?)\n\} as const", source, re.S)
    )
    least, most = map(int, re.findall(r"least: (\d+), most: (\d+)", source)[0])
    assert species * colours * (most - least + 1) == memoire.ANIMAUX


def test_the_page_knows_the_limits() -> None:
    source = (ROOT / "web" / "room" / "server.ts").read_text("utf-8").replace("_", "")
    assert f"MOSTMODEL = {modele.TAILLE};" in source
    assert f"MOSTNAME = {memoire.LONGUEUR};" in source


def test_the_folder_carries_the_very_filter_of_the_package(tmp_path: Path) -> None:
    site = assemble.class_server(TITLES)
    package = ROOT / "src" / "premier_llm"
    for name in ("data/filter.py", "words/filter/rude.txt"):
        assert site[f"classe/filtre/premier_llm/{name}"] == (package / name).read_bytes()
    assert json.loads(site["classe/lecons.json"])["1"] == TITLES[1]
