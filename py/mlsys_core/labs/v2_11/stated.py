"""What the page states: the story's figures, the lab's assumptions, and every computed claim."""

import math
from collections.abc import Callable
from typing import Any

from mlsys_core.claims import Claim, Given, cited
from mlsys_core.hardware import AdamMixed, GboardNextWord
from mlsys_core.lab import Lab
from mlsys_core.labs.v2_11.privacy import (
    COMPRESSED,
    DOWN_RATIO,
    OFFERS,
    UP_RATIO,
    designs_per_epsilon,
    lowest_epsilon,
    lowest_passing_epsilon,
    offered,
    passing_designs,
)
from mlsys_core.labs.v2_11.schemes import CENTRAL_PB_PER_DAY, GB, PHONES, RECORD_BYTES
from mlsys_core.labs.v2_11.traffic import (
    COHORT_PCT,
    DAYS_A_MONTH,
    IDEAL_COMPRESSION,
    INDEX_BITS,
    KEPT_SHARE,
    LINK_MBPS,
    MODEL_GB,
    ONE_PHONE_BYTES,
    RECORDS_A_DAY,
    ROUNDS_A_DAY,
    TYPED_BYTES,
    WANTED_RATIO,
    WHOLE_BITS,
    sparse_ratio,
)
from mlsys_core.labs.v2_11.training import (
    BUDGET_PB,
    BUDGET_POINTS,
    CENTRAL_ACCURACY_PCT,
    DELTA,
    DRIFT_LOSS,
    INT4_LOSS,
    KAPPA,
    LOSS_PER_DECADE,
    MODEL_BYTES,
    PARAMETERS,
    VARIANCE_LOSS,
    WINDOW_DAYS,
    compression_loss,
    noise_for,
)
from mlsys_core.limits import below
from mlsys_core.physics import differential_privacy

GBOARD_DP = "Xu et al. 2023, Federated Learning of Gboard Language Models with Differential Privacy"

GIVENS = {
    "phones": Given(value=PHONES, unit="phones"),
    "parameters": Given(value=1, unit="billion parameters"),
    "planned_model_gb": Given(value=MODEL_GB, unit="GB"),
    "cohort_pct": Given(value=COHORT_PCT, unit="%"),
    "planned_rounds": Given(value=ROUNDS_A_DAY, unit="rounds"),
    "records": Given(value=RECORDS_A_DAY, unit="records"),
    "record_bytes": Given(value=RECORD_BYTES, unit="B"),
    "days": Given(value=DAYS_A_MONTH, unit="days"),
    "lte_mbps": Given(value=LINK_MBPS["lte"], unit="Mb/s",
                      reason="an everyday LTE uplink; the peak of its category is five times that"),
    "wifi_mbps": Given(value=LINK_MBPS["wifi"], unit="Mb/s",
                       reason="a home network of the 802.11ac generation"),
    "production_parameters": cited(GboardNextWord.parameters, "million parameters", scale=1e6,
                                   dp=1),
    "production_model_mb": cited(GboardNextWord.model_bytes, "MB", scale=1e6, dp=1),
    "production_cohort": Given(value=6500, unit="phones", source=GBOARD_DP),
    "production_records": Given(value=1000, unit="records"),
    "kept_pct": Given(value=100 * KEPT_SHARE, unit="%"),
    "index_bits": Given(value=INDEX_BITS, unit="bits"),
    "wanted_ratio": Given(value=WANTED_RATIO, unit="x"),
    "phone_memory_gb": Given(value=8, unit="GB", reason="what a current mid-range phone has"),
    "survey_pct": Given(value=73, unit="%"),
    "rec_parameters": Given(value=PARAMETERS / 1e6, unit="million parameters"),
    "rec_weights": Given(value=PARAMETERS, unit="parameters"),
    "rec_model_gb": Given(value=MODEL_BYTES / GB, dp=1, unit="GB"),
    "central_accuracy_pct": Given(value=CENTRAL_ACCURACY_PCT, unit="%",
                                  reason="what the recommender reaches with all data in one place"),
    "budget_points": Given(value=BUDGET_POINTS, unit="points"),
    "budget_pb": Given(value=BUDGET_PB, unit="PB"),
    "window_days": Given(value=WINDOW_DAYS, unit="days"),
    "up_ratio": Given(value=UP_RATIO, unit="x"),
    "down_ratio": Given(value=DOWN_RATIO, unit="x"),
    "more_epochs": Given(value=OFFERS["a"].local_epochs, unit="epochs"),
    "more_rounds": Given(value=OFFERS["b"].agg_rounds, unit="rounds"),
    "more_phones_pct": Given(value=OFFERS["c"].part_frac, unit="%"),
    "delta": Given(value=DELTA, dp=9,
                   reason="far below one in a hundred million, the number of phones"),
    "kappa": Given(value=round(KAPPA, 6), dp=6, unit="points",
                   reason="makes the scenario's noise cost the seven points its team measured"),
    "variance_loss": Given(value=VARIANCE_LOSS, unit="points",
                           reason="one point in all at five epochs and a hundred rounds"),
    "drift_loss": Given(value=DRIFT_LOSS, unit="points",
                        reason="makes about four local epochs the best choice"),
    "decade_loss": Given(value=LOSS_PER_DECADE, dp=2, unit="points",
                         reason="half a point for an upload a hundredth the size"),
    "int4_loss": Given(value=INT4_LOSS, dp=2, unit="points",
                       reason="four bits a weight lose a little; eight lose next to nothing"),
    "central_pb": Given(value=CENTRAL_PB_PER_DAY, dp=4, unit="PB",
                        reason="the recommender logs as much raw text as the keyboard"),
    "rho_low": cited(GboardNextWord.zcdp_rho_low, "", dp=1),
    "rho_high": cited(GboardNextWord.zcdp_rho_high, ""),
}  # fmt: skip


