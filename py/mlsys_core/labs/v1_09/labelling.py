"""Act II of Lab V1-09: what an accuracy costs, by the way labels are chosen."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, chart, curve, frontier, marker, rule
from mlsys_core.controls import Choice, Slider
from mlsys_core.elementwise import all_of, minimum, not_, pick, where
from mlsys_core.lab import Act, Figure, Flag, Lab, Outcome
from mlsys_core.labs.v1_09.sites import CLOUD, EDGE, IMAGES, LABEL_USD, Site
from mlsys_core.limits import below, reaches, within
from mlsys_core.metrics import Band, Metric, at_most, by_case, by_key
from mlsys_core.physics import data_selection
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question, only_option

POOL_K_USD = IMAGES * LABEL_USD / 1000

LABEL_EFFICIENCY = {
    "random": 1.0,
    "active_uncertainty": 1.85,
    "active_diversity": 1.70,
    "full_budget": 1.0,
}
BEST_EFFICIENCY = max(LABEL_EFFICIENCY.values())
ON_FRONTIER, NEAR_FRONTIER = 1.001, 1.10


@dataclass(frozen=True)
class LearningCurve:
    """Accuracy of one model against the money spent on labels chosen at random."""

    floor_pct: float
    gain_pp: float
    scale_k_usd: float

    def at(self, spend_k_usd: Any, efficiency: Any) -> Any:
        """Accuracy for a spend on labels of some efficiency; a labelled pool is a labelled pool."""
        effective = minimum(spend_k_usd * efficiency, POOL_K_USD)
        return data_selection.accuracy(effective, self.floor_pct, self.gain_pp, self.scale_k_usd)


MODELS = {
    "small": LearningCurve(63, 4.5, 0.8),
    "medium": LearningCurve(64.5, 5.0, 1.0),
    "large": LearningCurve(57, 7.8, 1.5),
}


def curve_of(model: Any) -> LearningCurve:
    """Return the learning curve of a model; of an array of models, a curve of arrays."""
    fields = ("floor_pct", "gain_pp", "scale_k_usd")
    return LearningCurve(
        *(pick(model, {key: getattr(known, f) for key, known in MODELS.items()}) for f in fields)
    )


def labelling(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate a plan: what it spends, how accurate it gets, what that accuracy costs elsewhere."""
    learning = curve_of(c.model)
    efficiency = pick(c.strategy, LABEL_EFFICIENCY)
    spend = minimum(c.budget_k, POOL_K_USD / efficiency)
    effective = minimum(spend * efficiency, POOL_K_USD)
    accuracy = learning.at(spend, efficiency)
    cheapest = equal_labels_k_usd(learning, accuracy) / BEST_EFFICIENCY
    overpay = spend / cheapest
    whole_pool = c.strategy == "full_budget"
    bar_labels = equal_labels_k_usd(learning, site.bar_pct)
    labels = 1000 * spend / LABEL_USD
    unaffordable = all_of(whole_pool, below(c.budget_k, POOL_K_USD))
    short = all_of(not_(unaffordable), below(accuracy, site.bar_pct))
    fair = within(overpay, NEAR_FRONTIER)
    viable = all_of(not_(unaffordable), not_(short))
    slope = data_selection.marginal_accuracy(effective, learning.gain_pp, learning.scale_k_usd)
    return Outcome(
        {
            "accuracy_pct": accuracy,
            "bar_pct": site.bar_pct,
            "spend_k_usd": spend,
            "effective_k_usd": effective,
            "labels": labels,
            "pool_share_pct": 100 * spend / POOL_K_USD,
            "unlabelled": IMAGES - labels,
            "rest_k_usd": POOL_K_USD - spend,
            "overpay_ratio": overpay,
            "cheapest_k_usd": cheapest,
            "saving_k_usd": where(reaches(cheapest, spend), 0.0, spend - cheapest),
            "min_budget_k_usd": where(whole_pool, POOL_K_USD, bar_labels / efficiency),
            "min_budget_uncertainty_k_usd": bar_labels / BEST_EFFICIENCY,
            "marginal_pp_per_k_usd": efficiency * slope,
            "frontier": where(within(overpay, ON_FRONTIER), "on", where(fair, "near", "off")),
            "efficiency": efficiency,
            "needed_k_usd": where(whole_pool, POOL_K_USD, bar_labels),
            "bar_labels_k_usd": bar_labels,
            **vars(learning),
        },
        {
            "pool_unaffordable": unaffordable,
            "accuracy_short": short,
            "dominated": all_of(viable, not_(fair)),
            "frontier_plan": all_of(viable, fair),
        },
    )


