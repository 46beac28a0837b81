"""The controls a reader touches: what each allows, what it starts at, and the grid it spans.

Ids are written without their act; the act that owns a control puts `act1.` in front.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from mlsys_core.errors import BadValue, BrokenLab

Value = float | int | str | bool
PerContext = Mapping[str, Value]


def key_of(value: Value) -> str:
    """Return the text a page uses for a value: `64`, `0.1`, `hdd`, `true`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all controls share. `default` may differ per context; a mapping then names each one."""

    id: str
    default: Value | PerContext
    unit: str = ""
    form: str = ""
    """A format of `display.SPECIAL` that picks its own unit, such as `data_gb`."""
    view: bool = False
    """A view control chooses what is shown; it is neither recorded nor scored."""
    inactive: Callable[[str, SimpleNamespace], bool] | None = None
    """Given the context's key and the act's settings: has this control no effect just now?"""

    def default_in(self, context: str) -> Value:
        """Return where the control starts in a context."""
        if isinstance(self.default, Mapping):
            return self.default[context]
        return self.default

    @property
    def varies_by_context(self) -> bool:
        """Whether switching the context resets this control."""
        return isinstance(self.default, Mapping)

    def values(self) -> tuple[Value, ...]:
        """Return every value the control can take, in order."""
        raise NotImplementedError

    def clean(self, field: str, value: object) -> Value:
        """Return the canonical form of a value from outside, or raise `BadValue`."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """A number between two bounds. Values between two steps are computed, just not reachable."""

    minimum: float
    maximum: float
    step: float

    def __post_init__(self) -> None:
        """Refuse a slider whose steps do not fit between its bounds."""
        steps = (self.maximum - self.minimum) / self.step
        if abs(steps - round(steps)) > 1e-9:
            raise BrokenLab(f"slider {self.id}: {self.step} does not divide its range")

    def values(self) -> tuple[Value, ...]:
        """Return the slider's positions from lowest to highest."""
        count = round((self.maximum - self.minimum) / self.step)
        return tuple(self._tidy(self.minimum + i * self.step) for i in range(count + 1))

    def clean(self, field: str, value: object) -> Value:
        """Return the number, or raise where it is none or lies outside the bounds."""
        allowed = f"{field} takes {key_of(self.minimum)} to {key_of(self.maximum)}"
        number = _number(value)
        if number is None or not self.minimum <= number <= self.maximum:
            raise BadValue(field, value, f"{allowed} in steps of {key_of(self.step)}")
        return self._tidy(number)

    @staticmethod
    def _tidy(number: float) -> float | int:
        """Drop the dust of repeated steps: 0.30000000000000004 is 0.3, 15.0 is 15."""
        rounded = round(number, 10)
        return int(rounded) if float(rounded).is_integer() else rounded


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of several values: a select, a radio group, or an ordered list of numbers."""

    options: tuple[Value, ...]
    widget: str = "select"

    def __post_init__(self) -> None:
        """Refuse a widget nobody draws and options that a page could not tell apart."""
        if self.widget not in ("select", "radio", "list"):
            raise BrokenLab(f"choice {self.id}: no widget {self.widget!r}")
        if len({key_of(option) for option in self.options}) != len(self.options):
            raise BrokenLab(f"choice {self.id}: two options have the same key")

    def values(self) -> tuple[Value, ...]:
        """Return the options in the order of the page."""
        return self.options

    def clean(self, field: str, value: object) -> Value:
        """Return the option that this value or its key names."""
        number = _number(value)
        for option in self.options:
            same_key = isinstance(value, str) and key_of(option) == value
            same_number = number is not None and _number(option) == number
            if same_key or same_number:
                return option
        allowed = ", ".join(key_of(option) for option in self.options)
        raise BadValue(field, value, f"{field} takes one of {allowed}")


@dataclass(frozen=True, kw_only=True)
class Switch(Control):
    """On or off."""

    default: Value | PerContext = False

    def values(self) -> tuple[Value, ...]:
        """Return off, then on."""
        return (False, True)

    def clean(self, field: str, value: object) -> Value:
        """Return a plain bool."""
        if isinstance(value, bool):
            return value
        if value in ("true", "false"):
            return value == "true"
        raise BadValue(field, value, f"{field} takes true or false")


def _number(value: object) -> float | None:
    """Return a number for a number or its text; None for anything else, booleans included."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return None if math.isnan(number) else number


def powers_of_two(last: int) -> tuple[int, ...]:
    """Return 1, 2, 4 ... up to and including `last`."""
    return tuple(2**i for i in range(last.bit_length()))
