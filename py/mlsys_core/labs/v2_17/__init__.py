"""V2-17, The Constraints Never Lie: the reader's own ledger, and a design that must meet it all."""

from collections.abc import Callable
from typing import Any

from mlsys_core.lab import Lab, LedgerFields, Run
from mlsys_core.labs.v2_17.audit import ACT1
from mlsys_core.labs.v2_17.challenge import ACT2
from mlsys_core.labs.v2_17.design import FLEETS
from mlsys_core.labs.v2_17.stated import CLAIMS, GIVENS, PRIOR_LABS
from mlsys_core.sample_ledger import sample_ledger

__all__ = ["LAB"]


def _of_act2(name: str) -> Callable[[Run], Any]:
    return lambda run: getattr(run.act2, name)


def _share(name: str) -> Callable[[Run], float]:
    """Record a percentage as a share."""
    return lambda run: float(getattr(run.act2, name)) / 100


def _met(name: str) -> Callable[[Run], Any]:
    return lambda run: bool(getattr(run.act2, f"{name}_met"))


def _curriculum_complete(run: Run) -> bool | None:
    """Whether all labs before this one are recorded, and this one is complete."""
    if run.complete is None:
        return None
    return bool(run.complete and run.act1.labs_recorded == PRIOR_LABS)


RECORD = LedgerFields(
    design={"act2_decision": _of_act2("parallelism_strategy")},
    metrics={
        "acc": _share("accuracy_pct"),
        "p99_ms": _of_act2("p99_ms"),
        "rob": _share("robust_accuracy_pct"),
        "cut": _share("carbon_cut_pct"),
        "t_co2_day": _of_act2("co2_t_per_day"),
        "uptime": _share("uptime_pct"),
        "goodput": _share("goodput_pct"),
        "t_star_min": _of_act2("optimal_interval_min"),
        "gpus_serve": _of_act2("gpus_serving"),
        "gpus_train": _of_act2("gpus_training"),
        "n_met": _of_act2("constraints_met"),
        "accuracy_met": _met("accuracy"),
        "latency_met": _met("p99"),
        "dp_met": _met("dp"),
        "adversarial_met": _met("robustness"),
        "carbon_met": _met("carbon"),
        "fault_tolerance_met": _met("fault_tolerance"),
        "gpu_budget_met": _met("gpu_budget"),
        "memory_met": _met("memory"),
        "constraints_all_met": lambda run: run.act2.constraints_met == 6,
        "act2_result": lambda run: "approved" if run.act2.approved else "infeasible",
    },
    extra={
        "ledger_answer": lambda run: run.act1.answer.upper() if run.act1.answer else None,
        "group_a_pct": lambda run: run.act1.group_a_pct,
        "group_b_pct": lambda run: run.act1.group_b_pct,
        "group_c_pct": lambda run: run.act1.group_c_pct,
        "labs_recorded": lambda run: run.act1.labs_recorded,
        "curriculum_complete": _curriculum_complete,
    },
)

LAB = Lab(
    id="v2_17",
    version=1,
    contexts=FLEETS,
    acts=(ACT1, ACT2),
    givens=GIVENS,
    claims=CLAIMS,
    record=RECORD,
    trial_ledgers={"empty": {}, "sample": sample_ledger()},
)
