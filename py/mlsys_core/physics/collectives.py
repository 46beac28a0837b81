"""Time that devices spend agreeing on a result."""

from mlsys_core.elementwise import Number, where
from mlsys_core.physics.ranges import (
    require_not_negative,
    require_one_or_more,
    require_positive,
)


def ring_s(
    message_bytes: Number, devices: Number, link_bytes_per_s: Number, latency_s: Number = 0.0
) -> Number:
    """Time, in s, of an all-reduce on a ring; no algorithm sends fewer bytes a device.

    Law: 2 (N - 1) (M/(N B) + alpha)
    Valid: message_bytes M and latency_s alpha of one message, 0 or more; devices N, 1 or more;
        link_bytes_per_s B of one direction above 0
    Source: Patarasuk and Yuan 2009, "Bandwidth optimal all-reduce algorithms", JPDC 69

    >>> ring_s(message_bytes=1e9, devices=2, link_bytes_per_s=10e9)
    0.1
    """
    require_not_negative("collectives.ring_s", message_bytes=message_bytes, latency_s=latency_s)
    require_one_or_more("collectives.ring_s", devices=devices)
    require_positive("collectives.ring_s", link_bytes_per_s=link_bytes_per_s)
    hop_s = message_bytes / (devices * link_bytes_per_s) + latency_s
    return 2.0 * (devices - 1.0) * hop_s


def tensor_parallel_comm_s(
    *,
    all_reduces: Number,
    tokens: Number,
    width: Number,
    bytes_per_value: Number,
    devices: Number,
    link_bytes_per_s: Number,
    launch_s: Number = 0.0,
) -> Number:
    """Time, in s, that layers split over devices spend adding up their partial results.

    Megatron needs two all-reduces a layer in the forward pass; one device needs none.

    Law: calls (launch + ring(S h b, N)) for N > 1, else 0
    Valid: all_reduces, the calls, tokens S and launch_s, 0 or more; width h, bytes_per_value b and
        link_bytes_per_s above 0; devices N, 1 or more
    Source: Shoeybi et al. 2019, "Megatron-LM"; ring: Patarasuk and Yuan 2009

    >>> tensor_parallel_comm_s(
    ...     all_reduces=10, tokens=500, width=1000, bytes_per_value=2, devices=2,
    ...     link_bytes_per_s=1e9)
    0.01
    """
    law = "collectives.tensor_parallel_comm_s"
    require_not_negative(law, all_reduces=all_reduces, tokens=tokens, launch_s=launch_s)
    require_positive(
        law, width=width, bytes_per_value=bytes_per_value, link_bytes_per_s=link_bytes_per_s
    )
    require_one_or_more(law, devices=devices)
    message_bytes = tokens * width * bytes_per_value
    call_s = launch_s + ring_s(message_bytes, devices, link_bytes_per_s)
    return where(devices > 1, all_reduces * call_s, 0.0)
