"""How often parts fail, and how long the whole survives it."""

from mlsys_core.elementwise import Number, where
from mlsys_core.physics.ranges import (
    require_not_negative,
    require_positive,
    require_share,
    require_whole,
)


def failure_rate(components: Number, mtbf_s: Number) -> Number:
    """Failures of a system, in 1/s, any of whose independent components can stop it.

    Law: N / MTBF
    Valid: components N, 0 or more; mtbf_s, mean time between failures of one, above 0
    Source: superposition of Poisson processes, as in Barlow and Proschan 1975

    >>> failure_rate(components=16, mtbf_s=32.0)
    0.5
    """
    require_not_negative("reliability.failure_rate", components=components)
    require_positive("reliability.failure_rate", mtbf_s=mtbf_s)
    return components / mtbf_s


def availability_one_spare(unit_availability: Number, units: Number) -> Number:
    """Share of time that at most one of several independent units is down; a single unit is alone.

    Law: A^Z + Z A^(Z-1) (1 - A); for Z = 1: A
    Valid: unit_availability A from 0 to 1; units Z, a whole number, 1 or more
    Source: k-out-of-n redundancy, as in Barlow and Proschan 1975

    >>> availability_one_spare(unit_availability=0.5, units=3)
    0.5
    """
    require_share("reliability.availability_one_spare", unit_availability=unit_availability)
    require_whole("reliability.availability_one_spare", units=units)
    all_up = unit_availability**units
    one_down = units * unit_availability ** (units - 1.0) * (1.0 - unit_availability)
    return where(units > 1, all_up + one_down, all_up)
