"""What can be asked of a survey, and what is asked where the reader has not chosen yet."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.acts import SEVERITIES
from mlsys_core.explore.asked import Asked
from mlsys_core.explore.survey.front import Goal, numbers
from mlsys_core.metrics import Metric
from mlsys_core.space.batch import Batch, Evaluator
from mlsys_core.space.tally import NONE, worst_of

TRIED = 400
SEED = 20_170_411
TONES = {"good": 2.0, "fair": 1.0, "bad": 0.0}


def trial(evaluator: Evaluator) -> Batch:
    """Evaluate a few hundred designs from all over the space."""
    import numpy as np

    grid = evaluator.grid
    return evaluator(grid.columns(grid.sample_indices(TRIED, np.random.default_rng(SEED))))


def goals(here: Asked, batch: Batch) -> list[Goal]:
    """Return each result that is a number and differs between designs, and which way is better."""
    found = []
    for metric in here.act.metrics:
        values = batch.values.get(metric.id)
        if values is None or metric.words or not _varies(numbers(values)):
            continue
        better = here.act.tradeoff.get(metric.id) or _better(here, metric, batch)
        found.append(Goal(metric, better))
    return found


def _varies(values: Any) -> bool:
    import numpy as np

    finite = values[np.isfinite(values)]
    return len(finite) > 1 and bool(finite.min() < finite.max())


def _better(here: Asked, metric: Metric, batch: Batch) -> str:
    """Follow the metric's own bands; without them, what goes along with milder states."""
    values = numbers(batch.values[metric.id])
    merits = _tones(metric, batch) if metric.bands else None
    if merits is None or not _varies(merits):
        merits = _mildness(here, batch)
    return "more" if _together(values, merits) > 0 else "less"


def _tones(metric: Metric, batch: Batch) -> Any:
    import numpy as np

    merits = []
    for index in range(int(batch.inside.sum())):
        outcome = SimpleNamespace(
            **{name: column[index] for name, column in (batch.values | batch.flags).items()}
        )
        band = metric.band(batch.values[metric.id][index], outcome)
        merits.append(TONES.get(band.tone, np.nan) if band else np.nan)
    return np.array(merits)


def _mildness(here: Asked, batch: Batch) -> Any:
    order = {severity: rank for rank, severity in enumerate(("danger", "warn", "info", NONE))}
    merits: Any = 0.0
    for severity, designs in worst_of(here.act, batch).items():
        merits = merits + order.get(severity, len(SEVERITIES)) * designs
    return merits


def _together(first: Any, second: Any) -> float:
    """Return the correlation of two rows of ranks; 0 where there is none."""
    import numpy as np

    known = np.isfinite(first) & np.isfinite(second)
    if not known.any() or not _varies(first[known]) or not _varies(second[known]):
        return 0.0
    one, two = (np.argsort(np.argsort(row[known], kind="stable")) for row in (first, second))
    return float(np.corrcoef(np.stack([one, two]).astype(float))[0, 1])


def opposed(choices: list[Goal], batch: Batch) -> tuple[Goal, Goal] | None:
    """Return the act's first result and the one that pulls hardest against it, judged if any is."""
    if len(choices) < 2:
        return None
    first, *others = choices
    judged = [goal for goal in others if goal.metric.bands]
    costs = {g.metric.id: g.cost(numbers(batch.values[g.metric.id])) for g in choices}

    def agrees(goal: Goal) -> float:
        return _together(costs[first.metric.id], costs[goal.metric.id])

    return first, min(judged or others, key=agrees)
