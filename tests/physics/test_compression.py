"""Compressed updates and the entropy of their positions."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import compression, numerics
from tests.physics.units import quantity


@pytest.mark.parametrize(
    ("kept", "original", "value", "index", "ratio"),
    [
        (0.01, 16, 8, None, 99.507),
        (0.01, 16, 8, 32, 40.0),
        (0.01, 32, 8, None, 199.01),
        (0.05, 16, 8, None, 23.31),
    ],
)
def test_the_largest_percent_of_an_update_travels_in_this_fraction(
    kept: float, original: int, value: int, index: int | None, ratio: float
) -> None:
    """Lab V2-11, check 4; the last is PHYSICS' check."""
    found = compression.sparse_update_ratio(kept, original, value, index)
    assert found == pytest.approx(ratio, rel=1e-4)


def test_sending_everything_needs_no_positions() -> None:
    assert compression.sparse_update_ratio(1.0, 16, 8) == 2.0


def test_half_of_all_answers_yes_is_one_bit_and_certainty_none() -> None:
    """Shannon 1948."""
    assert numerics.binary_entropy(0.5) == 1.0
    assert numerics.binary_entropy(0.0) == 0.0
    assert numerics.binary_entropy(1.0) == 0.0
    assert numerics.binary_entropy(0.11) == pytest.approx(0.49992, rel=1e-4)


def test_entropy_is_what_the_number_of_arrangements_needs() -> None:
    """Counting: log2 of n choose k positions, for large n, is n H2(k/n)."""
    n, k = 200_000, 2_000
    log2_choices = (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)) / math.log(2)
    assert log2_choices / n == pytest.approx(numerics.binary_entropy(k / n), rel=1e-3)


def test_a_plain_gap_code_of_random_positions_comes_near_the_entropy_but_not_below() -> None:
    draw = random.Random(11)  # noqa: S311
    kept, values = 0.01, 200_000
    positions = [place for place in range(values) if draw.random() < kept]
    gaps = [after - before for before, after in zip([-1, *positions], positions, strict=False)]
    low_bits = 6  # Rice code: unary quotient, 6 low bits
    coded_bits = sum((gap - 1 >> low_bits) + 1 + low_bits for gap in gaps)
    bound_bits = values * numerics.binary_entropy(len(positions) / values)
    assert bound_bits * 0.999 <= coded_bits <= bound_bits * 1.05


@given(st.floats(0.001, 0.5), st.floats(0.001, 0.5))
def test_keeping_less_always_compresses_more(one: float, other: float) -> None:
    less, more = sorted((one, other))
    small = compression.sparse_update_ratio(less, 16, 8)
    assert small >= compression.sparse_update_ratio(more, 16, 8) * (1 - 1e-9)


@given(st.floats(0.0, 1.0))
def test_yes_and_no_are_interchangeable(share: float) -> None:
    entropy = numerics.binary_entropy(share)
    assert entropy == pytest.approx(numerics.binary_entropy(1 - share), rel=1e-6, abs=1e-12)
    assert 0 <= entropy <= 1


def test_bits_and_seconds_are_not_added() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        compression.sparse_update_ratio(0.01, 16, quantity(8, "s"))
