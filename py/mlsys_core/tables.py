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


def _column(trace: dict[str, Any], along: str, across: str) -> dict[Any, str]:
    """Return a series by position; an upright line has both its ends at one position."""
    column: dict[Any, str] = {}
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
