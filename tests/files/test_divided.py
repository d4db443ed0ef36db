"""A divided training (FSDP2): that of one process, kept in parts, taken up by any number."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from launching import DIALS, SECONDS, alone, ended, process_of, small_gpt2, torchrun

from premier_llm.cli.app import app
from premier_llm.cli.commands.train.resuming import check_begins
from premier_llm.data.reading import read_corpus
from premier_llm.errors import InputError, RunError
from premier_llm.files import divided as sharded
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.files.safetensors import read, write
from premier_llm.training.loop import Training

pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
pytest.importorskip("safetensors", reason="needs safetensors: pip install 'premier-llm[torch]'")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="torchrun wants Unix's signals")

IN_PARTS = """
import os, resource, sys
from pathlib import Path
from premier_llm import Training
from premier_llm.files import divided as sharded
from premier_llm.files.model_file import ModelFile, save
from premier_llm.errors import InputError, RunError, ToldElsewhere
from premier_llm.engines.together import joined
from launching import small_gpt2

folder, corpus = Path("p.checkpoint"), small_gpt2(16).corpus


def file_of(training):
    tensors, facts = training.state()
    return ModelFile(training.model.config, corpus.vocabulary, tensors, facts)


with joined("torch") as group:
    assert group.size == 2
    whole, broken = (small_gpt2(16, shard=True) for _ in range(2))
    whole.run()
    for progress in broken:
        if progress.step == 5:
            sharded.save(folder, file_of(broken))  # one that the next one replaces
        if progress.step == 11:
            break

    # Weights, slopes and moments: half of them here.
    model, count = broken.model, broken.model.config.parameter_count()
    sizes = [
        sum(value.numel() for value in model.parameters.values()),
        sum(value.numel() for value in model.gradients.values()),
        sum(len(flat) for _shape, flat in broken.optimizer.tensors().values()) / 2,
    ]
    assert max(sizes) == min(sizes) and abs(sizes[0] - count / 2) < 40, (sizes, count)

    # Taken up by as many, it goes on to the bit.
    sharded.save(folder, file_of(broken))
    resumed = sharded.load(folder)
    assert not resumed.training["ended"]
    resumed = Training.from_state(corpus, resumed.config, resumed.tensors, resumed.training)
    assert resumed.step == 11
    resumed.run()
    assert resumed.history == whole.history
    for name, (_shape, flat) in whole.model.tensors().items():
        assert resumed.model.tensors()[name][1].tobytes() == flat.tobytes(), name

    # A disk that fills under one of the processes.
    if group.rank == 1:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))
    try:
        sharded.save(folder, file_of(broken))
        raise AssertionError("it was saved on a full disk")
    except RunError as error:
        assert isinstance(error, ToldElsewhere) == (group.rank == 0), error
        assert group.rank == 0 or "could not be written" in str(error)
    if group.rank == 1:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    # Half a save that a crash has left is no harm, and goes with the next one.
    (folder / "step-99-deadbeef").mkdir(exist_ok=True)
    (folder / "step-99-deadbeef" / "half.safetensors").write_bytes(b"half")
    (folder / ".premier-llm-1-deadbeef").write_bytes(b"half")
    assert sharded.load(folder).training["step"] == 11
    sharded.save(folder, file_of(broken))

    # The whole model, on the leader alone.
    together = sharded.gathered(file_of(whole))
    assert (together is not None) == group.leads
    if together:
        save("whole.safetensors", together)
"""


def agents(folder: Path, *arguments: str) -> list[subprocess.Popen[str]]:
    """The command train on two machines, as far as torchrun knows: an agent for each."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    how = [
        "--nnodes=2", "--nproc-per-node=1", "--rdzv-backend=c10d", "--rdzv-id=test",
        f"--rdzv-endpoint=localhost:{port}", "--max-restarts=3",
    ]  # fmt: skip
    return [torchrun(folder, *arguments, how=how) for _ in range(2)]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("shard", [True, False])
