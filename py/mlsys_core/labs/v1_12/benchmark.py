"""Act II of V1-12: how much of production a benchmark shows, and whom it ranks first."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, bars, chart, curve, marker, rule
from mlsys_core.controls import Choice, Slider, Switch, powers_of_two
from mlsys_core.elementwise import all_of, log10, maximum, minimum, not_, pick, where
from mlsys_core.lab import Act, Figure, Flag, Outcome
from mlsys_core.labs.v1_12.sites import Site, per_site
from mlsys_core.limits import exceeds, reaches
from mlsys_core.metrics import Band, Metric, at_most, by_case, by_key
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question

CLASS_FACTORS = {"replay": 1.0, "mlperf": 0.80, "matmul": 0.45, "micro": 0.30}
BATCH_WEIGHT, BATCH_DECADES, BATCH_LIMIT = 0.6, 2.0, 10.0
ACCESS_WEIGHT = 0.4
VENDOR_A, VENDOR_B_SYNTHETIC, VENDOR_B = 85.0, 72.0, 102.0
FIDELITY_THRESHOLD = (VENDOR_A - VENDOR_B_SYNTHETIC) / (VENDOR_B - VENDOR_B_SYNTHETIC)
VALID_FIDELITY = 0.70


def fidelity(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate how much of the production effect a benchmark shows, and whom it ranks first."""
    ratio = maximum(c.bench_batch, c.prod_batch) / minimum(c.bench_batch, c.prod_batch)
    class_factor = pick(c.bench_type, CLASS_FACTORS)
    batch_factor = 1 - BATCH_WEIGHT * minimum(log10(ratio) / BATCH_DECADES, 1.0)
    memory_factor = 1 - ACCESS_WEIGHT * c.mem_divergence / 100
    thermal_factor = where(c.soak, 1.0, site.cold_factor)
    share = class_factor * batch_factor * memory_factor * thermal_factor
    predicted_b = predicted_score_b(share)
    rank_right = exceeds(predicted_b, VENDOR_A)
    too_far = exceeds(ratio, BATCH_LIMIT)
    valid = reaches(share, VALID_FIDELITY)
    near = not_(too_far)
    return Outcome(
        {
            "fidelity": share,
            "class_factor": class_factor,
            "batch_factor": batch_factor,
            "memory_factor": memory_factor,
            "thermal_factor": thermal_factor,
            "batch_ratio": ratio,
            "predicted_b_score": predicted_b,
            "predicted_advantage_pct": 100 * (predicted_b / VENDOR_A - 1),
            "true_advantage_pct": 100 * (VENDOR_B / VENDOR_A - 1),
            "fidelity_threshold": FIDELITY_THRESHOLD,
            "rank_agreement": where(rank_right, 1, -1),
            "rank_prediction": where(rank_right, "correct", "wrong"),
        },
        {
            "batch_mismatch": too_far,
            "rank_wrong": all_of(near, not_(rank_right)),
            "low_fidelity": all_of(near, rank_right, not_(valid)),
            "valid_benchmark": all_of(near, rank_right, valid),
        },
    )


def predicted_score_b(share: Any) -> Any:
    """Score the benchmark gives vendor B: from the published 72 up to what production shows."""
    return VENDOR_B_SYNTHETIC + (VENDOR_B - VENDOR_B_SYNTHETIC) * share


