"""Plans that no other plan beats."""

from collections.abc import Sequence
from typing import Any

from mlsys_core.elementwise import Truth, is_array
from mlsys_core.physics.ranges import require


def front(costs: Sequence[Any], losses: Sequence[Any]) -> Truth:
    """Which points no other point dominates, when less is better in both coordinates.

    Of a quantity that should be large, such as accuracy, pass the negative.

    Law: a point is dominated if another is no larger in both coordinates and smaller in one
    Valid: costs and losses of the same length, one entry a point
    Source: Pareto 1906, "Manuale di economia politica"

    >>> front(costs=[1, 2, 2], losses=[3, 2, 3])
    [True, True, False]
    """
    same = len(losses) == len(costs)
    allowed = f"as long as costs, {len(costs)}"
    require(same, "pareto.front", "losses", f"{len(losses)} long", allowed)
    if is_array(costs) or is_array(losses):
        return _front_of_arrays(costs, losses)
    points = list(zip(costs, losses, strict=True))
    undominated = [False] * len(points)
    lowest: Any = None  # loss among the points before, which cost no more than this one
    standing: Any = None  # the last point that stood
    for index in sorted(range(len(points)), key=points.__getitem__):
        loss = points[index][1]
        if lowest is None or loss < lowest or points[index] == standing:
            undominated[index] = True
            standing = points[index]
            lowest = loss
    return undominated


def _front_of_arrays(costs: Any, losses: Any) -> Truth:
    # A survey has a million points: the same sweep, but by NumPy.
    import numpy as np

    order = np.lexsort((losses, costs))
    cost, loss = np.asarray(costs)[order], np.asarray(losses)[order]
    stands = np.ones(len(loss), dtype=bool)
    stands[1:] = loss[1:] < np.minimum.accumulate(loss)[:-1]
    # Twins of a standing point follow it directly and stand with it.
    leader = np.maximum.accumulate(np.where(stands, np.arange(len(loss)), 0))
    stands |= (cost == cost[leader]) & (loss == loss[leader])
    undominated = np.empty(len(loss), dtype=bool)
    undominated[order] = stands
    return undominated
