"""What the page of V1-12 may state: the story's figures, and claims tied to their computation."""

from mlsys_core.claims import Claim, Given
from mlsys_core.labs.v1_12.benchmark import (
    ACCESS_WEIGHT,
    BATCH_LIMIT,
    BATCH_WEIGHT,
    CLASS_FACTORS,
    VALID_FIDELITY,
    VENDOR_A,
    VENDOR_B,
    VENDOR_B_SYNTHETIC,
)
from mlsys_core.labs.v1_12.ceiling import (
    BASELINE_H,
    GPUS,
    PROCESSOR_RANGE,
    SERIAL_SHARE,
    TIME_BAR_PROCESSORS,
    TIME_BAR_SERIAL,
    runtime_h,
    share_after_faster_parallel_part,
)
from mlsys_core.labs.v1_12.sites import (
    CLOUD,
    EDGE,
)
from mlsys_core.physics import amdahl

GIVENS = {
    "baseline_h": Given(value=BASELINE_H, unit="h"),
    "baseline_gpu_h": Given(value=BASELINE_H, unit="GPU-h"),
    "gpus": Given(value=GPUS, unit="GPUs"),
    "order": Given(value=GPUS, unit="x"),
    "cloud_serial_pct": Given(value=CLOUD.serial_pct, unit="%"),
    "edge_serial_pct": Given(value=EDGE.serial_pct, unit="%"),
    "fixed_serial_pct": Given(value=2, unit="%"),
    "example_serial_pct": Given(value=100 * TIME_BAR_SERIAL, unit="%"),
    "example_processors": Given(value=TIME_BAR_PROCESSORS, unit="processors"),
    "part_gain": Given(value=3, unit="x"),
    "whole_gain": Given(value=1.3, unit="x", dp=1),
    "vendor_a": Given(value=VENDOR_A),
    "vendor_b_synthetic": Given(value=VENDOR_B_SYNTHETIC),
    "vendor_b": Given(value=VENDOR_B),
    "production_advantage_pct": Given(value=20, unit="%"),
    "repeat_runs": Given(value=5, unit="runs"),
    "run_spread_pct": Given(value=2, unit="%"),
    "cloud_prod_batch": Given(value=CLOUD.prod_batch),
    "batch_limit": Given(
        value=BATCH_LIMIT, unit="x", reason="a decade: beyond it another bottleneck usually binds"
    ),
    "batch_weight": Given(
        value=BATCH_WEIGHT, dp=1, reason="two decades of batch ratio leave 0.4 of the effect"
    ),
    "access_weight": Given(
        value=ACCESS_WEIGHT, dp=1, reason="access patterns with nothing in common cost 40 %"
    ),
    "replay_factor": Given(
        value=CLASS_FACTORS["replay"], dp=2, reason="a replay of production is production's work"
    ),
    "mlperf_factor": Given(
        value=CLASS_FACTORS["mlperf"], dp=2, reason="whole models and data, another deployment"
    ),
    "matmul_factor": Given(
        value=CLASS_FACTORS["matmul"], dp=2, reason="the arithmetic of a model without its reads"
    ),
    "micro_factor": Given(
        value=CLASS_FACTORS["micro"], dp=2, reason="single operations, the least realistic class"
    ),
    "cloud_cold_factor": Given(
        value=CLOUD.cold_factor, dp=2, reason="servers throttle little in a short run"
    ),
    "edge_cold_factor": Given(
        value=EDGE.cold_factor, dp=2, reason="a fanless box loses a fifth once it is warm"
    ),
    "valid_fidelity": Given(
        value=VALID_FIDELITY, dp=2, reason="most of the effect must be visible to be relied on"
    ),
}


def ideal(serial_share: float, processors: float) -> float:
    """Speedup of the scenario's job by Amdahl's law, as the claims below state it."""
    return float(amdahl.speedup(serial_share, processors))


SCENARIO_SPEEDUP = ideal(SERIAL_SHARE, GPUS)
SCENARIO_GUSTAFSON = amdahl.gustafson(SERIAL_SHARE, GPUS)

