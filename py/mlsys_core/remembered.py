"""Results worth keeping: a pure function that is asked about the same numbers again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from mlsys_core.elementwise import is_array

Result = TypeVar("Result")


def remembered(function: Callable[..., Result]) -> Callable[..., Result]:
    """Keep a pure function's latest results; arrays pass through and are computed each time.

    A search around a design changes one control at a time, so most of what it needs is known.

    >>> square = remembered(lambda x: x * x)
    >>> square(3), square(3)
    (9, 9)
    """
    kept = lru_cache(maxsize=4096)(function)

    @wraps(function)
    def ask(*inputs: Any) -> Result:
        return function(*inputs) if any(map(is_array, inputs)) else kept(*inputs)

    return ask
