"""GPT-2 itself: Hugging Face's folders, its numbers, and byte-level BPE."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from helpers import full_disk

from premier_llm.cli.app import app
from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError, RunError
from premier_llm.files import safetensors as checkpoint
from premier_llm.files.export import export
from premier_llm.files.gpt2 import open_folder
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.bpe import BytePairs
from premier_llm.model.pieces import END
from premier_llm.model.presets import PRESETS
from premier_llm.using.anatomy import anatomy, parts
from premier_llm.using.sampling import sample

TEXT = "Le chat dort, la souris danse.\n\nQuand le chat n’est pas là, les souris dansent ! " * 30
STRANGE = [
    "",
    " ",
    "\n\n",
    "Été à l’œil ☃ 👩‍🚀 日本",
    "\0\x7f",
    "dort  dort",
    f"a{END}b",
    "e\u0301",
]


@pytest.fixture(scope="module")
def pieces() -> BytePairs:
    return BytePairs.train([TEXT], 320)


@pytest.fixture(scope="module")
def ours(pieces: BytePairs) -> ModelFile:
    """A small GPT-2 of ours, far from its start: biases and gains count."""
    config = PRESETS["gpt2"].with_dials(
        vocabulary=pieces.size, context=24, embedding=24, heads=3, layers=2, hidden=40
    )
    model = fast.Model(config)
    model.flat[:] = np.random.default_rng(1).normal(0, 0.3, model.flat.shape)
    return ModelFile(config, pieces, model.tensors())


@pytest.fixture
def folder(ours: ModelFile, tmp_path: Path) -> Path:
    export(ours, tmp_path / "gpt2")
    return tmp_path / "gpt2"


def same(a: ModelFile, b: ModelFile) -> bool:
    bits = [{n: (s, f.tobytes()) for n, (s, f) in m.weights.items()} for m in (a, b)]
    return (a.config, a.vocabulary, bits[0]) == (b.config, b.vocabulary, bits[1])


# Byte-level BPE


def test_every_text_comes_back(pieces: BytePairs) -> None:
    for text in (TEXT, *STRANGE):
        ids = pieces.encode(text)
        assert all(0 <= i < pieces.size for i in ids)
        assert pieces.decode(ids) == text
    assert pieces.encode(f"a{END}")[-1] == pieces.end
    assert len(pieces.encode(TEXT)) < len(TEXT) / 3, "pieces are longer than characters"
    assert len(set(pieces.tokens)) == pieces.size
    assert pieces.tokens[pieces.encode(" chat")[0]] == "Ġchat"
    with pytest.raises(InputError, match="half a character"):
        pieces.encode("a\ud800")


def test_learning_is_reproducible_and_bounded(pieces: BytePairs) -> None:
    assert BytePairs.train([TEXT], 320) == pieces
    assert BytePairs.train(["ab"], 5000).size == 257, "no pair comes twice"
    assert BytePairs.train([TEXT], 257).encode("chat") != pieces.encode(" chat")
    with pytest.raises(InputError, match="at least 257"):
        BytePairs.train([TEXT], 256)


def test_gpt2_s_own_two_files_are_the_same_tokenizer(pieces: BytePairs, tmp_path: Path) -> None:
    model = json.loads(pieces.description)["model"]
    (tmp_path / "vocab.json").write_text(json.dumps(model["vocab"]))
    merges = "".join(f"{a} {b}\n" for a, b in model["merges"])
    (tmp_path / "merges.txt").write_text(f"#version: 0.2\n{merges}")
    read = BytePairs.read(tmp_path)
    assert (read.tokens, read.end) == (pieces.tokens, pieces.end)
    for text in (TEXT, *STRANGE):
        assert read.encode(text) == pieces.encode(text)
        assert read.decode(read.encode(text)) == text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda d: d["model"].update(type="WordPiece"), "not a"),
        (lambda d: d.update(model={"type": "WordLevel", "vocab": {}, "unk_token": "u"}), "not a"),
        (lambda d: d.update(pre_tokenizer=None), "not a byte-level"),
        (lambda d: d.pop("model"), "damaged"),
        (lambda d: d["model"]["vocab"].update(extra=9999), "one after the other"),
        (lambda d: d["model"].update(merges=[["?", "?!"]]), "damaged"),
    ],
)
def test_what_is_no_tokenizer_of_gpt2(pieces: BytePairs, spoil: Any, says: str) -> None:
    facts = json.loads(pieces.description)
    spoil(facts)
    with pytest.raises(InputError, match=says) as error:
        BytePairs.described(json.dumps(facts))
    assert "\n" not in str(error.value)


def test_the_file_keeps_the_pieces(ours: ModelFile, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    save(path, ours)
    again = load(path)
    assert same(again, ours)
    assert again.vocabulary.encode(TEXT) == ours.vocabulary.encode(TEXT)


def test_an_invented_text_ends_where_gpt2_ends_it(ours: ModelFile) -> None:
    end = ours.vocabulary.end
    assert end is not None
    model = fast.Model.from_parameters(ours.config, ours.weights)
    # The tied table: a row far longer than the others is chosen whenever it points the right way.
    model.parameters["token_embedding"][end] = 50
    model.parameters["final_norm.bias"][:] = 50
    (text,) = sample(model, ours.vocabulary, 1, temperature=0, beginning="le chat")
    assert (text.text, text.finished) == ("le chat", True)


def test_a_text_without_beginning_begins_where_another_ended(ours: ModelFile) -> None:
    """As GPT-2 was trained; its own end of text is the last token, not the first."""
    facts = ours.vocabulary.to_dict()["byte_pairs"]
    last = ours.vocabulary.size - 1
    vocab = {token: i - 1 for token, i in facts["model"]["vocab"].items()} | {END: last}
    facts["model"]["vocab"], facts["added_tokens"][0]["id"] = vocab, last
    moved = BytePairs.described(json.dumps(facts))
    assert moved.end == last
    model = fast.Model.from_parameters(ours.config, ours.weights)
    (text,) = sample(model, moved, 1, max_length=1, trace=True)
    after_end, after_first = (model.forward([token])[0] for token in (last, 0))
    assert text.trace[0].probabilities == pytest.approx(after_end, abs=1e-6)
    assert after_end != pytest.approx(after_first, abs=1e-3)


def test_a_file_whose_tokenizer_is_damaged(ours: ModelFile, tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    save(path, ours)
    tensors, metadata = checkpoint.read(path)
    for known in ('{"byte_pairs": {}}', '{"byte_pairs": null}', '["byte_pairs"]'):
        checkpoint.write(path, tensors, metadata | {"vocabulary": known})
        with pytest.raises(InputError, match="damaged") as error:
            load(path)
        assert "\n" not in str(error.value)


def test_without_the_library_its_files_say_the_same(
    ours: ModelFile, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "m.safetensors"
    save(path, ours)
    code = """
