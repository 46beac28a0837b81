"""Failures and spares, against every combination of units counted."""

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import Llama3Run
from mlsys_core.physics import reliability

HOUR_S = 3600.0
shares = st.floats(min_value=0.0, max_value=1.0)


def counted(availability: float, units: int) -> float:
    """Probability that at most one unit is down, adding up all states."""
    total = 0.0
    for state in itertools.product((True, False), repeat=units):
        down = state.count(False)
        if down <= (1 if units > 1 else 0):
            total += math.prod(availability if up else 1 - availability for up in state)
    return total


def test_three_units_at_ninety_percent_keep_two_up_97_percent_of_the_time() -> None:
    """PHYSICS 2.1."""
    assert reliability.availability_one_spare(0.9, 3) == pytest.approx(0.972)


@pytest.mark.parametrize("units", range(1, 9))
@pytest.mark.parametrize("availability", [0.0, 0.5, 0.99, 1.0])
def test_the_formula_is_the_sum_over_all_states(availability: float, units: int) -> None:
    law = reliability.availability_one_spare(availability, units)
    assert law == pytest.approx(counted(availability, units), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("zones", "uptime_pct"),
    [(1, 98.996), (2, 99.986), (3, 99.9662), (4, 99.9368), (5, 99.898), (6, 99.850)],
)
def test_more_zones_help_once_and_then_hurt(zones: int, uptime_pct: float) -> None:
    """Lab V2-17, check 6: four GPUs a replica, repair half an hour, MTBF 50,000 h."""
    zone_share = reliability.availability_one_spare(0.99, zones)
    repairing = reliability.failure_rate(4, 50_000 * HOUR_S) * 0.5 * HOUR_S
    assert 100 * (zone_share - repairing) == pytest.approx(uptime_pct, rel=1e-5)


def test_with_one_gpu_a_replica_five_zones_still_pass_and_with_sixteen_they_do_not() -> None:
    """Lab V2-17, check 6."""
    five = reliability.availability_one_spare(0.99, 5)
    repair = 0.5 * HOUR_S
    assert five - reliability.failure_rate(1, 50_000 * HOUR_S) * repair == pytest.approx(
        0.99901, rel=1e-5
    )
    assert five - reliability.failure_rate(16, 50_000 * HOUR_S) * repair < 0.999


def test_sixteen_thousand_gpus_fail_every_three_hours() -> None:
    """Llama 3 report 2024: 419 interruptions in 54 days."""
    rate = reliability.failure_rate(Llama3Run.gpus, Llama3Run.gpu_mtbf_h * HOUR_S)
    assert 1 / rate / HOUR_S == pytest.approx(54 * 24 / 419, rel=1e-4)


def test_the_first_of_many_exponential_failures_comes_at_the_summed_rate() -> None:
    draw = random.Random(3)  # noqa: S311
    components, mtbf_s, runs = 50, 1000.0, 4000
    firsts = [min(draw.expovariate(1 / mtbf_s) for _ in range(components)) for _ in range(runs)]
    mean_s = sum(firsts) / runs
    assert 1 / mean_s == pytest.approx(reliability.failure_rate(components, mtbf_s), rel=0.05)


@given(shares, shares, st.integers(1, 12))
def test_better_units_never_make_a_worse_system(one: float, other: float, units: int) -> None:
    worse, better = sorted((one, other))
    low = reliability.availability_one_spare(worse, units)
    assert low <= reliability.availability_one_spare(better, units) + 1e-12
