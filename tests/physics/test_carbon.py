"""Energy and emissions of fleets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlsys_core.hardware import Grid
from mlsys_core.physics import carbon
from tests.physics.units import quantity

fleets = st.floats(min_value=0, max_value=10_000)


def test_a_megawatt_hour_at_500_grams_and_pue_1_2_emits_600_kilograms() -> None:
    """PHYSICS 2.1."""
    assert carbon.emissions_t(1000, 500, 1.2) == pytest.approx(0.6)


def test_an_idle_fleet_draws_its_base_power_and_a_busy_one_its_peak() -> None:
    fleet = {"hours": 24, "devices": 100, "idle_w": 400, "peak_w": 1275}
    assert carbon.energy_kwh(busy_devices=0, **fleet) == pytest.approx(24 * 40)
    assert carbon.energy_kwh(busy_devices=100, **fleet) == pytest.approx(24 * 127.5)


def test_energy_is_power_summed_hour_by_hour() -> None:
    busy_by_hour = [10, 20, 40, 80, 60, 30]
    metered = sum(100 * 0.4 + busy * (1.275 - 0.4) for busy in busy_by_hour)
    law = carbon.energy_kwh(
        hours=6, devices=100, busy_devices=sum(busy_by_hour) / 6, idle_w=400, peak_w=1275
    )
    assert law == pytest.approx(metered)


def test_moving_to_clean_sites_cuts_nine_tenths() -> None:
    """Lab V2-17: 40 instead of 386 g/kWh cuts 89.6 %."""
    mixed = carbon.emissions_t(87_815, Grid.us_mix_g_per_kwh, 1.12)
    clean = carbon.emissions_t(87_815, Grid.low_carbon_g_per_kwh, 1.12)
    assert 1 - clean / mixed == pytest.approx(0.896, rel=1e-3)


@given(fleets, st.floats(0, 1), st.floats(0, 1))
def test_a_busier_fleet_never_draws_less(devices: float, one: float, other: float) -> None:
    quiet, busy = sorted((one, other))
    fleet = {"hours": 24, "devices": devices, "idle_w": 400, "peak_w": 1275}
    low = carbon.energy_kwh(busy_devices=devices * quiet, **fleet)
    assert low <= carbon.energy_kwh(busy_devices=devices * busy, **fleet) * (1 + 1e-12)


def test_watts_and_grams_are_not_subtracted() -> None:
    pint = pytest.importorskip("pint")
    with pytest.raises(pint.DimensionalityError):
        carbon.energy_kwh(
            hours=quantity(1, "h"),
            devices=1,
            busy_devices=1,
            idle_w=quantity(1, "W"),
            peak_w=quantity(1, "g"),
        )