def draw_vendor_scores(_site: Site, _c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw what the benchmark says of both vendors beside what production shows."""
    kinds = ["Benchmark says", "Production shows"]
    a, b = [VENDOR_A, VENDOR_A], [v.predicted_b_score, VENDOR_B]
    return chart(
        f"Vendor scores at fidelity {v.fidelity:.3f}",
        axis(""),
        axis("Score, higher is better", bounds=(0, 120)),
        [
            bars("Vendor A", kinds, a, color="series1", text=[f"{s:.1f}" for s in a]),
            bars("Vendor B", kinds, b, color="series2", pattern="/", text=[f"{s:.1f}" for s in b]),
        ],
        legend=True,
        height=340,
    )


def draw_rank_vs_fidelity(_site: Site, _c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw the score predicted for B against fidelity: where it crosses A, the order turns."""
    shares = [i / 20 for i in range(21)]
    return chart(
        "Predicted score of vendor B",
        axis("Fidelity F", bounds=(0, 1)),
        axis("Score", bounds=(65, 107)),
        [
            rule("Vendor A", (0, 1), (VENDOR_A, VENDOR_A), color="series1", dash="dash"),
            rule(
                "Order turns",
                (FIDELITY_THRESHOLD, FIDELITY_THRESHOLD),
                (66, 105),
                color="muted",
            ),
            curve("Vendor B", shares, [predicted_score_b(s) for s in shares], color="series2"),
            marker(
                "Your benchmark", v.fidelity, v.predicted_b_score, on="Vendor B", color="series2"
            ),
        ],
        height=340,
    )


def fidelity_band(v: SimpleNamespace) -> Band:
    """Judge fidelity by the two lines that matter: trustworthy, and right order at all."""
    if reaches(v.fidelity, VALID_FIDELITY):
        return Band("good", "valid")
    return (
        Band("fair", "weak")
        if exceeds(v.fidelity, FIDELITY_THRESHOLD)
        else Band("bad", "misleading")
    )


VERDICTS = (
    Flag(id="batch_mismatch", severity="danger", domain="compute"),
    Flag(id="rank_wrong", severity="danger", domain="compute"),
    Flag(id="low_fidelity", severity="warn", domain="compute"),
    Flag(id="valid_benchmark", severity="success"),
)

DESIGNS_BY_VERDICT = {
    ("cloud", "replay"): (924, 14, 756, 506),
    ("cloud", "mlperf"): (924, 224, 946, 106),
    ("cloud", "matmul"): (924, 1256, 20, 0),
    ("cloud", "micro"): (924, 1276, 0, 0),
    ("edge", "replay"): (924, 88, 864, 324),
    ("edge", "mlperf"): (924, 402, 816, 58),
    ("edge", "matmul"): (924, 1266, 10, 0),
    ("edge", "micro"): (924, 1276, 0, 0),
}
"""How the 2,200 designs of each benchmark class divide among the verdicts, as planned."""

ACT2 = Act(
    id="act2",
    controls=(
        Choice(id="bench_type", options=("replay", "mlperf", "matmul", "micro"), default="matmul"),
        Choice(id="bench_batch", options=powers_of_two(512), widget="list",
               default=per_site("bench_batch"), unit="samples"),
        Choice(id="prod_batch", options=powers_of_two(512), widget="list",
               default=per_site("prod_batch"), unit="samples"),
        Slider(id="mem_divergence", minimum=0, maximum=100, step=10, default=60, unit="%"),
        Switch(id="soak"),
    ),
    metrics=(
        Metric(id="fidelity", unit="0..1", dp=3,
               bands=by_case(fidelity_band, VALID_FIDELITY, FIDELITY_THRESHOLD),
               how="{class_factor:.2f} × {batch_factor:.4f} × {memory_factor:.2f}"
                   " × {thermal_factor:.2f}"),
        Metric(id="class_factor", unit="0..1", dp=3, how="base value of the class {bench_type}"),
        Metric(id="batch_factor", unit="0..1", dp=3,
               how="1 − {batch_weight:g} × min(log10 {batch_ratio:.4g} / 2, 1)"),
        Metric(id="memory_factor", unit="0..1", dp=3,
               how="1 − {access_weight:g} × {mem_divergence:g} %"),
        Metric(id="thermal_factor", unit="0..1", dp=3, how="1 after a soak, {cold_factor:g} cold"),
        Metric(id="batch_ratio", unit="x", dp=1,
               bands=at_most((BATCH_LIMIT, "good", "close"), otherwise=("bad", "too far")),
               how="larger of {bench_batch} and {prod_batch} over the smaller"),
        Metric(id="predicted_b_score", unit="score", dp=1,
               how="{vendor_b_synthetic:g} + ({vendor_b:g} − {vendor_b_synthetic:g})"
                   " × {fidelity:.4f}"),
        Metric(id="predicted_advantage_pct", unit="%", dp=1,
               how="{predicted_b_score:.3f} / {vendor_a:g} − 1"),
        Metric(id="true_advantage_pct", unit="%", dp=1, how="{vendor_b:g} / {vendor_a:g} − 1"),
        Metric(id="fidelity_threshold", unit="0..1", dp=3,
               how="({vendor_a:g} − {vendor_b_synthetic:g})"
                   " / ({vendor_b:g} − {vendor_b_synthetic:g})"),
        Metric(id="rank_agreement", how="+1 if B's score beats A's, else −1"),
        Metric(id="rank_prediction", unit="key",
               words={"correct": "B first, as in production",
                      "wrong": "A first, unlike production"},
               bands=by_key(correct=("good", "right order"), wrong=("bad", "wrong order")),
               how="B at {predicted_b_score:.3f} against A at {vendor_a:g}"),
    ),
    evaluate=fidelity,
    flags=VERDICTS,
    grid_counts=tuple(
        GridCount(context=site, within={"bench_type": kind}, flag=verdict.id, count=count)
        for (site, kind), counts in DESIGNS_BY_VERDICT.items()
        for verdict, count in zip(VERDICTS, counts, strict=True)
    ),
    monotone=(
        Monotone(value="fidelity", control="mem_divergence", direction="down"),
        Monotone(value="fidelity", control="soak", direction="up"),
        Monotone(value="predicted_b_score", control="mem_divergence", direction="down"),
    ),
    figures=(
        Figure(id="vendor_scores", draw=draw_vendor_scores),
        Figure(id="rank_vs_fidelity", draw=draw_rank_vs_fidelity),
    ),
    prediction=Question(
        id="prediction",
        ruled=("b", "only a systematic mismatch reverses a steady order; the instrument shows it"),
        options=(
            Option(key="a", misconception="a steady reversal taken for timing noise"),
            Option(key="b"),
            Option(key="c", misconception="a harness both share taken for the cause"),
            Option(key="d", misconception="a model both share taken for the cause"),
        ),
        gives_away=("cache-friendly", "different bottleneck"),
    ),
    reflection=Question(
        id="reflection",
        ruled=("b", "every other answer is a proxy for the thing this one measures"),
        options=(
            Option(key="a", misconception="a strong proxy taken for the thing itself"),
            Option(key="b"),
            Option(key="c", misconception="overlooking who gains from the result"),
            Option(key="d", misconception="hoping that averaging removes a shared blind spot"),
        ),
    ),
)  # fmt: skip
