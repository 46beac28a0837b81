"""A number that never travels without its unit and where it comes from."""

from typing import Self


class _Figure(float):
    """A float that also knows its unit and what exactly it measures."""

    __slots__ = ("unit", "what")
    unit: str
    what: str

    def __new__(cls, value: float, unit: str, what: str) -> Self:
        figure = super().__new__(cls, value)
        figure.unit = unit
        figure.what = what
        return figure

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
    source: str
    year: int

    def __new__(cls, value: float, unit: str, what: str, source: str, year: int) -> Self:
        """Give the value in its unit, what exactly it is, and who published it when."""
        constant = super().__new__(cls, value, unit, what)
        constant.source = source
        constant.year = year
        return constant

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
    reason: str

    def __new__(cls, value: float, unit: str, what: str, reason: str) -> Self:
        """Give the value in its unit, what exactly it is, and why this value was chosen."""
        assumption = super().__new__(cls, value, unit, what)
        assumption.reason = reason
        return assumption

    def __getnewargs__(self) -> tuple[float, str, str, str]:  # type: ignore[override]
        """What copying and pickling rebuild the assumption from."""
        return self.value, self.unit, self.what, self.reason