def test_after_the_loss_of_a_process_it_goes_on_by_itself_as_one(
    tmp_path: Path, shard: bool
) -> None:
    path = tmp_path / "pokemon.safetensors"
    # What another run of the same training has left under the name is not taken up.
    other = alone(50)
    for progress in other:
        if progress.step == 49:
            break
    tensors, facts = other.state()
    save(path, ModelFile(other.model.config, other.corpus.vocabulary, tensors, facts))
    earlier = path.stat().st_mtime_ns
    command = ["pokemon", *DIALS, "--steps=50", "--save-every=0.02", "--force"]
    if shard:
        runs = agents(tmp_path, *command, "--shard")
    else:
        how = ["--standalone", "--nproc-per-node=2", "--max-restarts=3"]
        runs = [torchrun(tmp_path, *command, how=how)]

    def saved() -> bool:
        kept = tmp_path / "pokemon.checkpoint" / "training.safetensors" if shard else path
        return kept.exists() and kept.stat().st_mtime_ns != earlier

    deadline = time.monotonic() + SECONDS
    while not saved() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process_of([run.pid for run in runs], 1), signal.SIGKILL)
    outputs = ended(*runs)
    said = "".join(said for _shown, said in outputs)
    assert [run.returncode for run in runs] == [0] * len(runs), said
    assert "it goes on from step" in said
    assert "from step 0." not in said
    assert "from step 49." not in said
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["pokemon.safetensors", "pokemon.toml"]
    found, expected = load(path), alone(50)
    expected.run()
    losses = list(found.tensors["history.losses"][1])
    assert len(losses) == 50
    assert losses == pytest.approx(expected.history.losses, rel=0, abs=1e-6)
    assert losses[-1] < losses[0] - 1
    assert found.training["held_out_losses"] == [
        [step, pytest.approx(loss, rel=0, abs=1e-6)] for step, loss in expected.history.held_out
    ]
    assert found.training["ended"] == "steps"


def test_kept_in_parts_and_taken_up_by_two_by_one_and_by_three(tmp_path: Path) -> None:
    script = tmp_path / "in_parts.py"
    script.write_text(IN_PARTS)
    run = torchrun(tmp_path, str(script))
    ((_shown, said),) = ended(run)
    assert run.returncode == 0, said
    folder = tmp_path / "p.checkpoint"
    index, parts = sorted(folder.iterdir(), key=Path.is_dir)  # and nothing else
    assert index.name == "training.safetensors"
    assert len(list(parts.iterdir())) == 2
    expected = small_gpt2(16)
    expected.run()

    # By one, without torchrun.
    kept = sharded.load(folder)
    resumed = Training.from_state(read_corpus("pokemon"), kept.config, kept.tensors, kept.training)
    assert resumed.step == 11
    resumed.run()
    assert resumed.history.losses == pytest.approx(expected.history.losses, rel=0, abs=1e-6)
    whole = load(tmp_path / "whole.safetensors").weights
    for name, (shape, flat) in resumed.model.tensors().items():
        assert whole[name][0] == shape
        assert list(whole[name][1]) == pytest.approx(list(flat), rel=0, abs=1e-6), name

    # By three, at the command: the folder stands beside the name that the model will have.
    how = ["--standalone", "--nproc-per-node=3"]
    run = torchrun(tmp_path, "--resume=p.safetensors", "--json", how=how)
    ((shown, said),) = ended(run)
    assert run.returncode == 0, said
    assert '"ended": "steps"' in shown
    losses = list(load(tmp_path / "p.safetensors").tensors["history.losses"][1])
    assert losses == pytest.approx(expected.history.losses, rel=0, abs=1e-6)
    assert not folder.exists()

    # What is damaged is told in a sentence, and left where it is.
    sharded.save(folder, ModelFile(kept.config, kept.vocabulary, kept.tensors, kept.training))
    (part,) = folder.glob("step-*/*.safetensors")
    content = bytearray(part.read_bytes())
    content[-5] ^= 1
    part.write_bytes(content)
    for arguments, sentence in (
        (["--resume", str(folder)], "its parts are not those that were saved"),
        (["pokemon", "--shard", "--engine=torch"], "start them with torchrun"),
    ):
        result = CliRunner().invoke(app, ["train", *arguments])
        assert result.exit_code == 2
        assert sentence in result.stderr
    part.unlink()
    with pytest.raises(InputError, match="incomplete"):
        sharded.load(folder)
    (folder / "training.safetensors").write_bytes(b"x" * 100)
    with pytest.raises(InputError, match="damaged"):
        sharded.load(folder)


