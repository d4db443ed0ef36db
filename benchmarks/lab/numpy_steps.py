"""The NumPy engine, as it trains by default (float32), in one thread: a process for runner.mjs.

``python numpy_steps.py FILE``: the model, its weights and the windows of a step, as step.mjs wrote
them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from array import array
from pathlib import Path

# Before NumPy is loaded.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main() -> None:
    """Answer until nobody asks."""
    from premier_llm.engines import numpy as engine
    from premier_llm.model.config import Config

    work = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    tensors = {
        name: (tuple(tensor["shape"]), array("f", tensor["values"]))
        for name, tensor in work["tensors"].items()
    }
    model = engine.Model.from_parameters(Config(**work["config"]), tensors)
    adam = engine.Adam(model, work["beta1"], work["beta2"], 1e-8)
    batch = model.pack([(window["tokens"], window["targets"]) for window in work["windows"]])
    print(json.dumps({"numbers": model.config.parameter_count()}), flush=True)
    for line in sys.stdin:
        since = time.perf_counter()
        for _ in range(int(line)):
            loss = model.loss_and_gradients(batch)
            adam.step(work["rate"])
        spent = time.perf_counter() - since
        print(json.dumps([1e6 * spent / int(line), float(loss)]), flush=True)


if __name__ == "__main__":
    main()
