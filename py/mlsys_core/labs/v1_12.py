"""V1-12, The Speedup Ceiling: Amdahl's law, and when a benchmark speaks for production."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import (
    axis,
    bars,
    chart,
    curve,
    log_steps,
    marker,
    rule,
)
from mlsys_core.claims import Claim, Given
from mlsys_core.controls import Choice, Slider, Switch, powers_of_two
from mlsys_core.elementwise import all_of, isfinite, log10, maximum, minimum, not_, pick, where
from mlsys_core.lab import Act, Context, Figure, Flag, Lab, LedgerFields, Outcome
from mlsys_core.limits import exceeds, reaches
from mlsys_core.metrics import Band, Metric, at_least, at_most, by_case, by_key
from mlsys_core.physics import amdahl
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question, nearest_prediction, only_option

BASELINE_H = 100.0
GPUS = 64
SERIAL_SHARE = 0.15

CLASS_FACTORS = {"replay": 1.0, "mlperf": 0.80, "matmul": 0.45, "micro": 0.30}
BATCH_WEIGHT, BATCH_DECADES, BATCH_LIMIT = 0.6, 2.0, 10.0
ACCESS_WEIGHT = 0.4
VENDOR_A, VENDOR_B_SYNTHETIC, VENDOR_B = 85.0, 72.0, 102.0
FIDELITY_THRESHOLD = (VENDOR_A - VENDOR_B_SYNTHETIC) / (VENDOR_B - VENDOR_B_SYNTHETIC)
VALID_FIDELITY = 0.70


@dataclass(frozen=True, kw_only=True)
class Site(Context):
    """Where the job runs and the benchmark is taken."""

    serial_pct: int
    bench_batch: int
    prod_batch: int
    cold_factor: float
    """Fidelity of a run too short to reach a steady temperature."""


CLOUD = Site(key="cloud", serial_pct=15, bench_batch=64, prod_batch=4, cold_factor=0.97)
EDGE = Site(key="edge", serial_pct=25, bench_batch=16, prod_batch=1, cold_factor=0.80)
SITES = (CLOUD, EDGE)


def per_site(field: str) -> dict[str, Any]:
    """Return a control's default in each context."""
    return {site.key: getattr(site, field) for site in SITES}


# Act I: the ceiling


