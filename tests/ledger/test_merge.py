"""Two ledgers become one, whichever comes first and however often; nothing of either is lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsys_core.ledger import clean_document, merged
from mlsys_core.ledger.plain import canonical
from tests.ledger.made import JUNK, SPOILT_RECORDS, documents

EARLY, LATE = "2026-03-01T10:00:00.000Z", "2026-03-02T10:00:00.000Z"
ANY = st.one_of(documents(), documents(SPOILT_RECORDS, JUNK, JUNK))


def same(a, b) -> bool:
    return canonical(a) == canonical(b)


@settings(max_examples=200, deadline=None)
@given(documents(), documents())
def test_it_does_not_matter_which_ledger_comes_first(a, b):
    assert same(merged(a, b), merged(b, a))


@settings(max_examples=200, deadline=None)
@given(documents(), documents(), documents())
def test_it_does_not_matter_in_which_order_three_tabs_meet(a, b, c):
    assert same(merged(merged(a, b), c), merged(a, merged(b, c)))


@settings(max_examples=200, deadline=None)
@given(documents(), documents())
def test_merging_again_changes_nothing(a, b):
    once = merged(a, b)
    assert same(merged(once, a), once)
    assert same(merged(once, b), once)
    assert same(merged(once, once), once)


@settings(max_examples=200, deadline=None)
@given(documents())
def test_a_ledger_merged_with_itself_is_itself(a):
    assert same(merged(a, a), clean_document(a))


@settings(max_examples=200, deadline=None)
@given(ANY, ANY, ANY)
def test_the_rule_holds_for_ledgers_with_fields_of_the_wrong_kind_too(a, b, c):
    assert same(merged(a, b), merged(b, a))
    assert same(merged(merged(a, b), c), merged(a, merged(b, c)))
    assert same(merged(merged(a, b), b), merged(a, b))


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_what_is_clean_stays_as_it_is(a):
    clean = clean_document(a)
    assert same(clean_document(clean), clean)
    assert same(json.loads(json.dumps(clean)), clean)


def ledger(**record):
    return {"schema": 2, "labs": {"v1_04": {"lab": "v1_04"} | record}}


def record_of(one, other):
    return merged(one, other)["labs"]["v1_04"]


def test_the_earliest_answer_stands_and_the_latest_design():
    a = ledger(act1={"choice": "b", "locked_at": EARLY}, design={"x": 1}, saved_at=EARLY)
    b = ledger(act1={"choice": "c", "locked_at": LATE}, design={"x": 2}, saved_at=LATE)
    record = record_of(a, b)
    assert record["act1"]["choice"] == "b"
    assert record["design"] == {"x": 2}


def test_a_failure_met_in_either_tab_is_on_the_list_and_counts():
    failure = {"id": "act2.time_trap", "student_triggered": True, "active_at_save": True}
    other = {"id": "act2.cost_trap", "student_triggered": False, "active_at_save": True}
    a = ledger(failures=[failure], constraint_hit=True, saved_at=EARLY)
    b = ledger(failures=[other], constraint_hit=False, saved_at=LATE)
    record = record_of(a, b)
    assert record["constraint_hit"] is True
    assert {f["id"]: f["active_at_save"] for f in record["failures"]} == {
        "act2.time_trap": False,
        "act2.cost_trap": True,
    }


def test_labs_of_both_are_kept_and_unknown_fields_with_them():
    a = {"schema": 2, "labs": {"v1_04": {"lab": "v1_04", "new": [1]}}, "newer": {"x": 1}}
    b = {"schema": 2, "track": "edge", "labs": {"v2_11": {"lab": "v2_11"}}}
    both = merged(a, b)
    assert set(both["labs"]) == {"v1_04", "v2_11"}
    assert both["labs"]["v1_04"]["new"] == [1]
    assert both["newer"] == {"x": 1}
    assert both["track"] == "edge"


def test_a_lab_reset_in_one_tab_does_not_come_back_from_another():
    old = ledger(rev=7, saved_at=EARLY)
    reset = {"schema": 2, "labs": {}, "resets": {"v1_04": LATE}}
    assert merged(old, reset)["labs"] == {}
    begun = reset | {"labs": {"v1_04": {"lab": "v1_04", "rev": 1, "since": LATE}}}
    assert merged(old, begun)["labs"]["v1_04"]["rev"] == 1


def test_the_best_attempt_is_the_best_of_both_and_the_first_the_first_finished():
    def attempt(score, at, status="complete"):
        return {"score": score, "saved_at": at, "status": status, "lab_version": 1}

    a = ledger(history={"first": attempt([1], EARLY), "best": attempt([3], EARLY)})
    b = ledger(history={"first": attempt([2], LATE), "best": attempt([2], LATE)})
    history = record_of(a, b)["history"]
    assert history["best"]["score"] == [3]
    assert history["first"]["saved_at"] == EARLY
