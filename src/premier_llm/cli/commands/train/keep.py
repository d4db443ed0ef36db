"""``--keep``: the last saves of a training, and its best model, in a folder beside its file."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from ....errors import InputError, RunError, system_reason

if TYPE_CHECKING:
    from ....files.model_file import ModelFile
    from ....training.loop import Training

BEST = "best.safetensors"
OF_THE_BEST = ("engine", "precision", "device", "seed", "recipe", "corpus")
"""Facts that it keeps: it is no training, and cannot be taken up."""


def folder_of(output: Path) -> Path:
    """The folder for the saves of a model's file."""
    return output.with_suffix(".kept")


class Kept:
    """The last saves of a training, each by its step, all of which can be taken up; and the best
    model so far, where something is hidden or to be tested on."""

    def __init__(self, output: Path, most: int, training: Training, force: bool) -> None:
        """A new training in the folder of another one raises InputError, unless ``force``."""
        self.folder, self.most, self.training = folder_of(output), most, training
        self._best = float("inf")
        if training.shard:
            raise InputError(
                _("--keep is for a model that is in one file: leave it out with --shard.")
            )
        if training.step == 0 and (there := self._saves()):
            if not force:
                raise InputError(
                    _(
                        "{folder} holds the saves of another training: choose another --output, or "
                        "remove them with --force."
                    ).format(folder=self.folder)
                )
            self._remove([*there, self.folder / BEST])

    def add(self, saved: ModelFile) -> None:
        """Keep what has just been saved; the oldest of too many goes."""
        from ....files.model_file import save

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(
                _("{path} could not be written: {reason}. Choose another folder.").format(
                    path=self.folder, reason=system_reason(error)
                )
            ) from None
        save(self.folder / f"{self.training.step:06}.safetensors", saved)
        loss, weights = self.training.best or (self._best, {})
        if loss < self._best:
            facts = {name: saved.training[name] for name in OF_THE_BEST}
            facts |= {"best_held_out_loss": loss}
            save(self.folder / BEST, replace(saved, tensors=weights, training=facts))
            self._best = loss
        self._remove(self._saves()[: -self.most])

    def _saves(self) -> list[Path]:
        """Those that are there, the oldest first."""
        found = [p for p in self.folder.glob("*.safetensors") if p.stem.isdecimal()]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))

    @staticmethod
    def _remove(paths: list[Path]) -> None:
        for path in paths:
            path.unlink(missing_ok=True)
