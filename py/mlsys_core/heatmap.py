"""The heat map from bars: rows of cells, each with a level told by lightness, the worst ones empty.

Cells of one level that touch are one bar, so that seventy columns stay light to draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mlsys_core.charts import Chart, Trace, axis, chart
from mlsys_core.palette import PALETTE

LEVEL_COLORS = tuple(f"step{level}" for level in range(7))
"""From the lowest level to the highest, one hue."""


@dataclass(frozen=True)
class HeatCell:
    """One cell: its level, whether it is hatched, whether it carries a dot."""

    level: int
    hatched: bool = False
    dotted: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """What levels, hatch, dot and the reader's own cell are called."""

    level: Sequence[str]
    hatched: str
    dotted: str
    here: str


def heat_map(
    title: str,
    *,
    x: tuple[str, Sequence[int]],
    y: tuple[str, Sequence[str]],
    cells: Sequence[Sequence[HeatCell]],
    words: Words,
    here: tuple[int, str],
    height: int = 440,
) -> Chart:
    """Draw rows of cells from the bottom up; a diamond marks the reader's own cell.

    `x` and `y` are a title with the columns' numbers, one apart, and the rows' names.
    """
    (x_title, columns), (y_title, rows) = x, y
    levels = [_level(level, words, columns, rows, cells) for level in range(len(words.level))]
    own = cells[rows.index(here[1])][columns.index(here[0])]
    traces = [
        *levels,
        _dots(words.dotted, columns, rows, cells),
        _diamond(words.here, here, on=words.level[own.level]),
    ]
    across = axis(x_title, bounds=(columns[0] - 0.5, columns[-1] + 0.5))
    upward = axis(y_title) | {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(rows),
        "showgrid": False,
    }
    if len(rows) > 13:
        upward |= {"tickmode": "array", "tickvals": list(rows[::3]), "ticktext": list(rows[::3])}
    figure = chart(title, across, upward, traces, legend=True, barmode="overlay", height=height)
    figure["layout"]["bargap"] = 0
    return figure


def _level(
    level: int,
    words: Words,
    columns: Sequence[int],
    rows: Sequence[str],
    cells: Sequence[Sequence[HeatCell]],
) -> Trace:
    """Draw every cell of one level as bars: a row's neighbours together."""
    bars = []
    for name, row in zip(rows, cells, strict=True):
        for (of_level, hatched), run in groupby(
            zip(columns, row, strict=True), key=lambda pair: (pair[1].level, pair[1].hatched)
        ):
            places = [column for column, _ in run]
            if of_level == level:
                bars.append((name, places[0], len(places), hatched))
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.level[level],
        "y": [name for name, *_ in bars],
        "x": [length for _, _, length, _ in bars],
        "base": [first - 0.5 for _, first, _, _ in bars],
        "width": 1,
        "marker": {
            "color": PALETTE[LEVEL_COLORS[level]],
            "pattern": {
                "shape": ["/" if hatched else "" for *_, hatched in bars],
                "fgcolor": PALETTE["ink"],
                "fillmode": "overlay",
                "size": 7,
                "solidity": 0.15,
            },
        },
        "hoverinfo": "name+y",
        "meta": {"kind": "cells", "hatched": words.hatched},
    }


def _dots(
    name: str, columns: Sequence[int], rows: Sequence[str], cells: Sequence[Sequence[HeatCell]]
) -> Trace:
    dotted = [
        (column, row_name)
        for row_name, row in zip(rows, cells, strict=True)
        for column, cell in zip(columns, row, strict=True)
        if cell.dotted
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [column for column, _ in dotted],
        "y": [row for _, row in dotted],
        "marker": {"symbol": "circle", "size": 4, "color": PALETTE["paper"],
                   "line": {"color": PALETTE["ink"], "width": 1}},
        "hoverinfo": "skip",
        "meta": {"kind": "dots"},
    }  # fmt: skip


def _diamond(name: str, here: tuple[int, str], *, on: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [here[0]],
        "y": [here[1]],
        "marker": {"symbol": "diamond", "size": 14, "color": PALETTE["series2"],
                   "line": {"color": PALETTE["paper"], "width": 2}},
        "meta": {"kind": "marker", "on": on},
    }  # fmt: skip
