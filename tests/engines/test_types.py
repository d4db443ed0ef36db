"""What a strict checker knows of an engine: mypy holds these lines, which nobody runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from premier_llm import engine
from premier_llm.model.config import Config

if TYPE_CHECKING:
    from typing_extensions import assert_type

    from premier_llm.engines import numpy, pure, torch

    assert_type(engine("torch").Model(Config()), torch.Model)
    assert_type(engine("torch").GPT(Config()), torch.GPT)
    assert_type(engine("numpy").Muon, type[numpy.Muon])
    assert_type(engine("pure").Mean, type[pure.Mean])
