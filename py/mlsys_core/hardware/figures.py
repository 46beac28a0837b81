"""A number that never travels without its unit and where it comes from."""

from typing import Final, Self


class _Figure(float):
    """A float that also knows its unit and what exactly it measures."""

    __slots__ = ("unit", "what")

    def __new__(cls, value: float, *_: object, **__: object) -> Self:
        return super().__new__(cls, value)

    def __init__(self, value: float, unit: str, what: str) -> None:
        self.unit: Final = unit
        self.what: Final = what

    @property
    def value(self) -> float:
        """The bare number."""
        return float(self)


class Constant(_Figure):
    """A measured, published or defined figure: a float in arithmetic, with unit and source.

    >>> peak = Constant(2e12, "FLOP/s", "an example's peak", source="its data sheet", year=2023)
    >>> peak / 4, peak.unit, peak.source, peak.year
    (500000000000.0, 'FLOP/s', 'its data sheet', 2023)
    """

    __slots__ = ("source", "year")

    def __init__(self, value: float, unit: str, what: str, source: str, year: int) -> None:
        """Give the value in its unit, what exactly it is, and who published it when."""
        super().__init__(value, unit, what)
        self.source: Final = source
        self.year: Final = year

    def __getnewargs__(self) -> tuple[float, str, str, str, int]:  # type: ignore[override]
        """What copying and pickling rebuild the constant from."""
        return self.value, self.unit, self.what, self.source, self.year


class Assumption(_Figure):
    """A figure chosen for teaching: a float in arithmetic, with unit and the reason for its value.

    >>> price = Assumption(2.5, "$/GPU-h", "spot price in the west", reason="decides the verdict")
    >>> 4 * price, price.reason
    (10.0, 'decides the verdict')
    """

    __slots__ = ("reason",)

    def __init__(self, value: float, unit: str, what: str, reason: str) -> None:
        """Give the value in its unit, what exactly it is, and why this value was chosen."""
        super().__init__(value, unit, what)
        self.reason: Final = reason

    def __getnewargs__(self) -> tuple[float, str, str, str]:  # type: ignore[override]
        """What copying and pickling rebuild the assumption from."""
        return self.value, self.unit, self.what, self.reason
