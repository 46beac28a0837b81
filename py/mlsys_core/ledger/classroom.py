"""What a class's ledgers say together: who got how far, and which ideas its first answers held.

A file is read on its own into a small summary; summaries add up to the analysis. So hundreds of
files can be taken in a few at a time, and a broken one costs nothing but its own place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mlsys_core import course, labs
from mlsys_core.archaeology import LabRecord
from mlsys_core.ledger.code import ledger_code
from mlsys_core.ledger.problems import NotALedger
from mlsys_core.ledger.reading import Reading, read_text, read_value
from mlsys_core.ledger.report import is_unedited
from mlsys_core.ledger.schema import seconds
from mlsys_core.ledger.wording import act_of, question_of

Json = dict[str, Any]

QUESTIONS = ("act1.prediction", "act1.reflection", "act2.prediction", "act2.reflection")
COLUMNS = (
    "file", "lab", "status", "context", "started_at", "saved_at", "minutes_to_finish",
    "act1_choice", "act1_correct", "act1_log10_error", "act1_reflection", "act1_reflection_correct",
    "act2_choice", "act2_correct", "act2_log10_error", "act2_reflection", "act2_reflection_correct",
    "constraint_hit", "failures", "final_ok", "lab_version", "core_version", "origin",
    "ledger_code",
)  # fmt: skip


def summary_of(name: str, text: str) -> Json:
    """Read one file of a class: a ledger, or a report, of which only the code is checked."""
    unedited = is_unedited(text)
    if unedited is not None:
        return {"file": name, "report": "as it was made" if unedited else "edited since"}
    return _summary(name, read_text, text)


def summary_of_value(name: str, found: Any) -> Json:
    """Summarise a file that is parsed already; that saves half of the time."""
    return _summary(name, read_value, found)


def _summary(name: str, read: Callable[[Any], Reading], content: Any) -> Json:
    try:
        reading = read(content)
    except NotALedger as reason:
        return {"file": name, "broken": str(reason)}
    rows = [
        row_of(name, lab, record)
        for lab, record in reading.document["labs"].items()
        if any(entry.id == lab for entry in course.LABS)
    ]
    code = ledger_code(reading.document)
    return {
        "file": name,
        "problems": [str(problem) for problem in reading.problems],
        "rows": [row | {"ledger_code": code} for row in rows],
    }


def row_of(name: str, lab: str, record: Mapping[str, Any]) -> Json:
    """Return one lab's record as a row of the class's table."""
    row: Json = {"file": name, "lab": lab}
    row |= {column: record.get(column) for column in COLUMNS if column in record}
    row["minutes_to_finish"] = minutes_to_finish(record)
    failures = record.get("failures") or ()
    row["failures"] = " ".join(sorted({str(f["id"]) for f in failures if f.get("id")}))
    for act in ("act1", "act2"):
        answers = act_of(record, act)
        for field in ("choice", "correct", "log10_error", "reflection", "reflection_correct"):
            row[f"{act}_{field}"] = answers.get(field)
    view = LabRecord(course.entry(lab), record)
    row["domains_hit"] = [domain for domain in view.entry.domains if view.hit((domain,))]
    return row


def minutes_to_finish(record: Mapping[str, Any]) -> float | None:
    """Return the minutes from the first look at a lab to its completion, pauses included."""
    first = (record.get("history") or {}).get("first") or {}
    if record.get("status") != "complete" or first.get("status") != "complete":
        return None
    begun, finished = seconds(record.get("started_at")), seconds(first.get("saved_at"))
    if begun is None or finished is None or finished < begun:
        return None
    return round((finished - begun) / 60, 1)


def class_of(summaries: Sequence[Mapping[str, Any]]) -> Json:
    """Put the summaries of all files together."""
    rows = [row for summary in summaries for row in summary.get("rows", ())]
    by_lab = {entry.id: [row for row in rows if row["lab"] == entry.id] for entry in course.LABS}
    ledgers = [summary for summary in summaries if "rows" in summary]
    return {
        "ledgers": len(ledgers),
        "broken": [_told(s, s["broken"]) for s in summaries if "broken" in s],
        "warned": [_told(s, "; ".join(s["problems"][:3])) for s in ledgers if s["problems"]],
        "reports": [_told(s, s["report"]) for s in summaries if "report" in s],
        "same": _same(ledgers),
        "labs": [_lab(lab, found, len(ledgers)) for lab, found in by_lab.items() if found],
        "questions": [
            _question(lab, name, found)
            for lab, found in by_lab.items()
            if found
            for name in QUESTIONS
            if any(row[_column(name)] for row in found)
        ],
        "domains": [_domain(domain, rows) for domain in course.DOMAINS],
    }


def _told(summary: Mapping[str, Any], what: str) -> Json:
    return {"file": summary["file"], "what": what}


def _same(ledgers: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return groups of files that hold the very same ledger."""
    by_code: dict[str, list[str]] = {}
    for summary in ledgers:
        for row in summary["rows"][:1]:
            by_code.setdefault(row["ledger_code"], []).append(summary["file"])
    return [files for files in by_code.values() if len(files) > 1]


def _lab(lab: str, rows: Sequence[Json], ledgers: int) -> Json:
    predictions = [row[f"{act}_correct"] for row in rows for act in ("act1", "act2")]
    scored = [correct for correct in predictions if correct is not None]
    hits = [row.get("constraint_hit") for row in rows if row.get("constraint_hit") is not None]
    minutes = [row["minutes_to_finish"] for row in rows if row["minutes_to_finish"] is not None]
    return {
        "lab": lab,
        "name": f"{course.entry(lab).label} {course.entry(lab).title}",
        "ledgers": ledgers,
        "begun": len(rows),
        "complete": sum(row.get("status") == "complete" for row in rows),
        "right": sum(scored),
        "scored": len(scored),
        "hit": sum(hits),
        "hit_known": len(hits),
        "median_minutes": median(minutes),
        "timed": len(minutes),
    }


def _question(lab: str, name: str, rows: Sequence[Json]) -> Json:
    """Return how often each option was the first answer.

    Answers from files of the earlier draft answered other questions and are left out.
    """
    first = Counter(row[_column(name)] for row in rows if row.get("origin") != "draft")
    del first[None]
    question = question_of(lab, name)
    options = question.options if question else ()
    ideas = {option.key: option.misconception for option in options}
    right = None
    if question and lab in labs.ids() and not labs.get(lab).reads_ledger:
        right = question.right_key(labs.get(lab))
    return {
        "lab": lab,
        "question": name,
        "answers": first.total(),
        "options": [
            {"key": key, "count": first[key], "misconception": ideas.get(key, ""),
             "right": key == right}
            for key in sorted({*ideas, *first})
        ],
    }  # fmt: skip


def _column(question: str) -> str:
    act, _, kind = question.partition(".")
    return f"{act}_{'choice' if kind == 'prediction' else kind}"


def _domain(domain: str, rows: Iterable[Json]) -> Json:
    known = [
        row
        for row in rows
        if domain in course.entry(row["lab"]).domains and row.get("constraint_hit") is not None
    ]
    return {
        "domain": domain,
        "name": course.DOMAIN_NAMES[domain],
        "hit": sum(domain in row["domains_hit"] for row in known),
        "known": len(known),
    }


def median(values: Sequence[float]) -> float | None:
    """Return the middle value.

    >>> median([3, 1, 2]), median([1, 2]), median([])
    (2, 1.5, None)
    """
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
