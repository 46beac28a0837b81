"""One walk over an act's design space that counts what the rest of the proof asks about."""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mlsys_core.acts import SEVERITIES
from mlsys_core.lab import Act
from mlsys_core.promises import lies_within
from mlsys_core.proofs.batch import ONE_BY_ONE_LIMIT, Batch, Evaluator
from mlsys_core.proofs.grid import Columns
from mlsys_core.proofs.report import Space

EXHAUSTIVE_LIMIT = 10_000_000
SAMPLE = 1_000_000
CHUNK = 100_000
SEED = 20_240_229


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
    limit = ONE_BY_ONE_LIMIT if evaluator.refusal else EXHAUSTIVE_LIMIT
    promises = [p for p in act.grid_counts if p.context == grid.context]
    space = Space(
        act=act.id,
        context=grid.context,
        ledger=ledger,
        designs=grid.size,
        tried=0,
        seed=None if full or grid.size <= limit else SEED,
        outside=0,
        raised={flag.id: 0 for flag in act.flags},
        worst=dict.fromkeys((*SEVERITIES, "none"), 0),
    )
    found = Survey(space, [0] * len(promises), [0] * len(promises))
    tried = outside = 0
    for columns in _walk(evaluator, exhaustive=space.seed is None, label=label):
        batch = evaluator(columns)
        tried += len(batch.inside)
        outside += int((~batch.inside).sum())
        if not batch.flags and act.flags:
            continue
        severities = worst_of(act, batch)
        for severity, here in severities.items():
            space.worst[severity] += int(here.sum())
        for flag in act.flags:
            space.raised[flag.id] += int(batch.flags[flag.id].sum())
        for index, promise in enumerate(promises):
            meant = batch.flags[promise.flag] if promise.flag else severities[promise.worst]
            inside = lies_within(promise.within, grid.namespace(batch.settings))
            part = np.broadcast_to(inside, meant.shape)
            found.counted[index] += int((meant & part).sum())
            found.among[index] += int(part.sum())
    found.space = Space(**{**vars(space), "tried": tried, "outside": outside})
    return found


def worst_of(act: Act, batch: Batch) -> dict[str, Any]:
    """Return, a severity, which designs have it as their worst; "none" for those without a flag."""
    import numpy as np

    free = np.ones(int(batch.inside.sum()), dtype=bool)
    found = {}
    for severity in SEVERITIES:
        here = np.zeros_like(free)
        for flag in act.flags:
            if flag.severity == severity:
                here |= batch.flags[flag.id]
        found[severity] = here & free
        free &= ~here
    return found | {"none": free}


def _walk(evaluator: Evaluator, *, exhaustive: bool, label: str) -> Iterator[Columns]:
    import numpy as np

    rng = np.random.default_rng(SEED)
    if exhaustive:
        chunks, total = evaluator.grid.chunks(CHUNK), math.ceil(evaluator.grid.size / CHUNK)
    else:
        count = ONE_BY_ONE_LIMIT if evaluator.refusal else SAMPLE
        total = math.ceil(count / CHUNK)
        chunks = (evaluator.grid.sample(min(count, CHUNK), rng) for _ in range(total))
    for number, columns in enumerate(chunks):
        _progress(label, number, total)
        yield columns
    _progress(label, total, total)


def _progress(label: str, done: int, total: int) -> None:
    """Say on a terminal how far a long walk has come; a log stays clean."""
    if total < 5 or not sys.stderr.isatty():
        return
    end = "\r" if done < total else "\r\033[K"
    sys.stderr.write(f"{label}: {100 * done // total} %{end}")
    sys.stderr.flush()
