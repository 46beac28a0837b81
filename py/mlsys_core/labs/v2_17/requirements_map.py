"""The map of V2-17: how many requirements are met over model sizes and one other control."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Control
from mlsys_core.heatmap import Words, heat_map
from mlsys_core.labs.v2_17.design import Fleet
from mlsys_core.labs.v2_17.search import CONTROLS, SIZES, map_cells
from mlsys_core.views import control_text

CONTROL_NAMES = {
    "model_size_b": "Model size",
    "dp_epsilon": "Privacy budget ε",
    "adv_train_weight": "Attacked batches",
    "parallelism_strategy": "Parallelism",
    "peak_util": "Busy share at peak",
    "zones": "Sites",
    "checkpoint_interval_min": "Checkpoint every",
    "flexible_job_pct": "Deferred retraining",
}
STRATEGY_NAMES = {"dp": "data parallel", "tp_dp": "tensor by 4", "3d": "tensor by 8, 2 stages"}

MAP_AXES = tuple(control for control in CONTROLS if control.id != "model_size_b")


def draw_map(fleet: Fleet, c: SimpleNamespace, _v: SimpleNamespace) -> dict[str, Any]:
    """Draw how many requirements are met over all model sizes and one other control."""
    control = next(axis for axis in MAP_AXES if axis.id == c.map_axis)
    rows = [setting_text(control, value) for value in control.values()]
    return heat_map(
        f"Requirements met: model size by {CONTROL_NAMES[control.id].lower()}",
        x=("Model size (billion parameters)", SIZES),
        y=(CONTROL_NAMES[control.id], rows),
        cells=map_cells(fleet, c, control),
        words=Words(
            level=[f"{n} of 6" for n in range(7)],
            hatched="gate fails",
            dotted="Approved",
            here="Your design",
        ),
        here=(nearest_size(c.model_size_b), setting_text(control, nearest(control, c))),
    )


def setting_text(control: Control, value: Any) -> str:
    """Return a setting as a row of the map names it."""
    return STRATEGY_NAMES.get(value) or control_text(control, value)


def nearest_size(size_b: float) -> int:
    """Return the column of the map that a model size belongs to."""
    return min(SIZES, key=lambda size: abs(size - size_b))


def nearest(control: Control, c: SimpleNamespace) -> Any:
    """Return the row of the map that a setting belongs to."""
    value = getattr(c, control.id)
    if isinstance(value, str):
        return value
    return min(control.values(), key=lambda other: abs(float(other) - value))
