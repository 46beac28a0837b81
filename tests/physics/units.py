"""Units that catch bytes added to seconds: to pint's own table a byte is a bare number."""

import pint

REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry(None)
REGISTRY.load_definitions(
    [
        "milli- = 1e-3 = m-",
        "kilo- = 1e3 = k-",
        "giga- = 1e9 = G-",
        "byte = [information] = B",
        "second = [time] = s",
        "hour = 3600 * second = h",
        "watt = [power] = W",
        "gram = [mass] = g",
        "dollar = [money] = USD",
    ]
)

# The same quantity in other units: a law that hides a constant with a unit gives another answer.
ELSEWHERE = {
    "": "",
    "B": "GB",
    "s": "ms",
    "h": "s",
    "W": "kW",
    "B/s": "GB/ms",
    "1/s": "1/h",
    "1/B": "1/GB",
    "USD": "kUSD",
    "1/USD": "1/kUSD",
    "USD/B": "USD/GB",
    "USD/s": "USD/h",
    "g/(W*h)": "kg/(kW*h)",
    "W*h": "kW*h",
}


def quantity(value: float, unit: str) -> pint.Quantity[float]:
    return REGISTRY.Quantity(value, unit)


def in_other_units(value: float, unit: str) -> pint.Quantity[float]:
    return quantity(value, unit).to(ELSEWHERE[unit])
