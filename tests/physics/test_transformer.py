"""Sizes of transformers, against models whose shape was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.physics import transformer

sizes = st.floats(min_value=1e6, max_value=1e12)


def test_the_layers_of_gpt3_hold_174_of_its_175_billion_parameters() -> None:
    """Brown et al. 2020: 96 layers, width 12,288."""
    assert transformer.parameters(96, 12288) == pytest.approx(173.9e9, rel=1e-3)
    assert transformer.parameters(96, 12288) == pytest.approx(175e9, rel=0.01)


def test_training_gpt3_took_three_times_ten_to_the_23() -> None:
    """Brown et al. 2020, table D.1: 3.14e23 FLOP for 300e9 tokens."""
    assert transformer.flop_training(175e9, 300e9) == pytest.approx(3.14e23, rel=0.01)


def test_counting_the_matrices_of_a_layer_gives_twelve_widths_squared() -> None:
    width = 512
    attention = 4 * width * width
    feed_forward = width * 4 * width + 4 * width * width
    assert transformer.parameters(1, width) == attention + feed_forward


@pytest.mark.parametrize(("size", "layers", "fitted"), [(7e9, 32, 33.5), (70e9, 80, 80.4)])
def test_the_fitted_depth_lies_within_five_percent_of_llama_2(
    size: float, layers: int, fitted: float
) -> None:
    """Touvron et al. 2023; Lab V2-17, physics 2."""
    depth = transformer.shape_by_power_rule(size).layers
    assert depth == pytest.approx(fitted, rel=1e-3)
    assert depth == pytest.approx(layers, rel=0.05)


def test_a_billion_parameters_have_sixteen_layers() -> None:
    """PHYSICS 2.1: (16.0, 2282.2)."""
    shape = transformer.shape_by_power_rule(1e9)
    assert shape.layers == 16.0
    assert shape.width == pytest.approx(2282.2, rel=1e-5)


@given(sizes)
def test_a_shape_holds_exactly_the_parameters_it_was_made_for(size: float) -> None:
    shape = transformer.shape_by_power_rule(size)
    assert transformer.parameters(shape.layers, shape.width) == pytest.approx(size, rel=1e-9)


@given(sizes, sizes)
def test_larger_models_are_deeper_and_wider(one: float, other: float) -> None:
    small, large = sorted((one, other))
    small_shape = transformer.shape_by_power_rule(small)
    large_shape = transformer.shape_by_power_rule(large)
    assert small_shape.layers <= large_shape.layers
    assert small_shape.width <= large_shape.width * (1 + 1e-12)


def test_training_costs_three_forward_passes() -> None:
    assert transformer.flop_training(7e9, 1000) == 3 * transformer.flop_forward(7e9, 1000)
