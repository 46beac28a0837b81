"""V1-09, The Data Selection Tradeoff: what an order and what a label is worth, net of its price."""

from mlsys_core.lab import Lab, LedgerFields
from mlsys_core.labs.v1_09.labelling import ACT2
from mlsys_core.labs.v1_09.ordering import ACT1
from mlsys_core.labs.v1_09.sites import CLOUD, EDGE
from mlsys_core.labs.v1_09.stated import CLAIMS, GIVENS

RECORD = LedgerFields(
    design={
        "selection_strategy": lambda run: run.act2.strategy,
        "annotation_budget_k": lambda run: float(run.act2.budget_k),
        "act2_decision": lambda run: run.act2.strategy,
    },
    metrics={
        "act1_net_speedup": lambda run: run.act1.net_speedup,
        "act2_result": lambda run: run.act2.accuracy_pct,
        "act2_overpay": lambda run: run.act2.overpay_ratio,
        "pareto_optimal": lambda run: bool(run.act2.frontier_plan),
    },
)


LAB = Lab(
    id="v1_09",
    version=1,
    contexts=(CLOUD, EDGE),
    acts=(ACT1, ACT2),
    givens=GIVENS,
    claims=CLAIMS,
    record=RECORD,
    device_context="mlsys_core.labs.v1_09.own",
)
