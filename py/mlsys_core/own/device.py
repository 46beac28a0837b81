"""A device of the reader's own: five figures, and how a lab is set on it instead of the book's."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mlsys_core.errors import LabError

if TYPE_CHECKING:
    from mlsys_core.acts import Context
    from mlsys_core.hardware import Accelerator

NAME_ROOM = 40
FIELDS = {
    "memory_bytes": ("Memory", "B", 1e4, 1e14),
    "memory_bytes_per_s": ("Bandwidth", "B/s", 1e6, 1e17),
    "flop_per_s": ("Peak", "FLOP/s", 1e6, 1e19),
    "power_w": ("Power", "W", 1e-3, 1e6),
}
"""Each figure's name, unit and range: from a microcontroller to a rack of the largest kind."""

FLOP_PER_J = (1e5, 2e13)
FLOP_PER_BYTE = (1e-2, 1e5)


@dataclass(frozen=True, kw_only=True)
class Device:
    """What a reader says of a device, in base units."""

    name: str
    memory_bytes: float
    memory_bytes_per_s: float
    flop_per_s: float
    power_w: float

    @classmethod
    def of(cls, product: "Accelerator") -> "Device":
        """Return a device of the book as if a reader had typed it in."""
        return cls(
            name=product.name,
            memory_bytes=product.memory_bytes.value,
            memory_bytes_per_s=product.memory_bytes_per_s.value,
            flop_per_s=product.fp16_flop_per_s.value,
            power_w=product.board_w.value,
        )


@dataclass(frozen=True, kw_only=True)
class DeviceContext:
    """How a lab whose contexts are devices takes one more."""

    context: Callable[[Device], "Context"]
    """The book's context with the device in the place of its own."""
    acts: tuple[str, ...]
    """The acts whose results depend on the device."""
    takes: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """The figures that enter the lab's physics, and the range in which that holds."""

    def on(self, device: Device | None) -> "Context":
        """Return the lab's context with this device; refuse one that the lab can't take."""
        if device is None:
            raise LabError("there is no device of your own here yet; add one first")
        refused = self.refuses(device)
        if refused:
            raise LabError(refused)
        return replace(self.context(device), device=device)

    def on_product(self, product: "Accelerator") -> Any:
        """Return the lab's context with a device of the book."""
        return self.on(Device.of(product))

    def refuses(self, device: Device) -> str:
        """Say why the lab can't take a device, nothing where it can."""
        for name, (low, high) in self.takes.items():
            value = getattr(device, name)
            if not low <= value <= high:
                return f"{_beyond(name, value, low, high)} in this lab"
        return ""


def device_of(found: Any) -> Device:
    """Return the device that plain data describe; refuse what can't be one."""
    for _, sentence in troubles(found):
        raise LabError(sentence)
    figures = {name: float(found[name]) for name in FIELDS}
    return Device(name=found["name"].strip(), **figures)


def troubles(found: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a device's plain data: the field, and a sentence about it."""
    if not isinstance(found, Mapping):
        return [("", "a device takes an object with a name and four figures")]
    told = []
    name = found.get("name")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= NAME_ROOM:
        told.append(("name", f"Name: {name!r:.60} does not fit; it takes 1 to {NAME_ROOM} letters"))
    for figure, (label, _, low, high) in FIELDS.items():
        value = found.get(figure)
        if isinstance(value, bool) or not isinstance(value, int | float):
            told.append((figure, f"{label}: {value!r:.60} is no number"))
        elif not low <= value <= high:
            told.append((figure, _beyond(figure, value, low, high)))
    return told or list(_mismatches(found))


def _mismatches(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Hold figures against each other: a slip of a unit seldom fits its neighbours."""
    peak, power, rate = (found[name] for name in ("flop_per_s", "power_w", "memory_bytes_per_s"))
    pairs = (
        ("power_w", power, FLOP_PER_J),
        ("memory_bytes_per_s", rate, FLOP_PER_BYTE),
    )
    told = []
    for name, value, (least, most) in pairs:
        label, unit, lowest, highest = FIELDS[name]
        low, high = max(peak / most, lowest), min(peak / least, highest)
        if not low <= value <= high:
            told.append((name, f"{label}: {amount(value, unit)} does not fit a peak of"
                               f" {amount(peak, 'FLOP/s')}; such a device has"
                               f" {amount(low, unit)} to {amount(high, unit)}"))  # fmt: skip
    return told


def _beyond(name: str, value: float, low: float, high: float) -> str:
    label, unit, *_ = FIELDS[name]
    span = f"{amount(low, unit)} to {amount(high, unit)}"
    return f"{label}: {amount(value, unit)} is out of range; it takes {span}"


PREFIXES = ("m", "", "k", "M", "G", "T", "P", "E")


def amount(value: float, unit: str) -> str:
    r"""Return a figure with the prefix that reads best.

    >>> amount(3.35e12, "B/s"), amount(0.1, "W"), amount(0, "B")
    ('3.35\xa0TB/s', '100\xa0mW', '0\xa0B')
    """
    if not 0 < abs(value) < math.inf:
        return f"{value:g}\u00a0{unit}"
    power = min(max(math.floor(math.log10(abs(value)) / 3 + 1e-9), -1), 6)
    return f"{float(f'{value / 1000**power:.4g}'):,g}\u00a0{PREFIXES[power + 1]}{unit}"


def marked(figure: dict[str, Any], context: "Context") -> dict[str, Any]:
    """Return a figure whose title says so where the device under it is the reader's own."""
    if context.device and "title" in figure["layout"]:
        figure["layout"]["title"]["text"] += f" (yours: {context.device.name})"
    return figure
