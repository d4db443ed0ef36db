"""Trains a network of one's own as the package trains its own: same batches, same dials."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import torch
from torch import nn

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

        def _with(self, tensors: Tensors) -> Model:
            model = TorchModel(self.model.config, self.seed, **self._machinery())
            _give(model, network(model.config, self.seed))
            for name, (shape, flat) in tensors.items():
                model.parameters[name].copy_(torch.tensor(flat).view(shape))
            return model

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
    if own := getattr(network, "step_losses", None):  # where it is not the score that is to fall
        model._step_losses = own