def test_a_power_cut_finds_whole_parts_or_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts and their names are on the disk before the index names them."""
    folder = tmp_path / "p.checkpoint"
    synced: list[os.stat_result] = []
    really, put = os.fsync, os.replace

    def fsync(handle: int) -> None:
        synced.append(os.fstat(handle))
        really(handle)

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == sharded.INDEX:
            (parts,) = folder.glob("step-*")
            for path in (parts, *parts.iterdir()):
                assert any(os.path.samestat(path.stat(), one) for one in synced), path
            synced.clear()
        put(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    training = small_gpt2(16)
    tensors, facts = training.state()
    file = ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts)
    sharded.save(folder, file)
    assert any(os.path.samestat(folder.stat(), one) for one in synced)


def test_an_index_leads_nowhere_but_to_its_own_parts(tmp_path: Path) -> None:
    training = small_gpt2(16)
    tensors, facts = training.state()
    file = ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts)
    folder = tmp_path / "p.checkpoint"
    sharded.save(folder, file)
    (parts,) = folder.glob("step-*")
    history, metadata = read(folder / sharded.INDEX)
    said = json.loads(metadata["parts"])
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(parts, elsewhere)
    shutil.copytree(parts, folder / ".sub" / parts.name)
    for name in ("../elsewhere", str(elsewhere), f".sub/{parts.name}", "", ".", parts.name + "/."):
        told = metadata | {"parts": json.dumps(said | {"folder": name})}
        write(folder / sharded.INDEX, history, told)
        with pytest.raises(InputError, match="damaged"):
            sharded.load(folder)
    shutil.rmtree(folder / ".sub")
    for files in (
        list(said["files"]),
        {f"../{parts.name}/{n}": v for n, v in said["files"].items()},
    ):
        told = metadata | {"parts": json.dumps(said | {"files": files})}
        write(folder / sharded.INDEX, history, told)
        with pytest.raises(InputError, match="damaged"):
            sharded.load(folder)
    write(folder / sharded.INDEX, history, metadata)
    assert sharded.load(folder).training["step"] == facts["step"]
    # A part that the index does not name.
    (part,) = parts.iterdir()
    shutil.copy(part, parts / "more.safetensors")
    with pytest.raises(InputError, match="damaged"):
        sharded.load(folder)


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "m.checkpoint").mkdir()
    sharded.check(sharded.folder_of(tmp_path / "m.safetensors"))
    (tmp_path / "m.checkpoint" / "holidays.jpg").touch()
    with pytest.raises(InputError, match="left untouched"):
        sharded.check(sharded.folder_of(tmp_path / "m.safetensors"))


def test_a_divided_training_under_way_is_not_begun_anew_in_silence(tmp_path: Path) -> None:
    output, training = tmp_path / "m.safetensors", small_gpt2(5)
    next(iter(training))
    tensors, facts = training.state()
    kept = ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts)
    sharded.save(sharded.folder_of(output), kept)
    with pytest.raises(InputError, match=r"\(step 1\).*--resume .*m.checkpoint"):
        check_begins(output, shard=True, force=False)
    check_begins(output, shard=True, force=True)
    check_begins(output, shard=False, force=False)  # whose place is elsewhere


def test_a_loss_when_the_save_is_already_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "m.checkpoint"
    training = small_gpt2(5)
    for progress in training:
        tensors, facts = training.state()
        model = ModelFile(training.model.config, training.corpus.vocabulary, tensors, facts)
        if progress.step == 2:
            break
        sharded.save(folder, model)

    def lose(failure: Exception | None, elsewhere: Exception) -> None:
        if len(sharded.peek(folder).tensors["history.losses"][1]) == 2:
            raise RunError("Another process of this training has ended")

    with monkeypatch.context() as patch:
        patch.setattr(sharded, "agree", lose)
        with pytest.raises(RunError, match="has ended"):
            sharded.save(folder, model)
    assert sharded.load(folder).training["step"] == 2
    sharded.save(folder, model)
    assert len(list(folder.glob("step-*"))) == 1
    (number,) = [value for name, (_, value) in model.tensors.items() if name == "final_norm.bias"]
    number[0] = float("nan")
    with pytest.raises(RunError, match="infinite or none"):
        sharded.save(folder, model)
    assert sharded.load(folder).training["step"] == 2
