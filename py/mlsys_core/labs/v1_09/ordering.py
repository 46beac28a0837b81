"""Act I of Lab V1-09: what an order of the images gains, and what its difficulty scores cost."""

import math
from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, bars, chart, rule
from mlsys_core.controls import Choice, Slider
from mlsys_core.elementwise import all_of, pick, where
from mlsys_core.lab import Act, Figure, Flag, Lab, Outcome
from mlsys_core.labs.v1_09.sites import (
    BATCH,
    CLOUD,
    H_PER_WEEK,
    IMAGES,
    IMAGES_PER_LABELER_H,
    LABELERS,
    REVIEW_USD,
    S_PER_H,
    Site,
)
from mlsys_core.limits import exceeds, reaches
from mlsys_core.metrics import Metric, at_least
from mlsys_core.physics import data_selection
from mlsys_core.promises import Monotone
from mlsys_core.questions import Option, Question, nearest_prediction

BASE_STEPS, STEPS_EXPONENT = 50_000, 0.7
RELIABILITY_PCT = 80
PACING_START, PACING_END = 0.2, 1.0
ORDER_EFFECTS = {"random": 0.0, "easy_first": 0.4, "hard_first": -0.375, "curriculum": 2.0}
"""What perfectly reliable scores add to the speed of a run; with noise for scores, nothing."""


def training_images_per_s(site: Site) -> float:
    """Images a site trains on in a second."""
    return BATCH / site.step_s


def ordering(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate one order of the images: fewer steps or more, and a bill for the scores."""
    order_effect = pick(c.method, ORDER_EFFECTS)
    gross = 1 + order_effect * c.reliability / 100
    baseline_steps = BASE_STEPS * (c.dataset_size / IMAGES) ** STEPS_EXPONENT
    baseline_s = baseline_steps * site.step_s
    training_s = baseline_s / gross
    ordered = c.method != "random"
    scored_images = where(ordered, c.dataset_size, 0)
    model_rate = S_PER_H * site.score_ratio * training_images_per_s(site)
    rate = pick(c.scorer, {"model": model_rate, "human": float(LABELERS * IMAGES_PER_LABELER_H)})
    usd_each = pick(c.scorer, {"model": site.usd_per_h / model_rate, "human": REVIEW_USD})
    scoring_s = scored_images / rate * S_PER_H
    cost = scored_images * usd_each
    saved = (baseline_s - training_s) / S_PER_H * site.usd_per_h
    net = data_selection.net_speedup(gross, baseline_s, scoring_s)
    return Outcome(
        {
            "baseline_steps": baseline_steps,
            "steps": baseline_steps / gross,
            "baseline_h": baseline_s / S_PER_H,
            "training_h": training_s / S_PER_H,
            "scoring_h": scoring_s / S_PER_H,
            "total_h": (training_s + scoring_s) / S_PER_H,
            "total_weeks": (training_s + scoring_s) / S_PER_H / H_PER_WEEK,
            "gross_speedup": gross,
            "net_speedup": net,
            "scoring_cost_usd": cost,
            "compute_saved_usd": saved,
            "net_saving_usd": saved - cost,
            "effect_sign": where(order_effect < 0, "−", "+"),
            "effect_size": abs(order_effect),
            "scored_images": scored_images,
            "scoring_images_per_h": rate,
            "scoring_usd_per_thousand": 1000 * usd_each,
        },
        {
            "blindspot": all_of(ordered, exceeds(cost, saved)),
            "net_gain": all_of(reaches(net, 2), exceeds(saved, cost)),
        },
    )


ORDER_NAMES = {
    "random": "Random",
    "easy_first": "Easy first",
    "hard_first": "Hard first",
    "curriculum": "Paced",
}


def draw_wall_clock(site: Site, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw hours to the target for all four orders, training and scoring stacked."""
    each = [
        ordering(site, SimpleNamespace(**vars(c) | {"method": method})).values
        for method in ORDER_NAMES
    ]
    names = list(ORDER_NAMES.values())
    return chart(
        "Time to the target accuracy, by order",
        axis("Order of the images"),
        axis("Hours", bounds=(0, 1.15 * max(o["total_h"] for o in each))),
        [
            bars("Training", names, [o["training_h"] for o in each],
                 outlined=[method == c.method for method in ORDER_NAMES]),
            bars("Scoring", names, [o["scoring_h"] for o in each], color="series2", pattern="/",
                 text=[f"{o['net_speedup']:.2f}×" for o in each], text_at="outside"),
            rule("Random order", names, [v.baseline_h] * len(names), color="ink", dash="dash",
                 label=False),
        ],
        barmode="stack",
        legend=True,
        height=400,
    )  # fmt: skip


def colleagues_run(lab: Lab) -> SimpleNamespace:
    """Return the outcome of the colleague's paced order at the scenario."""
    return lab.at("act1", method="curriculum")


MANY_PASSES, HARDEST_SHARE = 20, 0.10
SPEEDUP_RANGE = (2.0, 3.0)


def gross_speedup(method: str, reliability_pct: float = RELIABILITY_PCT) -> float:
    """Factor by which an order changes the speed of training, scoring left out."""
    return 1 + ORDER_EFFECTS[method] * reliability_pct / 100


DATASET_SIZES = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000,
                 10_000_000)  # fmt: skip


