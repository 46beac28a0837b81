"""Arithmetic that reads the same for one number, a whole grid and a quantity with a unit.

A law is written once. A slider passes floats, a survey of the design space passes NumPy arrays, the
tests pass quantities with units. Scalars need the standard library only: NumPy takes seconds to
reach a browser, so it is imported where an array has already arrived and never before.
"""

import functools
import math
import operator
from collections.abc import Mapping
from typing import Any, TypeAlias

# A float or int, a NumPy array of them, or a pint quantity. No protocol describes all three
# without dragging one of the packages into the types, so the name documents and mypy trusts.
Number: TypeAlias = Any

# A bool, or an array of bools.
Truth: TypeAlias = Any

SLACK = 1e-9  # a sum of decimal fractions that should land on a limit misses it by far less


def is_array(value: Number) -> bool:
    """Whether a value is a NumPy array (or a NumPy scalar), found out without importing NumPy."""
    return hasattr(value, "dtype")


def minimum(first: Number, second: Number) -> Number:
    """The smaller of two numbers, element by element."""
    if is_array(first) or is_array(second):
        import numpy as np

        return np.minimum(first, second)
    # Times one: a whole number, or a constant that knows its source, leaves as a plain float.
    return 1.0 * min(first, second)


def maximum(first: Number, second: Number) -> Number:
    """The larger of two numbers, element by element."""
    if is_array(first) or is_array(second):
        import numpy as np

        return np.maximum(first, second)
    return 1.0 * max(first, second)


def where(condition: Truth, if_true: Number, if_false: Number) -> Number:
    """One value where the condition holds, another where it does not."""
    if is_array(condition):
        import numpy as np

        return np.where(condition, if_true, if_false)
    return if_true if condition else if_false


def pick(key: Any, table: Mapping[str, Number]) -> Number:
    """The table's number for a key, or for each of an array of keys."""
    if not is_array(key):
        return table[key]
    import numpy as np

    return np.select([key == known for known in table], list(table.values()), np.nan)


def ratio_or_inf(numerator: Number, denominator: Number) -> Number:
    """A quotient that is infinite, without a warning, wherever the denominator is 0."""
    if is_array(numerator) or is_array(denominator):
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(denominator == 0, math.inf, numerator / denominator)
    return math.inf if denominator == 0 else numerator / denominator


def sqrt(value: Number) -> Number:
    """The square root; the root of a quantity has the root of its unit."""
    return math.sqrt(value) if isinstance(value, (int, float)) else value**0.5


def exp(value: Number) -> Number:
    """The exponential; infinite, without a warning, where a float cannot hold it."""
    if is_array(value):
        import numpy as np

        with np.errstate(over="ignore"):
            return np.exp(value)
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf


def log(value: Number) -> Number:
    """The natural logarithm; minus infinity at 0."""
    if is_array(value):
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.log(value)
    return math.log(value) if value != 0 else -math.inf


def log2(value: Number) -> Number:
    """The logarithm to base 2; minus infinity at 0."""
    if is_array(value):
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.log2(value)
    return math.log2(value) if value != 0 else -math.inf


def log10(value: Number) -> Number:
    """The logarithm to base 10; minus infinity at 0."""
    if is_array(value):
        import numpy as np

        with np.errstate(divide="ignore"):
            return np.log10(value)
    return math.log10(value) if value != 0 else -math.inf


def ceil_slack(value: Number) -> Number:
    """The next whole number up; a value a rounding error above a whole number is that number."""
    if is_array(value):
        import numpy as np

        return np.ceil(value - SLACK)
    scalar = float(value)
    return float(math.ceil(scalar - SLACK)) if math.isfinite(scalar) else scalar


def floor_slack(value: Number) -> Number:
    """The next whole number down; a value a rounding error below a whole number is that number."""
    if is_array(value):
        import numpy as np

        return np.floor(value + SLACK)
    scalar = float(value)
    return float(math.floor(scalar + SLACK)) if math.isfinite(scalar) else scalar


def isfinite(value: Number) -> Truth:
    """Whether a number is neither infinite nor undefined."""
    if is_array(value):
        import numpy as np

        return np.isfinite(value)
    return math.isfinite(value)


def all_of(*conditions: Truth) -> Truth:
    """Whether all conditions hold, element by element."""
    return functools.reduce(operator.and_, conditions, True)


def any_of(*conditions: Truth) -> Truth:
    """Whether at least one condition holds, element by element."""
    return functools.reduce(operator.or_, conditions, False)


def not_(condition: Truth) -> Truth:
    """Whether a condition does not hold, element by element."""
    return ~condition if is_array(condition) else not condition
