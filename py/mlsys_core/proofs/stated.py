"""What a lab states in numbers and keys: claims, answer keys, the figures of its options."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from mlsys_core.claims import Claim, stated_equals_computed
from mlsys_core.display import MINUS, significant
from mlsys_core.lab import Act, Lab
from mlsys_core.metrics import Style
from mlsys_core.proofs.report import Check
from mlsys_core.questions import Question

CLOSE = 0.01  # a figure in an option is rounded for reading, never by more than this


def claims(lab: Lab) -> Iterator[Check]:
    """Compute every claim anew and compare it with what the lab states."""
    for claim in lab.claims:
        yield _claim(lab, claim)


def _claim(lab: Lab, claim: Claim) -> Check:
    stated = f"{claim.stated:.{claim.dp}f} {claim.unit}".strip()
    try:
        computed = float(claim.of(lab))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the claim is not proved
        return Check("claim", claim.id, ok=False, stated=stated, computed=_said(error))
    ok = math.isfinite(computed) and stated_equals_computed(claim, computed)
    shown = f"{computed:.{claim.dp + (0 if ok else 4)}f} {claim.unit}".strip()
    return Check("claim", claim.id, ok, stated, shown)


def givens(lab: Lab) -> Iterator[Check]:
    """Check that a figure of the story is printed whole: rounding may not hide a changed one."""
    for name, given in lab.givens.items():
        if given.form:
            continue
        text = given.text(Style(bare=True)).replace(",", "").replace(MINUS, "-")
        ok = math.isclose(float(text), given.value, rel_tol=1e-9, abs_tol=1e-12)
        yield Check("given", name, ok, text, f"{given.value!r}")


def starts(lab: Lab) -> Iterator[Check]:
    """Check that each control starts at one of its own settings, in every context."""
    for act in lab.acts:
        for control in act.controls:
            settings = control.values()
            here = {context.key: control.default_in(context.key) for context in lab.contexts}
            astray = [f"{value} in {key}" for key, value in here.items() if value not in settings]
            computed = ", ".join(astray) or ", ".join(map(str, dict.fromkeys(here.values())))
            stated = "starts at one of its settings"
            yield Check("start", f"{act.id}.{control.id}", not astray, stated, computed)


def answers(lab: Lab) -> Iterator[Check]:
    """Hold each question to what its options say: one is right, the others are misconceptions."""
    for act in lab.acts:
        for question in act.questions:
            name = f"{act.id}.{question.id}"
            yield _answer_key(lab, act, question, name)
            yield from _figures_of_options(question, name)
            yield from _actual(lab, question, name)


def _answer_key(lab: Lab, act: Act, question: Question, name: str) -> Check:
    """Compare the computed key with the one option that encodes no misconception."""
    kind = "answer"
    ledgers = lab.trial_ledgers.values() if act.reads_ledger else (None,)
    try:
        keys = {question.right_key(lab, ledger) for ledger in ledgers}
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, the key is not proved
        return Check(kind, name, ok=False, stated="a key", computed=_said(error))
    sound = [option.key for option in question.options if not option.misconception]
    known = {option.key for option in question.options} | {None}
    ruled = f" (ruled: {question.ruled[1]})" if question.ruled else ""
    computed = ", ".join(sorted(str(key) for key in keys)) + ruled
    if question.ruled and not question.ruled[1]:
        return Check(kind, name, ok=False, stated="a reason for the ruling", computed="none")
    if act.reads_ledger and keys != set(sound):
        # The right answer is the reader's own: any option may be, so each may name what it misses.
        return Check(kind, name, keys <= known, "one of the options, by the ledger", computed)
    if len(sound) != 1:
        stated = "one option without a misconception, the right one"
        return Check(kind, name, ok=False, stated=stated, computed=f"{', '.join(sound) or 'none'}")
    return Check(kind, name, keys == set(sound), sound[0], computed)


def _figures_of_options(question: Question, name: str) -> Iterator[Check]:
    """Compute the figure an option commits to from the idea, right or mistaken, behind it."""
    for option in question.options:
        if option.predicted is None:
            continue
        full, stated = f"{name}.{option.key}", f"{option.predicted:g} {question.unit}".strip()
        if option.reasoning is None:
            yield Check("option", full, ok=False, stated=stated, computed="no reasoning given")
            continue
        value, said = _attempt(option.reasoning)
        ok = value is not None and reads_as(value, option.predicted)
        yield Check("option", full, ok, stated, said)


def _actual(lab: Lab, question: Question, name: str) -> Iterator[Check]:
    """The scenario's figure must exist and be positive: errors are measured in decades of it."""
    if question.actual is None:
        return
    actual = question.actual
    value, said = _attempt(lambda: actual(lab))
    ok = value is not None and math.isfinite(value) and value > 0
    yield Check("actual", name, ok, "a positive figure", said)


def _attempt(compute: Callable[[], Any]) -> tuple[float | None, str]:
    try:
        value = float(compute())
    except Exception as error:  # noqa: BLE001 - reported as what was computed
        return None, _said(error)
    return value, significant(value, 6) if math.isfinite(value) else str(value)


def reads_as(computed: float, stated: float) -> bool:
    """Whether a computed figure, rounded to the digits of the stated one, is that figure.

    >>> reads_as(1.83321, 1.8332), reads_as(398_812, 400_000), reads_as(1.85, 1.8332)
    (True, True, False)
    """
    if stated == 0 or not math.isfinite(computed):
        return computed == stated
    digits = len(f"{stated:.12g}".partition("e")[0].replace(".", "").strip("-0")) or 1
    places = digits - 1 - math.floor(math.log10(abs(stated)))
    near = abs(computed - stated) <= CLOSE * abs(stated)
    return near and math.isclose(round(computed, places), stated, rel_tol=1e-9)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
