"""The journey of V2-17: one cell a lab, in the state the reader's ledger has it in."""

from types import SimpleNamespace
from typing import Any

from mlsys_core import archaeology, course
from mlsys_core.archaeology import LabRecord
from mlsys_core.boards import Cell, Row, State

STATES = (
    State(key="none", tone="none", word="none", sign="–"),
    State(key="begun", tone="none", word="begun", sign="…"),
    State(key="clear", tone="good", word="no hit", sign="✓"),
    State(key="hit", tone="fair", word="hit", sign="!"),
    State(key="open", tone="bad", word="open", sign="✗"),
    State(key="here", tone="here", word="this lab", sign="○"),
)


def cells_of(ledger: Any) -> dict[str, str]:
    """Return the state of every lab's cell."""
    found = {record.entry.id: record for record in archaeology.records_in(ledger)}
    cells = {f"cell_{entry.id}": _state(found.get(entry.id)) for entry in course.LABS}
    return cells | {f"cell_{course.CAPSTONE}": "here"}


def _state(record: LabRecord | None) -> str:
    if record is None:
        return "none"
    if record.constraint_hit is None:
        return "begun"
    if not record.constraint_hit:
        return "clear"
    return "hit" if record.final_ok else "open"


def lay_journey(v: SimpleNamespace) -> list[Row]:
    """Return a row a volume, a cell a lab."""
    return [
        Row(
            name,
            tuple(
                Cell(
                    id=entry.id,
                    label=entry.label,
                    title=entry.title,
                    state=getattr(v, f"cell_{entry.id}"),
                    lab=entry.id,
                )
                for entry in course.LABS
                if entry.volume == number
            ),
        )
        for number, name in course.VOLUMES.items()
    ]
