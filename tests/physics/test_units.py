"""The units of these tests catch what pint's own would let pass."""

import pint
import pytest

from tests.physics.units import REGISTRY, in_other_units, quantity


def test_gigabytes_added_to_seconds_are_caught() -> None:
    with pytest.raises(pint.DimensionalityError):
        quantity(3, "GB") + quantity(2, "s")


def test_bytes_are_no_bare_numbers() -> None:
    with pytest.raises(pint.DimensionalityError):
        quantity(3, "B") + 2
    assert quantity(3, "B").dimensionality == {"[information]": 1}


def test_a_gigabyte_is_a_thousand_million_bytes() -> None:
    assert quantity(1, "GB").m_as("B") == 1e9
    assert in_other_units(2e9, "B").units == REGISTRY.Unit("GB")
