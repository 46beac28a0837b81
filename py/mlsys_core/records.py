"""One lab's record in the Design Ledger: what was predicted, built, measured and broken.

A missing field means unknown, never false. The first committed answer stays on record for good; the
rest follows the reader's latest design. Beside it stand the first design finished and the best one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mlsys_core import __version__
from mlsys_core.display import plain
from mlsys_core.lab import Act, Lab, Run, act_settings
from mlsys_core.ledger.clean import clean_record
from mlsys_core.ledger.history import attempt_of, with_attempt
from mlsys_core.ledger.schema import SCHEMA, seconds
from mlsys_core.place import FailureTrace, Place
from mlsys_core.questions import verdict

_VOLATILE = ("rev", "saved_at", "history")


def record_of(
    place: Place, previous: Mapping[str, Any] | None, *, now: str, track: str, ledger: Any = None
) -> dict[str, Any]:
    """Return the lab's record for this place, building on the one kept so far."""
    lab = place.lab
    before: dict[str, Any] = dict(clean_record(previous, lab.id)) if previous else {}
    complete = _all_answered(place) or before.get("status") == "complete"
    run = _open_run(place, ledger, complete)
    failures = _failures(place, before.get("failures"))
    record = before | {
        "lab": lab.id,
        "schema": SCHEMA,
        "lab_version": lab.version,
        "core_version": __version__,
        "status": "complete" if complete else "partial",
        "started_at": before.get("started_at") or place.started_at,
        "track": track,
        "context": place.context.key,
        "design": _design(place, run),
        "metrics": _metrics(lab, run),
        "failures": failures,
        "constraint_hit": _constraint_hit(place, failures),
        "final_ok": _final_ok(place, failures),
        "extra": _own_fields(lab.record.extra, run),
    }
    for act in lab.acts:
        record[act.id] = _act_record(place, act, before.get(act.id), ledger)
    changed = _content(record) != _content(before)
    record["rev"] = int(before.get("rev") or 0) + (1 if changed else 0)
    record["saved_at"] = now if changed else before.get("saved_at", now)
    if changed:
        attempt = attempt_of(record, lab.better(lab, run))
        record["history"] = with_attempt(before.get("history"), attempt)
    return record


def _open_run(place: Place, ledger: Any, complete: bool) -> Run:
    """Evaluate the opened acts; one whose design no law covers has no outcome to record.

    What a reader chose to look at is not recorded, so view controls count at their defaults.
    """
    acts, context = place.acts_on_record, place.context
    settings = dict(place.settings)
    for act in acts:
        for control in act.controls:
            if control.view:
                settings[f"{act.id}.{control.id}"] = control.default_in(context.key)
    outcomes = {act.id: place.lab.outcome(act, context, settings, ledger) for act in acts}
    return Run(
        context,
        {act.id: act_settings(act, settings) for act in acts},
        {name: outcome for name, outcome in outcomes.items() if not outcome.outside_law},
        ledger,
        complete,
    )


def worth_saving(place: Place) -> bool:
    """Whether there is anything to record: the first locked prediction starts the record."""
    return bool(place.acts_on_record)


def _content(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _VOLATILE}


def _all_answered(place: Place) -> bool:
    return all(
        place.first_answer(f"{act.id}.{question.id}") is not None
        for act in place.lab.acts
        for question in act.questions
    )


def _act_record(
    place: Place, act: Act, before: Mapping[str, Any] | None, ledger: Any
) -> dict[str, Any]:
    """Return an act's answers; a first answer already on record is kept as it is.

    Only one locked in even earlier, in another tab, takes its place. One that could not be judged
    yet, for want of evidence, is judged as soon as it can be.
    """
    kept = dict(before or {})
    lab, question = place.lab, act.prediction
    answer = place.answers.get(f"{act.id}.{question.id}")
    if answer and answer.first and _comes_first(answer.locked_at, kept, "choice", "locked_at"):
        kept |= {
            "choice": answer.first,
            "correct": None,
            "locked_at": answer.locked_at,
            "predicted": question.option(answer.first).predicted,
            "actual": question.actual(lab) if question.actual else None,
            "unit": question.unit or None,
            "log10_error": question.log10_error(lab, answer.first),
        }
    if kept.get("choice") and kept.get("correct") is None:
        kept["correct"] = verdict(kept["choice"], question.right_key(lab, ledger))
    given = place.answers.get(f"{act.id}.{act.reflection.id}")
    if given and given.first and _comes_first(given.locked_at, kept, "reflection", "reflected_at"):
        right = act.reflection.right_key(lab, ledger)
        kept |= {
            "reflection": given.first,
            "reflection_correct": verdict(given.first, right),
            "reflected_at": given.locked_at,
        }
    return kept


def _comes_first(moment: str, kept: Mapping[str, Any], choice: str, at: str) -> bool:
    """Whether an answer was given before the one on record, or there is none."""
    if kept.get(choice) is None:
        return True
    now, then = seconds(moment), seconds(kept.get(at))
    return now is not None and then is not None and now < then


def _design(place: Place, run: Run) -> dict[str, Any]:
    recorded = {
        f"{act.id}.{control.id}": place.settings[f"{act.id}.{control.id}"]
        for act in place.acts_on_record
        for control in act.controls
        if not control.view
    }
    return recorded | _own_fields(place.lab.record.design, run)


def _metrics(lab: Lab, run: Run) -> dict[str, Any]:
    measured = {
        f"{act.id}.{metric.id}": plain(getattr(run.outcomes[act.id], metric.id))
        for act in lab.acts
        if act.id in run.outcomes
        for metric in act.metrics
    }
    return measured | _own_fields(lab.record.metrics, run)


def _own_fields(fields: Mapping[str, Callable[[Run], Any]], run: Run) -> dict[str, Any]:
    """Compute a lab's own fields; those of an act still locked are left out, as unknown."""
    found: dict[str, Any] = {}
    for name, compute in fields.items():
        try:
            found[name] = plain(compute(run))
        except AttributeError:
            continue
    return found


def _failures(place: Place, before: Any) -> list[dict[str, Any]]:
    """Return every failure met, now or in an earlier round of this lab."""
    earlier = {f["id"]: f for f in before or () if isinstance(f, Mapping) and "id" in f}
    found = []
    for act in place.lab.acts:
        for flag in act.flags:
            name = f"{act.id}.{flag.id}"
            trace = place.failures.get(name)
            if not flag.is_failure or not (trace or name in earlier):
                continue
            trace, old = trace or FailureTrace(), earlier.get(name, {})
            found.append(
                {
                    "id": name,
                    "act": act.id,
                    "domain": flag.domain,
                    "severity": flag.severity,
                    "count": max(trace.count, int(old.get("count") or 0)),
                    "first_at": old.get("first_at") or trace.first_at,
                    "initial": bool(trace.initial or old.get("initial")),
                    "student_triggered": bool(
                        trace.student_triggered or old.get("student_triggered")
                    ),
                    "active_at_save": trace.active,
                }
            )
    return found


def _constraint_hit(place: Place, failures: list[dict[str, Any]]) -> bool | None:
    if any(f["student_triggered"] or f["active_at_save"] for f in failures):
        return True
    return False if _failing_acts_open(place) else None


def _final_ok(place: Place, failures: list[dict[str, Any]]) -> bool | None:
    if any(f["active_at_save"] for f in failures):
        return False
    return True if _failing_acts_open(place) else None


def _failing_acts_open(place: Place) -> bool:
    """Whether every act that can fail has been entered: only then is "no failure" known."""
    return all(place.is_open(act) for act in place.lab.acts if any(f.is_failure for f in act.flags))
