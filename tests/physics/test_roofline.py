"""The roofline, against a published ridge and its two asymptotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import A100, H100
from mlsys_core.physics import roofline

intensities = st.floats(min_value=1e-3, max_value=1e6)


def test_a_v100_turns_compute_bound_at_139_flop_a_byte() -> None:
    """NVIDIA V100 data sheet 2018: 125 tensor TFLOPS over 900 GB/s."""
    assert roofline.ridge(125e12, 900e9) == pytest.approx(138.9, rel=1e-3)


def test_an_a100_turns_compute_bound_at_153_flop_a_byte() -> None:
    ridge = roofline.ridge(A100.fp16_flop_per_s, A100.memory_bytes_per_s)
    assert ridge == pytest.approx(153.0, rel=1e-3)


def test_below_the_ridge_memory_decides_and_above_it_arithmetic() -> None:
    assert roofline.attainable(100e12, 1e12, 50) == 50e12
    assert roofline.attainable(100e12, 1e12, 200) == 100e12


def test_at_the_ridge_both_limits_meet() -> None:
    ridge = roofline.ridge(H100.fp16_flop_per_s, H100.memory_bytes_per_s)
    at_ridge = roofline.attainable(H100.fp16_flop_per_s, H100.memory_bytes_per_s, ridge)
    assert at_ridge == pytest.approx(H100.fp16_flop_per_s, rel=1e-12)


@given(intensities, intensities)
def test_more_arithmetic_for_each_byte_never_lowers_the_roof(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert roofline.attainable(989e12, 3350e9, low) <= roofline.attainable(989e12, 3350e9, high)
