"""What more processors can do for a job, and what its serial share forbids."""

import math

from mlsys_core.elementwise import Number, ceil_slack, maximum, ratio_or_inf
from mlsys_core.physics.ranges import (
    require,
    require_efficiency,
    require_inner_share,
    require_one_or_more,
    require_share,
)


def speedup(serial_share: Number, processors: Number) -> Number:
    """Speedup of a job of fixed size on several processors, when one share of it stays serial.

    Law: 1 / (S + (1 - S)/N)
    Valid: serial_share S from 0 to 1; processors N, real or effective ones, above 0 and finite
    Source: Amdahl 1967, "Validity of the single processor approach", AFIPS

    >>> speedup(serial_share=0.25, processors=3)
    2.0
    """
    require_share("amdahl.speedup", serial_share=serial_share)
    in_range = (processors > 0) & (processors < math.inf)
    require(in_range, "amdahl.speedup", "processors", processors, "more than 0 and finite")
    return 1.0 / (serial_share + (1.0 - serial_share) / processors)


def ceiling(serial_share: Number) -> Number:
    """Speedup that no number of processors exceeds; infinite for a job without a serial share.

    Law: 1 / S
    Valid: serial_share S from 0 to 1
    Source: Amdahl 1967, "Validity of the single processor approach", AFIPS

    >>> ceiling(serial_share=0.25)
    4.0
    """
    require_share("amdahl.ceiling", serial_share=serial_share)
    return ratio_or_inf(1.0, serial_share)


def effective_processors(processors: Number, efficiency: Number) -> Number:
    """Ideal processors worth as much as real ones, of which all but the first lose a fixed share.

    Law: 1 + (N - 1) E
    Valid: processors N, 1 or more; efficiency E of each added processor above 0, at most 1
    Source: definition of a fixed efficiency for each processor after the first

    >>> effective_processors(processors=9, efficiency=0.75)
    7.0
    """
    require_one_or_more("amdahl.effective_processors", processors=processors)
    require_efficiency("amdahl.effective_processors", efficiency=efficiency)
    return 1.0 + (processors - 1.0) * efficiency


def processors_to_reach(serial_share: Number, ceiling_share: Number) -> Number:
    """Fewest whole processors that reach a share of the ceiling; endless without a serial share.

    Law: ceil(q (1 - S) / (S (1 - q))), at least 1
    Valid: serial_share S from 0 to 1; ceiling_share q between 0 and 1
    Source: Amdahl 1967, solved for the number of processors

    >>> processors_to_reach(serial_share=0.15, ceiling_share=0.9)
    51.0
    """
    require_share("amdahl.processors_to_reach", serial_share=serial_share)
    require_inner_share("amdahl.processors_to_reach", ceiling_share=ceiling_share)
    needed = ratio_or_inf(
        ceiling_share * (1.0 - serial_share), serial_share * (1.0 - ceiling_share)
    )
    return maximum(1.0, ceil_slack(needed))


def serial_for(speedup: Number, processors: Number) -> Number:
    """Serial share at which a number of processors gives exactly this speedup.

    Law: (N/s - 1) / (N - 1)
    Valid: processors N above 1; speedup s from 1 to processors
    Source: Amdahl 1967, solved for the serial share

    >>> serial_for(speedup=2, processors=3)
    0.25
    """
    require(processors > 1, "amdahl.serial_for", "processors", processors, "more than 1")
    in_range = (speedup >= 1) & (speedup <= processors)
    require(in_range, "amdahl.serial_for", "speedup", speedup, "from 1 to processors")
    return (processors / speedup - 1.0) / (processors - 1.0)


def share_from_gain(speedup: Number, part_speedup: Number) -> Number:
    """Share of the original time that a part took, from what speeding up that part alone gained.

    Law: (1 - 1/s) / (1 - 1/k)
    Valid: part_speedup k above 1; speedup s of the whole from 1 to part_speedup
    Source: Amdahl 1967, solved for the share that was sped up

    >>> share_from_gain(speedup=1.6, part_speedup=4)
    0.5
    """
    require(part_speedup > 1, "amdahl.share_from_gain", "part_speedup", part_speedup, "more than 1")
    in_range = (speedup >= 1) & (speedup <= part_speedup)
    require(in_range, "amdahl.share_from_gain", "speedup", speedup, "from 1 to part_speedup")
    return (1.0 - 1.0 / speedup) / (1.0 - 1.0 / part_speedup)


def gustafson(serial_share: Number, processors: Number) -> Number:
    """Scaled speedup: how much more work N processors do in the time of their own run.

    The serial share is that of the run on N processors, and its time must not grow with the work.

    Law: N - S (N - 1)
    Valid: serial_share S from 0 to 1; processors N, 1 or more
    Source: Gustafson 1988, "Reevaluating Amdahl's Law", Communications of the ACM 31

    >>> gustafson(serial_share=0.25, processors=5)
    4.0
    """
    require_share("amdahl.gustafson", serial_share=serial_share)
    require_one_or_more("amdahl.gustafson", processors=processors)
    return processors - serial_share * (processors - 1.0)
