"""Mathematics that several laws lean on."""

from mlsys_core.elementwise import Number, log2, where
from mlsys_core.physics.ranges import require_share


def binary_entropy(share: Number) -> Number:
    """Entropy, in bits, of a yes-or-no answer that is yes with a given probability.

    Law: -p log2(p) - (1 - p) log2(1 - p), and 0 at p = 0 and p = 1
    Valid: share p from 0 to 1
    Source: Shannon 1948, "A Mathematical Theory of Communication", Bell System Technical Journal 27

    >>> binary_entropy(share=0.5)
    1.0
    """
    require_share("numerics.binary_entropy", share=share)
    # Where p is 0 or 1 its logarithm is not needed: p log2(p) goes to 0 there.
    yes = where(share > 0, share, 1.0)
    no = where(share < 1, 1.0 - share, 1.0)
    return -(yes * log2(yes)) - no * log2(no)
