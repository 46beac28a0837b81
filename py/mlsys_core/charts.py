"""Charts as plain Plotly dicts, in one visual language, each with a table of the same numbers.

A chart is built from series (`curve`, `bars`, `marker`, `rule`), two `axis` descriptions and
`chart`, which puts them together. Colours are roles of `PALETTE`; the page swaps them for its dark
scheme. No series is told from another by colour alone: dashes, symbols and direct labels help.
"""

import math
from collections.abc import Sequence
from typing import Any

from mlsys_core.display import NBSP
from mlsys_core.palette import PALETTE

Chart = dict[str, Any]
Trace = dict[str, Any]
Numbers = Sequence[float | None]


def axis(
    title: str,
    *,
    log: int | None = None,
    bounds: tuple[float, float] | None = None,
    ticks: Sequence[float] | None = None,
    labels: Sequence[str] | None = None,
    hidden: bool = False,
) -> dict[str, Any]:
    """Describe an axis. Bounds and ticks are data values on linear and log axes alike."""
    layout: dict[str, Any] = {
        "title": {"text": title, "standoff": 8},
        "gridcolor": PALETTE["grid"],
        "linecolor": PALETTE["muted"],
        "zerolinecolor": PALETTE["muted"],
        "automargin": True,
        "fixedrange": True,
    }
    if log:
        layout["type"] = "log"
    if bounds:
        layout["range"] = [math.log10(b) for b in bounds] if log else list(bounds)
    if ticks is not None:
        layout["tickmode"] = "array"
        layout["tickvals"] = list(ticks)
        layout["ticktext"] = list(labels) if labels else [f"{tick:,g}" for tick in ticks]
    if hidden:
        layout["visible"] = False
    return layout


def curve(
    name: str,
    x: Sequence[float],
    y: Numbers,
    *,
    color: str = "series1",
    dash: str = "solid",
    width: float = 2.5,
    label: str = "",
    label_at: str = "top left",
) -> Trace:
    """Draw a line; `label` is printed at its right end, so that no legend is needed."""
    trace: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": {"color": PALETTE[color], "dash": dash, "width": width},
        "meta": {"kind": "curve"},
    }
    if label:
        trace["mode"] = "lines+text"
        trace["text"] = ["" for _ in x[:-1]] + [_beside(label, label_at)]
        trace["textposition"] = label_at
        # a pale line is seen, pale letters are not read
        trace["textfont"] = {"color": PALETTE["muted" if color == "pale" else color]}
    return trace


def _beside(label: str, label_at: str) -> str:
    """Leave room at the start of a label for a marker that may stand on its point."""
    return f"{NBSP * 3}{label}" if label and label_at.endswith("right") else label


def frontier(name: str, x: Sequence[float], y: Numbers) -> Trace:
    """Draw a Pareto frontier: a broad band, under the curves whose points may lie on it."""
    band = curve(name, x, y, color="pale", width=10)
    return band | {"opacity": 0.7}


def rule(
    name: str,
    x: Sequence[float] | Sequence[str],
    y: Sequence[float] | Sequence[str],
    *,
    color: str = "muted",
    dash: str = "dot",
    label: bool = True,
    label_at: str = "top right",
) -> Trace:
    """Draw a straight reference line, named at its start, or at its end if the text goes left."""
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+text" if label else "lines",
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": {"color": PALETTE[color], "dash": dash, "width": 1.5},
        "meta": {"kind": "rule"},
    }
    if isinstance(y[0], str):
        trace["orientation"] = (
            "h"  # across the categories of horizontal bars, and so in their table
        )
    if label:
        blank = [""] * (len(x) - 1)
        trace["text"] = [*blank, name] if label_at.endswith("left") else [name, *blank]
        trace["textposition"] = label_at
        trace["textfont"] = {"color": PALETTE[color]}
    return trace


MARKER_SIZES = {"diamond": 15, "star": 20}


