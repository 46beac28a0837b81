"""The front, against the definition applied pair by pair."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import OutOfRange, pareto
from tests.physics.units import quantity

np = pytest.importorskip("numpy")

points = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=40)


def undominated(pairs: list[tuple[int, int]]) -> list[bool]:
    return [
        not any(
            cost <= own_cost and loss <= own_loss and (cost < own_cost or loss < own_loss)
            for cost, loss in pairs
        )
        for own_cost, own_loss in pairs
    ]


def test_a_point_no_better_in_one_and_worse_in_the_other_is_dominated() -> None:
    assert pareto.front([1, 2, 2], [3, 2, 3]) == [True, True, False]


def test_labelling_everything_is_dominated_by_stopping_where_active_labels_run_out() -> None:
    """Lab V1-09, reveal of Act II: plans in thousands of dollars and percent accuracy."""
    spend_k = [50.0, 5.0, 10.0, 0.0, 10.0, 27.03, 2.70]
    accuracy = [84.159, 73.46, 79.352, 64.5, 76.490, 84.159, 73.46]
    stands = pareto.front(spend_k, [-percent for percent in accuracy])
    assert stands == [False, False, True, True, False, True, True]


def test_twins_stand_or_fall_together() -> None:
    assert pareto.front([1, 1, 2, 2], [1, 1, 2, 2]) == [True, True, False, False]


def test_no_points_have_no_front() -> None:
    assert pareto.front([], []) == []
    assert pareto.front(np.array([]), np.array([])).tolist() == []


@pytest.mark.parametrize("convert", [list, np.array])
def test_points_with_a_coordinate_missing_are_refused(convert: Any) -> None:
    with pytest.raises(OutOfRange) as stopped:
        pareto.front(convert([1.0, 2.0, 3.0]), convert([1.0, 2.0]))
    assert str(stopped.value) == "pareto.front: losses is 2 long, but must be as long as costs, 3"


@pytest.mark.parametrize("convert", [list, np.array])
def test_the_cheapest_point_stands_even_if_its_loss_is_endless(convert: Any) -> None:
    endless = math.inf
    stands = pareto.front(convert([1.0, 2.0, 2.0, 3.0]), convert([endless, endless, 5.0, 5.0]))
    assert list(stands) == [True, False, True, False]


def test_losses_in_seconds_and_in_bytes_cannot_be_ranked() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        pareto.front([1, 1], [quantity(1, "s"), quantity(1, "B")])


@given(points)
def test_the_front_is_what_comparing_all_pairs_gives(pairs: list[tuple[int, int]]) -> None:
    costs = [cost for cost, _ in pairs]
    losses = [loss for _, loss in pairs]
    assert pareto.front(costs, losses) == undominated(pairs)
    assert pareto.front(np.array(costs), np.array(losses)).tolist() == undominated(pairs)
