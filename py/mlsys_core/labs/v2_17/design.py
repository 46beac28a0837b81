"""Act II of V2-17: one medical imaging service, six requirements and two gates, eight controls.

The parts that share no control are computed apart and remembered, so that a search around a design
costs little: what the model learns, how fast it answers, what serving takes, what retraining takes.
Each takes one number or an array of them.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

from mlsys_core.acts import Context
from mlsys_core.elementwise import (
    Number,
    Truth,
    all_of,
    ceil_slack,
    exp,
    maximum,
    minimum,
    pick,
    sqrt,
    where,
)
from mlsys_core.hardware import (
    H100,
    AdamMixed,
    DgxH100,
    Grid,
    RobustCifar,
    ScalingLaw,
    VitL14,
)
from mlsys_core.limits import below, reaches, within
from mlsys_core.physics import carbon, collectives, decoding, intervals, queueing, reliability
from mlsys_core.physics.transformer import flop_training, shape_by_power_rule
from mlsys_core.remembered import remembered

HOURS_A_DAY = 24
SECONDS_AN_HOUR = 3600
PER_B = 1e9

# The service that the consortium asks for.
HOSPITALS, IMAGES_A_DAY = 1000, 100_000
DAILY_IMAGES = HOSPITALS * IMAGES_A_DAY
MEAN_RATE = DAILY_IMAGES / (HOURS_A_DAY * SECONDS_AN_HOUR)
PEAK_OVER_MEAN = 3
ANSWER_TOKENS = 8
ACCURACY_TARGET, LATENCY_LIMIT_MS, EPSILON_LIMIT = 0.95, 200.0, 1.0
ROBUSTNESS_TARGET, CARBON_TARGET, UPTIME_TARGET, GOODPUT_TARGET = 0.50, 0.40, 0.999, 0.90
GPU_BUDGET = 10_000

# What the machines do in practice: shares of a peak, latencies, memory put aside.
SERVING_MFU, TRAINING_MFU = 0.5, 0.4
MEMORY_RATE_SHARE, LINK_RATE_SHARE = 0.8, 0.8
LAUNCH_S, STAGE_HOP_S = 10e-6, 20e-6
MEMORY_SHARE, MEMORY_RESERVE_GB = 0.9, 8
IDLE_W, PUE = 400.0, 1.12
SITE_AVAILABILITY = 0.99
GPU_MTBF_H, REPAIR_H, RESTART_H = 50_000, 0.5, 0.25
CHECKPOINT_FIXED_S, CHECKPOINT_B_PER_S = 30.0, 1e12 / 120
DEFERRED_SAVING, CLEAN_HOURS = 0.30, 8
GOODPUT_FLOOR = 0.05

# Teaching calibrations of what a model learns; the lab's givens say what each is fitted to.
ERROR_FLOOR, ERROR_AT_1B = 0.010, 0.030
PRIVACY_COST, PRIVACY_EPSILON_POWER, PRIVACY_SIZE_POWER = 0.0194, 0.5, 0.25
DEFENCE_COST, DEFENCE_SIZE_POWER = 0.05, 0.15
ROBUST_FLOOR, ROBUST_GAIN, ROBUST_CURVE, ROBUST_NOISE = 0.05, 0.65, 4.0, 0.10


@dataclass(frozen=True, kw_only=True)
class Fleet(Context):
    """Where the sites stand: how clean their electricity is, and how far away the hospitals are."""

    carbon_g_per_kwh: float
    round_trip_ms: float


FLEET = Fleet(key="fleet", carbon_g_per_kwh=Grid.us_mix_g_per_kwh.value, round_trip_ms=20.0)
RENEWABLE = Fleet(
    key="renewable", carbon_g_per_kwh=Grid.low_carbon_g_per_kwh.value, round_trip_ms=60.0
)
FLEETS = (FLEET, RENEWABLE)

INHERITED: dict[str, Any] = {
    "model_size_b": 30,
    "dp_epsilon": 1,
    "adv_train_weight": 0.3,
    "parallelism_strategy": "tp_dp",
    "peak_util": 0.5,
    "zones": 2,
    "checkpoint_interval_min": 5,
    "flexible_job_pct": 0,
}
"""The plan that the chief architect takes over: where every control starts."""

SPLITS = {"dp": (1, 1), "tp_dp": (4, 1), "3d": (8, 2)}
"""GPUs that share each layer, and stages that share the layers, by the parallelism's key."""


