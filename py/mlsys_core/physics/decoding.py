"""Time to answer with a transformer: one pass over the prompt, then one pass a token."""

from mlsys_core.elementwise import Number, maximum
from mlsys_core.physics.ranges import (
    require_efficiency,
    require_not_negative,
    require_one_or_more,
    require_positive,
)
from mlsys_core.physics.transformer import flop_forward


def prefill_s(
    *,
    parameters: Number,
    tokens: Number,
    peak_flop_per_s: Number,
    mfu: Number,
    devices: Number = 1.0,
) -> Number:
    """Time, in s, of the pass over the prompt, which is limited by arithmetic.

    Law: 2 P S / (n R mfu)
    Valid: parameters P, tokens S, peak_flop_per_s R above 0; mfu, the share of the peak reached,
        above 0, at most 1; devices n, real or effective ones, 1 or more
    Source: Pope et al. 2022, "Efficiently Scaling Transformer Inference"

    >>> prefill_s(parameters=7e9, tokens=1000, peak_flop_per_s=1e15, mfu=0.5)
    0.028
    """
    require_positive(
        "decoding.prefill_s", parameters=parameters, tokens=tokens, peak_flop_per_s=peak_flop_per_s
    )
    require_efficiency("decoding.prefill_s", mfu=mfu)
    require_one_or_more("decoding.prefill_s", devices=devices)
    return flop_forward(parameters, tokens) / (devices * peak_flop_per_s * mfu)


def step_s(
    *,
    weight_bytes: Number,
    memory_bytes_per_s: Number,
    parameters: Number,
    peak_flop_per_s: Number,
    mfu: Number = 1.0,
    cache_bytes: Number = 0.0,
    bandwidth_share: Number = 1.0,
    batch: Number = 1.0,
    tokens: Number = 1.0,
    devices: Number = 1.0,
) -> Number:
    """Time, in s, of one decoding pass: reading weights and caches or computing, the longer one.

    Law: max((W + KV) / (n eta B), 2 P b c / (n R mfu))
    Valid: weight_bytes W, memory_bytes_per_s B, parameters P, peak_flop_per_s R above 0;
        cache_bytes KV, 0 or more; bandwidth_share eta and mfu above 0, at most 1; requests in a
        batch b, tokens c a request and devices n, real or effective ones, 1 or more
    Source: Pope et al. 2022, "Efficiently Scaling Transformer Inference"

    >>> step_s(
    ...     weight_bytes=14e9, memory_bytes_per_s=3.5e12, parameters=7e9, peak_flop_per_s=1e15)
    0.004
    """
    law = "decoding.step_s"
    require_positive(
        law,
        weight_bytes=weight_bytes,
        memory_bytes_per_s=memory_bytes_per_s,
        parameters=parameters,
        peak_flop_per_s=peak_flop_per_s,
    )
    require_not_negative(law, cache_bytes=cache_bytes)
    require_efficiency(law, mfu=mfu, bandwidth_share=bandwidth_share)
    require_one_or_more(law, batch=batch, tokens=tokens, devices=devices)
    reading_s = (weight_bytes + cache_bytes) / (devices * bandwidth_share * memory_bytes_per_s)
    computing_s = flop_forward(parameters, batch * tokens) / (devices * peak_flop_per_s * mfu)
    return maximum(reading_s, computing_s)
