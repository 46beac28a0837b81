"""One walk over an act's design space that counts what the rest of the proof asks about."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from mlsys_core.promises import lies_within
from mlsys_core.proofs.report import Space
from mlsys_core.space.batch import Evaluator
from mlsys_core.space.grid import Columns
from mlsys_core.space.tally import Tally
from mlsys_core.space.walk import Walk


@dataclass
class Survey:
    """What the walk counted; `counted` and `among` go with the act's promised counts."""

    space: Space
    counted: list[int] = field(default_factory=list)
    among: list[int] = field(default_factory=list)


def survey(evaluator: Evaluator, ledger: str, *, full: bool, label: str) -> Survey:
    """Walk over all designs, or over a stratified sample where there are too many of them."""
    import numpy as np

    act, grid = evaluator.act, evaluator.grid
    promises = [p for p in act.grid_counts if p.context == grid.context]
    counted, among = [0] * len(promises), [0] * len(promises)
    walk, tally = Walk(evaluator, full), Tally(act)
    for columns in _watched(walk, label):
        batch = evaluator(columns)
        severities = tally.add(batch)
        if not batch.flags and act.flags:
            continue
        for index, promise in enumerate(promises):
            meant = batch.flags[promise.flag] if promise.flag else severities[promise.worst]
            inside = lies_within(promise.within, grid.namespace(batch.settings))
            part = np.broadcast_to(inside, meant.shape)
            counted[index] += int((meant & part).sum())
            among[index] += int(part.sum())
    return Survey(_space(walk, tally, ledger), counted, among)


def _space(walk: Walk, tally: Tally, ledger: str) -> Space:
    grid = walk.evaluator.grid
    return Space(
        act=tally.act.id,
        context=grid.context,
        ledger=ledger,
        designs=grid.size,
        tried=tally.tried,
        seed=walk.seed,
        outside=tally.outside,
        raised=tally.raised,
        worst=tally.worst,
    )


def _watched(walk: Walk, label: str) -> Iterator[Columns]:
    for number, indices in enumerate(walk.chunks()):
        _progress(label, number, walk.steps)
        yield walk.evaluator.grid.columns(indices)
    _progress(label, walk.steps, walk.steps)


def _progress(label: str, done: int, total: int) -> None:
    """Say on a terminal how far a long walk has come; a log stays clean."""
    if total < 5 or not sys.stderr.isatty():
        return
    end = "\r" if done < total else "\r\033[K"
    sys.stderr.write(f"{label}: {100 * done // total} %{end}")
    sys.stderr.flush()
