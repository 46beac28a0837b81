"""The reader's own devices in the ledger: cleaned, merged, exported, imported, dropped for good."""

import json

import pytest

from mlsys_core.ledger import clean_document, empty, merged
from mlsys_core.own.ledger import usable
from mlsys_core.session import handle

EARLY, LATE = "2026-03-01T10:00:00.000Z", "2026-03-02T10:00:00.000Z"
NOW = "2026-05-01T10:00:00.000Z"
BOX = {
    "version": 1,
    "at": EARLY,
    "name": "Attic box",
    "memory_bytes": 24e9,
    "memory_bytes_per_s": 1e12,
    "flop_per_s": 165e12,
    "power_w": 450,
}
DROPPED = {"version": 1, "at": LATE, "dropped": True}


def ledger(**devices):
    return {"schema": 2, "labs": {}, "devices": devices}


def ask(method: str, **request):
    return json.loads(handle(f"ledger.{method}", json.dumps(request)))


def imported(current, incoming, mode):
    text = json.dumps(incoming)
    return ask("import", current=current, text=text, mode=mode, now=NOW)["document"]


def names(document):
    return {device.name for device in usable(document.get("devices") or {}).values()}


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"power_w": -1}, "Power: -1 W is out of range; it takes 1 mW to 1 MW"),
        ({"memory_bytes": "much"}, "Memory: 'much' is no number"),
        ({"name": 5}, "Name: 5 does not fit"),
        ({"at": "soon"}, "at 'soon' does not fit"),
        ({"version": "one"}, "version 'one' does not fit"),
    ],
)
def test_what_can_be_no_device_is_set_aside_and_named(spoilt, said):
    told = []
    document = clean_document(ledger(a=BOX, b=BOX | spoilt), told)
    assert document["devices"] == {"a": BOX}
    assert document["unreadable_devices"] == {"b": BOX | spoilt}
    assert said in str(told[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert str(told[0]).startswith("devices.b: ")


def test_a_device_of_a_newer_version_is_kept_as_it_is_and_not_offered():
    newer = {"version": 2, "at": LATE, "name": {"of": "another shape"}}
    document = clean_document(ledger(a=newer, b={n: v for n, v in BOX.items() if n != "version"}))
    assert document["devices"] == {"a": newer, "b": BOX}
    assert names(document) == {"Attic box"}


def test_a_device_dropped_in_one_tab_does_not_come_back_from_another():
    assert names(merged(ledger(a=BOX), ledger(a=DROPPED, b=BOX | {"name": "Rack"}))) == {"Rack"}
    assert names(merged(ledger(a=DROPPED), ledger(a=BOX | {"at": NOW}))) == {"Attic box"}


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_a_file_brings_devices_with_it_also_one_that_was_dropped_here(mode):
    assert imported(empty(), ledger(a=BOX), mode) == ledger(a=BOX)
    after = imported(ledger(a=DROPPED), ledger(a=BOX), mode)
    assert names(after) == {"Attic box"}
    assert names(merged(after, ledger(a=DROPPED))) == {"Attic box"}


def test_a_replaced_ledgers_device_goes_and_stays_gone_and_the_preview_says_so():
    mine, file = ledger(a=BOX), ledger(b=BOX | {"name": "Rack"})
    told = ask("import_preview", current=mine, text=json.dumps(file), now=NOW)["modes"]
    changes = {c["name"]: c["change"] for c in told["replace"]["changes"]}
    assert changes == {"Your device: Attic box": "removed", "Your device: Rack": "added"}
    assert {c["change"] for c in told["merge"]["changes"]} == {"unchanged", "added"}
    after = imported(mine, file, "replace")
    assert names(after) == {"Rack"}
    assert names(merged(after, mine)) == {"Rack"}


def test_devices_are_no_part_of_any_record_report_or_class():
    told = ask("class_read", files=[{"name": "x.json", "value": ledger(a=BOX)}])
    assert "Attic box" not in json.dumps(told)
    report = ask("report", document=ledger(a=BOX), name="", now=NOW)["markdown"]
    assert "Attic box" not in report
