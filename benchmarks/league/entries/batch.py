"""Windows a step: more of them late (Smith et al. 2018), or fewer and more steps."""

from benchmarks.league.entry import Entry
from premier_llm.training.loop import Training


class Late(Training):
    """In its last half, each step learns from the windows of three."""

    def _gradients(self, step: int) -> float:
        half = self.recipe.steps // 2
        first, count = (step, 1) if step < half else (half + 3 * (step - half), 3)
        parts = [p for s in range(first, first + count) for p in self._batches.of_step(s)]
        return self.model.loss_and_gradients(*parts, held=self._held(step))


late = [
    Entry(
        says="Trois fois plus de noms par pas dans la seconde moitié, et deux fois moins de pas.",
        task="makemore",
        budget=budget,
        recipe={"steps": steps},
        training=Late,
    )
    for budget, steps in ((3_000, 1500), (12_000, 750))
]
small = [
    Entry(
        says="Deux fois moins de noms par pas, deux fois plus de pas.",
        task="makemore",
        budget=budget,
        recipe={"batch": 64, "steps": steps},
    )
    for budget, steps in ((3_000, 6000), (12_000, 3000))
]