import sys
sys.modules["tokenizers"] = None
from premier_llm.cli import main
main()
"""

    def told(*args: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, args)],
            env=os.environ | {"PREMIER_LLM_LANG": "en"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    asked = ("sample", path, "--seed", 3, "--beginning", "le chat")
    assert told(*asked).stdout == run(*asked).stdout != ""
    assert told("convert", folder, tmp_path / "again").returncode == 0
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
    # What only the library can.
    pytest.importorskip("tokenizers", reason="needs tokenizers")
    facts = json.loads((folder / "tokenizer.json").read_text())
    facts["normalizer"] = {"type": "NFC"}
    (folder / "tokenizer.json").write_text(json.dumps(facts))
    assert run("convert", folder, tmp_path / "nfc").exit_code == 0
    refused = told("convert", folder, tmp_path / "not")
    assert refused.returncode == 1
    assert refused.stderr.startswith("premier-llm: This tokenizer is more than GPT-2's")
    assert refused.stderr.count("\n") == 1


# Equal to transformers


def theirs(folder: Path) -> Any:
    transformers = pytest.importorskip("transformers", reason="needs transformers")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return transformers.GPT2LMHeadModel.from_pretrained(folder).eval()


@pytest.mark.parametrize("activation", ["gelu_tanh", "gelu", "relu", "relu2"])
@pytest.mark.parametrize("tied", [True, False])
def test_logits_and_greedy_text_are_transformers(
    pieces: BytePairs, tmp_path: Path, activation: Any, tied: bool
) -> None:
    torch = pytest.importorskip("torch", reason="needs PyTorch")
    from premier_llm.engines import torch as engine

    config = PRESETS["gpt2"].with_dials(
        vocabulary=pieces.size, context=32, embedding=24, heads=3, layers=2, hidden=40,
        activation=activation, tied=tied,
    )  # fmt: skip
    model = engine.Model(config)
    generator = np.random.default_rng(2)
    for value in model.parameters.values():
        value.copy_(torch.from_numpy(generator.normal(0, 0.3, value.shape)))
    made = ModelFile(config, pieces, model.tensors())
    export(made, tmp_path / "out")
    assert same(open_folder(tmp_path / "out"), made)
    reference = theirs(tmp_path / "out")
    ids = torch.from_numpy(generator.integers(0, pieces.size, (3, config.context)))
    with torch.no_grad():
        expected = reference(ids).logits
        found = model.network(ids)
    assert expected.abs().max() > 1
    assert (found - expected).abs().max() < 1e-5
    # NumPy's engine runs it too.
    of_numpy = fast.Model.from_parameters(config, made.weights).forward(ids[0].tolist())
    np.testing.assert_allclose(of_numpy, expected[0].softmax(-1).numpy(), atol=1e-5)
    for beginning in ("Le chat", "☃", "la souris"):
        prompt = pieces.encode(beginning)
        room = config.context - len(prompt)
        said = reference.generate(
            torch.tensor([prompt]), do_sample=False, max_new_tokens=room, pad_token_id=pieces.end
        )[0].tolist()
        written = [i for i in said if i != pieces.end]
        (text,) = sample(model, pieces, 1, 0, beginning=beginning, max_length=room)
        assert text.text == pieces.decode(written)
        assert len(written) > len(prompt)


def test_their_own_folder_opens(pieces: BytePairs, tmp_path: Path) -> None:
    """Written by transformers itself, and its tokenizer cuts texts as ours does."""
    torch = pytest.importorskip("torch", reason="needs PyTorch")
    transformers = pytest.importorskip("transformers", reason="needs transformers")
    transformers.utils.logging.disable_progress_bar()
    torch.manual_seed(3)
    facts = transformers.GPT2Config(
        vocab_size=pieces.size, n_positions=16, n_embd=16, n_layer=2, n_head=2,
        initializer_range=0.3, bos_token_id=0, eos_token_id=0,
    )  # fmt: skip
    reference = transformers.GPT2LMHeadModel(facts).eval()
    reference.save_pretrained(tmp_path)
    (tmp_path / "tokenizer.json").write_text(pieces.description, encoding="utf-8")
    opened = open_folder(tmp_path)
    assert opened.config.parameter_count() == sum(p.numel() for p in reference.parameters())
    model = fast.Model.from_parameters(opened.config, opened.weights)
    ids = torch.randint(0, pieces.size, (16,))
    with torch.no_grad():
        expected = reference(ids[None]).logits[0].softmax(-1).numpy()
    np.testing.assert_allclose(model.forward(ids.tolist()), expected, atol=1e-5)
    export(opened, tmp_path / "out")
    tokenizer = transformers.AutoTokenizer.from_pretrained(tmp_path / "out")
    assert len(tokenizer) == pieces.size
    for text in (TEXT, *STRANGE):
        assert tokenizer(text)["input_ids"] == pieces.encode(text), text


def test_older_folders_with_masks_and_prefixes_open(ours: ModelFile, folder: Path) -> None:
    import safetensors.numpy

    path = folder / "model.safetensors"
    tensors = safetensors.numpy.load_file(path)
    tensors = {name.removeprefix("transformer."): value for name, value in tensors.items()}
    tensors["h.0.attn.bias"] = np.tri(24, dtype=np.float32)[None, None]
    tensors["lm_head.weight"] = tensors["wte.weight"]
    safetensors.numpy.save_file(tensors, path)
    assert same(open_folder(folder), ours)


def test_anatomy_and_switching_off_work_on_it(ours: ModelFile) -> None:
    model = fast.Model.from_parameters(ours.config, ours.weights)
    ids = ours.vocabulary.encode("le chat")
    values = anatomy(model, ids)
    assert values["blocks.1.attention.weights"].shape == (3, len(ids), len(ids))
    assert values["logits"].shape == (len(ids), ours.config.vocabulary)
    for part in parts(ours.config):
        cut = anatomy(model, ids, [part])["probabilities"].numbers
        assert not np.allclose(cut, values["probabilities"].numbers, atol=1e-6), part


# What is no GPT-2


def rewrite(folder: Path, **facts: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


def spoil_weights(folder: Path, change: Any) -> None:
    import safetensors.numpy

    tensors = safetensors.numpy.load_file(folder / "model.safetensors")
    change(tensors)
    safetensors.numpy.save_file(tensors, folder / "model.safetensors")


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def halve(tensors: Any, name: str) -> None:
    tensors[name] = tensors[name][: len(tensors[name]) // 2].copy()


QKV = "transformer.h.0.attn.c_attn.weight"


def in_parts(folder: Path, lose: bool = False, name: str = "model-{}.safetensors") -> None:
    """As folders of large models are: two files, and an index of what is where."""
    import safetensors.numpy

    whole = folder / "model.safetensors"
    tensors = safetensors.numpy.load_file(whole)
    places = {n: name.format(i % 2) for i, n in enumerate(tensors)}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    for file in sorted(set(places.values()))[: 1 if lose else 2]:
        part = {n: tensors[n] for n in tensors if places[n] == file}
        safetensors.numpy.save_file(part, folder / file)
    whole.unlink()


def as_pickle(folder: Path, found: Any = None) -> None:
    """As older folders are: the weights in a file of PyTorch's, with masks of bytes."""
    torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
    import safetensors.torch

    whole = folder / "model.safetensors"
    tensors = safetensors.torch.load_file(whole)
    tensors["h.0.attn.bias"] = torch.ones(1, 1, 24, 24, dtype=torch.uint8)
    torch.save(tensors if found is None else found, folder / "pytorch_model.bin")
    whole.unlink()


