"""V2-11, The Federation Paradox: what training on phones sends, and what a promise costs."""

from mlsys_core.lab import Lab, LedgerFields
from mlsys_core.labs.v2_11.privacy import ACT2
from mlsys_core.labs.v2_11.schemes import CENTRALIZED, FEDERATED
from mlsys_core.labs.v2_11.stated import CLAIMS, GIVENS
from mlsys_core.labs.v2_11.traffic import ACT1
from mlsys_core.labs.v2_11.training import CENTRAL_ACCURACY_PCT, DELTA

RECORD = LedgerFields(
    design={
        "mechanism": lambda run: run.act2.mechanism,
        "dp_epsilon": lambda run: run.act2.epsilon,
        "delta": lambda run: DELTA if run.act2.mechanism == "dp" else None,
        "local_epochs": lambda run: run.act2.local_epochs,
        "part_frac_pct": lambda run: run.act2.part_frac,
        "agg_rounds": lambda run: run.act2.agg_rounds,
        "r_up": lambda run: run.act2.r_up,
        "r_down": lambda run: run.act2.r_down,
        "a1_device_pct": lambda run: run.act1.device_pct,
        "a1_model_gb": lambda run: run.act1.model_gb,
        "a1_compression": lambda run: run.act1.compression,
        "a1_r_down": lambda run: run.act1.r_down,
        "a1_rounds_per_day": lambda run: run.act1.rounds_per_day,
        "a1_keys_per_user": lambda run: run.act1.keys_per_user,
        "a1_link": lambda run: run.act1.link,
    },
    metrics={
        "a1_ratio": lambda run: run.act1.traffic_ratio,
        "a1_daily_gb": lambda run: run.act1.context_daily_gb,
        "a2_daily_pb": lambda run: run.act2.daily_pb,
        "gap_points": lambda run: run.act2.gap_points,
        "accuracy_pct": lambda run: run.act2.accuracy_pct,
        "accuracy_ratio": lambda run: run.act2.accuracy_pct / CENTRAL_ACCURACY_PCT,
        "z": lambda run: run.act2.noise_multiplier,
        "k": lambda run: run.act2.rounds_joined,
        "guarantee": lambda run: run.act2.guarantee,
        "tier": lambda run: run.act2.tier,
        "within_5": lambda run: not run.act2.utility_collapse,
        "within_1pb": lambda run: not run.act2.bandwidth_exceeded,
    },
)

LAB = Lab(
    id="v2_11",
    version=1,
    contexts=(FEDERATED, CENTRALIZED),
    acts=(ACT1, ACT2),
    givens=GIVENS,
    claims=CLAIMS,
    record=RECORD,
)
