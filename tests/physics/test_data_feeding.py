"""Feeding an accelerator, against Lab V1-04 and a loader simulated read by read."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import ImageNet, Storage
from mlsys_core.physics import data_feeding
from tests.physics.units import quantity

np = pytest.importorskip("numpy")

ACCESS_S = {"hdd": 10e-3, "ssd": 0.1e-3, "nvme": 0.02e-3, "ram": 0.0}
PEAK = {
    "hdd": Storage.hdd_bytes_per_s,
    "ssd": Storage.sata_ssd_bytes_per_s,
    "nvme": Storage.nvme_gen3_bytes_per_s,
    "ram": Storage.ram_bytes_per_s,
}
CACHE_BYTES = 0.5e12
GPU_IMAGES_PER_S = 2500.0
DECODE_IMAGES_PER_S = 250.0

rates = st.floats(min_value=0.1, max_value=1e6)
shares = st.floats(min_value=0.0, max_value=1.0)


def device_bytes_per_s(storage: str) -> float:
    bandwidth: float = data_feeding.chunked_bandwidth(1e6, ACCESS_S[storage], PEAK[storage])
    return bandwidth


def stages(dataset_tb: float, storage: str, workers: int, gpus: int) -> dict[str, float]:
    """Stage rates of the cloud loader of Lab V1-04, in images/s, in its order of blame."""
    hits = data_feeding.hit_share(CACHE_BYTES, dataset_tb * 1e12)
    read_bytes_per_s = data_feeding.cached_bandwidth(
        hits, device_bytes_per_s(storage), Storage.ram_bytes_per_s
    )
    return {
        "gpu": gpus * GPU_IMAGES_PER_S,
        "storage": read_bytes_per_s / ImageNet.mean_jpeg_bytes,
        "cpu": workers * DECODE_IMAGES_PER_S,
    }


@pytest.mark.parametrize(
    ("storage", "mb_per_s"),
    [("hdd", 60.0), ("ssd", 521.327), ("nvme", 3271.028), ("ram", 50_000.0)],
)
def test_shuffled_reads_slow_a_disk_to_this(storage: str, mb_per_s: float) -> None:
    """Lab V1-04, check 1."""
    assert device_bytes_per_s(storage) == pytest.approx(mb_per_s * 1e6, rel=1e-6)


@pytest.mark.parametrize(
    ("dataset_tb", "storage", "workers", "utilisation_pct", "slowest", "epoch_h"),
    [
        (10, "hdd", 8, 22.965, "storage", 43.984),
        (10, "nvme", 8, 80.0, "cpu", 12.626),
        (10, "nvme", 10, 100.0, "gpu", 10.101),
        (10, "nvme", 4, 40.0, "cpu", 25.253),
        (10, "ssd", 8, 80.0, "cpu", 12.626),
        (10, "hdd", 32, 22.965, "storage", 43.984),
        (10, "hdd", 1, 10.0, "cpu", 101.01),
        (1, "hdd", 8, 43.584, "storage", 2.318),
        (0.5, "hdd", 8, 80.0, "cpu", 0.6313),
        (2, "hdd", 8, 29.08, "storage", 6.947),
        (100, "hdd", 8, 21.9, "storage", 460.7),
    ],
)
def test_the_gpu_is_busy_this_much_and_this_stage_holds_it_up(
    dataset_tb: float,
    storage: str,
    workers: int,
    utilisation_pct: float,
    slowest: str,
    epoch_h: float,
) -> None:
    """Lab V1-04, checks 2 to 6 and errata 5."""
    rates_per_s = stages(dataset_tb, storage, workers, gpus=1)
    rate = data_feeding.slowest_rate(rates_per_s)
    assert data_feeding.slowest_stage(rates_per_s) == slowest
    assert rate / rates_per_s["gpu"] == pytest.approx(utilisation_pct / 100, rel=2e-3)
    images = dataset_tb * 1e12 / ImageNet.mean_jpeg_bytes
    assert images / rate / 3600 == pytest.approx(epoch_h, rel=2e-3)


def test_the_scenario_of_the_purchase_order() -> None:
    """Lab V1-04, check 2: step times for a batch of 64."""
    rates_per_s = stages(10, "hdd", 8, gpus=1)
    gpu_s, read_s, decode_s = (64 / rates_per_s[stage] for stage in ("gpu", "storage", "cpu"))
    assert rates_per_s["storage"] * ImageNet.mean_jpeg_bytes == pytest.approx(63.154e6, rel=1e-5)
    assert rates_per_s["storage"] == pytest.approx(574.126, rel=1e-5)
    assert gpu_s == pytest.approx(25.6e-3)
    assert read_s == pytest.approx(111.474e-3, rel=1e-5)
    assert decode_s == pytest.approx(32.0e-3)
    assert read_s - gpu_s == pytest.approx(85.874e-3, rel=1e-5)
    assert data_feeding.utilisation(gpu_s, read_s, decode_s) == pytest.approx(0.22965, rel=1e-4)


@pytest.mark.parametrize(("gpus", "utilisation_pct"), [(2, 11.5), (4, 5.74)])
def test_more_gpus_on_the_same_disk_are_each_less_busy(gpus: int, utilisation_pct: float) -> None:
    """Lab V1-04, reveal and reflection A."""
    rates_per_s = stages(10, "hdd", 8, gpus)
    assert data_feeding.slowest_rate(rates_per_s) == pytest.approx(574.126, rel=1e-5)
    share = data_feeding.slowest_rate(rates_per_s) / rates_per_s["gpu"]
    assert share == pytest.approx(utilisation_pct / 100, rel=5e-3)


def test_small_random_reads_are_limited_by_the_operations_a_second() -> None:
    """PHYSICS F6, lab V2-04: 50,000 operations/s of 4 KiB on 24 targets give 4.915 GB/s."""
    one = data_feeding.chunked_bandwidth(4096, 1 / 50_000, float("inf"))
    assert 24 * one == pytest.approx(4.915e9, rel=1e-3)


def test_a_cache_without_wait_and_a_device_without_wait_are_endless() -> None:
    assert data_feeding.chunked_bandwidth(1e6, 0.0, float("inf")) == float("inf")
    assert data_feeding.cached_bandwidth(0.0, float("inf"), 50e9) == float("inf")


def test_mixed_bandwidth_is_what_reading_file_by_file_gives() -> None:
    draw = random.Random(4)  # noqa: S311
    files, hits = 20_000, 0.3
    seconds = sum(1e5 / (50e9 if draw.random() < hits else 60e6) for _ in range(files))
    expected = data_feeding.cached_bandwidth(hits, 60e6, 50e9)
    assert files * 1e5 / seconds == pytest.approx(expected, rel=0.02)


def test_an_overlapped_pipeline_simulated_item_by_item_runs_at_its_slowest_stage() -> None:
    times_s = {"read": 0.003, "decode": 0.007, "gpu": 0.005}
    free_at_s = dict.fromkeys(times_s, 0.0)
    for _ in range(2000):
        ready_s = 0.0
        for stage, time_s in times_s.items():
            ready_s = free_at_s[stage] = max(ready_s, free_at_s[stage]) + time_s
    rates_per_s = {stage: 1 / time_s for stage, time_s in times_s.items()}
    expected = data_feeding.slowest_rate(rates_per_s)
    assert 2000 / free_at_s["gpu"] == pytest.approx(expected, rel=2e-3)
    busy = data_feeding.utilisation(times_s["gpu"], times_s["read"], times_s["decode"])
    assert 2000 * times_s["gpu"] / free_at_s["gpu"] == pytest.approx(busy, rel=2e-3)


def test_of_equally_slow_stages_the_first_named_is_blamed_even_after_rounding() -> None:
    assert data_feeding.slowest_stage({"gpu": 0.3, "read": 0.1 + 0.2}) == "gpu"
    assert data_feeding.slowest_stage({"gpu": 0.1 + 0.2, "read": 0.3}) == "gpu"


def test_the_slowest_stage_of_a_grid_is_named_cell_by_cell() -> None:
    named = data_feeding.slowest_stage(
        {"gpu": 2500.0, "read": np.array([574.0, 9000.0, 9000.0]), "cpu": np.array([1e3, 1e3, 4e3])}
    )
    assert named.tolist() == ["read", "cpu", "gpu"]


def test_stages_of_different_units_are_refused() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        data_feeding.slowest_stage({"gpu": quantity(1, "1/s"), "read": quantity(1, "B/s")})


@given(shares, shares)
def test_more_cache_hits_never_slow_a_read_from_a_slower_disk(one: float, other: float) -> None:
    few, many = sorted((one, other))
    slower = data_feeding.cached_bandwidth(few, 60e6, 50e9)
    assert slower <= data_feeding.cached_bandwidth(many, 60e6, 50e9) * (1 + 1e-12)


@given(rates, rates, rates)
def test_a_gpu_is_never_busier_than_all_of_the_time(gpu: float, read: float, cpu: float) -> None:
    busy = data_feeding.utilisation(1 / gpu, 1 / read, 1 / cpu)
    rate = data_feeding.slowest_rate({"gpu": gpu, "read": read, "cpu": cpu})
    assert 0 < busy <= 1
    assert busy == pytest.approx(rate / gpu, rel=1e-9)


def test_a_cache_larger_than_the_dataset_answers_everything_and_not_more() -> None:
    assert data_feeding.hit_share(CACHE_BYTES, 0.1e12) == 1.0
    assert data_feeding.hit_share(CACHE_BYTES, 10e12) == 0.05
