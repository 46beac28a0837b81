"""Whether data should travel to the computers, or computers be rented beside the data.

Money is per byte and per GPU-second here, so that bytes and seconds cancel: divide a price per GB
by 1e9 and a price per GPU-hour by 3600.
"""

from mlsys_core.elementwise import Number, maximum, ratio_or_inf
from mlsys_core.physics.ranges import (
    require_efficiency,
    require_not_negative,
    require_positive,
)


def transfer_s(
    dataset_bytes: Number, link_bytes_per_s: Number, link_efficiency: Number = 1.0
) -> Number:
    """Time, in s, to copy a dataset over a link that sustains a share of its line rate.

    Law: D / (B eta)
    Valid: dataset_bytes D, 0 or more; link_bytes_per_s B above 0;
        link_efficiency eta above 0, at most 1
    Source: definition of throughput

    >>> transfer_s(dataset_bytes=1e12, link_bytes_per_s=1.25e9)
    800.0
    """
    require_not_negative("data_gravity.transfer_s", dataset_bytes=dataset_bytes)
    require_positive("data_gravity.transfer_s", link_bytes_per_s=link_bytes_per_s)
    require_efficiency("data_gravity.transfer_s", link_efficiency=link_efficiency)
    return dataset_bytes / (link_bytes_per_s * link_efficiency)


def time_break_even_bytes(
    budget_s: Number, link_bytes_per_s: Number, link_efficiency: Number = 1.0
) -> Number:
    """Largest dataset, in B, whose copy takes no longer than a time budget.

    Law: B eta T
    Valid: budget_s T, 0 or more; link_bytes_per_s B above 0; link_efficiency eta above 0, at most 1
    Source: definition of throughput, solved for the dataset

    >>> time_break_even_bytes(budget_s=800.0, link_bytes_per_s=1.25e9)
    1000000000000.0
    """
    require_not_negative("data_gravity.time_break_even_bytes", budget_s=budget_s)
    require_positive("data_gravity.time_break_even_bytes", link_bytes_per_s=link_bytes_per_s)
    require_efficiency("data_gravity.time_break_even_bytes", link_efficiency=link_efficiency)
    return link_bytes_per_s * link_efficiency * budget_s


def egress_usd(dataset_bytes: Number, egress_usd_per_byte: Number) -> Number:
    """What it costs, in dollars, to take a dataset out of the place where it lies.

    Law: D e
    Valid: dataset_bytes D and egress_usd_per_byte e, 0 or more
    Source: definition of a metered tariff

    >>> egress_usd(dataset_bytes=4e9, egress_usd_per_byte=0.25e-9)
    1.0
    """
    require_not_negative(
        "data_gravity.egress_usd",
        dataset_bytes=dataset_bytes,
        egress_usd_per_byte=egress_usd_per_byte,
    )
    return dataset_bytes * egress_usd_per_byte


def compute_usd(runs: Number, run_s: Number, gpus: Number, usd_per_gpu_s: Number) -> Number:
    """What a job costs in dollars at one place: each run pays for all of its GPUs.

    Law: R H n p
    Valid: runs R, run_s H, gpus n and usd_per_gpu_s p, 0 or more
    Source: definition of a metered price

    >>> compute_usd(runs=2, run_s=100, gpus=4, usd_per_gpu_s=0.25)
    200.0
    """
    require_not_negative(
        "data_gravity.compute_usd", runs=runs, run_s=run_s, gpus=gpus, usd_per_gpu_s=usd_per_gpu_s
    )
    return runs * run_s * gpus * usd_per_gpu_s


