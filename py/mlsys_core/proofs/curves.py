"""Whether a marker lies on the curve it names, and whether a chart's table holds the chart."""

import math
from collections.abc import Iterator
from typing import Any

from mlsys_core.display import significant
from mlsys_core.proofs.shapes import faults_of_shape, is_shape, kind_of, misses_cell
from mlsys_core.tables import table_of

DUST = 1e-9
Point = tuple[float, float]


def stray_markers(figure: dict[str, Any]) -> Iterator[str]:
    """Say of each marker that is off its curve where it is and where the curve is."""
    traces = {trace["name"]: trace for trace in figure["data"]}
    for trace in figure["data"]:
        on = trace.get("meta", {}).get("on")
        if on is None:
            continue
        if on not in traces:
            yield f"marker {trace['name']!r} names a curve {on!r} that the figure does not have"
            continue
        for x, y in zip(trace["x"], trace["y"], strict=True):
            if x is None or y is None:
                continue
            fault = _off(traces[on], x, y, figure["layout"])
            if fault:
                yield f"marker {trace['name']!r} at ({_brief(x)}, {_brief(y)}): {on!r} {fault}"


def _off(curve: dict[str, Any], x: Any, y: Any, layout: dict[str, Any]) -> str:
    """Say how a point misses a curve; nothing where it lies on it."""
    if kind_of(curve) == "cells":
        return misses_cell(curve, x, y)
    pairs = [p for p in zip(curve["x"], curve["y"], strict=True) if None not in p]
    exact = [b for a, b in pairs if a == x or _near(a, x)]
    if exact:
        return "" if any(b == y or _near(b, y) for b in exact) else f"has {_list(exact)} there"
    numeric = all(isinstance(v, int | float) for p in pairs for v in p)
    if not numeric or not isinstance(x, int | float):
        return "has no such place"
    steps = all(float(b).is_integer() for _, b in pairs)
    bounds = _bounds(_scaled(pairs, layout), _coordinate(x, layout, "xaxis"), steps=steps)
    if bounds is None:
        first, last = min(a for a, _ in pairs), max(a for a, _ in pairs)
        return f"is drawn from {first:g} to {last:g} only"
    low, high = (_value(b, layout, "yaxis") for b in bounds)
    slack = DUST * max(abs(low), abs(high))
    if low - slack <= y <= high + slack:
        return ""
    return f"runs between {low:.9g} and {high:.9g} there"


def _list(values: list[Any]) -> str:
    return " or ".join(_brief(value) for value in values)


def _brief(value: Any) -> str:
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _near(a: Any, b: Any) -> bool:
    both = isinstance(a, int | float) and isinstance(b, int | float)
    return both and math.isclose(a, b, rel_tol=DUST, abs_tol=1e-15)


def _scaled(pairs: list[Point], layout: dict[str, Any]) -> list[Point]:
    """Return a curve's points as drawn: logarithms on a logarithmic axis, from left to right."""
    return sorted(
        (_coordinate(a, layout, "xaxis"), _coordinate(b, layout, "yaxis")) for a, b in pairs
    )


def _coordinate(value: float, layout: dict[str, Any], axis: str) -> float:
    if layout[axis].get("type") != "log":
        return float(value)
    return math.log(value) if value > 0 else -math.inf


def _value(coordinate: float, layout: dict[str, Any], axis: str) -> float:
    return math.exp(coordinate) if layout[axis].get("type") == "log" else coordinate


def _bounds(points: list[Point], x: float, *, steps: bool) -> Point | None:
    """Return between which heights a curve passes x, None where it is not drawn.

    Where a curve bends one way, it runs between the chord of its two neighbouring samples and the
    two next chords drawn out to x. A straight line leaves no room at all. A count goes in steps: it
    may have either neighbour's height.
    """
    right = next((i for i, (a, _) in enumerate(points) if a > x), None)
    if right is None or right == 0:
        return None
    heights = [_line(points[right - 1], points[right], x)]
    if right >= 2:
        heights.append(_line(points[right - 2], points[right - 1], x))
    if right + 1 < len(points):
        heights.append(_line(points[right], points[right + 1], x))
    if steps or (len(points) > 2 and len(heights) == 2):
        heights += [points[right - 1][1], points[right][1]]
    finite = [h for h in heights if math.isfinite(h)]
    return (min(finite), max(finite)) if finite else None


def _line(first: Point, second: Point, x: float) -> float:
    (x1, y1), (x2, y2) = first, second
    return y1 if x1 == x2 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)


def missing_from_table(figure: dict[str, Any]) -> Iterator[str]:
    """Say which number of a chart its table does not hold, found by looking each one up."""
    table = table_of(figure)
    if is_shape(figure):
        yield from faults_of_shape(figure, table)
        return
    rows = {row[0]: row for row in table.rows}
    for trace in figure["data"]:
        along, across = ("y", "x") if trace.get("orientation") == "h" else ("x", "y")
        column = table.columns.index(str(trace["name"]))
        for place, drawn in zip(trace[along], trace[across], strict=True):
            # The length of a hatched bar means nothing; the table says so in words.
            value = "no data" if kind_of(trace) == "no_data" else drawn
            row = rows.get(_text(place))
            if row is None or _text(value) not in row[column].split(", "):
                held = "no such row" if row is None else repr(row[column])
                yield f"{trace['name']!r} at {place}: {value} in the chart, {held} in the table"


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else significant(float(value), 4)
