"""The valid range of a law, and the error that says where an input left it."""

from mlsys_core.elementwise import Number, Truth, is_array


class OutOfRange(ValueError):
    """A law was asked about a value it does not cover."""

    def __init__(self, law: str, parameter: str, value: Number, allowed: str) -> None:
        """Name the law, the parameter, its value, and what it must be, as in "from 0 to 1"."""
        super().__init__(f"{law}: {parameter} is {value}, but must be {allowed}")
        self.law = law
        self.parameter = parameter
        self.value = value
        self.allowed = allowed


def require(holds: Truth, law: str, parameter: str, value: Number, allowed: str) -> None:
    """Raise OutOfRange unless the condition holds; of an array, name the first value it fails for.

    >>> require(0.5 <= 1, "amdahl.speedup", "serial_share", 0.5, "from 0 to 1")
    """
    if holds is True:
        return
    if is_array(holds):
        if holds.all():
            return
        value = _first_failing(holds, value)
    elif holds:
        return
    raise OutOfRange(law, parameter, value, allowed)


def require_share(law: str, parameter: str, value: Number) -> None:
    """Raise OutOfRange unless a value is a share of a whole, 0 and 1 included."""
    require((value >= 0) & (value <= 1), law, parameter, value, "from 0 to 1")


def require_positive(law: str, parameter: str, value: Number) -> None:
    """Raise OutOfRange unless a value is above 0."""
    require(value > 0, law, parameter, value, "more than 0")


def require_not_negative(law: str, parameter: str, value: Number) -> None:
    """Raise OutOfRange unless a value is 0 or above."""
    require(value >= 0, law, parameter, value, "0 or more")


def require_count(law: str, parameter: str, value: Number) -> None:
    """Raise OutOfRange unless a value counts at least one thing; fractions are averages."""
    require(value >= 1, law, parameter, value, "1 or more")


def _first_failing(holds: Truth, value: Number) -> Number:
    import numpy

    return numpy.broadcast_to(value, holds.shape).ravel()[holds.argmin()]
