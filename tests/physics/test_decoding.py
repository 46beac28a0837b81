"""Time to answer, against published arithmetic and the limits of the roofline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import H100
from mlsys_core.physics import decoding, roofline
from tests.physics.units import quantity

SEVEN_B = {
    "weight_bytes": 14e9,
    "memory_bytes_per_s": H100.memory_bytes_per_s,
    "parameters": 7e9,
    "peak_flop_per_s": H100.fp16_flop_per_s,
}


def test_a_prompt_of_a_thousand_tokens_takes_28_ms_at_half_the_peak() -> None:
    """PHYSICS 2.1, after Pope et al. 2022."""
    seconds = decoding.prefill_s(
        parameters=7e9, tokens=1000, peak_flop_per_s=H100.fp16_flop_per_s, mfu=0.5
    )
    assert seconds == pytest.approx(28.3e-3, rel=1e-3)


def test_a_token_of_a_seven_billion_model_takes_four_milliseconds() -> None:
    """PHYSICS 2.1: 14 GB over 3.35 TB/s."""
    assert decoding.step_s(**SEVEN_B) == pytest.approx(4.179e-3, rel=1e-4)


def test_four_gpus_at_eighty_percent_of_their_bandwidth() -> None:
    """PHYSICS F7: 7B in FP16, 1.306 ms; Amdahl's serial 5 % instead: 1.201 ms."""
    four = decoding.step_s(**SEVEN_B, devices=4, bandwidth_share=0.8)
    assert four == pytest.approx(1.306e-3, rel=1e-3)
    effective = 1 / (0.05 + 0.95 / 4)
    assert decoding.step_s(**SEVEN_B, devices=effective) == pytest.approx(1.201e-3, rel=1e-3)


def test_a_large_batch_turns_decoding_compute_bound_at_the_ridge() -> None:
    """At 2 bytes a weight a token does 1 FLOP a byte, so the ridge is a batch size."""
    ridge = roofline.ridge(H100.fp16_flop_per_s, H100.memory_bytes_per_s)
    below = decoding.step_s(**SEVEN_B, batch=ridge * 0.99)
    above = decoding.step_s(**SEVEN_B, batch=ridge * 1.5)
    assert below == decoding.step_s(**SEVEN_B)
    assert above == pytest.approx(1.5 * decoding.step_s(**SEVEN_B), rel=1e-9)


def test_a_cache_as_large_as_the_weights_doubles_the_step() -> None:
    assert decoding.step_s(**SEVEN_B, cache_bytes=14e9) == 2 * decoding.step_s(**SEVEN_B)


@given(st.floats(1, 64), st.floats(1, 64))
def test_more_devices_never_slow_a_step(one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert decoding.step_s(**SEVEN_B, devices=many) <= decoding.step_s(**SEVEN_B, devices=few)


def test_weights_in_bytes_and_a_cache_in_seconds_are_not_added() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        decoding.step_s(
            weight_bytes=quantity(14, "GB"),
            cache_bytes=quantity(1, "s"),
            memory_bytes_per_s=quantity(3350, "GB/s"),
            parameters=7e9,
            peak_flop_per_s=quantity(989e12, "1/s"),
        )


def test_where_arithmetic_decides_a_step_takes_what_its_flop_take() -> None:
    """By hand: 2 x 7e9 FLOP, 3 requests of 5 tokens, half of 1 TFLOP/s."""
    slow_chip = SEVEN_B | {"peak_flop_per_s": 1e12, "mfu": 0.5}
    assert decoding.step_s(**slow_chip) == pytest.approx(0.028, rel=1e-12)
    assert decoding.step_s(**slow_chip, batch=3, tokens=5) == pytest.approx(0.42, rel=1e-12)
