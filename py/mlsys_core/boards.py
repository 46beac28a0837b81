"""Boards: a grid of cells in words and signs, where a chart would say less than a list.

A lab says what each cell shows; the page prints the cells once and changes their words as the
reader's numbers change. A cell named after a lab of the course links to that lab's page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.errors import BrokenLab

BoardView = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class State:
    """What a cell can be in: a tone the page colours, with the word and sign printed beside."""

    key: str
    tone: str
    word: str
    sign: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell. `lab` is the id of the lab it stands for, if it stands for one."""

    id: str
    label: str
    title: str
    state: str
    lab: str = ""


@dataclass(frozen=True)
class Row:
    """A named run of cells."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board of an act: `lay(outcome)` returns its rows."""

    id: str
    states: tuple[State, ...]
    lay: Callable[[SimpleNamespace], Iterable[Row]]

    def view(self, outcome: SimpleNamespace) -> BoardView:
        """Return the board as plain data, each cell with its state spelled out."""
        known = {state.key: state for state in self.states}
        return {"rows": [self._row(row, known) for row in self.lay(outcome)]}

    def _row(self, row: Row, known: dict[str, State]) -> dict[str, Any]:
        cells = []
        for cell in row.cells:
            if cell.state not in known:
                raise BrokenLab(
                    f"board {self.id}: cell {cell.id} is {cell.state!r}, no state of it"
                )
            cells.append({**vars(cell), **vars(known[cell.state]), "key": cell.state})
        return {"title": row.title, "cells": cells}
