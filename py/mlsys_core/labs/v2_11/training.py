"""Act II's model: what a month of training with noise loses and sends, and the charts of it."""

from types import SimpleNamespace

from mlsys_core.charts import Chart, axis, bars, chart, curve, marker, rule
from mlsys_core.elementwise import Number, Truth, all_of, log10, minimum, not_, where
from mlsys_core.lab import Outcome
from mlsys_core.labs.v2_11.schemes import FEDERATED, GB, PB, PHONES, Scheme
from mlsys_core.limits import below, exceeds, within
from mlsys_core.physics import differential_privacy, federated

PARAMETERS = 1e8
MODEL_BYTES = 0.2 * GB
WINDOW_DAYS = 30
DELTA = 1e-9
CENTRAL_ACCURACY_PCT = 92.0
MEASURED_NOISE_LOSS = 7.0
VARIANCE_LOSS, DRIFT_LOSS = 250.0, 2.0
LOSS_PER_DECADE, INT4_LOSS = 0.25, 0.25
BUDGET_POINTS, BUDGET_PB = 5.0, 1.0


def training(scheme: Scheme, c: SimpleNamespace) -> Outcome:
    """Evaluate a month of training: what it loses, what it sends, what it promises."""
    participants = PHONES * c.part_frac / 100
    joined = federated.rounds_joined(c.agg_rounds, c.part_frac / 100)
    budget = differential_privacy.zcdp_rho(c.epsilon, DELTA)
    noise = differential_privacy.noise_multiplier(budget, joined)
    drowned = differential_privacy.noise_to_clip(noise, PARAMETERS, participants)
    private = c.mechanism == "dp"
    gap_dp = where(private, KAPPA * drowned, 0.0)
    gap_fl = federation_loss(c.local_epochs, c.agg_rounds) if scheme.federated else 0.0
    gap_comp = compression_loss(c.r_up, c.r_down) if scheme.federated else 0.0
    gap = minimum(CENTRAL_ACCURACY_PCT, gap_dp + gap_fl + gap_comp)
    upload, download = (
        (pb_per_day(participants, c.agg_rounds, ratio) for ratio in (c.r_up, c.r_down))
        if scheme.federated
        else (0.0, 0.0)
    )
    daily = scheme.raw_pb_per_day + upload + download
    return Outcome(
        {
            "gap_points": gap,
            "accuracy_pct": CENTRAL_ACCURACY_PCT - gap,
            "gap_dp_points": gap_dp,
            "gap_fl_points": gap_fl,
            "gap_comp_points": gap_comp,
            "privacy_budget": budget,
            "noise_multiplier": noise,
            "noise_to_clip": drowned,
            "rounds_joined": joined,
            "daily_pb": daily,
            "upload_pb_per_day": upload,
            "download_pb_per_day": download,
            "guarantee": where(private, "dp", scheme.unproven),
            "tier": where(private, where(within(c.epsilon, 1.0), "strong", "moderate"), None),
        },
        states(gap, daily, private),
    )


def states(gap: Number, daily_pb: Number, private: Truth) -> dict[str, Truth]:
    """Return which limits a design breaks, and whether it breaks none."""
    collapsed, light = exceeds(gap, BUDGET_POINTS), below(daily_pb, BUDGET_PB)
    return {
        "utility_collapse": collapsed,
        "bandwidth_exceeded": not_(light),
        "no_formal_guarantee": not_(private),
        "feasible": all_of(not_(collapsed), light, private),
    }


def noise_for(epsilon: Number, rounds_joined: Number) -> Number:
    """Noise multiplier that keeps the promise over all rounds one phone joins."""
    budget = differential_privacy.zcdp_rho(epsilon, DELTA)
    return differential_privacy.noise_multiplier(budget, rounds_joined)


def federation_loss(local_epochs: Number, rounds: Number) -> Number:
    """Points lost to averaging: few updates leave variance, much local work lets phones drift."""
    return VARIANCE_LOSS / (local_epochs * rounds) + DRIFT_LOSS * local_epochs**2 / rounds


