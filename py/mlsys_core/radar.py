"""The radar chart as a polygon: a spoke a quantity, 0 in the middle, 100 % at the outer ring."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from mlsys_core.charts import Chart, Trace, axis, chart
from mlsys_core.display import NBSP, significant
from mlsys_core.palette import PALETTE

RINGS = (25, 50, 75, 100)
FEWEST_SPOKES = 3
LABEL_AT = 122
NO_DATA = "no data"


def radar(title: str, name: str, spokes: Mapping[str, float | None], *, height: int = 400) -> Chart:
    """Draw percentages by spoke; what is unknown is marked as such and left out of the polygon.

    Two points make no shape: with fewer than three known spokes the values are listed instead.
    """
    known = {spoke: value for spoke, value in spokes.items() if value is not None}
    traces = [_ring(percent, len(spokes)) for percent in RINGS]
    traces += [_labels(spokes), _polygon(name, spokes)]
    if len(known) < FEWEST_SPOKES:
        traces.append(_list(known))
    across = axis("", bounds=(-190, 190), hidden=True)
    upward = axis("", bounds=(-145, 145), hidden=True)
    figure = chart(title, across, {**upward, "scaleanchor": "x"}, traces, height=height)
    figure["layout"]["margin"] |= {"l": 4, "r": 4, "b": 8}
    return figure


def at_spoke(value: float, index: int, count: int) -> tuple[float, float]:
    """Return where a value lies on a spoke; the first one points up, the rest follow clockwise.

    >>> at_spoke(50, 0, 8)
    (0.0, 50.0)
    """
    angle = 2 * math.pi * index / count
    return value * math.sin(angle), value * math.cos(angle)


def _ring(percent: int, count: int) -> Trace:
    corners = [at_spoke(percent, index, count) for index in range(count + 1)]
    outermost = percent == RINGS[-1]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{percent}{NBSP}%",
        "x": [x for x, _ in corners],
        "y": [y for _, y in corners],
        "line": {"color": PALETTE["muted" if outermost else "grid"], "width": 1,
                 "dash": "dot" if outermost else "solid"},
        "hoverinfo": "skip",
        "meta": {"kind": "ring"},
    }  # fmt: skip


def _labels(spokes: Mapping[str, float | None]) -> Trace:
    places = [at_spoke(LABEL_AT, index, len(spokes)) for index in range(len(spokes))]
    texts = [
        f"{name}<br>{NO_DATA if value is None else f'{significant(value, 3)}{NBSP}%'}"
        for name, value in spokes.items()
    ]
    return _texts("Spokes", places, texts)


def _polygon(name: str, spokes: Mapping[str, float | None]) -> Trace:
    count, known = len(spokes), [value for value in spokes.values() if value is not None]
    corners = [
        at_spoke(value, index, count)
        for index, value in enumerate(spokes.values())
        if value is not None
    ]
    closed = len(known) >= FEWEST_SPOKES
    outline = [*corners, corners[0]] if closed else corners
    return {
        "type": "scatter",
        "mode": "lines+markers" if closed else "markers",
        "name": name,
        "x": [x for x, _ in outline],
        "y": [y for _, y in outline],
        "fill": "toself" if closed else "none",
        "fillcolor": "rgba(26,127,75,0.18)",
        "line": {"color": PALETTE["good"], "width": 2.5},
        "marker": {"color": PALETTE["good"], "size": 8},
        "meta": {"kind": "polygon", "spokes": list(spokes), "values": list(spokes.values())},
    }


def _list(known: Mapping[str, float]) -> Trace:
    lines = [f"{name} {significant(value, 3)}{NBSP}%" for name, value in known.items()]
    text = "<br>".join(["Too few for a shape.", *lines] if lines else ["Nothing scored yet."])
    return _texts("List", [(0.0, 0.0)], [text])


def _texts(
    name: str, places: Sequence[tuple[float, float]], texts: Sequence[str]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": list(texts),
        "textfont": {"color": PALETTE["ink"], "size": 12},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "meta": {"kind": "labels"},
    }