def marker(
    name: str,
    x: float,
    y: float | None,
    *,
    on: str,
    symbol: str = "diamond",
    color: str = "series1",
    label: str = "",
    label_at: str = "bottom right",
) -> Trace:
    """Mark the current design on the curve named by `on`; the proof checks that it lies there.

    The symbols of a design are the larger, so that they still show where another marker lies.
    """
    return {
        "type": "scatter",
        "mode": "markers+text" if label else "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "text": [_beside(label, label_at)],
        "textposition": label_at,
        "textfont": {"color": PALETTE[color]},
        "marker": {
            "symbol": symbol,
            "size": MARKER_SIZES.get(symbol, 9),
            "color": PALETTE[color],
            "line": {"color": PALETTE["paper"], "width": 2},
        },
        "meta": {"kind": "marker", "on": on},
    }


def bars(
    name: str,
    categories: Sequence[str],
    values: Numbers,
    *,
    color: str | Sequence[str] = "series1",
    text: Sequence[str] | None = None,
    text_at: str = "auto",
    pattern: str | Sequence[str] = "",
    horizontal: bool = False,
    outlined: Sequence[bool] | None = None,
) -> Trace:
    """Draw bars with their values printed; `pattern` ("/", "x", ".") tells fills apart."""
    fills = PALETTE[color] if isinstance(color, str) else [PALETTE[c] for c in color]
    trace: Trace = {
        "type": "bar",
        "name": name,
        "marker": {
            "color": fills,
            "pattern": {
                "shape": pattern if isinstance(pattern, str) else list(pattern),
                "fillmode": "overlay",
                "fgopacity": 0.3,
            },
        },
        "cliponaxis": False,
        "meta": {"kind": "bars"},
    }
    along, across = ("y", "x") if horizontal else ("x", "y")
    trace[along], trace[across] = list(categories), list(values)
    if horizontal:
        trace["orientation"] = "h"
    if text is not None:
        trace["text"] = list(text)
        trace["textposition"] = text_at
    if outlined is not None:
        trace["marker"]["line"] = {
            "color": PALETTE["ink"],
            "width": [3 if chosen else 0 for chosen in outlined],
        }
    return trace


def dots(
    name: str,
    categories: Sequence[str],
    values: Numbers,
    *,
    filled: Sequence[bool],
    text: Sequence[str],
    color: str = "series1",
) -> Trace:
    """Draw one dot a row, where a log axis robs bars of their meaning. Filled ones stand out."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": list(categories),
        "text": list(text),
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {
            "symbol": ["circle" if full else "circle-open" for full in filled],
            "size": 14,
            "color": PALETTE[color],
            "line": {"color": PALETTE[color], "width": 2.5},
        },
        "meta": {"kind": "dots"},
    }


def chart(
    title: str,
    x: dict[str, Any],
    y: dict[str, Any],
    traces: Sequence[Trace],
    *,
    legend: bool = False,
    barmode: str = "group",
    height: int = 380,
) -> Chart:
    """Put series and axes together into one Plotly figure."""
    below_axis_title = -60 / (height - 96)
    return {
        "data": list(traces),
        "layout": {
            "title": {"text": title, "x": 0, "xanchor": "left", "font": {"size": 15}},
            "xaxis": x,
            "yaxis": y,
            "showlegend": legend,
            "legend": {
                "orientation": "h",
                "yanchor": "top",
                "y": below_axis_title,
                "x": 0,
                "traceorder": "normal",
            },
            "barmode": barmode,
            "height": height,
            "margin": {"l": 56, "r": 20, "t": 44, "b": 52},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"color": PALETTE["ink"], "size": 13},
            "hovermode": "closest",
            "dragmode": False,
        },
    }


def log_steps(first: float, last: float, per_octave: int = 4) -> list[float]:
    """Return points evenly spaced on a log2 scale, exact at whole octaves.

    >>> log_steps(1, 4, per_octave=2)
    [1.0, 1.4142135623730951, 2.0, 2.8284271247461903, 4.0]
    """
    count = round(math.log2(last / first) * per_octave)
    return [first * 2 ** (i / per_octave) for i in range(count + 1)]
