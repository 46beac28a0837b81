"""What choosing and ordering training data gains, and what the choosing costs.

Amounts of labels may be counted in labels or in money, and accuracy in shares or in points, as long
as a call sticks to one of them.
"""

from mlsys_core.elementwise import Number, exp, log
from mlsys_core.physics.ranges import require, require_not_negative, require_positive


def net_speedup(gross_speedup: Number, baseline_s: Number, scoring_s: Number) -> Number:
    """Speedup of a run once the time spent on scoring its data beforehand is counted.

    Law: 1 / (1/g + T_score/T)
    Valid: gross_speedup g of the steps and run time baseline_s T above 0; time scoring_s T_score, 0
        or more
    Source: definition of speedup, time before over time after; compare Amdahl 1967

    >>> net_speedup(gross_speedup=2, baseline_s=80, scoring_s=24)
    1.25
    """
    require_positive(
        "data_selection.net_speedup", gross_speedup=gross_speedup, baseline_s=baseline_s
    )
    require_not_negative("data_selection.net_speedup", scoring_s=scoring_s)
    return 1.0 / (1.0 / gross_speedup + scoring_s / baseline_s)


def accuracy(labels: Number, floor: Number, gain: Number, scale: Number) -> Number:
    """Accuracy of a model trained on a number of labels, where it grows with their logarithm.

    Law: f + a ln(1 + E/s)
    Valid: labels E and accuracy floor f without any, 0 or more; gain a per factor of e and scale s
        above 0; within the range that floor, gain and scale were fitted to, since it has no ceiling
    Source: logarithmic learning curve, one of the forms compared in Viering and Loog 2023, "The
        Shape of Learning Curves: A Review", IEEE TPAMI 45

    >>> accuracy(labels=0, floor=60, gain=5, scale=2)
    60.0
    """
    require_not_negative("data_selection.accuracy", labels=labels, floor=floor)
    require_positive("data_selection.accuracy", gain=gain, scale=scale)
    return floor + gain * log(1.0 + labels / scale)


def labels_for(accuracy: Number, floor: Number, gain: Number, scale: Number) -> Number:
    """Labels that bring a model exactly to an accuracy.

    Law: s (exp((y - f)/a) - 1)
    Valid: accuracy y at least floor; accuracy floor f without labels, 0 or more; gain a per factor
        of e and scale s above 0
    Source: Viering and Loog 2023, IEEE TPAMI 45, solved for the number of labels

    >>> labels_for(accuracy=60, floor=60, gain=5, scale=2)
    0.0
    """
    require_not_negative("data_selection.labels_for", floor=floor)
    require(accuracy >= floor, "data_selection.labels_for", "accuracy", accuracy, "at least floor")
    require_positive("data_selection.labels_for", gain=gain, scale=scale)
    return scale * (exp((accuracy - floor) / gain) - 1.0)


def marginal_accuracy(labels: Number, gain: Number, scale: Number) -> Number:
    """Accuracy that one more label adds to those already bought.

    Law: a / (s + E)
    Valid: labels E 0 or more; gain a per factor of e and scale s above 0
    Source: Viering and Loog 2023, IEEE TPAMI 45: the derivative of the logarithmic learning curve

    >>> marginal_accuracy(labels=8, gain=5, scale=2)
    0.5
    """
    require_not_negative("data_selection.marginal_accuracy", labels=labels)
    require_positive("data_selection.marginal_accuracy", gain=gain, scale=scale)
    return gain / (scale + labels)
