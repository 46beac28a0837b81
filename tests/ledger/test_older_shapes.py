"""Ledgers of earlier versions of the course are read, each shape from a file of its time."""

from pathlib import Path

import pytest

from mlsys_core import archaeology
from mlsys_core.ledger import clean_document, read_text
from mlsys_core.ledger.migrate import MIGRATIONS
from mlsys_core.ledger.plain import canonical

OLDER = Path(__file__).parent / "older"


def read(name: str):
    return read_text((OLDER / f"{name}.json").read_text())


def test_every_migration_has_a_file_of_its_shape():
    shapes = {read_text(path.read_text()).shape for path in OLDER.glob("*.json")}
    assert shapes >= set(MIGRATIONS)


@pytest.mark.parametrize("name", sorted(path.stem for path in OLDER.glob("*.json")))
def test_what_was_migrated_is_of_todays_shape_and_stays_as_it_is(name):
    document = read(name).document
    assert document["schema"] == 2
    assert canonical(clean_document(document)) == canonical(document)
    assert all(record["lab"] == lab for lab, record in document["labs"].items())


def test_the_drafts_chapters_become_labs():
    document = read("draft").document
    assert document["track"] == "cloud"
    assert sorted(document["labs"]) == ["v1_00", "v1_04", "v1_12", "v2_11"]


def test_the_portal_of_the_draft_is_kept_and_never_counted():
    assert [r.entry.id for r in archaeology.records_in(read("draft").document)] == [
        "v1_04",
        "v1_12",
        "v2_11",
    ]


def test_a_chapter_saved_twice_keeps_the_first_answer_the_first_design_and_the_latest_design():
    record = read("draft").document["labs"]["v1_04"]
    assert record["act1"] == {"choice": "b", "correct": False}
    assert record["design"]["storage"] == "nvme"
    assert record["history"]["first"]["design"]["storage"] == "hdd"
    assert record["context"] == "edge"


def test_what_the_draft_does_not_say_stays_unknown():
    record = read("draft").document["labs"]["v2_11"]
    assert record["act1"] == {"correct": False}
    assert "status" not in record
    assert "constraint_hit" not in record


def test_entries_of_no_chapter_are_named_and_kept():
    reading = read("draft")
    assert [problem.where for problem in reading.problems] == ["history.5", "history.6"]
    assert "'preface'" in reading.problems[0].what
    assert len(reading.document["draft"]["unreadable"]) == 2


def test_two_keys_of_one_lab_become_one_record_by_the_rule_of_merging():
    record = read("chapters").document["labs"]["v1_04"]
    assert record["act1"]["choice"] == "b"
    assert record["design"] == {"act1.storage": "nvme"}
    assert record["status"] == "complete"


def test_a_record_from_before_there_was_a_history_is_fine_as_it_is():
    reading = read("without_history")
    assert reading.problems == []
    assert reading.document["labs"]["v1_12"]["rev"] == 3
