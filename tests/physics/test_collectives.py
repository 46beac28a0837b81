"""All-reduce, against a ring played out message by message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import H100
from mlsys_core.physics import collectives
from tests.physics.units import quantity


def play_ring(values: list[list[float]]) -> tuple[list[list[float]], int]:
    """All-reduce by passing chunks round a ring; gives the results and the steps it took."""
    devices = len(values)
    held = [row[:] for row in values]
    steps = 0
    for phase, offset in (("add", 0), ("copy", 1)):
        for step in range(devices - 1):
            sent = [
                (device, (device + offset - step) % devices, held[device][:])
                for device in range(devices)
            ]
            for device, chunk, row in sent:
                receiver = held[(device + 1) % devices]
                receiver[chunk] = row[chunk] + (receiver[chunk] if phase == "add" else 0.0)
            steps += 1
    return held, steps


@pytest.mark.parametrize("devices", [2, 3, 4, 7])
def test_the_formula_is_the_time_of_a_ring_played_out(devices: int) -> None:
    """Patarasuk and Yuan 2009: each step every device sends one chunk to its neighbour."""
    values = [[float(10 * device + chunk) for chunk in range(devices)] for device in range(devices)]
    sums = [sum(row[chunk] for row in values) for chunk in range(devices)]
    held, steps = play_ring(values)
    assert held == [sums] * devices
    message_bytes, link_bytes_per_s, latency_s = 1e9, 10e9, 1e-3
    step_s = message_bytes / devices / link_bytes_per_s + latency_s
    law_s = collectives.ring_s(message_bytes, devices, link_bytes_per_s, latency_s)
    assert law_s == pytest.approx(steps * step_s, rel=1e-12)


def test_a_gigabyte_over_four_devices_takes_150_ms_at_ten_gigabytes_a_second() -> None:
    """PHYSICS 2.1."""
    assert collectives.ring_s(1e9, 4, 10e9) == pytest.approx(0.15)


def test_one_device_needs_no_messages() -> None:
    assert collectives.ring_s(1e9, 1, 10e9, 1e-3) == 0.0
    alone = collectives.tensor_parallel_comm_s(
        all_reduces=64,
        tokens=576,
        width=4096,
        bytes_per_value=2,
        devices=1,
        link_bytes_per_s=450e9,
        launch_s=1e-5,
    )
    assert alone == 0.0


def test_a_launch_is_paid_for_every_call_even_without_tokens() -> None:
    launches = collectives.tensor_parallel_comm_s(
        all_reduces=64,
        tokens=0,
        width=4096,
        bytes_per_value=2,
        devices=4,
        link_bytes_per_s=H100.link_bytes_per_s,
        launch_s=1e-5,
    )
    assert launches == pytest.approx(64e-5)


@given(st.integers(1, 4096), st.integers(1, 4096))
def test_a_larger_ring_never_finishes_sooner(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert collectives.ring_s(1e9, small, 10e9) <= collectives.ring_s(1e9, large, 10e9) * (
        1 + 1e-12
    )


@given(st.integers(1, 10**6))
def test_a_ring_never_takes_longer_than_two_messages_when_starts_are_free(devices: int) -> None:
    assert collectives.ring_s(1e9, devices, 10e9) <= 2 * 1e9 / 10e9


def test_a_latency_in_bytes_is_refused() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        collectives.ring_s(quantity(1, "GB"), 4, quantity(10, "GB/s"), quantity(1, "B"))


def test_splitting_a_prompt_over_four_gpus_costs_a_launch_and_a_ring_for_each_call() -> None:
    """By hand: 2 x 3/4 of 576 x 4,096 x 2 B over 450 GB/s, and 10 us, sixty-four times."""
    seconds = collectives.tensor_parallel_comm_s(
        all_reduces=64,
        tokens=576,
        width=4096,
        bytes_per_value=2,
        devices=4,
        link_bytes_per_s=H100.link_bytes_per_s,
        launch_s=1e-5,
    )
    assert seconds == pytest.approx(64 * (1e-5 + 1.5 * 4_718_592 / 450e9), rel=1e-12)
