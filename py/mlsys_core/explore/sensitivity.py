"""What one small step of each control, down and up, does to each result of the reader's design."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import Chart, axis, bars, chart
from mlsys_core.controls import Control, Slider, Switch, Value
from mlsys_core.display import MINUS, plain
from mlsys_core.explore.asked import LABEL_WIDTH, Asked, asked, lines, tall
from mlsys_core.metrics import Metric
from mlsys_core.own.device import marked
from mlsys_core.tables import table_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One control moved to a neighbouring setting, and what becomes of the design."""

    control: Control
    up: bool
    setting: Value
    outcome: SimpleNamespace


def sensitivity(request: Mapping[str, Any]) -> Json:
    """Answer `explore.sensitivity`: the tornado of `metric`, and every effect as a table.

    Without a `metric` the first result that any step moves is taken.
    """
    here = asked(request)
    base = here.outcome()
    steps = [step for control in here.axes for step in steps_around(here, control)]
    moved = [metric for metric in here.act.metrics if _is_numeric(metric, base)]
    chosen = _chosen(here, request.get("metric"), moved, base, steps)
    answer: Json = {
        "outside": base.outside_law,
        "metrics": [{"id": metric.id, "name": here.name(metric)} for metric in moved],
        "metric": chosen.id if chosen else None,
        "effects": _effects(here, base, steps),
    }
    if chosen and steps:
        figure = marked(tornado(here, chosen, base, steps), here.context)
        answer |= {"figure": figure, "table": vars(table_of(figure))}
    return answer


def steps_around(here: Asked, control: Control) -> list[Step]:
    """Evaluate the settings next to the present one: below it, above it, or both."""
    return [
        Step(control, up, setting, here.with_setting(control, setting))
        for up, setting in neighbours(control, getattr(here.design, control.id))
    ]


def neighbours(control: Control, value: Value) -> list[tuple[bool, Value]]:
    """Return the settings one step down (False) and one step up (True) from a value.

    >>> neighbours(Slider(id="x", minimum=0, maximum=10, step=5, default=0), 0)
    [(True, 5)]
    """
    if isinstance(control, Switch):
        return [(not value, not value)]
    settings = control.values()
    if isinstance(control, Slider) and value not in settings:
        low = max((s for s in settings if s < value), default=None)  # type: ignore[operator]
        high = min((s for s in settings if s > value), default=None)  # type: ignore[operator]
    else:
        at = settings.index(value)
        low = settings[at - 1] if at > 0 else None
        high = settings[at + 1] if at + 1 < len(settings) else None
    found: list[tuple[bool, Value | None]] = [(False, low), (True, high)]
    return [(up, setting) for up, setting in found if setting is not None]


def _is_numeric(metric: Metric, outcome: SimpleNamespace) -> bool:
    value = plain(getattr(outcome, metric.id))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _chosen(
    here: Asked, wanted: object, moved: list[Metric], base: SimpleNamespace, steps: list[Step]
) -> Metric | None:
    for metric in moved:
        if metric.id == wanted:
            return metric
    for metric in moved:
        if any(change(metric, base, step) for step in steps):
            return metric
    return moved[0] if moved else None


def change(metric: Metric, base: SimpleNamespace, step: Step) -> float | None:
    """Return by how much a step changes a result; None where it has no value any more."""
    before = plain(getattr(base, metric.id))
    after = plain(getattr(step.outcome, metric.id))
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return None
    difference = after - before
    return 0.0 if math.isclose(before, after, rel_tol=1e-12) else difference