class Learned(NamedTuple):
    """Shares from 0 to 1: what the trained model gets right, and what costs it how much."""

    base_error: Number
    privacy_error: Number
    defence_error: Number
    accuracy: Number
    undisturbed: Number
    """Robust accuracy if no noise were added."""
    robust_accuracy: Number


class Service(NamedTuple):
    """Time to answer one request on one copy of the model, in s, and the GPUs of a copy."""

    prefill_s: Number
    decode_s: Number
    comm_s: Number
    pipe_s: Number
    total_s: Number
    layer_split: Number
    stages: Number


class Serving(NamedTuple):
    """What answering everybody takes in a day."""

    queue_s: Number
    copies: Number
    gpus: Number
    busy_gpus: Number
    energy_kwh: Number
    uptime: Number


class Retraining(NamedTuple):
    """What learning a day's images takes in that day."""

    ideal_gpu_h: Number
    ideal_gpus: Number
    checkpoint_h: Number
    goodput: Number
    best_interval_min: Number
    gpus: Number
    energy_kwh: Number


class Plan(NamedTuple):
    """A whole design, judged: what it reaches, the margins left in %, and what passes."""

    learned: Learned
    service: Service
    serving: Serving
    retraining: Retraining
    p99_ms: Number
    co2_t: Number
    carbon_cut: Number
    gpus: Number
    memory_gb: Number
    margins: dict[str, Number]
    passes: dict[str, Truth]


REQUIREMENTS = ("accuracy", "p99", "dp", "robustness", "carbon", "fault_tolerance")
GATES = ("gpu_budget", "memory")


@remembered
def learned(size_b: Number, epsilon: Number, weight: Number) -> Learned:
    """Return what a model of a size learns under a privacy budget and with attacked batches."""
    base = ERROR_FLOOR + ERROR_AT_1B * size_b**-ScalingLaw.parameter_exponent.value
    privacy = PRIVACY_COST / (epsilon**PRIVACY_EPSILON_POWER * size_b**PRIVACY_SIZE_POWER)
    defence = DEFENCE_COST * weight / size_b**DEFENCE_SIZE_POWER
    trained = ROBUST_FLOOR + ROBUST_GAIN * saturation(weight)
    signal = maximum(0.0, 1 - ROBUST_NOISE / sqrt(epsilon))
    accuracy = 1 - base - privacy - defence
    return Learned(base, privacy, defence, accuracy, trained, trained * signal)


def saturation(weight: Number) -> Number:
    """Share of the reachable robustness that a share of attacked batches gives: 0 to 1."""
    return (1 - exp(-ROBUST_CURVE * weight)) / (1 - exp(-ROBUST_CURVE))


@remembered
def service(size_b: Number, layer_split: Number, stages: Number) -> Service:
    """Return the time of one answer: read the image, write the code, talk between GPUs."""
    parameters = size_b * PER_B
    shape = shape_by_power_rule(parameters)
    prefill_s = decoding.prefill_s(
        parameters=parameters,
        tokens=VitL14.image_tokens.value,
        peak_flop_per_s=H100.fp16_flop_per_s.value,
        mfu=SERVING_MFU,
        devices=layer_split,
    )
    decode_s = ANSWER_TOKENS * decoding.step_s(
        weight_bytes=2 * parameters,
        memory_bytes_per_s=H100.memory_bytes_per_s.value,
        parameters=parameters,
        peak_flop_per_s=H100.fp16_flop_per_s.value,
        bandwidth_share=MEMORY_RATE_SHARE,
        devices=layer_split,
    )
    comm_s = reading_comm_s(shape.layers, shape.width, layer_split, VitL14.image_tokens.value)
    # The values of a single token are so few that only starting each all-reduce counts.
    comm_s = comm_s + ANSWER_TOKENS * reading_comm_s(shape.layers, shape.width, layer_split, 0.0)
    pipe_s = (ANSWER_TOKENS + 1) * (stages - 1) * STAGE_HOP_S
    total_s = prefill_s + decode_s + comm_s + pipe_s
    return Service(prefill_s, decode_s, comm_s, pipe_s, total_s, layer_split, stages)


def reading_comm_s(layers: Number, width: Number, layer_split: Number, tokens: float) -> Number:
    """Return the time that one pass spends in all-reduces: two a layer."""
    assert H100.link_bytes_per_s is not None
    return collectives.tensor_parallel_comm_s(
        all_reduces=2 * layers,
        tokens=tokens,
        width=width,
        bytes_per_value=2.0,
        devices=layer_split,
        link_bytes_per_s=H100.link_bytes_per_s.value * LINK_RATE_SHARE,
        launch_s=LAUNCH_S,
    )


