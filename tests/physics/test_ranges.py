"""A law outside its range says so instead of giving a number."""

import math
from collections.abc import Callable

import pytest

from mlsys_core.elementwise import Number
from mlsys_core.physics import (
    OutOfRange,
    amdahl,
    data_feeding,
    differential_privacy,
    queueing,
    transformer,
)
from mlsys_core.physics.ranges import require

np = pytest.importorskip("numpy")


def test_a_refusal_is_a_value_error_that_carries_its_parts() -> None:
    with pytest.raises(ValueError, match="serial_share") as stopped:
        amdahl.ceiling(serial_share=1.5)
    assert isinstance(stopped.value, OutOfRange)
    assert str(stopped.value) == "amdahl.ceiling: serial_share is 1.5, but must be from 0 to 1"
    assert stopped.value.law == "amdahl.ceiling"
    assert stopped.value.parameter == "serial_share"
    assert stopped.value.value == 1.5
    assert stopped.value.allowed == "from 0 to 1"


def test_of_a_grid_the_first_value_out_of_range_is_named() -> None:
    shares = np.array([[0.1, 0.2], [-0.25, 7.0]])
    with pytest.raises(OutOfRange) as stopped:
        amdahl.ceiling(serial_share=shares)
    assert str(stopped.value) == "amdahl.ceiling: serial_share is -0.25, but must be from 0 to 1"


def test_where_two_inputs_clash_in_a_grid_the_clashing_value_is_named() -> None:
    with pytest.raises(OutOfRange) as stopped:
        amdahl.serial_for(speedup=4.0, processors=np.array([64, 8, 3]))
    assert (
        str(stopped.value) == "amdahl.serial_for: speedup is 4.0, but must be from 1 to processors"
    )


def test_half_a_server_is_refused() -> None:
    with pytest.raises(OutOfRange) as stopped:
        queueing.erlang_b(servers=1.5, offered_load=1.0)
    assert (
        str(stopped.value)
        == "queueing.erlang_b: servers is 1.5, but must be a whole number, 1 or more"
    )


@pytest.mark.parametrize("law", [data_feeding.slowest_rate, data_feeding.slowest_stage])
def test_a_pipeline_without_stages_is_refused(law: Callable[..., Number]) -> None:
    with pytest.raises(OutOfRange) as stopped:
        law({})
    name = f"data_feeding.{law.__name__}"
    assert str(stopped.value) == f"{name}: rates_per_s is empty, but must be one stage or more"


def test_a_condition_that_holds_passes_in_silence() -> None:
    require(True, "law", "input", 1.0, "anything")
    require(np.array([True, True]), "law", "input", np.array([1.0, 2.0]), "anything")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: amdahl.speedup(0.15, math.inf),
            "amdahl.speedup: processors is inf, but must be more than 0 and finite",
        ),
        (
            lambda: differential_privacy.zcdp_rho(1.0, 0.0),
            "differential_privacy.zcdp_rho: delta is 0.0, but must be between 0 and 1",
        ),
        (
            lambda: transformer.shape_by_power_rule(2e5),
            "transformer.shape_by_power_rule: parameters is 200000.0, "
            "but must be more than 200,000",
        ),
    ],
)
def test_an_excluded_end_of_a_range_is_refused(ask: Callable[[], Number], message: str) -> None:
    with pytest.raises(OutOfRange) as stopped:
        ask()
    assert str(stopped.value) == message
