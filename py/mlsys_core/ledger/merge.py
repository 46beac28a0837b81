"""The rule by which two ledgers become one, whichever comes first and however often.

Merging is commutative, associative and idempotent, so tabs, files and devices that exchange their
ledgers in any order end up with the same one. Per lab: the earliest answer to a question stands,
every failure ever met stays on the list, the latest design is the design, the best attempt is the
best of both. A lab that was reset takes nothing from before its reset. Of a device of the reader's
own the later state stands.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from mlsys_core.ledger.clean import ACTS, clean_document
from mlsys_core.ledger.history import merged_history
from mlsys_core.ledger.plain import canonical
from mlsys_core.ledger.schema import SCHEMA, Document, seconds

Key = TypeVar("Key")
Json = dict[str, Any]

PREDICTION = ("choice", "correct", "locked_at", "predicted", "actual", "unit", "log10_error")
REFLECTION = ("reflection", "reflection_correct", "reflected_at")
JOINED = (
    "lab", "schema", "rev", "status", "started_at", *ACTS, "failures", "constraint_hit", "history",
    "since", "unreadable",
)  # fmt: skip
"""Fields of a record that are put together from both; the others are the later record's."""


def merged(one: Any, other: Any) -> Document:
    """Return the ledger that holds what both hold. What is no ledger raises `NotALedger`."""
    a: Json = dict(clean_document(one))
    b: Json = dict(clean_document(other))
    if canonical(a) == canonical(b):
        return a  # type: ignore[return-value]
    resets = _join(a.get("resets"), b.get("resets"), latest_time)
    devices = _join(a.get("devices"), b.get("devices"), _later_device)
    own = ("schema", "track", "labs", "resets", "devices")
    rest = _join(_without(a, own), _without(b, own), _either)
    track = _either(a.get("track") or None, b.get("track") or None)
    both: Json = {"schema": SCHEMA} | ({"track": track} if track else {}) | rest
    if resets:
        both["resets"] = resets
    if devices:
        both["devices"] = devices
    both["labs"] = _labs(a["labs"], b["labs"], resets)
    return both  # type: ignore[return-value]


def _later_device(a: Json, b: Json) -> Json:
    """Return the later of two states of one device; the same one whichever comes first."""
    return max(a, b, key=lambda entry: (_moment(entry["at"]), canonical(entry)))


def _labs(a: Mapping[str, Json], b: Mapping[str, Json], resets: Mapping[str, str]) -> Json:
    found = {}
    for lab in sorted({*a, *b}):
        records = [_after(ledger[lab], resets.get(lab)) for ledger in (a, b) if lab in ledger]
        kept = [record for record in records if record is not None]
        if kept:
            found[lab] = kept[0] if len(kept) == 1 else merged_records(kept[0], kept[1])
    return found


def _after(record: Json, reset: str | None) -> Json | None:
    """Return a record unless its lab was reset since."""
    return record if _moment(record.get("since")) >= _moment(reset) else None


def merged_records(a: Json, b: Json) -> Json:
    """Merge two clean records of one lab."""
    if canonical(a) == canonical(b):
        return a
    since = [_moment(record.get("since")) for record in (a, b)]
    if since[0] != since[1]:
        return a if since[0] > since[1] else b
    later, equal = _later(a, b)
    record = {name: value for name, value in later.items() if name not in JOINED}
    put = _Put(record, a, b)
    put("lab", max)
    put("schema", max)
    put("rev", max)
    put("status", min)  # complete stands before partial
    put("started_at", earliest_time)
    put("since", latest_time)
    for act in ACTS:
        put(act, merged_act)
    lists = [side["failures"] for side in (a, b) if side.get("failures") is not None]
    if lists:
        all_met = (failure for met in lists for failure in met)
        record["failures"] = merged_failures(all_met, _active_in(later))
    if equal:
        put("constraint_hit", lambda x, y: x or y)
    elif later.get("constraint_hit") is not None:
        record["constraint_hit"] = later["constraint_hit"]
    if any(failure.get("student_triggered") for failure in record.get("failures") or ()):
        record["constraint_hit"] = True
    put("unreadable", lambda x, y: _join(x, y, _either))
    put("history", merged_history)
    return record


