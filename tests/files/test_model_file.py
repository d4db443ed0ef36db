"""The file: exact, whole or not at all, and every way of being broken has its sentence."""

from __future__ import annotations

import json
import math
import os
import signal
import struct
import subprocess
import sys
import time
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from premier_llm.engines import numpy as fast
from premier_llm.engines.contract import Tensors
from premier_llm.errors import InputError, RunError
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.files.safetensors import MAX_HEADER, read, write
from premier_llm.files.whole import claim
from premier_llm.model.config import Config
from premier_llm.model.presets import PRESETS
from premier_llm.model.vocabulary import Vocabulary

TINY = Config(vocabulary=3, context=2, embedding=2, hidden=2)
LETTERS = Vocabulary(tuple(".ab"), 0)


def tiny(seed: int = 0) -> ModelFile:
    return ModelFile(TINY, LETTERS, fast.Model(TINY, seed).tensors(), {"step": 3, "nom": "é"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "modèle.safetensors"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        load(path)
    message = str(error.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", ["mini", "microgpt"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_model_comes_back_to_the_bit(path: Path, name: str, dtype: Any) -> None:
    model = fast.Model(PRESETS[name], 1, dtype)
    saved = ModelFile(model.config, Vocabulary.lesson(), model.tensors(), {"a": [1.5, None]})
    save(path, saved)
    assert load(path) == saved
    assert list(path.parent.iterdir()) == [path]


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])).filter(lambda n: n != "__metadata__"),
        st.tuples(st.sampled_from("fd"), st.lists(st.floats(width=32), max_size=6)),
        max_size=4,
    ),
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.text(st.characters(exclude_categories=["Cs"])),
        max_size=3,
    ),
)
@settings(max_examples=60, deadline=None)
def test_any_tensors_and_metadata_come_back(
    tmp_path_factory: Any, values: dict[str, tuple[str, list[float]]], metadata: dict[str, str]
) -> None:
    metadata.pop("checksum", None)
    path = tmp_path_factory.mktemp("round") / "x"
    tensors: Tensors = {n: ((len(x),), array(code, x)) for n, (code, x) in values.items()}
    write(path, tensors, metadata)
    back, said = read(path)
    said.pop("checksum")
    assert said == metadata
    bits = {n: (shape, flat.typecode, flat.tobytes()) for n, (shape, flat) in back.items()}
    assert bits == {
        n: (shape, flat.typecode, flat.tobytes()) for n, (shape, flat) in tensors.items()
    }


def test_the_safetensors_library_reads_ours_and_we_read_its(path: Path) -> None:
    saved = tiny()
    save(path, saved)
    theirs = safetensors.numpy.load_file(path)
    for name, (shape, flat) in saved.tensors.items():
        assert theirs[name].shape == shape
        assert theirs[name].tobytes() == flat.tobytes()
    with safetensors.safe_open(path, framework="numpy") as file:
        metadata = file.metadata()
    assert json.loads(metadata["config"]) == TINY.to_dict()
    other = path.with_name("other")
    safetensors.numpy.save_file({"a": np.ones((2, 3), np.float64)}, other, {"who": "them"})
    tensors, said = read(other)
    assert said == {"who": "them"}
    assert tensors["a"][0] == (2, 3)
    assert "not a model of" in refused(other)
    safetensors.numpy.save_file({"a": np.ones(2, np.float16)}, other)
    assert "F16" in refused(other)


def test_every_truncation_is_noticed(path: Path) -> None:
    save(path, tiny())
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        refused(path)
    path.write_bytes(whole + b"\0")
    assert "longer" in refused(path)


def test_every_flipped_bit_is_noticed_or_harmless(path: Path) -> None:
    save(path, tiny())
    whole = path.read_bytes()
    content = load(path)
    harmless = 0
    for place in range(len(whole)):
        for bit in (0, 3, 7) if place > 8 else range(8):
            broken = bytearray(whole)
            broken[place] ^= 1 << bit
            path.write_bytes(broken)
            try:
                same = load(path) == content
            except InputError as error:
                assert "\n" not in str(error)  # noqa: PT017
            else:
                assert same, f"byte {place}, bit {bit}"
                harmless += 1
    # Only the padding blanks of the header may change unnoticed (a blank into another).
    assert harmless < 8


def header_of(content: bytes) -> tuple[dict[str, Any], bytes]:
    (size,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8 : 8 + size]), content[8 + size :]


