"""The table beside every chart: built from the figure, so it can't say anything else."""

from dataclasses import dataclass
from typing import Any

from mlsys_core.display import NOTHING, significant


@dataclass(frozen=True)
class Table:
    """Column headings and rows of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(figure: dict[str, Any]) -> Table:
    """Return a figure's numbers: one row an x, one column a series."""
    layout = figure["layout"]
    traces = figure["data"]
    kinds = {trace.get("meta", {}).get("kind") for trace in traces}
    if "polygon" in kinds:
        return _spokes(traces)
    if "cells" in kinds:
        return _ranges(layout, traces)
    flat = [t for t in traces if t.get("orientation") == "h"]
    along, across = ("y", "x") if flat else ("x", "y")
    heading = _axis_title(layout, along) or _axis_title(layout, across)
    positions: list[Any] = []
    for trace in traces:
        positions += [p for p in trace[along] if p not in positions]
    if all(isinstance(p, int | float) for p in positions):
        positions.sort()
    columns = [_column(trace, along, across) for trace in traces]
    rows = tuple(
        (_cell(position), *(column.get(position, NOTHING) for column in columns))
        for position in positions
    )
    return Table((heading, *(str(trace["name"]) for trace in traces)), rows)


def _spokes(traces: list[dict[str, Any]]) -> Table:
    """Return a radar's values: one row a spoke, one column a polygon."""
    polygons = [trace for trace in traces if trace["meta"]["kind"] == "polygon"]
    spokes = polygons[0]["meta"]["spokes"]
    values = [[_cell(value) for value in trace["meta"]["values"]] for trace in polygons]
    rows = tuple(zip(spokes, *values, strict=True))
    return Table(("Spoke", *(str(trace["name"]) for trace in polygons)), rows)


def _ranges(layout: dict[str, Any], traces: list[dict[str, Any]]) -> Table:
    """Return a heat map in words: one row a row, and for each level the columns that have it."""
    names = layout["yaxis"]["categoryarray"]
    heading = f"{_axis_title(layout, 'y')} by {_axis_title(layout, 'x')}"
    columns = [[", ".join(_runs(trace, name)) or NOTHING for name in names] for trace in traces]
    rows = tuple(zip(names, *columns, strict=True))
    return Table((heading, *(str(trace["name"]) for trace in traces)), rows)


def _runs(trace: dict[str, Any], name: str) -> list[str]:
    """Return the columns of one row that a trace covers, neighbours together."""
    if trace["meta"]["kind"] != "cells":
        here = [x for x, y in zip(trace["x"], trace["y"], strict=True) if y == name]
        starts = [x for x in here if x - 1 not in here]
        ends = [x for x in here if x + 1 not in here]
        return [_run(first, last) for first, last in zip(starts, ends, strict=True)]
    bars = zip(
        trace["y"], trace["base"], trace["x"], trace["marker"]["pattern"]["shape"], strict=True
    )
    return [
        _run(base + 0.5, base + length - 0.5) + (f" ({trace['meta']['hatched']})" if shape else "")
        for row, base, length, shape in bars
        if row == name
    ]


def _run(first: float, last: float) -> str:
    return f"{first:g}" if first == last else f"{first:g} to {last:g}"


def _column(trace: dict[str, Any], along: str, across: str) -> dict[Any, str]:
    """Return a series by position; an upright line has both its ends at one position."""
    column: dict[Any, str] = {}
    if trace.get("meta", {}).get("kind") == "no_data":
        return dict.fromkeys(trace[along], "no data")
    for position, value in zip(trace[along], trace[across], strict=True):
        before = f"{column[position]}, " if position in column else ""
        column[position] = before + _cell(value)
    return column


def _axis_title(layout: dict[str, Any], letter: str) -> str:
    return str(layout.get(f"{letter}axis", {}).get("title", {}).get("text", ""))


def _cell(value: Any) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else significant(float(value), 4)