Computation = Callable[[Lab], float]


def keyboard(**changed: Any) -> Computation:
    """Return a claim's computation: the traffic ratio of Act I with some controls changed."""
    return lambda lab: float(lab.at("act1", **changed).traffic_ratio)


def offer(key: str, value: str) -> Computation:
    """Return a claim's computation: one result of an option of Act II."""
    return lambda lab: float(getattr(offered(lab, key), value))


def design(value: str, context: str = "federated", **changed: Any) -> Computation:
    """Return a claim's computation: one result of Act II at the scenario but for these changes."""
    return lambda lab: float(getattr(lab.at("act2", context, **changed), value))


def composed(epsilon: float, releases: int) -> float:
    """Total ε of several releases by advanced composition, with the slack the text names."""
    total: float = differential_privacy.composed_epsilon_advanced(epsilon, releases, 1e-5)
    return total


def best_local_epochs(lab: Lab) -> float:
    """Local epochs with the smallest federation loss, by trying each setting."""
    settings = lab.control("act2.local_epochs").values()
    return float(min(settings, key=lambda e: lab.at("act2", local_epochs=e).gap_fl_points))


def largest_frugal_model_gb(lab: Lab) -> float:
    """Largest model on offer that can beat the raw records with everything else at its leanest."""
    lean = {"device_pct": 0.001, "compression": 100, "r_down": 4, "rounds_per_day": 1}
    sizes = lab.control("act1.model_gb").values()
    return max(float(size) for size in sizes
               if below(lab.at("act1", model_gb=size, **lean).traffic_ratio, 1.0))  # fmt: skip


PRODUCTION: dict[str, Any] = {"device_pct": 0.0065, "model_gb": 0.0014, "keys_per_user": 1000}

