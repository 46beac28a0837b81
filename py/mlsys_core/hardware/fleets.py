"""What is known about running many accelerators: failures, and the electricity they drink."""

from mlsys_core.hardware.figures import Constant


class Llama3Run:
    """The published record of one long training run."""

    gpus = Constant(16_384, "GPU", "H100 in the run", "Llama 3 report, Meta", 2024)
    days = Constant(54, "d", "observed period", "Llama 3 report, Meta", 2024)
    interruptions = Constant(419, "failure", "unexpected ones", "Llama 3 report, Meta", 2024)
    gpu_mtbf_h = Constant(
        50_677,
        "h",
        "mean time between failures of one GPU: 16,384 x 54 d / 419",
        "derived from the Llama 3 report, Meta",
        2024,
    )


class Grid:
    """Carbon dioxide per kilowatt-hour of electricity."""

    coal_g_per_kwh = Constant(820, "g/kWh", "coal plants, life-cycle median", "IPCC AR5", 2014)
    low_carbon_g_per_kwh = Constant(
        40, "g/kWh", "a mix of wind, solar and hydro, life-cycle medians", "IPCC AR5", 2014
    )
    us_mix_g_per_kwh = Constant(
        386, "g/kWh", "United States average of 2020, 0.85 lb/kWh", "EIA", 2021
    )
    world_mix_g_per_kwh = Constant(480, "g/kWh", "world average of 2023, about", "Ember", 2024)
