"""Designs of V2-17 that its specification speaks of, and short ways to judge them."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.labs import get
from mlsys_core.labs.v2_17.design import INHERITED

LAB = get("v2_17")
SIX = ("accuracy", "p99", "dp", "robustness", "carbon", "fault_tolerance")

BALANCED = {
    "model_size_b": 14,
    "dp_epsilon": 1,
    "adv_train_weight": 0.45,
    "parallelism_strategy": "3d",
    "peak_util": 0.65,
    "zones": 3,
    "checkpoint_interval_min": 60,
    "flexible_job_pct": 50,
}
FLEET_ONLY = {
    "model_size_b": 12,
    "dp_epsilon": 1,
    "adv_train_weight": 0.4,
    "parallelism_strategy": "tp_dp",
    "peak_util": 0.45,
    "zones": 4,
    "checkpoint_interval_min": 60,
    "flexible_job_pct": 50,
}
RENEWABLE_ONLY = {
    "model_size_b": 22,
    "dp_epsilon": 0.7,
    "adv_train_weight": 0.5,
    "parallelism_strategy": "3d",
    "peak_util": 0.4,
    "zones": 3,
    "checkpoint_interval_min": 60,
    "flexible_job_pct": 0,
}
THREE_CHANGES = {"model_size_b": 9, "adv_train_weight": 0.4, "checkpoint_interval_min": 10}


def act2(context: str = "fleet", **changed: Any) -> SimpleNamespace:
    """Return the outcome of a design, the inherited one where nothing is changed."""
    return LAB.at("act2", context, **changed)


def met(outcome: SimpleNamespace) -> str:
    """Return the six requirements as digits, as in 101000."""
    return "".join(str(int(getattr(outcome, f"{name}_met"))) for name in SIX)


def flags(context: str = "fleet", **changed: Any) -> set[str]:
    """Return the raised states of Act II."""
    settings = {f"act2.{name}": value for name, value in changed.items()}
    return {f for f in LAB.evaluate(context, **settings).flags if f.startswith("act2.")}


def inherited(**changed: Any) -> SimpleNamespace:
    """Return the settings of the inherited plan with some changed."""
    return SimpleNamespace(**INHERITED | changed)
