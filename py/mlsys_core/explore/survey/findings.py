"""What a finished survey says: shares, the nearest all-green design, the front, designs to try."""

import math
from typing import Any

from mlsys_core.acts import SEVERITIES
from mlsys_core.charts import Chart, axis, chart, curve
from mlsys_core.controls import key_of
from mlsys_core.display import decimals, plain
from mlsys_core.explore.asked import LABEL_WIDTH, Asked, lines, tall
from mlsys_core.explore.survey.distance import Position, is_ordered, position_of, steps_between
from mlsys_core.explore.survey.front import Front, Goal
from mlsys_core.explore.survey.looks import OUTSIDE, WORDS, looks
from mlsys_core.explore.survey.sweep import Sweep
from mlsys_core.own.device import marked
from mlsys_core.palette import PALETTE
from mlsys_core.space.tally import NONE
from mlsys_core.tables import table_of

Json = dict[str, Any]
TO_TRY = 8
CURVE_POINTS = 400
TITLE_WIDTH = 28  # characters: an axis of a chart on a phone is no longer


def findings(sweep: Sweep) -> Json:
    """Return everything a page shows of a finished survey."""
    tally = sweep.tally
    figure = marked(_shares(sweep), sweep.here.context)
    return {
        "tally": {
            "tried": tally.tried,
            "designs": sweep.evaluator.grid.size,
            "seed": sweep.walk.seed,
            "outside": tally.outside,
            "worst": tally.worst,
            "raised": tally.raised,
            "binding": tally.binding,
        },
        "summary": summary(sweep),
        "severities": _severities(sweep),
        "shares": {"figure": figure, "table": _states(sweep)},
        "nearest": _nearest(sweep),
        "front": _front(sweep),
        "designs": _to_try(sweep),
    }


def percent(count: int, of: int) -> str:
    r"""Return a share with as many decimals as show that it is not nothing.

    >>> percent(612, 8800), percent(3, 1_000_000), percent(0, 10)
    ('6.95\xa0%', '0.0003\xa0%', '0\xa0%')
    """
    if count == 0 or of == 0:
        return "0\N{NO-BREAK SPACE}%"
    share = 100 * count / of
    places = 2
    while round(share, places) == 0:
        places += 1
    return f"{decimals(share, places)}\N{NO-BREAK SPACE}%"


def summary(sweep: Sweep) -> str:
    """Say in a sentence or two what was walked, and how much of it is all green."""
    tally, designs = sweep.tally, sweep.evaluator.grid.size
    green = sweep.greens
    share = f"{percent(green, tally.tried)} of them ({green:,}) are all green."
    if sweep.walk.seed is None:
        return f"All {designs:,} designs of this act in this context were computed: {share}"
    margin = 300 * math.sqrt(0.25 / tally.tried)
    return (
        f"Of {designs:,} designs a sample of {tally.tried:,} was computed, in which every setting"
        f" of every control comes up equally often (stratified, seed {sweep.walk.seed}): {share}"
        f" A share of the whole lies within {margin:.2f} points of one given here, almost surely."
    )


def _severities(sweep: Sweep) -> Json:
    tally = sweep.tally
    words = WORDS | {NONE: "no state raised"}
    rows = [
        [words[severity], f"{tally.worst[severity]:,}", percent(tally.worst[severity], tally.tried)]
        for severity in (*SEVERITIES, NONE)
        if tally.worst[severity]
    ]
    if tally.outside:
        outside = percent(tally.outside, tally.tried)
        rows.append(["outside the laws' range", f"{tally.outside:,}", outside])
    return {"columns": ["Worst state of a design", "Designs", "Share"], "rows": rows}


def _decided(sweep: Sweep) -> dict[str, int]:
    """Return how many designs each state decides, worst states first."""
    counts = {**sweep.tally.binding, OUTSIDE: sweep.tally.outside}
    return {name: counts[name] for name in looks(sweep.here) if counts[name]}


def _shares(sweep: Sweep) -> Chart:
    kinds, tried = looks(sweep.here), sweep.tally.tried
    decided = _decided(sweep)
    names = [kinds[name].legend for name in decided]
    shares = [100 * count / tried for count in decided.values()]
    fills = [kinds[name].marker() for name in decided]
    trace = {
        "type": "bar",
        "orientation": "h",
        "name": "Share of the designs",
        "y": names,
        "x": shares,
        "text": [percent(count, tried) for count in decided.values()],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [fill["color"] for fill in fills],
            "pattern": fills[0]["pattern"] | {"shape": [fill["pattern"]["shape"] for fill in fills]}
            if fills
            else {},
        },
        "meta": {"kind": "bars"},
    }
    labels = [lines(name, LABEL_WIDTH) for name in names]
    upward = axis("", ticks=list(range(len(names))), labels=labels) | {"autorange": "reversed"}
    across = axis("Share (%)", bounds=(0, 1.5 * max(shares, default=100.0)))
    title = "What decides the designs"
    return tall(chart(title, across, upward, [trace], height=130 + 54 * len(names)))


def _states(sweep: Sweep) -> Json:
    tally, kinds = sweep.tally, looks(sweep.here)
    rows = [
        [
            kinds[name].legend,
            f"{count:,}",
            percent(count, tally.tried),
            f"{tally.raised[name]:,}" if name in tally.raised else "–",
        ]
        for name, count in ({**tally.binding, OUTSIDE: tally.outside}).items()
        if count or name in tally.raised
    ]
    columns = ["State", "Designs it decides", "Share", "Designs that raise it"]
    return {"columns": columns, "rows": rows}


