"""The figures that the prose of V2-17 states: the story's own, the assumptions, the claims."""

from types import SimpleNamespace
from typing import Any

from mlsys_core import archaeology
from mlsys_core.claims import Claim, Given, cited
from mlsys_core.hardware import (
    H100,
    AdamMixed,
    Grid,
    Llama3Run,
    PrivateImageNet,
    RobustCifar,
    RobustImageNet,
    ScalingLaw,
    VitL14,
)
from mlsys_core.labs.v2_17 import design
from mlsys_core.labs.v2_17.counted import (
    APPROVED_IN_BOTH,
    COUNTED,
    DESIGNS,
    FIT_THE_GPUS,
    PASS_BOTH_GATES,
    share_pct,
)
from mlsys_core.labs.v2_17.design import FLEET, INHERITED, RENEWABLE, learned, plan
from mlsys_core.labs.v2_17.extremes import extreme, judged
from mlsys_core.limits import reaches
from mlsys_core.physics import reliability, roofline

PRIOR_LABS = len(archaeology.PRIOR_LABS)
TRILLION = 1e12

GIVENS = {
    # Act I
    "prior_labs": Given(value=PRIOR_LABS, unit="labs"),
    "enough_labs": Given(
        value=archaeology.ENOUGH_LABS, unit="labs",
        reason="with fewer, chance alone would crown a family too often"),
    "enough_in_group": Given(
        value=archaeology.ENOUGH_IN_GROUP, unit="labs",
        reason="one lab is an anecdote"),
    "enough_hits": Given(
        value=archaeology.ENOUGH_HITS, unit="hits",
        reason="a family that came up twice may have come up by chance"),
    "lead_points": Given(
        value=archaeology.LEAD_POINTS, unit="points",
        reason="of ledgers without a favourite, nine in ten are then called so"),
    # The service
    "hospitals": Given(value=design.HOSPITALS, unit="hospitals"),
    "images_a_day": Given(value=design.IMAGES_A_DAY, unit="images"),
    "peak_over_mean": Given(
        value=design.PEAK_OVER_MEAN, unit="x",
        reason="clinics work by day; the busiest hours take three times the mean"),
    "accuracy_target_pct": Given(value=100 * design.ACCURACY_TARGET, unit="%"),
    "latency_limit_ms": Given(value=design.LATENCY_LIMIT_MS, unit="ms"),
    "epsilon_limit": Given(value=design.EPSILON_LIMIT),
    "robustness_target_pct": Given(value=100 * design.ROBUSTNESS_TARGET, unit="%"),
    "carbon_target_pct": Given(value=100 * design.CARBON_TARGET, unit="%"),
    "uptime_target_pct": Given(value=100 * design.UPTIME_TARGET, unit="%", dp=1),
    "goodput_target_pct": Given(value=100 * design.GOODPUT_TARGET, unit="%"),
    "gpu_budget": Given(value=design.GPU_BUDGET, unit="GPUs"),
    "memory_limit_gb": Given(
        value=design.memory_limit_gb(), unit="GB",
        reason="nine tenths of the card, less 8 GB for activations and caches"),
    # The contexts
    "fleet_grid_g": cited(Grid.us_mix_g_per_kwh, "g/kWh"),
    "renewable_grid_g": cited(Grid.low_carbon_g_per_kwh, "g/kWh"),
    "fleet_rtt_ms": Given(
        value=FLEET.round_trip_ms, unit="ms", reason="sites near the hospitals"),
    "renewable_rtt_ms": Given(
        value=RENEWABLE.round_trip_ms, unit="ms",
        reason="sites by dams and wind farms, a few thousand kilometres away"),
    # What the formulas use
    "gpu_tflop_per_s": cited(H100.fp16_flop_per_s, "TFLOP/s", scale=1e12),
    "gpu_gb_per_s": cited(H100.memory_bytes_per_s, "GB/s", scale=1e9),
    "gpu_memory_gb": cited(H100.memory_bytes, "GB", scale=1e9),
    "gpu_w": cited(H100.board_w, "W"),
    "image_tokens": cited(VitL14.image_tokens, "tokens"),
    "checkpoint_b_per_param": cited(AdamMixed.checkpoint_bytes_per_parameter, "B"),
    "scaling_exponent": cited(ScalingLaw.parameter_exponent, "", dp=2),
    "published_mtbf_h": cited(Llama3Run.gpu_mtbf_h, "h"),
    "private_accuracy_8_pct": cited(PrivateImageNet.accuracy_at_epsilon_8_pct, "%", dp=1),
    "private_accuracy_half_pct": cited(PrivateImageNet.accuracy_at_epsilon_half_pct, "%", dp=1),
    "clean_accuracy_pct": cited(RobustCifar.clean_accuracy_pct, "%", dp=1),
    "clean_accuracy_robust_pct": cited(RobustCifar.clean_accuracy_robust_pct, "%", dp=1),
    "attack_passes": cited(RobustCifar.pgd_steps, "steps"),
    "robust_published_pct": cited(RobustImageNet.robust_accuracy_pct, "%"),
    "answer_tokens": Given(
        value=design.ANSWER_TOKENS, unit="tokens", reason="a structured code for the finding"),
    "serving_mfu": Given(value=design.SERVING_MFU, dp=1, reason="typical share of peak reached"),
    "training_mfu": Given(value=design.TRAINING_MFU, dp=1, reason="typical share of peak reached"),
    "memory_rate_share": Given(
        value=design.MEMORY_RATE_SHARE, dp=1, reason="what streaming reads reach in practice"),
    "stage_hop_us": Given(
        value=1e6 * design.STAGE_HOP_S, unit="µs", reason="one hand-over between stages"),
    "gpu_mtbf_h": Given(
        value=design.GPU_MTBF_H, unit="h", reason="the published figure, rounded"),
    "repair_h": Given(value=design.REPAIR_H, unit="h", dp=1, reason="a swap by a spare"),
    "site_availability_pct": Given(
        value=100 * design.SITE_AVAILABILITY, unit="%",
        reason="one site with power, network and roll-outs: seven hours down a month"),
    "pue": Given(value=design.PUE, dp=2, reason="a hyperscale site"),
    "idle_kw": Given(value=design.IDLE_W / 1e3, unit="kW", dp=1, reason="an idle slot"),
    "slot_kw": Given(
        value=design.slot_w() / 1e3, unit="kW", dp=3,
        source="NVIDIA DGX H100 data sheet, 2022: maximum system power over eight GPUs"),
    "deferred_saving": Given(
        value=design.DEFERRED_SAVING, dp=1,
        reason="a mixed grid without a strong swing between day and night"),
    "deferred_saving_pct": Given(
        value=100 * design.DEFERRED_SAVING, unit="%",
        reason="a mixed grid without a strong swing between day and night"),
    "clean_hours": Given(value=design.CLEAN_HOURS, unit="h", reason="a third of the day"),
    "error_floor_pp": Given(
        value=100 * design.ERROR_FLOOR, unit="points",
        reason="what no size removes: images that experts disagree on"),
    "error_at_1b_pp": Given(
        value=100 * design.ERROR_AT_1B, unit="points",
        reason="a billion parameters then reach 96 %"),
    "privacy_cost_pp": Given(
        value=100 * design.PRIVACY_COST, unit="points", dp=2,
        reason="fitted to De et al. 2022: their loss between two budgets; the power of the size"
               " is chosen for teaching"),
    "defence_cost_pp": Given(
        value=100 * design.DEFENCE_COST, unit="points",
        reason="fitted to Madry et al. 2018: their loss of clean accuracy; the power of the size"
               " is chosen for teaching"),
    "robust_ceiling_pct": Given(
        value=100 * (design.ROBUST_FLOOR + design.ROBUST_GAIN), unit="%",
        reason="just below the best published on ImageNet"),
    "robust_noise": Given(
        value=design.ROBUST_NOISE, dp=1,
        reason="private noise blurs the attack's signal; its size is chosen for teaching"),
    # Designs the prose speaks of
    "worked_size_b": Given(value=12, unit="B"),
    "worked_util": Given(value=0.45, dp=2),
}  # fmt: skip