def assemble(header: Any, data: bytes) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "short"),
        (b"PK\x03\x04 a zip file, as PyTorch writes them", "longer than"),
        (struct.pack("<Q", 2**63) + b"{}", "longer than"),
        (struct.pack("<Q", 2**64 - 1) + b"{}", "longer than"),
        (assemble(b"\xff\xfe", b""), "unreadable"),
        (assemble([], b""), "unreadable"),
        (assemble(b"[" * 100_000, b""), "unreadable"),
        (assemble({"__metadata__": {"a": 1}}, b""), "unreadable"),
        (assemble(b'{"a": 1, "a": 2}', b""), "twice"),
        (assemble({"a": 1}, b""), "described"),
        (
            assemble({"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, b"1234"),
            "descr",
        ),
        (assemble({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 8]}}, b"1234"), "lie"),
        (assemble({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}, b"1" * 8), "lie"),
        (assemble(b'{"a": ' + b"9" * 5000 + b"}", b""), "unreadable"),
        (assemble({"a": {"dtype": ["F32"], "shape": [], "data_offsets": [0, 4]}}, b""), "descr"),
        (assemble({"a": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]}}, b"1" * 8), "I64"),
        (assemble({}, b""), "not a model"),
    ],
)
def test_foreign_and_broken_files(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    assert says in refused(path)


def rewritten(path: Path, **metadata: str) -> None:
    """The tiny model with other metadata, its checksum right."""
    save(path, tiny())
    tensors, said = read(path)
    said.pop("checksum")
    write(path, tensors, said | metadata)


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        ({"premier_llm": "3"}, "newer"),
        ({"premier_llm": "99999999999999999999"}, "newer"),
        ({"premier_llm": "one"}, "damaged"),
        ({"premier_llm": "0"}, "damaged"),
        ({"premier_llm": "9" * 5000}, "newer"),
        ({"config": json.dumps({"layers": 10**400})}, "damaged"),
        ({"config": "not json"}, "damaged"),
        ({"config": "[]"}, "damaged"),
        ({"config": '{"heads": 5}'}, "5 heads"),
        ({"config": '{"wings": 2}'}, "wings"),
        ({"vocabulary": "{}"}, "vocabulary"),
        ({"vocabulary": '{"tokens": ["."], "boundary": 0}'}, "tokens"),
        ({"training": "[]"}, "damaged"),
        ({"config": json.dumps(TINY.with_dials(layers=2).to_dict())}, "missing"),
        ({"config": json.dumps(TINY.with_dials(mlp_bias=False).to_dict())}, "belong"),
        ({"config": json.dumps(TINY.with_dials(hidden=3).to_dict())}, "shape"),
    ],
)
def test_descriptions_that_do_not_fit(path: Path, metadata: dict[str, str], says: str) -> None:
    rewritten(path, **metadata)
    assert says in refused(path)


def test_numbers_that_are_none(path: Path) -> None:
    for bad in (math.nan, math.inf):
        save(path, tiny())
        tensors, metadata = read(path)
        tensors["unembedding"][1][2] = bad
        write(path, tensors, metadata)
        assert "unembedding" in refused(path)


def test_facts_that_are_no_training(path: Path) -> None:
    spoiled: list[dict[str, Any]] = [
        {"corpus": "x"},
        {"corpus": {"source": 3}},
        {"recipe": "x"},
        {"recipe": {}},
    ]
    for facts in spoiled:
        rewritten(path, training=json.dumps(facts))
        assert "unreadable" in refused(path)


def test_places_that_are_no_file(path: Path) -> None:
    assert "premier-llm train" in refused(path)
    assert "folder" in refused(path.parent)
    assert "read" in refused(Path("a\0b"))


