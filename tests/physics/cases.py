"""One row a law: inputs with units, the unit of the result, and for each input a value it refuses.

Rows serve the tests that hold for all laws: arrays, units, ranges. A new law without a row fails.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mlsys_core.physics import (
    amdahl,
    carbon,
    collectives,
    compression,
    data_feeding,
    data_gravity,
    data_selection,
    decoding,
    differential_privacy,
    federated,
    intervals,
    numerics,
    queueing,
    reliability,
    roofline,
    transformer,
)
from mlsys_core.physics.laws import describe

Values = tuple[float, float, float]


@dataclass(frozen=True)
class Input:
    unit: str
    values: Values
    refused: float
    allowed: str
    named: str = ""  # in a message, where it is not the name of the row


@dataclass(frozen=True)
class Case:
    law: Callable[..., Any]
    inputs: Mapping[str, Input]
    gives: tuple[str, ...]
    call: Callable[..., Any]

    @property
    def name(self) -> str:
        return describe(self.law).name

    def parts(self, **inputs: Any) -> tuple[Any, ...]:
        result = self.call(**inputs)
        return tuple(result) if isinstance(result, tuple) else (result,)

    def at(self, place: int) -> dict[str, float]:
        return {name: given.values[place] for name, given in self.inputs.items()}


def case(law: Callable[..., Any], *gives: str, call: Any = None, **inputs: Input) -> Case:
    return Case(law=law, inputs=inputs, gives=gives, call=call or law)


def share(*values: float) -> Input:
    return Input("", _three(values), 1.5, "from 0 to 1")


def inner_share(*values: float) -> Input:
    return Input("", _three(values), 1.0, "between 0 and 1")


def efficiency(*values: float) -> Input:
    return Input("", _three(values), 0.0, "more than 0 and at most 1")


def count(*values: float) -> Input:
    return Input("", _three(values), 0.5, "1 or more")


def whole(*values: float) -> Input:
    return Input("", _three(values), 2.5, "a whole number, 1 or more")


def positive(unit: str, *values: float) -> Input:
    return Input(unit, _three(values), 0.0, "more than 0")


def not_negative(unit: str, *values: float) -> Input:
    return Input(unit, _three(values), -1.0, "0 or more")


def _three(values: tuple[float, ...]) -> Values:
    first, second, third = values
    return first, second, third


PEAK = positive("1/s", 989e12, 15e12, 312e12)
BANDWIDTH = positive("B/s", 3350e9, 102e9, 2039e9)
PRICE_HERE = not_negative("USD/s", 4.1 / 3600, 0.0, 2.5 / 3600)
PRICE_THERE = not_negative("USD/s", 2.5 / 3600, 0.0, 3.5 / 3600)
TARIFF = not_negative("USD/B", 0.02e-9, 0.08e-9, 0.0)

CASES = (
    case(
        amdahl.speedup,
        "",
        serial_share=share(0.15, 0.0, 1.0),
        processors=Input("", (64, 49, 0.5), 0.0, "more than 0 and finite"),
    ),
    case(amdahl.ceiling, "", serial_share=share(0.15, 0.0, 1.0)),
    case(
        amdahl.effective_processors,
        "",
        processors=count(64, 1, 10),
        efficiency=efficiency(0.9, 0.7, 1.0),
    ),
    case(
        amdahl.processors_to_reach,
        "",
        serial_share=share(0.15, 0.0, 1.0),
        ceiling_share=inner_share(0.9, 0.5, 0.99),
    ),
    case(
        amdahl.serial_for,
        "",
        speedup=Input("", (57.6, 1.0, 3.0), 99.0, "from 1 to processors"),
        processors=Input("", (64, 8, 3), 1.0, "more than 1"),
    ),
    case(
        amdahl.share_from_gain,
        "",
        speedup=Input("", (1.3, 1.0, 2.0), 9.0, "from 1 to part_speedup"),
        part_speedup=Input("", (3, 8, 2), 1.0, "more than 1"),
    ),
    case(
        amdahl.gustafson,
        "",
        serial_share=share(0.15, 0.0, 1.0),
        processors=count(64, 49, 1),
    ),
    case(
        carbon.energy_kwh,
        "W*h",  # the result is in kWh: the law divides by 1000, which pint can't know
        hours=not_negative("h", 24, 0, 1),
        devices=not_negative("", 4248, 8, 0),
        busy_devices=Input("", (1061.2, 8, 0), -1.0, "from 0 to devices"),
        idle_w=not_negative("W", 400, 0, 70),
        peak_w=Input("W", (1275, 0, 700), -5.0, "at least idle_w"),
    ),
    case(
        carbon.emissions_t,
        "g",  # the result is in t: the law divides by 1e6, which pint can't know
        energy_kwh=not_negative("W*h", 1000, 0, 5),
        grid_g_per_kwh=not_negative("g/(W*h)", 386, 40, 0),
        pue=count(1.12, 1.0, 1.4),
    ),
    case(
        collectives.ring_s,
        "s",
        message_bytes=not_negative("B", 1e9, 0, 5e6),
        devices=count(4, 1, 1024),
        link_bytes_per_s=positive("B/s", 10e9, 450e9, 25e9),
        latency_s=not_negative("s", 1.5e-6, 0, 10e-6),
    ),
    case(
        collectives.tensor_parallel_comm_s,
        "s",
        all_reduces=not_negative("", 116.6, 0, 64),
        tokens=not_negative("", 576, 1, 0),
        width=positive("", 6550.1, 128, 4096),
        bytes_per_value=positive("B", 2, 4, 1),
        devices=count(4, 1, 8),
        link_bytes_per_s=positive("B/s", 360e9, 450e9, 25e9),
        launch_s=not_negative("s", 10e-6, 1e-6, 0),
    ),
    case(
        compression.sparse_update_ratio,
        "",
        kept_share=efficiency(0.01, 0.05, 1.0),
        original_bits=positive("", 16, 32, 8),
        value_bits=positive("", 8, 4, 16),
        index_bits=positive("", 32, 16, 20),
    ),
    case(
        data_feeding.chunked_bandwidth,
        "B/s",
        chunk_bytes=positive("B", 1e6, 4096, 1e3),
        access_s=not_negative("s", 0.01, 0, 2e-5),
        device_bytes_per_s=positive("B/s", 0.15e9, 3.5e9, 50e9),
    ),
    case(
        data_feeding.hit_share,
        "",
        cache_bytes=not_negative("B", 0.5e12, 8e9, 0),
        dataset_bytes=positive("B", 10e12, 1e9, 1e12),
    ),
    case(
        data_feeding.cached_bandwidth,
        "B/s",
        hit_share=share(0.05, 0.0, 1.0),
        device_bytes_per_s=positive("B/s", 60e6, 521e6, 3.5e9),
        cache_bytes_per_s=positive("B/s", 50e9, 25e9, 100e9),
    ),
    case(
        data_feeding.slowest_rate,
        "1/s",
        call=lambda read, decode, gpu: data_feeding.slowest_rate(
            {"read": read, "decode": decode, "gpu": gpu}
        ),
        read=replace(positive("1/s", 574, 5000, 9000), named="rates_per_s['read']"),
        decode=replace(positive("1/s", 2000, 250, 8000), named="rates_per_s['decode']"),
        gpu=replace(positive("1/s", 2500, 10000, 120), named="rates_per_s['gpu']"),
    ),
    case(
        data_feeding.utilisation,
        "",
        call=lambda compute_s, read_s: data_feeding.utilisation(compute_s, read_s, 0.0 * read_s),
        compute_s=positive("s", 0.0256, 0.5, 0.1),
        read_s=replace(not_negative("s", 0.1115, 0, 0.1), named="feeding_s"),
    ),
    case(
        data_gravity.transfer_s,
        "s",
        dataset_bytes=not_negative("B", 50e12, 1e10, 0),
        link_bytes_per_s=positive("B/s", 12.5e9, 0.125e9, 1.25e9),
        link_efficiency=efficiency(1.0, 0.1, 0.7),
    ),
    case(
        data_gravity.time_break_even_bytes,
        "B",
        budget_s=not_negative("s", 21600, 3600, 0),
        link_bytes_per_s=positive("B/s", 12.5e9, 0.125e9, 1.25e9),
        link_efficiency=efficiency(1.0, 0.1, 0.7),
    ),
    case(
        data_gravity.egress_usd,
        "USD",
        dataset_bytes=not_negative("B", 50e12, 1e10, 0),
        egress_usd_per_byte=TARIFF,
    ),
    case(
        data_gravity.compute_usd,
        "USD",
        runs=not_negative("", 13, 1, 0),
        run_s=not_negative("s", 21600, 3600, 1),
        gpus=not_negative("", 8, 4, 1),
        usd_per_gpu_s=PRICE_HERE,
    ),
    case(
        data_gravity.move_minus_stay_usd,
        "USD",
        dataset_bytes=not_negative("B", 50e12, 1e10, 0),
        egress_usd_per_byte=TARIFF,
        runs=not_negative("", 13, 1, 0),
        run_s=not_negative("s", 21600, 3600, 1),
        gpus=not_negative("", 8, 4, 1),
        source_usd_per_gpu_s=PRICE_HERE,
        destination_usd_per_gpu_s=PRICE_THERE,
    ),
    case(
        data_gravity.cost_break_even_bytes,
        "B",
        egress_usd_per_byte=TARIFF,
        runs=not_negative("", 13, 1, 0),
        run_s=not_negative("s", 21600, 3600, 1),
        gpus=not_negative("", 8, 4, 1),
        source_usd_per_gpu_s=PRICE_HERE,
        destination_usd_per_gpu_s=PRICE_THERE,
    ),
    case(
        data_gravity.break_even_runs,
        "",
        dataset_bytes=not_negative("B", 50e12, 1e10, 0),
        egress_usd_per_byte=TARIFF,
        run_s=not_negative("s", 21600, 3600, 1),
        gpus=not_negative("", 8, 4, 1),
        source_usd_per_gpu_s=PRICE_HERE,
        destination_usd_per_gpu_s=PRICE_THERE,
    ),
    case(
        data_selection.net_speedup,
        "",
        gross_speedup=positive("", 2.6, 0.7, 1.0),
        baseline_s=positive("s", 3628800, 106667, 1e5),
        scoring_s=not_negative("s", 94500, 0, 144000),
    ),
    case(
        data_selection.accuracy,
        "",
        labels=not_negative("USD", 18500, 0, 50000),
        floor=not_negative("", 64.5, 0, 57),
        gain=positive("", 5.0, 4.5, 7.8),
        scale=positive("USD", 1000, 800, 1500),
    ),
    case(
        data_selection.labels_for,
        "USD",
        accuracy=Input("", (79.35, 63, 84.6), 50.0, "at least floor"),
        floor=not_negative("", 64.5, 63, 57),
        gain=positive("", 5.0, 4.5, 7.8),
        scale=positive("USD", 1000, 800, 1500),
    ),
    case(
        data_selection.marginal_accuracy,
        "1/USD",
        labels=not_negative("USD", 18500, 0, 50000),
        gain=positive("", 5.0, 4.5, 7.8),
        scale=positive("USD", 1000, 800, 1500),
    ),
    case(
        decoding.prefill_s,
        "s",
        parameters=positive("", 30e9, 7e9, 1e9),
        tokens=positive("", 576, 1000, 1),
        peak_flop_per_s=PEAK,
        mfu=efficiency(0.5, 0.4, 1.0),
        devices=count(4, 1, 8),
    ),
    case(
        decoding.step_s,
        "s",
        weight_bytes=positive("B", 60e9, 14e9, 2e9),
        memory_bytes_per_s=BANDWIDTH,
        parameters=positive("", 30e9, 7e9, 1e9),
        peak_flop_per_s=PEAK,
        mfu=efficiency(0.5, 0.4, 1.0),
        cache_bytes=not_negative("B", 1e9, 0, 5e6),
        bandwidth_share=efficiency(0.8, 1.0, 0.9),
        batch=count(1, 1000, 32),
        tokens=count(1, 4, 2),
        devices=count(4, 1, 8),
    ),
    case(
        differential_privacy.gaussian_sigma,
        "",
        epsilon=efficiency(1.0, 0.1, 0.5),
        delta=inner_share(1e-5, 1e-9, 0.5),
    ),
    case(
        differential_privacy.zcdp_rho,
        "",
        epsilon=positive("", 1.0, 0.1, 10),
        delta=inner_share(1e-5, 1e-9, 0.5),
    ),
    case(
        differential_privacy.noise_multiplier,
        "",
        rho=positive("", 0.0117812, 0.5, 2),
        rounds=count(1, 4, 100),
    ),
    case(
        differential_privacy.noise_to_clip,
        "",
        noise_multiplier=not_negative("", 6.5, 0, 1),
        parameters=count(1e8, 1, 1e6),
        participants=count(1e6, 1, 100),
    ),
    case(
        differential_privacy.composed_epsilon_basic,
        "",
        epsilon=positive("", 1.0, 0.1, 10),
        releases=count(100, 1000, 1),
    ),
    case(
        differential_privacy.composed_epsilon_advanced,
        "",
        epsilon=positive("", 1.0, 0.1, 10),
        releases=count(100, 1000, 1),
        delta_slack=inner_share(1e-5, 1e-9, 0.5),
    ),
    case(
        federated.one_way_bytes,
        "B",
        participants=not_negative("", 1e6, 6500, 0),
        model_bytes=positive("B", 2e9, 1.4e6, 0.2e9),
        compression_ratio=count(1, 100, 4),
    ),
    case(
        federated.round_bytes,
        "B",
        participants=not_negative("", 1e6, 6500, 0),
        model_bytes=positive("B", 2e9, 1.4e6, 0.2e9),
        upload_ratio=count(1, 100, 7),
        download_ratio=count(1, 2, 4),
    ),
    case(
        federated.rounds_joined,
        "",
        rounds=count(100, 400, 10),
        participating_share=efficiency(0.05, 0.01, 0.001),
    ),
    case(
        intervals.best_interval,
        "s",
        cost=positive("s", 300, 80.4, 1),
        rate=positive("1/s", 1 / 86400, 1e-6, 1e-3),
    ),
    case(
        intervals.loss_share,
        "",
        interval=positive("s", 7200, 300, 60),
        cost=not_negative("s", 300, 80.4, 0),
        rate=not_negative("1/s", 1 / 86400, 1e-6, 0),
        recovery=not_negative("s", 900, 0, 1),
    ),
    case(
        intervals.goodput,
        "",
        interval=positive("s", 7200, 300, 60),
        cost=not_negative("s", 300, 3000, 0),
        rate=not_negative("1/s", 1 / 86400, 1e-6, 0),
        recovery=not_negative("s", 900, 0, 1),
        floor=share(0.05, 0.1, 0.0),
    ),
    case(numerics.binary_entropy, "", share=share(0.01, 0.0, 1.0)),
    case(
        queueing.erlang_b,
        "",
        servers=whole(10, 1, 3),
        offered_load=not_negative("", 5, 0, 4.5),
    ),
    case(
        queueing.erlang_c,
        "",
        servers=whole(10, 1, 3),
        utilisation=not_negative("", 0.8, 0, 1.25),
    ),
    case(
        queueing.wait_quantile_s,
        "s",
        quantile=inner_share(0.99, 0.5, 0.95),
        servers=whole(10, 1, 3),
        utilisation=not_negative("", 0.8, 0.6, 0.3),
        service_s=positive("s", 0.0764, 9e-3, 1),
        arrival_cv2=not_negative("", 1, 0, 2),
        service_cv2=not_negative("", 0, 1, 0.5),
    ),
    case(
        reliability.failure_rate,
        "1/s",
        components=not_negative("", 940.3, 16384, 0),
        mtbf_s=positive("s", 50_000 * 3600, 50_676 * 3600, 1),
    ),
    case(
        reliability.availability_one_spare,
        "",
        unit_availability=share(0.99, 0.0, 1.0),
        units=whole(3, 1, 6),
    ),
    case(
        roofline.ridge,
        "1/B",
        peak_flop_per_s=PEAK,
        memory_bytes_per_s=BANDWIDTH,
    ),
    case(
        roofline.attainable,
        "1/s",
        peak_flop_per_s=PEAK,
        memory_bytes_per_s=BANDWIDTH,
        intensity_flop_per_byte=positive("1/B", 50, 1000, 1),
    ),
    case(
        transformer.parameters,
        "",
        layers=positive("", 96, 32, 1),
        width=positive("", 12288, 4096, 128),
    ),
    case(
        transformer.shape_by_power_rule,
        "",
        "",
        parameters=Input("", (30e9, 7e9, 1e9), 1e5, "more than 200,000"),
    ),
    case(
        transformer.flop_forward,
        "",
        parameters=positive("", 7e9, 30e9, 1e9),
        tokens=not_negative("", 1000, 576, 0),
    ),
    case(
        transformer.flop_training,
        "",
        parameters=positive("", 175e9, 30e9, 1e9),
        tokens=not_negative("", 300e9, 576, 0),
    ),
)
