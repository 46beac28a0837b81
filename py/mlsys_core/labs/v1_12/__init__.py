"""V1-12, The Speedup Ceiling: Amdahl's law, and when a benchmark speaks for production."""

from mlsys_core.lab import Lab, LedgerFields
from mlsys_core.labs.v1_12.benchmark import ACT2
from mlsys_core.labs.v1_12.ceiling import ACT1, GPUS
from mlsys_core.labs.v1_12.sites import SITES
from mlsys_core.labs.v1_12.stated import CLAIMS, GIVENS

RECORD = LedgerFields(
    design={
        "serial_fraction": lambda run: round(run.act1.serial_pct / 100, 3),
        "num_processors": lambda run: run.act1.num_proc,
        "act2_decision": lambda run: run.act2.bench_type,
    },
    metrics={
        "amdahl_speedup": lambda run: round(run.act1.theoretical_speedup, 3),
        "actual_speedup": lambda run: round(run.act1.actual_speedup, 3),
        "act2_result": lambda run: round(run.act2.fidelity, 3),
        "rank_correct": lambda run: run.act2.rank_prediction == "correct",
    },
    extra={"expected_speedup": lambda run: float(GPUS)},
)

LAB = Lab(
    id="v1_12",
    version=1,
    contexts=SITES,
    acts=(ACT1, ACT2),
    givens=GIVENS,
    claims=CLAIMS,
    record=RECORD,
)
