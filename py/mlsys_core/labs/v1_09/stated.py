"""What the page of Lab V1-09 states: figures of the stories, lab assumptions, computed claims."""

import math
from collections.abc import Callable

from mlsys_core.claims import Claim, Given, cited
from mlsys_core.hardware import H100, ORIN_NX, ResNet18, ResNet50, VitB16
from mlsys_core.lab import Lab
from mlsys_core.labs.v1_09.labelling import (
    BEST_EFFICIENCY,
    LABEL_EFFICIENCY,
    MODELS,
    NEAR_FRONTIER,
    ON_FRONTIER,
    POOL_K_USD,
)
from mlsys_core.labs.v1_09.ordering import (
    BASE_STEPS,
    DATASET_SIZES,
    HARDEST_SHARE,
    MANY_PASSES,
    ORDER_EFFECTS,
    PACING_END,
    PACING_START,
    RELIABILITY_PCT,
    SPEEDUP_RANGE,
    STEPS_EXPONENT,
    gross_speedup,
    net_after,
    passes_per_run,
    training_images_per_s,
)
from mlsys_core.labs.v1_09.sites import (
    BATCH,
    CLOUD,
    EDGE,
    H_PER_WEEK,
    IMAGES,
    IMAGES_PER_LABELER_H,
    JOB_PARAMETERS,
    LABEL_USD,
    LABELER_H_PER_WEEK,
    LABELERS,
    OWN_USD_PER_KWH,
    PILOT_IMAGES,
    REVIEW_USD,
)
from mlsys_core.physics import transformer

FITTED = "fitted to the story of six weeks and two to three times, not measured"
SAMPLED = "illustrative learning curve: scales chosen so that the whole pool is worth 82 to 85 %"