def at(settings: dict[str, Any], fleet: design.Fleet = FLEET) -> design.Plan:
    """Judge the inherited plan with some settings changed."""
    return plan(fleet, SimpleNamespace(**INHERITED | settings))


def inherited_learning() -> design.Learned:
    """Return what the inherited plan's model learns."""
    return learned(INHERITED["model_size_b"], INHERITED["dp_epsilon"], 0.3)


def robust_pct(epsilon: float, weight: float) -> float:
    """Return the robust accuracy, in %, which no size of model changes."""
    return 100 * float(learned(14, epsilon, weight).robust_accuracy)


def published_privacy_loss_pp() -> float:
    """Return what the privacy term says of the published pair of experiments."""
    size_b = PrivateImageNet.parameters.value / design.PER_B
    return 100 * float(learned(size_b, 0.5, 0).privacy_error - learned(size_b, 8, 0).privacy_error)


def published_defence_loss_pp() -> float:
    """Return what the defence term says of the published pair of experiments."""
    size_b = RobustCifar.parameters.value / design.PER_B
    return 100 * float(learned(size_b, 8, 1).defence_error)


def accurate_at_limit_pct() -> float:
    """Return the share of sizes and weights that reach the accuracy at the privacy limit."""
    reached = [
        bool(reaches(learned(size, 1, step / 20).accuracy, design.ACCURACY_TARGET))
        for size in range(1, 71)
        for step in range(21)
    ]
    return 100 * sum(reached) / len(reached)


