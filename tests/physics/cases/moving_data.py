"""Rows of the laws that move and crunch bytes."""

from dataclasses import replace

from mlsys_core.physics import (
    collectives,
    data_feeding,
    data_gravity,
    decoding,
    roofline,
    transformer,
)
from tests.physics.cases.vocabulary import (
    Input,
    case,
    count,
    efficiency,
    not_negative,
    positive,
    share,
)

PEAK = positive("1/s", 989e12, 15e12, 312e12)
BANDWIDTH = positive("B/s", 3350e9, 102e9, 2039e9)
PRICE_HERE = not_negative("USD/s", 4.1 / 3600, 0.0, 2.5 / 3600)
PRICE_THERE = not_negative("USD/s", 2.5 / 3600, 0.0, 3.5 / 3600)
TARIFF = not_negative("USD/B", 0.02e-9, 0.08e-9, 0.0)

CASES = (
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
