"""What the design space says of an act's states: reached, left, counted as promised."""

import math
from collections.abc import Iterator, Sequence

from mlsys_core.acts import Flag
from mlsys_core.lab import Act, Lab
from mlsys_core.promises import GridCount, part_text
from mlsys_core.proofs.report import Check, Space
from mlsys_core.proofs.survey import Survey
from mlsys_core.space.batch import Evaluator

SIGMAS = 4.5  # how far a sampled share may stray from the promised one by chance


def states(lab: Lab, act: Act, surveys: Sequence[Survey]) -> Iterator[Check]:
    """Check every flag of an act, and the design challenge where the act is one."""
    spaces = [survey.space for survey in surveys]
    for flag in act.flags:
        yield _reached(act, flag, spaces)
        if flag.is_failure:
            yield _left(act, flag, spaces)
    if any(flag.severity == "success" for flag in act.flags):
        for context in lab.contexts:
            here = [space for space in spaces if space.context == context.key]
            yield _solvable(act, context.key, here)


def _reached(act: Act, flag: Flag, spaces: list[Space]) -> Check:
    """A state that no design reaches teaches nothing."""
    shares = ", ".join(
        f"{space.context} {space.share_pct(space.raised[flag.id]):.2f} %" for space in spaces
    )
    reached = any(space.raised[flag.id] for space in spaces)
    return Check("reachable", f"{act.id}.{flag.id}", reached, "raised by some design", shares)


def _left(act: Act, flag: Flag, spaces: list[Space]) -> Check:
    """A failure that no control leads out of is a dead end."""
    stuck = [s.where for s in spaces if s.raised[flag.id] and s.raised[flag.id] == _covered(s)]
    computed = f"raised by every design in {', '.join(stuck)}" if stuck else "a way out everywhere"
    stated = "a design without it in the same context"
    return Check("recoverable", f"{act.id}.{flag.id}", not stuck, stated, computed)


def _covered(space: Space) -> int:
    return space.tried - space.outside


def _solvable(act: Act, context: str, spaces: list[Space]) -> Check:
    """A challenge has a solution in each context that offers one, and none where it says so."""
    offered = act.green_in is None or context in act.green_in
    green = sum(space.worst["success"] for space in spaces)
    shares = ", ".join(f"{space.share_pct(space.worst['success']):.3g} %" for space in spaces)
    stated = "an all-green design" if offered else "no all-green design"
    return Check("solvable", f"{act.id} {context}", bool(green) == offered, stated, shares)


def defaults(lab: Lab, act: Act, evaluators: Sequence[Evaluator]) -> Iterator[Check]:
    """A challenge that starts solved is none."""
    success = [flag.id for flag in act.flags if flag.severity == "success"]
    if not success:
        return
    for evaluator in evaluators:
        result = evaluator.alone(evaluator.grid.default)
        raised = [name for name, up in result[1].items() if up] if result else ["outside the laws"]
        failures = {flag.id for flag in act.flags if flag.is_failure}
        green = bool(set(raised) & set(success)) and not set(raised) & failures
        name = f"{act.id} {evaluator.context.key}"
        stated = "the default is not all green"
        yield Check("challenge", name, not green, stated, ", ".join(raised) or "nothing raised")


def promised_counts(act: Act, context: str, survey: Survey) -> Iterator[Check]:
    """Compare the grid with the counts and shares that the lab states."""
    promises = [promise for promise in act.grid_counts if promise.context == context]
    for promise, counted, among in zip(promises, survey.counted, survey.among, strict=True):
        yield _count(act, promise, counted, among, survey.space)


def _count(act: Act, promise: GridCount, counted: int, among: int, space: Space) -> Check:
    what = promise.flag or f"worst {promise.worst}"
    part = f" where {part_text(promise.within)}" if promise.within else ""
    name = f"{act.id} {promise.context}: {what}{part}"
    if promise.share_pct is not None:
        computed = 100 * counted / among if among else math.nan
        slack = 0.5 * 10.0**-promise.dp * (1 + 1e-9)
        stated, share = f"{promise.share_pct:.{promise.dp}f} %", promise.share_pct / 100
        shown = f"{computed:.{promise.dp + 1}f} %"
    else:
        assert promise.count is not None
        stated, share = f"{promise.count:,}", promise.count / space.designs
        if space.seed is None:
            return Check("count", name, counted == promise.count, stated, f"{counted:,}")
        among, computed = space.tried, 100 * counted / space.tried
        slack, shown = 0.0, f"{counted / space.tried * space.designs:,.0f} by sample"
    chance = 0.0 if space.seed is None else 100 * SIGMAS * _sigma(share, among)
    ok = abs(computed - 100 * share) <= slack + chance
    return Check("count", name, ok, stated, shown)


def _sigma(share: float, among: int) -> float:
    """How far a share counted in a sample strays by chance; never less than one design."""
    return max(math.sqrt(share * (1 - share) / max(among, 1)), 1 / max(among, 1))