def speedup(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate Amdahl's law for a job of fixed size, with ideal and with real processors."""
    serial = c.serial_pct / 100
    theoretical = amdahl.speedup(serial, c.num_proc)
    effective = amdahl.effective_processors(c.num_proc, c.efficiency / 100)
    actual = amdahl.speedup(serial, effective)
    runtime_h = BASELINE_H / theoretical
    return Outcome(
        {
            "theoretical_speedup": theoretical,
            "actual_speedup": actual,
            "effective_processors": effective,
            "speedup_ceiling": amdahl.ceiling(serial),
            "runtime_h": runtime_h,
            "actual_runtime_h": BASELINE_H / actual,
            "gpu_hours": c.num_proc * runtime_h,
            "scaling_efficiency_pct": 100 * theoretical / c.num_proc,
            "ceiling_share_pct": 100 * theoretical * serial,
            "knee_processors": amdahl.processors_to_reach(serial, 0.9),
        }
    )


PROCESSOR_RANGE = (1.0, 1024.0)


def draw_speedup_curve(site: Site, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw speedup against processors, with the order of 64 times and the ceiling."""
    counts = log_steps(*PROCESSOR_RANGE)
    serial, efficiency = c.serial_pct / 100, c.efficiency / 100

    def law(serial_share: float) -> list[float]:
        return [amdahl.speedup(serial_share, n) for n in counts]

    traces = [
        curve(
            f"S = {pct} %" + (" (profiled)" if pct == site.serial_pct else ""),
            counts,
            law(pct / 100),
            color="pale",
            dash="dot",
            width=1.5,
            label=f"{pct} %" + (" profiled" if pct == site.serial_pct else ""),
        )
        for pct in (5, 15, 25, 50)
    ]
    traces.append(rule("The order: 64×", PROCESSOR_RANGE, (GPUS, GPUS), color="bad", dash="dash"))
    if isfinite(v.speedup_ceiling):
        height = v.speedup_ceiling
        traces.append(rule("Ceiling 1/S", PROCESSOR_RANGE, (height, height), color="good"))
    traces.append(curve("Ideal processors", counts, law(serial)))
    if c.efficiency < 100:
        real = [amdahl.speedup(serial, amdahl.effective_processors(n, efficiency)) for n in counts]
        traces.append(
            curve("At the efficiency set", counts, real, color="series2", dash="dash", width=2)
        )
    traces.append(
        marker("Your design, ideal", c.num_proc, v.theoretical_speedup, on="Ideal processors")
    )
    on = "At the efficiency set" if c.efficiency < 100 else "Ideal processors"
    traces.append(
        marker(
            "Your design, real",
            c.num_proc,
            v.actual_speedup,
            on=on,
            symbol="circle",
            color="series2",
        )
    )
    ticks = powers_of_two(1024)
    top = max(128.0, 1.25 * v.theoretical_speedup)
    return chart(
        "Speedup of a job of fixed size",
        axis("Processors", log=2, bounds=PROCESSOR_RANGE, ticks=ticks),
        axis("Speedup (×)", log=2, bounds=(1, top), ticks=ticks),
        traces,
        height=440,
    )


TIME_BAR_SERIAL, TIME_BAR_PROCESSORS = 0.40, 4


def draw_time_bar(_site: Site, _c: SimpleNamespace, _v: SimpleNamespace) -> dict[str, Any]:
    """Draw the runtime of an example on one processor and on four: one block does not shrink."""
    runs = ["1 processor", f"{TIME_BAR_PROCESSORS} processors"]
    parallel = 1 - TIME_BAR_SERIAL
    serial_parts = [100 * TIME_BAR_SERIAL] * 2
    parallel_parts = [100 * parallel, 100 * parallel / TIME_BAR_PROCESSORS]
    return chart(
        "One job, two machines",
        axis("Runtime (% of one processor)", bounds=(0, 105)),
        axis("", hidden=False),
        [
            bars("Serial part", runs, serial_parts, color="series2", pattern="/",
                 text=[f"{p:g} %" for p in serial_parts], horizontal=True),
            bars("Parallel part", runs, parallel_parts, color="series1",
                 text=[f"{p:g} %" for p in parallel_parts], horizontal=True),
        ],
        barmode="stack",
        legend=True,
        height=230,
    )  # fmt: skip


def share_after_faster_parallel_part(serial: float, factor: float) -> float:
    """Serial share of the one-GPU run once its parallel part runs `factor` times as fast."""
    return serial / (serial + (1 - serial) / factor)


def runtime_h(speedup_x: float) -> float:
    """Hours of the scenario's job at a speedup."""
    return BASELINE_H / speedup_x


def moves_the_ceiling(lab: Lab) -> dict[str, bool]:
    """Which remedy of the reflection shortens the shortest possible run, computed for each.

    Half-precision arithmetic shrinks the parallel part and leaves the serial *time*, which sets
    that limit; so do more processors and faster links.
    """
    serial_h = BASELINE_H * SERIAL_SHARE
    shortest_h = {
        "a": BASELINE_H / amdahl.ceiling(SERIAL_SHARE),
        "b": BASELINE_H / amdahl.ceiling(SERIAL_SHARE),
        "c": BASELINE_H / amdahl.ceiling(0.02),
        "d": (serial_h + (BASELINE_H - serial_h) / 2)
        / amdahl.ceiling(share_after_faster_parallel_part(SERIAL_SHARE, 2)),
    }
    return {key: hours < serial_h - 1e-9 for key, hours in shortest_h.items()}


ACT1 = Act(
    id="act1",
    controls=(
        Slider(id="serial_pct", minimum=0, maximum=50, step=1, default=per_site("serial_pct"),
               unit="%"),
        Choice(id="num_proc", options=powers_of_two(1024), widget="list", default=GPUS,
               unit="processors"),
        Slider(id="efficiency", minimum=70, maximum=100, step=5, default=90, unit="%"),
    ),
    metrics=(
        Metric(id="theoretical_speedup", unit="x", dp=2, law=amdahl.speedup,
               bands=at_least((10, "good", "strong"), (4, "fair", "modest"),
                              otherwise=("bad", "weak")),
               how="1 / ({serial_pct:g} % + (100 − {serial_pct:g}) % / {num_proc})"),
        Metric(id="actual_speedup", unit="x", dp=2, law=amdahl.speedup,
               how="1 / ({serial_pct:g} % + (100 − {serial_pct:g}) %"
                   " / {effective_processors:.1f})"),
        Metric(id="effective_processors", unit="processors", dp=1,
               law=amdahl.effective_processors, how="1 + ({num_proc} − 1) × {efficiency:g} %"),
        Metric(id="speedup_ceiling", unit="x", dp=2, nothing="∞", law=amdahl.ceiling,
               how="1 / {serial_pct:g} %"),
        Metric(id="runtime_h", unit="h", dp=2, how="{baseline_h:g} h / {theoretical_speedup:.4f}"),
        Metric(id="actual_runtime_h", unit="h", dp=2,
               how="{baseline_h:g} h / {actual_speedup:.4f}"),
        Metric(id="gpu_hours", unit="GPU-h", dp=0, how="{num_proc} × {runtime_h:.2f} h"),
        Metric(id="scaling_efficiency_pct", unit="%", dp=1,
               how="{theoretical_speedup:.4f} / {num_proc}"),
        Metric(id="ceiling_share_pct", unit="%", dp=1,
               how="{theoretical_speedup:.4f} × {serial_pct:g} %"),
        Metric(id="knee_processors", unit="processors", dp=0, law=amdahl.processors_to_reach,
               how="9 × (1 − S) / S for S = {serial_pct:g} %, rounded up"),
    ),
    evaluate=speedup,
    monotone=(
        Monotone(value="theoretical_speedup", control="num_proc", direction="up"),
        Monotone(value="theoretical_speedup", control="serial_pct", direction="down"),
        Monotone(value="actual_speedup", control="num_proc", direction="up"),
        Monotone(value="actual_speedup", control="efficiency", direction="up"),
        Monotone(value="gpu_hours", control="num_proc", direction="up"),
    ),
    figures=(
        Figure(id="time_bar", draw=draw_time_bar, still=True),
        Figure(id="speedup_curve", draw=draw_speedup_curve),
    ),
    prediction=Question(
        id="prediction",
        unit="h",
        actual=lambda lab: lab.at("act1").runtime_h,
        right=nearest_prediction("act1.prediction"),
        options=(
            Option(key="a", predicted=1.5625, misconception="linear scaling: no serial share",
                   reasoning=lambda: runtime_h(GPUS)),
            Option(key="b", predicted=1.8332,
                   misconception="Gustafson's figure, which is for a job grown with the machine",
                   reasoning=lambda: runtime_h(amdahl.gustafson(SERIAL_SHARE, GPUS))),
            Option(key="c", predicted=16.33,
                   reasoning=lambda: runtime_h(amdahl.speedup(SERIAL_SHARE, GPUS))),
            Option(key="d", predicted=50.0,
                   misconception="overcounting the serial share, as if half the run were serial",
                   reasoning=lambda: runtime_h(
                       amdahl.speedup(amdahl.serial_for(2, GPUS), GPUS))),
        ),
        gives_away=("ceiling", "Amdahl limit"),
    ),
    reflection=Question(
        id="reflection",
        right=only_option(moves_the_ceiling),
        options=(
            Option(key="a", misconception="more of what already gives nothing"),
            Option(key="b", misconception="parallel efficiency mistaken for the serial share"),
            Option(key="c"),
            Option(key="d", misconception="faster arithmetic mistaken for less serial time"),
        ),
    ),
)  # fmt: skip


# Act II: the benchmark


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
        Metric(id="rank_agreement", unit="+1/-1", how="+1 if B's score beats A's, else −1"),
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