def passes_per_run() -> float:
    """Scoring passes that take as long as the scenario's random run: its epochs times the ratio."""
    return BASE_STEPS * BATCH / IMAGES * CLOUD.score_ratio


def net_after(passes: float) -> float:
    """Net speedup of the scenario's paced order if the images were scored that many times."""
    gross = gross_speedup("curriculum")
    return float(data_selection.net_speedup(gross, passes_per_run(), passes))


ACT1 = Act(
    id="act1",
    controls=(
        Choice(id="dataset_size", widget="list", default=IMAGES, unit="images",
               options=DATASET_SIZES),
        Choice(id="method", options=tuple(ORDER_EFFECTS), default="random"),
        Slider(id="reliability", minimum=0, maximum=100, step=5, default=RELIABILITY_PCT, unit="%",
               inactive=lambda _context, c: c.method == "random"),
        Choice(id="scorer", options=("model", "human"), widget="radio", default="model",
               inactive=lambda _context, c: c.method == "random"),
    ),
    metrics=(
        Metric(id="net_speedup", unit="x", dp=2, law=data_selection.net_speedup,
               bands=at_least((2, "good", "large"), (1, "fair", "small"),
                              otherwise=("bad", "slower")),
               how="1 / (1 / {gross_speedup:.4g} + {scoring_h:.3f} h / {baseline_h:.2f} h)"),
        Metric(id="total_weeks", unit="weeks", dp=2, how="{total_h:.2f} h / {h_per_week:g} h"),
        Metric(id="gross_speedup", unit="x", dp=2,
               how="1 {effect_sign} {effect_size:g} × {reliability:g} %"),
        Metric(id="net_saving_usd", unit="$", dp=2,
               how="{compute_saved_usd:,.2f} − {scoring_cost_usd:,.2f}"),
        Metric(id="baseline_steps", unit="steps",
               how="{base_steps:,.0f} × ({dataset_size:,} / {images:,.0f})^{steps_exponent:g}"),
        Metric(id="steps", unit="steps", how="{baseline_steps:,.1f} / {gross_speedup:.4g}"),
        Metric(id="baseline_h", unit="h", dp=2,
               how="{baseline_steps:,.1f} steps × {step_s:.4f} s / 3,600"),
        Metric(id="training_h", unit="h", dp=2, how="{baseline_h:,.3f} h / {gross_speedup:.4g}"),
        Metric(id="scoring_h", unit="h", dp=2,
               how="{scored_images:,.0f} images / {scoring_images_per_h:,.0f} an hour"),
        Metric(id="total_h", unit="h", dp=2, how="{training_h:,.3f} h + {scoring_h:,.3f} h"),
        Metric(id="scoring_cost_usd", unit="$", dp=2,
               how="{scored_images:,.0f} images × ${scoring_usd_per_thousand:.5g} a thousand"),
        Metric(id="compute_saved_usd", unit="$", dp=2,
               how="({baseline_h:,.3f} h − {training_h:,.3f} h) × ${usd_per_h:.3g}"),
    ),
    evaluate=ordering,
    flags=(
        Flag(id="blindspot", severity="warn", callout=True),
        Flag(id="net_gain", severity="success"),
    ),
    figures=(Figure(id="wall_clock", draw=draw_wall_clock),),
    prediction=Question(
        id="prediction",
        unit="x",
        actual=lambda lab: colleagues_run(lab).net_speedup,
        right=nearest_prediction("act1.prediction"),
        options=(
            Option(key="a", predicted=1, misconception="order is neutral, so no order helps",
                   reasoning=lambda: gross_speedup("random")),
            Option(key="b", predicted=1.1,
                   misconception="scoring eats nearly all of the gain, as if it took many passes",
                   reasoning=lambda: net_after(MANY_PASSES)),
            Option(key="c", predicted=2.45, reasoning=lambda: math.sqrt(math.prod(SPEEDUP_RANGE))),
            Option(key="d", predicted=10,
                   misconception="hard means informative: the hardest tenth does the whole work",
                   reasoning=lambda: 1 / HARDEST_SHARE),
        ),
        gives_away=("2.44", "2.60", "marginal gains", "Wu, Dyer"),
    ),
    reflection=Question(
        id="reflection",
        ruled=("c", "order changes when an example is seen, not which examples or how often"),
        options=(
            Option(key="a", misconception="ordering mistaken for filtering"),
            Option(key="b", misconception="fewer steps mistaken for fewer examples"),
            Option(key="c"),
            Option(key="d", misconception="ordering mistaken for repeating"),
        ),
    ),
    monotone=(
        Monotone(value="baseline_h", control="dataset_size", direction="up"),
        Monotone(value="gross_speedup", control="reliability", direction="up",
                 within={"method": "curriculum"}),
        Monotone(value="gross_speedup", control="reliability", direction="down",
                 within={"method": "hard_first"}),
        Monotone(value="net_speedup", control="dataset_size", direction="down",
                 within={"method": "curriculum"}),
    ),
)  # fmt: skip