CLAIMS = (
    Claim(id="linear_speedup", stated=64, unit="x", of=lambda lab: GPUS),
    Claim(id="ordered_runtime_h", stated=1.56, unit="h", dp=2, of=lambda lab: runtime_h(GPUS)),
    Claim(id="example_speedup", stated=1.82, unit="x", dp=2,
          of=lambda lab: ideal(TIME_BAR_SERIAL, TIME_BAR_PROCESSORS)),
    Claim(id="gustafson_speedup", stated=54.55, unit="x", dp=2, of=lambda lab: SCENARIO_GUSTAFSON),
    Claim(id="gustafson_speedup_rounded", stated=55, unit="x", of=lambda lab: SCENARIO_GUSTAFSON),
    Claim(id="gustafson_runtime_h", stated=1.83, unit="h", dp=2,
          of=lambda lab: runtime_h(SCENARIO_GUSTAFSON)),
    Claim(id="speedup_rounded", stated=6.1, unit="x", dp=1, of=lambda lab: SCENARIO_SPEEDUP),
    Claim(id="runtime_rounded_h", stated=16.3, unit="h", dp=1,
          of=lambda lab: runtime_h(SCENARIO_SPEEDUP)),
    Claim(id="half_speedup", stated=2, unit="x",
          of=lambda lab: ideal(amdahl.serial_for(2, GPUS), GPUS)),
    Claim(id="half_runtime_h", stated=50, unit="h", of=lambda lab: runtime_h(2)),
    Claim(id="half_serial_pct", stated=49.2, unit="%", dp=1,
          of=lambda lab: 100 * amdahl.serial_for(2, GPUS)),
    Claim(id="half_off_pct", stated=67, unit="%", of=lambda lab: 100 * (1 - 2 / SCENARIO_SPEEDUP)),
    Claim(id="linear_off_pct", stated=945, unit="%",
          of=lambda lab: 100 * (GPUS / SCENARIO_SPEEDUP - 1)),
    Claim(id="gustafson_off_pct", stated=791, unit="%",
          of=lambda lab: 100 * (SCENARIO_GUSTAFSON / SCENARIO_SPEEDUP - 1)),
    Claim(id="serial_share", stated=0.15, dp=2, of=lambda lab: SERIAL_SHARE),
    Claim(id="parallel_term", stated=0.01328, dp=5, of=lambda lab: (1 - SERIAL_SHARE) / GPUS),
    Claim(id="denominator", stated=0.16328, dp=5, of=lambda lab: 1 / SCENARIO_SPEEDUP),
    Claim(id="serial_h", stated=15, unit="h", of=lambda lab: SERIAL_SHARE * BASELINE_H),
    Claim(id="cost_factor", stated=10.45, unit="x", dp=2,
          of=lambda lab: lab.at("act1").gpu_hours / BASELINE_H),
    Claim(id="many_gpus", stated=1024, unit="GPUs", of=lambda lab: PROCESSOR_RANGE[1]),
    Claim(id="many_speedup", stated=6.63, unit="x", dp=2, of=lambda lab: ideal(SERIAL_SHARE, 1024)),
    Claim(id="fixed_speedup", stated=28.3, unit="x", dp=1, of=lambda lab: ideal(0.02, GPUS)),
    Claim(id="fixed_runtime_h", stated=3.53, unit="h", dp=2,
          of=lambda lab: runtime_h(ideal(0.02, GPUS))),
    Claim(id="fixed_ceiling", stated=50, unit="x", of=lambda lab: amdahl.ceiling(0.02)),
    Claim(id="linear_serial_pct", stated=0.176, unit="%", dp=3,
          of=lambda lab: 100 * amdahl.serial_for(0.9 * GPUS, GPUS)),
    Claim(id="half_precision_speedup", stated=6.38, unit="x", dp=2,
          of=lambda lab: 1 / (SERIAL_SHARE + (1 - SERIAL_SHARE) / 2 / GPUS)),
    Claim(id="half_precision_serial_pct", stated=26.1, unit="%", dp=1,
          of=lambda lab: 100 * share_after_faster_parallel_part(SERIAL_SHARE, 2)),
    Claim(id="edge_knee", stated=27, unit="processors",
          of=lambda lab: lab.at("act1", "edge").knee_processors),
    Claim(id="part_share_pct", stated=34.6, unit="%", dp=1,
          of=lambda lab: 100 * amdahl.share_from_gain(1.3, 3)),
    Claim(id="noise_limit", stated=6.5, unit="points", dp=1,
          of=lambda lab: (VENDOR_A - VENDOR_B_SYNTHETIC) / 2),
)  # fmt: skip
