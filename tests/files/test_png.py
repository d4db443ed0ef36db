"""A picture that carries a model: opened as the model's file is, and refused in one sentence."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from premier_llm.engines import numpy as fast
from premier_llm.errors import InputError
from premier_llm.files import png
from premier_llm.files.model_file import ModelFile, load, save
from premier_llm.model.config import Config
from premier_llm.model.vocabulary import Vocabulary


def saved(path: Path) -> Path:
    """A small model's file."""
    config = Config(vocabulary=3, context=2, embedding=2, hidden=2)
    letters = Vocabulary(tuple(".ab"), 0)
    save(path, ModelFile(config, letters, fast.Model(config, 1).tensors()))
    return path


def chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def picture(*more: bytes) -> bytes:
    """One grey point, and more chunks in front of its end."""
    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    point = zlib.compress(b"\0\xff")
    whole = chunk(b"IHDR", size) + chunk(b"IDAT", point) + b"".join(more) + chunk(b"IEND", b"")
    return png.SIGNATURE + whole


def test_a_card_opens_as_the_model_s_file(tmp_path: Path) -> None:
    file = saved(tmp_path / "model.safetensors")
    card = tmp_path / "card.png"
    card.write_bytes(picture(chunk(png.CHUNK.encode(), file.read_bytes())))
    assert load(card) == load(file)


@pytest.mark.parametrize("cut", [9, 30, 60, 200])
def test_a_cut_one_is_refused(tmp_path: Path, cut: int) -> None:
    file = saved(tmp_path / "model.safetensors")
    card = tmp_path / "card.png"
    card.write_bytes(picture(chunk(png.CHUNK.encode(), file.read_bytes()))[:cut])
    with pytest.raises(InputError, match=re.escape(str(card))) as refused:
        load(card)
    assert "damaged" in str(refused.value)


def test_one_that_was_changed_or_has_none_is_refused(tmp_path: Path) -> None:
    card = tmp_path / "card.png"
    whole = bytearray(picture(chunk(png.CHUNK.encode(), b"a model")))
    whole[-20] ^= 1
    card.write_bytes(whole)
    with pytest.raises(InputError, match="damaged"):
        load(card)
    card.write_bytes(picture())
    with pytest.raises(InputError, match="no model in the picture"):
        load(card)
    card.write_bytes(picture(chunk(png.CHUNK.encode(), b"no model at all")))
    with pytest.raises(InputError, match="damaged or not a safetensors file"):
        load(card)