def test_places_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RunError, match="another folder"):
        save(path.parent / "missing" / "x", tiny())
    save(path, tiny(1))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunError, match="disk is full"):
        save(path, tiny(2))
    assert list(path.parent.iterdir()) == [path], "no half file is left"
    assert load(path) == tiny(1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folder")
def test_a_power_cut_finds_the_old_file_or_the_new_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content is on the disk before its name is, and the name before the saving ends."""
    done: list[str] = []
    really, put = os.fsync, os.replace

    def fsync(handle: int) -> None:
        folder = os.path.samestat(os.fstat(handle), path.parent.stat())
        done.append("folder" if folder else "content")
        really(handle)

    def replace(source: Path, target: Path) -> None:
        done.append("name")
        put(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    save(path, tiny())
    assert done == ["content", "name", "folder"]


def test_a_read_only_folder(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        if os.access(path.parent, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(RunError, match="could not be written"):
            save(path, tiny())
    finally:
        path.parent.chmod(0o700)


def test_killed_while_writing_the_file_is_whole(path: Path) -> None:
    """kill -9 at random moments of a process that does nothing but save."""
    code = """
import sys
sys.path[:0] = [sys.argv[2]]
from test_model_file import save, tiny
from pathlib import Path
models = [tiny(0), tiny(1)]
print("ready", flush=True)
while True:
    for model in models:
        save(Path(sys.argv[1]), model)
"""
    allowed = [tiny(0), tiny(1)]
    save(path, allowed[0])
    for attempt in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(Path(__file__).parents[1])],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + 0.013 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert load(path) in allowed


def test_two_runs_do_not_write_one_file(path: Path) -> None:
    with claim(path):
        with pytest.raises(InputError, match="Another run"), claim(path):
            pass
        save(path, tiny())
    with claim(path):
        pass
    assert list(path.parent.iterdir()) == [path]


HOLD = """
import sys, time
from premier_llm.files.whole import claim
with claim(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_another_process_is_told_and_a_killed_one_holds_nothing(path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(InputError, match="Another run"), claim(path):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    assert Path(f"{path}.lock").exists(), "a killed run leaves its lock file"
    with claim(path):
        pass
    assert not list(path.parent.iterdir())
    for place in (path / "missing" / "x", Path("a\0b")):
        with pytest.raises(RunError, match="another folder"), claim(place):
            pass


def test_a_claim_removes_old_half_files_only(path: Path) -> None:
    old, young = (path.parent / f".premier-llm-1-{name}" for name in ("old", "young"))
    old.write_text("half")
    young.write_text("half")
    os.utime(old, (1, 1))
    with claim(path):
        assert not old.exists()
        assert young.exists()


def test_what_could_not_be_opened_again_is_not_written(path: Path) -> None:
    save(path, tiny(1))
    spoiled, short = tiny(2), tiny(3)
    spoiled.tensors["unembedding"][1][0] = math.nan
    short.tensors["unembedding"][1].pop()
    for bad in (spoiled, short):
        with pytest.raises(RunError, match="unembedding"):
            save(path, bad)
    assert load(path) == tiny(1)
    ones = array("f", [1.0])
    integers: Any = array("i", [1])
    wrong: list[Tensors] = [
        {"a": ((2,), ones)},
        {"__metadata__": ((1,), ones)},
        {"a": ((1,), integers)},
    ]
    for tensors in wrong:
        with pytest.raises(ValueError, match="not a tensor"):
            write(path, tensors, {})
    with pytest.raises(ValueError, match="header"):
        write(path, {}, {"a": "x" * MAX_HEADER})
    assert load(path) == tiny(1)


def test_what_was_read_can_be_written_again(path: Path) -> None:
    save(path, tiny(1))
    tensors, metadata = read(path)
    write(path, tensors, metadata)
    assert load(path) == tiny(1)


def test_strange_names_survive(tmp_path: Path) -> None:
    model = ModelFile(TINY, LETTERS, tiny().tensors, {"corpus": {"source": "pr\udce9noms.txt"}})
    save(tmp_path / "x", model)
    assert load(tmp_path / "x") == model


def test_a_link_keeps_pointing_and_a_device_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    save(real, tiny(1))
    link.symlink_to(real)
    save(link, tiny(2))
    assert link.is_symlink()
    assert load(real) == tiny(2)
    with pytest.raises(RunError, match="not a file"):
        save(tmp_path, tiny())


ENTRY: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "dtype": st.sampled_from(["F32", "F64", "BF16", ["F32"], {}, None, 5]),
        "shape": st.lists(st.integers(-1, 3) | st.just(2**59), max_size=3) | st.just("x"),
        "data_offsets": st.lists(st.integers(-4, 24), min_size=1, max_size=3) | st.none(),
    },
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.text(max_size=3), ENTRY, max_size=2), st.binary(max_size=24))
def test_any_header_is_read_or_refused_with_one_sentence(
    tmp_path_factory: Any, header: dict[str, Any], data: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "x"
    path.write_bytes(assemble(header, data))
    try:
        read(path)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_arbitrary_and_mutated_bytes_are_refused_with_one_sentence(
    tmp_path_factory: Any, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "x"
    save(path, tiny())
    whole = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        content = data.draw(st.binary(max_size=200))
    else:
        start = data.draw(st.integers(0, len(whole)))
        content = bytes(
            whole[:start] + data.draw(st.binary(min_size=1, max_size=9)) + whole[start:]
        )
    path.write_bytes(content)
    refused(path)


def test_only_a_model_file_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    for thing in (fast.Model(PRESETS["mini"]), {"a": 1}, None):
        with pytest.raises(InputError, match="takes a ModelFile, not"):
            save(path, thing)  # type: ignore[arg-type]
    assert not path.exists()
