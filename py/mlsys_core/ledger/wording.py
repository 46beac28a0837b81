"""How a record's facts are put into words, in reports and on the ledger page alike."""

from collections.abc import Mapping
from typing import Any

from mlsys_core import course, labs
from mlsys_core.display import NOTHING, significant
from mlsys_core.questions import Question

Json = Mapping[str, Any]

ACT_NAMES = {"act1": "Act I", "act2": "Act II"}


def lab_name(lab_id: str) -> str:
    """Return a lab's short name and title; an id the course doesn't have is shown as it is."""
    for entry in course.LABS:
        if entry.id == lab_id:
            return f"{entry.label} {entry.title}"
    return lab_id


def in_order(lab_ids: Any) -> list[str]:
    """Return lab ids in the order of the course; others follow by name."""
    places = {entry.id: index for index, entry in enumerate(course.LABS)}
    return sorted(lab_ids, key=lambda lab_id: (places.get(lab_id, len(places)), lab_id))


def number(value: Any) -> str:
    """Return a number with four digits, a dash for none.

    >>> number(16.328125), number(None), number(True)
    ('16.33', '–', '–')
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NOTHING
    if value != 0 and not 1e-4 <= abs(value) < 1e9:
        return f"{value:.3e}"
    return significant(value, 4)


def plain_value(value: Any) -> str:
    """Return a setting or a result as text.

    >>> plain_value(True), plain_value("hdd"), plain_value(None), plain_value([1])
    ('yes', 'hdd', '–', '[1]')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or NOTHING
    if isinstance(value, int | float):
        return number(value)
    return NOTHING if value is None else str(value)


def verdict_word(correct: Any) -> str:
    """Return what a judgement says; unknown is not wrong."""
    return {True: "right", False: "wrong"}.get(correct, "not scored")


def factor_off(log10_error: Any) -> str:
    """Return how far a numeric prediction was from the physics.

    >>> factor_off(-1.0), factor_off(0.3010299956639812), factor_off(0.0), factor_off(None)
    ('10 times too low', '2 times too high', 'on the spot', '')
    """
    if isinstance(log10_error, bool) or not isinstance(log10_error, int | float):
        return ""
    if abs(log10_error) < 0.005:
        return "on the spot"
    if abs(log10_error) > 300:
        return "off beyond all measure"
    return (
        f"{significant(10 ** abs(log10_error), 3)} times too {'high' if log10_error > 0 else 'low'}"
    )


def question_of(lab_id: str, name: str) -> Question | None:
    """Return a lab's question, None where lab or question is not (or no longer) there."""
    if lab_id not in labs.ids():
        return None
    lab = labs.get(lab_id)
    for act in lab.acts:
        for kind, question in zip(("prediction", "reflection"), act.questions, strict=True):
            if name == f"{act.id}.{kind}":
                return question
    return None


def misconception(lab_id: str, name: str, key: Any) -> str:
    """Return the idea an option encodes; empty for a right one or an unknown one."""
    question = question_of(lab_id, name)
    options = question.options if question else ()
    return next((option.misconception for option in options if option.key == key), "")


def act_of(record: Json, act: str) -> Json:
    """Return an act's answers, empty where there are none."""
    found = record.get(act)
    return found if isinstance(found, Mapping) else {}


def failures_met(record: Json) -> list[Json]:
    """Return the failures that count: the reader's hand led there, or they stood at the save."""
    return [
        failure
        for failure in record.get("failures") or ()
        if failure.get("student_triggered") or failure.get("active_at_save")
    ]