def queue_s(busy_share: Number, slowest_stage_s: Number) -> Number:
    """Return the wait that 99 of 100 requests stay below, arrivals random, service steady."""
    return queueing.wait_quantile_s(
        quantile=0.99,
        servers=1,
        utilisation=busy_share,
        service_s=slowest_stage_s,
        service_cv2=0.0,
    )


@remembered
def serving(
    size_b: Number, layer_split: Number, stages: Number, peak_util: Number, zones: Number
) -> Serving:
    """Return copies, GPUs, energy and uptime of the sites that answer the hospitals."""
    one = service(size_b, layer_split, stages)
    stage_s = one.total_s / stages
    needed = ceil_slack(MEAN_RATE * PEAK_OVER_MEAN * stage_s / peak_util)
    # With one site lost, the others must carry the peak.
    per_zone = ceil_slack(needed / maximum(zones - 1, 1))
    copies = where(zones == 1, needed, zones * per_zone)
    gpus_a_copy = layer_split * stages
    gpus = copies * gpus_a_copy
    busy = MEAN_RATE * layer_split * one.total_s
    energy_kwh = carbon.energy_kwh(
        hours=HOURS_A_DAY, devices=gpus, busy_devices=busy, idle_w=IDLE_W, peak_w=slot_w()
    )
    sites_up = reliability.availability_one_spare(SITE_AVAILABILITY, zones)
    uptime = sites_up - gpus_a_copy * REPAIR_H / GPU_MTBF_H
    return Serving(queue_s(peak_util, stage_s), copies, gpus, busy, energy_kwh, uptime)


def slot_w() -> float:
    """Return the most that one GPU with its share of the server draws."""
    return DgxH100.max_w.value / DgxH100.gpus.value


def checkpoint_h(size_b: Number) -> Number:
    """Return the hours that one checkpoint takes: a fixed part, and the state over the link."""
    state_bytes = AdamMixed.checkpoint_bytes_per_parameter.value * size_b * PER_B
    return (CHECKPOINT_FIXED_S + state_bytes / CHECKPOINT_B_PER_S) / SECONDS_AN_HOUR


@remembered
def retraining(
    size_b: Number, weight: Number, interval_min: Number, flexible_pct: Number
) -> Retraining:
    """Return GPUs, energy and goodput of the job that learns each day's images within the day."""
    flop = flop_training(size_b * PER_B, DAILY_IMAGES * VitL14.image_tokens.value)
    flop = flop * (1 + RobustCifar.pgd_steps.value * weight)
    rate = H100.fp16_flop_per_s.value * TRAINING_MFU
    ideal_gpu_h = flop / rate / SECONDS_AN_HOUR
    # Deferred work waits for the clean hours and then needs more GPUs at once.
    crowding = 1 + flexible_pct / 100 * (HOURS_A_DAY / CLEAN_HOURS - 1)
    ideal_gpus = ideal_gpu_h / HOURS_A_DAY * crowding
    failures_per_h = reliability.failure_rate(ideal_gpus, GPU_MTBF_H)
    cost_h = checkpoint_h(size_b)
    goodput = intervals.goodput(
        interval_min / 60, cost_h, failures_per_h, recovery=RESTART_H, floor=GOODPUT_FLOOR
    )
    gpu_h = ideal_gpu_h / goodput
    energy_kwh = carbon.energy_kwh(
        hours=gpu_h, devices=1.0, busy_devices=1.0, idle_w=0.0, peak_w=slot_w()
    )
    best_min = 60 * intervals.best_interval(cost_h, failures_per_h)
    gpus = ideal_gpus / goodput
    return Retraining(ideal_gpu_h, ideal_gpus, cost_h, goodput, best_min, gpus, energy_kwh)


def co2_t(fleet: Fleet, serving_kwh: Number, training_kwh: Number, flexible_pct: Number) -> Number:
    """Return the carbon dioxide of a day; deferred training runs in cleaner hours."""
    dirty_kwh = serving_kwh + training_kwh * (1 - DEFERRED_SAVING * flexible_pct / 100)
    return carbon.emissions_t(dirty_kwh, fleet.carbon_g_per_kwh, PUE)


def split_of(strategy: Any) -> tuple[Number, Number]:
    """Return GPUs to a layer and stages, for one key or an array of keys."""
    layer_split = pick(strategy, {key: tensor for key, (tensor, _) in SPLITS.items()})
    return layer_split, pick(strategy, {key: stages for key, (_, stages) in SPLITS.items()})


