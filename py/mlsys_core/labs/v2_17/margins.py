"""What a design of V2-17 leaves of each budget: judged, named and drawn."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, bars, chart, rule
from mlsys_core.display import NBSP, decimals
from mlsys_core.labs.v2_17.design import GATES, REQUIREMENTS, Fleet
from mlsys_core.metrics import Band, Bands, Metric, by_case

CHECKS = (*REQUIREMENTS, *GATES)
AT_THE_LIMIT_PCT = 5.0

NAMES = {
    "accuracy": "Accuracy",
    "p99": "P99 latency",
    "dp": "Privacy",
    "robustness": "Robustness",
    "carbon": "Carbon",
    "fault_tolerance": "Fault tolerance",
    "gpu_budget": "GPU budget",
    "memory": "Memory",
}


def verdict(passes: bool, margin_pct: float) -> Band:
    """Judge one requirement: failed, met with room to spare, or met with next to none."""
    if not passes:
        return Band("bad", "fail")
    return Band("good", "pass") if margin_pct >= AT_THE_LIMIT_PCT else Band("fair", "at the limit")


def card(name: str, *thresholds: float) -> Bands:
    """Return the verdict of a requirement or gate, for its card."""
    return by_case(
        lambda v: verdict(getattr(v, f"{name}_met"), getattr(v, f"margin_{name}_pct")),
        *thresholds,
    )


def part_of_fault_tolerance(name: str, target: float) -> Bands:
    """Return the verdict of uptime or goodput alone: the requirement needs both."""

    def judge(v: SimpleNamespace) -> Band:
        left_pct = 100 * (getattr(v, f"{name}_pct") - 100 * target) / (100 - 100 * target)
        return verdict(getattr(v, f"{name}_met"), left_pct)

    return by_case(judge, 100 * target)


MARGIN_HOW = {
    "accuracy": "({accuracy_pct:.3f} − {accuracy_target_pct:g}) / (100 − {accuracy_target_pct:g})",
    "p99": "({latency_limit_ms:g} − {p99_ms:.1f}) / {latency_limit_ms:g}",
    "dp": "({epsilon_limit:g} − {epsilon:g}) / {epsilon_limit:g}",
    "robustness": "({robust_accuracy_pct:.2f} − {robustness_target_pct:g})"
    " / {robustness_target_pct:g}",
    "carbon": "1 − {co2_t_per_day:.3f} t / ((1 − {carbon_target_pct:g} %) × {baseline_t:.3f} t)",
    "fault_tolerance": "the smaller of uptime's {uptime_pct:.4f} % over {uptime_target_pct:g} %"
    " and goodput's {goodput_pct:.2f} % over {goodput_target_pct:g} %",
    "gpu_budget": "1 − {gpus_total:,.1f} / {gpu_budget:,.0f}",
    "memory": "1 − {memory_gb_per_gpu:.2f} GB / {memory_limit_gb:g} GB",
}
MARGINS = tuple(
    Metric(id=f"margin_{name}_pct", unit="%", dp=1, bands=card(name, 0), how=MARGIN_HOW[name])
    for name in CHECKS
)


def draw_margins(_fleet: Fleet, _c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw what is left of each budget; what is overdrawn points left of the target."""
    names = list(reversed(CHECKS))
    margins = [getattr(v, f"margin_{name}_pct") for name in names]
    words = [verdict(getattr(v, f"{n}_met"), m) for n, m in zip(names, margins, strict=True)]
    labels = [NAMES[name] for name in names]
    drawn = bars(
        "Margin",
        labels,
        margins,
        color=[word.tone for word in words],
        pattern=["/" if word.tone == "bad" else "" for word in words],
        horizontal=True,
    )
    # Value and verdict stand beside the name: a bar may be too short for them, or run out of view.
    beside = [
        f"{label}<br>{decimals(margin, 1)}{NBSP}% {word.word}"
        for label, margin, word in zip(labels, margins, words, strict=True)
    ]
    upward = axis("") | {
        "type": "category",
        "tickmode": "array",
        "tickvals": labels,
        "ticktext": beside,
    }
    across = axis("Share of the budget left (%)", bounds=(-100, 100))
    target = rule("Target", [0] * len(labels), labels, color="ink", dash="solid", label=False)
    return chart(
        "Margins, target at 0", across, upward, [drawn | {"cliponaxis": True}, target], height=420
    )
