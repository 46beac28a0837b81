"""Older shapes of the ledger, each turned into the next by a pure function.

`draft`     a file of the course's earlier draft: a list of designs by chapter
`chapters`  labs under chapter keys (4, "4", "v2_11") instead of lab ids
`records`   today's shape; what a record lacks of newer fields is simply unknown
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mlsys_core.ledger.clean import clean_record
from mlsys_core.ledger.merge import merged_records
from mlsys_core.ledger.problems import NotALedger, Problem, shown
from mlsys_core.ledger.schema import SCHEMA, TIME, TRUTH

Json = dict[str, Any]

_LAB_ID = re.compile(r"v[12]_\d\d")
_CHAPTER = re.compile(r"\s*(?:chapter\s*|ch\s*|v1_)?0*(\d{1,2})\s*", re.IGNORECASE)
_LETTER = re.compile(r"\s*(?:option\s+)?([A-Da-d])(?![A-Za-z0-9])")


def shape_of(found: Any) -> str:
    """Name the shape of what was found, or raise `NotALedger` with what a ledger would have."""
    if isinstance(found, Mapping):
        if isinstance(found.get("labs"), Mapping):
            by_id = all(_LAB_ID.fullmatch(key) or not lab_id(key) for key in found["labs"])
            return "records" if by_id else "chapters"
        if isinstance(found.get("history"), list):
            return "draft"
    raise NotALedger(
        f"this is {shown(found)}, not a Design Ledger: a ledger is an object with “labs”, or with "
        "“history” if it comes from the course's earlier draft"
    )


def migrated(found: Any, problems: list[Problem]) -> Json:
    """Bring any known shape to today's."""
    shape = shape_of(found)
    while shape in MIGRATIONS:
        following, migrate = MIGRATIONS[shape]
        found = migrate(found, problems)
        shape = following
    written = found.get("schema")
    if isinstance(written, int) and written > SCHEMA:
        told = f"{written} is newer than {SCHEMA}, the one known here; a newer site reads it better"
        problems.append(Problem("schema", told))
    return found  # type: ignore[no-any-return]


def lab_id(chapter: Any) -> str | None:
    """Return the lab a chapter key means, None for a key that means none.

    >>> lab_id(5), lab_id("5"), lab_id("v2_11"), lab_id(0), lab_id("5.5"), lab_id(True)
    ('v1_05', 'v1_05', 'v2_11', 'v1_00', None, None)
    """
    if isinstance(chapter, str):
        if _LAB_ID.fullmatch(chapter):
            return chapter
        number = _CHAPTER.fullmatch(chapter)
        return f"v1_{int(number[1]):02d}" if number else None
    if isinstance(chapter, int) and not isinstance(chapter, bool) and 0 <= chapter <= 99:
        return f"v1_{chapter:02d}"
    return None


def from_draft(found: Mapping[str, Any], problems: list[Problem]) -> Json:
    """Read a file of the earlier draft: `history` lists a design each time a chapter was saved.

    The latest design of a chapter is the record's; the first one stays in its history.
    """
    labs: Json = {}
    stray: list[Any] = []
    saved_at = found.get("last_updated")
    for index, entry in enumerate(found["history"]):
        where = f"history.{index}"
        chapter = entry.get("chapter") if isinstance(entry, Mapping) else None
        lab = lab_id(chapter)
        if lab is None or not isinstance(entry.get("design"), Mapping):
            problems.append(Problem(where, _why_stray(entry, chapter, lab)))
            stray.append(entry)
            continue
        record = _draft_record(lab, dict(entry["design"]), saved_at)
        labs[lab] = _followed_by(labs[lab], record) if lab in labs else record
    known = ("track", "history", "last_updated", "current_chapter")
    document = {name: value for name, value in found.items() if name not in known}
    draft = {name: found[name] for name in ("current_chapter", "last_updated") if name in found}
    if stray:
        draft["unreadable"] = stray
    document |= {"schema": SCHEMA, "labs": labs, "draft": draft}
    if found.get("track") is not None:
        document["track"] = found["track"]
    return document


def _why_stray(entry: Any, chapter: Any, lab: str | None) -> str:
    if not isinstance(entry, Mapping):
        return f"{shown(entry)} is no entry; it takes an object with “chapter” and “design”"
    if lab is None:
        return f"chapter {shown(chapter)} is none of the course; it takes a number or a lab's id"
    return f"design {shown(entry.get('design'))} is no object"


def _draft_record(lab: str, design: Json, saved_at: Any) -> Json:
    record: Json = {"lab": lab, "schema": SCHEMA, "origin": "draft", "design": design}
    if TIME.takes(saved_at):
        record["saved_at"] = saved_at
    for act in ("act1", "act2"):
        answer = _draft_answer(design.get(f"{act}_prediction"), design.get(f"{act}_correct"))
        if answer:
            record[act] = answer
    if isinstance(design.get("context"), str):
        record["context"] = design["context"]
    if TRUTH.takes(design.get("constraint_hit")):
        record["constraint_hit"] = design["constraint_hit"]
    return record


def _draft_answer(prediction: Any, correct: Any) -> Json:
    letter = _LETTER.match(prediction) if isinstance(prediction, str) else None
    answer: Json = {"choice": letter[1].lower()} if letter else {}
    return answer | ({"correct": correct} if TRUTH.takes(correct) else {})


def _followed_by(earlier: Json, later: Json) -> Json:
    """Put a later save of a chapter over an earlier one; the first answers and design stay."""
    record = earlier | later
    for act in ("act1", "act2"):
        if act in earlier:
            record[act] = earlier[act]
    first = {name: earlier[name] for name in ("design", "context") if name in earlier}
    record["history"] = {"first": (earlier.get("history") or {}).get("first", first)}
    return record


def from_chapters(found: Mapping[str, Any], _problems: list[Problem]) -> Json:
    """Put records kept under chapter keys under their lab's id; two of one lab are merged."""
    labs: Json = {}
    for key, record in sorted(found["labs"].items(), key=lambda item: item[0]):
        lab = lab_id(key) or key
        own = dict(record) | {"lab": lab} if isinstance(record, Mapping) else record
        if lab in labs and isinstance(labs[lab], dict) and isinstance(own, dict):
            pair = (dict(clean_record(labs[lab], lab)), dict(clean_record(own, lab)))
            own = merged_records(*pair)
        labs[lab] = own
    return dict(found) | {"labs": labs}


MIGRATIONS: Mapping[str, tuple[str, Callable[[Mapping[str, Any], list[Problem]], Json]]] = {
    "draft": ("records", from_draft),
    "chapters": ("records", from_chapters),
}
"""For every older shape, the next one and the way there."""
