"""Charts whose coordinates are not their data: radars and heat maps, and the tables beside them."""

import math
import re
from collections.abc import Iterator
from typing import Any

from mlsys_core.display import significant
from mlsys_core.tables import Table

DUST = 1e-9
_RUN = re.compile(r"(\d+)(?: to (\d+))?(?: \([^)]*\))?")


def kind_of(trace: dict[str, Any]) -> str:
    """Return what a trace is, as its builder says."""
    return str(trace.get("meta", {}).get("kind", ""))


def is_shape(figure: dict[str, Any]) -> bool:
    """Whether a figure is a radar or a heat map."""
    return any(kind_of(trace) in ("polygon", "cells") for trace in figure["data"])


def faults_of_shape(figure: dict[str, Any], table: Table) -> Iterator[str]:
    """Say what a radar or a heat map shows that its table does not say, or the other way round."""
    rows = {row[0]: row for row in table.rows}
    for trace in figure["data"]:
        if kind_of(trace) == "polygon":
            yield from _faults_of_polygon(trace, table, rows)
        elif kind_of(trace) in ("cells", "dots", "marker"):
            yield from _faults_of_cells(trace, table, rows)
    if any(kind_of(trace) == "cells" for trace in figure["data"]):
        yield from _gaps(figure)


def misses_cell(trace: dict[str, Any], x: float, y: str) -> str:
    """Say how a marker misses the cells it names; nothing where it stands on one of them."""
    covered = _covered(trace).get(y, [])
    return "" if x in covered else f"has {covered or 'nothing'} in that row"


def _faults_of_polygon(
    trace: dict[str, Any], table: Table, rows: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    """Recompute each corner from its value: the distance from the middle, along its spoke."""
    spokes, values = trace["meta"]["spokes"], trace["meta"]["values"]
    column = table.columns.index(trace["name"])
    corners = list(zip(trace["x"], trace["y"], strict=True))
    for index, (spoke, value) in enumerate(zip(spokes, values, strict=True)):
        said = rows[spoke][column] if spoke in rows else "no such row"
        if value is None:
            if said != "–":
                yield f"{spoke} is unknown, but the table says {said!r}"
            continue
        angle = 2 * math.pi * index / len(spokes)
        wanted = (value * math.sin(angle), value * math.cos(angle))
        if not any(math.dist(corner, wanted) <= DUST * 100 for corner in corners):
            yield f"no corner at {value:g} on the spoke {spoke}"
        if said != significant(float(value), 4):
            yield f"{spoke} is {value} in the chart, {said!r} in the table"


def _faults_of_cells(
    trace: dict[str, Any], table: Table, rows: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    """Read each row of the table back into columns and compare them with what is drawn."""
    column = table.columns.index(trace["name"])
    drawn = _covered(trace)
    for name, row in rows.items():
        read: list[int] = []
        for first, last in _RUN.findall(row[column]):
            read += range(int(first), int(last or first) + 1)
        if sorted(read) != sorted(drawn.get(name, [])):
            shown = sorted(drawn.get(name, []))
            yield f"{trace['name']!r} in row {name!r}: {shown} in the chart, {row[column]!r} said"


def _covered(trace: dict[str, Any]) -> dict[str, list[int]]:
    """Return the columns that a trace covers, row by row."""
    covered: dict[str, list[int]] = {}
    if kind_of(trace) == "cells":
        for row, base, length in zip(trace["y"], trace["base"], trace["x"], strict=True):
            first = round(base + 0.5)
            covered.setdefault(row, []).extend(range(first, first + length))
    else:
        for row, place in zip(trace["y"], trace["x"], strict=True):
            covered.setdefault(row, []).append(int(place))
    return covered


def _gaps(figure: dict[str, Any]) -> Iterator[str]:
    """Every cell has one level: no bar lies over another, and none is missing."""
    drawn: dict[str, list[int]] = {}
    for trace in figure["data"]:
        if kind_of(trace) == "cells":
            for row, places in _covered(trace).items():
                drawn.setdefault(row, []).extend(places)
    low, high = figure["layout"]["xaxis"]["range"]
    columns = list(range(math.ceil(low), math.floor(high) + 1))
    for row in figure["layout"]["yaxis"]["categoryarray"]:
        if sorted(drawn.get(row, [])) != columns:
            yield f"row {row!r} covers {sorted(drawn.get(row, []))}"
