"""The methods of a survey: prepare it, walk on, draw a map.

What is under way is kept between two calls, by the worker that surveys and nobody else; if it
is given up, the page asks anew.
"""

from collections.abc import Mapping
from typing import Any

from mlsys_core.controls import key_of
from mlsys_core.errors import BadValue, LabError
from mlsys_core.explore.asked import Asked, asked
from mlsys_core.explore.survey.findings import findings
from mlsys_core.explore.survey.front import BETTER, Goal
from mlsys_core.explore.survey.map import survey_map
from mlsys_core.explore.survey.prospect import goals, opposed, trial
from mlsys_core.explore.survey.sweep import Sweep
from mlsys_core.space.batch import Evaluator
from mlsys_core.space.walk import Walk

Json = dict[str, Any]
SECONDS_A_STEP = 0.2

_under_way: dict[str, Sweep] = {}


def prospect(request: Mapping[str, Any]) -> Json:
    """Answer `explore.survey.prospect`: how many designs, which results and controls to choose."""
    here = asked(request)
    evaluator = Evaluator(here.act, here.context, here.ledger)
    walk, batch = Walk(evaluator), trial(evaluator)
    choices = goals(here, batch)
    pair = opposed(choices, batch)
    wide = [c for c in evaluator.grid.axes if len(c.values()) > 1]
    first = sorted(wide, key=lambda control: len(control.values()) < 3)[:2]
    return {
        "designs": evaluator.grid.size,
        "count": walk.count,
        "seed": walk.seed,
        "results": [
            {"id": g.metric.id, "name": here.name(g.metric), "better": g.better} for g in choices
        ],
        "front": list(here.act.tradeoff) or [goal.metric.id for goal in pair or ()],
        "controls": [{"id": c.id, "name": here.name(c)} for c in wide],
        "map": [control.id for control in first],
    }


def begin(request: Mapping[str, Any]) -> Json:
    """Answer `explore.survey.begin`: `across` and `up` are `{"id", "better"}` of two results."""
    here = asked(request)
    across, up = (_goal(here, request[side]) for side in ("across", "up"))
    sweep = Sweep.of(here, across, up)
    _under_way.clear()
    _under_way[here.act.id] = sweep
    return {"count": sweep.walk.count, "seed": sweep.walk.seed}


def _goal(here: Asked, wanted: Mapping[str, Any]) -> Goal:
    if wanted.get("better") not in BETTER:
        raise BadValue("better", wanted.get("better"), f"it takes {' or '.join(BETTER)}")
    return Goal(here.metric(wanted.get("id")), str(wanted["better"]))


def go(request: Mapping[str, Any]) -> Json:
    """Answer `explore.survey.go`: walk on for a moment; at the end say what was found."""
    sweep = _under_way.get(request["act"])
    if sweep is None:
        raise LabError(f"no survey of {request['act']} is under way; it starts with `begin`")
    sweep.go(SECONDS_A_STEP)
    answer: Json = {"done": sweep.tally.tried, "count": sweep.walk.count}
    if sweep.finished:
        del _under_way[request["act"]]
        answer["findings"] = findings(sweep)
    return answer


def draw_map(request: Mapping[str, Any]) -> Json:
    """Answer `explore.survey.map`: two controls over their settings, the others the reader's."""
    here = asked(request)
    across, up = here.control(request["across"]), here.control(request["up"])
    if across is up:
        raise BadValue("up", key_of(up.id), "a map takes two different controls")
    return survey_map(here, across, up, request.get("nearest"))
