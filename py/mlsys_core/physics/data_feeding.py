"""How fast data reaches an accelerator through storage, cache and the stages of a loader."""

from collections.abc import Mapping

from mlsys_core.elementwise import SLACK, Number, maximum, minimum, ratio_or_inf, where
from mlsys_core.physics.ranges import (
    require,
    require_not_negative,
    require_positive,
    require_share,
)


def chunked_bandwidth(chunk_bytes: Number, access_s: Number, device_bytes_per_s: Number) -> Number:
    """Bandwidth, in B/s, of a device read in chunks, each of which waits for one access first.

    Law: c / (t + c/B)
    Valid: chunk_bytes c and device_bytes_per_s B above 0; access_s t, 0 or more
    Source: seek plus transfer time, as in Hennessy and Patterson 2017, "Computer Architecture"

    >>> chunked_bandwidth(chunk_bytes=1e6, access_s=0.01, device_bytes_per_s=100e6)
    50000000.0
    """
    require_positive(
        "data_feeding.chunked_bandwidth",
        chunk_bytes=chunk_bytes,
        device_bytes_per_s=device_bytes_per_s,
    )
    require_not_negative("data_feeding.chunked_bandwidth", access_s=access_s)
    return ratio_or_inf(chunk_bytes, access_s + chunk_bytes / device_bytes_per_s)


def hit_share(cache_bytes: Number, dataset_bytes: Number) -> Number:
    """Share of a shuffled epoch answered by a cache that is full and never evicts.

    Law: min(1, C/D)
    Valid: cache_bytes C, 0 or more; dataset_bytes D above 0
    Source: Mohan et al. 2021, "Analyzing and Mitigating Data Stalls in DNN Training", VLDB 14

    >>> hit_share(cache_bytes=0.5e12, dataset_bytes=2e12)
    0.25
    """
    require_not_negative("data_feeding.hit_share", cache_bytes=cache_bytes)
    require_positive("data_feeding.hit_share", dataset_bytes=dataset_bytes)
    return minimum(1.0, cache_bytes / dataset_bytes)


def cached_bandwidth(
    hit_share: Number, device_bytes_per_s: Number, cache_bytes_per_s: Number
) -> Number:
    """Bandwidth, in B/s, when a share of the bytes comes from a cache and the rest from a device.

    Law: 1 / ((1 - h)/B_device + h/B_cache)
    Valid: hit_share h from 0 to 1; device_bytes_per_s and cache_bytes_per_s above 0
    Source: harmonic mean of rates, as in Hennessy and Patterson 2017, "Computer Architecture"

    >>> cached_bandwidth(hit_share=0.5, device_bytes_per_s=1e9, cache_bytes_per_s=3e9)
    1500000000.0
    """
    require_share("data_feeding.cached_bandwidth", hit_share=hit_share)
    require_positive(
        "data_feeding.cached_bandwidth",
        device_bytes_per_s=device_bytes_per_s,
        cache_bytes_per_s=cache_bytes_per_s,
    )
    s_per_byte = (1.0 - hit_share) / device_bytes_per_s + hit_share / cache_bytes_per_s
    return ratio_or_inf(1.0, s_per_byte)


def slowest_rate(rates_per_s: Mapping[str, Number]) -> Number:
    """Rate of a pipeline, in 1/s, whose stages overlap: that of its slowest stage.

    Law: min(r1, r2, ...)
    Valid: rates_per_s names one stage or more, each rate above 0
    Source: bottleneck law, Denning and Buzen 1978, ACM Computing Surveys 10

    >>> slowest_rate({"read": 570.0, "decode": 2000.0})
    570.0
    """
    _require_stages("data_feeding.slowest_rate", rates_per_s)
    slowest, *others = rates_per_s.values()
    for rate in others:
        slowest = minimum(slowest, rate)
    return slowest


def slowest_stage(rates_per_s: Mapping[str, Number]) -> Number:
    """Name of the stage that limits a pipeline; of equally slow ones, the one listed first.

    Law: argmin(r1, r2, ...)
    Valid: rates_per_s names one stage or more, each rate above 0
    Source: bottleneck law, Denning and Buzen 1978, ACM Computing Surveys 10

    >>> slowest_stage({"gpu": 2500.0, "read": 570.0, "decode": 2000.0})
    'read'
    """
    _require_stages("data_feeding.slowest_stage", rates_per_s)
    (stage, slowest), *others = rates_per_s.items()
    for name, rate in others:
        stage = where(rate < slowest * (1.0 - SLACK), name, stage)
        slowest = minimum(slowest, rate)
    return stage


def utilisation(compute_s: Number, *feeding_s: Number) -> Number:
    """Share of its time that an accelerator computes while other stages prepare its next step.

    Law: t / max(t, t1, t2, ...)
    Valid: compute_s t of a step above 0; feeding_s t1, t2, ... of the same step, 0 or more
    Source: bottleneck law, Denning and Buzen 1978, ACM Computing Surveys 10

    >>> utilisation(10.0, 20.0, 5.0)
    0.5
    """
    require_positive("data_feeding.utilisation", compute_s=compute_s)
    longest = compute_s
    for stage_s in feeding_s:
        require_not_negative("data_feeding.utilisation", feeding_s=stage_s)
        longest = maximum(longest, stage_s)
    return compute_s / longest


def _require_stages(law: str, rates_per_s: Mapping[str, Number]) -> None:
    require(bool(rates_per_s), law, "rates_per_s", "empty", "one stage or more")
    for name, rate in rates_per_s.items():
        require(rate > 0, law, f"rates_per_s[{name!r}]", rate, "more than 0")
