"""Trains a network of one's own as the package trains its own: same batches, same dials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor, nn

from premier_llm.engines.contract import Model, Tensors
from premier_llm.engines.torch import GPT
from premier_llm.engines.torch import Model as TorchModel
from premier_llm.training.loop import Training

from .entry import Network


def with_network(kind: type[Training], network: Network) -> Callable[..., Training]:
    """A training whose model computes by a network of one's own."""

    class Own(kind):  # type: ignore[misc, valid-type]
        def _start(self, model: Model) -> None:
            torch.manual_seed(self.seed)
            assert isinstance(model, TorchModel)
            _give(model, network(model.config, self.seed))
            super()._start(model)

        def _use(self, tensors: Tensors) -> None:
            for name, (shape, flat) in tensors.items():
                self.model.parameters[name].copy_(torch.tensor(flat).view(shape))

    return Own


def _give(model: TorchModel, network: nn.Module) -> None:
    """Have a model compute by another network."""
    model.network = cast(GPT, network)
    # Muon minds the matrices of the blocks: of whichever network they are, if there are several.
    model._weights = {
        f"blocks.{name}" if ".blocks." in name else name: weight
        for name, weight in network.named_parameters()
    }
    model.parameters = {name: weight.detach() for name, weight in model._weights.items()}
    if own := getattr(network, "step_loss", None):  # what is to fall, where it is not the score

        def step_loss(network: nn.Module, tokens: Tensor, targets: Tensor, see: Any = None) -> Any:
            return own(tokens, targets)

        model._step_loss = step_loss
