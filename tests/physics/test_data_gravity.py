"""Moving data or computers, against Lab V1-04 and Gray's break-even."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import Aws, Ethernet
from mlsys_core.physics import data_gravity
from tests.physics.units import quantity

HOUR_S = 3600.0
HERE = Aws.p4d_usd_per_gpu_h / HOUR_S
THERE = 2.50 / HOUR_S
TARIFF = Aws.inter_region_usd_per_gb / 1e9
JOB = {"run_s": 6 * HOUR_S, "gpus": 8, "source_usd_per_gpu_s": HERE}
JOB |= {"destination_usd_per_gpu_s": THERE, "egress_usd_per_byte": TARIFF}

money = st.floats(min_value=1e-6, max_value=10.0)
sizes = st.floats(min_value=1e9, max_value=1e15)


def test_a_terabyte_takes_800_seconds_at_ten_gigabit() -> None:
    assert data_gravity.transfer_s(1e12, Ethernet.gigabit_10_bytes_per_s) == 800


@pytest.mark.parametrize(
    ("link_bytes_per_s", "share", "minutes"),
    [
        (Ethernet.gigabit_100_bytes_per_s, 1.0, 66.67),
        (Ethernet.gigabit_10_bytes_per_s, 1.0, 666.7),
        (Ethernet.gigabit_100_bytes_per_s, 0.1, 666.7),
        (Ethernet.gigabit_1_bytes_per_s, 1.0, 6667.0),
        (100e9, 1.0, 8.333),
    ],
)
def test_fifty_terabytes_take_this_long(
    link_bytes_per_s: float, share: float, minutes: float
) -> None:
    """Lab V1-04, options A to D of Act II; the last reads gigabits as gigabytes."""
    assert data_gravity.transfer_s(50e12, link_bytes_per_s, share) / 60 == pytest.approx(
        minutes, rel=1e-4
    )


def test_fifty_terabytes_travel_in_time_but_cost_more_than_they_save() -> None:
    """Lab V1-04, check 7."""
    egress = data_gravity.egress_usd(50e12, TARIFF)
    stay = data_gravity.compute_usd(1, JOB["run_s"], 8, HERE)
    dearer = data_gravity.move_minus_stay_usd(dataset_bytes=50e12, runs=1, **JOB)
    assert egress == pytest.approx(1000)
    assert stay == pytest.approx(196.80)
    assert egress + data_gravity.compute_usd(1, JOB["run_s"], 8, THERE) == pytest.approx(1120)
    assert dearer == pytest.approx(923.20)
    break_even = data_gravity.cost_break_even_bytes(runs=1, **JOB)
    assert break_even == pytest.approx(3840e9)
    assert data_gravity.break_even_runs(dataset_bytes=50e12, **JOB) == pytest.approx(
        13.0208, rel=1e-5
    )
    in_time = data_gravity.time_break_even_bytes(JOB["run_s"], Ethernet.gigabit_100_bytes_per_s)
    assert in_time == pytest.approx(270_000e9)
    assert 4000 / JOB["run_s"] == pytest.approx(0.1852, rel=1e-3)


@pytest.mark.parametrize(
    ("dataset_tb", "runs", "dearer_usd"),
    [(50, 13, 1.60), (50, 14, -75.20), (2, 1, -36.80), (5, 1, 23.20)],
)
def test_reuse_and_size_turn_the_verdict(dataset_tb: float, runs: int, dearer_usd: float) -> None:
    """Lab V1-04, check 8."""
    dearer = data_gravity.move_minus_stay_usd(dataset_bytes=dataset_tb * 1e12, runs=runs, **JOB)
    assert dearer == pytest.approx(dearer_usd, rel=1e-9)


@pytest.mark.parametrize(
    ("dataset_tb", "link_bytes_per_s", "budget_h", "hours", "used"),
    [
        (500, Ethernet.gigabit_100_bytes_per_s, 12, 11.111, 0.9259),
        (200, Ethernet.gigabit_100_bytes_per_s, 6, 4.444, 0.7407),
        (50, Ethernet.gigabit_1_bytes_per_s, 6, 111.111, 18.519),
        (2, Ethernet.gigabit_1_bytes_per_s, 6, 4.444, 0.7407),
    ],
)
def test_large_data_and_thin_links_miss_the_budget(
    dataset_tb: float, link_bytes_per_s: float, budget_h: float, hours: float, used: float
) -> None:
    """Lab V1-04, checks 9 and 10."""
    transfer_h = data_gravity.transfer_s(dataset_tb * 1e12, link_bytes_per_s) / HOUR_S
    assert transfer_h == pytest.approx(hours, rel=1e-3)
    assert transfer_h / budget_h == pytest.approx(used, rel=1e-3)


def test_owned_computers_never_repay_a_metered_copy() -> None:
    """Lab V1-04, check 12: no price difference."""
    owned = JOB | {"source_usd_per_gpu_s": 0.0, "destination_usd_per_gpu_s": 0.0}
    assert data_gravity.move_minus_stay_usd(dataset_bytes=50e12, runs=1, **owned) == pytest.approx(
        1000
    )
    assert data_gravity.cost_break_even_bytes(runs=1, **owned) == 0
    assert data_gravity.break_even_runs(dataset_bytes=50e12, **owned) == math.inf


def test_a_free_copy_has_no_size_at_which_it_stops_paying() -> None:
    free = JOB | {"egress_usd_per_byte": 0.0}
    assert data_gravity.cost_break_even_bytes(runs=1, **free) == math.inf
    assert data_gravity.break_even_runs(dataset_bytes=50e12, **free) == 0


def test_dearer_computers_over_there_never_repay_a_copy() -> None:
    dearer = JOB | {"destination_usd_per_gpu_s": 2 * HERE}
    assert data_gravity.cost_break_even_bytes(runs=1, **dearer) == 0
    assert data_gravity.break_even_runs(dataset_bytes=50e12, **dearer) == math.inf


def test_a_month_of_storage_doubles_the_runs_a_copy_needs() -> None:
    """Lab V1-04, check 12: 50 TB for a month cost 1,150 $, so it pays from 28 runs."""
    kept = data_gravity.egress_usd(50e12, Aws.storage_usd_per_gb_month / 1e9)
    saved_a_run = 6 * 8 * (4.10 - 2.50)
    assert kept == pytest.approx(1150)
    assert math.ceil((1000 + kept) / saved_a_run) == 28


@given(sizes, st.integers(1, 60), money, money, st.floats(1e-12, 1e-9))
def test_at_either_break_even_moving_costs_as_much_as_staying(
    dataset_bytes: float, runs: int, one_price: float, other_price: float, tariff: float
) -> None:
    there, here = sorted((one_price, other_price))
    job = {"run_s": 3600.0, "gpus": 8, "egress_usd_per_byte": tariff}
    job |= {"source_usd_per_gpu_s": here, "destination_usd_per_gpu_s": there}
    size = data_gravity.cost_break_even_bytes(runs=runs, **job)
    scale = 1 + tariff * size
    at_size = data_gravity.move_minus_stay_usd(dataset_bytes=size, runs=runs, **job)
    assert abs(at_size) <= 1e-9 * scale
    needed = data_gravity.break_even_runs(dataset_bytes=dataset_bytes, **job)
    if math.isfinite(needed):
        at_runs = data_gravity.move_minus_stay_usd(dataset_bytes=dataset_bytes, runs=needed, **job)
        assert abs(at_runs) <= 1e-6 * (1 + tariff * dataset_bytes)


def test_money_and_bytes_are_not_added() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        data_gravity.move_minus_stay_usd(
            dataset_bytes=quantity(1, "GB"),
            egress_usd_per_byte=quantity(1, ""),
            runs=1,
            run_s=quantity(1, "h"),
            gpus=8,
            source_usd_per_gpu_s=quantity(1, "USD/s"),
            destination_usd_per_gpu_s=quantity(1, "USD/s"),
        )


@given(sizes, st.floats(min_value=0.1, max_value=1.0))
def test_the_largest_dataset_in_time_takes_exactly_its_time(budget_s: float, share: float) -> None:
    largest = data_gravity.time_break_even_bytes(budget_s, 12.5e9, share)
    assert data_gravity.transfer_s(largest, 12.5e9, share) == pytest.approx(budget_s)
