"""Proves what a lab says: every figure, answer key, state and chart, over its whole design space.

A new lab is under proof without a line of proof code: all of it is read off the lab's own data.
Needs NumPy, and only here; the interactive path never imports this package.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from mlsys_core import __version__
from mlsys_core.lab import Act, Lab
from mlsys_core.proofs.effects import live_contexts, live_controls, monotone
from mlsys_core.proofs.report import Check, Report, Space
from mlsys_core.proofs.shown import records, shown
from mlsys_core.proofs.stated import answers, claims, givens, starts
from mlsys_core.proofs.states import defaults, promised_counts, states
from mlsys_core.proofs.survey import Survey, survey
from mlsys_core.space.batch import ONE_BY_ONE_LIMIT, Evaluator

__all__ = ["Check", "Report", "Space", "prove"]


def prove(lab: Lab, *, full: bool = False) -> Report:
    """Prove a lab; `full` tries every design however many there are."""
    import numpy as np

    checks = [*claims(lab), *givens(lab), *answers(lab), *starts(lab)]
    spaces: list[Space] = []
    for act in lab.acts:
        surveys = list(_surveys(lab, act, full=full))
        spaces += [found.space for _, found in surveys]
        checks += _act_checks(lab, act, surveys)
    checks += records(lab)
    return Report(
        lab=lab.id,
        label=lab.entry.label,
        title=lab.entry.title,
        lab_version=lab.version,
        core_version=__version__,
        numpy_version=np.__version__,
        date=datetime.now(UTC).date().isoformat(),
        checks=tuple(checks),
        spaces=tuple(spaces),
    )


Surveyed = tuple[Evaluator, Survey]


def _surveys(lab: Lab, act: Act, *, full: bool) -> Iterator[Surveyed]:
    """Walk over an act's designs in each context, with each trial ledger where it reads one."""
    ledgers = lab.trial_ledgers if act.reads_ledger else {"": None}
    for context in lab.contexts:
        for name, ledger in ledgers.items():
            evaluator = Evaluator(act, context, ledger)
            label = f"{lab.id} {act.id} {context.key}"
            yield evaluator, survey(evaluator, name, full=full, label=label)


def _act_checks(lab: Lab, act: Act, surveys: list[Surveyed]) -> Iterator[Check]:
    evaluators = [evaluator for evaluator, _ in surveys]
    yield _takes_arrays(evaluators[0])
    yield from _guarded("view", act, shown(lab, act, evaluators))
    yield from _guarded("control", act, live_controls(lab, act, evaluators))
    yield from _guarded("context", act, live_contexts(lab, act, evaluators))
    yield from states(lab, act, [found for _, found in surveys])
    yield from defaults(lab, act, evaluators)
    for evaluator, found in surveys:
        yield from promised_counts(act, evaluator.context.key, found)
        yield from _guarded("monotone", act, monotone(act, evaluator))


def _guarded(kind: str, act: Act, checks: Iterator[Check]) -> Iterator[Check]:
    """Let a lab that breaks down while it is looked at fail this check, and not the whole proof."""
    try:
        yield from checks
    except Exception as error:  # noqa: BLE001 - whatever goes wrong belongs in the report
        computed = f"{type(error).__name__}: {error}"
        yield Check(kind, act.id, ok=False, stated="can be checked", computed=computed)


def _takes_arrays(evaluator: Evaluator) -> Check:
    """An act with a large design space is searched with arrays or not at all."""
    size = evaluator.grid.size
    ok = not evaluator.refusal or size <= ONE_BY_ONE_LIMIT
    one_by_one = f"one design at a time, {size:,} of them" if ok else evaluator.refusal
    computed = one_by_one if evaluator.refusal else "arrays"
    return Check("arrays", f"{evaluator.act.id}.evaluate", ok, "takes arrays", computed)