def smallest_pair_at(epsilon: float) -> tuple[float, int]:
    """Return the lowest weight, and with it the smallest model, that is accurate and robust."""
    for weight in (step / 20 for step in range(21)):
        if not reaches(learned(1, epsilon, weight).robust_accuracy, design.ROBUSTNESS_TARGET):
            continue
        for size in range(1, 71):
            if reaches(learned(size, epsilon, weight).accuracy, design.ACCURACY_TARGET):
                return weight, size
    raise ValueError(f"no model is accurate and robust at epsilon {epsilon}")


def carbon_pass_pct(context: str, sizes: tuple[int, int]) -> float:
    """Return the share of designs with models of these sizes that pass carbon."""
    first, last = sizes
    designs = DESIGNS // 70 * (last - first + 1)
    return share_pct(COUNTED[context].carbon_by_size[sizes], designs)


def passing_pct(context: str, name: str) -> float:
    """Return the share of all designs that pass one requirement."""
    return share_pct(COUNTED[context].passing[name])


def worked() -> design.Plan:
    """Judge the design that the mathematics works through."""
    return at({"model_size_b": 12, "peak_util": 0.45})


def spare_factor(zones: int) -> float:
    """Return how much capacity N − 1 provisioning takes, over what the load needs."""
    return zones / (zones - 1)


def _pct(claim_id: str, stated: float, dp: int, of: Any) -> Claim:
    return Claim(id=claim_id, stated=stated, unit="%", dp=dp, of=lambda _lab: of())


def _plain(claim_id: str, stated: float, unit: str, dp: int, of: Any) -> Claim:
    return Claim(id=claim_id, stated=stated, unit=unit, dp=dp, of=lambda _lab: of())


GPUS_POWER_MW = design.GPU_BUDGET / 1e6

ACT1_CLAIMS = (
    _plain("ridge", 295, "FLOP/B", 0, lambda: roofline.ridge(
        H100.fp16_flop_per_s.value, H100.memory_bytes_per_s.value)),
    _plain("gradient_tb", 2, "TB", 0, lambda: 2 * TRILLION / 1e12),
    _plain("chips_mw", 7, "MW", 0, lambda: GPUS_POWER_MW * H100.board_w.value),
    _plain("servers_mw", 12.75, "MW", 2, lambda: GPUS_POWER_MW * design.slot_w()),
    _plain("site_mw", 14.3, "MW", 1, lambda: GPUS_POWER_MW * design.slot_w() * design.PUE),
    _plain("adam_bytes", 16, "B", 0, lambda: AdamMixed.state_bytes_per_parameter.value),
    _plain("memory_labs", 12, "labs", 0, lambda: sum(
        "memory" in entry.domains for entry in archaeology.PRIOR_LABS)),
)  # fmt: skip