GIVENS = {
    "images": Given(value=IMAGES, unit="images"),
    "pilot_images": Given(value=PILOT_IMAGES, unit="images"),
    "cloud_memory": cited(H100.memory_bytes, "GB", scale=1e9),
    "edge_memory": cited(ORIN_NX.memory_bytes, "GB", scale=1e9),
    "reliability_pct": Given(value=RELIABILITY_PCT, unit="%"),
    "score_ratio": Given(value=CLOUD.score_ratio, unit="x",
                         reason="forward only, against forward and backward at twice its work"),
    "edge_score_ratio": Given(value=EDGE.score_ratio, unit="x",
                              reason="a small model waits for image decoding either way"),
    "batch": Given(value=BATCH, unit="images"),
    "base_steps": Given(value=BASE_STEPS, unit="steps", reason="a million images, " + FITTED),
    "steps_exponent": Given(value=STEPS_EXPONENT, dp=1,
                            reason="more data takes more steps, but less than in proportion"),
    "step_s": Given(value=CLOUD.step_s, unit="s", dp=3,
                    reason="makes the run six weeks: a heavy model on high-resolution images"),
    "edge_images_per_s": Given(value=training_images_per_s(EDGE), unit="images/s",
                               reason="a small model, bound by decoding"),
    "cloud_usd_per_h": Given(value=CLOUD.usd_per_h, unit="$", dp=2,
                             reason="scenario price of an H100 hour"),
    "own_usd_per_kwh": Given(value=OWN_USD_PER_KWH, unit="$", dp=2,
                             reason="industrial electricity; the device itself is paid for"),
    "edge_usd_per_h": Given(value=EDGE.usd_per_h, unit="$", dp=2,
                            reason="power and wear of a board that is already there"),
    "range_low": Given(value=SPEEDUP_RANGE[0], unit="x"),
    "range_high": Given(value=SPEEDUP_RANGE[1], unit="x"),
    "paced_effect": Given(value=ORDER_EFFECTS["curriculum"],
                          reason="two to three times for half to fully reliable scores; "
                                 "optimistic"),
    "easy_effect": Given(value=ORDER_EFFECTS["easy_first"], dp=1,
                         reason="1.2 to 1.4 times for half to fully reliable scores"),
    "hard_effect": Given(value=ORDER_EFFECTS["hard_first"], dp=3,
                         reason="0.7 times the speed at the scenario's reliability"),
    "labelers": Given(value=LABELERS, unit="labelers"),
    "labeler_rate": Given(value=IMAGES_PER_LABELER_H, unit="images"),
    "working_week": Given(value=LABELER_H_PER_WEEK, unit="hours"),
    "review_usd": Given(value=REVIEW_USD, unit="$", dp=2,
                        reason="15 dollars an hour at 500 images an hour"),
    "label_usd": Given(value=LABEL_USD, unit="$", dp=2,
                       reason="the review wage, and two cents for platform and quality control"),
    "h_per_week": Given(value=H_PER_WEEK, unit="h"),
    "pacing_start": Given(value=PACING_START, dp=1),
    "budget": Given(value=50, unit="$K"),
    "pool_k_usd": Given(value=POOL_K_USD, unit="$K"),
    "weeks_to_demo": Given(value=8, unit="weeks"),
    "cloud_bar_pct": Given(value=CLOUD.bar_pct, unit="%"),
    "edge_bar_pct": Given(value=EDGE.bar_pct, unit="%"),
    "efficiency": Given(value=BEST_EFFICIENCY, unit="x", dp=2,
                        reason="within the reported range, which runs from below 1 to far more"),
    "diversity_efficiency": Given(value=LABEL_EFFICIENCY["active_diversity"], unit="x", dp=2,
                                  reason="a little below uncertainty sampling"),
    "no_budget": Given(value=0, unit="$"),
    "small_parameters": cited(ResNet18.parameters, "M", scale=1e6, dp=1),
    "medium_parameters": cited(ResNet50.parameters, "M", scale=1e6, dp=1),
    "large_parameters": cited(VitB16.parameters, "M", scale=1e6, dp=1),
    **{
        f"{model}_{field}": Given(value=value, unit=unit, dp=1, reason=SAMPLED)
        for model, learning in MODELS.items()
        for (field, value), unit in zip(vars(learning).items(), ("%", "pp", "$K"), strict=True)
    },
    "on_frontier": Given(value=ON_FRONTIER, dp=3, reason="room for rounding and no more"),
    "near_frontier": Given(value=NEAR_FRONTIER, unit="x", dp=1,
                           reason="a tenth is within what a pilot can tell"),
    "near_pct": Given(value=100 * (NEAR_FRONTIER - 1), unit="%"),
    "best_efficiency": Given(value=BEST_EFFICIENCY, unit="x", dp=2),
}  # fmt: skip

PACED, HARD = "curriculum", "hard_first"


def steps_at(images: float, method: str = "random") -> float:
    """Steps to the target for a number of images at the scenario's reliability."""
    steps = BASE_STEPS * (images / IMAGES) ** STEPS_EXPONENT
    return float(steps / gross_speedup(method))


def job_flop_per_image() -> float:
    """Work a six-week job might be: a vision transformer of a billion parameters, large images."""
    patches = (1344 / 14) ** 2
    return float(transformer.flop_training(JOB_PARAMETERS, patches))


def job_utilisation() -> float:
    """Share of an H100's peak that such a job reaches at the scenario's pace."""
    return job_flop_per_image() * training_images_per_s(CLOUD) / H100.fp16_flop_per_s


def random_run(field: str) -> Callable[[Lab], float]:
    """Return how a claim reads a result of the scenario's random order."""
    return lambda lab: float(getattr(lab.at("act1"), field))


def ordered_run(field: str, context: str = "cloud", **changed: object) -> Callable[[Lab], float]:
    """Return how a claim reads a result of Act I, with the paced order unless another is named."""
    settings = {"method": PACED} | changed
    return lambda lab: float(getattr(lab.at("act1", context, **settings), field))


def plan(strategy: str, budget_k: float, field: str) -> Callable[[Lab], float]:
    """Return how a claim reads a result of a labelling plan with the medium model in the cloud."""
    return lambda lab: float(getattr(lab.at("act2", strategy=strategy, budget_k=budget_k), field))


