"""Waiting, against Erlang's tables, direct sums and queues simulated customer by customer."""

import heapq
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import queueing
from tests.physics.units import quantity

np = pytest.importorskip("numpy")

servers = st.integers(1, 30)
loads = st.floats(min_value=0.0, max_value=0.98)


def blocked_by_direct_sum(count: int, load: float) -> float:
    terms = [load**k / math.factorial(k) for k in range(count + 1)]
    return terms[-1] / sum(terms)


def waiting_by_direct_sum(count: int, rho: float) -> float:
    load = count * rho
    last = load**count / math.factorial(count) / (1 - rho)
    return last / (sum(load**k / math.factorial(k) for k in range(count)) + last)


def simulated_waits(count: int, rho: float, service: str, customers: int) -> list[float]:
    """Waits of a queue with Poisson arrivals, mean service 1 and first come first served."""
    draw = random.Random(17)  # noqa: S311
    free_at = [0.0] * count
    now, waits = 0.0, []
    for _ in range(customers):
        now += draw.expovariate(count * rho)
        start = max(now, heapq.heappop(free_at))
        busy = draw.expovariate(1.0) if service == "exponential" else 1.0
        heapq.heappush(free_at, start + busy)
        waits.append(start - now)
    return sorted(waits)


@pytest.mark.parametrize(
    ("count", "load", "blocked"), [(10, 5, 0.018385), (2, 2, 0.4), (1, 1, 0.5)]
)
def test_ten_lines_at_five_erlang_turn_one_call_in_54_away(
    count: int, load: float, blocked: float
) -> None:
    """Erlang's tables."""
    assert queueing.erlang_b(count, load) == pytest.approx(blocked, rel=1e-4)


@pytest.mark.parametrize(("count", "load", "waiting"), [(2, 1, 1 / 3), (10, 8, 0.40918)])
def test_this_share_of_calls_has_to_wait(count: int, load: float, waiting: float) -> None:
    """Erlang's tables."""
    assert queueing.erlang_c(count, load / count) == pytest.approx(waiting, rel=1e-4)


@given(servers, loads)
def test_the_recursion_agrees_with_the_direct_sum(count: int, rho: float) -> None:
    assert queueing.erlang_b(count, count * rho) == pytest.approx(
        blocked_by_direct_sum(count, count * rho), rel=1e-9
    )
    assert queueing.erlang_c(count, rho) == pytest.approx(
        waiting_by_direct_sum(count, rho), rel=1e-9
    )


def test_one_grid_may_hold_different_numbers_of_servers() -> None:
    counts, rhos = np.array([1, 2, 10, 3]), np.array([0.6, 0.5, 0.8, 1.2])
    alone = [queueing.erlang_c(int(c), float(r)) for c, r in zip(counts, rhos, strict=True)]
    assert queueing.erlang_c(counts, rhos).tolist() == pytest.approx(alone, rel=1e-12)


def test_the_99th_percentile_of_ten_servers_at_eighty_percent() -> None:
    """PHYSICS 2.1: 1.8558 service times."""
    wait = queueing.wait_quantile_s(quantile=0.99, servers=10, utilisation=0.8, service_s=1.0)
    assert wait == pytest.approx(1.8558, rel=1e-4)


@pytest.mark.parametrize("rho", [0.30, 0.5, 0.65, 0.9])
def test_one_steady_server_has_the_heavy_traffic_tail_of_lab_v2_17(rho: float) -> None:
    """PHYSICS F3: s ln(100 rho) / (2 (1 - rho))."""
    wait = queueing.wait_quantile_s(
        quantile=0.99, servers=1, utilisation=rho, service_s=0.0764, arrival_cv2=1, service_cv2=0
    )
    assert wait == pytest.approx(0.0764 * math.log(100 * rho) / (2 * (1 - rho)), rel=1e-12)


@pytest.mark.parametrize(("count", "rho"), [(1, 0.7), (3, 0.8)])
def test_a_simulated_queue_waits_as_long_as_the_exact_law_says(count: int, rho: float) -> None:
    waits = simulated_waits(count, rho, "exponential", customers=150_000)
    assert sum(wait > 0 for wait in waits) / len(waits) == pytest.approx(
        queueing.erlang_c(count, rho), rel=0.02
    )
    law = queueing.wait_quantile_s(quantile=0.95, servers=count, utilisation=rho, service_s=1.0)
    assert waits[int(0.95 * len(waits))] == pytest.approx(law, rel=0.05)


def test_the_tail_for_constant_service_is_a_little_conservative() -> None:
    """Lab V2-17, physics 2: at 60 % the law says 6.12 t in the system, a simulation about 5.5 t."""
    wait = queueing.wait_quantile_s(
        quantile=0.99, servers=1, utilisation=0.6, service_s=1.0, service_cv2=0.0
    )
    waits = simulated_waits(1, 0.6, "constant", customers=150_000)
    simulated = 1 + waits[int(0.99 * len(waits))]
    assert 1 + wait == pytest.approx(6.12, rel=1e-3)
    assert simulated == pytest.approx(5.54, rel=0.04)


def test_a_server_that_cannot_keep_up_makes_everyone_wait_without_end() -> None:
    assert queueing.erlang_c(4, 1.0) == 1.0
    assert queueing.erlang_c(4, 1.5) == 1.0
    for rho in (1.0, 1.5):
        endless = queueing.wait_quantile_s(quantile=0.5, servers=4, utilisation=rho, service_s=1.0)
        assert endless == math.inf


def test_a_grid_that_crosses_saturation_is_endless_beyond_it() -> None:
    waits = queueing.wait_quantile_s(
        quantile=0.99, servers=1, utilisation=np.array([0.5, 1.0, 2.0]), service_s=1.0
    )
    assert np.isfinite(waits).tolist() == [True, False, False]


def test_nobody_waits_where_more_than_the_quantile_is_served_at_once() -> None:
    wait = queueing.wait_quantile_s(quantile=0.9, servers=20, utilisation=0.3, service_s=1.0)
    assert wait == 0.0
    assert queueing.wait_quantile_s(quantile=0.9, servers=1, utilisation=0, service_s=1.0) == 0.0


@given(servers, loads, loads)
def test_busier_servers_never_shorten_the_wait(count: int, one: float, other: float) -> None:
    quiet, busy = sorted((one, other))
    shorter, longer = (
        queueing.wait_quantile_s(quantile=0.99, servers=count, utilisation=rho, service_s=1.0)
        for rho in (quiet, busy)
    )
    assert shorter <= longer * (1 + 1e-9)


def test_variability_in_seconds_is_refused() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        queueing.wait_quantile_s(
            quantile=0.99,
            servers=1,
            utilisation=0.5,
            service_s=quantity(1, "s"),
            service_cv2=quantity(1, "s"),
        )
