"""An act evaluated for a whole chunk of designs by the same code that answers a reader's touch."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.display import plain
from mlsys_core.lab import Act, Context
from mlsys_core.physics.ranges import OutOfRange
from mlsys_core.space.grid import Columns, Grid

ONE_BY_ONE_LIMIT = 20_000
"""Designs an act may have whose `evaluate` takes plain values only."""


@dataclass(frozen=True)
class Batch:
    """The results of a chunk: an array a value, an array of bools a flag."""

    settings: Columns
    values: dict[str, Any]
    flags: dict[str, Any]
    inside: Any
    """Which designs of the chunk the laws cover; the arrays hold those only."""


class Evaluator:
    """Evaluates one act in one context, with one ledger where it reads the ledger."""

    def __init__(self, act: Act, context: Context, ledger: Any = None) -> None:
        self.act, self.context, self.ledger = act, context, ledger
        self.grid = Grid(act, context.key)
        self.refusal = ""
        """Why `evaluate` does not take arrays; empty where it does."""
        self._try_arrays()

    def _try_arrays(self) -> None:
        """Find out with a handful of designs whether `evaluate` takes arrays."""
        import numpy as np

        columns = self.grid.sample(7, np.random.default_rng(0))
        try:
            self(columns)
        except (TypeError, ValueError, AttributeError, KeyError, IndexError) as error:
            self.refusal = f"{type(error).__name__}: {error}"

    def alone(self, design: SimpleNamespace) -> tuple[dict[str, Any], dict[str, bool]] | None:
        """Return the plain values and flags of one design; None outside a law's range."""
        try:
            outcome = self._evaluate(design)
        except OutOfRange:
            return None
        values = {name: plain(value) for name, value in outcome.values.items()}
        return values, {name: bool(flag) for name, flag in outcome.flags.items()}

    def _evaluate(self, settings: SimpleNamespace) -> Any:
        inputs = (self.context, settings)
        return self.act.evaluate(*inputs, *((self.ledger,) if self.act.reads_ledger else ()))

    def __call__(self, columns: Columns) -> Batch:
        """Evaluate a chunk, leaving out the designs that a law does not cover."""
        import numpy as np

        length = len(next(iter(columns.values()))) if columns else 1
        if self.refusal:
            return self._one_by_one(columns, length)
        inside = np.ones(length, dtype=bool)
        while count := int(inside.sum()):
            within = {name: column[inside] for name, column in columns.items()}
            try:
                with np.errstate(all="ignore"):
                    outcome = self._evaluate(self.grid.namespace(within))
            except OutOfRange as beyond:
                inside[inside] = _covered(beyond, count)
                continue
            values = {name: _spread(value, count) for name, value in outcome.values.items()}
            flags = {
                name: _spread(flag, count).astype(bool) for name, flag in outcome.flags.items()
            }
            return Batch(within, values, flags, inside)
        return Batch({name: column[:0] for name, column in columns.items()}, {}, {}, inside)

    def _one_by_one(self, columns: Columns, length: int) -> Batch:
        import numpy as np

        results = [self.alone(design) for design in self.grid.designs(columns)]
        inside = np.array([result is not None for result in results], dtype=bool)
        covered = [result for result in results if result is not None]
        return Batch(
            {name: column[inside] for name, column in columns.items()},
            _stacked([values for values, _ in covered], object),
            _stacked([flags for _, flags in covered], bool),
            inside,
        )


def _covered(beyond: OutOfRange, count: int) -> Any:
    """Which designs of a chunk are not the ones that a law has just refused."""
    import numpy as np

    holds: Any = np.asarray(beyond.holds)
    if holds.shape and holds.shape[-1] != count:
        raise ValueError(f"{beyond}; which of {count} designs is meant can't be told")
    while holds.ndim > 1:
        holds = holds.all(axis=0)
    return np.broadcast_to(holds, (count,))


def _spread(value: Any, count: int) -> Any:
    """Give a result that is the same for every design the length of the rest."""
    import numpy as np

    array = np.asarray(value)
    if array.shape not in ((), (count,)):
        raise ValueError(f"a result has the shape {array.shape} for {count} designs")
    return np.broadcast_to(array, (count,))


def _stacked(rows: list[Any], kind: type) -> dict[str, Any]:
    import numpy as np

    names = rows[0] if rows else ()
    return {name: np.array([row[name] for row in rows], dtype=kind) for name in names}


def differ(first: Any, second: Any) -> Any:
    """Where two columns of results differ by more than rounding dust."""
    import numpy as np

    if first.dtype.kind in "OUS" or second.dtype.kind in "OUS":
        return np.array([not same(a, b) for a, b in zip(first, second, strict=True)], dtype=bool)
    with np.errstate(all="ignore"):
        return ~np.isclose(first, second, rtol=1e-9, atol=0, equal_nan=True)


def same(first: Any, second: Any) -> bool:
    """Whether two results are the same but for rounding dust; no value equals no value."""
    a, b = plain(first), plain(second)
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    return bool(a == b)