def compression_loss(r_up: Number, r_down: Number) -> Number:
    """Points lost to compressed messages: a quarter for each decade up, a quarter for INT4 down."""
    return LOSS_PER_DECADE * log10(r_up) + where(r_down == 4, INT4_LOSS, 0.0)


def pb_per_day(participants: Number, rounds: Number, ratio: Number) -> Number:
    """Petabytes a day of one direction, a run's rounds spread over its window."""
    return federated.one_way_bytes(participants, MODEL_BYTES, ratio) * rounds / WINDOW_DAYS / PB


KAPPA: float = MEASURED_NOISE_LOSS / differential_privacy.noise_to_clip(
    noise_for(1.0, 1.0), PARAMETERS, 0.01 * PHONES
)
"""Points lost per unit of noise over clip: with it the scenario loses what its team measured."""

SCENARIO = SimpleNamespace(
    epsilon=1, local_epochs=5, part_frac=1, agg_rounds=100, mechanism="dp", r_up=1, r_down=1
)
EPSILONS = (
    *(step / 10 for step in range(1, 20)),
    *(step / 10 for step in range(20, 40, 2)),
    *(step / 10 for step in range(40, 101, 5)),
)


def draw_accuracy(scheme: Scheme, c: SimpleNamespace, v: SimpleNamespace) -> Chart:
    """Draw accuracy against epsilon, everything else as it is set."""
    epsilons = sorted({*EPSILONS, c.epsilon})
    accuracy = [
        training(scheme, SimpleNamespace(**vars(c) | {"epsilon": epsilon})).values["accuracy_pct"]
        for epsilon in epsilons
    ]
    ends, passing = (0.1, 10.0), CENTRAL_ACCURACY_PCT - BUDGET_POINTS
    return chart(
        "Accuracy against the privacy budget ε",
        axis("ε over the whole run (left: more private)", log=10, bounds=ends,
             ticks=(0.1, 0.2, 0.5, 1, 2, 5, 10)),
        axis("Accuracy (%)", bounds=(0, 95)),
        [
            rule("Central model", ends, (CENTRAL_ACCURACY_PCT,) * 2, color="good", dash="dash",
                 label=False),
            rule("Within 5 points", ends, (passing, passing), label_at="bottom right"),
            curve("Accuracy", epsilons, accuracy),
            marker("Your design", c.epsilon, v.accuracy_pct, on="Accuracy", label="your design",
                   label_at="bottom right" if c.epsilon <= 2 else "bottom left"),
        ],
        height=380,
    )  # fmt: skip


def draw_gap(_scheme: Scheme, _c: SimpleNamespace, v: SimpleNamespace) -> Chart:
    """Draw where the points go, beside the scenario's, with the line that must not be passed."""
    there = training(FEDERATED, SCENARIO).values
    designs = ["The scenario", "Your design"]
    traces = []
    for name, metric, color, pattern in (
        ("Noise", "gap_dp_points", "pale", ""),
        ("Federation", "gap_fl_points", "series1", "/"),
        ("Compression", "gap_comp_points", "series2", "x"),
    ):
        points = [there[metric], getattr(v, metric)]
        text = [f"{p:.1f}" if p >= 0.3 else "" for p in points]
        traces.append(bars(name, designs, points, color=color, pattern=pattern, text=text,
                           horizontal=True))  # fmt: skip
    limit = [BUDGET_POINTS] * 2
    traces.append(rule("Limit: 5 points", limit, designs, color="bad", dash="dash", label=False))
    widest = max(sum(trace["x"][i] for trace in traces[:3]) for i in range(2))
    return chart(
        "Where the accuracy goes",
        axis("Points below the central model", bounds=(0, max(9.0, 1.1 * widest))),
        axis(""),
        traces,
        barmode="stack",
        legend=True,
        height=280,
    )
