"""The report a reader hands in, and what an instructor learns from a folder of ledgers."""

import csv
import io
import json

import pytest

from mlsys_core.labs import get, ids
from mlsys_core.ledger.class_csv import questions_csv, records_csv
from mlsys_core.ledger.classroom import class_of, summary_of
from mlsys_core.ledger.cli import main
from mlsys_core.ledger.report import is_unedited, report
from mlsys_core.sample_ledger import sample_ledger
from tests.ledger.made import full_ledger

LAB = "v1_12"


@pytest.fixture(scope="module")
def ledger():
    return full_ledger()


def class_files(ledger):
    texts = {f"student{i}.json": json.dumps(ledger) for i in range(2)}
    other = json.loads(json.dumps(ledger))
    other["labs"][LAB]["act1"] |= {"choice": "c", "correct": True}
    other["labs"][LAB]["started_at"] = "2026-03-01T09:30:00.000Z"
    texts["=cmd.json"] = json.dumps(other)
    texts["broken.json"] = "not a ledger"
    texts["cut.json"] = json.dumps(ledger)[:-400]
    return texts


def test_a_report_says_what_was_predicted_built_and_hit(ledger):
    text = report(ledger, name="Ada <Lovelace>", now="2026-03-01")
    record = ledger["labs"][LAB]
    assert "Name: Ada \\<Lovelace\\>" in text
    assert "Act I prediction: A, wrong; expected 1.562 h, the physics gives 16.33 h" in text
    assert get(LAB).question("act1.prediction").option("a").misconception in text
    assert all(name in text for name in record["design"])
    assert record["failures"][0]["id"] in text


def test_a_change_to_a_report_shows_and_line_ends_do_not(ledger):
    text = report(ledger)
    assert is_unedited(text) is True
    assert is_unedited(text.replace("\n", "\r\n") + "\n") is True
    assert is_unedited(text.replace("wrong", "right", 1)) is False
    assert is_unedited(text + "and more") is False
    assert is_unedited("# Something else") is None


def test_a_report_says_what_its_code_cannot_prove(ledger):
    assert "no proof of who answered" in report(ledger)


def test_the_class_sees_first_answers_with_the_idea_behind_each(ledger):
    analysis = class_of([summary_of(*file) for file in class_files(ledger).items()])
    question = next(
        q for q in analysis["questions"] if (q["lab"], q["question"]) == (LAB, "act1.prediction")
    )
    counts = {option["key"]: option["count"] for option in question["options"]}
    assert counts == {"a": 3, "b": 0, "c": 1, "d": 0}
    ideas = {option["key"]: option["misconception"] for option in question["options"]}
    asked = get(LAB).question("act1.prediction")
    assert ideas == {option.key: option.misconception for option in asked.options}
    right = [option["key"] for option in question["options"] if option["right"]]
    assert right == [asked.right_key(get(LAB))]


def test_broken_files_are_named_and_cost_the_others_nothing(ledger):
    analysis = class_of([summary_of(*file) for file in class_files(ledger).items()])
    assert analysis["ledgers"] == 4
    assert [told["file"] for told in analysis["broken"]] == ["broken.json"]
    assert [told["file"] for told in analysis["warned"]] == ["cut.json"]
    assert analysis["same"] == [["student0.json", "student1.json"]]


def test_completion_hits_and_time_are_counted_where_they_are_known(ledger):
    analysis = class_of([summary_of(*file) for file in class_files(ledger).items()])
    lab = next(found for found in analysis["labs"] if found["lab"] == LAB)
    assert (lab["begun"], lab["complete"], lab["ledgers"]) == (4, 4, 4)
    assert (lab["right"], lab["scored"]) == (1, 8)
    assert lab["hit"] == 4
    sample = class_of([summary_of("sample.json", json.dumps(sample_ledger()))])
    assert all(found["median_minutes"] is None for found in sample["labs"])
    assert sum(found["hit"] for found in sample["labs"]) == 22


def test_time_is_what_passed_until_the_lab_was_first_complete(ledger):
    rows = summary_of("x", class_files(ledger)["=cmd.json"])["rows"]
    assert next(row for row in rows if row["lab"] == LAB)["minutes_to_finish"] == 30


def test_the_csv_has_a_row_a_lab_and_no_cell_is_a_formula(ledger):
    summaries = [summary_of(*file) for file in class_files(ledger).items()]
    rows = list(csv.DictReader(io.StringIO(records_csv(summaries))))
    assert len(rows) == 4 * len(ids()) + 1
    assert {row["file"] for row in rows} >= {"'=cmd.json", "student0.json", "broken.json"}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    questions = list(csv.DictReader(io.StringIO(questions_csv(class_of(summaries)))))
    assert sum(int(row["first_answers"]) for row in questions) == 4 * 4 * len(ids())


def test_answers_from_the_earlier_draft_are_not_mixed_with_todays():
    draft = {"history": [{"chapter": 12, "design": {"act1_prediction": "B"}}]}
    analysis = class_of([summary_of("d.json", json.dumps(draft))])
    assert [question["answers"] for question in analysis["questions"]] == [0]


@pytest.fixture
def folder(tmp_path, ledger):
    for name, text in class_files(ledger).items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_command_line_turns_a_folder_into_csv_and_names_broken_files(folder, capsys):
    assert main(["class", str(folder), "-o", str(folder / "class.csv")]) == 1
    told = capsys.readouterr().err
    assert "broken.json: this is no JSON" in told
    assert "cut.json: the text: it is damaged" in told
    assert (folder / "class.csv").read_text().startswith("file,lab,status")


def test_the_command_line_validates_with_file_and_field(folder, capsys):
    bad = folder / "bad.json"
    bad.write_text('{"schema": 2, "labs": {"v1_04": {"rev": -1}}}')
    assert main(["validate", str(folder / "student0.json")]) == 0
    assert main(["validate", str(bad)]) == 1
    told = capsys.readouterr().out
    assert told == f"{bad}: labs.v1_04.rev: -1 does not fit; it takes a whole number from 0 up\n"


def test_the_command_line_converts_merges_shows_and_reports(folder, capsys, ledger):
    draft = folder / "draft.json"
    draft.write_text('{"history": [{"chapter": 4, "design": {"x": 1}}]}')
    assert main(["convert", str(draft), "-o", str(folder / "new.json")]) == 0
    assert "v1_04" in json.loads((folder / "new.json").read_text())["labs"]
    assert main(["merge", str(folder / "student0.json"), str(folder / "student1.json")]) == 0
    assert json.loads(capsys.readouterr().out) == ledger
    assert main(["show", str(folder / "student0.json")]) == 0
    assert "V1-12 The Speedup Ceiling: complete, Act I A wrong" in capsys.readouterr().out
    assert main(["report", str(folder / "student0.json"), "--name", "Ada"]) == 0
    assert is_unedited(capsys.readouterr().out) is True


def test_the_command_line_names_a_file_it_can_not_use(folder, capsys):
    assert main(["show", str(folder / "nowhere.json")]) == 2
    assert main(["show", str(folder / "broken.json")]) == 2
    told = capsys.readouterr().err
    assert "nowhere.json: No such file" in told
    assert "broken.json: this is no JSON" in told
