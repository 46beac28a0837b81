"""Privacy accounting, against published figures and an exact account of the Gaussian mechanism."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import differential_privacy as dp
from tests.physics.units import quantity

epsilons = st.floats(min_value=0.01, max_value=20)
deltas = st.floats(min_value=1e-12, max_value=0.1)


def exact_delta(epsilon: float, sigma: float) -> float:
    """Delta of one Gaussian release, Balle and Wang 2018, theorem 8."""
    below = NormalDist().cdf
    return below(0.5 / sigma - epsilon * sigma) - math.exp(epsilon) * below(
        -0.5 / sigma - epsilon * sigma
    )


def exact_sigma(epsilon: float, delta: float) -> float:
    low, high = 1e-3, 1e3
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if exact_delta(epsilon, middle) > delta else (low, middle)
    return high


def test_the_classic_mechanism_needs_this_noise() -> None:
    """Dwork and Roth 2014, theorem A.1, at epsilon 1 and delta 1e-5; Lab V2-11, MathPeek."""
    assert dp.gaussian_sigma(1, 1e-5) == pytest.approx(4.8448, rel=1e-5)


@pytest.mark.parametrize("epsilon", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("delta", [1e-5, 1e-9])
def test_the_classic_noise_is_enough_and_not_wildly_too_much(epsilon: float, delta: float) -> None:
    classic, exact = dp.gaussian_sigma(epsilon, delta), exact_sigma(epsilon, delta)
    assert exact <= classic <= 1.6 * exact


def test_beyond_epsilon_one_the_classic_formula_would_break_its_promise() -> None:
    """Lab V2-11, errata 18: at epsilon 10 it gives 0.484, the exact answer is 0.500."""
    formula = dp.gaussian_sigma(1, 1e-5) / 10
    assert formula == pytest.approx(0.484, rel=1e-3)
    assert exact_sigma(10, 1e-5) == pytest.approx(0.500, rel=1e-3)
    assert exact_delta(10, formula) == pytest.approx(2.3e-5, rel=0.02)


@pytest.mark.parametrize(
    ("epsilon", "rho", "noise"),
    [(1, 0.0117812, 6.51465), (2, 0.0460580, 3.29483), (10, 0.981240, 0.713834)],
)
def test_a_billionth_of_risk_leaves_this_budget_and_needs_this_noise(
    epsilon: float, rho: float, noise: float
) -> None:
    """Lab V2-11, check 5."""
    assert dp.zcdp_rho(epsilon, 1e-9) == pytest.approx(rho, rel=1e-5)
    assert dp.noise_multiplier(dp.zcdp_rho(epsilon, 1e-9)) == pytest.approx(noise, rel=1e-5)


def test_the_budget_at_a_hundred_thousandth_of_risk() -> None:
    """Closed form of Bun and Steinke 2016, proposition 1.3."""
    assert dp.zcdp_rho(1, 1e-5) == pytest.approx(0.020820, rel=1e-4)


@given(epsilons, deltas)
def test_a_budget_spent_whole_gives_back_its_promise(epsilon: float, delta: float) -> None:
    """Bun and Steinke 2016, proposition 1.3, read forwards: epsilon = rho + 2 sqrt(rho L)."""
    rho = dp.zcdp_rho(epsilon, delta)
    assert rho + 2 * math.sqrt(rho * math.log(1 / delta)) == pytest.approx(epsilon, rel=1e-6)


@given(epsilons, deltas)
def test_the_noise_of_a_budget_is_never_less_than_the_exact_account_asks(
    epsilon: float, delta: float
) -> None:
    noise = dp.noise_multiplier(dp.zcdp_rho(epsilon, delta))
    assert exact_delta(epsilon, noise) <= delta * (1 + 1e-9)


def test_the_budget_is_an_upper_bound_of_the_exact_noise() -> None:
    """Lab V2-11, check 10: exact 5.495 against 6.515."""
    assert exact_sigma(1, 1e-9) == pytest.approx(5.495, rel=1e-3)
    assert dp.noise_multiplier(dp.zcdp_rho(1, 1e-9)) == pytest.approx(6.515, rel=1e-4)


def test_four_rounds_need_twice_the_noise() -> None:
    assert dp.noise_multiplier(0.0117812, 4) == pytest.approx(2 * dp.noise_multiplier(0.0117812))


def test_a_million_phones_average_the_noise_down_to_this() -> None:
    """Lab V2-11, check 6, and the calibration 7 points = KAPPA s."""
    noise = dp.noise_multiplier(dp.zcdp_rho(1, 1e-9))
    drowned = dp.noise_to_clip(noise, 1e8, 1e6)
    assert drowned == pytest.approx(0.0651465, rel=1e-5)
    assert 7 / drowned == pytest.approx(107.450161, rel=1e-8)


def test_five_percent_of_phones_in_five_rounds_each_win_by_the_root_of_five() -> None:
    """Lab V2-11, reveal of Act II."""
    rho = dp.zcdp_rho(1, 1e-9)
    one_percent = dp.noise_to_clip(dp.noise_multiplier(rho, 1), 1e8, 1e6)
    five_percent = dp.noise_to_clip(dp.noise_multiplier(rho, 5), 1e8, 5e6)
    assert one_percent / five_percent == pytest.approx(math.sqrt(5))


def test_promises_add_up() -> None:
    assert dp.composed_epsilon_basic(0.1, 100) == pytest.approx(10)


@pytest.mark.parametrize(
    ("epsilon", "releases", "slack", "total"),
    [(0.1, 100, 1e-6, 6.308), (0.1, 1000, 1e-5, 25.6914), (1, 100, 1e-5, 219.8134)],
)
def test_the_advanced_rule_gives_these_totals(
    epsilon: float, releases: int, slack: float, total: float
) -> None:
    """Lab V2-11, check 8; the first is PHYSICS' closed form of Dwork et al. 2010."""
    assert dp.composed_epsilon_advanced(epsilon, releases, slack) == pytest.approx(total, rel=1e-4)


def test_a_thousand_small_promises_are_worth_more_than_a_hundred_large_ones() -> None:
    """Lab V2-11, errata 3: 100 against 100 by adding, 25.7 against 219.8 by the advanced rule."""
    assert dp.composed_epsilon_basic(0.1, 1000) == dp.composed_epsilon_basic(1, 100)
    small = min(dp.composed_epsilon_basic(0.1, 1000), dp.composed_epsilon_advanced(0.1, 1000, 1e-5))
    large = min(dp.composed_epsilon_basic(1, 100), dp.composed_epsilon_advanced(1, 100, 1e-5))
    assert large / small == pytest.approx(3.89, rel=1e-2)


def test_adding_up_can_never_beat_the_exact_account_of_many_gaussian_releases() -> None:
    """Rounds of one Gaussian each are one Gaussian of the summed signal: exact, so a check on k."""
    rounds, epsilon, delta = 25, 1.0, 1e-6
    noise = dp.noise_multiplier(dp.zcdp_rho(epsilon, delta), rounds)
    assert exact_delta(epsilon, noise / math.sqrt(rounds)) <= delta


@given(epsilons, epsilons, deltas)
def test_a_weaker_promise_never_needs_more_noise(one: float, other: float, delta: float) -> None:
    strong, weak = sorted((one, other))
    less = dp.noise_multiplier(dp.zcdp_rho(weak, delta))
    assert less <= dp.noise_multiplier(dp.zcdp_rho(strong, delta)) * (1 + 1e-9)


def test_an_epsilon_measured_in_seconds_is_refused() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        dp.zcdp_rho(quantity(1, "s"), 1e-5)
