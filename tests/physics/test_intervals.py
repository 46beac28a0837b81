"""Checkpoint intervals, against numerical minimisation and a job that fails at random."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import intervals
from tests.physics.units import quantity

np = pytest.importorskip("numpy")

costs = st.floats(min_value=1e-3, max_value=100)
rates = st.floats(min_value=1e-7, max_value=1e-3)


def test_five_minutes_and_one_failure_a_day_ask_for_two_hours() -> None:
    """PHYSICS 2.1, after Young 1974: in minutes, 120, at a loss of 8.333 %."""
    assert intervals.best_interval(5, 1 / 1440) == pytest.approx(120)
    assert intervals.loss_share(120, 5, 1 / 1440) == pytest.approx(0.08333, rel=1e-4)
    assert intervals.goodput(120, 5, 1 / 1440) == pytest.approx(1 - 0.08333, rel=1e-4)


def test_a_terabyte_every_eight_hours() -> None:
    """PHYSICS C6, preset `small` of lab V2-07: 20 s a checkpoint, T* 17.68 min, goodput 96.13 %."""
    rate = 1024 / (8000 * 3600)
    assert intervals.best_interval(20, rate) / 60 == pytest.approx(17.68, rel=1e-3)
    best = intervals.best_interval(20, rate)
    assert intervals.goodput(best, 20, rate, recovery=20) == pytest.approx(0.9613, rel=5e-4)


@given(costs, rates)
def test_no_interval_on_a_fine_grid_loses_less_than_the_best_one(cost: float, rate: float) -> None:
    best = intervals.best_interval(cost, rate)
    grid = best * np.geomspace(0.01, 100, 4001)
    losses = intervals.loss_share(grid, cost, rate)
    lowest = intervals.loss_share(best, cost, rate)
    assert losses.min() >= lowest * (1 - 1e-12)
    assert grid[losses.argmin()] == pytest.approx(best, rel=3e-3)


@given(costs, rates)
def test_at_the_best_interval_both_losses_are_equal(cost: float, rate: float) -> None:
    best = intervals.best_interval(cost, rate)
    assert cost / best == pytest.approx(rate * best / 2, rel=1e-9)
    assert intervals.loss_share(best, cost, rate) == pytest.approx(math.sqrt(2 * cost * rate))


def test_a_job_that_fails_at_random_loses_the_share_the_law_says() -> None:
    draw = random.Random(7)  # noqa: S311
    interval, cost, rate, recovery = 100.0, 4.0, 1 / 2000, 10.0
    wanted, done, clock = 400_000.0, 0.0, 0.0
    next_failure = draw.expovariate(rate)
    while done < wanted:
        finish = clock + interval
        if next_failure < finish:  # the work since the last checkpoint is gone
            clock = next_failure + recovery
            next_failure = clock + draw.expovariate(rate)
        else:
            clock = finish
            done += interval - cost
    law = intervals.goodput(interval, cost, rate, recovery)
    assert done / clock == pytest.approx(law, rel=0.01)


def test_goodput_stops_at_its_floor() -> None:
    assert intervals.goodput(1.0, 5.0, 0.1, floor=0.05) == 0.05


def test_retraining_follows_the_same_root() -> None:
    """PHYSICS F12: cost in k$, loss in k$ a day and day; days come out."""
    days = intervals.best_interval(8.0, 0.65)
    assert intervals.loss_share(days, 8.0, 0.65) == pytest.approx(math.sqrt(2 * 8.0 * 0.65))


@given(costs, costs, rates)
def test_dearer_checkpoints_are_written_less_often(one: float, other: float, rate: float) -> None:
    cheap, dear = sorted((one, other))
    assert intervals.best_interval(cheap, rate) <= intervals.best_interval(dear, rate)


def test_a_recovery_in_bytes_is_refused() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        intervals.loss_share(
            quantity(1, "h"), quantity(1, "s"), quantity(1, "1/h"), quantity(1, "B")
        )
