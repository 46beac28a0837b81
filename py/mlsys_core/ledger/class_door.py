"""An instructor's part of the session: a class's ledgers in, their analysis out, nothing kept."""

from typing import Any

from mlsys_core.ledger.class_csv import questions_csv, records_csv
from mlsys_core.ledger.classroom import class_of, summary_of, summary_of_value

Json = dict[str, Any]


def class_read(request: Json) -> Json:
    """Read some `files` of a class, each `{name, text}` or `{name, value}`, into summaries."""
    return {
        "summaries": [
            summary_of_value(file["name"], file["value"])
            if "value" in file
            else summary_of(file["name"], file["text"])
            for file in request["files"]
        ]
    }


def class_analysis(request: Json) -> Json:
    """Put the `summaries` of a class together; the tables come as CSV too."""
    summaries = request["summaries"]
    analysis = class_of(summaries)
    return analysis | {
        "records_csv": records_csv(summaries),
        "questions_csv": questions_csv(analysis),
    }