def plan(fleet: Fleet, c: SimpleNamespace) -> Plan:
    """Judge one design, or an array of designs, by the six requirements and the two gates."""
    layer_split, stages = split_of(c.parallelism_strategy)
    model = learned(c.model_size_b, c.dp_epsilon, c.adv_train_weight)
    one = service(c.model_size_b, layer_split, stages)
    sites = serving(c.model_size_b, layer_split, stages, c.peak_util, c.zones)
    job = retraining(
        c.model_size_b, c.adv_train_weight, c.checkpoint_interval_min, c.flexible_job_pct
    )
    emitted_t = co2_t(fleet, sites.energy_kwh, job.energy_kwh, c.flexible_job_pct)
    judged = Plan(
        learned=model,
        service=one,
        serving=sites,
        retraining=job,
        p99_ms=fleet.round_trip_ms + 1e3 * (one.total_s + sites.queue_s),
        co2_t=emitted_t,
        carbon_cut=1 - emitted_t / baseline_t(),
        gpus=sites.gpus + job.gpus,
        memory_gb=2 * c.model_size_b / (layer_split * stages),
        margins={},
        passes={},
    )
    return judged._replace(
        margins=margins_of(judged, c.dp_epsilon), passes=passes_of(judged, c.dp_epsilon)
    )


def memory_limit_gb() -> float:
    """Return the memory of a GPU that weights may fill."""
    return MEMORY_SHARE * H100.memory_bytes.value / PER_B - MEMORY_RESERVE_GB


def margins_of(p: Plan, epsilon: Number) -> dict[str, Number]:
    """Return, in %, the share of each budget that is left; negative where it is overdrawn."""
    carbon_budget_t = (1 - CARBON_TARGET) * baseline_t()
    downtime, waste = 1 - UPTIME_TARGET, 1 - GOODPUT_TARGET
    left = {
        "accuracy": (p.learned.accuracy - ACCURACY_TARGET) / (1 - ACCURACY_TARGET),
        "p99": (LATENCY_LIMIT_MS - p.p99_ms) / LATENCY_LIMIT_MS,
        "dp": (EPSILON_LIMIT - epsilon) / EPSILON_LIMIT,
        "robustness": (p.learned.robust_accuracy - ROBUSTNESS_TARGET) / ROBUSTNESS_TARGET,
        "carbon": (carbon_budget_t - p.co2_t) / carbon_budget_t,
        "fault_tolerance": minimum(
            (p.serving.uptime - UPTIME_TARGET) / downtime,
            (p.retraining.goodput - GOODPUT_TARGET) / waste,
        ),
        "gpu_budget": (GPU_BUDGET - p.gpus) / GPU_BUDGET,
        "memory": (memory_limit_gb() - p.memory_gb) / memory_limit_gb(),
    }
    return {name: 100 * share for name, share in left.items()}


def passes_of(p: Plan, epsilon: Number) -> dict[str, Truth]:
    """Return which of the eight the design meets."""
    return {
        "accuracy": reaches(p.learned.accuracy, ACCURACY_TARGET),
        "p99": below(p.p99_ms, LATENCY_LIMIT_MS),
        "dp": within(epsilon, EPSILON_LIMIT),
        "robustness": reaches(p.learned.robust_accuracy, ROBUSTNESS_TARGET),
        "carbon": reaches(p.carbon_cut, CARBON_TARGET),
        "fault_tolerance": all_of(
            reaches(p.serving.uptime, UPTIME_TARGET),
            reaches(p.retraining.goodput, GOODPUT_TARGET),
        ),
        "gpu_budget": within(p.gpus, GPU_BUDGET),
        "memory": within(p.memory_gb, memory_limit_gb()),
    }


def met(passes: dict[str, Truth]) -> Number:
    """Return how many of the six requirements are met."""
    return sum(1 * passes[name] for name in REQUIREMENTS)


def approved(passes: dict[str, Truth]) -> Truth:
    """Whether all six requirements and both gates are met."""
    return all_of(*passes.values())


@remembered
def baseline_t() -> Number:
    """Return the tonnes a day of the plan that was inherited, on the mixed grid."""
    c = SimpleNamespace(**INHERITED)
    layer_split, stages = split_of(c.parallelism_strategy)
    sites = serving(c.model_size_b, layer_split, stages, c.peak_util, c.zones)
    job = retraining(
        c.model_size_b, c.adv_train_weight, c.checkpoint_interval_min, c.flexible_job_pct
    )
    return co2_t(FLEET, sites.energy_kwh, job.energy_kwh, c.flexible_job_pct)
