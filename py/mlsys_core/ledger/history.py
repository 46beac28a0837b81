"""The two attempts a record keeps beside its latest: the first one finished, and the best one.

Until a lab is complete for the first time, its first attempt is the one still under way. The best
is best by the lab's own score, kept with each attempt, so that two can be compared without the lab.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mlsys_core.ledger.plain import canonical
from mlsys_core.ledger.schema import seconds

Json = dict[str, Any]

_COPIED = (
    "rev", "saved_at", "status", "lab_version", "core_version", "context", "design", "metrics",
)  # fmt: skip


def attempt_of(record: Mapping[str, Any], score: list[float]) -> Json:
    """Return what a record says of the design it holds now."""
    failures = record.get("failures") or ()
    return {name: record.get(name) for name in _COPIED} | {
        "failing": sorted(f["id"] for f in failures if f.get("active_at_save") and f.get("id")),
        "score": score,
    }


def with_attempt(history: Mapping[str, Any] | None, attempt: Json) -> Json:
    """Return the history after one more attempt; it never holds more than two."""
    return merged_history(dict(history or {}), {"first": attempt, "best": attempt})


def merged_history(a: Json, b: Json) -> Json:
    """Return the first and the best attempt of two histories."""
    extras = {
        name: max((h[name] for h in (a, b) if name in h), key=canonical)
        for name in sorted({*a, *b} - {"first", "best"})
    }
    return extras | _chosen("first", a, b, _first_rank) | _chosen("best", a, b, _best_rank)


def _chosen(name: str, a: Json, b: Json, rank: Callable[[Json], Any]) -> Json:
    attempts = [history[name] for history in (a, b) if history.get(name) is not None]
    return {name: max(attempts, key=rank)} if attempts else {}


def _first_rank(attempt: Json) -> tuple[bool, float, str]:
    complete = attempt.get("status") == "complete"
    moment = seconds(attempt.get("saved_at"))
    if moment is None:
        return (complete, float("-inf"), canonical(attempt))
    return (complete, -moment if complete else moment, canonical(attempt))


def _best_rank(attempt: Json) -> tuple[int, list[float], float, str]:
    """Rank by score; scores of another version of the lab are not comparable, the newer counts."""
    moment = seconds(attempt.get("saved_at"))
    return (
        attempt.get("lab_version") or 0,
        attempt.get("score") or [],
        float("-inf") if moment is None else -moment,
        canonical(attempt),
    )
