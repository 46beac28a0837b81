"""One walk over an act's designs: all of them, or the same stratified sample every time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from mlsys_core.space.batch import ONE_BY_ONE_LIMIT, Evaluator
from mlsys_core.space.grid import Indices

EXHAUSTIVE_LIMIT = 10_000_000
SAMPLE = 1_000_000
CHUNK = 100_000
SEED = 20_240_229


@dataclass(frozen=True)
class Walk:
    """How an act's design space is walked through; `full` takes every design, however many."""

    evaluator: Evaluator
    full: bool = False

    @property
    def seed(self) -> int | None:
        """The seed of the sample; None where every design is met."""
        limit = ONE_BY_ONE_LIMIT if self.evaluator.refusal else EXHAUSTIVE_LIMIT
        return None if self.full or self.evaluator.grid.size <= limit else SEED

    @property
    def count(self) -> int:
        """How many designs are met."""
        if self.seed is None:
            return self.evaluator.grid.size
        return ONE_BY_ONE_LIMIT if self.evaluator.refusal else SAMPLE

    @property
    def steps(self) -> int:
        """In how many chunks."""
        return math.ceil(self.count / CHUNK)

    def chunks(self) -> Iterator[Indices]:
        """Yield chunk after chunk, each as one array a control of positions on it."""
        import numpy as np

        grid = self.evaluator.grid
        if self.seed is None:
            yield from grid.chunks(CHUNK)
            return
        rng = np.random.default_rng(self.seed)
        for _ in range(self.steps):
            yield grid.sample_indices(min(self.count, CHUNK), rng)