CLAIMS = (
    # Act I
    Claim(id="factor_10", stated=10, unit="x",
          of=lambda lab: 1 / (lab.question("act1.prediction").option("a").predicted or 0)),
    Claim(id="factor_2", stated=2, unit="x", of=lambda lab: 10**0.3),
    Claim(id="factor_1000", stated=1000, unit="x",
          of=lambda lab: lab.at("act1").traffic_ratio / IDEAL_COMPRESSION),
    Claim(id="factor_400000", stated=400_000, unit="x", of=keyboard()),
    Claim(id="ideal_compression", stated=400, unit="x", of=lambda lab: IDEAL_COMPRESSION),
    Claim(id="one_phone_gb", stated=4, unit="GB", of=lambda lab: ONE_PHONE_BYTES / GB),
    Claim(id="typed_kb", stated=1, unit="kB", of=lambda lab: TYPED_BYTES / 1e3),
    Claim(id="one_phone_over_typed", stated=4_000_000, unit="x",
          of=lambda lab: ONE_PHONE_BYTES / TYPED_BYTES),
    Claim(id="ratio_upload_compressed", stated=202_000, unit="x", of=keyboard(compression=100)),
    Claim(id="ratio_both_compressed", stated=52_000, unit="x",
          of=keyboard(compression=100, r_down=4)),
    Claim(id="ratio_production", stated=0.018, dp=3, unit="x", of=keyboard(**PRODUCTION)),
    Claim(id="ratio_production_few_records", stated=1.82, dp=2, unit="x",
          of=keyboard(**PRODUCTION | {"keys_per_user": 10})),
    Claim(id="production_day_gb", stated=182, unit="GB",
          of=lambda lab: lab.at("act1", **PRODUCTION).daily_gb),
    Claim(id="production_share_pct", stated=0.0065, dp=4, unit="%",
          of=lambda lab: 100 * GIVENS["production_cohort"].value / PHONES),
    Claim(id="largest_frugal_model_gb", stated=0.2, dp=1, unit="GB", of=largest_frugal_model_gb),
    Claim(id="upload_wifi_s", stated=160, unit="s",
          of=lambda lab: lab.at("act1", link="wifi").upload_s),
    Claim(id="sgd_memory_gb", stated=4, unit="GB",
          of=lambda lab: 2 * MODEL_GB),
    Claim(id="adam_memory_gb", stated=16, unit="GB",
          of=lambda lab: AdamMixed.state_bytes_per_parameter * 1e9 / GB),
    Claim(id="topk_ratio", stated=99.5, dp=1, unit="x", of=lambda lab: sparse_ratio(WHOLE_BITS)),
    Claim(id="topk_ratio_plain_indices", stated=40, unit="x",
          of=lambda lab: sparse_ratio(WHOLE_BITS, INDEX_BITS)),
    Claim(id="topk_ratio_fp32", stated=199, unit="x", of=lambda lab: sparse_ratio(2 * WHOLE_BITS)),
    # Act II: the four offers
    Claim(id="compression_cost", stated=0.75, dp=2, unit="points",
          of=lambda lab: compression_loss(UP_RATIO, DOWN_RATIO)),
    Claim(id="compressed_gap", stated=8.75, dp=2, unit="points",
          of=design("gap_points", **COMPRESSED)),
    Claim(id="compressed_pb", stated=0.173, dp=3, unit="PB/day",
          of=design("daily_pb", **COMPRESSED)),
    Claim(id="epochs_gap", stated=15.9, dp=1, unit="points", of=offer("a", "gap_points")),
    Claim(id="epochs_drift_gap", stated=8.1, dp=1, unit="points", of=offer("a", "gap_fl_points")),
    Claim(id="epochs_pb", stated=0.173, dp=3, unit="PB/day", of=offer("a", "daily_pb")),
    Claim(id="rounds_gap", stated=15.0, dp=1, unit="points", of=offer("b", "gap_points")),
    Claim(id="rounds_noise_gap", stated=14, unit="points", of=offer("b", "gap_dp_points")),
    Claim(id="rounds_fl_gap", stated=0.25, dp=2, unit="points", of=offer("b", "gap_fl_points")),
    Claim(id="rounds_joined", stated=4, unit="rounds", of=offer("b", "rounds_joined")),
    Claim(id="rounds_pb", stated=0.693, dp=3, unit="PB/day", of=offer("b", "daily_pb")),
    Claim(id="phones_gap", stated=4.88, dp=2, unit="points", of=offer("c", "gap_points")),
    Claim(id="phones_noise_gap", stated=3.13, dp=2, unit="points",
          of=offer("c", "gap_dp_points")),
    Claim(id="phones_joined", stated=5, unit="rounds", of=offer("c", "rounds_joined")),
    Claim(id="phones_noise_up", stated=2.24, dp=2, unit="x",
          of=lambda lab: offered(lab, "c").noise_multiplier / lab.at("act2").noise_multiplier),
    Claim(id="phones_net_down", stated=2.24, dp=2, unit="x",
          of=lambda lab: lab.at("act2").noise_to_clip / offered(lab, "c").noise_to_clip),
    Claim(id="phones_pb", stated=0.867, dp=3, unit="PB/day", of=offer("c", "daily_pb")),
    Claim(id="phones_raw_pb", stated=6.67, dp=2, unit="PB/day",
          of=design("daily_pb", part_frac=5)),
    Claim(id="epsilon_compressed", stated=2.2, dp=1,
          of=lambda lab: lowest_epsilon(lab, **COMPRESSED)),
    Claim(id="epsilon_compressed_gap", stated=4.98, dp=2, unit="points",
          of=design("gap_points", epsilon=2.2, **COMPRESSED)),
    Claim(id="epsilon_just_short_gap", stated=5.13, dp=2, unit="points",
          of=design("gap_points", epsilon=2.1, **COMPRESSED)),
    Claim(id="epsilon_plain", stated=1.8, dp=1, of=lowest_epsilon),
    Claim(id="epsilon_plain_gap", stated=4.92, dp=2, unit="points",
          of=design("gap_points", epsilon=1.8)),
    # Act II: the three designs of the message, and a fourth
    Claim(id="federated_only_gap", stated=1, unit="points",
          of=design("gap_points", mechanism="none")),
    Claim(id="federated_only_accuracy", stated=91, unit="%",
          of=design("accuracy_pct", mechanism="none")),
    Claim(id="central_gap", stated=0, unit="points",
          of=design("gap_points", "centralized", mechanism="none")),
    Claim(id="central_dp_gap", stated=7, unit="points", of=design("gap_points", "centralized")),
    Claim(id="central_dp_accuracy", stated=85, unit="%",
          of=design("accuracy_pct", "centralized")),
    Claim(id="best_epochs", stated=4, unit="epochs", of=best_local_epochs),
    Claim(id="designs_at_one", stated=294_000, unit="designs",
          of=lambda lab: designs_per_epsilon()),
    Claim(id="passing_at_one", stated=330, of=lambda lab: passing_designs(1.0)),
    Claim(id="lowest_passing_epsilon", stated=0.7, dp=1, of=lambda lab: lowest_passing_epsilon()),
    # Act II: privacy in numbers
    Claim(id="e", stated=2.72, dp=2, of=lambda lab: math.e),
    Claim(id="many_small", stated=25.7, dp=1, of=lambda lab: composed(0.1, 1000)),
    Claim(id="few_large", stated=100,
          of=lambda lab: differential_privacy.composed_epsilon_basic(1, 100)),
    Claim(id="few_large_advanced", stated=219.8, dp=1, of=lambda lab: composed(1, 100)),
    Claim(id="composition_factor", stated=4, unit="x",
          of=lambda lab: differential_privacy.composed_epsilon_basic(1, 100) / composed(0.1, 1000)),
    Claim(id="classic_sigma", stated=4.845, dp=3,
          of=lambda lab: differential_privacy.gaussian_sigma(1, 1e-5)),
    Claim(id="rho", stated=0.01178, dp=5,
          of=lambda lab: differential_privacy.zcdp_rho(1.0, DELTA)),
    Claim(id="noise", stated=6.515, dp=3, of=lambda lab: noise_for(1.0, 1.0)),
    Claim(id="users_failed", stated=0.1, dp=1, of=lambda lab: DELTA * PHONES),
    Claim(id="users_failed_loose", stated=1000, unit="users", of=lambda lab: 1e-5 * PHONES),
)  # fmt: skip
