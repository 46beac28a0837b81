"""Net speedup and the logarithmic learning curve, against closed forms."""

import math

import pytest

from mlsys_core.physics import amdahl, data_selection


def test_a_tenth_of_the_run_spent_on_scoring_takes_a_sixth_of_a_doubling() -> None:
    assert data_selection.net_speedup(2, 100, 10) == pytest.approx(1 / 0.6)


def test_free_scoring_leaves_the_gross_speedup_whole() -> None:
    assert data_selection.net_speedup(2.6, 100, 0) == pytest.approx(2.6)


def test_scoring_is_a_serial_share_in_the_sense_of_amdahl() -> None:
    share = 10 / 110  # of a run that scores first and then trains for 100
    faster = data_selection.net_speedup(3, 100, 10)
    assert 1.1 * faster == pytest.approx(amdahl.speedup(share, 3))


def test_a_factor_of_e_in_labels_is_worth_one_gain() -> None:
    assert data_selection.accuracy(3 * (math.e - 1), floor=10, gain=2, scale=3) == pytest.approx(12)


@pytest.mark.parametrize("labels", [0.0, 0.3, 18.5, 50.0])
def test_labels_for_an_accuracy_are_those_that_reach_it(labels: float) -> None:
    reached = data_selection.accuracy(labels, floor=64.5, gain=5, scale=1)
    needed = data_selection.labels_for(reached, floor=64.5, gain=5, scale=1)
    assert needed == pytest.approx(labels, abs=1e-12)


def test_the_margin_is_the_slope_of_the_curve() -> None:
    def curve(labels: float) -> float:
        return float(data_selection.accuracy(labels, floor=57, gain=7.8, scale=1.5))

    slope = (curve(10 + 1e-5) - curve(10 - 1e-5)) / 2e-5
    assert data_selection.marginal_accuracy(10, gain=7.8, scale=1.5) == pytest.approx(slope)
