"""A survey under way: one walk over the designs that counts, finds the nearest and the front."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from mlsys_core.explore.asked import Asked
from mlsys_core.explore.survey.distance import Nearest, Refined, position_of
from mlsys_core.explore.survey.front import Front, Goal
from mlsys_core.space.batch import Evaluator
from mlsys_core.space.grid import Indices
from mlsys_core.space.tally import Tally, is_green
from mlsys_core.space.walk import Walk


@dataclass
class Sweep:
    """Everything a survey keeps between two steps. The walk is the one the proofs make."""

    here: Asked
    evaluator: Evaluator
    walk: Walk
    tally: Tally
    nearest: Nearest
    front: Front
    """Over all designs."""
    safe_front: Front
    """Over the designs without a failure."""
    greens: int = 0
    """All-green designs met."""
    finished: bool = False
    _chunks: Iterator[Indices] | None = None

    @classmethod
    def of(cls, here: Asked, across: Goal, up: Goal) -> "Sweep":
        """Prepare a survey of an act."""
        evaluator = Evaluator(here.act, here.context, here.ledger)
        position = position_of(evaluator.grid, here.design)
        return cls(
            here=here,
            evaluator=evaluator,
            walk=Walk(evaluator),
            tally=Tally(here.act),
            nearest=Nearest(evaluator.grid, position),
            front=Front(across, up),
            safe_front=Front(across, up),
        )

    def go(self, seconds: float) -> None:
        """Walk on for about this long: at least one chunk, at most to the end."""
        until = time.monotonic() + seconds
        self._chunks = self._chunks or self.walk.chunks()
        while not self.finished:
            indices = next(self._chunks, None)
            if indices is None:
                self._finish()
            else:
                self._take(indices)
            if time.monotonic() >= until:
                return

    def _take(self, indices: Indices) -> None:
        batch = self.evaluator(self.evaluator.grid.columns(indices))
        severities = self.tally.add(batch)
        covered = tuple(column[batch.inside] for column in indices)
        green = is_green(self.here.act, severities)
        self.greens += int(green.sum())
        self.nearest.add(covered, green)
        failing = severities["danger"] | severities["warn"]
        self.front.add(batch, covered, failing | ~failing)
        self.safe_front.add(batch, covered, ~failing)

    def _finish(self) -> None:
        if self.walk.seed is not None:
            Refined(self.evaluator, self.nearest).look()
        self.finished = True