def masks(tensors: Any, kind: type) -> None:
    for layer in (0, 1):
        tensors[f"h.{layer}.attn.bias"] = np.tri(24)[None, None].astype(kind)
        tensors[f"h.{layer}.attn.masked_bias"] = np.array(-1e4, np.float16)


@pytest.mark.parametrize(
    "change",
    [
        in_parts,
        as_pickle,
        lambda f: spoil_weights(f, lambda t: masks(t, np.bool_)),
        lambda f: spoil_weights(f, lambda t: masks(t, np.uint8)),
        lambda f: rewrite(f, activation_function="gelu_pytorch_tanh"),
    ],
    ids=["in parts", "pickled", "masks of bool", "masks of bytes", "the activation's other name"],
)
def test_folders_as_they_lie_about_open(ours: ModelFile, folder: Path, change: Any) -> None:
    change(folder)
    assert same(open_folder(folder), ours)


@pytest.mark.parametrize("half", ["float16", "bfloat16"])
def test_half_precision_is_opened_as_it_is(ours: ModelFile, folder: Path, half: str) -> None:
    torch = pytest.importorskip("torch", reason="needs PyTorch: pip install 'premier-llm[torch]'")
    import safetensors.torch

    path = folder / "model.safetensors"
    tensors = {n: v.to(getattr(torch, half)) for n, v in safetensors.torch.load_file(path).items()}
    safetensors.torch.save_file(tensors, path)
    opened = open_folder(folder).weights
    for name, their_name in (("token_embedding", "wte.weight"), ("final_norm.bias", "ln_f.bias")):
        _shape, flat = opened[name]
        assert flat.typecode == "f"
        assert list(flat) == tensors[f"transformer.{their_name}"].float().flatten().tolist()


