"""Proofs for the build: made once for a state of the sources, and read back until that changes."""

import hashlib
import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import mlsys_core
from mlsys_core import labs
from mlsys_core.proofs import Report, prove
from site_hooks.commit_time import build_date

CORE = Path(mlsys_core.__file__).parent


is_preview = False
"""A preview is rebuilt at every keystroke: it can't wait for proofs, nor stop at a failing one."""


class NotProved(Exception):
    """A build of labs that say what does not hold."""


def reports(cache: Path) -> dict[str, Report | None]:
    """Return the report of every lab; a build with one that fails is refused."""
    found = {lab_id: report_of(lab_id, cache) for lab_id in labs.ids()}
    failures = [
        check.line(report.lab) for report in found.values() if report for check in report.failures
    ]
    if failures and not is_preview:
        raise NotProved("\n".join(failures))
    return found


def report_of(lab_id: str, cache: Path) -> Report | None:
    """Return a lab's report, made anew unless its sources are still the same.

    A preview has none of a lab whose sources have changed.
    """
    kept = cache / f"{lab_id}-{fingerprint(lab_id)}.json"
    if kept.exists():
        return _dated(Report.from_json(json.loads(kept.read_text(encoding="utf-8"))))
    if is_preview:
        return None
    report = _dated(prove(labs.get(lab_id)))
    cache.mkdir(parents=True, exist_ok=True)
    for old in cache.glob(f"{lab_id}-*.json"):
        old.unlink(missing_ok=True)
    kept.write_text(json.dumps(report.to_json()), encoding="utf-8")
    return report


def _dated(report: Report) -> Report:
    """Date a report like everything else of this build: a proof holds for its sources, any day."""
    return replace(report, date=build_date())


def fingerprint(lab_id: str) -> str:
    """Return what tells one state of a lab's sources from another: its own and the shared ones."""
    digest = hashlib.sha256(version("numpy").encode())
    for path in sorted(CORE.rglob("*.py")):
        where = path.relative_to(CORE).as_posix()
        if not where.startswith("labs/") or where.startswith(f"labs/{lab_id}"):
            digest.update(where.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
