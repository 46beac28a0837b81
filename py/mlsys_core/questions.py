"""Predictions and reflections: options, the idea a wrong one encodes, the key that is right."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mlsys_core.errors import BadValue, BrokenLab

if TYPE_CHECKING:
    from mlsys_core.lab import Lab

KEYS = ("a", "b", "c", "d")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer. Its text lives on the page; here is what it stands for."""

    key: str
    misconception: str = ""
    """The idea that leads to this answer; empty for a right one."""
    predicted: float | None = None
    """The figure this answer commits to, where the question is about a figure."""
    reasoning: Callable[[], float] | None = None
    """The formula, mistaken or not, that gives `predicted`."""


Key = Callable[["Lab", Any], str | None]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with options `a` to `d`.

    `right` computes the right key from the lab's scenario (and the reader's ledger, for labs that
    read it); `ruled` names the reason where no formula decides. Exactly one of the two is given.
    """

    id: str
    options: tuple[Option, ...]
    right: Key | None = None
    ruled: tuple[str, str] | None = None
    """`(key, reason)` for a question of meaning that no computation decides."""
    actual: Callable[["Lab"], float] | None = None
    unit: str = ""
    gives_away: tuple[str, ...] = ()
    """Words that would give the answer away if they stood on the page before the lock."""
    stand_in: Callable[[SimpleNamespace], Any] | None = None
    """Given the act's settings: a ledger to practise on in place of the reader's, None for theirs.

    An answer given on a stand-in is practice: it is judged by the stand-in and never on record.
    """

    def __post_init__(self) -> None:
        """Refuse keys out of order, and a question without exactly one way to be right."""
        if tuple(option.key for option in self.options) != KEYS[: len(self.options)]:
            raise BrokenLab(f"question {self.id}: options must be {', '.join(KEYS)} in order")
        if (self.right is None) == (self.ruled is None):
            raise BrokenLab(f"question {self.id}: give `right` or `ruled`, not both, not neither")

    def right_key(self, lab: "Lab", ledger: Any = None) -> str | None:
        """Return the right option's key, or None where the question can't be scored yet."""
        if self.ruled is not None:
            return self.ruled[0]
        assert self.right is not None
        return self.right(lab, ledger)

    def option(self, key: object) -> Option:
        """Return the option with this key, or raise `BadValue`."""
        for option in self.options:
            if option.key == key:
                return option
        raise BadValue(self.id, key, f"it takes {', '.join(o.key for o in self.options)}")

    def log10_error(self, lab: "Lab", key: str) -> float | None:
        """Return how many decades a numeric prediction was off; None where nothing is numeric."""
        predicted = self.option(key).predicted
        if predicted is None or self.actual is None:
            return None
        return math.log10(predicted / self.actual(lab))


def verdict(choice: str | None, right: str | None) -> bool | None:
    """Say whether a choice is right; None where there is no choice or nothing to judge it by."""
    return None if choice is None or right is None else choice == right


def nearest_prediction(question_id: str) -> Key:
    """Return a rule: right is the option whose figure is closest to the scenario's, in decades."""

    def right(lab: "Lab", _ledger: Any) -> str:
        question = lab.question(question_id)

        def distance(option: Option) -> float:
            error = question.log10_error(lab, option.key)
            if error is None:
                raise BrokenLab(f"question {question_id}: option {option.key} predicts no figure")
            return abs(error)

        return min(question.options, key=distance).key

    return right


def only_option(answers: Callable[["Lab"], dict[str, bool]]) -> Key:
    """Return a rule: right is the one option for which the computation says yes."""

    def right(lab: "Lab", _ledger: Any) -> str:
        verdicts = answers(lab)
        chosen = [key for key, holds in verdicts.items() if holds]
        if len(chosen) != 1:
            raise BrokenLab(f"exactly one option should hold, the computation says {verdicts}")
        return chosen[0]

    return right
