"""Designs that the prose of V2-17 speaks of: the balanced one, and those pushed to one end."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.labs.v2_17.design import (
    ACCURACY_TARGET,
    FLEET,
    INHERITED,
    Fleet,
    Plan,
    approved,
    learned,
    plan,
)
from mlsys_core.limits import reaches

BALANCED: dict[str, Any] = {
    "model_size_b": 14,
    "dp_epsilon": 1,
    "adv_train_weight": 0.45,
    "parallelism_strategy": "3d",
    "peak_util": 0.65,
    "zones": 3,
    "checkpoint_interval_min": 60,
    "flexible_job_pct": 50,
}
"""A design that passes all eight in both contexts."""


@dataclass(frozen=True)
class Extreme:
    """The balanced design with some settings pushed as far as they go for one requirement."""

    pushed: str
    settings: dict[str, Any]
    fails: tuple[str, ...]


EXTREMES = (
    Extreme(
        "accuracy",
        {"model_size_b": 70, "dp_epsilon": 10, "adv_train_weight": 0, "peak_util": 0.3, "zones": 2},
        ("p99", "dp", "robustness", "carbon", "gpu_budget"),
    ),
    Extreme("p99", {"model_size_b": 1, "peak_util": 0.3}, ("accuracy",)),
    Extreme(
        "dp",
        {"model_size_b": 70, "dp_epsilon": 0.1},
        ("accuracy", "p99", "robustness", "carbon", "fault_tolerance", "gpu_budget"),
    ),
    Extreme("robustness", {"adv_train_weight": 1, "dp_epsilon": 10}, ("accuracy", "dp")),
    Extreme(
        "carbon",
        {
            "model_size_b": 1,
            "parallelism_strategy": "dp",
            "peak_util": 0.9,
            "zones": 1,
            "adv_train_weight": 0,
            "flexible_job_pct": 100,
        },
        ("accuracy", "p99", "robustness", "fault_tolerance"),
    ),
    Extreme("fault_tolerance", {"parallelism_strategy": "dp", "zones": 2}, ("p99",)),
)


def judged(settings: dict[str, Any], fleet: Fleet = FLEET) -> Plan:
    """Judge the balanced design with some settings changed."""
    return plan(fleet, SimpleNamespace(**BALANCED | settings))


def extreme(pushed: str) -> Plan:
    """Judge the design pushed to the best of one requirement."""
    return judged(next(e.settings for e in EXTREMES if e.pushed == pushed))


def failing(judged_plan: Plan) -> tuple[str, ...]:
    """Return what a design fails."""
    return tuple(name for name, passes in judged_plan.passes.items() if not passes)


def holds() -> dict[str, bool]:
    """Decide each statement of the prediction by designs that could refute it."""
    sizes = range(1, 71)
    weights = [step / 20 for step in range(21)]
    accurate_at_limit = any(
        reaches(learned(size, 1, weight).accuracy, ACCURACY_TARGET)
        for size in sizes
        for weight in weights
    )
    fits_and_fails = plan(FLEET, SimpleNamespace(**INHERITED))
    carbon_by_size = {judged({"model_size_b": size}).passes["carbon"] for size in (9, 30)}
    return {
        "a": not accurate_at_limit,
        "b": approved(judged({}).passes) and all(failing(extreme(e.pushed)) for e in EXTREMES),
        "c": fits_and_fails.passes["gpu_budget"] and approved(fits_and_fails.passes),
        "d": len(carbon_by_size) == 1,
    }