def equal_labels_k_usd(learning: LearningCurve, accuracy_pct: Any) -> Any:
    """Return the money that reaches an accuracy with labels chosen at random."""
    return data_selection.labels_for(
        accuracy_pct, learning.floor_pct, learning.gain_pp, learning.scale_k_usd
    )


CAP_K_USD = (1.0, 60.0)
ACCURACY_AXIS_PCT = (55.0, 89.0)
PLAN_NAMES = {
    "random": "Random",
    "active_uncertainty": "Uncertainty",
    "active_diversity": "Diversity",
}
SPENDS_K_USD = (0, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18,
                20, 22, 24, 26, 28, 30, 35, 40, 45)  # fmt: skip


def draw_pareto(site: Site, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw accuracy against spend for each way of choosing labels, and the frontier beneath."""
    learning = MODELS[c.model]

    def reached(strategy: str) -> tuple[list[float], list[float]]:
        efficiency = LABEL_EFFICIENCY[strategy]
        end = POOL_K_USD / efficiency
        spends = sorted({x for x in (*SPENDS_K_USD, v.spend_k_usd) if x < end} | {end})
        return spends, [learning.at(x, efficiency) for x in spends]

    end, whole = POOL_K_USD, learning.at(POOL_K_USD, 1.0)
    least = v.min_budget_k_usd
    traces = [
        frontier("Frontier", *reached("active_uncertainty")),
        rule("Accuracy needed", (0, CAP_K_USD[1]), (v.bar_pct, v.bar_pct), color="bad",
             dash="dash", label_at="top left"),
        rule("Least budget", (least, least), ACCURACY_AXIS_PCT, color="muted",
             label_at="top right" if least < CAP_K_USD[1] / 2 else "bottom left"),
        curve("Random", *reached("random"), color="series2", dash="dash", label="<br>Random",
              label_at="bottom center"),
        curve("Diversity", *reached("active_diversity"), color="series3", dash="dot",
              label="Diversity", label_at="bottom right"),
        curve("Uncertainty", *reached("active_uncertainty"), label="Uncertainty,<br>the frontier"),
        marker("Whole pool", end, whole, on="Random", symbol="square", color="series2",
               label="Whole pool", label_at="top center"),
        marker("Your plan", v.spend_k_usd, v.accuracy_pct,
               on=PLAN_NAMES.get(c.strategy, "Random"), symbol="star", color="ink"),
    ]  # fmt: skip
    return chart(
        "Accuracy against annotation cost",
        axis("Annotation cost (thousand $)", bounds=(0, CAP_K_USD[1])),
        axis("Validation accuracy (%)", bounds=ACCURACY_AXIS_PCT),
        traces,
        height=440,
    )


def unbeaten(lab: Lab) -> dict[str, bool]:
    """Which plan of the prediction clears the bar while no other reaches its accuracy for less."""
    plans = {
        "a": lab.at("act2", strategy="full_budget", budget_k=POOL_K_USD),
        "b": lab.at("act2", strategy="random", budget_k=5),
        "c": lab.at("act2", strategy="active_uncertainty", budget_k=10),
    }
    verdicts = {
        key: reaches(plan.accuracy_pct, plan.bar_pct) and plan.frontier == "on"
        for key, plan in plans.items()
    }
    # Synthetic data alone costs nothing, so nothing is cheaper: all it must do is clear the bar.
    return verdicts | {"d": reaches(MODELS["medium"].floor_pct, CLOUD.bar_pct)}


def accuracy_band(v: SimpleNamespace) -> Band:
    """Judge accuracy by the bar of the context."""
    if reaches(v.accuracy_pct, v.bar_pct):
        return Band("good", "clears the bar")
    return Band("bad", "below the bar")


ACT2 = Act(
    id="act2",
    controls=(
        Slider(id="budget_k", minimum=CAP_K_USD[0], maximum=CAP_K_USD[1], step=1, default=50,
               unit="$K"),
        Choice(id="strategy", options=tuple(LABEL_EFFICIENCY), default="random"),
        Choice(id="model", options=tuple(MODELS), default="medium"),
    ),
    metrics=(
        Metric(id="accuracy_pct", unit="%", dp=2, law=data_selection.accuracy,
               bands=by_case(accuracy_band, EDGE.bar_pct, CLOUD.bar_pct),
               how="{floor_pct:g} % + {gain_pp:g} × ln(1 + {effective_k_usd:.4g}"
                   " / {scale_k_usd:g})"),
        Metric(id="spend_k_usd", unit="$K", dp=2,
               how="the smaller of {budget_k:g} and {pool_k_usd:g} / {efficiency:g}"),
        Metric(id="overpay_ratio", unit="x", dp=2,
               bands=at_most((NEAR_FRONTIER, "good", "a fair price"),
                             otherwise=("fair", "overpaid")),
               how="{spend_k_usd:.3f} / {cheapest_k_usd:.3f}"),
        Metric(id="frontier", unit="key",
               bands=by_key(on=("good", "unbeaten"), near=("good", "within 10 % of it"),
                            off=("fair", "dominated")),
               how="{overpay_ratio:.4f}: up to {on_frontier:g} is on it,"
                   " up to {near_frontier:g} near"),
        Metric(id="marginal_pp_per_k_usd", unit="pp/$K", dp=3,
               law=data_selection.marginal_accuracy,
               how="{gain_pp:g} × {efficiency:g} / ({scale_k_usd:g} + {effective_k_usd:.4g})"),
        Metric(id="bar_pct", unit="%", how="what the demo asks for in this context"),
        Metric(id="labels", unit="labels", how="${spend_k_usd:.3f}K / ${label_usd:g}"),
        Metric(id="pool_share_pct", unit="%", dp=1, how="{spend_k_usd:.3f} / {pool_k_usd:g}"),
        Metric(id="unlabelled", how="{images:,.0f} − {labels:,.0f}"),
        Metric(id="rest_k_usd", unit="$K", dp=2, how="{pool_k_usd:g} − {spend_k_usd:.3f}"),
        Metric(id="effective_k_usd", unit="$K", dp=2, how="{spend_k_usd:.3f} × {efficiency:g}"),
        Metric(id="cheapest_k_usd", unit="$K", dp=2, law=data_selection.labels_for,
               how="{scale_k_usd:g} × (e^(({accuracy_pct:.3f} − {floor_pct:g}) / {gain_pp:g}) − 1)"
                   " / {best_efficiency:g}"),
        Metric(id="saving_k_usd", unit="$K", dp=2, how="{spend_k_usd:.3f} − {cheapest_k_usd:.3f}"),
        Metric(id="min_budget_k_usd", unit="$K", dp=2, law=data_selection.labels_for,
               how="{needed_k_usd:.3f} / {efficiency:g}"),
        Metric(id="min_budget_uncertainty_k_usd", unit="$K", dp=2, law=data_selection.labels_for,
               how="{bar_labels_k_usd:.3f} / {best_efficiency:g}"),
    ),
    evaluate=labelling,
    tradeoff={"accuracy_pct": "more", "spend_k_usd": "less"},
    flags=(
        Flag(id="pool_unaffordable", severity="danger", domain="energy_cost"),
        Flag(id="accuracy_short", severity="danger", domain="trust"),
        Flag(id="dominated", severity="warn", domain="energy_cost"),
        Flag(id="frontier_plan", severity="success"),
    ),
    figures=(Figure(id="pareto", draw=draw_pareto),),
    prediction=Question(
        id="prediction",
        right=only_option(unbeaten),
        options=(
            Option(key="a", misconception="more data always wins, whatever it costs"),
            Option(key="b", misconception="a small spend taken for an efficient one"),
            Option(key="c"),
            Option(key="d", misconception="free taken for efficient, with no look at the bar"),
        ),
        gives_away=("79.35", "Pareto optimal", "flattens", "$27"),
    ),
    reflection=Question(
        id="reflection",
        ruled=("b", "the strategies differ only in which images are sent to people"),
        options=(
            Option(key="a", misconception="selection mistaken for cleaning"),
            Option(key="b"),
            Option(key="c", misconception="active learning mistaken for pseudo-labelling"),
            Option(key="d", misconception="fewer labels mistaken for faster training"),
        ),
    ),
    monotone=(
        Monotone(value="accuracy_pct", control="budget_k", direction="up"),
        Monotone(value="marginal_pp_per_k_usd", control="budget_k", direction="down"),
    ),
    grid_counts=tuple(
        GridCount(context=context, flag=flag, count=count)
        for context, counts in (("cloud", (147, 62, 183, 328)), ("edge", (147, 20, 203, 350)))
        for flag, count in zip(
            ("pool_unaffordable", "accuracy_short", "dominated", "frontier_plan"), counts,
            strict=True)
    ),
)  # fmt: skip
