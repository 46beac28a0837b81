"""Energy a fleet draws, and what it emits."""

from mlsys_core.elementwise import Number
from mlsys_core.physics.ranges import (
    require,
    require_not_negative,
    require_one_or_more,
)

_W_PER_KW = 1e3
_G_PER_T = 1e6


def energy_kwh(
    *, hours: Number, devices: Number, busy_devices: Number, idle_w: Number, peak_w: Number
) -> Number:
    """Energy, in kWh, of devices that draw a base power always and more while they are busy.

    Law: h (n P_idle + busy (P_peak - P_idle)) / 1000
    Valid: hours h, devices n and idle_w, 0 or more; busy_devices, their mean over the hours,
        from 0 to devices; peak_w at least idle_w
    Source: linear power model, Fan, Weber, Barroso 2007, ISCA

    >>> energy_kwh(hours=10, devices=4, busy_devices=2, idle_w=100, peak_w=400)
    10.0
    """
    law = "carbon.energy_kwh"
    require_not_negative(law, hours=hours, devices=devices, idle_w=idle_w)
    in_range = (busy_devices >= 0) & (busy_devices <= devices)
    require(in_range, law, "busy_devices", busy_devices, "from 0 to devices")
    require(peak_w >= idle_w, law, "peak_w", peak_w, "at least idle_w")
    return hours * (devices * idle_w + busy_devices * (peak_w - idle_w)) / _W_PER_KW


def emissions_t(energy_kwh: Number, grid_g_per_kwh: Number, pue: Number = 1.0) -> Number:
    """Carbon dioxide, in t, of energy drawn from a grid by devices in a data centre.

    Law: E ci PUE / 1e6
    Valid: energy_kwh E and grid_g_per_kwh ci, 0 or more; pue, whole site over devices, 1 or more
    Source: GHG Protocol 2015, Scope 2 Guidance; PUE: The Green Grid 2007

    >>> emissions_t(energy_kwh=1000, grid_g_per_kwh=500, pue=1.5)
    0.75
    """
    require_not_negative("carbon.emissions_t", energy_kwh=energy_kwh, grid_g_per_kwh=grid_g_per_kwh)
    require_one_or_more("carbon.emissions_t", pue=pue)
    return energy_kwh * grid_g_per_kwh * pue / _G_PER_T
