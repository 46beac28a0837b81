"""V1-04, The Data Gravity Trap: what feeds a GPU, and whether data or computers should travel."""

from mlsys_core.lab import Lab, LedgerFields
from mlsys_core.labs.v1_04.feeding import ACT1, fed
from mlsys_core.labs.v1_04.gravity import ACT2
from mlsys_core.labs.v1_04.sites import SITES
from mlsys_core.labs.v1_04.stated import CLAIMS, GIVENS

RECORD = LedgerFields(
    design={"storage_type_chosen": lambda run: run.act1.storage},
    metrics={
        "gpu_util_at_start": lambda run: round(fed().gpu_utilization_pct, 1),
        "gpu_util_final": lambda run: round(run.act1.gpu_utilization_pct, 1),
        "data_gravity_triggered": lambda run: run.act2.time_trap or run.act2.cost_trap,
        "time_trap": lambda run: run.act2.time_trap,
        "cost_trap": lambda run: run.act2.cost_trap,
        "verdict": lambda run: run.act2.verdict,
    },
)

LAB = Lab(
    id="v1_04",
    version=1,
    contexts=SITES,
    acts=(ACT1, ACT2),
    givens=GIVENS,
    claims=CLAIMS,
    record=RECORD,
    device_context="mlsys_core.labs.v1_04.own",
)