GRID_CLAIMS = (
    _pct("approved_fleet_pct", 0.036, 3, lambda: share_pct(COUNTED["fleet"].approved)),
    _pct("approved_renewable_pct", 0.107, 3, lambda: share_pct(COUNTED["renewable"].approved)),
    _plain("one_in_fleet", 2779, "", 0, lambda: DESIGNS / COUNTED["fleet"].approved),
    _plain("one_in_renewable", 931, "", 0, lambda: DESIGNS / COUNTED["renewable"].approved),
    _plain("designs", 1_180_539_360, "designs", 0, lambda: DESIGNS),
    _plain("approved_fleet", 424_783, "designs", 0, lambda: COUNTED["fleet"].approved),
    _plain("approved_renewable", 1_267_898, "designs", 0, lambda: COUNTED["renewable"].approved),
    _plain("approved_in_both", 297_258, "designs", 0, lambda: APPROVED_IN_BOTH),
    _plain("six_without_gates", 214_078, "designs", 0,
           lambda: COUNTED["renewable"].six_without_gates),
    _pct("accurate_at_limit_pct", 70.7, 1, accurate_at_limit_pct),
    _pct("p99_fleet_pct", 21.6, 1, lambda: passing_pct("fleet", "p99")),
    _pct("p99_renewable_pct", 16.0, 1, lambda: passing_pct("renewable", "p99")),
    _pct("dp_pct", 46.2, 1, lambda: passing_pct("fleet", "dp")),
    _pct("fit_gpus_pct", 76.1, 1, lambda: share_pct(FIT_THE_GPUS)),
    _pct("pass_gates_pct", 64.8, 1, lambda: share_pct(PASS_BOTH_GATES)),
    _pct("approved_of_gates_fleet_pct", 0.056, 3,
         lambda: share_pct(COUNTED["fleet"].approved, PASS_BOTH_GATES)),
    _pct("approved_of_gates_renewable_pct", 0.166, 3,
         lambda: share_pct(COUNTED["renewable"].approved, PASS_BOTH_GATES)),
    _plain("fewest_gpus", 1183, "GPUs", 0, lambda: COUNTED["fleet"].approved_gpus[0]),
    _plain("most_gpus", 5738, "GPUs", 0, lambda: COUNTED["fleet"].approved_gpus[1]),
    _pct("carbon_to_10b_pct", 99.96, 2, lambda: carbon_pass_pct("fleet", (1, 10))),
    _pct("carbon_to_20b_pct", 83.7, 1, lambda: carbon_pass_pct("fleet", (11, 20))),
    _pct("carbon_to_30b_pct", 35.9, 1, lambda: carbon_pass_pct("fleet", (21, 30))),
    _pct("carbon_over_30b_pct", 4.2, 1, lambda: carbon_pass_pct("fleet", (31, 70))),
    _pct("carbon_renewable_pct", 99.99995, 5, lambda: passing_pct("renewable", "carbon")),
    _plain("extra_rtt_ms", 40, "ms", 0, lambda: RENEWABLE.round_trip_ms - FLEET.round_trip_ms),
    _plain("smallest_model_b", 9, "B", 0,
           lambda: COUNTED["fleet"].approved_range["model_size_b"][0]),
    _plain("largest_fleet_b", 25, "B", 0,
           lambda: COUNTED["fleet"].approved_range["model_size_b"][1]),
    _plain("largest_renewable_b", 43, "B", 0,
           lambda: COUNTED["renewable"].approved_range["model_size_b"][1]),
)  # fmt: skip

