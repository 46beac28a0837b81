"""Act II as data: what brings the loss within the budget, and the instrument that shows it."""

import math
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Choice, Control, Slider
from mlsys_core.lab import Act, Figure, Flag, Lab
from mlsys_core.labs.v2_11.schemes import CENTRALIZED, PHONES
from mlsys_core.labs.v2_11.training import (
    BUDGET_PB,
    BUDGET_POINTS,
    EPSILONS,
    KAPPA,
    PARAMETERS,
    compression_loss,
    draw_accuracy,
    draw_gap,
    federation_loss,
    noise_for,
    pb_per_day,
    training,
)
from mlsys_core.limits import below, within
from mlsys_core.metrics import Band, Metric, at_most, by_case
from mlsys_core.physics import differential_privacy, federated
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question, only_option


@dataclass(frozen=True)
class Offer:
    """What an option of the prediction proposes, on top of compressed messages and ε = 1."""

    local_epochs: int = 5
    part_frac: float = 1
    agg_rounds: int = 100


UP_RATIO, DOWN_RATIO = 100, 4
COMPRESSED: dict[str, Any] = {"r_up": UP_RATIO, "r_down": DOWN_RATIO}
OFFERS = {"a": Offer(local_epochs=20), "b": Offer(agg_rounds=400), "c": Offer(part_frac=5)}


def offered(lab: Lab, key: str) -> SimpleNamespace:
    """Return what an option's design comes to."""
    return lab.at("act2", **vars(OFFERS[key]), **COMPRESSED)


def closes_the_gap(lab: Lab) -> dict[str, bool]:
    """Which offers pass at ε = 1; "none of these" is right where none does."""
    passing = {key: bool(offered(lab, key).feasible) for key in OFFERS}
    return passing | {"d": not any(passing.values())}


def lowest_epsilon(lab: Lab, **design: Any) -> float:
    """Smallest setting of ε at which a design loses no more than the budget."""
    for epsilon in lab.control("act2.epsilon").values():
        if not lab.at("act2", epsilon=epsilon, **design).utility_collapse:
            return float(epsilon)
    raise ValueError(f"no ε of the slider brings {design} within the budget")


@cache
def passing_designs(epsilon: float) -> int:
    """Count the federated, noised designs that pass at an ε: every setting of every control."""
    choices = {c.id: _numbers(c) for c in ACT2.controls if c.id != "mechanism"}
    losses = [
        (compression_loss(up, down), 1 / up + 1 / down)
        for up in choices["r_up"]
        for down in choices["r_down"]
    ]
    passing = 0
    for rounds in choices["agg_rounds"]:
        federation = [federation_loss(epochs, rounds) for epochs in choices["local_epochs"]]
        for percent in choices["part_frac"]:
            participants = PHONES * percent / 100
            noise = noise_for(epsilon, federated.rounds_joined(rounds, percent / 100))
            lost = KAPPA * differential_privacy.noise_to_clip(noise, PARAMETERS, participants)
            one_way = pb_per_day(participants, rounds, 1.0)
            for loss, ways in losses:
                if below(one_way * ways, BUDGET_PB):
                    passing += sum(within(lost + loss + fl, BUDGET_POINTS) for fl in federation)
    return passing


def _numbers(control: Control) -> tuple[float, ...]:
    return tuple(float(value) for value in control.values())


def designs_per_epsilon() -> int:
    """Count the designs the instrument offers at one ε with noise."""
    settings = [c.values() for c in ACT2.controls if c.id not in ("epsilon", "mechanism")]
    return math.prod(len(values) for values in settings)


def lowest_passing_epsilon() -> float:
    """Smallest setting of ε at which any federated design passes."""
    return next(e for e in EPSILONS if passing_designs(e))


def noise_band(v: SimpleNamespace) -> Band | None:
    """Grey a figure that says what noise would be while none is added."""
    return None if v.guarantee == "dp" else Band("none", "if noise were added")


def inactive_when_centralized(context: str, _settings: SimpleNamespace) -> bool:
    """Whether no update travels, so that a control of the federation changes nothing."""
    return context == CENTRALIZED.key


def promised(count: int, **part: Any) -> GridCount:
    """Promise how many federated designs with noise pass in a part of the grid."""
    return GridCount(context="federated", flag="feasible", count=count,
                     within={"mechanism": "dp"} | part)  # fmt: skip


