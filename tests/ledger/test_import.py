"""Export and import: an exact round trip, and a preview that says what would change."""

import json

import pytest
from hypothesis import given, settings

from mlsys_core.ledger import empty
from mlsys_core.ledger.code import ledger_code
from mlsys_core.ledger.plain import canonical
from mlsys_core.session import handle
from tests.ledger.made import documents, full_ledger

NOW = "2026-05-01T10:00:00.000Z"


def ask(method: str, **request):
    return json.loads(handle(f"ledger.{method}", json.dumps(request)))


def imported(current, text: str, mode: str):
    return ask("import", current=current, text=text, mode=mode, now=NOW)["document"]


@pytest.fixture(scope="module")
def ledger():
    return full_ledger()


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_what_was_exported_comes_back_exactly(ledger, mode):
    text = json.dumps(ledger, indent=2)
    assert imported(empty(), text, mode) == ledger
    assert imported(ledger, text, mode) == ledger


@settings(max_examples=150, deadline=None)
@given(documents())
def test_replacing_an_empty_ledger_gives_the_file_whatever_was_in_it(document):
    text = json.dumps(document)
    read = ask("read", text=text)["document"]
    assert canonical(imported(empty(), text, "replace")) == canonical(read)
    again = json.dumps(read)
    assert canonical(imported(read, again, "merge")) == canonical(read)
    assert canonical(imported(read, again, "replace")) == canonical(read)


def test_a_ledger_exported_before_a_reset_can_be_brought_back(ledger):
    reset = {"schema": 2, "labs": {}, "resets": dict.fromkeys(ledger["labs"], NOW)}
    for mode in ("merge", "replace"):
        assert imported(reset, json.dumps(ledger), mode)["labs"] == ledger["labs"]


def test_a_file_merged_into_a_lab_begun_anew_counts_too(ledger):
    begun = {"lab": "v1_12", "since": NOW, "act1": {"choice": "d", "locked_at": NOW}}
    current = {"schema": 2, "labs": {"v1_12": begun}, "resets": {"v1_12": NOW}}
    record = imported(current, json.dumps(ledger), "merge")["labs"]["v1_12"]
    assert record["act1"]["choice"] == ledger["labs"]["v1_12"]["act1"]["choice"]


def test_the_preview_names_every_lab_and_what_becomes_of_it(ledger):
    current = {"schema": 2, "labs": {"v1_04": {"lab": "v1_04", "rev": 1}, "v1_01": {"rev": 4}}}
    told = ask("import_preview", current=current, text=json.dumps(ledger), now=NOW)
    assert told["refused"] == ""

    def changes(mode):
        return {c["lab"]: c["change"] for c in told["modes"][mode]["changes"]}

    assert changes("merge") | {"v1_01": "", "v1_04": ""} == dict.fromkeys(
        ledger["labs"], "added"
    ) | {"v1_01": "", "v1_04": ""}
    assert changes("merge")["v1_01"] == "unchanged"
    assert changes("merge")["v1_04"] == "changed"
    assert changes("replace")["v1_01"] == "removed"


def test_what_is_no_ledger_is_refused_with_a_reason():
    told = ask("import_preview", current=empty(), text='{"shopping": ["milk"]}', now=NOW)
    assert "not a Design Ledger" in told["refused"]


def test_a_replaced_record_does_not_come_back_from_another_tab(ledger):
    mine = {"schema": 2, "labs": {"v1_12": {"lab": "v1_12", "rev": 40, "saved_at": NOW}}}
    after = imported(mine, json.dumps(ledger), "replace")
    met = ask("merge", documents=[after, mine])["document"]
    assert met["labs"]["v1_12"] == after["labs"]["v1_12"]


def test_a_number_written_by_python_or_by_a_browser_is_the_same_number(ledger):
    by_browser = json.loads(json.dumps(ledger).replace(".0,", ",").replace(".0}", "}"))
    assert json.dumps(by_browser) != json.dumps(ledger)
    told = ask("import_preview", current=by_browser, text=json.dumps(ledger), now=NOW)
    assert {c["change"] for c in told["modes"]["replace"]["changes"]} == {"unchanged"}
    assert ledger_code(by_browser) == ledger_code(ledger)