def test_a_head_of_its_own_is_kept_whatever_the_config_says(ours: ModelFile, folder: Path) -> None:
    said: list[str] = []
    head = np.random.default_rng(2).normal(size=(ours.config.vocabulary, 24)).astype("f")
    spoil_weights(folder, lambda t: t.update({"lm_head.weight": head}))
    opened = open_folder(folder, said.append)
    assert (opened.config.tied, len(said)) == (False, 1)
    assert "lm_head.weight is not the table of wte" in said[0]
    assert list(opened.weights["unembedding"][1]) == head.ravel().tolist()


@pytest.mark.parametrize("tied", [True, False])
def test_a_padded_vocabulary_loses_the_rows_that_stand_for_nothing(
    ours: ModelFile, folder: Path, tied: bool
) -> None:
    said: list[str] = []

    def pad(tensors: Any) -> None:
        padded = np.concatenate([tensors["transformer.wte.weight"], np.ones((64, 24), "f")])
        tensors["transformer.wte.weight"] = padded
        if not tied:
            tensors["lm_head.weight"] = 2 * padded

    spoil_weights(folder, pad)
    rewrite(folder, vocab_size=ours.config.vocabulary + 64, tie_word_embeddings=tied)
    opened = open_folder(folder, said.append)
    assert "tokens and the weights 64 rows more" in said[0]
    assert len(said) == 1
    assert opened.weights["token_embedding"] == ours.weights["token_embedding"]
    assert opened.config.tied == tied
    if tied:
        assert same(opened, ours)
    else:
        assert opened.weights["unembedding"][0] == (ours.config.vocabulary, 24)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda f: (f / "config.json").unlink(), "config.json is missing"),
        (lambda f: become_folder(f / "config.json"), "config.json cannot be read"),
        (lambda f: (f / "config.json").write_text("{"), "config.json is unreadable"),
        (lambda f: (f / "config.json").write_text("[]"), "config.json is unreadable"),
        (lambda f: (f / "config.json").write_bytes(b"\xff"), "config.json is unreadable"),
        (lambda f: rewrite(f, model_type="llama"), "model_type is 'llama'"),
        (lambda f: rewrite(f, layer_norm_epsilon=1e-6), "layer_norm_epsilon"),
        (lambda f: rewrite(f, scale_attn_by_inverse_layer_idx=True), "inverse_layer"),
        (lambda f: rewrite(f, activation_function="silu"), "silu"),
        (lambda f: rewrite(f, activation_function=[1]), "activation"),
        (lambda f: rewrite(f, n_embd="many"), "embedding"),
        (lambda f: rewrite(f, n_head=5), "heads"),
        (lambda f: rewrite(f, n_layer=3), "h.2.ln_1.weight is missing"),
        (lambda f: rewrite(f, n_layer=10**9), "is missing"),
        (lambda f: rewrite(f, n_layer=1), "does not belong"),
        (lambda f: rewrite(f, n_positions=25), "has the shape"),
        (lambda f: rewrite(f, tie_word_embeddings=False), "lm_head.weight is missing"),
        (lambda f: rewrite(f, tie_word_embeddings="no"), "tied"),
        (lambda f: rewrite(f, vocab_size=999), "tokens are listed"),
        (lambda f: rewrite(f, vocab_size=290), "297 tokens and its weights 290"),
        (lambda f: in_parts(f, lose=True), "model-1.safetensors is missing"),
        (lambda f: in_parts(f, name="../model-{}.safetensors"), "index.json is unreadable"),
        (lambda f: as_pickle(f, {"x": Path}), "holds more than weights"),
        (lambda f: [(f / "ckpt.pt").touch(), (f / "config.json").unlink()], "as nanoGPT keeps it"),
        (lambda f: (f / "model.safetensors").unlink(), "model.safetensors is missing"),
        (lambda f: (f / "model.safetensors").write_bytes(b"12345678" * 9), "damaged"),
        (lambda f: spoil_weights(f, lambda t: t.pop("transformer.wpe.weight")), "wpe.weight is m"),
        (lambda f: spoil_weights(f, lambda t: t.update(x=np.ones(2, "f"))), "'x' does not belong"),
        (lambda f: spoil_weights(f, lambda t: halve(t, QKV)), "shape"),
        (lambda f: spoil_weights(f, lambda t: t.update({QKV: t[QKV][:, :-1].copy()})), "shape"),
        (lambda f: spoil_weights(f, lambda t: t.update({QKV: t[QKV] * np.nan})), "infinite"),
        (lambda f: spoil_weights(f, lambda t: t.update({QKV: np.array(1, "f")})), "shape"),
        (lambda f: spoil_weights(f, lambda t: t.update({QKV: t[QKV].astype("i4")})), "I32"),
        (lambda f: (f / "tokenizer.json").unlink(), "no tokenizer in"),
        (lambda f: (f / "tokenizer.json").write_text("{}"), "damaged"),
        (lambda f: (f / "tokenizer.json").write_bytes(b"\xff"), "tokenizer of"),
    ],
)
def test_broken_folders(folder: Path, spoil: Any, says: str) -> None:
    spoil(folder)
    with pytest.raises(InputError, match=says) as error:
        open_folder(folder)
    assert "\n" not in str(error.value)


