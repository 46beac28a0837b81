"""The valid range of a law, and the error that says where an input left it."""

from mlsys_core.elementwise import Number, Truth, is_array


class OutOfRange(ValueError):
    """A law was asked about a value it does not cover."""

    def __init__(
        self, law: str, parameter: str, value: Number, allowed: str, holds: Truth = False
    ) -> None:
        """Name the law, the parameter, its value, and what it must be, as in "from 0 to 1".

        `holds` says of each element of an array whether it does lie in the range.
        """
        super().__init__(f"{law}: {parameter} is {value}, but must be {allowed}")
        self.law = law
        self.parameter = parameter
        self.value = value
        self.allowed = allowed
        self.holds = holds

    @property
    def reason(self) -> str:
        """What a reader is told instead of a number.

        >>> OutOfRange("amdahl.ceiling", "serial_share", 1.5, "from 0 to 1").reason
        'The serial share must be from 0 to 1; this design makes it 1.5.'
        """
        value = f"{self.value:.4g}" if isinstance(self.value, int | float) else str(self.value)
        quantity = self.parameter.replace("_", " ")
        return f"The {quantity} must be {self.allowed}; this design makes it {value}."


def require(holds: Truth, law: str, parameter: str, value: Number, allowed: str) -> None:
    """Raise OutOfRange unless the condition holds; of an array, name the first value it fails for.

    >>> require(3 > 1, "amdahl.serial_for", "processors", 3, "more than 1")
    """
    if holds is True:  # the everyday case of a slider, and the cheapest
        return
    if is_array(holds):
        if holds.all():
            return
        value = _first_failing(holds, value)
    elif holds:
        return
    raise OutOfRange(law, parameter, value, allowed, holds)


def require_share(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is a share of a whole, 0 and 1 included."""
    for parameter, value in values.items():
        require((value >= 0) & (value <= 1), law, parameter, value, "from 0 to 1")


def require_inner_share(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is a share of a whole, 0 and 1 excluded."""
    for parameter, value in values.items():
        require((value > 0) & (value < 1), law, parameter, value, "between 0 and 1")


def require_efficiency(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is a share of an ideal: some of it, at most all."""
    for parameter, value in values.items():
        require((value > 0) & (value <= 1), law, parameter, value, "more than 0 and at most 1")


def require_positive(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is above 0."""
    for parameter, value in values.items():
        require(value > 0, law, parameter, value, "more than 0")


def require_not_negative(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is 0 or above."""
    for parameter, value in values.items():
        require(value >= 0, law, parameter, value, "0 or more")


def require_one_or_more(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is at least 1; averages of counts need not be whole."""
    for parameter, value in values.items():
        require(value >= 1, law, parameter, value, "1 or more")


def require_whole(law: str, **values: Number) -> None:
    """Raise OutOfRange unless each value is 1, 2, 3 and so on."""
    for parameter, value in values.items():
        whole = (value >= 1) & (value % 1 == 0)
        require(whole, law, parameter, value, "a whole number, 1 or more")


def _first_failing(holds: Truth, value: Number) -> Number:
    import numpy as np

    return np.broadcast_to(value, holds.shape).ravel()[holds.argmin()]