def move_minus_stay_usd(
    *,
    dataset_bytes: Number,
    egress_usd_per_byte: Number,
    runs: Number,
    run_s: Number,
    gpus: Number,
    source_usd_per_gpu_s: Number,
    destination_usd_per_gpu_s: Number,
) -> Number:
    """How many dollars more it costs to move data to computers than to compute beside the data.

    Compute is paid at either place, so only the difference of its prices can repay the copy.

    Law: D e + R H n (p_destination - p_source)
    Valid: all inputs 0 or more
    Source: Gray 2003, "Distributed Computing Economics", MSR-TR-2003-24

    >>> move_minus_stay_usd(
    ...     dataset_bytes=1e9, egress_usd_per_byte=2e-9, runs=1, run_s=10, gpus=4,
    ...     source_usd_per_gpu_s=0.5, destination_usd_per_gpu_s=0.25)
    -8.0
    """
    require_not_negative(
        "data_gravity.move_minus_stay_usd",
        dataset_bytes=dataset_bytes,
        egress_usd_per_byte=egress_usd_per_byte,
        runs=runs,
        run_s=run_s,
        gpus=gpus,
        source_usd_per_gpu_s=source_usd_per_gpu_s,
        destination_usd_per_gpu_s=destination_usd_per_gpu_s,
    )
    dearer_usd_per_gpu_s = destination_usd_per_gpu_s - source_usd_per_gpu_s
    return dataset_bytes * egress_usd_per_byte + runs * run_s * gpus * dearer_usd_per_gpu_s


def cost_break_even_bytes(
    *,
    egress_usd_per_byte: Number,
    runs: Number,
    run_s: Number,
    gpus: Number,
    source_usd_per_gpu_s: Number,
    destination_usd_per_gpu_s: Number,
) -> Number:
    """Largest dataset, in B, whose copy pays for itself by cheaper compute; endless if it is free.

    Law: R H n (p_source - p_destination) / e, at least 0
    Valid: all inputs 0 or more
    Source: Gray 2003, "Distributed Computing Economics", MSR-TR-2003-24, solved for the dataset

    >>> cost_break_even_bytes(
    ...     egress_usd_per_byte=2e-9, runs=1, run_s=10, gpus=4,
    ...     source_usd_per_gpu_s=0.5, destination_usd_per_gpu_s=0.25)
    5000000000.0
    """
    require_not_negative(
        "data_gravity.cost_break_even_bytes",
        egress_usd_per_byte=egress_usd_per_byte,
        runs=runs,
        run_s=run_s,
        gpus=gpus,
        source_usd_per_gpu_s=source_usd_per_gpu_s,
        destination_usd_per_gpu_s=destination_usd_per_gpu_s,
    )
    saved_usd_per_gpu_s = maximum(0.0, source_usd_per_gpu_s - destination_usd_per_gpu_s)
    return ratio_or_inf(runs * run_s * gpus * saved_usd_per_gpu_s, egress_usd_per_byte)


def break_even_runs(
    *,
    dataset_bytes: Number,
    egress_usd_per_byte: Number,
    run_s: Number,
    gpus: Number,
    source_usd_per_gpu_s: Number,
    destination_usd_per_gpu_s: Number,
) -> Number:
    """Runs after which a copy has paid for itself; never, if compute is no cheaper over there.

    Law: D e / (H n (p_source - p_destination))
    Valid: all inputs 0 or more
    Source: Gray 2003, "Distributed Computing Economics", MSR-TR-2003-24, solved for the runs

    >>> break_even_runs(
    ...     dataset_bytes=5e9, egress_usd_per_byte=2e-9, run_s=10, gpus=4,
    ...     source_usd_per_gpu_s=0.5, destination_usd_per_gpu_s=0.25)
    1.0
    """
    require_not_negative(
        "data_gravity.break_even_runs",
        dataset_bytes=dataset_bytes,
        egress_usd_per_byte=egress_usd_per_byte,
        run_s=run_s,
        gpus=gpus,
        source_usd_per_gpu_s=source_usd_per_gpu_s,
        destination_usd_per_gpu_s=destination_usd_per_gpu_s,
    )
    saved_usd_per_gpu_s = maximum(0.0, source_usd_per_gpu_s - destination_usd_per_gpu_s)
    return ratio_or_inf(dataset_bytes * egress_usd_per_byte, run_s * gpus * saved_usd_per_gpu_s)