def test_a_broken_pair_of_tokenizer_files(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "merges.txt").write_text("a\n")
    for vocab in ("{", "[]", '{"a": "b"}', "{}"):
        (folder / "vocab.json").write_text(vocab)
        with pytest.raises(InputError, match="damaged") as error:
            open_folder(folder)
        assert "\n" not in str(error.value)


def test_where_no_folder_can_be_written(ours: ModelFile, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="could not be written"):
        export(ours, tmp_path / "file")


def test_a_full_disk_leaves_no_half_folder(ours: ModelFile, tmp_path: Path) -> None:
    for after in range(4):
        with full_disk(after), pytest.raises(RunError, match="the disk is full"):
            export(ours, tmp_path / "gpt2")
        assert not list(tmp_path.iterdir())
    export(ours, tmp_path / "gpt2")
    before = {path.name: path.read_bytes() for path in (tmp_path / "gpt2").iterdir()}
    for after in range(4):
        with full_disk(after), pytest.raises(RunError, match="the disk is full"):
            export(ours, tmp_path / "gpt2")
        assert {path.name: path.read_bytes() for path in (tmp_path / "gpt2").iterdir()} == before


# The commands


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="premier-llm")


def test_from_a_text_to_a_gpt2_folder_and_back(tmp_path: Path) -> None:
    text, model, again = (tmp_path / name for name in ("t.txt", "m.safetensors", "again"))
    text.write_text(TEXT, encoding="utf-8")
    dials = "--context 8 --embedding 8 --heads 2 --layers 1 --hidden 8 --steps 6 --batch 2"
    dials += " --set warmup=100"
    made = run("train", text, "--bpe", 290, "--preset", "gpt2", *dials.split(), "-o", model)
    assert made.exit_code == 0, made.output
    assert "290 pieces" in run("info", model).stdout
    assert run("convert", model, tmp_path / "out").exit_code == 0
    assert run("convert", tmp_path / "out", again, "--json").exit_code == 0
    saved = load(model)
    assert saved.vocabulary.size == 290
    assert same(load(again), ModelFile(saved.config, saved.vocabulary, saved.weights))
    # A model is replaced only by force.
    trained = model.read_bytes()
    assert run("convert", tmp_path / "out", model).exit_code == 2
    assert model.read_bytes() == trained
    copy = tmp_path / "copy"
    copy.write_bytes(trained)
    assert run("convert", tmp_path / "out", copy, "--force").exit_code == 0
    assert copy.read_bytes() == again.read_bytes()
    for command in (
        ("sample", again, "--seed", 1),
        ("sample", again, "--seed", 1, "--trace", "--max-length", 5),
        ("inspect", again, "le chat"),
    ):
        found, expected = run(*command), run(command[0], model, *command[2:])
        assert (found.exit_code, found.output) == (0, expected.output)
    traced = run("sample", again, "--trace", "--max-length", 5, "-b", "le ch", "-t", 0).stdout
    after = [line.strip() for line in traced.splitlines() if line.startswith("  after ")]
    assert after[0] == "after le ch"
    assert len(set(after)) == len(after) == 5
    judged = run("evaluate", again, text).stdout
    assert "nats per piece" in judged
    assert "single pieces" in judged
    assert "letter" not in judged
    assert "nothing to resume" in run("train", "--resume", model).output


