"""What a reader would be shown for the default, the corners and some designs in between."""

import json
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from mlsys_core.lab import Act, Lab
from mlsys_core.place import Answer, Place
from mlsys_core.proofs.curves import missing_from_table, stray_markers
from mlsys_core.proofs.report import Check
from mlsys_core.records import record_of
from mlsys_core.space.batch import Evaluator, same
from mlsys_core.space.grid import named
from mlsys_core.views import act_view

CORNERS, BETWEEN, TWINS = 48, 48, 200
SEED = 19_670_418


class _Tally:
    """Counts what was looked at and keeps the first fault of each kind."""

    def __init__(self) -> None:
        self.looked: dict[tuple[str, str], int] = {}
        self.faults: dict[tuple[str, str], str] = {}

    def note(self, kind: str, name: str, faults: Iterator[str] | Sequence[str]) -> None:
        key = (kind, name)
        self.looked[key] = self.looked.get(key, 0) + 1
        for fault in faults:
            self.faults.setdefault(key, fault)

    def checks(self) -> Iterator[Check]:
        for (kind, name), count in self.looked.items():
            fault = self.faults.get((kind, name))
            computed = fault or f"so in {count} designs"
            yield Check(kind, name, fault is None, STATED[kind], computed)


STATED = {
    "view": "can be shown and sent as JSON",
    "how": "every value says how it came about",
    "marker": "every marker on its curve",
    "table": "every number of the chart in its table",
    "record": "can be kept as JSON",
    "twins": "one design alone and in an array give the same",
}


def shown(lab: Lab, act: Act, evaluators: Sequence[Evaluator]) -> Iterator[Check]:
    """Show an act at many designs, and look at all of it."""
    import numpy as np

    tally = _Tally()
    for evaluator in evaluators:
        grid = evaluator.grid
        between = grid.designs(grid.sample(BETWEEN, np.random.default_rng(SEED)))
        for design in [*grid.corners(CORNERS), *between]:
            _look(lab, evaluator, design, tally)
        tally.note("twins", act.id, list(_twins(evaluator)))
    yield from tally.checks()


def _look(lab: Lab, evaluator: Evaluator, design: SimpleNamespace, tally: _Tally) -> None:
    act = evaluator.act
    place = Place(lab, lab.context(evaluator.context.key), lab.settings(evaluator.context, {}), "")
    place.settings |= named(act, design)
    where = ", ".join(f"{name} {value}" for name, value in vars(design).items())
    where = f"{evaluator.context.key}: {where}"
    try:
        outcome = lab.outcome(act, place.context, place.settings, evaluator.ledger)
        view = act_view(place, act, outcome, settled=True, still=True)
        json.dumps(view, allow_nan=False)
    except Exception as error:  # noqa: BLE001 - a reader would see nothing, whatever the reason
        tally.note("view", act.id, [f"{type(error).__name__}: {error} ({where})"])
        return
    tally.note("view", act.id, [])
    for metric in act.metrics:
        how = view["values"][f"{act.id}.{metric.id}"].get("how", "")
        bad = not how or "nan" in how.split()
        tally.note("how", f"{act.id}.{metric.id}", [f"{how!r} ({where})"] if bad else [])
    for name, figure in view["figures"].items():
        if any("on" in trace.get("meta", {}) for trace in figure["data"]):
            tally.note("marker", name, [f"{fault} ({where})" for fault in stray_markers(figure)])
        tally.note("table", name, [f"{fault} ({where})" for fault in missing_from_table(figure)])


def _twins(evaluator: Evaluator) -> Iterator[str]:
    """Compare designs evaluated alone with the same designs evaluated as arrays."""
    import numpy as np

    columns = evaluator.grid.sample(TWINS, np.random.default_rng(SEED + 1))
    batch = evaluator(columns)
    position = 0
    for index, design in enumerate(evaluator.grid.designs(columns)):
        alone = evaluator.alone(design)
        if (alone is None) == bool(batch.inside[index]):
            yield f"inside a law's range one way only: {vars(design)}"
            return
        if alone is None:
            continue
        for side, together in zip(alone, (batch.values, batch.flags), strict=True):
            for name, value in side.items():
                twin = together[name][position]
                if not same(value, twin):
                    yield f"{name} is {value} alone and {twin} in an array: {vars(design)}"
        position += 1


def records(lab: Lab) -> Iterator[Check]:
    """Record a reader who has answered everything, in each context and with each trial ledger."""
    tally = _Tally()
    for context in lab.contexts:
        for ledger in lab.trial_ledgers.values():
            for key in ("a", "b"):
                tally.note("record", lab.id, list(_record(lab, context.key, ledger, key)))
    yield from tally.checks()


def _record(lab: Lab, context: str, ledger: Any, key: str) -> Iterator[str]:
    here = lab.context(context)
    place = Place(lab, here, lab.settings(here, {}), "2024-02-29T00:00:00Z")
    for act in lab.acts:
        for question in act.questions:
            place.answers[f"{act.id}.{question.id}"] = Answer([key], "2024-02-29T00:00:00Z")
    try:
        made = record_of(place, None, now="2024-02-29T00:00:00Z", track="", ledger=ledger)
        json.dumps(made, allow_nan=False)
    except Exception as error:  # noqa: BLE001 - a reader's work would be lost, whatever the reason
        yield f"{type(error).__name__}: {error} ({context})"
