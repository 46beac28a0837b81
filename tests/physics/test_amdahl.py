"""Speedup of parallel jobs, against published figures, inverses and a run counted step by step."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import amdahl

shares = st.floats(min_value=0.0, max_value=1.0)
inner_shares = st.floats(min_value=0.001, max_value=0.999)
processors = st.integers(min_value=1, max_value=100_000)


def test_a_thousand_processors_speed_a_nearly_parallel_job_up_two_hundred_times() -> None:
    """The contrast of Gustafson 1988: serial share 0.4 %, 1,024 processors."""
    assert amdahl.speedup(0.004, 1024) == pytest.approx(201.1, rel=1e-3)
    assert amdahl.gustafson(0.004, 1024) == pytest.approx(1019.9, rel=1e-4)


@pytest.mark.parametrize(
    ("serial", "count", "speedup", "hours"),
    [
        (0.15, 64, 6.1244, 16.328),
        (0.25, 64, 3.8209, 26.172),
        (0.02, 64, 28.3186, 3.531),
        (0.15, 128, 6.384, 15.66),
        (0.15, 1024, 6.63, 15.08),
    ],
)
def test_hundred_hours_on_one_gpu_become_these_on_many(
    serial: float, count: int, speedup: float, hours: float
) -> None:
    """Lab V1-12, checks 1, 4, 5 and errata 1."""
    assert amdahl.speedup(serial, count) == pytest.approx(speedup, rel=1e-3)
    assert 100 / amdahl.speedup(serial, count) == pytest.approx(hours, rel=1e-3)


def test_sixty_four_gpus_reach_92_percent_of_the_ceiling_for_ten_times_the_gpu_hours() -> None:
    """Lab V1-12, check 1."""
    speedup = amdahl.speedup(0.15, 64)
    assert amdahl.ceiling(0.15) == pytest.approx(6.6667, rel=1e-5)
    assert speedup * 0.15 == pytest.approx(0.9187, rel=1e-4)
    assert speedup / 64 == pytest.approx(0.09569, rel=1e-4)
    assert 64 * 100 / speedup == pytest.approx(1045, rel=1e-3)


def test_ninety_percent_efficiency_costs_little_and_one_gpu_is_never_slower_than_itself() -> None:
    """Lab V1-12, checks 2, 3 and 5."""
    assert amdahl.effective_processors(64, 0.9) == pytest.approx(57.7)
    assert amdahl.speedup(0.15, 57.7) == pytest.approx(6.0705, rel=1e-4)
    assert amdahl.speedup(0.0, 57.7) == pytest.approx(57.7)
    for efficiency in (0.7, 0.9):
        assert amdahl.speedup(0.15, amdahl.effective_processors(1, efficiency)) == 1.0


def test_what_the_reveal_and_the_mathpeek_quote() -> None:
    """Lab V1-12, check 6 and option D."""
    assert amdahl.gustafson(0.15, 64) == pytest.approx(54.55)
    assert amdahl.serial_for(57.6, 64) == pytest.approx(0.0017637, rel=1e-4)
    assert amdahl.serial_for(2, 64) == pytest.approx(0.492, rel=1e-3)
    assert amdahl.share_from_gain(1.3, 3) == pytest.approx(0.34615, rel=1e-4)
    assert amdahl.processors_to_reach(0.15, 0.9) == 51
    assert amdahl.processors_to_reach(0.25, 0.9) == 27
    assert amdahl.processors_to_reach(0.2, 0.9) == 36
    half_precision_share = 0.15 / (0.15 + 0.85 / 2)
    gain = 1 / (0.15 + 0.85 / 2) * amdahl.speedup(half_precision_share, 64)
    assert half_precision_share == pytest.approx(0.26087, rel=1e-4)
    assert gain == pytest.approx(6.3840, rel=1e-4)


def test_the_law_is_what_counting_equal_steps_of_work_gives() -> None:
    serial_steps, parallel_steps, count = 30, 70, 7
    rounds = math.ceil(parallel_steps / count)
    assert (serial_steps + parallel_steps) / (serial_steps + rounds) == pytest.approx(
        amdahl.speedup(0.3, count)
    )


def test_without_a_serial_share_nothing_limits_a_job() -> None:
    assert amdahl.ceiling(0.0) == math.inf
    assert amdahl.speedup(0.0, 64) == 64
    assert amdahl.processors_to_reach(0.0, 0.9) == math.inf


def test_an_entirely_serial_job_gains_nothing() -> None:
    assert amdahl.speedup(1.0, 1000) == 1.0
    assert amdahl.processors_to_reach(1.0, 0.9) == 1.0


@pytest.mark.parametrize("percent", range(51))
def test_one_processor_gives_exactly_one_at_every_position_of_the_slider(percent: int) -> None:
    assert amdahl.speedup(percent / 100, 1) == 1.0


@given(shares, processors, processors)
def test_more_processors_never_slow_an_ideal_job(serial: float, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert amdahl.speedup(serial, fewer) <= amdahl.speedup(serial, more) * (1 + 1e-12)


@given(shares, shares, processors)
def test_a_smaller_serial_share_never_slows_a_job(one: float, other: float, count: int) -> None:
    less, more = sorted((one, other))
    assert amdahl.speedup(less, count) >= amdahl.speedup(more, count) * (1 - 1e-12)


@given(shares, processors)
def test_no_job_beats_its_ceiling_nor_its_processors(serial: float, count: int) -> None:
    speedup = amdahl.speedup(serial, count)
    assert speedup <= amdahl.ceiling(serial) * (1 + 1e-12)
    assert 1 - 1e-12 <= speedup <= count * (1 + 1e-12)


@given(inner_shares, st.integers(min_value=2, max_value=10_000))
def test_the_serial_share_is_recovered_from_the_speedup(serial: float, count: int) -> None:
    speedup = amdahl.speedup(serial, count)
    assert amdahl.serial_for(max(1.0, speedup), count) == pytest.approx(serial, rel=1e-6)


@given(inner_shares, st.floats(min_value=1.1, max_value=1000))
def test_the_improved_share_is_recovered_from_the_gain(share: float, factor: float) -> None:
    whole = amdahl.speedup(1 - share, factor)
    assert amdahl.share_from_gain(max(1.0, whole), factor) == pytest.approx(share, rel=1e-6)


@given(inner_shares, inner_shares)
def test_the_knee_is_the_first_whole_number_past_the_share(serial: float, goal: float) -> None:
    knee = amdahl.processors_to_reach(serial, goal)
    assert amdahl.speedup(serial, knee) >= goal * amdahl.ceiling(serial) * (1 - 1e-6)
    if knee > 1:
        one_less = amdahl.speedup(serial, knee - 1)
        assert one_less < goal * amdahl.ceiling(serial) * (1 + 1e-6)


@given(inner_shares, st.integers(min_value=2, max_value=1000))
def test_gustafson_is_amdahl_with_the_serial_share_seen_from_the_parallel_run(
    serial: float, count: int
) -> None:
    one_processor_time = serial + (1 - serial) * count
    seen_from_one = serial / one_processor_time
    assert amdahl.gustafson(serial, count) == pytest.approx(amdahl.speedup(seen_from_one, count))
