"""The class's table as CSV, for whatever an instructor computes with next."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mlsys_core.ledger.classroom import COLUMNS

QUESTION_COLUMNS = ("lab", "question", "option", "right", "first_answers", "of", "misconception")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def records_csv(summaries: Iterable[Mapping[str, Any]]) -> str:
    """Return one row a file and lab; a file that could not be read has a row that says so."""
    rows: list[list[Any]] = []
    for summary in summaries:
        rows += [[row.get(column) for column in COLUMNS] for row in summary.get("rows", ())]
        if "broken" in summary:
            rows.append([summary["file"], "", f"not read: {summary['broken']}"])
    return _written(COLUMNS, rows)


def questions_csv(analysis: Mapping[str, Any]) -> str:
    """Return one row a question and option."""
    rows = [
        [question["lab"], question["question"], option["key"], option["right"], option["count"],
         question["answers"], option["misconception"]]
        for question in analysis["questions"]
        for option in question["options"]
    ]  # fmt: skip
    return _written(QUESTION_COLUMNS, rows)


def _written(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in [*row, *[""] * (len(columns) - len(row))]])
    return file.getvalue()


def _cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