class _Put:
    """Joins one field of two records: what only one of them knows is taken from that one."""

    def __init__(self, record: Json, a: Json, b: Json) -> None:
        self.record, self.a, self.b = record, a, b

    def __call__(self, name: str, join: Callable[[Any, Any], Any]) -> None:
        known = [side[name] for side in (self.a, self.b) if side.get(name) is not None]
        if known:
            self.record[name] = known[0] if len(known) == 1 else join(known[0], known[1])


def _later(a: Json, b: Json) -> tuple[Json, bool]:
    """Return the record with the later design, and whether there is nothing to choose."""
    keys = [_latest_key(record) for record in (a, b)]
    return (a if keys[0] >= keys[1] else b), keys[0] == keys[1]


def _latest_key(record: Json) -> tuple[float, str]:
    own = {name: value for name, value in record.items() if name not in JOINED}
    own["active"] = sorted(_active_in(record))
    return _moment(record.get("saved_at")), canonical(own)


def _active_in(record: Json) -> set[str]:
    failures = record.get("failures") or ()
    return {failure_key(failure) for failure in failures if failure.get("active_at_save")}


def merged_act(a: Json, b: Json) -> Json:
    """Merge an act's answers: the earliest prediction and the earliest reflection stand."""
    rest = _join(_without(a, (*PREDICTION, *REFLECTION)), _without(b, (*PREDICTION, *REFLECTION)),
                 _either)  # fmt: skip
    prediction = _first(a, b, PREDICTION)
    return rest | prediction | _first(a, b, REFLECTION)


def _first(a: Json, b: Json, group: tuple[str, ...]) -> Json:
    """Return one answer's fields as the earlier of two acts has them."""
    choice, correct, at = ("choice", "correct", "locked_at")
    if group is REFLECTION:
        choice, correct, at = ("reflection", "reflection_correct", "reflected_at")
    answers = [{name: act[name] for name in group if name in act} for act in (a, b)]

    def rank(answer: Json) -> tuple[bool, float, bool, str]:
        moment = seconds(answer.get(at))
        return (
            answer.get(choice) is None,
            float("inf") if moment is None else moment,
            answer.get(correct) is None,
            canonical(answer),
        )

    return min(answers, key=rank)


def failure_key(failure: Json) -> str:
    """Return what makes two entries the same failure."""
    return str(failure.get("id") or canonical([failure.get(n) for n in ("act", "domain")]))


def merged_failures(all_met: Iterable[Json], active: set[str]) -> list[Json]:
    """Make one list of all failures met; `active` are those of the later design."""
    found: dict[str, Json] = {}
    for failure in all_met:
        name = failure_key(failure)
        found[name] = _merged_failure(found[name], failure) if name in found else failure
    return [
        failure | ({"active_at_save": name in active} if "active_at_save" in failure else {})
        for name, failure in sorted(found.items())
    ]


def _merged_failure(a: Json, b: Json) -> Json:
    joined = ("count", "first_at", "initial", "student_triggered", "active_at_save")
    rest = _join(_without(a, joined), _without(b, joined), _either)
    put = _Put(rest, a, b)
    put("count", max)
    put("first_at", earliest_time)
    for truth in ("initial", "student_triggered", "active_at_save"):
        put(truth, lambda x, y: x or y)
    return rest


def earliest_time(a: str, b: str) -> str:
    """Return the earlier of two times; the order of texts decides between spellings of one."""
    return min(a, b, key=lambda moment: (_moment(moment), moment))


def latest_time(a: str, b: str) -> str:
    """Return the later of two times."""
    return max(a, b, key=lambda moment: (_moment(moment), moment))


def _moment(value: str | None) -> float:
    found = seconds(value)
    return float("-inf") if found is None else found


def _either(a: Any, b: Any) -> Any:
    """Choose between two values nobody can compare, the same one whichever comes first."""
    return max(a, b, key=lambda value: (value is not None, canonical(value)))


def _join(a: Any, b: Any, choose: Callable[[Any, Any], Any]) -> Json:
    a, b = a or {}, b or {}
    return {
        name: choose(a[name], b[name]) if name in a and name in b else (a if name in a else b)[name]
        for name in sorted({*a, *b})
    }


def _without(holder: Mapping[str, Any], names: Iterable[str]) -> Json:
    left_out = set(names)
    return {name: value for name, value in holder.items() if name not in left_out}
