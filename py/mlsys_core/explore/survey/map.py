"""Two controls over all their settings, the others as the reader has them: what decides where."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from mlsys_core.charts import Chart, Trace, axis, chart
from mlsys_core.controls import Control, key_of
from mlsys_core.explore.asked import Asked
from mlsys_core.explore.survey.distance import Nearest, position_of
from mlsys_core.explore.survey.looks import OUTSIDE, Look, looks
from mlsys_core.own.device import marked
from mlsys_core.palette import PALETTE
from mlsys_core.space.batch import Evaluator
from mlsys_core.space.grid import Indices
from mlsys_core.space.tally import binding_of, is_green, worst_of

Json = dict[str, Any]
TICKS = 12


def survey_map(here: Asked, across: Control, up: Control, nearest: Any = None) -> Json:
    """Return the map as a figure and a table, and where its nearest all-green design lies.

    `nearest` are the settings of the nearest design of the whole survey, by full id, if known.
    """
    evaluator = Evaluator(here.act, here.context, here.ledger)
    grid = evaluator.grid
    position = position_of(grid, here.design)
    order = [control.id for control in grid.axes]
    at, to = order.index(across.id), order.index(up.id)
    indices = _plane(position, at, to, grid.shape)
    batch = evaluator(grid.columns(indices))
    found = Nearest(grid, position)
    covered = tuple(column[batch.inside] for column in indices)
    found.add(covered, is_green(here.act, worst_of(here.act, batch)))
    cells = _cells(here, batch, grid.shape[at])
    kinds = looks(here)
    x = [here.setting_text(across, value) for value in across.values()]
    y = [here.setting_text(up, value) for value in up.values()]
    marks = _marks(here, x, y, (position[at], position[to]), found, (at, to))
    title = f"What decides: {here.name(across)} across, {here.name(up)} up"
    figure = _figure(title, (here.name(across), x), (here.name(up), y), cells, kinds, marks)
    marked(figure, here.context)
    return {
        "figure": figure,
        "key": [
            {"name": look.legend, "severity": look.severity, "hatch": look.hatch}
            for name, look in kinds.items()
            if any(name in row for row in cells)
        ],
        "table": _table(here, across, up, x, y, cells, kinds),
        "green": bool(found.by_steps),
        "here": kinds[cells[position[to]][position[at]]].name,
        "leaves": _leaves(here, across, up, nearest),
    }


def _plane(position: tuple[int, ...], at: int, to: int, shape: tuple[int, ...]) -> Indices:
    """Return every pair of two controls' settings, row by row, with the rest held."""
    import numpy as np

    size = shape[at] * shape[to]
    columns = [np.full(size, where) for where in position]
    columns[to], columns[at] = np.divmod(np.arange(size), shape[at])
    return tuple(columns)


def _cells(here: Asked, batch: Any, width: int) -> list[list[str]]:
    """Return which flag decides in each cell, row by row."""
    import numpy as np

    names = np.full(len(batch.inside), OUTSIDE, dtype=object)
    inside = np.flatnonzero(batch.inside)
    for name, designs in binding_of(here.act, batch).items():
        names[inside[designs]] = name
    rows: list[list[str]] = names.reshape(-1, width).tolist()
    return rows


Mark = tuple[str, int, str, str]


def _marks(
    here: Asked,
    x: list[str],
    y: list[str],
    own: tuple[int, int],
    found: Nearest,
    axes: tuple[int, int],
) -> list[Mark]:
    """Return name, column, row and symbol of the reader's design and of the nearest green one."""
    marks = [("Your design", own[0], y[own[1]], "diamond")]
    if found.by_steps and found.by_steps[0] > 0:
        position = found.by_steps[2]
        marks.append(
            ("Nearest all-green design here", position[axes[0]], y[position[axes[1]]], "star")
        )
    return marks


def _figure(
    title: str,
    x: tuple[str, list[str]],
    y: tuple[str, list[str]],
    cells: list[list[str]],
    kinds: Mapping[str, Look],
    marks: list[Mark],
) -> Chart:
    (x_title, columns), (_, rows) = x, y
    present = [name for name in kinds if any(name in row for row in cells)]
    traces = [_bars(kinds[name], name, rows, cells) for name in present]
    traces += [_mark(*mark) for mark in marks]
    every = max(1, -(-len(columns) // TICKS))
    ticks = list(range(0, len(columns), every))
    across = axis(x_title, bounds=(-0.5, len(columns) - 0.5), ticks=ticks,
                  labels=[columns[tick] for tick in ticks])  # fmt: skip
    upward = axis("") | {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": rows,
        "showgrid": False,
    }
    shown = rows[:: max(1, -(-len(rows) // TICKS))]
    upward |= {"tickmode": "array", "tickvals": shown, "ticktext": shown}
    figure = chart(title, across, upward, traces, barmode="overlay", height=460)
    figure["layout"]["bargap"] = 0
    return figure


def _runs(row: list[str]) -> list[tuple[str, int, int]]:
    """Return name, first column and length of each run of equal cells."""
    runs, start = [], 0
    for name, cells in groupby(row):
        length = len(list(cells))
        runs.append((name, start, length))
        start += length
    return runs


def _bars(look: Look, name: str, rows: list[str], cells: list[list[str]]) -> Trace:
    bars = [
        (label, first, length)
        for label, row in zip(rows, cells, strict=True)
        for of, first, length in _runs(row)
        if of == name
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "name": look.legend,
        "y": [label for label, *_ in bars],
        "x": [length for *_, length in bars],
        "base": [first - 0.5 for _, first, _ in bars],
        "width": 1,
        "marker": look.marker(),
        "hoverinfo": "name+y",
        "meta": {"kind": "cells"},
    }


def _mark(name: str, x: int, y: str, symbol: str) -> Trace:
    star = symbol == "star"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "marker": {
            "symbol": symbol,
            "size": 18 if star else 15,
            "color": PALETTE["paper"],
            "line": {"color": PALETTE["ink"], "width": 2.5},
        },
        "meta": {"kind": "mark"},
    }


def _table(
    here: Asked,
    across: Control,
    up: Control,
    x: list[str],
    y: list[str],
    cells: list[list[str]],
    kinds: Mapping[str, Look],
) -> Json:
    """Return the map in words: for each row and each state, at which settings it decides."""
    present = [name for name in kinds if any(name in row for row in cells)]
    lines = []
    for label, row in zip(y, cells, strict=True):
        texts = []
        for name in present:
            spans = [_span(x, first, length) for of, first, length in _runs(row) if of == name]
            texts.append(", ".join(spans) or "–")
        lines.append([label, *texts])
    heading = f"{here.name(up)}, by {here.name(across)}"
    return {"columns": [heading, *(kinds[name].legend for name in present)], "rows": lines}


def _span(x: list[str], first: int, length: int) -> str:
    return x[first] if length == 1 else f"{x[first]} to {x[first + length - 1]}"


def _leaves(here: Asked, across: Control, up: Control, nearest: Any) -> list[str]:
    """Return the controls, other than the map's two, that the nearest design has elsewhere."""
    if not isinstance(nearest, Mapping):
        return []
    return [
        here.name(control)
        for control in here.axes
        if control not in (across, up)
        and nearest.get(control.id) not in (None, key_of(getattr(here.design, control.id)))
    ]
