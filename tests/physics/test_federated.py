"""Traffic of a federated round, against Lab V2-11 and a round counted phone by phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import GboardNextWord
from mlsys_core.physics import data_gravity, federated

KEYSTROKE_BYTES = 100


def test_a_thousand_phones_and_ten_megabytes_make_twenty_gigabytes() -> None:
    assert federated.round_bytes(1000, 10e6) == 20e9


def test_a_million_phones_and_two_gigabytes_move_forty_petabytes_a_day() -> None:
    """Lab V2-11, check 2."""
    central_bytes = 1e8 * 10 * KEYSTROKE_BYTES
    round_bytes = federated.round_bytes(1e6, 2e9)
    assert round_bytes == 4e15
    assert 10 * round_bytes == 40e15
    assert 10 * round_bytes / central_bytes == 400_000


@pytest.mark.parametrize(("link_bits_per_s", "seconds"), [(10e6, 1600), (100e6, 160)])
def test_one_upload_keeps_a_phone_busy_this_long(link_bits_per_s: float, seconds: float) -> None:
    """Lab V2-11, check 2."""
    upload_bytes = federated.one_way_bytes(1, 2e9)
    assert data_gravity.transfer_s(upload_bytes, link_bits_per_s / 8) == pytest.approx(seconds)


@pytest.mark.parametrize(("keys_a_day", "ratio"), [(10, 1.82), (1000, 0.0182)])
def test_a_production_model_and_cohort_are_cheap(keys_a_day: int, ratio: float) -> None:
    """Lab V2-11, check 3: 0.0065 % of the phones, 1.4 MB, ten rounds a day."""
    daily = 10 * federated.round_bytes(1e8 * 0.0065 / 100, GboardNextWord.model_bytes)
    assert daily == pytest.approx(182e9)
    assert daily / (1e8 * keys_a_day * KEYSTROKE_BYTES) == pytest.approx(ratio)


@pytest.mark.parametrize(("up", "down", "ratio"), [(100, 1, 202_000), (100, 4, 52_000)])
def test_compressing_the_upload_alone_leaves_the_download(
    up: float, down: float, ratio: float
) -> None:
    """Lab V2-11, reveal of Act I."""
    assert 10 * federated.round_bytes(1e6, 2e9, up, down) / 100e9 == pytest.approx(ratio)


def test_a_user_pays_twelve_gigabytes_a_month() -> None:
    """Lab V2-11, check 2: mean over all users at 1 % participation and ten rounds a day."""
    assert 30 * 10 * federated.round_bytes(0.01, 2e9) == pytest.approx(12e9)


@pytest.mark.parametrize(
    ("participants", "rounds", "up", "down", "petabytes_a_day"),
    [
        (1e6, 100, 1, 1, 1.33333),
        (1e6, 100, 100, 1, 0.67333),
        (1e6, 100, 100, 4, 0.173333),
        (1e6, 400, 100, 4, 0.693333),
        (5e6, 100, 100, 4, 0.866667),
    ],
)
def test_a_month_of_training_sends_this_much_a_day(
    participants: float, rounds: int, up: float, down: float, petabytes_a_day: float
) -> None:
    """Lab V2-11, checks 6, 7 and 10, and option C: 0.2 GB over 30 days."""
    daily = federated.round_bytes(participants, 0.2e9, up, down) * rounds / 30
    assert daily / 1e15 == pytest.approx(petabytes_a_day, rel=1e-5)


@pytest.mark.parametrize(
    ("rounds", "percent", "joined"),
    [(100, 1, 1), (100, 5, 5), (400, 1, 4), (10, 0.1, 1), (500, 0.3, 2), (100, 7, 7), (50, 10, 5)],
)
def test_a_phone_joins_this_many_rounds(rounds: int, percent: float, joined: int) -> None:
    """Lab V2-11: round-robin; 100 rounds of 7 % must not become 8 by rounding."""
    assert federated.rounds_joined(rounds, percent / 100) == joined


@pytest.mark.parametrize(("rounds", "cohort"), [(10, 3), (7, 5), (4, 12)])
def test_round_robin_played_out_joins_no_phone_more_often(rounds: int, cohort: int) -> None:
    phones = 12
    joined = [0] * phones
    for place in range(rounds * cohort):
        joined[place % phones] += 1
    assert max(joined) == federated.rounds_joined(rounds, cohort / phones)


@given(st.integers(0, 10**7), st.floats(1e6, 1e10), st.floats(1, 100), st.floats(1, 4))
def test_a_round_is_its_upload_and_its_download(
    participants: int, model_bytes: float, up: float, down: float
) -> None:
    upload = federated.one_way_bytes(participants, model_bytes, up)
    download = federated.one_way_bytes(participants, model_bytes, down)
    whole = federated.round_bytes(participants, model_bytes, up, down)
    assert whole == pytest.approx(upload + download, rel=1e-12)
