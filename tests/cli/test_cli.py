"""The command as its users meet it: what it prints, its exit codes, what it never loses."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from calling import POSIX, assert_one_sentence, call, environment, launch, run, run_json
from helpers import ENGINES, NEEDS_TORCH, full_disk

from premier_llm.cli.app import commands
from premier_llm.cli.commands.course import BUILT
from premier_llm.cli.terminal import ReferenceLine, bar, chart, percent, to_type
from premier_llm.data.reading import read_corpus
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.files.whole import claim
from premier_llm.model.presets import PRESETS
from premier_llm.training.loop import Training


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson's model, trained to the floor."""
    path = tmp_path_factory.mktemp("models") / "pokemon.safetensors"
    assert run("train", "pokemon", "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training under way."""
    path = tmp_path_factory.mktemp("models") / "begun.safetensors"
    unfinished(path)
    return path


# The demonstration


def test_demo_shows_chance_invention_and_recitation() -> None:
    result = run()
    assert result.exit_code == 0
    for said in ("Step 0: chance", "recites", "0 copies out of 200", "by heart", "©", "Your turn:"):
        assert said in result.stdout
    assert max(map(len, result.stdout.splitlines()[-20:])) <= 80


def test_demo_json_has_what_is_shown() -> None:
    facts = run_json()
    assert facts["parameters"] == 2832
    assert len(facts["losses"]) == 250
    first, *_, last = facts["moments"]
    assert first["inventions"]["copies"] == 0
    assert last["loss"] <= 1.01 * facts["baselines"]["floor"]
    assert max(moment["readable_and_no_copy"] for moment in facts["moments"]) > 0.2


# Train, then use


def test_train_tells_what_it_kept_and_what_comes_next(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Évoli\nzoé\nZOÉ\n12\npikachu\n", encoding="utf-8")
    path = tmp_path / "my model.safetensors"
    result = run("train", names, "-o", path)
    assert result.exit_code == 0
    assert "line 4" in result.stdout
    assert f"premier-llm data show {names}" in result.stdout
    assert f"premier-llm sample '{path}'" in result.stdout
    assert load(path).training["ended"] == "steps"


def test_every_command_that_is_told_can_be_pasted(tmp_path: Path) -> None:
    """From a narrow terminal, with names that a shell would cut in two or take for an option."""
    names, other = tmp_path / "my names.csv", tmp_path / "-o.st"
    names.write_text("nom;prix\nbob;1\nada;2\n12;3\n", encoding="utf-8")
    path = tmp_path / f"{'my model ' * 10}.st"
    unfinished(path)
    told = [
        run("info", path),
        run("train", "pokemon", "-o", path),
        run("train", names, "--column", "nom", "-o", tmp_path / "a b.st", "--steps", 2),
    ]
    done = 0
    for result in told:
        for command in re.findall(r"premier-llm ((?:train|data|sample|inspect) .*)", result.output):
            words = shlex.split(command.split(", or begin anew")[0])
            assert run(*words, "--json").exit_code == 0, words
            if words[1] == "--resume":
                unfinished(path)
            done += 1
    assert done == 5
    assert to_type("sample", Path(other.name)) == "premier-llm sample ./-o.st"


def test_train_in_the_current_folder_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("train", "pokemon", "--steps", 1).exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["pokemon.safetensors", "pokemon.toml"]


def test_train_json(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    facts = run_json("train", "pokemon", "-o", path, "--steps", 30, "--held-out", 0.2)
    assert facts["file"] == str(path)
    assert facts["steps"] == 30
    assert facts["held_out_loss"] > facts["loss"]
    assert facts["verdict"]["stage"] in ("hasard", "apprend", "a appris", "récite")


def test_same_seed_same_file_but_for_the_time(tmp_path: Path, model: Path) -> None:
    other = tmp_path / "other.safetensors"
    run("train", "pokemon", "-o", other)
    assert load(other).tensors == load(model).tensors


def test_every_dial_can_be_turned(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    dials = ["--embedding", 8, "--heads", 2, "--layers", 2, "--hidden", 12, "--context", 5]
    more = ["--set", "activation=gelu", "--set", "tied=yes", "--set", "clip=1", "--steps", 3]
    result = run("train", "pokemon", "-o", path, *dials, *more)
    assert result.exit_code == 0, result.output
    saved = load(path)
    assert (saved.config.heads, saved.config.activation, saved.config.tied) == (2, "gelu", True)
    assert saved.training["recipe"]["clip"] == 1.0


def test_train_from_standard_input_with_accents(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    names = "Zoé\nÉloïse\nNoé\n".encode()
    args = ["train", "-", "-o", path, "--vocabulary", "found", "--steps", 5]
    assert run(*args, input=names).exit_code == 0
    assert "É" in load(path).vocabulary.tokens


def test_the_column_of_a_table_is_kept_with_the_model(tmp_path: Path) -> None:
    table = tmp_path / "classe.csv"
    table.write_text("Nom;Prénom\nDupont;Léa\nRoy;Tom\nMartin;Zoé\n", encoding="utf-8")
    assert "Only column 2 of 2 was read: Prénom." in run("data", "show", table).stdout
    file = tmp_path / "m.safetensors"
    run_json("train", table, "-o", file, "--column", "nom", "--steps", 5)
    assert load(file).training["corpus"]["column"] == "nom"
    assert (
        run_json("evaluate", file)["loss"]
        == run_json("evaluate", file, table, "--column", 1)["loss"]
    )
    assert "nothing to resume" in run("train", "--resume", file).stdout
    for line in (("data", "show", "pokemon", "--column", 1), ("train", table, "--column", "ville")):
        result = run(*line)
        assert (result.exit_code, "column" in result.stderr) == (2, True)


def test_evaluate_reads_the_column_that_the_model_learned(tmp_path: Path) -> None:
    table, file = tmp_path / "w.csv", tmp_path / "m.safetensors"
    table.write_text("nom;ville\nLéa;Paris\nTom;Nice\nZoé;Lyon\n", encoding="utf-8")
    run_json("train", table, "-o", file, "--column", "ville", "--steps", 5)
    own = run_json("evaluate", file)
    again = run_json("evaluate", file, table)
    assert again == own | {"source": str(table)}
    assert "Only column 2 of 2 was read: ville." in again["remarks"][0]
    assert "Only column 2 of 2 was read: ville." in run("evaluate", file, table).stdout
    names = run_json("evaluate", file, "--column", "nom")
    assert names["loss"] == run_json("evaluate", file, table, "--column", 1)["loss"] != own["loss"]
    assert "column 1 of 2" in names["remarks"][0]
    # What has no such column is read as ever.
    plain = tmp_path / "liste.txt"
    plain.write_text("Rome\nOslo\n日本\n", encoding="utf-8")
    assert "line 3: 日本" in run("evaluate", file, plain).stdout
    assert run("evaluate", file, "villes").exit_code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("data", "show", "TEXT", "--text", "--vocabulary", "microgpt"), "which is for names"),
        (("train", "TEXT", "--text", "--vocabulary", "a-z"), "which is for names"),
        (("train", "TEXT", "--bpe", 300, "--vocabulary", "a-z"), "leave --vocabulary out"),
        (("train", "FOLDER", "--text", "--vocabulary", "a-z"), "which is for names"),
        (("train", "FOLDER", "--text", "--column", "nom"), "leave --column out"),
        (("evaluate", "MODEL", "--column", "age"), "leave --column out"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_an_option_that_would_be_ignored_is_refused(
    line: tuple[Any, ...], said: str, tmp_path: Path, model: Path
) -> None:
    text = tmp_path / "texte.txt"
    text.write_text("Il était une fois un roi. " * 40, encoding="utf-8")
    places = {"TEXT": text, "FOLDER": tmp_path, "MODEL": model}
    out = ("-o", tmp_path / "m.safetensors", "--steps", 1) if line[0] == "train" else ()
    result = run(*(places.get(word, word) for word in line), *out)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output


def test_train_a_running_text(tmp_path: Path) -> None:
    text, path = tmp_path / "text.txt", tmp_path / "m.safetensors"
    text.write_text("Il était une fois un roi. " * 40, encoding="utf-8")
    result = run("train", text, "--text", "-o", path, "--steps", 20)
    assert result.exit_code == 0, result.output
    assert load(path).vocabulary.boundary is None
    assert len(run("sample", path, "--max-length", 40).stdout.splitlines()[0]) == 40


@pytest.mark.parametrize("trained", ENGINES)
def test_what_an_engine_trains_opens_in_each(tmp_path: Path, trained: str) -> None:
    path = tmp_path / "m.safetensors"
    made = run_json("train", "pokemon", "--engine", trained, "--steps", 3, "-o", path)
    others = ["numpy", "pure"] + (["torch"] if find_spec("torch") else [])
    for name in others:
        facts = run_json("evaluate", path, "--engine", name)
        assert facts["loss"] == pytest.approx(made["loss"], abs=1e-5)
        names = run_json("sample", path, "--seed", 3, "--engine", name)["names"]
        assert names == run_json("sample", path, "--seed", 3)["names"]


def test_sample_is_reproducible_and_marked(model: Path) -> None:
    first = run_json("sample", model, "--seed", 5, "-n", 4)
    again = run_json("sample", model, "--seed", 5, "-n", 4)
    assert first == again
    assert {name["originality"] for name in first["names"]} == {"copy"}
    assert first["seed"] == 5
    fresh = {run_json("sample", model)["seed"] for _ in range(4)}
    assert len(fresh) > 1


def test_sample_says_the_seed_it_drew(model: Path) -> None:
    said = run("sample", model).stdout
    (seed,) = re.findall(r"--seed (\d+)", said)
    assert run("sample", model, "--seed", seed).stdout == said


def test_a_name_that_was_cut_is_not_judged_and_shows_it(model: Path) -> None:
    said = run("sample", model, "-t", 0, "-b", "pik", "-n", 1, "--max-length", 2).stdout
    assert said.startswith("  Pikac…\n")
    cut = run_json("sample", model, "-t", 0, "-b", "pik", "-n", 1, "--max-length", 2)["names"]
    assert cut == [{"name": "pikac", "finished": False, "originality": None}]


def test_sample_trace_points_at_each_letter(model: Path) -> None:
    said = run("sample", model, "-n", 1, "-b", "pik", "-t", 0, "--trace").stdout
    assert said.startswith("= Pikachu\n")
    assert [line.split()[1] for line in said.splitlines() if "→" in line] == [*"achu", "end"]
    trace = run_json("sample", model, "-n", 1, "-b", "pik", "--trace")["names"][0]["trace"]
    assert all(sum(step["probabilities"].values()) == pytest.approx(1) for step in trace)


def test_evaluate_gives_the_verdict_and_its_reasons(model: Path) -> None:
    facts = run_json("evaluate", model)
    assert facts["verdict"]["stage"] == "récite"
    assert facts["loss"] == pytest.approx(facts["baselines"]["floor"], rel=0.01)
    said = run("evaluate", model).stdout
    assert "Verdict: recites" in said
    assert facts["verdict"]["reasons"][0][:40] in said


def test_evaluate_on_another_list(model: Path) -> None:
    facts = run_json("evaluate", model, "dinosaures")
    assert facts["source"] == "dinosaures"
    assert facts["verdict"]["stage"] == "hasard"


def test_evaluate_measures_the_hidden_names_of_its_own_training(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    trained = run_json("train", "creatures", "-o", path, "--steps", 60)
    facts = run_json("evaluate", path)
    assert facts["held_out_loss"] == trained["held_out_loss"]


def test_inspect_values_are_those_of_the_forward_pass(model: Path) -> None:
    facts = run_json("inspect", model, ".pik")
    assert [token["id"] for token in facts["tokens"]] == [0, 16, 9, 11]
    assert facts["next"][0]["token"] == "a"
    weights = facts["values"]["blocks.0.attention.weights"]
    assert weights["shape"] == [1, 4, 4]
    assert all(sum(row) == pytest.approx(1) for row in weights["numbers"][0])
    assert facts["values"]["blocks.0.attention.scores"]["numbers"][0][0][1] is None


def test_inspect_starts_names_with_the_boundary(model: Path) -> None:
    assert run("inspect", model, "Pik").stdout == run("inspect", model, ".pik").stdout


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_inspect_engines_agree(model: Path, engine: str) -> None:
    of_numpy, of_other = (
        run_json("inspect", model, ".pik", "--off", "attention.0", "--engine", name)
        for name in ("numpy", engine)
    )
    for key in ("loss", "loss_without"):
        assert of_other[key] == pytest.approx(of_numpy[key], abs=1e-5)
    for key in ("next", "next_without"):
        for other, fact in zip(of_other[key][:3], of_numpy[key][:3], strict=True):
            assert other["token"] == fact["token"]
            assert other["probability"] == pytest.approx(fact["probability"], abs=1e-5)
    assert list(of_other["values"]) == list(of_numpy["values"])


def test_inspect_point_prints_all_its_numbers(model: Path) -> None:
    said = run("inspect", model, ".pik", "--point", "blocks.0.mlp.active").stdout
    assert len(re.findall(r"-?\d+\.\d{4}", said)) == 4 * 32


def test_inspect_off_shows_the_cost(model: Path) -> None:
    facts = run_json("inspect", model, ".pik", "--off", "attention.0")
    assert facts["loss_without"] > 2 * facts["loss"]
    assert facts["next"] != facts["next_without"]
    assert "loss, without" in run("inspect", model, ".pik", "--off", "attention.0").stdout


def test_info_sums_up_every_preset() -> None:
    said = run("info").stdout
    for name, config in PRESETS.items():
        assert f"{config.parameter_count():,}" in said
        facts = run_json("info", name)
        assert sum(row["count"] for row in facts["parameters"]) == facts["parameter_count"]
        assert f"{config.parameter_count():,}" in run("info", name).stdout


def test_info_of_a_file(model: Path) -> None:
    said = run("info", model).stdout
    assert "pokemon, 250 steps" in said
    assert "2,832" in said


@pytest.mark.parametrize(
    "args",
    [
        "--json info mini",
        "--json data list",
        "--json course",
        "--json compare mini gpt2",
    ],
)
def test_json_may_stand_before_the_subcommand(args: str) -> None:
    words = args.split()
    after = run_json(*(word for word in words if word != "--json"))
    assert json.loads(run(*words).stdout) == after


def test_compare_counts_each_difference_alone() -> None:
    facts = run_json("compare", "mini", "gpt2")
    alone = {d["dial"]: d["parameters_of_a_with_it"] for d in facts["differences"]}
    assert alone["tied"] == 2832 - 27 * 16
    assert alone["heads"] is None  # 12 heads cannot share 16 numbers
    said = run("compare", "mini", "gpt2").stdout
    assert all(dial in said for dial in alone)


def test_compare_looks_at_what_was_learned(model: Path, tmp_path: Path) -> None:
    other, again = tmp_path / "other.safetensors", tmp_path / "again.safetensors"
    for path, seed in ((other, 1), (again, 0)):
        assert run("train", "pokemon", "-o", path, "--seed", seed).exit_code == 0
    for second, said, same in (
        (other, "have the same settings, but have learned other numbers.", False),
        (again, "are the same model, number by number.", True),
    ):
        assert said in " ".join(run("compare", model, second).stdout.split())
        assert run_json("compare", model, second)["same_numbers"] is same
    assert "have the same settings." in run("compare", "mini", "mini").stdout
    assert run_json("compare", "mini", "gpt2")["same_numbers"] is None


def test_data_shows_what_becomes_of_every_line(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Évoli\nevoli\n42\n", encoding="utf-8")
    facts = run_json("data", "show", names)
    assert [line["fate"] for line in facts["not_kept_as_is"]] == ["folded", "duplicate", "refused"]
    said = run("data", "show", names).stdout
    assert "Évoli  → evoli" in said
    assert "dinosaures" in run("data", "list").stdout
    assert "tinyshakespeare" in run("data").stdout


def test_what_is_shown_moves_no_cursor_and_has_no_form_of_python(tmp_path: Path) -> None:
    path = tmp_path / "liste.txt"
    path.write_text("De\u00a0La\u00a0Cruz\nA\x1b[31m\tB\n12\x1b\n", encoding="utf-8")
    shown = run("data", "show", path).stdout
    assert "De La Cruz  → delacruz" in shown
    assert "A␛[31m⇥B  → amb" in shown
    assert "1 refused:" in shown
    model = tmp_path / "m.safetensors"
    run_json("train", path, "--text", "-o", model, "--steps", 1, "--context", 4)
    for line in (
        ("data", "show", path, "--text"),
        ("sample", model, "--seed", 1),
        ("sample", model, "--seed", 1, "--trace"),
        ("inspect", model, "A\x1b"),
        ("info", model),
        ("evaluate", model),
    ):
        result = run(*line)
        assert result.exit_code == 0, result.output
        assert "␛" in result.stdout or line[0] == "evaluate"
        assert "\x1b" not in result.stdout
        assert "\\x" not in result.stdout
        assert "names" not in result.stdout


def test_the_system_s_refusals_are_said_in_french() -> None:
    code = (
        "import errno, os\nfrom premier_llm.i18n import speak\n"
        "from premier_llm.errors import system_reason\nspeak('fr')\n"
        "for name in 'EEXIST ENOTEMPTY EBUSY EINVAL EIO EMFILE ETIMEDOUT EFBIG ELOOP'.split():\n"
        "    number = getattr(errno, name)\n"
        "    said = os.strerror(number)\n"
        "    assert said not in system_reason(OSError(number, said)), said\n"
        "print(system_reason(OSError(-5, 'Name or service not known')))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    said = result.stdout.decode("utf-8").replace("\u00a0", " ")
    assert said == "le système dit « Name or service not known »\n"
    said = call("train", "pokemon", "--steps", "1.5", PREMIER_LLM_LANG="fr")[2]
    assert "'1.5' n’est pas un nombre entier." in said


def test_data_fetch_uses_what_is_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREMIER_LLM_CACHE", str(tmp_path))
    (tmp_path / "names.txt").write_text("not the right file")
    result = run("data", "fetch", "names")
    assert result.exit_code == 1
    assert "not the expected file" in result.stderr


def test_race_measures_and_says_what_it_extrapolates() -> None:
    laps = {lap["name"]: lap for lap in run_json("race", "--seconds", 0.1)["laps"]}
    assert laps["numerical"]["extrapolated"]
    assert laps["numerical"]["seconds"] > laps["pure"]["seconds"] > laps["numpy"]["seconds"]
    said = run("race", "--seconds", 0.1).stdout
    assert "extrapolated" in said
    assert ("torch" in laps) != ("PyTorch does not run" in said)


def test_lab_opens_and_exports_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def note(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    assert "opens" in run("lab").stdout
    assert opened[0].startswith("file://")
    assert opened[0].endswith("/labo/index.html")
    page = run_json("lab", "--export", tmp_path)["file"]
    assert Path(page) == tmp_path / "labo.html"
    html = Path(page).read_text(encoding="utf-8")
    assert "Content-Security-Policy" in html
    assert "https://" not in html.split("</head>")[0].replace("http://www.w3.org", "")
    # Again over itself, but never over something else.
    assert run("lab", "--export", page).exit_code == 0
    (tmp_path / "mine.html").write_text("mine")
    assert_one_sentence(run("lab", "--export", tmp_path / "mine.html"))
    assert (tmp_path / "mine.html").read_text() == "mine"
    assert_one_sentence(run("lab", "--export", tmp_path / "no" / "folder.html"), 1)
    with full_disk():
        for path in (Path(page), tmp_path / "new.html"):
            assert_one_sentence(run("lab", "--export", path), 1)
    assert Path(page).read_text(encoding="utf-8") == html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labo.html", "mine.html"]


def test_lab_says_when_it_was_not_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("premier_llm.cli.commands.lab.PAGE", tmp_path / "none.html")
    result = run("lab")
    assert_one_sentence(result, 1)
    assert "Node.js" in result.stderr


@pytest.mark.parametrize("name", commands())
def test_help_teaches_with_examples(name: str) -> None:
    said = run(name, "--help").stdout
    assert name == "race" or f"premier-llm {name} " in said.split("Examples:")[1]
    assert max(map(len, said.splitlines())) <= 80


# Bad input: one sentence, exit code 2, nothing on stdout, nothing lost


BAD_LISTS = {
    "empty": b"",
    "blank": b"\n\n \n",
    "a word of 5,000 letters": b"a" * 5000,
    "only accents": "\u0301\n\u0300".encode(),
    "emoji": "😀\n🦕".encode(),
    "NUL bytes": b"a\0b\nc\n",
    "binary": bytes(range(256)) * 10,
}


@pytest.mark.parametrize("content", BAD_LISTS.values(), ids=BAD_LISTS)
def test_bad_lists(tmp_path: Path, content: bytes) -> None:
    names, path = tmp_path / "names.txt", tmp_path / "m.safetensors"
    names.write_bytes(content)
    assert_one_sentence(run("train", names, "-o", path))
    assert not path.exists()


@pytest.mark.parametrize("content", ["léa\r\nbob\r\n".encode(), "léa\nbob\n".encode("utf-16")])
def test_other_systems_lists_are_read(tmp_path: Path, content: bytes) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes(content)
    assert run_json("data", "show", names)["words"] == ["lea", "bob"]


def test_one_word_is_learned(tmp_path: Path) -> None:
    names, path = tmp_path / "names.txt", tmp_path / "m.safetensors"
    names.write_text("bob\n")
    assert run("train", names, "-o", path).exit_code == 0
    assert run("sample", path, "-n", 1, "-t", 0).stdout.startswith("= Bob")
    assert re.search("Among [0-9]+ invented names, all the same:", run("evaluate", path).stdout)


@pytest.mark.parametrize(
    "args",
    [
        "train",
        "train nowhere.txt",
        "train .",
        "train pokemon --heads 3",
        "train pokemon --embedding 0",
        "train pokemon --layers -1",
        "train pokemon --embedding abc",
        "train pokemon --embedding 10000000",
        "train pokemon --learning-rate nan",
        "train pokemon --held-out 0.9",
        "train pokemon --set colour=red",
        "train pokemon --set clip=abc",
        "train pokemon --set tied=perhaps",
        "train pokemon --set vocabulary=12",
        "train pokemon --preset gpt9",
        "train pokemon --engine abacus",
        "train pokemon --device cuda",
        "train pokemon --compile --engine pure",
        "train pokemon --precision bfloat16",
        "sample MODEL --device cuda",
        "train --resume nowhere.safetensors",
        "sample",
        "sample nowhere.safetensors",
        "sample MODEL --temperature -1",
        "sample MODEL --temperature nan",
        "sample MODEL --temperature 1e9",
        "sample MODEL --beginning a1",
        "sample MODEL --count 0",
        "sample MODEL --top-k -1",
        "sample MODEL --max-length 0",
        "inspect MODEL .p!k",
        "inspect MODEL .pi.k",
        "sample MODEL --beginning .pi.k",
        "inspect MODEL .pik --point logit",
        "inspect MODEL .pik --off everything",
        "evaluate MODEL nowhere.txt",
        "info nowhere",
        "compare mini maxi",
        "data show nowhere.txt",
        "data fetch nothing",
        "data dance",
        "dance",
        "--dance",
        "race --seconds 0",
        "race --seconds nan",
        "train pokemon --save-every nan",
        "train pokemon -o /",
        "train pokemon -o .",
        ["train", "pokemon", "-o", ""],
        ["train", ""],
        ["school", ""],
        ["course", "copy", ""],
        "train --resume UNFINISHED -o /",
    ],
)
def test_bad_arguments(
    args: str | list[str],
    model: Path,
    begun: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"MODEL": model, "UNFINISHED": begun}
    given = args.split() if isinstance(args, str) else args
    assert_one_sentence(run(*(files.get(arg, arg) for arg in given)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("args", "says", "never"),
    [
        ("sample MODEL -t -1", "0.5 (wise) to 1.5 (wild)", "fou"),
        ("train --resume .", "is a folder, not a model file", "--output"),
        ("convert nofolder x", "no folder and no file called nofolder", "Train a model"),
    ],
)
def test_what_is_said_is_what_is_wrong(
    args: str, says: str, never: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*(model if arg == "MODEL" else arg for arg in args.split()))
    assert_one_sentence(result)
    assert says in result.stderr
    assert never not in result.stderr


def test_explosion_keeps_the_last_good_model(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    result = run("train", "pokemon", "-o", path, "--learning-rate", 1000, "--json")
    assert_one_sentence(result, 1)
    assert "smaller learning rate" in result.stderr
    assert run("sample", path).exit_code == 0


@pytest.mark.parametrize("content", [b"my homework", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_foreign_file_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "homework"
    path.write_bytes(content)
    assert_one_sentence(run("train", "pokemon", "--json", "-o", path))
    assert path.read_bytes() == content


def unfinished(path: Path) -> None:
    """A training of the command as it lies there after 7 of its steps."""
    training = Training(read_corpus("pokemon"), PRESETS["mini"])
    for progress in training:
        if progress.step == 7:
            break
    tensors, facts = training.state()
    save(path, ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts))


def test_an_unfinished_training_is_not_begun_anew_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "my model.safetensors"
    unfinished(path)
    before = path.read_bytes()
    result = run("train", "dinosaures", "-o", path, "--steps", 3)
    assert_one_sentence(result)
    assert "(step 7)" in result.stderr
    assert f"--resume '{path}'" in result.stderr
    assert "--force" in result.stderr
    assert path.read_bytes() == before
    assert run("train", "--resume", path).exit_code == 0
    assert load(path).training["ended"] == "steps"
    unfinished(path)
    assert run_json("train", "dinosaures", "-o", path, "--steps", 3, "--force")["steps"] == 3


def test_a_trained_model_is_replaced_only_by_force(tmp_path: Path) -> None:
    trained, begun = tmp_path / "m.safetensors", tmp_path / "begun.safetensors"
    assert run("train", "pokemon", "-o", trained, "--steps", 2).exit_code == 0
    unfinished(begun)
    before = trained.read_bytes()
    for arguments in (["pokemon", "--steps", 3], ["--resume", begun]):
        result = run("train", *arguments, "-o", trained)
        assert_one_sentence(result)
        assert "--force" in result.stderr
        assert "--resume" not in result.stderr
        assert trained.read_bytes() == before
    assert run("train", "--resume", begun, "-o", trained, "--force").exit_code == 0
    assert load(trained).training["step"] == 250
    # Its own file is where a training goes on, however it is named.
    assert run("train", "--resume", begun, "-o", tmp_path / "." / begun.name).exit_code == 0


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    with claim(path):
        assert_one_sentence(run("train", "pokemon", "--json", "-o", path))
    assert not path.exists()


def test_a_missing_folder_is_told_before_training(tmp_path: Path) -> None:
    result = run("train", "pokemon", "--json", "-o", tmp_path / "no" / "m.safetensors")
    assert_one_sentence(result, 1)


def test_a_damaged_model_is_told(model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "m.safetensors"
    content = bytearray(model.read_bytes())
    content[-100] ^= 1
    damaged.write_bytes(content)
    assert_one_sentence(run("sample", damaged))
    damaged.write_bytes(content[:1000])
    assert_one_sentence(run("evaluate", damaged))


# Interrupting and resuming


@POSIX
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_interrupting_keeps_the_model(tmp_path: Path, kind: signal.Signals) -> None:
    path = tmp_path / "m.safetensors"
    process = launch("train", "pokemon", "-o", path, "--steps", 10**6, "--save-every", 0.1)
    wait_for(path, process)
    process.send_signal(kind)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert f"--resume {path}" in out.decode()
    facts = load(path).training
    assert facts["ended"] is None
    assert 0 < facts["step"] < 10**6
    assert not path.with_name(f"{path.name}.lock").exists()


@POSIX
@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_killed_and_resumed_ends_as_if_never_interrupted(tmp_path: Path, held_out: float) -> None:
    whole, killed = tmp_path / "whole.safetensors", tmp_path / "killed.safetensors"
    recipe = ["--steps", 600, "--batch", 32, "--held-out", held_out, "--set", "evaluate_every=7"]
    assert run("train", "creatures", "-o", whole, *recipe).exit_code == 0
    process = launch("train", "creatures", "-o", killed, *recipe, "--save-every", 0)
    wait_for(killed, process)
    process.kill()
    process.communicate()
    assert load(killed).training["ended"] is None
    result = run("train", "--resume", killed)
    assert result.exit_code == 0, result.output
    assert load(killed).tensors == load(whole).tensors
    saved = load(whole)
    assert len(saved.tensors["history.losses"][1]) == saved.training["step"]


def test_resuming_a_finished_training_changes_nothing(model: Path) -> None:
    before = model.read_bytes()
    result = run("train", "--resume", model)
    assert (result.exit_code, model.read_bytes()) == (0, before)
    assert "nothing to resume" in result.output
    assert run_json("train", "--resume", model)["ended"] == "steps"


def test_resuming_for_longer_says_what_happens(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    unfinished(path)
    result = run("train", "--resume", path, "--steps", 300)
    assert result.exit_code == 0, result.output
    assert "300 steps instead of 250" in result.stderr
    assert load(path).training["step"] == 300
    longer = run("train", "--resume", path, "--steps", 310)
    assert "goes on from the model that was kept" in longer.stderr
    assert load(path).training["step"] == 310
    assert_one_sentence(run("train", "--resume", path, "--steps", 310))


@POSIX
def test_a_list_that_was_piped_in_is_asked_for_again(tmp_path: Path) -> None:
    """At a terminal, to read standard input would be to wait for ever."""
    import pty

    path = tmp_path / "m.safetensors"
    assert run("train", "-", "-o", path, "--steps", 3, input=b"bob\nada\n").exit_code == 0
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "premier_llm", "train", "--resume", path, "--steps", "6"],
        stdin=theirs,
        capture_output=True,
        env=environment(PREMIER_LLM_LANG="en"),
        timeout=30,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"was piped in: give it again as SOURCE." in done.stderr
    again = run("train", "-", "--resume", path, "--steps", 6, input=b"bob\nada\n")
    assert again.exit_code == 0
    assert load(path).training["step"] == 6


def test_resuming_refuses_other_dials_and_other_words(model: Path) -> None:
    assert_one_sentence(run("train", "--resume", model, "--learning-rate", 0.1))
    assert_one_sentence(run("train", "creatures", "--resume", model))


# Terminals and languages


def test_a_pipe_gets_no_control_codes_and_french_by_default() -> None:
    code, out, err = call()
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "\r" not in out
    assert "À toi de jouer\u00a0:" in out


@POSIX
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_terminal_sees_the_training_move(term: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "premier_llm"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM=term, PREMIER_LLM_LANG="en"),
    ):
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while part := os.read(ours, 65536):
                shown += part
        os.close(ours)
    text = shown.decode()
    assert "Your turn:" in text
    frames = text.count("steps/s")
    if term == "dumb":
        assert "\x1b" not in text
    else:
        assert frames > 20
        assert text.count("█") > 20 * frames
        assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")  # the cursor is back


@pytest.mark.parametrize("engine", ["numpy", pytest.param("torch", marks=NEEDS_TORCH)])
def test_a_text_shorter_than_the_context_is_refused(tmp_path: Path, engine: str) -> None:
    text = tmp_path / "short.txt"
    text.write_text("abcdefgh")
    dials = ["--text", "--steps", "1", "--engine", engine, "--output", tmp_path / "m.safetensors"]
    code, out, err = call("train", text, *dials)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Ce texte a 8 tokens, et le modèle en voit 8 à la fois" in err
    assert call("train", text, *dials, "--context", "7", "--held-out", "0")[0] == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_of_one_single_letter(tmp_path: Path, engine: str) -> None:
    """Where there is nothing to guess, no loss is above 0."""
    text, path = tmp_path / "a.txt", tmp_path / "m.safetensors"
    text.write_text("a" * 400)
    for result in (
        run("train", text, "--text", "--engine", engine, "-o", path, "--steps", 3),
        run("evaluate", path, text),
    ):
        assert result.exit_code == 0, result.output
        assert "this model            0.000" in result.stdout
        assert "Verdict: recites" in result.stdout


def test_french_help_and_errors(tmp_path: Path) -> None:
    _code, out, _err = call("train", "--help", LANG="fr_FR.UTF-8")
    assert "Usage\u00a0:" in out
    assert "Affiche cette aide." in out
    code, out, err = call("train", tmp_path / "absent.txt")
    assert (code, out) == (2, "")
    assert err.startswith("premier-llm: Aucun fichier")


def test_english_by_locale() -> None:
    _code, out, _err = call("info", LANG="en_US.UTF-8")
    assert "124,439,808" in out
    assert "parameters" in out


def test_a_terminal_without_accents_still_shows_everything() -> None:
    code, out, err = call(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (code, err) == (0, "")
    assert out.isascii()
    assert "A toi de jouer" in out
    assert " * " in out
    assert " = " in out


@pytest.mark.parametrize(
    "args", [["train", "--help"], ["sample", "MODEL"], ["train", "nulle part"]]
)
def test_every_sentence_goes_without_accents(args: list[str], model: Path) -> None:
    called = [model if arg == "MODEL" else arg for arg in args]
    _code, out, err = call(*called, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert out + err
    assert (out + err).isascii()
    assert "?" not in out.replace("? ", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_loses_no_letter(tmp_path: Path, encoding: str) -> None:
    names, path = tmp_path / "names.txt", tmp_path / "m.safetensors"
    names.write_text("жук\n", encoding="utf-8")
    assert run("train", names, "--vocabulary", "found", "-o", path).exit_code == 0
    code, out, _err = call("sample", path, "-t", 0, "--json", PYTHONIOENCODING=encoding)
    assert code == 0
    assert json.loads(out)["names"][0]["name"] == "жук"


@POSIX
def test_a_closed_pipe_is_no_error_message() -> None:
    process = launch("info", "gpt2")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.wait(timeout=30)
    process.stderr.close()


@POSIX
def test_a_pipe_closed_while_training_keeps_the_model(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    process = launch("train", "dinosaures", "-o", path, "--steps", 3000, "--set", "patience=0")
    assert process.stdout is not None
    assert process.stderr is not None
    while b"0/3" not in process.stdout.readline():
        pass
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(timeout=30)
    process.stderr.close()
    facts = load(path).training
    assert facts["ended"] is None
    assert 0 < facts["step"] < 3000


@POSIX
def test_a_full_disk_is_told() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as stdout:
        done = subprocess.run(
            [sys.executable, "-m", "premier_llm", "info"],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


@POSIX
@pytest.mark.parametrize("args", [[], ["info"], ["info", "--json"], ["sample", "MODEL"]])
def test_a_closed_stdout_is_no_traceback(args: list[str], model: Path) -> None:
    called = [
        sys.executable,
        "-m",
        "premier_llm",
        *(str(model) if a == "MODEL" else a for a in args),
    ]
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&- <&-', "sh", *called],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


# Pictures


def test_bars_are_as_long_as_their_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("premier_llm.cli.terminal.can_draw", lambda: True)
    assert bar(0.5, 10) == "█████"
    assert bar(0.55, 10) == "█████▌"
    assert bar(1e-9, 10) == "▏"
    assert bar(0, 10) == ""
    assert bar(7, 10) == "█" * 10


def test_what_is_not_nothing_is_not_shown_as_nothing() -> None:
    assert [percent(x) for x in (0, 0.001, 0.005, 0.5, 0.999, 1)] == [
        "  0%",
        " <1%",
        " <1%",
        " 50%",
        ">99%",
        "100%",
    ]


def test_the_chart_puts_curve_and_lines_at_their_height(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("premier_llm.cli.terminal.can_draw", lambda: False)
    lines = [ReferenceLine("top", 4.0), ReferenceLine("low", 1.0)]
    rows = chart([(0, 4.0), (5, 2.0)], 9, lines, [(9, 3.0)], width=29, height=8).plain.splitlines()
    assert len(rows) == 8
    assert rows[0].endswith("4.00 top")
    assert rows[6].endswith("1.00 low")
    columns = ["".join(row.ljust(29)[1 + place] for row in rows).count("#") for place in range(18)]
    assert columns[0] > columns[10] > columns[11] == 0
    assert columns[9] == columns[0]  # held until the next point
    assert "o" in rows[2]


def test_course_lists_the_lessons_from_0() -> None:
    listed = run("course")
    assert listed.exit_code == 0
    assert "Deviner la suite" in listed.output
    lessons = run_json("course")["lessons"]
    assert [lesson["number"] for lesson in lessons] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [line.split()[0] for line in listed.output.splitlines() if "new to you" in line] == ["0"]
    assert [line for line in listed.output.splitlines() if "for the curious" in line] == [
        line
        for line in listed.output.splitlines()
        if "De mini à GPT-2" in line
        or "Des lettres aux phrases" in line
        or "Du modèle au chatbot" in line
    ]


@pytest.mark.skipif(not BUILT.is_dir(), reason="no notebooks: make course")
@pytest.mark.parametrize("options", [[], ["--school"], ["--school", "--free-names"]])
def test_course_copy_never_touches_a_pupil_s_work(tmp_path: Path, options: list[str]) -> None:
    copied = run_json("course", "copy", tmp_path, *options)["copied"]
    notebooks = [name for name in copied if name.startswith("lecon_")]
    assert len(notebooks) == 10
    assert ("premier_llm_lecons.py" in copied) == ("--school" in options)
    for name in notebooks:
        text = (tmp_path / name).read_text("utf-8")
        assert json.loads(text)["nbformat"] == 4
        assert ("POKEMONS" in text) == ("--free-names" not in options and name[6] in "12456")
    mine = tmp_path / notebooks[0]
    mine.write_text("mon travail", "utf-8")
    (tmp_path / notebooks[1]).unlink()
    again = run_json("course", "copy", tmp_path, *options)
    assert again["copied"] == [notebooks[1]]
    assert again["kept"] == [notebooks[0]]
    assert mine.read_text("utf-8") == "mon travail"
    mine.unlink()
    assert "files are in" in run("course", "copy", tmp_path, *options).stdout
    assert "Everything is in" in run("course", "copy", tmp_path, *options).stdout


@pytest.mark.skipif(not BUILT.is_dir(), reason="no notebooks: make course")
def test_course_copy_on_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with full_disk(after=2):
        assert_one_sentence(run("course", "copy", tmp_path), 1)
    assert len(list(tmp_path.iterdir())) == 2
    assert len(run_json("course", "copy", tmp_path)["copied"]) >= 6


def test_course_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    result = call("course", "copy", file, PREMIER_LLM_LANG="en")
    assert result[0] != 0
    assert "folder" in result[2] or "make course" in result[2]
    assert "Traceback" not in result[2]
    assert call("course", "open", 10)[0] == 2
