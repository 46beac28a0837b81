"""How often to pay a fixed cost that shortens a growing loss: checkpoints, retraining, orders.

Times may be in any unit as long as all agree: with s and 1/s an interval is in s.
"""

from mlsys_core.elementwise import Number, maximum, sqrt
from mlsys_core.physics.ranges import require_not_negative, require_positive, require_share


def best_interval(cost: Number, rate: Number) -> Number:
    """Interval between checkpoints that loses least to writing them and to redoing lost work.

    Law: sqrt(2 C / lambda)
    Valid: cost C of one checkpoint and failure rate lambda above 0; cost far below 1/rate
    Source: Young 1974, Communications of the ACM 17; the same form as Harris 1913 (lot size)

    >>> best_interval(cost=5, rate=1 / 1440)
    120.0
    """
    require_positive("intervals.best_interval", cost=cost, rate=rate)
    return sqrt(2.0 * cost / rate)


def loss_share(interval: Number, cost: Number, rate: Number, recovery: Number = 0.0) -> Number:
    """Share of time lost to checkpoints, to work redone after failures and to recovering.

    Law: C/T + lambda (T/2 + R)
    Valid: interval T above 0 and far below 1/rate; cost C, failure rate lambda and recovery R,
        0 or more
    Source: Young 1974, Communications of the ACM 17; Daly 2006, FGCS 22

    >>> loss_share(interval=4.0, cost=1.0, rate=0.0625, recovery=2.0)
    0.5
    """
    require_positive("intervals.loss_share", interval=interval)
    require_not_negative("intervals.loss_share", cost=cost, rate=rate, recovery=recovery)
    return cost / interval + rate * (interval / 2.0 + recovery)


def goodput(
    interval: Number, cost: Number, rate: Number, recovery: Number = 0.0, floor: Number = 0.0
) -> Number:
    """Share of time that moves a job forward; never below a floor where the loss law breaks down.

    Law: max(floor, 1 - C/T - lambda (T/2 + R))
    Valid: interval T above 0 and far below 1/rate; cost C, failure rate lambda and recovery R,
        0 or more; floor from 0 to 1
    Source: Young 1974, Communications of the ACM 17; Daly 2006, FGCS 22

    >>> goodput(interval=4.0, cost=1.0, rate=0.0625)
    0.625
    """
    require_positive("intervals.goodput", interval=interval)
    require_not_negative("intervals.goodput", cost=cost, rate=rate, recovery=recovery)
    require_share("intervals.goodput", floor=floor)
    return maximum(floor, 1.0 - loss_share(interval, cost, rate, recovery))
