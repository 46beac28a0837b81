"""What an instructor needs of each lab: what its questions ask, and the idea behind each answer."""

from collections.abc import Iterator

from mlsys_core import course, labs
from mlsys_core.lab import Lab
from mlsys_core.questions import Question
from site_hooks.elements import Element
from site_hooks.reference_html import Cell, folded, table

NAMES = {"prediction": "Prediction", "reflection": "Reflection"}


def build_misconceptions(parent: Element) -> None:
    """Append a fold a lab, since it gives every answer away."""
    for lab_id in labs.ids():
        entry = course.entry(lab_id)
        fold = folded(parent, f"{entry.label} {entry.title}: answers and the ideas behind them")
        table(
            fold,
            f"Answers of {entry.label}",
            ("Question", "Right", "What leads to the others", "Why it is right"),
            list(_rows(labs.get(lab_id))),
        )


def _rows(lab: Lab) -> Iterator[tuple[Cell, ...]]:
    for number, act in enumerate(lab.acts, start=1):
        for question in act.questions:
            name = f"{NAMES[question.id]} {'I' * number}"
            right = None if act.reads_ledger else question.right_key(lab)
            yield (
                name,
                right.upper() if right else "by the reader's ledger",
                _ideas(question),
                question.ruled[1] if question.ruled else "computed from the scenario",
            )


def _ideas(question: Question) -> str:
    return "; ".join(
        f"{option.key.upper()}: {option.misconception}"
        for option in question.options
        if option.misconception
    )