ACT2 = Act(
    id="act2",
    controls=(
        Choice(id="mechanism", options=("none", "dp"), widget="radio", default="dp"),
        Slider(id="epsilon", minimum=0.1, maximum=10, step=0.1, default=1),
        Slider(id="local_epochs", minimum=1, maximum=20, step=1, default=5, unit="epochs",
               inactive=inactive_when_centralized),
        Choice(id="part_frac", options=(0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 6, 8, 10),
               widget="list", default=1, unit="%"),
        Slider(id="agg_rounds", minimum=10, maximum=500, step=10, default=100, unit="rounds"),
        Choice(id="r_up", options=(1, 2, 5, 10, 20, 50, 100), widget="list", default=1, unit="x",
               inactive=inactive_when_centralized),
        Choice(id="r_down", options=(1, 2, 4), widget="radio", default=1, unit="x",
               inactive=inactive_when_centralized),
    ),
    metrics=(
        Metric(id="gap_points", unit="points", dp=2,
               bands=at_most((BUDGET_POINTS, "good", "within 5"), (10, "fair", "beyond 5"),
                             otherwise=("bad", "far beyond")),
               how="{gap_dp_points:.4f} + {gap_fl_points:.4f} + {gap_comp_points:.4f},"
                   " at most {central_accuracy_pct:g}"),
        Metric(id="accuracy_pct", unit="%", dp=2,
               how="{central_accuracy_pct:g} − {gap_points:.4f}"),
        Metric(id="gap_dp_points", unit="points", dp=2, law=differential_privacy.noise_to_clip,
               bands=at_most((4, "good", "quiet"), (7, "fair", "noisy"),
                             otherwise=("bad", "drowned")),
               how="{kappa:.2f} × {noise_to_clip:.6f} with noise, 0 without; now: {mechanism}"),
        Metric(id="gap_fl_points", unit="points", dp=2,
               how="{federated:g} × ({variance_loss:g} / ({local_epochs:g} × {agg_rounds:g})"
                   " + {drift_loss:g} × {local_epochs:g}² / {agg_rounds:g})"),
        Metric(id="gap_comp_points", unit="points", dp=2,
               how="{federated:g} × ({decade_loss:g} × log10 {r_up:g}, plus {int4_loss:g}"
                   " if the download, now {r_down:g}×, is 4×)"),
        Metric(id="noise_multiplier", unit="-", dp=3, law=differential_privacy.noise_multiplier,
               bands=by_case(noise_band),
               how="√({rounds_joined:g} / (2 × ρ)), ρ = {privacy_budget:.6f} at ε = {epsilon:g}"),
        Metric(id="noise_to_clip", unit="-", dp=4, law=differential_privacy.noise_to_clip,
               bands=by_case(noise_band),
               how="{noise_multiplier:.4f} × √{rec_weights:,.0f}"
                   " / ({phones:,.0f} × {part_frac:g} %)"),
        Metric(id="rounds_joined", unit="rounds", law=federated.rounds_joined,
               how="{agg_rounds:g} × {part_frac:g} %, rounded up"),
        Metric(id="daily_pb", unit="PB/day", dp=3, law=federated.round_bytes,
               bands=at_most((0.5, "good", "light"), (BUDGET_PB, "fair", "within budget"),
                             otherwise=("bad", "over budget"), open_ended=True),
               how="{upload_pb_per_day:.5f} up + {download_pb_per_day:.5f} down"
                   " + {raw_pb_per_day:g} raw text"),
        Metric(id="upload_pb_per_day", unit="PB/day", dp=3, law=federated.one_way_bytes,
               how="{federated:g} × {phones:,.0f} × {part_frac:g} % × {rec_model_gb:g} GB"
                   " / {r_up:g} × {agg_rounds:g} / {window_days:g}"),
        Metric(id="download_pb_per_day", unit="PB/day", dp=3, law=federated.one_way_bytes,
               how="{federated:g} × {phones:,.0f} × {part_frac:g} % × {rec_model_gb:g} GB"
                   " / {r_down:g} × {agg_rounds:g} / {window_days:g}"),
        Metric(id="guarantee", unit="key",
               words={"dp": "formal: (ε, δ)", "federated_only": "none: data local, no proof",
                      "none": "none: server reads the text"},
               how="by mechanism, now {mechanism}, and context, now {key}"),
        Metric(id="tier", unit="key",
               words={"strong": "strong (ε up to 1)", "moderate": "moderate (ε up to 10)"},
               how="of ε = {epsilon:g}, where noise is added; now: {mechanism}"),
    ),
    evaluate=training,
    flags=(
        Flag(id="utility_collapse", severity="danger", domain="trust"),
        Flag(id="bandwidth_exceeded", severity="warn", domain="network"),
        Flag(id="no_formal_guarantee", severity="warn", domain="trust"),
        Flag(id="feasible", severity="success"),
    ),
    figures=(
        Figure(id="accuracy_vs_epsilon", draw=draw_accuracy),
        Figure(id="gap_split", draw=draw_gap),
    ),
    monotone=(
        Monotone(value="gap_points", control="epsilon", direction="down"),
        Monotone(value="gap_comp_points", control="r_up", direction="up"),
        Monotone(value="daily_pb", control="part_frac", direction="up"),
        Monotone(value="noise_multiplier", control="agg_rounds", direction="up"),
    ),
    grid_counts=(
        GridCount(context="federated", worst="danger", count=14_905_322,
                  within={"mechanism": "dp"}),
        GridCount(context="federated", worst="warn", count=12_175_007, within={"mechanism": "dp"}),
        promised(2_319_671),
        promised(547, epsilon=(0.1, 1)),
        promised(330, epsilon=1),
        promised(0, epsilon=(0.1, 0.6)),
        promised(0, epsilon=(0.1, 1), r_up=(1, 2)),
        promised(0, epsilon=(0.1, 1), r_down=1),
    ),
    prediction=Question(
        id="prediction",
        right=only_option(closes_the_gap),
        options=(
            Option(key="a", misconception="local work taken to be free: it lets the phones drift"),
            Option(key="b", misconception="rounds taken to be free: each phone then joins four,"
                                          " and noise composes"),
            Option(key="c"),
            Option(key="d", misconception="privacy taken for the only currency"),
        ),
        gives_away=("larger cohort", "more phones a round", "five times as many", "√5"),
    ),
    reflection=Question(
        id="reflection",
        ruled=("b", "the definition of (ε, δ): a bound on the ratio of two probabilities"),
        options=(
            Option(key="a", misconception="a property of the algorithm taken for a share of users"),
            Option(key="b"),
            Option(key="c", misconception="a ratio of likelihoods taken for an amount of data"),
            Option(key="d", misconception="a budget that adds up taken for one that renews"),
        ),
    ),
)  # fmt: skip
