"""The roofline: whether arithmetic or memory traffic limits a kernel."""

from mlsys_core.elementwise import Number, minimum
from mlsys_core.physics.ranges import require_positive


def ridge(peak_flop_per_s: Number, memory_bytes_per_s: Number) -> Number:
    """Arithmetic intensity at which a device turns from memory-bound to compute-bound, in FLOP/B.

    Law: R / B
    Valid: peak_flop_per_s R and memory_bytes_per_s B above 0
    Source: Williams, Waterman, Patterson 2009, "Roofline", Communications of the ACM 52

    >>> ridge(peak_flop_per_s=100e12, memory_bytes_per_s=1e12)
    100.0
    """
    require_positive(
        "roofline.ridge", peak_flop_per_s=peak_flop_per_s, memory_bytes_per_s=memory_bytes_per_s
    )
    return peak_flop_per_s / memory_bytes_per_s


def attainable(
    peak_flop_per_s: Number, memory_bytes_per_s: Number, intensity_flop_per_byte: Number
) -> Number:
    """Highest rate of a kernel, in FLOP/s, given how much it computes with each byte it moves.

    Law: min(R, B I)
    Valid: peak_flop_per_s R, memory_bytes_per_s B and intensity_flop_per_byte I above 0
    Source: Williams, Waterman, Patterson 2009, "Roofline", Communications of the ACM 52

    >>> attainable(peak_flop_per_s=100e12, memory_bytes_per_s=1e12, intensity_flop_per_byte=50)
    50000000000000.0
    """
    require_positive(
        "roofline.attainable",
        peak_flop_per_s=peak_flop_per_s,
        memory_bytes_per_s=memory_bytes_per_s,
        intensity_flop_per_byte=intensity_flop_per_byte,
    )
    return minimum(peak_flop_per_s, memory_bytes_per_s * intensity_flop_per_byte)