def tornado(here: Asked, metric: Metric, base: SimpleNamespace, steps: list[Step]) -> Chart:
    """Draw how far one step of each control carries a result, the longest reach on top."""
    reach: dict[str, float] = {}
    for step in steps:
        size = abs(change(metric, base, step) or 0.0)
        reach[step.control.id] = max(reach.get(step.control.id, 0.0), size)
    ranked = sorted(reach, key=lambda name: -reach[name])
    rows = {name: here.name(here.control(name)) for name in ranked}
    traces, ends = [], [(0.0, "")]
    for up, color, pattern in ((False, "series2", "/"), (True, "series1", "")):
        found = {s.control.id: s for s in steps if s.up is up}
        values = [change(metric, base, found[n]) if n in found else None for n in ranked]
        texts = [_bar_text(metric, base, found.get(n)) for n in ranked]
        ends += [(value or 0.0, text) for value, text in zip(values, texts, strict=True)]
        name = "One step up, or on" if up else "One step down, or off"
        drawn = bars(name, [rows[n] for n in ranked], values, color=color, pattern=pattern,
                     text=texts, text_at="outside", horizontal=True)  # fmt: skip
        hints = [_step_text(here, found.get(n)) for n in ranked]
        traces.append(drawn | {"hovertext": hints, "hoverinfo": "text+x+name"})
    value = metric.text(plain(getattr(base, metric.id)))
    title = f"{here.name(metric)}: {value} now, and what one step of each control changes"
    labels = [lines(rows[name], LABEL_WIDTH) for name in ranked]
    upward = axis("", ticks=list(range(len(labels))), labels=labels) | {"autorange": "reversed"}
    across = axis("Change", bounds=_room_for(ends))
    figure = chart(title, across, upward, traces, legend=True, height=150 + 54 * len(ranked))
    return tall(figure)


CHARACTER = 1 / 25  # of a chart's width, on a phone
WIDEST = 0.42


def _room_for(ends: list[tuple[float, str]]) -> tuple[float, float]:
    """Return bounds that leave room beside the bars for what they say."""
    low, high = min(size for size, _ in ends), max(size for size, _ in ends)
    left = max((len(text) for size, text in ends if size < 0), default=0)
    right = max((len(text) for size, text in ends if size >= 0), default=0)
    shares = [min(WIDEST, CHARACTER * length) for length in (left, right)]
    whole = ((high - low) or 1.0) / (1 - sum(shares))
    return low - shares[0] * whole, high + shares[1] * whole


def _bar_text(metric: Metric, base: SimpleNamespace, step: Step | None) -> str:
    return "" if step is None else signed(metric, change(metric, base, step))


def _step_text(here: Asked, step: Step | None) -> str:
    return "" if step is None else f"to {here.setting_text(step.control, step.setting)}"


def signed(metric: Metric, size: float | None) -> str:
    """Return a change with its sign, in the metric's own unit and format."""
    if size is None:
        return "no value"
    if size == 0:
        return "no change"
    text = metric.text(abs(size))
    if not any(digit in text for digit in "123456789"):
        text = f"{abs(size):.2g}"
    return f"{'+' if size > 0 else MINUS}{text}"


def _effects(here: Asked, base: SimpleNamespace, steps: list[Step]) -> Json:
    """Return every result at every step as a table, and the states that each step turns."""
    metrics = here.act.metrics
    columns = ["Step", *(here.name(metric) for metric in metrics), "States"]
    now = ["Your design", *(metric.text(plain(getattr(base, metric.id))) for metric in metrics)]
    rows = [[*now, _raised(here, base)]]
    for step in steps:
        texts = [metric.text(plain(getattr(step.outcome, metric.id))) for metric in metrics]
        to = here.setting_text(step.control, step.setting)
        name = f"{here.name(step.control)}: {to}"
        rows.append([name, *texts, _turned(here, base, step.outcome)])
    return {"columns": columns, "rows": rows}


def _raised(here: Asked, outcome: SimpleNamespace) -> str:
    names = [here.name(flag) for flag in here.act.flags if getattr(outcome, flag.id)]
    return ", ".join(names) or "none"


def _turned(here: Asked, base: SimpleNamespace, after: SimpleNamespace) -> str:
    if after.outside_law:
        return str(after.outside_law)
    words = []
    for flag in here.act.flags:
        was, now = bool(getattr(base, flag.id)), bool(getattr(after, flag.id))
        if was != now:
            words.append(f"{'enters' if now else 'leaves'} {here.name(flag)}")
    return ", ".join(words) or "as now"
