"""A reader's own hardware: the form that takes a device, and which of them a lab can be set on."""

from collections.abc import Mapping
from typing import Any

from mlsys_core import labs
from mlsys_core.display import NBSP, significant
from mlsys_core.lab import Lab
from mlsys_core.own.device import FIELDS, Device, amount, device_of, troubles
from mlsys_core.own.ledger import VERSION, usable
from mlsys_core.physics import roofline

Json = dict[str, Any]

UNITS: Mapping[str, Mapping[str, float]] = {
    "memory_bytes": {"GB": 1e9, "TB": 1e12, "MB": 1e6, "kB": 1e3},
    "memory_bytes_per_s": {"GB/s": 1e9, "TB/s": 1e12, "MB/s": 1e6},
    "flop_per_s": {"TFLOP/s": 1e12, "PFLOP/s": 1e15, "GFLOP/s": 1e9, "MFLOP/s": 1e6},
    "power_w": {"W": 1.0, "kW": 1e3, "mW": 1e-3},
}
"""The units a reader may choose for each figure, the usual one first."""


def show(request: Mapping[str, Any]) -> Json:
    """Answer `own.show`: the ledger's `devices`, and what the form asks."""
    lab = labs.get(request["lab"])
    devices = usable(request.get("devices") or {})
    takes = lab.own_device.takes
    return {
        "fields": [
            {"id": name, "label": FIELDS[name][0], "units": list(units), "used": name in takes}
            for name, units in UNITS.items()
        ],
        "devices": [_card(lab, name, device) for name, device in devices.items()],
    }


def _card(lab: Lab, key: str, device: Device) -> Json:
    ridge = roofline.ridge(device.flop_per_s, device.memory_bytes_per_s)
    figures = [amount(getattr(device, name), unit) for name, (_, unit, *_) in FIELDS.items()]
    return {
        "id": key,
        "device": vars(device),
        "figures": [*figures, f"{significant(float(ridge), 3)}{NBSP}FLOP/B"],
        "refused": lab.own_device.refuses(device),
    }


def read(request: Mapping[str, Any]) -> Json:
    """Answer `own.read`: a form's `name`, `values` and `units` as a ledger's entry.

    What is wrong is told field by field instead, with the value and the range.
    """
    found: Json = {"name": str(request.get("name") or "")}
    told = {}
    for name, units in UNITS.items():
        label, text = FIELDS[name][0], str(request["values"].get(name) or "").strip()
        number = _number(text)
        if number is None:
            told[name] = f"{label}: {text!r:.60} is no number; write 3350 or 3.35e3"
        else:
            scale = units[request["units"][name]]
            found[name] = float(f"{number * scale:.12g}")
    told |= {name: said for name, said in troubles(found) if name == "name" or name in found}
    if told:
        return {"problems": told}
    return {"entry": {"version": VERSION, "at": request["now"]} | vars(device_of(found))}


def _number(text: str) -> float | None:
    """Return a number a reader typed; a comma is refused, as it means two things."""
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None
