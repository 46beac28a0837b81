"""How a number becomes the text a reader sees: decimals, units, thousands, awkward cases."""

import math
from collections.abc import Callable, Iterable
from typing import Any

NOTHING = "–"
NBSP = "\u00a0"
MINUS = "\u2212"


def decimals(value: float, places: int, thresholds: Iterable[float] = ()) -> str:
    """Format with a fixed number of decimals, more where rounding would land on a threshold.

    >>> decimals(94.98, 1, thresholds=[95])
    '94.98'
    >>> decimals(1044.9, 0)
    '1,045'
    """
    limits = list(thresholds)
    while places < 6 and any(_rounds_onto(value, limit, places) for limit in limits):
        places += 1
    rounded = round(value, places)
    if rounded == 0:
        rounded = 0.0
    return f"{rounded:,.{places}f}".replace("-", MINUS)


def significant(value: float, digits: int) -> str:
    """Format with a number of significant digits and no exponent.

    >>> significant(182.04, 3), significant(0.018234, 3), significant(399_999.6, 3)
    ('182', '0.0182', '400,000')
    """
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    text = f"{rounded:,.{max(places, 0)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def telling_digits(value: float, digits: int, thresholds: Iterable[float]) -> int:
    """Return how many significant digits to show: more where rounding would land on a threshold.

    >>> telling_digits(0.9996, 3, [1]), telling_digits(0.96, 3, [1]), telling_digits(1, 3, [1])
    (4, 3, 3)
    """
    if value == 0:
        return digits
    limits = list(thresholds)
    order = math.floor(math.log10(abs(value)))
    while digits < 12 and any(_rounds_onto(value, limit, digits - 1 - order) for limit in limits):
        digits += 1
    return digits


def _rounds_onto(value: float, limit: float, places: int) -> bool:
    """Whether a value that differs from a limit would look equal to it."""
    differs = abs(value - limit) > 1e-9 * max(1.0, abs(limit))
    return differs and round(value, places) == round(limit, places)


def with_unit(text: str, unit: str) -> str:
    r"""Put a unit where it belongs: before money, close to a factor, after a space otherwise.

    >>> with_unit("6.12", "x"), with_unit("23", "$"), with_unit("1", "GPUs")
    ('6.12×', '$23', '1\xa0GPU')
    """
    if unit in ("", "-", "score", "key", "0..1"):
        return text
    if unit.startswith("$"):
        sign = MINUS if text.startswith(MINUS) else ""
        return f"{sign}${text.removeprefix(MINUS)}{unit[1:]}"
    if unit == "x":
        return f"{text}×"
    if text == "1" and len(unit) > 3 and unit.isalpha():
        unit = unit.removesuffix("s")
    return f"{text}{NBSP}{unit}"


def data_gb(value: float, digits: int = 3) -> str:
    r"""Show gigabytes in the unit that reads best, decimal: MB, GB, TB or PB.

    >>> data_gb(0.0014), data_gb(182), data_gb(4e7), data_gb(0)
    ('1.4\xa0MB', '182\xa0GB', '40\xa0PB', '0\xa0GB')
    """
    size = abs(value)
    for unit, scale in (("PB", 1e6), ("TB", 1e3), ("GB", 1.0)):
        if size >= scale * (1 - 1e-9) or (size == 0 and unit == "GB"):
            return f"{significant(value / scale, digits)}{NBSP}{unit}"
    return f"{significant(value * 1e3, digits)}{NBSP}MB"


def duration_h(value: float, digits: int = 3) -> str:
    r"""Show hours as minutes below one hour, seconds below one minute, days from one day on.

    >>> duration_h(1.1111), duration_h(0.5), duration_h(111.1), duration_h(0.001)
    ('1.11\xa0h', '30\xa0min', '4.63\xa0days', '3.6\xa0s')
    """
    if value < 1 / 60:
        return f"{significant(value * 3600, digits)}{NBSP}s"
    if value < 1:
        return f"{significant(value * 60, digits)}{NBSP}min"
    if value < 24:
        return f"{significant(value, digits)}{NBSP}h"
    return f"{significant(value / 24, digits)}{NBSP}days"


SPECIAL: dict[str, Callable[[float, int], str]] = {"data_gb": data_gb, "duration_h": duration_h}
"""Formats that choose their own unit, by the name a metric or slot gives."""


def plain(value: Any) -> Any:
    """Return what a record or a page may hold: no infinity, no NaN, no array scalars."""
    if value is None or isinstance(value, str | bool | int):
        return value
    number = value.item() if hasattr(value, "item") else value
    if isinstance(number, float) and not math.isfinite(number):
        return None
    return number