EXTREME_CLAIMS = (
    _pct("far_accuracy_pct", 98.1, 1, lambda: 100 * extreme("accuracy").learned.accuracy),
    _plain("far_accuracy_p99_ms", 230, "ms", 0, lambda: extreme("accuracy").p99_ms),
    _plain("far_p99_ms", 30, "ms", 0, lambda: extreme("p99").p99_ms),
    _pct("far_p99_accuracy_pct", 91.8, 1, lambda: 100 * extreme("p99").learned.accuracy),
    _plain("far_epsilon", 0.1, "", 1, lambda: 0.1),
    _pct("far_dp_accuracy_pct", 94.98, 2, lambda: 100 * extreme("dp").learned.accuracy),
    _pct("far_dp_robust_pct", 41, 0, lambda: 100 * extreme("dp").learned.robust_accuracy),
    _pct("far_dp_goodput_pct", 87.1, 1, lambda: 100 * extreme("dp").retraining.goodput),
    _pct("far_robust_pct", 67.8, 1,
         lambda: 100 * extreme("robustness").learned.robust_accuracy),
    _pct("far_robust_accuracy_pct", 94.1, 1,
         lambda: 100 * extreme("robustness").learned.accuracy),
    _pct("far_carbon_pct", 99.2, 1, lambda: 100 * extreme("carbon").carbon_cut),
    _pct("far_uptime_pct", 99.989, 3, lambda: 100 * extreme("fault_tolerance").serving.uptime),
    _plain("far_uptime_p99_ms", 829, "ms", 0, lambda: extreme("fault_tolerance").p99_ms),
)  # fmt: skip

BALANCED_CLAIMS = (
    _pct("balanced_cut_pct", 58.6, 1, lambda: 100 * judged({}).carbon_cut),
    _plain("balanced_p99_ms", 119.9, "ms", 1, lambda: judged({}).p99_ms),
    _plain("balanced_p99_renewable_ms", 159.9, "ms", 1, lambda: judged({}, RENEWABLE).p99_ms),
)

REFLECTION_CLAIMS = (
    _pct("robust_at_1_pct", 52.1, 1, lambda: robust_pct(1, 0.4)),
    _pct("robust_at_half_pct", 49.7, 1, lambda: robust_pct(0.5, 0.4)),
    _pct("robust_best_at_tenth_pct", 47.9, 1, lambda: robust_pct(0.1, 1)),
    _plain("pair_weight", 0.6, "", 1, lambda: smallest_pair_at(0.2)[0]),
    _plain("pair_size_b", 56, "B", 0, lambda: smallest_pair_at(0.2)[1]),
    _plain("spare_two_sites", 2, "x", 0, lambda: spare_factor(2)),
    _plain("spare_four_sites", 1.33, "x", 2, lambda: spare_factor(4)),
    _plain("error_budget_pp", 5, "points", 0, lambda: 100 * (1 - design.ACCURACY_TARGET)),
)

MATHS_CLAIMS = (
    _plain("worked_service_ms", 34.25, "ms", 2, lambda: 1e3 * worked().service.total_s),
    _plain("worked_p99_ms", 172.8, "ms", 1, lambda: worked().p99_ms),
    _plain("published_privacy_pp", 2.9, "points", 1, published_privacy_loss_pp),
    _plain("published_defence_pp", 7.9, "points", 1, published_defence_loss_pp),
    _plain("mean_rate", 1157.4, "images/s", 1, lambda: design.MEAN_RATE),
    _plain("baseline_t", 37.96, "t/day", 2, design.baseline_t),
    _pct("two_sites_pct", 99.99, 2, lambda: 100 * reliability.availability_one_spare(
        design.SITE_AVAILABILITY, 2)),
    _pct("six_sites_pct", 99.854, 3, lambda: 100 * reliability.availability_one_spare(
        design.SITE_AVAILABILITY, 6)),
    _plain("daily_images", 100, "million", 0, lambda: design.DAILY_IMAGES / 1e6),
)  # fmt: skip

CLAIMS = (
    *ACT1_CLAIMS,
    *GRID_CLAIMS,
    *EXTREME_CLAIMS,
    *BALANCED_CLAIMS,
    *REFLECTION_CLAIMS,
    *MATHS_CLAIMS,
)
