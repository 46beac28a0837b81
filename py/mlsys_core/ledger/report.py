"""The portfolio report: what a reader predicted, built and ran into, as Markdown to hand in.

Its last line carries a code over everything above it, so that a change made by hand shows.
"""

import re
from collections.abc import Iterable
from typing import Any

from mlsys_core import __version__, archaeology, course
from mlsys_core.display import NOTHING
from mlsys_core.ledger.code import code_of, ledger_code
from mlsys_core.ledger.schema import Document
from mlsys_core.ledger.wording import (
    ACT_NAMES,
    Json,
    act_of,
    factor_off,
    failures_met,
    in_order,
    lab_name,
    misconception,
    number,
    plain_value,
    verdict_word,
)

CODE_LINE = re.compile(r"^Report code: ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})\s*$", re.MULTILINE)
HONEST = (
    "The code below is a hash of the lines above it. If it no longer fits them, the report was "
    "edited after it was made. If it fits, that is no proof of who answered, when, or without "
    "help: whoever knows the method can compute a new code."
)
_MARKUP = re.compile(r"([\\`*{}\[\]<>#|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")


def report(document: Document, *, name: str = "", now: str = "") -> str:
    """Return the whole report as Markdown."""
    lines = [*_head(document, name, now), *_summary(document)]
    records = document["labs"]
    for lab_id in in_order(records):
        lines += _lab(lab_id, records[lab_id])
    lines += ["## About this report", "", HONEST, "", f"Ledger code: {ledger_code(document)}"]
    body = "\n".join(lines) + "\n"
    return f"{body}Report code: {code_of(body)}\n"


def is_unedited(text: str) -> bool | None:
    """Whether a report is as it was made; None where it carries no code, so that nobody can say.

    Line ends and spaces at the end of the file don't count: mail and editors change them.
    """
    if "Report code: " not in text:
        return None
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found = list(CODE_LINE.finditer(text))
    if not found:
        return None
    last = found[-1]
    return not text[last.end() :].strip() and code_of(text[: last.start()]) == last[1]


def escaped(text: Any) -> str:
    r"""Return text on one line in which nothing is markup.

    >>> escaped("<b>\n# x|y")
    '\\<b\\> \\# x\\|y'
    """
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def _head(document: Document, name: str, now: str) -> list[str]:
    labs = document["labs"]
    versions = sorted({str(r["core_version"]) for r in labs.values() if r.get("core_version")})
    facts = [
        ("Name", escaped(name) if name.strip() else ""),
        ("Date", escaped(now)),
        ("Track", escaped(document.get("track") or "")),
        ("Made with", f"physics core {__version__}"),
        ("Recorded with", "physics core " + escaped(", ".join(versions)) if versions else ""),
    ]
    return ["# Design Ledger", "", *[f"- {label}: {text}" for label, text in facts if text], ""]


def _summary(document: Document) -> list[str]:
    records = archaeology.records_in(document)
    complete = sum(r.get("status") == "complete" for r in document["labs"].values())
    right = archaeology.accuracy(records)
    hit = sum(record.constraint_hit is True for record in records)
    rows = [
        ("Labs recorded", str(len(document["labs"]))),
        ("Labs complete", str(complete)),
        ("First predictions right", f"{right.hits} of {right.known} scored"),
        ("Labs in which a constraint was hit", f"{hit} of {len(records)}"),
    ]
    for domain in course.DOMAINS:
        rate = archaeology.accuracy(records, domain)
        if rate.known:
            label = f"First predictions right, {course.DOMAIN_NAMES[domain].lower()}"
            rows.append((label, f"{rate.hits} of {rate.known}"))
    return ["## In short", "", *_table(("", ""), rows), ""]


def _lab(lab_id: str, record: Any) -> list[str]:
    status = {"complete": "complete", "partial": "in progress"}.get(record.get("status"), NOTHING)
    version = f", lab version {record['lab_version']}" if record.get("lab_version") else ""
    lines = [f"## {escaped(lab_name(lab_id))}", ""]
    saved = escaped(record.get("saved_at") or NOTHING)
    lines += [f"{status.capitalize()}, saved {saved}{version}.", ""]
    for act in ACT_NAMES:
        lines += [f"- {line}" for line in _answers(lab_id, act, act_of(record, act))]
    lines.append(f"- Constraints hit: {_constraints(record)}")
    ok = {True: "within its limits", False: "breaks a limit"}.get(record.get("final_ok"), NOTHING)
    lines += [f"- Design as it stands: {ok}", ""]
    context = f" ({escaped(record['context'])})" if record.get("context") else ""
    design = record.get("design") or {}
    if design:
        rows = [(escaped(k), escaped(plain_value(v))) for k, v in sorted(design.items())]
        lines += [*_table((f"Design{context}", "Latest"), rows), ""]
    return lines


def _answers(lab_id: str, act: str, answers: Json) -> Iterable[str]:
    choice = answers.get("choice")
    if choice:
        facts = [f"{ACT_NAMES[act]} prediction: {choice.upper()}, "
                 f"{verdict_word(answers.get('correct'))}"]  # fmt: skip
        if answers.get("predicted") is not None and answers.get("actual") is not None:
            unit = f" {escaped(answers['unit'])}" if answers.get("unit") else ""
            facts.append(f"expected {number(answers['predicted'])}{unit}, the physics gives "
                         f"{number(answers['actual'])}{unit}")  # fmt: skip
            off = factor_off(answers.get("log10_error"))
            facts += [off] if off else []
        idea = misconception(lab_id, f"{act}.prediction", choice)
        if idea and answers.get("correct") is False:
            facts.append(f"the idea behind it: {escaped(idea)}")
        yield "; ".join(facts)
    if answers.get("reflection"):
        judged = verdict_word(answers.get("reflection_correct"))
        yield f"{ACT_NAMES[act]} reflection: {answers['reflection'].upper()}, {judged}"


def _constraints(record: Json) -> str:
    met = [escaped(failure.get("id") or failure.get("domain") or "unnamed")
           for failure in failures_met(record)]  # fmt: skip
    if met:
        return ", ".join(met)
    hit: Any = record.get("constraint_hit")
    return {True: "yes", False: "none"}.get(hit, NOTHING)


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"| {head[0]} | {head[1]} |", "| --- | --- |", *[f"| {a} | {b} |" for a, b in rows]]
