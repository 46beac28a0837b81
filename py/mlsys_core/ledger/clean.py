"""Turns whatever was found into a document of the schema, and says what did not fit.

A value that its field does not take moves to the record's `unreadable`, under the field's name, so
that it is still there for whoever can make sense of it.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from mlsys_core.ledger.plain import is_sound, made_sound
from mlsys_core.ledger.problems import NotALedger, Problem, shown
from mlsys_core.ledger.schema import (
    ACT_FIELDS,
    ATTEMPT_FIELDS,
    FAILURE_FIELDS,
    OBJECT,
    RECORD_FIELDS,
    SCHEMA,
    TEXT,
    TIME,
    Document,
    Kind,
    Record,
)

ACTS = ("act1", "act2")
MISFIT_ROOM = 16
"""How deep a value that did not fit may be: it moves inward and must still fit the next time."""


def clean_document(found: Any, problems: list[Problem] | None = None) -> Document:
    """Return a document of today's shape; `problems` gathers what did not fit.

    Raises `NotALedger` where there is no `labs` object to begin with.
    """
    told = [] if problems is None else problems
    if not isinstance(found, Mapping) or not isinstance(found.get("labs"), Mapping):
        raise NotALedger(f"this is {shown(found)} without labs, not a Design Ledger")
    found = _sound(dict(found), "the ledger", told)
    document: dict[str, Any] = {"schema": SCHEMA}
    document |= {name: value for name, value in found.items() if name not in ("schema", "labs")}
    _take(document, "track", TEXT, "", told)
    _take(document, "resets", OBJECT, "", told)
    _take(document, "devices", OBJECT, "", told)
    if document.get("devices"):
        import_module("mlsys_core.own.ledger").clean_devices_of(document, told)
    if "resets" in document:
        document["resets"] = _resets(document["resets"], told)
    labs, stray = {}, dict(_mapping(document.get("unreadable_labs")))
    for lab, record in found["labs"].items():
        if isinstance(record, Mapping):
            labs[lab] = _fitted(dict(record), lab, told)
        else:
            told.append(Problem(f"labs.{lab}", f"{shown(record)} is no record; it takes an object"))
            stray[lab] = record
    if stray:
        document["unreadable_labs"] = stray
    document["labs"] = labs
    return document  # type: ignore[return-value]


def clean_record(found: Any, lab: str, problems: list[Problem] | None = None) -> Record:
    """Return one lab's record with every field of the right kind."""
    told = [] if problems is None else problems
    return _fitted(_sound(_mapping(found), f"labs.{lab}", told), lab, told)


def _fitted(record: dict[str, Any], lab: str, told: list[Problem]) -> Record:
    """Fit a record whose values are sound."""
    where = f"labs.{lab}"
    misfits: dict[str, Any] = {}
    named = record.get("lab", lab)
    if named != lab:
        told.append(Problem(f"{where}.lab", f"{shown(named)} stands under the key {lab!r}"))
        misfits["lab"] = named
    record["lab"] = lab
    _fit(record, RECORD_FIELDS, where, misfits, told)
    for act in ACTS:
        _fit_part(record, act, ACT_FIELDS, where, misfits, told)
    if record.get("failures") is not None:
        record["failures"] = _failures(record["failures"], where, misfits, told)
    _fit_part(record, "history", {"first": OBJECT, "best": OBJECT}, where, misfits, told)
    if isinstance(record.get("history"), dict):
        for name in ("first", "best"):
            path = f"{where}.history"
            _fit_part(record["history"], name, ATTEMPT_FIELDS, path, misfits, told)
    if misfits:
        record["unreadable"] = misfits | (record.get("unreadable") or {})
    return record  # type: ignore[return-value]


def _sound(value: dict[str, Any], where: str, told: list[Problem]) -> dict[str, Any]:
    if is_sound(value):
        return value
    told.append(Problem(where, "it holds an endless number, a broken character or endless nesting"))
    return made_sound(value)  # type: ignore[no-any-return]


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _take(holder: dict[str, Any], name: str, kind: Kind, where: str, told: list[Problem]) -> None:
    """Move a document's own field aside where its value does not fit."""
    value = holder.get(name)
    if value is None or kind.takes(value):
        return
    told.append(Problem(f"{where}{name}", f"{shown(value)} does not fit; it takes {kind.words}"))
    holder[f"unreadable_{name}"] = holder.pop(name)


def _fit(
    holder: dict[str, Any],
    kinds: Mapping[str, Kind],
    where: str,
    misfits: dict[str, Any],
    told: list[Problem],
) -> None:
    for name, kind in kinds.items():
        value = holder.get(name)
        if value is None or kind.takes(value):
            continue
        path = f"{where}.{name}"
        told.append(Problem(path, f"{shown(value)} does not fit; it takes {kind.words}"))
        in_record = path.partition(".")[2].partition(".")[2]
        misfits[in_record] = made_sound(holder.pop(name), MISFIT_ROOM)


def _fit_part(
    holder: dict[str, Any],
    name: str,
    kinds: Mapping[str, Kind],
    where: str,
    misfits: dict[str, Any],
    told: list[Problem],
) -> None:
    part = holder.get(name)
    if isinstance(part, Mapping):
        holder[name] = dict(part)
        _fit(holder[name], kinds, f"{where}.{name}", misfits, told)


def _failures(
    found: list[Any], where: str, misfits: dict[str, Any], told: list[Problem]
) -> list[dict[str, Any]]:
    kept = []
    for index, failure in enumerate(found):
        path = f"{where}.failures.{index}"
        if isinstance(failure, Mapping):
            kept.append(dict(failure))
            _fit(kept[-1], FAILURE_FIELDS, path, misfits, told)
        else:
            told.append(Problem(path, f"{shown(failure)} is no failure; it takes an object"))
            misfits[f"failures.{index}"] = made_sound(failure, MISFIT_ROOM)
    return kept


def _resets(found: dict[str, Any], told: list[Problem]) -> dict[str, Any]:
    kept = {}
    for lab, moment in found.items():
        if TIME.takes(moment):
            kept[lab] = moment
        else:
            what = f"{shown(moment)} does not fit; it takes {TIME.words}"
            told.append(Problem(f"resets.{lab}", what))
    return kept