def _nearest(sweep: Sweep) -> Json | None:
    """Return what to move, and how far, for the nearest all-green design."""
    best = sweep.nearest.by_steps
    if best is None:
        return None
    return {
        "steps": best[0],
        "exact": sweep.walk.seed is None,
        "moves": moves(sweep, best[2]),
        "settings": settings(sweep, best[2]),
    }


def moves(sweep: Sweep, position: Position) -> list[Json]:
    """Return the controls that a design has elsewhere than the reader, and by how many steps."""
    here, grid = sweep.here, sweep.evaluator.grid
    found = []
    own = position_of(grid, here.design)
    for control, mine, other in zip(grid.axes, own, position, strict=True):
        if mine == other:
            continue
        found.append(
            {
                "control": control.id,
                "name": here.name(control),
                "from": here.setting_text(control, getattr(here.design, control.id)),
                "to": here.setting_text(control, control.values()[other]),
                "steps": int(steps_between(control, mine, other)) if is_ordered(control) else None,
                "up": other > mine,
            }
        )
    return found


def settings(sweep: Sweep, position: Position) -> dict[str, str]:
    """Return a design as the page's controls take it."""
    grid = sweep.evaluator.grid
    return {c.id: key_of(c.values()[at]) for c, at in zip(grid.axes, position, strict=True)}


def _front(sweep: Sweep) -> Json:
    here, front = sweep.here, sweep.front
    across, up = front.across, front.up
    traces = [
        _line(front, "All designs", "pale", "solid", 8),
        _line(sweep.safe_front, "Designs without a failure", "good", "solid", 2.5),
    ]
    outcome = here.outcome()
    own = [plain(getattr(outcome, goal.metric.id)) for goal in (across, up)]
    if all(isinstance(value, int | float) for value in own):
        traces.append(_own(own))
    title = (
        f"{here.name(across.metric)} against {here.name(up.metric)}: what can't be beaten in both"
    )
    sides = (_side(here, across), _side(here, up))
    figure = tall(chart(title, *sides, traces, legend=True, height=400))
    marked(figure, here.context)
    return {
        "figure": figure,
        "table": vars(table_of(figure)),
        "count": len(front.points()),
        "safe": len(sweep.safe_front.points()),
    }


def _side(here: Asked, goal: Goal) -> Json:
    """Name an axis: which way is better, too, where a phone has room for it."""
    name, unit = here.name(goal.metric), goal.metric.unit
    if unit not in ("", "-", "key", "score", "x", "0..1") and not name.endswith(unit):
        name += f", {unit}"
    whole = f"{name} ({goal.better} is better)"
    return axis(whole if len(whole) <= TITLE_WIDTH else lines(name, TITLE_WIDTH))


def _line(front: Front, name: str, color: str, dash: str, width: float) -> Json:
    points = front.points()
    every = max(1, -(-len(points) // CURVE_POINTS))
    kept = points[::every]
    line = curve(name, [x for x, *_ in kept], [y for _, y, _ in kept], color=color, dash=dash,
                 width=width)  # fmt: skip
    dots = {"mode": "lines+markers", "marker": {"color": PALETTE[color], "size": 7}}
    # Between two points of a front lies no design: the line goes in steps and says so.
    shape = "hv" if front.across.better == "less" else "vh"
    return line | dots | {"line": line["line"] | {"shape": shape}}


def _own(own: list[Any]) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Your design",
        "x": [own[0]],
        "y": [own[1]],
        "marker": {"symbol": "diamond", "size": 15, "color": PALETTE["series2"],
                   "line": {"color": PALETTE["paper"], "width": 2}},
        "meta": {"kind": "marker", "on": ""},
    }  # fmt: skip


def _to_try(sweep: Sweep) -> list[Json]:
    """Return a handful of designs worth a look, each with what it takes to get there."""
    found: dict[Position, str] = {}
    near = sweep.nearest
    if near.by_steps:
        found.setdefault(near.by_steps[2], "Nearest all-green design")
    if near.by_controls:
        found.setdefault(near.by_controls[2], "All green with the fewest controls moved")
    points = sweep.safe_front.points() or sweep.front.points()
    among = "On the front, without a failure" if sweep.safe_front.points() else "On the front"
    room = TO_TRY - len(found)
    every = max(1, -(-len(points) // room))
    for _, _, position in [*points[::every], *points[-1:]]:
        found.setdefault(position, among)
    return [_design(sweep, position, why) for position, why in found.items()]


def _design(sweep: Sweep, position: Position, why: str) -> Json:
    here, grid = sweep.here, sweep.evaluator.grid
    there = {c.id: c.values()[at] for c, at in zip(grid.axes, position, strict=True)}
    named = {**here.settings, **{f"{here.act.id}.{name}": value for name, value in there.items()}}
    outcome = here.lab.outcome(here.act, here.context, named, here.ledger)
    goals = (sweep.front.across, sweep.front.up)
    return {
        "why": why,
        "settings": settings(sweep, position),
        "moves": moves(sweep, position),
        "results": [
            {
                "name": here.name(goal.metric),
                "text": goal.metric.text(plain(getattr(outcome, goal.metric.id))),
            }
            for goal in goals
        ],
        "states": [here.name(flag) for flag in here.act.flags if getattr(outcome, flag.id)],
    }
