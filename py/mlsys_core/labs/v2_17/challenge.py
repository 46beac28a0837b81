"""Act II of V2-17: eight scorecards at once, and what each control does to them."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.acts import Act, Advice, Figure, Flag, Outcome
from mlsys_core.controls import Choice
from mlsys_core.elementwise import not_
from mlsys_core.labs.v2_17 import design, extremes
from mlsys_core.labs.v2_17.counted import COUNTED, DESIGNS
from mlsys_core.labs.v2_17.design import Fleet, Plan, plan
from mlsys_core.labs.v2_17.margins import (
    MARGINS,
    NAMES,
    card,
    draw_margins,
    part_of_fault_tolerance,
)
from mlsys_core.labs.v2_17.requirements_map import (
    CONTROL_NAMES,
    MAP_AXES,
    STRATEGY_NAMES,
    draw_map,
)
from mlsys_core.labs.v2_17.search import CONTROLS, advise
from mlsys_core.limits import reaches
from mlsys_core.metrics import Metric
from mlsys_core.physics import carbon, collectives, decoding, intervals, queueing, reliability
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question, only_option

FLAG_OF = {
    "accuracy": "accuracy_low",
    "p99": "p99_slo",
    "dp": "dp_policy",
    "robustness": "robustness_low",
    "carbon": "carbon_missed",
    "fault_tolerance": "fault_tolerance",
    "gpu_budget": "gpu_budget",
    "memory": "memory_fit",
}


def challenge(fleet: Fleet, c: SimpleNamespace) -> Outcome:
    """Evaluate a design: the eight scorecards, the parts behind them, the margins left."""
    p = plan(fleet, c)
    values = {
        **_learned(p),
        **_answered(fleet, p),
        **_served(p, c),
        **_emitted(p),
        "epsilon": c.dp_epsilon,
        "memory_gb_per_gpu": p.memory_gb,
        "constraints_met": design.met(p.passes),
        **{f"margin_{name}_pct": margin for name, margin in p.margins.items()},
        **{f"{name}_met": passes for name, passes in p.passes.items()},
    }
    raised = {FLAG_OF[name]: not_(passes) for name, passes in p.passes.items()}
    return Outcome(values, raised | {"approved": design.approved(p.passes)})


def _learned(p: Plan) -> dict[str, Any]:
    return {
        "accuracy_pct": 100 * p.learned.accuracy,
        "error_base_pp": 100 * p.learned.base_error,
        "error_privacy_pp": 100 * p.learned.privacy_error,
        "error_adversarial_pp": 100 * p.learned.defence_error,
        "robust_accuracy_pct": 100 * p.learned.robust_accuracy,
        "undisturbed_pct": 100 * p.learned.undisturbed,
    }


def _answered(fleet: Fleet, p: Plan) -> dict[str, Any]:
    return {
        "p99_ms": p.p99_ms,
        "rtt_ms": fleet.round_trip_ms,
        "service_ms": 1e3 * p.service.total_s,
        "queue_ms": 1e3 * p.serving.queue_s,
        "prefill_ms": 1e3 * p.service.prefill_s,
        "decode_ms": 1e3 * p.service.decode_s,
        "comm_ms": 1e3 * p.service.comm_s,
        "pipe_ms": 1e3 * p.service.pipe_s,
        "layer_split": p.service.layer_split,
        "stages": p.service.stages,
    }


def _served(p: Plan, c: SimpleNamespace) -> dict[str, Any]:
    gpus_a_copy = p.service.layer_split * p.service.stages
    own_downtime = gpus_a_copy * design.REPAIR_H / design.GPU_MTBF_H
    goodput = p.retraining.goodput
    return {
        "uptime_pct": 100 * p.serving.uptime,
        "sites_up_pct": 100 * (p.serving.uptime + own_downtime),
        "goodput_pct": 100 * goodput,
        "optimal_interval_min": p.retraining.best_interval_min,
        "checkpoint_min": 60 * p.retraining.checkpoint_h,
        "failures_pct": 100
        * p.retraining.ideal_gpus
        / design.GPU_MTBF_H
        * (c.checkpoint_interval_min / 120 + design.RESTART_H),
        "uptime_met": reaches(p.serving.uptime, design.UPTIME_TARGET),
        "goodput_met": reaches(goodput, design.GOODPUT_TARGET),
        "gpus_serving": p.serving.gpus,
        "gpus_training": p.retraining.gpus,
        "gpus_total": p.gpus,
        "copies": p.serving.copies,
        "gpus_a_copy": gpus_a_copy,
        "ideal_gpus": p.retraining.ideal_gpus,
    }  # fmt: skip


def _emitted(p: Plan) -> dict[str, Any]:
    return {
        "carbon_cut_pct": 100 * p.carbon_cut,
        "co2_t_per_day": p.co2_t,
        "serving_kwh_per_day": p.serving.energy_kwh,
        "training_kwh_per_day": p.retraining.energy_kwh,
        "busy_gpus": p.serving.busy_gpus,
        "ideal_gpu_h": p.retraining.ideal_gpu_h,
        "baseline_t": design.baseline_t(),
    }


# The act.

SCORECARDS = (
    Metric(id="accuracy_pct", unit="%", dp=2, bands=card("accuracy", 95),
           how="100 − {error_base_pp:.3f} − {error_privacy_pp:.3f} − {error_adversarial_pp:.3f}"),
    Metric(id="p99_ms", unit="ms", dp=1, bands=card("p99", 200), law=queueing.wait_quantile_s,
           how="{rtt_ms:g} + {service_ms:.1f} + {queue_ms:.1f}"),
    Metric(id="epsilon", dp=1, bands=card("dp", 1), how="the privacy budget you set"),
    Metric(id="robust_accuracy_pct", unit="%", dp=1, bands=card("robustness", 50),
           how="{undisturbed_pct:.2f} % × (1 − {robust_noise:g} / √{dp_epsilon:g})"),
    Metric(id="carbon_cut_pct", unit="%", dp=1, bands=card("carbon", 40),
           how="1 − {co2_t_per_day:.3f} t / {baseline_t:.3f} t"),
    Metric(id="uptime_pct", unit="%", dp=3,
           bands=part_of_fault_tolerance("uptime", design.UPTIME_TARGET),
           law=reliability.availability_one_spare,
           how="{sites_up_pct:.4f} % − {gpus_a_copy} GPUs × {repair_h:g} h / {gpu_mtbf_h:g} h"),
    Metric(id="goodput_pct", unit="%", dp=1,
           bands=part_of_fault_tolerance("goodput", design.GOODPUT_TARGET), law=intervals.goodput,
           how="1 − {checkpoint_min:.2f} min / {checkpoint_interval_min:g} min"
               " − {failures_pct:.2f} % for failures"),
    Metric(id="gpus_total", unit="GPUs", dp=0, bands=card("gpu_budget", 10_000),
           how="{gpus_serving:,.0f} + {gpus_training:,.1f}"),
    Metric(id="memory_gb_per_gpu", unit="GB", dp=1, bands=card("memory", 64),
           how="2 B × {model_size_b:g} billion / {gpus_a_copy}"),
    Metric(id="constraints_met", unit="of 6", dp=0,
           how="cards that pass, both gates aside; fault tolerance counts once"),
)  # fmt: skip

PARTS = (
    Metric(id="error_base_pp", unit="points", dp=2,
           how="{error_floor_pp:g} + {error_at_1b_pp:g} × {model_size_b:g}^−{scaling_exponent:g}"),
    Metric(id="error_privacy_pp", unit="points", dp=2,
           how="{privacy_cost_pp:g} × {dp_epsilon:g}^−0.5 × {model_size_b:g}^−0.25"),
    Metric(id="error_adversarial_pp", unit="points", dp=2,
           how="{defence_cost_pp:g} × {adv_train_weight:g} × {model_size_b:g}^−0.15"),
    Metric(id="service_ms", unit="ms", dp=1,
           how="{prefill_ms:.2f} + {decode_ms:.2f} + {comm_ms:.2f} + {pipe_ms:.2f}"),
    Metric(id="prefill_ms", unit="ms", dp=1, law=decoding.prefill_s,
           how="2 × {model_size_b:g} billion × {image_tokens:g} tokens"
               " / ({layer_split} × {gpu_tflop_per_s:g} TFLOP/s × {serving_mfu:g})"),
    Metric(id="decode_ms", unit="ms", dp=1, law=decoding.step_s,
           how="{answer_tokens:g} tokens × 2 B × {model_size_b:g} billion"
               " / ({layer_split} × {gpu_gb_per_s:g} GB/s × {memory_rate_share:g})"),
    Metric(id="comm_ms", unit="ms", dp=1, law=collectives.tensor_parallel_comm_s,
           how="2 all-reduces a layer, in each of {answer_tokens:g} + 1 passes,"
               " over {layer_split} GPUs"),
    Metric(id="pipe_ms", unit="ms", dp=1,
           how="({answer_tokens:g} + 1) × ({stages} − 1) × {stage_hop_us:g} µs"),
    Metric(id="queue_ms", unit="ms", dp=1, law=queueing.wait_quantile_s,
           how="{service_ms:.2f} ms / {stages} × ln(100 × {peak_util:g})"
               " / (2 × (1 − {peak_util:g}))"),
    Metric(id="rtt_ms", unit="ms", dp=1, how="the context's distance to the hospitals"),
    Metric(id="co2_t_per_day", unit="t/day", dp=2, law=carbon.emissions_t,
           how="{pue:g} × {carbon_g_per_kwh:g} g/kWh × ({serving_kwh_per_day:,.0f}"
               " + {training_kwh_per_day:,.0f} × (1 − {deferred_saving:g} ×"
               " {flexible_job_pct:g} %)) kWh"),
    Metric(id="serving_kwh_per_day", unit="kWh/day", dp=0, law=carbon.energy_kwh,
           how="24 h × ({gpus_serving:,.0f} × {idle_kw:g} kW + {busy_gpus:,.1f} ×"
               " ({slot_kw:g} − {idle_kw:g}) kW)"),
    Metric(id="training_kwh_per_day", unit="kWh/day", dp=0, law=carbon.energy_kwh,
           how="{ideal_gpu_h:,.0f} GPU-h / {goodput_pct:.2f} % × {slot_kw:g} kW"),
    Metric(id="optimal_interval_min", unit="min", dp=1, law=intervals.best_interval,
           how="√(2 × {checkpoint_min:.2f} min × {gpu_mtbf_h:g} h / {ideal_gpus:,.0f} GPUs)"),
    Metric(id="gpus_a_copy", unit="GPUs", dp=0,
           how="{layer_split} to a layer × {stages} stages"),
    Metric(id="gpus_serving", unit="GPUs", dp=0,
           how="{copies:,.0f} copies × {gpus_a_copy} GPUs"),
    Metric(id="gpus_training", unit="GPUs", dp=0,
           how="{ideal_gpus:,.1f} / {goodput_pct:.2f} %"),
)  # fmt: skip

ADVICE = Advice(
    metrics=(
        Metric(id="hint_case", how="all moves of one control, tried on this design",
               words={"approved": "nothing: it is approved", "move": "one control",
                      "pair": "two controls together"}),
        Metric(id="hint_constraint", words=NAMES, nothing="none",
               how="the requirement or gate with the smallest margin"),
        Metric(id="hint_control", words=CONTROL_NAMES, nothing="none",
               how="most of the eight passed, then least overdrawn, then fewest steps"),
        Metric(id="hint_value", digits=3, words=STRATEGY_NAMES,
               how="the setting of that control that gains most"),
    ),
    give=advise,
)  # fmt: skip

PREDICTION = Question(
    id="prediction",
    right=only_option(lambda _lab: extremes.holds()),
    options=(
        Option(key="a", misconception="one hard requirement explains everything"),
        Option(key="b"),
        Option(key="c", misconception="hardware buys out every other constraint"),
        Option(key="d", misconception="concerns that can be met one after the other"),
    ),
)

REFLECTION = Question(
    id="reflection",
    ruled=("b", "the only pair that spends one error budget and where one weakens the other"),
    options=(
        Option(key="a", misconception="a common cause, the model's size, taken for a conflict"),
        Option(key="b"),
        Option(key="c", misconception="a cost taken for an interference"),
        Option(key="d", misconception="two remedies for two different jobs taken for rivals"),
    ),
    gives_away=("compounding",),
)

SEVERITIES = {
    "accuracy_low": ("danger", "trust"),
    "p99_slo": ("danger", "serving"),
    "dp_policy": ("danger", "trust"),
    "robustness_low": ("danger", "trust"),
    "carbon_missed": ("danger", "energy_cost"),
    "fault_tolerance": ("danger", "reliability"),
    "gpu_budget": ("warn", "energy_cost"),
    "memory_fit": ("danger", "memory"),
}

ACT2 = Act(
    id="act2",
    controls=(
        *CONTROLS,
        Choice(id="map_axis", options=tuple(control.id for control in MAP_AXES),
               default="peak_util", view=True),
    ),
    metrics=(*SCORECARDS, *PARTS, *MARGINS),
    evaluate=challenge,
    advice=ADVICE,
    flags=(
        *(Flag(id=name, severity=severity, domain=domain)
          for name, (severity, domain) in SEVERITIES.items()),
        Flag(id="approved", severity="success"),
    ),
    figures=(
        Figure(id="margins", draw=draw_margins),
        Figure(id="feasibility_map", draw=draw_map, when_settled=True),
    ),
    prediction=PREDICTION,
    reflection=REFLECTION,
    monotone=(
        Monotone(value="accuracy_pct", control="model_size_b", direction="up"),
        Monotone(value="accuracy_pct", control="dp_epsilon", direction="up"),
        Monotone(value="accuracy_pct", control="adv_train_weight", direction="down"),
        Monotone(value="robust_accuracy_pct", control="dp_epsilon", direction="up"),
        Monotone(value="robust_accuracy_pct", control="adv_train_weight", direction="up"),
        Monotone(value="p99_ms", control="peak_util", direction="up"),
        Monotone(value="p99_ms", control="model_size_b", direction="up"),
        Monotone(value="serving_kwh_per_day", control="peak_util", direction="down"),
        Monotone(value="goodput_pct", control="flexible_job_pct", direction="down"),
    ),
    grid_counts=tuple(
        GridCount(context=context, flag=FLAG_OF[name], count=DESIGNS - count)
        for context, counted in COUNTED.items()
        for name, count in counted.passing.items()
    ) + tuple(
        GridCount(context=context, flag="approved", count=counted.approved)
        for context, counted in COUNTED.items()
    ),
)  # fmt: skip