WHOLE, AT_RANDOM, ACTIVE = ("full_budget", 50), ("random", 5), ("active_uncertainty", 10)
"""The plans of the prediction that spend money."""

CLAIMS = (
    Claim(id="baseline_weeks", stated=6, unit="weeks", of=random_run("total_weeks")),
    Claim(id="epochs", stated=12.8, unit="epochs", dp=1, of=lambda _: BASE_STEPS * BATCH / IMAGES),
    Claim(id="promised_weeks", stated=2, unit="weeks",
          of=lambda lab: random_run("total_weeks")(lab) / gross_speedup(PACED, 100)),
    Claim(id="promised_h", stated=336, unit="h", of=ordered_run("training_h", reliability=100)),
    Claim(id="promised_speedup", stated=3, unit="x", of=lambda _: gross_speedup(PACED, 100)),
    Claim(id="pilot_random_steps", stated=1991, unit="steps", of=lambda _: steps_at(PILOT_IMAGES)),
    Claim(id="pilot_paced_steps", stated=766, unit="steps",
          of=lambda _: steps_at(PILOT_IMAGES, PACED)),
    Claim(id="neutral_speedup", stated=1, unit="x", of=lambda _: gross_speedup("random")),
    Claim(id="eaten_speedup", stated=1.1, unit="x", dp=1,
          of=lambda _: net_after(MANY_PASSES)),
    Claim(id="eating_passes", stated=20, unit="times",
          of=lambda _: (1 / 1.1 - 1 / gross_speedup(PACED)) * passes_per_run()),
    Claim(id="hardest_speedup", stated=10, unit="x", of=lambda _: 1 / HARDEST_SHARE),
    Claim(id="paced_gross", stated=2.60, unit="x", dp=2, of=ordered_run("gross_speedup")),
    Claim(id="paced_training_h", stated=387.7, unit="h", dp=1, of=ordered_run("training_h")),
    Claim(id="paced_scoring_h", stated=26.25, unit="h", dp=2, of=ordered_run("scoring_h")),
    Claim(id="paced_total_h", stated=413.9, unit="h", dp=1, of=ordered_run("total_h")),
    Claim(id="paced_weeks", stated=2.46, unit="weeks", dp=2, of=ordered_run("total_weeks")),
    Claim(id="paced_net", stated=2.44, unit="x", dp=2, of=ordered_run("net_speedup")),
    Claim(id="scoring_part", stated=38, of=lambda _: passes_per_run()),
    Claim(id="model_scoring_usd", stated=66, unit="$", of=ordered_run("scoring_cost_usd")),
    Claim(id="compute_saved_usd", stated=1551, unit="$", of=ordered_run("compute_saved_usd")),
    Claim(id="human_scoring_usd", stated=30_000, unit="$",
          of=ordered_run("scoring_cost_usd", scorer="human")),
    Claim(id="human_net_usd", stated=-28_449, unit="$",
          of=ordered_run("net_saving_usd", scorer="human")),
    Claim(id="human_net_speedup", stated=2.36, unit="x", dp=2,
          of=ordered_run("net_speedup", scorer="human")),
    Claim(id="human_scoring_h", stated=40, unit="h", of=ordered_run("scoring_h", scorer="human")),
    Claim(id="hard_speed", stated=0.70, unit="x", dp=2, of=lambda _: gross_speedup(HARD)),
    Claim(id="hard_steps", stated=1.43, unit="x", dp=2, of=lambda _: 1 / gross_speedup(HARD)),
    Claim(id="hard_weeks", stated=8.7, unit="weeks", dp=1,
          of=ordered_run("total_weeks", method=HARD)),
    Claim(id="edge_net", stated=2.16, unit="x", dp=2, of=ordered_run("net_speedup", "edge")),
    Claim(id="small_data_net", stated=2.56, unit="x", dp=2,
          of=ordered_run("net_speedup", dataset_size=PILOT_IMAGES)),
    Claim(id="big_data_net", stated=2.29, unit="x", dp=2,
          of=ordered_run("net_speedup", dataset_size=DATASET_SIZES[-1])),
    Claim(id="tenfold_steps", stated=5.01, unit="x", dp=2,
          of=lambda _: steps_at(10 * IMAGES) / steps_at(IMAGES)),
    Claim(id="pacing_rate", stated=1.609, dp=3, of=lambda _: math.log(PACING_END / PACING_START)),
    Claim(id="job_utilisation", stated=0.197, dp=3, of=lambda _: job_utilisation()),
    Claim(id="job_tflop_per_image", stated=55.3, unit="TFLOP", dp=1,
          of=lambda _: job_flop_per_image() / 1e12),
    Claim(id="job_state_gb", stated=16, unit="GB",
          of=lambda lab: lab.own_device.takes["memory_bytes"][0] / 1e9),
    Claim(id="h100_power_usd_per_h", stated=0.07, unit="$", dp=2,
          of=lambda lab: lab.own_device.on_product(H100).usd_per_h),
    Claim(id="floor_pct", stated=64.5, unit="%", dp=1, of=lambda _: MODELS["medium"].floor_pct),
    Claim(id="pool_cost", stated=50, unit="$K", of=plan(*WHOLE, "spend_k_usd")),
    Claim(id="random_cost", stated=5, unit="$K", of=plan(*AT_RANDOM, "spend_k_usd")),
    Claim(id="random_share_pct", stated=10, unit="%", of=plan(*AT_RANDOM, "pool_share_pct")),
    Claim(id="active_cost", stated=10, unit="$K", of=plan(*ACTIVE, "spend_k_usd")),
    Claim(id="active_share_pct", stated=20, unit="%", of=plan(*ACTIVE, "pool_share_pct")),
    Claim(id="active_labels", stated=200_000, unit="labels", of=plan(*ACTIVE, "labels")),
    Claim(id="pool_accuracy", stated=84.16, unit="%", dp=2, of=plan(*WHOLE, "accuracy_pct")),
    Claim(id="pool_cheapest", stated=27.03, unit="$K", dp=2, of=plan(*WHOLE, "cheapest_k_usd")),
    Claim(id="pool_saving", stated=22.97, unit="$K", dp=2, of=plan(*WHOLE, "saving_k_usd")),
    Claim(id="random_accuracy", stated=73.46, unit="%", dp=2, of=plan(*AT_RANDOM, "accuracy_pct")),
    Claim(id="random_cheapest", stated=2.70, unit="$K", dp=2,
          of=plan(*AT_RANDOM, "cheapest_k_usd")),
    Claim(id="active_accuracy", stated=79.35, unit="%", dp=2, of=plan(*ACTIVE, "accuracy_pct")),
    Claim(id="active_part_pct", stated=94, unit="%",
          of=lambda lab: 100 * plan(*ACTIVE, "accuracy_pct")(lab)
          / plan(*WHOLE, "accuracy_pct")(lab)),
    Claim(id="random_at_ten", stated=76.49, unit="%", dp=2,
          of=plan("random", 10, "accuracy_pct")),
    Claim(id="accuracy_ratio", stated=1.04, unit="x", dp=2,
          of=lambda lab: plan(*ACTIVE, "accuracy_pct")(lab)
          / plan("random", 10, "accuracy_pct")(lab)),
    Claim(id="diversity_overpay_pct", stated=8.8, unit="%", dp=1,
          of=lambda lab: 100 * (plan("active_diversity", 10, "overpay_ratio")(lab) - 1)),
    Claim(id="first_margin", stated=3.246, unit="pp/$K", dp=3,
          of=plan("active_uncertainty", 1, "marginal_pp_per_k_usd")),
    Claim(id="tenth_margin", stated=0.474, unit="pp/$K", dp=3,
          of=plan(*ACTIVE, "marginal_pp_per_k_usd")),
    Claim(id="last_margin", stated=0.182, unit="pp/$K", dp=3,
          of=plan("active_uncertainty", 27, "marginal_pp_per_k_usd")),
    Claim(id="labelling_weeks", stated=1, unit="weeks",
          of=lambda _: IMAGES / (LABELERS * IMAGES_PER_LABELER_H * LABELER_H_PER_WEEK)),
)  # fmt: skip
