"""What an import would change, before anything is changed."""

from importlib import import_module
from typing import Any

from mlsys_core.errors import LabError
from mlsys_core.ledger.merge import merged
from mlsys_core.ledger.schema import Document
from mlsys_core.ledger.wording import in_order, lab_name

Json = dict[str, Any]

MODES = ("merge", "replace")


def imported(current: Document, incoming: Document, mode: str, now: str) -> Document:
    """Return the ledger after the import.

    To import is to wish: a lab's reset doesn't keep the file's record out. Where a record is
    replaced by another one, the old one counts as reset, or another tab would bring it back.
    """
    if mode not in MODES:
        raise LabError(f"mode = {mode!r} is not allowed; it takes {' or '.join(MODES)}")
    if _alike(current, incoming):
        return incoming
    if current.get("devices") or incoming.get("devices"):
        devices = _own().imported_devices(current, incoming, mode, now)
        incoming = {**incoming, "devices": devices}
    have, comes = current["labs"], incoming["labs"]
    resets = dict(current.get("resets") or {})
    for lab in comes:
        if lab not in have:
            resets.pop(lab, None)
    if mode == "merge":
        kept = dict(current) | {"resets": resets} if resets else _without_resets(current)
        after = {lab: _since(record, resets.get(lab)) for lab, record in comes.items()}
        return merged(kept, dict(incoming) | {"labs": after})
    document: Json = dict(incoming)
    resets |= incoming.get("resets") or {}
    resets |= {lab: now for lab in have if lab not in comes or not _alike(have[lab], comes[lab])}
    document["labs"] = {
        lab: _since(record, now if resets.get(lab) == now else None)
        for lab, record in comes.items()
    }
    if resets:
        document["resets"] = resets
    return document  # type: ignore[return-value]


def _since(record: Any, moment: str | None) -> Json:
    return dict(record) | ({"since": moment} if moment else {})


def _without_resets(document: Any) -> Json:
    return {name: value for name, value in document.items() if name != "resets"}


def preview(current: Document, incoming: Document, mode: str, now: str) -> Json:
    """Return, lab by lab, what an import in this mode would do."""
    after = imported(current, incoming, mode, now)
    before_labs, after_labs = current["labs"], after["labs"]
    changes = []
    for lab in in_order({*before_labs, *after_labs}):
        old, new = before_labs.get(lab), after_labs.get(lab)
        if old is None:
            change = "added"
        elif new is None:
            change = "removed"
        else:
            change = "unchanged" if _alike(old, new) else "changed"
        changes.append({"lab": lab, "name": lab_name(lab), "change": change,
                        "before": _gist(old), "after": _gist(new)})  # fmt: skip
    if current.get("devices") or after.get("devices"):
        changes += _own().device_changes(current, after)
    return {"changes": changes, "document": after}


def _own() -> Any:
    """Return the module about the reader's own devices; few ledgers need it fetched."""
    return import_module("mlsys_core.own.ledger")


def _alike(old: Any, new: Any) -> bool:
    return bool(old == new)


def _gist(record: Any) -> str:
    """Return what a reader knows a record by."""
    if record is None:
        return ""
    status = {"complete": "done", "partial": "in progress"}.get(record.get("status"), "")
    saved = str(record.get("saved_at") or "")[:16].replace("T", " ")
    return ", ".join(part for part in (status, f"saved {saved}" if saved else "") if part)
