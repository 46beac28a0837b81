"""What a Design Ledger holds: its types, and for every field of a record what may stand in it.

Any field may be missing or null, which means unknown. Fields beyond these are kept as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypedDict

from mlsys_core import course
from mlsys_core.questions import KEYS

SCHEMA = 2


class ActRecord(TypedDict, total=False):
    """The answers of one act; the first ones given stay for good."""

    choice: str | None
    correct: bool | None
    locked_at: str | None
    predicted: float | None
    actual: float | None
    unit: str | None
    log10_error: float | None
    reflection: str | None
    reflection_correct: bool | None
    reflected_at: str | None


class Failure(TypedDict, total=False):
    """A failure state met."""

    id: str | None
    act: str | None
    domain: str | None
    severity: str | None
    count: int | None
    first_at: str | None
    initial: bool | None
    student_triggered: bool | None
    active_at_save: bool | None


class Attempt(TypedDict, total=False):
    """A design as it once stood, with what came of it."""

    rev: int | None
    saved_at: str | None
    status: str | None
    lab_version: int | None
    core_version: str | None
    context: str | None
    design: dict[str, Any]
    metrics: dict[str, Any]
    failing: list[str]
    """The failures active then."""
    score: list[float]
    """By what the lab calls better; larger is better, the first number counts most."""


class History(TypedDict, total=False):
    """Two attempts beside the latest, which is the record itself."""

    first: Attempt
    best: Attempt


class Record(TypedDict, total=False):
    """One lab's record."""

    lab: str
    schema: int | None
    rev: int | None
    lab_version: int | None
    core_version: str | None
    status: str | None
    started_at: str | None
    saved_at: str | None
    track: str | None
    context: str | None
    act1: ActRecord
    act2: ActRecord
    design: dict[str, Any]
    metrics: dict[str, Any]
    failures: list[Failure]
    constraint_hit: bool | None
    final_ok: bool | None
    extra: dict[str, Any]
    history: History
    since: str | None
    """The reset this record began after; absent where there was none."""
    origin: str | None
    """`draft` for what came from a file of the course's earlier draft."""
    unreadable: dict[str, Any]
    """Values that no field would take, under the field's name."""


class Document(TypedDict, total=False):
    """The whole ledger as a browser keeps it."""

    schema: int
    track: str | None
    labs: dict[str, Record]
    resets: dict[str, str]
    """When a lab was last reset; what was recorded before does not come back by a merge."""
    devices: dict[str, Any]
    """The reader's own devices by id; never scored, and no part of any record."""


def empty() -> Document:
    """Return a ledger nobody has written to."""
    return {"schema": SCHEMA, "labs": {}}


@dataclass(frozen=True)
class Kind:
    """What a field takes: a test, and how to say what would be right."""

    takes: Callable[[Any], bool]
    words: str


def one_of(*allowed: str) -> Kind:
    """Return the kind of a field with few possible values."""
    return Kind(lambda value: isinstance(value, str) and value in allowed, " or ".join(allowed))


def is_time(value: object) -> bool:
    """Whether a value is a point in time as ISO 8601 writes it."""
    return isinstance(value, str) and seconds(value) is not None


def seconds(moment: str | None) -> float | None:
    """Return a time as seconds since 1970, None where it is none. Without a zone it is UTC.

    >>> seconds("1970-01-01T00:01:00.000Z"), seconds("1970-01-01T01:00:00+01:00"), seconds("soon")
    (60.0, 0.0, None)
    """
    if not isinstance(moment, str) or not 19 <= len(moment) <= 40:
        return None
    try:
        found = datetime.fromisoformat(moment)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


TEXT = Kind(lambda value: isinstance(value, str), "a text")
TRUTH = Kind(lambda value: isinstance(value, bool), "true or false")
NUMBER = Kind(
    lambda value: isinstance(value, int | float) and not isinstance(value, bool), "a number"
)
COUNT = Kind(
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "a whole number from 0 up",
)
TIME = Kind(is_time, "a time such as 2026-03-01T10:00:00.000Z")
OBJECT = Kind(lambda value: isinstance(value, dict), "an object")
LIST = Kind(lambda value: isinstance(value, list), "a list")
NAMES = Kind(
    lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "a list of texts",
)
SCORE = Kind(
    lambda value: isinstance(value, list) and all(NUMBER.takes(item) for item in value),
    "a list of numbers",
)
OPTION = one_of(*KEYS)
STATUS = one_of("partial", "complete")

ACT_FIELDS: Mapping[str, Kind] = {
    "choice": OPTION,
    "correct": TRUTH,
    "locked_at": TIME,
    "predicted": NUMBER,
    "actual": NUMBER,
    "unit": TEXT,
    "log10_error": NUMBER,
    "reflection": OPTION,
    "reflection_correct": TRUTH,
    "reflected_at": TIME,
}
FAILURE_FIELDS: Mapping[str, Kind] = {
    "id": TEXT,
    "act": TEXT,
    "domain": one_of(*course.DOMAINS),
    "severity": one_of("danger", "warn"),
    "count": COUNT,
    "first_at": TIME,
    "initial": TRUTH,
    "student_triggered": TRUTH,
    "active_at_save": TRUTH,
}
ATTEMPT_FIELDS: Mapping[str, Kind] = {
    "rev": COUNT,
    "saved_at": TIME,
    "status": STATUS,
    "lab_version": COUNT,
    "core_version": TEXT,
    "context": TEXT,
    "design": OBJECT,
    "metrics": OBJECT,
    "failing": NAMES,
    "score": SCORE,
}
RECORD_FIELDS: Mapping[str, Kind] = {
    "schema": COUNT,
    "rev": COUNT,
    "lab_version": COUNT,
    "core_version": TEXT,
    "status": STATUS,
    "started_at": TIME,
    "saved_at": TIME,
    "track": TEXT,
    "context": TEXT,
    "act1": OBJECT,
    "act2": OBJECT,
    "design": OBJECT,
    "metrics": OBJECT,
    "failures": LIST,
    "constraint_hit": TRUTH,
    "final_ok": TRUTH,
    "extra": OBJECT,
    "history": OBJECT,
    "since": TIME,
    "origin": TEXT,
    "unreadable": OBJECT,
}
