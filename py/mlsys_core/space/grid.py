"""The design space of an act as a grid: every setting of every control, or a fair sample of it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Control, Value
from mlsys_core.lab import Act

Columns = dict[str, Any]
"""One array a control: the designs of a chunk, side by side."""

Indices = tuple[Any, ...]
"""The same as positions: 0 is a control's first setting. One array a control, in their order."""


@dataclass(frozen=True)
class Grid:
    """What an act's controls span in one context. View controls stay where they start."""

    act: Act
    context: str

    @cached_property
    def axes(self) -> tuple[Control, ...]:
        """The controls that make a design."""
        return tuple(control for control in self.act.controls if not control.view)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many settings each control has."""
        return tuple(len(control.values()) for control in self.axes)

    @property
    def size(self) -> int:
        """How many designs there are."""
        return math.prod(self.shape)

    def chunks(self, length: int) -> Iterator[Indices]:
        """Yield all designs, in the order of the controls, some at a time."""
        import numpy as np

        for start in range(0, self.size, length):
            flat = np.arange(start, min(start + length, self.size))
            yield np.unravel_index(flat, self.shape) if self.axes else ()

    def sample_indices(self, count: int, rng: Any) -> Indices:
        """Return designs in which each setting of each control comes up equally often."""
        import numpy as np

        return tuple(rng.permutation(np.arange(count) % size) for size in self.shape)

    def sample(self, count: int, rng: Any) -> Columns:
        """Return the settings of such a sample."""
        return self.columns(self.sample_indices(count, rng))

    def corners(self, limit: int) -> Iterator[SimpleNamespace]:
        """Yield the default, then combinations of first and last settings, views too."""
        controls = self.act.controls
        ends = [dict.fromkeys((c.values()[0], c.values()[-1])) for c in controls]
        yield self.default
        for index, corner in enumerate(product(*ends)):
            if index >= limit:
                return
            named = {c.id: value for c, value in zip(controls, corner, strict=True)}
            yield SimpleNamespace(**named)

    @cached_property
    def default(self) -> SimpleNamespace:
        """The design that the act starts with."""
        return SimpleNamespace(**{c.id: c.default_in(self.context) for c in self.act.controls})

    def designs(self, columns: Columns) -> Iterator[SimpleNamespace]:
        """Yield each design of a chunk as a reader would set it, in plain Python values."""
        for row in zip(*(columns[c.id].tolist() for c in self.axes), strict=True):
            named = {c.id: value for c, value in zip(self.axes, row, strict=True)}
            yield SimpleNamespace(**vars(self.default) | named)

    def columns_of(self, designs: list[SimpleNamespace]) -> Columns:
        """Return designs as one array a control."""
        import numpy as np

        return {c.id: np.array([getattr(d, c.id) for d in designs]) for c in self.axes}

    def settings_of(self, control: Control) -> Any:
        """Return the settings of a control as an array."""
        import numpy as np

        return np.array(list(control.values()))

    def columns(self, indices: Indices) -> Columns:
        """Return the settings at these positions."""
        return {c.id: self.settings_of(c)[i] for c, i in zip(self.axes, indices, strict=True)}

    def namespace(self, columns: Columns) -> SimpleNamespace:
        """Return a chunk as `evaluate` takes it: arrays, and view controls where they start."""
        return SimpleNamespace(**vars(self.default) | columns)


def named(act: Act, design: SimpleNamespace) -> dict[str, Value]:
    """Return a design under the controls' full ids."""
    return {f"{act.id}.{name}": value for name, value in vars(design).items()}
