"""Meeting a limit: equality meets it, and rounding dust never decides.

All four take floats or arrays.
"""

from mlsys_core.elementwise import SLACK, Number, Truth


def _dust(limit: Number) -> Number:
    return SLACK * (1 + abs(limit))


def reaches(value: Number, limit: Number) -> Truth:
    """Whether a value is at or above a limit.

    >>> reaches(0.1 + 0.2, 0.3), reaches(0.29, 0.3)
    (True, False)
    """
    return value >= limit - _dust(limit)


def below(value: Number, limit: Number) -> Truth:
    """Whether a value stays under a limit: the opposite of `reaches`."""
    return value < limit - _dust(limit)


def within(value: Number, limit: Number) -> Truth:
    """Whether a value is at or under a limit."""
    return value <= limit + _dust(limit)


def exceeds(value: Number, limit: Number) -> Truth:
    """Whether a value is over a limit: the opposite of `within`."""
    return value > limit + _dust(limit)
