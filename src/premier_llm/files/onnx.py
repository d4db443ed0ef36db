"""A model in an ONNX file, for any number of texts of any length up to its context.

Its input is ``tokens`` (batch, length) of int64, its output ``logits`` (batch, length, vocabulary)
of float32; its metadata has the dials and the vocabulary, as our own file has them.
"""

from __future__ import annotations

import logging
import warnings
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path

from ..errors import InputError, RunError
from .model_file import ModelFile, described
from .whole import write_whole

SUFFIX = ".onnx"
LARGEST = 2**31 // 4 - 1_000_000
"""Numbers that fit in one file: protobuf holds no 2 GB."""


def export(model: ModelFile, path: str | Path) -> None:
    """Write the file whole or not at all, in float32; RunError says why it cannot be written.

    InputError: the model is larger than such a file can be, or its context too short.
    """
    if missing := [n for n in ("torch", "onnx", "onnxscript") if find_spec(n) is None]:
        raise RunError(
            _(
                "An ONNX file needs {names}, which are not installed: pip install "
                "'premier-llm[onnx]'"
            ).format(names=", ".join(missing))
        )
    count = model.config.parameter_count()
    if count > LARGEST:
        raise InputError(_("This model is too large for an ONNX file, which ends at 2 GB."))
    context = model.config.context
    if context < 3:  # torch.export takes 1 and 2 for sizes of their own
        said = _("{dial} is {found}, and must be {value}")
        raise InputError(said.format(dial="context", found=context, value="≥ 3") + ".")
    import torch

    from ..engines.torch import Model

    network = Model.from_parameters(model.config, model.weights).network.float().eval()
    sizes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=context)}
    example = torch.zeros(2, 3, dtype=torch.long)
    with warnings.catch_warnings():  # of what PyTorch itself calls
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        program = torch.onnx.export(
            network,
            (example,),
            input_names=["tokens"],
            output_names=["logits"],
            dynamic_shapes={"tokens": sizes},
            dynamo=True,
            verbose=False,
        )
    assert program is not None  # what it gives unless it is given a path
    facts = {name: said for name, said in described(model).items() if name != "training"}
    program.model.metadata_props.update(facts)
    write_whole(Path(path), [program.model_proto.SerializeToString()])
