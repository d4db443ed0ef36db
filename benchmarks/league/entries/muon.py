"""Muon's variants (Jordan et al. 2024): another momentum, and Adam in its place."""

from benchmarks.league.entry import Entry
from premier_llm.engines.contract import Model
from premier_llm.engines.numpy import Model as NumpyModel
from premier_llm.engines.numpy import Muon
from premier_llm.training.loop import Training


class Short(Muon):
    """Forgets in ten steps."""

    MOMENTUM = 0.9


class WithShort(Training):
    """Moved by Short."""

    def _start(self, model: Model) -> None:
        super()._start(model)
        assert isinstance(model, NumpyModel)
        recipe = self.recipe
        self.optimizer = Short(
            model,
            beta1=recipe.beta1,
            beta2=recipe.beta2,
            weight_decay=recipe.weight_decay,
            clip=recipe.clip,
        )


short = [
    Entry(
        says="Muon oublie en 10 pas au lieu de 20.",
        task="makemore",
        budget=budget,
        training=WithShort,
    )
    for budget in (3_000, 12_000)
]
adam = [
    Entry(
        says="Adam au lieu de Muon.",
        task="makemore",
        budget=budget,
        recipe={"optimizer": "adam"},
    )
    for budget in (3_000, 12_000)
]
