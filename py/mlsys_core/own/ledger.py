"""The reader's own devices in a ledger: what is one, and which of two states of one stands.

An entry is a device's name and figures in base units, the `version` of its shape, and `at`, when it
was added; or `version`, `at` and that it was `dropped`. Of two states of one device the later one
stands. An entry of a newer version is kept as it is, untouched.
"""

from collections.abc import Mapping
from typing import Any

from mlsys_core.ledger.problems import Problem, shown
from mlsys_core.ledger.schema import TIME, seconds
from mlsys_core.own.device import Device, device_of, troubles

Json = dict[str, Any]

VERSION = 1


def clean_devices_of(document: Json, told: list[Problem]) -> None:
    """Leave in a document the devices that can stand; what can't is set aside beside them."""
    document["devices"], stray = clean_devices(document["devices"], told)
    if stray:
        before = document.get("unreadable_devices")
        document["unreadable_devices"] = stray | (before if isinstance(before, dict) else {})


def clean_devices(found: Mapping[str, Any], told: list[Problem]) -> tuple[Json, Json]:
    """Part the entries that can stand, brought to today's version, from those that can't."""
    kept, stray = {}, {}
    for name, entry in found.items():
        reason = _trouble_with(entry)
        if reason:
            told.append(Problem(f"devices.{name}", reason))
            stray[name] = entry
        else:
            kept[name] = {"version": VERSION} | dict(entry)
    return kept, stray


def _trouble_with(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return f"{shown(entry)} is no device; it takes an object"
    version = entry.get("version", VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return f"version {shown(version)} does not fit; it takes a whole number from 1 up"
    if not TIME.takes(entry.get("at")):
        return f"at {shown(entry.get('at'))} does not fit; it takes {TIME.words}"
    if version > VERSION or entry.get("dropped") is True:
        return ""
    return "; ".join(sentence for _, sentence in troubles(entry))


def usable(devices: Mapping[str, Any]) -> dict[str, Device]:
    """Return the devices a lab can be set on, by id, first added first."""
    cleaned, _ = clean_devices(devices, [])
    present = sorted(
        (seconds(entry["at"]) or 0.0, name)
        for name, entry in cleaned.items()
        if entry["version"] == VERSION and entry.get("dropped") is not True
    )
    return {name: device_of(cleaned[name]) for _, name in present}


def wished(current: Mapping[str, Any], incoming: Mapping[str, Any], now: str) -> Json:
    """Return a file's devices for an import: one that was dropped here counts as added now."""
    here = usable(current)
    return {
        name: entry if name in here or name not in current else dict(entry) | {"at": now}
        for name, entry in incoming.items()
    }


def dropped(at: str) -> Json:
    """Return what stands for a device that was dropped, so that no other tab brings it back."""
    return {"version": VERSION, "at": at, "dropped": True}


def imported_devices(current: Json, incoming: Json, mode: str, now: str) -> Json:
    """Return a file's devices as an import in this mode takes them."""
    here = current.get("devices") or {}
    comes = wished(here, incoming.get("devices") or {}, now)
    if mode == "merge":
        return comes
    gone = dict.fromkeys(usable(here), dropped(now))
    return {**here, **gone, **comes}


def device_changes(current: Mapping[str, Any], after: Mapping[str, Any]) -> list[Json]:
    """Return, device by device, what an import would do: rows as the labs have them."""
    old, new = (usable(document.get("devices") or {}) for document in (current, after))
    return [
        {
            "lab": f"device {key}",
            "name": f"Your device: {(new.get(key) or old[key]).name}",
            "change": _change(old.get(key), new.get(key)),
            "before": old[key].name if key in old else "",
            "after": new[key].name if key in new else "",
        }
        for key in sorted({*old, *new})
    ]


def _change(old: Device | None, new: Device | None) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "unchanged" if old == new else "changed"
