"""How far designs are from the reader's, in steps of the controls, and which of them is nearest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Control, Slider, Switch, Value
from mlsys_core.space.batch import Evaluator
from mlsys_core.space.grid import Grid, Indices
from mlsys_core.space.tally import is_green, worst_of
from mlsys_core.space.walk import CHUNK

Position = tuple[int, ...]
"""One design: the position of each control, in the order of the grid."""


def position_of(grid: Grid, design: SimpleNamespace) -> Position:
    """Return a design's place on the grid; a setting between two steps counts as the nearer one."""
    return tuple(_index(control, getattr(design, control.id)) for control in grid.axes)


def _index(control: Control, value: Value) -> int:
    settings = control.values()
    if isinstance(control, Slider):
        assert isinstance(value, int | float)
        return min(range(len(settings)), key=lambda i: abs(float(settings[i]) - value))
    return settings.index(value)


def is_ordered(control: Control) -> bool:
    """Whether a control's settings have an order, so that one can be several steps from another."""
    if isinstance(control, Switch):
        return False
    return all(isinstance(value, int | float) for value in control.values())


def steps_between(control: Control, here: Any, there: Any) -> Any:
    """Return the steps from one position to others; any other key of a list of keys is one step."""
    steps = abs(there - here)
    return steps if is_ordered(control) else (steps != 0) * 1


@dataclass
class Nearest:
    """The all-green designs nearest to one position, of all that were shown to it.

    Nearest by fewest steps in all, and apart from that by fewest controls moved.
    """

    grid: Grid
    here: Position
    by_steps: tuple[int, int, Position] | None = None
    by_controls: tuple[int, int, Position] | None = None

    def add(self, indices: Indices, green: Any) -> None:
        """Look at a chunk, of which `green` says which designs count."""
        import numpy as np

        if not green.any():
            return
        steps = np.zeros(int(green.sum()), dtype=np.int64)
        moved = np.zeros_like(steps)
        candidates = [column[green] for column in indices]
        for control, here, column in zip(self.grid.axes, self.here, candidates, strict=True):
            away = steps_between(control, here, column)
            steps += away
            moved += away != 0
        many = len(self.grid.axes) + 1
        far = int(steps.max()) + 1
        self.by_steps = self._better(self.by_steps, steps, moved, steps * many + moved, candidates)
        self.by_controls = self._better(
            self.by_controls, moved, steps, moved * far + steps, candidates
        )

    def _better(
        self, best: Any, first: Any, second: Any, key: Any, candidates: list[Any]
    ) -> tuple[int, int, Position]:
        at = int(key.argmin())
        found = (
            int(first[at]),
            int(second[at]),
            tuple(int(column[at]) for column in candidates),
        )
        return found if best is None or found[:2] < best[:2] else best


@dataclass
class Refined:
    """Looks closer where only a sample was walked: around the reader, and along the way back."""

    evaluator: Evaluator
    nearest: Nearest
    budget: int = field(default=3 * CHUNK)

    def look(self) -> None:
        """Try every pair of controls, then go from what is nearest towards the reader."""
        if not self.evaluator.refusal:
            for indices in self._pairs():
                self._try(indices)
        while self.nearest.by_steps:
            before = self.nearest.by_steps[:2]
            self._try(self._on_the_way(self.nearest.by_steps[2]))
            if self.nearest.by_steps[:2] == before:
                return

    def _try(self, indices: Indices) -> None:
        grid, act = self.evaluator.grid, self.evaluator.act
        batch = self.evaluator(grid.columns(indices))
        inside = tuple(column[batch.inside] for column in indices)
        self.nearest.add(inside, is_green(act, worst_of(act, batch)))

    def _pairs(self) -> Iterable[Indices]:
        """Yield designs in which two controls have any setting and the others are the reader's."""
        import numpy as np

        shape, here, left = self.evaluator.grid.shape, self.nearest.here, self.budget
        for one, two in combinations(range(len(shape)), 2):
            size = shape[one] * shape[two]
            if size > left:
                return
            left -= size
            first, second = np.divmod(np.arange(size), shape[two])
            columns = [np.full(size, position) for position in here]
            columns[one], columns[two] = first, second
            yield tuple(columns)

    def _on_the_way(self, position: Position) -> Indices:
        """Return designs with one control each brought nearer to the reader's setting."""
        import numpy as np

        rows = []
        for axis, control in enumerate(self.evaluator.grid.axes):
            here, there = self.nearest.here[axis], position[axis]
            nearer = (
                range(here, there, 1 if there > here else -1) if is_ordered(control) else (here,)
            )
            rows += [(*position[:axis], other, *position[axis + 1 :]) for other in nearer]
        rows.append(position)
        return tuple(np.array(column) for column in zip(*rows, strict=True))
