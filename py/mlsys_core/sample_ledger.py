"""A ledger nobody wrote: all labs recorded, to try the archaeology on before one's own is full."""

from typing import Any

from mlsys_core import course

_HITS = {
    "memory": "v1_01 v1_05 v1_08 v1_10 v1_11 v2_04 v2_10",
    "network": "v2_02 v2_03",
    "scale": "v2_05",
    "energy_cost": "v1_03 v1_13 v1_15 v2_01 v2_15",
    "serving": "v1_02 v1_13 v2_10",
    "compute": "v1_07 v1_12",
    "reliability": "v1_14 v2_07",
    "trust": "v1_15 v2_13 v2_14",
}
_STILL_OPEN = "v1_07 v2_07 v2_15"
_WRONG = {
    "act1": "v1_01 v1_04 v1_08 v1_12 v1_13 v2_02 v2_05 v2_07 v2_10 v2_13",
    "act2": "v1_05 v1_12 v1_15 v2_03 v2_08 v2_10 v2_14",
}


def sample_ledger() -> dict[str, Any]:
    """Return the sample as the document a browser would keep; each call makes a new one."""
    labs = {entry.id: _record(entry) for entry in course.LABS if entry.id != course.CAPSTONE}
    return {"schema": 2, "track": "sample", "labs": labs}


def _record(entry: course.Entry) -> dict[str, Any]:
    hits = [domain for domain in course.DOMAINS if entry.id in _HITS[domain].split()]
    still_open = entry.id in _STILL_OPEN.split()
    return {
        "lab": entry.id,
        "schema": 2,
        "rev": 1,
        "status": "complete",
        "track": "sample",
        "act1": {"correct": entry.id not in _WRONG["act1"].split()},
        "act2": {"correct": entry.id not in _WRONG["act2"].split()},
        "failures": [
            {"domain": domain, "student_triggered": True, "active_at_save": still_open}
            for domain in hits
        ],
        "constraint_hit": bool(hits),
        "final_ok": not still_open,
    }