def test_commands_refuse_in_one_sentence(folder: Path, ours: ModelFile, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("dear diary")
    model = tmp_path / "m.safetensors"
    save(model, ours)
    for args in (
        ("convert", folder, note),
        ("convert", tmp_path, tmp_path / "x"),
        ("convert", model, folder),
        ("convert", model, note),
        ("convert", "nowhere", tmp_path / "x"),
        ("train", "pokemon", "--bpe", 100),
    ):
        result = run(*args)
        assert result.exit_code == 2, args
        assert result.stderr.count("\n") == 1
    assert note.read_text() == "dear diary"


def test_convert_replaces_by_force_what_it_wrote_and_nothing_else(
    ours: ModelFile, tmp_path: Path
) -> None:
    save(tmp_path / "m.safetensors", ours)
    out = tmp_path / "out"
    assert run("convert", tmp_path / "m.safetensors", out).exit_code == 0
    refused = run("convert", tmp_path / "m.safetensors", out)
    assert refused.exit_code == 2
    assert "replace it with --force" in refused.stderr
    (out / "config.json").write_text("{}")
    assert run("convert", tmp_path / "m.safetensors", out, "--force").exit_code == 0
    assert json.loads((out / "config.json").read_text())["model_type"] == "gpt2"
    (out / "homework.txt").write_text("mine")
    refused = run("convert", tmp_path / "m.safetensors", out, "--force")
    assert refused.exit_code == 2
    assert "not an empty folder" in refused.stderr
