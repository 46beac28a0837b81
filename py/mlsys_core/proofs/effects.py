"""Whether every control and every context does something, and in the direction promised."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Control
from mlsys_core.lab import Act, Lab
from mlsys_core.promises import Monotone, lies_within
from mlsys_core.proofs.report import Check
from mlsys_core.space.batch import Batch, Evaluator, differ
from mlsys_core.space.grid import Columns, named

PAIRS = 2_000
DRAWN = 24
LINES = 300
SEED = 20_110_311


def live_controls(lab: Lab, act: Act, evaluators: Sequence[Evaluator]) -> Iterator[Check]:
    """Turn each control, and see whether any value, flag or figure moves."""
    for control in act.controls:
        moved = _what_it_moves(lab, act, control, evaluators)
        computed = moved or "nothing moves, whatever the others are set to"
        yield Check("control", f"{act.id}.{control.id}", bool(moved), "changes a result", computed)


def _what_it_moves(
    lab: Lab, act: Act, control: Control, evaluators: Sequence[Evaluator]
) -> str | None:
    for evaluator in evaluators:
        if not control.view:
            before = _trial(evaluator)
            after = _turned(evaluator, before, control)
            found = _first_difference(evaluator, before, after)
            if found:
                return found
    for evaluator in evaluators:
        for design in _few(evaluator):
            for setting in control.values():
                other = SimpleNamespace(**vars(design) | {control.id: setting})
                if _shown(lab, evaluator, design) != _shown(lab, evaluator, other):
                    return "what is shown"
    return None


def _trial(evaluator: Evaluator) -> Columns:
    """Return designs for trying things on: a fair sample, with the default and corners in front."""
    import numpy as np

    grid = evaluator.grid
    special = grid.columns_of(list(grid.corners(64)))
    count = min(PAIRS, 200) if evaluator.refusal else PAIRS
    spread = grid.sample(count, np.random.default_rng(SEED))
    return {name: np.concatenate([special[name], spread[name]]) for name in special}


def _turned(evaluator: Evaluator, columns: Columns, control: Control) -> Columns:
    """Return the same designs with one control at another of its settings."""
    import numpy as np

    settings = evaluator.grid.settings_of(control)
    rng = np.random.default_rng(SEED + 1)
    column = columns[control.id]
    places = {value: index for index, value in enumerate(settings.tolist())}
    before = np.array([places[value] for value in column.tolist()])
    step = rng.integers(1, max(2, len(settings)), size=len(column))
    return columns | {control.id: settings[(before + step) % len(settings)]}


def _first_difference(evaluator: Evaluator, before: Columns, after: Columns) -> str | None:
    """Return the first value or flag that differs between two rows of designs."""
    first, second = evaluator(before), evaluator(after)
    both = first.inside & second.inside
    for name, one, two in _paired(first, second, both):
        if differ(one, two).any():
            return name
    return None


def _paired(first: Batch, second: Batch, both: Any) -> Iterator[tuple[str, Any, Any]]:
    if not both.any():
        return
    for kind in ("values", "flags"):
        one, two = getattr(first, kind), getattr(second, kind)
        for name in one:
            yield name, one[name][both[first.inside]], two[name][both[second.inside]]


def _few(evaluator: Evaluator) -> list[SimpleNamespace]:
    import numpy as np

    sample = evaluator.grid.sample(DRAWN, np.random.default_rng(SEED))
    return [evaluator.grid.default, *evaluator.grid.designs(sample)]


def _shown(lab: Lab, evaluator: Evaluator, design: SimpleNamespace) -> list[Any]:
    """Return every result and figure of an act for one design."""
    act = evaluator.act
    outcome = lab.outcome(act, evaluator.context, named(act, design), evaluator.ledger)
    if outcome.outside_law:
        return [outcome.outside_law]
    figures = [figure.draw(evaluator.context, design, outcome) for figure in act.figures]
    return [vars(outcome), figures]


def live_contexts(lab: Lab, act: Act, evaluators: Sequence[Evaluator]) -> Iterator[Check]:
    """Switch the context, and see whether results move: at the defaults or at equal settings."""
    first = evaluators[0]
    for other in evaluators[1:]:
        if other.ledger is not first.ledger:
            continue
        columns = _trial(first)
        moved = _between(first, other, columns)
        at_defaults = first.alone(first.grid.default) != other.alone(other.grid.default)
        name = f"{act.id} {first.context.key} to {other.context.key}"
        if act.uses_context:
            ok = bool(moved) or at_defaults
            computed = moved or ("results at the defaults" if at_defaults else "nothing moves")
            yield Check("context", name, ok, "changes a result", computed)
        else:
            computed = moved or "nothing moves"
            yield Check("context", name, not moved, "changes nothing", computed)


def _between(first: Evaluator, other: Evaluator, columns: Columns) -> str | None:
    one, two = first(columns), other(columns)
    for name, a, b in _paired(one, two, one.inside & two.inside):
        if differ(a, b).any():
            return name
    return None


def monotone(act: Act, evaluator: Evaluator) -> Iterator[Check]:
    """Sweep a control along many lines through the design space: the result never turns back."""
    for promise in act.monotone:
        name = f"{act.id}.{promise.value} {promise.direction} with {promise.control}"
        place = f"{name}, {evaluator.context.key}"
        lines, turned = _sweep(evaluator, promise)
        computed = turned or f"holds on {lines} lines"
        yield Check("monotone", place, not turned and lines > 0, "never turns back", computed)


def _sweep(evaluator: Evaluator, promise: Monotone) -> tuple[int, str]:
    import numpy as np

    grid = evaluator.grid
    control = next(c for c in evaluator.act.controls if c.id == promise.control)
    settings = np.sort(grid.settings_of(control))
    bases = grid.sample(LINES, np.random.default_rng(SEED + 2))
    columns = {name: np.repeat(column, len(settings)) for name, column in bases.items()}
    columns[control.id] = np.tile(settings, LINES)
    batch = evaluator(columns)
    results = np.full(LINES * len(settings), np.nan)
    if batch.values:
        part = np.broadcast_to(
            lies_within(promise.within, grid.namespace(batch.settings)), int(batch.inside.sum())
        )
        values = batch.values[promise.value].astype(float)
        results[batch.inside] = np.where(part, values, np.nan)
    table = results.reshape(LINES, len(settings))
    with np.errstate(all="ignore"):
        steps = np.diff(table, axis=1) * (1 if promise.direction == "up" else -1)
        back = steps < -1e-9 * np.abs(table[:, 1:])
    lines = int((~np.isnan(steps)).any(axis=1).sum())
    if not back.any():
        return lines, ""
    row, column = (int(i) for i in np.argwhere(back)[0])
    return lines, (
        f"{table[row, column]:.6g} at {settings[column]}, then {table[row, column + 1]:.6g} at"
        f" {settings[column + 1]}"
    )
