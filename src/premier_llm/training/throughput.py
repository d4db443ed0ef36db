"""How fast a training goes: tokens a second, and how much of a GPU's arithmetic they use.

MFU, the model FLOPs utilisation (Chowdhery et al. 2022, "PaLM", appendix B), is the share of the
GPU's peak that the model's own matrix products would need at that speed. What is computed twice,
or waited for, does not count: unlike "how busy the GPU is", it compares across programs.
"""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple

from ..model.config import Config
from ..model.multiplications import per_token_learned
from ..model.parameters import tensor_count

LAST_SECONDS = 10.0
"""A speed is that of so many seconds: a step alone jumps about, all of them hide a change."""


def flops_per_token(config: Config) -> int:
    """Floating-point operations that learning from one token takes, forward and backward.

    6 N + 12 L D T (Chowdhery et al. 2022, appendix B; nanoGPT counts alike): with each
    multiplication goes an addition. As in the paper, matrix products alone count, and the half of
    the attention that the mask hides counts, too.
    """
    return 2 * per_token_learned(config)


BEGIN_NUMBERS = {"numpy": 8e6, "torch": 5e6, "pure": 1e6}
BEGIN_TENSORS = {"numpy": 3e4, "torch": 3e3, "pure": 3e3}
"""How many numbers, and how many tensors, an engine makes ready in a second: measured on one core,
from the draw to the first step."""


def seconds_to_begin(config: Config, engine: str) -> float:
    """Before the first step, roughly."""
    numbers = config.parameter_count() / BEGIN_NUMBERS[engine]
    return numbers + tensor_count(config) / BEGIN_TENSORS[engine]


class Peak(NamedTuple):
    """What a GPU could compute at most, in FLOP/s, by its maker's data sheet."""

    name: str
    """A regular expression for what CUDA calls it."""
    bfloat16: float | None
    """On its tensor cores, of dense matrices, adding up in float32; None if it cannot."""
    float32: float
    """Outside of the tensor cores: PyTorch uses them for float32 only when told to."""


PEAKS = (
    # NVIDIA A100 Tensor Core GPU data sheet.
    Peak(r"A100-(SXM4|PCIE)-\d+GB|A100 80GB PCIe", 312e12, 19.5e12),
    # NVIDIA H100 Tensor Core GPU data sheet, whose bfloat16 is "with sparsity", twice the dense.
    Peak(r"H100 80GB HBM3", 1979e12 / 2, 67e12),  # SXM
    Peak(r"H100 PCIe", 1513e12 / 2, 51e12),
    Peak(r"H100 NVL", 1671e12 / 2, 60e12),
    # NVIDIA H200 Tensor Core GPU data sheet, with sparsity as well.
    Peak(r"H200", 1979e12 / 2, 67e12),
    Peak(r"H200 NVL", 1671e12 / 2, 60e12),
    # NVIDIA L4 Tensor Core GPU data sheet, with sparsity as well.
    Peak(r"L4", 242e12 / 2, 30.3e12),
    # NVIDIA L40S data sheet.
    Peak(r"L40S", 362.05e12, 91.6e12),
    # NVIDIA A10 Tensor Core GPU data sheet.
    Peak(r"A10", 125e12, 31.2e12),
    # NVIDIA T4 Tensor Core GPU data sheet: no bfloat16.
    Peak(r"T4", None, 8.1e12),
    # NVIDIA V100 Tensor Core GPU data sheet: no bfloat16.
    Peak(r"V100-SXM2-\d+GB", None, 15.7e12),
    Peak(r"V100-PCIE-\d+GB", None, 14e12),
    Peak(r"V100S-PCIE-32GB", None, 16.4e12),
    # NVIDIA Ampere GA102 GPU Architecture white paper, appendix on the GeForce RTX 3090.
    Peak(r"RTX 3090", 71e12, 35.6e12),
    # NVIDIA Ada GPU Architecture white paper, appendix on the GeForce RTX 4090.
    Peak(r"RTX 4090", 165.2e12, 82.6e12),
)
"""The whole name must match: a laptop's GPU, or a slice of one (MIG), is another GPU."""


def known_gpu(name: str) -> Peak | None:
    """What we know of the GPU that CUDA calls so."""
    name = re.sub(r"^(NVIDIA |Tesla |GeForce )+", "", name)
    return next((peak for peak in PEAKS if re.fullmatch(peak.name, name)), None)


def peak_flops(gpu: str, precision: str) -> float | None:
    """The most FLOP/s that the GPU of that name computes in a precision; None if not known."""
    peak = known_gpu(gpu)
    return peak and {"bfloat16": peak.bfloat16, "float32": peak.float32}.get(precision)


class Throughput:
    """Tokens a second, over the last seconds."""

    def __init__(self) -> None:
        self._steps: deque[tuple[float, float]] = deque()
        self._tokens = self._seconds = 0.0

    def add(self, tokens: float, seconds: float) -> None:
        """One more step has learned from so many tokens in so long."""
        self._steps.append((tokens, seconds))
        self._tokens += tokens
        self._seconds += seconds
        while self._seconds - self._steps[0][1] >= LAST_SECONDS:
            tokens, seconds = self._steps.popleft()
            self._tokens -= tokens
            self._seconds -= seconds

    @property
    def tokens_per_second(self) -> float | None:
        """None before the first step."""
        return self._tokens / self._seconds if self._seconds > 0 else None
