"""The helpers that let one law serve a float, an array and a quantity."""

import math
import subprocess
import sys

import pytest

from mlsys_core import elementwise as ew
from mlsys_core.hardware import H100
from tests.physics.units import quantity

np = pytest.importorskip("numpy")

INF = math.inf


def test_a_slider_never_loads_numpy() -> None:
    script = (
        "import sys\n"
        "from mlsys_core.physics import *\n"
        "from mlsys_core.physics.laws import every_law\n"
        "from mlsys_core.physics import amdahl, queueing\n"
        "list(every_law())\n"
        "amdahl.processors_to_reach(0.15, 0.9)\n"
        "queueing.wait_quantile_s(quantile=0.99, servers=2, utilisation=0.5, service_s=1.0)\n"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("helper", "inputs", "expected"),
    [
        (ew.minimum, (2, 3.5), 2.0),
        (ew.minimum, (INF, 3), 3.0),
        (ew.maximum, (2, 3.5), 3.5),
        (ew.maximum, (0, -1), 0.0),
        (ew.where, (True, 1.5, 2.5), 1.5),
        (ew.where, (False, 1.5, 2.5), 2.5),
        (ew.ratio_or_inf, (1.0, 4.0), 0.25),
        (ew.ratio_or_inf, (0.0, 0.0), INF),
        (ew.ratio_or_inf, (1.0, 0.0), INF),
        (ew.sqrt, (2.25,), 1.5),
        (ew.exp, (0.0,), 1.0),
        (ew.exp, (1000.0,), INF),
        (ew.log, (1.0,), 0.0),
        (ew.log, (0.0,), -INF),
        (ew.log2, (8.0,), 3.0),
        (ew.log2, (0.0,), -INF),
        (ew.log10, (1000.0,), 3.0),
        (ew.log10, (0.0,), -INF),
        (ew.ceil_slack, (3.0000000001,), 3.0),
        (ew.ceil_slack, (3.00001,), 4.0),
        (ew.ceil_slack, (INF,), INF),
        (ew.floor_slack, (2.9999999999,), 3.0),
        (ew.floor_slack, (2.99999,), 2.0),
        (ew.floor_slack, (INF,), INF),
        (ew.isfinite, (1e308,), True),
        (ew.isfinite, (INF,), False),
        (ew.all_of, (True, True, True), True),
        (ew.all_of, (True, False, True), False),
        (ew.any_of, (False, False), False),
        (ew.any_of, (False, True), True),
        (ew.not_, (True,), False),
    ],
)
def test_a_helper_agrees_for_one_number_and_for_an_array(
    helper: ew.Number, inputs: tuple[ew.Number, ...], expected: ew.Number
) -> None:
    alone = helper(*inputs)
    assert alone == expected
    assert type(alone) is type(expected)
    together = helper(*(np.array([value, value]) for value in inputs))
    assert together.tolist() == [expected, expected]


def test_the_smaller_of_a_sourced_constant_and_a_number_is_a_plain_float() -> None:
    assert type(ew.minimum(H100.memory_bytes, 1e12)) is float
    assert ew.minimum(H100.memory_bytes, 1e12) == 80e9


def test_one_array_among_numbers_makes_an_array() -> None:
    assert ew.minimum(2.0, np.array([1.0, 3.0])).tolist() == [1.0, 2.0]
    assert ew.where(np.array([True, False]), "read", "decode").tolist() == ["read", "decode"]
    assert ew.all_of(True, np.array([True, False])).tolist() == [True, False]


def test_the_larger_of_two_quantities_is_found_across_units() -> None:
    assert ew.maximum(quantity(2, "GB"), quantity(3e6, "B")) == quantity(2, "GB")


def test_the_root_of_a_quantity_has_the_root_of_its_unit() -> None:
    assert ew.sqrt(quantity(9.0, "s**2")) == quantity(3.0, "s")


@pytest.mark.parametrize("helper", [ew.exp, ew.log, ew.log2, ew.log10, ew.ceil_slack])
def test_a_logarithm_of_seconds_is_refused(helper: ew.Number) -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        helper(quantity(2.0, "s"))
