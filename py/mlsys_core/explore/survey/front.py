"""The Pareto front of two results over a walk: designs that no other beats in both."""

from dataclasses import dataclass, field
from typing import Any

from mlsys_core.metrics import Metric
from mlsys_core.physics import pareto
from mlsys_core.space.batch import Batch
from mlsys_core.space.grid import Indices

BETTER = ("less", "more")


@dataclass(frozen=True)
class Goal:
    """One result and which way is better."""

    metric: Metric
    better: str

    def cost(self, values: Any) -> Any:
        """Return values as costs, of which less is always better."""
        return values if self.better == "less" else -values


@dataclass
class Front:
    """The designs of a walk that stand, kept chunk by chunk."""

    across: Goal
    up: Goal
    costs: list[Any] = field(default_factory=list)
    """Two arrays of costs, and one array of positions a control, all of one length."""

    def add(self, batch: Batch, indices: Indices, among: Any) -> None:
        """Take in a chunk; `among` says which of its covered designs may stand."""
        import numpy as np

        if not batch.values or not among.any():
            return
        x = self.across.cost(dusted(batch.values[self.across.metric.id][among]))
        y = self.up.cost(dusted(batch.values[self.up.metric.id][among]))
        known = np.isfinite(x) & np.isfinite(y)
        known[known] &= self._may_stand(x[known], y[known])
        fresh = [column[known] for column in (x, y, *(i[among] for i in indices))]
        if self.costs:
            fresh = [np.concatenate(pair) for pair in zip(self.costs, fresh, strict=True)]
        stands = pareto.front(fresh[0], fresh[1])
        standing = [column[stands] for column in fresh]
        _, first = np.unique(np.stack(standing[:2]), axis=1, return_index=True)
        self.costs = [column[first] for column in standing]

    def _may_stand(self, x: Any, y: Any) -> Any:
        """Which points nothing found so far equals or beats; `costs` goes from left to right."""
        import numpy as np

        if not self.costs:
            return np.ones(len(x), dtype=bool)
        at = np.searchsorted(self.costs[0], x, side="right") - 1
        return (at < 0) | (self.costs[1][at] > y)

    def points(self) -> list[tuple[float, float, tuple[int, ...]]]:
        """Return what stands, from left to right: both results and the design's position."""
        if not self.costs:
            return []
        x, y = self.across.cost(self.costs[0]), self.up.cost(self.costs[1])
        positions = zip(*(column.tolist() for column in self.costs[2:]), strict=True)
        return sorted(zip(x.tolist(), y.tolist(), positions, strict=True))


def numbers(values: Any) -> Any:
    """Return results as floats, NaN where there is none."""
    import numpy as np

    if values.dtype.kind in "OUS":
        return np.array(
            [float(v) if isinstance(v, int | float) else np.nan for v in values.tolist()]
        )
    return values.astype(float)


def dusted(values: Any) -> Any:
    """Return results to nine digits: rounding dust must not let one design beat another."""
    import numpy as np

    floats = numbers(values)
    with np.errstate(all="ignore"):
        scale = 10.0 ** (np.floor(np.log10(np.abs(floats))) - 8)
        rounded = np.round(floats / scale) * scale
    return np.where(np.isfinite(rounded), rounded, floats)
