"""Act II of V2-17, around the current design: what binds, which move helps, what a map shows."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, NamedTuple

from mlsys_core.controls import Choice, Control, Slider, Value
from mlsys_core.heatmap import HeatCell
from mlsys_core.labs.v2_17.design import INHERITED, Fleet, Plan, approved, met, plan

EPSILONS = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 10)
SIZES = tuple(range(1, 71))

CONTROLS: tuple[Control, ...] = (
    Slider(id="model_size_b", minimum=1, maximum=70, step=1, unit="B",
           default=INHERITED["model_size_b"]),
    Choice(id="dp_epsilon", options=EPSILONS, widget="list", default=INHERITED["dp_epsilon"]),
    Slider(id="adv_train_weight", minimum=0, maximum=1, step=0.05,
           default=INHERITED["adv_train_weight"]),
    Choice(id="parallelism_strategy", options=("dp", "tp_dp", "3d"), widget="radio",
           default=INHERITED["parallelism_strategy"]),
    Slider(id="peak_util", minimum=0.3, maximum=0.9, step=0.05, default=INHERITED["peak_util"]),
    Slider(id="zones", minimum=1, maximum=6, step=1, unit="sites", default=INHERITED["zones"]),
    Slider(id="checkpoint_interval_min", minimum=5, maximum=120, step=5, unit="min",
           default=INHERITED["checkpoint_interval_min"]),
    Slider(id="flexible_job_pct", minimum=0, maximum=100, step=10, unit="%",
           default=INHERITED["flexible_job_pct"]),
)  # fmt: skip
"""The eight controls of the challenge, in the order in which a tie is broken."""

WORST_SHORTFALL = -100.0
SHORTFALL_DIGITS = 9  # rounding dust must not decide which move is better


class Standing(NamedTuple):
    """How good a design is: requirements and gates met, then how little the others fall short."""

    passes: int
    shortfall: float


class Move(NamedTuple):
    """One control set to another value."""

    control: str
    value: Value
    steps: int


def standing(judged: Plan) -> Standing:
    """Return how good a judged design is."""
    missing = sum(min(0.0, max(margin, WORST_SHORTFALL)) for margin in judged.margins.values())
    return Standing(sum(map(bool, judged.passes.values())), round(missing, SHORTFALL_DIGITS))


def binding(judged: Plan) -> str:
    """Return the requirement or gate with the least of its budget left."""
    return min(judged.margins, key=lambda name: judged.margins[name])


def moves(c: SimpleNamespace) -> Iterator[Move]:
    """Yield every change of one control, in the order of the table, lowest value first."""
    for control in CONTROLS:
        values = control.values()
        now = values.index(getattr(c, control.id)) if getattr(c, control.id) in values else 0
        for place, value in enumerate(values):
            if value != getattr(c, control.id):
                yield Move(control.id, value, abs(place - now))


def best_move(fleet: Fleet, c: SimpleNamespace) -> Move | None:
    """Return the one change that helps most and takes the fewest steps; None where none helps."""
    here = standing(plan(fleet, c))
    best: Move | None = None
    best_key: tuple[int, float, int] | None = None
    for move in moves(c):
        there = standing(plan(fleet, changed(c, **{move.control: move.value})))
        key = (there.passes, there.shortfall, -move.steps)
        if there > here and (best_key is None or key > best_key):
            best, best_key = move, key
    return best


def changed(c: SimpleNamespace, **settings: Value) -> SimpleNamespace:
    """Return a design with some of its settings changed."""
    return SimpleNamespace(**vars(c) | settings)


def advise(fleet: Fleet, c: SimpleNamespace, _outcome: SimpleNamespace) -> dict[str, Any]:
    """Say what binds and which single move gains most."""
    judged = plan(fleet, c)
    if approved(judged.passes):
        return {
            "hint_case": "approved",
            "hint_constraint": None,
            "hint_control": None,
            "hint_value": None,
        }
    move = best_move(fleet, c)
    return {
        "hint_case": "move" if move else "pair",
        "hint_constraint": binding(judged),
        "hint_control": move.control if move else None,
        "hint_value": move.value if move else None,
    }


def map_cells(fleet: Fleet, c: SimpleNamespace, control: Control) -> list[list[HeatCell]]:
    """Judge every model size with every setting of one other control, the rest as they are."""
    return [
        [_cell(plan(fleet, changed(c, model_size_b=size, **{control.id: value}))) for size in SIZES]
        for value in control.values()
    ]


def _cell(judged: Plan) -> HeatCell:
    gates_fail = not (judged.passes["gpu_budget"] and judged.passes["memory"])
    return HeatCell(int(met(judged.passes)), gates_fail, bool(approved(judged.passes)))
